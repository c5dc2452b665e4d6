from __future__ import annotations

import re
from datetime import timedelta

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token
from reports.history_samples import with_history
from reports.hostile_words import hidden_in, words
from reports.report_samples import AS_OF, HOSTILE, SAMPLES, full, hostile, many

from presence_audit.model.observation import Evidence
from presence_audit.model.report import Report
from presence_audit.model.shown import Shown
from presence_audit.reports import markdown
from presence_audit.reports._markdown_text import code, escaped
from presence_audit.reports._words import PILLARS

OURS = re.compile(
    r"</details>\n|<details>\n<summary>(How the score came about|Evidence|[\d,]+ (more )?[a-z]+)</summary>\n"
)
# What GitHub turns into a mention, a reference or a link after it has read the Markdown.
ACTIVE = re.compile(r"@\w|#\d|\bGH-\d|://|\bwww\.|\b[0-9a-f]{7,40}\b", re.IGNORECASE)


def _tokens(text: str) -> list[Token]:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return [inner for token in reader.parse(text) for inner in ([token] if token.children is None else token.children)]


def _text(tokens: list[Token]) -> str:
    return "\n".join(token.content for token in tokens if token.type == "text")


def _harmless(tokens: list[Token]) -> None:
    kinds = {token.type for token in tokens}

    assert not kinds & {"html_inline", "link_open", "image", "s_open", "fence", "code_block", "hr"}
    assert all(OURS.fullmatch(token.content) for token in tokens if token.type == "html_block")
    assert not ACTIVE.search(_text(tokens))


@given(words)
def test_escaped_text_is_one_paragraph_that_does_nothing(text: str) -> None:
    tokens = _tokens(escaped(text))

    _harmless(tokens)
    assert {token.type for token in tokens} <= {"paragraph_open", "paragraph_close", "text", "code_inline"}


@given(words)
def test_escaped_text_says_the_same(text: str) -> None:
    read = "".join(token.content for token in _tokens(escaped(text)) if token.type in {"text", "code_inline"})
    wanted = escaped(text) and markdown_free(text)

    assert re.sub(r"[`\s]", "", read).replace("¦", "|") == wanted


def markdown_free(text: str) -> str:
    from presence_audit.reports._text import shown

    return re.sub(r"[`\s]", "", shown(text, 300)).replace("¦", "|")


@given(words)
def test_a_code_span_survives_what_stands_in_it(text: str) -> None:
    span = code(text)
    inside = [token for token in _tokens(f"a {span} b") if token.type == "code_inline"]

    assert len(inside) == (1 if span else 0)
    assert "|" not in span


@settings(max_examples=30)
@given(words)
def test_a_report_on_hostile_names_does_nothing_but_read(text: str) -> None:
    made = markdown.render(hostile(text)).decode()

    _harmless(_tokens(made))
    assert not hidden_in(made)


def test_the_worst_sample_keeps_its_tables_whole() -> None:
    made = markdown.render(hostile()).decode()
    pipes = 0
    for line in made.splitlines():
        if not line.startswith("|"):
            pipes = 0
        elif not pipes:
            pipes = line.count("|")
        assert line.count("|") == pipes
    _harmless(_tokens(made))
    assert "@torvalds" in made
    assert HOSTILE not in made


def test_raw_text_reads_well() -> None:
    assert escaped("Nordlys Energi AS (Oslo), 3.5 posts - e.g. snake_case") == (
        "Nordlys Energi AS (Oslo), 3.5 posts - e.g. snake\\_case"
    )
    assert escaped("write `absent: true`") == "write `absent: true`"
    assert escaped("youtube @nordlys is silent") == "youtube `@nordlys` is silent"
    assert escaped("Website (nordlys.example/news): 1 post") == "Website (`nordlys.example/news`): 1 post"
    assert escaped("ask www.nordlys.example, then") == "ask `www.nordlys.example`, then"
    assert escaped("[t](https://a.example)") == "`[t](https://a.example)`"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("# x", "\\# x"), ("- x", "\\- x"), ("1. x", "1\\. x"), ("2026. x", "2026\\. x"), ("=", "\\="), ("", "")],
)
def test_text_cannot_start_a_list_or_a_heading(text: str, expected: str) -> None:
    assert escaped(text) == expected


def test_headings_start_at_the_third_level_and_the_summary_comes_first() -> None:
    for sample in SAMPLES.values():
        lines = markdown.render(sample()).decode().splitlines()
        assert lines[0].startswith("### ")
        assert "presence score" in lines[0]
        assert not [line for line in lines if re.match(r"#{1,2} ", line)]


def test_it_ends_with_method_moment_zone_and_version() -> None:
    last = markdown.render(full()).decode().splitlines()[-1]

    assert last == "Method `v1` · 182 days up to 2026-11-20 07:00 Europe/Oslo · `presence-audit 0.1.0`"


