"""Unread messages: a subtraction that equals a count, whatever happened before."""

import asyncio
from contextvars import copy_context
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.app import App
from bot.contracts.unit import Actor, ActorType, Role
from bot.services import channel_members, channels, chat, read_marks
from config.errors import NotFound
from storage.models.chat import ChannelMember, Message
from tests.factories import make_channel, make_member, make_workspace, said_in

# What somebody does, who of three it is, and a number that picks a message or a place in the channel.
ACTS = st.tuples(
    st.sampled_from(["post", "post", "reply", "delete", "read", "unread", "join", "leave"]),
    st.integers(0, 2),
    st.integers(0, 30),
)


class Story:
    """A channel, three people who read it, and what they do."""

    def __init__(self, app: App, workspace_id: UUID, channel_id: UUID, people: list[UUID]) -> None:
        self.app = app
        self.workspace_id, self.channel_id, self.people = workspace_id, channel_id, people

    def actor(self, who: int) -> Actor:
        return Actor(type=ActorType.USER, id=self.people[who], role=Role.ADMIN)

    async def act(self, what: str, who: int, number: int) -> None:
        if what in ("post", "reply"):
            roots = await self._messages(thread_id=None)
            thread_id = roots[number % len(roots)].id if what == "reply" and roots else None
            async with self.app.units.grouped_unit(self.actor(who), self.workspace_id) as unit:
                await chat.post(unit, said_in(self.channel_id, thread_id=thread_id))
            return
        try:
            async with self.app.units.open_unit(self.actor(who), self.workspace_id) as unit:
                if what == "delete" and (there := await self._messages()):
                    await chat.delete(unit, there[number % len(there)].id)
                elif what in ("read", "unread"):
                    await read_marks.mark(unit, self.channel_id, number, is_unread=what == "unread")
                elif what == "join":
                    await channel_members.add(unit, self.channel_id, self.people[who])
                elif what == "leave":
                    await channel_members.remove(unit, self.channel_id, self.people[who])
        except NotFound:
            # They were not in it.
            assert what == "leave"

    async def _messages(self, **where: object) -> list[Message]:
        found = Message.of(self.workspace_id).filter(channel_id=self.channel_id, deleted_at=None, **where)
        return await found.order_by("seq")

    async def check(self) -> None:
        for who in range(len(self.people)):
            async with self.app.units.grouped_unit(self.actor(who), self.workspace_id) as unit:
                shown = await channels.get(unit, self.channel_id)
            there = await self._messages(thread_id=None)
            assert shown.unread_count == sum(one.seq > shown.last_read_seq for one in there)
            assert shown.message_count == len(there)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=4, max_size=16))
@example(acts=[("post", 0, 0), ("reply", 0, 0), ("delete", 0, 1), ("read", 1, 9), ("unread", 1, 0)])
async def test_unread_is_what_a_plain_count_says_after_any_story(
    app: App, acts: list[tuple[str, int, int]]
) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id, members=(owner,))
    people = [owner, await make_member(workspace_id), await make_member(workspace_id)]
    story = Story(app, workspace_id, channel_id, people)
    for what, who, number in acts:
        await story.act(what, who, number)
        await story.check()


async def test_unread_holds_when_people_read_write_and_take_back_at_once(app: App) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id, members=(owner,))
    people = [owner, await make_member(workspace_id), await make_member(workspace_id)]
    story = Story(app, workspace_id, channel_id, people)
    for number in range(12):
        await story.act("post", 0, number)
    at_once = [
        ("delete", 0, 3),
        ("read", 1, 5),
        ("read", 2, 9),
        ("post", 1, 0),
        ("unread", 2, 2),
        ("delete", 0, 9),
    ]
    for _ in range(3):
        await asyncio.gather(*(story.act(*one) for one in at_once), return_exceptions=True)
        await story.check()
    assert await ChannelMember.of(workspace_id).filter(channel_id=channel_id).count() == 3


async def test_who_joins_the_workspace_begins_with_nothing_unread_and_guests_are_put_nowhere(
    app: App,
) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    closed = await make_channel(workspace_id, "board", channel_type="private")
    story = Story(app, workspace_id, channel_id, [owner])
    for number in range(3):
        await story.act("post", 0, number)
    late, guest = await make_member(workspace_id), await make_member(workspace_id, Role.GUEST)
    async with app.units.open_unit(story.actor(0), workspace_id) as unit:
        for user_id in (late, guest, late):
            await channels.enter_all(unit, user_id)
    places = await ChannelMember.of(workspace_id).filter(user_id__in=[late, guest])
    assert {place.user_id for place in places} == {late}
    assert closed not in {place.channel_id for place in places}
    async with app.units.grouped_unit(
        Actor(type=ActorType.USER, id=late, role=Role.MEMBER), workspace_id
    ) as unit:
        shown = await channels.get(unit, channel_id)
    assert (shown.is_member, shown.unread_count, shown.last_read_seq) == (True, 0, 3)


@pytest.mark.postgres
async def test_who_joins_waits_for_nobody_who_writes(app: App) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    late = await make_member(workspace_id)
    story = Story(app, workspace_id, channel_id, [owner, late])
    outside = copy_context()

    async def enter() -> None:
        async with app.units.open_unit(story.actor(0), workspace_id) as unit:
            await channels.enter_all(unit, late)

    async with app.units.open_unit(story.actor(0), workspace_id) as unit:
        await channels.held(unit, channel_id)
        await asyncio.create_task(enter(), context=outside)
    await story.act("post", 0, 0)
    await story.check()
