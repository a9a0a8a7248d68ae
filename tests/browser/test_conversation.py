"""What people do with what was said: answer it in a thread, react, change it, take it back, find it again."""

from playwright.async_api import Page, expect

from tests.browser.people import arrive, colleague, window
from tests.browser.steps import (
    faults,
    general,
    message,
    open_channel,
    say,
    sign_in,
    write,
)
from tests.browser.test_alert_arrives import SHIFTS, WATCH
from tests.flows.stack import Stack

# What of a message is on screen, and where its middle is, in shares of the list's height.
MIDDLE = """(one) => {
    const [list, box] = [one.closest('.list'), one].map((each) => each.getBoundingClientRect());
    return (box.top + box.height / 2 - list.top) / list.height; }"""


async def test_a_thread_is_answered_beside_the_channel_and_both_see_it(stack: Stack, page: Page) -> None:
    theo = await colleague(stack)
    said = await say(stack, stack.alerts_id, "Do we hold it?")
    await sign_in(page, stack)
    other = await window(page, stack, theo, f"/c/{stack.alerts_id}?thread={said['id']}")
    await expect(other.get_by_role("separator", name="No replies yet")).to_be_visible()
    asked = message(page, "Do we hold it?")
    await asked.focus()
    await page.keyboard.press("t")
    thread = page.get_by_role("complementary", name="Thread")
    field = thread.get_by_role("textbox", name="Reply")
    await expect(field).to_be_focused()
    await field.fill("No hold")
    await field.press("Enter")
    await expect(other.get_by_role("log", name="Replies").get_by_text("No hold")).to_be_visible()
    await other.get_by_role("textbox", name="Reply").press_sequentially("Agreed")
    await expect(thread.get_by_text("Theo is typing")).to_be_visible()
    await other.get_by_role("textbox", name="Reply").press("Enter")
    await expect(thread.get_by_role("article").filter(has_text="Agreed")).to_be_visible()
    log = page.get_by_role("log", name="Messages in alerts")
    await expect(log.get_by_role("button", name="2 replies")).to_be_visible()
    await expect(log.get_by_text("No hold")).to_have_count(0)
    assert await faults(page) == []
    await page.reload()
    await expect(thread.get_by_role("separator", name="2 replies")).to_be_visible()
    await field.press("Escape")
    await expect(thread).to_have_count(0)
    await expect(log.get_by_role("article").filter(has_text="Do we hold it?")).to_be_focused()
    await other.context.close()


async def test_a_reaction_is_seen_by_all_and_taken_back_by_one_press(stack: Stack, page: Page) -> None:
    said = await say(stack, stack.alerts_id, "It ships on Friday")
    await sign_in(page, stack)
    row = message(page, "It ships on Friday")
    await row.focus()
    await page.keyboard.press("r")
    search = page.get_by_role("dialog", name="React").get_by_placeholder("Search emoji")
    await search.press_sequentially("rocket")
    async with page.expect_response("**/reactions/*") as answered:
        await page.get_by_role("button", name="rocket").click()
    assert (await answered.value).ok
    pill = row.get_by_role("button", name="🚀 1, You")
    await expect(pill).to_have_attribute("aria-pressed", "true")
    await expect(row).to_be_focused()
    stored = await stack.call("GET", f"/api/v1/messages/{said['id']}")
    assert stored["reactions_json_array"] == [{"emoji": "🚀", "user_ids_array": [stack.user_id]}]
    async with page.expect_response("**/reactions/*") as answered:
        await pill.click()
    assert (await answered.value).ok
    await expect(row.get_by_role("group", name="Reactions")).to_have_count(0)


async def test_nothing_jumps_when_what_is_on_screen_is_answered_and_reacted_to(
    stack: Stack, page: Page
) -> None:
    said = await say(stack, stack.alerts_id, "Look at this")
    await say(stack, stack.alerts_id, "And at this")
    await sign_in(page, stack)
    row = message(page, "Look at this")
    await expect(row).to_be_visible()
    await page.evaluate(WATCH)
    await stack.call("PUT", f"/api/v1/messages/{said['id']}/reactions/👀")
    await expect(row.get_by_role("group", name="Reactions")).to_be_visible()
    for number in range(2):
        await stack.call(
            "POST", f"/api/v1/channels/{stack.alerts_id}/messages", content_type="text",
            content_json={"text_body": f"Answer {number}"}, thread_id=said["id"],
        )  # fmt: skip
    await expect(row.get_by_role("button", name="2 replies")).to_be_visible()
    assert await page.evaluate(SHIFTS) == []


