"""Trying an agent out, and the secrets that its settings name."""

import re

from playwright.async_api import Page, expect

from tests.browser.steps import faults, sign_in
from tests.browser.test_agents import CORPUS, GUARDIAN
from tests.flows.stack import Stack


async def test_a_preview_shows_what_would_be_done_and_asks_nobody(stack: Stack, page: Page) -> None:
    space = f"/api/v1/workspaces/{stack.workspace_id}"
    brand = await stack.call("POST", f"{space}/brands", name="Harbor & Pine")
    inputs = {"creator_id_or_brand_id": brand["name"], "corpus_texts": CORPUS}
    guardian = await stack.call(
        "POST", f"{space}/agent-configurations", agent_definition_id=GUARDIAN, name="Guardian",
        yaml_config_text=str({"inputs": inputs}),
    )  # fmt: skip
    await sign_in(page, stack)
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/agents/{guardian['id']}")
    await page.get_by_role("button", name="Run now").click()
    await page.get_by_role("dialog").get_by_role("button", name="Preview").click()
    head = page.get_by_label("Where this is")
    await expect(head.get_by_role("status")).to_have_text("Succeeded")
    await expect(head.get_by_text("Preview")).to_be_visible()
    would = page.get_by_role("region", name="What it would have done")
    await expect(would.get_by_text(re.compile("^Ask .*Define the persona"))).to_be_visible()
    await would.get_by_text(re.compile("^Ask ")).click()
    assert await faults(page) == []
    proposals = await stack.call("GET", f"{space}/proposals")
    assert proposals["items"] == []


async def test_a_secret_is_saved_and_forgotten_and_never_shown(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/settings/secrets")
    await page.get_by_label("Name").fill("Our Key")
    await page.get_by_label("Secret", exact=True).fill("not-to-be-shown-0123456789")
    await page.get_by_role("button", name="Save secret").click()
    await expect(page.get_by_label("Name")).to_have_attribute("aria-invalid", "true")
    await page.get_by_label("Name").fill("our_key")
    await page.get_by_role("button", name="Save secret").click()
    await expect(page.get_by_role("status").get_by_text("Saved", exact=True)).to_be_visible()
    row = page.get_by_role("listitem").filter(has_text="our_key")
    await expect(row).to_contain_text("Not used.")
    assert await faults(page) == []
    assert "not-to-be-shown" not in await page.content()
    await row.get_by_role("button", name="Forget our_key").click()
    await expect(page.get_by_text("None yet. Add one below")).to_be_visible()
