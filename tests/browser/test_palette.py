"""Search or run: from the keyboard to anywhere."""

from playwright.async_api import Page, expect

from tests.browser.people import colleague
from tests.browser.steps import faults, general, message, say, sign_in
from tests.flows.stack import Stack


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
    await expect(card.get_by_role("definition")).to_have_text("120.50")


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
    await page.get_by_role("combobox", name="In", exact=True).fill("gene")
    options = page.get_by_role("listbox", name="In", exact=True).get_by_role("option")
    await expect(options).to_have_text(["general"])
    assert await faults(page) == []
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("listitem").filter(has_text="In general")).to_be_visible()
    await expect(page.get_by_role("searchbox")).to_have_value("lanolin in:general")
    assert await faults(page) == []
    await page.get_by_role("link", name="The new balm is without").click()
    await expect(message(page, "The new balm is without lanolin")).to_be_in_viewport()
