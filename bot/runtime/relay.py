"""The relay of the events process: outbox rows → event log. At least once, in order per key, for ever.

One relay works at a time, by a lease. A key whose row was refused waits; the others go on. Where the outbox
is the log itself (one machine without Kafka) there is nothing to bring, and no relay.
"""

import asyncio
import random
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from prometheus_client import Counter

from bot.contracts.events import Entry
from bot.ports.jobs import WAKE_OUTBOX
from bot.ports.log import EventLog
from bot.ports.waking import Waker
from config.clock import monotonic, now
from config.errors import ExternalError, StorageError
from config.failpoints import failpoint_async
from config.logs import logger
from config.settings import Log
from storage import leases
from storage.bulk import Call, Found, Steps, statement
from storage.db import Database

LEASE = "relay"
LARGEST_TAKE = 500
# A row that was refused waits by itself. While the whole log is away none does: the relay waits, and never so
# long that a recovery takes 45 s.
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=0.5), timedelta(seconds=60)
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 15.0

RELAYED = Counter("ionflux_relayed_events_total", "Outbox rows that the event log has acknowledged")

_DUE = statement(
    "SELECT id, event_id, workspace_id, topic, key, envelope, attempts FROM outbox_events"
    " WHERE sent_at IS NULL AND (next_at IS NULL OR next_at <= ?) AND NOT EXISTS"
    " (SELECT 1 FROM outbox_events AS earlier WHERE earlier.sent_at IS NULL"
    " AND earlier.key = outbox_events.key AND earlier.id < outbox_events.id AND earlier.next_at > ?)"
    f" ORDER BY id LIMIT {LARGEST_TAKE}"
)
_SENT = statement("UPDATE outbox_events SET sent_at = ? WHERE id = ?")
_LATER = statement("UPDATE outbox_events SET attempts = attempts + 1, next_at = ? WHERE id = ?")

_log = logger(__name__)


@dataclass(frozen=True, slots=True)
class _Due:
    id: int
    entry: Entry
    attempts: int


class Relay:
    """Brings what is in the outbox to the log."""

    def __init__(self, database: Database, log: EventLog, redis: Any, *, settings: Log, owner: UUID) -> None:
        """Read ``database``, append to ``log``; ``redis`` carries wakes only."""
        self._database = database
        self._log = log
        self._settings = settings
        self._owner = owner
        self._held_until = 0.0
        self.waker = Waker(redis, WAKE_OUTBOX)

    async def run(self) -> None:
        """Work until cancelled; whatever is away is waited for."""
        pause = SHORTEST_PAUSE
        while True:
            try:
                sent = await self._hold() and await self.relay_once()
                pause = SHORTEST_PAUSE
            except (ExternalError, StorageError) as away:
                _log.warning("relay_waits", seconds=pause, why=str(away))
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            if not sent:
                await self.waker.wait(self._settings.look_seconds)

    async def close(self) -> None:
        """Let another relay begin at once."""
        await leases.let_go(self._database.writer, LEASE, self._owner)

    async def relay_once(self) -> bool:
        """Take what is due, append it, mark it; whether there may be more."""
        due = await self._due()
        if not due:
            return False
        await failpoint_async("relay.before_send")
        sent = set(await self._log.append([(row.id, row.entry) for row in due]))
        await failpoint_async("relay.after_ack")
        await self._mark(sent)
        await self._postpone([row for row in due if row.id not in sent])
        RELAYED.inc(len(sent))
        return True

    async def _hold(self) -> bool:
        if monotonic() < self._held_until:
            return True
        seconds = self._settings.lease_seconds
        if await leases.take(self._database.writer, LEASE, self._owner, seconds):
            self._held_until = monotonic() + seconds / 2
            return True
        return False

    async def _due(self) -> Sequence[_Due]:
        moment = now()
        rows = await self._database.fetch(_DUE, (moment, moment))
        return [
            _Due(
                row[0],
                Entry(
                    event_id=UUID(str(row[1])),
                    workspace_id=UUID(str(row[2])) if row[2] else None,
                    topic=row[3],
                    key=row[4],
                    wire=row[5],
                ),
                row[6],
            )
            for row in rows
        ]

    async def _mark(self, sent: set[int]) -> None:
        await self._write([Call(_SENT, (now(), row_id)) for row_id in sorted(sent)])

    async def _postpone(self, due: Sequence[_Due]) -> None:
        await self._write([Call(_LATER, (now() + _wait(row.attempts), row.id)) for row in due])

    async def _write(self, calls: Sequence[Call]) -> None:
        def script() -> Generator[Call, Found, None]:
            # Not "yield from": a list takes no answers.
            for call in calls:  # noqa: UP028
                yield call

        if calls:
            await self._database.writer.write([Steps(script)])


def _wait(attempts: int) -> timedelta:
    longest: timedelta = min(FIRST_WAIT * 2.0 ** min(attempts, 10), LONGEST_WAIT)
    return longest * (0.5 + random.random() / 2)  # noqa: S311 - jitter, nothing to guess
