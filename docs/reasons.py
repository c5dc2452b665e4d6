"""What results hold in English, as templates for the translators; docs/translations.py writes and checks the file."""

from __future__ import annotations

import ast
import re
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

sys.path.insert(0, str(Path(__file__).parent))

from _reasons_where import ARGUMENTS, CALLS, FOREIGN, FOREIGN_MARK, NAMES, OF_FILES, ROOMS, SAYS, closed_lists
from _templates import constants_of, is_counted, nouns_of, templates_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES: Final = Path(__file__).parent.parent / "src" / "presence_audit"
_HEAD: Final = """\
# What results hold in English: reasons, next steps and the facts that cap a grade. Written by docs/reasons.py.
#
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
_PLACE: Final = re.compile(r"\{\w+\}|`[^`]*`")
_NAMED: Final = re.compile(r"\{\w+\}")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_FOREIGN: Final = re.compile(r"https?://|\\[a-z]|^[&?/]|<\w|%[a-zA-Z]")


def _files() -> Iterator[Path]:
    for room, left_out in ROOMS.items():
        place = SOURCES / room
        for file in [place] if place.is_file() else sorted(place.glob("*.py")):
            if file.stem not in left_out:
                yield file


def _called(node: ast.AST) -> str:
    match node:
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            return name
    return ""


def _strings(node: ast.AST, left_out: frozenset[str] = NAMES, *, said: bool = True) -> Iterator[ast.expr]:
    """The strings below a node that can be said in a report, the outermost of each."""
    match node:
        case ast.JoinedStr() | ast.Constant(value=str()):
            if said:
                yield node
            for inner in ast.iter_child_nodes(node):
                if isinstance(inner, ast.FormattedValue) and said:
                    yield from _strings(inner.value, left_out)
            return
        case ast.Expr(value=ast.Constant()) | ast.Compare() | ast.arguments():
            return
        case ast.Call() if is_counted(node):
            return
        case ast.Subscript(value=value, ctx=ast.Load()):
            yield from _strings(value, left_out, said=said)
            return
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)) if name in left_out:
            return
        case ast.keyword(arg=name) if name in ARGUMENTS:
            return
        case ast.keyword(arg="reason" | "next_step"):
            said = True
        case ast.Call():
            said = _called(node) in SAYS or (said and _called(node) not in CALLS)
    for child in ast.iter_child_nodes(node):
        yield from _strings(child, left_out, said=said)


def _is_prose(template: str) -> bool:
    bare = _PLACE.sub(" ", template)
    if template in FOREIGN or FOREIGN_MARK in template:
        return False
    return bool(_WORD.search(bare)) and " " in template and not _FOREIGN.search(bare)


def _of_file(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text("utf-8"))
    constants = constants_of(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from nouns_of(node)
    left_out = NAMES | OF_FILES if file.parent.name == "exports" else NAMES
    for node in _strings(tree, left_out):
        yield from filter(_is_prose, templates_of(node, constants))


def _skeleton(template: str) -> str:
    """What is left when the places have no names: two templates alike in it are one message."""
    return _NAMED.sub("{}", template)


def messages() -> dict[str, list[str]]:
    """Every template, with the files that it stands in; sorted. Of two that differ in names only the first stays."""
    found: dict[str, dict[str, set[str]]] = {}
    for file in _files():
        place = file.relative_to(SOURCES).as_posix()
        for template in _of_file(file):
            found.setdefault(_skeleton(template), {}).setdefault(template, set()).add(place)
    for template, place in closed_lists().items():
        found.setdefault(_skeleton(template), {}).setdefault(template, set()).add(place)
    told = {min(same): sorted(set().union(*same.values())) for same in found.values()}
    return dict(sorted(told.items()))


def template_file() -> str:
    """The .pot of all messages, the same for the same sources: with files, without line numbers and dates."""
    catalog = Catalog(project="presence-audit", charset="utf-8", fuzzy=False)
    for template, places in messages().items():
        added = catalog.add(template, locations=[(place, None) for place in places])
        added.flags = {"python-brace-format"} if _NAMED.search(template) else set()  # versions of Babel guess otherwise
    written = BytesIO()
    write_po(written, catalog, width=120, omit_header=True, sort_output=True, include_lineno=False)
    return _HEAD + written.getvalue().decode()
