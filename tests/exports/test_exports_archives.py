"""What recordings of archives (X, Mastodon) do not show: packed files, texts in any script, files without end."""

from __future__ import annotations

import io
import json
import os
import tarfile
import tracemalloc
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import exported
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presence_audit.errors import EvidenceError
from presence_audit.exports import read_export
from presence_audit.exports._files import Files
from presence_audit.exports._json import elements_of
from presence_audit.exports._tables import csv_rows
from presence_audit.model.channel import Channel
from presence_audit.model.observation import Observation, Post
from presence_audit.model.outcome import Outcome
from presence_audit.platforms import Ask
from presence_audit.platforms._wire import clean
from presence_audit.saved import pages_at

SINCE, UNTIL = datetime(2026, 5, 25, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC)
X = Ask(Channel("x", "account", "nordlysenergi", "https://x.com/nordlysenergi"), SINCE, UNTIL)
ACCOUNT = 'window.YTD.account.part0 = [{"account": {"username": "NordlysEnergi", "accountId": "4200"}}]'
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
IN_A_FOLDER = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _archive(folder: Path, *tweets: dict[str, Any], before: str = "window.YTD.tweets.part0 = ") -> Path:
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "account.js").write_text(ACCOUNT)
    content = before + json.dumps([{"tweet": tweet} for tweet in tweets])
    (folder / "data" / "tweets.js").write_text(content, "utf-8")
    return folder


def _tweet(**more: Any) -> dict[str, Any]:
    return {
        "id_str": "2122968047416246272",
        "created_at": "Wed Nov 18 08:20:00 +0000 2026",
        "full_text": "Hei",
        **more,
    }


def _only(found: list[Observation]) -> Post:
    ((post,),) = [one.posts for one in found]
    return post


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@IN_A_FOLDER
@given(text=TEXTS.filter(lambda text: not text.lstrip().startswith("RT @")))
def test_a_text_comes_out_as_it_was_written(text: str, tmp_path: Path) -> None:
    post = _only(read_export(X, _archive(tmp_path, _tweet(full_text=_escaped(text)))))
    assert post.text == clean(text).strip()


@IN_A_FOLDER
@given(words=TEXTS, name=st.from_regex(r"[A-Za-z0-9_]{1,15}", fullmatch=True))
def test_of_a_retweet_the_words_are_the_other_persons(words: str, name: str, tmp_path: Path) -> None:
    tweet = _tweet(full_text=f"RT @{name}: {_escaped(words)}", favorite_count="7", in_reply_to_screen_name="someone")
    post = _only(read_export(X, _archive(tmp_path, tweet)))
    assert (post.is_repost, post.author, post.is_reply) == (True, name, False)
    assert post.text == clean(words).strip()
    assert post.engagement.likes is None


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, (False, None)),
        ({"in_reply_to_user_id_str": "4200"}, (False, None)),
        ({"in_reply_to_screen_name": "NORDLYSENERGI"}, (False, None)),
        ({"in_reply_to_user_id_str": "77", "in_reply_to_screen_name": "kari"}, (True, "kari")),
        ({"in_reply_to_user_id_str": "77"}, (True, "77")),
        ({"in_reply_to_status_id_str": "1"}, (None, None)),
    ],
)
def test_an_answer_is_to_somebody_else_and_a_thread_is_none(
    more: dict[str, str], expected: tuple[bool | None, str | None], tmp_path: Path
) -> None:
    post = _only(read_export(X, _archive(tmp_path, _tweet(**more))))
    assert (post.is_reply, post.reply_to) == expected


def test_a_date_that_cannot_be_read_is_taken_from_the_id(tmp_path: Path) -> None:
    post = _only(read_export(X, _archive(tmp_path, _tweet(created_at="Wed Foo 99 08:20:00 +0000 2026"))))
    assert post.published_at == datetime(2026, 11, 18, 8, 20, tzinfo=UTC)


@pytest.mark.parametrize("before", ["window.YTD.tweet.part0=", "\ufeffwindow.YTD.tweets.part0 =\r\n"])
def test_what_stands_before_the_list_does_not_matter(before: str, tmp_path: Path) -> None:
    assert _only(read_export(X, _archive(tmp_path, _tweet(), before=before))).text == "Hei"


