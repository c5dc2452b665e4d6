"""What each format states, read back from its bytes as another program would, under the names of `stated.facts`."""

from __future__ import annotations

import csv
import re
import subprocess
from dataclasses import dataclass, field
from io import StringIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from reports import read_back, slides_read_back
from reports.html_pages import rows_of, table_of, words_of
from reports.printed import bare, outcomes, read, signs, span
from reports.stated import Sign
from servers.processes import program

from presence_audit.i18n import gettext as _
from presence_audit.i18n import language
from presence_audit.model.report import KNOW
from presence_audit.reports._code_words import code_words
from presence_audit.reports._measure_words import STATES
from presence_audit.reports._words import PILLARS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reports.stated import Read

    from presence_audit.model.report import Report

Facts = dict[str, Any]
LEAF_STATES = ("value", "absent", "not-applicable", "unknown")


def _pillars(rows: Iterable[Sequence[str]]) -> Facts:
    """Rows of a name, points, coverage and weight."""
    ids = {bare(_(name)): pillar for pillar, name in PILLARS.items()}
    made: Facts = {}
    for name, score, coverage, weight in rows:
        of = f"pillar {ids[bare(name)]}"
        made |= {
            f"{of} score": read(score),
            f"{of} coverage": read(coverage.strip("█░ ")),
            f"{of} weight": read(weight),
        }
    return made


def _leaders(rows: Iterable[Sequence[str]]) -> Facts:
    """Rows of visibility, rate and last post."""
    made: Facts = {}
    for at, cells in enumerate(rows):
        made |= {
            f"leader {at} {what}": read(cell) for what, cell in zip(("visibility", "posts", "last"), cells, strict=True)
        }
    return made


def _channels(report: Report, rows: Iterable[Sequence[str]]) -> Facts:
    """Rows of outcome, followers, rate and last post. Words that two outcomes share are the one that the report has."""
    made: Facts = {}
    words = outcomes(report)
    for at, (outcome, *cells) in enumerate(rows):
        meant, of = words.get(bare(outcome), {outcome}), report.channels[at]
        true = f"{of.outcome.value} {of.provenance}"
        made[f"channel {at} outcome"] = true if true in meant else min(meant)
        made |= {
            f"channel {at} {what}": read(cell) for what, cell in zip(("followers", "posts", "last"), cells, strict=True)
        }
    return made


def _leaf(name: str, state: str, words: Mapping[str, str], cells: Sequence[str]) -> Facts:
    """The value, the interval, the points and the weight of a measure."""
    value, interval, score, weight = cells
    low, high = span(interval)
    states = {bare(said): code for code, said in words.items()}
    return {
        f"{name} state": states.get(bare(state), state),
        f"{name} value": read(value), f"{name} from": low, f"{name} to": high,
        f"{name} score": read(score), f"{name} weight": read(weight),
    }  # fmt: skip


def _head(total: str, likely: str, coverage: str, grade: str) -> Facts:
    low, high = span(likely)
    return {"total": read(total), "likely from": low, "likely to": high, "coverage": read(coverage), "grade": grade}


def _filled(pattern: str, text: str) -> dict[str, str] | None:
    """The places of a sentence of the catalog, filled as they are in the text; None where it is another sentence."""
    made = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(pattern).replace("\\ ", r"\s+"))
    found = re.fullmatch(made, text, re.DOTALL)
    return found.groupdict() if found else None


def _first(patterns: Iterable[str], text: str) -> dict[str, str]:
    found = [made for pattern in patterns if (made := _filled(pattern, text)) is not None]
    assert found, text
    return found[0]


# What reads like a page: the terminal, and the terminal read aloud.


