"""`company.industry` is one of those that the method knows, and an editor is told which."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from presence_audit.errors import ProfilesError
from presence_audit.profiles import load_profiles, schema
from presence_audit.scoring import anchors


def _written(folder: Path, industry: str) -> Path:
    path = folder / "profiles.yaml"
    path.write_text(f"company:\n  name: Nordlys\n  industry: {industry}\n", "utf-8")
    return path


@pytest.mark.parametrize("industry", sorted(anchors().industries.rates))
def test_every_industry_of_the_method_can_be_written(tmp_path: Path, industry: str) -> None:
    assert load_profiles(_written(tmp_path, industry)).company.industry == industry
    jsonschema.validate({"company": {"name": "N", "industry": industry}}, schema(), jsonschema.Draft7Validator)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Food & Beverage", "food-and-beverage"), ("HIGHER EDUCATION", "higher-education"), ("nonprofit", "nonprofits")],
)
def test_another_spelling_is_met_with_the_right_one(tmp_path: Path, written: str, meant: str) -> None:
    with pytest.raises(ProfilesError) as caught:
        load_profiles(_written(tmp_path, f"'{written}'"))

    [problem] = caught.value.problems
    assert (problem.line, problem.column) == (3, 13)
    assert f"did you mean `{meant}`?" in problem.message


def test_what_resembles_nothing_is_met_with_the_list(tmp_path: Path) -> None:
    with pytest.raises(ProfilesError) as caught:
        load_profiles(_written(tmp_path, "shipbuilding"))

    assert "known here: alcohol, fashion, financial-services" in caught.value.problems[0].message


def test_an_editor_refuses_what_the_reader_refuses() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"company": {"name": "N", "industry": "shipbuilding"}}, schema())
