"""The strict reader of YAML that people wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.services import yaml_text
from config.errors import InvalidInput


def refusal(text: str) -> tuple[str, int]:
    with pytest.raises(InvalidInput) as refused:
        yaml_text.load(text)
    return refused.value.code, int(refused.value.details[0].field.split(":")[1])


def test_scalars_are_those_of_json_and_keep_how_they_were_written() -> None:
    read = yaml_text.load("a: NO\nb: 1.10\nc: true\nd: yes\ne: 2026-03-04\nf: 0x10\ng: ~\nh: '5'\n")
    assert read.values == {
        "a": "NO", "b": 1.1, "c": True, "d": "yes", "e": "2026-03-04", "f": "0x10", "g": None, "h": "5",
    }  # fmt: skip
    assert yaml_text.load("i: 1e3").values == {"i": 1000.0}
    assert read.texts["b"] == "1.10"
    assert "h" not in read.texts


def test_every_key_has_its_line() -> None:
    read = yaml_text.load("inputs:\n  a: 1\ntriggers:\n  - key: x\n  - key: y\n")
    assert read.lines["inputs.a"] == 2
    assert read.lines["triggers[1].key"] == 5


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: [", "yaml_syntax", 3),
        ("a: 1\na: 2", "yaml_duplicate_key", 2),
        ("a: 1\n<<: {b: 2}", "yaml_merge", 2),
        ("\n? [a]\n: 1", "yaml_key", 2),
        ("a: !thing 1", "yaml_tag", 1),
        ("a: !!python/object/apply:os.system [x]", "yaml_tag", 1),
        ("a: !!binary aGk=", "yaml_tag", 1),
        ("- 1", "yaml_not_mapping", 1),
        ("text", "yaml_not_mapping", 1),
        ("a: 1e999", "yaml_value", 1),
        ("a: 99999999999999999999", "yaml_value", 1),
        ("a: !!int x", "yaml_value", 1),
        ("a: " + "[" * 21 + "]" * 21, "yaml_too_deep", 1),
        ("a: " + "[" * 30_000, "yaml_too_deep", 1),
        ("a: &a [*a]", "yaml_too_deep", 1),
        ("a: 1\nb: [" + "1," * 5_001 + "]", "yaml_too_many_nodes", 2),
        ("a: &x 1\nb: [" + "*x," * 21 + "]", "yaml_too_many_aliases", 2),
        ("a: '" + "x" * 65_536 + "'", "yaml_too_large", 1),
        ("a: 1\ntoken: xoxb-123456", "secret_inline", 2),
        ('a: "\\0"', "yaml_syntax", 1),
        ("a: *nothing", "yaml_syntax", 1),
        ("a: 1\n--- \nb: 2", "yaml_syntax", 2),
        ("a: \x01", "yaml_syntax", 1),
        ("a: \ud800", "yaml_syntax", 1),
    ],
)
def test_what_is_refused_is_refused_with_code_and_line(text: str, code: str, line: int) -> None:
    assert refusal(text) == (code, line)


def test_aliases_cost_what_they_stand_for() -> None:
    bomb = "a: &a [1,1,1,1,1,1,1,1,1,1]\n"
    for new, old in zip("bcdef", "abcde", strict=True):
        bomb += f"{new}: &{new} [*{old},*{old},*{old},*{old}]\n"
    assert refusal(bomb)[0] == "yaml_too_many_nodes"


@given(some.text(max_size=400) | some.text(alphabet="{}[]:,-&*!?|>'\"#%@ \n\tab1~<", max_size=200))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    refused = None
    try:
        yaml_text.load(text)
    except InvalidInput as wrong:
        refused = wrong
    assert refused is None or (refused.code.startswith("yaml_") and refused.details)
