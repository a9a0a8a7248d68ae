"""The Web API's methods: each is registered with the scope that it needs."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.platforms.slack.state import Call, Channel, Message, Team

if TYPE_CHECKING:
    from tests.platforms.slack.server import SlackServer

Body = dict[str, Any]
Handler = Callable[["SlackServer", Call], Coroutine[Any, Any, Body]]


class No(Exception):
    """Slack's answer is an error."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.body: Body = {"ok": False, "error": error} | more


@dataclass(frozen=True, slots=True)
class Method:
    handler: Handler
    scopes: tuple[str, ...]
    token: str


METHODS: dict[str, Method] = {}


def method(name: str, *scopes: str, token: str = "bot") -> Callable[[Handler], Handler]:  # noqa: S107
    """Answer that method; any one of the scopes does. ``token``: bot, app or none."""

    def kept(handler: Handler) -> Handler:
        METHODS[name] = Method(handler, scopes, token)
        return handler

    return kept


def need(call: Call, *names: str) -> None:
    for name in names:
        if not call.args.get(name):
            raise No(
                "invalid_arguments",
                response_metadata={"messages": [f"[ERROR] missing required field: {name}"]},
            )


def channel_of(call: Call, *, member: bool = True) -> Channel:
    """The channel that the call is about, if the bot may see it."""
    name = str(call.args.get("channel") or "")
    if (user := call.team.users.get(name)) is not None:
        name = next(
            (one.id for one in call.team.channels.values() if one.kind == "im" and user.id in one.members),
            name,
        )
    channel = call.team.channels.get(name)
    if channel is None or (channel.kind != "channel" and call.team.bot.id not in channel.members):
        raise No("channel_not_found")
    if member and call.team.bot.id not in channel.members:
        raise No("not_in_channel")
    return channel


def message_of(channel: Channel, ts: Any, error: str = "message_not_found") -> Message:
    message = channel.messages.get(str(ts))
    if message is None:
        raise No(error)
    return message


def described(server: "SlackServer", team: Team, message: Message, *, metadata: bool = False) -> Body:
    """The message as Slack tells of it."""
    channel = team.channels[message.channel]
    body: Body = {"type": "message", "ts": message.ts, "text": message.text, "team": team.id}
    if message.bot_id:
        body |= {"bot_id": message.bot_id, "app_id": server.app_id}
    if message.username:
        body |= {"subtype": "bot_message", "username": message.username, "icons": message.icons}
    else:
        body["user"] = message.user
    if message.blocks:
        body["blocks"] = message.blocks
    if message.files:
        body["files"] = [team.files[one].described(server.root, team.id) for one in message.files]
    replies = channel.replies.get(message.ts)
    if message.thread_ts or replies:
        body["thread_ts"] = message.thread_ts or message.ts
    if replies:
        body |= {"reply_count": len(replies), "latest_reply": replies[-1]}
    if message.edited_ts:
        body["edited"] = {"user": message.edited_by, "ts": message.edited_ts}
    if message.reactions:
        body["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)}
            for name, users in message.reactions.items()
        ]
    if metadata and message.metadata:
        body["metadata"] = message.metadata
    return body
