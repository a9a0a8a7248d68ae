"""A person's own notifications: what is listed, counted and changed, and that nobody reaches another's."""

import asyncio
from collections.abc import Callable
from contextvars import copy_context
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest

from bot.app import App
from bot.contracts.unit import Role, Unit
from bot.services import channels, notifications, preferences
from config.clock import new_id
from config.errors import InvalidInput, NotFound
from storage.bulk import Call, insert_each, listed
from storage.models.chat import ChannelMember, Message
from storage.models.notifications import Notification
from tests.factories import make_channel, make_member, make_workspace
from tests.fakes import FrozenClock
from tests.services.questions import person, somebody_waits_for_a_lock

_NUMBERS = count()

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def database(app: App) -> App:
    return app


async def noted(workspace_id: UUID, user_id: UUID, title: str = "One", **fields: Any) -> UUID:
    valid: dict[str, Any] = {"kind": "mention", "tab": "needs_you", "source_key": f"test:{new_id()}"}
    # Ids of one millisecond are in no order.
    row = await Notification.create(
        id=UUID(int=(7 << 100) + next(_NUMBERS)),
        workspace_id=workspace_id,
        user_id=user_id,
        title_text=title,
        **valid | fields,
    )
    return UUID(str(row.id))


async def titles(unit: Unit, **asked: Any) -> list[str]:
    return [one.title_text for one in (await notifications.listed(unit, **asked)).items]


async def test_the_newest_come_first_the_unacknowledged_critical_before_all(
    unit_of: Callable[..., Unit], clock: FrozenClock
) -> None:
    workspace_id, owner = await make_workspace()
    unit = unit_of(workspace_id, owner)
    await noted(workspace_id, owner, "critical", level="critical")
    await noted(workspace_id, owner, "acknowledged", level="critical", acknowledged_at=clock())
    await noted(workspace_id, owner, "back", snoozed_until=clock() - timedelta(minutes=1))
    await noted(workspace_id, owner, "put off", snoozed_until=clock() + timedelta(minutes=1))
    await noted(workspace_id, owner, "done", done_at=clock())
    await noted(workspace_id, owner, "other tab", tab="activity")
    await noted(workspace_id, owner, "new")
    expected = ["critical", "back", "new", "other tab", "acknowledged"]
    assert await titles(unit) == expected
    assert await titles(unit, tab="activity") == ["other tab"]
    assert await titles(unit, state="done") == ["done"]
    assert await titles(unit, state="all") == [
        "new", "other tab", "done", "put off", "back", "acknowledged", "critical",
    ]  # fmt: skip
    for state, whole in (("open", expected), ("all", await titles(unit, state="all"))):
        seen: list[str] = []
        after = None
        while True:
            page = await notifications.listed(unit, state=state, limit=2, after=after)  # type: ignore[arg-type]
            seen += [one.title_text for one in page.items]
            if page.next_cursor is None:
                break
            after = UUID(page.next_cursor)
        assert seen == whole
    assert (await notifications.counts(unit)).model_dump() == {
        "needs_you": 4, "information": 0, "activity": 1,
    }  # fmt: skip
    with pytest.raises(InvalidInput):
        await notifications.listed(unit, after=new_id())


async def test_what_is_put_off_comes_back(unit_of: Callable[..., Unit], clock: FrozenClock) -> None:
    workspace_id, owner = await make_workspace()
    one = await noted(workspace_id, owner)
    until = clock() + timedelta(hours=1)
    unit = unit_of(workspace_id, owner)
    changed = await notifications.change(unit, one, {"snoozed_until": until})
    assert changed.snoozed_until == until
    assert (await titles(unit), (await notifications.counts(unit)).needs_you) == ([], 0)
    clock.advance(hours=1)
    unit = unit_of(workspace_id, owner)
    assert (await titles(unit), (await notifications.counts(unit)).needs_you) == (["One"], 1)
    for impossible in (clock(), clock() + timedelta(days=400)):
        with pytest.raises(InvalidInput):
            await notifications.change(unit, one, {"snoozed_until": impossible})


