"""What both JSON documents share: how text is written, and how their schemas are named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

if TYPE_CHECKING:
    from pydantic_core import core_schema

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_HIDDEN = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\U000e0000-\U000e0fff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")


class WrittenInFull(GenerateJsonSchema):
    """Every field is required, because every field is written: what is not known is null."""

    def field_is_required(
        self,
        field: core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField,
        total: bool,  # noqa: ARG002, FBT001  the signature is pydantic's
    ) -> bool:
        """Require the field unless it is left out on purpose."""
        return not field.get("serialization_exclude", False)


def _as_escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def identified(made: dict[str, Any], name: str, title: str) -> dict[str, Any]:
    """The schema with its dialect, its id (a URN, since it lives in the tool) and its title in front."""
    urn = "urn:" + name.replace("/", ":")
    return {"$schema": _DIALECT, "$id": urn, **made, "title": title}


def escaped(document: str) -> bytes:
    r"""The JSON document with what could steer a terminal or hide in it written as \uXXXX.

    The C0 controls are escaped by JSON itself. Half a surrogate pair has no form in UTF-8, and becomes U+FFFD.
    """
    whole = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", document)
    return f"{_HIDDEN.sub(_as_escape, whole)}\n".encode()
