"""What each of the four processes is made of, and how it runs until it is told to stop."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from redis.asyncio.connection import BlockingConnectionPool

from bot.app import (
    App,
    RoleName,
    beside,
    health_of,
    index_of,
    open_app,
    open_log,
)
from bot.runtime.health import Heartbeat
from bot.runtime.watchdog import Watchdog
from config.clock import new_id
from config.logs import logger
from config.settings import Settings
from storage import leases
from storage.files import LocalFiles

DRAIN_SECONDS = 20.0

_log = logger(__name__)


async def run_role(settings: Settings, role: RoleName) -> None:
    """Run one process role until SIGTERM or SIGINT, then drain."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with open_app(settings, role) as app:
        heartbeat = Heartbeat(app.redis, role, complaint=lambda: app.vectors.problem)
        async with beside(heartbeat.run(), Watchdog().run(), _serve_health(app)):
            _log.info("role_started")
            await _ROLES[role](app, stop)
            await heartbeat.stop()
    _log.info("role_stopped")


async def _run_web(app: App, stop: asyncio.Event) -> None:
    from aiohttp import web

    from bot.gates import make_gates
    from bot.runtime.listener import Runner
    from bot.web import make_web

    settings = app.settings
    gates = make_gates(app)
    application, adapter = make_web(app, gates)
    runner = Runner(application, drain_seconds=DRAIN_SECONDS - 5)
    async with beside(app.live.run()):
        await runner.setup()
        try:
            await web.TCPSite(runner, settings.web.host, settings.port, backlog=1024).start()
            _log.info("serving", host=settings.web.host, port=settings.port)
            await stop.wait()
            await adapter.close()
            await _close(gates.adapters)
        finally:
            await runner.cleanup()


async def _run_gateway(app: App, stop: asyncio.Event) -> None:
    """Hold the connections of the platforms that are turned on."""
    from bot.gates import make_gates

    gates = make_gates(app)
    listening = [one.listen() for one in gates.adapters.values() if hasattr(one, "listen")]
    async with beside(*listening):
        await stop.wait()
    await _close(gates.adapters)


async def _close(adapters: Mapping[str, Any]) -> None:
    for adapter in adapters.values():
        await adapter.close()


async def _run_events(app: App, stop: asyncio.Event) -> None:
    from bot.ports.presence import Presence
    from bot.runtime import reactions
    from bot.runtime.consumer import Consumer
    from bot.runtime.relay import Relay
    from bot.runtime.starting import CONSUMER, Starter, topics_of
    from bot.senders import turned_on
    from bot.services import redactions, requested_messages
    from bot.services.agents import ActiveConfigurations
    from bot.services.telling import Teller

    owner = leases.SOLE_OWNER if app.settings.up else new_id()
    log = open_log(app, owner)
    starter = Starter(ActiveConfigurations(app.database, app.catalogue))
    topics = topics_of(one.definition for one in app.agents.values())
    teller = Teller(
        has_mail=turned_on()["mail"][0],
        remind_after=timedelta(seconds=app.settings.notifications.remind_seconds),
        presence=Presence(app.redis, app.live).of,
    )
    consumers = [
        Consumer(name, log.reader(name, topics), handle, units=app.units, settings=app.settings.log)
        for name, topics, handle in (
            (CONSUMER, topics, starter.handle),
            (redactions.CONSUMER, redactions.TOPICS, redactions.handle),
            (requested_messages.CONSUMER, requested_messages.TOPICS, requested_messages.handle),
            (reactions.CONSUMER, reactions.TOPICS, reactions.Reactions(teller).handle),
        )
    ]
    work = [work for consumer in consumers for work in (consumer.run(), consumer.reader.listen())]
    relay = Relay(app.database, log, app.listening, settings=app.settings.log, owner=owner)
    if not app.settings.is_outbox_the_log:
        work += [relay.run(), relay.waker.run()]
    async with beside(*work):
        await stop.wait()
    for consumer in consumers:
        await consumer.reader.close()
    await relay.close()
    await log.close()


async def _run_worker(app: App, stop: asyncio.Event) -> None:
    from bot.outgoing import make_outgoing
    from bot.ports.jobs import worker
    from bot.runtime.expiry import keep_deadlines
    from bot.runtime.graphs import warmed
    from bot.runtime.housekeeping import keep_checkpoints, keep_house, keep_indexed
    from bot.services.search import Search
    from bot.working import make_working

    settings = app.settings.runs
    outgoing, index = make_outgoing(app), index_of(app)
    working = make_working(app, outgoing.adapters, Search(index))
    runner = working.runner
    runner.take_orders(**outgoing.orders)
    pool = jobs_pool(app.settings)
    arq = worker(pool, runner.perform, max_jobs=settings.parallel)
    ready = [key for key, one in app.agents.items() if not one.is_preview]
    async with beside(
        arq.main(),
        runner.renew(),
        runner.sweep(),
        working.forgetter.run(settings.sweep_seconds),
        working.scheduler.run(),
        *outgoing.work,
        keep_house(app.database, app.settings, LocalFiles(app.settings.files_folder)),
        keep_indexed(index),
        keep_checkpoints(app.database, working.checkpoints),
        keep_deadlines(app.units, seconds=settings.sweep_seconds),
        warmed(working.graphs, ready),
    ):
        await stop.wait()
        drains = (runner.drain, *outgoing.drains)
        await asyncio.gather(*(drain(DRAIN_SECONDS - 5) for drain in drains))
        await _close(outgoing.adapters)
    await working.checkpoints.close()
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


async def _serve_health(app: App) -> None:
    """The health addresses of a role that has no web server of its own; off when no port is set."""
    if app.role == "web" or app.settings.health_port is None:
        return
    from aiohttp import web

    application = web.Application()
    health_of(app).mount(application)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, app.settings.web.host, app.settings.health_port).start()
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
