"""What every case stands on: a folder, a queue, the load generator's process, and how long to measure."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tests.benchmarks import load

T = TypeVar("T")


class Unavailable(Exception):
    """A server that a case needs cannot be had here; the text says why."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One run of the benchmarks."""

    folder: Path
    redis_url: str
    generator: ProcessPoolExecutor
    is_quick: bool

    def of(self, full: int, quick: int) -> int:
        """How many, by the length of this run."""
        return quick if self.is_quick else full

    def place(self, name: str) -> Path:
        """A path where nothing is yet."""
        return self.folder / name

    def made(self, name: str) -> Path:
        """A new, empty folder."""
        folder = self.place(name)
        folder.mkdir()
        return folder

    def redis(self, number: int) -> str:
        """The queue's database of that number: baselines do not share the product's."""
        return f"{self.redis_url.rpartition('/')[0]}/{number}"

    async def driven(self, drive: Callable[[Any], T], plan: Any) -> T:
        """Run the plan in the load generator's process."""
        return await asyncio.get_running_loop().run_in_executor(self.generator, drive, plan)


def ground(folder: Path, redis_url: str, *, is_quick: bool) -> Ground:
    """The ground of one run."""
    return Ground(folder, redis_url, load.generator(), is_quick)


@asynccontextmanager
async def server(
    start: Callable[[Path], AbstractContextManager[dict[str, str]]], folder: Path
) -> AsyncIterator[str]:
    """A real server of ``scripts.test_servers``; its address.

    Raises:
        Unavailable: its programs are not installed here, or it did not start.
    """
    context = start(folder)
    try:
        told = await asyncio.to_thread(context.__enter__)
    except SystemExit as absent:
        raise Unavailable(str(absent).partition("\n")[0]) from absent
    try:
        yield next(iter(told.values()))
    finally:
        await asyncio.to_thread(context.__exit__, None, None, None)
