"""What there is in this Discord: users, guilds, channels and their threads, messages, interactions."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

TEXT, DM, PUBLIC_THREAD = 0, 1, 11


@dataclass(frozen=True, slots=True)
class User:
    id: str
    name: str
    is_bot: bool = False

    def described(self) -> dict[str, Any]:
        # An app keeps the name that it was given.
        username = self.name if self.is_bot else self.name.lower().replace(" ", "_")
        return {
            "id": self.id, "username": username, "global_name": None if self.is_bot else self.name,
            "discriminator": "0", "avatar": None, "bot": self.is_bot,
        }  # fmt: skip


@dataclass(slots=True)
class File:
    id: str
    name: str
    content: bytes

    def described(self, root: str) -> dict[str, Any]:
        url = f"{root}/attachments/{self.id}/{self.name}"
        return {
            "id": self.id, "filename": self.name, "size": len(self.content), "url": url, "proxy_url": url,
            "content_type": "application/octet-stream",
        }  # fmt: skip


@dataclass(slots=True)
class Message:
    id: str
    channel_id: str
    author: User
    content: str = ""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    kind: int = 0
    embeds: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    reactions: dict[str, list[User]] = field(default_factory=dict)
    edited_at: datetime | None = None
    nonce: str | None = None
    flags: int = 0
    reference: dict[str, Any] | None = None
    mentions: list[User] = field(default_factory=list)


@dataclass(slots=True)
class Channel:
    id: str
    name: str
    kind: int = TEXT
    guild_id: str | None = None
    parent_id: str | None = None
    messages: dict[str, Message] = field(default_factory=dict)
    nonces: dict[str, str] = field(default_factory=dict)
    recipients: list[User] = field(default_factory=list)

    def described(self) -> dict[str, Any]:
        body: dict[str, Any] = {"id": self.id, "type": self.kind, "name": self.name, "position": 0}
        if self.guild_id is not None:
            body |= {"guild_id": self.guild_id, "permission_overwrites": [], "nsfw": False, "topic": None}
        if self.kind == PUBLIC_THREAD:
            at = datetime.now(UTC).isoformat()
            body |= {
                "parent_id": self.parent_id, "owner_id": "1", "message_count": len(self.messages),
                "member_count": 1, "rate_limit_per_user": 0,
                "last_message_id": max(self.messages, key=int, default=None),
                "thread_metadata": {
                    "archived": False, "auto_archive_duration": 1440, "archive_timestamp": at,
                    "locked": False,
                },
            }  # fmt: skip
        elif self.guild_id is not None:
            body["parent_id"] = None
        if self.kind == DM:
            body["recipients"] = [one.described() for one in self.recipients]
        return body


@dataclass(slots=True)
class Guild:
    id: str
    name: str
    owner: User
    channels: dict[str, Channel] = field(default_factory=dict)
    members: dict[str, User] = field(default_factory=dict)
    commands: list[dict[str, Any]] = field(default_factory=list)
    is_bot_inside: bool = True


@dataclass(slots=True)
class Interaction:
    """Something that wants an answer inside three seconds; its token lives a quarter of an hour."""

    id: str
    token: str
    user: User
    channel_id: str
    body: dict[str, Any]
    kind: int | None = None
    answer: dict[str, Any] | None = None
    original: Message | None = None
    is_private: bool = False
    modal: dict[str, Any] | None = None
    choices: list[dict[str, Any]] = field(default_factory=list)
    has_failed: bool = False
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)
    answered: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True, slots=True)
class Webhook:
    """By whose address anybody may post in a channel, under its name."""

    id: str
    token: str
    channel_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one person alone was told."""

    user: User
    channel_id: str
    text: str


def described(message: Message, root: str, guild_id: str | None) -> dict[str, Any]:
    """The message as Discord tells of it."""
    body: dict[str, Any] = {
        "id": message.id, "channel_id": message.channel_id, "author": message.author.described(),
        "content": message.content, "timestamp": message.at.isoformat(), "type": message.kind,
        "edited_timestamp": message.edited_at.isoformat() if message.edited_at else None,
        "tts": False, "mention_everyone": False, "mention_roles": [], "pinned": False,
        "mentions": [one.described() for one in message.mentions], "flags": message.flags,
        "attachments": [one.described(root) for one in message.files],
        "embeds": message.embeds, "components": message.components,
    }  # fmt: skip
    if message.nonce is not None:
        body["nonce"] = message.nonce
    if message.reference is not None:
        body["message_reference"] = message.reference
    if message.reactions:
        body["reactions"] = [
            {
                "emoji": {"id": None, "name": name}, "count": len(users), "me": False, "me_burst": False,
                "count_details": {"burst": 0, "normal": len(users)}, "burst_colors": [],
            }
            for name, users in message.reactions.items()
        ]  # fmt: skip
    if guild_id is not None:
        body["guild_id"] = guild_id
    return body
