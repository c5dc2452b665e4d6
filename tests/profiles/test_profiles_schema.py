"""The schema that editors get says the same as the reader does."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from presence_audit.platforms import platforms
from presence_audit.profiles import schema

SMALL: dict[str, Any] = {
    "company": {"name": "Nordlys Energi"},
    "channels": ["https://x.com/nordlys", {"platform": "instagram", "absent": True}],
    "leaders": [{"name": "Kari Nordmann", "channels": [{"url": "https://x.com/kari", "target": "3/week"}]}],
    "settings": {"window_days": 182},
    "ignore": [{"finding": "dormant", "reason": "planned", "until": "2026-12-31"}],
}


def _subschemas(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [found for item in value for found in _subschemas(item)]
    if isinstance(value, dict):
        return [value, *(found for item in value.values() for found in _subschemas(item))]
    return []


def test_the_schema_is_draft_07_and_has_a_name() -> None:
    made = schema()
    jsonschema.Draft7Validator.check_schema(made)
    assert made["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert made["$id"]
    assert made["title"]
    assert made["description"]


def test_nothing_of_a_later_draft_is_in_it() -> None:
    keywords = {key for part in _subschemas(schema()) for key in part}
    assert not keywords & {"$defs", "prefixItems", "unevaluatedProperties", "dependentRequired"}
    assert all(len(part) == 1 for part in _subschemas(schema()) if "$ref" in part)


def test_every_key_is_described() -> None:
    made = schema()
    for part in [made, *made["definitions"].values()]:
        for name, key in {**part.get("properties", {})}.items():
            assert key.get("description") or "$ref" in key, name


def test_a_file_that_the_reader_takes_is_valid() -> None:
    jsonschema.validate(SMALL, schema(), jsonschema.Draft7Validator)
    jsonschema.validate({"company": {"name": "N", "website": None}, "channels": []}, schema())


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"company": {"name": ""}},
        {"company": {"name": "N", "kind": "b2x"}},
        {"company": {"name": "N"}, "chanels": []},
        {"company": {"name": "N"}, "channels": [{"url": "https://x.com/n", "permision": "x"}]},
        {"company": {"name": "N"}, "channels": [{"platform": "instagrm", "absent": True}]},
        {"company": {"name": "N"}, "channels": [{"url": "https://x.com/n", "target": "3/wek"}]},
        {"company": {"name": "N"}, "leaders": [{"name": "K", "id": "The Boss"}]},
        {"company": {"name": "N"}, "leaders": [{"role": "CEO"}]},
        {"company": {"name": "N"}, "settings": {"window_days": 14}},
        {"company": {"name": "N"}, "ignore": [{"finding": "dormnt", "reason": "planned", "until": "2026-12-31"}]},
        {"company": {"name": "N"}, "ignore": [{"finding": "dormant", "reason": "later", "until": "2026-12-31"}]},
        {"company": {"name": "N"}, "ignore": [{"finding": "dormant", "reason": "planned"}]},
        {"company": {"name": "N"}, "settings": {"fail_under": 101}},
        {"company": {"name": "N"}, "settings": {"min_coverage": 70}},
    ],
)
def test_what_the_reader_refuses_is_marked_by_the_editor(wrong: dict[str, Any]) -> None:
    assert not jsonschema.Draft7Validator(schema()).is_valid(wrong)


def test_an_editor_can_complete_the_platforms() -> None:
    channel = schema()["definitions"]["ChannelKeys"]["anyOf"][1]["properties"]["platform"]
    assert channel["anyOf"][0]["enum"] == list(platforms())


def test_the_schema_is_the_same_each_time() -> None:
    assert schema() == schema()
