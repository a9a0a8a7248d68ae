"""A channel that is one conversation with Slack's, on real processes that die: all is there, and once."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from config.settings import Settings
from tests.flows.stack import Stack
from tests.platforms.slack.people import Person
from tests.platforms.slack.server import SlackServer

IN_KILLS = ["ad.in.before_store", "ad.in.after_store"]
OUT_KILLS = ["ad.out.after_claim", "ad.out.after_call"]


class Shop:
    """Channel alerts, which is one conversation with Slack's #shop."""

    def __init__(self, stack: Stack, slack: SlackServer) -> None:
        self.stack, self.slack = stack, slack
        self.channel = slack.channel("shop")
        self.ana: Person = slack.person("Ana Holm")
        self.path = f"/api/v1/channels/{stack.alerts_id}"

    @classmethod
    @asynccontextmanager
    async def open(
        cls, settings: Settings, slack: SlackServer, *, gateway: str = "", is_socket: bool = True
    ) -> AsyncIterator["Shop"]:
        # A process is back within seconds; Slack itself asks after none, one and five minutes.
        slack.deliveries.again_after = (0.05,) * 800
        async with Stack.running(settings, environment=slack.env(socket=is_socket)) as stack:
            if is_socket:
                await stack.start("gateway", failpoints=gateway)
                await slack.sockets.connected()
            else:
                slack.deliveries.events_url = f"{stack.url}/slack/events"
            shop = cls(stack, slack)
            linked = {"platform": "slack", "external_channel_id": shop.channel.id}
            await stack.call("POST", f"{shop.path}/links", **linked)
            yield shop

    async def post(self, text: str) -> None:
        said = {"content_type": "markdown", "content_json": {"text_body": text}}
        await self.stack.call("POST", f"{self.path}/messages", **said)

    async def here(self) -> list[str]:
        items = (await self.stack.call("GET", f"{self.path}/messages"))["items"]
        return [one["content_json"]["text_body"] for one in reversed(items)]

    def there(self) -> list[str]:
        return [one.text for one in self.ana.sees(self.channel)]


@pytest.mark.parametrize("failpoint", IN_KILLS)
async def test_a_gateway_killed_while_a_message_comes_in_has_it_once(
    flow_settings: Settings, slack: SlackServer, failpoint: str
) -> None:
    async with Shop.open(flow_settings, slack, gateway=failpoint) as shop:
        await shop.ana.says("one", in_=shop.channel)
        assert await shop.stack.roles["gateway"].died() == -signal.SIGKILL
        await shop.ana.says("two", in_=shop.channel)
        await shop.stack.restart("gateway")
        await slack.settled()
        assert sorted(await shop.here()) == ["one", "two"]
        assert slack.deliveries.lost == []


async def test_what_is_said_while_no_gateway_runs_is_read_from_the_history(
    flow_settings: Settings, slack: SlackServer
) -> None:
    async with Shop.open(flow_settings, slack) as shop:
        await shop.ana.says("one", in_=shop.channel)
        await slack.settled()
        assert await shop.stack.stop("gateway") == 0
        slack.deliveries.again_after = ()
        for text in ("two", "three", "four"):
            await shop.ana.says(text, in_=shop.channel)
        await slack.settled()
        assert len(slack.deliveries.lost) == 3
        async with shop.stack.watching(after_seq=1) as watch:
            await shop.stack.start("gateway")
            for text in ("two", "three", "four"):
                assert (await watch.message())["content_json"]["text_body"] == text


@pytest.mark.parametrize("failpoint", OUT_KILLS)
async def test_a_worker_killed_while_a_message_goes_out_sends_it_once(
    flow_settings: Settings, slack: SlackServer, failpoint: str
) -> None:
    async with Shop.open(flow_settings, slack) as shop:
        await shop.stack.restart("worker", failpoints=failpoint)
        await shop.post("one")
        assert await shop.stack.roles["worker"].died() == -signal.SIGKILL
        await shop.post("two")
        await shop.stack.restart("worker")
        await slack.until(lambda: "two" in shop.there())
        assert shop.there() == ["one", "two"]


async def test_over_http_a_store_that_comes_back_has_what_slack_sends_again(
    flow_settings: Settings, slack: SlackServer
) -> None:
    async with Shop.open(flow_settings, slack, is_socket=False) as shop:
        await shop.stack.kill("web")
        await shop.ana.says("one", in_=shop.channel)
        await asyncio.gather(slack.settled(), shop.stack.start("web"))
        assert await shop.here() == ["one"]
        await shop.post("two")
        await slack.until(lambda: len(shop.there()) == 2)
        assert shop.there() == ["one", "two"]
