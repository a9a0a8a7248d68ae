"""Messages: numbers, repeats, what a reader has missed."""

import asyncio
from collections.abc import Callable, Generator
from typing import Any
from uuid import UUID

import pytest

from bot.app import App
from bot.contracts.unit import Actor, ActorType, Role, Unit
from bot.services import (
    changes,
    channel_members,
    channels,
    chat,
    pins,
    reactions,
    read_marks,
    threads,
)
from bot.services.posts import MessageView
from config.errors import NotAllowed, NotFound
from storage.bulk import Call, Found
from tests.factories import make_channel, make_member, make_workspace, said_in

UnitOf = Callable[..., Unit]


async def said(app: App, workspace_id: UUID, user_id: UUID, channel_id: UUID, text: str) -> MessageView:
    actor = Actor(type=ActorType.USER, id=user_id, role=Role.MEMBER)
    async with app.units.grouped_unit(actor, workspace_id) as unit:
        posted = await chat.post(unit, said_in(channel_id, text))
    return posted()


async def test_changes_of_every_kind_are_told_in_order_without_gaps(app: App) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    actor = Actor(type=ActorType.USER, id=owner, role=Role.OWNER)
    first, second = [await said(app, workspace_id, owner, channel_id, text) for text in ("a", "b")]
    for change in (
        lambda unit: chat.edit(unit, first.id, "A"),
        lambda unit: chat.edit(unit, first.id, "A"),
        lambda unit: reactions.put(unit, first.id, "👍"),
        lambda unit: reactions.put(unit, first.id, "👍"),
        lambda unit: reactions.put(unit, second.id, "👍"),
        lambda unit: pins.put(unit, first.id),
        lambda unit: chat.delete(unit, second.id),
        lambda unit: reactions.take_back(unit, first.id, "👍"),
        lambda unit: pins.take_off(unit, first.id),
    ):
        async with app.units.open_unit(actor, workspace_id) as unit:
            await change(unit)
    await said(app, workspace_id, owner, channel_id, "c")
    found = await changes.after(workspace_id, channel_id, 0, limit=20)
    # What came to the second message before it was taken back is told by its deletion.
    assert [(one.seq, one.told["action"]) for one in found] == [
        (1, "new_message"), (3, "message_updated"), (4, "reaction_changed"), (6, "message_updated"),
        (7, "message_deleted"), (8, "reaction_changed"), (9, "message_updated"), (10, "new_message"),
    ]  # fmt: skip
    assert found[0].told["payload"]["content_json"] == {"text_body": "A"}
    assert found[2].told["payload"]["reactions_json_array"] == []
    paged, after = [], 0
    while page := await changes.after(workspace_id, channel_id, after, limit=1):
        paged += page
        after = page[-1].seq
    assert paged == found


async def test_what_is_to_follow_a_message_follows_the_first_one_alone(app: App) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    actor = Actor(type=ActorType.USER, id=owner, role=Role.OWNER)
    followed: list[UUID] = []

    def then(row: dict[str, Any]) -> Generator[Call, Found, None]:
        followed.append(row["id"])
        yield from ()

    for _ in range(2):
        async with app.units.grouped_unit(actor, workspace_id) as unit:
            posted = await chat.post(unit, said_in(channel_id, client_message_id="1"), then=then)
    assert followed == [posted().id]


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


async def test_replies_are_read_through_their_own_channel_alone(app: App) -> None:
    workspace_id, owner = await make_workspace()
    channel_id, other = [await make_channel(workspace_id, name) for name in ("one", "other")]
    actor = Actor(type=ActorType.USER, id=owner, role=Role.OWNER)
    parent = await said(app, workspace_id, owner, channel_id, "a")
    async with app.units.grouped_unit(actor, workspace_id) as unit:
        await chat.post(unit, said_in(channel_id, "b", thread_id=parent.id))
    async with app.units.open_unit(actor, workspace_id) as unit:
        read = [await chat.messages(unit, one, limit=9, thread=parent.id) for one in (channel_id, other)]
    assert [[one.content_json["text_body"] for one in page] for page in read] == [["b"], []]


async def test_what_is_stored_while_a_reader_catches_up_is_not_passed_over(app: App) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    actor = Actor(type=ActorType.USER, id=owner, role=Role.OWNER)
    first = await said(app, workspace_id, owner, channel_id, "a")

    async def writing() -> None:
        """A message and an edit in one commit, as runs end."""
        for number in range(10):
            async with app.units.open_unit(actor, workspace_id) as unit:
                await chat.post(unit, said_in(channel_id, str(number)))
                await chat.edit(unit, first.id, f"a{number}")

    work = asyncio.create_task(writing())

    async def reading() -> list[int]:
        seen: list[int] = []
        while not work.done():
            page = await changes.after(workspace_id, channel_id, len(seen), limit=50)
            seen += [one.seq for one in page]
        return seen

    # So many that each waits for the others between its own questions.
    for seen in await asyncio.gather(*(reading() for _ in range(20))):
        assert seen == list(range(1, len(seen) + 1))


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
        chat.get(unit, message.id),
        chat.edits(unit, message.id, limit=1),
        chat.editing_proposal(unit, message.id),
        reactions.put(unit, message.id, "👍"),
        reactions.take_back(unit, message.id, "👍"),
        pins.listed(unit, channel_id),
        pins.put(unit, message.id),
        pins.take_off(unit, message.id),
        threads.follow(unit, message.id),
        threads.is_following(unit, message.id),
        channel_members.listed(unit, channel_id, limit=1),
        channel_members.add(unit, channel_id, stranger),
        channel_members.remove(unit, channel_id, stranger),
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
