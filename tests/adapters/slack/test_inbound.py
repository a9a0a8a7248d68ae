"""Slack in Socket Mode: what people do there comes in, once and in order."""

import asyncio

import pytest

from adapters.slack.adapter import SlackAdapter
from bot.contracts.messages import Author, Button
from bot.contracts.platforms import (
    Altered,
    Answered,
    Called,
    Form,
    FormField,
    Heard,
    Pushed,
    Reacted,
    RemoteFile,
    Told,
)
from config.errors import Rejected, StorageBusy
from tests.adapters.slack.making import listening, message, place
from tests.adapters.slack.recording import RecordingGate
from tests.platforms.slack.server import SlackServer
from tests.platforms.slack.state import Channel, Message


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
    slack.deliveries.is_patient = False
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
    slack.tell(slack.team, {"type": "channel_left", "channel": "C1"})
    slack.uninstall(slack.team)
    await slack.settled()
    assert [gone for gone, _ in gate.gone] == ["C1", slack.team.id, slack.team.id]
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
    slack.faults.limits("conversations.history", times=2, retry_after=0)
    slack.history_limit = 2
    async with listening(adapter, slack):
        await slack.until(lambda: len(gate.texts) == 3)
    assert gate.texts == ["missed **one**", "a reply", "an answer to the old one"]
    assert [one.place.thread for one in gate.of(Heard)] == [None, root.ts, old.ts]


async def test_what_was_changed_while_nobody_listened_is_caught_up_with(
    adapter: SlackAdapter, slack: SlackServer, gate: RecordingGate
) -> None:
    slack.deliveries.again_after = ()
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    first, before = await ana.says("blue", in_=orders), await ana.says("pink", in_=orders)
    await ana.edits(before, "red")
    last = await ana.says("seen", in_=orders)
    gate.linked = [(place(slack, orders), last.ts)]
    await adapter.send(place(slack, orders), message("our own"))
    await ana.edits(first, "*green*")
    await slack.settled()
    async with listening(adapter, slack):
        await slack.until(lambda: not gate.linked)
    assert [(one.external_id, one.text) for one in gate.of(Altered)] == [(first.ts, "**green**")]
    assert gate.texts == []


async def test_what_could_not_be_read_at_once_is_caught_up_with_later(
    adapter: SlackAdapter, slack: SlackServer, gate: RecordingGate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.slack.adapter.FIRST_WAIT", 0.01)
    slack.deliveries.again_after = ()
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    last = await ana.says("seen", in_=orders)
    gate.linked = [(place(slack, orders), last.ts)]
    await ana.says("missed", in_=orders)
    await slack.settled()
    slack.faults.fails("conversations.history", times=9)
    async with listening(adapter, slack):
        await slack.until(lambda: not gate.linked)
    assert gate.texts == ["missed"]


async def test_an_answer_far_up_in_the_channel_is_caught_up_with_too(
    adapter: SlackAdapter, slack: SlackServer, gate: RecordingGate
) -> None:
    slack.deliveries.again_after = ()
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    old = await ana.says("long ago", in_=orders)
    for number in range(500):
        last = await ana.says(str(number), in_=orders)
    gate.linked = [(place(slack, orders), last.ts)]
    await ana.says("an answer to it", in_=orders, thread=old)
    await slack.settled()
    async with listening(adapter, slack):
        await slack.until(lambda: gate.texts)
    assert gate.texts == ["an answer to it"]
    assert gate.of(Heard)[0].place.thread == old.ts


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


async def test_a_rush_in_one_channel_comes_in_whole_and_in_order(
    connected: SlackAdapter, slack: SlackServer, gate: RecordingGate
) -> None:
    orders, ana = slack.channel("orders"), slack.person("Ana Holm")
    slack.deliveries.is_patient = False
    for number in range(300):
        await ana.says(str(number), in_=orders)
    await slack.settled()
    assert gate.texts == [str(number) for number in range(300)]
    assert slack.deliveries.lost == []
