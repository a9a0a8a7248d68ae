"""Connect and close; the Tortoise configuration, built by discovering ``storage/models/*``; transactions."""

import pkgutil
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from tortoise import Tortoise
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection
from tortoise.exceptions import BaseORMException
from tortoise.transactions import in_transaction

import storage.models
from config.errors import SetupError, StorageError, Unreachable
from config.settings import Settings
from storage.bulk import Call, Found, Rows, Statement
from storage.failures import storage_error
from storage.postgres_writer import plain, read_plain_uuids
from storage.writer import GroupWriter

_inside: ContextVar[bool] = ContextVar("inside_transaction", default=False)


def model_modules() -> list[str]:
    """Every file of ``storage/models``."""
    return [f"storage.models.{found.name}" for found in pkgutil.iter_modules(storage.models.__path__)]


def tortoise_config(url: str) -> dict[str, Any]:
    """Tortoise's configuration for that database, the migration history's own table included."""
    if url.startswith("sqlite:"):
        connection: dict[str, Any] = {
            "engine": "storage.sqlite",
            "credentials": {
                "file_path": str(sqlite_path(url)),
                "journal_mode": "WAL",
                "synchronous": "NORMAL",
                "busy_timeout": 5000,
                "foreign_keys": "ON",
            },
        }
    else:
        parts = urlsplit(url)
        connection = {
            "engine": "storage.postgres",
            "credentials": {
                "host": parts.hostname or "127.0.0.1",
                "port": parts.port or 5432,
                "user": unquote(parts.username or "postgres"),
                "password": unquote(parts.password or ""),
                "database": unquote(parts.path.lstrip("/")),
                "minsize": 1,
                "maxsize": 10,
                "server_settings": {
                    "statement_timeout": "5000",
                    "idle_in_transaction_session_timeout": "15000",
                },
                "timeout": 5,
                "command_timeout": 10,
                "init": read_plain_uuids,
            },
        }
    return {
        "connections": {"default": connection},
        "apps": {"models": {"models": [*model_modules(), "aerich.models"], "default_connection": "default"}},
        "use_tz": True,
        "timezone": "UTC",
    }


def sqlite_path(url: str) -> Path:
    """The file behind a ``sqlite://`` URL."""
    return Path(unquote(url.removeprefix("sqlite://")))


class SchemaBehind(SetupError):
    """There is no database yet, or one of an older version: ``ionflux migrate`` makes it right."""


class Database:
    """The open store of one process."""

    def __init__(self, settings: Settings, writer: GroupWriter) -> None:
        """Use ``connect``."""
        self.is_sqlite = settings.is_sqlite
        self.writer = writer
        self._path = sqlite_path(settings.database)
        self._eye: sqlite3.Connection | None = None

    @classmethod
    async def connect(cls, settings: Settings, *, is_durable: bool = False) -> Self:
        """Open the store and refuse a schema that is not this version's.

        ``is_durable``: group commits survive a power cut (the process that takes in webhooks and messages).

        Raises:
            SetupError: there is none, or its schema is older, newer or half-migrated.
            Unreachable: it does not answer now.
        """
        if settings.is_sqlite and not (path := sqlite_path(settings.database)).exists():
            raise SchemaBehind(
                f"There is no database at {path}. Start 'ionflux up', or run 'ionflux migrate'."
            )
        config = tortoise_config(settings.database)
        config["apps"]["models"]["models"].remove("aerich.models")
        # One event loop may serve requests in contexts that were made before this call.
        await Tortoise.init(config=config, _enable_global_fallback=True)
        try:
            await refuse_other_schema(is_sqlite=settings.is_sqlite)
        except StorageError as away:
            await Tortoise.close_connections()
            raise unreachable(away) from away
        except BaseException:
            await Tortoise.close_connections()
            raise
        if settings.is_sqlite:
            writer = GroupWriter.on_sqlite(sqlite_path(settings.database), is_durable=is_durable)
        else:
            writer = GroupWriter.on_postgres(settings.database)
        return cls(settings, writer)

    async def close(self) -> None:
        """Finish what is being written and let every connection go."""
        try:
            await self.writer.close()
            if self._eye is not None:
                self._eye.close()
        finally:
            await Tortoise.close_connections()

    async def fetch(self, statement: Statement, params: Sequence[Any] = ()) -> Found:
        """The rows of a query, outside the group's connection; inside a transaction they are of that
        transaction.
        """
        connection = get_connection("default")
        if self.is_sqlite:
            values = [
                str(value) if hasattr(value, "hex") and hasattr(value, "int") else value for value in params
            ]
            _, rows = await connection.execute_query(statement.sqlite, values)
        else:
            told: Any = connection
            rows = await told.rows_of(statement.postgres, plain(params))
        return [tuple(row.values()) if hasattr(row, "values") else tuple(row) for row in rows]

    async def look(self, statement: Statement, params: Sequence[Any] = ()) -> Found:
        """The rows of a query that finds a few by an index, outside any transaction.

        On SQLite it is asked in the event loop itself: that takes less time than to change to a thread.
        """
        if not self.is_sqlite:
            return await self.fetch(statement, params)
        try:
            if self._eye is None:
                self._eye = sqlite3.connect(self._path, isolation_level=None, timeout=0)
                self._eye.execute("PRAGMA query_only=ON")
            return self._eye.execute(statement.sqlite, params).fetchall()
        except sqlite3.Error:
            # Held for a moment by whoever recovers the log, or broken: the driver's thread waits, and tells.
            return await self.fetch(statement, params)

    async def execute(self, call: Call) -> Found:
        """Run one statement in the present transaction, or an insert of rows."""
        if not isinstance(call, Rows):
            return await self.fetch(call.statement, call.params)
        for params in call.params:
            await self.fetch(call.statement, params)
        return ()


