"""Update → what the gate takes. Pure; an update of a kind not known here is None.

https://core.telegram.org/bots/api#update
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from adapters.telegram.markup import markdown_of
from adapters.telegram.questions import answered
from bot.contracts.messages import Place
from bot.contracts.platforms import (
    Altered,
    Answered,
    Called,
    Heard,
    Person,
    Pushed,
    Reacted,
    RemoteFile,
)

NAME = "telegram"
Body = Mapping[str, Any]
_FILES = ("document", "video", "audio", "voice", "animation", "video_note")


@dataclass(frozen=True, slots=True)
class Moved:
    """A group became a supergroup, with another id."""

    place: Place
    channel: str


@dataclass(frozen=True, slots=True)
class PutOut:
    """The bot was put out of a chat."""

    place: Place


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press of a button, whose query wants an answer."""

    pushed: Pushed
    query_id: str


Parsed = Heard | Altered | Called | Answered | Pressed | Moved | PutOut | Sequence[Reacted]


def parse(update: Body, bot: Body) -> Parsed | None:
    """What the update says; None: nothing for us. ``bot`` is what getMe gave."""
    if isinstance(message := update.get("message"), dict):
        return _message(message, bot)
    if isinstance(message := update.get("edited_message"), dict):
        return _edited(message)
    if isinstance(query := update.get("callback_query"), dict):
        return _pressed(query)
    if isinstance(reaction := update.get("message_reaction"), dict):
        return _reacted(reaction)
    if isinstance(member := update.get("my_chat_member"), dict):
        return _put_out(member)
    return None


def kind_of(update: Body) -> str:
    """What kind of update it calls itself."""
    return next((name for name in update if name != "update_id"), "empty")


def place_of(message: Body) -> Place:
    """Where a message stands: its chat, and in a forum its topic."""
    chat = message["chat"]
    thread = message.get("message_thread_id") if message.get("is_topic_message") else None
    return Place(
        adapter=NAME, channel=str(chat["id"]), thread=None if thread is None else str(thread),
        is_direct=chat.get("type") == "private",
    )  # fmt: skip


def person_of(user: Body) -> Person:
    """Who it is; ids are unique on the whole platform."""
    names = (user.get("first_name"), user.get("last_name"))
    name = " ".join(one for one in names if one) or str(user.get("username") or "Somebody")
    return Person(external_id=str(user["id"]), name=name)


def _message(message: Body, bot: Body) -> Parsed | None:
    if (new := message.get("migrate_to_chat_id")) is not None:
        return Moved(place_of(message), str(new))
    sender = message.get("from")
    if not isinstance(sender, dict) or sender.get("id") == bot.get("id") or "via_bot" in message:
        return None
    if (topic := message.get("forum_topic_created")) is not None:
        return _heard(message, sender, text=str(topic.get("name") or "Topic"), opens=message["message_id"])
    if (answer := _answer(message, sender, bot)) is not None:
        return answer
    if (line := command_in(message, bot)) is not None:
        return Called(
            place=place_of(message),
            person=person_of(sender),
            call_id=_call_id(message),
            text=line,
            can_ask=True,
        )
    text, files = _text(message), _files(message)
    return _heard(message, sender, text=text, files=files) if text.strip() or files else None


def _heard(
    message: Body, sender: Body, *, text: str, files: tuple[RemoteFile, ...] = (), opens: int | None = None
) -> Heard:
    place = place_of(message)
    parent = message.get("reply_to_message") or {}
    # In a forum each message answers the one that opened its topic.
    is_reply = "message_id" in parent and str(parent["message_id"]) != place.thread
    if opens is not None:
        place = Place(adapter=NAME, channel=place.channel)
    return Heard(
        place=place,
        person=person_of(sender),
        external_id=str(message["message_id"]),
        text=text,
        files=files,
        replies_to=str(parent["message_id"]) if is_reply else None,
        opens_thread=None if opens is None else str(opens),
        said_at=_moment(message, "date"),
    )


def _edited(message: Body) -> Altered | None:
    text = _text(message)
    if not text.strip():
        return None
    return Altered(
        place=place_of(message),
        external_id=str(message["message_id"]),
        text=text,
        changed_at=_moment(message, "edit_date"),
    )


