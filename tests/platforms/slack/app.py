"""An app made with Slack's own libraries, to try this Slack with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.platforms.slack.server import SlackServer


class Ticking:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


def web_client(slack: SlackServer, token: str | None = None) -> AsyncWebClient:
    return AsyncWebClient(token=token or slack.team.token, base_url=slack.url, retry_handlers=[])


async def refused(call: Any) -> str:
    with pytest.raises(SlackApiError) as error:
        await call
    return str(error.value.response["error"])


class Inbox:
    """An app made with Bolt, in Socket Mode, that remembers what came."""

    def __init__(self, slack: SlackServer) -> None:
        self.slack = slack
        self.events: list[dict[str, Any]] = []
        self.interactions: list[dict[str, Any]] = []
        self.app = AsyncApp(client=web_client(slack), ignoring_self_events_enabled=False)
        for kind in ("message", "app_mention", "reaction_added", "reaction_removed", "member_joined_channel"):
            self.app.event(kind)(self._event)
        self.app.event("app_uninstalled")(self._event)
        self.app.event("tokens_revoked")(self._event)
        self.app.command("/run_agent")(self._command)
        self.app.action("approve")(self._action)
        self.app.view("form")(self._view)
        self.handler = AsyncSocketModeHandler(self.app, slack.app_token)

    @classmethod
    @asynccontextmanager
    async def connected(cls, slack: SlackServer) -> AsyncIterator["Inbox"]:
        box = cls(slack)
        await box.handler.connect_async()
        await slack.sockets.connected()
        yield box
        await box.handler.close_async()
        await box.handler.client.aiohttp_client_session.close()

    async def _event(self, body: dict[str, Any]) -> None:
        self.events.append(body)

    async def _command(self, ack: Any, body: dict[str, Any], respond: Any) -> None:
        await ack()
        self.interactions.append(body)
        await respond(f"Running {body['text']}")

    async def _action(self, ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        self.interactions.append(body)
        await client.views_open(trigger_id=body["trigger_id"], view=VIEW)

    async def _view(self, ack: Any, body: dict[str, Any]) -> None:
        self.interactions.append(body)
        value = body["view"]["state"]["values"]["f1"]["f1"]["value"]
        if value == "bad":
            await ack(response_action="errors", errors={"f1": "No"})
        else:
            await ack()

    def kinds(self) -> list[str]:
        events = [one["event"] for one in self.events]
        return [one.get("subtype") or one["type"] for one in events]


VIEW = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Edit"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "f1",
            "label": {"type": "plain_text", "text": "Limit"},
            "element": {"type": "plain_text_input", "action_id": "f1", "initial_value": "100"},
        }
    ],
}
BUTTONS = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "May I?"}},
    {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": "approve",
                "value": "t1",
                "text": {"type": "plain_text", "text": "Approve"},
            }
        ],
    },
]
