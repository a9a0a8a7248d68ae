"""What is a mention in a text, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.mentions import mentions_in, slug_of, without


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hi @ana-lima!", ["@ana-lima"]),
        ('@"Ana Lima" and @“Theo Brandt”: look', ['@"Ana Lima"', "@“Theo Brandt”"]),
        ("@channel, please", ["@channel"]),
        ("(@ana) **@theo** _@mia_ ~~@bo~~ >@kim", ["@ana", "@theo", "@mia", "@bo", "@kim"]),
        ("@Ana-Lima's idea, @Jürgen-Groß.", ["@Ana-Lima", "@Jürgen-Groß"]),
        ("@ana_lima @- @_ @", ["@ana_lima"]),
        ("write to ana@example.com or <theo@example.com>", []),
        ("@ana@elsewhere.example posted foo_@bar and ../@kim and @@mia", []),
        ("see https://example.com/@ana and [him](http://x.example/(a)/@theo) @mia", ["@mia"]),
        ("[@ana](https://x.example/@theo)", ["@ana"]),
        ("<https://x.example/@ana> \\@theo \\\\@mia", []),
        ("`@ana` ``@theo ` @mia`` @bo", ["@bo"]),
        ("`not closed @ana", ["@ana"]),
        ("`not closed in its paragraph\n\n@ana `", ["@ana"]),
        ("```\n@ana\n```\n@theo", ["@theo"]),
        ("~~~python\n@decorator\n~~~~\n@theo", ["@theo"]),
        ("```\n@ana, and it is never closed", []),
        ("````\n```\n@ana\n````\n@theo", ["@theo"]),
        ("> ```\n> @ana\n> ```\n> @theo", ["@theo"]),
        ("- ```\n  @ana\n  ```\n- @theo", ["@theo"]),
        ("``` this is no fence ``` @ana", ["@ana"]),
        ('@"" @" " @"\nx" @"' + "a" * 201 + '"', []),
    ],
)
def test_a_mention_is_what_a_reader_takes_for_one(text: str, found: list[str]) -> None:
    assert [one.text for one in mentions_in(text)] == found


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ana Lima", "ana-lima"),
        ("  Sales  (EU)! ", "sales-eu"),
        ("Jürgen Groß", "jürgen-groß"),
        ("agent_007", "agent-007"),
        ("!!", ""),
    ],
)
def test_a_slug_is_the_name_as_it_is_typed(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("@butler what did we decide?", "what did we decide?"),
        ('@"Brief Butler", what did we decide?', "what did we decide?"),
        ("@butler: @sentinel\n\nlook", "look"),
        ("what did we decide, @butler?", "what did we decide, ?"),
        ("ask @butler to look", "ask to look"),
        ("@butler", ""),
        ("keep `@butler` here @butler", "keep `@butler` here"),
    ],
)
def test_what_is_left_of_a_text_without_its_mentions(text: str, rest: str) -> None:
    assert without(text, mentions_in(text)) == rest


_PIECES = st.sampled_from(
    [
        "@",
        "@ana",
        '@"Ana',
        '"',
        "`",
        "``",
        "```",
        "\n",
        "\n\n",
        "](",
        ")",
        "\\",
        "<a:",
        "://",
        " ",
        "x",
        "_",
        "~~~",
        ">",
    ]
)


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_mentions_stand_in_the_text_one_after_the_other_as_they_are_told(text: str) -> None:
    place = 0
    for one in mentions_in(text):
        assert place <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        assert one.name is not None or one.slug
        place = one.end


@given(st.text(min_size=1, max_size=60).filter(lambda name: slug_of(name) and slug_of(name) != "channel"))
def test_whoever_has_a_name_can_be_mentioned_by_its_slug(name: str) -> None:
    slug = slug_of(name)
    assert [one.slug for one in mentions_in(f"please @{slug}, look")] == [slug]


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_nothing_in_a_fence_is_a_mention(text: str) -> None:
    inside = "\n".join(line for line in text.splitlines() if "~" not in line)
    assert [one.text for one in mentions_in(f"~~~\n{inside}\n~~~\n@theo")] == ["@theo"]


@pytest.mark.parametrize(
    "piece",
    ["`", "`a", '@"', "](", "<a:", "@", "@b ", "_@", "://", "```\n", "> ", " ", "1. ", "\\", "`a``b```c"],
)
def test_a_hostile_text_costs_what_its_length_costs(piece: str) -> None:
    # Time in proportion: at this length anything worse would not end within the test's seconds.
    mentions_in(piece * (400_000 // len(piece)) + "@")
