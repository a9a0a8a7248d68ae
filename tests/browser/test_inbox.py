"""The inbox: what needs somebody is dealt with there, by keys alone."""

from playwright.async_api import Page, expect

from tests.browser.people import colleague, owner, window
from tests.browser.steps import faults, general, message, sign_in
from tests.flows.stack import Stack


async def test_a_mention_is_answered_done_and_taken_back_by_keys(stack: Stack, page: Page) -> None:
    theo = await colleague(stack)
    await sign_in(page, stack)
    posting = f"/api/v1/channels/{await general(stack)}/messages"
    for text in ("can we show the jar open?", "and the lid?"):
        content = {"text_body": f'@"Ida Holm" {text}'}
        await theo.call("POST", posting, content_type="text", content_json=content)
    await page.get_by_role("link", name="Inbox 2").click()
    await expect(page.get_by_role("tab", name="Needs you 2")).to_be_visible()
    newest = page.get_by_role("region", name="Theo Okafor mentioned you in #general")
    await expect(newest.get_by_role("article")).to_contain_text("and the lid?")
    assert await faults(page) == []
    await page.keyboard.press("j")
    await expect(newest.get_by_role("article")).to_contain_text("can we show the jar open?")
    await expect(page.get_by_role("tab", name="Needs you 1")).to_be_visible()
    reply = newest.get_by_role("textbox", name="Reply")
    await reply.fill("Yes, e and j are letters here")
    await reply.press("Enter")
    await expect(message(page, "e and j are letters here")).to_be_visible()
    await reply.press("Escape")
    rows = page.get_by_role("region", name="Notifications").get_by_role("listitem")
    await rows.last.get_by_role("button").first.click()
    await page.keyboard.press("e")
    await expect(rows).to_have_count(1)
    await page.keyboard.press("z")
    await expect(rows).to_have_count(2)
    await rows.first.get_by_role("button").first.click()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("log", name="Messages in general")).to_be_visible()
    await expect(message(page, "and the lid?")).to_be_in_viewport()


async def test_what_is_put_off_or_done_leaves_and_a_phone_shows_one_at_a_time(
    stack: Stack, page: Page
) -> None:
    theo = await colleague(stack)
    posting = f"/api/v1/channels/{await general(stack)}/messages"
    for text in ("first", "second"):
        content = {"text_body": f'@"Ida Holm" {text}'}
        await theo.call("POST", posting, content_type="text", content_json=content)
    await page.set_viewport_size({"width": 390, "height": 844})
    phone = await window(page, stack, await owner(stack))
    await phone.set_viewport_size({"width": 390, "height": 844})
    await phone.goto(f"{stack.url}/w/{stack.workspace_id}/inbox")
    rows = phone.get_by_role("region", name="Notifications").get_by_role("listitem")
    await expect(rows).to_have_count(2)
    await expect(phone.get_by_role("log")).to_have_count(0)
    await phone.get_by_role("button", name="More for Theo Okafor mentioned you").first.click()
    await phone.get_by_role("menuitem", name="Tomorrow morning").click()
    await expect(rows).to_have_count(1)
    await rows.get_by_role("button").first.click()
    await expect(phone.get_by_role("article")).to_contain_text("first")
    await expect(rows).to_have_count(0)
    assert await faults(phone) == []
    await phone.get_by_role("button", name="Done").click()
    await expect(phone.get_by_role("heading", name="Nothing needs you")).to_be_visible()
    assert await faults(phone) == []
    await phone.context.close()
