"""Every view passes axe in both themes and at every width, and text does no harm."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser import gallery
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
from tests.flows.stack import Stack, order

# What moves but once has come to rest.
STILL = """() => Promise.all(document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().iterations !== Infinity).map((one) => one.finished))"""
WIDTHS = (1440, 768, 320)
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


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_every_view_is_accessible_at_every_width(stack: Stack, page: Page, theme: str) -> None:
    await page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    await page.goto(f"{stack.url}/register")
    await expect(page.get_by_role("heading", name="Make a workspace")).to_be_visible()
    await _holds(page)
    await stack.deliver(order("#1001"))
    await say(stack, stack.alerts_id, "A [link](https://example.com) in a sentence.")
    await page.set_viewport_size({"width": 1440, "height": 900})
    await sign_in(page, stack)
    await expect(message(page, "Order #1001")).to_be_visible()
    await _holds(page)
    await page.set_viewport_size({"width": 1440, "height": 900})
    await page.get_by_role("button", name="Pinned messages").click()
    await expect(page.get_by_role("region", name="Members, 1")).to_be_visible()
    await _holds(page)
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/c/{await general(stack)}")
    await expect(page.get_by_role("heading", name="#general is empty")).to_be_visible()
    await _holds(page, WIDTHS[-1:])
    await page.get_by_role("link", name="Back to channels").click()
    await expect(page.get_by_role("link", name="alerts")).to_be_visible()
    await _holds(page, WIDTHS[-1:])
    await page.goto(f"{stack.url}/nowhere")
    await expect(page.get_by_role("heading", name="There is nothing at this address")).to_be_visible()
    await _holds(page, WIDTHS[-1:])


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_every_component_is_accessible_in_all_its_states(
    built_gallery: Path, page: Page, theme: str
) -> None:
    await gallery.serve(page, built_gallery)
    await gallery.open_gallery(page, theme)
    await _holds(page, (1440, 320))


async def _holds(page: Page, widths: tuple[int, ...] = WIDTHS) -> None:
    for width in widths:
        await page.set_viewport_size({"width": width, "height": 800})
        await page.evaluate(STILL)
        assert await faults(page) == []
        assert not await scrolls_sideways(page)


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