def unreachable(away: StorageError) -> Unreachable:
    """What to say of a store that does not answer when it is opened."""
    told = f"DATABASE_URL: the database cannot be reached ({away.__cause__ or away})."
    return Unreachable(told, service="database")


@asynccontextmanager
async def transaction() -> AsyncIterator[BaseDBAsyncClient]:
    """One transaction around the block, on SQLite with the write lock from the start.

    Raises:
        StorageBusy, StorageFull: nothing was stored.
    """
    token = _inside.set(True)
    try:
        async with in_transaction("default") as connection:
            yield connection
    except _failures() as failed:
        error = storage_error(failed)
        if error is failed:
            raise
        raise error from failed
    finally:
        _inside.reset(token)


def _failures() -> tuple[type[Exception], ...]:
    """What a store may raise; the ORM lets most of what PostgreSQL's driver says through as it is."""
    driver = sys.modules.get("asyncpg")
    told = (driver.PostgresError, driver.InterfaceError) if driver else ()
    return (BaseORMException, sqlite3.Error, OSError, *told)


async def hold(name: str) -> None:
    """Inside a transaction: wait until no other transaction holds that name. SQLite has one writer anyway."""
    connection = get_connection("default")
    if connection.capabilities.dialect == "postgres":
        await connection.execute_query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [name])


def refuse_inside_transaction(what: str) -> None:
    """Fail where a network call is about to be made inside a transaction."""
    if _inside.get():
        raise RuntimeError(f"{what} inside a database transaction")


def migrations_folder(*, is_sqlite: bool) -> Path:
    """Where the history of that dialect lies."""
    return Path(__file__).parent / "migrations" / ("sqlite" if is_sqlite else "postgres")


def known_versions(*, is_sqlite: bool) -> list[str]:
    """The names of all migrations of this version, oldest first."""
    files = (migrations_folder(is_sqlite=is_sqlite) / "models").glob("[0-9]*_*.py")
    return sorted((file.name for file in files), key=lambda name: int(name.split("_")[0]))


async def applied_versions() -> list[str]:
    """The names of the migrations that the store has had; empty for a new store."""
    try:
        _, rows = await get_connection("default").execute_query(
            "SELECT version FROM aerich WHERE app = 'models'"
        )
    except BaseORMException:
        return []
    return [row["version"] for row in rows]


async def refuse_other_schema(*, is_sqlite: bool) -> None:
    """Return when the store's schema is exactly this version's.

    Raises:
        SetupError: with the way out.
    """
    applied, known = set(await applied_versions()), set(known_versions(is_sqlite=is_sqlite))
    if unknown := sorted(applied - known):
        raise SetupError(
            f"The database is newer than this version (it has {unknown[-1]}). Install the newer version"
            f" again."
        )
    if missing := sorted(known - applied):
        raise SchemaBehind(f"The database lacks {len(missing)} migration(s). Run 'ionflux migrate' first.")


async def database_time(database: Database) -> float:
    """How many seconds the database's clock is ahead of this machine's."""
    found = await database.fetch(
        Statement("SELECT unixepoch('subsec')", "SELECT extract(epoch FROM clock_timestamp())::float8")
    )
    return float(found[0][0]) - time.time()
