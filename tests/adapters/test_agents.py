"""Agents, their runs, and what an operator sees, over REST as a client sees them."""

from uuid import UUID, uuid4

import orjson
import pytest

from storage.models.agents import AgentRunLog
from storage.models.chat import Message
from storage.models.events import DeadLetter, OutboxEvent
from tests.adapters.asking import API, SENTINEL, agent, space
from tests.adapters.conftest import Web

# Agents


async def test_a_preview_is_asked_for_with_a_run_also_of_a_paused_agent(web: Web) -> None:
    ada = await web.person()
    made = await ada.made(space(ada, "agent-configurations"), agent())
    path = f"{API}/agent-configurations/{made['id']}"
    assert (await ada.call("PUT", path, {"status": "inactive"}, If_Match='"1"')).status == 200
    refused = await ada.call("POST", f"{path}/run", {})
    assert (refused.status, refused.code) == (409, "in_use")
    begun = await ada.call("POST", f"{path}/run", {"is_preview": True})
    assert begun.status == 202
    run = await ada.read(f"{API}/agent-runs/{begun.body['run_id']}")
    assert (run["is_preview"], run["would_do_json_array"]) == (True, None)
    stopped = await ada.call("POST", f"{API}/agent-runs/{begun.body['run_id']}/cancel")
    assert (stopped.status, stopped.body["status"]) == (200, "cancelled_by_user")
    assert (await ada.read(path))["last_run_summary_json"] is None
    assert not await OutboxEvent.filter(envelope__contains="ionflux.agent.run.completed").exists()


async def test_an_agent_is_found_by_id_and_by_alias(web: Web) -> None:
    ada = await web.person()
    listed = (await ada.read(f"{API}/agent-definitions"))["items"]
    assert SENTINEL in [one["id"] for one in listed]
    for name in (SENTINEL, "agent_004"):
        assert (await ada.read(f"{API}/agent-definitions/{name}"))["name"] == "Shopify Sales Sentinel"
    assert (await ada.call("GET", f"{API}/agent-definitions/agent_999")).status == 404


async def test_a_configuration_is_defaults_with_the_yaml_over_them(web: Web) -> None:
    ada = await web.person()
    yaml = "inputs:\n  min_order_value_alert_threshold: 250.50\n  alert_channel: 1.10\n"
    made = await ada.made(space(ada, "agent-configurations"), agent(yaml=yaml))
    assert made["agent_definition_id"] == SENTINEL
    inputs = made["effective_config_cache_json"]["inputs"]
    assert (inputs["min_order_value_alert_threshold"], inputs["alert_channel"]) == (250.5, "1.10")
    assert (made["status"], made["row_version"], made["yaml_config_text"]) == ("active", 1, yaml)


LAUGHS = "a: &a [1,1,1,1,1,1,1,1,1,1]\n" + "".join(
    f"{new}: &{new} [*{old},*{old},*{old},*{old}]\n" for new, old in zip("bcdef", "abcde", strict=True)
)


@pytest.mark.parametrize(
    ("bomb", "code"),
    [
        (LAUGHS, "yaml_too_many_nodes"),
        ("inputs: " + "[" * 30_000, "yaml_too_deep"),
        ("inputs: &a {b: *a}", "yaml_too_deep"),
        ("inputs: {<<: {alert_channel: x}}", "yaml_merge"),
        ("inputs: !!python/object/apply:os.system [id]", "yaml_tag"),
    ],
)
async def test_a_yaml_that_is_a_bomb_is_refused_with_its_line_and_nothing_is_set_up(
    web: Web, bomb: str, code: str
) -> None:
    ada = await web.person()
    made = await ada.made(space(ada, "agent-configurations"), agent("Kept"))
    path = f"/api/v1/agent-configurations/{made['id']}"
    for method, where, body in (
        ("POST", space(ada, "agent-configurations"), agent("Bomb", bomb)),
        ("PUT", path, {"yaml_config_text": bomb}),
    ):
        answer = await ada.call(method, where, body, If_Match='"1"')
        assert (answer.status, answer.body["error"]["details"][0]["code"]) == (422, code)
    assert [one["row_version"] for one in (await ada.read(space(ada, "agent-configurations")))["items"]] == [
        1
    ]


async def test_all_faults_of_a_yaml_are_told_with_line_and_key(web: Web) -> None:
    ada = await web.person()
    yaml = """\
inputs:
  min_order_value_alert_threshold: much
  colour: red
triggers:
  - trigger_definition_key: shopify_events_consumer
    config_override: {kafka_topic_name: mine}
  - trigger_definition_key: nothing
surprise: 1
"""
    answer = await ada.call("POST", space(ada, "agent-configurations"), agent(yaml=yaml))
    assert (answer.status, answer.code) == (422, "validation_failed")
    told = [(one["field"], one["code"]) for one in answer.body["error"]["details"]]
    assert told == [
        ("yaml_config_text:2:inputs.min_order_value_alert_threshold", "wrong_type"),
        ("yaml_config_text:3:inputs.colour", "unknown_field"),
        ("yaml_config_text:6:triggers[0].config_override", "not_overridable"),
        ("yaml_config_text:7:triggers[1].trigger_definition_key", "unknown_field"),
        ("yaml_config_text:8:surprise", "unknown_field"),
    ]
    assert (await ada.read(space(ada, "agent-configurations")))["items"] == []