def test_deleted_posts_are_not_read(tmp_path: Path) -> None:
    folder = _archive(tmp_path, _tweet())
    (folder / "data" / "deleted-tweets.js").write_text('window.YTD.deleted_tweets.part0 = [{"tweet": {"id_str": "1"}}]')
    assert len(read_export(X, folder)[0].posts) == 1


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b'[{"a":' * 50_000, b'[{"a":"\xff"}]', b"[1] [2]"])
def test_a_list_that_is_not_sound_to_its_end_is_an_error(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "tweets.js").write_bytes(content)
    with Files(tmp_path) as files, pytest.raises(EvidenceError, match="not sound JSON"):
        list(elements_of(files, "tweets.js"))


PLAIN = st.none() | st.booleans() | st.integers(-(2**60), 2**60) | TEXTS
JSON = st.recursive(PLAIN, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(TEXTS, inside, max_size=3))


@IN_A_FOLDER
@given(values=st.lists(JSON, max_size=5))
def test_a_stream_has_what_the_whole_file_has(values: list[Any], tmp_path: Path) -> None:
    (tmp_path / "list.js").write_text("window.x = " + json.dumps(values), "utf-8")
    with Files(tmp_path) as files:
        assert [node.value for node in elements_of(files, "list.js")] == values


def test_a_large_archive_does_not_fill_the_memory(tmp_path: Path) -> None:
    old = json.dumps({"tweet": _tweet(id_str="1", created_at="Wed Nov 18 08:20:00 +0000 2015", full_text="x" * 4000)})
    packed = tmp_path / "archive.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data/account.js", ACCOUNT)
        with archive.open("data/tweets.js", "w") as file:
            file.write(b"window.YTD.tweets.part0 = [")
            file.write(b",".join([old.encode()] * 8_000))
            file.write(b"]")
    tracemalloc.start()
    try:
        read_export(X, packed)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 << 20, "32 MiB were read"


def _as_tar(folder: Path, tar: Path, mode: str = "w:gz") -> Path:
    with tarfile.open(tar, mode) as archive:  # type: ignore[call-overload]
        for file in sorted(folder.rglob("*")):
            archive.add(file, file.relative_to(folder), recursive=False)
    return tar


@pytest.mark.parametrize("mode", ["w:gz", "w"])
def test_an_archive_that_is_a_tar_is_read_as_what_is_in_it(mode: str, tmp_path: Path) -> None:
    case = exported.RECORDINGS / "mastodon_outbox" / "ok"
    tar = _as_tar(case / "files", tmp_path / "archive-20261120061500-0123456789abcdef.tar.gz", mode)
    (found,) = read_export(exported.ask_of(case), tar)
    (wanted,) = exported.expected(case)
    assert exported.as_json([found])[0]["posts"] == wanted["posts"]
    assert found.observed_at == datetime(2026, 11, 20, 6, 15, tzinfo=UTC)
    assert [evidence.url for evidence in found.evidence] == [
        f"export:{tar.name}/actor.json",
        f"export:{tar.name}/outbox.json",
    ]


@pytest.mark.parametrize("part", [0.3, 0.9])
def test_a_tar_that_broke_off_is_an_error(part: float, tmp_path: Path) -> None:
    case = exported.RECORDINGS / "mastodon_outbox" / "ok"
    tar = _as_tar(case / "files", tmp_path / "archive.tar.gz")
    tar.write_bytes(tar.read_bytes()[: int(tar.stat().st_size * part)])
    with pytest.raises(EvidenceError, match=r"cannot be used"):
        read_export(exported.ask_of(case), tar)


def test_a_link_in_a_tar_leads_nowhere(tmp_path: Path) -> None:
    tar = tmp_path / "archive.tar.gz"
    with tarfile.open(tar, "w:gz") as archive:
        link = tarfile.TarInfo("outbox.json")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)
        plain = tarfile.TarInfo("../actor.json")
        plain.size = 2
        archive.addfile(plain, io.BytesIO(b"{}"))
    with Files(tar) as files:
        assert files.names == ("../actor.json",)
        assert files.head("../actor.json") == b"{}"


MASTODON = exported.ask_of(exported.RECORDINGS / "mastodon_outbox" / "ok")
EVERYBODY = "https://www.w3.org/ns/activitystreams#Public"


