"""The installed program against a real Bluesky network: what is read equals what was put in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from live.conftest import inspected, overheard
from servers.bluesky import RunningBluesky
from servers.invented import Act, Content

from presence_audit.model.observation import Comment, Comments

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


def under_posts(network: RunningBluesky, content: Content, days: int) -> tuple[Comments, dict[str, Comment]]:
    """What was read under the company's posts of the last days, and each comment by the key of what was put in."""
    url = f"https://bsky.app/profile/{content.account('company').handle}"
    since = content.now - timedelta(days=days)
    found = overheard(url, "bluesky", since, content.now, network.appview_url).comments
    assert found is not None
    keys = {record.uri: key for key, record in network.records.items()}
    return found, {keys[comment.id]: comment for comment in found.said}


@pytest.mark.parametrize("days", [91, 20])
def test_what_people_say_under_the_companys_posts_equals_what_was_put_in(
    network: RunningBluesky, content: Content, days: int
) -> None:
    found, said = under_posts(network, content, days)

    assert found.since == content.now - timedelta(days=days)
    published = [
        act
        for act in content.acts_by("company")
        if not act.reposts and not _answers_another(content, act) and act.at >= found.since
    ]
    put_in = {act.key: act for post in published for act in content.below(post.key)}
    assert said.keys() == put_in.keys()
    assert len(said) > 5
    for key, act in put_in.items():
        comment = said[key]
        assert act.reply_to is not None
        assert comment.parent == network.records[act.reply_to].uri, key
        assert comment.published_at == act.at, key
        assert comment.is_own is (act.by == "company"), key
        if not content.account(act.by).opted_out:
            assert comment.author == content.account(act.by).handle, key
            assert list(comment.mentions) == [content.account(k).handle for k in act.mentions], key
            assert comment.url.endswith(network.records[key].uri.rsplit("/", 1)[1]), key
        if key != "neighbour-hostile" and not content.account(act.by).opted_out:
            assert comment.text == act.text, key


def test_a_question_below_a_thread_stands_under_the_post_of_it_that_it_answers(
    network: RunningBluesky, content: Content
) -> None:
    _, said = under_posts(network, content, 91)

    assert said["neighbour-below-thread"].post == network.records["company-thread-2"].uri
    assert said["company-thread-2"].post == network.records["company-thread-1"].uri


def test_who_opted_out_is_heard_without_words_and_without_a_name(network: RunningBluesky, content: Content) -> None:
    _, said = under_posts(network, content, 91)

    hidden = said["opted-out-asks"]
    assert (hidden.author, hidden.text, hidden.url, hidden.is_own) == (None, "", "", False)
    assert said["company-answers-opted-out"].parent == hidden.id


def test_hostile_comments_lose_what_steers_a_terminal(network: RunningBluesky, content: Content) -> None:
    _, said = under_posts(network, content, 91)

    assert "[red]markup[/red]" in said["neighbour-hostile"].text
    assert "\u202e" not in said["neighbour-hostile"].text
