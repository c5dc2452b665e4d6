"""One consultant, many clients: each report is in its own client's dress alone, made in one process or in one run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from branded import HAVBRUS, NORDLYS, Client, unpacked
from reports.test_reports_brand import traces

from presence_audit.cli._app import run
from presence_audit.cli._edition import Dress, edition_for
from presence_audit.cli._results import read_result
from presence_audit.profiles import load_profiles

AS_OF = ("--as-of", "2026-11-20", "--offline")
SUFFIXES = (".txt", ".md", ".html", ".xlsx", ".pptx", ".pdf", ".json", ".csv", ".xml")
BARE = {".json", ".csv", ".xml"}


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture
def clients(tmp_path: Path) -> dict[Client, Path]:
    return {client: client.write(tmp_path / client.family.split()[0].lower()) for client in (NORDLYS, HAVBRUS)}


def _traces(client: Client, path: Path) -> list[bytes]:
    brand = load_profiles(path).brand
    assert brand is not None
    return [*traces(client, brand), client.name.encode(), str(path.parent).encode()]


def test_scans_one_after_another_hold_nothing_of_each_other(clients: dict[Client, Path], tmp_path: Path) -> None:
    made = {}
    for client, path in clients.items():
        files = [tmp_path / f"{client.mark}{suffix}" for suffix in SUFFIXES]
        assert run(["scan", str(path), *AS_OF, "-q", *(part for file in files for part in ("-o", str(file)))]) == 0
        made[client] = files
    for client, other in ((NORDLYS, HAVBRUS), (HAVBRUS, NORDLYS)):
        foreign = _traces(other, clients[other])
        for file in made[client]:
            body = unpacked(file.read_bytes())
            assert [trace for trace in foreign if trace in body] == [], file.name
            assert (client.line.encode() in body) == (file.suffix not in BARE)
            assert str(tmp_path).encode() not in body


@pytest.mark.parametrize("format_", ["terminal", "markdown"])
def test_two_clients_in_one_scan_keep_their_lines_to_themselves(
    clients: dict[Client, Path], capsysbinary: pytest.CaptureFixture[bytes], format_: str
) -> None:
    run(["scan", *map(str, clients.values()), *AS_OF, "-q", "-f", format_])
    told = capsysbinary.readouterr().out
    # A report begins with its own line in one format, and with the company's name in the other.
    second = HAVBRUS.line.encode() if format_ == "terminal" else HAVBRUS.name.encode()
    at = told.index(second)

    for client, path, own, other in (
        (NORDLYS, clients[NORDLYS], told[:at], told[at:]),
        (HAVBRUS, clients[HAVBRUS], told[at:], told[:at]),
    ):
        assert own.count(client.line.encode()) == 2
        assert [trace for trace in _traces(client, path) if trace in other] == []


def test_a_saved_result_is_dressed_by_the_profiles_file_of_its_own_company(
    clients: dict[Client, Path], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    result, made, bare = (tmp_path / name for name in ("r.json", "r.html", "bare.html"))
    run(["scan", str(clients[NORDLYS]), *AS_OF, "-q", "-o", str(result), "-o", str(tmp_path / "s.html")])

    assert run(["report", str(result), "-o", str(bare)]) == 0
    assert run(["report", str(result), "--profiles", str(clients[NORDLYS]), "-o", str(made)]) == 0
    assert made.read_bytes() == (tmp_path / "s.html").read_bytes()
    assert NORDLYS.line.encode() not in bare.read_bytes()

    capsysbinary.readouterr()
    assert run(["report", str(result), "--profiles", str(clients[HAVBRUS]), "-o", str(tmp_path / "no.html")]) == 2
    said = capsysbinary.readouterr().err.decode()
    assert f"this file is of {HAVBRUS.name}, and the result is of {NORDLYS.name}" in said
    assert not (tmp_path / "no.html").exists()


def test_no_report_is_written_over_a_file_of_the_brand(
    clients: dict[Client, Path], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    result, path = tmp_path / "r.json", clients[NORDLYS]
    logo = path.parent / "brand" / "logo.svg"
    before = logo.read_bytes()
    run(["scan", str(path), *AS_OF, "-q", "-o", str(result)])

    for taken in (logo, path):
        assert run(["report", str(result), "--profiles", str(path), "-f", "html", "-o", str(taken)]) == 2
    assert run(["scan", str(path), *AS_OF, "-q", "-f", "html", "-o", str(logo)]) == 2
    assert "a file of the brand" in capsysbinary.readouterr().err.decode()
    assert logo.read_bytes() == before


def test_check_and_scan_tell_of_colours_that_cannot_be_read(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "profiles.yaml"
    path.write_text("company: {name: Nordlys Energi}\nbrand: {colours: {accent: 'ffcc00'}}\n", "utf-8")

    assert run(["check", str(path)]) == 0
    assert "has a contrast of 1.3:1 on the light theme" in capsysbinary.readouterr().err.decode()
    run(["scan", str(path), *AS_OF])
    assert "#896e00" in capsysbinary.readouterr().err.decode()
    run(["scan", str(path), *AS_OF, "-q"])
    assert "contrast" not in capsysbinary.readouterr().err.decode()


def test_the_language_of_the_profiles_file_counts_where_no_other_is_asked_for(tmp_path: Path) -> None:
    path, result = NORDLYS.write(tmp_path / "nordlys", "settings: {lang: nb}\n"), tmp_path / "r.json"
    run(["scan", str(path), *AS_OF, "-q", "-f", "json", "-o", str(result), "--lang", "en"])
    told = json.loads(result.read_bytes())
    assert told["company"]["name"] == NORDLYS.name

    saved = read_result(result)
    assert edition_for(saved, Dress(path), ()).lang == "nb"
    assert edition_for(saved, Dress(path, lang="en"), ()).lang == "en"
    assert edition_for(saved, Dress(), ()).lang == "en"