def _columns(lines: Sequence[str], heads: Sequence[str], right: set[str]) -> list[tuple[str, int]]:
    """Of each column its side and where that side is; a title may stand on several lines."""
    made, at = [], 0
    for title in heads:
        words = title.split(" ")
        pieces = [" ".join(words[:n]) for n in range(len(words), 0, -1)]
        piece, head = next((piece, line) for piece in pieces for line in lines if piece in line[at:])
        at = head.index(piece, at)
        made.append(("right", at + len(piece)) if title in right else ("left", at))
        at += len(piece)
    return made


def _cell(line: str, side: str, at: int) -> str:
    if side == "left":
        return re.split(" {2,}", line[at:])[0] if line[at : at + 1].strip() else ""
    return (
        re.split(" {2,}", line[:at])[-1].strip() if line[at - 1 : at].strip() and not line[at : at + 1].strip() else ""
    )


def _section(text: str, heading: str) -> list[str]:
    lines = text.split("\n")
    start = lines.index(heading) + 1
    return lines[start : lines.index("", start)]


def _drawn(text: str, heading: str, heads: Sequence[str], right: set[str], key: str) -> Iterator[list[str]]:
    """The rows of a table; a row begins where the column `key` does."""
    lines = _section(text, heading)
    rule = next((at for at, line in enumerate(lines) if line.strip(" ") and not line.strip(" ─")), None)
    if rule is None:
        return
    columns = _columns(lines[:rule], heads, right)
    side, edge = columns[heads.index(key)]
    row: list[str] | None = None
    for line in lines[rule + 1 :]:
        cells = [_cell(line, *column) for column in columns]
        begun = _cell(line, side, edge)
        is_new = bool(begun) and (not isinstance(read(begun), str) or _("absent").startswith(begun))
        if is_new and row is not None:
            yield row
        row = cells if is_new or row is None else [f"{old} {new}".strip() for old, new in zip(row, cells, strict=True)]
    if row is not None:
        yield row


def terminal(report: Report, text: str, width: int) -> Facts:
    """The tables at this width."""
    lines = text.split("\n")
    rate = _("Posts/week")
    pillars = [_("Pillar"), _("Score"), _("Data coverage"), _("Weight")]
    leaders = [_("Leader"), _("Role"), _("Visibility"), rate, _("Last post"), _("Where")]
    channels = [_("Channel"), *([_("Of")] if width >= 140 else []), _("Outcome"), _("Followers"), rate, _("Last post")]
    of_channels = _drawn(text, _("Channels"), channels, {_("Followers"), rate}, rate)
    return (
        _page_head(lines)
        | _pillars(_drawn(text, _("Pillars"), pillars, {_("Score"), _("Weight")}, _("Weight")))
        | _leaders(row[2:5] for row in _drawn(text, _("Leaders"), leaders, {_("Visibility"), rate}, rate))
        | _channels(report, (row[-4:] for row in of_channels))
        | _gains(lines)
    )


def _page_head(lines: Sequence[str]) -> Facts:
    told = _first(
        [
            _("Presence score {score} of 100 ({grade}) provisional"),
            _("Presence score {score} of 100 · grade {grade}"),
            _("Presence score {score} of 100 · grade {grade}").replace(" · ", ", "),  # read aloud
            _("Presence score {score} of 100"),
            _("Presence score {score} (unknown)"),
        ],
        lines[3],
    )
    facts = _("likely range {range} · data coverage {coverage} · confidence {confidence}")
    said = " ".join(lines[4:6]) if lines[5] else lines[4]
    more = _first([facts, facts.replace(" · ", ", ")], said)
    return _head(told["score"], more["range"], more["coverage"], told.get("grade", ""))


def _gains(lines: Sequence[str]) -> Facts:
    """What stands below each of the steps that would gain most."""
    start = lines.index(_("What would gain most")) + 1
    text = "\n".join(lines[start : lines.index("", start)])
    blocks = [re.sub(r"\s*\n\s*", " ", block) for block in re.split(r"(?m)^ \d+\. ", text)[1:]]
    return {f"finding {at} gain": _gain(block) for at, block in enumerate(blocks)}


