"""The keys of profiles.yaml: what may stand where. The JSON Schema for editors is made from these models.

Every scalar arrives as text and is converted here. A validator that finds fault raises `wrong`, whose
message is shown to the user as it stands; all other messages are worded in _problems.py.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
import zoneinfo
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from presence_audit.model.channel import DateOrder, Target
from presence_audit.model.colour import colour_of
from presence_audit.model.shown import IgnoreReason  # noqa: TC001  read by pydantic
from presence_audit.platforms import parse_url
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

_NOT_PRINTED = {"Cc", "Cs", "Zl", "Zp"}
_TARGET = re.compile(r"(\d{1,4}(?:[.,]\d{1,3})?)\s*/\s*([^\W\d_]+)")
# A month and a year of the Gregorian calendar's mean length, in weeks.
_WEEKS = {"day": 1 / 7, "week": 1.0, "month": 365.2425 / 12 / 7, "year": 365.2425 / 7}
_COUNTRY = re.compile(r"[A-Z]{2}")
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_WORDS = re.compile(r"\W+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_FAMILY = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{0,47}")


def wrong(message: str) -> PydanticCustomError:
    """A fault that a validator raises, told as it stands."""
    return PydanticCustomError("said", "{message}", {"message": message})


def _one_line(text: str) -> str:
    if not text.isprintable() and any(unicodedata.category(character) in _NOT_PRINTED for character in text):
        raise wrong("holds a line break or a control character; write it on one line")
    return text


def _zone(name: str) -> str:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        names = {known.casefold(): known for known in zoneinfo.available_timezones()}
        close = difflib.get_close_matches(name.casefold()[:60], names, 1, 0.6)
        hint = f"did you mean `{names[close[0]]}`?" if close else "write it as in Europe/Oslo"
        raise wrong(f"is not a known timezone; {hint}") from error
    return name


def _country(text: str) -> str:
    code = text.upper()
    if not _COUNTRY.fullmatch(code):
        raise wrong("is not a country code; write two letters, as in NO, SE or DK")
    return code


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise wrong("is not a language code; write it as in nb, nn, en or en-GB")
    return text


def _industry(text: str) -> str:
    known = anchors().industries.rates
    if text not in known:
        close = difflib.get_close_matches(_WORDS.sub("-", text.casefold()[:60]), known, 1, 0.6)
        hint = f"did you mean `{close[0]}`?" if close else f"known here: {', '.join(sorted(known))}"
        raise wrong(f"is not an industry of the method; {hint}")
    return text


def _named_industries(schema: dict[str, Any]) -> None:
    """An editor is told which there are. Asked late, because reading the anchors takes longer than reading the file."""
    schema["examples"] = ["retail"]
    schema["enum"] = [*sorted(anchors().industries.rates), None]


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise wrong("is not an id; write it with a-z, 0-9 and hyphens, as in ceo or head-of-sales")
    return text


def _web_address(text: str) -> str:
    url = parse_url(text)
    if url is None or url.scheme not in {"http", "https"}:
        raise wrong("is not a web address; write it as in https://nordlys.example")
    return url.text


def day_of(text: str) -> date:
    """The date, from `2026-12-31` and from nothing else."""
    if not _DATE.fullmatch(text):
        raise wrong("is not a date; write it as in 2026-12-31")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise wrong("is not in the calendar; write it as in 2026-12-31") from error


def _day(text: str) -> str:
    day_of(text)
    return text


def _colour(text: str) -> str:
    if colour_of(text) is None:
        raise wrong("is not a colour; write it in quotes with six digits of 0-9 and a-f, as in '#0b5d4e'")
    return text


def _family(text: str) -> str:
    if not _FAMILY.fullmatch(text):
        raise wrong("is not the name of a font family; write it with letters a-z, digits, spaces and hyphens")
    return text


def _goal(text: str) -> str:
    target_of(text)
    return text


def target_of(text: str) -> Target:
    """The goal in posts per week, from `3/week`, `1/day`, `2,5/month` or `12/year`."""
    match = _TARGET.fullmatch(text)
    unit = match.group(2).casefold().removesuffix("s") if match else ""
    if match is None or unit not in _WEEKS:
        close = difflib.get_close_matches(unit, _WEEKS, 1, 0.5)
        hint = f"did you mean `{match.group(1)}/{close[0]}`?" if match and close else "write it as in 3/week or 2/month"
        raise wrong(f"is not a target; {hint}")
    number = float(match.group(1).replace(",", "."))
    if number == 0:
        raise wrong("is a target of nothing; leave `target` out")
    return Target(number / _WEEKS[unit], text)


OneLine = AfterValidator(_one_line)
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), OneLine]
_Website = Annotated[_Text, AfterValidator(_web_address)]
_Zone = Annotated[_Text, AfterValidator(_zone)]
_Country = Annotated[_Text, AfterValidator(_country), Field(json_schema_extra={"pattern": "^[A-Za-z]{2}$"})]
_Language = Annotated[_Text, AfterValidator(_language), Field(json_schema_extra={"pattern": f"^{_LANGUAGE.pattern}$"})]
_Industry = Annotated[_Text, AfterValidator(_industry)]
_Target = Annotated[
    _Text,
    AfterValidator(_goal),
    Field(json_schema_extra={"pattern": r"^\d{1,4}([.,]\d{1,3})?\s*/\s*(day|week|month|year)s?$"}),
]
DayText = Annotated[_Text, AfterValidator(_day), Field(json_schema_extra={"format": "date"})]
_Slug = Annotated[_Text, AfterValidator(_slug), Field(json_schema_extra={"pattern": f"^{_SLUG.pattern}$"})]
# As much as fits the foot of a slide on one line, whatever the font.
_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=90), AfterValidator(_one_line)]
_Colour = Annotated[
    _Text, AfterValidator(_colour), Field(json_schema_extra={"pattern": "^#?[0-9A-Fa-f]{6}$"}, examples=["#0b5d4e"])
]
_Family = Annotated[_Text, AfterValidator(_family), Field(json_schema_extra={"pattern": f"^{_FAMILY.pattern}$"})]
_Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
_Points = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]


class Keys(BaseModel):
    """A mapping of the file. A key with nothing behind it counts as not written."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {key: item for key, item in value.items() if item is not None or key not in cls.model_fields}


