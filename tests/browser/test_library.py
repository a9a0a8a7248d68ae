"""What is written down for people and agents: prompts with their versions, brands, creators."""

import re

from playwright.async_api import Page, expect

from tests.browser.people import colleague, window
from tests.browser.steps import sign_in
from tests.flows.stack import Stack


async def test_a_prompt_is_written_tried_out_changed_and_brought_back(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    await page.get_by_role("link", name="Prompt library").click()
    await expect(page.get_by_role("heading", name="No prompt yet")).to_be_visible()
    await page.get_by_role("button", name="Make a library for them").click()
    dialog = page.get_by_role("dialog", name="New library")
    await dialog.get_by_label("Name").fill("Shop mails")
    await dialog.get_by_role("button", name="Make the library").click()
    await page.get_by_role("link", name="New prompt").click()

    form = page.locator("form").filter(has=page.get_by_label("Text"))
    await form.get_by_label("Name").first.fill("Back in stock")
    await form.get_by_label("Text").fill("{{ product }} is here again, for {{ customer.name }}.")
    await page.get_by_role("button", name="Declare product").click()
    await page.get_by_role("button", name="Declare customer").click()
    await expect(form.get_by_label("Type").last).to_have_value("json_object")
    await page.get_by_role("button", name="Make the prompt").click()
    await expect(page.get_by_text("Version 1").first).to_be_visible()

    trying = page.get_by_role("region", name="Try it out")
    await trying.get_by_role("button", name="Fill it in").click()
    await expect(trying.get_by_label("product")).to_have_accessible_description("'product' is missing.")
    await trying.get_by_label("product").fill("The oak table")
    await trying.get_by_label("customer").fill('{"name": "Mia"}')
    await trying.get_by_role("button", name="Fill it in").click()
    await expect(trying.get_by_role("status")).to_have_text("The oak table is here again, for Mia.")

    await form.get_by_label("Text").fill("{{ product }} is back, dear {{ customer.name }}.")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Saved as version 2")).to_be_visible()
    await page.get_by_role("button", name="Version 1").click()
    await page.get_by_role("button", name="Bring version 1 back").click()
    await expect(form.get_by_label("Text")).to_have_value(re.compile("is here again"))
    await expect(page.get_by_label("Where this is")).to_contain_text("Version 3")


async def test_what_a_text_names_and_nothing_declares_is_told_at_the_text(stack: Stack, page: Page) -> None:
    shelf = await stack.call(
        "POST", f"/api/v1/workspaces/{stack.workspace_id}/prompt-libraries", name="Mails"
    )
    await sign_in(page, stack)
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/prompts/new?library={shelf['id']}")
    await page.get_by_label("Name").fill("Greeting")
    await page.get_by_label("Text").fill("Hello {{ name }}")
    await page.get_by_role("button", name="Make the prompt").click()
    await expect(page.get_by_label("Text")).to_have_accessible_description(
        "On line 1 'name' is no declared variable."
    )


async def test_a_member_reads_anothers_prompt_and_changes_nothing(stack: Stack, page: Page) -> None:
    space = f"/api/v1/workspaces/{stack.workspace_id}"
    shelf = await stack.call("POST", f"{space}/prompt-libraries", name="Mails")
    prompt = await stack.call(
        "POST", f"{space}/prompts", library_id=shelf["id"], name="Hello", prompt_text="Hello!"
    )
    other = await window(page, stack, await colleague(stack), f"/prompts/{prompt['id']}")
    await expect(other.get_by_text("Whoever made it, an owner or an admin changes it.")).to_be_visible()
    await expect(other.get_by_label("Text")).to_be_disabled()
    await other.get_by_role("button", name="Fill it in").click()
    await expect(other.get_by_role("region", name="Try it out").get_by_role("status")).to_have_text("Hello!")
    await other.context.close()


async def test_a_brand_and_a_creator_are_kept_and_put_away(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    await page.get_by_role("link", name="Brands").click()
    await page.get_by_role("link", name="Add the first brand").click()
    await page.get_by_label("Name").fill("Harbor & Pine")
    await page.get_by_label("Mood board").fill("oak.example")
    await page.get_by_label("Looks").fill("[1]")
    await expect(page.get_by_label("Looks")).to_have_accessible_description(re.compile("Write an object"))
    await page.get_by_label("Looks").fill('{"primary": "#2f4a3a"}')
    await page.get_by_role("button", name="Add the brand").click()
    await expect(page.get_by_label("Mood board")).to_have_attribute("aria-invalid", "true")
    await page.get_by_label("Mood board").fill("https://oak.example/board")
    await page.get_by_role("button", name="Add the brand").click()
    await expect(page.get_by_role("heading", name="Harbor & Pine")).to_be_visible()
    await page.get_by_label("Industry").fill("Furniture")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    await page.get_by_role("navigation", name="Where this is").get_by_role("link", name="Brands").click()
    await expect(page.get_by_role("row", name="Harbor & Pine")).to_contain_text("Furniture")

    await page.get_by_role("link", name="Creators").click()
    await page.get_by_role("link", name="New creator").click()
    await page.get_by_label("Name").fill("Mia Lund")
    await page.get_by_label("Niches").fill("woodwork\ninteriors")
    await page.get_by_role("button", name="Add the creator").click()
    await page.get_by_role("button", name="Archive").click()
    await page.get_by_role("dialog").get_by_role("button", name="Archive").click()
    await expect(page.get_by_role("heading", name="No creator yet")).to_be_visible()
