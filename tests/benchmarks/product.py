"""The product under measurement: real role processes on their default settings, as the Procfile starts them.

A *watched* role is the same role with one call that notes its moment first (see ``watched``).
"""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from config.settings import Settings
from tests.benchmarks.processes import ROOT, Notes, calm, end, inherited
from tests.flows.stack import Role, Stack

SECRET_KEY = "a key for benchmarks: 0123456789 abcdef"


class Product(Stack):
    """An installation whose roles run with their default settings."""

    def __init__(self, settings: Settings) -> None:
        """Roles of those settings."""
        super().__init__(settings)
        self.notes = Notes()
        self._hearing: list[asyncio.Future[None]] = []

    async def start(self, role: str, *, failpoints: str = "", module: str = "bot") -> None:
        """Start a role and wait until it works; ``module`` may be the one whose roles are watched."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, role, env=environment(self.settings, self.port), cwd=ROOT,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        started = Role(process, asyncio.current_task())  # type: ignore[arg-type]
        started.reading = asyncio.ensure_future(self._read(started, process.stderr))
        self.roles[role] = started
        self._hearing.append(asyncio.ensure_future(self.notes.read(process.stdout)))
        await started.logged("serving" if role == "web" else "role_started")

    async def watch(self, role: str) -> None:
        """Start a role that notes the moments of ``watched``."""
        await self.start(role, module="tests.benchmarks.watched")
        await calm(self.pid(role))

    def pid(self, role: str) -> int:
        """The process of that role."""
        return self.roles[role].process.pid


def environment(settings: Settings, port: int) -> dict[str, str]:
    """What 'ionflux up' tells its roles."""
    told = {
        **inherited(),
        "IONFLUX_DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database,
        "REDIS_URL": settings.redis_url,
        "KAFKA_BOOTSTRAP_SERVERS": settings.kafka_bootstrap_servers,
        "IONFLUX_SECRET_KEY": ",".join(settings.secret_keys),
        "IONFLUX_RUNS__PARALLEL": str(settings.runs.parallel),
        "IONFLUX_LIMITS__REST_PER_MINUTE": str(settings.limits.rest_per_minute),
        "PORT": str(port),
    }
    return {name: value for name, value in told.items() if value}


async def installed(
    folder: Path, redis_url: str, *, database_url: str = "", kafka_bootstrap_servers: str = ""
) -> Settings:
    """A fresh installation in that empty folder: its schema is there, nothing runs."""
    settings = Settings(
        data_dir=folder,
        database_url=database_url,
        redis_url=redis_url,
        kafka_bootstrap_servers=kafka_bootstrap_servers,
        secret_key=SECRET_KEY,
    )
    # In a process of its own: the models remember the dialect of the first store they spoke to.
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "migrate", env=environment(settings, 0), cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    if await process.wait():
        raise RuntimeError("the schema could not be made")
    return settings


@asynccontextmanager
async def running(settings: Settings, roles: Sequence[str]) -> AsyncIterator[Product]:
    """These roles, a workspace with a shop, and a Sentinel that alerts from 100 upwards."""
    product = Product(settings)
    timeout = aiohttp.ClientTimeout(total=60)
    async with aiohttp.ClientSession(product.url, timeout=timeout) as product.http:
        try:
            await asyncio.gather(*(product.start(role) for role in roles))
            if "web" in roles:
                await product.make_workspace()
            await asyncio.gather(*(calm(product.pid(role)) for role in roles))
            yield product
        finally:
            for role in list(product.roles.values()):
                await end(role.process)
                await role.reading
