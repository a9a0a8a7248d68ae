"""Processes of the product, forked from one that has read its modules already: reading them takes longer than
a start, and most of these tests start many. What a start takes by itself is measured by the benchmarks.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).parents[2]
READ_AHEAD = [
    "bot.cli", "bot.roles", "bot.gates", "bot.web", "bot.working", "bot.outgoing", "bot.runtime.consumer",
    "bot.runtime.starting", "bot.ports.jobs", "bot.ports.kafka", "bot.llm.calls", "langgraph.graph",
    "litellm", "adapters.web.adapter", "adapters.slack.adapter", "adapters.discord.adapter",
    "adapters.telegram.adapter",
]  # fmt: skip

_server = get_context("forkserver")
_server.set_forkserver_preload(READ_AHEAD)


def _run(arguments: Sequence[str], environment: Mapping[str, str], errors: Connection) -> None:
    """What the new process does."""
    from bot.cli import main

    os.dup2(errors.fileno(), 2)
    errors.close()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    sys.argv = ["ionflux", *arguments]
    main()


class Process:
    """``ionflux`` with these arguments, and nothing in its environment but this."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self._read, errors = Pipe(duplex=False)
        self._process = _server.Process(target=_run, args=(arguments, environment, errors))
        self._process.start()
        errors.close()
        self._ended = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._process.sentinel, self._end)

    def _end(self) -> None:
        self._loop.remove_reader(self._process.sentinel)
        self._process.join()
        self._ended.set()

    @property
    def returncode(self) -> int | None:
        """Its exit code, less than nothing for a signal; None while it lives."""
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send it the signal."""
        assert self._process.pid is not None
        if self.returncode is None:
            os.kill(self._process.pid, number)

    async def wait(self) -> int:
        """Wait until it ends; its exit code."""
        await self._ended.wait()
        assert self._process.exitcode is not None
        return self._process.exitcode

    async def errors(self) -> AsyncIterator[bytes]:
        """The lines of its standard error, until it ends."""
        reader = asyncio.StreamReader(limit=2**20)
        loop = asyncio.get_running_loop()
        with os.fdopen(os.dup(self._read.fileno()), "rb", buffering=0) as pipe:
            self._read.close()
            await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), pipe)
            async for line in reader:
                yield line
