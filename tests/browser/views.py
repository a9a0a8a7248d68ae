"""Every view there is, each with how one gets there and what is on screen then."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from playwright.async_api import Locator, Page

from tests.browser.scene import Lively

SENTINEL, TRACKER = "agent_004_refactored", "agent_010_refactored"
ORDER = "Order 2,000 catalogues from Larsen Print"


@dataclass(frozen=True, kw_only=True)
class View:
    """An address, what is done there, and what shows that it is read; ``is_small``: on a phone alone."""

    name: str
    path: str
    seen: Callable[[Page], Locator]
    do: Callable[[Page], Awaitable[None]] | None = None
    is_small: bool = False


def conversation(lively: Lively) -> list[View]:
    """The channel with every kind of message, its panels, and what opens over it while one writes."""
    at = f"/c/{lively.general_id}"
    return [
        View(name="channel", path=at, seen=_card),
        View(name="a message", path=f"{at}?m={lively.scene.picture['id']}", seen=_picture, do=_hover),
        View(name="thread", path=f"{at}?thread={lively.scene.thread['id']}", seen=_answer),
        View(name="details", path=f"{at}?panel=details", seen=_pins),
        View(name="alerts", path=f"/c/{lively.alerts_id}", seen=lambda page: page.get_by_text("$404.95")),
        View(name="empty channel", path=f"/c/{lively.empty_id}", seen=_heading("#winter-launch is empty")),
        View(name="direct message", path=f"/c/{lively.dm_id}", seen=_heading("Ben Adler")),
        View(name="completion", path=at, seen=_option("Brief Butler"), do=_types("/agent run ")),
        View(name="mention", path=at, seen=_option("@channel"), do=_types("Ask @")),
        View(name="emoji", path=at, seen=_dialog("Emoji"), do=_presses_button("Emoji")),
        View(name="editing a proposal", path=at, seen=_field("Copies"), do=_edits_proposal),
    ]


def beside(lively: Lively) -> list[View]:
    """The views beside chat."""
    return [
        View(name="inbox", path="/inbox", seen=lambda page: page.get_by_role("article").first),
        View(name="approvals", path="/approvals", seen=_card),
        View(name="search", path="/search?q=catalogue", seen=lambda page: page.get_by_role("mark").first),
        View(name="how to search", path="/search", seen=_heading("Search what was said")),
        View(name="runs", path="/runs", seen=lambda page: page.get_by_text("Succeeded").first),
        View(name="run", path=f"/runs/{lively.run_id}", seen=_heading("Outputs")),
        View(name="first steps", path="/first-steps", seen=_heading("First steps")),
        View(name="profile", path="/settings/profile", seen=_heading("Profile")),
        View(name="notifications", path="/settings/notifications", seen=_heading("Notifications")),
        View(name="workspace", path="/settings/workspace", seen=_heading("Workspace")),
        View(name="home on a phone", path="", is_small=True, seen=_inbox_row),
        View(name="connected accounts", path="/settings/accounts", seen=_heading("Connected accounts")),
        View(name="platforms", path="/settings/platforms", seen=_heading("Platforms")),
        View(name="deliveries", path="/settings/deliveries", seen=_heading("Nothing here")),
        View(name="members", path="/settings/members", seen=lambda page: page.get_by_text("Nora Lind").first),
    ]


def platform(lively: Lively) -> list[View]:
    """Agents, and what is written down for them."""
    return [
        View(name="agents", path="/agents", seen=_article("TikTok Stylist")),
        View(name="no such agents", path="/agents?q=nothing", seen=_heading("No agent is like that")),
        View(name="about an agent", path=f"/agents/about/{SENTINEL}", seen=_heading("What starts it")),
        View(name="setting up", path=f"/agents/new/{TRACKER}", seen=_shown_field("Alert channel")),
        View(name="settings", path=f"/agents/{lively.agent_id}", seen=_shown_field("Alert channel")),
        View(
            name="settings as YAML",
            path=f"/agents/{lively.agent_id}",
            is_small=True,
            seen=_yaml,
            do=_opens_yaml,
        ),
        View(name="prompts", path="/prompts", seen=_named("Back in stock")),
        View(name="no such prompts", path="/prompts?q=nothing", seen=_heading("No prompt is like that")),
        View(name="prompt", path=f"/prompts/{lively.prompt_id}", seen=_version, do=_opens_version),
        View(name="new prompt", path="/prompts/new", seen=_heading("New prompt")),
        View(name="brands", path="/brands", seen=_named("Harbor & Pine")),
        View(name="brand", path=f"/brands/{lively.brand_id}", seen=_field("Voice")),
        View(name="no creators", path="/creators", seen=_heading("No creator yet")),
        View(name="new creator", path="/creators/new", seen=_field("Who they are")),
    ]


def over(lively: Lively) -> list[View]:
    """What opens over a view."""
    at = f"/c/{lively.general_id}"
    found = lambda page: page.get_by_role("option", name="general").first  # noqa: E731
    return [
        View(name="palette", path=at, seen=found, do=_key("Control+k")),
        View(name="keys", path=at, seen=_dialog("Keys"), do=_key("?")),
        View(name="new channel", path=at, seen=_dialog("New channel"), do=_presses_button("New channel")),
        View(
            name="new direct message",
            path=at,
            seen=_dialog("New message"),
            do=_presses_button("New direct message"),
        ),
        View(
            name="new channel on a phone",
            path="",
            is_small=True,
            seen=_dialog("New channel"),
            do=_presses_button("New channel"),
        ),
        View(name="workspace menu", path=at, seen=_menu, do=_presses_button("Ida's workspace")),
        View(name="reacting", path=at, seen=_dialog("React"), do=_key("r")),
        View(name="deleting", path=at, seen=_dialog("Delete"), do=_key("Backspace")),
        View(name="picture", path=f"{at}?m={lively.scene.picture['id']}", seen=_large, do=_opens_picture),
        View(
            name="inviting",
            path="/settings/members",
            seen=_dialog("Invite"),
            do=_presses_button("Invite people"),
        ),
        View(
            name="new library",
            path="/prompts",
            seen=_dialog("New library"),
            do=_presses_button("New library"),
        ),
        View(
            name="running an agent",
            path=f"/agents/{lively.agent_id}",
            seen=_dialog("Run"),
            do=_presses_button("Run now"),
        ),
        View(
            name="what would be saved",
            path=f"/agents/{lively.agent_id}",
            seen=_dialog("Save these changes?"),
            do=_changes_an_agent,
        ),
    ]


def outside(lively: Lively) -> list[View]:
    """What is seen without being signed in."""
    return [
        View(name="sign in", path="/sign-in", seen=_heading("Sign in")),
        View(name="register", path="/register", seen=_heading("Make a workspace")),
        View(name="invitation", path=lively.invitation, seen=_heading("Join Ida's workspace")),
        View(name="no invitation", path="/invite/none", seen=_heading("This invitation could not be read")),
        View(name="nowhere", path="/nowhere", seen=_heading("There is nothing at this address")),
    ]


def _card(page: Page) -> Locator:
    return page.get_by_role("region", name=ORDER)


def _inbox_row(page: Page) -> Locator:
    return page.get_by_role("link", name="Inbox")


def _picture(page: Page) -> Locator:
    return page.get_by_role("button", name="Show oak-table.png")


def _answer(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Thread").get_by_text("Done in")


def _pins(page: Page) -> Locator:
    return page.get_by_role("region", name="Pinned").get_by_role("link")


def _large(page: Page) -> Locator:
    return page.get_by_role("dialog").locator("img")


def _menu(page: Page) -> Locator:
    return page.get_by_role("menu")


def _heading(name: str) -> Callable[[Page], Locator]:
    return lambda page: page.get_by_role("main").get_by_role("heading", name=name).first


def _option(name: str) -> Callable[[Page], Locator]:
    return lambda page: page.get_by_role("option", name=name)


def _dialog(name: str) -> Callable[[Page], Locator]:
    return lambda page: page.get_by_role("dialog", name=name)


def _field(name: str) -> Callable[[Page], Locator]:
    return lambda page: page.get_by_role("textbox", name=name)


def _article(name: str) -> Callable[[Page], Locator]:
    return lambda page: page.get_by_role("article", name=name)


def _shown_field(name: str) -> Callable[[Page], Locator]:
    return lambda page: page.get_by_label(name, exact=True)


def _named(name: str) -> Callable[[Page], Locator]:
    return lambda page: page.get_by_role("main").get_by_role("link", name=name)


def _version(page: Page) -> Locator:
    return page.get_by_role("button", name="Bring version 1 back")


async def _opens_version(page: Page) -> None:
    await page.get_by_role("button", name="Version 1").click()


def _yaml(page: Page) -> Locator:
    return page.get_by_role("textbox", name="as YAML")


async def _opens_yaml(page: Page) -> None:
    await page.get_by_role("tab", name="YAML").click()


async def _changes_an_agent(page: Page) -> None:
    await page.get_by_label("Human wait minutes").fill("10")
    await page.get_by_role("button", name="Save").click()


def _types(text: str) -> Callable[[Page], Awaitable[None]]:
    async def types(page: Page) -> None:
        await _card(page).wait_for()
        field = page.get_by_role("textbox", name="Message #general")
        await field.fill("")
        await field.press_sequentially(text)

    return types


def _presses_button(name: str) -> Callable[[Page], Awaitable[None]]:
    return lambda page: page.get_by_role("button", name=name, exact=True).click()


def _key(key: str) -> Callable[[Page], Awaitable[None]]:
    async def presses(page: Page) -> None:
        await _card(page).wait_for()
        await page.get_by_role("article").last.press(key)

    return presses


async def _hover(page: Page) -> None:
    await page.get_by_role("article").filter(has=_picture(page)).hover()


async def _opens_picture(page: Page) -> None:
    await _picture(page).click()


async def _edits_proposal(page: Page) -> None:
    await _card(page).get_by_role("button", name="Edit").click()
