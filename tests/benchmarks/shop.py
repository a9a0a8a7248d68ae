"""The load of order → alert: a shop that posts orders, and a person who sees the alerts come in on a socket.

``watch`` runs in the load generator's process, the same for the product and for the baseline.
"""

import asyncio
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import orjson
import uvloop

from tests.benchmarks.load import is_whole
from tests.benchmarks.orders import numbered, request, sample

LANES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Orders ``first`` and following; one at a time, or ``rate`` a second whatever becomes of them."""

    port: int
    path: str
    socket: str
    subscribe: Mapping[str, Any]
    secret: str
    first: int
    count: int
    rate: float = 0.0


@dataclass(slots=True)
class Seen:
    """When which order was posted, how long its alert took in milliseconds, how many came of it."""

    posted: dict[str, float] = field(default_factory=dict)
    taken: dict[str, float] = field(default_factory=dict)
    copies: dict[str, int] = field(default_factory=dict)
    refused: int = 0

    @property
    def missing(self) -> int:
        """Orders without an alert."""
        return len(self.posted) - len(self.taken)

    @property
    def doubled(self) -> int:
        """Alerts beyond the first."""
        return sum(self.copies.values()) - len(self.copies)


def watch(plan: Watch) -> Seen:
    """Post the orders and see their alerts."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_watch(plan))


async def _watch(plan: Watch) -> Seen:
    body, seen = sample(), Seen()
    numbers = range(plan.first, plan.first + plan.count)
    built = [
        (f"Order #{one}", request(plan.path, plan.secret, numbered(body, one), f"order-{one}"))
        for one in numbers
    ]
    async with aiohttp.ClientSession() as http, http.ws_connect(plan.socket) as socket:
        await socket.send_json(plan.subscribe)
        await _subscribed(socket)
        shop = Shop(plan.port, seen)
        await shop.open()
        looking = asyncio.ensure_future(_look(socket, seen, shop.came))
        try:
            await (_in_step(built, shop, plan.rate) if plan.rate else _one_by_one(built, shop, seen))
            await _settled(seen, looking)
        finally:
            looking.cancel()
            shop.close()
    return seen


async def _subscribed(socket: aiohttp.ClientWebSocketResponse) -> None:
    while orjson.loads((await socket.receive(timeout=10)).data)["action"] != "subscribed":
        continue


async def _look(socket: aiohttp.ClientWebSocketResponse, seen: Seen, came: asyncio.Event) -> None:
    async for frame in socket:
        at, told = time.monotonic(), orjson.loads(frame.data)
        if told["action"] != "new_message":
            continue
        title = told["payload"]["content_json"]["json_payload"]["title"]
        seen.copies[title] = seen.copies.get(title, 0) + 1
        if title in seen.posted:
            seen.taken.setdefault(title, (at - seen.posted[title]) * 1000)
        came.set()


async def _one_by_one(built: list[tuple[str, bytes]], shop: "Shop", seen: Seen) -> None:
    for title, delivery in built:
        await shop.post(title, delivery)
        async with asyncio.timeout(30):
            while title not in seen.taken:
                shop.came.clear()
                await shop.came.wait()
        await asyncio.sleep(0.005)


async def _in_step(built: list[tuple[str, bytes]], shop: "Shop", rate: float) -> None:
    began = time.monotonic()
    for number, (title, delivery) in enumerate(built):
        await asyncio.sleep(began + number / rate - time.monotonic())
        await shop.post(title, delivery)


async def _settled(seen: Seen, looking: "asyncio.Future[None]") -> None:
    """Wait until every alert is there, or none has come for five seconds; then a moment for doubles."""
    last, since = -1, time.monotonic()
    while seen.missing and not looking.done() and time.monotonic() - since < 5:
        if len(seen.taken) != last:
            last, since = len(seen.taken), time.monotonic()
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.5)


class Shop:
    """Keep-alive connections; an order goes on one that is free, or waits for one."""

    def __init__(self, port: int, seen: Seen) -> None:
        """Post to that port and note what was posted when."""
        self.came = asyncio.Event()
        self.free: deque[_Lane] = deque()
        self.waiting: deque[bytes] = deque()
        self.seen = seen
        self._port = port
        self._lanes: list[_Lane] = []

    async def open(self) -> None:
        """Connect."""
        loop = asyncio.get_running_loop()
        for _ in range(LANES):
            _, lane = await loop.create_connection(lambda: _Lane(self), "127.0.0.1", self._port)
            self._lanes.append(lane)
        self.free.extend(self._lanes)

    async def post(self, title: str, delivery: bytes) -> None:
        """Send it now, or as soon as a connection is free; its time runs from now."""
        self.seen.posted[title] = time.monotonic()
        if self.free:
            self.free.popleft().transport.write(delivery)
        else:
            self.waiting.append(delivery)

    def close(self) -> None:
        """Hang up."""
        for lane in self._lanes:
            lane.transport.close()


class _Lane(asyncio.Protocol):
    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport

    def data_received(self, data: bytes) -> None:
        data = self._rest + data if self._rest else data
        if not is_whole(data):
            self._rest = data
            return
        self._rest = b""
        self._shop.seen.refused += not data.startswith(b"HTTP/1.1 200")
        if self._shop.waiting:
            self.transport.write(self._shop.waiting.popleft())
        else:
            self._shop.free.append(self)
