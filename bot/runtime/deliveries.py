"""The worker's deliveries: claim in one unit, send in none, record in another; reminders of what nobody
acknowledges; the sweep for both.

A crash between sending and recording sends again, with the same key: whoever gets both sees one.
"""

import asyncio
import random
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from prometheus_client import Counter

from bot.contracts.adapters import Adapter
from bot.contracts.messages import Link, OutboundMessage, Place
from bot.contracts.unit import SYSTEM, Nudge
from bot.ports.jobs import JobQueue
from bot.runtime.units import Units, new_unit
from bot.services import deliveries, reminders
from bot.services.deliveries import Claimed
from bot.services.notices import JOB
from bot.services.reminders import Reminding
from config.clock import now
from config.errors import ExternalError, RateLimited, StorageError, Unreachable
from config.failpoints import failpoint_async
from config.logs import bound, logger
from storage.bulk import Steps
from storage.db import Database, refuse_inside_transaction

DELIVERIES = Counter("ionflux_deliveries_total", "Deliveries that were tried", ["adapter", "outcome"])
AT_ONCE, MOST_WAITING = 8, 5000

_log = logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How things leave: by which adapters, with links to where, and when to remind."""

    adapters: Mapping[str, Adapter]
    public_url: str
    reminding: Reminding
    sweep_seconds: float
    lease_seconds: float


class Deliveries:
    """Serves the order ``deliver_notification``, and looks for what nobody has in hand."""

    def __init__(self, database: Database, jobs: JobQueue, units: Units, sending: Sending) -> None:
        """Keep the parts."""
        self._database = database
        self._jobs = jobs
        self._units = units
        self._sending = sending
        # Jobs of the worker are few, and runs need them: a delivery waits here for its turn.
        self._waiting: asyncio.Queue[UUID] = asyncio.Queue(MOST_WAITING)
        self._known: set[UUID] = set()
        self._in_hand = 0
        self._is_idle = asyncio.Event()
        self._is_idle.set()
        self._is_draining = False
        self._dice = random.Random()  # noqa: S311 - spreads retries, guards nothing

    async def take(self, delivery_id: UUID) -> None:
        """Serve the order soon. What finds no room, or is lost with the process, the sweep finds again."""
        if delivery_id not in self._known and not self._waiting.full():
            self._known.add(delivery_id)
            self._waiting.put_nowait(delivery_id)

    async def run(self) -> None:
        """Deliver what was taken, some at a time, and sweep, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            for _ in range(AT_ONCE):
                tasks.create_task(self._work())
            tasks.create_task(self._sweep())

    async def drain(self, seconds: float) -> None:
        """Take nothing new; let what is in hand end in time. What does not is sent again, with its key."""
        self._is_draining = True
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._is_idle.wait()

    async def deliver(self, delivery_id: UUID) -> None:
        """Claim the delivery and bring it out; nothing happens when it is not to be had."""
        claimed = await self._write(deliveries.claiming(delivery_id, now(), self._sending.lease_seconds))
        if claimed is None:
            return
        with bound(delivery_id=delivery_id, workspace_id=claimed.workspace_id):
            await failpoint_async("ad.out.after_claim")
            await self._send(claimed)

    async def _work(self) -> None:
        while True:
            delivery_id = await self._waiting.get()
            self._known.discard(delivery_id)
            if self._is_draining:
                continue
            self._in_hand += 1
            self._is_idle.clear()
            try:
                await self.deliver(delivery_id)
            except (StorageError, ExternalError) as away:
                _log.warning("delivery_interrupted", delivery_id=str(delivery_id), why=str(away))
            except Exception as broken:  # noqa: BLE001 - the worker's table; the row's lease runs out
                _log.error("delivery_broken", delivery_id=str(delivery_id), exc_info=broken)
            finally:
                self._in_hand -= 1
                if not self._in_hand:
                    self._is_idle.set()

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(self._sending.sweep_seconds)
            try:
                await self.sweep_once()
            except (StorageError, ExternalError) as away:
                _log.warning("sweep_waits", why=str(away))

    async def sweep_once(self) -> int:
        """Remind where it is due, and nudge what is due and in nobody's hand; how many deliveries were."""
        for workspace_id, notification_id in await reminders.due(new_unit(SYSTEM, None)):
            async with self._units.open_unit(SYSTEM, workspace_id) as unit:
                if await reminders.remind(unit, notification_id, self._sending.reminding):
                    _log.info("reminded", notification_id=str(notification_id))
        if not self._sending.adapters:
            return 0
        found = await deliveries.due(self._database, now())
        nudges = [Nudge(JOB, delivery_id, attempt) for delivery_id, attempt in found]
        # Refused are those whose job still waits in the queue.
        return len(nudges) - len(await self._jobs.enqueue(nudges))

    async def _send(self, one: Claimed) -> None:
        adapter = self._sending.adapters.get(one.adapter)
        place = Place(adapter=one.adapter, channel=one.address)
        refuse_inside_transaction("a delivery")
        try:
            if adapter is None:
                raise Unreachable(f"'{one.adapter}' is turned off.", service=one.adapter)
            await adapter.send(place, self._message(one))
        except (Unreachable, RateLimited) as away:
            await self._record(one, deliveries.put_off(one, now(), away.message, dice=self._dice), "later")
        except ExternalError as refused:
            await self._record(one, deliveries.refused(one, now(), refused.message), "refused")
        else:
            await failpoint_async("ad.out.after_call")
            await self._record(one, deliveries.sent(one, now()), "sent")

    async def _record(self, one: Claimed, outcome: Steps[None], word: str) -> None:
        await self._write(outcome)
        DELIVERIES.labels(one.adapter, word).inc()
        _log.info("delivery", outcome=word, attempt=one.attempts)

    async def _write(self, steps: Steps[Any]) -> Any:
        return (await self._database.writer.write([steps]))[0]

    def _message(self, one: Claimed) -> OutboundMessage:
        title = one.title_text
        if one.occasion == "reminder":
            title = f"Still not acknowledged: {title}"
        elif one.level == "critical":
            title = f"Critical: {title}"
        if one.count > 1:
            title = f"{title} ({one.count} times)"
        return OutboundMessage(
            key=one.id,
            title_text=title,
            body_text=one.body_text,
            foot_text=f"From {_one_line(one.workspace_name)}; your inbox there sets what is mailed to you.",
            links=(Link(label="Open in IONFLUX", url=self._link(one)),),
        )

    def _link(self, one: Claimed) -> str:
        """Where to see it in context: the message in its channel and thread, else the inbox."""
        space = f"{self._sending.public_url}/w/{one.workspace_id}"
        if one.channel_id is None:
            return f"{space}/inbox"
        named = {"thread": one.thread_id, "m": one.message_id}
        asked = urlencode({name: str(value) for name, value in named.items() if value is not None})
        return f"{space}/c/{one.channel_id}" + (f"?{asked}" if asked else "")


def _one_line(text: str) -> str:
    return " ".join(text.split())
