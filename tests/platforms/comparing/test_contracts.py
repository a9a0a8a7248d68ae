"""The same scenarios on our local platforms and on what others made, by the platforms' client libraries."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from tests.platforms.comparing import beside, discord_kits, slack_kits
from tests.platforms.comparing.contract import Contract, Scenario
from tests.platforms.comparing.discord_interactions import DISCORD
from tests.platforms.comparing.slack_kits import Emulate, SlackKit
from tests.platforms.comparing.slack_places import SLACK


def each(contract: Contract) -> Any:
    """Every scenario on every server."""
    found = [
        pytest.param(server, one, id=f"{server}-{one.name}")
        for server in contract.servers
        for one in contract.scenarios.values()
    ]
    return pytest.mark.parametrize(("server", "scenario"), found)


@pytest.fixture(scope="module")
def emulate_url() -> Iterator[str]:
    with beside.emulate(Emulate.seed()) as url:
        yield url


@pytest.fixture
async def slack_kit(server: str, request: pytest.FixtureRequest) -> AsyncIterator[SlackKit]:
    if server == "ours":
        async with slack_kits.ours() as kit:
            yield kit
    elif not beside.has_emulate():
        pytest.skip(f"emulate is not here: {beside.HOW}")
    else:
        yield await Emulate(request.getfixturevalue("emulate_url")).begin()


@each(SLACK)
async def test_what_comes_of_it_is_as_slack_promises_or_as_is_told_of_the_server(
    slack_kit: SlackKit, server: str, scenario: Scenario
) -> None:
    assert await scenario.play(slack_kit) == scenario.expected(server)


@pytest.mark.parametrize("contract", [SLACK, DISCORD], ids=["slack", "discord"])
def test_every_difference_that_is_told_of_is_one_with_its_reason_and_its_page(contract: Contract) -> None:
    ours, *others = contract.servers
    for scenario in contract.scenarios.values():
        assert scenario.doc.startswith("https://")
        # Where ours did otherwise it was put right.
        assert ours not in scenario.otherwise
        for server, other in scenario.otherwise.items():
            assert server in others
            assert other.does != scenario.promised
            assert len(other.why.split()) > 4
            assert other.why.endswith(".")


@each(DISCORD)
async def test_what_comes_of_it_is_as_discord_promises_or_as_is_told_of_the_server(
    server: str, scenario: Scenario
) -> None:
    if server != "ours" and not beside.has_simcord():
        pytest.skip(f"simcord is not here: {beside.HOW}")
    # No fixture: simcord wants to be ended in the context in which it was begun.
    async with discord_kits.ours() if server == "ours" else discord_kits.simcord() as kit:
        assert await scenario.play(kit) == scenario.expected(server)
