"""What tests of the web role ask with: addresses, bodies, messages sent and heard."""

from typing import Any

from tests.adapters.conftest import Person, Socket, Web

API = "/api/v1"
SENTINEL = "agent_004_refactored"


def space(person: Person, what: str = "") -> str:
    return f"{API}/workspaces/{person.workspace_id}" + (f"/{what}" if what else "")


def text(body: str, **more: Any) -> dict[str, Any]:
    return {"content_type": "text", "content_json": {"text_body": body}, **more}


def agent(name: str = "Sentinel", yaml: str = "", **more: Any) -> dict[str, Any]:
    return {"agent_definition_id": "agent_004", "name": name, "yaml_config_text": yaml, **more}


async def post(person: Person, channel_id: str, text: str, **more: str) -> dict[str, object]:
    body = {"content_type": "text", "content_json": {"text_body": text}, **more}
    return await person.made(f"/api/v1/channels/{channel_id}/messages", body)


async def post_unheard(web: Web, person: Person, channel_id: str) -> None:
    """A message whose announcement is lost on its way."""

    async def lost(_: object) -> None:
        """Nobody hears it."""

    publish = web.app.live.publish
    web.app.live.publish = lost  # type: ignore[method-assign, assignment]
    await post(person, channel_id, "unheard")
    await web.app.units.aftermath.drained()
    web.app.live.publish = publish  # type: ignore[method-assign]


async def texts(socket: Socket, count: int) -> list[str]:
    return [(await socket.get("new_message"))["content_json"]["text_body"] for _ in range(count)]


async def sentinel(person: Person, name: str = "Sentinel") -> str:
    """Set one up; its id."""
    return str((await person.made(space(person, "agent-configurations"), agent(name)))["id"])
