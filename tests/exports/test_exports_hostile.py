"""Exports that are made to harm, or that slipped: none is read whole, none is counted twice, none is guessed at."""

from __future__ import annotations

import io
import json
import os
import resource
import tarfile
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import exported
import openpyxl
import pytest

from presence_audit.errors import EvidenceError
from presence_audit.exports import read_export
from presence_audit.exports._files import Files
from presence_audit.exports._json import elements_of
from presence_audit.exports._tables import book_of, csv_rows, whole_number
from presence_audit.exports._when import date_order, when

if TYPE_CHECKING:
    from pathlib import Path

MIB = 1 << 20
HEADINGS = "Post ID,Page ID,Page name,Publish time,Permalink,Post type\n"
SUITE = exported.ask_of(exported.RECORDINGS / "meta_business_suite" / "facebook")
INSTAGRAM = exported.ask_of(exported.RECORDINGS / "instagram_download" / "ok")
THREADS = exported.RECORDINGS / "threads_export" / "ok"


def _zipped(path: Path, *members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def _row(number: int, written: str, address: str = "posts") -> str:
    page = "https://www.facebook.com/nordlysenergi"
    return f"{122000000 + number},182160000000001,Nordlys Energi,{written},{page}/{address}/{number},Photos\n"


def _tall(size: int) -> bytes:
    return b"[" + b" " * size + b"]"


def test_a_zip_that_is_made_to_unpack_to_far_more_than_it_is_is_refused(tmp_path: Path) -> None:
    packed = _zipped(tmp_path / "a.zip", ("your_instagram_activity/media/posts_1.json", _tall(65 * MIB)))
    assert packed.stat().st_size < 100_000
    with pytest.raises(EvidenceError, match="made to unpack to 65 MiB"):
        read_export(INSTAGRAM, packed)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_packed_in_a_way_that_unpacks_all_at_once_is_refused(tmp_path: Path, method: int) -> None:
    packed = _zipped(tmp_path / "a.zip", ("content/posts_1.json", _tall(1000)), method=method)
    with pytest.raises(EvidenceError, match="packed in a way that no site uses"):
        read_export(INSTAGRAM, packed)


def test_a_tar_whose_file_has_holes_of_gigabytes_is_refused(tmp_path: Path) -> None:
    member = tarfile.TarInfo("outbox.json")
    header = bytearray(member.tobuf(tarfile.GNU_FORMAT))
    header[156:157], header[483:495] = b"S", b"%011o\0" % (8 << 30)
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    path = tmp_path / "archive.tar"
    path.write_bytes(bytes(header) + bytes(1024))
    with pytest.raises(EvidenceError, match="made to unpack to 8192 MiB"), Files(path):
        pass


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"[" * (8 * MIB), "nested without end"),
        (b"[" + (b"[" + b" " * 66) * 100_000, "nested without end"),
        (b"[" + b'{"]]":' * 500_000, "nested without end"),
        (b'[{"title":"' + b"a" * (8 * MIB), "a part of it has no end"),
        (b"[" + b" " * (8 * MIB), "a part of it has no end"),
        (b'[{"media":[' + b'{"x":1},' * MIB, "a part of it has no end"),
        (b'{"a":1,"b":[' + b'{"x":1},' * MIB + b"1]}", "a part of it has no end"),
    ],
    ids=["deep", "slowly-deep", "deep-with-brackets-in-texts", "text", "space", "element", "object"],
)
def test_json_without_end_is_no_memory_lost(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "your_instagram_activity" / "media" / "posts_1.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(EvidenceError, match=why):
        read_export(INSTAGRAM, tmp_path)
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10 < 200


def test_brackets_in_texts_are_no_depth(tmp_path: Path) -> None:
    texts = ["[" * 3000, '\\"[[[', "{" * 300_000 + "\\", '"', "]" * 9000]
    path = tmp_path / "list.json"
    path.write_text(json.dumps([{"title": text} for text in texts * 3]))
    with Files(path) as files:
        assert [item.text("title") for item in elements_of(files, "list.json")] == texts * 3


def test_a_table_whose_line_has_no_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    path.write_bytes(HEADINGS.encode() + b"a" * (5 * MIB))
    with pytest.raises(EvidenceError, match="a line of it has no end"):
        read_export(SUITE, path)


def test_a_workbook_that_would_fill_the_memory_is_refused() -> None:
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (25 * MIB))
    assert book_of(book.getvalue()) == "it is too large"
    assert book_of(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(9 * MIB)) == "it is too large"


