"""Write the messages of the reports for the translators, and bring the translations up to them. `--check` compares.

A message is what stands in `_()`, `mark()` and their like. `locale/<domain>.pot` holds all of a domain, and
`locale/<language>/LC_MESSAGES/<domain>.po` their translations. "reports" is what the reports say, "reasons" what
results hold in English (docs/reasons.py). A translation is kept as long as its English stays as it is; there is no
guessing.
"""

from __future__ import annotations

import ast
import importlib
import sys
from collections import Counter
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

ROOT: Final = Path(__file__).resolve().parent.parent
SOURCES: Final = ROOT / "src" / "presence_audit"
LOCALE: Final = SOURCES / "i18n" / "locale"
LANGUAGES: Final = ("nb", "nn")
_ROOMS: Final = ("cli", "compare", "i18n", "reports")
_KEYWORDS: Final = {
    "_": None, "gettext": None, "mark": None,
    "ngettext": (1, 2), "_plural": (1, 2), "pgettext": ((1, "c"), 2),
}  # fmt: skip
_HEAD: Final = """\
# {title}
#
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
_PLURAL: Final = """\
"Language: {lang}\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


def _files() -> Iterator[Path]:
    for room in _ROOMS:
        yield from sorted((SOURCES / room).rglob("*.py"))


def _places(text: str) -> Counter[str]:
    """The places of a text, each counted once; those without a name as often as they stand there."""
    named = Counter(
        f"{name}!{conversion or ''}:{spec}" for _, name, spec, conversion in Formatter().parse(text) if name is not None
    )
    return Counter({place: count if place.startswith("!") else 1 for place, count in named.items()})


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _flags(forms: tuple[str, ...]) -> set[str]:
    """Told anew, because versions of Babel guess it differently."""
    return {"python-brace-format"} if any(map(_places, forms)) else set()


def literals_in(source: bytes) -> set[str]:
    """The texts that stand in the calls themselves: of `_(TITLES["lead"])` Babel would take the key for a text."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    marked = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id in _KEYWORDS)
    return {arg.value for call in marked for arg in call.args if isinstance(arg, ast.Constant) and arg.value}


def messages_of(source: bytes, name: str, into: Catalog) -> None:
    """Add the messages of a source file to the catalog."""
    literals = literals_in(source)
    for _, text, comments, context in extract(
        "python", BytesIO(source), _KEYWORDS, ("Translators:",), {"encoding": "utf-8"}, strip_comment_tags=True
    ):
        if not literals.issuperset(_forms(text)):
            continue
        added = into.add(text, locations=[(name, 0)], auto_comments=comments, context=context)
        added.flags = _flags(_forms(added.id))


def _is_chosen(arg: ast.expr) -> bool:
    """Whether the text is put together or chosen in the call, where the extraction takes none of it."""
    pieces = [arg.body, arg.orelse] if isinstance(arg, ast.IfExp) else getattr(arg, "values", [])
    return isinstance(arg, ast.BinOp | ast.JoinedStr) or any(isinstance(one, ast.Constant) for one in pieces)


def hidden_in(source: str) -> list[int]:
    """The lines where a text is translated in a way that the extraction cannot see: inside an f-string, or chosen."""
    nodes = list(ast.walk(ast.parse(source)))
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    calls = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in _KEYWORDS]
    inside = {id(node) for one in nodes if isinstance(one, ast.JoinedStr) for node in ast.walk(one)}
    lost = [call for call in calls if id(call) in inside and any(isinstance(arg, ast.Constant) for arg in call.args)]
    lost += [call for call in calls if any(map(_is_chosen, call.args))]
    return sorted({call.lineno for call in lost})


def reports_template() -> Catalog:
    """The messages of what the reports say."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for file in _files():
        messages_of(file.read_bytes(), file.relative_to(SOURCES).as_posix(), catalog)
    return catalog


def written(catalog: Catalog, title: str, lang: str = "") -> str:
    """The file of a catalog, the same for the same messages: sorted, with file names, without lines and dates."""
    content = BytesIO()
    write_po(
        content, catalog, width=120, omit_header=True, sort_output=True, include_lineno=False, ignore_obsolete=True
    )
    head = _HEAD.format(title=title) + (_PLURAL.format(lang=lang) if lang else "")
    return f"{head}\n{content.getvalue().decode()}"


