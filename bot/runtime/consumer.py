"""The consumers of the events process: event log → matching configurations → started runs.

Manual commit: one transaction per event (the consumer's inbox row with its effects), shared with others that
are ready, and the offset after it. Twice-read has one effect.
"""

import asyncio
import traceback
from collections.abc import Awaitable, Callable, Generator, Sequence

from prometheus_client import Counter

from bot.contracts.events import MAX_HOPS, Entry, Event, decode
from bot.contracts.unit import SYSTEM, Unit
from bot.ports.log import LogReader, Record
from bot.runtime.units import Units, new_unit
from bot.services import events
from config.errors import ExternalError, InvalidInput, StorageError
from config.failpoints import failpoint, failpoint_async
from config.logs import bound, logger
from config.settings import Log
from storage.bulk import Call, Found, Steps

# The longest pause, and joining the group again, must fit into a recovery of 45 s.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 15.0
HANDLED = Counter(
    "ionflux_events_handled_total", "Events that consumers are done with", ["consumer", "outcome"]
)

_log = logger(__name__)

Handle = Callable[[Unit, Event], Awaitable[None]]
"""Puts the effects of an event on its unit, ``events.handling`` first; nothing where it has none."""


class Consumer:
    """One consumer group's loop."""

    def __init__(self, name: str, reader: LogReader, handle: Handle, *, units: Units, settings: Log) -> None:
        """Handle what ``reader`` finds."""
        self.name = name
        self.reader = reader
        self._handle = handle
        self._units = units
        self._settings = settings

    async def run(self) -> None:
        """Work until cancelled. What is away is waited for: the partition stops, nothing is skipped."""
        pause = FIRST_PAUSE
        while True:
            try:
                # A reader that says nothing for so long is stuck: the supervisor starts this process again.
                async with asyncio.timeout(60):
                    records = await self.reader.read()
                if records:
                    await self._batch(records)
                pause = FIRST_PAUSE
            except (ExternalError, StorageError) as away:
                _log.warning("consumer_waits", consumer=self.name, seconds=pause, why=str(away))
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                await self.reader.go_back()

    async def _batch(self, records: Sequence[Record]) -> None:
        outcomes = await asyncio.gather(
            *(self._once(record.entry) for record in records), return_exceptions=True
        )
        for record, outcome in zip(records, outcomes, strict=True):
            if isinstance(outcome, ExternalError | StorageError):
                raise outcome
            if isinstance(outcome, Exception):
                await self._again(record.entry, outcome)
            elif isinstance(outcome, BaseException):
                raise outcome
        await failpoint_async("cons.before_commit")
        await self.reader.commit(records)

    async def _once(self, entry: Entry) -> None:
        event = decode(entry.wire)
        if event.hop > MAX_HOPS:
            raise InvalidInput("The chain of events is too long.", code="hop_limit")
        with bound(
            event_id=event.event_id, workspace_id=event.workspace_id, correlation_id=event.correlation_id
        ):
            async with self._units.grouped_unit(SYSTEM, event.workspace_id, cause=event) as unit:
                await self._handle(unit, event)
                if unit.writes:
                    unit.write(_MID_TRANSACTION)
        HANDLED.labels(self.name, "done").inc()

    async def _again(self, entry: Entry, first: Exception) -> None:
        """Try a faulty event some more times, then park it."""
        last, attempts = first, 1
        if not isinstance(first, InvalidInput):
            for wait in self._settings.retry_seconds:
                await asyncio.sleep(wait)
                attempts += 1
                try:
                    await self._once(entry)
                except (ExternalError, StorageError):
                    raise
                except Exception as failed:  # noqa: BLE001 - the consumer's parking: one of the four places
                    last = failed
                else:
                    return
        await self._park(entry, first, last, attempts)

    async def _park(self, entry: Entry, first: Exception, last: Exception, attempts: int) -> None:
        reason = last.code if isinstance(last, InvalidInput) else "handler_failed"
        failure = events.Failure(
            reason=reason, first_error=_told(first), last_error=_told(last), attempts=attempts
        )
        unit = new_unit(SYSTEM, entry.workspace_id)
        events.park(unit, self.name, entry, failure)
        if not (await self._units.store(unit))[-1]:
            return
        _log.error(
            "event_parked", consumer=self.name, event_id=str(entry.event_id), reason=reason, why=str(last)
        )
        HANDLED.labels(self.name, "dead").inc()


def _pass_mid_transaction() -> Generator[Call, Found, None]:
    failpoint("cons.mid_tx")
    yield from ()


_MID_TRANSACTION = Steps(_pass_mid_transaction)


def _told(failed: Exception) -> str:
    return "".join(traceback.format_exception(failed, limit=-6))
