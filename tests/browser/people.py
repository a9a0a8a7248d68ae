"""People who act over REST what they would do by hand."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import aiohttp
from playwright.async_api import Page

from tests.browser.steps import PASSWORD
from tests.flows.stack import Stack


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who is signed in."""

    http: aiohttp.ClientSession
    name: str
    email: str
    password: str
    id: str
    token: str

    async def call(self, method: str, path: str, **body: Any) -> Any:
        """A call that must go well; its body."""
        return await self._sent(method, path, json=body if body or method == "POST" else None)

    async def say(self, channel_id: str, text: str, **more: Any) -> dict[str, Any]:
        """Say something there; the message."""
        said = {"content_type": "text", "content_json": {"text_body": text}, **more}
        return dict(await self.call("POST", f"/api/v1/channels/{channel_id}/messages", **said))

    async def show(self, channel_id: str, name: str, data: bytes, text: str) -> dict[str, Any]:
        """Send a file with a text; the message."""
        path = f"/api/v1/channels/{channel_id}/files"
        file = await self._sent("POST", path, params={"name": name}, data=data)
        content = {"file_details_json": {"file_id": file["id"]}, "text_body": text}
        return await self.say(channel_id, text, content_type="file_attachment", content_json=content)

    async def react(self, message: dict[str, Any], emoji: str) -> None:
        """Put an emoji under it."""
        await self.call("PUT", f"/api/v1/messages/{message['id']}/reactions/{emoji}")

    async def _sent(self, method: str, path: str, **how: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"}
        async with self.http.request(method, path, headers=headers, **how) as answer:
            assert answer.status < 300, f"{method} {path}: {answer.status} {await answer.text()}"
            return await answer.json() if answer.status != 204 else None


async def owner(stack: Stack) -> Person:
    """Who made the test's workspace."""
    user = (await stack.call("GET", "/api/v1/me"))["user"]
    token = stack.http.headers["Authorization"].removeprefix("Bearer ")
    return Person(
        http=stack.http, name=user["name"], email=user["email"], password=PASSWORD, id=user["id"], token=token
    )


async def known(http: aiohttp.ClientSession, email: str, password: str = PASSWORD) -> Person:
    """Sign in as somebody who has an account."""
    return await _signed(http, "/api/v1/auth/login", {"email": email, "password": password})


async def join(owner: Person, workspace_id: str, name: str, role: str = "member") -> Person:
    """Somebody new comes into the workspace by an invitation."""
    email = f"{name.split()[0].lower()}-{uuid4().hex[:6]}@shop.example"
    invitations = f"/api/v1/workspaces/{workspace_id}/invitations"
    invited = await owner.call("POST", invitations, email=email, role=role)
    pair = {"email": email, "password": PASSWORD, "name": name}
    person = await _signed(owner.http, "/api/v1/auth/register", pair)
    await person.call("POST", f"/api/v1/invitations/{invited['accept_url'].rsplit('/', 1)[-1]}/accept")
    return person


async def colleague(stack: Stack, name: str = "Theo Okafor", role: str = "member") -> Person:
    """Somebody who comes into the test's workspace by an invitation of its owner."""
    return await join(await owner(stack), stack.workspace_id, name, role)


async def sign_in(page: Page, url: str, person: Person) -> None:
    """Sign somebody in there; the form is left out."""
    pair = {"email": person.email, "password": person.password}
    assert (await page.context.request.post(f"{url}/api/v1/auth/login", data=pair)).ok


async def arrive(page: Page, address: str, person: Person) -> None:
    """Open an address of a workspace as that person."""
    await sign_in(page, address.split("/w/")[0], person)
    await page.goto(address)


async def window(page: Page, stack: Stack, person: Person, path: str | None = None) -> Page:
    """A window of somebody's own beside that page, at an address of the test's workspace or at none yet."""
    browser = page.context.browser
    assert browser is not None
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    opened = await context.new_page()
    await sign_in(opened, stack.url, person)
    if path is not None:
        await opened.goto(f"{stack.url}/w/{stack.workspace_id}{path}")
    return opened


async def _signed(http: aiohttp.ClientSession, path: str, pair: dict[str, str]) -> Person:
    # A header of somebody else's may be on the session.
    async with http.post(path, json=pair, headers={"Authorization": ""}) as answer:
        made = await answer.json()
    assert answer.status < 300, made
    user, token = made["user"], made["access_token"]
    return Person(
        http=http, name=user["name"], email=pair["email"], password=pair["password"],
        id=user["id"], token=token,
    )  # fmt: skip