class CompanyKeys(Keys):
    """Whose presence is audited."""

    name: Annotated[_Text, Field(examples=["Nordlys Energi"])]
    """The company's name, as the report prints it."""
    website: Annotated[_Website | None, Field(examples=["https://nordlys.example"])] = None
    """The company's own site; a channel on the same domain is recognised as part of it."""
    kind: Literal["b2b", "b2c", "public"] = "b2b"
    """Whom it sells to, which decides what channels matter most."""
    timezone: Annotated[_Zone, Field(examples=["Europe/Oslo"])] = "Europe/Oslo"
    """The IANA timezone in which days and weeks are counted."""
    country: Annotated[_Country | None, Field(examples=["NO"])] = None
    """Two letters (ISO 3166-1), for public holidays."""
    languages: Annotated[tuple[_Language, ...], Field(examples=[["nb", "en"]])] = ()
    """The languages the company writes in."""
    size: Annotated[int | None, Field(ge=1, le=10_000_000, examples=[120])] = None
    """The number of employees."""
    industry: Annotated[_Industry | None, Field(json_schema_extra=_named_industries)] = None
    """Whose typical rate accounts of 25,000 followers and more are held against, instead of all large brands'."""


def short_form(value: Any) -> Any:
    """An address alone stands for a mapping with nothing but `url`."""
    return {"url": value} if isinstance(value, str) else value


