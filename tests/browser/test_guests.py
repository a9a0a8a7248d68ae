"""What a guest is shown, and what is said to whoever makes somebody one."""

from playwright.async_api import Page, Response, expect

from tests.browser.people import arrive, colleague, owner
from tests.browser.steps import faults, general, sign_in
from tests.flows.stack import Stack


async def test_a_guest_is_shown_what_a_guest_may_and_nothing_is_refused(stack: Stack, page: Page) -> None:
    refused: list[str] = []

    def look(answer: Response) -> None:
        if answer.status == 403:
            refused.append(answer.url)

    page.on("response", look)
    guest = await colleague(stack, "Gus Weld", role="guest")
    await arrive(page, f"{stack.url}/w/{stack.workspace_id}/first-steps", guest)
    side = page.get_by_role("complementary")
    await expect(side.get_by_role("navigation", name="Channels")).to_contain_text(
        "You are in no channel yet. Any member can add you to one."
    )
    await expect(side.get_by_role("navigation", name="Direct messages")).to_be_visible()
    await expect(side.get_by_role("navigation", name="Agents")).to_have_count(0)
    steps = page.get_by_role("main").get_by_role("listitem")
    for step, why in zip(await steps.all(), _KEPT_FROM_GUESTS, strict=True):
        await expect(step).to_contain_text(why)
        await expect(step.get_by_role("button")).to_have_count(1)
    assert await faults(page) == []

    mine = await owner(stack)
    await mine.call("POST", f"/api/v1/channels/{await general(stack)}/members", user_id=guest.id)
    await expect(side.get_by_role("link", name="general")).to_be_visible()
    await page.get_by_role("button", name="Write in #general").click()
    await expect(page.get_by_role("log", name="Messages in general")).to_be_visible()
    assert refused == []


_KEPT_FROM_GUESTS = (
    "You are in no channel yet.",
    "You are in no channel yet.",
    "Members ask agents.",
    "Members decide.",
    "An owner or admin invites.",
)


async def test_what_a_guest_loses_is_said_before_somebody_becomes_one(stack: Stack, page: Page) -> None:
    await colleague(stack, "Theo Okafor")
    await sign_in(page, stack)
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/settings/members")
    role = page.get_by_role("button", name="Role of Theo Okafor")
    await role.click()
    await page.get_by_role("menuitemradio", name="Guest").click()
    dialog = page.get_by_role("dialog", name="Make Theo Okafor a guest?")
    await expect(dialog).to_contain_text("Theo Okafor leaves every public channel")
    assert await faults(page) == []
    await dialog.get_by_role("button", name="Keep as member").click()
    await expect(role).to_have_accessible_name("Role of Theo Okafor: Member")
    await role.click()
    await page.get_by_role("menuitemradio", name="Guest").click()
    await dialog.get_by_role("button", name="Make a guest").click()
    await expect(role).to_have_accessible_name("Role of Theo Okafor: Guest")
    await expect(dialog).to_have_count(0)


async def test_where_no_agent_is_set_up_the_first_steps_lead_to_the_agents(stack: Stack, page: Page) -> None:
    await sign_in(page, stack)
    await stack.call("DELETE", f"/api/v1/agent-configurations/{stack.configuration_id}")
    await page.goto(f"{stack.url}/w/{stack.workspace_id}/first-steps")
    step = page.get_by_role("main").get_by_role("listitem").nth(2)
    await expect(step).to_contain_text("No agent is set up yet.")
    await step.get_by_role("link", name="Set up an agent").click()
    await expect(page.get_by_role("heading", name="Agents", level=1)).to_be_visible()
