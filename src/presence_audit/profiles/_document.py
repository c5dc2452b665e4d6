"""Bytes -> a tree of YAML nodes in which every scalar is text and everything knows its line and column.

YAML would turn NO into false, 0123 into 83, 12:30 into 750 and let a key that stands twice win silently;
here nothing is converted and nothing is lost. The tree is built from the parser's events, with a stack of
our own, so that neither deep nesting nor aliases can blow up.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from presence_audit.errors import Problem
from presence_audit.profiles._shown import shorten
from presence_audit.profiles._syntax import in_plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# libyaml is ten times faster; the pure parser reads the same.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 20
MAX_NODES = 200_000
# Nodes that aliases may stand for, all told: enough to share a list, too few for a bomb.
MAX_ALIASED = 1_000

_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ORDINARY_TAGS = {None, "!"}
_BEGIN = "`company:` and, indented under it, `name:`"


@dataclass(slots=True)
class Node:
    """A piece of the file, with the line and column (1-based) where it begins.

    `value` is text, None (nothing written), a list of nodes, or a mapping; `keys` are the positions of a
    mapping's keys; `size` counts the nodes in it, as if aliases were written out.
    """

    line: int
    column: int
    value: str | list[Node] | dict[str, Node] | None = None
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    size: int = 1

    def plain(self) -> Any:
        """The same without positions."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def get(self, *path: int | str) -> Node | None:
        """What stands at a path, or None."""
        node: Node | None = self
        for step in path:
            if node is None:
                return None
            if isinstance(node.value, dict) and isinstance(step, str):
                node = node.value.get(step)
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            else:
                return None
        return node

    def position(self, path: Sequence[int | str], *, of_key: bool = False) -> tuple[int, int]:
        """Line and column of the value at a path, or of its key.

        Where the path leads out of the tree (a key that is missing, a short form): of the nearest thing around it.
        """
        node, place = self, (self.line, self.column)
        for depth, step in enumerate(path):
            child = node.get(step)
            if child is None:
                break
            named = node.keys.get(step) if isinstance(step, str) else None
            is_last = depth == len(path) - 1
            wants_key = of_key if is_last else isinstance(child.value, dict)
            node = child
            place = named if named and (wants_key or child.value is None) else (child.line, child.column)
        return place


class NotADocumentError(Exception):
    """The bytes hold no tree; what is wrong stops all further reading."""

    def __init__(self, line: int, column: int, message: str) -> None:
        self.problem = Problem(line, column, message)
        super().__init__(message)


def decode(body: bytes) -> str:
    """The text of the file. Raises NotADocumentError for what is not UTF-8 text."""
    if len(body) > MAX_BYTES:
        raise NotADocumentError(1, 1, "the file is larger than 5 MiB, which no profiles file is; name another file")
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise NotADocumentError(1, 1, "the file is saved as UTF-16; save it as UTF-8")
    body = body.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = body[: error.start].decode("utf-8", "replace")
        message = f"the byte 0x{body[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise NotADocumentError(*_place(before), "this is a binary file" if b"\0" in body else message) from error
    found = _NOT_YAML.search(text)
    if found:
        message = f"the control character U+{ord(found.group()):04X} may not stand here; delete it"
        before = text[: found.start()]
        raise NotADocumentError(*_place(before), "this is a binary file" if "\0" in text else message)
    return text


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


