"""open_unit: transaction → outbox rows → commit → nudges; grouped_unit: the same for hot paths.

These are the only commits in the code base; those of the hot paths are shared.

What follows a commit (nudges, announcements, waking the relay) is collected and done in one trip by
``Aftermath``; losing it delays, never loses.
"""

import asyncio
from collections.abc import AsyncIterator, Generator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from typing import Any
from uuid import UUID

import structlog

from bot.contracts.events import Event
from bot.contracts.unit import Actor, Announcement, Nudge, Unit
from bot.ports.jobs import JobQueue
from bot.ports.live import Live
from bot.services.events import outbox_row
from config.clock import new_id, now
from config.errors import IonfluxError
from config.failpoints import failpoint_async
from config.logs import logger
from storage.bulk import Call, Found, Row, Steps, Write
from storage.db import Database, transaction
from storage.playing import playing

_log = logger(__name__)
MOST_WAITING = 50_000


class Units:
    """Opens units of work and does what follows their commit."""

    def __init__(self, database: Database, jobs: JobQueue, live: Live) -> None:
        """Keep the store and the two ports that are told after a commit."""
        self._database = database
        self.aftermath = Aftermath(jobs, live)

    @asynccontextmanager
    async def open_unit(
        self,
        actor: Actor,
        workspace_id: UUID | None,
        *,
        correlation_id: UUID | None = None,
        cause: Event | None = None,
        span: "Span | None" = None,
    ) -> AsyncIterator[Unit]:
        """One unit in one transaction; leaving the block well commits, an exception rolls all of it back.

        Inside a ``span`` the commit is the span's.
        """
        unit = new_unit(actor, workspace_id, correlation_id=correlation_id, cause=cause)
        async with transaction() if span is None else span.entered():
            yield unit
            await self._flush(unit)
        if span is None:
            self.aftermath.follow(unit)
        else:
            span.units.append(unit)

    @asynccontextmanager
    async def span(self) -> AsyncIterator["Span"]:
        """Several units in one transaction, with what the block itself writes after them; all or nothing."""
        async with AsyncExitStack() as stack:
            span = Span(stack)
            yield span
        for unit in span.units:
            self.aftermath.follow(unit)

    @asynccontextmanager
    async def grouped_unit(
        self,
        actor: Actor,
        workspace_id: UUID | None,
        *,
        correlation_id: UUID | None = None,
        cause: Event | None = None,
    ) -> AsyncIterator[Unit]:
        """One unit whose writes (``unit.write``) share a commit with others; stored on leaving."""
        unit = new_unit(actor, workspace_id, correlation_id=correlation_id, cause=cause)
        yield unit
        await self.store(unit)

    async def store(self, unit: Unit, *, within: float | None = None) -> list[Any]:
        """Commit the unit's writes and events with those of others; the outcomes of its steps.

        Raises:
            StorageBusy, StorageFull: nothing was stored; the first also where ``within`` seconds did not do,
            after which it may yet be stored.
        """
        writes = _taken(unit)
        if not writes:
            self.aftermath.follow(unit)
            return []
        # What is stored is told also where whoever stored it has gone meanwhile.
        store = partial(self._database.writer.write, within=within, then=partial(self.aftermath.follow, unit))
        if any(not isinstance(write, Row) for write in writes):
            return (await store([_anew(unit), *writes]))[1:]
        return await store(writes)

    async def _flush(self, unit: Unit) -> None:
        script = playing([_taken(unit)])
        found: Found | None = None
        with suppress(StopIteration):
            while True:
                found = await self._database.execute(script.send(found))  # type: ignore[arg-type]


def new_unit(
    actor: Actor,
    workspace_id: UUID | None,
    *,
    correlation_id: UUID | None = None,
    cause: Event | None = None,
) -> Unit:
    """A unit of this moment, for ``Units.store``."""
    return Unit(
        actor=actor,
        workspace_id=workspace_id,
        correlation_id=correlation_id or (cause.correlation_id if cause else new_id()),
        now=now(),
        cause=cause,
    )


def _taken(unit: Unit) -> list[Write]:
    """All that the unit wants stored; it lets go of it.

    Most writes know their unit. While it knows them too, only the collector of garbage can free both, which
    then takes a fifth of the time of a message.
    """
    writes: list[Write] = unit.writes
    unit.writes = []
    writes += map(outbox_row, unit.events)
    return writes


def _anew(unit: Unit) -> Steps[None]:
    """A step that goes before the unit's others, which may be run again with their group: what they added to
    the unit the time before was not stored.
    """
    announced, nudged = len(unit.announcements), len(unit.nudges)

    def script() -> Generator[Call, Found, None]:
        del unit.announcements[announced:], unit.nudges[nudged:]
        yield from ()

    return Steps(script)


class Span:
    """One transaction, begun when the first unit is opened in it."""

    def __init__(self, stack: AsyncExitStack) -> None:
        """Use ``Units.span``."""
        self.units: list[Unit] = []
        self._stack = stack
        self._is_open = False

    @asynccontextmanager
    async def entered(self) -> AsyncIterator[None]:
        """Be inside the transaction."""
        if not self._is_open:
            await self._stack.enter_async_context(transaction())
            self._is_open = True
        yield


class Aftermath:
    """Does what committed units asked for, in one trip for all that gathered meanwhile."""

    def __init__(self, jobs: JobQueue, live: Live) -> None:
        """Nudge through ``jobs``, announce through ``live``."""
        self._jobs = jobs
        self._live = live
        self._nudges: list[Nudge] = []
        self._announcements: list[Announcement] = []
        self._is_outbox_due = False
        self._something = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()

    def follow(self, unit: Unit) -> None:
        """Take over what the unit asked for; it is stored by now."""
        has_rows = bool(unit.events) or unit.has_outbox_rows
        if not (unit.nudges or unit.announcements or has_rows):
            return
        if len(self._nudges) + len(self._announcements) < MOST_WAITING:
            self._nudges += unit.nudges
            self._announcements += unit.announcements
        self._is_outbox_due = self._is_outbox_due or has_rows
        self._idle.clear()
        self._something.set()

    async def drained(self) -> None:
        """Return when nothing waits."""
        await self._idle.wait()

    async def run(self) -> None:
        """Work until cancelled. A queue that is away costs a log line: the sweep and the readers catch up."""
        while True:
            await self._something.wait()
            self._something.clear()
            nudges, self._nudges = self._nudges, []
            announcements, self._announcements = self._announcements, []
            is_due, self._is_outbox_due = self._is_outbox_due, False
            try:
                await self._act(nudges, announcements, is_due=is_due)
            except (IonfluxError, OSError) as away:
                _log.warning(
                    "aftermath_lost", nudges=len(nudges), announcements=len(announcements), why=str(away)
                )
            if not self._something.is_set():
                self._idle.set()

    async def _act(self, nudges: list[Nudge], announcements: list[Announcement], *, is_due: bool) -> None:
        if nudges:
            await failpoint_async("run.before_enqueue")
        if announcements:
            await failpoint_async("msg.before_fanout")
        refused = await self._jobs.enqueue(nudges, wake_relay=is_due)
        for nudge in refused:
            _log.info("nudge_refused", job=nudge.job, key=str(nudge.key), attempt=nudge.attempt)
        if announcements:
            await self._live.publish(announcements)


def bind(unit: Unit) -> None:
    """Put the unit's ids on every log line of this task from here on."""
    structlog.contextvars.bind_contextvars(
        workspace_id=str(unit.workspace_id) if unit.workspace_id else None,
        correlation_id=str(unit.correlation_id),
    )
