"""Two people in two windows: what one does stands in front of the other at once."""

import asyncio
from base64 import b64encode

import pytest_asyncio
from playwright.async_api import Locator, Page, Route, expect

from tests.browser import people
from tests.browser.people import Person
from tests.browser.scene import BUTLER, cover
from tests.browser.steps import faults, message, say, sign_in, write
from tests.flows.stack import Stack

# A picture as it is pasted: a real one, made by the page.
PASTE = """(field, data) => { const carried = new DataTransfer();
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    carried.items.add(new File([bytes], "oak-table.png", {type: "image/png"}));
    field.dispatchEvent(new ClipboardEvent("paste",
        {clipboardData: carried, bubbles: true, cancelable: true})); }"""
LOADED = "(one) => one.decode().then(() => one.naturalWidth)"


@pytest_asyncio.fixture(loop_scope="package")
async def ben(stack: Stack) -> Person:
    """A second person in the workspace, beside Ida, whose it is."""
    return await people.colleague(stack, "Ben Adler")


@pytest_asyncio.fixture(loop_scope="package")
async def his(stack: Stack, page: Page, ben: Person) -> Page:
    """Ben's window, beside Ida's, both at the same channel."""
    await sign_in(page, stack)
    return await people.window(page, stack, ben, f"/c/{stack.alerts_id}")


async def pick(page: Page, row: Locator, choice: str) -> None:
    """Choose something from the menu of a message."""
    await row.hover()
    await row.get_by_role("button", name="More").click()
    await page.get_by_role("menuitem", name=choice).click()


async def test_what_is_said_changed_pinned_and_taken_back_follows_in_the_other_window(
    page: Page, his: Page
) -> None:
    await write(page, "Carrier comes at five")
    seen = message(his, "Carrier comes at")
    await expect(seen).to_contain_text("Ida Holm")
    await write(his, "Then the samples go today")
    await expect(message(page, "Then the samples go today")).to_contain_text("Ben Adler")
    mine = message(page, "Carrier comes at")
    await pick(page, mine, "Edit")
    await page.get_by_role("textbox", name="Edit message").fill("Carrier comes at **six**")
    await page.keyboard.press("Enter")
    await expect(seen.locator("strong")).to_have_text("six")
    await seen.get_by_role("button", name="(edited)").click()
    await expect(his.get_by_role("dialog", name="Earlier versions")).to_contain_text("comes at five")
    await his.keyboard.press("Escape")
    await mine.hover()
    await mine.get_by_role("button", name="Pin to this channel").click()
    await expect(seen).to_contain_text("Pinned")
    await his.get_by_role("button", name="Details").click()
    pins = his.get_by_role("region", name="Pinned")
    await expect(pins.get_by_role("link")).to_contain_text("Carrier comes at six")
    await pick(page, mine, "Delete")
    await page.get_by_role("button", name="Delete", exact=True).click()
    await expect(his.get_by_text("Deleted by its author")).to_be_visible()
    await expect(pins.get_by_role("link")).to_have_count(0)
    await expect(message(his, "Then the samples go today")).to_be_visible()


async def test_an_agent_asked_in_a_thread_says_that_it_works_and_answers_there_for_both(
    stack: Stack, page: Page, his: Page
) -> None:
    await stack.call("POST", f"/api/v1/workspaces/{stack.workspace_id}/agent-configurations", **BUTLER)
    await say(stack, stack.alerts_id, "Which cover do we print?")
    asked = message(his, "Which cover do we print?")
    await asked.hover()
    await asked.get_by_role("button", name="Reply in thread").click()
    thread = his.get_by_role("complementary", name="Thread")
    reply = thread.get_by_role("textbox", name="Reply")
    await reply.fill("Let's go with the oak table.")
    await reply.press("Enter")
    await reply.press_sequentially("@bri")
    await expect(his.get_by_role("option", selected=True)).to_contain_text("Brief Butler")
    await reply.press("Enter")
    await reply.press_sequentially("what did we decide?")
    await reply.press("Enter")
    status = thread.get_by_role("article").filter(has_text="Open run")
    await expect(status).to_contain_text("Brief Butler")
    await expect(status).to_contain_text("Done in")
    answer = thread.get_by_role("article").filter(has_text="Decisions")
    await expect(answer).to_contain_text("Let's go with the oak table.")
    await answer.get_by_role("link", name="1", exact=True).click()
    await expect(thread.get_by_role("article").filter(has_text="Let's go").first).to_contain_class("lit")
    channel = page.get_by_role("log", name="Messages in alerts")
    await channel.get_by_role("button", name="4 replies").click()
    ours = page.get_by_role("complementary", name="Thread").get_by_role("article")
    await expect(ours.filter(has_text="Decisions")).to_contain_text("Let's go with the oak table.")
    await expect(channel.get_by_text("Decisions")).to_have_count(0)


