"""The installed program against a real Bluesky network: what is read equals what was put in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from live.conftest import inspected
from servers.bluesky import RunningBluesky
from servers.invented import Act, Content

pytestmark = pytest.mark.servers

TEN_YEARS = "3650"


def look(network: RunningBluesky, content: Content, key: str, days: str = TEN_YEARS) -> dict[str, Any]:
    handle = content.account(key).handle
    return inspected(f"https://bsky.app/profile/{handle}", "--endpoint", network.appview_url, "--days", days)


def when(text: str) -> datetime:
    return datetime.fromisoformat(text)


def by_uri(network: RunningBluesky, content: Content, key: str) -> dict[str, Act]:
    return {network.records[act.key].uri.rsplit("/", 1)[1]: act for act in content.acts_by(key)}


@pytest.mark.parametrize("key", ["company", "leader", "busy", "silent"])
def test_every_post_date_and_flag_equals_what_was_put_in(network: RunningBluesky, content: Content, key: str) -> None:
    seen = look(network, content, key)

    own = {p["url"].rsplit("/", 1)[1]: p for p in seen["posts"] if not p["is_repost"]}
    put_in = {rkey: act for rkey, act in by_uri(network, content, key).items() if act.reposts is None}
    assert own.keys() == put_in.keys()
    for rkey, act in put_in.items():
        post = own[rkey]
        # Whatever clock a post claims, it cannot be younger than the moment the network saw it.
        if act.at <= content.now:
            assert when(post["published_at"]) == act.at, act.key
        else:
            assert when(post["published_at"]) < act.at, act.key
        assert post["is_reply"] is _answers_another(content, act), act.key
        assert post["is_pinned"] is (content.account(key).pinned == act.key), act.key
        assert post["media"] == (1 if act.video else len(act.images)), act.key
        described = 1 if act.video else len([alt for alt in act.images if alt])
        assert post["media_with_alt"] == (described if post["media"] else None), act.key
        assert sorted(post["hashtags"]) == sorted(act.hashtags), act.key
        assert sorted(post["mentions"]) == sorted(content.account(k).handle for k in act.mentions), act.key
        assert post["language"] == (act.langs[0] if act.langs else None), act.key
        assert post["engagement"]["likes"] == len(act.liked_by), act.key
        if act.key != "company-hostile":
            assert post["text"] == act.text, act.key


def _answers_another(content: Content, act: Act) -> bool:
    return act.reply_to is not None and content.act(act.reply_to).by != act.by


@pytest.mark.parametrize("key", ["company", "leader"])
def test_reposts_are_told_apart_and_keep_their_author(network: RunningBluesky, content: Content, key: str) -> None:
    seen = look(network, content, key)

    reposts = sorted((p["author"], p["text"]) for p in seen["posts"] if p["is_repost"])
    originals = [content.act(act.reposts) for act in content.acts_by(key) if act.reposts]
    assert reposts == sorted((content.account(o.by).handle, o.text) for o in originals)


def test_hostile_text_loses_what_steers_a_terminal(network: RunningBluesky, content: Content) -> None:
    texts = [p["text"] for p in look(network, content, "company")["posts"]]

    [hostile] = [t for t in texts if "script" in t]
    assert "[red]markup[/red]" in hostile
    assert "\u202e" not in hostile


def test_a_long_history_is_paged_to_its_end(network: RunningBluesky, content: Content) -> None:
    seen = look(network, content, "busy")

    assert len(seen["posts"]) == len(content.acts_by("busy")) > 200
    assert seen["window"]["complete"] is True


def test_paging_stops_where_the_period_begins(network: RunningBluesky, content: Content) -> None:
    seen = look(network, content, "busy", days="30")

    assert seen["window"]["complete"] is True
    assert len(seen["evidence"]) == 2  # the profile and one page of 100


def test_the_profile_is_what_the_account_says_of_itself(network: RunningBluesky, content: Content) -> None:
    profile = look(network, content, "company")["profile"]

    followers = [a for a in content.accounts if "company" in a.follows]
    assert profile["name"] == "Nordlys Energi"
    assert profile["bio"] == content.account("company").bio
    assert profile["followers"] == {"value": len(followers), "precision": "exact"}


@pytest.mark.parametrize(
    ("key", "outcome"),
    [
        ("silent", "zero_posts"),
        ("no-profile", "zero_posts"),
        ("deactivated", "not_found"),
        ("taken-down", "suspended"),
        ("unknown", "not_found"),
        ("opted-out", "opted_out"),
    ],
)
def test_accounts_without_posts_are_told_apart(
    network: RunningBluesky, content: Content, key: str, outcome: str
) -> None:
    seen = look(network, content, key)

    assert seen["outcome"] == outcome
    assert seen["posts"] == []
    assert seen["reason"] or outcome == "zero_posts"


def test_gone_accounts_say_how_they_went(network: RunningBluesky, content: Content) -> None:
    deactivated, unknown = (look(network, content, key)["reason"] for key in ("deactivated", "unknown"))

    assert "deactivated" in deactivated
    assert "deactivated" not in unknown


def test_an_account_that_opted_out_is_not_read(network: RunningBluesky, content: Content) -> None:
    seen = look(network, content, "opted-out")

    assert len(seen["evidence"]) == 1  # the profile said so; the feed was not asked
    assert seen["profile"] == {"name": None, "bio": None, "followers": None, "verified": None, "links": []}
    assert content.account("opted-out").name not in str(seen)
