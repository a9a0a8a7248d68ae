"""Writing: commands and names that complete themselves, marks, files, and what happens to a refused text."""

from typing import Any

from playwright.async_api import Page, Request, expect

from tests.browser.steps import faults, message, open_channel, scrolls_sideways, sign_in, write
from tests.flows.stack import Stack

# A file as it is dropped or pasted: a real one, made by the page.
CARRY = """(data) => { const carried = new DataTransfer();
    carried.items.add(new File([data.text], data.name, {type: data.type})); return carried; }"""
PASTE = f"""(field, data) => field.dispatchEvent(new ClipboardEvent("paste",
    {{clipboardData: ({CARRY})(data), bubbles: true, cancelable: true}}))"""


async def test_a_command_is_completed_step_by_step_and_runs(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    box = page.get_by_role("textbox", name="Message #alerts")
    await box.press_sequentially("/agent pa")
    chosen = page.get_by_role("listbox", name="Commands").get_by_role("option", selected=True)
    await expect(chosen).to_contain_text("/agent pause")
    assert await box.get_attribute("aria-activedescendant") == await chosen.get_attribute("id")
    await box.press("Tab")
    await expect(box).to_have_value("/agent pause ")
    await expect(page.get_by_role("option", selected=True)).to_contain_text("Sales Sentinel")
    await expect(page.get_by_text("agent, agent, required, 1 value")).to_have_count(1)
    assert await faults(page) == []
    await box.press("Enter")
    await expect(box).to_have_value('/agent pause "Sales Sentinel"')
    await expect(page.get_by_text("Runs as you.")).to_be_visible()
    async with page.expect_response(f"**/channels/{stack.alerts_id}/messages") as answered:
        await box.press("Enter")
    assert (await answered.value).ok
    await expect(box).to_have_value("")
    paused = await stack.call("GET", f"/api/v1/agent-configurations/{stack.configuration_id}")
    assert paused["status"] == "inactive"


async def test_a_wrong_value_says_the_rule_and_holds_the_command(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    box = page.get_by_role("textbox", name="Message #alerts")
    await box.press_sequentially('/runs "Sales Sentinel" many')
    rule = page.get_by_text("count is a whole number.")
    await expect(rule.first).to_be_visible()
    await expect(page.get_by_role("button", name="Send")).to_have_attribute("aria-disabled", "true")
    assert await faults(page) == []
    await box.press("Enter")
    await expect(page.get_by_role("alert").filter(has_text="count is a whole number.")).to_be_visible()
    await box.press("Escape")
    await expect(page.get_by_role("list", name="Arguments of /runs")).to_have_count(0)
    await box.press("Enter")
    await expect(box).to_have_value('/runs "Sales Sentinel" many')
    assert (await stack.call("GET", f"/api/v1/channels/{stack.alerts_id}/messages"))["items"] == []


async def test_a_refused_command_comes_back_with_its_reason(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    box = page.get_by_role("textbox", name="Message #alerts")
    await box.press_sequentially("/agnet run it")
    await expect(page.get_by_text("No command begins with /agnet.")).to_be_visible()
    await box.press("Enter")
    await expect(page.get_by_role("alert").filter(has_text="There is no command '/agnet")).to_be_visible()
    await expect(box).to_have_value("/agnet run it")
    await expect(page.get_by_role("article")).to_have_count(0)
    await box.fill("/help")
    await expect(page.get_by_text("There is no command '/agnet")).to_have_count(0)


async def test_a_name_is_found_and_put_in_as_a_mention(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    box = page.get_by_role("textbox", name="Message #alerts")
    await box.press_sequentially("Ask @")
    people = page.get_by_role("listbox", name="People and agents").get_by_role("option")
    await expect(people.first).to_contain_text("Ida Holm")
    await expect(people.last).to_contain_text("@channel")
    assert await faults(page) == []
    await box.press_sequentially("sent")
    await expect(people).to_have_count(1)
    await box.press("Enter")
    await expect(box).to_have_value('Ask @"Sales Sentinel" ')
    await expect(people).to_have_count(0)
    await box.press_sequentially("so :tada:")
    await expect(box).to_have_value('Ask @"Sales Sentinel" so 🎉 ')
    await box.press("Enter")
    await expect(message(page, "so 🎉")).to_be_visible()


async def test_the_arrow_up_in_an_empty_field_opens_the_last_own_message(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    box = page.get_by_role("textbox", name="Message #alerts")
    await write(page, "Carrier comes at five")
    await expect(message(page, "Carrier comes at five")).to_be_visible()
    await expect(page.get_by_role("article", name="sending")).to_have_count(0)
    await box.press("ArrowUp")
    edited = page.get_by_role("textbox", name="Edit message")
    await expect(edited).to_be_focused()
    await edited.fill("Carrier comes at six")
    await edited.press("Enter")
    await expect(message(page, "Carrier comes at six")).to_be_visible()


async def test_a_mark_is_undone_and_a_draft_outlives_the_page(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    box = page.get_by_role("textbox", name="Message #alerts")
    await box.press_sequentially("- one")
    await box.press("Shift+Enter")
    await box.press_sequentially("two")
    await box.press("Shift+Home")
    await box.press("Control+b")
    assert await box.input_value() != "- one\n- two"
    await box.press("Control+z")
    await expect(box).to_have_value("- one\n- two")
    await page.reload()
    await expect(box).to_have_value("- one\n- two")


async def test_files_are_pasted_and_dropped_and_go_with_the_text(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    await open_channel(page, "general")
    box = page.get_by_role("textbox", name="Message #general")
    await box.evaluate(PASTE, {"name": "figures.csv", "text": "day,sold", "type": "text/csv"})
    held = await page.evaluate_handle(
        CARRY, {"name": "notes.txt", "text": "Bring the samples", "type": "text/plain"}
    )
    view = page.get_by_role("main")
    await view.dispatch_event("dragenter", {"dataTransfer": held})
    await expect(page.get_by_text("Drop to send to #general")).to_be_visible()
    await view.dispatch_event("drop", {"dataTransfer": held})
    await expect(page.get_by_text("Drop to send to #general")).to_have_count(0)
    files = page.get_by_role("list", name="Files to send").get_by_role("listitem")
    await expect(files).to_contain_text(["figures.csv8 byte", "notes.txt17 byte"])
    assert await faults(page) == []
    sent: list[dict[str, Any]] = []
    page.on("request", lambda request: _note(sent, request))
    await box.fill("Both of them")
    await box.press("Enter")
    await expect(files).to_have_count(0)
    await expect(box).to_have_value("")
    while len(sent) < 2:
        await page.wait_for_event("request")
    assert [one["content_type"] for one in sent] == ["file_attachment"] * 2
    assert [one["content_json"].get("text_body") for one in sent] == [None, "Both of them"]
    stored = [one["content_json"]["file_details_json"]["file_id"] for one in sent]
    async with stack.http.get(f"/api/v1/files/{stored[1]}") as answer:
        assert await answer.text() == "Bring the samples"


def _note(sent: list[dict[str, Any]], request: Request) -> None:
    if request.method == "POST" and request.url.endswith("/messages"):
        sent.append(request.post_data_json)


async def test_on_a_phone_the_list_lies_over_the_composer(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    await open_channel(page, "general")
    await page.set_viewport_size({"width": 390, "height": 844})
    box = page.get_by_role("textbox", name="Message #general")
    await box.press_sequentially("/agent run ")
    option = page.get_by_role("option").first
    await expect(option).to_contain_text("Sales Sentinel")
    row, field = await option.bounding_box(), await box.bounding_box()
    assert row is not None
    assert field is not None
    assert row["height"] >= 44
    assert row["y"] + row["height"] <= field["y"]
    assert not await scrolls_sideways(page)
    assert await faults(page) == []
    await option.click()
    await expect(box).to_have_value('/agent run "Sales Sentinel" ')
    await box.fill("")
    await page.get_by_role("button", name="Emoji").click()
    await page.get_by_role("searchbox", name="Search emoji").fill("rocket")
    await page.get_by_role("button", name="rocket", exact=True).click()
    await expect(box).to_have_value("🚀")