def test_a_zip_that_breaks_off_is_called_so_and_a_workbook_is_none(tmp_path: Path) -> None:
    path = _zipped(tmp_path / "a.zip", ("content/posts_1.json", b"[]"))
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(EvidenceError, match="a zip that breaks off"):
        read_export(INSTAGRAM, path)
    book = openpyxl.Workbook()
    book.save(tmp_path / "book.xlsx")
    with Files(tmp_path / "book.xlsx") as files:
        assert files.names == ("book.xlsx",)


def test_a_pipe_among_the_files_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "posts.csv")
    with Files(tmp_path) as files:
        assert files.names == ()


def test_names_written_with_backslashes_are_the_same_names(tmp_path: Path) -> None:
    root = exported.RECORDINGS / "x_archive" / "ok" / "files"
    members = [(file.relative_to(root).as_posix(), file.read_bytes()) for file in root.rglob("*") if file.is_file()]
    path = _zipped(tmp_path / "a.zip", *((name.replace("/", "\\"), content) for name, content in members))
    (found,) = read_export(exported.ask_of(root.parent), path)
    assert exported.as_json([found])[0]["posts"] == exported.expected(root.parent)[0]["posts"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_is_twice_in_a_zip_or_in_two_copies_counts_once(tmp_path: Path) -> None:
    root = THREADS / "files"
    members = [(file.relative_to(root).as_posix(), file.read_bytes()) for file in root.rglob("*") if file.is_file()]
    (once,) = exported.expected(THREADS)
    copies = [(f"{copy}/{name}", content) for copy in ("old", "new") for name, content in members]
    for doubled in (members * 2, copies):
        (found,) = exported.as_json(read_export(exported.ask_of(THREADS), _zipped(tmp_path / "a.zip", *doubled)))
        assert (found["posts"], found["profile"]) == (once["posts"], once["profile"])


def test_of_two_archives_of_x_side_by_side_none_is_chosen(tmp_path: Path) -> None:
    root = exported.RECORDINGS / "x_archive" / "ok" / "files"
    members = [(file.relative_to(root).as_posix(), file.read_bytes()) for file in root.rglob("*") if file.is_file()]
    copies = [(f"{copy}/{name}", content) for copy in ("old", "new") for name, content in members]
    with pytest.raises(EvidenceError, match=r"holds several archives\. Name the newest of them alone"):
        read_export(exported.ask_of(root.parent), _zipped(tmp_path / "a.zip", *copies))


@pytest.mark.parametrize(
    ("text", "value"),
    [("18400", 18400), ("18,400", 18400), ("1,234,567", 1234567), ("18 400", 18400), ("0", 0)]
    + [(text, None) for text in ("18,4", "18,40", "1,2345", "-5", "1.2K", "²", "١٢", "", "1,234 567", "12.0")],
)
def test_a_count_is_read_where_it_can_mean_one_number_only(text: str, value: int | None) -> None:
    assert whole_number(text) == value


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["11/20/26 10:00", "11/05/26 10:00"], "mdy"),
        (["20.11.26", "05.11.26"], "dmy"),
        (["20.11.2026", "05.11.2026"], "dmy"),
        (["11/20/2026", "00/00/0000", "01/01/1970"], "mdy"),
        (["2026-11-20"], "ymd"),
        (["26. 11. 20.", "26. 11. 05."], None),
        (["26/11/20", "26/11/05"], None),
        (["10/11/12"], None),
        (["05-06-2026"], None),
        (["11/20/2026", "20/11/2026"], None),
    ],
)
def test_an_order_of_dates_is_found_or_asked_for(tmp_path: Path, dates: list[str], order: str | None) -> None:
    path = tmp_path / "posts.csv"
    path.touch()
    with Files(path) as files:
        if order is not None:
            assert date_order(files, "posts.csv", dates, None) == order
            return
        with pytest.raises(EvidenceError, match=r"date_order: |more than one order"):
            date_order(files, "posts.csv", dates, None)


