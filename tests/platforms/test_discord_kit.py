"""The local Discord on the wire: what a client library keeps to itself."""

import aiohttp

from tests.platforms.discord.server import DiscordServer


async def test_an_answer_says_how_much_of_the_limit_is_left_and_a_refusal_when_to_come_again(
    discord: DiscordServer,
) -> None:
    discord.limiter.is_on = True
    url = f"{discord.url}/channels/{discord.channel('orders').id}/messages"
    left, bot = [], {"Authorization": f"Bot {discord.token}"}
    async with aiohttp.ClientSession(headers=bot) as session:
        for _ in range(5):
            async with session.post(url, json={"content": "x"}) as answer:
                left.append(answer.headers["X-RateLimit-Remaining"])
        async with session.post(url, json={"content": "x"}) as refused:
            told = await refused.json()
    assert left == ["4", "3", "2", "1", "0"]
    assert (refused.status, refused.headers["X-RateLimit-Remaining"]) == (429, "0")
    assert 0 < told["retry_after"] <= int(refused.headers["Retry-After"])
    assert float(refused.headers["X-RateLimit-Reset-After"]) <= 5


async def test_errors_are_json_without_a_charset_or_the_library_would_read_no_code(
    discord: DiscordServer,
) -> None:
    bot = {"Authorization": f"Bot {discord.token}"}
    async with (
        aiohttp.ClientSession(headers=bot) as session,
        session.get(f"{discord.url}/channels/1") as answer,
    ):
        assert (answer.headers["Content-Type"], (await answer.json())["code"]) == ("application/json", 10003)
