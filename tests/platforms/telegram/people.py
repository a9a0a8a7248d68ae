"""People of this Telegram: what they do, as their client would, and what stands on their screen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.platforms.telegram.state import Chat, Message, User, described, units

if TYPE_CHECKING:
    from tests.platforms.telegram.server import Query, TelegramServer


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A message as it is shown."""

    author: str
    text: str
    message: Message
    files: tuple[str, ...] = ()
    reactions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    buttons: tuple[str, ...] = ()
    thread: str | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account."""

    server: "TelegramServer"
    user: User

    @property
    def id(self) -> str:
        return str(self.user.id)

    @property
    def direct(self) -> Chat:
        """Where this person and the bot are alone."""
        return self.server.direct(self.user)

    async def says(
        self,
        text: str,
        *,
        in_: Chat,
        thread: Message | int | None = None,
        reply_to: Message | None = None,
        files: Iterable[tuple[str, bytes]] = (),
    ) -> Message:
        """Write a message; ``thread`` is a topic of a forum. A file is a message of its own."""
        message = self._new(in_, text, thread, reply_to)
        for name, content in files:
            message.file = self.server.keep_file(name, content, "application/octet-stream")
        return self._sent(in_, message)

    async def opens_topic(self, name: str, *, in_: Chat) -> Message:
        return self.server.new_topic(in_, name, self.user)

    async def edits(self, message: Message, text: str) -> None:
        chat = self.server.chats[message.chat_id]
        message.text, message.edit_date = text, self.server.now()
        self.server.tell("edited_message", chat, message)

    async def deletes(self, message: Message) -> None:
        """Of which a bot is never told."""
        del self.server.chats[message.chat_id].messages[message.id]

    async def reacts(self, message: Message, emoji: str) -> None:
        before = self._given(message)
        message.reactions.setdefault(emoji, []).append(self.user)
        self._tell_of_reaction(message, before)

    async def takes_back(self, message: Message, emoji: str) -> None:
        before = self._given(message)
        message.reactions[emoji].remove(self.user)
        if not message.reactions[emoji]:
            del message.reactions[emoji]
        self._tell_of_reaction(message, before)

    async def commands(self, line: str, *, in_: Chat, thread: Message | int | None = None) -> Message:
        """Give a slash command: a message like others, marked as one."""
        message = self._new(in_, line, thread, None)
        word = line.split(" ")[0]
        message.entities = [{"type": "bot_command", "offset": 0, "length": units(word)}]
        return self._sent(in_, message)

    async def presses(self, message: Message, label: str) -> "Query":
        """Press the button of that label; the query has the bot's answer once it is answered."""
        found = [one for row in message.keyboard for one in row if one["text"] == label]
        if not found:
            raise LookupError(
                f"No button {label!r}; there are {[one['text'] for row in message.keyboard for one in row]}"
            )
        chat = self.server.chats[message.chat_id]
        return self.server.press(self.user, chat, message, found[0]["callback_data"])

    def sees(self, chat: Chat, *, thread: int | None = None) -> list[Seen]:
        """The messages on the screen, in order; those of one topic where it is named."""
        shown = [one for one in chat.messages.values() if not one.service]
        if thread is not None:
            shown = [one for one in shown if one.thread_id == thread]
        return [self._seen(chat, one) for one in shown]

    def last(self, chat: Chat) -> Seen:
        return self.sees(chat)[-1]

    def _new(self, chat: Chat, text: str, thread: Message | int | None, reply_to: Message | None) -> Message:
        message = Message(id=0, chat_id=chat.id, sender=self.user, date=self.server.now(), text=text)
        if thread is not None:
            message.thread_id = thread if isinstance(thread, int) else (thread.thread_id or thread.id)
        if reply_to is not None:
            message.reply_to = reply_to.id
        chat.members[self.user.id] = self.user
        return message

    def _sent(self, chat: Chat, message: Message) -> Message:
        message.id = chat.next_id()
        chat.messages[message.id] = message
        self.server.tell("message", chat, message)
        return message

    def _given(self, message: Message) -> list[dict[str, Any]]:
        mine = [emoji for emoji, users in message.reactions.items() if self.user in users]
        return [{"type": "emoji", "emoji": one} for one in mine]

    def _tell_of_reaction(self, message: Message, before: list[dict[str, Any]]) -> None:
        chat = self.server.chats[message.chat_id]
        if not chat.is_bot_admin and chat.type != "private":
            return
        self.server.updates.make(
            "message_reaction",
            {
                "chat": chat.described(), "message_id": message.id, "user": self.user.described(),
                "date": self.server.now(), "old_reaction": before, "new_reaction": self._given(message),
            },
        )  # fmt: skip

    def _seen(self, chat: Chat, message: Message) -> Seen:
        body = described(chat, message)
        return Seen(
            author=message.sender.name,
            text=str(body.get("text") or body.get("caption") or ""),
            message=message,
            files=(message.file.name,) if message.file else (),
            reactions={emoji: tuple(one.name for one in users) for emoji, users in message.reactions.items()},
            buttons=tuple(one["text"] for row in message.keyboard for one in row),
            thread=chat.topics.get(message.thread_id or 0),
            reply_to=message.reply_to,
        )
