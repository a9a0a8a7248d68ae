"""The composition root: settings → ports → plug-ins → App; the only place that constructs anything."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from redis.asyncio import Redis
from redis.asyncio.connection import BlockingConnectionPool

from bot.contracts.sources import WebhookSource
from bot.ports.jobs import JobQueue
from bot.ports.live import Live
from bot.ports.log import EventLog
from bot.runtime.discovery import FoundAgent, find_agents, find_sources
from bot.runtime.health import Health, Heartbeat
from bot.runtime.units import Units
from bot.runtime.watchdog import Watchdog
from bot.services.agents import Catalogue, sync_definitions
from config.clock import new_id, now
from config.errors import SetupError
from config.failpoints import arm
from config.logs import logger
from config.settings import Settings
from storage import leases
from storage.db import Database, sqlite_path
from storage.files import LocalFiles
from storage.search import MessageIndex, open_index
from storage.vault import Vault

RoleName = Literal["web", "gateway", "events", "worker"]
DRAIN_SECONDS = 20.0

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
    jobs, live = JobQueue(redis), Live(redis, listening)
    try:
        definitions = {key: (one.definition, one.is_preview) for key, one in found.items()}
        await sync_definitions(database, definitions, now())
        units = Units(database, jobs, live)
        async with _beside(units.aftermath.run()):
            yield App(
                role=role, settings=settings, database=database, redis=redis, listening=listening, jobs=jobs,
                live=live, units=units, vault=vault, agents=found, sources=find_sources(),
                catalogue=Catalogue([one.definition for one in found.values()]),
            )  # fmt: skip
            with suppress(TimeoutError):
                async with asyncio.timeout(5):
                    await units.aftermath.drained()
    finally:
        await database.close()
        await jobs.close()
        await redis.aclose()
        await listening.aclose()


@asynccontextmanager
async def _beside(*work: Awaitable[None]) -> AsyncIterator[None]:
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


def make_web(app: App) -> tuple[Any, Any]:
    """The web application of this process, and the adapter it serves."""
    from bot.ports.limits import Allowances, RateLimit
    from bot.runtime.discovery import find_adapters, find_commands
    from bot.runtime.dispatcher import Dispatcher
    from bot.runtime.gate import Door
    from bot.runtime.idempotency import Idempotency
    from bot.runtime.intake import Intake
    from bot.runtime.mentioned import Mentioned
    from bot.runtime.server import FrontDoor, make_application

    settings = app.settings
    limit, limits = RateLimit(app.redis), Allowances.of(settings.limits)
    dispatcher = Dispatcher(find_commands(), _services(app))
    mentioned = Mentioned(app.catalogue, limit, limits.runs)
    gate = Door(app.units, app.live, dispatcher, mentioned, limit=limit, limits=limits)
    host = _host(app, gate, limit, dispatcher)
    adapter = find_adapters()["web"](host)
    door = FrontDoor(
        gate=gate, sign_in=adapter.sign_in, limit=limit, limits=settings.limits,
        idempotency=Idempotency(app.units), is_https=host.is_https,
        is_behind_proxy=settings.web.is_behind_proxy,
    )  # fmt: skip
    intake = Intake(app.sources, host.connections.endpoint, units=app.units, limits=settings.limits)
    health = _health(app, needs_all_roles=settings.up)
    return make_application(door, adapter.routes(), intake, health), adapter


def _addresses(app: App) -> tuple[str, str]:
    """Where the web role is served, and the address that people and providers use."""
    served = f"http://{app.settings.web.host}:{app.settings.port}"
    return served, (app.settings.public_url or served).rstrip("/")


def _services(app: App) -> Any:
    """The services with state that commands may call."""
    from bot.contracts.commands import Services
    from bot.services.connections import Connections
    from bot.services.search import Search

    _, public = _addresses(app)
    return Services(
        catalogue=app.catalogue,
        connections=Connections(app.vault, public),
        search=Search(_index(app)),
        public_url=public,
    )


def _host(app: App, gate: Any, limit: Any, dispatcher: Any) -> Any:
    """What adapters are built with."""
    from bot.contracts.adapters import Host
    from bot.ports.limits import Allowances
    from bot.ports.presence import Presence
    from bot.ports.tickets import Tickets
    from bot.services.files import Attachments
    from bot.services.users import Tokens

    settings, services = app.settings, dispatcher.services
    served, public = _addresses(app)
    return Host(
        gate=gate,
        tokens=Tokens(settings.secret_keys),
        catalogue=app.catalogue,
        commands=dispatcher.commands,
        connections=services.connections,
        limit=limit,
        limits=Allowances.of(settings.limits),
        tickets=Tickets(app.redis),
        presence=Presence(app.redis, app.live),
        attachments=Attachments(LocalFiles(settings.files_folder)),
        search=services.search,
        public_url=public,
        origins=frozenset({public, served}),
        is_https=public.startswith("https://"),
    )


def _index(app: App) -> MessageIndex:
    return open_index(app.database, sqlite_path(app.settings.database) if app.settings.is_sqlite else None)


async def run_role(settings: Settings, role: RoleName) -> None:
    """Run one process role until SIGTERM or SIGINT, then drain."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with open_app(settings, role) as app:
        heartbeat = Heartbeat(app.redis, role)
        async with _beside(heartbeat.run(), Watchdog().run(), _serve_health(app)):
            _log.info("role_started")
            await _ROLES[role](app, stop)
            await heartbeat.stop()
    _log.info("role_stopped")


