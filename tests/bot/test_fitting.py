"""What a place can show of a message: split, degraded, and said so; nothing is lost."""

from dataclasses import replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.messages import Attachment, Author, Button, Detail, Link, OutboundMessage
from bot.runtime.fitting import MOST_PARTS, fit, length, split
from tests.platforms.board import ABLE

KEY = UUID(int=7)
SMALL = replace(ABLE, max_text=400, text_unit="utf16", max_title=20, max_fields=2, max_buttons=1)
LINK = Link(label="Open", url="https://ionflux.example/w/1")


async def nothing() -> object:
    raise AssertionError("a file is not read to fit it")


def message(**fields: object) -> OutboundMessage:
    return OutboundMessage(key=KEY, **fields)  # type: ignore[arg-type]


def test_what_fits_is_sent_as_it_is() -> None:
    said = message(body_text="Hello", author=Author(name="Ana"))
    assert fit(said, ABLE).parts == (said,)
    assert fit(said, ABLE).changes == ()


@given(st.text(max_size=3000))
def test_no_part_is_longer_than_the_place_takes_and_no_word_is_lost(text: str) -> None:
    parts = list(split(text, 300, SMALL))
    assert all(length(part, SMALL) <= 300 for part in parts)
    if "```" not in text and "~~~" not in text:
        assert "".join("".join(parts).split()) == "".join(text.split())


def test_code_that_is_broken_is_closed_and_opened_again() -> None:
    text = "```python\n" + "x = 1\n" * 100 + "```"
    parts = list(split(text, 300, SMALL))
    assert len(parts) > 1
    assert all(part.count("```") == 2 for part in parts)
    assert all(part.startswith("```python\n") for part in parts)


def test_parts_have_keys_of_their_own_and_the_last_has_the_buttons() -> None:
    said = message(title_text="T", body_text="word " * 150, buttons=(Button(label="Yes", token="p.1.0"),))
    parts = fit(said, SMALL).parts
    assert len({part.key for part in parts}) == len(parts) > 1
    assert [bool(part.buttons) for part in parts] == [False] * (len(parts) - 1) + [True]
    assert [bool(part.title_text) for part in parts] == [True] + [False] * (len(parts) - 1)
    assert [part.key for part in fit(said, SMALL).parts] == [part.key for part in parts]


def test_buttons_that_are_too_many_become_a_way_to_decide_elsewhere() -> None:
    buttons = tuple(Button(label=one, token=f"p.{one}.0") for one in ("Yes", "No"))
    fitted = fit(message(title_text="T", buttons=buttons, links=(LINK,)), SMALL)
    assert fitted.parts[0].buttons == ()
    assert (
        "To decide (Yes, No) open this in IONFLUX: https://ionflux.example/w/1" in fitted.parts[0].body_text
    )
    assert fitted.changes == ("buttons not shown: decide in IONFLUX",)


def test_a_file_that_is_too_large_is_named() -> None:
    file = Attachment(name="film.mp4", content_type="video/mp4", size=5 << 20, read=nothing)  # type: ignore[arg-type]
    fitted = fit(message(file=file, links=(LINK,)), ABLE)
    assert fitted.parts[0].file is None
    assert fitted.parts[0].body_text.startswith("📎 film.mp4 (5.0 MB)")
    assert fitted.changes == ("file not sent: too large",)


def test_fields_and_titles_are_cut_and_said_so() -> None:
    fields = tuple(Detail(label=str(one), value="v") for one in range(4))
    fitted = fit(message(title_text="A title that is too long", fields=fields), SMALL)
    assert fitted.parts[0].title_text == "A title that is too…"
    assert [one.label for one in fitted.parts[0].fields] == ["0", "And more"]
    assert fitted.changes == ("title cut", "not all fields shown")


async def test_what_would_be_too_many_parts_is_a_file() -> None:
    text = "word " * 3000
    fitted = fit(message(body_text=text), SMALL)
    assert len(fitted.parts) == 1
    file = fitted.parts[0].file
    assert file is not None
    assert b"".join([chunk async for chunk in file.read()]) == text.encode()
    assert fitted.changes == ("text sent as a file",)


def test_where_there_are_no_files_it_ends_with_where_the_rest_is() -> None:
    fitted = fit(message(body_text="word " * 3000, links=(LINK,)), replace(SMALL, files=False))
    assert len(fitted.parts) == MOST_PARTS
    assert fitted.parts[-1].body_text == "… The rest is in IONFLUX: https://ionflux.example/w/1"
