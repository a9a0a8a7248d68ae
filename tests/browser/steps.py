"""What a person does in the browser, in the words of the page."""

from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.async_api import Locator, Page, expect

from tests.flows.stack import Stack

PASSWORD = "harbour light 9"
AXE = Path(__file__).parents[2] / "adapters" / "web" / "ui" / "node_modules" / "axe-core" / "axe.min.js"

# A menu takes the focus as a dialog does, and need not stand in a landmark either.
MENUS = """; axe.configure({checks: [{id: "region", options:
    {regionMatcher: "dialog, [role=dialog], [role=alertdialog], [role=menu], svg"}}]})"""
FAULTS = """([within, rules]) => document.querySelector(within) === null ? [] : axe
    .run(within, {resultTypes: ["violations"], ...(rules.length && {runOnly: rules})})
    .then((found) => found.violations.flatMap((one) =>
        one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 120)}`)))"""


async def fill_in(page: Page, email: str, password: str) -> None:
    """Sign in with a pair that may be wrong."""
    await page.get_by_label("Email").fill(email)
    await page.get_by_label("Password", exact=True).fill(password)
    await page.get_by_role("button", name="Sign in").click()


async def sign_in(page: Page, stack: Stack) -> None:
    """Open the workspace, at its channel alerts, as the one who made it; the form is left out."""
    me = await stack.call("GET", "/api/v1/me")
    pair = {"email": me["user"]["email"], "password": PASSWORD}
    assert (await page.context.request.post(f"{stack.url}/api/v1/auth/login", data=pair)).ok
    await page.goto(stack.url)
    await expect(page).to_have_title("#alerts · Ida's workspace · IONFLUX")


async def open_channel(page: Page, name: str) -> None:
    """Go there by the sidebar."""
    await page.get_by_role("link", name=name).click()
    await expect(page.get_by_role("log", name=f"Messages in {name}")).to_be_visible()


async def write(page: Page, text: str) -> None:
    """Say something in the channel on screen."""
    box = page.get_by_role("textbox")
    await box.fill(text)
    await box.press("Enter")


def message(page: Page, text: str) -> Locator:
    """The message that has ``text``."""
    return page.get_by_role("article").filter(has_text=text)


async def say(stack: Stack, channel_id: str, text: str) -> dict[str, Any]:
    """Have the owner say something by REST."""
    content = {"text_body": text}
    said: dict[str, Any] = await stack.call(
        "POST", f"/api/v1/channels/{channel_id}/messages", content_type="text", content_json=content
    )
    return said


async def colleague(stack: Stack, name: str = "Theo Okafor", role: str = "member") -> dict[str, str]:
    """Invite somebody who makes an account and joins; their address, token and id."""
    email = f"{uuid4().hex[:10]}@shop.example"
    space = f"/api/v1/workspaces/{stack.workspace_id}"
    invited = await stack.call("POST", f"{space}/invitations", email=email, role=role)
    made = await stack.call("POST", "/api/v1/auth/register", email=email, password=PASSWORD, name=name)
    person = {"email": email, "token": made["access_token"], "id": made["user"]["id"]}
    await as_(stack, person, "POST", f"/api/v1/invitations/{invited['accept_url'].split('/')[-1]}/accept")
    return person


async def as_(stack: Stack, person: dict[str, str], method: str, path: str, **body: Any) -> Any:
    """A REST call of somebody else; its body."""
    headers = {"Authorization": f"Bearer {person['token']}"}
    async with stack.http.request(method, path, json=body, headers=headers) as answer:
        assert answer.status < 300, f"{method} {path}: {answer.status} {await answer.text()}"
        return await answer.json() if answer.status != 204 else None


async def window_of(page: Page, stack: Stack, person: dict[str, str]) -> Page:
    """A second browser, in which that person is signed in."""
    browser = page.context.browser
    assert browser is not None
    other = await (await browser.new_context(viewport={"width": 1440, "height": 900})).new_page()
    pair = {"email": person["email"], "password": PASSWORD}
    assert (await other.context.request.post(f"{stack.url}/api/v1/auth/login", data=pair)).ok
    return other


async def general(stack: Stack) -> str:
    """The id of the channel general."""
    channels = await stack.call("GET", f"/api/v1/workspaces/{stack.workspace_id}/channels")
    return next(str(one["id"]) for one in channels["items"] if one["name"] == "general")


async def faults(page: Page, *rules: str, within: str = "html") -> list[str]:
    """What axe finds wrong with the page, or with a part of it; of all its rules, or of those named."""
    if not await page.evaluate("typeof axe === 'object'"):
        await page.evaluate(AXE.read_text() + MENUS)
    return list(await page.evaluate(FAULTS, [within, rules]))


async def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than the screen."""
    return bool(await page.evaluate("document.documentElement.scrollWidth > innerWidth"))


async def join(stack: Stack, name: str) -> str:
    """Somebody else comes into the workspace by an invitation; the address they sign in with."""
    email = f"{uuid4().hex[:10]}@shop.example"
    invitations = f"/api/v1/workspaces/{stack.workspace_id}/invitations"
    invited = await stack.call("POST", invitations, email=email, role="member")
    made = await stack.call("POST", "/api/v1/auth/register", email=email, password=PASSWORD, name=name)
    token = invited["accept_url"].rsplit("/", 1)[-1]
    headers = {"Authorization": f"Bearer {made['access_token']}"}
    accept = f"/api/v1/invitations/{token}/accept"
    async with stack.http.post(accept, json={}, headers=headers) as answer:
        assert answer.status == 200, await answer.text()
    return email


async def enter(page: Page, stack: Stack, email: str, path: str) -> None:
    """Open an address of the workspace as whoever has that address."""
    pair = {"email": email, "password": PASSWORD}
    assert (await page.context.request.post(f"{stack.url}/api/v1/auth/login", data=pair)).ok
    await page.goto(f"{stack.url}/w/{stack.workspace_id}{path}")


async def beside(page: Page, stack: Stack, email: str, path: str) -> Page:
    """The page of somebody else, at an address of the workspace."""
    browser = page.context.browser
    assert browser is not None
    context = await browser.new_context(viewport={"width": 1440, "height": 900})
    other = await context.new_page()
    await enter(other, stack, email, path)
    return other
