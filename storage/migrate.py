"""Brings a store's schema to this version, and writes new migrations for both dialects."""

import fcntl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from aerich import Command
from tortoise import Tortoise

from config.errors import StorageError
from config.failpoints import failpoint
from config.settings import Settings
from storage.db import migrations_folder, sqlite_path, tortoise_config, unreachable
from storage.failures import storage_error

_LOCK_ID = 0x10F1


class _Upgrade(Command):
    async def _upgrade(self, *args: Any, **named: Any) -> None:
        await super()._upgrade(*args, **named)
        failpoint("migrate.mid")


async def migrate(settings: Settings) -> list[str]:
    """Apply what is missing, each migration whole or not at all; the names of those applied.

    Two at once are one after the other.

    Raises:
        Unreachable: the store does not answer.
    """
    if settings.is_sqlite:
        sqlite_path(settings.database).parent.mkdir(parents=True, exist_ok=True)
    location = str(migrations_folder(is_sqlite=settings.is_sqlite))
    command = _Upgrade(_patient(tortoise_config(settings.database)), app="models", location=location)
    try:
        await Tortoise.init(config=command.tortoise_config, _enable_global_fallback=True)
        async with _alone(settings):
            await command.init()
            return await command.upgrade(run_in_transaction=True)
    except StorageError as away:
        raise unreachable(away) from away
    finally:
        await Tortoise.close_connections()


def _patient(config: dict[str, Any]) -> dict[str, Any]:
    """The same connection without limits of time: an index of millions of rows takes minutes. It waits for no
    lock that long, for everybody who comes after it would wait behind it.
    """
    credentials = config["connections"]["default"]["credentials"]
    if "server_settings" in credentials:
        credentials["server_settings"] = {"statement_timeout": "0", "lock_timeout": "5000"}
        credentials["command_timeout"] = None
    return config


@asynccontextmanager
async def _alone(settings: Settings) -> AsyncIterator[None]:
    if settings.is_sqlite:
        with _file_lock(sqlite_path(settings.database).with_suffix(".migrating")):
            yield
        return
    import asyncpg

    # On a connection of its own: one that goes back to its pool is told to let go of all its locks.
    try:
        connection = await asyncpg.connect(settings.database, timeout=5)
    except (OSError, asyncpg.PostgresError) as away:
        raise storage_error(away) from away
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", _LOCK_ID)
        yield
    finally:
        await connection.close()


@contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


async def write_migrations(name: str, *, is_sqlite: bool) -> str | None:
    """Write the migration from the last one to the models; its file's name, or None when nothing changed.

    Works without a database: the state of the models lies in the last migration.
    """
    url = "sqlite:///tmp/unused.db" if is_sqlite else "postgres://unused@127.0.0.1/unused"
    location = migrations_folder(is_sqlite=is_sqlite)
    command = Command(tortoise_config(url), app="models", location=str(location))
    try:
        if not list((location / "models").glob("[0-9]*_*.py")):
            await command.init_migrations(safe=True)
            return "initial"
        await Tortoise.init(config=command.tortoise_config)
        await command.init(offline=True)
        return await command.migrate(name, no_input=True, offline=True)
    finally:
        await Tortoise.close_connections()
