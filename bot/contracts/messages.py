"""What a message carries, as plain data."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

LONGEST_TEXT, LARGEST_PAYLOAD = 16_000, 64 * 1024


def text_content(text: str) -> dict[str, Any]:
    """``content_json`` of a text that is no command; ``is_literal`` says so where it looks like one."""
    # Commands carry no mark, as none of those stored before did.
    return {"text_body": text} | ({"is_literal": True} if text.startswith("/") else {})


class ContentType(StrEnum):
    """The kinds of message, with the concept's names."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON_DATA = "json_data"
    INTERACTIVE_PROPOSAL = "interactive_proposal"
    FILE_ATTACHMENT = "file_attachment"
    AGENT_STATUS_UPDATE = "agent_status_update"


OLD_NAMES = {
    "json_proposal": ContentType.INTERACTIVE_PROPOSAL,
    "agent_command_response": ContentType.AGENT_STATUS_UPDATE,
}
"""What some kinds were called once; understood where services say what they want posted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One line of an alert: what, and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where to look further."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something people should see. A client shows title, reason and amount in the first line, then the
    details.
    """

    title: str
    text: str
    level: Literal["info", "warning", "critical"] = "info"
    reason_text: str | None = None
    amount_text: str | None = None
    fields: tuple[Detail, ...] = ()
    foot_text: str | None = None
    links: tuple[Link, ...] = ()

    def content(self, **ids: str) -> dict[str, Any]:
        """``content_json`` of a ``json_data`` message that holds this alert; ``ids`` name its run and
        event.
        """
        payload: dict[str, Any] = {
            "kind": "alert",
            "level": self.level,
            "title": self.title,
            "text": self.text,
        }
        for name in ("reason_text", "amount_text", "foot_text"):
            if (value := getattr(self, name)) is not None:
                payload[name] = value
        payload["fields"] = [{"label": detail.label, "value": detail.value} for detail in self.fields]
        payload["links"] = [{"label": link.label, "url": link.url} for link in self.links]
        return {"json_payload": payload | ids}


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message an agent wants in a channel, by the channel's name or id.

    Without one it goes where the agent was asked, else to the agent's own channel or ``alerts``.
    """

    channel: str = ""
    content: Alert | str
    part: int = field(default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundMessage:
    """What somebody said, wherever they said it. ``client_message_id`` knows a repeat."""

    channel_id: UUID
    content_type: str
    content_json: dict[str, Any]
    thread_id: UUID | None = None
    client_message_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an adapter sends: a channel, an address, a chat, as that adapter names it, in which account of
    the platform (a team, a guild), and in which of the channel's threads.

    ``is_direct``: a conversation with one person alone.
    """

    adapter: str
    channel: str
    thread: str | None = None
    account: str = ""
    is_direct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who a message is by, where it is shown by a bot in their stead."""

    name: str
    avatar_url: str | None = None
    is_agent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button; ``token`` comes back when it is pressed, at most 40 letters, digits, dots, dashes and
    underscores.
    """

    label: str
    token: str
    style: Literal["primary", "secondary", "danger"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with a message; ``read`` gives its bytes, from the beginning each time."""

    name: str
    content_type: str
    size: int
    read: Callable[[], AsyncIterator[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboundMessage:
    """What an adapter sends, before it is rendered. ``key`` is the same when it is sent again.

    With a title, fields, buttons or a level it is a card, else what somebody said. ``body_text`` is Markdown.
    ``foot_text`` is said small at its end. ``replies_to`` is the external id of the message it answers,
    for platforms without threads. ``html`` and ``headers`` are for e-mail alone.
    """

    key: UUID
    title_text: str = ""
    body_text: str = ""
    foot_text: str | None = None
    author: Author | None = None
    level: Literal["info", "warning", "critical"] | None = None
    fields: tuple[Detail, ...] = ()
    links: tuple[Link, ...] = ()
    buttons: tuple[Button, ...] = ()
    file: Attachment | None = None
    replies_to: str | None = None
    html: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_card(self) -> bool:
        """Whether it is more than what somebody said."""
        return bool(self.title_text or self.fields or self.buttons or self.level)
