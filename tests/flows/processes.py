"""Processes of the product that a test listens to while they run."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping, Sequence
from multiprocessing import Pipe

from tests.forked import forked


class Process:
    """``ionflux`` with these arguments, and nothing in its environment but this."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self._read, errors = Pipe(duplex=False)
        self._process = forked(arguments, environment, {2: errors})
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
