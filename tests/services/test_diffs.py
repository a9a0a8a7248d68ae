"""Data compared, and the schemas of what may be edited: beside a validator that others wrote."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bot.services import diffs, schemas

NAMES = st.sampled_from(["amount", "note", "offer", "people"])
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-1000, 1000)
    | st.floats(-1e6, 1e6)
    | st.text("ab.\u00e9\U0001f600", max_size=4)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(NAMES, VALUES, max_size=4)


def _keywords(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(schemas.TYPES) | st.just(["string", "null"]),
            "enum": st.lists(SCALARS, min_size=1, max_size=3),
            "minimum": st.integers(-5, 5),
            "maximum": st.floats(-5, 5),
            "minLength": st.integers(0, 3),
            "maxLength": st.integers(0, 3),
            "required": st.lists(NAMES, max_size=2, unique=True),
            "properties": st.dictionaries(NAMES, inner, max_size=3),
            "items": inner,
            "additionalProperties": st.booleans() | inner,
        },
    )


SCHEMAS = st.recursive(_keywords(st.just({})), _keywords, max_leaves=4)


@given(SCHEMAS, VALUES)
def test_a_value_fits_where_the_standard_says_it_does(schema: dict[str, Any], value: Any) -> None:
    assert (schemas.faults(schema, value) == []) == Draft202012Validator(schema).is_valid(value)


@given(OBJECTS, OBJECTS)
def test_what_differs_put_into_the_old_data_makes_the_new(old: dict[str, Any], new: dict[str, Any]) -> None:
    found = diffs.differences(old, new)
    assert (found == []) == (diffs.canonical(old) == diffs.canonical(new))
    assert len({one["field"] for one in found}) == len(found)
    for one in found:
        assert diffs.canonical(one["old"]) == diffs.canonical(_at(old, one["field"]))
        assert diffs.canonical(one["new"]) == diffs.canonical(_at(new, one["field"]))
    undone = diffs.differences(new, old)
    assert [(one["field"], one["new"], one["old"]) for one in undone] == [
        (one["field"], one["old"], one["new"]) for one in found
    ]


def _at(data: Any, path: str) -> Any:
    for part in path.replace("[", ".[").split("."):
        if part.startswith("["):
            data = data[int(part[1:-1])]
        else:
            data = data.get(part) if isinstance(data, dict) else None
    return data


@given(OBJECTS, st.randoms(use_true_random=False))
def test_a_digest_knows_the_data_whatever_its_order_and_what_a_store_made_of_its_numbers(
    data: dict[str, Any], dice: Any
) -> None:
    shuffled = dict(dice.sample(list(data.items()), len(data)))
    stored = json.loads(json.dumps(shuffled), parse_float=_as_a_database_reads)
    assert diffs.digest("refund", stored) == diffs.digest("refund", data)
    assert diffs.digest("refund", data) != diffs.digest("discount", data)
    assert diffs.digest("refund", data | {"more": 1}) != diffs.digest("refund", data)


def _as_a_database_reads(text: str) -> float | int:
    number = float(text)
    return int(number) if number.is_integer() else number


@pytest.mark.parametrize(
    ("schema", "field"),
    [
        ({"type": "object", "properties": {"x": {"pattern": "(a+)+$"}}}, "s.properties.x.pattern"),
        ({"type": "object", "properties": {"x": {"$ref": "#/"}}}, "s.properties.x.$ref"),
        ({"type": "object", "properties": {"x": {"type": "money"}}}, "s.properties.x.type"),
        ({"type": "object", "properties": {"x": {"minLength": -1}}}, "s.properties.x.minLength"),
        ({"type": "object", "properties": {"x": 1}}, "s.properties.x"),
        ({"type": "object"}, "s"),
        ({"type": "string"}, "s"),
        ([], "s"),
        ({"type": "object", "properties": {str(one): {} for one in range(101)}}, "s"),
    ],
)  # fmt: skip
def test_a_schema_outside_the_subset_is_refused_where_it_leaves_it(schema: Any, field: str) -> None:
    assert [one.field for one in schemas.problems(schema, "s")] == [field]


def test_a_schema_that_goes_on_for_ever_is_not_followed() -> None:
    deep: dict[str, Any] = {}
    for _ in range(60):
        deep = {"type": "object", "properties": {"x": deep}}
    assert [one.code for one in schemas.problems(deep, "s")] == ["too_deep"]


OFFER = {
    "type": "object",
    "properties": {
        "amount": {"type": "number", "minimum": 0, "maximum": 100},
        "offer": {"type": "object", "properties": {"percent": {"type": "integer"}}},
        "people": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["amount"],
}
DATA = {"amount": 10, "shop": "tide", "offer": {"percent": 5, "code": "SEA"}, "people": ["a", "b"]}


def test_an_edit_changes_what_the_schema_names_and_nothing_beside_it() -> None:
    data, wrong = schemas.edited(OFFER, DATA, {"amount": 12.5, "offer": {"percent": 7}, "people": ["a"]})
    assert wrong == []
    assert data == {**DATA, "amount": 12.5, "offer": {"percent": 7, "code": "SEA"}, "people": ["a"]}
    assert diffs.differences(DATA, data, OFFER) == [
        {"field": "amount", "type": "number", "old": 10, "new": 12.5},
        {"field": "offer.percent", "type": "integer", "old": 5, "new": 7},
        {"field": "people", "type": "array", "old": ["a", "b"], "new": ["a"]},
    ]
    assert schemas.edited(OFFER, DATA, {**DATA, "amount": 11})[1] == []


@pytest.mark.parametrize(
    ("payload", "field", "code"),
    [
        ({"shop": "other"}, "edited_payload.shop", "unknown_field"),
        ({"new": 1}, "edited_payload.new", "unknown_field"),
        ({"offer": {"code": "X"}}, "edited_payload.offer.code", "unknown_field"),
        ({"amount": 101}, "edited_payload.amount", "out_of_range"),
        ({"amount": True}, "edited_payload.amount", "wrong_type"),
        ({"offer": []}, "edited_payload.offer", "wrong_type"),
        ({"people": ["a", 5]}, "edited_payload.people[1]", "wrong_type"),
    ],
)
def test_an_edit_of_anything_else_says_what_is_wrong(payload: Any, field: str, code: str) -> None:
    assert [(one.field, one.code) for one in schemas.edited(OFFER, DATA, payload)[1]] == [(field, code)]