def _gain(text: str) -> Read:
    """The last gain that is told in it."""
    words = "|".join([r"[+\-\u2212]\d[\d.,]*", re.escape(_("gain unknown"))])
    found = re.findall(f"({words})", text)
    assert found, text
    return read(found[-1])


def plain(report: Report, text: str) -> Facts:
    """The terminal read aloud: each row a paragraph of names and values."""
    rate = _("Posts per week")

    def rows(heading: str, heads: Sequence[str]) -> Iterator[list[str]]:
        joined = re.sub(r"\n ", " ", "\n".join(_section(text, heading)))
        starts = re.split(rf"(?:^| )(?={re.escape(heads[0])}: )", joined)
        for row in starts[1:]:
            made = r"\.\s+".join(f"{re.escape(head)}: (.*?)" for head in heads)
            found = re.match(made + r"\.?\s*$", row.strip(), re.DOTALL)
            assert found, row
            yield [cell.strip() for cell in found.groups()]

    pillars = rows(_("Pillars"), [_("Pillar"), _("Score"), _("Data coverage"), _("Weight")])
    heads = [_("Leader"), _("Role"), _("Visibility"), rate, _("Last post"), _("Where")]
    leaders = rows(_("Leaders"), heads) if report.leaders else []
    heads = [_("Channel"), _("Of"), _("Outcome"), _("Followers"), rate, _("Last post")]
    channels = rows(_("Channels"), heads) if report.channels else []
    about, least, about_day = (
        re.sub(r"\\{\w+\\}", "(.+)", re.escape(_(said)))
        for said in ("about {count}", "at least {count}", "about {day}")
    )

    def count(cell: str) -> str:
        return re.sub(rf"^{least}$", r"\1+", re.sub(rf"^{about}$", r"~\1", cell))

    def last(cell: str) -> str:
        return re.sub(rf"^{about_day}$", r"~\1", cell)

    lines = text.split("\n")
    return (
        _page_head(lines)
        | _pillars(pillars)
        | _leaders([*row[2:4], last(row[4])] for row in leaders)
        | _channels(report, ([row[2], count(row[3]), row[4], last(row[5])] for row in channels))
        | _gains(lines)
    )


# What is read as a page of the web: Markdown as GitHub shows it, HTML, and the PDF that is made of it.


def _under(soup: BeautifulSoup, heading: str) -> Any:
    return next(tag for tag in soup.find_all("h4") if words_of(tag) == heading)


def markdown(report: Report, made: bytes) -> Facts:
    """The report as GitHub renders it."""
    # A summary that is followed by a table needs an empty line, and has one; its tags are left to the browser.
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(made.decode())
    soup = BeautifulSoup(page, "lxml")
    patterns = [
        _("{company}: presence score {score} of 100 ({grade}, provisional)"),
        _("{company}: presence score {score} of 100, grade {grade}"),
        _("{company}: presence score {score} of 100"),
        _("{company}: presence score {score} (unknown)"),
    ]
    told = _first(patterns, words_of(soup.h3))
    facts = _("Likely range {range} · data coverage {coverage} · confidence {confidence}")
    more = _first([facts], words_of(soup.p))
    rows = {name: rows_of(_under(soup, _(name)).find_next("table")) for name in ("Pillars",)}
    leaders = rows_of(_under(soup, _("Leaders")).find_next("table")) if report.leaders else []
    channels = rows_of(_under(soup, _("Channels")).find_next("table")) if report.channels else []
    facts_of = (
        _head(told["score"], more["range"], more["coverage"], told.get("grade", ""))
        | _pillars(rows["Pillars"])
        | _leaders(row[2:5] for row in leaders)
        | _channels(report, (row[3:] for row in channels))
    )
    gaining = [
        item for item in _under(soup, _("What would gain most")).find_all_next("li") if item.select_one("strong")
    ]
    for at, item in enumerate(gaining):
        worth = words_of(item).split(words_of(item.strong), 1)[1].removeprefix(" (")
        facts_of[f"finding {at} gain"] = _gain(worth.split(", ")[0])
    words = {code: code_words(code) for code in LEAF_STATES}
    for pillar in report.pillars:
        name = _("{pillar}: {score}, data coverage {coverage}")
        heading = next(
            tag
            for tag in soup.find_all("h4")
            if (f := _filled(name, words_of(tag))) and f["pillar"] == _(PILLARS[pillar.id])
        )
        if not pillar.leaves:
            continue
        table: Any = heading.find_next("table")
        for at, (_metric, _subject, weight, state, value, score, _why) in enumerate(rows_of(table)):
            number, _bracket, interval = value.partition(" (")
            cells = (number, interval.removesuffix(")"), score, weight)
            facts_of |= _leaf(f"leaf {pillar.id} {at}", state, words, cells)
    return facts_of


