"""Messages that are stored together come out as if each had been stored after the one before."""

import asyncio
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any
from uuid import UUID

import pytest

from bot.app import App
from bot.contracts.unit import SYSTEM
from bot.services.storing import NewMessage, Stored, storing, storing_all, there
from config.clock import new_id, now
from config.errors import NotFound
from storage.bulk import Call, Found, Shared, Steps
from storage.models.chat import Channel, ChannelMember, Message, ThreadFollower
from storage.models.mirrors import ChannelLink, Delivery
from tests.factories import make_channel, make_member, make_workspace

pytestmark = pytest.mark.servers


@dataclass(frozen=True, kw_only=True)
class World:
    """A workspace with two channels, the second one linked, each with a message to reply to. Positions in
    these lists mean the same in every world.
    """

    workspace_id: UUID
    channel_ids: list[UUID]
    link_ids: list[UUID]
    parent_ids: list[UUID]
    people: list[UUID]

    def place(self, wanted: UUID | str | None) -> int | None:
        """Which of the world's ids that is."""
        every = [*self.people, *self.channel_ids, *self.link_ids, *self.parent_ids, self.workspace_id]
        return next((place for place, one in enumerate(every) if str(one) == str(wanted)), None)


async def world(app: App) -> World:
    workspace_id, owner = await make_workspace()
    people = [owner, *[await make_member(workspace_id) for _ in range(2)], new_id()]
    channel_ids = [
        await make_channel(workspace_id, name, members=tuple(people[:3])) for name in ("sales", "mirrored")
    ]
    link_ids = [new_id(), new_id()]
    for link_id in link_ids:
        await ChannelLink.create(
            id=link_id, workspace_id=workspace_id, channel_id=channel_ids[1], adapter="tests",
            account=link_id.hex, external_channel_id="C1",
        )  # fmt: skip
    await Channel.of(workspace_id).filter(id=channel_ids[1]).update(link_count=2)
    made = World(
        workspace_id=workspace_id, channel_ids=channel_ids, link_ids=link_ids, parent_ids=[], people=people
    )
    for channel_id in channel_ids:
        parent = replaced(made, channel_id=channel_id, sender_id=owner)
        made.parent_ids.append((await one_by_one(app, [parent]))[0][0]["id"])
    return made


def replaced(made: World, **fields: Any) -> NewMessage:
    plain = NewMessage(
        workspace_id=made.workspace_id, channel_id=made.channel_ids[0], sender_id=made.people[0],
        sender_type="user", content_type="text", content_json={"text_body": "x"}, correlation_id=new_id(),
        at=now(),
    )  # fmt: skip
    return replace(plain, **fields)


def any_messages(made: World, random: Random) -> list[NewMessage]:
    """A crowd's messages: of people, of an agent and of the system; some of them replies, with mentions,
    repeats, or come by a link.
    """
    wanted = []
    for number in range(random.randint(1, 40)):
        channel = random.randrange(2)
        sender = random.choices(range(5), (5, 5, 2, 3, 1))[0]
        is_person = sender < 3
        key = {"client_message_id": f"c{random.randrange(8)}"} if is_person and random.random() < 0.4 else {}
        part = {"run_id": made.people[3], "part": random.randrange(4) * 2 + channel}
        mentioned = random.sample(made.people[:3], random.choice((0, 0, 1, 2)))
        wanted.append(
            replaced(
                made,
                channel_id=made.channel_ids[channel],
                sender_id=[*made.people, made.workspace_id][sender],
                sender_type="user" if is_person else ("agent", "system")[sender - 3],
                content_json={"text_body": str(number)},
                thread_id=made.parent_ids[channel] if random.random() < 0.3 else None,
                mentions=[{"type": "user", "id": str(one)} for one in mentioned],
                origin_link_id=random.choice((None, made.link_ids[0])),
                **(key or (part if sender == 3 and random.random() < 0.5 else {})),
            )
        )
    return wanted


async def one_by_one(app: App, wanted: Sequence[NewMessage]) -> list[Stored]:
    outcomes = []
    for new in wanted:
        steps = Steps(lambda new=new: storing(new))  # type: ignore[misc]
        outcomes += await app.database.writer.write([steps])
    return outcomes


async def together(app: App, wanted: Sequence[NewMessage]) -> list[Stored]:
    (outcomes,) = await app.database.writer.write([Steps(lambda: storing_all(wanted))])
    return list(outcomes)


