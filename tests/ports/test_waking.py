"""A line of one's own to Redis, and who waits for a word on it."""

import asyncio
from typing import Any

import pytest
from redis.exceptions import ResponseError

from bot.ports.line import Line
from bot.ports.waking import Waker

CHANNEL = "ionflux:wake:test"


@pytest.mark.parametrize("waits", [True, False])
async def test_each_word_is_heard_also_after_the_connection_was_lost(redis: Any, waits: bool) -> None:
    waker, line = Waker(redis, CHANNEL), Line(redis)
    listening = asyncio.ensure_future(waker.run())
    word = ("PUBLISH", CHANNEL, b"1")
    try:
        # It wakes once as it begins to listen.
        assert await waker.wait(5)
        for _ in range(3):
            await line.say(word, waits=waits)
            assert await waker.wait(5)
        saying = [one["id"] for one in await redis.client_list() if one["cmd"] == "publish"]
        for client in saying:
            await redis.client_kill_filter(_id=client)
        assert saying
        await line.say(word, waits=waits)
        await line.say(word, waits=waits)
        assert await waker.wait(5)
    finally:
        listening.cancel()
        await line.close()


async def test_many_say_several_commands_at_once_and_each_is_done_once(redis: Any) -> None:
    line = Line(redis)
    try:
        pair = (("INCR", "ionflux:said"), ("INCR", "ionflux:said"))
        await asyncio.gather(*(line.say(*pair, waits=bool(number % 2)) for number in range(50)))
        await line.say(("INCR", "ionflux:said"))
        assert await redis.get("ionflux:said") == b"101"
    finally:
        await line.close()


async def test_what_was_refused_was_heard_and_is_not_said_twice(redis: Any) -> None:
    line = Line(redis)
    refused = ("LPUSH", "ionflux:text", "x")
    try:
        await redis.set("ionflux:text", "no list")
        await line.say(("INCR", "ionflux:said"))
        with pytest.raises(ResponseError):
            await line.say(("INCR", "ionflux:said"), refused, ("INCR", "ionflux:said"))
        assert await redis.get("ionflux:said") == b"3"
        await line.say(refused, waits=False)
        await line.say(("INCR", "ionflux:said"))
        assert await redis.get("ionflux:said") == b"4"
    finally:
        await line.close()
