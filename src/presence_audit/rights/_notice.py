"""What the law asks to be written for a profiles file: the information to the leaders, and a balancing test.

Both are drafts: filled in from what the file says, with blanks for what it cannot know. Sources: GDPR Articles 6(1)(f),
14, 15 to 22 and 77; Court of Justice, C-621/22 (4 October 2024).
"""

from __future__ import annotations

from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Final, Literal

from presence_audit.platforms import platforms
from presence_audit.reports._markdown_text import code, escaped
from presence_audit.rights._notice_words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.channel import Channel
    from presence_audit.model.profiles import Lang, Leader, Profiles
    from presence_audit.rights._notice_words import Words

NoticeKind = Literal["information", "balancing"]
KINDS: Final[tuple[NoticeKind, ...]] = ("information", "balancing")


def _page(channel: Channel, words: Words) -> str:
    site = escaped(platforms()[channel.platform].name)
    if channel.absent:
        return f"{site}: {words.absent}"
    where = code(channel.url or channel.handle)
    return f"{site}: {where} ({words.held})" if channel.files else f"{site}: {where}"


def _rows(leader: Leader, words: Words) -> Iterator[str]:
    pages = [_page(channel, words) for channel in leader.channels] or [words.no_channel]
    for number, page in enumerate(pages):
        name, role = (escaped(leader.name), escaped(leader.role)) if number == 0 else ("", "")
        yield f"| {name} | {role} | {page} |"


def _sources(profiles: Profiles, words: Words) -> str:
    if not profiles.leaders:
        return words.nobody
    rows = [row for leader in profiles.leaders for row in _rows(leader, words)]
    return "\n".join([f"| {' | '.join(words.heads)} |", "| --- | --- | --- |", *rows])


def notice(profiles: Profiles, lang: Lang, kind: NoticeKind = "information") -> bytes:
    """One of the two documents, as Markdown: the information under Article 14, or the balancing test.

    What the profiles file does not say is left as a visible blank. The leaders' notes of consent are not printed.
    """
    words = WORDS[lang]
    company, settings = profiles.company, profiles.settings
    law = words.law_in_norway if company.country == "NO" else ""
    names = ", ".join(escaped(leader.name) for leader in profiles.leaders)
    template = Template((files("presence_audit.rights") / "texts" / f"{kind}.{lang}.md").read_text("utf-8"))
    told = template.substitute(
        company=escaped(company.name),
        names=names or words.nobody,
        count=str(len(profiles.leaders)),
        sources=_sources(profiles, words),
        contact=escaped(settings.contact) if settings.contact else words.contact,
        text=words.text_kept if settings.keep_text else words.text_not_kept,
        months=str(settings.keep_months),
        days=str(settings.keep_evidence_days),
        authority=words.authorities.get(company.country or "", words.elsewhere),
        law=law + (words.competitors if profiles.competitors else ""),
    )
    return told.encode()


def notice_kind(text: str) -> NoticeKind | None:
    """The kind of a flag; None where there is none of that name."""
    return next((kind for kind in KINDS if kind == text), None)
