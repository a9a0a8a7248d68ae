"""Child processes of a benchmark, the moments they note on stdout, and what they take of the machine.

A note is one line ``key nanoseconds`` by the machine's monotonic clock, which all processes share.
"""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
WAIT_SECONDS = 60.0


def note(key: str) -> None:
    """Note this moment for the process that started us."""
    os.write(1, f"{key} {time.monotonic_ns()}\n".encode())


class Notes:
    """The moments a child has noted."""

    def __init__(self) -> None:
        """Nothing noted so far."""
        self.moments: dict[str, int] = {}
        self._changed = asyncio.Condition()
        self._is_over = False

    async def read(self, stream: asyncio.StreamReader) -> None:
        """Take in the child's stdout until it ends."""
        async for line in stream:
            key, _, moment = line.decode().strip().partition(" ")
            async with self._changed:
                self.moments.setdefault(key, int(moment or 0))
                self._changed.notify_all()
        async with self._changed:
            self._is_over = True
            self._changed.notify_all()

    async def of(self, key: str, *, seconds: float = WAIT_SECONDS) -> int:
        """The moment under ``key``, once it is noted."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: key in self.moments or self._is_over)
        if key not in self.moments:
            raise RuntimeError(f"the process ended before it noted '{key}'")
        return self.moments[key]

    async def many(self, count: int, *, seconds: float = WAIT_SECONDS) -> None:
        """Return once so many moments are noted."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: len(self.moments) >= count or self._is_over)


class Anchor:
    """A running baseline process: ``notes`` says ``ready`` once it takes work."""

    def __init__(self, process: asyncio.subprocess.Process, notes: Notes) -> None:
        """Use ``anchor``."""
        self.pid = process.pid
        self.notes = notes


@asynccontextmanager
async def anchor(module: str, *arguments: object) -> AsyncIterator[Anchor]:
    """``tests.benchmarks.anchors.MODULE`` in a process of its own, ready, and ended with the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", f"tests.benchmarks.anchors.{module}", *map(str, arguments),
        cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    notes = Notes()
    reading = asyncio.ensure_future(notes.read(process.stdout))
    try:
        await notes.of("ready")
        yield Anchor(process, notes)
    finally:
        await end(process)
        await reading


async def end(process: asyncio.subprocess.Process) -> None:
    """Stop the process, by force where it does not obey in ten seconds."""
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(10):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


@asynccontextmanager
async def valkey(folder: Path) -> AsyncIterator[str]:
    """The queue that 'ionflux up' brings, as it starts it, in that empty folder; its URL."""
    from bot.up import embedded_server

    command, url = embedded_server(folder)
    with (folder / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(*command, stdout=log, stderr=log)
    try:
        await connectable(int(url.rpartition(":")[2].partition("/")[0]))
        yield url
    finally:
        await end(process)


async def connectable(port: int) -> None:
    """Return once something listens there."""
    async with asyncio.timeout(WAIT_SECONDS):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.005)
                continue
            writer.close()
            return


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def cpu_seconds(pid: int) -> float:
    """The processor time that the process has had, all threads together, to the microsecond."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


async def calm(pid: int) -> None:
    """Return once the process has done what follows its start: a worker compiles graphs after it is ready."""
    async with asyncio.timeout(WAIT_SECONDS):
        while True:
            had = cpu_seconds(pid)
            await asyncio.sleep(0.5)
            if cpu_seconds(pid) - had < 0.025:
                return


def resident_mb(pid: int) -> float:
    """The memory that the process holds now."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def inherited() -> Mapping[str, str]:
    """What a child needs of this process's own environment."""
    return {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
