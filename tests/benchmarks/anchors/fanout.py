"""Baseline of the fan-out: aiohttp sockets, each message's frame built once and written to every transport.

``fanout PORT``; POST /say?count=N tells every socket N messages.
"""

import asyncio
import sys
from typing import Any

import uvloop
from aiohttp import web

from tests.benchmarks.processes import note

BODY = b'{"action":"new_message","payload":{"text":"' + b"x" * 700 + b'"}}'


async def serve(port: str) -> None:
    """Serve until killed."""
    transports: set[Any] = set()

    async def listen(request: web.Request) -> web.WebSocketResponse:
        socket, transport = web.WebSocketResponse(compress=False), request.transport
        await socket.prepare(request)
        try:
            async for _ in socket:
                await socket.send_bytes(b'{"action":"subscribed"}')
                transports.add(transport)
        finally:
            transports.discard(transport)
        return socket

    async def say(request: web.Request) -> web.Response:
        for _ in range(int(request.query["count"])):
            frame = b"\x81\x7e" + len(BODY).to_bytes(2, "big") + BODY
            for transport in transports:
                if not transport.is_closing():
                    transport.write(frame)
            await asyncio.sleep(0)
        return web.Response()

    application = web.Application()
    application.router.add_get("/ws", listen)
    application.router.add_post("/say", say)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(port), backlog=2048).start()
    note("ready")
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(serve(sys.argv[1]))
