"""Everything is reached by the keyboard."""

from playwright.async_api import Page, expect

from tests.browser.steps import message, say, sign_in
from tests.flows.stack import Stack


async def test_the_regions_and_messages_are_walked_by_keys(stack: Stack, page: Page) -> None:
    for number in range(1, 4):
        await say(stack, stack.alerts_id, f"Line {number}")
    await sign_in(page, stack)
    composer = page.get_by_role("textbox", name="Message #alerts")
    await expect(composer).to_be_focused()
    # Before they are read there is no such region to go to.
    await expect(message(page, "Line 3")).to_be_visible()
    for region in ("sidebar", "header", "messages", "composer"):
        await page.keyboard.press("F6")
        await expect(
            page.locator(f"[data-region={region}]:focus, [data-region={region}] :focus")
        ).to_have_count(1)
    await expect(composer).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(message(page, "Line 3")).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await expect(message(page, "Line 2")).to_be_focused()
    await page.keyboard.press("Home")
    await expect(message(page, "Line 1")).to_be_focused()
    assert await page.locator("article[tabindex='0']").count() == 1
    await page.keyboard.press("End")
    await expect(message(page, "Line 3")).to_be_focused()


async def test_a_message_is_answered_by_keys_and_the_way_leads_back_to_it(stack: Stack, page: Page) -> None:
    for number in range(1, 4):
        await say(stack, stack.alerts_id, f"Line {number}")
    await sign_in(page, stack)
    line = message(page, "Line 2")
    await line.focus()
    tools = line.get_by_role("toolbar", name="Message")
    await page.keyboard.press("Tab")
    await expect(tools.get_by_role("button", name="React")).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await expect(tools.get_by_role("button", name="Reply in thread")).to_be_focused()
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("ArrowLeft")
    await expect(tools.get_by_role("button", name="More")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menu")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("menuitem", name="Reply in thread")).to_be_focused()
    await page.keyboard.press("Enter")
    reply = page.get_by_role("textbox", name="Reply")
    await expect(reply).to_be_focused()
    await page.keyboard.type("Seen")
    await page.keyboard.press("Enter")
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread.get_by_role("article").filter(has_text="Seen")).to_be_visible()
    for region in ("sidebar", "header", "messages", "composer", "panel"):
        await page.keyboard.press("F6")
        await expect(
            page.locator(f"[data-region={region}]:focus, [data-region={region}] :focus")
        ).to_have_count(1)
    await page.keyboard.press("Escape")
    await expect(thread).to_have_count(0)
    await expect(line).to_be_focused()


async def test_the_skip_link_comes_first_and_channels_follow_alt_and_arrows(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    await page.get_by_role("button", name="Ida's workspace").focus()
    await page.keyboard.press("Shift+Tab")
    await expect(page.get_by_role("link", name="Skip to the messages")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("main")).to_be_focused()
    await page.keyboard.press("Alt+ArrowDown")
    await expect(page.get_by_role("textbox", name="Message #general")).to_be_focused()
    await page.keyboard.press("Alt+ArrowUp")
    await expect(page.get_by_role("textbox", name="Message #alerts")).to_be_focused()


async def test_the_sidebar_folds_widens_and_gives_the_focus_back(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    edge = page.get_by_role("separator", name="Width of the sidebar")
    await edge.focus()
    await page.keyboard.press("ArrowRight")
    await expect(edge).to_have_attribute("aria-valuenow", "272")
    await page.reload()
    await expect(edge).to_have_attribute("aria-valuenow", "272")
    await page.get_by_role("link", name="alerts").focus()
    await page.keyboard.press("Control+\\")
    opener = page.get_by_role("button", name="Show the sidebar")
    await expect(opener).to_be_focused()
    await page.keyboard.press("Control+\\")
    await page.set_viewport_size({"width": 1024, "height": 768})
    await opener.click()
    await expect(page.get_by_role("link", name="alerts")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(opener).to_be_focused()
    await opener.click()
    await page.get_by_role("link", name="general").click()
    await expect(page.get_by_role("textbox", name="Message #general")).to_be_focused()


async def test_a_section_folds_and_stays_so(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    agents = page.get_by_role("button", name="Agents")
    async with page.expect_response("**/api/v1/me") as kept:
        await agents.press("Enter")
    assert (await kept.value).ok
    await page.reload()
    await expect(agents).to_have_attribute("aria-expanded", "false")
    await expect(page.get_by_role("complementary").get_by_text("Sales Sentinel")).to_be_hidden()


async def test_every_control_of_a_dialog_is_reached_by_the_tab_key(stack: Stack, page: Page) -> None:
    await say(stack, stack.alerts_id, "Not for long")
    await sign_in(page, stack)
    await message(page, "Not for long").focus()
    await page.keyboard.press("Backspace")
    dialog = page.get_by_role("dialog", name="Delete")
    await expect(dialog).to_be_visible()
    for name in ("Close", "Keep it", "Delete", "Close"):
        await page.keyboard.press("Tab")
        await expect(dialog.get_by_role("button", name=name)).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    await expect(dialog.get_by_role("button", name="Delete")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
