"""An agent that a person asks in the chat, on real processes that die."""

import json
import signal
from typing import Any

import pytest

from config.settings import Settings
from tests.flows.stack import Stack, Watch
from tests.platforms.llm.server import LlmServer

MODEL_KILLS = ["node.llm"]
FOUND = json.dumps({"decisions": [{"text": "The blue label it is", "message": 2}]})


async def _post(stack: Stack, text: str, **more: Any) -> dict[str, Any]:
    said = {"content_type": "text", "content_json": {"text_body": text}, **more}
    return dict(await stack.call("POST", f"/api/v1/channels/{stack.alerts_id}/messages", **said))


async def _answer(watch: Watch) -> str:
    """What an agent says next."""
    while True:
        message = await watch.message()
        if message["sender_type"] == "agent" and message["content_type"] == "markdown":
            return str(message["content_json"]["text_body"])


@pytest.mark.parametrize("failpoint", ["node.before", "run.before_final"])
async def test_a_worker_killed_while_it_answers_leaves_one_status_that_has_ended_and_one_answer(
    flow_settings: Settings, failpoint: str
) -> None:
    async with Stack.running(flow_settings, failpoints={"worker": failpoint}) as stack:
        await stack.call(
            "POST", f"/api/v1/workspaces/{stack.workspace_id}/agent-configurations",
            agent_definition_id="agent_007", name="Brief Butler", yaml_config_text="",
        )  # fmt: skip
        root = await _post(stack, "Blue or green label?")
        await _post(stack, "Let's go with the blue label.", thread_id=root["id"])
        asked = await _post(
            stack, "@brief-butler what did we decide?", thread_id=root["id"], client_message_id="one"
        )
        assert await stack.roles["worker"].died() == -signal.SIGKILL
        again = await _post(
            stack, "@brief-butler what did we decide?", thread_id=root["id"], client_message_id="one"
        )
        assert again["id"] == asked["id"]
        await stack.restart("worker")
        # A second question goes all the way: whatever a repeat of the first would have done is done by then.
        await _post(stack, '@"Brief Butler" open questions?', thread_id=root["id"])
        async with stack.watching() as watch:
            await _answer(watch)
            await _answer(watch)
        thread = f"/api/v1/channels/{stack.alerts_id}/messages?thread_id={root['id']}"
        items = (await stack.call("GET", thread))["items"]
        written = [one["content_json"]["text_body"] for one in items if one["content_type"] == "markdown"]
        assert len(written) == 2
        assert sum("Let's go with the blue label. [1]" in one for one in written) == 1
        statuses = [one["content_json"].get("status_update_json") for one in items]
        assert [one["status"] for one in statuses if one] == ["success", "success"]
        assert len({one["run_id"] for one in statuses if one}) == 2


@pytest.mark.parametrize("failpoint", MODEL_KILLS)
async def test_a_worker_killed_with_a_models_answer_in_hand_asks_again_and_answers_once(
    flow_settings: Settings, failpoint: str
) -> None:
    async with LlmServer.started() as models:
        models.says(FOUND, FOUND, "They took the blue one.", FOUND, "Nothing is open.")
        named = {"IONFLUX_LLM__MODEL": "openai/small", "IONFLUX_LLM__API_BASE": models.url}
        async with Stack.running(flow_settings, failpoints={"worker": failpoint}, environment=named) as stack:
            await stack.call(
                "POST", f"/api/v1/workspaces/{stack.workspace_id}/agent-configurations",
                agent_definition_id="agent_007", name="Brief Butler", yaml_config_text="",
            )  # fmt: skip
            root = await _post(stack, "Blue or green label?")
            await _post(stack, "Let's go with the blue label.", thread_id=root["id"])
            await _post(stack, "@brief-butler what did we decide?", thread_id=root["id"])
            assert await stack.roles["worker"].died() == -signal.SIGKILL
            assert len(models.requests) == 1
            await stack.restart("worker")
            async with stack.watching() as watch:
                first = await _answer(watch)
                await _post(stack, '@"Brief Butler" open questions?', thread_id=root["id"])
                second = await _answer(watch)
        assert ["They took the blue one." in first, "The blue label it is [1]" in first] == [True, True]
        assert "Nothing is open." in second
        assert models.replies == []