class _Tree:
    """Builds the tree, event by event."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.open: list[tuple[Node, str | None]] = []
        self.key: tuple[str, int, int] | None = None
        self.anchors: dict[str, Node] = {}
        self.nodes = 0
        self.aliased = 0

    def add(self, node: Node, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise NotADocumentError(node.line, node.column, "the file holds more than 200,000 values; split it")
        if not self.open:
            self.root = node
            return
        parent = self.open[-1][0]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif self.key is None:
            self._begin_pair(node, event)
            return
        elif isinstance(parent.value, dict):
            self._end_pair(parent, parent.value, node)

    def _begin_pair(self, node: Node, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self.key = (node.value if isinstance(node.value, str) else "", node.line, node.column)
            return
        raise NotADocumentError(
            node.line, node.column, "a key must be plain text; put quotes around it if it begins with [, { or *"
        )

    def _end_pair(self, parent: Node, pairs: dict[str, Node], node: Node) -> None:
        assert self.key is not None
        key, line, column = self.key
        self.key = None
        if key in pairs:
            first_line, first_column = parent.keys[key]
            message = f"the key `{shorten(key)}` stands here a second time; the first is at {first_line}:{first_column}"
            self.problems.append(Problem(line, column, message))
            return
        pairs[key] = node
        parent.keys[key] = (line, column)

    def begin(self, node: Node, event: Any) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise NotADocumentError(node.line, node.column, "this is nested too deeply for a profiles file")
        self.add(node, event)
        self.open.append((node, event.anchor))

    def end(self) -> None:
        node, anchor = self.open.pop()
        children = node.value if isinstance(node.value, list) else list((node.value or {}).values())  # type: ignore[union-attr]
        node.size = 1 + sum(child.size for child in children)
        if anchor:
            self.anchors[anchor] = node

    def alias(self, event: Any, line: int, column: int) -> None:
        target = self.anchors.get(event.anchor)
        name = shorten(event.anchor)
        if target is None:
            raise NotADocumentError(line, column, f"*{name} refers to nothing; if it is text, quote it: '*{name}'")
        self.aliased += target.size
        if self.aliased > MAX_ALIASED:
            raise NotADocumentError(line, column, "too much is repeated through aliases (*name); write it out")
        self.add(Node(line, column, target.value, target.keys, target.size), event)


def _events(text: str) -> Iterator[Any]:
    loader = LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _build(text: str) -> _Tree:
    tree = _Tree()
    documents = 0
    for event in _events(text):
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise NotADocumentError(line, column, "a second document begins here (---); a profiles file holds one")
        elif isinstance(event, yaml.AliasEvent):
            tree.alias(event, line, column)
        elif isinstance(event, yaml.NodeEvent):
            if event.tag not in _ORDINARY_TAGS:  # type: ignore[attr-defined]
                message = f"the tag {shorten(event.tag)} is not allowed; if it is text, put quotes around it"  # type: ignore[attr-defined]
                raise NotADocumentError(line, column, message)
            _take(tree, event, line, column)
        elif isinstance(event, yaml.CollectionEndEvent):
            tree.end()
    return tree


def _take(tree: _Tree, event: Any, line: int, column: int) -> None:
    if isinstance(event, yaml.MappingStartEvent):
        tree.begin(Node(line, column, {}), event)
    elif isinstance(event, yaml.SequenceStartEvent):
        tree.begin(Node(line, column, []), event)
    else:
        nothing = event.value == "" and not event.style
        node = Node(line, column, None if nothing else event.value)
        if event.anchor:
            tree.anchors[event.anchor] = node
        tree.add(node, event)


def read_document(body: bytes, begin: str = _BEGIN) -> tuple[Node, list[Problem]]:
    """The tree of a profiles file (or of another one, which begins with other keys), and the keys in it twice.

    Raises NotADocumentError at the first thing after which the rest cannot be read.
    """
    text = decode(body)
    try:
        tree = _build(text)
    except yaml.MarkedYAMLError as error:
        raise NotADocumentError(*in_plain_words(error, text)) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the pure parser lets chr() refuse an escape
        raise NotADocumentError(1, 1, f"this is not YAML: {shorten(str(error))}") from error
    if tree.root is None or tree.root.value is None:
        raise NotADocumentError(1, 1, f"the file is empty; begin with {begin}")
    if not isinstance(tree.root.value, dict):
        what = "a list" if isinstance(tree.root.value, list) else "text"
        message = f"the file must begin with {begin.partition(' and')[0]}, but it holds {what}"
        raise NotADocumentError(tree.root.line, tree.root.column, message)
    return tree.root, tree.problems