async def test_two_presses_at_the_same_moment_make_one_decision(stack: Stack, page: Page, his: Page) -> None:
    await stack.call(
        "POST", f"/api/v1/channels/{stack.alerts_id}/proposals", title_text="Close the shop on Friday",
        actions_array=[
            {"label": "Approve", "action_id": "approve", "style": "primary"},
            {"label": "Reject", "action_id": "reject"},
        ],
    )  # fmt: skip
    together = asyncio.Barrier(2)

    async def hold(route: Route) -> None:
        await together.wait()
        await route.continue_()

    cards = []
    for window in (page, his):
        await window.route("**/messages/*/actions", hold)
        cards.append(window.get_by_role("region", name="Close the shop on Friday"))
    await cards[0].get_by_role("button", name="Approve").click()
    await cards[1].get_by_role("button", name="Reject").click()
    verdict = cards[0].get_by_text("ed by ")
    await expect(verdict).to_be_visible()
    words = await verdict.inner_text()
    assert words.startswith(("Approved by Ida Holm", "Rejected by Ben Adler"))
    await expect(cards[1].get_by_text(words)).to_be_visible()
    loser, winner = (cards[1], "Ida") if words.startswith("Approved") else (cards[0], "Ben")
    await expect(loser.get_by_text(f"{winner} was faster")).to_be_visible()
    for card in cards:
        await expect(card.get_by_role("button", name="Approve")).to_have_count(0)


async def test_a_pasted_picture_is_seen_by_the_other_and_opens_large(page: Page, his: Page) -> None:
    box = page.get_by_role("textbox", name="Message #alerts")
    await box.evaluate(PASTE, b64encode(cover()).decode())
    await expect(page.get_by_role("list", name="Files to send")).to_contain_text("oak-table.png20.")
    await box.fill("The cover")
    await box.press("Enter")
    sent = message(his, "The cover").get_by_role("button", name="Show oak-table.png")
    small = sent.locator("img")
    assert 0 < await small.evaluate(LOADED) < 1200
    await sent.click()
    large = his.get_by_role("dialog").locator("img")
    assert await large.evaluate(LOADED) == 1200
    await his.keyboard.press("Escape")
    await expect(his.get_by_role("dialog")).to_have_count(0)
    await expect(message(his, "The cover")).to_be_focused()


async def test_who_sends_many_pictures_stays_at_the_last_of_them(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    box = page.get_by_role("textbox", name="Message #alerts")
    for _ in range(4):
        await box.evaluate(PASTE, b64encode(cover()).decode())
    files = page.get_by_role("list", name="Files to send").get_by_role("listitem")
    await expect(files.filter(has_text="oak-table.png20.")).to_have_count(4)
    await box.press("Enter")
    shown = page.get_by_role("button", name="Show oak-table.png")
    await expect(shown.last).to_be_in_viewport(ratio=1)
    await expect(page.get_by_text("sending")).to_have_count(0)
    await expect(page.get_by_role("button", name="To the newest")).to_have_count(0)
    await expect(shown.last).to_be_in_viewport(ratio=1)


async def test_who_is_here_is_seen_beside_their_name(
    stack: Stack, page: Page, his: Page, ben: Person
) -> None:
    await stack.call(
        "POST", f"/api/v1/workspaces/{stack.workspace_id}/channels", type="dm", member_user_ids_array=[ben.id]
    )
    row = page.get_by_role("link", name="Ben Adler")
    await expect(row.get_by_title("here", exact=True)).to_be_visible()
    await his.context.close()
    await expect(row.get_by_title("here", exact=True)).to_have_count(0)


async def test_who_is_added_to_a_private_channel_by_name_has_it_until_they_are_taken_out(
    stack: Stack, page: Page, his: Page
) -> None:
    space = f"/api/v1/workspaces/{stack.workspace_id}"
    made = await stack.call("POST", f"{space}/channels", type="private", name="board")
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/c/{made['id']}?panel=details")
    details = page.get_by_role("region", name="Members, 1")
    chooser = details.get_by_role("combobox", name="Add somebody")
    await chooser.press_sequentially("adl")
    await expect(details.get_by_role("option")).to_have_text(["Ben Adler"])
    assert await faults(page, "wcag2a", "wcag2aa") == []
    await chooser.press("Enter")
    await expect(page.get_by_role("region", name="Members, 2")).to_contain_text("Ben Adler")
    row = his.get_by_role("navigation").get_by_role("link", name="board")
    await expect(row).to_be_visible()
    await page.get_by_role("button", name="Take Ben Adler out of this channel").click()
    await expect(row).to_have_count(0)


async def test_who_is_taken_out_loses_the_workspace_at_once(
    stack: Stack, page: Page, his: Page, ben: Person
) -> None:
    await say(stack, stack.alerts_id, "Only for us")
    await expect(message(his, "Only for us")).to_be_visible()
    await stack.call("DELETE", f"/api/v1/workspaces/{stack.workspace_id}/members/{ben.id}")
    await say(stack, stack.alerts_id, "Said after that")
    await expect(message(page, "Said after that")).to_be_visible()
    await expect(message(his, "Only for us")).to_have_count(0)
    await expect(his.get_by_text("Said after that")).to_have_count(0)
    await expect(his.get_by_role("heading", name="This workspace is not yours to see")).to_be_visible()
