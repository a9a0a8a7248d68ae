"""The routes that need no token of the bot's: answers to interactions, and webhooks."""

from typing import TYPE_CHECKING, Any

from tests.platforms.discord import checks
from tests.platforms.discord.checks import unknown
from tests.platforms.discord.state import File, Interaction, User

if TYPE_CHECKING:
    from tests.platforms.discord.api import Act, Api, Body, Params

_EPHEMERAL, _DEFERRED = 64, 5


async def callback(api: "Api", params: "Params", body: "Body", files: list[File]) -> Any:
    made = api.interaction(params)
    api.server.answer(made, body)
    if params.get("with_response", "").lower() not in ("true", "1"):
        return None
    told = {
        "id": made.id, "type": made.body["type"], "response_message_loading": made.kind == _DEFERRED,
        "response_message_ephemeral": made.is_private,
    }  # fmt: skip
    if made.original is None:
        return {"interaction": told}
    shown = {"type": made.kind, "message": api.told(made.original)}
    return {"interaction": told | {"response_message_id": made.original.id}, "resource": shown}


def _answered(api: "Api", params: "Params") -> Interaction:
    found = api.interaction(params)
    if not found.acknowledged.is_set():
        raise unknown("Webhook", 10015)
    return found


async def original_patch(api: "Api", params: "Params", body: "Body", files: list[File]) -> Any:
    found = _answered(api, params)
    checks.message(body, has_files=False)
    message = api.server.show_otherwise(found, body)
    found.answered.set()
    return api.told(message)


async def webhook_post(api: "Api", params: "Params", body: "Body", files: list[File]) -> Any:
    webhook = api.server.webhooks.get(params["token"])
    checks.message(body, has_files=bool(files))
    if webhook is None or webhook.id != params["application_id"]:
        is_private = bool(int(body.get("flags") or 0) & _EPHEMERAL)
        return api.told(api.server.show(_answered(api, params), body, is_private=is_private))
    author = User(webhook.id, str(body.get("username") or webhook.name), is_bot=True)
    message = api.server.new_message(
        api.server.channels[webhook.channel_id], author, str(body.get("content") or ""),
        embeds=body.get("embeds") or [], files=files,
    )  # fmt: skip
    await api.server.gateway.tell("MESSAGE_CREATE", api.told(message))
    return api.told(message) if params.get("wait", "").lower() in ("true", "1") else None


_HOOK = "/webhooks/{application_id}/{token}"
ROUTES: "list[tuple[str, str, Act, bool]]" = [
    ("POST", "/interactions/{interaction_id}/{token}/callback", callback, False),
    ("PATCH", f"{_HOOK}/messages/@original", original_patch, False),
    ("POST", _HOOK, webhook_post, False),
]
