"""How groups of units go to PostgreSQL: rows of one statement as arrays, in one trip."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from config.errors import StorageBusy, StorageFull
from storage.bulk import Call, Outcome, Row, Write, are_rows, merged
from storage.failures import storage_error


class PostgresDriver:
    """A connection of its own, made again after it broke."""

    def __init__(self, url: str) -> None:
        """Connect there at the first group."""
        self._url = url
        self._connection: Any = None

    async def run(self, group: Sequence[Sequence[Write]]) -> list[Outcome]:
        """Store the group in one transaction; what came of each unit."""
        try:
            return await self._together(group)
        except Exception as failed:  # noqa: BLE001 - every failure is given to the unit it belongs to
            if len(group) == 1 or isinstance(storage_error(failed), StorageBusy | StorageFull):
                return [storage_error(failed)] * len(group)
        return [(await self.run([writes]))[0] for writes in group]

    async def close(self) -> None:
        """Let the connection go."""
        if self._connection is not None:
            await self._connection.close()

    async def _open(self) -> Any:
        import asyncpg

        if self._connection is None or self._connection.is_closed():
            self._connection = await asyncpg.connect(
                self._url, timeout=5, command_timeout=5, server_settings={"statement_timeout": "5000"}
            )
            await read_plain_uuids(self._connection)
        return self._connection

    async def _together(self, group: Sequence[Sequence[Write]]) -> list[Outcome]:
        connection = await self._open()
        async with connection.transaction():
            if are_rows(group):
                for statement, rows in merged(group).items():
                    if len(rows) > 1 and statement.postgres_rows:
                        columns = map(plain, zip(*rows, strict=True))
                        await connection.execute(statement.postgres_rows, *columns)
                    else:
                        await connection.executemany(statement.postgres, [plain(row) for row in rows])
                return [[] for _ in group]
            if len(group) == 1:
                return [await self._one(connection, group[0])]
            outcomes: list[Outcome] = []
            for writes in group:
                try:
                    async with connection.transaction():
                        outcomes.append(await self._one(connection, writes))
                except Exception as failed:
                    if isinstance(error := storage_error(failed), StorageBusy | StorageFull):
                        raise
                    outcomes.append(error)
            return outcomes

    @staticmethod
    async def _one(connection: Any, writes: Sequence[Write]) -> list[Any]:
        outcomes = []
        for write in writes:
            if isinstance(write, Row):
                await connection.execute(write.statement.postgres, *plain(write.params))
                continue
            script = write.script()
            try:
                call: Call = next(script)
                while True:
                    found = await connection.fetch(call.statement.postgres, *plain(call.params))
                    call = script.send([tuple(row) for row in found])
            except StopIteration as end:
                outcomes.append(end.value)
        return outcomes


async def read_plain_uuids(connection: Any) -> None:
    """Have asyncpg give ``uuid.UUID``: its own subclass is none to orjson."""
    await connection.set_type_codec(
        "uuid",
        schema="pg_catalog",
        encoder=_bytes_of,
        decoder=lambda read: UUID(bytes=bytes(read)),
        format="binary",
    )


def _bytes_of(identifier: Any) -> bytes:
    return identifier.bytes if isinstance(identifier, UUID) else UUID(str(identifier)).bytes


def plain(params: Sequence[Any]) -> list[Any]:
    """The parameters as the driver takes them."""
    return [orjson.dumps(value).decode() if isinstance(value, dict | list) else value for value in params]
