"""The load generator of the intake: requests built before, written over raw keep-alive connections.

``drive`` runs in a process of its own, the same for the product and for the baseline.
"""

import asyncio
import gc
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import uvloop

from tests.benchmarks.orders import request, small


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """So many deliveries to an address; ``first`` numbers them apart from those of other rounds."""

    port: int
    path: str
    secret: str
    count: int
    connections: int
    first: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it. Times in seconds."""

    accepted: int
    seconds: float
    latencies: list[float]

    @property
    def rate(self) -> float:
        """Accepted deliveries in a second."""
        return self.accepted / self.seconds


def generator() -> ProcessPoolExecutor:
    """The process that load comes from."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


def drive(plan: Plan) -> Outcome:
    """Build all requests, then send them as fast as they are answered."""
    numbers = range(plan.first, plan.first + plan.count)
    built = [request(plan.path, plan.secret, small(one), f"delivery-{one}") for one in numbers]
    gc.collect()
    gc.disable()
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(_sent(plan, built))
    finally:
        gc.enable()


async def _sent(plan: Plan, built: list[bytes]) -> Outcome:
    loop = asyncio.get_running_loop()
    waiting, latencies = iter(built), list[float]()
    lanes = [
        (await loop.create_connection(lambda: Lane(waiting, latencies), "127.0.0.1", plan.port))[1]
        for _ in range(plan.connections)
    ]
    began = time.perf_counter()
    for lane in lanes:
        lane.next()
    await asyncio.gather(*(lane.done for lane in lanes))
    seconds = time.perf_counter() - began
    return Outcome(sum(lane.accepted for lane in lanes), seconds, latencies)


class Lane(asyncio.Protocol):
    """One connection: the next request goes when the answer to the last has come."""

    def __init__(self, waiting: Iterator[bytes], latencies: list[float]) -> None:
        """Take requests from ``waiting``, which lanes share."""
        self.accepted = 0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting = waiting
        self._latencies = latencies
        self._rest = b""
        self._since = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection."""
        self._transport: Any = transport

    def next(self) -> None:
        """Send the next request; without one this lane is done."""
        built = next(self._waiting, None)
        if built is None:
            self.done.set_result(None)
            self._transport.close()
            return
        self._since = time.perf_counter()
        self._transport.write(built)

    def data_received(self, data: bytes) -> None:
        """Count a whole answer and go on."""
        data = self._rest + data if self._rest else data
        if not is_whole(data):
            self._rest = data
            return
        self._rest = b""
        self._latencies.append(time.perf_counter() - self._since)
        self.accepted += data.startswith(b"HTTP/1.1 200")
        self.next()

    def connection_lost(self, exc: Exception | None) -> None:
        """A server that hangs up ends the round."""
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("the server hung up"))


def is_whole(data: bytes) -> bool:
    """Whether this is a complete HTTP answer with a length."""
    end = data.find(b"\r\n\r\n")
    if end < 0:
        return False
    at = data.find(b"Content-Length: ", 0, end) + 16
    return len(data) >= end + 4 + int(data[at : data.find(b"\r", at)])
