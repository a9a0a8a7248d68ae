"""Jobs: from enqueue to start, what an idle worker takes, and runs in a second with their log kept."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any
from uuid import UUID, uuid4

import orjson

from bot.app import App, open_app
from bot.contracts.unit import SYSTEM, Nudge
from bot.services import runs
from config.settings import Runs
from tests.benchmarks.anchors import jobs as bare
from tests.benchmarks.ground import Ground
from tests.benchmarks.orders import small
from tests.benchmarks.processes import Notes, anchor, cpu_seconds
from tests.benchmarks.product import Product, installed, running
from tests.benchmarks.report import Goal, Result, bounded, compared, quantile
from tests.benchmarks.watched import IDLE, JOB
from tests.factories import make_configuration, make_workspace

AGENT = "agent_004_refactored"
PAUSE_SECONDS = 0.005

Enqueue = Callable[[str], Awaitable[object]]


async def start(ground: Ground) -> Sequence[Result]:
    """One job at a time, and the worker that waits for it."""
    settings = await installed(ground.made("jobs"), ground.redis(4))
    async with (
        anchor("jobs", ground.redis(5)) as baseline,
        running(settings, []) as product,
        open_app(settings, "events") as app,
    ):
        await product.watch("worker")
        pool = await bare.connected(ground.redis(5))

        async def ours(key: str) -> None:
            await app.jobs.enqueue([Nudge(JOB, UUID(key), 0)])

        async def theirs(key: str) -> None:
            await bare.enqueue(pool, key)

        taken = await _by_turns(ground, ((product.notes, ours), (baseline.notes, theirs)))
        await pool.aclose()
        idle = await _idle(product.pid("worker"), ground.of(7, 3))
    return [
        compared(
            "enqueue → job start, p50",
            [quantile(one, 0.5) for one in taken[0]],
            [quantile(one, 0.5) for one in taken[1]],
            unit="ms",
            goal=Goal(2.0),
        ),
        bounded(
            "enqueue → job start, p99",
            quantile([*chain(*taken[0])], 0.99),
            15,
            unit="ms",
            baseline=quantile([*chain(*taken[1])], 0.99),
        ),
        bounded("idle worker", idle * 100, 1, unit="% of a core"),
    ]


async def _by_turns(ground: Ground, sides: Sequence[tuple[Notes, Enqueue]]) -> Sequence[list[list[float]]]:
    taken: list[list[list[float]]] = [[] for _ in sides]
    for notes, enqueue in sides:
        await _starts(notes, enqueue, 20)
    for _ in range(ground.of(7, 2)):
        for (notes, enqueue), rounds in zip(sides, taken, strict=True):
            rounds.append(await _starts(notes, enqueue, ground.of(100, 20)))
    return taken


async def _starts(notes: Notes, enqueue: Enqueue, count: int) -> list[float]:
    taken = []
    for _ in range(count):
        key, began = str(uuid4()), time.monotonic_ns()
        await enqueue(key)
        taken.append((await notes.of(key) - began) / 1e6)
        await asyncio.sleep(PAUSE_SECONDS)
    return taken


async def _idle(pid: int, windows: int) -> float:
    """The share of a core that an idle process takes: the median of some windows of two seconds."""
    shares = []
    for _ in range(windows):
        began, had = time.monotonic(), cpu_seconds(pid)
        await asyncio.sleep(2)
        shares.append((cpu_seconds(pid) - had) / (time.monotonic() - began))
    return statistics.median(shares)


async def throughput(ground: Ground) -> Sequence[Result]:
    """Runs claimed and stored with their end, beside bare jobs; both do nothing. Then runs that do something:
    the Sentinel judges an order.
    """
    settings = await installed(ground.made("throughput"), ground.redis(6))
    settings = settings.model_copy(update={"runs": Runs(parallel=bare.MOST_JOBS)})
    count = ground.of(1_500, 200)
    idle, judged, floor = list[float](), list[float](), list[float]()
    async with (
        anchor("jobs", ground.redis(7)) as baseline,
        running(settings, []) as product,
        open_app(settings, "events") as app,
    ):
        await product.watch("worker")
        pool = await bare.connected(ground.redis(7))
        workspace_id, _ = await make_workspace()
        at = workspace_id, await make_configuration(workspace_id)
        await _runs(app, product, 100, at, {})
        for _ in range(ground.of(5, 2)):
            idle.append(await _runs(app, product, count, at, {IDLE: True}))
            keys = [str(uuid4()) for _ in range(count)]
            await bare.enqueue_all(pool, keys)
            floor.append(_rate([await baseline.notes.of(key) for key in keys]))
            judged.append(await _runs(app, product, count // 3, at, {}))
        await pool.aclose()
    name = "jobs a second, run log kept"
    return [
        compared(name, idle, floor, unit="/s", goal=Goal(0.5, at_least=True), note="the agent does nothing"),
        compared(f"{name}, a Sentinel on an order", judged, floor, unit="/s"),
    ]


async def _runs(
    app: App, product: Product, count: int, at: tuple[UUID, UUID], more: Mapping[str, Any]
) -> float:
    """So many runs on orders below the threshold, stored in one unit and nudged together."""
    workspace_id, configuration_id = at
    new = runs.NewRun(
        configuration_id=configuration_id,
        definition_key=app.agents[AGENT].definition.key,
        trigger_type="event_api_call",
        trigger_key="",
        inputs={"min_order_value_alert_threshold": 100, **more},
        parallel=bare.MOST_JOBS,
    )
    started = []
    async with app.units.grouped_unit(SYSTEM, workspace_id) as unit:
        for number in range(1, count + 1):
            event = unit.event("ionflux.shopify.order.created", {"order": orjson.loads(small(number))})
            one = replace(new, event=event, trigger_key=f"order_created:{uuid4()}")
            started.append(str(runs.start(unit, one)))
    begins = [await product.notes.of(key) for key in started]
    ends = [await product.notes.of(f"end:{key}") for key in started]
    return len(started) / ((max(ends) - min(begins)) / 1e9)


def _rate(moments: Sequence[int]) -> float:
    return len(moments) / ((max(moments) - min(moments)) / 1e9)
