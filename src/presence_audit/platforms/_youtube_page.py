"""What a YouTube channel page holds besides its items: who it is, which tabs it has, or why it shows none.

The page is a program whose contents stand in it as one JSON object, `ytInitialData`. The header comes in
two generations (c4TabbedHeaderRenderer until 2024, pageHeaderViewModel since), texts in three shapes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, unquote, urlsplit

from presence_audit.model.observation import Count, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.platforms._contract import Drift
from presence_audit.platforms._numbers import count_of
from presence_audit.platforms._urls import fold
from presence_audit.platforms._wire import Node, node_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.page import Page

_START: Final = re.compile(rb"ytInitialData(?:\"\])?\s*=\s*(?=\{)")
# Inside the JSON a closing tag is written with an escape, so this ends it and nothing else.
_END: Final = b"</script"
_LINK: Final = re.compile(r"https?://[^\s<>\"']+")
_MARKS: Final = frozenset({"CHECK_CIRCLE_FILLED", "CHECK_CIRCLE_THICK", "AUDIO_BADGE"})
_BADGES: Final = frozenset({"BADGE_STYLE_TYPE_VERIFIED", "BADGE_STYLE_TYPE_VERIFIED_ARTIST"})

# The header's counts in the languages that saved pages are read in; what is said otherwise is not known.
_SUBSCRIBERS: Final = re.compile(
    r"\b(?:subscribers?|abonnent(?:er|ar|en)?|prenumeranter?|abonnés?|suscriptor(?:es)?|inscritos?|"
    r"subscritor(?:es)?|iscritt[io]|tilaajaa?|abonnees?)$",
    re.IGNORECASE,
)
_VIDEOS: Final = re.compile(r"\bvid[eé]o(?:s|er|ar|ta|'s)?$", re.IGNORECASE)
# What the alerts of a page without a channel say, in English.
_ALERTS: Final = (
    (re.compile(r"in your (?:country|region)", re.IGNORECASE), Outcome.REGION),
    (re.compile(r"does not exist|doesn't exist", re.IGNORECASE), Outcome.NOT_FOUND),
    (re.compile(r"terminated|removed because|suspended", re.IGNORECASE), Outcome.SUSPENDED),
)


def initial_object(page: Page) -> Node:
    """The JSON object of the page; `Drift` when there is none."""
    start = _START.search(page.body)
    end = page.body.find(_END, start.end()) if start else -1
    if start is None or end < 0:
        raise Drift("the page holds no ytInitialData")
    return node_of(replace(page, body=page.body[start.end() : end].rstrip(b"; \t\r\n")))


def at(node: Node | None, *names: str | int) -> Node | None:
    """What stands at the end of a path, or None where the path ends before."""
    for name in names:
        node = None if node is None else node.node_or_none(name)
    return node


def words_of(node: Node | None) -> str | None:
    """A text in any of its shapes: {simpleText}, {content}, {runs: [{text}]}."""
    if node is None:
        return None
    plain = node.text_or_none("simpleText") or node.text_or_none("content")
    runs = [run.text_or_none("text") or "" for run in node.items_or_empty("runs")]
    return plain or "".join(runs) or None


def parts_of(model: Node | None) -> list[str]:
    """The texts of a contentMetadataViewModel, row by row: counts, ages, the handle."""
    rows = model.items_or_empty("metadataRows") if model else []
    texts = [words_of(part.node_or_none("text")) for row in rows for part in row.items_or_empty("metadataParts")]
    return [text for text in texts if text]


def alert_of(answer: Node) -> tuple[Outcome, str] | None:
    """Why the page shows no channel, where it says so itself."""
    for alert in answer.items_or_empty("alerts"):
        renderer = alert.node_or_none("alertRenderer")
        if renderer is None or renderer.text_or_none("type") != "ERROR":
            continue
        said = words_of(renderer.node_or_none("text")) or ""
        for pattern, outcome in _ALERTS:
            if pattern.search(said):
                return outcome, f"YouTube says: {said[:200]}"
        raise Drift(f"YouTube says: {said[:200]}")
    return None


def _tab_list(answer: Node) -> list[Node]:
    return answer.node("contents").node("twoColumnBrowseResultsRenderer").items("tabs")


def tabs_of(answer: Node) -> list[Node]:
    """The tabs of the channel, of which the first is the shop window; the search box at the end is none."""
    return [renderer for tab in _tab_list(answer) if (renderer := tab.node_or_none("tabRenderer"))]


def knows_every_tab(answer: Node) -> bool:
    """Each tab has an address, and nothing but the search box stands among them: what is not there, is not there."""
    known = [tab_name(tab) is not None for tab in tabs_of(answer)]
    boxes = sum(tab.node_or_none("expandableTabRenderer") is not None for tab in _tab_list(answer))
    return all(known) and len(known) + boxes == len(_tab_list(answer)) and bool(known)


def tab_name(tab: Node) -> str | None:
    """The last word of a tab's address, such as videos, shorts, streams or posts."""
    command = at(tab, "endpoint", "commandMetadata", "webCommandMetadata")
    url = command.text_or_none("url") if command else None
    return url.partition("?")[0].rstrip("/").rpartition("/")[2] if url else None


