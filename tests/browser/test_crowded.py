"""A workspace of very many channels and people: as many people as ``IONFLUX_TEST_PEOPLE`` says."""

import asyncio
import os

from playwright.async_api import Page, expect

from storage.db import sqlite_path
from tests import crowd
from tests.browser.people import arrive, colleague, owner
from tests.browser.steps import faults, message
from tests.flows.stack import Stack

PEOPLE, CHANNELS = int(os.environ.get("IONFLUX_TEST_PEOPLE", "300")), 250
# Of a list of people so many are drawn.
MOST_DRAWN = 100


async def _opened(stack: Stack, page: Page, *, channels: int) -> None:
    store, space = sqlite_path(stack.settings.database), stack.workspace_id
    await asyncio.to_thread(crowd.workspace, store, space, people=PEOPLE, channels=channels)
    await arrive(page, f"{stack.url}/w/{space}/c/{stack.alerts_id}", await owner(stack))
    await expect(page.get_by_role("link", name="c-0001", exact=True)).to_be_visible()


async def _last(stack: Stack) -> tuple[str, str]:
    """The id and the name of the channel that stands below all others."""
    path = f"/api/v1/workspaces/{stack.workspace_id}/channels?limit=200"
    first = await stack.call("GET", path)
    second = await stack.call("GET", f"{path}&cursor={first['next_cursor']}")
    assert second["next_cursor"] is None
    return second["items"][-1]["id"], second["items"][-1]["name"]


async def test_the_sidebar_holds_all_channels_and_hears_of_the_last(stack: Stack, page: Page) -> None:
    await _opened(stack, page, channels=CHANNELS)
    rows = page.get_by_role("complementary", name="Workspace").locator("a[data-channel]")
    await expect(rows).to_have_count(CHANNELS + 2)
    channel_id, name = await _last(stack)
    await page.get_by_role("link", name="alerts", exact=True).focus()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("link", name="c-0001", exact=True)).to_be_focused()
    member = await colleague(stack)
    await member.say(channel_id, "Written at the very end")
    await page.get_by_role("link", name=f"{name} 1 unread").click()
    await expect(message(page, "Written at the very end")).to_be_visible()
    await page.keyboard.press("Alt+ArrowUp")
    await expect(page.get_by_role("heading", level=1)).to_have_text(f"c-{CHANNELS:04}")


async def test_everybody_is_called_after_it_was_said_how_many_that_are(stack: Stack, page: Page) -> None:
    await _opened(stack, page, channels=2)
    field = page.get_by_role("textbox", name="Message #alerts")
    await field.press_sequentially("@chan")
    await expect(page.get_by_role("option", name="@channel")).to_contain_text(f"{PEOPLE:,} people")
    await field.press("Enter")
    await field.press_sequentially("we close at noon")
    await field.press("Enter")
    dialog = page.get_by_role("dialog", name=f"Call {PEOPLE:,} people?")
    await expect(dialog.get_by_role("button", name="Keep writing")).to_be_focused()
    assert await faults(page, within="[role=dialog]") == []
    await page.keyboard.press("Escape")
    await expect(field).to_be_focused()
    await expect(field).to_have_value("@channel we close at noon")
    await field.press("Enter")
    await dialog.get_by_role("button", name=f"Call {PEOPLE:,} people").click()
    await expect(message(page, "we close at noon")).to_be_visible()
    await expect(field).to_be_focused()
    await field.fill("And `@channel` as a word")
    await field.press("Enter")
    await expect(message(page, "as a word")).to_be_visible()


async def test_somebody_is_found_among_very_many(stack: Stack, page: Page) -> None:
    await _opened(stack, page, channels=2)
    name = f"Member {PEOPLE}"
    await page.get_by_role("button", name="New direct message").click()
    dialog = page.get_by_role("dialog", name="New message")
    await expect(dialog.get_by_role("status")).to_contain_text(f"{PEOPLE - MOST_DRAWN:,} more")
    await expect(dialog.get_by_role("listitem")).to_have_count(MOST_DRAWN)
    await dialog.get_by_label("To", exact=True).fill(name)
    await expect(dialog.get_by_role("listitem")).to_have_count(1)
    await page.keyboard.press("Escape")
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/search")
    author = page.get_by_role("combobox", name="From", exact=True)
    await author.press("ArrowDown")
    options = page.get_by_role("listbox", name="From").get_by_role("option")
    await expect(options).to_have_count(MOST_DRAWN + 1)
    await expect(page.get_by_text("more. Write a name to find them.")).to_be_visible()
    assert await faults(page) == []
    await author.press_sequentially(name)
    await expect(options).to_have_text([name])
    await author.press("Enter")
    await expect(author).to_have_value(name)
    await expect(page.get_by_role("searchbox")).to_have_value(f'from:"{name}"')
    await author.press("ArrowDown")
    await expect(options.first).to_have_attribute("aria-selected", "true")
    await author.press("Escape")
    await expect(author).to_have_value(name)
    await author.fill("")
    await author.press("Enter")
    await expect(page.get_by_role("searchbox")).to_have_value("")
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/c/{stack.alerts_id}")
    field = page.get_by_role("textbox", name="Message #alerts")
    await field.press_sequentially(f"@member-{PEOPLE}")
    await expect(page.get_by_role("option", name=name)).to_be_visible()
    await page.keyboard.press("Escape")
    await page.keyboard.press("Control+k")
    await page.get_by_placeholder("Search or run").fill(f"@{name}")
    await expect(page.get_by_role("option", name=name)).to_be_visible()
    await page.keyboard.press("Escape")
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/settings/members")
    await expect(page.get_by_text(f"{PEOPLE + 1:,} members")).to_be_visible()
    rows = page.get_by_role("table").first.get_by_role("row")
    await expect(rows).to_have_count(MOST_DRAWN + 1)
    await page.get_by_role("searchbox", name="Find somebody").fill(name)
    await expect(rows.last).to_contain_text(name)
    await expect(rows).to_have_count(2)
