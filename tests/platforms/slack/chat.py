"""chat.* and reactions.*: what the app says, changes, takes back and puts under messages."""

import re
from typing import TYPE_CHECKING, Any

from adapters.slack.emoji import unicode_of
from tests.platforms.slack import blocks
from tests.platforms.slack.calls import Body, No, channel_of, described, message_of, method, need
from tests.platforms.slack.state import Call, Channel, Ephemeral, Message

if TYPE_CHECKING:
    from tests.platforms.slack.server import SlackServer

# A post that is longer is shown in part; an edit that is longer is refused.
LONGEST, LONGEST_EDIT = 40_000, 4_000
_PERMALINK = re.compile(
    r"<https://[a-z0-9]+\.slack\.example/files/[A-Z0-9]+/(F[A-Z0-9]+)/[^>|]*(?:\|[^>]*)?>"
)


def _said(call: Call) -> tuple[str, list[Body]]:
    text, held = str(call.args.get("text") or ""), call.args.get("blocks") or []
    if not text and not held:
        raise No("no_text")
    return text, held


def _thread(channel: Channel, call: Call) -> str | None:
    """The root's ts: a reply to a reply stands in the same thread."""
    if not (ts := call.args.get("thread_ts")):
        return None
    root = channel.messages.get(str(ts))
    if root is None:
        raise No("thread_not_found")
    return root.thread_ts or root.ts


def _shared(call: Call, text: str) -> tuple[str, list[str]]:
    """A link to one of the bot's own files shows the file."""
    found = [
        one for one in _PERMALINK.findall(text) if one in call.team.files and call.team.files[one].is_complete
    ]
    return (_PERMALINK.sub("", text).strip() if found else text), found


def _customised(call: Call) -> tuple[str, dict[str, str]]:
    username = str(call.args.get("username") or "")
    icons = {name: str(call.args[name]) for name in ("icon_url", "icon_emoji") if call.args.get(name)}
    if (username or icons) and "chat:write.customize" not in call.team.scopes:
        raise No("missing_scope", needed="chat:write.customize", provided=",".join(sorted(call.team.scopes)))
    return username, icons


@method("chat.postMessage", "chat:write")
async def post(server: "SlackServer", call: Call) -> Body:
    need(call, "channel")
    if (person := call.team.users.get(str(call.args["channel"]))) is not None and not person.is_bot:
        server.direct(call.team, person)
    channel = channel_of(call)
    if channel.is_archived:
        raise No("is_archived")
    said, held = _said(call)
    username, icons = _customised(call)
    thread = _thread(channel, call)
    text, files = _shared(call, said[:LONGEST])
    metadata = call.args.get("metadata")
    if metadata is not None and not (isinstance(metadata, dict) and metadata.get("event_type")):
        raise No("invalid_metadata_format")
    message = Message(
        ts=server.names.ts(),
        channel=channel.id,
        text=text,
        user=call.team.bot.id,
        bot_id=call.team.bot.bot_id,
        username=username,
        icons=icons,
        blocks=held,
        thread_ts=thread,
        is_broadcast=bool(thread and call.args.get("reply_broadcast")),
        files=files,
        metadata=metadata,
    )
    channel.add(message)
    for one in files:
        call.team.files[one].shares.setdefault(channel.id, []).append(message.ts)
    server.tell_of(call.team, message)
    told: Body = {"channel": channel.id, "ts": message.ts, "message": described(server, call.team, message)}
    return told | ({"warning": "message_truncated"} if len(said) > LONGEST else {})


@method("chat.update", "chat:write")
async def update(server: "SlackServer", call: Call) -> Body:
    need(call, "channel", "ts")
    channel = channel_of(call, member=False)
    message = message_of(channel, call.args["ts"])
    if message.bot_id != call.team.bot.bot_id:
        raise No("cant_update_message")
    text, held = _said(call)
    if len(text) > LONGEST_EDIT:
        raise No("msg_too_long")
    before = described(server, call.team, message)
    message.text, message.blocks = text, held
    # An empty one takes it away; none leaves it.
    message.metadata = call.args.get("metadata", message.metadata)
    message.edited_by, message.edited_ts = call.team.bot.id, server.names.ts()
    server.tell_of_change(call.team, message, before)
    return {
        "channel": channel.id,
        "ts": message.ts,
        "text": text,
        "message": described(server, call.team, message),
    }


@method("chat.delete", "chat:write")
async def delete(server: "SlackServer", call: Call) -> Body:
    need(call, "channel", "ts")
    channel = channel_of(call, member=False)
    message = message_of(channel, call.args["ts"])
    if message.bot_id != call.team.bot.bot_id:
        raise No("cant_delete_message")
    server.take_away(call.team, message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.postEphemeral", "chat:write")
async def ephemeral(server: "SlackServer", call: Call) -> Body:
    need(call, "channel", "user")
    channel = channel_of(call)
    if str(call.args["user"]) not in channel.members:
        raise No("user_not_in_channel")
    text, held = _said(call)
    told = Ephemeral(
        channel.id,
        str(call.args["user"]),
        text[:LONGEST],
        held,
        call.args.get("thread_ts"),
        server.names.ts(),
    )
    server.told.append(told)
    return {"message_ts": told.ts}


@method("reactions.add", "reactions:write")
async def add(server: "SlackServer", call: Call) -> Body:
    channel = channel_of(call, member=False)
    message, name = message_of(channel, call.args.get("timestamp")), str(call.args.get("name") or "")
    if unicode_of(name) is None:
        raise No("invalid_name")
    users = message.reactions.setdefault(name, [])
    if call.team.bot.id in users:
        raise No("already_reacted")
    if len(message.reactions) > 50:
        raise No("too_many_emoji")
    users.append(call.team.bot.id)
    server.tell_of_reaction(call.team, message, name, call.team.bot.id, is_added=True)
    return {}


@method("reactions.remove", "reactions:write")
async def remove(server: "SlackServer", call: Call) -> Body:
    channel = channel_of(call, member=False)
    message, name = message_of(channel, call.args.get("timestamp")), str(call.args.get("name") or "")
    users = message.reactions.get(name, [])
    if call.team.bot.id not in users:
        raise No("no_reaction")
    users.remove(call.team.bot.id)
    if not users:
        del message.reactions[name]
    server.tell_of_reaction(call.team, message, name, call.team.bot.id, is_added=False)
    return {}


@method("reactions.get", "reactions:read")
async def get(server: "SlackServer", call: Call) -> Body:
    channel = channel_of(call)
    message = message_of(channel, call.args.get("timestamp"))
    return {"type": "message", "channel": channel.id, "message": described(server, call.team, message)}


def checked(args: dict[str, Any]) -> None:
    """Refuse blocks that Slack would refuse."""
    try:
        if args.get("blocks"):
            blocks.check(args["blocks"])
    except blocks.BadBlocks as bad:
        raise No("invalid_blocks", errors=[str(bad)]) from None
