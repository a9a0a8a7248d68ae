"""TableLog: the outbox table itself is the log, one offset row per consumer group; what one machine runs.

On SQLite a row is in the log as soon as it is committed: there is one writer at a time, so ids are in the
order of commits. On PostgreSQL the relay numbers committed rows. One reader of a group at a time, by a lease.

A group's place is stored when nothing is to be done, and else once a second: a crash repeats that much, and a
consumer knows what it has handled.
"""

from collections.abc import Generator, Sequence
from typing import Any
from uuid import UUID

from bot.contracts.events import Entry
from bot.ports.jobs import WAKE_OUTBOX
from bot.ports.log import LogReader, Record
from bot.ports.waking import Waker
from config.clock import monotonic
from config.settings import Log
from storage import leases
from storage.bulk import Call, Found, Steps, statement
from storage.db import Database

WAKE_LOG = "ionflux:wake:log"
LARGEST_READ = 200
STORE_SECONDS = 1.0

_NUMBER = statement(
    "SELECT 1 WHERE ? IS NULL",
    postgres="UPDATE outbox_events SET position = numbered.number FROM"
    " (SELECT id, row_number() OVER (ORDER BY id) + greatest("
    # Old rows are deleted: what has been read counts even where no row is left.
    "(SELECT max(position) FROM outbox_events), (SELECT max(position) FROM consumer_offsets), 0)"
    " AS number FROM outbox_events"
    " WHERE id = ANY(?::bigint[]) AND position IS NULL) AS numbered WHERE outbox_events.id = numbered.id",
)
_COLUMNS = "event_id, workspace_id, topic, key, envelope"
_READ = statement(
    f"SELECT id, {_COLUMNS} FROM outbox_events WHERE id > ? ORDER BY id LIMIT {LARGEST_READ}",
    postgres=f"SELECT position, {_COLUMNS} FROM outbox_events WHERE position > ?"
    f" ORDER BY position LIMIT {LARGEST_READ}",
)
_POSITION = statement("SELECT position FROM consumer_offsets WHERE consumer = ?")
_COMMIT = statement(
    "INSERT INTO consumer_offsets (consumer, position) VALUES (?, ?)"
    " ON CONFLICT (consumer) DO UPDATE SET position = excluded.position"
    " WHERE consumer_offsets.position < excluded.position"
)


class TableLog:
    """The log of an installation without Kafka."""

    def __init__(self, database: Database, redis: Any, listening: Any, *, settings: Log, owner: UUID) -> None:
        """Read and number in ``database``; the two Redis clients tell and hear of wakes only."""
        self._database = database
        self._owner = owner
        self._redis = redis
        self._listening = listening
        self._settings = settings

    async def append(self, entries: Sequence[tuple[int, Entry]]) -> Sequence[int]:
        """Number the rows (PostgreSQL); on SQLite they are in the log already."""
        ids = [row_id for row_id, _ in entries]
        if not self._database.is_sqlite:

            def script() -> Generator[Call, Found, None]:
                # A tuple is an array; a list would be JSON.
                yield Call(_NUMBER, (tuple(ids),))

            await self._database.writer.write([Steps(script)])
            await self._redis.publish(WAKE_LOG, b"1")
        return ids

    def reader(self, consumer: str, topics: Sequence[str]) -> LogReader:
        """A reader that waits for its group's lease before it reads."""
        return TableReader(
            self._database, self._listening, consumer=consumer, topics=topics, settings=self._settings,
            owner=self._owner,
        )  # fmt: skip

    async def close(self) -> None:
        """Nothing of its own to let go."""


class TableReader:
    """One group's reader of the outbox table."""

    def __init__(
        self,
        database: Database,
        listening: Any,
        *,
        consumer: str,
        topics: Sequence[str],
        settings: Log,
        owner: UUID,
    ) -> None:
        """Read for ``consumer`` what is of ``topics``."""
        self._database = database
        self._consumer = consumer
        self._topics = frozenset(topics)
        self._settings = settings
        self._owner = owner
        # Read up to, handled up to, stored up to.
        self._position: int | None = None
        self._handled = self._stored = 0
        self._stored_at = 0.0
        self._held_until = 0.0
        self.waker = Waker(listening, WAKE_OUTBOX if database.is_sqlite else WAKE_LOG)

    async def read(self) -> Sequence[Record]:
        """The next records; empty after a look's time without any."""
        if not await self._hold():
            self._position = None
            await self.waker.wait(self._settings.look_seconds)
            return ()
        if self._position is None:
            self._position = self._handled = self._stored = await self._committed()
        rows = await self._database.look(_READ, (self._position,))
        if not rows:
            if not await self.waker.wait(self._settings.look_seconds):
                await self._store()
            if not await self._hold():
                return ()
            rows = await self._database.look(_READ, (self._position,))
        if not rows:
            return ()
        self._position = rows[-1][0]
        found = [Record(_entry(row), row[0]) for row in rows if row[3] in self._topics]
        if not found:
            self._handled = self._position
        if monotonic() - self._stored_at > STORE_SECONDS:
            await self._store()
        return found

    async def commit(self, records: Sequence[Record]) -> None:
        """Go on after the last of them; stored within a second, and on closing."""
        self._handled = max(self._handled, *(record.place for record in records))

    async def go_back(self) -> None:
        """Read again what was not committed."""
        self._position = self._handled if self._position is not None else None

    async def listen(self) -> None:
        """Hear of new rows until cancelled."""
        await self.waker.run()

    async def close(self) -> None:
        """Let another reader of the group begin at once."""
        await self._store()
        await leases.let_go(self._database.writer, f"group:{self._consumer}", self._owner)

    async def _hold(self) -> bool:
        if monotonic() < self._held_until:
            return True
        seconds = self._settings.lease_seconds
        if not await leases.take(self._database.writer, f"group:{self._consumer}", self._owner, seconds):
            return False
        self._held_until = monotonic() + seconds / 2
        return True

    async def _committed(self) -> int:
        found = await self._database.fetch(_POSITION, (self._consumer,))
        return int(found[0][0]) if found else 0

    async def _store(self) -> None:
        handled = self._handled
        if handled == self._stored:
            return

        def script() -> Generator[Call, Found, None]:
            yield Call(_COMMIT, (self._consumer, handled))

        await self._database.writer.write([Steps(script)])
        self._stored, self._stored_at = handled, monotonic()


def _entry(row: Sequence[Any]) -> Entry:
    _, event_id, workspace_id, topic, key, envelope = row
    return Entry(
        event_id=UUID(str(event_id)),
        workspace_id=UUID(str(workspace_id)) if workspace_id else None,
        topic=topic,
        key=key,
        wire=envelope,
    )