def test_every_leaf_is_listed_so_that_a_reader_can_recompute() -> None:
    made = markdown.render(full()).decode().split("<summary>How")[1]
    for pillar in full().pillars:
        section = made.split(f"#### {PILLARS[pillar.id]}")[1].split("####")[0]
        rows = [
            [cell.strip() for cell in row.split("|")[1:-1]] for row in section.splitlines() if row.startswith("| `")
        ]
        known = [
            (float(weight), float(score)) for _, _, weight, state, _, score, _ in rows if state in {"value", "absent"}
        ]

        assert len(rows) == len(pillar.leaves)
        if pillar.score is not None:
            weight = sum(weight for weight, _ in known)
            assert sum(weight * score for weight, score in known) / weight == pytest.approx(pillar.score, abs=0.06)


def test_an_unknown_leaf_shows_no_number_even_if_a_file_claims_one() -> None:
    report = full()
    lied = report.pillars[0].leaves[0].model_copy(update={"value": 77.7, "score": 66.6})
    pillars = (report.pillars[0].model_copy(update={"leaves": (lied,)}), *report.pillars[1:])
    made = markdown.render(report.model_copy(update={"pillars": pillars})).decode()

    assert "77.7" not in made
    assert "66.6" not in made


def test_evidence_is_listed_once_with_its_digest() -> None:
    made = markdown.render(full()).decode().split("<summary>Evidence")[1]

    assert made.count("https://nordlys.example/feed/") == 1
    assert re.search(r"\| 2026-11-20 05:58 +\| +404 \| `[0-9a-f]{12}` \|", made)


def test_an_answer_that_never_came_is_told() -> None:
    report = full()
    silent = report.findings[0].model_copy(update={"evidence": (Evidence("https://a.example", None, None, AS_OF),)})
    made = markdown.render(report.model_copy(update={"findings": (silent,)})).decode()

    assert re.search(r"no answer \| –", made)  # noqa: RUF001


def _vast() -> Report:
    """More of everything than fits, each as long as it may be."""
    long = "日本語<" * 100
    report = hostile(long)
    leaf = report.pillars[0].leaves[0]
    proof = tuple(Evidence(f"{place}{long}", 200, "f" * 64, AS_OF - timedelta(seconds=place)) for place in range(4000))
    leaves = tuple(leaf.model_copy(update={"evidence": proof if not place else ()}) for place in range(2000))
    return report.model_copy(
        update={
            "pillars": tuple(one.model_copy(update={"leaves": leaves}) for one in report.pillars),
            "channels": tuple(
                one.model_copy(update={"reason": f"{place}{long}"}) for place, one in enumerate(report.channels * 200)
            ),
            "leaders": report.leaders * 700,
            "findings": report.findings * 500,
        }
    )


def test_a_vast_report_is_cut_below_900_kb_and_says_how_much_is_left_out() -> None:
    made = markdown.render(_vast())
    text = made.decode()

    assert len(made) < 900_000
    assert len(re.findall(r"^\*[\d,]+ more \w+ left out here: see --format json\.\*$", text, re.MULTILINE)) == 13
    assert text.splitlines()[-1].startswith("Method ")
    _harmless(_tokens(text))


def test_a_vast_report_with_a_vast_history_stays_below_900_kb_too() -> None:
    held, changes = with_history(), with_history().changes
    assert held.shown is not None
    assert changes is not None
    lines = tuple(
        line.model_copy(update={"subject": f"channel:feed:{at}", "name": HOSTILE, "sentence": HOSTILE})
        for at, line in enumerate(changes.channels * 300)
    )
    audits = tuple(
        audit.model_copy(
            update={
                "channels": tuple(
                    one.model_copy(update={"subject": f"{one.subject}{at}"})
                    for at in range(9)
                    for one in audit.channels
                )
            }
        )
        for audit in held.shown.audits * 4
    )
    told = {"changes": changes.model_copy(update={"channels": lines}), "shown": Shown(audits=audits)}
    made = markdown.render(_vast().model_copy(update=told))

    assert len(made) < 900_000
    assert "more changes left out here" in made.decode()
    _harmless(_tokens(made.decode()))


def test_a_long_table_and_the_end_of_a_long_list_are_folded_and_a_short_one_is_not() -> None:
    long, short = (markdown.render(report).decode() for report in (many(), full()))

    assert "#### Leaders\n\n<details>\n<summary>25 leaders</summary>\n\n| Leader" in long
    assert "#### Channels\n\n<details>\n<summary>30 channels</summary>\n\n| Channel" in long
    assert re.findall("<summary>(.*)</summary>", short) == ["How the score came about", "Evidence"]
    findings = full().findings * 3
    made = markdown.render(full().model_copy(update={"findings": findings})).decode().split("What would gain most")[1]
    listed, rest = made.split(f"<summary>{len(findings) - 12} more findings</summary>")
    assert re.findall(r"^\d+\.", listed, re.MULTILINE)[-1] == "12."
    assert rest.splitlines()[2].startswith("13. ")


def test_the_same_report_gives_the_same_bytes() -> None:
    assert markdown.render(full()) == markdown.render(full())
