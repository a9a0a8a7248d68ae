"""The grammar of slash commands: what is read, what is refused, and that nothing else comes of a text."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.contracts.commands import NewName, Word
from bot.contracts.grammar import (
    LONGEST,
    head,
    is_command,
    is_secret,
    masked,
    read,
    unescaped,
    word,
    written,
)
from bot.contracts.lenient_json import Lenient
from bot.contracts.names import closest
from config.errors import InvalidInput

HUGE = 150_000
# Text made of what the grammar looks for, so that hypothesis meets it often.
PIECES = st.lists(
    st.sampled_from(
        ["{", "}", "[", "]", '"', "'", "“", "”", ":", ",", "=", "\\", " ", "\n", "a", "key", "a=", "token=",
         "1", "-1.5e9", "true", "null", "1e999", "\\u", "\\ud800", "\\u0000", "é", "😀", "/", "agent", "eyJ"]
    ),
    max_size=60,
).map("".join)  # fmt: skip
TEXTS = st.one_of(PIECES, st.text(max_size=200))
SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False)
PLAIN = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=20)
VALUES = st.recursive(
    SCALARS.filter(lambda one: one not in (float("inf"), float("-inf"))) | PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN, inner, max_size=3),
    max_leaves=8,
)


def outcome(call: Callable[[], object]) -> str:
    """The code of what it refuses; what it takes may be taken."""
    try:
        call()
    except InvalidInput as refused:
        return refused.code
    return "command_invalid"


def test_a_command_begins_with_one_slash_and_a_word() -> None:
    assert is_command("/help")
    assert is_command("/Help me")
    for text in ("//help", "/ help", "/", "help", " /help", "", "/\n", "a/b"):
        assert not is_command(text)
    assert unescaped("//help /x") == "/help /x"
    assert unescaped("help //x") == "help //x"


@pytest.mark.parametrize(
    ("text", "words", "values"),
    [
        ("", [], None),
        ("Marketing Content  Generator", ["Marketing", "Content", "Generator"], None),
        ('"Revenue Tracker"', ['"Revenue Tracker'], None),
        ('"say \\"hi\\" \\\\"', ['"say "hi" \\'], None),
        ("“Revenue Tracker”", ['"Revenue Tracker'], None),
        ('Sentinel {"a": 1}', ["Sentinel"], {"a": 1}),
        ("Sentinel{a: 1}", ["Sentinel"], {"a": 1}),
        (
            'Marketing Content Generator {topic: "New Summer", \'tone\': \'Excited\',}',
            ["Marketing", "Content", "Generator"],
            {"topic": "New Summer", "tone": "Excited"},
        ),
        ("{}", [], {}),
        ("x a=1 b=-2.5 c=true d=null e=word f=007", ["x"],
         {"a": 1, "b": -2.5, "c": True, "d": None, "e": "word", "f": "007"}),
        ('a="two words" b=[1, 2] c={d: \'e\'} g=', [],
         {"a": "two words", "b": [1, 2], "c": {"d": "e"}, "g": ""}),
        ("{a: {b: [1, {c: 'it\\'s'}]}, d: “x”}", [], {"a": {"b": [1, {"c": "it's"}]}, "d": "x"}),
        ("{a: '\\ud83d\\ude00\\n'}", [], {"a": "😀\n"}),
        ("at 5\" and it's", ["at", '5"', "and", "it's"], None),
    ],
)  # fmt: skip
def test_what_follows_a_name_is_words_and_values(text: str, words: list[str], values: Any) -> None:
    typed = read(text)
    assert [('"' if one.is_quoted else "") + one.text for one in typed.words] == words
    assert typed.values == values


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('"Revenue', "not closed"),
        ("{a: 1", "',' or '}'"),
        ("{a 1}", "':'"),
        ("{a: b}", "quotation marks"),
        ("{a: 1} b", "closing brace"),
        ("{a: 1, a: 2}", "twice"),
        ('{"a": 1, "a": 2}', "twice"),
        ("a=1 a=2", "twice"),
        ("a=1 b", "only more of these"),
        ("a='b'c", "space"),
        ("{a: '\\ud800'}", "not whole"),
        ("{a: '\\u0000'}", "cannot be stored"),
        ("{a: 9007199254740993}", "too large"),
        ('{"a": 1e999}', "too large"),
        ("{a: 1e999}", "too large"),
        ("{a: " + "[" * 40, "at most 32"),
        ('{"a": ' + "[" * 9000, "At most 32"),
        ("x" * (LONGEST + 1), "characters long"),
    ],
)
def test_what_breaks_the_grammar_is_told_with_its_rule(text: str, told: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read(text)
    assert refused.value.code == "command_invalid"
    assert told.casefold() in refused.value.message.casefold()


@settings(deadline=None)
@given(TEXTS)
def test_no_text_makes_it_raise_anything_else(text: str) -> None:
    masked(text)
    if is_command(text):
        name, rest = head(text[1:])
        assert name
        text = rest
    assert outcome(lambda: json.dumps(read(text).values, allow_nan=False).encode()) == "command_invalid"


@settings(deadline=None)
@given(st.lists(PLAIN, max_size=4), st.none() | st.dictionaries(PLAIN, VALUES, max_size=4))
def test_what_is_written_reads_the_same(words: list[str], values: dict[str, Any] | None) -> None:
    line = written("agent run", words, values)
    assert is_command(line)
    typed = read(line.removeprefix("/agent run"))
    assert [one.text for one in typed.words] == words
    assert typed.values == values


@settings(deadline=None)
@given(st.dictionaries(PLAIN, VALUES, max_size=4))
def test_lenient_json_reads_all_that_strict_json_reads(values: dict[str, Any]) -> None:
    text = json.dumps(values)
    lenient = Lenient(text)
    assert lenient.value() == values
    assert lenient.at == len(text)


@pytest.mark.parametrize(
    "piece",
    ["a", "{", "[", '"', "'", "“", "\\", "\\\"", "a=", "token=", "token:", "eyJ", "eyJ-", "eyJa.", "://", "1",
     "a.", "-", " ", "\t", '"a" ', "key", "a:1,", "{a:", "Bearer ", "xoxb", "'\\"],
)  # fmt: skip
def test_no_text_takes_more_than_its_length(piece: str) -> None:
    """A look at each character again for each other one would take hours here, and a test has ten seconds."""
    text = (piece * (HUGE // len(piece)))[:HUGE]
    masked(text)
    masked(f"token {text}")
    is_command(f"/{text}")
    head(text)
    for begun in (text, f"{{{text}", f"{{a:'{text}", f'{{a:"{text}', f"{{a:[{text}"):
        assert outcome(Lenient(begun).value) == "command_invalid"
    for short in (text[:LONGEST], f"{{{text}"[:LONGEST], f"a={text}"[:LONGEST], f"a='{text}"[:LONGEST]):
        assert outcome(lambda short=short: read(short)) == "command_invalid"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("/agent run X {api_key: 'abc def', n: 1}", "/agent run X {api_key: •••, n: 1}"),
        ('/agent run X {"token": {"deep": "abc"}, "n": 1}', '/agent run X {"token": •••, "n": 1}'),
        ("/agent run X {a: [{password: \"p w\"}], b: 'c'}", "/agent run X {a: [{password: •••}], b: 'c'}"),
        ("/agent run X clientSecret=abc n=1", "/agent run X clientSecret=••• n=1"),
        ('/agent run X SECRET="a b" n=1', "/agent run X SECRET=••• n=1"),
        ("/topic password: hunter2 is old", "/topic password: ••• is old"),
        ("/topic {broken token='a b'", "/topic {broken token=•••"),
        ("/agent run X key=shpat_0123456789abcdef", "/agent run X key=•••"),
        ("/agent run X {max_tokens: 400, keyboard: 'us', key: 1}",
         "/agent run X {max_tokens: 400, keyboard: 'us', key: 1}"),
    ],
)  # fmt: skip
def test_what_is_secret_is_not_kept(text: str, kept: str) -> None:
    assert masked(text) == kept
    assert masked(kept) == kept


@pytest.mark.parametrize("typed", ["@a", "ab", "aA1", "a"])
def test_a_wrong_name_among_very_many_is_answered_in_no_time(typed: str) -> None:
    """Were all of them compared closely, these would take minutes."""
    names = [f"{'ab' * 35}{number}" for number in range(20_000)]
    assert len(closest(typed * 8_000, names)) <= 3
    assert closest("brif butlr", [*names, "Brief Butler"]) == ["Brief Butler"]


def test_a_name_says_whether_its_value_is_secret() -> None:
    secret = (
        "token",
        "accessToken",
        "API_KEY",
        "apiKey",
        "webhook.secret",
        "x-signature",
        "private-key",
        "pwd",
    )
    plain = ("max_tokens", "keyboard", "monkey", "key", "secretary", "author", "passwords_changed_at")
    assert [name for name in secret if not is_secret(name)] == []
    assert [name for name in plain if is_secret(name)] == []


def test_a_word_is_quoted_where_it_would_be_more_than_one() -> None:
    assert [word(one) for one in ("Sentinel", "Sales Sentinel", "a=b", 'say "hi"', "", "@ada")] == [
        "Sentinel", '"Sales Sentinel"', '"a=b"', '"say \\"hi\\""', '""', '"@ada"',
    ]  # fmt: skip
    assert read(word("a=b")).words == (Word("a=b", is_quoted=True),)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('  "Fern Weh" ', "Fern Weh"),
        ("“ Fern Weh ”", "Fern Weh"),
        ('Tea\'s "House"', 'Tea\'s "House"'),
        ('"Second" brand', '"Second" brand'),
        ('"One" and "two"', '"One" and "two"'),
        ("“One” and “two”", "“One” and “two”"),
        ('"Open', '"Open'),
        ('“Mixed"', '“Mixed"'),
        ('"', '"'),
    ],
)
def test_quotation_marks_within_the_name_of_something_new_stay(line: str, name: str) -> None:
    assert TypeAdapter(NewName).validate_python(line) == name