@dataclass(slots=True)
class Node:
    """An element of a page or of the tree of tags of a PDF, with the words that are in it."""

    kind: str
    words: str = ""
    kids: list[Node] = field(default_factory=list)

    def all(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            yield from kid.all()

    def text(self) -> str:
        return self.words + "".join(kid.text() for kid in self.kids)

    def first(self) -> str:
        """The first words in it."""
        return next((node.words.strip() for node in self.all() if node.words.strip()), "")

    def of(self, *kinds: str) -> list[Node]:
        return [node for node in self.all() if node.kind in kinds]


def _tree(made: bytes) -> Node:
    """The tree of tags with its words, as poppler hands it to assistive technology."""
    command = [program("pdfinfo"), "-struct-text", "-"]
    told = subprocess.run(command, input=made, capture_output=True, check=True).stdout.decode()
    top = Node("")
    open_: list[tuple[int, Node]] = [(-1, top)]
    for line in told.split("\n"):
        depth, said = len(line) - len(line.lstrip(" ")), line.lstrip(" ")
        while open_[-1][0] >= depth:
            open_.pop()
        if said[:1] == '"':
            open_[-1][1].kids.append(Node("words", said[1:-1]))
        elif said and said[0] not in "/<" and not said.startswith("Object "):
            node = Node(re.split(r"[ :]", said)[0])
            open_[-1][1].kids.append(node)
            open_.append((depth, node))
    return top


def _pairs(tree: Node, label: str) -> list[Node]:
    """What stands beside a label, wherever it does."""
    pairs = [(node.kids[0], node.kids[1]) for node in tree.of("Div") if len(node.kids) > 1]
    pairs += [pair for node in tree.of("P") for pair in pairwise(node.kids)]  # several on one line
    return [value for name, value in pairs if bare(name.text()) == bare(label) and value.text().strip()]


def _tables(tree: Node) -> dict[str, list[list[Node]]]:
    """The rows by caption; what a table goes on with on the next page has none of its own."""
    made: dict[str, list[list[Node]]] = {}
    caption = ""
    for table in tree.of("Table"):
        caption = bare("".join(node.text() for node in table.of("Caption"))) or caption
        body = [row for part in table.of("TBody") for row in part.of("TR")]
        made.setdefault(caption, []).extend([cell for cell in row.kids if cell.kind in {"TH", "TD"}] for row in body)
    return made


def _said(node: Node) -> str:
    """The first words, or all of them where they are one sign that was set on several lines."""
    whole = " ".join(part.words.strip() for part in node.all() if part.words.strip())
    return whole if whole in signs() else node.first()


def _interval(parts: Sequence[str]) -> str:
    told = [made for part in parts if (made := _filled(_("between {interval}"), part))]
    return told[0]["interval"] if told else ""


def pdf(report: Report, made: bytes, page: bytes) -> Facts:
    """The tables and pairs of the tree of tags; of the page only the captions, to find the tables by."""
    tree = _tree(made)
    tables, soup = _tables(tree), BeautifulSoup(page, "lxml")

    def table(place: str) -> list[list[Node]]:
        return tables[bare(words_of(table_of(soup, place).caption))]

    def cells(place: str) -> list[list[str]]:
        return [[cell.first() for cell in row] for row in table(place)]

    grades = {bare(words_of(tag)) for tag in soup.select("#score .grade")}
    grade = [node.words for node in tree.all() if node.words and bare(node.words) in grades]
    head = _head(
        cells("sums-table")[0][1],
        _pairs(tree, _("Likely range"))[0].text(),
        _pairs(tree, _("Data coverage"))[0].text(),
        _letter(grade[0]) if grade else "",
    )
    bounds = dict(zip(("bounds from", "bounds to"), span(_pairs(tree, _("Hard bounds"))[0].text()), strict=True))
    columns = (_("Visibility"), _("Posts per week"), _("Last post"))
    leaders = zip(
        *([_said(node) for node in _pairs(tree, name)][-len(report.leaders) :] for name in columns), strict=True
    )
    channels: list[list[str]] = []
    if report.channels:
        channels = [[row[2].text(), *(_said(cell) for cell in row[4:])] for row in table("channels-table")]
    facts_of = (
        head | bounds | _pillars([[row[0].text(), *(cell.first() for cell in row[1:])] for row in table("pillars")])
    )
    facts_of |= _leaders(leaders if report.leaders else []) | _channels(report, channels)
    gaining = len(soup.select("#findings li"))
    gains = [_gain_cell(node.first()) for node in _pairs(tree, _("Gain"))]
    found = [gain for gain in gains if not isinstance(gain, str)]  # what a gain is, is explained in words
    facts_of |= {f"finding {at} gain": gain for at, gain in enumerate(found[-gaining:] if gaining else [])}
    for pillar in (pillar for pillar in report.pillars if pillar.leaves):
        for at, (_title, value, score, weight, *_why) in enumerate(table(f"measures-{pillar.id}-table")):
            parts = [node.words for node in value.all() if node.words.strip()]
            # The state stands in the place of a value, and nothing where there is one.
            is_state = bool(parts) and bare(parts[0]) in {bare(said) for said in _states().values()}
            state = parts[0] if is_state else _states()["value"]
            number = parts[0] if parts and not is_state else ""
            cells_of = (
                number,
                _interval([" ".join(parts[at:]).strip() for at in range(len(parts))]),
                score.first(),
                weight.first(),
            )
            facts_of |= _leaf(f"leaf {pillar.id} {at}", state, _states(), cells_of)
    return facts_of


def _states() -> dict[str, str]:
    return {code: _(said) for code, said in STATES.items()}


def _letter(grade: str) -> str:
    return str(re.findall(r"\b[A-E]\b", grade)[-1])


def _gain_cell(cell: str) -> Read:
    told = read(cell)
    return Sign.UNKNOWN if isinstance(told, str) and cell == _("unknown") else told


def html(report: Report, made: bytes) -> Facts:
    """The page."""
    soup = BeautifulSoup(made, "lxml")
    pairs = {words_of(pair.dt): words_of(pair.dd) for pair in soup.select("#score dl > div")}
    grade = soup.select_one("#score .grade")
    total = words_of(soup.select_one("#score .big strong"))
    head = _head(total, pairs[_("Likely range")], pairs[_("Data coverage")], _letter(words_of(grade)) if grade else "")
    bounds = dict(zip(("bounds from", "bounds to"), span(pairs[_("Hard bounds")]), strict=True))
    leaders = []
    for card in soup.select("article.leader"):
        pairs_of: list[Any] = card.select("dl > div")[:3]
        told = {words_of(pair.dt): words_of(pair.dd.select_one("a, span > span")) for pair in pairs_of}
        leaders.append([told[_(name)] for name in ("Visibility", "Posts per week", "Last post")])
    channels = rows_of(table_of(soup, "channels-table")) if report.channels else []
    facts_of = head | bounds | _pillars(rows_of(table_of(soup, "pillars"))) | _leaders(leaders)
    facts_of |= _channels(report, ([row[2], *row[4:]] for row in channels))
    for at, item in enumerate(soup.select("#findings li")):
        told = {words_of(pair.dt): words_of(pair.dd) for pair in item.select("dl > div")}
        facts_of[f"finding {at} gain"] = _gain_cell(told[_("Gain")])
    for pillar in (pillar for pillar in report.pillars if pillar.leaves):
        rows = table_of(soup, f"measures-{pillar.id}-table").select("tbody > tr")
        for at, row in enumerate(rows):
            _title, state, value, score, weight, *_why = row.select(":scope > th, :scope > td")
            parts = [words_of(part) for part in value.select(".whose")]
            number = value.find(string=True) if value.get_text() else None
            cells = (str(number or ""), _interval(parts), words_of(score), words_of(weight))
            facts_of |= _leaf(f"leaf {pillar.id} {at}", words_of(state), _states(), cells)
    return facts_of


# What is opened by an office: slides, and for exact numbers the workbook and the table of values.


def pptx(report: Report, made: bytes) -> Facts:
    """The cover, the tables, and the chart of the pillars, whose numbers must be those of the table."""
    slides = slides_read_back.opened(made, language())
    places = {shape.name: shape.text_frame.text for shape in slides.raw.slides[0].shapes if shape.has_text_frame}
    patterns = _("Likely range {range}"), _("Data coverage {coverage}, confidence {confidence}")
    likely, coverage = (
        _first([pattern], places[at]) for pattern, at in zip(patterns, ("Likely range", "Coverage"), strict=True)
    )
    grade = places["Grade"].split("\n")[1:]
    facts_of = _head(
        places["Score"], likely["range"], coverage["coverage"], _letter(grade[0]) if grade and grade[0] else ""
    )
    facts_of |= _pillars(slides.rows(_("The seven pillars")))
    chart = slides.chart(_("The seven pillars"))
    if chart:
        (points,) = chart.series.values()
        shown = [facts_of[f"pillar {pillar.id} score"] for pillar in report.pillars]
        assert [Sign.UNKNOWN if point is None else point for point in points] == [
            value if value is Sign.UNKNOWN else float(value) for value in shown
        ]
    leaders = slides.rows(_("Leaders")) if report.leaders else []
    channels = slides.rows(_("Channels")) if report.channels else []
    facts_of |= _leaders((row[6], row[3], row[2].split("\n")[0]) for row in leaders)
    facts_of |= _channels(report, ([row[3], *row[5:]] for row in channels))
    steps = slides.rows(_("What to do next")) if any(key.gain is not None for key in report.findings) else []
    return facts_of | {f"finding {at} gain": _gain(row[-2]) for at, row in enumerate(steps)}


def _typed(cell: Any, word: str = "") -> Any:
    """The value of a cell; of an empty one what the word beside it says."""
    if cell.value is not None:
        return read(cell.value) if str(cell.value)[:1] == "~" else cell.value
    words = {
        _("not applicable"): Sign.NOT_APPLICABLE,
        code_words("not-applicable"): Sign.NOT_APPLICABLE,
        code_words("absent"): Sign.ABSENT,
        code_words("unknown"): Sign.UNKNOWN,
    }
    return words.get(word, Sign.NOTHING)


def xlsx(report: Report, made: bytes) -> Facts:
    """The cells as they are kept, not as they are shown."""
    book = read_back.opened(made)
    facts_of: Facts = {}
    names = {
        "total": "Presence score", "likely from": "Likely range, from", "likely to": "Likely range, to",
        "bounds from": "Hard bounds, from", "bounds to": "Hard bounds, to",
        "coverage": "Data coverage", "grade": "Grade",
    }  # fmt: skip
    for name, label in names.items():
        value, words = book.facts[_(label)]
        empty = "" if name == "grade" else Sign.UNKNOWN if words.startswith(_("Unknown.")) else Sign.NOTHING
        facts_of[name] = empty if value is None else value
    for row in book.tables[_("Pillars")]:
        of = f"pillar {row[_('Pillar id')].value}"
        facts_of[f"{of} score"] = _typed(row[_("Score")], row[_("Score is")].value)
        facts_of[f"{of} coverage"] = row[_("Data coverage")].value
        facts_of[f"{of} weight"] = row[_("Weight of 100")].value
    last = next(
        (head for row in book.tables[_("Channels")] for head in row if _filled(_("Last post ({zone})"), head)), ""
    )
    for at, row in enumerate(book.tables[_("Leaders")]):
        facts_of[f"leader {at} visibility"] = _typed(row[_("Visibility")], row[_("Visibility is")].value)
        facts_of[f"leader {at} posts"] = _typed(row[_("Posts per week")], row[_("Rate is")].value)
        day = next(head for head in row if _filled(_("Last post ({zone})"), head))
        facts_of[f"leader {at} last"] = _typed(row[day], row[_("Last post is")].value)
    for at, row in enumerate(book.tables[_("Channels")]):
        facts_of[f"channel {at} followers"] = _typed(row[_("Followers")], row[_("Followers are")].value)
        facts_of[f"channel {at} posts"] = _typed(row[_("Posts per week")], row[_("Rate is")].value)
        facts_of[f"channel {at} last"] = _typed(row[last], row[_("Last post is")].value)
    gaining = [row for row in book.tables[_("Actions")] if row[_("Finding")].value != KNOW]
    for at, row in enumerate(gaining):
        facts_of[f"finding {at} gain"] = _typed(row[_("Gain")], row[_("Gain is")].value)
    rows = iter(book.tables[_("Measures")])
    for pillar in report.pillars:
        for at, _leaf_of in enumerate(pillar.leaves):
            row, name = next(rows), f"leaf {pillar.id} {at}"
            states = {code_words(code): code for code in LEAF_STATES}
            state = states[row[_("State")].value]
            facts_of[f"{name} state"] = state
            facts_of[f"{name} weight"] = row[_("Weight in pillar")].value
            for what, head in (("value", "Value"), ("from", "Interval from"), ("to", "Interval to")):
                facts_of[f"{name} {what}"] = _typed(row[_(head)])
            facts_of[f"{name} score"] = _typed(row[_("Score")], row[_("State")].value)
    assert next(rows, None) is None
    return facts_of


def table_of_values(report: Report, made: bytes) -> Facts:
    """The measures as comma-separated values."""
    rows = csv.DictReader(StringIO(made.decode().removeprefix("\ufeff"), newline=""))
    facts_of: Facts = {}
    places = [(pillar.id, at) for pillar in report.pillars for at, _leaf_of in enumerate(pillar.leaves)]
    signs = {"unknown": Sign.UNKNOWN, "not-applicable": Sign.NOT_APPLICABLE}
    for row, (pillar, at) in zip(rows, places, strict=True):
        name = f"leaf {pillar} {at}"
        assert row["pillar"] == pillar
        facts_of[f"pillar {pillar} score"] = float(row["pillar_score"]) if row["pillar_score"] else Sign.UNKNOWN
        facts_of[f"{name} state"], facts_of[f"{name} weight"] = row["state"], float(row["weight"])
        facts_of[f"{name} score"] = float(row["score"]) if row["score"] else signs[row["state"]]
        for what, head in (("value", "value"), ("from", "interval_from"), ("to", "interval_to")):
            facts_of[f"{name} {what}"] = float(row[head]) if row[head] else Sign.NOTHING
    return facts_of
