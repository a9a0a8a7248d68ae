"""The chain of one delivery, event, run or message, hop by hop; the event log to watch and to mend."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from rich.console import Console
from rich.markup import escape

from bot.contracts.unit import SYSTEM
from bot.installation import Installation
from bot.services import events
from config.clock import monotonic, now
from config.errors import InvalidInput, NotFound
from storage.db import Database
from storage.models.agents import AgentRunLog, RunStep
from storage.models.chat import Message
from storage.models.events import DeadLetter, HandledEvent, InboxEvent, OutboxEvent
from storage.models.mirrors import ChannelLink, Delivery

# Ids are for copying: a line is never broken.
console = Console(highlight=False, soft_wrap=True)


class Tracer:
    """Reads chains from the rows."""

    @classmethod
    @asynccontextmanager
    async def opened(cls, installation: Installation) -> AsyncIterator["Tracer"]:
        """On that installation's database."""
        database = await Database.connect(installation.settings())
        try:
            yield cls()
        finally:
            await database.close()

    async def hops(self, correlation_id: str, *, seconds: float = 2.0) -> list[tuple[str, float]]:
        """Each hop of the chain with its milliseconds since the first; waits a moment for a chain still going
        on.
        """
        deadline = monotonic() + seconds
        while True:
            found = await chain(UUID(correlation_id))
            is_over = any(
                what.startswith(("run", "skipped")) and "running" not in what for _, what, _ in found
            )
            if (is_over and "pending" not in str(found)) or monotonic() > deadline:
                break
            await asyncio.sleep(0.02)
        start = found[0][0] if found else now()
        return [(what, (at - start) / timedelta(milliseconds=1)) for at, what, _ in found]


async def chain(correlation_id: UUID) -> list[tuple[datetime, str, str]]:
    """When, what and the id of everything that came of one act, in order of time."""
    found: list[tuple[datetime, str, str]] = []
    for inbox in await InboxEvent.filter(correlation_id=correlation_id):
        found.append((inbox.created_at, f"delivery {inbox.topic} {inbox.status}", str(inbox.id)))
    outbox = await OutboxEvent.filter(correlation_id=correlation_id).order_by("id")
    for row in outbox:
        event_type = orjson.loads(row.envelope).get("event_type", row.topic)
        found.append((row.created_at, f"event {event_type}", str(row.event_id)))
    for handled in await HandledEvent.filter(event_id__in=[row.event_id for row in outbox]):
        if handled.state == "skipped":
            found.append(
                (
                    handled.created_at,
                    f"skipped by {handled.consumer}: {handled.reason}",
                    str(handled.event_id),
                )
            )
    for run in await AgentRunLog.filter(correlation_id=correlation_id):
        found.append((run.created_at, "run accepted", str(run.run_id)))
        if run.start_time:
            found.append((run.start_time, "run claimed by a worker", str(run.run_id)))
        if run.end_time:
            found.append((run.end_time, f"run ended: {run.status}", str(run.run_id)))
    for message in await Message.filter(correlation_id=correlation_id):
        found.append(
            (message.created_at, f"message stored as number {message.seq} of its channel", str(message.id))
        )
        found += await _copies(message)
    for dead in await DeadLetter.filter(correlation_id=correlation_id):
        found.append((dead.created_at, f"dead letter: {dead.reason}", str(dead.id)))
    return sorted(found, key=lambda one: one[0])


async def _copies(message: Message) -> list[tuple[datetime, str, str]]:
    """How the message got to platforms."""
    sent = await Delivery.of(message.workspace_id).filter(message_id=message.id, kind="new_message")
    links = ChannelLink.of(message.workspace_id).filter(id__in=[one.link_id for one in sent])
    platforms = dict(await links.values_list("id", "adapter"))
    return [
        (
            one.sent_at or one.updated_at,
            f"{one.state} to {platforms.get(one.link_id, 'a link that ended')}",
            str(one.id),
        )
        for one in sent
    ]


async def show(data_dir: Path, thing: str) -> None:
    """Print the chain that the thing belongs to.

    Raises:
        NotFound: nothing has that id.
    """
    async with Tracer.opened(Installation(data_dir)):
        found = await chain(await _correlation(uuid_of(thing)))
    start = found[0][0]
    console.print(f"[bold]{'ms':>10}  {'hop':56} id[/bold]")
    for at, what, row_id in found:
        console.print(f"{(at - start) / timedelta(milliseconds=1):10.1f}  {escape(what):56} {row_id}")