class ChannelKeys(Keys):
    """A channel: its address alone, or a mapping that says more."""

    url: Annotated[_Text | None, Field(examples=["https://fosstodon.org/@nordlys"])] = None
    """The address of the profile; the platform is recognised."""
    platform: Annotated[_Text | None, Field(examples=["instagram"])] = None
    """The platform's id (see `presence-audit platforms`), with `handle`, with `absent`, or to say what a site is."""
    handle: Annotated[_Text | None, Field(examples=["@nordlys"])] = None
    """The account's name on the platform, in quotes if it begins with @."""
    absent: bool = False
    """A deliberate choice not to be there: counts as confirmed absent."""
    target: Annotated[_Target | None, Field(examples=["3/week"])] = None
    """The goal of one's own, which goes before the benchmark: posts per day, week, month or year."""
    export: Annotated[_Text | None, Field(examples=["exports/facebook-posts.csv"])] = None
    """The owner's export of the posts (a file, a zip or a folder), as a path from this file."""
    date_order: DateOrder | None = None
    """How the export writes its dates, where nothing in it shows that: dmy (day first), mdy or ymd."""
    saved: Annotated[_Text | None, Field(examples=["pages/facebook.html"])] = None
    """The page saved from a browser, or a folder of such pages, as a path from this file."""
    permission: Annotated[_Text | None, Field(examples=["our own page"])] = None
    """Why the page may be fetched although robots.txt says no; printed in the report."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """An editor is told of the short form too."""
        mapping = handler.resolve_ref_schema(handler(core))
        form = dict(mapping)
        mapping.clear()
        description = form.pop("description")
        mapping |= {
            "title": form.pop("title"),
            "description": description,
            "anyOf": [{"type": "string", "examples": ["https://www.linkedin.com/company/nordlys"]}, form],
        }
        return mapping


_Channels = tuple[Annotated[ChannelKeys, BeforeValidator(short_form)], ...]


class LeaderKeys(Keys):
    """A leader: a person who has agreed to be looked at."""

    id: Annotated[_Slug | None, Field(examples=["ceo"])] = None
    """How reports and the history name the leader; made from the role or the name where it is left out."""
    name: Annotated[_Text, Field(examples=["Kari Nordmann"])]
    """The leader's name."""
    role: Annotated[_Text | None, Field(examples=["CEO"])] = None
    """The leader's role in the company."""
    aliases: Annotated[tuple[_Text, ...], Field(examples=[["Kari N."]])] = ()
    """Other spellings of the name, by which posts about or by the leader are found."""
    consent: Annotated[_Text | None, Field(examples=["e-mail 2026-10-02"])] = None
    """How the person agreed; never printed."""
    channels: _Channels = ()
    """The channels that the leader speaks through."""


class IgnoreKeys(Keys):
    """A finding that the report leaves out, and counts. No score changes by it."""

    finding: Annotated[_Text, Field(examples=["coverage-gap"])]
    """The finding's id, as the report prints it."""
    subject: Annotated[_Text | None, Field(examples=["channel:youtube:nordlys"])] = None
    """What the finding is about, as the report prints it; left out, it is every subject."""
    reason: IgnoreReason
    """Decided: it is meant to be so; planned: it will be done; not-ours: others decide; disputed: it is not true."""
    until: Annotated[DayText, Field(examples=["2026-12-31"])]
    """The last day on which it is left out, at most two years ahead."""
    note: Annotated[_Text | None, Field(examples=["The new studio opens in March."])] = None
    """A note of your own; never printed."""


class GateKeys(Keys):
    """A number that must be reached; where it is not, `scan` ends with another exit code."""

    id: Annotated[_Text, Field(examples=["leaders"])]
    """The number: score, coverage (of data, 0 to 1), channel-coverage, another pillar, or a metric."""
    minimum: Annotated[_Points, Field(examples=[50])]
    """The least that it may be: 0 to 100 points, of coverage 0 to 1."""
    level: Literal["error", "warn"] = "error"
    """Error: the exit code is 10 where it failed and 4 where it is undecided; warn: it is told, and no more."""
    on_unknown: Literal["undecided", "pass", "fail"] = "undecided"
    """What a number that could not be measured counts as."""
    subject: Annotated[_Text | None, Field(examples=["leader:ceo"])] = None
    """Of whom a metric is asked, as the report prints it; left out, each subject must reach the minimum."""


