"""The queue wakes workers, and a worker never takes more than it can, nor stops for it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from uuid import UUID

import pytest

from bot.contracts.unit import Nudge
from bot.ports.jobs import JobQueue, Perform, WakingWorker, worker
from bot.roles import jobs_pool
from config.clock import new_id
from config.settings import Settings

pytestmark = pytest.mark.servers
MOST = 4


class Desk:
    """What a worker does: counts, and lets go of nothing before it may."""

    def __init__(self) -> None:
        self.at_once = self.most = 0
        self.done: set[UUID] = set()
        self.may_end = asyncio.Event()
        self.changed = asyncio.Event()

    async def perform(self, job: str, key: UUID, attempt: int) -> None:
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.changed.set()
        await self.may_end.wait()
        self.at_once -= 1
        self.done.add(key)
        self.changed.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        while not holds():
            self.changed.clear()
            await self.changed.wait()


@asynccontextmanager
async def working(
    settings: Settings, desk: Desk, perform: Perform | None = None
) -> AsyncIterator[WakingWorker]:
    pool = jobs_pool(settings)
    arq = worker(pool, perform or desk.perform, max_jobs=MOST)
    task = asyncio.ensure_future(arq.main())
    yield arq
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    await pool.aclose(close_connection_pool=True)


@pytest.fixture
def queue(redis: "object") -> JobQueue:
    return JobQueue(redis)


async def enqueued(queue: JobQueue, count: int) -> set[UUID]:
    keys = [new_id() for _ in range(count)]
    assert await queue.enqueue([Nudge("run_agent", key, 0) for key in keys]) == []
    return set(keys)


async def test_a_worker_with_its_hands_full_still_lets_others_run_and_goes_on(
    settings: Settings, queue: JobQueue
) -> None:
    desk = Desk()
    keys = await enqueued(queue, 5 * MOST)
    async with working(settings, desk):
        await desk.until(lambda: desk.at_once == MOST)
        # The loop is free: a timer of its own runs out while the worker waits for room.
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await desk.until(lambda: desk.at_once > MOST)
        desk.may_end.set()
        await desk.until(lambda: desk.done == keys)
    assert desk.most == MOST


async def test_of_two_workers_one_gets_each_job(settings: Settings, queue: JobQueue) -> None:
    first, second = Desk(), Desk()
    async with working(settings, first), working(settings, second):
        keys = await enqueued(queue, 3 * MOST)
        await first.until(lambda: first.at_once == MOST)
        await second.until(lambda: second.at_once == MOST)
        for desk in (first, second):
            desk.may_end.set()
        while first.done | second.done != keys:
            await asyncio.wait([asyncio.ensure_future(one.changed.wait()) for one in (first, second)],
                               return_when=asyncio.FIRST_COMPLETED)  # fmt: skip
            first.changed.clear()
            second.changed.clear()
    assert not first.done & second.done


async def test_a_job_that_fails_or_is_stopped_ends_no_worker(settings: Settings, queue: JobQueue) -> None:
    desk, hit = Desk(), []

    async def perform(job: str, key: UUID, attempt: int) -> None:
        if attempt == 1:
            raise RuntimeError("broken")
        if attempt == 2:
            hit.append(key)
            raise asyncio.CancelledError
        await desk.perform(job, key, attempt)

    desk.may_end.set()
    async with working(settings, desk, perform):
        await queue.enqueue([Nudge("run_agent", new_id(), attempt) for attempt in (1, 2) * MOST])
        keys = await enqueued(queue, 1)
        await desk.until(lambda: desk.done == keys)
    assert len(hit) == MOST


async def test_the_same_nudge_is_refused_while_it_waits(queue: JobQueue) -> None:
    nudge = Nudge("run_agent", new_id(), 0)
    assert await queue.enqueue([nudge]) == []
    assert await queue.enqueue([nudge, Nudge("run_agent", nudge.key, 1)]) == [nudge]
    assert await queue.depth() == 2
