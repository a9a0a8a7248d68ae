"""GroupWriter: the writes of units that are ready while a commit runs share the next one. No timer.

Each unit is all or nothing: when a group fails, it is stored again with its units kept apart, so that one bad
unit fails alone.
"""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

import orjson

from config.errors import StorageBusy, StorageFull
from storage.bulk import Call, Outcome, Rows, Write
from storage.failures import storage_error
from storage.playing import playing
from storage.postgres_writer import PostgresDriver

LARGEST_GROUP, MOST_WAITING = 512, 20_000
# So many rows go to SQLite in one statement, prepared once for each count. Between two statements the thread
# has to wait for its turn in the interpreter; within one it runs beside the event loop.
MOST_ROWS, PREPARED = 32, 256
# Units that are stored in the event loop itself; it stands still for some milliseconds at most.
MOST_HERE = 64
# Every so often the thread commits, which also brings the write-ahead log back into the database.
THREADS_TURN = 200
sqlite3.register_adapter(UUID, str)
sqlite3.register_adapter(datetime, lambda value: value.astimezone(UTC).isoformat(" "))
for _kind in (dict, list):
    sqlite3.register_adapter(_kind, lambda value: orjson.dumps(value).decode())


@dataclass(slots=True)
class _Pending:
    writes: Sequence[Write]
    done: asyncio.Future[list[Any]]
    then: Callable[[], None] | None


class _Driver(Protocol):
    async def run(self, group: Sequence[Sequence[Write]]) -> list[Outcome]: ...

    async def close(self) -> None: ...


class GroupWriter:
    """The one writer of a process for units that share commits."""

    def __init__(self, driver: _Driver) -> None:
        """Write through ``driver``; ``connect`` makes both."""
        self._driver = driver
        self._waiting: list[_Pending] = []
        self._task: asyncio.Task[None] | None = None

    @classmethod
    def on_sqlite(cls, path: Path, *, is_durable: bool) -> "GroupWriter":
        """A writer on its own connection and thread; ``is_durable``: a commit survives a power cut."""
        return cls(_SqliteDriver(path, is_durable=is_durable))

    @classmethod
    def on_postgres(cls, url: str) -> "GroupWriter":
        """A writer on its own connection."""
        return cls(PostgresDriver(url))

    async def write(
        self,
        writes: Sequence[Write],
        *,
        within: float | None = None,
        then: Callable[[], None] | None = None,
    ) -> list[Any]:
        """Store all of ``writes`` or none; the outcomes of its ``Steps`` in order. Returns after the commit,
        and after ``then``, which is called for what was stored also where nobody waits for it any more.

        Raises:
            StorageBusy, StorageFull: nothing was stored. A caller that stops waiting withdraws what has not
            begun; so do ``within`` seconds, after which what has begun may yet be stored.
        """
        if len(self._waiting) >= MOST_WAITING:
            raise StorageBusy("Too much waits to be stored.", retry_after=timedelta(seconds=5))
        loop = asyncio.get_running_loop()
        done: asyncio.Future[list[Any]] = loop.create_future()
        self._waiting.append(_Pending(writes, done, then))
        if self._task is None:
            # Kept in self and awaited by close(); it ends when nothing waits.
            self._task = asyncio.ensure_future(self._work())
        if within is None:
            return await done
        # A plain timer: asyncio.timeout costs as much as the rest of this function.
        timer = loop.call_later(within, _give_up, done)
        try:
            return await done
        finally:
            timer.cancel()

    async def close(self) -> None:
        """Finish what waits, then let the connection go."""
        while self._task is not None:
            await asyncio.wait([self._task])
        await self._driver.close()

    async def _work(self) -> None:
        try:
            while self._waiting:
                wanted = [unit for unit in self._waiting if not unit.done.done()]
                group, self._waiting = wanted[:LARGEST_GROUP], wanted[LARGEST_GROUP:]
                for unit, outcome in zip(group, await self._outcomes(group), strict=True):
                    _settle_unit(unit, outcome)
        finally:
            self._task = None

    async def _outcomes(self, group: list[_Pending]) -> Sequence[Outcome]:
        try:
            return await self._driver.run([unit.writes for unit in group])
        except BaseException as broken:  # noqa: BLE001 - handed to every caller that waits
            return [broken] * len(group)


def _settle_unit(unit: _Pending, outcome: Outcome) -> None:
    if unit.then is not None and not isinstance(outcome, BaseException):
        unit.then()
    if unit.done.done():
        return
    if isinstance(outcome, BaseException):
        unit.done.set_exception(outcome)
    else:
        unit.done.set_result(outcome)


