"""What a person sees while the server cannot be reached, and that nothing is lost."""

from playwright.async_api import Page, WebSocketRoute, expect

from tests.browser.steps import message, open_channel, say, sign_in, write
from tests.flows.stack import Stack, order


async def test_offline_is_said_and_what_was_written_goes_out_when_it_is_over(
    stack: Stack, page: Page
) -> None:
    await sign_in(page, stack)
    await stack.deliver(order("#1001"))
    await expect(message(page, "Order #1001")).to_be_visible()
    await page.context.set_offline(True)
    await write(page, "Holding this one back")
    await write(page, "And this one")
    await expect(page.get_by_role("status").filter(has_text="You are offline.")).to_contain_text(
        "You can read and write. 2 messages go out when the connection is back."
    )
    await expect(message(page, "And this one")).to_contain_text("Waiting to send")
    await stack.deliver(order("#1002"))
    await page.context.set_offline(False)
    await expect(message(page, "Order #1002")).to_be_visible()
    await expect(page.get_by_text("Waiting to send")).to_have_count(0)
    await expect(page.get_by_text("You are offline.")).to_have_count(0)
    texts = (await stack.call("GET", f"/api/v1/channels/{stack.alerts_id}/messages"))["items"]
    said = [one["content_json"].get("text_body") for one in texts if one["sender_type"] == "user"]
    assert said == ["And this one", "Holding this one back"]


async def test_what_could_not_be_read_for_want_of_a_connection_is_read_when_it_is_back(
    stack: Stack, page: Page
) -> None:
    for number in range(120):
        await say(stack, stack.alerts_id, f"Line {number}")
    await sign_in(page, stack)
    await expect(message(page, "Line 119")).to_be_visible()
    await page.context.set_offline(True)
    await page.get_by_role("log", name="Messages in alerts").hover()
    failed = page.get_by_role("button", name="Older messages could not be read. Try again")
    while not await failed.is_visible():
        await page.mouse.wheel(0, -2_000)
    await page.context.set_offline(False)
    await expect(failed).to_have_count(0)
    first = page.get_by_text("Line 0", exact=True)
    while not await first.is_visible():
        await page.mouse.wheel(0, -2_000)


async def test_a_refused_message_says_why_and_waits_for_a_decision(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    refusal = '{"error": {"code": "forbidden", "message": "No.", "request_id": "1", "details": []}}'
    sending = f"**/channels/{stack.alerts_id}/messages"
    await page.route(sending, lambda route: route.fulfill(status=403, body=refusal))
    await write(page, "May I")
    refused = message(page, "May I")
    await expect(refused).to_contain_text("Not sent. Your role in this workspace does not allow this.")
    await page.unroute(sending)
    await refused.get_by_role("button", name="Try again").click()
    await expect(page.get_by_role("article", name="sen")).to_have_count(0)
    assert len((await stack.call("GET", f"/api/v1/channels/{stack.alerts_id}/messages"))["items"]) == 1


async def test_after_too_many_missed_changes_the_view_is_read_again(stack: Stack, page: Page) -> None:
    sockets: list[WebSocketRoute] = []
    muted = False

    def connect(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda frame: None if muted else socket.send(frame))
        sockets.append(socket)

    await page.route_web_socket("**/ws?*", connect)
    said = await say(stack, stack.alerts_id, "As it was first")
    await sign_in(page, stack)
    await expect(message(page, "As it was first")).to_be_visible()
    muted = True
    await stack.call("PATCH", f"/api/v1/messages/{said['id']}", content_json={"text_body": "As it is now"})
    last = await say(stack, stack.alerts_id, "Said meanwhile")
    sockets[-1].send(
        f'{{"action": "resync_required", "payload": {{"channel_id": "{stack.alerts_id}", '
        f'"last_seq": {last["seq"]}}}}}'
    )
    await expect(message(page, "As it is now")).to_be_visible()
    await expect(message(page, "Said meanwhile")).to_be_visible()
    await expect(message(page, "As it was first")).to_have_count(0)


async def test_a_channel_that_cannot_be_read_says_what_is_safe_and_comes_back(
    stack: Stack, page: Page
) -> None:
    await say(stack, stack.alerts_id, "Still here")
    busy = (
        '{"error": {"code": "storage_busy", "message": "Busy.", "request_id": "0f8c41d2", "details": [],'
        ' "retry_after_s": 60}}'
    )
    reading = "**/messages?*"
    await page.route(reading, lambda route: route.fulfill(status=503, body=busy))
    await page.clock.install()
    await sign_in(page, stack)
    notice = page.get_by_role("alert").filter(has_text="The messages could not be read")
    while not await notice.is_visible():
        await page.clock.run_for(500)
    await expect(notice).to_contain_text("The server's storage is busy. What is stored is safe")
    await expect(page.get_by_text("storage_busy · 0f8c41d2")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Message #alerts")).to_be_enabled()
    await page.unroute(reading)
    await page.get_by_role("button", name="Try now").click()
    await expect(message(page, "Still here")).to_be_visible()


async def test_the_page_comes_back_by_itself_when_the_web_role_was_killed(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    await stack.deliver(order("#1001"))
    await expect(message(page, "Order #1001")).to_be_visible()
    await stack.restart("web")
    await stack.deliver(order("#1002"))
    await expect(message(page, "Order #1002")).to_be_visible(timeout=30_000)
    await expect(message(page, "Order #1001")).to_have_count(1)


async def test_a_draft_is_there_again_and_the_sidebar_shows_where(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    await page.get_by_role("textbox").fill("Not yet said")
    await open_channel(page, "general")
    await expect(page.get_by_role("link", name="alerts, draft")).to_be_visible()
    await page.reload()
    await page.get_by_role("link", name="alerts, draft").click()
    await expect(page.get_by_role("textbox", name="Message #alerts")).to_have_value("Not yet said")
