"""Messages: numbers, repeats, what a reader has missed."""

from collections.abc import Callable
from uuid import UUID

import pytest

from bot.app import App
from bot.contracts.unit import Actor, ActorType, Role, Unit
from bot.services import changes, channels, chat, read_marks
from bot.services.posts import MessageView
from config.errors import NotAllowed, NotFound
from tests.factories import make_channel, make_member, make_workspace, said_in

UnitOf = Callable[..., Unit]


async def said(app: App, workspace_id: UUID, user_id: UUID, channel_id: UUID, text: str) -> MessageView:
    actor = Actor(type=ActorType.USER, id=user_id, role=Role.MEMBER)
    async with app.units.grouped_unit(actor, workspace_id) as unit:
        posted = await chat.post(unit, said_in(channel_id, text))
    return posted()


async def test_changes_are_told_in_order_without_gaps(app: App) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    actor = Actor(type=ActorType.USER, id=owner, role=Role.OWNER)
    first, second = [await said(app, workspace_id, owner, channel_id, text) for text in ("a", "b")]
    async with app.units.open_unit(actor, workspace_id) as unit:
        await chat.edit(unit, first.id, "A")
    await said(app, workspace_id, owner, channel_id, "c")
    async with app.units.open_unit(actor, workspace_id) as unit:
        await chat.delete(unit, second.id)
    found = await changes.after(workspace_id, channel_id, 0, limit=10)
    assert [(one.seq, one.told["action"]) for one in found] == [
        (1, "new_message"), (3, "message_updated"), (4, "new_message"), (5, "message_deleted"),
    ]  # fmt: skip
    assert found[0].told["payload"]["content_json"] == {"text_body": "A"}
    paged, after = [], 0
    while page := await changes.after(workspace_id, channel_id, after, limit=1):
        paged += page
        after = page[-1].seq
    assert paged == found


async def test_a_repeat_is_neither_stored_nor_announced(app: App) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    actor = Actor(type=ActorType.USER, id=owner, role=Role.OWNER)
    told = []
    for _ in range(2):
        async with app.units.grouped_unit(actor, workspace_id) as unit:
            posted = await chat.post(unit, said_in(channel_id, "x", client_message_id="1"))
        told.append((posted().id, len(unit.announcements)))
    assert told[0][0] == told[1][0]
    assert [count for _, count in told] == [1, 0]
    assert (await channels.last_seqs(workspace_id, [channel_id]))[channel_id] == 1


async def test_a_channel_of_another_workspace_is_no_channel(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    other_id, stranger = await make_workspace("Other")
    channel_id = await make_channel(workspace_id)
    message = await said(app, workspace_id, owner, channel_id, "ours")
    unit = unit_of(other_id, stranger)
    for tried in (
        channels.get(unit, channel_id),
        read_marks.mark(unit, channel_id, 1),
        channels.update(unit, channel_id, {"name": "mine"}),
        chat.messages(unit, channel_id, limit=1),
        chat.post(unit, said_in(channel_id, "x")),
        chat.edit(unit, message.id, "x"),
        chat.delete(unit, message.id),
        chat.typing(unit, channel_id),
    ):
        with pytest.raises(NotFound):
            await tried


async def test_an_agents_alert_is_changed_by_nobody(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    member = await make_member(workspace_id)
    channel_id = await make_channel(workspace_id)
    message = await said(app, workspace_id, member, channel_id, "mine")
    with pytest.raises(NotAllowed):
        await chat.edit(unit_of(workspace_id, owner), message.id, "not yours")
