"""People of this Slack: what they do, as their client would, and what stands on their screen."""

import html
import mimetypes
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from adapters.slack.emoji import name_of, unicode_of
from tests.platforms.slack.blocks import buttons, words
from tests.platforms.slack.calls import described
from tests.platforms.slack.deliveries import Delivery
from tests.platforms.slack.files import described_view
from tests.platforms.slack.state import Channel, Ephemeral, File, Message, Modal, Team, User

if TYPE_CHECKING:
    from tests.platforms.slack.server import SlackServer

_URL = re.compile(r"(?<![<|])https?://[^\s<>|]+")
_SHOWN = re.compile(r"<(?P<mark>[@#!]?)(?P<what>[^<>|]+)(?:\|(?P<label>[^<>]*))?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A message as it is shown."""

    author: str
    text: str
    message: Message
    is_app: bool = False
    files: tuple[str, ...] = ()
    reactions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    buttons: tuple[str, ...] = ()
    thread: str | None = None
    is_edited: bool = False


def typed(team: Team, text: str) -> str:
    """What a client makes of what is typed: escapes, and people, channels and links marked as such."""
    text = html.escape(text, quote=False)
    for user in sorted(team.users.values(), key=lambda one: -len(one.name)):
        text = re.sub(rf"@{re.escape(user.name)}\b", f"<@{user.id}>", text)
    for channel in sorted(team.channels.values(), key=lambda one: -len(one.name)):
        text = re.sub(rf"(?<![&\w])#{re.escape(channel.name)}\b", f"<#{channel.id}|{channel.name}>", text)
    for word in ("channel", "here", "everyone"):
        text = re.sub(rf"(?<!\w)@{word}\b", f"<!{word}>", text)
    return _URL.sub(lambda found: f"<{found[0]}>", text)


def shown(team: Team, text: str) -> str:
    """What a client makes of a text that it is sent."""

    def word(found: re.Match[str]) -> str:
        what, label = found["what"], found["label"]
        if found["mark"] == "@":
            user = team.users.get(what)
            return f"@{user.name if user else label or what}"
        if found["mark"] == "#":
            channel = team.channels.get(what)
            return f"#{channel.name if channel else label or what}"
        if found["mark"] == "!":
            return label or f"@{what}"
        return f"{label} ({what})" if label and label != what else what

    return html.unescape(_SHOWN.sub(word, text))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account in one team."""

    server: "SlackServer"
    team: Team
    user: User

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def direct(self) -> Channel:
        """Where this person and the bot are alone."""
        return self.server.direct(self.team, self.user)

    @property
    def told(self) -> list[Ephemeral]:
        """What only this person was told."""
        return [one for one in self.server.told if one.user == self.id]

    @property
    def modal(self) -> Modal | None:
        """The dialogue that stands open before this person."""
        return next(
            (one for one in reversed(self.server.modals.values()) if one.user == self.id and one.is_open),
            None,
        )

    async def says(
        self,
        text: str,
        *,
        in_: Channel,
        thread: Message | None = None,
        files: Iterable[tuple[str, bytes]] = (),
        broadcast: bool = False,
    ) -> Message:
        """Write a message; ``files`` are names and bytes."""
        message = Message(
            ts=self.server.names.ts(),
            channel=in_.id,
            text=typed(self.team, text),
            user=self.id,
            thread_ts=(thread.thread_ts or thread.ts) if thread else None,
            is_broadcast=broadcast,
            files=[self._uploaded(name, content).id for name, content in files],
        )
        in_.add(message)
        for one in message.files:
            self.team.files[one].shares.setdefault(in_.id, []).append(message.ts)
        self.server.tell_of(self.team, message)
        return message

    async def edits(self, message: Message, text: str) -> None:
        before = described(self.server, self.team, message)
        message.text = typed(self.team, text)
        message.edited_by, message.edited_ts = self.id, self.server.names.ts()
        self.server.tell_of_change(self.team, message, before)

    async def deletes(self, message: Message) -> None:
        self.server.take_away(self.team, message)

    async def reacts(self, message: Message, emoji: str) -> None:
        name = name_of(emoji) or emoji.strip(":")
        users = message.reactions.setdefault(name, [])
        if self.id not in users:
            users.append(self.id)
            self.server.tell_of_reaction(self.team, message, name, self.id, is_added=True)

    async def takes_back(self, message: Message, emoji: str) -> None:
        name = name_of(emoji) or emoji.strip(":")
        message.reactions[name].remove(self.id)
        if not message.reactions[name]:
            del message.reactions[name]
        self.server.tell_of_reaction(self.team, message, name, self.id, is_added=False)

    async def joins(self, channel: Channel) -> None:
        self.server.joins(self.team, channel, self.user)

    async def invites_the_bot(self, channel: Channel) -> None:
        self.server.joins(self.team, channel, self.team.bot)

    async def commands(self, line: str, *, in_: Channel) -> Delivery:
        """Give a slash command; waits until the app acknowledged it, or did not."""
        command, _, rest = line.partition(" ")
        payload = {
            "token": "verification",
            "team_id": self.team.id,
            "team_domain": self.team.id.lower(),
            "channel_id": in_.id,
            "channel_name": "directmessage" if in_.kind == "im" else in_.name,
            "user_id": self.id,
            "user_name": self.user.handle,
            "command": command,
            "text": html.escape(rest, quote=False),
            "api_app_id": self.server.app_id,
            "is_enterprise_install": "false",
            "response_url": self.server.response_url(self.team, in_.id, self.id),
            "trigger_id": self.server.trigger(self.id),
        }
        return await self._interacts(
            "slash_commands", payload, f"{command} failed because the app did not respond", in_
        )

    async def presses(self, message: Message | Ephemeral, label: str) -> Delivery:
        """Press the button of that label."""
        found = [(block, one) for block, one in buttons(message.blocks) if one["text"]["text"] == label]
        if not found:
            labels = [one["text"]["text"] for _, one in buttons(message.blocks)]
            raise LookupError(f"No button {label!r}; there are {labels}")
        block, button = found[0]
        channel = self.team.channels[message.channel]
        pressed = {
            key: button[key] for key in ("type", "action_id", "text", "value", "style") if key in button
        }
        payload: dict[str, Any] = self._interaction("block_actions") | {
            "container": {
                "type": "message",
                "message_ts": message.ts,
                "channel_id": channel.id,
                "is_ephemeral": isinstance(message, Ephemeral),
            },
            "channel": {"id": channel.id, "name": "directmessage" if channel.kind == "im" else channel.name},
            "state": {"values": {}},
            "response_url": self.server.response_url(self.team, channel.id, self.id, message.ts),
            "actions": [
                pressed | {"block_id": block.get("block_id", "b1"), "action_ts": self.server.names.ts()}
            ],
        }
        if isinstance(message, Message):
            payload["message"] = described(self.server, self.team, message)
            if message.thread_ts:
                payload["container"]["thread_ts"] = message.thread_ts
        return await self._interacts("interactive", payload, "operation_timeout", channel)

    async def submits(self, modal: Modal, values: Mapping[str, str]) -> Delivery:
        """Fill in the fields, by their labels, and send the dialogue off."""
        stated: dict[str, Any] = {}
        for block in modal.view["blocks"]:
            if block["type"] != "input":
                continue
            element, label = block["element"], block["label"]["text"]
            given = values.get(label, element.get("initial_value"))
            stated[block["block_id"]] = {element["action_id"]: _stated(element, given)}
        payload = self._interaction("view_submission") | {
            "view": described_view(self.server, self.team, modal, stated),
            "response_urls": [],
        }
        delivery = await self._interacts("interactive", payload, "We had some trouble connecting", None)
        self._answered(modal, delivery)
        return delivery

    def sees(self, channel: Channel, *, thread: Message | None = None) -> list[Seen]:
        """The channel as it is on the screen, or a thread of it; replies stand after their root."""
        if thread is not None:
            index = [thread.ts, *channel.replies.get(thread.ts, [])]
        else:
            index = [one for ts in channel.shown for one in (ts, *channel.replies.get(ts, []))]
        return [self._seen(channel.messages[ts]) for ts in dict.fromkeys(index) if ts in channel.messages]

    def reads(self, told: Ephemeral) -> str:
        """What was told, as it is shown."""
        return shown(self.team, words(told.blocks) or told.text)

    def _seen(self, message: Message) -> Seen:
        author = message.username or self.team.users[message.user].name
        names = {
            (unicode_of(name) or name): tuple(self.team.users[one].name for one in users)
            for name, users in message.reactions.items()
        }
        return Seen(
            author=author,
            text=shown(self.team, words(message.blocks) or message.text),
            message=message,
            is_app=bool(message.bot_id),
            files=tuple(self.team.files[one].name for one in message.files),
            reactions=names,
            buttons=tuple(one["text"]["text"] for _, one in buttons(message.blocks)),
            thread=message.thread_ts,
            is_edited=bool(message.edited_ts),
        )

    def _uploaded(self, name: str, content: bytes) -> File:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = File(self.server.names.id("F"), name, self.id, kind, content, is_complete=True)
        self.team.files[file.id] = file
        return file

    def _interaction(self, kind: str) -> dict[str, Any]:
        return {
            "type": kind,
            "user": {
                "id": self.id,
                "username": self.user.handle,
                "name": self.user.handle,
                "team_id": self.team.id,
            },
            "api_app_id": self.server.app_id,
            "token": "verification",
            "team": {"id": self.team.id, "domain": self.team.id.lower()},
            "trigger_id": self.server.trigger(self.id),
            "is_enterprise_install": False,
        }

    async def _interacts(
        self, kind: str, payload: dict[str, Any], failed: str, channel: Channel | None
    ) -> Delivery:
        """Bring it and wait; who gets no answer in time is told so by Slack itself."""
        task = self.server.deliveries.make(kind, payload)
        delivery = self.server.deliveries.made[-1]
        if task is not None:
            await task
        where = channel.id if channel else ""
        if not delivery.is_acknowledged:
            self.server.told.append(Ephemeral(where, self.id, failed))
        elif kind == "slash_commands" and delivery.answer and delivery.answer.get("text"):
            self.server.told.append(Ephemeral(where, self.id, delivery.answer["text"]))
        return delivery

    def _answered(self, modal: Modal, delivery: Delivery) -> None:
        if not delivery.is_acknowledged:
            return
        answer = delivery.answer or {}
        modal.errors = answer.get("errors", {}) if answer.get("response_action") == "errors" else {}
        if answer.get("response_action") == "update":
            modal.view = answer["view"]
        elif not modal.errors:
            modal.is_open = False


def _stated(element: Mapping[str, Any], given: Any) -> dict[str, Any]:
    if element["type"] in ("static_select", "radio_buttons"):
        options = {one["text"]["text"]: one for one in element["options"]}
        chosen = options[given] if given is not None else element.get("initial_option")
        return {"type": element["type"], "selected_option": chosen}
    return {"type": element["type"], "value": given or None}
