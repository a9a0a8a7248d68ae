"""Opens LangGraph's own saver: a second SQLite file, or our PostgreSQL. A run's id is its thread id.

What is read back may only be of types that were named before: nobody who writes into the store can have
others made.
"""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID


class Checkpoints:
    """The states of unfinished runs, opened at the first of them: what stands behind it takes a second."""

    def __init__(self, database_url: str, path: Path) -> None:
        """Use that database where it is PostgreSQL, else the file at ``path``."""
        self._url = database_url
        self._path = path
        self._opened: Any = None
        self._closing: Any = None
        self._opening = asyncio.Lock()

    async def saver(self, types: Iterable[tuple[str, str]]) -> Any:
        """LangGraph's saver, for states made of plain values and these types (module and name)."""
        async with self._opening:
            if self._opened is None:
                await self._open()
        return self._opened.with_allowlist(types)

    async def _open(self) -> None:
        from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

        plain = JsonPlusSerializer(allowed_msgpack_modules=None)
        if self._url.startswith(("postgres://", "postgresql://")):
            await self._open_postgres(plain)
        else:
            await self._open_sqlite(plain)
        await self._opened.setup()

    async def _open_sqlite(self, plain: Any) -> None:
        import aiosqlite
        from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

        connection = await aiosqlite.connect(self._path)
        await connection.execute("PRAGMA busy_timeout = 5000")
        # An approval that was asked for must be there after a power cut as well.
        await connection.execute("PRAGMA synchronous = FULL")
        self._opened = AsyncSqliteSaver(connection, serde=plain)
        self._closing = connection.close

    async def _open_postgres(self, plain: Any) -> None:
        from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
        from psycopg.rows import dict_row
        from psycopg_pool import AsyncConnectionPool

        options = {"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row}
        pool: Any = AsyncConnectionPool(
            self._url.replace("postgres://", "postgresql://", 1), kwargs=options, min_size=1, max_size=8,
            open=False,
        )  # fmt: skip
        await pool.open()
        self._opened = AsyncPostgresSaver(pool, serde=plain)
        self._closing = pool.close

    async def forget(self, run_ids: Iterable[UUID]) -> None:
        """Remove what is kept of these runs."""
        if self._opened is None:
            await self.saver(())
        for run_id in run_ids:
            await self._opened.adelete_thread(str(run_id))

    async def close(self) -> None:
        """Close it, if it was opened."""
        if self._closing is not None:
            await self._closing()
