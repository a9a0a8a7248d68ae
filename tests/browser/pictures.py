"""``make screenshots``: takes the pictures of the documents from a real installation."""

import asyncio
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Page, async_playwright, expect

from bot.installation import Installation
from tests.browser.conftest import FLAGS

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
START_SECONDS = 60


async def main() -> None:
    """Start everything, let orders arrive, and take each picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ionflux-pictures-") as folder:
        async with _running(Path(folder)) as installation, _page() as page:
            await _take(installation, page)


async def _take(installation: Installation, page: Page) -> None:
    demo, url = installation.demo(), installation.require_running()["url"]
    assert demo is not None
    await page.goto(url)
    await page.get_by_label("Email").fill(demo["email"])
    await page.get_by_label("Password", exact=True).fill(demo["password"])
    await page.get_by_role("button", name="Sign in").click()
    await page.get_by_role("link", name="alerts").click()
    await expect(page.get_by_role("log")).to_be_visible()
    orders = await _ionflux("demo", "--orders", "3", "--data-dir", str(installation.data_dir))
    assert await orders.wait() == 0
    await expect(page.get_by_role("article")).to_have_count(2)
    await expect(page.get_by_role("link", name="alerts", exact=True)).to_be_visible()
    await page.screenshot(path=IMAGES / "alerts.png", animations="disabled")
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.emulate_media(color_scheme="dark")
    await page.reload()
    await expect(page.get_by_role("article")).to_have_count(2)
    await page.screenshot(path=IMAGES / "alerts-phone.png", animations="disabled")


@asynccontextmanager
async def _running(folder: Path) -> AsyncIterator[Installation]:
    installation = Installation(folder)
    process = await _ionflux("up", "--port", str(_free_port()), "--data-dir", str(folder))
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
async def _page() -> AsyncIterator[Page]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield await browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
        await browser.close()


async def _ionflux(*arguments: str) -> asyncio.subprocess.Process:
    """The command line on its own defaults: what this shell has set is not in the pictures."""
    own = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, cwd=ROOT, env=own, stdout=asyncio.subprocess.PIPE
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    asyncio.run(main())
