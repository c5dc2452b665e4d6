"""Tables whose columns are known by their headings: recognised by the first row, read as rows of named cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.exports._tables import cell, columns, csv_rows, first_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from presence_audit.exports._files import Files


def headings_of(files: Files, name: str, aliases: Mapping[str, Sequence[str]]) -> set[str]:
    """Which of our columns the first row of a CSV names; none where it is no CSV."""
    if not name.casefold().endswith((".csv", ".tsv", ".txt")):
        return set()
    return set(columns((first_rows(files, name, 1) or [[]])[0], aliases))


def tables_with(files: Files, aliases: Mapping[str, Sequence[str]], wanted: set[str]) -> tuple[str, ...]:
    """The names of the CSV files whose first row names all of the `wanted` columns."""
    return tuple(name for name in files.names if wanted <= headings_of(files, name, aliases))


def named_rows(
    files: Files, name: str, aliases: Mapping[str, Sequence[str]], wanted: set[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV with their line numbers, each cell by our name for its column; what is missing is empty.

    Raises EvidenceError where the first row does not name all of the `wanted` columns.
    """
    places: dict[str, int] | None = None
    for line, row in csv_rows(files, name):
        if places is None:
            places = columns(row, aliases)
            if missing := sorted(wanted - set(places)):
                step = "Export it again with the account's language set to English (US)."
                raise files.unusable(f"its column for {missing[0]} is missing ({aliases[missing[0]][0]})", step, name)
            continue
        yield line, {ours: cell(row, places.get(ours)) for ours in aliases}
