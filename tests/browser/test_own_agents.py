"""An agent that somebody makes in the client, without a line of code."""

from playwright.async_api import Page, expect

from tests.browser.people import colleague, window
from tests.browser.steps import faults, sign_in
from tests.flows.stack import Stack


async def test_an_agent_is_made_asked_changed_and_put_away(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    await page.get_by_role("link", name="All agents").click()
    await page.get_by_role("link", name="Make an agent").click()
    await expect(page.get_by_role("heading", name="New agent")).to_be_visible()
    await expect(page.get_by_role("button", name="Make the agent")).to_be_disabled()
    await page.get_by_label("Name").fill("Wood Adviser")
    await page.get_by_label("Instructions").fill("Say which wood is right, and why.")
    await page.get_by_label("Schedule").fill("every morning")
    await page.get_by_role("button", name="Make the agent").click()
    await expect(page.get_by_label("Schedule")).to_have_attribute("aria-invalid", "true")
    assert await faults(page) == []
    await page.get_by_label("Schedule").fill("0 9 * * mon-fri")
    await page.get_by_label("Read brands").check()
    await page.get_by_role("button", name="Make the agent").click()
    await expect(page.get_by_label("Where this is")).to_contain_text("Version 1.0")

    await page.get_by_label("Instructions").fill("Say which wood is right, in one sentence.")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Saved as version 1.1")).to_be_visible()
    await page.get_by_role("button", name="Archive").click()
    dialog = page.get_by_role("dialog", name="Archive Wood Adviser?")
    assert await faults(page) == []
    await dialog.get_by_role("button", name="Archive").click()
    await expect(page.get_by_role("heading", name="Catalogue")).to_be_visible()
    await expect(page.get_by_role("link", name="Wood Adviser")).to_have_count(0)


async def test_a_member_reads_it_and_a_phone_shows_it_whole(stack: Stack, page: Page) -> None:
    made = await stack.call(
        "POST", f"/api/v1/workspaces/{stack.workspace_id}/agent-definitions", name="Wood Adviser",
        instructions_text="Say which wood is right.",
    )  # fmt: skip
    other = await window(page, stack, await colleague(stack), f"/agents/own/{made['id']}")
    await other.set_viewport_size({"width": 390, "height": 844})
    await expect(other.get_by_label("Instructions")).to_be_disabled()
    await expect(other.get_by_text("Owners and admins make agents and change them.")).to_be_visible()
    assert await faults(other) == []
    assert not await other.evaluate("document.documentElement.scrollWidth > innerWidth")
    await other.context.close()
