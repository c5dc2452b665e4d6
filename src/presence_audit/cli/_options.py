"""Flags that several commands share, and where a setting comes from.

The order is: flag, environment (`PRESENCE_AUDIT_*`), `settings:` in the profiles file, the user's own
config.toml, default. Typer reads the first two; this module the last three.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast, get_args
from zoneinfo import ZoneInfo

import platformdirs
import typer

from presence_audit.cli._streams import say
from presence_audit.cli._week import week
from presence_audit.errors import UsageError
from presence_audit.model import profiles as model

if TYPE_CHECKING:
    from presence_audit.model.profiles import Settings

Format = Annotated[
    str | None, typer.Option("--format", "-f", help="terminal, markdown, json, html, pdf, csv, xlsx, pptx or junit.")
]
ProseFormats = Annotated[str | None, typer.Option("--format", "-f", help="terminal, markdown or json.")]
TwoFormats = Annotated[str | None, typer.Option("--format", "-f", help="terminal or json.")]
Output = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        "-o",
        help="Write to FILE; - is stdout. The suffix names the format, unless -f does for the only -o. Repeatable. "
        "{name} in it stands for the name of the profiles file, so that several have a report each.",
    ),
]
Template = Annotated[
    Path | None,
    typer.Option("--template", metavar="FILE.pptx", help="Make the slides on this presentation's own layouts."),
]
Peers = Annotated[
    list[Path] | None,
    typer.Option("--peer", metavar="RESULT.json", help="Show it beside this comparable company. Repeatable."),
]
PeerPack = Annotated[
    Path | None,
    typer.Option("--peer-pack", metavar="FILE.json", help="Show it beside a peer pack, which names no company."),
]
Notes = Annotated[
    Path | None,
    typer.Option("--notes", metavar="FILE.yaml", help="Show your own notes beside the numbers, as yours."),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Audit as of this date or time (2026-11-20, 2026-11-20T06:00Z)."),
]
Week = Annotated[
    str | None,
    typer.Option(
        "--week",
        metavar="YYYY-Www",
        help="Audit as of the end of this ISO week (2026-W47; last is the last whole one), where the company is.",
        envvar="PRESENCE_AUDIT_WEEK",
    ),
]
Record = Annotated[
    Path | None,
    typer.Option("--record", metavar="FILE.warc.gz", help="Keep every request and answer as a WARC file."),
]
Replay = Annotated[
    Path | None,
    typer.Option("--replay", metavar="FILE.warc.gz", help="Answer from a recording, with no network at all."),
]
Saved = Annotated[
    Path | None,
    typer.Option("--saved", metavar="DIR", help="Pages saved from a browser, of any of the channels."),
]
Store = Annotated[
    Path | None,
    typer.Option(
        "--store",
        metavar="FILE",
        envvar="PRESENCE_AUDIT_STORE",
        help="Where the history is kept (.sqlite, or .jsonl for git); by default beside the profiles file.",
    ),
]
NoHistory = Annotated[
    bool, typer.Option("--no-history", help="Neither keep what is read nor use what was read before.")
]
Offline = Annotated[bool, typer.Option("--offline", help="Ask nobody: every channel that needs it is unknown.")]
Contact = Annotated[
    str | None,
    typer.Option(
        "--contact",
        help="An e-mail address or page for site owners, sent along.",
        envvar="PRESENCE_AUDIT_CONTACT",
    ),
]
Deadline = Annotated[
    float | None,
    typer.Option(
        "--deadline",
        metavar="SECONDS",
        min=0.0,
        help="Stop asking after this long.",
        envvar="PRESENCE_AUDIT_DEADLINE",
    ),
]
Pause = Annotated[
    float,
    typer.Option(
        "--pause",
        metavar="SECONDS",
        min=0.0,
        max=3600.0,
        help="Pause between two requests to a host.",
        envvar="PRESENCE_AUDIT_PAUSE",
    ),
]
_FAIL_UNDER: dict[str, Any] = {
    "metavar": "N",
    "min": 0,
    "max": 100,
    "help": "A gate: the low end of the likely range must reach N.",
}
_MIN_COVERAGE: dict[str, Any] = {
    "metavar": "X",
    "min": 0,
    "max": 1,
    "help": "A gate: the share of the method that was measured, 0 to 1.",
}
FailUnder = Annotated[float | None, typer.Option("--fail-under", envvar="PRESENCE_AUDIT_FAIL_UNDER", **_FAIL_UNDER)]
MinCoverage = Annotated[
    float | None, typer.Option("--min-coverage", envvar="PRESENCE_AUDIT_MIN_COVERAGE", **_MIN_COVERAGE)
]
# A job that sets the environment for its scan wants the reports rendered after it all the same.
SavedFailUnder = Annotated[float | None, typer.Option("--fail-under", **_FAIL_UNDER)]
SavedMinCoverage = Annotated[float | None, typer.Option("--min-coverage", **_MIN_COVERAGE)]
Judging = Annotated[
    str,
    typer.Option("--gate", metavar="range|point", help="Judge gates on the range, or on the printed score."),
]
NoRegress = Annotated[
    bool | None,
    typer.Option(
        "--no-regress",
        envvar="PRESENCE_AUDIT_NO_REGRESS",
        show_default=False,
        help="A gate: the score may not be lower than in the last audit.",
    ),
]
Baseline = Annotated[
    Path | None,
    typer.Option(
        "--baseline", metavar="RESULT.json", help="Hold the score against this earlier result (--no-regress)."
    ),
]
Industry = Annotated[
    str | None,
    typer.Option(
        "--industry",
        metavar="ID",
        help="Hold accounts of 25,000 followers or more against large brands of this industry (retail, media, ...).",
    ),
]
Intervals = Annotated[
    bool, typer.Option("--intervals", help="Let the likely range include the interval of each measured rate.")
]
Sensitivity = Annotated[
    bool,
    typer.Option("--sensitivity", help="Tell how the score moves with other weights, other means, and guesses."),
]
Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="en|nb|nn", help="The language of the report.", envvar="PRESENCE_AUDIT_LANG"),
]
Plain = Annotated[bool, typer.Option("--plain", help="Sentences for tables, no bars, no colour: for screen readers.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no talk on stderr but errors.")]
Verbose = Annotated[int, typer.Option("--verbose", "-v", count=True, help="Tell what is asked (-v), and why (-vv).")]

Badges = Annotated[
    list[Path] | None,
    typer.Option("--badge", metavar="FILE", help="Write a badge: .svg, or .json for shields.io. Repeatable."),
]
InGitHub = Annotated[
    bool,
    typer.Option(
        "--github",
        help="In GitHub Actions: annotate the profiles file, write the job summary and the outputs of the step.",
    ),
]


@dataclass(frozen=True, slots=True)
class Reach:
    """How a command may reach sites: the network within limits, a recording, or nobody."""

    record: Path | None
    replay: Path | None
    offline: bool
    contact: str | None
    deadline: float | None
    pause: float
    no_cache: bool
    saved: Path | None = None


@dataclass(frozen=True, slots=True)
class UserConfig:
    """The user's own defaults, from config.toml in the platform's configuration folder."""

    contact: str | None = None
    fail_under: float | None = None
    min_coverage: float | None = None


def language(asked: str | None) -> model.Lang | None:
    """The language of a flag, None where none was asked for. Raises UsageError where there is no such language."""
    if asked is None:
        return None
    for known in get_args(model.Lang):
        if asked == known:
            return cast("model.Lang", asked)
    raise UsageError(f"--lang {asked}: there are {', '.join(get_args(model.Lang))}.")


def config_path() -> Path:
    """Where the user's own config.toml is looked for."""
    return Path(platformdirs.user_config_dir("presence-audit", appauthor=False)) / "config.toml"


