"""Four places are one conversation: whatever people do in each, the same stands in all at the end, and
nothing comes back to where it was said; also while the processes between them are killed.

``IONFLUX_TEST_OPERATIONS`` says how many things are done (some, unless it is set).
"""

import asyncio
import os
from collections.abc import AsyncIterator
from typing import Any

import pytest

from config.settings import Settings
from tests.flows.conversation import TELEGRAM, Conversation, Line
from tests.flows.everywhere import Everywhere, everywhere

OPERATIONS = int(os.environ.get("IONFLUX_TEST_OPERATIONS", "40"))
AS_OFTEN_AS_THEY_LIKE = {"IONFLUX_LIMITS__REST_PER_MINUTE": "1000000"}
pytestmark = pytest.mark.timeout(60 + OPERATIONS // 4)


@pytest.fixture
async def world(flow_settings: Settings) -> AsyncIterator[Everywhere]:
    async with everywhere(flow_settings, is_forum=False, **AS_OFTEN_AS_THEY_LIKE) as opened:
        yield opened


async def settled(world: Everywhere, talk: Conversation) -> None:
    """Return when everything that was said has come, and everything that had to go has gone."""
    await world.slack.settled()
    await world.telegram.settled()
    wanted = {one.number for one in talk.said.values() if not one.is_gone}
    missing, pending = wanted, []
    try:
        async with asyncio.timeout(30 + OPERATIONS // 20):
            while missing or pending:
                missing = wanted - (await talk.on_the_web()).keys()
                pending = await _pending(world)
                await _moment()
    except TimeoutError:
        lost = [(one.number, one.place, one.root) for one in talk.said.values() if one.number in missing]
        raise AssertionError(f"Never came: {lost}; still waits: {pending}") from None


async def _moment() -> None:
    """Processes of our own are asked again: nothing tells that all of them are done."""
    await asyncio.sleep(0.1)


async def _pending(world: Everywhere) -> list[Any]:
    path = f"/api/v1/workspaces/{world.stack.workspace_id}/message-deliveries?state=pending&limit=1"
    return list((await world.stack.call("GET", path))["items"])


def once(lines: dict[int, list[Line]]) -> dict[int, Line]:
    doubled = {number for number, found in lines.items() if len(found) > 1}
    assert not doubled, f"doubled: {sorted(doubled)}"
    return {number: found[0] for number, found in lines.items()}


def differences(one: dict[int, Line], other: dict[int, Line]) -> dict[int, Any]:
    numbers = one.keys() | other.keys()
    return {
        number: (one.get(number), other.get(number))
        for number in numbers
        if one.get(number) != other.get(number)
    }


async def compared(talk: Conversation, *, doubled_on_telegram: int = 0) -> None:
    web = once(await talk.on_the_web())
    assert web.keys() == {one.number for one in talk.said.values() if not one.is_gone}
    assert differences(once(talk.on_slack()), web) == {}
    assert differences(once(talk.on_discord()), web) == {}
    telegram = talk.on_telegram()
    # Of what was sent twice nobody can name the first copy: it stays as it was, also when the message goes.
    twice = {number for number, found in telegram.items() if len(found) > 1 or number not in web}
    assert len(twice) <= doubled_on_telegram
    assert all(web[number] in telegram[number] for number in twice & web.keys())
    rest = {number: found for number, found in telegram.items() if number not in twice}
    assert differences(once(rest), {number: web[number] for number in web.keys() - twice}) == {}


async def test_random_operations_in_four_places_end_with_equal_transcripts_and_no_echo(
    world: Everywhere,
) -> None:
    talk = Conversation(world, seed=7)
    for _ in range(OPERATIONS):
        await talk.act()
    await settled(world, talk)
    await compared(talk)


async def test_the_same_while_gateway_and_worker_are_killed(world: Everywhere) -> None:
    talk = Conversation(world, seed=11, is_calm=True)
    # Slack's tries are minutes apart, so that few of them meet a restart. Here restarts come every few
    # seconds: it tries so much more often.
    world.slack.deliveries.again_after = (0.0, *([2.0] * 600))
    for number in range(OPERATIONS):
        await talk.act()
        if number % 100 == 15:
            await world.stack.restart("worker")
        if number % 100 == 30:
            await world.stack.restart("gateway")
            await world.connected()
    await settled(world, talk)
    assert [one.payload["event"] for one in world.slack.deliveries.lost] == []
    repeats = await _repeats(world)
    await compared(talk, doubled_on_telegram=repeats)


async def _repeats(world: Everywhere) -> int:
    """How often Telegram was sent something that may have been there."""
    path = f"/api/v1/workspaces/{world.stack.workspace_id}/message-deliveries?limit=200"
    found, cursor = 0, ""
    while True:
        page = await world.stack.call("GET", f"{path}{cursor}")
        found += sum(one["repeats"] for one in page["items"] if one["platform"] == TELEGRAM)
        if not page["next_cursor"]:
            return found
        cursor = f"&cursor={page['next_cursor']}"
