"""What a person does in the browser, in the words of the page."""

from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.flows.stack import Stack

PASSWORD = "harbour light 9"
AXE = Path(__file__).parents[2] / "adapters" / "web" / "ui" / "node_modules" / "axe-core" / "axe.min.js"

# A menu takes the focus as a dialog does, and need not stand in a landmark either.
MENUS = """; axe.configure({checks: [{id: "region", options:
    {regionMatcher: "dialog, [role=dialog], [role=alertdialog], [role=menu], svg"}}]})"""
STILL = """() => Promise.allSettled(document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().endTime !== Infinity).map((one) => one.finished))"""
FAULTS = """([within, rules]) => document.querySelector(within) === null ? [] : axe
    .run(within, {resultTypes: ["violations"], ...(rules.length && {runOnly: rules})})
    .then((found) => found.violations.flatMap((one) =>
        one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 120)}`)))"""


async def fill_in(page: Page, email: str, password: str) -> None:
    """Sign in with a pair that may be wrong."""
    await page.get_by_label("Email").fill(email)
    await page.get_by_label("Password", exact=True).fill(password)
    await page.get_by_role("button", name="Sign in").click()


async def sign_in(page: Page, stack: Stack) -> None:
    """Open the workspace, at its channel alerts, as the one who made it; the form is left out."""
    me = await stack.call("GET", "/api/v1/me")
    pair = {"email": me["user"]["email"], "password": PASSWORD}
    assert (await page.context.request.post(f"{stack.url}/api/v1/auth/login", data=pair)).ok
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/c/{stack.alerts_id}")
    await expect(page).to_have_title("#alerts · Ida's workspace · IONFLUX")


async def open_channel(page: Page, name: str) -> None:
    """Go there by the sidebar."""
    await page.get_by_role("link", name=name).click()
    await expect(page.get_by_role("log", name=f"Messages in {name}")).to_be_visible()


async def write(page: Page, text: str) -> None:
    """Say something in the channel on screen."""
    box = page.get_by_role("textbox")
    await box.fill(text)
    await box.press("Enter")


def message(page: Page, text: str) -> Locator:
    """The message that has ``text``."""
    return page.get_by_role("article").filter(has_text=text)


async def say(stack: Stack, channel_id: str, text: str) -> dict[str, Any]:
    """Have the owner say something by REST."""
    content = {"text_body": text}
    said: dict[str, Any] = await stack.call(
        "POST", f"/api/v1/channels/{channel_id}/messages", content_type="text", content_json=content
    )
    return said


async def general(stack: Stack) -> str:
    """The id of the channel general."""
    channels = await stack.call("GET", f"/api/v1/workspaces/{stack.workspace_id}/channels")
    return next(str(one["id"]) for one in channels["items"] if one["name"] == "general")


async def faults(page: Page, *rules: str, within: str = "html") -> list[str]:
    """What axe finds wrong with the page, or with a part of it; of all its rules, or of those named.

    It looks when nothing moves any more: what fades in has no contrast yet.
    """
    await page.evaluate(STILL)
    if not await page.evaluate("typeof axe === 'object'"):
        await page.evaluate(AXE.read_text() + MENUS)
    return list(await page.evaluate(FAULTS, [within, rules]))


async def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than the screen."""
    return bool(await page.evaluate("document.documentElement.scrollWidth > innerWidth"))