def user_config() -> UserConfig:
    """Read config.toml; a missing file is an empty one. Raises UsageError naming every unknown key."""
    path = config_path()
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return UserConfig()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: {error}; mend or remove the file.") from error
    known = {f.name for f in fields(UserConfig)}
    unknown = sorted(set(table) - known)
    if unknown:
        raise UsageError(f"{path}: unknown: {', '.join(unknown)}; known: {', '.join(sorted(known))}.")
    contact = table.get("contact")
    if contact is not None and not isinstance(contact, str):
        raise UsageError(f"{path}: contact must be text.")
    numbers = {name: table.get(name) for name in ("fail_under", "min_coverage")}
    for name, most in (("fail_under", 100), ("min_coverage", 1)):
        number = numbers[name]
        if number is None:
            continue
        if isinstance(number, bool) or not isinstance(number, int | float) or not 0 <= number <= most:
            raise UsageError(f"{path}: {name} must be a number from 0 to {most}.")
    return UserConfig(contact=contact, **numbers)


def contact_of(flag: str | None, settings: Settings | None) -> str | None:
    """Whom a site owner can write to: flag or environment, profiles file, config.toml."""
    return flag or (settings.contact if settings else None) or user_config().contact


# A week that has begun in Auckland may be still to come in UTC.
_AFTER_EVERY_WEEK = datetime(2300, 1, 1, tzinfo=UTC)


def check_until(as_of: str | None, week_: str | None) -> None:
    """Whether `--as-of` and `--week` can be read; whether the week has begun only a time zone can tell.

    Raises UsageError.
    """
    if week_ is None or as_of:
        until_of(as_of, week_, "UTC", quiet=True)
    else:
        week(week_, "UTC", _AFTER_EVERY_WEEK)


def until_of(as_of: str | None, week_: str | None, timezone: str, *, quiet: bool = False) -> datetime | None:
    """What `--as-of` or `--week` asks for, in UTC; None where neither is given. Raises UsageError."""
    if as_of and week_:
        raise UsageError("--as-of and --week exclude each other: both say when the audited time ends.")
    if week_ is None:
        return moment(as_of, timezone) if as_of else None
    asked = week(week_, timezone, datetime.now(UTC))
    if asked.is_running and not quiet:
        say(f"presence-audit: the week {asked.name} is not over; its days to come are not known yet")
    return asked.until


def moment(text: str, timezone: str = "UTC") -> datetime:
    """Read `--as-of`: a date means the end of that day in `timezone`. Returns UTC. Raises UsageError."""
    how = f"--as-of {text}: write a date like 2026-11-20 or 2026-11-20T06:00Z."
    if "W" in text.upper():  # Python reads 2026-W47 as its Monday, which is not what a week means
        raise UsageError(f"{how[:-1]}; a week is --week 2026-W47.")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(how) from error
    if "T" not in text and " " not in text:
        moment = datetime.combine(moment.date(), time(23, 59, 59))
    if not 1990 <= moment.year <= 2200:
        raise UsageError(f"--as-of {text}: name a year from 1990 to 2200.")
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(timezone))
    return moment.astimezone(UTC)