def is_age_gate(tabs: list[Node]) -> bool:
    """A single nameless tab asks for a sign-in instead of showing the channel."""
    sections = [section for tab in tabs for section in _sections(tab)]
    return any(section.node_or_none("channelAgeGateRenderer") for section in sections)


def _sections(tab: Node) -> list[Node]:
    listing = at(tab, "content", "sectionListRenderer")
    return listing.items_or_empty("contents") if listing else []


def message_of(tab: Node) -> str | None:
    """What a tab without items says instead ("This channel has no videos.")."""
    for section in _sections(tab):
        inner = at(section, "itemSectionRenderer")
        for item in [section, *(inner.items_or_empty("contents") if inner else [])]:
            said = words_of(at(item, "messageRenderer", "text"))
            if said:
                return said
    return None


def names_of(answer: Node) -> tuple[str, frozenset[str]]:
    """The channel's id, and the folded last words of the addresses that are its own."""
    metadata = answer.node("metadata").node("channelMetadataRenderer")
    urls = [metadata.text_or_none("vanityChannelUrl")]
    urls += [url.value if isinstance(url.value, str) else None for url in metadata.items_or_empty("ownerUrls")]
    last = (unquote(url.rstrip("/").rpartition("/")[2]) for url in urls if url)
    return metadata.text("externalId"), frozenset(fold(name) for name in last)


def _images(value: object) -> Iterator[str]:
    """The names of the icons below a node, however deep."""
    stack = [value]
    while stack:
        here = stack.pop()
        if isinstance(here, dict):
            name = here.get("imageName")
            if isinstance(name, str):
                yield name
            stack += here.values()
        elif isinstance(here, list):
            stack += here


def _outward(link: Node | None) -> str | None:
    """Where the link below the name leads: YouTube wraps it into its own redirect."""
    run = at(link, "commandRuns", 0, "onTap", "innertubeCommand", "urlEndpoint")
    url = run.text_or_none("url") if run else None
    try:
        wrapped = parse_qs(urlsplit(url or "").query).get("q", [""])[0]
    except ValueError:
        return None
    shown = link.text_or_none("content") if link else None
    if wrapped.startswith("http"):
        return wrapped
    return f"https://{shown}" if shown and re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:/[\w./@%-]*)?", shown) else None


def header_of(answer: Node) -> tuple[Profile, int | None]:
    """The profile, and how many videos the header counts (None where it does not say)."""
    metadata = answer.node("metadata").node("channelMetadataRenderer")
    bio = metadata.text_or_none("description")
    old = at(answer, "header", "c4TabbedHeaderRenderer")
    new = at(answer, "header", "pageHeaderRenderer", "content", "pageHeaderViewModel")
    if old is not None:
        followers = words_of(old.node_or_none("subscriberCountText"))
        videos = words_of(old.node_or_none("videosCountText"))
        badges = [badge.node_or_none("metadataBadgeRenderer") for badge in old.items_or_empty("badges")]
        verified = any(badge is not None and badge.text_or_none("style") in _BADGES for badge in badges)
        link = at(old, "headerLinks", "channelHeaderLinksViewModel", "firstLink")
    else:
        model = answer.node("header") if new is None else new
        parts = parts_of(model.node("metadata").node("contentMetadataViewModel"))
        followers = next(filter(_SUBSCRIBERS.search, parts), None)
        videos = next(filter(_VIDEOS.search, parts), None)
        verified = not _MARKS.isdisjoint(_images(model.node("title").value))
        link = at(model, "attribution", "attributionViewModel", "text")
    counted: Count | None = count_of(videos) if videos else None
    if videos and videos.casefold() == "no videos":
        counted = Count(0)
    links = [_outward(link), *(found.rstrip(".,;:!?)") for found in _LINK.findall(bio or ""))]
    profile = Profile(
        name=metadata.text("title"),
        bio=bio or None,
        followers=count_of(followers) if followers else None,
        verified=verified,
        links=tuple(dict.fromkeys(link for link in links if link)),
    )
    return profile, counted.value if counted else None
