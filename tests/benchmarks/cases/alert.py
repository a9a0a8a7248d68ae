"""The main job: from the post of an order to the frame of its alert on a web socket, through all roles."""

from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from itertools import chain

from bot.up import ROLES
from tests.benchmarks.ground import Ground
from tests.benchmarks.processes import anchor, cpu_seconds, free_port
from tests.benchmarks.product import Product, installed, running
from tests.benchmarks.report import Goal, Result, bounded, compared, quantile
from tests.benchmarks.shop import Seen, Watch, watch
from tests.flows.stack import SECRET

RATE, MOST_P99_MS = 300, 25.0


async def run(ground: Ground) -> Sequence[Result]:
    """One order at a time, then 300 a second."""
    settings = await installed(ground.made("alert"), ground.redis(8))
    async with AsyncExitStack() as stack:
        product = await stack.enter_async_context(running(settings, ROLES))
        url, port = ground.redis(9), free_port()
        database = ground.place("alert-baseline.db")
        pids = {role: product.pid(role) for role in ROLES}
        for role in (("web", url, port, SECRET, database), ("events", url), ("worker", url)):
            started = await stack.enter_async_context(anchor("alert", *role))
            pids[f"baseline's {role[0]}"] = started.pid
        pair = _Pair(ground, product, port)
        await pair.by_turns(20)
        rounds = [await pair.by_turns(ground.of(40, 10)) for _ in range(ground.of(7, 2))]
        had = {role: cpu_seconds(pid) for role, pid in pids.items()}
        fast, floor = await pair.by_turns(RATE * ground.of(10, 2), rate=RATE)
        cpu = {role: cpu_seconds(pid) - had[role] for role, pid in pids.items()}
    ours = [[*one.taken.values()] for one, _ in rounds]
    theirs = [[*one.taken.values()] for _, one in rounds]
    return [
        compared(
            "order → alert, one at a time, p50",
            [quantile(one, 0.5) for one in ours],
            [quantile(one, 0.5) for one in theirs],
            unit="ms",
            goal=Goal(2.5),
            note=f"p99 {quantile([*chain(*ours)], 0.99):.1f} ms, of the baseline"
            f" {quantile([*chain(*theirs)], 0.99):.1f} ms",
        ),
        *_flood(fast, floor, cpu),
    ]


@dataclass(slots=True)
class _Pair:
    """The product with its alerts on a socket, and the baseline."""

    ground: Ground
    product: Product
    port: int
    next_number: int = 2001

    async def by_turns(self, count: int, *, rate: float = 0.0) -> tuple[Seen, Seen]:
        """So many orders to the product, then as many to the baseline."""
        product = self.product
        ticket = await product.call("POST", "/api/v1/ws-tickets", workspace_id=product.workspace_id)
        ours = Watch(
            port=product.port,
            path=product.webhook_path,
            socket=f"{product.url}/ws?ticket={ticket['ticket']}",
            subscribe={"action": "subscribe", "payload": {"channel_id": product.alerts_id}},
            secret=SECRET,
            first=self.next_number,
            count=count,
            rate=rate,
        )
        theirs = replace(
            ours,
            port=self.port,
            path="/orders",
            socket=f"http://127.0.0.1:{self.port}/ws",
            first=self.next_number + count,
        )
        self.next_number += 2 * count
        return await self.ground.driven(watch, ours), await self.ground.driven(watch, theirs)


def _flood(fast: Seen, floor: Seen, cpu: Mapping[str, float]) -> Sequence[Result]:
    """What came of the orders that were posted faster than one waits for them."""
    is_whole = not (fast.missing or fast.doubled or fast.refused)
    took = ", ".join(f"{role} {seconds * 1000 / len(fast.posted):.2f}" for role, seconds in cpu.items())
    ours, theirs = [*fast.taken.values()] or [float("inf")], [*floor.taken.values()]
    return [
        bounded(
            f"order → alert at {RATE}/s, p99",
            quantile(ours, 0.99),
            MOST_P99_MS,
            unit="ms",
            baseline=quantile(theirs, 0.99),
            note=f"p50 {quantile(ours, 0.5):.1f} ms, of the baseline {quantile(theirs, 0.5):.1f} ms;"
            f" processor time of an order in ms: {took}",
        ),
        Result(
            case=f"order → alert at {RATE}/s, each once",
            figure=float(len(fast.taken)),
            baseline=float(len(floor.taken)),
            ratio=len(fast.taken) / len(fast.posted),
            goal="all",
            is_met=is_whole,
            note=f"of {len(fast.posted):,} orders {fast.missing} without alert, {fast.doubled} alerts twice,"
            f" {fast.refused} refused; of the baseline {floor.missing} without",
        ),
    ]
