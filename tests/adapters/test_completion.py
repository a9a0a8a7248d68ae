"""What is offered while somebody types: commands, their values, people, agents and everybody."""

from uuid import UUID

import pytest

from storage.models.agents import AgentConfiguration
from tests.adapters.asking import sentinel, space
from tests.adapters.conftest import Web

LISTED = {
    "name": "agent list",
    "aliases": ["agents"],
    "role": "member",
    "arguments": [],
    "syntax": "/agent list",
}


async def test_commands_are_listed_with_what_they_take(web: Web) -> None:
    ada = await web.person()
    items = {one["name"]: one for one in (await ada.read(space(ada, "commands")))["items"]}
    assert items["agent list"].items() >= LISTED.items()
    target, params = items["agent run"]["arguments"]
    assert (target["type"], target["suggest"], target["is_required"]) == ("agent", "agents", True)
    assert (params["type"], params["is_required"]) == ("json", False)
    assert items["help"]["arguments"][0]["is_rest"]


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ("command=agent+show&argument=agent&q=s", ["Sales", '"Store Watch"', '"The Sentinel"']),
        ("command=agent+show&q=SENT", ['"The Sentinel"']),
        ("command=runs&argument=count", []),
        ("q=/agent+s", ["/agent show"]),
    ],
)
async def test_values_are_offered_beginning_first(web: Web, asked: str, values: list[str]) -> None:
    ada = await web.person()
    for name in ("The Sentinel", "Sales", "Store Watch"):
        await sentinel(ada, name)
    items = (await ada.read(space(ada, f"commands/suggestions?{asked}")))["items"]
    assert [one["value"] for one in items] == values


async def test_people_come_before_agents_and_who_cannot_act_says_why(web: Web) -> None:
    ada = await web.person()
    await web.joined(ada, "Bob")
    paused = await sentinel(ada, "Store Watch")
    await sentinel(ada, "Sales")
    await AgentConfiguration.filter(id=UUID(paused)).update(status="inactive")
    private = await ada.made(space(ada, "channels"), {"name": "few", "type": "private"})
    items = (await ada.read(space(ada, f"mentionables?channel_id={private['id']}")))["items"]
    assert [(one["type"], one["insert_text"], one["why"]) for one in items] == [
        ("user", "@ada", None),
        ("user", "@bob", "Not in this channel"),
        ("agent", "@sales", None),
        ("agent", '@"Store Watch"', "Paused"),
        ("channel", "@channel", None),
    ]
    assert items[-1]["description"] == "Everybody in #few, 0 people"
    assert [one["is_disabled"] for one in items] == [one["why"] is not None for one in items]


async def test_everybody_is_offered_with_how_many_that_are_and_not_to_guests(web: Web) -> None:
    ada = await web.person()
    bob, gus = await web.joined(ada, "Bob"), await web.joined(ada, "Gus", "guest")
    made = {"name": "few", "type": "private", "member_user_ids_array": [bob.id, gus.id]}
    channel = await ada.made(space(ada, "channels"), made)
    asked = f"mentionables?q=chan&channel_id={channel['id']}"
    (offered,) = (await ada.read(space(ada, asked)))["items"]
    assert (offered["description"], offered["is_disabled"]) == ("Everybody in #few, 2 people", False)
    (offered,) = (await gus.read(space(ada, asked)))["items"]
    assert (offered["is_disabled"], offered["why"]) == (True, "Members call everybody")
    dm = await ada.made(space(ada, "channels"), {"type": "dm", "member_user_ids_array": [bob.id]})
    assert (await ada.read(space(ada, f"mentionables?q=chan&channel_id={dm['id']}")))["items"] == []