async def picture(made: World, outcomes: Sequence[Stored]) -> dict[str, Any]:
    """All that is stored, and told, in words that are the same in every world."""
    scope, place = made.workspace_id, made.place
    seqs = {row.id: row.seq for row in await Message.of(scope)}
    channel_rows = await Channel.of(scope).filter(id__in=made.channel_ids).order_by("name")
    members = await ChannelMember.of(scope).filter(channel_id__in=made.channel_ids)
    followers = await ThreadFollower.of(scope)
    return {
        "told": [
            (place(row["channel_id"]), row["seq"], is_new and [place(one) for one in row["link_ids"]])
            for row, is_new in outcomes
        ],
        "channels": [(row.name, row.last_seq, row.message_count) for row in channel_rows],
        "messages": [
            (
                place(row.channel_id), row.seq, row.ordinal, place(row.sender_id), row.content_json,
                place(row.thread_id), row.client_message_id, row.part, row.reply_count,
                [place(one) for one in row.reply_user_ids_array or ()],
                [place(one["id"]) for one in row.mentions_json_array or ()],
            )
            for row in await Message.of(scope).order_by("channel_id", "seq")
        ],
        "read": sorted(
            (place(row.channel_id), place(row.user_id), row.last_read_seq, row.read_count) for row in members
        ),
        "followers": sorted(
            (place(row.thread_id) or -seqs[row.thread_id], place(row.user_id)) for row in followers
        ),
        "deliveries": sorted(
            (place(row.link_id), row.seq, row.state) for row in await Delivery.of(scope).order_by("seq")
        ),
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
async def test_together_or_one_after_the_other_the_same_is_stored_and_told(app: App, seed: int) -> None:
    pictures = []
    for store in (one_by_one, together):
        made = await world(app)
        wanted = any_messages(made, Random(seed))
        first = await picture(made, await store(app, wanted))
        # All of it once more: what can be known as a repeat is one, and the rest is new.
        pictures.append((first, await picture(made, await store(app, wanted))))
    for alone, at_once in zip(*pictures, strict=True):
        for name, of_one in alone.items():
            assert at_once[name] == of_one, name


async def test_of_units_that_store_at_once_each_gets_its_own_message_and_repeats_the_first(app: App) -> None:
    made = await world(app)

    async def said(key: str) -> Stored:
        def then(outcome: Stored | None) -> Generator[Call, Found, Stored]:
            yield from ()
            return there(outcome)

        new = replaced(made, client_message_id=key, content_json={"text_body": key})
        async with app.units.grouped_unit(SYSTEM, made.workspace_id) as unit:
            unit.write(Shared(storing_all, new, told := _Told(then)))
        return told.outcome

    keys = [f"c{number % 10}" for number in range(40)]
    outcomes = await asyncio.gather(*(said(key) for key in keys))
    assert [row["content_json"]["text_body"] for row, _ in outcomes] == keys
    assert [is_new for _, is_new in outcomes] == [number < 10 for number in range(40)]
    assert [row["seq"] for row, _ in outcomes[:10]] == list(range(2, 12))


class _Told:
    """Keeps what a step returned."""

    outcome: Any

    def __init__(self, then: Any) -> None:
        self._then = then

    def __call__(self, outcome: Any) -> Generator[Call, Found, None]:
        self.outcome = yield from self._then(outcome)


async def test_where_the_channel_is_gone_only_those_who_meant_it_are_told(app: App) -> None:
    made = await world(app)

    async def said(channel_id: UUID) -> None:
        def then(outcome: Stored | None) -> Generator[Call, Found, None]:
            there(outcome)
            yield from ()

        new = replaced(made, channel_id=channel_id)
        async with app.units.grouped_unit(SYSTEM, made.workspace_id) as unit:
            unit.write(Shared(storing_all, new, then))

    foreign = (await world(app)).channel_ids[0]
    channels = [made.channel_ids[0], new_id(), foreign, made.channel_ids[1]]
    outcomes = await asyncio.gather(*(said(one) for one in channels), return_exceptions=True)
    assert [type(one) for one in outcomes] == [type(None), NotFound, NotFound, type(None)]
    assert await Message.of(made.workspace_id).count() == 4
    assert (await Channel.get(id=foreign)).last_seq == 1
