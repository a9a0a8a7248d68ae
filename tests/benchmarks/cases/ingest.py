"""Webhook intake: signed 2 KB deliveries, stored before they are answered; on SQLite and on PostgreSQL."""

import sqlite3
import statistics
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import asyncpg

from scripts.test_servers import postgres
from storage.db import sqlite_path
from tests.benchmarks.ground import Ground, Unavailable, server
from tests.benchmarks.load import Outcome, Plan, drive
from tests.benchmarks.processes import anchor, cpu_seconds, free_port
from tests.benchmarks.product import installed, running
from tests.benchmarks.report import Goal, Result, compared, quantile, skipped
from tests.flows.stack import SECRET

CONNECTIONS = 32


@dataclass(frozen=True, slots=True)
class Round:
    """What came of a round, and the processor time that the server took for each delivery."""

    outcome: Outcome
    cpu: float

    def ms(self, share: float) -> float:
        """The latency that ``share`` of the deliveries do not exceed."""
        return quantile(self.outcome.latencies, share) * 1000


@dataclass(slots=True)
class Pair:
    """The product's intake and its baseline, both running; ``next_number`` keeps deliveries apart."""

    ground: Ground
    product: Plan
    baseline: Plan
    pids: tuple[int, int]
    next_number: int = 1
    accepted: int = 0

    async def rounds(self, count: int, *, times: int, connections: int) -> tuple[list[Round], list[Round]]:
        """Product and baseline by turns."""
        ours, theirs = list[Round](), list[Round]()
        for _ in range(times):
            for plan, pid, taken in (
                (self.product, self.pids[0], ours),
                (self.baseline, self.pids[1], theirs),
            ):
                asked = replace(plan, count=count, connections=connections, first=self.next_number)
                self.next_number += count
                had = cpu_seconds(pid)
                outcome = await self.ground.driven(drive, asked)
                taken.append(Round(outcome, (cpu_seconds(pid) - had) / count))
            self.accepted += ours[-1].outcome.accepted
        return ours, theirs


async def on_sqlite(ground: Ground) -> Sequence[Result]:
    """Rate and p99 with 32 connections, and p50 of one intake alone."""
    settings = await installed(ground.made("ingest"), ground.redis(0))
    path = sqlite_path(settings.database)
    async with _pair(ground, settings, str(ground.place("ingest-baseline.db"))) as pair:
        results = await _measured(pair, "intake")
        ours, theirs = await pair.rounds(ground.of(400, 50), times=ground.of(7, 2), connections=1)
        results.append(
            compared(
                "one intake alone, p50",
                [one.ms(0.5) for one in ours],
                [one.ms(0.5) for one in theirs],
                unit="ms",
                goal=Goal(1.6),
            )
        )
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        rows = [connection.execute(count).fetchone()[0] for count in _COUNTS]
        connection.close()
    return [*results, _complete("intake", pair.accepted, rows)]


async def on_postgres(ground: Ground) -> Sequence[Result]:
    """The same on PostgreSQL."""
    name = "intake on PostgreSQL"
    try:
        async with server(postgres, ground.place("postgres")) as url:
            return await _on_postgres(ground, name, url)
    except Unavailable as absent:
        return [skipped(name, str(absent))]


async def _on_postgres(ground: Ground, name: str, url: str) -> Sequence[Result]:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("CREATE DATABASE baseline")
        settings = await installed(ground.made("ingest-postgres"), ground.redis(0), database_url=url)
        async with _pair(ground, settings, url.replace("/postgres", "/baseline")) as pair:
            results = await _measured(pair, name)
            rows = [await connection.fetchval(count) for count in _COUNTS]
        return [*results, _complete(name, pair.accepted, rows)]
    finally:
        await connection.close()


_COUNTS = ("SELECT count(*) FROM inbox_events", "SELECT count(*) FROM outbox_events")


@asynccontextmanager
async def _pair(ground: Ground, settings: Any, store: str) -> AsyncIterator[Pair]:
    port = free_port()
    async with running(settings, ["web"]) as product, anchor("intake", port, SECRET, store) as baseline:
        ours = Plan(
            port=product.port, path=product.webhook_path, secret=SECRET,
            count=0, connections=CONNECTIONS, first=0,
        )  # fmt: skip
        pair = Pair(
            ground, ours, replace(ours, port=port, path="/deliveries"), (product.pid("web"), baseline.pid)
        )
        await pair.rounds(500, times=1, connections=CONNECTIONS)
        yield pair


async def _measured(pair: Pair, name: str) -> list[Result]:
    count, times = pair.ground.of(6_000, 1_000), pair.ground.of(7, 2)
    ours, theirs = await pair.rounds(count, times=times, connections=CONNECTIONS)
    name = f"{name}, 32 connections"
    p50 = statistics.median(one.ms(0.5) for one in ours)
    return [
        compared(
            name,
            [one.outcome.rate for one in ours],
            [one.outcome.rate for one in theirs],
            unit="/s",
            goal=Goal(0.6, at_least=True),
            note=f"p50 {p50:.2f} ms",
        ),
        compared(
            f"{name}, p99",
            [one.ms(0.99) for one in ours],
            [one.ms(0.99) for one in theirs],
            unit="ms",
            goal=Goal(2.0),
        ),
        compared(
            f"{name}, processor time of each",
            [one.cpu * 1e6 for one in ours],
            [one.cpu * 1e6 for one in theirs],
            unit="µs",
        ),
    ]


def _complete(name: str, accepted: int, rows: Sequence[int]) -> Result:
    """Every accepted delivery has its inbox row and its outbox row."""
    return Result(
        case=f"{name}, rows of what was accepted", figure=float(min(rows)), baseline=float(accepted),
        ratio=min(rows) / accepted, goal="all", is_met=set(rows) == {accepted},
        note=f"{rows[0]:,} inbox and {rows[1]:,} outbox rows of {accepted:,} accepted deliveries",
    )  # fmt: skip
