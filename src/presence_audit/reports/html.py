"""The report as one HTML file to hand over: it loads nothing, runs nothing, and reads on a phone and on paper.

Its own style is the only thing it may use: the content security policy names that style by its hash and forbids the
rest (Content Security Policy Level 3, W3C). Hence there are no style attributes; charts are drawn by attributes of
SVG and classes.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from presence_audit.i18n import language
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._edition import PLAIN, Edition
from presence_audit.reports._headline import headline
from presence_audit.reports._html_channels import channels, know_more, not_read
from presence_audit.reports._html_element import Markup, el
from presence_audit.reports._html_evidence import appendix
from presence_audit.reports._html_findings import findings
from presence_audit.reports._html_method import method_page
from presence_audit.reports._html_people import beside, leaders
from presence_audit.reports._html_text import name
from presence_audit.reports._html_top import cover, pillars, the_score, what_it_says, what_next
from presence_audit.reports._html_when import hours, ties, trends, weeks
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.report import Report
    from presence_audit.reports._html_parts import Section

_SAY = {
    "title": "{}: presence audit, {}",
    "skip": "Skip to the report",
    "contents": "Contents",
    "made": "Made by {} with method {} from what the public could see. {} means unknown: not measured, and never "
    "counted as zero.",
    "top": "Back to the top",
}


@cache
def _style() -> tuple[str, str]:
    """The style sheet, and the policy that allows it and nothing else."""
    css = resources.files("presence_audit.reports").joinpath("html.css").read_text("utf-8").replace("\r\n", "\n")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return css, f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _head(report: Report) -> Markup:
    css, policy = _style()
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="robots", content="noindex"),
        el("title", title(report)),
        el("style", Markup(css)),
    )


def _contents(sections: Sequence[Section]) -> Markup:
    items = [el("li", el("a", one.title, href=f"#{one.id}")) for one in sections]
    return el(
        "nav", el("h2", _SAY["contents"], id="contents-title"), el("ol", *items), aria_labelledby="contents-title"
    )


def _foot(report: Report) -> Markup:
    tool = shown(f"{report.tool.name} {report.tool.version}", 80)
    made = _SAY["made"].format(tool, shown(report.method, 40), numbers.UNKNOWN)
    return el(
        "footer",
        el("p", name(headline(report).company)),
        el("p", made),
        el("p", el("a", _SAY["top"], href="#top")),
    )


def page(report: Report, head: Markup, front: Markup, room: float = 1.0) -> Markup:
    """The whole page, below a `head` and a `front` of its own; of `room` is how much evidence it may list."""
    evidence, places = appendix(report, room)
    found = (
        the_score(report),
        what_next(report),
        what_it_says(report, places),
        pillars(report),
        leaders(report, places),
        beside(report, places),
        channels(report, places),
        hours(report),
        weeks(report),
        trends(report),
        ties(report, places),
        findings(report, places),
        not_read(report),
        know_more(report),
        method_page(report, places),
        evidence,
    )
    sections = [one for one in found if one is not None]
    body = el(
        "body",
        el("a", _SAY["skip"], href="#report", class_="skip"),
        front,
        el(
            "div",
            _contents(sections),
            el("main", *(one.body for one in sections), id="report", tabindex=-1),
            class_="page",
        ),
        _foot(report),
        id="top",
    )
    return el("html", head, body, lang=language())


def title(report: Report) -> str:
    """What the report is called in the title of a window: whose it is, and of which day."""
    zone, _ = numbers.zone_of(report)
    return _SAY["title"].format(shown(headline(report).company, 120), numbers.day(report.as_of, zone))


def render(report: Report, edition: Edition = PLAIN) -> bytes:
    """The report as UTF-8; a section that is too long says how much it leaves out."""
    with edition.of(report) as told:
        return f"<!doctype html>\n{page(told, _head(told), cover(told)).text}\n".encode()
