"""Templates: what they take, what they refuse, and that what is filled in stays text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.markdown import plain
from bot.contracts.templates import LONGEST_RENDERED, MOST_FAULTS, Variable, check, render
from config.errors import InvalidInput


def declared(**types: Any) -> list[Variable]:
    """``name="text"``, or ``name=("text", {"is_required": True})``."""
    made = []
    for name, told in types.items():
        kind, more = told if isinstance(told, tuple) else (told, {})
        made.append(Variable(name=name, type=kind, **more))
    return made


def refused(text: str, variables: list[Variable], values: dict[str, Any] | None = None) -> list[Any]:
    with pytest.raises(InvalidInput) as error:
        render(text, variables, values or {})
    assert error.value.code == error.value.details[0].code
    return [(one.field, one.code) for one in error.value.details]


ORDER = declared(
    name="text", total="number", day="date", customer="json_object", sign=("text", {"default_value": "Ada"})
)


@pytest.mark.parametrize(
    ("text", "values", "rendered"),
    [
        ("Hello {{ name }}!", {"name": "Bo"}, "Hello Bo!"),
        ("{{name}}{{  name\n}}", {"name": "Bo"}, "BoBo"),
        ("{{ total }} and {{ total }}", {"total": 19.5}, "19.5 and 19.5"),
        ("{{ total }}", {"total": 7}, "7"),
        ("{{ day }}", {"day": "2026-03-31"}, "2026-03-31"),
        ("{{ customer.address.city }}", {"customer": {"address": {"city": "São Paulo"}}}, "São Paulo"),
        ("{{ customer.is_new }}", {"customer": {"is_new": True}}, "true"),
        ("{{ customer.tags }}", {"customer": {"tags": ["a", "é"]}}, '["a", "é"]'),
        ("{{ customer }}", {"customer": {"a": 1}}, '{"a": 1}'),
        ("{{ sign }} {{ name }}.", {}, "Ada ."),
        ("{{ sign }}", {"sign": None}, "Ada"),
        ("{{ sign }}", {"sign": ""}, ""),
        ("{{ customer.name }}", {}, ""),
        ("{ name } }} {", {}, "{ name } }} {"),
        ("", {}, ""),
    ],
)
def test_places_are_filled_in(text: str, values: dict[str, Any], rendered: str) -> None:
    assert render(text, ORDER, values) == rendered


@pytest.mark.parametrize(
    "text",
    [
        "{{", "{{ }}", "{{ name", "{{ name }", "{{ 1 + 1 }}", "{{7*7}}", "{{ name | upper }}", "{{ name() }}",
        "{{ name['x'] }}", "{{ name. }}", "{{ .name }}", "{{ na me }}", "{{{ name }}}", "{{ {{ name }} }}",
        "{{# name }}", "{{ name }} {{", "{{ " + "x." * 20 + "x }}", "{{ " + "x" * 100 + " }}", "{{ nämе }}",
    ],
)  # fmt: skip
def test_what_is_no_path_is_refused(text: str) -> None:
    assert refused(text, ORDER)[0] == ("prompt_text", "template_invalid")


def test_the_line_of_a_mistake_is_told() -> None:
    with pytest.raises(InvalidInput, match=r"^On line 3 '{{ a b }} and' is not {{ path\.to\.value }}\.$"):
        check("one\n{{ name }}\n{{ a b }} and", ORDER)


def test_all_that_is_wrong_with_a_template_is_told_at_once() -> None:
    variables = declared(
        name="text", total=("number", {"default_value": "7"}), day=("date", {"default_value": "soon"})
    )
    assert refused("{{ who }} {{ who }} {{ name.first }} {{ x", [*variables, *declared(name="number")]) == [
        ("variables_schema_json_array[1].default_value", "template_default"),
        ("variables_schema_json_array[2].default_value", "template_default"),
        ("variables_schema_json_array[3].name", "template_invalid"),
        ("prompt_text", "template_undeclared"),
        ("prompt_text", "template_invalid"),
        ("prompt_text", "template_invalid"),
    ]
    assert len(refused("{{" * 20_000, [])) == MOST_FAULTS


def test_all_that_is_wrong_with_the_values_is_told_at_once() -> None:
    needed = {"is_required": True}
    variables = declared(name=("text", needed), total=("number", needed), day="date", city="text")
    assert refused("x", variables, {"total": "7", "day": "2026-02-30", "colour": "red", "city": 5}) == [
        ("variables.colour", "template_unknown"),
        ("variables.name", "template_missing"),
        ("variables.total", "template_type"),
        ("variables.day", "template_type"),
        ("variables.city", "template_type"),
    ]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", 5), ("text", True), ("text", ["x"]), ("number", "5"), ("number", True),
        ("number", float("inf")), ("number", float("nan")), ("date", "20260331"), ("date", "2026-3-31"),
        ("date", "2026-W01-1"), ("date", "2026-13-01"), ("date", 20260331), ("date", ""),
        ("date", "２０２６-01-01"),
        ("json_object", "{}"), ("json_object", []), ("json_object", 5),
    ],
)  # fmt: skip
def test_a_value_is_of_the_type_that_was_declared(kind: str, value: Any) -> None:
    assert refused("{{ one }}", declared(one=kind), {"one": value}) == [("variables.one", "template_type")]


def test_nothing_is_half_filled_in() -> None:
    text = "{{ customer.name }}, {{ customer.city.zip }}, {{ customer.none }}"
    assert refused(text, ORDER, {"customer": {"name": "Bo", "city": "Rio", "none": None}}) == [
        ("variables.customer.city.zip", "template_missing"),
        ("variables.customer.none", "template_missing"),
    ]


def test_what_is_filled_in_is_not_read_again() -> None:
    values = {"name": "{{ sign }}", "customer": {"x": "{{ name }}"}}
    assert render("{{ name }} {{ customer.x }}", ORDER, values) == "{{ sign }} {{ name }}"


@pytest.mark.parametrize(
    "path",
    ["workspace_id", "user.email", "config.secret_key", "env.PATH", "self", "__builtins__", "_", "ORDER"],
)
def test_nothing_can_be_named_that_was_not_declared(path: str) -> None:
    assert refused(f"{{{{ {path} }}}}", ORDER) == [("prompt_text", "template_undeclared")]


@pytest.mark.parametrize(
    "trick",
    [
        "{name}",
        "{name.__class__}",
        "{0.__class__.__init__.__globals__}",
        "{}",
        "%(name)s",
        "%s",
        "$name",
        "${name}",
    ],
)
def test_what_other_templates_take_for_places_is_text(trick: str) -> None:
    assert render(f"{trick} {{{{ name }}}} {trick}", ORDER, {"name": trick}) == f"{trick} {trick} {trick}"


def test_nothing_of_python_can_be_reached() -> None:
    values = {"customer": {"a": 1}}
    for path in ("customer.__class__", "customer.keys", "customer.a.real"):
        assert refused(f"{{{{ {path} }}}}", ORDER, values) == [(f"variables.{path}", "template_missing")]


def test_values_are_escaped_for_where_they_go_and_the_text_is_not() -> None:
    assert render("**{{ name }}**", ORDER, {"name": "*x*"}, escape=plain) == r"**\*x\***"


def test_a_rendered_text_has_a_length() -> None:
    with pytest.raises(InvalidInput, match="more than 100000 characters") as error:
        render("{{ name }}" * 5_000, ORDER, {"name": "x" * LONGEST_RENDERED})
    assert error.value.code == "template_too_long"


@given(st.text(alphabet="{} xn.a_1\n", max_size=60))
def test_whatever_the_text_it_renders_or_is_refused(text: str) -> None:
    try:
        said = render(text, declared(x="text", n="number"), {"x": "{{", "n": 1})
    except InvalidInput as error:
        said = error.code
    assert said.startswith("template_") or "{{" not in said or "x" in text
