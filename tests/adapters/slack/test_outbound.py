"""What goes out to Slack stands there as it should, once, whatever Slack says."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from adapters.slack.adapter import SlackAdapter
from bot.contracts.messages import Author, Button, Detail, Link
from config.errors import AccessLost, RateLimited, Rejected, Unreachable
from tests.adapters.slack.making import attached, message, place
from tests.platforms.slack.server import SlackServer
from tests.platforms.slack.state import Channel


async def test_what_somebody_said_stands_there_by_name_in_its_thread(
    adapter: SlackAdapter, slack: SlackServer
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    author = Author(name="Ben <b>", avatar_url="https://a.example/b.png")
    root = await adapter.send(
        place(slack, orders), message('**Hi** @"Ana Holm" <!channel> & 1 < 2', author=author)
    )
    reply = message("done", author=Author(name="Sales", is_agent=True), replies_to=root.external_id)
    sent = await adapter.send(place(slack, orders), reply)
    assert (root.thread, sent.thread) == (None, None)
    first, second = ana.sees(orders)
    assert (first.author, first.text) == ("Ben <b>", "*Hi* @Ana Holm <!channel> & 1 < 2")
    assert first.message.icons == {"icon_url": "https://a.example/b.png"}
    assert (second.author, second.thread) == ("Sales", root.external_id)


async def test_without_the_scope_for_names_the_name_stands_in_the_text(
    adapter: SlackAdapter, slack: SlackServer
) -> None:
    slack.team.scopes.discard("chat:write.customize")
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    sent = await adapter.send(place(slack, orders), message("Hi", author=Author(name="Ben")))
    assert [(one.author, one.text) for one in ana.sees(orders)] == [("IONFLUX", "*Ben*\nHi")]
    await adapter.edit(place(slack, orders), sent.external_id, message("Bye", author=Author(name="Ben")))
    assert [one.text for one in ana.sees(orders)] == ["*Ben*\nBye"]


async def test_a_scope_that_is_taken_away_while_we_run_is_got_over(
    adapter: SlackAdapter, slack: SlackServer
) -> None:
    orders, ana = place(slack, slack.channel("orders")), slack.person("Ana Holm")
    await adapter.send(orders, message("one", author=Author(name="Ben")))
    slack.team.scopes.discard("chat:write.customize")
    await adapter.send(orders, message("two", author=Author(name="Ben")))
    assert [one.text for one in ana.sees(slack.channel("orders"))] == ["one", "*Ben*\ntwo"]


async def test_a_card_has_all_its_parts_and_loses_its_buttons_when_it_is_decided(
    adapter: SlackAdapter, slack: SlackServer
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    card = message(
        "Over the *threshold*",
        title_text="Order #1001",
        level="warning",
        fields=tuple(Detail(label=f"L{n}", value=f"v{n}") for n in range(12)),
        links=(Link(label="Open", url="https://shop.example/1"),),
        foot_text="From Acme",
        buttons=(Button(label="Approve", token="p.x.0", style="primary"), Button(label="No", token="p.x.1")),
    )
    sent = await adapter.send(place(slack, orders), card)
    (seen,) = ana.sees(orders)
    assert seen.buttons == ("Approve", "No")
    for told in ("🟠 Order #1001", "_threshold_", "*L11*\nv11", "Open (https://shop.example/1)", "From Acme"):
        assert told in seen.text
    await adapter.edit(place(slack, orders), sent.external_id, message("Approved by Ana", title_text="Order"))
    (seen,) = ana.sees(orders)
    assert (seen.buttons, seen.text) == ((), "Order\nApproved by Ana")


async def test_an_edit_longer_than_slack_takes_as_text_stands_there_whole(
    adapter: SlackAdapter, slack: SlackServer
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    sent = await adapter.send(place(slack, orders), message("short"))
    # What is short enough for us grows: Slack wants each sign escaped.
    await adapter.edit(place(slack, orders), sent.external_id, message("& " * 1_900))
    (seen,) = ana.sees(orders)
    assert seen.text.split() == ["&"] * 1_900
    await adapter.edit(place(slack, orders), sent.external_id, message("short again"))
    assert [(one.text, one.message.blocks) for one in ana.sees(orders)] == [("short again", [])]


async def test_a_file_stands_there_with_its_words_and_a_repeat_finds_it(
    adapter: SlackAdapter, slack: SlackServer
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    slack.faults.share_lag = 1
    said = message("The report", author=Author(name="Ben"), file=attached("report.csv", b"a,b"))
    sent = await adapter.send(place(slack, orders), said)
    again = await adapter.send(place(slack, orders), said, is_repeat=True)
    assert sent == again
    (seen,) = ana.sees(orders)
    assert (seen.message.ts, seen.text, seen.files) == (
        sent.external_id,
        "*Ben*\nThe report",
        ("report.csv",),
    )


async def test_a_repeat_of_what_arrived_is_found_and_not_sent_again(
    adapter: SlackAdapter, slack: SlackServer
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    said = message("once")
    slack.faults.cuts("chat.postMessage", after_effect=True)
    with pytest.raises(Unreachable):
        await adapter.send(place(slack, orders), said)
    sent = await adapter.send(place(slack, orders), said, is_repeat=True)
    assert [one.message.ts for one in ana.sees(orders)] == [sent.external_id]
    slack.faults.cuts("chat.postMessage")
    lost = message("reply", replies_to=sent.external_id)
    with pytest.raises(Unreachable):
        await adapter.send(place(slack, orders), lost)
    await adapter.send(place(slack, orders), lost, is_repeat=True)
    assert [one.text for one in ana.sees(orders)] == ["once", "reply"]


async def test_told_to_wait_while_it_looks_a_repeat_stays_one(
    adapter: SlackAdapter, slack: SlackServer
) -> None:
    orders = place(slack, slack.channel("orders"))
    slack.faults.limits("conversations.history", retry_after=60)
    with pytest.raises(Unreachable) as told:
        await adapter.send(orders, message("once"), is_repeat=True)
    assert told.value.retry_after == timedelta(seconds=60)
    slack.faults.limits("files.getUploadURLExternal", retry_after=5)
    card = message("", title_text="Report", file=attached("report.csv", b"a,b"))
    with pytest.raises(Unreachable):
        await adapter.send(orders, card)
    sent = await adapter.send(orders, card, is_repeat=True)
    seen = slack.person("Ana Holm").sees(slack.channel("orders"))
    assert [(one.text, one.files) for one in seen] == [("Report", ()), ("", ("report.csv",))]
    assert (seen[0].message.ts, seen[1].thread) == (sent.external_id, sent.external_id)


async def test_reactions_are_just_those_that_are_wanted(adapter: SlackAdapter, slack: SlackServer) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    said = await ana.says("hello", in_=orders)
    await ana.reacts(said, "👍")
    there = place(slack, orders)
    assert await adapter.react(there, said.ts, ["👍", "❤️", "🫨", "x"]) == ["👍", "❤️", "🫨"]
    assert await adapter.react(there, said.ts, ["❤️", "🎉"]) == ["❤️", "🎉"]
    (seen,) = ana.sees(orders)
    assert seen.reactions == {"👍": ("Ana Holm",), "❤️": ("IONFLUX",), "🎉": ("IONFLUX",)}


async def test_what_is_taken_back_is_gone_and_gone_already_is_well(
    adapter: SlackAdapter, slack: SlackServer
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    sent = await adapter.send(place(slack, orders), message("oops"))
    await adapter.delete(place(slack, orders), sent.external_id)
    await adapter.delete(place(slack, orders), sent.external_id)
    assert ana.sees(orders) == []


async def test_an_open_channel_is_joined_to_write_there(adapter: SlackAdapter, slack: SlackServer) -> None:
    open_, ana = slack.channel("open", with_bot=False), slack.person("Ana Holm")
    await adapter.send(place(slack, open_), message("hello"))
    assert [one.text for one in ana.sees(open_)] == ["hello"]


def limited(slack: SlackServer, channel: Channel) -> None:
    slack.faults.limits("chat.postMessage", retry_after=7)


def failing(slack: SlackServer, channel: Channel) -> None:
    slack.faults.fails("chat.postMessage", status=502)


def erring(slack: SlackServer, channel: Channel) -> None:
    slack.faults.errs("chat.postMessage", error="internal_error")


def revoked(slack: SlackServer, channel: Channel) -> None:
    slack.team.is_revoked = True


def archived(slack: SlackServer, channel: Channel) -> None:
    channel.is_archived = True


def deleted(slack: SlackServer, channel: Channel) -> None:
    del slack.team.channels[channel.id]


def refused(slack: SlackServer, channel: Channel) -> None:
    slack.faults.errs("chat.postMessage", error="restricted_action")


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (limited, RateLimited),
        (failing, Unreachable),
        (erring, Unreachable),
        (revoked, AccessLost),
        (archived, AccessLost),
        (deleted, AccessLost),
        (refused, Rejected),
    ],
)
async def test_what_slack_says_is_told_in_our_words(
    adapter: SlackAdapter,
    slack: SlackServer,
    spoil: Callable[[SlackServer, Channel], None],
    error: type[Exception],
) -> None:
    orders = slack.channel("orders")
    spoil(slack, orders)
    with pytest.raises(error) as told:
        await adapter.send(place(slack, orders), message("hello"))
    if isinstance(told.value, RateLimited):
        assert told.value.retry_after == timedelta(seconds=7)
    assert type(told.value) is error


async def test_doctor_finds_what_is_missing_and_says_what_to_do(
    adapter: SlackAdapter, slack: SlackServer
) -> None:
    assert await adapter.check() == "Slack team Acme as @ionflux"
    assert [one.is_well for one in await adapter.examine()] == [True, True, True]
    slack.team.scopes.discard("reactions:write")
    found = {one.name: one for one in await adapter.examine()}
    assert "reactions:write" in found["scopes"].told
    slack.team.is_revoked = True
    found = {one.name: one for one in await adapter.examine()}
    assert not found["bot token"].is_well
    assert found["bot token"].fix.startswith("Set IONFLUX_SLACK_BOT_TOKEN")
