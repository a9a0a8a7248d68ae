"""Two processes of each role behave as one, also while one of them is killed."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import orjson
import pytest

from config.settings import Settings
from tests.conftest import SERVERS_DATABASE
from tests.flows.stack import Stack, order

SOCKETS = 200 if SERVERS_DATABASE else 40
MESSAGES = 300 if SERVERS_DATABASE else 120
MANY_CALLS = {"IONFLUX_LIMITS__REST_PER_MINUTE": "1000000"}


@asynccontextmanager
async def a_second(stack: Stack) -> AsyncIterator[Stack]:
    """One more process of each role, with a web port of its own, for the same people."""
    second = Stack(stack.settings, environment=MANY_CALLS)
    connector = aiohttp.TCPConnector(limit=0)
    headers = stack.http.headers
    async with aiohttp.ClientSession(second.url, headers=headers, connector=connector) as second.http:
        try:
            await asyncio.gather(*(second.start(role) for role in ("web", "events", "worker")))
            yield second
        finally:
            await asyncio.gather(*(second.kill(role) for role in list(second.roles)))


@dataclass
class Reader:
    """Somebody with the channel open, who comes back with the last number they know."""

    webs: list[Stack]
    workspace_id: str
    channel_id: str
    seqs: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    async def read(self, until: str) -> None:
        """Read until that text comes, over every loss of the connection."""
        while until not in self.texts:
            try:
                await self._read_some(random.choice(self.webs), until)
            except (aiohttp.ClientError, ConnectionError, TimeoutError, AssertionError):
                await asyncio.sleep(0.05)

    async def _read_some(self, web: Stack, until: str) -> None:
        ticket = await web.call("POST", "/api/v1/ws-tickets", workspace_id=self.workspace_id)
        async with web.http.ws_connect(f"/ws?ticket={ticket['ticket']}") as ws:
            asked = {"channel_id": self.channel_id, "after_seq": self.seqs[-1] if self.seqs else 0}
            await ws.send_json({"action": "subscribe", "payload": asked})
            async for frame in ws:
                told = orjson.loads(frame.data)
                if told["action"] != "new_message":
                    continue
                self.seqs.append(told["payload"]["seq"])
                self.texts.append(told["payload"]["content_json"]["text_body"])
                if self.texts[-1] == until:
                    return


async def say(webs: list[Stack], channel_id: str, number: int) -> None:
    """Post it at one of the webs until one has it; the same message, whoever is asked."""
    body = {
        "content_type": "text",
        "content_json": {"text_body": str(number)},
        "client_message_id": f"n{number}",
    }
    while True:
        try:
            await random.choice(webs).call("POST", f"/api/v1/channels/{channel_id}/messages", **body)
        except (aiohttp.ClientError, ConnectionError, TimeoutError):
            continue
        return


@pytest.mark.timeout(120)
async def test_a_web_process_is_killed_and_nobody_misses_or_doubles_a_message(settings: Settings) -> None:
    async with Stack.running(settings, environment=MANY_CALLS) as first, a_second(first) as second:
        webs = [first, second]
        readers = [Reader(webs, first.workspace_id, first.alerts_id) for _ in range(SOCKETS)]
        reading = [asyncio.ensure_future(one.read(str(MESSAGES - 1))) for one in readers]
        for number in range(MESSAGES):
            if number == MESSAGES // 3:
                await first.kill("web")
            if number == 2 * MESSAGES // 3:
                await first.start("web")
            await say(webs, first.alerts_id, number)
        await asyncio.gather(*reading)
    for one in readers:
        assert one.texts == [str(number) for number in range(MESSAGES)]
        assert one.seqs == sorted(set(one.seqs))


@pytest.mark.timeout(120)
async def test_one_of_each_kind_is_killed_and_every_order_alerts_once(settings: Settings) -> None:
    async with Stack.running(settings, environment=MANY_CALLS) as first, a_second(first) as second:
        second.webhook_path, second.workspace_id, second.alerts_id = (
            first.webhook_path, first.workspace_id, first.alerts_id,
        )  # fmt: skip
        for number in range(1, 41):
            if number == 15:
                await asyncio.gather(*(first.kill(role) for role in ("web", "events", "worker")))
            status, _ = await second.deliver(order(f"#{number}"))
            assert status == 200
        titles = await second.see_alerts(40)
        assert sorted(titles, key=lambda title: int(title.rpartition("#")[2])) == [
            f"Order #{number}" for number in range(1, 41)
        ]
        assert sorted(await second.alerts()) == sorted(titles)