async def _run_web(app: App, stop: asyncio.Event) -> None:
    from aiohttp import web

    from bot.runtime.listener import Runner

    settings = app.settings
    application, adapter = make_web(app)
    runner = Runner(application, drain_seconds=DRAIN_SECONDS - 5)
    async with _beside(app.live.run()):
        await runner.setup()
        try:
            await web.TCPSite(runner, settings.web.host, settings.port, backlog=1024).start()
            _log.info("serving", host=settings.web.host, port=settings.port)
            await stop.wait()
            await adapter.close()
        finally:
            await runner.cleanup()


async def _run_gateway(app: App, stop: asyncio.Event) -> None:
    """Hold the connections of adapters that listen. None does so far: the role waits, alive, for the
    first.
    """
    del app
    await stop.wait()


async def _run_events(app: App, stop: asyncio.Event) -> None:
    from bot.ports.presence import Presence
    from bot.runtime import reactions
    from bot.runtime.consumer import Consumer
    from bot.runtime.relay import Relay
    from bot.runtime.starting import CONSUMER, Starter, topics_of
    from bot.senders import make_senders
    from bot.services import redactions, requested_messages
    from bot.services.agents import ActiveConfigurations
    from bot.services.telling import Teller

    owner = leases.SOLE_OWNER if app.settings.up else new_id()
    log = open_log(app, owner)
    starter = Starter(ActiveConfigurations(app.database, app.catalogue))
    topics = topics_of(one.definition for one in app.agents.values())
    teller = Teller(
        has_mail="mail" in make_senders(),
        remind_after=timedelta(seconds=app.settings.notifications.remind_seconds),
        presence=Presence(app.redis, app.live).of,
    )
    consumers = [
        Consumer(name, log.reader(name, topics), handle, units=app.units, settings=app.settings.log)
        for name, topics, handle in (
            (CONSUMER, topics, starter.handle),
            (redactions.CONSUMER, redactions.TOPICS, redactions.handle),
            (reactions.CONSUMER, reactions.TOPICS, reactions.Reactions(teller).handle),
            (requested_messages.CONSUMER, requested_messages.TOPICS, requested_messages.handle),
        )
    ]
    work = [work for consumer in consumers for work in (consumer.run(), consumer.reader.listen())]
    relay = Relay(app.database, log, app.listening, settings=app.settings.log, owner=owner)
    if not app.settings.is_outbox_the_log:
        work += [relay.run(), relay.waker.run()]
    async with _beside(*work):
        await stop.wait()
    for consumer in consumers:
        await consumer.reader.close()
    await relay.close()
    await log.close()


async def _run_worker(app: App, stop: asyncio.Event) -> None:
    from bot.ports.jobs import worker
    from bot.runtime.deliveries import Deliveries
    from bot.runtime.expiry import keep_deadlines
    from bot.runtime.graphs import Graphs, warmed
    from bot.runtime.housekeeping import keep_house, keep_indexed
    from bot.runtime.worker import Runner
    from bot.senders import make_sending
    from bot.services.notices import JOB

    settings = app.settings.runs
    graphs = Graphs(app.agents, node_seconds=settings.node_seconds)
    runner = Runner(app.database, app.jobs, app.units, graphs, settings=settings)
    outgoing = Deliveries(app.database, app.jobs, app.units, make_sending(app.settings, _addresses(app)[1]))
    runner.take_orders(**{JOB: outgoing.take})
    pool = jobs_pool(app.settings)
    arq = worker(pool, runner.perform, max_jobs=settings.parallel)
    ready = [key for key, one in app.agents.items() if not one.is_preview]
    async with _beside(
        arq.main(),
        runner.renew(),
        runner.sweep(),
        outgoing.run(),
        keep_house(app.database, app.settings, LocalFiles(app.settings.files_folder)),
        keep_indexed(_index(app)),
        keep_deadlines(app.units, seconds=settings.sweep_seconds),
        warmed(graphs, ready),
    ):
        await stop.wait()
        await asyncio.gather(runner.drain(DRAIN_SECONDS - 5), outgoing.drain(DRAIN_SECONDS - 5))
    await pool.aclose(close_connection_pool=True)


def jobs_pool(settings: Settings) -> Any:
    """ARQ's own client: its worker waits on the server, so its calls have no read limit below that wait."""
    from arq.connections import ArqRedis

    pool = BlockingConnectionPool.from_url(
        settings.redis_url, max_connections=settings.runs.parallel + 16, timeout=10, socket_timeout=10
    )
    return ArqRedis(connection_pool=pool)


_ROLES: Mapping[RoleName, Callable[[App, asyncio.Event], Awaitable[None]]] = {
    "web": _run_web,
    "gateway": _run_gateway,
    "events": _run_events,
    "worker": _run_worker,
}


def _health(app: App, *, needs_all_roles: bool = False) -> Health:
    return Health(
        app.database, app.redis, is_outbox_the_log=app.settings.is_outbox_the_log,
        needs_all_roles=needs_all_roles,
    )  # fmt: skip


async def _serve_health(app: App) -> None:
    """The health addresses of a role that has no web server of its own; off when no port is set."""
    if app.role == "web" or app.settings.health_port is None:
        return
    from aiohttp import web

    application = web.Application()
    _health(app).mount(application)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, app.settings.web.host, app.settings.health_port).start()
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
