"""Baseline of order → alert: commit → stream → arq with wake list → pub/sub → socket, no product code.

In as many processes as the product: ``alert web URL PORT SECRET DATABASE``, ``alert events URL``,
``alert worker URL``.
"""

import asyncio
import base64
import hashlib
import hmac
import sys
from pathlib import Path
from typing import Any

import orjson
import uvloop
from aiohttp import web
from redis.asyncio import Redis

from tests.benchmarks.anchors import jobs
from tests.benchmarks.anchors.grouping import Group, on_sqlite
from tests.benchmarks.processes import note

STREAM, CHANNEL = "bench:orders", "bench:alerts"


async def serve(url: str, port: str, secret: str, database: str) -> None:
    """Take orders in, and pass alerts on to every socket."""
    redis: Any = Redis.from_url(url)
    group, key = Group(on_sqlite(Path(database))), secret.encode()
    sockets: set[web.WebSocketResponse] = set()

    async def take(request: web.Request) -> web.Response:
        body = await request.read()
        digest = base64.b64encode(hmac.digest(key, body, hashlib.sha256))
        if not hmac.compare_digest(digest, request.headers["X-Shopify-Hmac-Sha256"].encode()):
            return web.Response(status=401)
        await group.store((request.headers["X-Shopify-Webhook-Id"], body))
        await redis.xadd(STREAM, {"body": body})
        return web.Response(body=b'{"status":"stored"}', content_type="application/json")

    async def listen(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        sockets.add(socket)
        async for _ in socket:
            await socket.send_bytes(b'{"action":"subscribed"}')
        sockets.discard(socket)
        return socket

    application = web.Application(client_max_size=2 << 20)
    application.router.add_post("/orders", take)
    application.router.add_get("/ws", listen)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(port)).start()
    async with Redis.from_url(url).pubsub(ignore_subscribe_messages=True) as heard:
        await heard.subscribe(CHANNEL)
        note("ready")
        async for message in heard.listen():
            for socket in sockets:
                await socket.send_str(message["data"].decode())


async def follow(url: str) -> None:
    """Turn each order into a job."""
    redis, pool, last = Redis.from_url(url), await jobs.connected(url), b"$"
    await redis.ping()
    note("ready")
    while True:
        for _, entries in await redis.xread({STREAM: last}, block=1000, count=200) or ():
            orders = [orjson.loads(fields[b"body"]) for _, fields in entries]
            await asyncio.gather(*(jobs.enqueue(pool, one["name"], one["total_price"]) for one in orders))
            last = entries[-1][0]


async def alert(context: dict[Any, Any], name: str, total: str) -> None:
    """Say that the order is a large one."""
    payload = {"kind": "alert", "title": f"Order {name}", "text": f"Order {name} of ${total} is large."}
    told = {"action": "new_message", "payload": {"content_json": {"json_payload": payload}}}
    await context["redis"].publish(CHANNEL, orjson.dumps(told))


async def work(url: str) -> None:
    """Do the jobs."""
    pool = await jobs.connected(url)
    note("ready")
    await jobs.worker(pool, alert).main()


if __name__ == "__main__":
    roles: dict[str, Any] = {"web": serve, "events": follow, "worker": work}
    uvloop.run(roles[sys.argv[1]](*sys.argv[2:]))
