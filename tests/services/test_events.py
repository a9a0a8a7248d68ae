"""Inbox, outbox and dead letters: received once, replayed once."""

import asyncio
from collections.abc import Callable
from contextvars import copy_context
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest

from bot.app import App
from bot.contracts.events import Fact, decode
from bot.contracts.unit import SYSTEM, Unit
from bot.services import events
from config.clock import new_id, now
from config.errors import NotFound
from storage.models.events import DeadLetter, HandledEvent, InboxEvent, OutboxEvent
from tests.factories import make_entry, make_event, make_workspace
from tests.services.questions import somebody_waits_for_a_lock

CREATED = Fact(event_type="ionflux.shopify.order.created", payload={"order": {"name": "#1001"}})
WORKSPACE = UUID(int=7)
FAILURE = events.Failure(reason="handler_failed", first_error="KeyError", last_error="KeyError", attempts=4)


def make_delivery(
    delivery_id: str = "one", *facts: Fact, account: str = "key", **fields: Any
) -> events.Delivery:
    valid: dict[str, Any] = {
        "source": "shopify",
        "service_name": "ShopifyIntegrationService",
        "account": account,
        "delivery_id": delivery_id,
        "topic": "orders/create",
        "facts": facts,
    }
    return events.Delivery(**valid | fields)


async def received(app: App, delivery: events.Delivery, workspace_id: UUID = WORKSPACE) -> Unit:
    async with app.units.grouped_unit(SYSTEM, workspace_id) as unit:
        events.receive(unit, delivery)
    return unit


async def test_a_delivery_is_stored_with_its_events(app: App) -> None:
    unit = await received(app, make_delivery("one", CREATED, CREATED))
    inbox = await InboxEvent.get()
    assert (inbox.status, inbox.body, inbox.headers_json) == ("stored", None, None)
    rows = await OutboxEvent.all()
    assert {row.correlation_id for row in rows} == {inbox.correlation_id} == {unit.correlation_id}
    assert len({row.event_id for row in rows}) == 2
    event = decode(rows[0].envelope)
    assert (event.workspace_id, event.payload_json, event.hop) == (WORKSPACE, CREATED.payload, 0)
    assert (rows[0].topic, rows[0].key) == ("ionflux.shopify", str(WORKSPACE))


async def test_many_at_once_are_each_stored_with_their_own_events(app: App) -> None:
    names = [str(number) for number in range(150)]
    broken = [make_delivery(f"broken {name}", failure="No JSON.", body=b"{", headers={}) for name in names]
    whole = [
        make_delivery(name, Fact(event_type=CREATED.event_type, payload={"order": {"name": name}}))
        for name in names
    ]
    mixed = [one for pair in zip(whole, broken, strict=True) for one in pair]
    units = await asyncio.gather(*(received(app, one) for one in mixed))
    made = {unit.correlation_id: one.delivery_id for unit, one in zip(units, mixed, strict=True)}
    assert {row.correlation_id: row.delivery_id for row in await InboxEvent.all()} == made
    kept = await InboxEvent.filter(status="failed")
    assert {(row.reason, row.body) for row in kept} == {("No JSON.", b"{")}
    rows = await OutboxEvent.all()
    assert len(rows) == len(names)
    for row in rows:
        event = decode(row.envelope)
        assert event.payload_json == {"order": {"name": made[row.correlation_id]}}
        assert (event.event_id, event.event_timestamp) == (row.event_id, row.created_at)


async def test_a_repeat_stores_nothing_also_when_both_come_at_once(app: App) -> None:
    await asyncio.gather(*(received(app, make_delivery("one", CREATED)) for _ in range(20)))
    await received(app, make_delivery("one", CREATED, CREATED))
    assert await InboxEvent.all().count() == await OutboxEvent.all().count() == 1


async def test_no_account_can_spend_the_ids_of_another(app: App) -> None:
    await received(app, make_delivery("one", CREATED, account="mine"))
    await received(app, make_delivery("one", CREATED, account="yours"))
    await received(app, make_delivery("one", CREATED, source="acme"))
    assert await OutboxEvent.all().count() == 3


async def test_what_is_nothing_for_us_is_noted_and_makes_no_event(app: App) -> None:
    await received(app, make_delivery("one"))
    assert (await InboxEvent.get()).status == "ignored"
    assert await OutboxEvent.all().count() == 0


