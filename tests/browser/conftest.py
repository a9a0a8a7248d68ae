"""A headless Chromium: the machine's, else the one that Playwright fetches."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Error, Page, async_playwright

from adapters.web.adapter import DIST
from tests.flows.conftest import flow_settings, stack

__all__ = ["flow_settings", "stack"]

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(60))


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """The browser."""
    if not (DIST / "index.html").exists():
        pytest.fail("The web client is not built: run 'make install'.")
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    async with async_playwright() as playwright:
        try:
            running = await playwright.chromium.launch(executable_path=found, args=FLAGS)
        except Error as missing:
            pytest.skip(
                f"no Chromium here, and none fetched ('playwright install chromium'): {missing.message}"
            )
        yield running
        await running.close()


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A page of 1440 by 900 whose console stays silent."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    await context.close()
    assert not complaints