async def test_read_and_done_are_undone_and_told_to_ones_own_clients(
    unit_of: Callable[..., Unit],
) -> None:
    workspace_id, owner = await make_workspace()
    one = await noted(workspace_id, owner)
    unit = unit_of(workspace_id, owner)
    assert (await notifications.change(unit, one, {"is_read": True})).read_at == unit.now
    assert (await notifications.counts(unit)).needs_you == 0
    assert (await notifications.change(unit, one, {"is_read": False})).read_at is None
    done = await notifications.change(unit, one, {"is_done": True})
    assert (done.done_at, done.read_at) == (unit.now, unit.now)
    assert await titles(unit) == []
    assert (await notifications.change(unit, one, {"is_done": False})).done_at is None
    assert await titles(unit) == ["One"]
    told = [dict(one.payload) for one in unit.announcements]
    assert [one["to"] for one in told] == [[str(owner)]] * 4
    assert told[0]["payload"]["counts"]["needs_you"] == 0


async def test_acknowledged_by_one_nobody_is_reminded(
    unit_of: Callable[..., Unit], clock: FrozenClock
) -> None:
    workspace_id, owner = await make_workspace()
    ben = await make_member(workspace_id)
    same = {"level": "critical", "source_key": "alert:1", "remind_at": clock()}
    mine, _ = [await noted(workspace_id, one, **same) for one in (owner, ben)]
    unit = unit_of(workspace_id, owner)
    assert (await notifications.change(unit, mine, {"is_acknowledged": True})).acknowledged_at == unit.now
    assert await Notification.filter(remind_at__isnull=False).count() == 0
    assert [row.acknowledged_at is None for row in await Notification.filter(user_id=ben)] == [True]


async def test_a_tab_is_done_but_for_what_waits_to_be_acknowledged_or_is_put_off(
    unit_of: Callable[..., Unit], clock: FrozenClock
) -> None:
    workspace_id, owner = await make_workspace()
    unit = unit_of(workspace_id, owner)
    for title, fields in {
        "a": {}, "b": {}, "critical": {"level": "critical"}, "elsewhere": {"tab": "activity"},
        "later": {"snoozed_until": clock() + timedelta(hours=1)},
    }.items():  # fmt: skip
        await noted(workspace_id, owner, title, **fields)
    left = await notifications.finish(unit, "needs_you")
    assert left.model_dump() == {"needs_you": 1, "information": 0, "activity": 1}
    assert sorted(await titles(unit, state="done")) == ["a", "b"]
    assert len(unit.announcements) == 1


async def test_nobody_reaches_anothers(unit_of: Callable[..., Unit]) -> None:
    workspace_id, owner = await make_workspace()
    other_id, _ = await make_workspace("Other")
    ben = await make_member(workspace_id)
    one = await noted(workspace_id, owner)
    for unit in (unit_of(workspace_id, ben, Role.ADMIN), unit_of(other_id, owner)):
        assert await titles(unit, state="all") == []
        assert (await notifications.counts(unit)).needs_you == 0
        assert (await notifications.finish(unit, "needs_you")).needs_you == 0
        with pytest.raises(NotFound):
            await notifications.change(unit, one, {"is_read": True})
        with pytest.raises(InvalidInput):
            await notifications.listed(unit, after=one)
    assert await titles(unit_of(workspace_id, owner)) == ["One"]


async def test_where_one_may_not_read_any_more_nothing_is_shown(unit_of: Callable[..., Unit]) -> None:
    workspace_id, owner = await make_workspace()
    ben = await make_member(workspace_id)
    board = await make_channel(workspace_id, "board", channel_type="private", members=(owner, ben))
    one = await noted(workspace_id, ben, "secret", channel_id=board)
    await noted(workspace_id, ben, "plain")
    unit = unit_of(workspace_id, ben, Role.MEMBER)
    assert await titles(unit) == ["plain", "secret"]
    await ChannelMember.filter(user_id=ben).delete()
    assert (await titles(unit), (await notifications.counts(unit)).needs_you) == (["plain"], 1)
    with pytest.raises(NotFound):
        await notifications.change(unit, one, {"is_read": True})


async def test_of_a_message_that_was_taken_back_the_words_are_gone(
    unit_of: Callable[..., Unit], clock: FrozenClock
) -> None:
    workspace_id, owner = await make_workspace()
    channel = await make_channel(workspace_id, members=(owner,))
    message = await Message.create(
        id=new_id(), workspace_id=workspace_id, channel_id=channel, seq=1, sender_id=owner,
        sender_type="user", content_type="text", content_json={},
    )  # fmt: skip
    await noted(workspace_id, owner, body_text="my password", channel_id=channel, message_id=message.id)
    unit = unit_of(workspace_id, owner)
    assert [one.body_text for one in (await notifications.listed(unit)).items] == ["my password"]
    await Message.filter(id=message.id).update(deleted_at=clock())
    assert [one.body_text for one in (await notifications.listed(unit)).items] == [""]


