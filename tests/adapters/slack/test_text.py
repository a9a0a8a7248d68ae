"""Markdown and Slack's own marks: what is said on one side is what stands on the other, and nothing more."""

import json
import re
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import views
from adapters.slack.adapter import SlackAdapter
from adapters.slack.emoji import name_of, unicode_of, with_emoji
from adapters.slack.manifest import manifest
from adapters.slack.mrkdwn import escaped, mrkdwn
from adapters.slack.parse import place_of
from adapters.slack.reading import markdown
from adapters.slack.render import render
from adapters.slack.settings import SlackSettings
from bot.contracts.messages import Author, Button, Detail, Link, OutboundMessage
from bot.contracts.platforms import Form, FormField
from bot.runtime.discovery import find_commands
from tests.platforms.slack import blocks

KEY = UUID(int=7)
_ENTITY = re.compile(r"<([^<>]*)>")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**bold** _slanted_ ~~gone~~ `code <b>`", "*bold* _slanted_ ~gone~ `code &lt;b&gt;`"),
        ("# Title\n\ntext", "*Title*\n\ntext"),
        ("[shop](https://shop.example/?a=1&b=2)", "<https://shop.example/?a=1&amp;b=2|shop>"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("<!channel> <@U1> @here", "&lt;!channel&gt; &lt;@U1&gt; @here"),
        ('@"Ana Holm" look', "@Ana Holm look"),
        ("- a\n- b\n  1. c\n", "• a\n• b\n    1. c"),
        ("> quoted\n> more", "> quoted\n> more"),
        ("```py\nif a < b:\n    pass\n```", "```\nif a &lt; b:\n    pass\n```"),
        ("| a | bb |\n|---|---|\n| 1 | 2 |", "```\na  bb\n-  --\n1  2\n```"),
        ("snake_case and 2*3*4", "snake_case and 2*3*4"),
        ("one\ntwo", "one\ntwo"),
        ("in**si**de", "in\u200b*si*\u200bde"),
        ("", ""),
    ],
)
def test_markdown_is_shown_by_slacks_marks(text: str, shown: str) -> None:
    assert mrkdwn(text) == shown


def test_what_is_no_mark_in_markdown_marks_nothing_in_slack() -> None:
    assert "*x*" not in mrkdwn(r"\*x\*")
    assert mrkdwn(r"\*x\*").replace("\u200b", "") == "*x*"
    assert escaped("a & <b>") == "a &amp; &lt;b&gt;"


@given(st.text(alphabet=st.sampled_from('<>!@#|&*_~`[]() \n-abc1.:/hts\\"')))
def test_nothing_that_people_write_becomes_a_mention(text: str) -> None:
    for held in (mrkdwn(text), escaped(text)):
        assert all(found.startswith(("http", "mailto:", "tel:")) for found in _ENTITY.findall(held))


@given(st.text())
def test_any_text_of_slacks_can_be_read(text: str) -> None:
    assert isinstance(markdown(text, {}, bot="U1"), str)


words = st.text(max_size=400)
details = st.builds(Detail, label=words, value=words)
links = st.builds(Link, label=words, url=st.sampled_from(["https://a.example/x", "no", "javascript:x"]))
buttons = st.builds(
    Button,
    label=words,
    token=st.from_regex(r"[A-Za-z0-9._-]{1,40}", fullmatch=True),
    style=st.sampled_from([None, "primary", "secondary", "danger"]),
)


messages = st.builds(
    OutboundMessage,
    key=st.just(KEY),
    body_text=st.text(max_size=3_000),
    title_text=st.text(max_size=145),
    fields=st.lists(details, max_size=20).map(tuple),
    links=st.lists(links, max_size=3).map(tuple),
    buttons=st.lists(buttons, max_size=25, unique_by=lambda one: one.token).map(tuple),
    level=st.sampled_from([None, "info", "critical"]),
    foot_text=st.none() | words,
    author=st.none() | st.builds(Author, name=words, is_agent=st.booleans()),
)


@given(message=messages, names_author=st.booleans())
def test_whatever_is_sent_is_of_a_form_that_slack_takes(
    message: OutboundMessage, *, names_author: bool
) -> None:
    told = render(message, names_author=names_author)
    assert 0 < len(told["text"]) <= 40_000
    blocks.check(told["blocks"])


def test_a_long_card_is_cut_into_sections_and_keeps_its_buttons() -> None:
    message = OutboundMessage(
        key=KEY,
        title_text="Long",
        body_text="&" * 150_000,
        buttons=(Button(label="Go", token="p.1"),),
    )
    made = blocks.check(render(message)["blocks"])
    assert len(made) == 50
    assert made[-1]["type"] == "actions"


@given(
    st.text(min_size=1, max_size=200),
    st.lists(st.text(max_size=120), max_size=120, unique=True),
    st.sampled_from(["text", "long_text", "number", "boolean", "choice"]),
)
def test_any_form_can_be_opened(title: str, choices: list[str], kind: Any) -> None:
    value = choices[0] if choices else ""
    field = FormField(name="a", label=title, kind=kind, choices=tuple(choices), value=value)
    form = Form(token="c.search", title=title, submit="Do it", fields=(field, field))
    blocks.check_view(views.modal(form, place_of("T1", "C1")))


def test_emoji_have_the_names_that_slack_gives_them() -> None:
    for emoji, name in (
        ("👍", "+1"),
        ("❤️", "heart"),
        ("❤", "heart"),
        ("👍🏽", "+1::skin-tone-4"),
        ("🇳🇱", "flag-nl"),
    ):
        assert name_of(emoji) == name
    assert unicode_of("+1::skin-tone-4") == "👍🏽"
    assert unicode_of("thumbsup") == "👍"
    assert unicode_of("our-own-logo") is None
    assert name_of("x") is None
    assert with_emoji("12:30:45 :tada: :our-own-logo:") == "12:30:45 🎉 :our-own-logo:"


def test_the_manifest_declares_every_first_word_once_and_no_more_than_slack_takes() -> None:
    told = json.loads(manifest(find_commands(), "https://ionflux.example", is_socket=False))
    commands = [one["command"] for one in told["features"]["slash_commands"]]
    assert len(commands) == len(set(commands)) <= 50
    assert {"/help", "/agents", "/agent", "/run_agent", "/runs", "/run", "/link", "/ionflux"} <= set(commands)
    assert not {"/search", "/invite", "/dm"} & set(commands)
    assert {one["url"] for one in told["features"]["slash_commands"]} == {
        "https://ionflux.example/slack/events"
    }
    assert told["oauth_config"]["redirect_urls"] == ["https://ionflux.example/slack/oauth_redirect"]
    socket = json.loads(manifest(find_commands(), "http://127.0.0.1:8080", is_socket=True))
    assert socket["settings"]["socket_mode_enabled"]
    assert "request_url" not in socket["settings"]["event_subscriptions"]
    assert "redirect_urls" not in socket["oauth_config"]


def test_it_is_on_with_a_token_or_with_what_installs_it() -> None:
    assert not SlackSettings().is_on
    assert SlackSettings(bot_token="xoxb-1").is_on  # type: ignore[arg-type]
    installable = SlackSettings(client_id="1", client_secret="s", api_url="http://127.0.0.1:1/api")  # type: ignore[arg-type]
    assert installable.is_on
    assert installable.api_url == "http://127.0.0.1:1/api/"
    with pytest.raises(ValueError, match="https://"):
        SlackSettings(api_url="slack.com")
    assert SlackAdapter.turned_on_by == "IONFLUX_SLACK_BOT_TOKEN"