async def test_what_cannot_be_read_is_kept_with_its_body_and_mended_once(app: App) -> None:
    unit = await received(
        app, make_delivery("one", failure="It is no order.", body=b"\x00\xff{", headers={"x-shop": "a"})
    )
    (kept,) = await events.failed_deliveries()
    assert (kept.reason, kept.body, kept.headers_json) == ("It is no order.", b"\x00\xff{", {"x-shop": "a"})

    async def mend() -> None:
        async with app.units.open_unit(
            SYSTEM, kept.workspace_id, correlation_id=kept.correlation_id
        ) as mending:
            await events.mend(mending, kept, [CREATED], "ShopifyIntegrationService")

    await asyncio.gather(mend(), mend())
    row = await OutboxEvent.get()
    assert row.correlation_id == unit.correlation_id
    assert orjson.loads(row.envelope)["source_service_name"] == "ShopifyIntegrationService"
    inbox = await InboxEvent.get()
    assert (inbox.status, inbox.reason, inbox.body) == ("stored", None, None)
    assert await events.failed_deliveries() == []


async def parked(app: App, workspace_id: UUID | None = WORKSPACE, consumer: str = "runs") -> UUID:
    entry = make_entry(make_event(workspace_id=workspace_id))
    async with app.units.grouped_unit(SYSTEM, workspace_id) as unit:
        events.park(unit, consumer, entry, FAILURE)
    return entry.event_id


async def test_a_parked_event_is_a_dead_letter_with_all_that_is_needed_to_try_again(app: App) -> None:
    entry = make_entry(make_event(workspace_id=WORKSPACE))
    for _ in range(2):
        async with app.units.grouped_unit(SYSTEM, WORKSPACE) as unit:
            events.park(unit, "runs", entry, FAILURE)
    letter = await DeadLetter.get()
    assert (letter.envelope, letter.topic, letter.key) == (entry.wire, entry.topic, entry.key)
    assert (letter.reason, letter.attempts) == ("handler_failed", 4)
    assert (await HandledEvent.get()).state == "dead"


async def test_an_event_that_was_handled_meanwhile_is_not_parked(app: App) -> None:
    entry = make_entry()
    async with app.units.grouped_unit(SYSTEM, None) as unit:
        unit.write(events.Steps(lambda: events.handling("runs", entry.event_id, unit.now)))
    async with app.units.grouped_unit(SYSTEM, None) as unit:
        events.park(unit, "runs", entry, FAILURE)
    assert await DeadLetter.all().count() == 0


async def test_a_workspace_sees_its_own_dead_letters_newest_first_and_in_pages(
    app: App, unit_of: Callable[..., Unit]
) -> None:
    mine, owner = await make_workspace()
    other, _ = await make_workspace("Other")
    event_ids = [await parked(app, mine) for _ in range(3)]
    await parked(app, other)
    unit = unit_of(mine, owner)
    first = await events.dead_letters(unit, limit=2)
    rest = await events.dead_letters(unit, limit=2, before=first[-1].id)
    assert len(first) == 2
    assert {one.event_id for one in (*first, *rest)} == set(event_ids)


async def replay(app: App, workspace_id: UUID, letter_id: UUID) -> None:
    async with app.units.open_unit(SYSTEM, workspace_id) as unit:
        await events.replay(unit, letter_id)


async def test_a_replay_sends_the_same_event_again_for_its_consumer_alone(app: App) -> None:
    event_id = await parked(app)
    async with app.units.grouped_unit(SYSTEM, WORKSPACE) as unit:
        unit.write(events.Steps(lambda: events.handling("redactions", event_id, unit.now)))
    letter = await DeadLetter.get()
    await replay(app, WORKSPACE, letter.id)
    row = await OutboxEvent.get()
    assert (row.event_id, row.envelope, row.sent_at) == (event_id, letter.envelope, None)
    assert [one.consumer for one in await HandledEvent.filter(event_id=event_id)] == ["redactions"]
    assert await DeadLetter.all().count() == 0


async def test_a_replay_twice_is_once(app: App) -> None:
    await parked(app)
    letter = await DeadLetter.get()
    outcomes = await asyncio.gather(
        *(replay(app, WORKSPACE, letter.id) for _ in range(4)), return_exceptions=True
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", *["NotFound"] * 3]
    assert await OutboxEvent.all().count() == 1


async def test_nobody_replays_what_is_of_another_workspace(app: App) -> None:
    await parked(app)
    letter = await DeadLetter.get()
    with pytest.raises(NotFound):
        await replay(app, uuid4(), letter.id)
    assert await DeadLetter.all().count() == 1
    with pytest.raises(NotFound):
        await replay(app, WORKSPACE, new_id())


@pytest.mark.postgres
async def test_of_two_that_handle_an_event_at_the_same_moment_one_has_its_effect(app: App) -> None:
    event_id = new_id()

    async def handled() -> bool:
        note = events.Steps(lambda: events.handling("runs", event_id, now()))
        return bool((await app.database.writer.write([note]))[0])

    outside = copy_context()
    async with app.units.open_unit(SYSTEM, None):
        await HandledEvent.create(id=new_id(), consumer="runs", event_id=event_id, state="done")
        other = asyncio.create_task(handled(), context=outside)
        await somebody_waits_for_a_lock()
    assert not await other
