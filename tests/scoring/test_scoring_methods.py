"""A change of the anchors is a new version of the method, and nobody forgets to say so."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from presence_audit.scoring import anchors
from presence_audit.scoring.anchors import content_of, text_of
from presence_audit.scoring.methods import digest_of, methods, version_of

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "method.py"
FORGOTTEN = """anchors.yaml has changed, and method {version} stands for other anchors.
Give it a new `method:`, say in CHANGELOG.md what changed, and run `./run method`.
If method {version} was never released, run `./run method --replace {version}`."""


def test_the_anchors_are_those_of_their_version() -> None:
    version = anchors().method

    assert methods().get(version) == digest_of(text_of()), FORGOTTEN.format(version=version)


def test_the_anchors_carry_the_newest_version() -> None:
    assert anchors().method == version_of(text_of()) == list(methods())[-1]


def test_comments_and_layout_leave_the_digest_and_every_value_changes_it() -> None:
    text = text_of()
    written_anew = yaml.safe_dump(content_of(text), allow_unicode=True)

    assert digest_of(f"# a remark\n{text}") == digest_of(text) == digest_of(written_anew)
    assert digest_of(text.replace("chief: 0.45", "chief: 0.46")) != digest_of(text)
    assert digest_of(text.replace("tag: A", "tag: B", 1)) != digest_of(text)


def _pin(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    code = (
        f"import sys; sys.path.insert(0, {str(SCRIPT.parent)!r}); import method; from pathlib import Path; "
        f"print(method.pin(Path({str(folder)!r}), sys.argv[1] if sys.argv[1:] else None))"
    )
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=False)


def test_a_new_version_is_written_beside_the_old_ones(tmp_path: Path) -> None:
    (tmp_path / "anchors.yaml").write_text('method: "1"\nvalue: 3\n', "utf-8")
    assert _pin(tmp_path).returncode == 0
    first = json.loads((tmp_path / "methods.json").read_text("utf-8"))
    (tmp_path / "anchors.yaml").write_text('method: "2"\nvalue: 4\n', "utf-8")
    assert "written down as method 2" in _pin(tmp_path).stdout

    both = json.loads((tmp_path / "methods.json").read_text("utf-8"))
    assert list(both) == ["1", "2"]
    assert both["1"] == first["1"] != both["2"]


@pytest.mark.parametrize(("args", "is_written"), [((), False), (("2",), False), (("1",), True)])
def test_a_version_is_written_again_only_by_name(tmp_path: Path, args: tuple[str, ...], is_written: bool) -> None:
    (tmp_path / "anchors.yaml").write_text('method: "1"\nvalue: 3\n', "utf-8")
    _pin(tmp_path)
    before = (tmp_path / "methods.json").read_text("utf-8")
    (tmp_path / "anchors.yaml").write_text('method: "1"\nvalue: 4\n', "utf-8")
    done = _pin(tmp_path, *args)

    assert (done.returncode == 0) == is_written
    assert ((tmp_path / "methods.json").read_text("utf-8") != before) == is_written
    assert is_written or "Give it a new `method:`" in done.stderr
