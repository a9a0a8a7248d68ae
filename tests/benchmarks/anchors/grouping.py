"""The least that stores a row before it is acknowledged: rows that are ready together share a commit."""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import asyncpg

Row = tuple[str, bytes]
Write = Callable[[Sequence[Row]], Awaitable[None]]


class Group:
    """Hands what gathered while a commit ran to the next one. No timer."""

    def __init__(self, write: Write) -> None:
        """Store groups with ``write``."""
        self._write = write
        self._waiting: list[tuple[Row, asyncio.Future[None]]] = []
        self._task: asyncio.Task[None] | None = None

    async def store(self, row: Row) -> None:
        """Return once the row is committed."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((row, done))
        if self._task is None:
            self._task = asyncio.ensure_future(self._work())
        await done

    async def _work(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting, []
            await self._write([row for row, _ in group])
            for _, done in group:
                done.set_result(None)
        self._task = None


def on_sqlite(path: Path) -> Write:
    """Commits in a thread with ``synchronous=FULL``."""
    work: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def serve() -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS deliveries (id INTEGER PRIMARY KEY, delivery_id TEXT, body BLOB)"
        )
        while True:
            rows, loop, done = work.get()
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO deliveries (delivery_id, body) VALUES (?, ?)", rows)
            connection.execute("COMMIT")
            loop.call_soon_threadsafe(done.set_result, None)

    threading.Thread(target=serve, daemon=True).start()

    async def write(rows: Sequence[Row]) -> None:
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        work.put((rows, loop, done))
        await done

    return write


async def on_postgres(url: str) -> Write:
    """Commits with one ``unnest`` a group."""
    connection = await asyncpg.connect(url)
    await connection.execute(
        "CREATE TABLE IF NOT EXISTS deliveries (id bigserial PRIMARY KEY, delivery_id text, body bytea)"
    )
    insert = "INSERT INTO deliveries (delivery_id, body) SELECT * FROM unnest($1::text[], $2::bytea[])"

    async def write(rows: Sequence[Row]) -> None:
        await connection.execute(insert, [row[0] for row in rows], [row[1] for row in rows])

    return write