async def test_an_edit_names_the_version_it_read(web: Web) -> None:
    ada = await web.person()
    made = await ada.call("POST", space(ada, "agent-configurations"), agent())
    assert made.headers["ETag"] == '"1"'
    path, change = f"{API}/agent-configurations/{made.body['id']}", {"name": "Watch"}
    absent = await ada.call("PUT", path, change)
    assert (absent.status, absent.code) == (428, "version_required")
    stale = await ada.call("PUT", path, change, If_Match='"2"')
    assert (stale.status, stale.code) == (409, "version_conflict")
    assert "version 1" in stale.body["error"]["message"]
    done = await ada.call("PUT", path, change | {"agent_definition_id": "agent_004"}, If_Match='"1"')
    assert (done.status, done.body["name"], done.headers["ETag"]) == (200, "Watch", '"2"')
    other = await ada.call("PUT", path, {"agent_definition_id": "agent_001"}, If_Match='"2"')
    assert other.status == 422


async def test_two_agents_have_two_names_and_an_archived_one_gives_its_name_free(web: Web) -> None:
    ada = await web.person()
    root = space(ada, "agent-configurations")
    made = await ada.made(root, agent())
    again = await ada.call("POST", root, agent())
    assert (again.status, again.code) == (409, "name_taken")
    path = f"{API}/agent-configurations/{made['id']}"
    assert (await ada.call("DELETE", path)).status == 204
    assert (await ada.call("GET", path)).status == 404
    await ada.made(root, agent())