async def test_a_message_is_changed_where_it_stands_and_keeps_what_it_was(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    await write(page, "Gone since batch 30")
    row = message(page, "Gone since batch")
    await expect(row).to_be_visible()
    await expect(page.get_by_role("article", name="sending")).to_have_count(0)
    await row.focus()
    await page.keyboard.press("e")
    await page.get_by_role("textbox", name="Edit message").fill("Gone since batch 31")
    await page.keyboard.press("Enter")
    await expect(row).to_contain_text("Gone since batch 31")
    await expect(row).to_be_focused()
    await row.get_by_role("button", name="(edited)").click()
    await expect(page.get_by_role("dialog", name="Earlier versions")).to_contain_text("Gone since batch 30")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await row.focus()
    await page.keyboard.press("Backspace")
    await page.get_by_role("button", name="Delete", exact=True).click()
    await expect(page.get_by_role("article")).to_contain_text("Deleted by its author")
    await page.reload()
    await expect(page.get_by_role("heading", name="Alerts arrive here")).to_be_visible()


async def test_a_link_opens_at_its_message_and_the_channel_goes_on_from_there(
    stack: Stack, page: Page
) -> None:
    channel_id = await general(stack)
    said = [await say(stack, channel_id, f"Line {number}") for number in range(150)]
    await sign_in(page, stack)
    # It is lit for a moment only, which may be over before all of the page is there.
    link = f"{stack.url}/w/{stack.workspace_id}/c/{channel_id}?m={said[60]['id']}"
    await page.goto(link, wait_until="commit")
    await expect(page.locator("article.lit")).to_contain_text("Line 60")
    linked = page.get_by_role("article").filter(has=page.get_by_text("Line 60", exact=True))
    await expect(linked).to_be_in_viewport()
    assert 0.3 < await linked.evaluate(MIDDLE) < 0.7
    await say(stack, channel_id, "Written meanwhile")
    await expect(linked).to_be_in_viewport()
    last = page.get_by_text("Written meanwhile", exact=True)
    await linked.hover()
    while not await last.is_visible():
        await page.mouse.wheel(0, 2_000)
    newest = page.get_by_role("button", name="To the newest")
    await expect(newest).to_have_count(0)
    await page.reload()
    await expect(linked).to_be_in_viewport()
    await newest.click()
    await expect(last).to_be_in_viewport()


async def test_what_was_read_can_be_unread_again_until_escape(stack: Stack, page: Page) -> None:
    await say(stack, stack.alerts_id, "First")
    await say(stack, stack.alerts_id, "Second")
    theo = await colleague(stack)
    await arrive(page, f"{stack.url}/w/{stack.workspace_id}/c/{stack.alerts_id}", theo)
    await message(page, "Second").focus()
    await page.keyboard.press("u")
    await expect(page.get_by_role("link", name="alerts 1 unread")).to_be_visible()
    await expect(page.get_by_role("separator", name="New")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("link", name="alerts", exact=True)).to_be_visible()


async def test_channels_and_direct_messages_are_begun_from_the_sidebar(stack: Stack, page: Page) -> None:
    theo = await colleague(stack)
    await sign_in(page, stack)
    other = await window(page, stack, theo, f"/c/{stack.alerts_id}")
    await page.get_by_role("button", name="New channel").click()
    await page.get_by_label("Name").fill("Winter Launch")
    await page.get_by_role("button", name="Make the channel").click()
    await expect(page.get_by_role("heading", name="#winter-launch is empty")).to_be_visible()
    await page.get_by_role("button", name="New direct message").click()
    await page.get_by_label("To", exact=True).fill("theo")
    assert await faults(page) == []
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Theo Okafor", level=1)).to_be_visible()
    await expect(
        page.get_by_text("Only you and those named above read what is written here.")
    ).to_be_visible()
    await write(page, "Have you seen the mail?")
    await other.get_by_role("link", name="Ida Holm 1 unread").click()
    await expect(message(other, "Have you seen the mail?")).to_be_visible()
    await expect(other.get_by_role("link", name="Ida Holm", exact=True)).to_be_visible()
    await other.context.close()


async def test_on_a_phone_a_finger_that_rests_asks_what_to_do(stack: Stack, page: Page) -> None:
    await say(stack, stack.alerts_id, "Hold me")
    await sign_in(page, stack)
    await page.set_viewport_size({"width": 390, "height": 844})
    row = message(page, "Hold me")
    await row.dispatch_event("pointerdown", {"pointerType": "touch", "isPrimary": True, "bubbles": True})
    sheet = page.get_by_role("dialog", name="Message of Ida Holm")
    await expect(sheet).to_be_visible()
    assert await faults(page) == []
    await sheet.get_by_role("button", name="Reply in thread").click()
    await expect(page.get_by_role("textbox", name="Reply")).to_be_visible()
    await expect(page.locator("main")).to_have_attribute("inert", "")
    await page.get_by_role("button", name="Back to the channel").click()
    await expect(page.get_by_role("log", name="Replies")).to_have_count(0)
    await expect(row).to_be_visible()


async def test_an_answer_to_a_command_is_only_for_whoever_gave_it(stack: Stack, page: Page) -> None:
    theo = await colleague(stack)
    await sign_in(page, stack)
    other = await window(page, stack, theo, f"/c/{stack.alerts_id}")
    await write(page, "/agents")
    answer = page.get_by_role("article", name="Only you see this")
    await expect(answer).to_contain_text("Sales Sentinel")
    await expect(message(other, "/agents")).to_be_visible()
    await expect(other.get_by_text("Only you see this")).to_have_count(0)
    await write(other, "Said after it")
    await expect(page.get_by_role("article").last).to_contain_text("Said after it")
    await open_channel(page, "general")
    await expect(answer).to_have_count(0)
    await open_channel(page, "alerts")
    await answer.get_by_role("button", name="Dismiss").click()
    await expect(answer).to_have_count(0)
    await other.context.close()


async def test_a_channel_is_muted_and_read_from_its_row(stack: Stack, page: Page) -> None:
    theo = await colleague(stack)
    await arrive(page, f"{stack.url}/w/{stack.workspace_id}/c/{await general(stack)}", theo)
    await say(stack, stack.alerts_id, "Something new")
    await page.get_by_role("link", name="alerts 1 unread").click(button="right")
    await page.get_by_role("menuitem", name="Mark as read").click()
    row = page.get_by_role("link", name="alerts", exact=True)
    await row.click(button="right")
    await page.get_by_role("menuitem", name="Mute").click()
    await expect(page.get_by_role("link", name="alerts, muted")).to_be_visible()
    await say(stack, stack.alerts_id, "Something newer")
    await page.reload()
    await expect(page.get_by_role("link", name="alerts, muted")).to_be_visible()


async def test_what_was_done_is_told_beside_the_messages_not_over_them(stack: Stack, page: Page) -> None:
    await say(stack, stack.alerts_id, "Keep this one")
    await sign_in(page, stack)
    row = message(page, "Keep this one")
    await row.hover()
    await row.get_by_role("button", name="Pin to this channel").click()
    told = page.get_by_role("status").filter(has_text="Pinned to this channel")
    await expect(told).to_be_visible()
    composer = page.locator("[data-region=composer]")
    for width in (1440, 900, 390):
        await page.set_viewport_size({"width": width, "height": 800})
        await expect(composer).to_be_visible()
        toast = await told.bounding_box()
        assert toast is not None
        for what in (row, composer):
            box = await what.bounding_box()
            assert box is not None
            beside = toast["x"] + toast["width"] <= box["x"]
            assert beside or toast["y"] + toast["height"] <= box["y"], width
