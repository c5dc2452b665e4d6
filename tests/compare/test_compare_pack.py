"""A peer pack holds medians and quartiles of enough companies, fits its schema, and names nobody."""

from __future__ import annotations

import json
from datetime import date

import pytest
from compare.test_compare_benchmark import _several
from jsonschema import Draft202012Validator

from presence_audit.compare import pack_of, pack_schema
from presence_audit.errors import UsageError

MADE_ON = date(2026, 11, 23)


def test_a_pack_fits_its_schema_and_names_no_company_and_nobody() -> None:
    pack = pack_of(_several(), name="Energy", made_on=MADE_ON, least=5)
    raw = pack.model_dump_json(by_alias=True)

    assert not list(Draft202012Validator(pack_schema()).iter_errors(json.loads(raw)))
    assert "firma" not in raw
    assert "Nordmann" not in raw
    assert (pack.n, pack.minimum_n, pack.window_days) == (6, 5, 182)


def test_no_number_of_a_pack_rests_on_fewer_companies_than_its_minimum() -> None:
    pack = pack_of(_several(), name="Energy", made_on=MADE_ON, least=5)
    lines = (pack.score, *pack.pillars, *pack.metrics)

    assert all((line.median is None) == (line.known < 5) for line in lines)
    assert all((line.half is None) == (line.known < 5) for line in lines)
    assert {line.median is None for line in lines} == {True, False}


@pytest.mark.parametrize(("companies", "least", "needed"), [(4, 5, 5), (2, 3, 3), (2, 1, 3)])
def test_a_pack_of_too_few_companies_is_refused(companies: int, least: int, needed: int) -> None:
    with pytest.raises(UsageError, match=f"it takes {needed}"):
        pack_of(_several(companies), name="Energy", made_on=MADE_ON, least=least)
