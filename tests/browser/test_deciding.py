"""Deciding: who may, with what changes, and what happens to the one who comes second."""

from typing import Any

from playwright.async_api import Locator, Page, WebSocketRoute, expect

from tests.browser.people import colleague, window
from tests.browser.steps import faults, general, sign_in
from tests.flows.stack import Stack

YES_OR_NO = [
    {"label": "Approve", "action_id": "approve", "style": "primary"},
    {"label": "Reject", "action_id": "reject"},
]
TEA = {
    "type": "object",
    "properties": {
        "packets": {"type": "integer", "minimum": 1, "maximum": 12},
        "tea": {"enum": ["Oolong", "Sencha"]},
    },
}


async def ask(stack: Stack, title: str, **more: Any) -> dict[str, Any]:
    """Have the owner ask in general."""
    question = {"title_text": title, "actions_array": YES_OR_NO} | more
    asked: dict[str, Any] = await stack.call(
        "POST", f"/api/v1/channels/{await general(stack)}/proposals", **question
    )
    return asked


def card(page: Page, title: str) -> Locator:
    """The proposal of that title."""
    return page.get_by_role("region", name=title)


async def look(page: Page, stack: Stack) -> None:
    """Open general, where it was asked."""
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/c/{await general(stack)}")


async def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(stack: Stack, page: Page) -> None:
    theo = await colleague(stack)
    await ask(stack, "Close the shop on Friday")
    other = await window(page, stack, theo)
    is_deaf = False

    def connect(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda frame: None if is_deaf else socket.send(frame))

    await other.route_web_socket("**/ws?*", connect)
    await look(other, stack)
    late = card(other, "Close the shop on Friday")
    await expect(late.get_by_role("button", name="Reject")).to_be_visible()
    is_deaf = True
    await sign_in(page, stack)
    await look(page, stack)
    first = card(page, "Close the shop on Friday")
    await first.get_by_role("button", name="Comment").click()
    await first.get_by_role("textbox", name="Comment").fill("Stock-taking")
    await first.get_by_role("button", name="Approve").click()
    await expect(first.get_by_text("Approved by Ida Holm")).to_be_visible()
    await expect(first.get_by_text("“Stock-taking”")).to_be_visible()
    await expect(first.get_by_role("button", name="Approve")).to_have_count(0)
    await expect(first).to_be_focused()
    await late.get_by_role("button", name="Reject").click()
    await expect(late.get_by_text("Ida was faster: approved at")).to_be_visible()
    await expect(late.get_by_text("Approved by Ida Holm")).to_be_visible()
    await expect(late.get_by_role("button", name="Reject")).to_have_count(0)
    await other.context.close()


async def test_what_is_approved_is_what_was_edited_and_others_see_it_happen(stack: Stack, page: Page) -> None:
    theo = await colleague(stack)
    asked = await ask(stack, "Order tea", data_json={"packets": 4, "tea": "Oolong"}, editable_schema_json=TEA)
    other = await window(page, stack, theo)
    await look(other, stack)
    await expect(card(other, "Order tea")).to_be_visible()
    await sign_in(page, stack)
    await look(page, stack)
    mine = card(page, "Order tea")
    await mine.get_by_role("button", name="Edit").click()
    packets = mine.get_by_role("textbox", name="Packets")
    await expect(packets).to_be_focused()
    await expect(card(other, "Order tea")).to_contain_text("Ida is editing this")
    await packets.fill("40")
    await expect(packets).to_have_accessible_description("Write a number, 1 to 12.")
    await expect(mine.get_by_role("button", name="Approve")).to_be_disabled()
    await packets.fill("6")
    await mine.get_by_role("combobox", name="Tea").select_option("Sencha")
    await expect(mine.get_by_role("listitem")).to_have_text(
        ["packetsnumberfrom 4to 6", "teachoicefrom Oolongto Sencha"]
    )
    assert await faults(page) == []
    await page.keyboard.press("Escape")
    await mine.get_by_role("button", name="Keep editing").click()
    await mine.get_by_role("button", name="Undo the change of Tea").click()
    await mine.get_by_role("button", name="Approve with 1 change").click()
    await expect(mine.get_by_text("Approved by Ida Holm with 1 change")).to_be_visible()
    await expect(card(other, "Order tea")).to_contain_text("Approved by Ida Holm with 1 change")
    stored = await stack.call("GET", f"/api/v1/messages/{asked['id']}/proposal")
    assert stored["decision"]["changes"] == [{"field": "packets", "type": "integer", "old": 4, "new": 6}]
    await other.context.close()


async def test_what_costs_money_is_pressed_twice_by_those_who_may(stack: Stack, page: Page) -> None:
    theo = await colleague(stack)
    question = {"title_text": "Raise the budget", "actions_array": YES_OR_NO, "risk": "high"}
    await theo.call("POST", f"/api/v1/channels/{await general(stack)}/proposals", **question)
    other = await window(page, stack, theo)
    await look(other, stack)
    await expect(card(other, "Raise the budget")).to_contain_text("An owner or admin decides.")
    await expect(card(other, "Raise the budget").get_by_role("button")).to_have_count(0)
    await sign_in(page, stack)
    await page.get_by_role("link", name="Approvals 1").click()
    mine = card(page, "Raise the budget")
    await mine.get_by_role("button", name="Approve").click()
    await expect(mine.get_by_text("This costs money or leaves the workspace.")).to_be_visible()
    await page.keyboard.press("Escape")
    await mine.get_by_role("button", name="Approve", exact=True).click()
    await mine.get_by_role("button", name="Approve?").click()
    await expect(mine.get_by_text("Approved by Ida Holm")).to_be_visible()
    await expect(page.get_by_role("link", name="Approvals", exact=True)).to_be_visible()
    await page.get_by_role("tab", name="Decided").click()
    await expect(card(page, "Raise the budget")).to_be_visible()
    await other.context.close()