def _outbox(folder: Path, note: dict[str, Any], **activity: Any) -> Path:
    me = "https://fosstodon.example/users/nordlys"
    base = {"id": f"{me}/statuses/9", "type": "Note", "published": "2026-11-01T09:00:00Z", "attributedTo": me}
    item = {"id": "a", "type": "Create", "to": EVERYBODY, "object": {**base, **note}, **activity}
    (folder / "actor.json").write_text(json.dumps({"id": me, "preferredUsername": "nordlys"}))
    (folder / "outbox.json").write_text(json.dumps({"totalItems": 1, "orderedItems": [item]}))
    return folder


@IN_A_FOLDER
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), min_size=1, max_size=60))
def test_the_words_of_a_post_survive_their_html(text: str, tmp_path: Path) -> None:
    post = _only(read_export(MASTODON, _outbox(tmp_path, {"content": f"<p>{_escaped(text)}</p>"})))
    assert post.text == " ".join(text.split())


@pytest.mark.parametrize(
    "to", [[], ["https://fosstodon.example/users/nordlys/followers"], None, "https://snabelen.example/users/kari"]
)
def test_what_is_not_for_everybody_is_left_out_and_said(to: Any, tmp_path: Path) -> None:
    folder = _outbox(tmp_path, {"content": "x"}, to=to).rename(
        tmp_path.parent / f"{tmp_path.name}-archive-20261120061500"
    )
    (found,) = read_export(MASTODON, folder)
    assert found.posts == ()
    assert found.outcome is Outcome.ZERO_POSTS
    assert "Left out, as they are for followers or single persons: 1." in found.reason


def test_an_answer_to_an_unnamed_account_is_an_answer(tmp_path: Path) -> None:
    note = {"content": "x", "inReplyTo": "https://misskey.example/notes/abc"}
    post = _only(read_export(MASTODON, _outbox(tmp_path, note)))
    assert (post.is_reply, post.reply_to) == (True, None)


def _refused(path: Path) -> str:
    with pytest.raises(EvidenceError) as refused:
        read_export(X, path)
    return str(refused.value)


def test_archives_inside_of_a_folder_or_of_an_archive_are_named(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as made:
            made.writestr("inner.zip", b"")
    assert "(a.zip, b.zip). Name the one that is meant" in _refused(tmp_path)
    assert "(inner.zip). Unpack it and name what is in it." in _refused(tmp_path / "a.zip")


def test_a_folder_without_a_file_is_said_to_be_empty(tmp_path: Path) -> None:
    assert "cannot be used: it is empty. Known here: X archive" in _refused(tmp_path)


def test_a_zip_whose_content_is_damaged_in_any_way_of_packing_is_an_error(tmp_path: Path) -> None:
    packings = (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    for packing in packings:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", packing) as made:
            made.writestr("data/tweets.js", "window.YTD.tweets.part0 = [" + " " * 5000 + "]")
        broken = bytearray(content.getvalue())
        broken[60:80] = b"\xff" * 20
        (tmp_path / "x.zip").write_bytes(broken)
        assert "cannot be used" in _refused(tmp_path / "x.zip"), packing


@pytest.mark.parametrize("filling", [b"a", b" ", b'\\"'])
def test_a_text_without_end_is_an_error_and_no_hang(filling: bytes, tmp_path: Path) -> None:
    start = b'window.YTD.tweets.part0 = [{"tweet": {"full_text": "'
    _archive(tmp_path, _tweet())
    with (tmp_path / "data" / "tweets.js").open("wb") as file:
        file.write(start)
        for _ in range(40):
            file.write(filling * ((1 << 20) // len(filling)))
    assert "a part of it has no end" in _refused(tmp_path)


def test_a_table_of_one_line_does_not_fill_the_memory(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("wb") as file:
        file.write(b"Date,ShareLink\n")
        for _ in range(200):
            file.write(b"a" * (1 << 20))
    tracemalloc.start()
    with Files(tmp_path / "a.csv") as files, pytest.raises(EvidenceError, match="line 1 is no CSV"):
        list(csv_rows(files, "a.csv"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 150 << 20


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tweets.js")
    os.mkfifo(tmp_path / "page.html")
    assert "it is empty" in _refused(tmp_path)
    with pytest.raises(EvidenceError, match="the folder holds no"):
        pages_at(tmp_path)
