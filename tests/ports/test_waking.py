"""The bell and who waits for it."""

import asyncio
from typing import Any

from bot.ports.waking import Bell, Waker

CHANNEL = "ionflux:wake:test"


async def test_each_word_is_heard_also_after_the_connection_was_lost(redis: Any) -> None:
    waker, bell = Waker(redis, CHANNEL), Bell(redis, CHANNEL)
    listening = asyncio.ensure_future(waker.run())
    try:
        # It wakes once as it begins to listen.
        assert await waker.wait(5)
        for _ in range(3):
            await bell.ring()
            assert await waker.wait(5)
        ringing = [one["id"] for one in await redis.client_list() if one["cmd"] == "publish"]
        for client in ringing:
            await redis.client_kill_filter(_id=client)
        assert ringing
        await bell.ring()
        await bell.ring()
        assert await waker.wait(5)
    finally:
        listening.cancel()
        await bell.close()
