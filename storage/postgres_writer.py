"""How groups of units go to PostgreSQL: rows of one statement as arrays, in one trip."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from config.clock import monotonic
from config.errors import StorageBusy, StorageFull
from storage.bulk import Call, Outcome, Rows, Write
from storage.failures import storage_error
from storage.playing import playing

# A group waits so many milliseconds for a row that others hold: less than the server waits before it looks
# for those who wait for each other (one second by default), and breaks one of them off.
# Whoever stands still inside a transaction does not hold up the others for ever.
_SETTINGS = {
    "statement_timeout": "5000",
    "lock_timeout": "200",
    "idle_in_transaction_session_timeout": "15000",
}
# All units of a group together wait no longer for what others hold.
WAIT_SECONDS = 5.0
# lock_not_available, deadlock_detected, serialization_failure
_HELD = frozenset({"55P03", "40P01", "40001"})


class PostgresDriver:
    """A connection of its own, made again after it broke."""

    def __init__(self, url: str) -> None:
        """Connect there at the first group."""
        self._url = url
        self._connection: Any = None

    async def run(self, group: Sequence[Sequence[Write]]) -> list[Outcome]:
        """Store the group in one transaction; what came of each unit.

        Units of a group hold what they change in no order. So the group waits for nobody long: before it and
        somebody else can wait for each other it lets go, and its units are stored one by one.
        """
        try:
            return await self._together(group)
        except Exception as failed:  # noqa: BLE001 - every failure is given to the unit it belongs to
            error = storage_error(failed)
            if not _is_held(failed) and (len(group) == 1 or isinstance(error, StorageBusy | StorageFull)):
                return [error] * len(group)
        until = monotonic() + WAIT_SECONDS
        return [await self._alone(writes, until) for writes in group]

    async def close(self) -> None:
        """Let the connection go."""
        if self._connection is not None:
            await self._connection.close()

    async def _open(self) -> Any:
        import asyncpg

        if self._connection is None or self._connection.is_closed():
            self._connection = await asyncpg.connect(
                self._url, timeout=5, command_timeout=5, server_settings=_SETTINGS
            )
            await read_plain_uuids(self._connection)
        return self._connection

    async def _alone(self, writes: Sequence[Write], until: float) -> Outcome:
        """Store one unit, which waits until then for what others hold, and afterwards for nothing."""
        while True:
            # One millisecond at least: none would be no limit.
            wait = max(1, round((until - monotonic()) * 1000))
            try:
                connection = await self._open()
                async with connection.transaction():
                    await connection.execute(f"SET LOCAL lock_timeout = {wait}")
                    (outcome,) = await _played(connection, [writes])
                    return outcome
            except Exception as failed:  # noqa: BLE001 - the failure is given to the unit
                if monotonic() >= until or not _is_held(failed):
                    return storage_error(failed)

    async def _together(self, group: Sequence[Sequence[Write]]) -> list[Outcome]:
        connection = await self._open()
        async with connection.transaction():
            return list(await _played(connection, group))


async def _played(connection: Any, group: Sequence[Sequence[Write]]) -> list[list[Any]]:
    script = playing(group)
    found: Sequence[Any] | None = None
    try:
        while True:
            found = await _found(connection, script.send(found))  # type: ignore[arg-type]
    except StopIteration as end:
        outcomes: list[list[Any]] = end.value
        return outcomes


async def _found(connection: Any, call: Call) -> Sequence[Any]:
    statement, params = call.statement, call.params
    if not isinstance(call, Rows):
        return [tuple(row) for row in await connection.fetch(statement.postgres, *plain(params))]
    if len(params) > 1 and statement.postgres_rows:
        columns = map(plain, zip(*params, strict=True))
        await connection.execute(statement.postgres_rows, *columns)
    else:
        await connection.executemany(statement.postgres, [plain(row) for row in params])
    return ()


def _is_held(failed: Exception) -> bool:
    """Whether it failed because somebody else held what it needs: it may go well the next time."""
    return getattr(failed, "sqlstate", None) in _HELD


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
