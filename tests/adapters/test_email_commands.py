"""/email, as people type it: each starts the Email Wizard that is at work here, with what was said."""

from typing import Any

import pytest

from storage.models.agents import AgentConfiguration, AgentRunLog
from storage.models.chat import Message
from tests.adapters.asking import API, agent, space, text
from tests.adapters.conftest import Answer, Person, Web


async def wizard(person: Person, name: str = "Mail") -> str:
    made = await person.made(
        space(person, "agent-configurations"), agent(name, agent_definition_id="agent_001")
    )
    return str(made["id"])


async def tried(person: Person, line: str) -> Answer:
    return await person.call("POST", f"{API}/channels/{await person.channel()}/messages", text(line))


async def payload(person: Person, line: str) -> Any:
    """What the run that the line starts was given."""
    answer = await tried(person, line)
    assert answer.status == 201, answer.body
    run = await AgentRunLog.all().order_by("-id").first()
    assert run is not None
    assert run.origin_json == {"channel_id": await person.channel(), "message_id": answer.body["id"]}
    return run.input_params_resolved_json["manual_payload"]


@pytest.mark.parametrize(
    ("said", "goal", "segment"),
    [
        ("a flash sale to VIP", "a flash sale", "VIP"),
        ("say hello to all to past buyers", "say hello to all", "past buyers"),
        ("spring", "spring", None),
        ("to VIP", "to VIP", None),
    ],
)
async def test_a_draft_is_written_for_whom_is_named_last(
    web: Web, said: str, goal: str, segment: str | None
) -> None:
    ada = await web.person()
    await wizard(ada)
    named = {} if segment is None else {"customer_segment": segment}
    assert await payload(ada, f"/email draft {said}") == {
        "email_goal": goal,
        "campaign_mode": "draft",
        **named,
    }


@pytest.mark.parametrize("what", ["send", "report"])
async def test_a_campaign_is_named_by_the_run_that_wrote_it(web: Web, what: str) -> None:
    ada = await web.person()
    await wizard(ada)
    await payload(ada, "/email draft spring")
    (run,) = await AgentRunLog.all()
    found = await payload(ada, f"/email {what} {str(run.run_id)[-8:]}")
    assert found == {f"{what}_campaign_id": str(run.run_id)}


async def test_of_several_the_oldest_that_is_at_work_is_asked(web: Web) -> None:
    ada = await web.person()
    paused, first, _ = [await wizard(ada, name) for name in ("A", "B", "C")]
    await AgentConfiguration.filter(id=paused).update(status="inactive")
    await payload(ada, "/email draft spring")
    (run,) = await AgentRunLog.all()
    assert (str(run.agent_configuration_id), run.trigger_type) == (first, "manual_command")


@pytest.mark.parametrize("line", ["/email draft spring", "/email draft", "/email send 00000000"])
async def test_without_a_wizard_or_a_campaign_nothing_is_stored(web: Web, line: str) -> None:
    ada = await web.person()
    answer = await tried(ada, line)
    assert (answer.status, answer.code) == (422, "command_invalid")
    assert not await Message.all().exists()
    assert not await AgentRunLog.all().exists()


async def test_anothers_campaign_is_not_theirs_to_send(web: Web) -> None:
    ada, eve = await web.person(), await web.person("Eve")
    await wizard(ada)
    await wizard(eve)
    await payload(ada, "/email draft spring")
    (run,) = await AgentRunLog.all()
    assert (await tried(eve, f"/email send {run.run_id}")).code == "command_invalid"
    assert await AgentRunLog.all().count() == 1
