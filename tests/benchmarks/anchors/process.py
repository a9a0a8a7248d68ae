"""Baseline of a start: one process with aiohttp, uvloop, SQLite and a Redis client.

``process URL PORT DATABASE``
"""

import asyncio
import sys
from typing import Any

import aiosqlite
import uvloop
from aiohttp import web
from redis.asyncio import Redis


async def serve(url: str, port: str, database: str) -> None:
    """Answer /readyz until killed."""
    redis: Any = Redis.from_url(url)
    connection = await aiosqlite.connect(database)
    await connection.execute("PRAGMA journal_mode=WAL")

    async def ready(_: web.Request) -> web.Response:
        await redis.ping()
        await connection.execute("SELECT 1")
        return web.Response(text="ready")

    application = web.Application()
    application.router.add_get("/readyz", ready)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(port)).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(serve(*sys.argv[1:]))
