"""Recorded conversations with one thing broken, and what a reader may make of them."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import recording
from hypothesis import strategies as st

from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page
from presence_audit.platforms import Drift

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from presence_audit.platforms import Handover

_EMBEDDED = re.compile(
    rb"(?<=ytInitialData = )\{.*?\}(?=;</script>)"
    rb"|(?<=>)\s*[{\[][^<]*[}\]]\s*(?=</script>)",  # <script type="application/json">
    re.DOTALL,
)
_HOSTILE: list[Any] = [
    None, True, False, 0, -1, 10**400, 1.5, float("nan"), "", "\ud800\x00\x1b[31m", "9" * 5000, "2026-13-45T99:99:99Z",
    "0001-01-01T00:00:00Z", "9999-12-31T23:59:59+14:00", "at://", "https://[", [], [None], [[]], {}, {"": {}},
]  # fmt: skip


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) of a JSON value."""
    found, stack = [], [value]
    while stack:
        here = stack.pop()
        keys = list(here) if isinstance(here, dict) else range(len(here)) if isinstance(here, list) else []
        for key in keys:
            found.append((here, key))
            stack.append(here[key])
    return found


def _broken_json(draw: st.DrawFn, body: bytes) -> bytes:
    value = deepcopy(json.loads(body))
    places = _places(value)
    if not places:
        return b"null"
    container, key = places[draw(st.integers(0, len(places) - 1))]
    # A list that is empty, or has an element less, is another answer and no damage: a site without posts sends it.
    hostile = [value for value in _HOSTILE if value != [] or not isinstance(container[key], list)]
    if draw(st.booleans()) and isinstance(container, dict):
        del container[key]
    else:
        container[key] = deepcopy(draw(st.sampled_from(hostile)))
    return json.dumps(value).encode()


@st.composite
def broken(draw: st.DrawFn, body: bytes) -> bytes:
    """The body with one value dropped or replaced, cut off, or with one byte changed."""
    embedded = _EMBEDDED.search(body)
    if draw(st.integers(0, 4)):
        if embedded:
            return body[: embedded.start()] + _broken_json(draw, embedded[0]) + body[embedded.end() :]
        if body[:1] in b"{[":
            return _broken_json(draw, body)
    at = draw(st.integers(0, max(0, len(body) - 1)))
    if draw(st.booleans()):
        return body[:at]
    return body[:at] + draw(st.binary(min_size=1, max_size=3)) + body[at + 1 :]


def read(case: Path, breaking: Callable[[str, Page], Page]) -> Observation | Handover | Drift:
    """Play a case to its reader with every answer passed through `breaking`; what was not recorded is a miss."""
    told = recording.load(case)
    pages = {url: answer for url, answer in told.answers.items() if isinstance(answer, Page)}
    return _read_with(told, {url: breaking(url, page) for url, page in pages.items()})


def _read_with(told: recording.Recording, instead: Mapping[str, Page | Miss]) -> Observation | Handover | Drift:
    answers_there = {**told.answers, **instead}

    def answers(url: str) -> Page | Miss:
        missing = Miss(url, Outcome.NETWORK_ERROR, "not recorded", recording.FETCHED_AT)
        return answers_there.get(url, missing)

    try:
        return recording.start(told)(answers)
    except Drift as drift:
        return drift


def read_with_one_answer_replaced(case: Path) -> list[Observation | Handover | Drift]:
    """Read a case once for each of its requests and each way in which an answer can fail to come."""
    told, at = recording.load(case), recording.FETCHED_AT
    html, js = {"content-type": "text/html"}, {"content-type": "application/json"}
    return [
        _read_with(told, {victim: instead})
        for victim in told.answers
        for instead in (
            Miss(victim, Outcome.NETWORK_ERROR, "the host does not answer", at),
            Page(victim, victim, 503, {}, b"", at),
            Page(victim, victim, 404, html, b"<title>404</title>", at),
            Page(victim, victim, 404, js, b'{"error":"Unknown method"}', at),
            Page(victim, victim, 400, js, b'{"error":"X"}', at),
        )
    ]


def read_with_one_thing_broken(case: Path, data: st.DataObject) -> Observation | Handover | Drift:
    """Break one of the answers of a case and read it."""
    pages = [url for url, answer in recording.load(case).answers.items() if isinstance(answer, Page)]
    victim = data.draw(st.sampled_from(pages))
    return read(
        case,
        lambda url, page: replace(page, body=data.draw(broken(page.body))) if url == victim and page.body else page,
    )


def read_anything(case: Path, body: bytes, status: int, content_type: str) -> Observation | Handover | Drift:
    """Read a case in which every answer is the same nonsense."""
    return read(case, lambda _, page: replace(page, body=body, status=status, headers={"content-type": content_type}))


NONSENSE = st.one_of(
    st.binary(max_size=200),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
        max_leaves=12,
    ).map(lambda value: json.dumps(value).encode()),
    st.just(b"[" * 100_000),
)
STATUSES = st.sampled_from([200, 204, 301, 304, 400, 401, 403, 404, 410, 422, 429, 451, 500, 503, 999])
TYPES = st.sampled_from(["application/json", "text/html; charset=utf-8", "application/rss+xml", ""])