async def test_preferences_keep_what_is_not_named(unit_of: Callable[..., Unit]) -> None:
    workspace_id, owner = await make_workspace()
    unit = unit_of(workspace_id, owner)
    hours = {"from": "22:00", "until": "07:00", "time_zone": "Europe/Berlin"}
    assert (await preferences.get(unit)).model_dump() == {
        "level": "all", "email": "important", "quiet_hours": None,
    }  # fmt: skip
    await preferences.put(unit, {"quiet_hours": hours})
    await preferences.put(unit, {"email": "all"})
    assert (await preferences.get(unit)).model_dump() == {
        "level": "all", "email": "all", "quiet_hours": hours,
    }  # fmt: skip
    assert (await preferences.put(unit, {"quiet_hours": None})).quiet_hours is None
    with pytest.raises(InvalidInput):
        await preferences.put(unit, {"quiet_hours": hours | {"time_zone": "Mars"}})
    channel = await make_channel(workspace_id, members=(owner,))
    assert (await preferences.of_channel(unit, channel)).level == "default"
    await preferences.put_channel(unit, channel, {"is_muted": True})
    assert (await preferences.of_channel(unit, channel)).model_dump() == {
        "level": "default",
        "is_muted": True,
    }
    shown = await preferences.set_channel_level(unit, channel, "nothing")
    assert shown.model_dump() == {"level": "nothing", "is_muted": False}
    board = await make_channel(workspace_id, "board", channel_type="private")
    with pytest.raises(NotFound):
        await preferences.set_channel_level(unit, board, "all")


async def test_a_channel_is_muted_for_whoever_muted_it(unit_of: Callable[..., Unit]) -> None:
    workspace_id, owner = await make_workspace()
    other = await make_member(workspace_id, Role.MEMBER)
    channel = await make_channel(workspace_id, members=(owner, other))
    await preferences.put_channel(unit_of(workspace_id, owner), channel, {"is_muted": True})
    for user_id, is_muted in ((owner, True), (other, False)):
        unit = unit_of(workspace_id, user_id)
        assert (await channels.get(unit, channel)).is_muted is is_muted
        assert [one.is_muted for one in await channels.listed(unit, limit=50) if one.id == channel] == [
            is_muted
        ]


async def test_a_tab_of_any_length_is_done_at_once(app: App, unit_of: Callable[..., Unit]) -> None:
    workspace_id, owner = await make_workspace()
    unit = unit_of(workspace_id, owner)
    alike = "workspace_id user_id created_at updated_at kind level tab title_text body_text count"
    many = insert_each(Notification, "id source_key", alike, returning="id")
    common = (workspace_id, owner, unit.now, unit.now, "mention", "info", "needs_you", "One", "", 1)
    # More than a statement may have parameters.
    each = listed((new_id(), f"test:{number}") for number in range(33_000))
    await app.database.execute(Call(many, (*common, each)))
    assert (await notifications.finish(unit, "needs_you")).needs_you == 0
    assert await Notification.of(workspace_id).filter(read_at=None).count() == 0


@pytest.mark.postgres
async def test_what_is_told_while_one_is_read_stays_told(app: App) -> None:
    workspace_id, owner = await make_workspace()
    one = await noted(workspace_id, owner)

    async def read() -> None:
        async with app.units.open_unit(person(owner), workspace_id) as unit:
            await notifications.change(unit, one, {"is_read": True})

    outside = copy_context()
    async with app.units.open_unit(person(owner), workspace_id):
        await Notification.filter(id=one).update(count=2, title_text="Two")
        reading = asyncio.create_task(read(), context=outside)
        await somebody_waits_for_a_lock()
    await reading
    row = await Notification.get(id=one)
    assert (row.count, row.title_text, row.read_at is None) == (2, "Two", False)


@pytest.mark.postgres
async def test_two_who_change_preferences_at_once_both_have_their_way(app: App) -> None:
    workspace_id, owner = await make_workspace()

    async def put(**changes: Any) -> None:
        async with app.units.open_unit(person(owner), workspace_id) as unit:
            await preferences.put(unit, changes)

    await put(level="all")
    outside = copy_context()
    async with app.units.open_unit(person(owner), workspace_id) as unit:
        await preferences.put(unit, {"level": "mentions"})
        other = asyncio.create_task(put(email="nothing"), context=outside)
        await somebody_waits_for_a_lock()
    await other
    async with app.units.open_unit(person(owner), workspace_id) as unit:
        kept = await preferences.get(unit)
    assert (kept.level, kept.email) == ("mentions", "nothing")
