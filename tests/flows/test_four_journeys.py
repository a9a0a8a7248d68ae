"""The four journeys, on real processes with the real client libraries: a command, a mention, a decision, an
alert, on Slack, Discord and Telegram at once.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

import pytest

from config.settings import Settings
from tests.flows.everywhere import Everywhere, everywhere
from tests.flows.stack import order
from tests.platforms.llm.server import LlmServer, Reply

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
async def world(flow_settings: Settings) -> AsyncIterator[Everywhere]:
    async with everywhere(flow_settings) as opened:
        yield opened


async def set_up(world: Everywhere, definition: str, name: str) -> None:
    path = f"/api/v1/workspaces/{world.stack.workspace_id}/agent-configurations"
    await world.stack.call("POST", path, agent_definition_id=definition, name=name, yaml_config_text="")


async def butler(world: Everywhere) -> None:
    await set_up(world, "agent_007", "Brief Butler")


def costs_and(number: str) -> str:
    """What the Revenue Tracker is given: two shirts for 100 with 10 freight, by their costs."""
    shirts = {"id": 5, "product_id": 7, "variant_id": 8, "sku": "SHIRT", "title": "Shirt"}
    sold = {
        "id": int(number), "name": f"#{number}", "currency": "BRL", "total_price": "110.00",
        "created_at": "2026-03-02T12:00:00Z", "line_items": [shirts | {"price": "50.00", "quantity": 2}],
        "shipping_lines": [{"price": "10.00"}],
    }  # fmt: skip
    costs = {"cogs": {"SHIRT": 15}, "monthly_app_fees_total": 100}
    given = {"shopify_order_payload": sold, "manual_cost_inputs": costs, "expected_orders_per_month": 200}
    return json.dumps(given)


async def test_a_slash_command_in_slack_and_in_discord_is_answered_and_its_run_told_of_everywhere(
    world: Everywhere,
) -> None:
    await butler(world)
    ida = await world.somebody("Ida Holm")
    before = len(ida.slack.told)
    await ida.slack.commands("/agents", in_=world.shop)
    await world.slack.until(lambda: len(ida.slack.told) > before)
    assert "Brief Butler" in ida.slack.reads(ida.slack.told[-1])
    asked = await ida.discord.commands("agent run", {"agent": "Brief Butler"}, in_=world.orders)
    await asked.answered.wait()
    assert "Started **Brief Butler**" in ida.discord.told[-1].text
    await world.everywhere("Brief Butler", "Done in")


async def test_a_person_on_each_platform_and_the_web_has_the_margins_of_an_order_reckoned_for_everybody(
    world: Everywhere,
) -> None:
    await set_up(world, "agent_010", "Revenue Tracker")
    ida = await world.somebody("Ida Holm")

    async def on_discord(given: str) -> None:
        options = {"agent": "Revenue Tracker", "params": given}
        asked = await ida.discord.commands("run_agent", options, in_=world.orders)
        await asked.answered.wait()

    asking: Mapping[str, Callable[[str], Awaitable[Any]]] = {
        "1001": lambda given: world.says(f'/run_agent "Revenue Tracker" {given}'),
        "1002": lambda given: ida.slack.commands(f'/run_agent "Revenue Tracker" {given}', in_=world.shop),
        "1003": on_discord,
        "1004": lambda given: ida.telegram.commands(f'/run_agent "Revenue Tracker" {given}', in_=world.group),
    }
    for number, asked in asking.items():
        await asked(costs_and(number))
        reckoned = f"#{number} contributes R$56.80 gross and R$56.30 net."
        await world.everywhere("Revenue Tracker", reckoned, "56.80", "56.30")
        said = [one for one in await world.messages() if one["sender_type"] == "agent"]
        told = [one["content_json"].get("text_body", "") for one in said]
        assert sum(reckoned in text.replace("\\", "") for text in told) == 1


async def test_an_agent_mentioned_in_a_thread_on_any_platform_answers_there_and_everywhere(
    world: Everywhere,
) -> None:
    await butler(world)
    ida = await world.somebody("Ida Holm")
    for number, (platform, place) in enumerate(
        ((ida.slack, world.shop), (ida.discord, world.orders), (ida.telegram, world.group))
    ):
        if platform is ida.telegram:
            top = await platform.opens_topic(f"Label {number}?", in_=place)
        else:
            top = await platform.says(f"Label {number}?", in_=place)
        await platform.says(f"Let's go with label number {number}.", in_=place, thread=top)
        await platform.says(f"I'll print label number {number} by Friday.", in_=place, thread=top)
        await platform.says('@"Brief Butler" what did we decide?', in_=place, thread=top)
        decided, to_do = f"Let's go with label number {number}.", f"print label number {number}"
        await world.everywhere("Decisions", decided, "Actions", "Ida Holm", to_do)
    runs = await world.stack.call("GET", f"/api/v1/workspaces/{world.stack.workspace_id}/agent-runs")
    assert [one["status"] for one in runs["items"]] == ["success"] * 3
    answers = [one for one in await world.messages() if one["sender_type"] == "agent"]
    assert all(one["thread_id"] for one in answers)


async def test_an_answer_of_a_model_can_be_read_along_everywhere_and_ends_with_what_stands_in_the_thread(
    flow_settings: Settings,
) -> None:
    found = {"decisions": [{"text": "The blue label it is", "message": 2}]}
    found |= {"actions": [{"text": "Print the blue label", "message": 3, "people": ["Ida Holm"]}]}
    async with LlmServer.started() as models:
        named = {"IONFLUX_LLM__MODEL": "openai/small", "IONFLUX_LLM__API_BASE": models.url}
        async with everywhere(flow_settings, **named) as world:
            await butler(world)
            ida = await world.somebody("Ida Holm")
            for number, (platform, place) in enumerate(
                ((ida.slack, world.shop), (ida.discord, world.orders))
            ):
                models.go_on.clear()
                models.says(
                    json.dumps(found), Reply(text=f"In short {number}: they took blue.", is_held=True)
                )
                top = await platform.says(f"Label {number}?", in_=place)
                await platform.says("Let's take the blue label.", in_=place, thread=top)
                await platform.says("I print the blue label tomorrow.", in_=place, thread=top)
                await platform.says('@"Brief Butler" what did we decide?', in_=place, thread=top)
                await world.everywhere(f"In short {number}: they took")
                models.go_on.set()
                await world.everywhere(f"In short {number}: they took blue.", "The blue label", "Print the")
            answers = [one for one in await world.messages() if one["content_type"] == "markdown"]
            assert sum("they took blue." in one["content_json"]["text_body"] for one in answers) == 2


def card(world: Everywhere) -> dict[str, Any]:
    """The proposal's message on each platform."""
    found: dict[str, Any] = {}
    reader = {"slack": world.slack.person("Reader"), "discord": world.discord.person("Reader")}
    found["slack"] = [one for one in reader["slack"].sees(world.shop) if "catalogues" in one.text]
    found["discord"] = [one for one in reader["discord"].sees(world.orders) if "catalogues" in one.text]
    telegram = world.telegram.person("Reader").sees(world.group)
    found["telegram"] = [one for one in telegram if "catalogues" in one.text]
    return found if all(found.values()) else {}