def _read(text: str) -> Catalog:
    return read_po(BytesIO(text.encode()))


def _own(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def updated(template: Catalog, translated: Catalog) -> Catalog:
    """The messages of the template, each with the translation that it had; one that is new has none."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for message in _own(template):
        had = translated.get(message.id, message.context)
        is_same = had is not None and bool(had.pluralizable) == bool(message.pluralizable)
        forms = len(_forms(message.id))
        added = catalog.add(
            message.id,
            had.string if had and is_same else ("" if forms == 1 else ("",) * forms),
            locations=message.locations,
            auto_comments=message.auto_comments,
            user_comments=had.user_comments if had else (),
            context=message.context,
        )
        added.flags = _flags(_forms(message.id)) | ({"fuzzy"} if had and had.fuzzy else set())
    return catalog


def _wrong(message: Message, had: Message | None) -> str:
    """What is wrong with the translation of a message; empty where nothing is."""
    if had is None:
        return "is missing"
    english, told = _forms(message.id), _forms(had.string or "")
    if len(told) != len(english) or not all(map(str.strip, told)):
        return "is not translated"
    if had.fuzzy:
        return "is fuzzy"
    try:
        same = all(_places(one) == _places(other) for one, other in zip(english, told, strict=True))
    except ValueError:
        same = False
    return "" if same else "has other {places} than the English"


def problems(template: Catalog, translated: Catalog) -> list[str]:
    """Every message whose translation is missing, empty, fuzzy or has other places, or that is there no longer."""
    found = []
    for message in _own(template):
        wrong = _wrong(message, translated.get(message.id, message.context))
        if wrong:
            found.append(f"{_named(message)} {wrong}")
    gone = [m for m in _own(translated) if template.get(m.id, m.context) is None]
    return found + [f"{_named(message)} is obsolete" for message in (*gone, *translated.obsolete.values())]


def _named(message: Message) -> str:
    context = f"{message.context}: " if message.context else ""
    return f'"{context}{_forms(message.id)[0]}"'


def _domains() -> dict[str, str]:
    """The text of the .pot of each domain."""
    domains = {"reports": written(reports_template(), "What the reports say. Written by docs/translations.py.")}
    sys.path.insert(0, str(ROOT / "docs"))
    domains["reasons"] = importlib.import_module("reasons").template_file()
    return domains


def _place(lang: str, domain: str) -> Path:
    return LOCALE / lang / "LC_MESSAGES" / f"{domain}.po"


def check() -> list[str]:
    """What is not current in the files of the translations."""
    found = [
        f"{file.relative_to(ROOT)}:{line}: a text is translated where the extraction cannot see it"
        for file in _files()
        for line in hidden_in(file.read_text("utf-8"))
    ]
    for domain, text in _domains().items():
        pot = LOCALE / f"{domain}.pot"
        if not pot.is_file() or pot.read_text("utf-8") != text:
            found.append(f"{pot.relative_to(ROOT)} is not current: run ./run docs")
        for lang in LANGUAGES:
            file = _place(lang, domain)
            if file.is_file():
                wrong = problems(_read(text), _read(file.read_text("utf-8")))
                found += [f"{file.relative_to(ROOT)}: {problem}" for problem in wrong]
            else:
                found.append(f"{file.relative_to(ROOT)} is missing")
    return found


def write() -> None:
    """Write the .pot of each domain, and bring the translations up to it."""
    for domain, text in _domains().items():
        (LOCALE / f"{domain}.pot").parent.mkdir(parents=True, exist_ok=True)
        (LOCALE / f"{domain}.pot").write_text(text, "utf-8")
        title = text.partition("\n")[0].removeprefix("# ")
        for lang in LANGUAGES:
            file = _place(lang, domain)
            had = _read(file.read_text("utf-8")) if file.is_file() else Catalog()
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(written(updated(_read(text), had), title, lang), "utf-8")


def main() -> int:
    """Write the files, or compare them; returns 1 when `--check` finds one that is not current."""
    if "--check" not in sys.argv[1:]:
        write()
        return 0
    found = check()
    for problem in found:
        sys.stderr.write(f"{problem}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
