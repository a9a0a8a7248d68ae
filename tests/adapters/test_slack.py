"""Slack in Socket Mode: what people do there comes in once and in order, and what goes out stands there."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from adapters.slack.adapter import SlackAdapter
from adapters.slack.settings import SlackSettings
from bot.contracts.messages import Attachment, Author, Button, Detail, Link, OutboundMessage, Place
from bot.contracts.platforms import (
    Altered,
    Answered,
    Called,
    Form,
    FormField,
    Heard,
    PlatformHost,
    Pushed,
    Reacted,
    RemoteFile,
    Told,
)
from bot.runtime.discovery import find_commands
from config.clock import new_id
from config.errors import AccessLost, RateLimited, Rejected, StorageBusy, Unreachable
from tests.adapters.slack_gate import RecordingGate
from tests.platforms.slack.server import SlackServer
from tests.platforms.slack.state import Channel, Message

URL = "https://ionflux.example"


def settings(slack: SlackServer, *, socket: bool = True) -> SlackSettings:
    given = {
        name.removeprefix("IONFLUX_SLACK_").lower(): value for name, value in slack.env(socket=socket).items()
    }
    return SlackSettings(**given)  # type: ignore[arg-type]


@pytest.fixture
def gate(slack: SlackServer) -> RecordingGate:
    made = RecordingGate()
    made.noted = slack.noted
    return made


@pytest.fixture
async def adapter(slack: SlackServer, gate: RecordingGate) -> AsyncIterator[SlackAdapter]:
    host = PlatformHost(gate=gate, commands=find_commands(), public_url=URL)
    made = SlackAdapter(settings(slack), host)
    yield made
    await made.close()


@asynccontextmanager
async def listening(adapter: SlackAdapter, slack: SlackServer) -> AsyncIterator[None]:
    before = slack.sockets.opened
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(adapter.listen())
        await slack.sockets.connected(before + 1)
        try:
            yield
        finally:
            task.cancel()


@pytest.fixture
async def connected(adapter: SlackAdapter, slack: SlackServer) -> AsyncIterator[SlackAdapter]:
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(adapter.listen())
        await slack.sockets.connected()
        yield adapter
        task.cancel()


def place(slack: SlackServer, channel: Channel, thread: str | None = None) -> Place:
    return Place(
        adapter="slack",
        account=slack.team.id,
        channel=channel.id,
        thread=thread,
        is_direct=channel.kind == "im",
    )


def message(text: str = "", **fields: Any) -> OutboundMessage:
    return OutboundMessage(key=new_id(), body_text=text, **fields)


def attached(name: str, content: bytes) -> Attachment:
    async def read() -> AsyncIterator[bytes]:
        yield content

    return Attachment(name=name, content_type="text/csv", size=len(content), read=read)


# In.


async def test_a_mention_that_slack_tells_of_twice_is_one_message_in_markdown(
    connected: SlackAdapter, slack: SlackServer, gate: RecordingGate
) -> None:
    orders, ana, ben = slack.channel("orders"), slack.person("Ana Holm"), slack.person("Ben")
    said = await ana.says('@IONFLUX @"Sales" *why* < 3? ask @Ben in #orders https://a.example', in_=orders)
    await slack.settled()
    (heard,) = gate.of(Heard)
    assert heard.text == f'@"Sales" **why** < 3? ask @"{ben.user.name}" in #orders https://a.example'
    assert (heard.external_id, heard.place) == (said.ts, place(slack, orders))
    assert (heard.person.external_id, heard.person.name, heard.person.account) == (
        ana.id,
        "Ana Holm",
        slack.team.id,
    )
    assert heard.person.avatar_url == f"https://avatars.example/{ana.id}.png"
    assert heard.said_at is not None


async def test_replies_edits_deletions_and_reactions_come_in(
    connected: SlackAdapter, slack: SlackServer, gate: RecordingGate
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    root = await ana.says("root", in_=orders)
    reply = await ana.says("reply", in_=orders, thread=root)
    await ana.edits(reply, "*better*")
    await ana.reacts(root, "👍🏽")
    await ana.takes_back(root, "👍🏽")
    await ana.reacts(root, "our-own-logo")
    await ana.deletes(reply)
    await slack.settled()
    assert [one.place.thread for one in gate.of(Heard)] == [None, root.ts]
    assert [(one.external_id, one.text) for one in gate.of(Altered)] == [
        (reply.ts, "**better**"),
        (reply.ts, None),
    ]
    assert [(one.external_id, one.emoji, one.is_added) for one in gate.of(Reacted)] == [
        (root.ts, "👍🏽", True),
        (root.ts, "👍🏽", False),
    ]


async def test_a_direct_message_and_its_files_come_in_and_can_be_fetched(
    connected: SlackAdapter, slack: SlackServer, gate: RecordingGate
) -> None:
    ana = slack.person("Ana Holm")
    await ana.says("look", in_=ana.direct, files=[("report.csv", b"a,b")])
    await slack.settled()
    (heard,) = gate.of(Heard)
    assert heard.place.is_direct
    (file,) = heard.files
    assert (file.name, file.size) == ("report.csv", 3)
    assert b"".join([part async for part in connected.fetch(slack.team.id, file)]) == b"a,b"
    elsewhere = RemoteFile(name="x", size=1, reference_json={"id": "F1", "url": "https://evil.example/x"})
    with pytest.raises(Rejected):
        await anext(connected.fetch(slack.team.id, elsewhere))
    slack.team.scopes.discard("files:read")
    with pytest.raises(Rejected):
        await anext(connected.fetch(slack.team.id, file))


async def test_what_our_own_bot_does_never_comes_back(
    connected: SlackAdapter, slack: SlackServer, gate: RecordingGate
) -> None:
    orders = place(slack, slack.channel("orders"))
    first = await connected.send(orders, message("plain"))
    await connected.send(orders, message("as Ana", author=Author(name="Ana Holm")))
    await connected.edit(orders, first.external_id, message("changed"))
    await connected.react(orders, first.external_id, ["👍"])
    await slack.settled()
    assert gate.all == []


async def test_what_cannot_be_stored_is_not_acknowledged_and_comes_again(
    connected: SlackAdapter, slack: SlackServer, gate: RecordingGate
) -> None:
    slack.deliveries.ack_within, slack.deliveries.again_after = 0.2, (0.0, 0.0)
    gate.fails = [StorageBusy("Busy.")]
    slack.faults.doubles()
    ana = slack.person("Ana Holm")
    await ana.says("one", in_=slack.channel("orders"))
    await slack.settled()
    assert gate.texts == ["one"]
    assert [one.attempts for one in slack.deliveries.made] == [2]
    assert slack.deliveries.lost == []


async def test_messages_of_a_channel_come_in_in_order_however_slow_the_first_is(
    connected: SlackAdapter, slack: SlackServer, gate: RecordingGate
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    open_, begun = asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        begun.set()
        await open_.wait()

    gate.before = wait
    for number in range(5):
        await ana.says(str(number), in_=orders)
    await begun.wait()
    open_.set()
    await slack.settled()
    assert gate.texts == ["0", "1", "2", "3", "4"]


async def test_who_did_wrong_is_told_so_alone(
    connected: SlackAdapter, slack: SlackServer, gate: RecordingGate
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    gate.answers = [Told(text_body="Send `/link account CODE` **first**."), Told(text_body="Here too.")]
    await ana.says("hello", in_=orders)
    told = await slack.until(lambda: ana.told)
    assert [one.text for one in told] == ["Send `/link account CODE` *first*."]
    await ana.says("hello", in_=ana.direct)
    await slack.until(lambda: len(ana.sees(ana.direct)) == 2)
    assert ana.sees(ana.direct)[1].text == "Here too."


async def test_a_command_is_acknowledged_at_once_and_answered_in_private(
    connected: SlackAdapter, slack: SlackServer, gate: RecordingGate
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    gate.answers = [Told(text_body="Started **Sales**."), Told(), Told(text_body="Not so.", is_error=True)]
    delivery = await ana.commands('/run_agent Sales {"a": "x & <y>"}', in_=orders)
    assert delivery.is_acknowledged
    await slack.until(lambda: ana.told)
    await ana.commands("/ionflux search orders", in_=orders)
    await ana.commands("/ionflux", in_=orders)
    await slack.until(lambda: len(ana.told) == 2)
    assert [one.text for one in gate.of(Called)] == [
        '/run_agent Sales {"a": "x & <y>"}',
        "/search orders",
        "/help",
    ]
    first = gate.of(Called)[0]
    assert (first.person.name, first.place, first.can_ask) == ("Ana Holm", place(slack, orders), True)
    assert len({one.call_id for one in gate.of(Called)}) == 3
    assert [one.text for one in ana.told] == ["Started *Sales*.", "Not so."]


async def test_that_nothing_could_be_stored_is_said_to_who_gave_the_command(
    connected: SlackAdapter, slack: SlackServer, gate: RecordingGate
) -> None:
    gate.fails = [StorageBusy("Busy.")]
    ana = slack.person("Ana Holm")
    await ana.commands("/runs", in_=slack.channel("orders"))
    await slack.until(lambda: ana.told)
    assert "nothing was done" in ana.told[0].text


async def test_a_channel_that_is_linked_is_joined_and_a_private_one_must_invite(
    connected: SlackAdapter, slack: SlackServer, gate: RecordingGate
) -> None:
    ana = slack.person("Ana Holm")
    open_ = slack.channel("open", with_bot=False)
    private = slack.channel("private", private=True, with_bot=False)
    gate.answers = [Told(text_body="Linked."), Told(text_body="Linked.")]
    await ana.commands("/link channel general", in_=open_)
    await slack.until(lambda: ana.told)
    assert slack.team.bot.id in open_.members
    await ana.commands("/link channel general", in_=private)
    await slack.until(lambda: len(ana.told) == 2)
    assert [one.text.count("/invite @IONFLUX") for one in ana.told] == [0, 1]


ASKING = Form(
    token="e.abc.1",
    title="Change what is sent to the customer",
    submit="Approve with this",
    fields=(
        FormField(name="amount", label="Amount", kind="number", value="10"),
        FormField(name="tone", label="Tone", kind="choice", choices=("warm", "short"), value="warm"),
        FormField(name="note", label="Note", kind="long_text", is_required=False),
    ),
)


async def sent_card(adapter: SlackAdapter, slack: SlackServer, channel: Channel) -> Message:
    buttons = (
        Button(label="Approve", token="p.abc.0", style="primary"),
        Button(label="Edit", token="e.abc.1"),
    )
    card = message("Refund **10**?", title_text="Refund", buttons=buttons)
    sent = await adapter.send(place(slack, channel), card)
    return channel.messages[sent.external_id]


async def test_a_button_comes_in_by_its_token_and_its_edit_is_a_form(
    connected: SlackAdapter, slack: SlackServer, gate: RecordingGate
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    card = await sent_card(connected, slack, orders)
    gate.answers = [Told(text_body="Already decided.", is_error=True), ASKING]
    await ana.presses(card, "Approve")
    await slack.until(lambda: ana.told)
    await ana.presses(card, "Edit")
    modal = await slack.until(lambda: ana.modal)
    assert [(one.token, one.person.external_id) for one in gate.of(Pushed)] == [
        ("p.abc.0", ana.id),
        ("e.abc.1", ana.id),
    ]
    gate.answers = [Told(text_body="Amount is a number.", is_error=True), Told(text_body="Noted.")]
    await ana.submits(modal, {"Amount": "many"})
    assert modal.errors == {"f0": "Amount is a number."}
    await ana.submits(modal, {"Amount": "12", "Tone": "short"})
    assert not modal.is_open
    await slack.until(lambda: len(ana.told) == 2)
    answered = gate.of(Answered)[-1]
    assert (answered.token, dict(answered.values)) == (
        "e.abc.1",
        {"amount": "12", "tone": "short", "note": ""},
    )
    assert answered.place == place(slack, orders)
    assert [one.text for one in ana.told] == ["Already decided.", "Noted."]


async def test_a_form_that_slack_will_not_open_any_more_is_said_in_words(
    connected: SlackAdapter, slack: SlackServer, gate: RecordingGate
) -> None:
    ana = slack.person("Ana Holm")
    gate.answers = [ASKING]
    slack.faults.errs("views.open", error="expired_trigger_id")
    await ana.commands("/agent run", in_=slack.channel("orders"))
    await slack.until(lambda: ana.told)
    assert ana.told[0].text.startswith("That took too long")


async def test_a_team_that_lets_us_go_is_gone_and_odd_things_are_noted(
    connected: SlackAdapter, slack: SlackServer, gate: RecordingGate
) -> None:
    slack.tell(slack.team, {"type": "star_added"})
    slack.tell(slack.team, {"type": "message", "text": "no channel, no ts"})
    slack.tell(slack.team, {"type": "reaction_added", "item": None, "user": "U1", "reaction": "+1"})
    slack.uninstall(slack.team)
    await slack.settled()
    assert [account for account, _ in gate.gone] == [slack.team.id] * 2
    assert gate.unknown == ["star_added", "events_api: unreadable"]
    assert slack.deliveries.lost == []


async def test_what_was_said_while_nobody_listened_is_caught_up_with_in_order(
    adapter: SlackAdapter, slack: SlackServer, gate: RecordingGate
) -> None:
    slack.deliveries.again_after = ()
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    old = await ana.says("an old root", in_=orders)
    last = await ana.says("seen", in_=orders)
    gate.linked = [(place(slack, orders), last.ts)]
    root = await ana.says("missed *one*", in_=orders)
    await ana.says("a reply", in_=orders, thread=root)
    await adapter.send(place(slack, orders), message("our own"))
    await ana.says("an answer to the old one", in_=orders, thread=old)
    await slack.settled()
    async with listening(adapter, slack):
        await slack.until(lambda: len(gate.texts) == 3)
    assert gate.texts == ["missed **one**", "a reply", "an answer to the old one"]
    assert [one.place.thread for one in gate.of(Heard)] == [None, root.ts, old.ts]


async def test_a_connection_that_breaks_is_opened_again_and_what_was_missed_comes(
    connected: SlackAdapter, slack: SlackServer, gate: RecordingGate
) -> None:
    slack.deliveries.again_after = ()
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    first = await ana.says("one", in_=orders)
    await slack.settled()
    gate.linked = [(place(slack, orders), first.ts)]
    async with slack.away():
        await ana.says("two", in_=orders)
        await slack.settled()
    await slack.until(lambda: len(gate.texts) == 2)
    await slack.sockets.connected(2)
    await ana.says("three", in_=orders)
    await slack.until(lambda: len(gate.texts) == 3)
    assert gate.texts == ["one", "two", "three"]


# Out.


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
    await adapter.send(place(slack, orders), message("Hi", author=Author(name="Ben")))
    assert [(one.author, one.text) for one in ana.sees(orders)] == [("IONFLUX", "*Ben*\nHi")]


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
