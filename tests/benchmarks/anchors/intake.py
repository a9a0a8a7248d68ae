"""Baseline of the intake: aiohttp on uvloop, the HMAC, one row in a group commit, 200.

``intake PORT SECRET PATH`` stores in SQLite, ``intake PORT SECRET postgres://…`` in PostgreSQL.
"""

import asyncio
import base64
import hashlib
import hmac
import sys
from pathlib import Path

import uvloop
from aiohttp import web

from tests.benchmarks.anchors.grouping import Group, on_postgres, on_sqlite
from tests.benchmarks.processes import note


async def serve(port: int, secret: bytes, store: str) -> None:
    """Serve until killed."""
    group = Group(await on_postgres(store) if store.startswith("postgres:") else on_sqlite(Path(store)))

    async def take(request: web.Request) -> web.Response:
        body = await request.read()
        digest = base64.b64encode(hmac.digest(secret, body, hashlib.sha256))
        if not hmac.compare_digest(digest, request.headers["X-Shopify-Hmac-Sha256"].encode()):
            return web.Response(status=401)
        await group.store((request.headers["X-Shopify-Webhook-Id"], body))
        return web.Response(body=b'{"status":"stored"}', content_type="application/json")

    application = web.Application()
    application.router.add_post("/deliveries", take)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    note("ready")
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1]), sys.argv[2].encode(), sys.argv[3]))