async def test_fifty_clicks_at_once_from_four_places_are_one_decision(world: Everywhere) -> None:
    ida = await world.somebody("Ida Holm")
    asked = await world.stack.call(
        "POST", f"{world.path}/proposals", title_text="Order 2,000 catalogues",
        data_json={"copies": 2000},
        actions_array=[
            {"label": "Approve", "action_id": "approve"}, {"label": "Reject", "action_id": "reject"},
        ],
    )  # fmt: skip
    await world.until(lambda: card(world))
    copies = {name: found[0].message for name, found in card(world).items()}

    async def on_the_web() -> int:
        body = {"action_id": "approve"}
        path = f"/api/v1/messages/{asked['id']}/actions"
        async with world.stack.http.post(path, json=body) as answer:
            return answer.status

    async def on_discord() -> None:
        pressed = await ida.discord.presses(copies["discord"], "Approve")
        await pressed.answered.wait()

    async def on_telegram() -> None:
        pressed = await ida.telegram.presses(copies["telegram"], "Reject")
        await pressed.answered.wait()

    clicks: list[Any] = [on_the_web() for _ in range(13)]
    clicks += [ida.slack.presses(copies["slack"], "Reject") for _ in range(13)]
    clicks += [on_discord() for _ in range(12)]
    clicks += [on_telegram() for _ in range(12)]
    async with asyncio.timeout(30):
        await asyncio.gather(*clicks)
    await world.until(lambda: not any(found[0].buttons for found in card(world).values()))
    told = next(one for one in await world.messages() if one["id"] == asked["id"])
    payload = told["content_json"]["json_payload"]
    label = {"approve": "Approve", "reject": "Reject"}[payload["decision"]["action_id"]]
    for found in card(world).values():
        assert f"{label}: decided by Ida Holm" in found[0].text
    log = await world.stack.call("GET", f"/api/v1/workspaces/{world.stack.workspace_id}/audit-log?limit=200")
    assert sum("decided" in one["action"] for one in log["items"]) == 1


async def test_an_alert_of_a_shops_order_arrives_in_the_linked_places_of_all_platforms_once(
    world: Everywhere,
) -> None:
    for _ in range(2):
        status, _ = await world.stack.deliver(order("#1001"), delivery_id="the-same")
        assert status == 200
    await world.everywhere("#1001", "150.00")
    status, _ = await world.stack.deliver(order("#1002"))
    await world.everywhere("#1002")
    for _, texts in world.texts():
        assert sum("#1001" in text for text in texts()) == 1
