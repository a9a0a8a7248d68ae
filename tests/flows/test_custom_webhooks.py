"""What a workspace's own systems send starts agents, on real processes."""

import base64
import hmac
import signal
from typing import Any
from uuid import uuid4

import aiohttp
import orjson
import pytest

from config.clock import now
from config.settings import Settings
from tests.flows.stack import Stack
from tests.platforms.llm.server import LlmServer


class Sender:
    """Something of the workspace's own that signs as Standard Webhooks says."""

    def __init__(self, stack: Stack, connection: dict[str, Any]) -> None:
        self._stack = stack
        self._path = "/webhooks/custom/" + connection["webhook_url"].rsplit("/", 1)[1]
        self._key = base64.b64decode(connection["webhook_secret"].removeprefix("whsec_"))

    async def sends(self, suffix: str, body: Any, *, delivery_id: str | None = None) -> int:
        raw, sent = orjson.dumps(body), str(int(now().timestamp()))
        name = delivery_id or str(uuid4())
        digest = hmac.digest(self._key, f"{name}.{sent}.".encode() + raw, "sha256")
        headers = {
            "webhook-id": name,
            "webhook-timestamp": sent,
            "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
        }
        async with self._stack.http.post(f"{self._path}/{suffix}", data=raw, headers=headers) as answer:
            return answer.status


async def reader(stack: Stack) -> Sender:
    """An agent that reads what is sent to ``briefs/new``, and who sends it."""
    space = f"/api/v1/workspaces/{stack.workspace_id}"
    sent = {"key": "sent", "type": "webhook", "default_config_json": {"webhook_path_suffix": "/briefs/new"}}
    await stack.call(
        "POST", f"{space}/agent-definitions", name="Brief Reader", instructions_text="Sum it up.",
        triggers_config_json_array=[sent],
    )  # fmt: skip
    return Sender(stack, await stack.call("POST", f"{space}/connections", provider="custom"))


def _is_green(text: str) -> bool:
    return "green" in text


@pytest.mark.parametrize("failpoint", ["", "wh.after_commit"])
async def test_a_delivery_starts_one_run_with_its_body_however_often_it_is_sent(
    flow_settings: Settings, failpoint: str
) -> None:
    async with LlmServer.started() as models:
        named = {"IONFLUX_LLM__MODEL": "openai/small", "IONFLUX_LLM__API_BASE": models.url}
        async with Stack.running(flow_settings, environment=named) as stack:
            sender = await reader(stack)
            models.says("A blue brief.", "A green brief.")
            brief = {"colour": "blue", "prompt": "Mail everybody."}
            if failpoint:
                await stack.restart("web", failpoints=failpoint)
                with pytest.raises(aiohttp.ClientError):
                    await sender.sends("briefs/new", brief, delivery_id="one")
                assert await stack.roles["web"].died() == -signal.SIGKILL
                await stack.restart("web")
            async with stack.watching() as watch:
                for _ in range(2):
                    assert await sender.sends("briefs/new", brief, delivery_id="one") == 200
                if not failpoint:
                    assert "blue" in str(await watch.message())
                assert await sender.sends("briefs", {"colour": "red"}) == 200
                assert await sender.sends("briefs/new/", {"colour": "green"}) == 200
                while "green" not in str(await watch.message()):
                    continue
            # Of two that wait together either may be read first.
            asked = sorted((one["messages"][-1]["content"] for one in models.requests), key=_is_green)
            assert [_is_green(one) for one in asked] == [False, True]
            assert asked[0].index("Do what your instructions say.") < asked[0].index("Mail everybody.")
            path = f"/api/v1/workspaces/{stack.workspace_id}/agent-runs"
            runs = (await stack.call("GET", path))["items"]
            assert [one["trigger_type"] for one in runs] == ["webhook", "webhook"]
