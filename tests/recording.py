"""Plays a recorded conversation to a platform's reader; the format is told in recordings/README.md."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presence_audit.model.channel import Channel
from presence_audit.model.observation import SCHEMA, Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page
from presence_audit.platforms._contract import Ask, Drift, Handover

if TYPE_CHECKING:
    from collections.abc import Callable

    from presence_audit.platforms._contract import Conversation

RECORDINGS = Path(__file__).parent / "recordings"
FETCHED_AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
_MOST_REQUESTS = 200


class WrongRecordingError(AssertionError):
    """The reader asked for something else than the recording holds."""


@dataclass(frozen=True)
class Recording:
    """One case: who is asked for, and the answers by the address asked for and what was sent there."""

    folder: Path
    ask: Ask
    answers: dict[str, Page | Miss]
    route: str = "live"


def cases(platform: str) -> list[Path]:
    """The folders of a platform's cases, in alphabetical order."""
    return sorted(path.parent for path in (RECORDINGS / platform).glob("*/conversation.json"))


def _answer(folder: Path, exchange: dict[str, Any]) -> Page | Miss:
    asked = exchange["asked"]
    if "miss" in exchange:
        outcome = Outcome(exchange["miss"])
        return Miss(asked, outcome, exchange.get("reason", ""), FETCHED_AT)  # type: ignore[arg-type]
    headers = {name.lower(): value for name, value in exchange.get("headers", {}).items()}
    body = (folder / exchange["body"]).read_bytes() if exchange.get("body") else b""
    return Page(asked, exchange.get("url", asked), exchange.get("status", 200), headers, body, FETCHED_AT)


def load(folder: Path) -> Recording:
    """Read a case from its folder."""
    told = json.loads((folder / "conversation.json").read_text("utf-8"))
    ask = Ask(
        Channel(**told["channel"]),
        datetime.fromisoformat(told["since"]),
        datetime.fromisoformat(told["until"]),
        told.get("endpoint"),
        told.get("max_pages", 40),
        told.get("key"),
        datetime.fromisoformat(told["comments_since"]) if "comments_since" in told else None,
    )
    answers = {e["asked"] + e.get("sent", ""): _answer(folder, e) for e in told["exchanges"]}
    return Recording(folder, ask, answers, told.get("route", "live"))


def play(conversation: Conversation, answers: Callable[[str], Page | Miss]) -> Observation | Handover:
    """Drive a reader to its end with answers by address. `Drift` comes out as the reader raised it."""
    try:
        request = next(conversation)
        for _ in range(_MOST_REQUESTS):
            request = conversation.send(answers(request.url + (request.body or "")))
    except StopIteration as done:
        result = done.value
        assert isinstance(result, Observation | Handover), f"the reader returned {result!r}"
        return result
    raise WrongRecordingError(f"the reader is still asking after {_MOST_REQUESTS} requests: {request.url}")


def reader_of(platform: str) -> Callable[[Ask], Conversation]:
    """The `read` of a platform, without importing its siblings."""
    read: Callable[[Ask], Conversation] = import_module(f"presence_audit.platforms.{platform}").PLATFORM.read
    return read


def start(recording: Recording) -> Callable[[Callable[[str], Page | Miss]], Observation | Handover]:
    """What plays a case by its route: the conversation with the site or its API, or the pages that were saved."""
    platform = import_module(f"presence_audit.platforms.{recording.ask.channel.platform}").PLATFORM
    if recording.route != "saved":
        conversation = platform.api if recording.route == "api" else platform.read
        return lambda answers: play(conversation(recording.ask), answers)

    def shown(answers: Callable[[str], Page | Miss]) -> Observation:
        pages = [answer for answer in map(answers, recording.answers) if isinstance(answer, Page)]
        found: Observation = platform.saved(recording.ask, pages)
        return found

    return shown


def converse(folder: Path) -> dict[str, Any]:
    """What a case is read as: an observation, a handover or a drift, as the JSON of expected.json."""
    recording = load(folder)
    asked: set[str] = set()

    def answers(url: str) -> Page | Miss:
        if url not in recording.answers:
            raise WrongRecordingError(f"{folder.name}: no exchange for {url}")
        asked.add(url)
        return recording.answers[url]

    try:
        result = start(recording)(answers)
    except Drift as drift:
        return {"drift": str(drift)}
    unasked = set(recording.answers) - asked
    if unasked:
        raise WrongRecordingError(f"{folder.name}: nobody asked for {sorted(unasked)}")
    return as_json(result)


def as_json(result: Observation | Handover) -> dict[str, Any]:
    """The result with its dates as text, as expected.json holds it; `schema` comes first.

    `comments` stand at its end where they were read, and are left out where they were not.
    """
    if isinstance(result, Handover):
        return {"handover": asdict(result)}
    shown: dict[str, Any] = json.loads(json.dumps({"schema": SCHEMA, **asdict(result)}, default=_text))
    if shown["comments"] is None:
        del shown["comments"]  # no part of the published schema
    del shown["routes"]  # these are the run's to say
    for post in shown["posts"]:
        del post["provenance"], post["seen_in"], post["trace"]
    for comment in shown["comments"]["said"] if "comments" in shown else []:
        del comment["seen_in"]
    return shown


def _text(value: object) -> str:
    assert isinstance(value, datetime), value
    return value.isoformat().replace("+00:00", "Z")


def expected(folder: Path) -> dict[str, Any]:
    """What a case has to be read as."""
    told: dict[str, Any] = json.loads((folder / "expected.json").read_text("utf-8"))
    return told


def main(arguments: list[str]) -> None:
    """Print what the given cases are read as today, and with --write keep it."""
    for folder in (Path(a) for a in arguments if a != "--write"):
        text = json.dumps(converse(folder), indent=2, ensure_ascii=False) + "\n"
        if "--write" in arguments:
            (folder / "expected.json").write_text(text, "utf-8")
        print(text, end="")


if __name__ == "__main__":
    main(sys.argv[1:])
