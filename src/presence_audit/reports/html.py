"""The report as one HTML file to hand over: it loads nothing, runs nothing, and reads on a phone and on paper.

Its own style is the only thing it may use: the content security policy names that style by its hash and forbids the
rest (Content Security Policy Level 3, W3C). Hence there are no style attributes; charts are drawn by attributes of
SVG and classes. A brand adds a style of its own, and its logo and font as data in the page: then those are allowed too.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import language, mark
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._edition import PLAIN, Edition
from presence_audit.reports._headline import headline
from presence_audit.reports._html_brand import Dress, dress_of
from presence_audit.reports._html_changes import changes, over_time
from presence_audit.reports._html_channels import channels, know_more, not_read
from presence_audit.reports._html_element import Markup, el
from presence_audit.reports._html_evidence import appendix
from presence_audit.reports._html_findings import findings
from presence_audit.reports._html_method import method_page
from presence_audit.reports._html_notes import notes_section, rows_on_page
from presence_audit.reports._html_peers import beside_peers
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
    "title": mark("{company}: presence audit, {day}"),
    "skip": mark("Skip to the report"),
    "contents": mark("Contents"),
    "made": mark(
        "Made by {tool} with method {method} from what the public could see. {unknown} means unknown: not measured, "
        "and never counted as zero."
    ),
    "top": mark("Back to the top"),
}


@cache
def style_sheet() -> str:
    """The style sheet that every page has."""
    return resources.files("presence_audit.reports").joinpath("html.css").read_text("utf-8").replace("\r\n", "\n")


def _policy(styles: Sequence[str], allows: str) -> str:
    """What allows these styles, and what else the page's dress needs, and nothing more."""
    digests = [base64.b64encode(hashlib.sha256(css.encode()).digest()).decode() for css in styles]
    listed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; style-src {listed}{allows}; base-uri 'none'; form-action 'none'"


def _head(report: Report, dress: Dress) -> Markup:
    styles = [css for css in (style_sheet(), dress.style) if css]
    policy = _policy(styles, dress.allows)
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="robots", content="noindex"),
        el("title", title(report)),
        *(el("style", Markup(css)) for css in styles),
    )


def _contents(sections: Sequence[Section]) -> Markup:
    items = [el("li", el("a", one.title, href=f"#{one.id}")) for one in sections]
    return el(
        "nav", el("h2", _(_SAY["contents"]), id="contents-title"), el("ol", *items), aria_labelledby="contents-title"
    )


def _foot(report: Report, dress: Dress) -> Markup:
    tool = shown(f"{report.tool.name} {report.tool.version}", 80)
    made = _(_SAY["made"]).format(tool=tool, method=shown(report.method, 40), unknown=numbers.UNKNOWN)
    return el(
        "footer",
        el("p", name(headline(report).company)),
        dress.foot,
        el("p", made),
        el("p", el("a", _(_SAY["top"]), href="#top")),
    )


def page(report: Report, head: Markup, front: Markup, edition: Edition, dress: Dress, *, room: float = 1.0) -> Markup:
    """The whole page, below a `head` and a `front` of its own; of `room` is how much evidence it may list."""
    evidence, places = appendix(report, rows_on_page(report, edition.notes), room)
    found = (
        the_score(report),
        what_next(report, places),
        changes(report),
        what_it_says(report, places),
        pillars(report, places),
        leaders(report, places),
        beside(report, places),
        beside_peers(report, edition.peers),
        channels(report, places),
        hours(report),
        weeks(report),
        trends(report),
        ties(report, places),
        over_time(report),
        findings(report, places),
        not_read(report),
        know_more(report),
        method_page(report, places),
        evidence,
    )
    noted = notes_section(report, places, len(edition.notes), found)
    sections = [one for one in (*found[:-2], noted, *found[-2:]) if one is not None]
    body = el(
        "body",
        el("a", _(_SAY["skip"]), href="#report", class_="skip"),
        front,
        el(
            "div",
            _contents(sections),
            el("main", *(one.body for one in sections), id="report", tabindex=-1),
            class_="page",
        ),
        _foot(report, dress),
        id="top",
    )
    return el("html", head, body, lang=language())


def title(report: Report) -> str:
    """What the report is called in the title of a window: whose it is, and of which day."""
    zone, _name = numbers.zone_of(report)
    company = shown(headline(report).company, 120)
    return _(_SAY["title"]).format(company=company, day=numbers.day(report.as_of, zone))


def render(report: Report, edition: Edition = PLAIN) -> bytes:
    """The report as UTF-8; a section that is too long says how much it leaves out."""
    with edition.of(report) as told:
        dress = dress_of(edition.brand)
        made = page(told, _head(told, dress), cover(told, dress.top, dress.bottom), edition, dress)
        return f"<!doctype html>\n{made.text}\n".encode()