def test_a_written_month_without_a_zone_is_known_to_the_day() -> None:
    found = when("Nov 5, 2026 11:30 PM", "mdy")
    assert found is not None
    assert (found.at.date().isoformat(), found.precision) == ("2026-11-05", "day")


def test_a_date_after_the_audited_moment_proves_nothing_of_the_time_before_it(tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    path.write_text(HEADINGS + _row(1, "10/20/2026 10:00") + _row(2, "10/20/2099 10:00"))
    (found,) = read_export(SUITE, path)
    assert found.observed_at == found.window.newest == datetime(2026, 10, 20, 10, tzinfo=UTC)


def test_a_story_is_no_post_in_any_language(tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    headings = "Innleggs-ID,Side-ID,Sidenavn,Tittel,Beskrivelse,Varighet,Publisert,Teksttype,Permalenke,Innleggstype\n"
    rows = [
        f"{122000000 + n},182160000000001,Nordlys Energi,Hei {n},,0,10/2{n}/2026 10:00,,"
        f"https://www.facebook.com/{where}/{n},Historie\n"
        for n, where in enumerate(("nordlysenergi/posts", "stories/182160000000001"), 1)
    ]
    path.write_text(headings + "".join(rows))
    (found,) = read_export(SUITE, path)
    assert [post.text for post in found.posts] == ["Hei 1"]


@pytest.mark.parametrize(
    ("export", "kind", "why"),
    [
        ("linkedin_member", "company", "another kind of account .*the channel is a company's page"),
        (
            "linkedin_member_analytics",
            "company",
            "another kind of account .*the channel is a company's page",
        ),
        (
            "linkedin_page_content",
            "person",
            "another kind of account .*the channel is a person's profile",
        ),
    ],
)
def test_what_a_person_posted_is_never_counted_for_a_page_nor_the_reverse(export: str, kind: str, why: str) -> None:
    case = exported.RECORDINGS / export / "ok"
    ask = exported.ask_of(case)
    with pytest.raises(EvidenceError, match=why):
        read_export(replace(ask, channel=replace(ask.channel, kind=kind)), exported.path_of(case))


def test_a_first_line_that_names_the_delimiter_is_known_to_every_table(tmp_path: Path) -> None:
    path = tmp_path / "Content.csv"
    path.write_text(
        "sep=;\r\nVideo title;Video link;Post time\r\nx;https://www.tiktok.com/@a/video/7710160363035157056;Nov 20\r\n"
    )
    with Files(path) as files:
        assert next(row for _, row in csv_rows(files, "Content.csv")) == ["Video title", "Video link", "Post time"]
    ask = exported.ask_of(exported.RECORDINGS / "tiktok_content" / "ok")
    with pytest.raises(EvidenceError, match=r"about another account \(@a\)"):
        read_export(ask, path)


def test_an_export_without_a_post_in_a_period_long_ago_claims_nothing_of_today() -> None:
    case = exported.RECORDINGS / "x_archive" / "ok"
    ask = exported.ask_of(case)
    later = replace(ask, since=ask.since + timedelta(days=900), until=ask.until + timedelta(days=900))
    (found,) = read_export(later, exported.path_of(case))
    assert found.observed_at is not None
    assert found.observed_at < later.since
