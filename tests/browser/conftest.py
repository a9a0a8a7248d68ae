"""A headless Chromium: the machine's, else the one that Playwright fetches. One installation serves all
tests; each has a workspace of its own in it.
"""

import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Error, Page, async_playwright, expect

from adapters.web.adapter import DIST
from config.settings import Settings
from scripts.install import BROWSERS
from tests.browser import gallery
from tests.conftest import SECRET_KEY
from tests.flows.stack import Stack

# Under load a page takes its time; what never comes is found out all the same.
expect.set_options(timeout=30_000)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(180))
            item.add_marker(pytest.mark.asyncio(loop_scope="package"), append=False)


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def installation(
    migrated: str, redis_server: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stack]:
    """All roles, on SQLite: what they do on servers is seen in the flows."""
    folder = tmp_path_factory.mktemp("installation")
    for left in Path(migrated).parent.glob("ionflux.db*"):
        shutil.copy(left, folder / left.name)
    url = f"sqlite://{folder / 'ionflux.db'}"
    settings = Settings(
        data_dir=folder, database_url=url, redis_url=redis_server, secret_key=SECRET_KEY, test=True
    )
    # Nobody opens thirty pages in a minute by hand.
    async with Stack.running(settings, environment={"IONFLUX_LIMITS__REST_PER_MINUTE": "3000"}) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="package")
async def stack(installation: Stack) -> Stack:
    """The installation, and a new workspace with a shop and a Sentinel."""
    await installation.make_workspace()
    return installation


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def browser() -> AsyncIterator[Browser]:
    """The browser."""
    if not (DIST / "index.html").exists():
        pytest.fail("The web client is not built: run 'make install'.")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    async with async_playwright() as playwright:
        try:
            running = await playwright.chromium.launch(executable_path=found, args=FLAGS)
        except Error as missing:
            pytest.skip(
                f"no Chromium here, and none fetched ('playwright install chromium'): {missing.message}"
            )
        yield running
        await running.close()


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def built_gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the gallery of components was built."""
    folder = tmp_path_factory.mktemp("gallery")
    await gallery.build(folder)
    return folder


@pytest_asyncio.fixture(loop_scope="package")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A page of 1440 by 900 whose console stays silent."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", _noting(complaints))
    yield page
    await context.close()
    assert not complaints


def _noting(complaints: list[str]) -> Callable[[ConsoleMessage], None]:
    """Note errors and warnings, but not the browser's own line on a request that was refused."""

    def note(said: ConsoleMessage) -> None:
        if said.type in ("error", "warning") and not said.text.startswith("Failed to load resource"):
            complaints.append(said.text)

    return note
