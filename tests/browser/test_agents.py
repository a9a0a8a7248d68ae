"""Agents: found, set up, changed by form and by YAML, run by hand, and put to rest."""

import json
import re

from playwright.async_api import Locator, Page, expect

from tests.browser.people import colleague, window
from tests.browser.steps import faults, sign_in
from tests.flows.stack import Stack

GUARDIAN = "agent_008_refactored"
CORPUS = [
    "Oak first, always. We plane it slow and leave the grain alone.",
    "A table is for crumbs and homework. Ours can take it.",
    "No veneer, no hurry. Come by and knock on the wood.",
    "We oil every board twice and sign it underneath.",
]


async def test_an_agent_is_found_set_up_and_run(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    await page.get_by_role("link", name="All agents").click()
    own = page.get_by_role("region", name="In this workspace")
    await expect(own.get_by_role("row", name="Sales Sentinel")).to_contain_text("Active")
    await page.get_by_label("Search agents").fill("summaries")
    await expect(page.get_by_role("article")).to_have_count(1)
    await page.get_by_role("link", name="Set up Communication Clarity Butler").click()
    await page.get_by_label("Name").fill("Brief Butler")
    await page.get_by_role("button", name="Set up").click()
    await expect(page.get_by_role("heading", name="Brief Butler", level=1)).to_be_visible()
    await expect(page.get_by_text("All saved")).to_be_visible()
    await page.get_by_role("button", name="Run now").click()
    dialog = page.get_by_role("dialog", name="Run Brief Butler now")
    await dialog.get_by_role("button", name="Run now").click()
    await expect(page).to_have_url(re.compile("/runs/"))
    await expect(page.get_by_label("Where this is").get_by_role("status")).to_have_text(
        re.compile("Succeeded|Failed")
    )
    await expect(page.get_by_role("link", name="Brief Butler").last).to_be_visible()


async def test_a_preview_is_told_of_and_cannot_be_set_up(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/agents?show=preview")
    card = page.get_by_role("article", name="TikTok Stylist")
    await expect(card.get_by_text("Preview")).to_be_visible()
    await expect(card.get_by_role("link", name="Set up")).to_have_count(0)
    await card.get_by_role("link", name="Read more").click()
    await expect(page.get_by_text("This agent is a preview")).to_be_visible()
    await expect(page.get_by_role("link", name="Set up")).to_have_count(0)


async def test_an_agent_that_the_workspace_made_stands_among_the_others(stack: Stack, page: Page) -> None:
    await stack.call(
        "POST", f"/api/v1/workspaces/{stack.workspace_id}/agent-definitions", name="Wood Adviser",
        description_text="Says which wood is right.", instructions_text="Say which wood is right, and why.",
    )  # fmt: skip
    await sign_in(page, stack)
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/agents")
    card = page.get_by_role("article", name="Wood Adviser")
    await expect(card).to_contain_text("Made here")
    await expect(card).to_contain_text("Says which wood is right.")
    await card.get_by_role("link", name="Open Wood Adviser").click()
    await expect(page.get_by_label("Prompt", exact=True)).to_be_visible()
    assert await faults(page) == []


async def test_form_and_yaml_are_one_text_and_the_servers_faults_stand_at_their_line(
    stack: Stack, page: Page
) -> None:
    await _open_agent(page, stack)
    yaml = _yaml(page)
    await page.get_by_label("Human wait minutes").fill("12")
    await expect(yaml).to_contain_text("human_wait_minutes: 12")
    await yaml.press("Control+End")
    await yaml.press_sequentially("colour: red")
    await page.get_by_role("button", name="Save").click()
    dialog = page.get_by_role("dialog", name="Save these changes?")
    await expect(dialog.get_by_text("human_wait_minutes: 12")).to_be_visible()
    await dialog.get_by_role("button", name="Save").click()
    await expect(yaml.locator(".cm-fault-note")).to_contain_text("'colour' is not a section")
    await expect(page.get_by_role("button", name="1 error, line")).to_be_visible()
    for _ in range(len("colour: red")):
        await yaml.press("Backspace")
    await expect(yaml.locator(".cm-fault-note")).to_have_count(0)
    await page.get_by_role("button", name="Save").click()
    await dialog.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("All saved")).to_be_visible()
    stored = await stack.call("GET", f"/api/v1/agent-configurations/{stack.configuration_id}")
    assert stored["effective_config_cache_json"]["inputs"]["human_wait_minutes"] == 12


async def test_what_may_stand_at_a_place_is_offered_and_explained(stack: Stack, page: Page) -> None:
    await _open_agent(page, stack)
    yaml = _yaml(page)
    await yaml.press("Control+End")
    await yaml.press_sequentially("  alert_ch")
    await page.get_by_role("option", name="alert_channel").click()
    await page.get_by_role("option", name=re.compile("^alerts")).click()
    await expect(page.get_by_label("Alert channel", exact=True)).to_have_value("alerts")
    await expect(page.get_by_label("Help")).to_contain_text("alert_channel")


async def test_whoever_is_slower_sees_both_texts_and_chooses(stack: Stack, page: Page) -> None:
    await _open_agent(page, stack)
    path = f"/api/v1/agent-configurations/{stack.configuration_id}"
    await page.get_by_label("Human wait minutes").fill("7")
    await _save_elsewhere(stack, path, "inputs:\n  human_wait_minutes: 30\n")
    await page.get_by_role("button", name="Save").click()
    await page.get_by_role("dialog").get_by_role("button", name="Save").click()
    dialog = page.get_by_role("dialog", name="Somebody saved this meanwhile")
    await expect(dialog.get_by_text("human_wait_minutes: 30")).to_be_visible()
    await expect(dialog.get_by_text("human_wait_minutes: 7")).to_be_visible()
    await dialog.get_by_role("button", name="Keep mine").click()
    await expect(page.get_by_text("All saved")).to_be_visible()
    assert "human_wait_minutes: 7" in (await stack.call("GET", path))["yaml_config_text"]

    await page.get_by_label("Human wait minutes").fill("8")
    await _save_elsewhere(stack, path, "inputs:\n  human_wait_minutes: 45\n")
    await page.get_by_role("button", name="Save").click()
    await page.get_by_role("dialog").get_by_role("button", name="Save").click()
    await dialog.get_by_role("button", name="Take theirs").click()
    await expect(page.get_by_label("Human wait minutes")).to_have_value("45")
    await expect(page.get_by_text("All saved")).to_be_visible()


async def test_what_is_not_saved_is_there_again_after_going_elsewhere(stack: Stack, page: Page) -> None:
    await _open_agent(page, stack)
    await page.get_by_label("Human wait minutes").fill("9")
    await page.get_by_role("link", name="Runs", exact=True).click()
    await page.get_by_role("link", name="All agents").click()
    await page.get_by_role("region", name="In this workspace").get_by_role("link", name="Sales").click()
    await expect(page.get_by_label("Human wait minutes")).to_have_value("9")
    await page.get_by_role("button", name="Discard").click()
    await expect(page.get_by_label("Human wait minutes")).to_have_value("")


async def test_an_agent_is_paused_resumed_and_archived(stack: Stack, page: Page) -> None:
    await _open_agent(page, stack)
    state = page.get_by_label("Where this is").get_by_role("status")
    await page.get_by_role("button", name="More", exact=True).click()
    await page.get_by_role("menuitem", name="Pause").click()
    await expect(state).to_have_text("Paused")
    await expect(page.get_by_text("Not while it is paused")).to_be_visible()
    await page.get_by_role("button", name="Resume").click()
    await expect(state).to_have_text("Active")
    await page.get_by_role("button", name="More", exact=True).click()
    await page.get_by_role("menuitem", name="Archive").click()
    await page.get_by_role("dialog").get_by_role("button", name="Archive").click()
    await expect(page.get_by_role("heading", name="No agent works here yet")).to_be_visible()


async def test_a_member_reads_the_settings_of_what_others_set_up(stack: Stack, page: Page) -> None:
    theo = await colleague(stack)
    other = await window(page, stack, theo, f"/agents/{stack.configuration_id}")
    await expect(other.get_by_text("Whoever set it up, an owner or an admin changes it.")).to_be_visible()
    await expect(other.get_by_label("Human wait minutes")).to_be_disabled()
    await expect(other.get_by_role("button", name="Save")).to_have_count(0)
    await other.context.close()


async def test_what_is_wrong_is_told_at_its_field(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    address = f"{stack.url}/w/{stack.workspace_id}/agents/new/{GUARDIAN}"
    await page.goto(address)
    field = page.get_by_label("Content to analyze url")
    await field.fill("our blog")
    await page.get_by_role("button", name="Set up").click()
    await expect(field).to_be_focused()
    await expect(field).to_have_accessible_description(re.compile("https://"))
    await expect(page).to_have_url(address)
    await field.fill("")

    await _yaml(page).press("ControlOrMeta+End")
    await page.keyboard.type("  task: guess")
    await page.get_by_role("button", name="Set up").click()
    await expect(page.get_by_text("Nothing was set up yet")).to_be_visible()
    field = page.get_by_label("Task")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(field).to_have_accessible_description(re.compile("is one of validate_content"))


async def test_a_run_that_has_asked_leads_to_its_question_and_goes_on(stack: Stack, page: Page) -> None:
    space = f"/api/v1/workspaces/{stack.workspace_id}"
    brand = await stack.call("POST", f"{space}/brands", name="Harbor & Pine")
    inputs = {"creator_id_or_brand_id": brand["name"], "corpus_texts": CORPUS}
    guardian = await stack.call(
        "POST", f"{space}/agent-configurations", agent_definition_id=GUARDIAN, name="Guardian",
        yaml_config_text=json.dumps({"inputs": inputs}),
    )  # fmt: skip
    await sign_in(page, stack)
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/agents/{guardian['id']}")
    await page.get_by_role("button", name="Run now").click()
    await page.get_by_role("dialog").get_by_role("button", name="Run now").click()
    state = page.get_by_label("Where this is").get_by_role("status")
    await expect(state).to_have_text("Waiting for a decision")
    address = page.url
    asked = page.get_by_role("region", name="What it waits for")
    await expect(asked).to_contain_text("Define the persona")
    assert await faults(page) == []
    await asked.get_by_role("link", name="Decide").click()
    await expect(page).to_have_url(re.compile("/c/.+m="))
    await page.get_by_role("region").get_by_role("button", name="Confirm").click()
    await page.goto(address)
    await expect(state).to_have_text("Succeeded")
    await expect(page.get_by_role("region", name="Replay").get_by_text("ionflux runs replay")).to_be_visible()


async def _open_agent(page: Page, stack: Stack) -> None:
    await sign_in(page, stack)
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/agents/{stack.configuration_id}")
    await expect(_yaml(page)).to_be_visible()


def _yaml(page: Page) -> Locator:
    return page.get_by_role("textbox", name="as YAML")


async def _save_elsewhere(stack: Stack, path: str, text: str) -> None:
    version = (await stack.call("GET", path))["row_version"]
    headers = {"If-Match": f'"{version}"'}
    async with stack.http.put(path, json={"yaml_config_text": text}, headers=headers) as answer:
        assert answer.status == 200
