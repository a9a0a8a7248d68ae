"""Whether a process lives and can work: heartbeats of roles, /healthz, /readyz, /metrics."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import orjson
from aiohttp import ClientError, ClientSession, ClientTimeout, web
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest
from redis.exceptions import RedisError

from bot.ports.waking import is_stopping
from config.clock import new_id, now
from config.errors import IonfluxError
from storage.bulk import Call, Found, Steps, statement
from storage.db import Database

ROLES = ("web", "gateway", "events", "worker")
PREFIX = "ionflux:role:"
BEAT_SECONDS, ALIVE_SECONDS = 2.0, 10
OLDEST_OUTBOX = timedelta(seconds=60)
OLDEST_MIRRORED = timedelta(minutes=5)

OUTBOX_DEPTH = Gauge(
    "ionflux_outbox_rows", "Events that are not in the log yet; unread ones where it is the outbox"
)
OUTBOX_AGE = Gauge("ionflux_outbox_oldest_seconds", "Age of the oldest of them")
JOBS = Gauge("ionflux_jobs", "Jobs that wait")
DEAD = Gauge("ionflux_dead_letters", "Events that could not be handled")
UNSENT = Gauge("ionflux_mirror_deliveries", "What waits to be sent to a platform", ["adapter"])
UNSENT_AGE = Gauge("ionflux_mirror_oldest_seconds", "Age of the oldest of them", ["adapter"])
BROKEN = Gauge("ionflux_mirror_broken_links", "Links that a platform let go", ["adapter"])

_UNSENT = statement("SELECT count(*), min(created_at) FROM outbox_events WHERE sent_at IS NULL")
_UNREAD = statement(
    "SELECT count(*), min(created_at) FROM outbox_events"
    " WHERE id > (SELECT coalesce(min(position), 0) FROM consumer_offsets)"
)
_DEAD = statement("SELECT count(*) FROM dead_letters")
_MIRRORED = statement(
    "SELECT adapter, count(*), min(deliveries.created_at) FROM deliveries JOIN channel_links"
    " ON channel_links.id = deliveries.link_id WHERE state = 'pending' AND status = 'active' GROUP BY adapter"
)
_BROKEN = statement("SELECT adapter, count(*) FROM channel_links WHERE status = 'broken' GROUP BY adapter")
_TOUCH = statement("UPDATE leases SET until = until WHERE name = 'nobody'")


class Heartbeat:
    """Says every two seconds that this process lives, and what it has to complain of."""

    def __init__(self, redis: Any, role: str, *, complaint: Callable[[], str] = str) -> None:
        """Speak for that role."""
        self._redis = redis
        self._complaint = complaint
        self._key = f"{PREFIX}{role}:{new_id()}"

    async def run(self) -> None:
        """Beat until cancelled."""
        while not is_stopping():
            with suppress(RedisError, OSError):
                await self._redis.set(self._key, self._complaint(), ex=ALIVE_SECONDS)
            await asyncio.sleep(BEAT_SECONDS)

    async def stop(self) -> None:
        """Be gone at once."""
        try:
            await self._redis.delete(self._key)
        except (RedisError, OSError):
            return


async def live_roles(redis: Any) -> set[str]:
    """The roles of which some process lives."""
    found: set[str] = set()
    async for key in redis.scan_iter(match=f"{PREFIX}*", count=200):
        found.add(key.decode().removeprefix(PREFIX).split(":")[0])
    return found


async def complaints(redis: Any) -> list[str]:
    """What processes have to complain of, each with its role."""
    keys = [key async for key in redis.scan_iter(match=f"{PREFIX}*", count=200)]
    told = zip(keys, await redis.mget(keys) if keys else (), strict=True)
    return sorted(
        {f"{key.decode().removeprefix(PREFIX).split(':')[0]}: {said.decode()}" for key, said in told if said}
    )


class Health:
    """Answers for one process."""

    def __init__(
        self,
        database: Database,
        redis: Any,
        *,
        is_outbox_the_log: bool,
        needs_all_roles: bool = False,
        qdrant_url: str = "",
    ) -> None:
        """Look at these."""
        self._waiting = _UNREAD if is_outbox_the_log else _UNSENT
        self._database = database
        self._redis = redis
        self._needs_all_roles = needs_all_roles
        self._qdrant_url = qdrant_url

    def mount(self, application: web.Application) -> None:
        """Add the three addresses."""
        application.router.add_get("/healthz", self.healthz)
        application.router.add_get("/readyz", self.readyz)
        application.router.add_get("/metrics", self.metrics)

    async def healthz(self, _: web.Request) -> web.Response:
        """200: the process answers."""
        return _json(200, {"status": "ok"})

    async def readyz(self, _: web.Request) -> web.Response:
        """200 ``ready`` or ``degraded`` when it can take work, 503 when not, with the reasons."""
        fatal, soft = await self._reasons()
        status = "unready" if fatal else ("degraded" if soft else "ready")
        return _json(503 if fatal else 200, {"status": status, "reasons": fatal + soft})

    async def metrics(self, _: web.Request) -> web.Response:
        """Prometheus' text format."""
        # What cannot be measured now keeps its last value; the rest is still told.
        with suppress(IonfluxError, RedisError, OSError):
            await self._measure()
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _reasons(self) -> tuple[list[str], list[str]]:
        fatal, soft = [], []
        try:
            async with asyncio.timeout(2):
                await self._database.writer.write([Steps(_touch)])
                soft += [*await self._outbox_reasons(), *await self._mirror_reasons()]
        except (IonfluxError, TimeoutError) as away:
            fatal.append(f"database: {str(away) or 'no answer in 2 s'}")
        try:
            async with asyncio.timeout(2):
                missing = set(ROLES) - await live_roles(self._redis)
                if missing and self._needs_all_roles:
                    fatal.append(f"not running yet: {', '.join(sorted(missing))}")
                elif missing:
                    soft.append(f"not seen: {', '.join(sorted(missing))}")
                soft += await complaints(self._redis)
        except (RedisError, OSError, TimeoutError):
            (fatal if self._needs_all_roles else soft).append("redis: no answer")
        if self._qdrant_url:
            soft += await _memory_reasons(self._qdrant_url)
        return fatal, soft

    async def _outbox_reasons(self) -> list[str]:
        age = await self._measure_outbox()
        return [f"outbox: the oldest event waits {age:.0f} s"] if age > OLDEST_OUTBOX.total_seconds() else []

    async def _measure_outbox(self) -> float:
        count, oldest = (await self._database.fetch(self._waiting))[0]
        age = _age(oldest)
        OUTBOX_DEPTH.set(count)
        OUTBOX_AGE.set(age)
        return age

    async def _mirror_reasons(self) -> list[str]:
        """What the mirror of each platform has to say: what waits too long, and what is cut off."""
        waiting, broken = await self._measure_mirror()
        late = {name: age for name, age in waiting.items() if age > OLDEST_MIRRORED.total_seconds()}
        told = [f"{name}: the oldest message waits {age:.0f} s" for name, age in sorted(late.items())]
        return told + [f"{name}: {count} broken links" for name, count in sorted(broken.items())]

    async def _measure_mirror(self) -> tuple[dict[str, float], dict[str, int]]:
        for gauge in (UNSENT, UNSENT_AGE, BROKEN):
            gauge.clear()
        waiting: dict[str, float] = {}
        for adapter, count, oldest in await self._database.fetch(_MIRRORED):
            waiting[adapter] = _age(oldest)
            UNSENT.labels(adapter).set(count)
            UNSENT_AGE.labels(adapter).set(waiting[adapter])
        broken = {adapter: int(count) for adapter, count in await self._database.fetch(_BROKEN)}
        for adapter, count in broken.items():
            BROKEN.labels(adapter).set(count)
        return waiting, broken

    async def _measure(self) -> None:
        await self._measure_outbox()
        await self._measure_mirror()
        DEAD.set((await self._database.fetch(_DEAD))[0][0])
        JOBS.set(await self._redis.zcard("ionflux:jobs"))


async def _memory_reasons(qdrant_url: str) -> list[str]:
    """Whether the server of agents' memory answers; asked without its client, which takes 90 MB."""
    limit = ClientTimeout(total=1)
    try:
        async with (
            ClientSession(timeout=limit) as session,
            session.get(f"{qdrant_url.rstrip('/')}/readyz") as answer,
        ):
            return [] if answer.status < 500 else [f"memory: Qdrant answers {answer.status}"]
    except (ClientError, TimeoutError, OSError):
        return ["memory: Qdrant does not answer"]


def _age(oldest: Any) -> float:
    """Seconds since a stored time, whichever the dialect; 0 for none."""
    if oldest is None:
        return 0.0
    since = oldest if isinstance(oldest, datetime) else datetime.fromisoformat(oldest)
    return (now() - since).total_seconds()


def _touch() -> Any:
    found: Found = yield Call(_TOUCH)
    return found


def _json(status: int, body: Mapping[str, Any]) -> web.Response:
    return web.Response(status=status, body=orjson.dumps(body), content_type="application/json")