async def test_members_edit_their_own_agents_and_no_privileges(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    root = space(ada, "agent-configurations")
    hers = await ada.made(root, agent("Hers", "budget: {per_day: {usd: 5}}\n"))
    his = await bob.made(root, agent("His"))
    assert (await bob.call("POST", root, agent("More", "budget: {per_day: {usd: 5}}\n"))).status == 403
    hers_path, his_path = (f"{API}/agent-configurations/{one['id']}" for one in (hers, his))
    assert (await bob.call("PUT", hers_path, {"name": "Mine"}, If_Match='"1"')).status == 403
    assert (
        await bob.call("PUT", his_path, {"yaml_config_text": "tools: [get_brand]"}, If_Match='"1"')
    ).status == 403
    limited = await ada.call(
        "PUT", his_path, {"yaml_config_text": "budget: {per_day: {usd: 5}}"}, If_Match='"1"'
    )
    assert limited.status == 200
    assert (await bob.call("PUT", his_path, {"yaml_config_text": ""}, If_Match='"2"')).status == 403
    kept = {"yaml_config_text": "budget: {per_day: {usd: 5}}\ninputs: {alert_channel: general}\n"}
    assert (await bob.call("PUT", his_path, kept, If_Match='"2"')).status == 200


async def test_a_member_cannot_give_back_the_tools_that_an_admin_took_away(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    his = await bob.made(space(ada, "agent-configurations"), agent("His"))
    path = f"{API}/agent-configurations/{his['id']}"
    limited = await ada.call("PUT", path, {"yaml_config_text": "tools: []"}, If_Match='"1"')
    assert limited.status == 200
    assert (await bob.call("PUT", path, {"yaml_config_text": ""}, If_Match='"2"')).status == 403
    kept = {"yaml_config_text": "tools: []\ninputs: {alert_channel: general}\n"}
    assert (await bob.call("PUT", path, kept, If_Match='"2"')).status == 200


async def test_a_person_starts_a_run_reads_it_and_stops_it(web: Web) -> None:
    ada = await web.person()
    made = await ada.made(space(ada, "agent-configurations"), agent())
    path = f"{API}/agent-configurations/{made['id']}/run"
    params = {"min_order_value_alert_threshold": 7}
    started = await ada.call("POST", path, {"runtime_params": params})
    assert (started.status, started.body["status"]) == (202, "pending")
    run = await ada.read(f"{API}/agent-runs/{started.body['run_id']}")
    assert (run["agent_configuration_id"], run["trigger_type"]) == (made["id"], "manual_ui")
    assert run["input_params_resolved_json"]["min_order_value_alert_threshold"] == 7
    listed = (await ada.read(space(ada, "agent-runs")))["items"]
    assert [one["run_id"] for one in listed] == [run["run_id"]]
    for agent_id, expected in ((made["id"], listed), (uuid4(), [])):
        path = f"{space(ada, 'agent-runs')}?agent_configuration_id={agent_id}"
        assert (await ada.read(path))["items"] == expected
    stopped = await ada.call("POST", f"{API}/agent-runs/{run['run_id']}/cancel")
    assert stopped.body["status"] == "cancelled_by_user"
    told = orjson.loads((await OutboxEvent.get(topic="ionflux.agent")).envelope)
    assert (told["event_type"], told["payload_json"]["status"]) == (
        "ionflux.agent.run.completed",
        "cancelled_by_user",
    )
    summary = (await ada.read(f"{API}/agent-configurations/{made['id']}"))["last_run_summary_json"]
    assert (summary["run_id"], summary["status"]) == (run["run_id"], "cancelled")
    assert (await ada.call("POST", f"{API}/agent-runs/{run['run_id']}/cancel")).status == 409


async def test_a_paused_agent_and_wrong_parameters_start_nothing(web: Web) -> None:
    ada = await web.person()
    made = await ada.made(space(ada, "agent-configurations"), agent())
    path = f"{API}/agent-configurations/{made['id']}"
    params = {"min_order_value_alert_threshold": "x", "colour": "red"}
    wrong = await ada.call("POST", f"{path}/run", {"runtime_params": params})
    assert wrong.status == 422
    assert {one["code"] for one in wrong.body["error"]["details"]} == {"wrong_type", "unknown_field"}
    assert (await ada.call("PUT", path, {"status": "inactive"}, If_Match='"1"')).status == 200
    assert (await ada.call("POST", f"{path}/run", {"runtime_params": {}})).status == 409
    assert await AgentRunLog.all().count() == 0


async def test_more_runs_than_a_minute_allows_are_refused(web: Web) -> None:
    ada = await web.person()
    made = await ada.made(space(ada, "agent-configurations"), agent())
    path, statuses = f"{API}/agent-configurations/{made['id']}/run", set()
    for _ in range(61):
        statuses.add((answer := await ada.call("POST", path, {"runtime_params": {}})).status)
    assert statuses == {202, 429}
    assert int(answer.headers["Retry-After"]) > 0


async def test_members_see_their_own_runs_and_those_posted_where_they_read(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    made = await ada.made(space(ada, "agent-configurations"), agent())
    path = f"{API}/agent-configurations/{made['id']}/run"
    hers, his, posted = [
        (await one.call("POST", path, {"runtime_params": {}})).body["run_id"] for one in (ada, bob, ada)
    ]
    await Message.create(
        id=uuid4(), workspace_id=ada.workspace_id, channel_id=await ada.channel(), seq=1,
        sender_id=made["id"], sender_type="agent", content_type="text", content_json={"text_body": "x"},
        run_id=posted, part=0,
    )  # fmt: skip
    seen = {one["run_id"] for one in (await bob.read(space(ada, "agent-runs")))["items"]}
    assert seen == {his, posted}
    assert (await bob.call("GET", f"{API}/agent-runs/{hers}")).status == 404
    assert (await bob.call("GET", f"{API}/agent-runs/{posted}")).status == 200
    assert (await bob.call("POST", f"{API}/agent-runs/{posted}/cancel")).status == 403
    assert (await bob.call("POST", f"{API}/agent-runs/{his}/cancel")).status == 200


# Operations


async def test_a_dead_letter_is_listed_and_replayed_once(web: Web) -> None:
    ada = await web.person()
    letter = await DeadLetter.create(
        id=uuid4(), consumer="runs", event_id=uuid4(), workspace_id=ada.workspace_id,
        topic="ionflux.shopify", key="k", envelope="{}", reason="handler_failed",
        first_error="first", last_error="last", attempts=4,
    )  # fmt: skip
    assert [one["id"] for one in (await ada.read(space(ada, "dead-letters")))["items"]] == [str(letter.id)]
    path = f"{API}/dead-letters/{letter.id}/replay"
    eve = await web.person("Eve")
    bob = await web.joined(ada, "Bob")
    assert (await eve.call("POST", path)).status == 404
    assert (await bob.call("POST", path)).status == 403
    assert (await ada.call("POST", path)).status == 200
    assert (await ada.call("POST", path)).status == 404
    log = (await ada.read(space(ada, "audit-log")))["items"]
    assert log[0]["action"] == "dead_letter.replayed"
    assert (await bob.call("GET", space(ada, "audit-log"))).status == 403


async def test_the_audit_log_names_who_did_what_newest_first(web: Web) -> None:
    ada = await web.person()
    made = await ada.made(space(ada, "agent-configurations"), agent())
    await ada.call("DELETE", f"{API}/agent-configurations/{made['id']}")
    first = await ada.read(space(ada, "audit-log?limit=1"))
    assert [one["action"] for one in first["items"]] == ["configuration.archived"]
    second = await ada.read(space(ada, f"audit-log?limit=1&cursor={first['next_cursor']}"))
    entry = second["items"][0]
    assert (entry["action"], entry["actor_id"], entry["target_id"]) == (
        "configuration.created",
        ada.id,
        made["id"],
    )
    assert UUID(entry["correlation_id"])
