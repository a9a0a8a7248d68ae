"""JobQueue: ARQ, with a wake list so that a job starts at once instead of at ARQ's next look.

A job only points at a row: it is a nudge. Its id is ``job:key:attempt``; a refused one waits in the queue
already.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import orjson
from arq.constants import job_key_prefix
from arq.jobs import deserialize_job_raw, serialize_job
from arq.worker import Worker, func
from redis.exceptions import RedisError

from bot.contracts.unit import Nudge
from bot.ports.line import Line
from bot.ports.waking import is_stopping
from config.clock import now
from config.errors import Unreachable
from config.logs import logger
from storage.db import refuse_inside_transaction

QUEUE = "ionflux:jobs"
WAKE_JOBS = "ionflux:wake:jobs"
WAKE_OUTBOX = "ionflux:wake:outbox"
MOST_WAKES = 1000
_EXPIRES = timedelta(days=1)

_log = logger(__name__)

Perform = Callable[[str, UUID, int], Awaitable[None]]


class JobQueue:
    """Puts nudges where the workers look, and wakes them."""

    def __init__(self, redis: Any) -> None:
        """Use that connection pool."""
        self._redis = redis
        self._line = Line(redis)

    async def enqueue(self, nudges: Sequence[Nudge], *, wake_relay: bool = False) -> list[Nudge]:
        """Queue all in one trip; those refused because their id is queued already.

        Raises:
            Unreachable: none may have arrived.
        """
        refuse_inside_transaction("a nudge")
        if not nudges:
            if wake_relay:
                await self._wake_relay()
            return []
        enqueued_ms = int(now().timestamp() * 1000)
        async with self._redis.pipeline(transaction=False) as pipe:
            for nudge in nudges:
                job_id = f"{nudge.job}:{nudge.key}:{nudge.attempt}"
                args = (nudge.job, str(nudge.key), nudge.attempt)
                # The two keys of arq.connections.enqueue_job, without its WATCH: our ids are never reused.
                job = serialize_job("perform", args, {}, None, enqueued_ms, serializer=orjson.dumps)
                pipe.set(job_key_prefix + job_id, job, nx=True, px=_EXPIRES)
                pipe.zadd(QUEUE, {job_id: enqueued_ms}, nx=True)
            pipe.lpush(WAKE_JOBS, *(b"1" for _ in nudges))
            pipe.ltrim(WAKE_JOBS, 0, MOST_WAKES)
            if wake_relay:
                pipe.publish(WAKE_OUTBOX, b"1")
            try:
                answers = await pipe.execute()
            except RedisError as away:
                raise Unreachable("The job queue is away.", service="redis") from away
        return [
            nudge
            for nudge, stored in zip(nudges, answers[0 : 2 * len(nudges) : 2], strict=True)
            if not stored
        ]

    async def close(self) -> None:
        """Let its own connection go."""
        await self._line.close()

    async def _wake_relay(self) -> None:
        try:
            # To wait for the answer would take longer than the commit that went before.
            await self._line.say(("PUBLISH", WAKE_OUTBOX, b"1"), waits=False)
        except (RedisError, OSError, TimeoutError) as away:
            raise Unreachable("The job queue is away.", service="redis") from away

    async def depth(self) -> int:
        """How many jobs wait."""
        try:
            return int(await self._redis.zcard(QUEUE))
        except RedisError as away:
            raise Unreachable("The job queue is away.", service="redis") from away


# Take jobs, with their texts, out of the queue: all at once, so that no other worker sees one half taken.
# One wake is for whoever looks, and is left where there is more than this worker takes.
_TAKE = """
local ids = redis.call('ZRANGE', KEYS[1], 0, ARGV[1] - 1)
local texts = {}
for number, id in ipairs(ids) do
  redis.call('ZREM', KEYS[1], id)
  texts[number] = redis.call('GETDEL', ARGV[2] .. id) or ''
end
redis.call('DEL', KEYS[2])
if redis.call('ZCARD', KEYS[1]) > 0 then redis.call('LPUSH', KEYS[2], '1') end
return {ids, texts}
"""


class WakingWorker(Worker):
    """ARQ's worker, woken by the wake list, and not ended by a restart of Redis.

    It takes jobs out of the queue in one trip, each of which one worker gets, and keeps nothing of them: the
    row that a job points at, with its lease, decides who works and what is done again.
    """

    wait_seconds = 1.0

    async def main(self) -> None:
        """Start jobs until cancelled."""
        self.ctx["redis"] = self.pool
        pool: Any = self.pool
        take = pool.register_script(_TAKE)
        while not is_stopping():
            try:
                if (room := self.max_jobs - self.job_counter) > 0:
                    self._start(*(await take((self.queue_name, WAKE_JOBS), (room, job_key_prefix))))
                if self.job_counter >= self.max_jobs:
                    await self._room()
                    continue
                # Either a wake, or a look each second for what a lost wake left behind.
                await pool.blpop([WAKE_JOBS], timeout=self.wait_seconds)
            except (RedisError, OSError) as away:
                _log.warning("job_queue_away", why=str(away))
                await asyncio.sleep(0.5)

    def _start(self, job_ids: Sequence[bytes], texts: Sequence[bytes]) -> None:
        for job_id, text in zip(job_ids, texts, strict=True):
            # The text of a job has a life of a day; who takes one so old finds none.
            if text:
                self.job_counter += 1
                task = self.loop.create_task(self._work(text))
                task.add_done_callback(partial(self._uncount, job_id.decode()))
                self.tasks[job_id.decode()] = task

    async def _work(self, text: bytes) -> None:
        name, args, kwargs, _, _ = deserialize_job_raw(text, deserializer=self.job_deserializer)
        known = self.functions.get(name)
        if known is None:
            _log.warning("job_function_unknown", name=name)
            return
        try:
            await known.coroutine(self.ctx, *args, **kwargs)
        except asyncio.CancelledError:
            # Only this job was stopped: the one who stopped it knows why.
            return
        except Exception as failed:  # noqa: BLE001 - the row is still there, and its lease runs out
            _log.error("job_broken", exc_info=failed)

    def _uncount(self, job_id: str, _: "asyncio.Task[None]") -> None:
        self.job_counter -= 1
        self.tasks.pop(job_id, None)

    async def _room(self) -> None:
        """Wait for a job to end."""
        if self.tasks:
            await asyncio.wait(self.tasks.values(), return_when=asyncio.FIRST_COMPLETED)
        # Those that have ended are uncounted in their own turn.
        await asyncio.sleep(0)


def worker(redis: Any, perform: Perform, *, max_jobs: int) -> WakingWorker:
    """A worker that knows one function, ``perform``; results are not kept, jobs are JSON."""

    async def run(_: dict[Any, Any], job: str, key: str, attempt: int) -> None:
        await perform(job, UUID(key), attempt)

    coroutine: Any = run

    return WakingWorker(
        functions=[func(coroutine, name="perform", keep_result=0, max_tries=1)],
        redis_pool=redis,
        queue_name=QUEUE,
        max_jobs=max_jobs,
        job_timeout=timedelta(hours=1),
        handle_signals=False,
        job_serializer=orjson.dumps,
        job_deserializer=orjson.loads,
        log_results=False,
        retry_jobs=False,
    )