def _moment(message: Body, name: str) -> datetime:
    return datetime.fromtimestamp(int(message.get(name) or 0), UTC)


def command_in(message: Body, bot: Body) -> str | None:
    """The command that a message is, without the bot's name; None: it is none, or another bot's."""
    text = str(message.get("text") or "")
    entities = message.get("entities") or ()
    is_command = any(one.get("type") == "bot_command" and one.get("offset") == 0 for one in entities)
    if not is_command and not text.startswith("/"):
        return None
    word, space, rest = text.partition(" ")
    name, at, whose = word.partition("@")
    if at and whose.lower() != str(bot.get("username") or "").lower():
        return None
    return f"{name}{space}{rest}" if len(name) > 1 else None


def _answer(message: Body, sender: Body, bot: Body) -> Answered | None:
    parent = message.get("reply_to_message") or {}
    if (parent.get("from") or {}).get("id") != bot.get("id"):
        return None
    if (read := answered(parent, str(message.get("text") or ""))) is None:
        return None
    token, values = read
    return Answered(
        place=place_of(message),
        person=person_of(sender),
        token=token,
        call_id=_call_id(message),
        values=values,
    )


def _pressed(query: Body) -> Pressed | None:
    message, sender = query.get("message"), query.get("from")
    if not isinstance(message, dict) or not isinstance(sender, dict) or "data" not in query:
        return None
    pushed = Pushed(place=place_of(message), person=person_of(sender), token=str(query["data"]))
    return Pressed(pushed, str(query["id"]))


def _reacted(reaction: Body) -> Sequence[Reacted]:
    sender = reaction.get("user")
    if not isinstance(sender, dict):
        return ()
    before, after = (_emojis(reaction.get(name)) for name in ("old_reaction", "new_reaction"))
    place = Place(adapter=NAME, channel=str(reaction["chat"]["id"]))
    return [
        Reacted(
            place=place, person=person_of(sender), external_id=str(reaction["message_id"]), emoji=emoji,
            is_added=emoji in after,
        )
        for emoji in [*before, *after]
        if (emoji in before) != (emoji in after)
    ]  # fmt: skip


def _put_out(member: Body) -> PutOut | None:
    status = (member.get("new_chat_member") or {}).get("status")
    chat = member["chat"]
    return PutOut(Place(adapter=NAME, channel=str(chat["id"]))) if status in ("left", "kicked") else None


def _emojis(found: Any) -> list[str]:
    return [str(one["emoji"]) for one in found or () if one.get("type") == "emoji"]


def _call_id(message: Body) -> str:
    return f"{message['chat']['id']}:{message['message_id']}"


def _text(message: Body) -> str:
    for words, marks in (("text", "entities"), ("caption", "caption_entities")):
        if text := message.get(words):
            return markdown_of(str(text), message.get(marks) or ())
    if (sticker := message.get("sticker")) is not None:
        return str(sticker.get("emoji") or "")
    if (place := message.get("location")) is not None:
        return f"📍 {place.get('latitude')}, {place.get('longitude')}"
    if (contact := message.get("contact")) is not None:
        return f"👤 {contact.get('first_name', '')} {contact.get('phone_number', '')}"
    if (poll := message.get("poll")) is not None:
        return "\n".join(
            [f"📊 {poll.get('question')}", *(f"- {one.get('text')}" for one in poll.get("options") or ())]
        )
    return ""


def _files(message: Body) -> tuple[RemoteFile, ...]:
    for kind in _FILES:
        if isinstance(file := message.get(kind), dict):
            return (
                _file(
                    file, str(file.get("file_name") or f"{kind}-{message['message_id']}{_ENDS.get(kind, '')}")
                ),
            )
    if sizes := message.get("photo"):
        return (_file(sizes[-1], f"photo-{message['message_id']}.jpg"),)
    return ()


_ENDS = {"voice": ".ogg", "audio": ".mp3", "video": ".mp4", "video_note": ".mp4", "animation": ".mp4"}


def _file(file: Body, name: str) -> RemoteFile:
    size = file.get("file_size")
    return RemoteFile(
        name=name, size=int(size) if size is not None else None, reference_json={"file_id": file["file_id"]}
    )