class SettingsKeys(Keys):
    """Choices that travel with the file; a flag or an environment variable goes before each of them."""

    lang: Literal["en", "nb", "nn"] = "en"
    """The language of the report."""
    window_days: Annotated[int, Field(ge=28, le=366)] = 182
    """How many days back are looked at."""
    fail_under: _Points | None = None
    """The gate: the score that must be reached, 0 to 100."""
    min_coverage: _Share | None = None
    """The gate: the share of the evidence that must have been read, 0 to 1."""
    contact: Annotated[_Text | None, Field(examples=["web@nordlys.example"])] = None
    """Where a site's owner can reach you; sent along with every request."""
    allow_private_hosts: tuple[_Text, ...] = ()
    """Hosts that may have a private address."""
    replay: Annotated[_Text | None, Field(examples=["recordings/2026-w47.warc.gz"])] = None
    """A recording to read instead of the network, as a path from this file."""
    endpoints: Annotated[dict[str, _Website], Field(examples=[{"bluesky": "https://api.example"}])] = {}
    """Another public interface of a platform, by the platform's id."""
    holidays: bool = True
    """Whether quiet public holidays and weeks of general holiday are taken out of the silences."""
    history: bool = True
    """Whether what is read is kept from audit to audit, so that a short feed grows into a long one."""
    store: Annotated[_Text | None, Field(examples=["history/nordlys.jsonl"])] = None
    """Where the history is kept, as a path from this file: a database, or with .jsonl lines of text for git."""
    keep_text: bool = False
    """Whether the history keeps the words of posts; without them it keeps their number and a digest."""
    keep_months: Annotated[int, Field(ge=1, le=120)] = 13
    """For how many months observations are kept."""
    keep_evidence_days: Annotated[int, Field(ge=1, le=3660)] = 90
    """For how many days recordings are kept before `presence-audit purge` deletes them."""
    no_regress: bool = False
    """The gate: the score may not be lower than in the last audit."""


class ColourKeys(Keys):
    """The brand's colours. Text is written in the nearest shade that can be read, and `check` says which."""

    accent: _Colour | None = None
    """The colour of headings, bars and links."""
    ink: _Colour | None = None
    """The colour of text on a light ground."""
    cover: _Colour | None = None
    """What lies behind the words of the cover."""


class FontKeys(Keys):
    """The brand's font. Its files go into the page and the PDF; slides name it alone."""

    family: Annotated[_Family, Field(examples=["Nordlys Sans"])]
    """The name of the font family."""
    regular: Annotated[_Text | None, Field(examples=["brand/NordlysSans-Regular.woff2"])] = None
    """The regular face as WOFF2, OTF or TTF, at most 512 kB, as a path from this file within its folder."""
    bold: Annotated[_Text | None, Field(examples=["brand/NordlysSans-Bold.woff2"])] = None
    """The bold face, likewise."""


class BrandKeys(Keys):
    """The dress of the reports of this company alone."""

    logo: Annotated[_Text | None, Field(examples=["brand/logo.svg"])] = None
    """The logo as SVG, PNG or JPEG, at most 512 kB, as a path from this file within its folder; it stands on white."""
    logo_on_slides: Annotated[_Text | None, Field(examples=["brand/logo.png"])] = None
    """The same logo as PNG or JPEG, where `logo` is an SVG: without it, slides show no logo."""
    logo_alt: Annotated[_Line | None, Field(examples=["Nordlys Energi"])] = None
    """What the logo says, for those who do not see it; left out, it is the company's name."""
    colours: Annotated[ColourKeys, Field(default_factory=ColourKeys)]
    """The colours, each written as in '#0b5d4e'."""
    font: FontKeys | None = None
    """The font of all text."""
    prepared_by: Annotated[_Line | None, Field(examples=["Kari Konsulent, Fjord Analyse AS"])] = None
    """Who made the report."""
    confidentiality: Annotated[_Line | None, Field(examples=["Confidential. For Nordlys Energi only."])] = None
    """A line that stands on the cover and at the foot of every page."""
    cover: bool = True
    """Whether the cover is a page of its own, in the colour of the cover."""


class ProfilesKeys(Keys):
    """A profiles file of presence-audit: the company, its channels and its leaders."""

    company: CompanyKeys
    """Whose presence is audited."""
    channels: _Channels = ()
    """The channels that the company itself speaks through."""
    leaders: tuple[LeaderKeys, ...] = ()
    """The leaders, each with channels of their own."""
    competitors: Annotated[tuple[_Text, ...], Field(examples=[["../rival/profiles.yaml"]])] = ()
    """Profiles files of other companies, as paths from this file."""
    settings: Annotated[SettingsKeys, Field(default_factory=SettingsKeys)]
    """Choices that travel with the file."""
    brand: BrandKeys | None = None
    """The dress of the reports: logo, colours, font, and who made them."""
    ignore: tuple[IgnoreKeys, ...] = ()
    """Findings that the report leaves out for a while, each with a reason."""
    notes: Annotated[_Text | None, Field(examples=["notes.yaml"])] = None
    """The file with your own notes on this company, in the folder of this file or below it."""
    gates: tuple[GateKeys, ...] = ()
    """Numbers that must be reached, for runs that nobody watches."""
