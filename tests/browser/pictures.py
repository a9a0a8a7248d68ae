"""``make screenshots``: takes the pictures of the documents from a real installation."""

import asyncio
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import aiohttp
from PIL import Image
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.installation import Installation
from config.clock import now
from scripts.install import BROWSERS
from storage.db import Database
from storage.models.chat import Channel, Message
from tests.browser import people, scene
from tests.browser.conftest import FLAGS
from tests.browser.people import Person
from tests.platforms.discord.server import DiscordServer
from tests.platforms.slack.server import SlackServer
from tests.platforms.telegram.server import TelegramServer

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
START_SECONDS = 60
WIDE, TALL, PHONE = (1440, 900), (1440, 1080), (390, 844)
# Pictures are taken in the middle of an afternoon, wherever that is just now.
HOUR = 15


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What is seen at an address of the workspace, in a theme and a size, and what is done there first."""

    name: str
    path: str
    do: Callable[[Page], Awaitable[object]]
    theme: str = "light"
    size: tuple[int, int] = WIDE


async def main() -> None:
    """Start everything, let people talk and orders arrive, and take each picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ionflux-pictures-") as folder:
        async with (
            TelegramServer.started() as telegram,
            DiscordServer.started() as discord,
            SlackServer.started() as slack,
            _running(Path(folder), telegram.env() | discord.env() | slack.env()) as installation,
            _browser() as browser,
        ):
            demo, url = installation.demo(), installation.require_running()["url"]
            assert demo is not None
            orders = await _ionflux("demo", "--orders", "3", "--data-dir", str(installation.data_dir))
            assert await orders.wait() == 0
            async with aiohttp.ClientSession(url) as http:
                ana = await people.known(http, demo["email"], demo["password"])
                for picture in await _staged(installation, ana, demo["workspace_id"]):
                    await _take(browser, f"{url}/w/{demo['workspace_id']}", ana, picture)


async def _staged(installation: Installation, ana: Person, workspace_id: str) -> list[Picture]:
    """Have people talk in the demo workspace; the pictures of it."""
    space = f"/api/v1/workspaces/{workspace_id}"
    ben, nora = [await people.join(ana, workspace_id, name) for name in ("Ben Adler", "Nora Lind")]
    channels = (await ana.call("GET", f"{space}/channels"))["items"]
    general, alerts = [
        next(one["id"] for one in channels if one["name"] == name) for name in ("general", "alerts")
    ]
    played = await scene.play(general, ana, ben, nora)
    dm = await ana.call("POST", f"{space}/channels", type="dm", member_user_ids_array=[ben.id])
    await ben.say(dm["id"], "Shall I order samples of the paper?")
    catalogue = await ana.call("POST", f"{space}/channels", type="public", name="spring-catalogue")
    for platform in ("slack", "discord", "telegram"):
        await ana.call("POST", f"{space}/connections", provider=platform)
    for platform, place in (("slack", "C06SHOP42"), ("telegram", "-1002217740012")):
        path = f"/api/v1/channels/{catalogue['id']}/links"
        await ana.call("POST", path, platform=platform, external_channel_id=place)
    prompt, _ = await scene.library(ana, space)
    agents = (await ana.call("GET", f"{space}/agent-configurations"))["items"]
    sentinel = next(one["id"] for one in agents if one["agent_definition_id"].startswith("agent_004"))
    runs = (await ana.call("GET", f"{space}/agent-runs"))["items"]
    read = next(one["run_id"] for one in runs if one["agent_configuration_id"] != sentinel)
    await _spread(installation, general)
    at, thread = f"/c/{general}", played.thread["id"]
    return [
        Picture(name="chat", path=at, do=_whole, size=TALL),
        Picture(name="thread", path=f"{at}?thread={thread}&m={played.asked['id']}", do=_answer),
        Picture(name="command", path=at, do=_command),
        Picture(name="editing", path=at, do=_editing, theme="dark"),
        Picture(name="inbox", path="/inbox", do=_inbox),
        Picture(name="palette", path=at, do=_palette, theme="dark"),
        Picture(name="find", path=at, do=_find),
        Picture(name="search", path="/search?q=catalogue in:general", do=_search),
        Picture(name="alerts", path=f"/c/{alerts}", do=_alerts),
        Picture(name="links", path=f"/c/{catalogue['id']}?panel=details", do=_links),
        Picture(name="platforms", path="/settings/platforms", do=_platforms),
        Picture(name="agents", path="/agents", do=_agents),
        Picture(name="settings", path=f"/agents/{sentinel}", do=_settings, theme="dark"),
        Picture(name="run", path=f"/runs/{read}", do=_run),
        Picture(name="prompt", path=f"/prompts/{prompt['id']}", do=_prompt),
        Picture(name="chat-phone", path=at, do=_whole, size=PHONE),
        Picture(name="thread-phone", path=f"{at}?thread={thread}", do=_answer, size=PHONE, theme="dark"),
        Picture(name="alerts-phone", path=f"/c/{alerts}", do=_alerts, size=PHONE, theme="dark"),
    ]


async def _spread(installation: Installation, channel_id: str) -> None:
    """Move apart what was said within seconds, as if people had said it over the last hours."""
    database = await Database.connect(installation.settings())
    try:
        channel = await Channel.get(id=channel_id)  # every workspace: there is one
        said = await Message.of(channel.workspace_id).filter(channel_id=channel_id).order_by("-seq")
        moments, ago = {}, 4
        for one in said:
            moments[one.id] = now() - timedelta(minutes=ago)
            # An agent answers at once.
            ago += 7 if one.sender_type == "user" else 0
        for one in said:
            last = max((moments[other.id] for other in said if other.thread_id == one.id), default=None)
            await (
                Message.of(channel.workspace_id)
                .filter(id=one.id)
                .update(created_at=moments[one.id], last_reply_at=last)
            )
    finally:
        await database.close()


