from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from reports.hostile_words import hidden_in, without_colour, words
from reports.report_samples import AS_OF, HOSTILE, days_ago
from rich.cells import cell_len

from presence_audit.model.observation import (
    ChannelRef,
    Count,
    DatePrecision,
    Engagement,
    Evidence,
    Observation,
    Post,
    Profile,
    Window,
)
from presence_audit.model.outcome import Outcome
from presence_audit.reports.observation import observation_json, observation_schema, render_observation

REF = ChannelRef("mastodon", "account", "nordlys@social.example", "https://social.example/@nordlys")


def _seen(text: str = "Hello", posts: int = 12) -> Observation:
    return Observation(
        ChannelRef(text, text, text, text) if text != "Hello" else REF,
        Outcome.OK,
        reason=text,
        observed_at=AS_OF,
        profile=Profile(text, text, Count(1200, "rounded"), None, (text,)),
        posts=tuple(
            Post(
                id=text,
                url=text,
                published_at=days_ago(place),
                kind="image",
                text=text,
                is_reply=True,
                is_pinned=None,
                links=(text,),
                engagement=Engagement(likes=3),
                reply_to="somebody",
            )
            for place in range(posts)
        ),
        window=Window(days_ago(11), days_ago(0), days_ago(182), complete=True),
        evidence=(Evidence(text, 200, "ab" * 32, AS_OF),),
    )


def test_the_json_has_the_published_fields_and_no_internal_one() -> None:
    content = json.loads(observation_json(_seen()))

    assert list(content) == [
        *("schema", "channel", "outcome", "reason", "next_step", "observed_at"),
        *("profile", "posts", "window", "evidence"),
    ]
    assert content["schema"] == "presence-audit/observation/1"
    assert content["observed_at"] == "2026-11-20T06:00:00Z"
    assert content["profile"]["followers"] == {"value": 1200, "precision": "rounded"}
    assert content["posts"][0]["is_pinned"] is None
    assert content["posts"][0]["engagement"] == {"likes": 3, "comments": None, "shares": None, "views": None}
    assert "reply_to" not in content["posts"][0]


@pytest.mark.parametrize("observation", [_seen(), _seen(HOSTILE), Observation(REF, Outcome.LOGIN_WALL)])
def test_an_observation_fits_its_schema(observation: Observation) -> None:
    schema = observation_schema()
    Draft202012Validator.check_schema(schema)

    Draft202012Validator(schema).validate(json.loads(observation_json(observation)))
    assert schema["$id"] == "urn:presence-audit:observation:1"
    assert "reply_to" not in schema["$defs"]["Post"]["properties"]


def test_every_field_is_required_by_the_schema() -> None:
    schema = observation_schema()
    content = json.loads(observation_json(_seen()))
    del content["posts"][0]["is_reply"]

    assert not Draft202012Validator(schema).is_valid(content)


@given(words)
def test_foreign_text_is_written_so_that_it_steers_nothing(text: str) -> None:
    made = observation_json(_seen(text, posts=1)).decode()

    assert not {char for char in hidden_in(made) if char < "\ue000"}
    assert json.loads(made)["posts"][0]["text"] == text


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert json.loads(observation_json(_seen("a\ud800b", posts=1)))["posts"][0]["text"] == "a\ufffdb"


@settings(max_examples=40)
@given(words, st.integers(40, 200), st.booleans(), st.booleans())
def test_no_line_is_wider_than_asked(text: str, width: int, color: bool, plain: bool) -> None:
    drawn = without_colour(render_observation(_seen(text), width=width, color=color, plain=plain))

    assert all(cell_len(line) <= width for line in drawn.split("\n"))
    assert not hidden_in(drawn)
    assert not plain or not set(drawn) & set("─·…")


def test_the_posts_that_are_left_out_are_counted() -> None:
    text = render_observation(_seen(), width=80, color=False, max_posts=5)

    assert text.count("image, reply") == 5
    assert text.endswith("7 more posts in --format json.\n")
    assert "Posts: 12 listed" in text


def test_all_posts_can_be_shown() -> None:
    assert "more post" not in render_observation(_seen(posts=1), width=80, color=False)


def test_posts_that_were_seen_before_a_failure_are_shown() -> None:
    text = render_observation(replace(_seen(posts=2), outcome=Outcome.RATE_LIMITED), width=80, color=False)

    assert "Posts: 2 listed" in text
    assert text.count("image, reply") == 2


@pytest.mark.parametrize("max_posts", [0, -3])
def test_no_post_need_be_shown(max_posts: int) -> None:
    text = render_observation(_seen(), width=80, color=False, max_posts=max_posts)

    assert text.endswith("12 more posts in --format json.\n")


def test_a_wall_is_told_with_its_next_step_and_no_zero() -> None:
    wall = Observation(REF, Outcome.LOGIN_WALL, "The page asks for a login", Outcome.LOGIN_WALL.next_step)
    text = render_observation(wall, width=80, color=False)

    assert "Outcome: unknown (login wall)" in text
    assert "The page asks for a login." in text
    assert "followers ?" in text
    assert "Posts: unknown" in text
    assert " 0" not in text


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        ("second", "2026-11-20"),
        ("day", "2026-11-20"),
        ("week", "week of 2026-11-20"),
        ("month", "2026-11"),
        ("year", "2026"),
    ],
)
@pytest.mark.parametrize("width", [40, 80])
def test_a_date_is_told_no_finer_than_it_was_shown(precision: DatePrecision, expected: str, width: int) -> None:
    post = Post("1", "https://a.example", AS_OF, precision, text="Hello")
    text = render_observation(Observation(REF, Outcome.OK, posts=(post,)), width=width, color=False)
    line = next(line for line in text.splitlines() if "other" in line)

    assert precision in get_args(DatePrecision)
    assert line.split("  ")[0].split(" · ")[0].strip() == expected


def test_an_undated_post_is_a_question_mark() -> None:
    post = Post("1", "https://a.example/1", None)
    text = render_observation(Observation(REF, Outcome.OK, posts=(post,)), width=80, color=False)

    assert "?" in next(line for line in text.splitlines() if "https://a.example/1" in line)
    assert "How far back the listing reaches is unknown." in text


def test_a_listing_that_was_cut_off_says_so() -> None:
    window = Window(days_ago(5), AS_OF, AS_OF - timedelta(days=5), complete=False)
    text = render_observation(Observation(REF, Outcome.OK, window=window), width=80, color=False)

    assert "Every post since 2026-11-15 is listed (cut off before that)." in text


def test_an_answer_that_never_came_is_evidence_too() -> None:
    lost = Observation(REF, Outcome.NETWORK_ERROR, evidence=(Evidence("https://a.example", None, None, AS_OF),))

    assert "2026-11-20 06:00 UTC · no answer" in render_observation(lost, width=80, color=False)


def test_what_the_user_holds_is_called_a_file_and_its_route_is_told() -> None:
    pieces = tuple(Evidence(url, None, "a" * 64, AS_OF) for url in ("export:posts.csv", "saved:page.html"))
    channel = ChannelRef("linkedin", "company", "nordlys", "https://www.linkedin.com/company/nordlys")
    seen = Observation(channel, Outcome.OK, evidence=(*pieces, Evidence("https://x.example/", None, None, AS_OF)))
    seen = replace(seen, routes=("export", "saved"))
    drawn = render_observation(seen, width=80, color=False)
    assert "Outcome: read, owner's export and saved page" in drawn
    assert drawn.count("· file ·") == 2
    assert drawn.count("no answer") == 1
