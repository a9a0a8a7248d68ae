"""Gateway events and interactions → what the gate takes. Pure; what is not for us is None.

https://discord.com/developers/docs/events/gateway-events
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.discord.commands import named, parsed
from bot.contracts.commands import CommandList
from bot.contracts.messages import Place
from bot.contracts.platforms import (
    Altered,
    Answered,
    Asking,
    Called,
    Heard,
    Person,
    Pushed,
    Reacted,
    RemoteFile,
)

NAME = "discord"
DEFAULT, THREAD_CREATED, REPLY = 0, 18, 19
PING, COMMAND, COMPONENT, COMPLETION, MODAL = 1, 2, 3, 4, 5
THREADS = frozenset({10, 11, 12})
Body = Mapping[str, Any]
_MARK = re.compile(r"<(?P<kind>@!?|@&|#|a?:)(?P<name>\w+:)?(?P<id>\d+)>")


@dataclass(frozen=True, slots=True)
class Ours:
    """Who we are there."""

    user_id: str
    application_id: str


def place_of(body: Body, parents: Mapping[str, str | None]) -> Place:
    """Where it happened; ``parents`` says of each thread in which channel it is."""
    channel = str(body["channel_id"])
    parent = parents.get(channel)
    guild = str(body.get("guild_id") or "")
    return Place(
        adapter=NAME, account=guild, channel=parent or channel, thread=channel if parent else None,
        is_direct=not guild,
    )  # fmt: skip


def person_of(user: Body, member: Body | None = None) -> Person:
    """Who it is: as they are called in the guild, else by their own name."""
    name = (member or {}).get("nick") or user.get("global_name") or user.get("username") or ""
    avatar = user.get("avatar")
    url = f"https://cdn.discordapp.com/avatars/{user['id']}/{avatar}.png" if avatar else None
    return Person(external_id=str(user["id"]), name=str(name), avatar_url=url)


def heard(body: Body, ours: Ours, parents: Mapping[str, str | None]) -> Heard | None:
    """A message that somebody wrote."""
    author = body.get("author") or {}
    if author.get("id") == ours.user_id or body.get("application_id") == ours.application_id:
        return None
    kind = int(body.get("type") or 0)
    if kind not in (DEFAULT, REPLY, THREAD_CREATED) or "id" not in author:
        return None
    opens = (body.get("message_reference") or {}).get("channel_id") if kind == THREAD_CREATED else None
    text, files = text_of(body), _files(body)
    if not text.strip() and not files:
        return None
    return Heard(
        place=place_of(body, parents),
        person=person_of(author, body.get("member")),
        external_id=str(body["id"]),
        text=text,
        files=files,
        opens_thread=None if opens is None else str(opens),
        said_at=_moment(body.get("timestamp")),
    )


def changed(body: Body, ours: Ours, parents: Mapping[str, str | None]) -> Altered | None:
    """A message that was edited; one whose links got previews was not."""
    if not body.get("edited_timestamp") or (body.get("author") or {}).get("id") == ours.user_id:
        return None
    text = text_of(body)
    if not text.strip():
        return None
    at = _moment(body["edited_timestamp"])
    return Altered(place=place_of(body, parents), external_id=str(body["id"]), text=text, changed_at=at)


def _moment(told: Any) -> datetime | None:
    return datetime.fromisoformat(str(told)) if told else None


def removed(body: Body, parents: Mapping[str, str | None]) -> list[Altered]:
    """A message that was taken back, or several."""
    ids = body.get("ids") or [body["id"]]
    place = place_of(body, parents)
    return [Altered(place=place, external_id=str(one), text=None) for one in ids]


def reacted(body: Body, ours: Ours, parents: Mapping[str, str | None], *, is_added: bool) -> Reacted | None:
    """An emoji; those of a guild's own have no meaning elsewhere."""
    emoji = body.get("emoji") or {}
    if emoji.get("id") is not None or str(body["user_id"]) == ours.user_id:
        return None
    member = body.get("member") or {}
    user = member.get("user") or {"id": body["user_id"]}
    return Reacted(
        place=place_of(body, parents), person=person_of(user, member), external_id=str(body["message_id"]),
        emoji=str(emoji.get("name")), is_added=is_added,
    )  # fmt: skip


def called(body: Body, commands: CommandList, parents: Mapping[str, str | None]) -> Called:
    """A slash command.

    Raises:
        InvalidInput: it is registered no more.
    """
    name, options = named(body["data"])
    return Called(
        place=place_of(body, parents), person=_somebody(body), call_id=str(body["id"]),
        parsed=parsed(commands.named(name), options), can_ask=True,
    )  # fmt: skip


def pushed(body: Body, parents: Mapping[str, str | None]) -> Pushed:
    """A button that was pressed."""
    return Pushed(place=place_of(body, parents), person=_somebody(body), token=str(body["data"]["custom_id"]))


def answered(body: Body, parents: Mapping[str, str | None]) -> Answered:
    """A modal that was filled."""
    fields = [one for row in body["data"].get("components") or () for one in row.get("components") or ()]
    values = {str(one["custom_id"]): str(one.get("value") or "") for one in fields}
    return Answered(
        place=place_of(body, parents), person=_somebody(body), token=str(body["data"]["custom_id"]),
        call_id=str(body["id"]), values=values,
    )  # fmt: skip


def asking(body: Body, parents: Mapping[str, str | None]) -> Asking:
    """An option that is half typed."""
    name, options = named(body["data"])
    focused = next((one for one in options if one.get("focused")), {"name": "", "value": ""})
    return Asking(
        place=place_of(body, parents), person=_somebody(body), command=name,
        argument=str(focused["name"]), typed=str(focused.get("value") or ""),
    )  # fmt: skip


def text_of(body: Body) -> str:
    """What was written, with people by their names."""
    names = {
        str(one["id"]): str(one.get("global_name") or one.get("username") or "somebody")
        for one in body.get("mentions") or ()
    }

    def word(found: re.Match[str]) -> str:
        kind = found["kind"]
        if kind.startswith("@") and kind != "@&":
            name = names.get(found["id"])
            return f'@"{name}"' if name else "@somebody"
        return f":{(found['name'] or '').rstrip(':')}:" if kind.endswith(":") else found[0]

    return _MARK.sub(word, str(body.get("content") or ""))


def _somebody(body: Body) -> Person:
    member = body.get("member") or {}
    return person_of(member.get("user") or body["user"], member)


def _files(body: Body) -> tuple[RemoteFile, ...]:
    return tuple(
        RemoteFile(
            name=str(one.get("filename") or "file"), size=int(one["size"]) if "size" in one else None,
            reference_json={"url": str(one["url"])},
        )
        for one in body.get("attachments") or ()
    )  # fmt: skip
