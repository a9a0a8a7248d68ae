"""Every view passes axe in both themes and at every width, and text does no harm."""

from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from config.clock import now
from tests.browser import gallery, people, scene, views
from tests.browser.scene import Lively
from tests.browser.steps import (
    PASSWORD,
    faults,
    fill_in,
    general,
    message,
    open_channel,
    say,
    scrolls_sideways,
    sign_in,
)
from tests.browser.test_alert_arrives import SHIFTS, WATCH
from tests.browser.views import View
from tests.flows.stack import Stack, order

# What moves but once has come to rest, or is not going to.
STILL = """() => Promise.race([new Promise((done) => setTimeout(done, 1000)),
    Promise.all(document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().iterations !== Infinity)
    .map((one) => one.finished.catch(() => null)))])"""
# Colours alone differ between the themes, and they are the same at every width.
Look = tuple[int, str, tuple[str, ...]]
LOOKS: tuple[Look, ...] = ((1440, "light", ()), (1440, "dark", ("color-contrast",)), (390, "light", ()))
SMALL: tuple[Look, ...] = ((390, "light", ()), (390, "dark", ("color-contrast",)))
HOSTILE = (
    "<script>window.hit = 1</script><img src=x onerror='window.hit = 2'>",
    "[click](javascript:window.hit=3) <a href='javascript:window.hit=4'>here</a>",
    "![pixel](http://elsewhere.example/pixel.png) <iframe src='http://elsewhere.example'></iframe>",
    "<style>* { display: none }</style>",
    "x" * 2_000,
    "\u202e turned around, Z\u0351\u036b\u0343\u036a\u0302\u036b",
    "```\n"
    + "one long line of code " * 20
    + "\n```\n\n- [ ] open\n- [x] done\n\n| a | b |\n|---|---|\n| 1 | 2 |",
)


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def lively(installation: Stack) -> Lively:
    """A workspace in which there is something to see everywhere; nothing here changes it."""
    return await scene.made(installation)


async def test_the_conversation_is_for_everybody(installation: Stack, lively: Lively, page: Page) -> None:
    await people.sign_in(page, installation.url, lively.ida)
    await _walk(page, f"{installation.url}/w/{lively.workspace_id}", views.conversation(lively))


async def test_the_views_beside_it_are_for_everybody(installation: Stack, lively: Lively, page: Page) -> None:
    await people.sign_in(page, installation.url, lively.ida)
    await _walk(page, f"{installation.url}/w/{lively.workspace_id}", views.beside(lively))


async def test_agents_and_what_they_use_are_for_everybody(
    installation: Stack, lively: Lively, page: Page
) -> None:
    await people.sign_in(page, installation.url, lively.ida)
    await _walk(page, f"{installation.url}/w/{lively.workspace_id}", views.platform(lively))


async def test_what_opens_over_a_view_is_for_everybody(
    installation: Stack, lively: Lively, page: Page
) -> None:
    await people.sign_in(page, installation.url, lively.ida)
    root = f"{installation.url}/w/{lively.workspace_id}"
    await _walk(page, root, views.over(lively), within="[role=dialog], [role=menu]")


async def test_the_way_in_is_for_everybody(installation: Stack, lively: Lively, page: Page) -> None:
    await _walk(page, installation.url, views.outside(lively))


async def _walk(page: Page, root: str, every: list[View], within: str = "html") -> None:
    """Look at each, or at a part of it, in both themes, on a desk and on a phone, and as narrow as may be."""
    found = []
    for view in every:
        await page.set_viewport_size({"width": 390 if view.is_small else 1440, "height": 844})
        await page.goto(root + view.path)
        if view.do:
            await view.do(page)
        await expect(view.seen(page), view.name).to_be_visible()
        found += [f"{view.name}, {fault}" for fault in await _looked_at(page, view, within)]
        # A draft would be gone on with in the next view.
        await page.evaluate("localStorage.clear()")
    assert not found, "\n".join(found)


async def _looked_at(page: Page, view: View, within: str) -> list[str]:
    found = []
    for width, theme, rules in SMALL if view.is_small else LOOKS:
        await page.set_viewport_size({"width": width, "height": 844})
        await page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
        found += [f"{width} {theme}: {fault}" for fault in await faults(page, *rules, within=within)]
    await page.set_viewport_size({"width": 320, "height": 800})
    return [*found, "320: scrolls sideways"] if await scrolls_sideways(page) else found


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_every_component_is_accessible_in_all_its_states(
    built_gallery: Path, page: Page, theme: str
) -> None:
    await gallery.serve(page, built_gallery)
    await gallery.open_gallery(page, theme)
    await _holds(page, (1440, 320))


