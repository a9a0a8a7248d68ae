"""Baseline of jobs: bare arq whose half-second sleep is a blocking pop on a wake list.

``jobs URL`` notes each job's start; ``enqueue`` is the other side.
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import uvloop
from arq.connections import ArqRedis, RedisSettings, create_pool
from arq.constants import default_queue_name, job_key_prefix
from arq.jobs import serialize_job
from arq.worker import Worker, func

from tests.benchmarks.processes import note

WAKES = "bench:wakes"
MOST_JOBS = 100


class WakingWorker(Worker):
    """arq's worker, which looks when it is woken."""

    async def main(self) -> None:
        """Start jobs until killed."""
        self.ctx["redis"] = self.pool
        pool: Any = self.pool
        while True:
            await self._poll_iteration()
            if self.job_counter >= self.max_jobs:
                await asyncio.wait(self.tasks.values(), return_when=asyncio.FIRST_COMPLETED)
                continue
            await pool.blpop([WAKES], timeout=1)


def worker(pool: ArqRedis, perform: Any) -> WakingWorker:
    """A worker of one function."""
    functions = [func(perform, name="perform", keep_result=0)]
    return WakingWorker(functions=functions, redis_pool=pool, max_jobs=MOST_JOBS, handle_signals=False)


async def connected(url: str) -> ArqRedis:
    """arq's client of that server."""
    return await create_pool(RedisSettings.from_dsn(url))


async def enqueue(pool: ArqRedis, *arguments: object) -> None:
    """Queue a job and wake the worker."""
    client: Any = pool
    await client.enqueue_job("perform", *arguments)
    await client.lpush(WAKES, b"1")


async def enqueue_all(pool: ArqRedis, keys: Sequence[str]) -> None:
    """Queue many jobs of one argument in one trip, as arq's client writes each, and wake the worker."""
    moment = int(time.time() * 1000)
    async with pool.pipeline(transaction=False) as pipe:
        for key in keys:
            job = serialize_job("perform", (key,), {}, None, moment)
            pipe.psetex(job_key_prefix + key, timedelta(days=1), job)
            pipe.zadd(default_queue_name, {key: moment})
        pipe.lpush(WAKES, b"1")
        await pipe.execute()


async def noted(_: dict[Any, Any], key: str) -> None:
    """A job that does nothing."""
    note(key)


async def run(url: str) -> None:
    """Work until killed."""
    pool = await connected(url)
    note("ready")
    await worker(pool, noted).main()


if __name__ == "__main__":
    uvloop.run(run(sys.argv[1]))
