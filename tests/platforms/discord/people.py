"""People of this Discord: what they do, as their client would, and what stands on their screen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.platforms.discord.state import Channel, Interaction, Message, Told, User, described

if TYPE_CHECKING:
    from tests.platforms.discord.server import DiscordServer


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A message as it is shown."""

    author: str
    text: str
    message: Message
    files: tuple[str, ...] = ()
    reactions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    buttons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account."""

    server: "DiscordServer"
    user: User

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def direct(self) -> Channel:
        """Where this person and the bot are alone."""
        return self.server.direct(self.user)

    @property
    def told(self) -> list[Told]:
        """What only this person was told."""
        return [one for one in self.server.told if one.user is self.user]

    async def says(
        self,
        text: str,
        *,
        in_: Channel,
        thread: Message | Channel | None = None,
        files: Iterable[tuple[str, bytes]] = (),
    ) -> Message:
        """Write a message; in a thread, which a message opens where it has none yet."""
        channel = in_ if thread is None else await self._thread(in_, thread)
        kept = [self.server.keep_file(name, content) for name, content in files]
        named = [one for one in self.server.people.values() if f"<@{one.id}>" in text]
        message = self.server.new_message(channel, self.user, text, files=kept, mentions=named)
        await self._tell("MESSAGE_CREATE", message)
        if self.server.faults.doubled:
            self.server.faults.doubled -= 1
            await self._tell("MESSAGE_CREATE", message)
        return message

    async def opens_thread(self, name: str, *, in_: Channel) -> Channel:
        """A thread that begins with no message; the channel says that it began."""
        thread = self.server.new_thread(in_, name, self.server.snowflake())
        reference = {"channel_id": thread.id, "guild_id": in_.guild_id}
        message = self.server.new_message(in_, self.user, name, kind=18, reference=reference)
        await self.server.gateway.tell("THREAD_CREATE", thread.described())
        await self._tell("MESSAGE_CREATE", message)
        return thread

    async def edits(self, message: Message, text: str) -> None:
        message.content, message.edited_at = text, datetime.now(UTC)
        await self._tell("MESSAGE_UPDATE", message)

    async def deletes(self, message: Message) -> None:
        await self.server.remove(message)

    async def reacts(self, message: Message, emoji: str) -> None:
        message.reactions.setdefault(emoji, []).append(self.user)
        await self._tell_of_reaction("MESSAGE_REACTION_ADD", message, emoji)

    async def takes_back(self, message: Message, emoji: str) -> None:
        message.reactions[emoji].remove(self.user)
        message.reactions = {name: users for name, users in message.reactions.items() if users}
        await self._tell_of_reaction("MESSAGE_REACTION_REMOVE", message, emoji)

    async def commands(
        self, name: str, options: Mapping[str, Any] | None = None, *, in_: Channel
    ) -> Interaction:
        """Give a registered command, with the options that it has."""
        first, _, verb = name.partition(" ")
        command = self._registered(first)
        declared = command.get("options") or []
        if verb:
            declared = next(one for one in declared if one["name"] == verb).get("options") or []
        types = {one["name"]: one["type"] for one in declared}
        given = [{"name": key, "type": types[key], "value": value} for key, value in (options or {}).items()]
        inner = [{"name": verb, "type": 1, "options": given}] if verb else given
        data = {"id": command["id"], "name": first, "type": 1, "options": inner}
        return await self.server.interact(self.user, in_, 2, data)

    async def completes(self, name: str, option: str, typed: str, *, in_: Channel) -> list[str]:
        """What is offered for a half-typed option."""
        first, _, verb = name.partition(" ")
        command = self._registered(first)
        focused = [{"name": option, "type": 3, "value": typed, "focused": True}]
        inner = [{"name": verb, "type": 1, "options": focused}] if verb else focused
        data = {"id": command["id"], "name": first, "type": 1, "options": inner}
        made = await self.server.interact(self.user, in_, 4, data)
        return [one["name"] for one in made.choices]

    async def presses(self, message: Message, label: str) -> Interaction:
        """Press the button of that label."""
        buttons = [one for row in message.components for one in row["components"]]
        found = [one for one in buttons if one.get("label") == label]
        if not found:
            raise LookupError(f"No button {label!r}; there are {[one.get('label') for one in buttons]}")
        channel = self.server.channels[message.channel_id]
        data = {"custom_id": found[0]["custom_id"], "component_type": 2}
        shown = described(message, self.server.root, channel.guild_id)
        return await self.server.interact(self.user, channel, 3, data, message=shown)

    async def submits(self, asked: Interaction, values: Mapping[str, str]) -> Interaction:
        """Fill the modal that the app answered with; what is left out stays as it was."""
        assert asked.modal is not None
        fields = [row["components"][0] for row in asked.modal["components"]]
        rows = [
            {
                "type": 1,
                "components": [
                    {
                        "type": 4, "custom_id": one["custom_id"],
                        "value": values.get(one["custom_id"], one.get("value") or ""),
                    }
                ],
            }
            for one in fields
        ]  # fmt: skip
        data = {"custom_id": asked.modal["custom_id"], "components": rows}
        return await self.server.interact(self.user, self.server.channels[asked.channel_id], 5, data)

    def sees(self, channel: Channel, *, thread: str | None = None) -> list[Seen]:
        """The messages on the screen, in order; those of a thread where it is named."""
        shown = self.server.channels[thread] if thread else channel
        return [self._seen(one) for one in shown.messages.values() if one.kind == 0]

    def last(self, channel: Channel) -> Seen:
        return self.sees(channel)[-1]

    def _seen(self, message: Message) -> Seen:
        words = [message.content]
        for one in message.embeds:
            words += [one.get("title") or "", one.get("description") or ""]
            words += [f"{each['name']}: {each['value']}" for each in one.get("fields") or []]
            words.append((one.get("footer") or {}).get("text") or "")
        return Seen(
            author=message.author.name,
            text="\n".join(filter(None, words)),
            message=message,
            files=tuple(one.name for one in message.files),
            reactions={name: tuple(one.name for one in users) for name, users in message.reactions.items()},
            buttons=tuple(one["label"] for row in message.components for one in row["components"]),
        )

    def _registered(self, first: str) -> dict[str, Any]:
        known = [*self.server.commands, *self.server.guild.commands]
        found = next((one for one in known if one["name"] == first), None)
        if found is None:
            raise LookupError(
                f"No command /{first} is registered; there are {[one['name'] for one in known]}"
            )
        return found

    async def _thread(self, channel: Channel, thread: Message | Channel) -> Channel:
        if isinstance(thread, Channel):
            return thread
        if thread.id not in self.server.channels:
            made = self.server.new_thread(channel, thread.content[:50] or "Thread", thread.id)
            await self.server.gateway.tell("THREAD_CREATE", made.described())
        return self.server.channels[thread.id]

    async def _tell(self, event: str, message: Message) -> None:
        channel = self.server.channels[message.channel_id]
        body = described(message, self.server.root, channel.guild_id)
        if channel.guild_id:
            body["member"] = {"roles": [], "joined_at": None, "deaf": False, "mute": False, "flags": 0}
        await self.server.gateway.tell(event, body)

    async def _tell_of_reaction(self, event: str, message: Message, emoji: str) -> None:
        channel = self.server.channels[message.channel_id]
        body: dict[str, Any] = {
            "user_id": self.user.id, "channel_id": channel.id, "message_id": message.id,
            "emoji": {"id": None, "name": emoji}, "burst": False, "type": 0,
        }  # fmt: skip
        if channel.guild_id:
            body["guild_id"] = channel.guild_id
            if event.endswith("ADD"):
                member = {"roles": [], "joined_at": None, "deaf": False, "mute": False, "flags": 0}
                body["member"] = member | {"user": self.user.described()}
        await self.server.gateway.tell(event, body)
