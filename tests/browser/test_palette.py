"""Search or run: from the keyboard to anywhere."""

from playwright.async_api import Page, expect

from tests.browser.people import colleague
from tests.browser.steps import faults, general, message, say, sign_in
from tests.flows.stack import Stack

# Whether the page took each Ctrl F, rather than leave it to the browser.
NOTE_KEYS = """() => { window.taken = []; addEventListener("keydown", (event) => {
    if (event.key === "f" && event.ctrlKey)
        queueMicrotask(() => window.taken.push(event.defaultPrevented)); }); }"""


async def test_the_palette_leads_to_channels_people_and_commands(stack: Stack, page: Page) -> None:
    await colleague(stack)
    await sign_in(page, stack)
    await page.keyboard.press("Control+k")
    typing = page.get_by_role("combobox", name="Search or run")
    await expect(typing).to_be_focused()
    await typing.fill("gen")
    await expect(page.get_by_role("option", selected=True)).to_contain_text("general")
    assert await faults(page) == []
    await typing.press("Enter")
    await expect(page.get_by_role("log", name="Messages in general")).to_be_visible()
    await page.keyboard.press("Control+k")
    await typing.fill(">pause")
    await expect(page.get_by_role("option", selected=True)).to_contain_text("/agent pause")
    await typing.press("Tab")
    box = page.get_by_role("textbox", name="Message #general")
    await expect(box).to_have_value("/agent pause ")
    await expect(box).to_be_focused()
    await box.fill("")
    await page.keyboard.press("Control+k")
    await typing.fill("@theo")
    await typing.press("Enter")
    await expect(page.get_by_role("textbox", name="Message Theo Okafor")).to_be_visible()
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("group", name="Recent")).to_contain_text("Theo Okafor")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_a_question_is_asked_from_the_composer_or_the_palette(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    await page.get_by_role("button", name="Add to the message").click()
    await page.get_by_role("menuitem", name="Ask for a decision").click()
    await expect(page.get_by_role("dialog").get_by_label("Where")).to_have_value(stack.alerts_id)
    await page.keyboard.press("Escape")
    await page.keyboard.press("Control+k")
    await page.get_by_role("combobox", name="Search or run").fill("ask for")
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Ask for a decision")
    await dialog.get_by_role("button", name="Ask", exact=True).click()
    await expect(dialog.get_by_label("What will happen")).to_have_accessible_description(
        "Write in one sentence what will happen."
    )
    await dialog.get_by_label("What will happen").fill("Close the shop on Friday")
    await dialog.get_by_label("Name of row 1").fill("Cost")
    await dialog.get_by_label("Value of row 1").fill("120.50")
    await dialog.get_by_label("Where").select_option("#general")
    assert await faults(page) == []
    await dialog.get_by_role("button", name="Ask", exact=True).click()
    card = page.get_by_role("region", name="Close the shop on Friday")
    await expect(card).to_contain_text("Any member decides.")
    await expect(card.get_by_role("definition")).to_have_text("120.5")


async def test_what_was_said_is_found_narrowed_and_opened_where_it_stands(stack: Stack, page: Page) -> None:
    channel_id = await general(stack)
    await say(stack, channel_id, "The new balm is without lanolin")
    for number in range(60):
        await say(stack, channel_id, f"Line {number}")
    await say(stack, stack.alerts_id, "Lanolin is gone since batch 31")
    await sign_in(page, stack)
    await page.keyboard.press("Control+k")
    await page.get_by_role("combobox", name="Search or run").fill("lanolin")
    await page.get_by_role("option", name="Search messages for").click()
    found = page.get_by_role("main").get_by_role("listitem")
    await expect(found).to_have_count(2)
    await expect(found.first.get_by_role("mark")).to_have_text("Lanolin")
    await page.get_by_label("In", exact=True).select_option("general")
    await expect(page.get_by_role("listitem").filter(has_text="In general")).to_be_visible()
    await expect(page.get_by_role("searchbox")).to_have_value("lanolin in:general")
    assert await faults(page) == []
    await page.get_by_role("link", name="The new balm is without").click()
    await expect(message(page, "The new balm is without lanolin")).to_be_in_viewport()


async def test_a_channel_is_searched_by_the_key_that_finds_and_the_second_is_the_browsers(
    stack: Stack, page: Page
) -> None:
    channel_id = await general(stack)
    await say(stack, channel_id, "The new balm is without lanolin")
    for number in range(60):
        await say(stack, channel_id, f"Line {number}")
    await say(stack, stack.alerts_id, "Lanolin is gone since batch 31")
    await sign_in(page, stack)
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/c/{channel_id}")
    composer = page.get_by_role("textbox", name="Message #general")
    await expect(composer).to_be_focused()
    await page.evaluate(NOTE_KEYS)
    await page.keyboard.press("Control+f")
    field = page.get_by_role("combobox", name="Search or run")
    await expect(field).to_have_value("in:#general ")
    await page.keyboard.press("Escape")
    await expect(field).to_have_count(0)
    await expect(composer).to_be_focused()
    await page.keyboard.press("Control+f")
    await expect(field).to_be_focused()
    await page.keyboard.press("Control+f")
    await expect(field).to_have_count(0)
    await expect(composer).to_be_focused()
    assert await page.evaluate("window.taken") == [True, True, False]
    await page.keyboard.press("Control+f")
    await expect(field).to_be_focused()
    await page.keyboard.type("lanolin")
    found = page.get_by_role("option", name="without lanolin")
    await expect(found).to_have_attribute("aria-selected", "true")
    await expect(page.get_by_role("option", name="batch 31")).to_have_count(0)
    await page.keyboard.press("Enter")
    await expect(message(page, "The new balm is without lanolin")).to_be_in_viewport()
    await page.keyboard.press("Control+k")
    await expect(field).to_have_value("")
    await page.keyboard.press("Escape")
    await page.get_by_role("log").get_by_role("article").last.press("?")
    await expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Find in this channel")