async def _whole(page: Page) -> None:
    await expect(page.get_by_role("button", name="Approve and order")).to_be_visible()
    await expect(page.get_by_text("13", exact=True)).to_have_count(0)


async def _answer(page: Page) -> None:
    await expect(page.get_by_role("complementary", name="Thread").get_by_text("Decisions")).to_be_visible()


async def _command(page: Page) -> None:
    await _whole(page)
    await page.get_by_role("textbox", name="Message #general").press_sequentially("/agent run ")
    await expect(page.get_by_role("option", name="Brief Butler")).to_be_visible()


async def _editing(page: Page) -> None:
    card = page.get_by_role("region", name="Order 2,000 catalogues")
    await card.get_by_role("button", name="Edit").click()
    await card.get_by_role("textbox", name="Copies").fill("2500")
    await expect(card.get_by_role("button", name="with 1 change")).to_be_visible()


async def _inbox(page: Page) -> None:
    await page.get_by_role("button", name="Order 2,000 catalogues").first.click()
    await expect(page.get_by_role("button", name="Approve and order")).to_be_visible()


async def _palette(page: Page) -> None:
    await _whole(page)
    await page.keyboard.press("Control+k")
    await page.get_by_role("combobox", name="Search or run").fill("cat")
    await expect(page.get_by_role("option", name="spring-catalogue")).to_be_visible()
    await expect(page.get_by_role("option", name="The spring catalogue")).to_be_visible()


async def _search(page: Page) -> None:
    await expect(page.get_by_role("mark").first).to_be_visible()


async def _find(page: Page) -> None:
    await _whole(page)
    await page.keyboard.press("Control+f")
    await page.get_by_role("textbox", name="Find in #general").fill("catalogue")
    await expect(page.get_by_role("status").filter(has_text="1 of")).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status").filter(has_text="2 of")).to_be_visible()


async def _alerts(page: Page) -> None:
    await expect(page.get_by_role("article")).to_have_count(2)


async def _links(page: Page) -> None:
    also = page.get_by_role("region", name="Also on")
    await expect(also.get_by_text("Telegram").first).to_be_visible()
    await also.scroll_into_view_if_needed()


async def _platforms(page: Page) -> None:
    await expect(page.get_by_text("connected", exact=True)).to_have_count(3)


async def _agents(page: Page) -> None:
    await expect(page.get_by_role("article", name="TikTok Stylist")).to_be_visible()


async def _settings(page: Page) -> None:
    await page.get_by_label("Human wait minutes").fill("10")
    yaml = page.get_by_role("textbox", name="as YAML")
    await yaml.press("Control+End")
    await expect(yaml).to_contain_text("human_wait_minutes: 10")


async def _run(page: Page) -> None:
    await expect(page.get_by_role("heading", name="Outputs")).to_be_visible()


async def _prompt(page: Page) -> None:
    trying = page.get_by_role("region", name="Try it out")
    await trying.get_by_label("customer").fill('{"name": "Mia"}')
    await trying.get_by_label("product").fill("The oak side table")
    await trying.get_by_role("button", name="Fill it in").click()
    await expect(trying.get_by_role("status")).to_contain_text("Hello Mia")


async def _take(browser: Browser, root: str, person: Person, picture: Picture) -> None:
    width, height = picture.size
    context = await browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=picture.theme, locale="en-GB",
        timezone_id=_zone(), has_touch=picture.size == PHONE,
    )  # fmt: skip
    try:
        page = await context.new_page()
        pair = {"email": person.email, "password": person.password}
        assert (await context.request.post(f"{root.split('/w/')[0]}/api/v1/auth/login", data=pair)).ok
        await page.goto(root + picture.path)
        await picture.do(page)
        await page.evaluate("Promise.all([...document.images].map((one) => one.decode().catch(() => null)))")
        taken = Image.open(BytesIO(await page.screenshot(animations="disabled")))
        taken.convert("RGB").save(IMAGES / f"{picture.name}.png", optimize=True)
    finally:
        await context.close()


def _zone() -> str:
    """A zone in which it is afternoon; its sign is the other way round, as ever with these names."""
    ahead = (HOUR - now().hour + 10) % 24 - 10
    return f"Etc/GMT{-ahead:+d}"


@asynccontextmanager
async def _running(folder: Path, environment: Mapping[str, str]) -> AsyncIterator[Installation]:
    installation = Installation(folder)
    process = await _ionflux("up", "--port", str(_free_port()), "--data-dir", str(folder), **environment)
    try:
        async with asyncio.timeout(START_SECONDS):
            assert process.stdout is not None
            async for line in process.stdout:
                if b"Ctrl-C" in line:
                    break
        yield installation
    finally:
        process.terminate()
        await process.communicate()


@asynccontextmanager
async def _browser() -> AsyncIterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        await browser.close()


async def _ionflux(*arguments: str, **environment: str) -> asyncio.subprocess.Process:
    """The command line on its own defaults: what this shell has set is not in the pictures."""
    own = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | environment
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, cwd=ROOT, env=own, stdout=asyncio.subprocess.PIPE
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    asyncio.run(main())
