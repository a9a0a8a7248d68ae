"""The event log: from the commit of an event to its consumer's handler, in another process."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID, uuid4

from aiokafka import AIOKafkaProducer
from redis.asyncio import Redis

from bot.app import App, open_app
from bot.contracts.unit import SYSTEM
from bot.ports.kafka import ensure_topics
from config.settings import Settings
from scripts.test_servers import kafka
from tests.benchmarks.anchors.hop import STREAM
from tests.benchmarks.ground import Ground, Unavailable, server
from tests.benchmarks.processes import Notes, anchor
from tests.benchmarks.product import installed, running
from tests.benchmarks.report import Goal, Result, compared, quantile, skipped

PAUSE_SECONDS = 0.005

Send = Callable[[], Awaitable[tuple[str, int]]]
"""Sends one entry; its id, and the moment from which its hop counts."""


async def on_table(ground: Ground) -> Sequence[Result]:
    """The outbox table as the log, beside a bare Redis stream."""
    settings = await installed(ground.made("hop"), ground.redis(2))
    client: Any = Redis.from_url(ground.redis(3))

    async def to_stream() -> tuple[str, int]:
        key, began = uuid4().hex, time.monotonic_ns()
        await client.xadd(STREAM, {"id": key}, maxlen=1000)
        return key, began

    async with anchor("hop", ground.redis(3)) as baseline, client:
        return await _measured(ground, settings, "table log", (baseline.notes, to_stream))


async def on_kafka(ground: Ground) -> Sequence[Result]:
    """Kafka as the log, beside bare aiokafka."""
    try:
        async with server(kafka, ground.place("kafka")) as servers:
            return await _on_kafka(ground, servers)
    except Unavailable as absent:
        return [skipped("log hop, Kafka", str(absent))]


async def _on_kafka(ground: Ground, servers: str) -> Sequence[Result]:
    topic = STREAM.replace(":", ".")
    await ensure_topics(servers, {topic})
    producer = AIOKafkaProducer(bootstrap_servers=servers, enable_idempotence=True, acks="all", linger_ms=0)
    await producer.start()

    async def to_topic() -> tuple[str, int]:
        key, began = uuid4().hex, time.monotonic_ns()
        await producer.send_and_wait(topic, b"{}", key=key.encode())
        return key, began

    settings = await installed(ground.made("hop-kafka"), ground.redis(2), kafka_bootstrap_servers=servers)
    try:
        async with anchor("hop", servers, "kafka") as baseline:
            return await _measured(ground, settings, "Kafka", (baseline.notes, to_topic))
    finally:
        await producer.stop()


async def _measured(
    ground: Ground, settings: Settings, name: str, baseline: tuple[Notes, Send]
) -> Sequence[Result]:
    async with running(settings, []) as product, open_app(settings, "web") as app:
        await product.watch("events")
        ours, theirs = (product.notes, _committer(app, uuid4())), baseline
        for notes, send in (ours, theirs):
            await _hops(notes, send, 20)
        taken: tuple[list[list[float]], list[list[float]]] = ([], [])
        for _ in range(ground.of(7, 2)):
            for (notes, send), rounds in zip((ours, theirs), taken, strict=True):
                rounds.append(await _hops(notes, send, ground.of(100, 20)))
    return [
        compared(
            f"commit → consumer, {name}, p50",
            [quantile(one, 0.5) for one in taken[0]], [quantile(one, 0.5) for one in taken[1]],
            unit="ms", goal=Goal(2.0),
        )
    ]  # fmt: skip


def _committer(app: App, workspace_id: UUID) -> Send:
    async def commit() -> tuple[str, int]:
        async with app.units.grouped_unit(SYSTEM, workspace_id) as unit:
            event = unit.record("ionflux.shopify.order.created", {"topic": "orders/create", "order": {}})
        return str(event.event_id), time.monotonic_ns()

    return commit


async def _hops(notes: Notes, send: Send, count: int) -> list[float]:
    """One entry at a time; the milliseconds of each."""
    taken = []
    for _ in range(count):
        key, began = await send()
        taken.append((await notes.of(key) - began) / 1e6)
        await asyncio.sleep(PAUSE_SECONDS)
    return taken
