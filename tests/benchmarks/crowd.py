"""The load of the fan-out: a thousand sockets that count what they are told, in a process of their own."""

import asyncio
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import uvloop

MARK = b'"new_message"'
_UPGRADE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Sockets at ``paths``, of which the first ``stalled`` stop reading; each hears ``messages``, which are
    said by the HTTP request ``said_by`` or by somebody who watches the file ``ready``.
    """

    port: int
    paths: Sequence[str]
    subscribe: bytes
    messages: int
    stalled: int
    ready: str
    said_by: bytes = b""


@dataclass(frozen=True, slots=True)
class Heard:
    """How many deliveries came, in how many seconds, and for each message when its last listener had it."""

    deliveries: int
    seconds: float
    waits_ms: Sequence[float]


def listen(plan: Crowd) -> Heard:
    """Connect, say or wait, and count until everybody has everything."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_listen(plan))


class _Listener(asyncio.Protocol):
    """One socket."""

    def __init__(self, crowd: "_Counting", hello: bytes, subscribe: bytes) -> None:
        self.crowd = crowd
        self.hello = hello
        self.subscribe = subscribe
        self.is_open = False
        self.count = 0
        self.finished_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport
        self.transport.write(self.hello)

    def data_received(self, data: bytes) -> None:
        if not self.is_open:
            if b"101 Switching" in data:
                self.transport.write(_masked(self.subscribe))
            if b'"subscribed"' in data:
                self.is_open = True
                self.crowd.opened()
            return
        if found := data.count(MARK):
            self.count += found
            self.crowd.heard(self, found)


class _Counting:
    """What the sockets of the crowd have heard together."""

    def __init__(self, sockets: int, wanted: int, messages: int) -> None:
        self.waiting = sockets
        self.wanted = wanted
        self.messages = messages
        self.all_open, self.all_heard = asyncio.Event(), asyncio.Event()
        self.began = 0.0
        self.ended = 0.0
        self.finished: list[float] = []

    def opened(self) -> None:
        """One more has subscribed."""
        self.waiting -= 1
        if not self.waiting:
            self.all_open.set()

    def heard(self, listener: _Listener, count: int) -> None:
        """So many more have come."""
        self.wanted -= count
        if listener.count >= self.messages:
            self.finished.append(time.monotonic())
        if self.wanted <= 0 and not self.all_heard.is_set():
            self.ended = time.monotonic()
            self.all_heard.set()


async def _listen(plan: Crowd) -> Heard:
    loop = asyncio.get_running_loop()
    healthy = len(plan.paths) - plan.stalled
    counting = _Counting(len(plan.paths), healthy * plan.messages, plan.messages)
    listeners = []
    for path in plan.paths:
        hello = _UPGRADE.format(path=path, port=plan.port).encode()
        _, listener = await loop.create_connection(
            lambda hello=hello: _Listener(counting, hello, plan.subscribe),  # type: ignore[misc]
            "127.0.0.1",
            plan.port,
        )
        listeners.append(listener)
    async with asyncio.timeout(60):
        await counting.all_open.wait()
    for listener in listeners[: plan.stalled]:
        listener.transport.pause_reading()
    await asyncio.sleep(0.3)
    counting.began = time.monotonic()
    if plan.said_by:
        _, writer = await asyncio.open_connection("127.0.0.1", plan.port)
        writer.write(plan.said_by)
    else:
        await asyncio.to_thread(_touch, plan.ready)
    async with asyncio.timeout(120):
        await counting.all_heard.wait()
    for listener in listeners:
        listener.transport.abort()
    waits = [(moment - counting.began) * 1000 for moment in counting.finished]
    return Heard(healthy * plan.messages, counting.ended - counting.began, waits)


def _touch(path: str) -> None:
    with open(path, "w") as file:  # noqa: PTH123 - a path that travelled as text
        file.write("now")


def _masked(payload: bytes) -> bytes:
    """A text frame as clients send them (RFC 6455, section 5.3)."""
    mask = os.urandom(4)
    body = bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))
    length = len(payload)
    head = bytes([0x81, 0x80 | length]) if length < 126 else b"\x81\xfe" + length.to_bytes(2, "big")
    return head + mask + body
