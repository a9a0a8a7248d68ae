"""The worker's part of the mirror: each link is drained in order by one worker at a time. What is to be shown
is read now, so that a message changed since is sent as it is.
"""

import asyncio
import random
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from prometheus_client import Counter

from bot.contracts.adapters import Adapter
from bot.contracts.unit import SYSTEM
from bot.runtime.ahead import Ahead
from bot.runtime.copying import Copier, Work
from bot.runtime.paces import Paces
from bot.runtime.units import Units
from bot.services import drains, mirrors
from bot.services.drains import Outcome
from config.clock import now
from config.errors import AccessLost, ExternalError, RateLimited, StorageError, Unreachable
from config.failpoints import failpoint_async
from config.logs import bound, logger
from storage.bulk import Steps
from storage.db import Database, refuse_inside_transaction
from storage.models.mirrors import ChannelLink, Delivery

MIRRORED = Counter("ionflux_mirrored_total", "Deliveries to chat platforms", ["adapter", "outcome"])
REPEATED = Counter("ionflux_mirrored_again_total", "Sent though it may have arrived before", ["adapter"])
AT_ONCE = 64
PATIENCE = timedelta(seconds=5)
# What may have arrived is sent again where nothing can be looked up: rather twice than never.
MOST_REPEATS = 3

_log = logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draining:
    """By which adapters, how long a link is held without renewal, and how much faster than their pace."""

    adapters: Mapping[str, Adapter]
    sweep_seconds: float
    lease_seconds: float
    pace: float = 1.0


