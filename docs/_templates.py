"""From the strings of a Python source to templates with named places: f"{len(posts)} of {n}" -> "{posts} of {n}"."""

from __future__ import annotations

import ast
import re
from itertools import product
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# A piece of a template: text, or the expression that is put in.
Piece = str | ast.expr
_POSITIONAL: Final = re.compile(r"\{(?::[^{}]*)?\}")
# What comes before or after with a space is sentences of its own, which are told by their own templates.
_LEADING: Final = re.compile(r"^(?:\{\w+\} )+(?=[A-Z])")
_TRAILING: Final = re.compile(r"(?<=[a-z)}][.!?])(?: ?\{\w+\})+$")


def constants_of(tree: ast.Module) -> dict[str, str]:
    """The strings and numbers that a module gives a name to."""
    found: dict[str, str] = {}
    for node in tree.body:
        target = (
            node.target
            if isinstance(node, ast.AnnAssign)
            else node.targets[0]
            if isinstance(node, ast.Assign)
            else None
        )
        if isinstance(target, ast.Name) and isinstance(node, (ast.Assign, ast.AnnAssign)):
            value = node.value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                found[target.id] = value.value
    return found


def is_counted(node: ast.expr) -> bool:
    """The expression is a number with its noun: counted(len(posts), "post")."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "counted"


def _noun(call: ast.Call) -> str | None:
    noun = call.args[1]
    return noun.value if isinstance(noun, ast.Constant) and isinstance(noun.value, str) else None


def nouns_of(node: ast.expr) -> tuple[str, ...]:
    """The two templates of a counted noun: one, and any other number."""
    noun = _noun(node) if isinstance(node, ast.Call) and is_counted(node) else None
    return (f"{{number}} {noun}", f"{{number}} {noun}s") if noun else ()


# What these functions answer with is called otherwise than what they are given.
_ANSWERS: Final = {
    "day_of": "day",
    "_name": "band",
    "names": "channels",
    "category_name": "category",
    "host_of": "host",
    "_at": "path",
}


def _name(node: ast.expr) -> str:
    """What a place is called after: the variable or attribute whose value is put in."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(attr=name):
            return name
        case ast.Call() if is_counted(node) and _noun(node):
            return f"{_noun(node)}s"
        case ast.Call(func=ast.Name(id=function)) if function in _ANSWERS:
            return _ANSWERS[function]
        case ast.Call(func=ast.Attribute(value=ast.Name(id="self"), attr=function)):
            return _ANSWERS.get(function, function)
        case ast.Call(func=ast.Attribute(value=ast.Name() | ast.Attribute() | ast.Subscript() as owner)):
            return _name(owner)
        case ast.Call(args=[first, *_]):
            return _name(first)
        case ast.Call(func=function):
            return _name(function)
        case ast.GeneratorExp(elt=element):
            return f"{_name(element)}s"
        case ast.Subscript(value=value) | ast.Starred(value=value):
            return _name(value)
        case ast.BinOp(left=left):
            return _name(left)
        case ast.FormattedValue(value=value):
            return _name(value)
    inner = next((n for n in ast.walk(node) if isinstance(n, (ast.Name, ast.Attribute)) and n is not node), None)
    return _name(inner) if inner is not None else "value"


def _pieces(node: ast.expr, constants: Mapping[str, str]) -> Iterator[tuple[Piece, ...]]:
    """The ways in which a string can be put together: one for each answer of its conditions."""
    match node:
        case ast.Constant(value=str(text)):
            yield (text,)
        case ast.JoinedStr(values=values):
            for chosen in product(*(list(_pieces(value, constants)) for value in values)):
                yield tuple(piece for part in chosen for piece in part)
        case ast.FormattedValue(value=ast.IfExp(body=body, orelse=other)) | ast.IfExp(body=body, orelse=other):
            yield from _pieces(body, constants)
            yield from _pieces(other, constants)
        case ast.FormattedValue(value=ast.BoolOp(op=ast.Or(), values=values)):
            for value in values:
                yield from _pieces(value, constants)
        case ast.FormattedValue(value=ast.Constant() | ast.JoinedStr() as inner):
            yield from _pieces(inner, constants)
        case ast.FormattedValue(value=ast.Name(id=name)) if name in constants and not constants[name].endswith("."):
            yield (constants[name],)
        case ast.FormattedValue(value=value):
            yield (value,)
        case _:
            yield (node,)


def _filled(pieces: tuple[Piece, ...]) -> str:
    """The template; two places of one name are numbered where they hold different things."""
    names: dict[str, str] = {}
    text = ""
    for piece in pieces:
        if isinstance(piece, str):
            text += piece
            continue
        said = ast.unparse(piece)
        if said not in names:
            base = re.sub(r"\W+", "_", _name(piece)).strip("_").lower() or "value"
            taken, name, number = set(names.values()), base, 2
            while name in taken:
                name, number = f"{base}{number}", number + 1
            names[said] = name
        text += f"{{{names[said]}}}"
    return text


def templates_of(node: ast.expr, constants: Mapping[str, str]) -> list[str]:
    """The templates of a string or f-string, without the whole sentences that are put before or after it."""
    found = []
    for pieces in _pieces(node, constants):
        text = _POSITIONAL.sub("{value}", _filled(pieces)) if len(pieces) == 1 else _filled(pieces)
        found.append(_TRAILING.sub("", _LEADING.sub("", text)).strip())
    return found
