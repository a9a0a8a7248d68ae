"""The composition root: settings → ports → plug-ins → App; the only place that constructs anything."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Literal

from redis.asyncio import Redis
from redis.asyncio.connection import BlockingConnectionPool

from bot.contracts.sources import WebhookSource
from bot.ports.jobs import JobQueue, worker
from bot.ports.live import Live
from bot.runtime.discovery import FoundAgent, find_agents, find_sources
from bot.runtime.units import Units
from config.errors import SetupError
from config.failpoints import arm
from config.settings import Settings
from storage.db import Database
from storage.vault import Vault

RoleName = Literal["web", "gateway", "events", "worker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Everything a process is made of."""

    role: RoleName
    settings: Settings
    database: Database
    redis: Any
    jobs: JobQueue
    live: Live
    units: Units
    vault: Vault
    agents: Mapping[str, FoundAgent]
    sources: Mapping[str, WebhookSource]


def connect_redis(settings: Settings) -> Any:
    """A client whose calls end in time, whatever the server does.

    Raises:
        SetupError: no REDIS_URL.
    """
    if not settings.redis_url:
        raise SetupError("REDIS_URL is not set. Start everything with 'ionflux up', or name a Redis or Valkey server.")
    pool = BlockingConnectionPool.from_url(
        settings.redis_url, max_connections=64, timeout=2, socket_connect_timeout=2, health_check_interval=30
    )
    return Redis(connection_pool=pool)


@asynccontextmanager
async def open_app(settings: Settings, role: RoleName) -> AsyncIterator[App]:
    """Build a process's parts, keep what follows commits running, and take all down in order.

    Raises:
        SetupError: with one sentence naming the variable or file.
    """
    arm(settings.failpoints, is_test=settings.test)
    vault = Vault(settings.secret_keys)
    found_agents, found_sources = find_agents(), find_sources()
    redis = connect_redis(settings)
    database = await Database.connect(settings, is_durable=role == "web")
    try:
        jobs, live = JobQueue(redis), Live(redis)
        units = Units(database, jobs, live)
        aftermath = asyncio.ensure_future(units.aftermath.run())
        try:
            yield App(
                role=role,
                settings=settings,
                database=database,
                redis=redis,
                jobs=jobs,
                live=live,
                units=units,
                vault=vault,
                agents=found_agents,
                sources=found_sources,
            )
        finally:
            async with asyncio.timeout(5):
                await units.aftermath.drained()
            aftermath.cancel()
            await asyncio.wait([aftermath])
    finally:
        await database.close()
        await redis.aclose()
