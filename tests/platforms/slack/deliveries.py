"""How what happens is brought to the app: signed over HTTP, or over a socket; again if unacknowledged."""

import asyncio
import hashlib
import hmac
import json
from collections import defaultdict
from collections.abc import Coroutine
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import aiohttp

if TYPE_CHECKING:
    from tests.platforms.slack.server import SlackServer


@dataclass(slots=True)
class Delivery:
    """One thing to bring, and what came of it. ``attempts`` counts."""

    kind: str
    payload: dict[str, Any]
    place: str
    attempts: int = 0
    answer: dict[str, Any] | None = None
    is_acknowledged: bool = False
    statuses: list[int | str] = field(default_factory=list)


class Deliveries:
    """Brings things in the order of each channel; what is not acknowledged in time comes again."""

    def __init__(self, server: "SlackServer") -> None:
        self._server = server
        self._tasks: set[asyncio.Task[None]] = set()
        self._lines: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._session: aiohttp.ClientSession | None = None
        self.made: list[Delivery] = []
        self.held: list[Delivery] = []
        self.lost: list[Delivery] = []
        self.events_url = ""
        self.ack_within = 3.0
        self.is_patient = True
        self.again_after: tuple[float, ...] = (0.0, 60.0, 300.0)

    def make(self, kind: str, payload: dict[str, Any], place: str = "") -> asyncio.Task[None] | None:
        """Begin to bring it; the task ends when it was acknowledged or given up."""
        delivery = Delivery(kind, payload, place)
        self.made.append(delivery)
        faults = self._server.faults
        if faults.is_mute:
            self.lost.append(delivery)
            return None
        if faults.is_holding and kind == "events_api":
            self.held.append(delivery)
            return None
        task = self._begin(self._bring(delivery))
        if faults.doubled and kind == "events_api":
            faults.doubled -= 1
            self._begin(self._bring(Delivery(kind, payload, place)))
        return task

    def release(self, *, is_reversed: bool = False) -> None:
        """Bring what was held back, in order or the other way round."""
        self._server.faults.is_holding = False
        held, self.held = self.held, []
        for one in reversed(held) if is_reversed else held:
            self._begin(self._bring(one))

    async def settled(self) -> None:
        """Return when all that was begun is acknowledged or given up."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def close(self) -> None:
        for one in self._tasks:
            one.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _bring(self, delivery: Delivery) -> None:
        waits = self.again_after if delivery.kind == "events_api" else ()
        # Told to be patient it waits for one to be acknowledged before the next of the channel.
        async with self._lines[delivery.place] if self.is_patient else nullcontext():
            if await self._once(delivery):
                return
        for wait in waits:
            await asyncio.sleep(wait)
            async with self._lines[delivery.place] if self.is_patient else nullcontext():
                if await self._once(delivery):
                    return
        self.lost.append(delivery)

    async def _once(self, delivery: Delivery) -> bool:
        delivery.attempts += 1
        if self.events_url:
            delivery.is_acknowledged = await self._over_http(delivery)
        else:
            delivery.is_acknowledged = await self._over_socket(delivery)
        return delivery.is_acknowledged

    async def _over_socket(self, delivery: Delivery) -> bool:
        try:
            async with asyncio.timeout(self.ack_within):
                answer = await self._server.sockets.send(delivery)
        except (TimeoutError, ConnectionError):
            delivery.statuses.append("timeout")
            return False
        delivery.statuses.append("ack")
        delivery.answer = answer
        return True

    async def _over_http(self, delivery: Delivery) -> bool:
        body, kind = self.body(delivery)
        headers = {"Content-Type": kind} | self.signed(body)
        if delivery.attempts > 1:
            reason = "http_timeout" if delivery.statuses[-1] == "timeout" else "http_error"
            headers |= {"X-Slack-Retry-Num": str(delivery.attempts - 1), "X-Slack-Retry-Reason": reason}
        if self._session is None:
            self._session = aiohttp.ClientSession()
        try:
            async with asyncio.timeout(self.ack_within):
                async with self._session.post(self.events_url, data=body, headers=headers) as response:
                    text = await response.text()
        except (TimeoutError, aiohttp.ClientError, OSError):
            delivery.statuses.append("timeout")
            return False
        delivery.statuses.append(response.status)
        if response.status == 200 and text.startswith("{"):
            delivery.answer = json.loads(text)
        elif response.status == 200 and text:
            delivery.answer = {"text": text}
        return response.status == 200

    def body(self, delivery: Delivery) -> tuple[bytes, str]:
        """The bytes as Slack sends them, and of what type they are."""
        if delivery.kind == "events_api":
            return json.dumps(delivery.payload).encode(), "application/json"
        fields = delivery.payload
        if delivery.kind == "interactive":
            fields = {"payload": json.dumps(delivery.payload)}
        return urlencode(fields).encode(), "application/x-www-form-urlencoded"

    def signed(self, body: bytes, *, at: float | None = None, secret: str | None = None) -> dict[str, str]:
        """The headers that say it is from Slack."""
        stamp = str(int(self._server.clock() if at is None else at))
        key = (secret or self._server.signing_secret).encode()
        mark = hmac.new(key, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={mark}"}
