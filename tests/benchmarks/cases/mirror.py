"""Messages mirrored to three platforms: beside bare posts, within the platforms' limits, with one away."""

import asyncio
import json
import statistics
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import aiohttp

from adapters.discord.adapter import DiscordAdapter, DiscordSettings
from adapters.slack.adapter import SlackAdapter
from adapters.slack.settings import SlackSettings
from adapters.telegram.adapter import TelegramAdapter, TelegramSettings
from bot.app import App, open_app
from bot.gates import make_gates
from bot.runtime.mirroring import Draining, Mirroring
from storage.models.mirrors import Delivery
from tests.benchmarks.ground import Ground
from tests.benchmarks.processes import ROOT
from tests.benchmarks.product import installed
from tests.benchmarks.report import Goal, Result, compared
from tests.platforms import ground as story

PLATFORMS = ("slack", "discord", "telegram")
TEXT = "Two thousand catalogues, on the recycled paper."


@dataclass
class Servers:
    """The platforms, in a process of their own."""

    told: dict[str, Any]
    process: asyncio.subprocess.Process

    async def ask(self, line: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{line}\n".encode())
        return dict(json.loads(await self.process.stdout.readline()))


@asynccontextmanager
async def servers() -> AsyncIterator[Servers]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.platforms.serving", cwd=ROOT,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield Servers(json.loads(await process.stdout.readline()), process)
    finally:
        process.kill()
        await process.wait()


@asynccontextmanager
async def mirror(stage: Ground, name: str, there: Servers, *, pace: float) -> AsyncIterator[story.Ground]:
    """A channel that is linked to all three."""
    settings = await installed(stage.made(name), stage.redis(12))
    async with open_app(settings, "worker") as app:
        made = story.Ground(app, make_gates(app), stage.place(f"{name}-files"), PLATFORMS)
        made.adapters |= _adapters(there.told["env"], made.host)
        draining = Draining(adapters=made.adapters, sweep_seconds=0.2, lease_seconds=60, pace=pace)
        made.mirroring = Mirroring(app.database, app.units, made.mirroring.copier, draining)
        await made.begin()
        for platform in PLATFORMS:
            await made.link(platform, there.told["places"][platform])
        try:
            yield made
        finally:
            for one in made.adapters.values():
                await one.close()


def _adapters(env: dict[str, str], host: Any) -> dict[str, Any]:
    slack = SlackSettings(
        bot_token=env["IONFLUX_SLACK_BOT_TOKEN"],  # type: ignore[arg-type]
        api_url=env["IONFLUX_SLACK_API_URL"],
    )
    discord = DiscordSettings(
        token=env["IONFLUX_DISCORD_TOKEN"],  # type: ignore[arg-type]
        api_url=env["IONFLUX_DISCORD_API_URL"],
    )
    telegram = TelegramSettings(
        token=env["IONFLUX_TELEGRAM_TOKEN"],  # type: ignore[arg-type]
        api_url=env["IONFLUX_TELEGRAM_API_URL"],
    )
    return {
        "slack": SlackAdapter(slack, host),
        "discord": DiscordAdapter(discord, host),
        "telegram": TelegramAdapter(telegram, host),
    }


async def throughput(stage: Ground) -> Sequence[Result]:
    """So many messages brought to all three, beside three bare posts for each at once."""
    count = stage.of(300, 30)
    ours: list[float] = []
    theirs: list[float] = []
    async with servers() as there, mirror(stage, "mirror", there, pace=1e6) as made:
        for _ in range(stage.of(5, 2)):
            for number in range(count):
                await made.says(f"{TEXT} {number}")
            began = time.perf_counter()
            await asyncio.gather(*(made.mirroring.drained(one) for one in made.links.values()))
            ours.append(count / (time.perf_counter() - began))
            assert not await _waiting(made.app, made.workspace_id)
            theirs.append(await _bare(there, count))
    return [
        compared(
            "a message mirrored to three platforms", ours, theirs, unit="/s", goal=Goal(0.5, at_least=True),
            note="the baseline is three bare posts at once to the same servers",
        )
    ]  # fmt: skip


async def _waiting(app: App, workspace_id: UUID) -> int:
    return await Delivery.of(workspace_id).filter(state="pending").count()


async def _bare(there: Servers, count: int) -> float:
    env, places, urls = (there.told[name] for name in ("env", "places", "urls"))
    slack = {"Authorization": f"Bearer {env['IONFLUX_SLACK_BOT_TOKEN']}"}
    discord = {"Authorization": f"Bot {env['IONFLUX_DISCORD_TOKEN']}"}
    telegram = f"{urls['telegram']}/bot{env['IONFLUX_TELEGRAM_TOKEN']}/sendMessage"
    async with aiohttp.ClientSession() as http:

        async def post(url: str, body: dict[str, Any], headers: dict[str, str] | None = None) -> None:
            async with http.post(url, json=body, headers=headers) as answer:
                await answer.read()

        began = time.perf_counter()
        for _ in range(count):
            await asyncio.gather(
                post(f"{urls['slack']}chat.postMessage", {"channel": places["slack"], "text": TEXT}, slack),
                post(f"{urls['discord']}/channels/{places['discord']}/messages", {"content": TEXT}, discord),
                post(telegram, {"chat_id": places["telegram"], "text": TEXT}),
            )
        return count / (time.perf_counter() - began)


async def within_limits(stage: Ground) -> Sequence[Result]:
    """A backlog at the platforms' own limits: the share of what is allowed, and of posts refused."""
    seconds = stage.of(30, 6)
    async with servers() as there, mirror(stage, "mirror-limits", there, pace=1.0) as made:
        for number in range(seconds * 2):
            await made.says(f"{TEXT} {number}")
        await there.ask("limits")
        running = asyncio.ensure_future(made.mirroring.run())
        await asyncio.sleep(seconds)
        told = await there.ask("stats")
        running.cancel()
        await asyncio.wait([running])
    # One a second; five in five seconds; one a second and twenty a minute.
    most = {"slack": seconds, "discord": seconds, "telegram": min(seconds, 20)}
    results = []
    for name in PLATFORMS:
        allowed, refused = told[name]["allowed"], told[name]["refused"]
        share = allowed / most[name]
        results.append(
            Result(
                case=f"share of what {name} allows", unit="", figure=share, baseline=1.0, ratio=share,
                goal="≥ 0.95 ×", is_met=share >= 0.95 and refused <= 0.01 * max(allowed, 1),
                note=f"{allowed} posts in {seconds} s, {refused} refused with 429",
            )
        )  # fmt: skip
    return results


async def one_away(stage: Ground) -> Sequence[Result]:
    """How long a message takes to the other two while one platform is away."""
    rounds = stage.of(60, 10)
    async with servers() as there, mirror(stage, "mirror-away", there, pace=1e6) as made:
        running = asyncio.ensure_future(made.mirroring.run())
        usual = [await _seconds(made) for _ in range(rounds)]
        await there.ask("away slack")
        meanwhile = [await _seconds(made, away="slack") for _ in range(rounds)]
        running.cancel()
        await asyncio.wait([running])
    return [
        compared(
            "to the others while one platform is away", [statistics.median(meanwhile) * 1000],
            [statistics.median(usual) * 1000], unit="ms", goal=Goal(1.2),
            note="the baseline is the product itself with all three there",
        )
    ]  # fmt: skip


async def _seconds(made: story.Ground, *, away: str = "") -> float:
    """From the stored message to where it stands on all that are there."""
    began = time.perf_counter()
    message_id = await made.says(TEXT)
    links = {place: link for place, link in made.links.items()}
    for link_id in links.values():
        await made.mirroring.take(link_id)
    wanted = len(PLATFORMS) - bool(away)
    sent = Delivery.of(made.workspace_id).filter(message_id=message_id, state="sent")
    while await sent.count() < wanted:  # noqa: ASYNC110 - it is measured from outside
        await asyncio.sleep(0.001)
    return time.perf_counter() - began
