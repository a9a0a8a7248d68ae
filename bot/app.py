"""The composition root: settings → ports → plug-ins → App. What one role alone is made of is in ``roles``."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from redis.asyncio import Redis
from redis.asyncio.connection import BlockingConnectionPool

from bot.contracts.sources import WebhookSource
from bot.ports.jobs import JobQueue
from bot.ports.live import Live
from bot.ports.log import EventLog
from bot.runtime.discovery import FoundAgent, find_agents, find_sources
from bot.runtime.health import Health
from bot.runtime.units import Units
from bot.services.definitions import Catalogue, sync_definitions
from config.clock import now
from config.errors import SetupError
from config.failpoints import arm
from config.logs import logger
from config.settings import Settings
from storage.db import Database, sqlite_path
from storage.search import MessageIndex, open_index
from storage.vault import Vault
from storage.vectors import Vectors

RoleName = Literal["web", "gateway", "events", "worker"]

_log = logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Everything a process is made of."""

    role: RoleName
    settings: Settings
    database: Database
    redis: Any
    listening: Any
    jobs: JobQueue
    live: Live
    units: Units
    vault: Vault
    vectors: Vectors
    agents: Mapping[str, FoundAgent]
    sources: Mapping[str, WebhookSource]
    catalogue: Catalogue


def connect_redis(settings: Settings, *, listens: bool = False) -> Any:
    """A client whose calls end in time, whatever the server does; one that ``listens`` may wait for ever to
    hear.

    Raises:
        SetupError: no REDIS_URL.
    """
    if not settings.redis_url:
        raise SetupError(
            "REDIS_URL is not set. Start everything with 'ionflux up', or name a Redis or Valkey server."
        )
    # A Unix socket has nothing to keep alive, and refuses to be asked.
    more = {} if settings.redis_url.startswith("unix:") else {"socket_keepalive": True}
    pool = BlockingConnectionPool.from_url(
        settings.redis_url,
        max_connections=64,
        timeout=2,
        socket_timeout=None if listens else 5,
        socket_connect_timeout=2,
        **more,
    )
    return Redis.from_pool(pool)


def open_log(app: App, owner: UUID) -> EventLog:
    """The event log of this installation: Kafka where it is named, else the outbox table."""
    if app.settings.kafka_bootstrap_servers:
        from bot.ports.kafka import KafkaLog

        return KafkaLog(app.settings.kafka_bootstrap_servers, settings=app.settings.log)
    from bot.ports.table import TableLog

    return TableLog(app.database, app.redis, app.listening, settings=app.settings.log, owner=owner)


@asynccontextmanager
async def open_app(settings: Settings, role: RoleName) -> AsyncIterator[App]:
    """Build a process's parts, keep what follows commits running, and take all down in order.

    Raises:
        SetupError: with one sentence naming the variable or file.
    """
    arm(settings.failpoints, is_test=settings.test)
    vault = Vault(settings.secret_keys)
    found = find_agents()
    redis, listening = connect_redis(settings), connect_redis(settings, listens=True)
    database = await Database.connect(settings, is_durable=role == "web")
    jobs, live, vectors = JobQueue(redis), Live(redis, listening), Vectors(settings)
    try:
        definitions = {key: (one.definition, one.is_preview) for key, one in found.items()}
        await sync_definitions(database, definitions, now())
        units = Units(database, jobs, live)
        async with beside(units.aftermath.run()):
            yield App(
                role=role, settings=settings, database=database, redis=redis, listening=listening, jobs=jobs,
                live=live, units=units, vault=vault, vectors=vectors, agents=found, sources=find_sources(),
                catalogue=Catalogue([one.definition for one in found.values()]),
            )  # fmt: skip
            with suppress(TimeoutError):
                async with asyncio.timeout(5):
                    await units.aftermath.drained()
    finally:
        await vectors.close()
        await database.close()
        await jobs.close()
        await live.close()
        await redis.aclose()
        await listening.aclose()


@asynccontextmanager
async def beside(*work: Awaitable[None]) -> AsyncIterator[None]:
    """Run these while the block runs; one that fails ends the block. A single failure is raised as itself."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_named(one)) for one in work]
            try:
                yield
            finally:
                for task in tasks:
                    task.cancel()
    except BaseExceptionGroup as several:
        if len(several.exceptions) > 1:
            raise
        raise several.exceptions[0] from several.exceptions[0].__cause__


async def _named(work: Awaitable[None]) -> None:
    await work


def addresses(app: App) -> tuple[str, str]:
    """Where the web role is served, and the address that people and providers use."""
    served = f"http://{app.settings.web.host}:{app.settings.port}"
    return served, (app.settings.public_url or served).rstrip("/")


def index_of(app: App) -> MessageIndex:
    """The search index of this installation."""
    return open_index(app.database, sqlite_path(app.settings.database) if app.settings.is_sqlite else None)


def health_of(app: App, *, needs_all_roles: bool = False) -> Health:
    """What a process says of itself at /healthz, /readyz and /metrics."""
    return Health(
        app.database, app.redis, is_outbox_the_log=app.settings.is_outbox_the_log,
        needs_all_roles=needs_all_roles, qdrant_url=app.settings.qdrant_url,
    )  # fmt: skip
