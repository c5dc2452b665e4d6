"""Everything that can be explained is explained, in words that a reader without statistics understands."""

from __future__ import annotations

import ast
import json
import math
import re
from collections import Counter
from operator import add, mul, sub, truediv

import pytest
from reports.hostile_words import hidden_in
from rich.cells import cell_len

from presence_audit.errors import UsageError
from presence_audit.explain import Topic, contents, explained, metrics_table, topics
from presence_audit.explain._counting import COUNTING
from presence_audit.explain._findings import _TOLD
from presence_audit.explain._yardstick import TAGS, source_words, yardstick_of
from presence_audit.metrics import metrics
from presence_audit.model.outcome import Outcome
from presence_audit.platforms import platforms
from presence_audit.reports.article import Article, Formula, Table, as_json, markdown, terminal
from presence_audit.scoring import anchors
from presence_audit.scoring.catalogue import catalogue

ALL = topics()
NAMED = [f"{topic.kind}:{topic.id}" for topic in ALL]
# A word of the trade, and what has to stand in the same article to make it plain.
JARGON = {
    "log-normal": "doubled",
    "Phi(": "bell curve",
    "ln(": "natural logarithm",
    "standard deviation": "how far the gaps typically lie",
    "entropy": "share",
    "Kaplan": "waiting",
    "median": "middle",
    "Poisson": "chance",
    "P75": "quarter",
    "Beta(2,2)": "likelier",
    "variance": "differ",
    "power mean": "In words",
    "percentile": "In words",
    "(PL)": "traight lines",
    "(UP)": "better",
    "(DOWN)": "ess is better",
}


# A sum that is written out: two numbers at least, what they come to, and whether that is a share.
SUM = re.compile(r"(?<![\w.])((?:[(-]\s?)?\d[\d.]*(?:[ ()]*[-+*/][ (]*\d[\d.]*)+\)*) = (-?\d+(?:\.\d+)?)(%?)")
EXP = re.compile(r"exp\((\d[\d.]*)\)(?: is|,? =) (\d+(?:\.\d+)?)")
SHEET = re.compile(r"=100\*NORM\.S\.DIST\(1\.2816\*LN\((.+?) / (.+?)\)/LN\((.+?) / (.+?)\), TRUE\) gives ([\d.]+)")


def _reckoned(node: ast.expr) -> float:
    """What a sum of plain numbers comes to."""
    match node:
        case ast.Constant(value=int() | float() as value):
            return float(value)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_reckoned(operand)
        case ast.BinOp(left=left, op=op, right=right):
            signs = {ast.Add: add, ast.Sub: sub, ast.Mult: mul, ast.Div: truediv}
            return float(signs[type(op)](_reckoned(left), _reckoned(right)))
    raise AssertionError(ast.dump(node))


def _agrees(found: float, told: str) -> bool:
    """The number that is told is what was found, rounded to the digits that are told."""
    digits = len(told.partition(".")[2])
    return abs(found - float(told)) <= 0.5 * 10.0**-digits + 1e-9


def _words(article: Article) -> str:
    return " ".join(terminal([article], width=100, color=False).split())


def test_every_metric_pillar_finding_outcome_and_platform_has_a_topic() -> None:
    ids = {kind: {topic.id for topic in ALL if topic.kind == kind} for kind in {topic.kind for topic in ALL}}

    assert ids["metric"] == set(anchors().metrics) >= set(metrics())
    assert ids["pillar"] == set(anchors().pillars)
    assert ids["finding"] == set(catalogue().findings) == set(_TOLD)
    assert ids["outcome"] == {outcome.value for outcome in Outcome}
    assert ids["platform"] == set(platforms())
    assert {
        "score",
        "likely-range",
        "coverage",
        "confidence",
        "grade",
        "effective-posts",
        "network",
        "industry",
    } <= ids["term"]


def test_no_kind_names_one_thing_twice() -> None:
    assert max(Counter(NAMED).values()) == 1


def test_every_metric_of_the_method_says_how_it_is_counted() -> None:
    assert set(COUNTING) == set(anchors().metrics)


@pytest.mark.parametrize("topic", ALL, ids=NAMED)
def test_every_topic_has_a_plain_first_sentence_and_no_empty_section(topic: Topic) -> None:
    article = topic.write()

    assert article.title
    assert article.lead.endswith((".", "?"))
    assert article.sections
    for section in article.sections:
        assert section.title
        assert section.blocks
        for block in section.blocks:
            assert block
            assert not isinstance(block, Table) or block.rows
            assert not isinstance(block, Formula) or all(block.lines)


@pytest.mark.parametrize("topic", ALL, ids=NAMED)
def test_no_word_of_the_trade_stands_without_its_explanation(topic: Topic) -> None:
    words = _words(topic.write())

    assert [term for term, plain in JARGON.items() if term in words and plain not in words] == []
    assert not re.search(r"\b(?:UP|DOWN|PL)\b(?!\))", words)


@pytest.mark.parametrize("topic", ALL, ids=NAMED)
def test_every_sum_that_is_written_out_comes_to_what_is_told(topic: Topic) -> None:
    words = _words(topic.write())

    for terms, told, sign in SUM.findall(words):
        found = _reckoned(ast.parse(terms.strip(), mode="eval").body)
        assert _agrees(100 * found if sign else found, told), (terms, told)
    for power, told in EXP.findall(words):
        assert _agrees(math.exp(float(power)), told)
    for over, under, high, low, told in SHEET.findall(words):
        z = 1.2816 * math.log(float(over) / float(under)) / math.log(float(high) / float(low))
        assert _agrees(50 * math.erfc(-z / math.sqrt(2)), told)


