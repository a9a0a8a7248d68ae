"""Agents that a workspace makes without code, over REST as a client sees them."""

import asyncio
from typing import Any

import pytest

from bot.contracts.tools import TOOL_NAMES
from bot.runtime.tooling import TOOLS
from tests.adapters.asking import agent, space
from tests.adapters.conftest import Person, Web

HELPER: dict[str, Any] = {
    "name": "Label Helper",
    "instructions_text": "Answer questions about labels in one sentence.",
    "tools_array": ["get_brand"],
    "model": "openai:small",
}
EVERY_DAY = {"key": "daily", "type": "schedule", "default_config_json": {"cron_expression": "0 9 * * *"}}


def test_the_tools_that_can_be_named_are_those_there_are() -> None:
    assert tuple(TOOLS) == TOOL_NAMES


async def made(person: Person, **more: Any) -> dict[str, Any]:
    return dict(await person.made(space(person, "agent-definitions"), HELPER | more))


async def configurations(person: Person) -> list[dict[str, Any]]:
    return list((await person.read(space(person, "agent-configurations")))["items"])


async def test_an_admin_makes_an_agent_that_is_set_up_at_once(web: Web) -> None:
    ada = await web.person()
    helper = await made(ada, triggers_config_json_array=[EVERY_DAY])
    assert (helper["version"], helper["workspace_id"]) == ("1.0.0", ada.workspace_id)
    assert helper["prm_details_json"]["instructions_text"] == HELPER["instructions_text"]
    assert helper["stack_details_json"]["tools_array"] == ["get_brand"]
    (configured,) = await configurations(ada)
    assert (configured["name"], configured["agent_definition_id"]) == ("Label Helper", helper["id"])
    assert len(configured["next_fire_times_array"]) == 3
    listed = (await ada.read(space(ada, "agent-definitions")))["items"]
    assert [one["id"] for one in listed] == [helper["id"]]
    known = (await ada.read("/api/v1/agent-definitions"))["items"]
    assert helper["id"] not in [one["id"] for one in known]


async def test_one_agent_can_be_set_up_more_than_once(web: Web) -> None:
    ada = await web.person()
    helper = await made(ada)
    yaml = "inputs:\n  channel: general\n"
    body = agent("Second Helper", yaml, agent_definition_id=helper["id"])
    second = await ada.made(space(ada, "agent-configurations"), body)
    assert second["effective_config_cache_json"]["inputs"] == {"channel": "general"}


async def test_a_change_is_a_further_version_and_reaches_its_configurations(web: Web) -> None:
    ada = await web.person()
    helper = await made(ada)
    path = space(ada, f"agent-definitions/{helper['id']}")
    changed = await ada.call(
        "PUT", path, HELPER | {"version": "1.0.0", "triggers_config_json_array": [EVERY_DAY]}
    )
    assert (changed.status, changed.body["version"]) == (200, "1.1.0")
    (configured,) = await configurations(ada)
    assert len(configured["next_fire_times_array"]) == 3
    stale = await ada.call("PUT", path, HELPER | {"version": "1.0.0"})
    assert (stale.status, stale.code) == (409, "version_conflict")
    assert (await ada.read(path))["version"] == "1.1.0"


async def test_of_two_changes_at_once_one_is_kept(web: Web) -> None:
    ada = await web.person()
    path = space(ada, f"agent-definitions/{(await made(ada))['id']}")
    answers = await asyncio.gather(
        *(ada.call("PUT", path, HELPER | {"version": "1.0.0", "description_text": text}) for text in "ab")
    )
    assert sorted(one.status for one in answers) == [200, 409]


async def test_archived_with_its_configurations_it_is_gone(web: Web) -> None:
    ada = await web.person()
    path = space(ada, f"agent-definitions/{(await made(ada))['id']}")
    assert (await ada.call("DELETE", path)).status == 204
    assert (await ada.call("GET", path)).status == 404
    assert await configurations(ada) == []
    assert (await made(ada))["version"] == "1.0.0"


@pytest.mark.parametrize(
    ("more", "field", "code"),
    [
        ({"tools_array": ["rm"]}, "tools_array.0", "not_found"),
        ({"model": "small"}, "model", "wrong_type"),
        ({"instructions_text": ""}, "instructions_text", None),
        ({"triggers_config_json_array": [EVERY_DAY, EVERY_DAY]}, "triggers_config_json_array.1.key", None),
        (
            {"triggers_config_json_array": [EVERY_DAY | {"key": "k" * 81}]},
            "triggers_config_json_array[0].key",
            "too_long",
        ),
        (
            {"triggers_config_json_array": [EVERY_DAY | {"max_parallel_runs": -1}]},
            "triggers_config_json_array[0].max_parallel_runs",
            "out_of_range",
        ),
        (
            {"triggers_config_json_array": [{"key": "a", "type": "schedule"}]},
            "triggers_config_json_array.0.default_config_json",
            "missing",
        ),
        (
            {"triggers_config_json_array": [EVERY_DAY | {"default_config_json": {"cron_expression": "x"}}]},
            "triggers_config_json_array.0.default_config_json.cron_expression",
            "cron_invalid",
        ),
    ],
)
async def test_what_is_wrong_with_it_is_told_by_field(
    web: Web, more: dict[str, Any], field: str, code: str | None
) -> None:
    ada = await web.person()
    answer = await ada.call("POST", space(ada, "agent-definitions"), HELPER | more)
    fault = answer.body["error"]["details"][0]
    assert (answer.status, fault["field"]) == (422, field)
    assert code is None or fault["code"] == code


async def test_a_name_is_had_once_and_members_make_none(web: Web) -> None:
    ada = await web.person()
    await made(ada)
    again = await ada.call("POST", space(ada, "agent-definitions"), HELPER | {"name": "label helper"})
    assert (again.status, again.code) == (409, "name_taken")
    mia = await web.joined(ada, "Mia")
    refused = await mia.call("POST", space(ada, "agent-definitions"), HELPER | {"name": "Mine"})
    assert refused.status == 403
    assert (await mia.call("GET", space(ada, "agent-definitions"))).status == 200
