"""What there is in this Telegram: users, chats with topics, messages, files."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class User:
    """Somebody; ``username`` is without the @."""

    id: int
    name: str
    username: str
    is_bot: bool = False

    def described(self) -> dict[str, Any]:
        first, _, last = self.name.partition(" ")
        body = {"id": self.id, "is_bot": self.is_bot, "first_name": first, "username": self.username}
        return body | ({"last_name": last} if last else {})


@dataclass(slots=True)
class File:
    id: str
    name: str
    content: bytes
    mime_type: str

    @property
    def path(self) -> str:
        return f"documents/{self.id}"

    def described(self) -> dict[str, Any]:
        return {
            "file_id": self.id,
            "file_unique_id": f"u{self.id}",
            "file_name": self.name,
            "file_size": len(self.content),
            "mime_type": self.mime_type,
        }


@dataclass(slots=True)
class Message:
    """A message; ``thread_id`` is the topic it stands in, ``service`` what it tells of the chat itself."""

    id: int
    chat_id: int
    sender: User
    date: int
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    thread_id: int | None = None
    reply_to: int | None = None
    keyboard: list[list[dict[str, Any]]] = field(default_factory=list)
    file: File | None = None
    reactions: dict[str, list[User]] = field(default_factory=dict)
    service: dict[str, Any] = field(default_factory=dict)
    is_force_reply: bool = False
    edit_date: int | None = None


@dataclass(slots=True)
class Chat:
    """A private chat, a group or a supergroup; a supergroup may be a forum."""

    id: int
    type: str
    title: str
    is_forum: bool = False
    members: dict[int, User] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    is_bot_inside: bool = True
    is_bot_admin: bool = True
    moved_to: int | None = None
    last_id: int = 0

    def described(self) -> dict[str, Any]:
        if self.type == "private":
            user = next(one for one in self.members.values() if not one.is_bot)
            first, _, last = user.name.partition(" ")
            body = {"id": self.id, "type": "private", "first_name": first, "username": user.username}
            return body | ({"last_name": last} if last else {})
        body = {"id": self.id, "type": self.type, "title": self.title}
        return body | ({"is_forum": True} if self.is_forum else {})

    def next_id(self) -> int:
        self.last_id += 1
        return self.last_id


def described(chat: Chat, message: Message, *, is_inner: bool = False) -> dict[str, Any]:
    """The message as the Bot API tells of it."""
    body: dict[str, Any] = {
        "message_id": message.id,
        "from": message.sender.described(),
        "chat": chat.described(),
        "date": message.date,
    } | message.service
    words = "caption" if message.file else "text"
    if message.text:
        body[words] = message.text
    if message.entities:
        body["caption_entities" if message.file else "entities"] = message.entities
    if message.file:
        body["document"] = message.file.described()
    if message.thread_id is not None:
        body |= {"message_thread_id": message.thread_id}
        body |= {"is_topic_message": True} if chat.is_forum else {}
    if message.edit_date is not None:
        body["edit_date"] = message.edit_date
    if message.keyboard:
        body["reply_markup"] = {"inline_keyboard": message.keyboard}
    reply_to = message.reply_to or (message.thread_id if chat.is_forum else None)
    if reply_to is not None and not is_inner and (parent := chat.messages.get(reply_to)) is not None:
        body["reply_to_message"] = described(chat, parent, is_inner=True)
    return body


def units(text: str) -> int:
    """How long Telegram takes a text to be."""
    return len(text.encode("utf-16-le")) // 2