def test_the_sums_are_found_that_are_to_be_checked() -> None:
    words = " ".join(_words(topic.write()) for topic in ALL if topic.kind != "platform")

    assert len(SUM.findall(words)) > 70
    assert len(SHEET.findall(words)) >= sum(m.curve in {"up", "down"} for m in anchors().metrics.values())


@pytest.mark.parametrize("metric", anchors().metrics)
def test_every_metric_has_an_example_with_numbers_and_its_curve_one_value_worked_out(metric: str) -> None:
    words = _words(explained(f"metric:{metric}")[0])

    assert re.search(r"Example: [^.]*\d", words) or "Example: the newest own post" in words
    assert "NORM.S.DIST" in words or " a value of " in words or "one unit above, and worth" in words


@pytest.mark.parametrize("topic", ALL, ids=NAMED)
def test_every_topic_can_be_drawn_at_any_width_and_written_in_every_format(topic: Topic) -> None:
    article = topic.write()

    for width in (40, 63, 80, 120):
        text = terminal([article], width=width, color=False)
        assert max(map(cell_len, text.split("\n"))) <= width
        assert not hidden_in(text)
    assert not set(terminal([article], width=80, color=False, plain=True)) & set("─█░…")
    assert markdown(article).startswith("### ")
    assert json.loads(as_json([article]))[0]["about"] == article.lead


@pytest.mark.parametrize("metric", anchors().metrics)
def test_a_metric_tells_its_anchors_their_source_and_its_share_of_the_total(metric: str) -> None:
    words = _words(explained(f"metric:{metric}")[0])
    entry = anchors().metrics[metric]

    assert "unknown" in words
    assert f"weighs {anchors().pillars[entry.pillar]:g} of 100" in words
    source = entry.source if entry.typical is not None else yardstick_of(metric).source
    assert " ".join(source_words(source).split()) in words
    assert TAGS[source.tag] in words


@pytest.mark.parametrize("metric", metrics())
def test_a_measured_metric_says_why_it_matters_and_how_to_improve(metric: str) -> None:
    titles = [section.title for section in explained(f"metric:{metric}")[0].sections]

    assert titles[0] == "How it is counted"
    assert {"Worth how many points", "Where it sits", "Why it matters", "How to improve", "When it is unknown"} <= set(
        titles
    )


@pytest.mark.parametrize("metric", anchors().metrics)
def test_the_table_of_a_curve_holds_both_anchors_at_their_points(metric: str) -> None:
    yardstick = yardstick_of(metric)
    table = yardstick.table()

    if yardstick.typical is not None and yardstick.leading is not None:
        assert table is not None
        marked = {row[3]: row[1] for row in table.rows if row[3]}
        assert marked == {"typical": "50.0", "leading": "90.0"}
        assert 5 <= len(table.rows) <= 7
    for value in yardstick.values:
        points = yardstick.points(value)
        assert points is None or 0 <= points <= 100


@pytest.mark.parametrize("finding", catalogue().findings)
def test_a_finding_promises_a_gain_only_where_a_report_can_give_one(finding: str) -> None:
    entry, words = catalogue().findings[finding], _words(explained(f"finding:{finding}")[0])
    promises = "What the total would rise by" in words

    assert promises == (entry.below is not None or finding == "not-linked")
    assert promises != ("It has none" in words)
    assert words.count(_TOLD[finding].when) == 1


def test_what_is_cut_off_is_not_said_to_be_worth_all() -> None:
    words = _words(explained("metric:invitation")[0])

    assert "above 60% counts as 60%, which is worth 94.3" in words
    assert "and all of it 100" not in words


def test_the_weights_of_the_metrics_add_up_to_the_whole_score() -> None:
    facts = metrics_table().facts["metrics"]

    assert sum(metric["weight_in_total"] for metric in facts) == pytest.approx(100)


def test_one_word_that_names_two_things_explains_both() -> None:
    found = explained("coverage")

    assert [article.title for article in found] == [
        "Data coverage (term coverage)",
        "Channel coverage (pillar coverage)",
    ]
    assert explained("pillar:coverage") == found[1:]


@pytest.mark.parametrize("asked", ["Leader-Participation", "leader_participation", "leader participation"])
def test_a_topic_is_found_however_it_is_spelled(asked: str) -> None:
    assert explained(asked)[0].title == "leader-participation (metric)"


def test_an_unknown_topic_suggests_what_may_have_been_meant() -> None:
    with pytest.raises(UsageError, match="leader-participation") as caught:
        explained("leader-particpation")

    assert caught.value.exit_code == 2


def test_a_topic_that_resembles_nothing_is_refused_without_a_guess() -> None:
    with pytest.raises(UsageError) as caught:
        explained("qqqqqq")

    assert "Did you mean" not in str(caught.value)


def test_the_contents_name_every_topic_by_kind() -> None:
    article = contents()
    words = _words(article)

    assert sum(map(len, article.facts.values())) == len(ALL)
    assert all(topic.id in words for topic in ALL)


def test_the_table_of_metrics_names_every_metric_with_its_trust() -> None:
    article = metrics_table()
    rows = [
        row
        for section in article.sections
        for block in section.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]

    assert [row[0] for row in rows] == [
        m.id for pillar in anchors().pillars for m in anchors().metrics.values() if m.pillar == pillar
    ]
    assert all(
        row[-1] == f"{anchors().metrics[str(row[0])].source.tag}, {anchors().metrics[str(row[0])].source.trust}"
        for row in rows
    )