async def _correlation(thing: UUID) -> UUID:
    for model, field in (
        (InboxEvent, "id"), (OutboxEvent, "event_id"), (AgentRunLog, "run_id"), (Message, "id"),
        (DeadLetter, "id"),
        (InboxEvent, "correlation_id"), (AgentRunLog, "correlation_id"), (OutboxEvent, "correlation_id"),
    ):  # fmt: skip
        row: Any = await model.filter(**{field: thing}).first()
        if row is not None and row.correlation_id is not None:
            return UUID(str(row.correlation_id))
    raise NotFound(f"Nothing has the id {thing}.")


def uuid_of(text: str) -> UUID:
    """The id that was typed.

    Raises:
        InvalidInput: it is none.
    """
    try:
        return UUID(text)
    except ValueError:
        raise InvalidInput(f"'{text}' is no id.") from None


async def tail(data_dir: Path, *, follow: bool) -> None:
    """Print the newest events, and then each as it happens."""
    async with Tracer.opened(Installation(data_dir)):
        newest = await OutboxEvent.all().order_by("-id").limit(20)
        last = _told(list(reversed(newest)), 0)
        while follow:
            await asyncio.sleep(0.5)
            last = _told(await OutboxEvent.filter(id__gt=last).order_by("id").limit(500), last)


def _told(rows: Sequence[OutboxEvent], last: int) -> int:
    for row in rows:
        event_type = orjson.loads(row.envelope).get("event_type", row.topic)
        console.print(f"[dim]{row.created_at:%H:%M:%S.%f}[/dim]  {escape(event_type):48} {row.event_id}")
        last = row.id
    return last


async def dead_letters(data_dir: Path) -> None:
    """Print what failed."""
    async with Tracer.opened(Installation(data_dir)):
        letters = await DeadLetter.all().order_by("id")
        failed = await events.failed_deliveries()
    for letter in letters:
        console.print(
            f"{letter.id}  event     {letter.topic}  {letter.reason}  after {letter.attempts} tries"
        )
    for delivery in failed:
        console.print(
            f"{delivery.id}  delivery  {delivery.source} {escape(f'{delivery.topic}  {delivery.reason}')}"
        )
    if not letters and not failed:
        console.print("There are none.")


async def replay(data_dir: Path, thing: str) -> None:
    """Try again one of them, or all.

    Raises:
        NotFound: it is not among them.
    """
    from bot.app import open_app

    settings = Installation(data_dir).settings()
    wanted = uuid_of(thing) if thing else None
    done = 0
    async with open_app(settings, "events") as app:
        for letter in await DeadLetter.all().order_by("id"):
            if wanted in (None, letter.id):
                async with app.units.open_unit(SYSTEM, letter.workspace_id) as unit:
                    await events.replay(unit, letter.id)
                done += 1
        for delivery in await events.failed_deliveries(limit=10_000):
            if wanted in (None, delivery.id):
                done += await _deliver_again(app, delivery)
    if wanted is not None and not done:
        raise NotFound(f"{thing} is no dead letter and no failed delivery, or it still cannot be read.")
    console.print(f"Tried again: {done}.")


async def _deliver_again(app: Any, delivery: events.FailedDelivery) -> int:
    from bot.contracts.sources import WebhookRequest

    source = app.sources[delivery.source]
    request = WebhookRequest(headers=delivery.headers_json, body=delivery.body, secrets=())
    try:
        facts = source.events(request)
    except InvalidInput as unreadable:
        console.print(f"{delivery.id} still cannot be read: {escape(unreadable.message)}")
        return 0
    async with app.units.open_unit(
        SYSTEM, delivery.workspace_id, correlation_id=delivery.correlation_id
    ) as unit:
        await events.mend(unit, delivery, facts, source.service_name)
    return 1


async def show_run(data_dir: Path, run_id: str) -> None:
    """Print a run with its steps.

    Raises:
        NotFound: there is none.
    """
    async with Tracer.opened(Installation(data_dir)):
        run = await AgentRunLog.get_or_none(run_id=uuid_of(run_id))
        if run is None:
            raise NotFound(f"There is no run {run_id}.")
        steps = await RunStep.filter(run_id=run.run_id).order_by("number", "name")
    preview = escape(run.output_preview_text or "")
    console.print(f"[bold]{run.agent_definition_id_version}[/bold]  {run.status}  {preview}")
    for step in steps:
        console.print(f"  {step.number:2}  {step.name:24} {step.duration_us / 1000:8.2f} ms")
