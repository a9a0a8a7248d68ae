"""To find in a channel: from hit to hit, wherever it stands."""

from playwright.async_api import Locator, Page, expect

from tests.browser.steps import faults, general, message, say, sign_in
from tests.flows.stack import Stack

# Whether the page took each Ctrl F, rather than leave it to the browser.
NOTE_KEYS = """() => { window.taken = []; addEventListener("keydown", (event) => {
    if (event.key === "f" && event.ctrlKey)
        queueMicrotask(() => window.taken.push(event.defaultPrevented)); }); }"""


def _field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Find in #general")


def _position(page: Page) -> Locator:
    return page.get_by_role("search", name="Find in #general").get_by_role("status")


async def _told(stack: Stack) -> str:
    """A channel longer than what is read of it at once: lanolin is spoken of at its start, in a thread of
    that, and at its end.
    """
    channel_id = await general(stack)
    first = await say(stack, channel_id, "The first balm was full of lanolin")
    for number in range(120):
        await say(stack, channel_id, f"Line {number}")
    await say(stack, channel_id, "The new balm is without Lanolin")
    reply = {
        "content_type": "text",
        "content_json": {"text_body": "Lanolin is back"},
        "thread_id": first["id"],
    }
    await stack.call("POST", f"/api/v1/channels/{channel_id}/messages", **reply)
    await say(stack, stack.alerts_id, "Lanolin is gone since batch 31")
    return channel_id


async def test_one_goes_from_hit_to_hit_and_comes_back_to_where_one_wrote(stack: Stack, page: Page) -> None:
    channel_id = await _told(stack)
    await sign_in(page, stack)
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/c/{channel_id}")
    composer = page.get_by_role("textbox", name="Message #general")
    await expect(composer).to_be_focused()
    await page.keyboard.press("Control+f")
    await expect(_field(page)).to_be_focused()
    await page.keyboard.type("lanol")
    await expect(_position(page)).to_contain_text("1 of 3")
    await expect(message(page, "Lanolin is back").locator("mark")).to_have_text("Lanolin")
    await expect(_field(page)).to_be_focused()
    assert await faults(page) == []
    await page.keyboard.press("Enter")
    await expect(_position(page)).to_contain_text("2 of 3: Ida")
    newer = message(page, "The new balm is without Lanolin")
    await expect(newer.locator("mark")).to_be_in_viewport()
    await expect(page.get_by_role("complementary", name="Thread")).to_have_count(0)
    await page.keyboard.press("ArrowUp")
    await expect(_position(page)).to_contain_text("3 of 3")
    older = message(page, "The first balm was full of lanolin")
    await expect(older.locator("mark")).to_be_in_viewport()
    await page.get_by_role("button", name="Previous, newer").click()
    await expect(_position(page)).to_contain_text("2 of 3")
    await expect(newer).to_be_in_viewport()
    await page.get_by_role("button", name="Next, older").click()
    await expect(older).to_be_in_viewport()
    await _field(page).press("Shift+Enter")
    await expect(newer).to_be_in_viewport()
    assert await faults(page) == []
    await page.keyboard.press("Escape")
    await expect(_field(page)).to_have_count(0)
    await expect(composer).to_be_focused()
    await expect(newer.locator("mark")).to_have_count(0)
    await newer.press("?")
    await expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Find in this channel")


async def test_a_hit_that_was_scrolled_away_from_is_come_back_to(stack: Stack, page: Page) -> None:
    channel_id = await _told(stack)
    await sign_in(page, stack)
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/c/{channel_id}")
    await page.get_by_role("button", name="Find in this channel").click()
    await _field(page).fill("first balm")
    first = message(page, "The first balm was full of lanolin")
    await expect(first).to_be_in_viewport()
    await first.press("End")
    await expect(first).not_to_be_in_viewport()
    await _field(page).press("Enter")
    await expect(_position(page)).to_contain_text("1 of 1")
    await expect(first).to_be_in_viewport()
    await _field(page).fill("nowhere")
    await expect(_position(page)).to_have_text("Not found")
    await page.get_by_role("button", name="Close").click()
    await expect(page.get_by_role("button", name="Find in this channel")).to_be_focused()


async def test_the_second_press_of_the_key_is_the_browsers_own(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    composer = page.get_by_role("textbox", name="Message #alerts")
    await expect(composer).to_be_focused()
    await page.evaluate(NOTE_KEYS)
    field = page.get_by_role("textbox", name="Find in #alerts")
    await page.keyboard.press("Control+f")
    await expect(field).to_be_focused()
    await composer.focus()
    await page.keyboard.press("Control+f")
    await expect(field).to_be_focused()
    await page.keyboard.press("Control+f")
    await expect(field).to_have_count(0)
    await expect(composer).to_be_focused()
    assert await page.evaluate("window.taken") == [True, True, False]