async def _holds(page: Page, widths: tuple[int, ...]) -> None:
    for width in widths:
        await page.set_viewport_size({"width": width, "height": 800})
        await page.evaluate(STILL)
        assert await faults(page) == []
        assert not await scrolls_sideways(page)


async def test_nothing_moves_when_a_channel_is_opened_or_somebody_writes(
    installation: Stack, lively: Lively, page: Page
) -> None:
    await people.arrive(page, f"{installation.url}/w/{lively.workspace_id}/c/{lively.alerts_id}", lively.ida)
    await expect(page.get_by_text("$404.95")).to_be_visible()
    await page.evaluate(WATCH)
    # A press by hand would excuse what moves in the next half second.
    for name, place in (("general", "Order 2,000 catalogues"), ("alerts", "$404.95"), ("general", "Order")):
        await page.get_by_role("link", name=name).evaluate("(one) => one.click()")
        await expect(page.get_by_role("log").get_by_text(place).last).to_be_visible()
        await page.evaluate(STILL)
    picture = message(page, "as it goes to the printer")
    await picture.locator("img").evaluate("(one) => one.decode()")
    await lively.ida.say(lively.general_id, "One more line, with `code` and a\n\n- list")
    await expect(message(page, "One more line")).to_be_visible()
    assert await page.evaluate(SHIFTS) == []


async def test_nothing_moves_when_the_pages_of_agents_are_read(
    installation: Stack, lively: Lively, page: Page
) -> None:
    # What was now would be a minute ago in the meantime, which is longer.
    await page.clock.set_fixed_time(now())
    await people.arrive(page, f"{installation.url}/w/{lively.workspace_id}/c/{lively.alerts_id}", lively.ida)
    await expect(page.get_by_text("$404.95")).to_be_visible()
    await page.evaluate(WATCH)
    own, main = page.get_by_role("region", name="In this workspace"), page.get_by_role("main")
    for link, place in (
        (page.get_by_role("link", name="All agents"), page.get_by_role("article", name="TikTok Stylist")),
        (own.get_by_role("link", name="Sales Sentinel"), page.get_by_label("Alert channel", exact=True)),
        (page.get_by_role("link", name="Runs", exact=True), main.get_by_role("row", name="Butler")),
        (main.get_by_role("link", name="Brief Butler").first, page.get_by_role("heading", name="Outputs")),
        (page.get_by_role("link", name="Prompt library"), main.get_by_role("link", name="Back in stock")),
        (main.get_by_role("link", name="Back in stock"), page.get_by_role("button", name="Version 1")),
    ):
        await link.evaluate("(one) => one.click()")
        await expect(place).to_be_visible()
        await page.evaluate(STILL)
    assert await page.evaluate(SHIFTS) == []


async def test_a_phone_shows_one_thing_at_a_time(stack: Stack, page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    await stack.deliver(order("#1001"))
    me = await stack.call("GET", "/api/v1/me")
    await page.goto(stack.url)
    await fill_in(page, me["user"]["email"], PASSWORD)
    row = page.get_by_role("link", name="alerts")
    await expect(row).to_be_visible()
    await expect(page.get_by_role("log")).to_have_count(0)
    box = await row.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    await row.click()
    await expect(message(page, "Order #1001")).to_be_visible()
    await expect(page.get_by_role("link", name="general")).to_have_count(0)
    await page.get_by_role("link", name="Back to channels").click()
    await expect(page.get_by_role("link", name="general")).to_be_visible()


async def test_hostile_text_is_shown_as_it_was_typed_and_does_nothing(stack: Stack, page: Page) -> None:
    channel_id = await general(stack)
    for text in HOSTILE:
        await say(stack, channel_id, text)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await sign_in(page, stack)
    await open_channel(page, "general")
    await expect(message(page, HOSTILE[0])).to_have_count(1)
    log = page.get_by_role("log")
    await log.get_by_text("click").first.click()
    assert await page.evaluate("window.hit") is None
    assert await log.locator("script, iframe, img, style, a[href^=javascript]").count() == 0
    assert [url for url in asked if "elsewhere" in url] == []
    assert not await scrolls_sideways(page)
    assert await faults(page) == []
