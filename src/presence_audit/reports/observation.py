"""One observation, as JSON (schema `presence-audit/observation/1`) and as text on a terminal."""

from __future__ import annotations

import json
from datetime import UTC
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from presence_audit.model.observation import SCHEMA, Observation, Post
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._json_text import WrittenInFull, escaped, identified
from presence_audit.reports._pen import Pen
from presence_audit.reports._text import sentence
from presence_audit.reports._words import answer_words, outcome_words, platform_name

_STACKED_BELOW = 64
_YES_NO = {True: "yes", False: "no", None: numbers.UNKNOWN}


@cache
def _adapter() -> TypeAdapter[Observation]:
    return TypeAdapter(Observation)


def _kind(post: Post) -> str:
    marks = {"reply": post.is_reply, "repost": post.is_repost, "pinned": post.is_pinned}
    return ", ".join([post.kind, *(mark for mark, holds in marks.items() if holds)])


def _head(pen: Pen, observation: Observation) -> None:
    channel, profile = observation.channel, observation.profile
    pen.line(pen.join([pen.text(platform_name(channel.platform), "bold"), pen.text(channel.handle, "bold", 120)], " "))
    pen.line(pen.text(channel.url, "dim", 300))
    pen.line()
    outcome = outcome_words(observation.outcome, ", ".join(observation.routes))
    pen.line(pen.join([pen.text("Outcome:"), pen.text(outcome, "bold")], " "))
    for words in (observation.reason, observation.next_step):
        if words:
            pen.line(pen.text(sentence(words), limit=300), indent=2)
    followers = pen.text(f"followers {numbers.count(profile.followers)}")
    verified = pen.text(f"verified {_YES_NO[profile.verified]}")
    pen.line(pen.join([pen.text(profile.name or "name ?"), followers, verified]))
    if profile.bio:
        pen.line(pen.text(profile.bio, "dim", 300), indent=2)


def _reach(observation: Observation) -> str:
    window = observation.window
    if window.reaches_back_to is None:
        return "How far back the listing reaches is unknown."
    since = numbers.day(window.reaches_back_to, UTC)
    whole = "the whole period" if window.complete else "cut off before that"
    return f"Every post since {since} is listed ({whole})."


def _posts(pen: Pen, observation: Observation, max_posts: int) -> None:
    is_known = observation.outcome.is_readable or bool(observation.posts)
    pen.heading(f"Posts: {len(observation.posts):,} listed" if is_known else "Posts: unknown")
    if is_known:
        pen.line(pen.text(_reach(observation), "dim"), indent=1)
    posts = observation.posts[: max(max_posts, 0)]
    cells = [
        (
            pen.text(numbers.dated(p.published_at, p.date_precision)),
            pen.text(_kind(p)),
            pen.text(p.text or p.url, limit=140),
        )
        for p in posts
    ]
    if cells and (pen.plain or pen.width >= _STACKED_BELOW):
        pen.table(("Date (UTC)", "Kind", "Text"), cells, right=frozenset(), whole=frozenset({0}))
    elif cells:
        for date, kind, text in cells:
            pen.line(pen.join([date, kind]), indent=1)
            pen.line(text, indent=3)


def _evidence(pen: Pen, observation: Observation) -> None:
    pen.heading("Evidence")
    for piece in observation.evidence:
        status = answer_words(piece)
        facts = (numbers.minute(piece.fetched_at, UTC) + " UTC", status, (piece.sha256 or "")[:12])
        pen.line(pen.join(pen.text(fact) for fact in facts), indent=1)
        pen.line(pen.text(piece.url, "dim", 300), indent=3)
    if not observation.evidence:
        pen.line(pen.text("None: no answer was recorded."), indent=1)


def observation_json(observation: Observation) -> bytes:
    """The observation as UTF-8, indented by two, in the order of the schema, ending with a line break."""
    content = {"schema": SCHEMA, **_adapter().dump_python(observation, mode="json")}
    return escaped(json.dumps(content, indent=2, ensure_ascii=False))


def observation_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of an observation, made from the model."""
    made = _adapter().json_schema(mode="serialization", schema_generator=WrittenInFull)
    made["properties"] = {"schema": {"const": SCHEMA, "type": "string"}, **made["properties"]}
    made["required"] = ["schema", *made["required"]]
    return identified(made, SCHEMA, "An observation of presence-audit")


def render_observation(
    observation: Observation, *, width: int, color: bool, max_posts: int = 10, plain: bool = False
) -> str:
    """The observation as lines of at most `width` cells (not less than 40); dates are in UTC."""
    pen = Pen(width, color=color, plain=plain)
    _head(pen, observation)
    _posts(pen, observation, max_posts)
    _evidence(pen, observation)
    hidden = len(observation.posts) - min(len(observation.posts), max(max_posts, 0))
    if hidden:
        pen.line()
        pen.line(pen.text(f"{nouns.more(hidden, 'post')} in --format json.", "dim"))
    return pen.drawn()
