"""The page that shows every component, built for the tests and served from its files without a server."""

import asyncio
import mimetypes
from pathlib import Path

from playwright.async_api import Page, Route

from scripts.install import node_folder

UI = Path(__file__).parents[2] / "adapters" / "web" / "ui"
ADDRESS = "http://gallery.example"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"


async def build(folder: Path) -> None:
    """Build the client with its gallery into ``folder``."""
    vite = UI / "node_modules" / "vite" / "bin" / "vite.js"
    command = [str(node_folder() / "node"), str(vite), "build", "--mode", "gallery", "--logLevel", "error"]
    process = await asyncio.create_subprocess_exec(
        *command, "--outDir", str(folder), "--emptyOutDir",
        cwd=UI, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()


async def serve(page: Page, folder: Path) -> None:
    """Answer the page's requests to ``ADDRESS`` from ``folder``, under the policy of the real pages."""

    async def answer(route: Route) -> None:
        path = folder / route.request.url.removeprefix(ADDRESS).split("?")[0].lstrip("/")
        file = path if path.is_file() else folder / "index.html"
        content_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        headers = {"Content-Type": content_type, "Content-Security-Policy": POLICY}
        await route.fulfill(body=file.read_bytes(), headers=headers)

    await page.route(f"{ADDRESS}/**", answer)


async def open_gallery(page: Page, theme: str) -> None:
    """Show the gallery in a theme."""
    await page.goto(f"{ADDRESS}/dev/gallery?theme={theme}")
    await page.get_by_role("heading", name="Components").wait_for()
