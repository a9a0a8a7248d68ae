"""Settings: oneself, the workspace, and who is in it."""

import re

from playwright.async_api import Page, expect

from tests.browser.people import colleague
from tests.browser.steps import PASSWORD, faults, fill_in, sign_in
from tests.flows.stack import Stack


async def test_an_invitation_is_made_taken_up_and_the_role_changed(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/settings/members")
    await expect(page.get_by_role("row", name="Ida Holm")).to_contain_text("Owner the last one")
    await page.get_by_role("button", name="Invite people").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Email").fill("nobody")
    await dialog.get_by_role("button", name="Make invitation").click()
    await expect(dialog.get_by_label("Email")).to_have_accessible_description(
        "Write an address such as ana@shop.example."
    )
    await dialog.get_by_label("Email").fill("theo@shop.example")
    assert await faults(page) == []
    await dialog.get_by_role("button", name="Make invitation").click()
    link = await dialog.get_by_label("Link").input_value()
    await dialog.get_by_role("button", name="Close").last.click()
    await expect(page.get_by_role("row", name="theo@shop.example")).to_contain_text("Invited by Ida Holm")

    browser = page.context.browser
    assert browser is not None
    other = await (await browser.new_context()).new_page()
    await other.goto(stack.url + re.sub(r"^https?://[^/]+", "", link))
    await expect(other.get_by_role("heading", name="Join Ida's workspace")).to_be_visible()
    assert await faults(other) == []
    await other.get_by_role("link", name="Make an account").click()
    await expect(other.get_by_label("Email")).to_have_value("theo@shop.example")
    await other.get_by_label("Your name").fill("Theo Okafor")
    await other.get_by_label("Password", exact=True).fill(PASSWORD)
    await other.get_by_role("button", name="Make account").click()
    await other.get_by_role("button", name="Join").click()
    await expect(other.get_by_role("link", name="general")).to_be_visible()
    await other.goto(stack.url + re.sub(r"^https?://[^/]+", "", link))
    await expect(other.get_by_role("heading", name="This invitation was taken up")).to_be_visible()
    await other.context.close()

    await page.reload()
    await page.get_by_role("button", name="Role of Theo Okafor: Member").click()
    await page.get_by_role("menuitemradio", name="Admin").click()
    await expect(page.get_by_role("button", name="Role of Theo Okafor: Admin")).to_be_visible()
    members = await stack.call("GET", f"/api/v1/workspaces/{stack.workspace_id}/members")
    assert [one["role"] for one in members["items"]] == ["owner", "admin"]


async def test_somebody_is_taken_out_after_it_was_said_what_they_own(stack: Stack, page: Page) -> None:
    await colleague(stack)
    await sign_in(page, stack)
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/settings/members")
    await page.get_by_role("button", name="More for Theo Okafor").click()
    await page.get_by_role("menuitem", name="Remove from the workspace").click()
    dialog = page.get_by_role("dialog", name="Remove Theo Okafor?")
    await expect(dialog).to_contain_text("Theo Okafor owns no agent here.")
    await dialog.get_by_role("button", name="Remove").click()
    await expect(page.get_by_role("row", name="Theo Okafor")).to_have_count(0)


async def test_name_password_and_quiet_hours_are_kept(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    root = f"{stack.url}/w/{stack.workspace_id}/settings"
    await page.goto(root)
    await page.get_by_label("Name", exact=True).fill("Ida Holm-Berg")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("complementary")).to_contain_text("Ida Holm-Berg")
    await page.get_by_label("Current password").fill("not this one")
    await page.get_by_label("New password").fill("a better harbour light")
    await page.get_by_role("button", name="Change password").click()
    await expect(page.get_by_label("Current password")).to_have_attribute("aria-invalid", "true")
    await page.get_by_label("Current password").fill(PASSWORD)
    await page.get_by_role("button", name="Change password").click()
    await expect(page.get_by_role("status").filter(has_text="Changed")).to_be_visible()
    await expect(page.get_by_text("This one")).to_be_visible()
    await page.get_by_role("link", name="Notifications").click()
    await page.get_by_label("Keep quiet every day").check()
    await page.get_by_label("From").fill("21:30")
    await expect(page.get_by_text("Saved")).to_be_visible()
    await page.reload()
    await expect(page.get_by_label("From")).to_have_value("21:30")
    me = await page.request.get(f"{stack.url}/api/v1/me")
    await page.context.clear_cookies()
    await page.goto(f"{stack.url}/sign-in")
    await fill_in(page, (await me.json())["user"]["email"], "a better harbour light")
    await expect(page.get_by_role("log")).to_be_visible()
