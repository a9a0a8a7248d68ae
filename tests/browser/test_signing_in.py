"""Signing in, and what happens when the session ends."""

from uuid import uuid4

from playwright.async_api import Page, expect

from tests.browser.steps import PASSWORD, fill_in, general, message, open_channel, sign_in, write
from tests.flows.stack import Stack


async def test_a_wrong_pair_is_one_sentence_and_the_right_one_goes_in(stack: Stack, page: Page) -> None:
    me = await stack.call("GET", "/api/v1/me")
    await page.goto(stack.url)
    await fill_in(page, me["user"]["email"], "not the password")
    await expect(page.get_by_role("alert")).to_have_text(
        "Email and password do not match an account here. Check both and try again."
    )
    await expect(page.get_by_label("Password", exact=True)).to_be_focused()
    await expect(page.get_by_label("Password", exact=True)).to_have_value("not the password")
    await fill_in(page, me["user"]["email"], PASSWORD)
    await expect(page.get_by_role("log")).to_be_visible()


async def test_a_fault_stands_at_its_field_before_anything_is_sent(stack: Stack, page: Page) -> None:
    await page.goto(f"{stack.url}/register")
    await page.get_by_label("Your name").fill("Noor Aziz")
    await page.get_by_label("Email").fill("noor")
    await page.get_by_label("Password", exact=True).fill("short")
    await page.get_by_role("button", name="Make workspace").click()
    await expect(page.get_by_label("Email")).to_be_focused()
    await expect(page.get_by_label("Email")).to_have_accessible_description(
        "Write an address such as ana@shop.example."
    )
    await page.get_by_label("Email").fill(f"{uuid4().hex[:8]}@new.example")
    await expect(page.get_by_label("Email")).not_to_have_attribute("aria-invalid", "true")
    await page.get_by_label("Password", exact=True).fill("password1")
    await page.get_by_role("button", name="Make workspace").click()
    await expect(page.get_by_label("Password", exact=True)).to_have_accessible_description(
        "Everybody tries this password first."
    )


async def test_who_makes_a_workspace_goes_on_at_its_first_steps_and_then_in_general(
    stack: Stack, page: Page
) -> None:
    await page.goto(f"{stack.url}/register")
    await page.get_by_label("Your name").fill("Noor Aziz")
    await page.get_by_label("Email").fill(f"{uuid4().hex[:8]}@new.example")
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Make workspace").click()
    heading = page.get_by_role("heading", name="Five things to try, Noor")
    await expect(heading).to_be_focused()
    await page.get_by_role("button", name="Invite people", exact=True).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Cancel").click()
    await expect(page.get_by_role("button", name="Invite people", exact=True)).to_be_focused()
    await page.keyboard.press("Enter")
    await dialog.get_by_label("Email").fill("theo@shop.example")
    await dialog.get_by_role("button", name="Make invitation").click()
    await dialog.get_by_role("button", name="Close").last.click()
    await expect(heading).to_be_focused()
    await expect(page.get_by_role("link", name="Skip to the page")).to_have_count(1)
    await page.get_by_role("link", name="To the channels").click()
    await expect(page.get_by_role("log", name="Messages in general")).to_be_visible()
    await page.get_by_role("link", name="alerts").click()
    await expect(page.get_by_role("article")).to_have_count(0)
    await page.get_by_role("main").get_by_role("link", name="Agents").click()
    await expect(page.get_by_role("heading", name="Agents", level=1)).to_be_visible()


async def test_an_ended_session_says_so_and_what_was_written_goes_out_after(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    await open_channel(page, "general")
    await stack.call("DELETE", "/api/v1/me/sessions")
    await write(page, "Written when nobody was signed in")
    ended = page.get_by_role("status").filter(has_text="Your session has ended. What you wrote is kept")
    await expect(ended).to_be_visible()
    me = await stack.call("GET", "/api/v1/me")
    await fill_in(page, me["user"]["email"], PASSWORD)
    await expect(page.get_by_role("log", name="Messages in general")).to_be_visible()
    await expect(message(page, "Written when nobody was signed in")).to_be_visible()
    await expect(page.get_by_role("article", name="send")).to_have_count(0)
    stored = await stack.call("GET", f"/api/v1/channels/{await general(stack)}/messages")
    assert [one["content_json"]["text_body"] for one in stored["items"]] == [
        "Written when nobody was signed in"
    ]


async def test_the_theme_goes_with_the_person_to_another_browser(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    async with page.expect_response("**/api/v1/me") as kept:
        await page.get_by_role("button", name="Use the dark theme").click()
    assert (await kept.value).ok
    browser = page.context.browser
    assert browser is not None
    other = await browser.new_page(color_scheme="light")
    await sign_in(other, stack)
    await expect(other.locator("html")).to_have_attribute("data-theme", "dark")
    await other.reload(wait_until="commit")
    await expect(other.locator("html")).to_have_attribute("data-theme", "dark")
    await other.close()