class _SqliteDriver:
    """A connection in a thread of its own: the loop hands over a group and is called back.

    Where a commit waits for no disk, a small group is stored in the loop itself while nobody else writes: a
    statement takes some microseconds, and two changes of the thread a good part of a millisecond.
    """

    def __init__(self, path: Path, *, is_durable: bool) -> None:
        self._path = path
        self._is_durable = is_durable
        self._here: sqlite3.Connection | None = None
        self._stored_here = 0
        self._synchronous = "FULL" if is_durable else "NORMAL"
        self._queue: queue.SimpleQueue[tuple[Any, Any, Any] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="writer", daemon=True)
        self._thread.start()

    async def run(self, group: Sequence[Sequence[Write]]) -> list[Outcome]:
        self._stored_here += 1
        if not self._is_durable and len(group) <= MOST_HERE and self._stored_here < THREADS_TURN:
            outcomes = self._at_once(group)
            if outcomes is not None:
                return outcomes
        self._stored_here = 0
        loop = asyncio.get_running_loop()
        done: asyncio.Future[list[Outcome]] = loop.create_future()
        self._queue.put((group, loop, done))
        return await done

    async def close(self) -> None:
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)
        _close(self._here)

    def _at_once(self, group: Sequence[Sequence[Write]]) -> list[Outcome] | None:
        """Store the group here and now; None where that would wait, or fails: the thread does both."""
        try:
            if self._here is None:
                self._here = self._connected(timeout=0)
                # Checkpoints wait for the disk: they are for the threads.
                self._here.execute("PRAGMA wal_autocheckpoint=0")
            return self._together(self._here, group)
        except Exception:  # noqa: BLE001 - whatever it was happens again in the thread, and is told from there
            if self._here is not None and self._here.in_transaction:
                self._here.execute("ROLLBACK")
            return None

    def _serve(self) -> None:
        connection: sqlite3.Connection | None = None
        while (job := self._queue.get()) is not None:
            group, loop, done = job
            try:
                connection = connection or self._connected()
                outcomes = self._store(connection, group)
            except Exception as broken:  # noqa: BLE001 - told to whoever waits; the next group connects anew
                outcomes = [storage_error(broken)] * len(group)
                _close(connection)
                connection = None
            loop.call_soon_threadsafe(_settle, done, outcomes)
        _close(connection)

    def _connected(self, *, timeout: float = 5.0) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, isolation_level=None, timeout=timeout, cached_statements=PREPARED
        )
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA synchronous={self._synchronous}")
        return connection

    def _store(self, connection: sqlite3.Connection, group: Sequence[Sequence[Write]]) -> list[Outcome]:
        try:
            return self._together(connection, group)
        except Exception as failed:  # noqa: BLE001 - a unit fails rarely: only then are they kept apart
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if len(group) == 1 or isinstance(storage_error(failed), StorageBusy | StorageFull):
                return [storage_error(failed)] * len(group)
        try:
            return self._apart(connection, group)
        except Exception as failed:  # noqa: BLE001 - no single unit's: it is given to all of them
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            return [storage_error(failed)] * len(group)

    def _together(self, connection: sqlite3.Connection, group: Sequence[Sequence[Write]]) -> list[Outcome]:
        connection.execute("BEGIN IMMEDIATE")
        outcomes = _played(connection, group)
        connection.execute("COMMIT")
        return list(outcomes)

    def _apart(self, connection: sqlite3.Connection, group: Sequence[Sequence[Write]]) -> list[Outcome]:
        """The same, but a unit that fails takes none with it."""
        connection.execute("BEGIN IMMEDIATE")
        outcomes = [self._one(connection, writes) for writes in group]
        connection.execute("COMMIT")
        return outcomes

    def _one(self, connection: sqlite3.Connection, writes: Sequence[Write]) -> Outcome:
        connection.execute("SAVEPOINT unit")
        try:
            (result,) = _played(connection, [writes])
        except Exception as failed:
            if isinstance(error := storage_error(failed), StorageBusy | StorageFull):
                raise
            connection.execute("ROLLBACK TO unit")
            connection.execute("RELEASE unit")
            return error
        connection.execute("RELEASE unit")
        return result


def _played(connection: sqlite3.Connection, group: Sequence[Sequence[Write]]) -> list[list[Any]]:
    script = playing(group)
    found: Sequence[Any] | None = None
    try:
        while True:
            found = _found(connection, script.send(found))  # type: ignore[arg-type]
    except StopIteration as end:
        outcomes: list[list[Any]] = end.value
        return outcomes


def _found(connection: sqlite3.Connection, call: Call) -> Sequence[Any]:
    statement, params = call.statement, call.params
    if not isinstance(call, Rows):
        return connection.execute(statement.sqlite, _texts((params,))).fetchall()
    if statement.sqlite_rows is None:
        connection.executemany(statement.sqlite, params)
        return ()
    for start in range(0, len(params), MOST_ROWS):
        some = params[start : start + MOST_ROWS]
        connection.execute(statement.sqlite_rows(len(some)), _texts(some))
    return ()


def _texts(rows: Sequence[Sequence[Any]]) -> list[Any]:
    """All values of the rows, identifiers and times as text.

    The driver would look for an adapter of each, and keep the interpreter from the event loop for that long.
    """
    return [
        value if (text := _TEXT.get(type(value))) is None else text(value) for row in rows for value in row
    ]


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


# Rows share workspace, channel, sender and time with those before them: each is made once.
_TEXT: Mapping[type, Callable[[Any], str]] = {
    UUID: lru_cache(8192)(str),
    # Equal moments are one key: they are written alike, whatever their zone.
    datetime: lru_cache(1024)(lambda value: value.astimezone(UTC).isoformat(" ")),
    dict: _json,
    list: _json,
}


def _close(connection: sqlite3.Connection | None) -> None:
    if connection is not None:
        with suppress(sqlite3.Error):
            connection.close()


def _settle(done: "asyncio.Future[list[Outcome]]", outcomes: list[Outcome]) -> None:
    if not done.done():
        done.set_result(outcomes)


def _give_up(done: "asyncio.Future[list[Any]]") -> None:
    if not done.done():
        done.set_exception(StorageBusy("This could not be stored in time.", retry_after=timedelta(seconds=5)))
