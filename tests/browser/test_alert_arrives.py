"""What a person sees in the browser."""

from uuid import uuid4

from playwright.async_api import Page, expect

from tests.flows.stack import Stack, order

PASSWORD = "harbour light 9"


async def test_a_person_signs_in_opens_alerts_and_sees_an_order_arrive(stack: Stack, page: Page) -> None:
    me = await stack.call("GET", "/api/v1/me")
    await page.goto(stack.url)
    await page.get_by_label("Email").fill(me["user"]["email"])
    await page.get_by_label("Password", exact=True).fill("not the password")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await page.get_by_role("link", name="alerts").click()
    await expect(page.get_by_role("log")).to_be_visible()
    await stack.deliver(order("#1001", "404.95"))
    card = page.get_by_role("article").filter(has_text="Order #1001")
    await expect(card).to_contain_text("$404.95")
    await expect(card).to_contain_text("Sales Sentinel")
    await stack.deliver(order("#1002", "12.00"))
    await stack.deliver(order("#1003", "250.00"))
    await expect(page.get_by_role("article").filter(has_text="Order #1003")).to_be_visible()
    await expect(page.get_by_role("article").filter(has_text="Order #1002")).to_have_count(0)


async def test_a_newcomer_makes_a_workspace_and_says_something(stack: Stack, page: Page) -> None:
    await page.goto(f"{stack.url}/register")
    await page.get_by_label("Your name").fill("Noor Aziz")
    await page.get_by_label("Email").fill(f"{uuid4().hex[:8]}@new.example")
    await page.get_by_label("Password", exact=True).fill("a good long password")
    await page.get_by_role("button", name="Make").click()
    await page.get_by_role("link", name="general").click()
    box = page.get_by_role("textbox")
    await box.fill("Good morning, all")
    await box.press("Enter")
    await expect(page.get_by_role("log")).to_contain_text("Good morning, all")
    await page.reload()
    await expect(page.get_by_role("log")).to_contain_text("Good morning, all")


async def test_the_page_comes_back_by_itself_when_the_web_role_was_killed(stack: Stack, page: Page) -> None:
    me = await stack.call("GET", "/api/v1/me")
    await page.goto(stack.url)
    await page.get_by_label("Email").fill(me["user"]["email"])
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await page.get_by_role("link", name="alerts").click()
    await stack.deliver(order("#1001"))
    await expect(page.get_by_role("article").filter(has_text="Order #1001")).to_be_visible()
    await stack.restart("web")
    await stack.deliver(order("#1002"))
    second = page.get_by_role("article").filter(has_text="Order #1002")
    await expect(second).to_be_visible(timeout=30_000)
    await expect(page.get_by_role("article").filter(has_text="Order #1001")).to_have_count(1)