class Mirroring:
    """Serves the order ``drain_link``, and looks for links that nobody has in hand."""

    def __init__(self, database: Database, units: Units, copier: Copier, draining: Draining) -> None:
        """Keep the parts."""
        self._database = database
        self._units = units
        self.copier = copier
        self._draining = draining
        self._paces = Paces(draining.pace)
        self._dice = random.Random()  # noqa: S311 - spreads retries, guards nothing
        self._wanted: dict[UUID, bool] = {}
        self._tasks: asyncio.TaskGroup | None = None
        self._room = asyncio.Semaphore(AT_ONCE)
        self._is_draining = False
        self._is_idle = asyncio.Event()
        self._is_idle.set()

    async def take(self, link_id: UUID) -> None:
        """Drain the link soon. One that is being drained is looked at once more after that."""
        if link_id in self._wanted:
            self._wanted[link_id] = True
        elif self._tasks is not None and not self._is_draining:
            self._wanted[link_id] = False
            self._is_idle.clear()
            self._tasks.create_task(self._work(link_id))

    async def run(self) -> None:
        """Drain what was taken, and sweep, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            self._tasks = tasks
            while True:
                with suppress(StorageError):
                    for link_id in await drains.due(self._database, now()):
                        await self.take(link_id)
                await asyncio.sleep(self._draining.sweep_seconds)

    async def drain(self, seconds: float) -> None:
        """Begin nothing new; let what is being sent arrive, in time."""
        self._is_draining = True
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._is_idle.wait()

    async def _work(self, link_id: UUID) -> None:
        try:
            while True:
                self._wanted[link_id] = False
                async with self._room:
                    wait = await self.drained(link_id)
                if wait is not None:
                    await asyncio.sleep(wait.total_seconds())
                elif not self._wanted[link_id]:
                    return
        except StorageError as away:
            _log.warning("drain_interrupted", link_id=str(link_id), why=str(away))
        except Exception as broken:  # noqa: BLE001 - the worker's table; the lease runs out
            _log.error("drain_broken", link_id=str(link_id), exc_info=broken)
        finally:
            del self._wanted[link_id]
            if not self._wanted:
                self._is_idle.set()

    async def drained(self, link_id: UUID) -> timedelta | None:
        """Send what waits; how long to wait where the other side says later, None where all is done or the
        link is not to be had.
        """
        if not await self._write(drains.claiming(link_id, now(), self._draining.lease_seconds)):
            return None
        await failpoint_async("ad.out.after_claim")
        wait: timedelta | None = None
        try:
            link = await drains.held(self._database, link_id)
            if link is None:
                return None
            with bound(link_id=link_id, workspace_id=link.workspace_id):
                while wait is None and not self._is_draining and (batch := await drains.waiting(link)):
                    wait = await self._sent_all(link, batch)
        finally:
            # Anything but a pause is looked at once more: what came meanwhile was refused the lease.
            until = now() + wait if wait else None
            await self._write(drains.letting_go(link_id, until))
        if wait is None and not self._is_draining and await self._has_more(link):
            return timedelta(0)
        return min(wait, PATIENCE) if wait is not None and wait <= PATIENCE else None

    async def _has_more(self, link: ChannelLink) -> bool:
        return link.status == "active" and bool(await drains.waiting(link))

    async def _sent_all(self, link: ChannelLink, batch: Sequence[Delivery]) -> timedelta | None:
        later = {one.message_id: one.seq for one in batch if one.kind == "message_updated"}
        gone = {one.message_id for one in batch if one.kind == "message_deleted"}
        ahead = Ahead(link)
        for at, one in enumerate(batch):
            if one.kind != "message_deleted" and one.message_id in gone and not one.is_begun:
                await self._record(_over(one, link, "skipped", "The message was taken back."))
                continue
            if one.kind == "message_updated" and later[one.message_id] != one.seq and not one.is_begun:
                await self._record(_over(one, link, "skipped", "A later change shows all of it."))
                continue
            outcome, wait = await self._sent(link, batch[at:], ahead)
            await self._record(outcome)
            ahead.forget(one.message_id, *(outcome.root_thread or ())[:1])
            if wait is not None or link.status != "active":
                return wait or timedelta(0)
        return None

    async def _sent(
        self, link: ChannelLink, waiting: Sequence[Delivery], ahead: Ahead
    ) -> tuple[Outcome, timedelta | None]:
        """Send the first; what came of it, and how long to wait where it was not sent."""
        one = waiting[0]
        adapter = self._draining.adapters.get(link.adapter)
        refuse_inside_transaction("a delivery")
        try:
            if adapter is None:
                raise Unreachable(f"'{link.adapter}' is turned off.", service=link.adapter)
            await ahead.read(waiting)
            return await self._carried(adapter, link, one, ahead), None
        except AccessLost as lost:
            async with self._units.open_unit(SYSTEM, link.workspace_id) as unit:
                await mirrors.broken(unit, link.id, lost.message)
            link.status = "broken"
            return _over(one, link, "pending", lost.message), None
        except (Unreachable, RateLimited) as away:
            return self._put_off(link, one, away)
        except ExternalError as refused:
            return _over(one, link, "failed", refused.message), None

    async def _carried(self, adapter: Adapter, link: ChannelLink, one: Delivery, ahead: Ahead) -> Outcome:
        work = await self.copier.prepared(adapter, link, one, ahead)
        if isinstance(work, Outcome):
            return work
        is_repeat = one.is_begun and one.kind == "new_message"
        if is_repeat and not adapter.capabilities.is_idempotent and one.repeats >= MOST_REPEATS:
            told = f"It may have arrived. It was sent {MOST_REPEATS + 1} times, and is not sent again."
            return _over(one, link, "failed", told)
        if is_repeat and not adapter.capabilities.is_idempotent:
            REPEATED.labels(link.adapter).inc()
        begun = drains.beginning(one, now(), is_repeat=is_repeat, lease_seconds=self._draining.lease_seconds)
        if not await self._write(begun):
            raise Unreachable("Another worker has it.", service=link.adapter)
        one.attempts += 1
        outcome = await self._performed(adapter, work, is_repeat=is_repeat)
        await failpoint_async("ad.out.after_call")
        return outcome

    async def _performed(self, adapter: Adapter, work: Work, *, is_repeat: bool) -> Outcome:
        link, able = work.link, adapter.capabilities
        calls = 0

        async def turn() -> None:
            nonlocal calls
            if calls:
                self._paces.arrived(link.id)
            calls += 1
            account = (link.adapter, link.account)
            await self._paces.turn(link.id, able.place_pace, account, able.account_pace)

        async def keep(steps: Steps[None]) -> None:
            await self._write(steps)

        try:
            return await work.perform(adapter, turn, keep, is_repeat=is_repeat)
        finally:
            if calls:
                self._paces.arrived(link.id)

    def _put_off(
        self, link: ChannelLink, one: Delivery, away: ExternalError
    ) -> tuple[Outcome, timedelta | None]:
        if now() - one.created_at > drains.GIVE_UP:
            return _over(one, link, "dead", f"Given up after a day: {away.message}"), None
        # Told to wait it was not taken; else nobody knows.
        may_have_arrived = not isinstance(away, RateLimited) and one.attempts > 0
        outcome = replace(_over(one, link, "pending", away.message), is_begun=may_have_arrived)
        if away.retry_after is not None:
            return outcome, max(away.retry_after, timedelta(milliseconds=50))
        most = min(drains.LONGEST_WAIT, drains.FIRST_WAIT * 2 ** min(max(one.attempts - 1, 0), 10))
        return outcome, timedelta(seconds=most * self._dice.uniform(0.75, 1.0))

    async def _record(self, outcome: Outcome) -> None:
        await self._write(drains.recording(outcome, now()))
        MIRRORED.labels(outcome.link.adapter, outcome.state).inc()
        _log.debug("mirrored", outcome=outcome.state, seq=outcome.delivery.seq, why=outcome.error_text)

    async def _write(self, steps: Steps[Any]) -> Any:
        return (await self._database.writer.write([steps]))[0]


def _over(one: Delivery, link: ChannelLink, state: str, why: str) -> Outcome:
    return Outcome(delivery=one, link=link, state=state, error_text=why)
