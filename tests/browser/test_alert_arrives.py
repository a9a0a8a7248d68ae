"""An order becomes an alert in front of somebody."""

from uuid import uuid4

from playwright.async_api import Page, expect

from tests.browser.steps import message, open_channel, sign_in, write
from tests.flows.stack import Stack, order

# Notes from now on what moved without anybody having caused it.
WATCH = """() => { window.shifts = []; new PerformanceObserver((list) => window.shifts.push(
    ...list.getEntries().filter((one) => !one.hadRecentInput).map((one) =>
    [one.value, ...one.sources.map(({node}) => node?.className ?? node?.nodeName)].join(" "))
)).observe({type: "layout-shift"}); }"""
SHIFTS = """() => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => done(window.shifts))))"""


async def test_a_person_sees_an_order_arrive_and_nothing_jumps(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    await expect(page.get_by_role("heading", name="Alerts arrive here")).to_be_visible()
    await page.evaluate(WATCH)
    await stack.deliver(order("#1001", "404.95"))
    card = message(page, "Order #1001")
    await expect(card).to_contain_text("$404.95")
    await expect(card).to_contain_text("Sales Sentinel")
    await expect(page.locator("[aria-live=polite]")).to_contain_text("Sales Sentinel: Order #1001")
    await stack.deliver(order("#1002", "12.00"))
    await stack.deliver(order("#1003", "250.00"))
    await expect(message(page, "Order #1003")).to_be_visible()
    await expect(message(page, "Order #1002")).to_have_count(0)
    assert await page.evaluate(SHIFTS) == []


async def test_what_is_read_stays_in_place_while_more_arrives(stack: Stack, page: Page) -> None:
    for number in range(101, 109):
        await stack.deliver(order(f"#{number}"))
    titles = await stack.see_alerts(8)
    await sign_in(page, stack)
    await message(page, titles[-1]).focus()
    await page.keyboard.press("Home")
    first = message(page, titles[0])
    await expect(first).to_be_focused()
    before = await first.bounding_box()
    for number in range(109, 112):
        await stack.deliver(order(f"#{number}"))
    await page.get_by_role("button", name="3 new").wait_for()
    assert await first.bounding_box() == before
    await page.get_by_role("button", name="3 new").click()
    await expect(message(page, (await stack.alerts())[-1])).to_be_in_viewport()


async def test_unread_messages_are_counted_and_the_line_stands_above_them(stack: Stack, page: Page) -> None:
    await stack.deliver(order("#1"))
    await sign_in(page, stack)
    async with page.expect_response("**/read"):
        await expect(message(page, "Order #1")).to_be_visible()
    await open_channel(page, "general")
    await stack.deliver(order("#2"))
    await stack.deliver(order("#3"))
    await page.get_by_role("link", name="alerts 2 unread").click()
    await expect(page.get_by_role("separator", name="New")).to_be_in_viewport()
    await expect(page.get_by_role("link", name="alerts", exact=True)).to_be_visible()


async def test_a_newcomer_makes_a_workspace_and_says_something(stack: Stack, page: Page) -> None:
    await page.goto(f"{stack.url}/register")
    await page.get_by_label("Your name").fill("Noor Aziz")
    await page.get_by_label("Email").fill(f"{uuid4().hex[:8]}@new.example")
    await page.get_by_label("Password", exact=True).fill("a good long password")
    await page.get_by_role("button", name="Make").click()
    await open_channel(page, "general")
    await write(page, "Good morning, all")
    await expect(page.get_by_role("log")).to_contain_text("Good morning, all")
    await page.reload()
    await expect(page.get_by_role("log")).to_contain_text("Good morning, all")
