"""Slack's payloads → what happened: pure. Names are looked up by whoever calls, and given in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from adapters.slack.reading import line, markdown, people_in
from bot.contracts.messages import Place
from bot.contracts.platforms import Altered, Called, Heard, Person, Pushed, Reacted, RemoteFile

Payload = Mapping[str, Any]
Names = Mapping[str, str]

NAME, OWN_COMMAND = "slack", "/ionflux"
_SAID = frozenset({None, "file_share", "thread_broadcast", "me_message", "bot_message"})
# Told of as messages, and nobody's words: who joined, what the topic is now.
_QUIET = frozenset({"message_replied", "channel_join", "channel_leave", "channel_topic", "channel_purpose"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """Who we are in a team. ``shows_names``: it may post in others' names."""

    user_id: str
    bot_id: str
    app_id: str
    team_id: str = ""
    shows_names: bool = True


def is_said(event: Payload) -> bool:
    """Whether it is a message that somebody wrote."""
    return event.get("type") in ("message", "app_mention") and event.get("subtype") in _SAID


def is_quiet(event: Payload) -> bool:
    """Whether it is told of, and of no use here."""
    return event.get("subtype") in _QUIET or str(event.get("subtype", "")).startswith(("group_", "channel_"))


def is_own(event: Payload, bot: Bot) -> bool:
    """Whether our own bot wrote it: by its ids, never by a name."""
    profile = event.get("bot_profile") or {}
    return (
        (bool(bot.app_id) and bot.app_id in (event.get("app_id"), profile.get("app_id")))
        or (bool(bot.bot_id) and event.get("bot_id") == bot.bot_id)
        or (bool(bot.user_id) and event.get("user") == bot.user_id)
    )


def called_in(event: Payload) -> Iterator[str]:
    """The ids of all whose names are wanted to read the event."""
    said = event.get("message") or event
    yield from people_in(str(said.get("text") or ""))
    if event.get("user") and not event.get("bot_id"):
        yield str(event["user"])


def place_of(team: str, channel: str, thread: str | None = None) -> Place:
    """Where it happened."""
    return Place(
        adapter=NAME, account=team, channel=channel, thread=thread, is_direct=channel.startswith("D")
    )


def heard(event: Payload, team: str, *, names: Names, bot: Bot) -> Heard:
    """A message that somebody wrote."""
    ts, thread = _word(event, "ts"), event.get("thread_ts")
    return Heard(
        place=place_of(team, _word(event, "channel"), str(thread) if thread and thread != ts else None),
        person=person(event, team, names),
        external_id=ts,
        text=markdown(_text(event), names, bot=bot.user_id),
        files=tuple(files(event.get("files") or ())),
        said_at=moment(ts),
    )


def _text(event: Payload) -> str:
    """What was said; other apps say it in attachments alone, now and then."""
    if text := event.get("text"):
        return str(text)
    told = [one.get("text") or one.get("fallback") for one in event.get("attachments") or ()]
    return "\n".join(str(one) for one in told if one)


def person(event: Payload, team: str, names: Names) -> Person:
    """Who wrote it; another app's bot by its own name. Without one they keep the name they have."""
    profile = event.get("bot_profile") or {}
    external_id = _word(event, "user" if event.get("user") else "bot_id")
    given = event.get("username") or profile.get("name") or names.get(external_id)
    return Person(external_id=external_id, name=str(given or ""), account=team)


def files(told: Sequence[Payload]) -> Iterator[RemoteFile]:
    """The files of a message that can be fetched."""
    for one in told:
        if one.get("mode") in ("tombstone", "hidden_by_limit"):
            continue
        url = one.get("url_private_download") or one.get("url_private")
        yield RemoteFile(
            name=str(one.get("name") or one.get("title") or "file"),
            size=int(one["size"]) if one.get("size") else None,
            reference_json={"id": str(one.get("id", ""))} | ({"url": str(url)} if url else {}),
        )


def altered(event: Payload, team: str, *, names: Names, bot: Bot) -> Altered | None:
    """A message that was changed or taken back; None: nobody changed its words (a link was unfolded)."""
    place, at = place_of(team, _word(event, "channel")), moment(str(event.get("event_ts")))
    if event.get("subtype") == "message_deleted":
        return Altered(place=place, external_id=_word(event, "deleted_ts"), text=None, changed_at=at)
    now, before = event.get("message") or {}, event.get("previous_message") or {}
    ts = str(now.get("ts") or before.get("ts") or "")
    if not ts or is_own(now, bot):
        return None
    if now.get("subtype") == "tombstone":
        return Altered(place=place, external_id=ts, text=None, changed_at=at)
    if now.get("text") == before.get("text"):
        return None
    text = markdown(str(now.get("text") or ""), names, bot=bot.user_id)
    return Altered(place=place, external_id=ts, text=text, changed_at=at)


def reacted(event: Payload, team: str, *, emoji: str, names: Names) -> Reacted:
    """A reaction that was put or taken."""
    item = event["item"]
    return Reacted(
        place=place_of(team, _word(item, "channel")),
        person=person(event, team, names),
        external_id=_word(item, "ts"),
        emoji=emoji,
        is_added=event["type"] == "reaction_added",
    )


def called(form: Payload, *, names: Names) -> Called:
    """A slash command; what follows ``/ionflux`` is one too."""
    team, command = str(form.get("team_id", "")), _word(form, "command")
    text = line(str(form.get("text") or ""), names).strip()
    whole = f"/{text.removeprefix('/') or 'help'}" if command == OWN_COMMAND else f"{command} {text}".strip()
    trigger = str(form.get("trigger_id") or "")
    return Called(
        place=place_of(team, _word(form, "channel_id")),
        person=_actor(_word(form, "user_id"), str(form.get("user_name", "")), team, names),
        call_id=trigger or str(form.get("response_url", "")),
        text=whole,
        can_ask=bool(trigger),
    )


def pushed(payload: Payload, action: Payload, *, names: Names) -> Pushed:
    """A button that was pressed."""
    return Pushed(place=pressed_at(payload), person=interacting(payload, names), token=_word(action, "value"))


def interacting(payload: Payload, names: Names) -> Person:
    """Who pressed or filled in."""
    user = payload.get("user") or {}
    name = str(user.get("name") or user.get("username") or "")
    return _actor(_word(user, "id"), name, team_of(payload), names)


def pressed_at(payload: Payload) -> Place:
    """Where the button stands."""
    box = payload.get("container") or {}
    channel = (payload.get("channel") or {}).get("id") or box.get("channel_id") or ""
    thread = box.get("thread_ts") or (payload.get("message") or {}).get("thread_ts")
    return place_of(team_of(payload), str(channel), str(thread) if thread else None)


def team_of(payload: Payload) -> str:
    """The team that a payload is about."""
    team = payload.get("team") or {}
    return str(payload.get("team_id") or team.get("id") or (payload.get("user") or {}).get("team_id") or "")


def moment(ts: str) -> datetime | None:
    """When a message was written, or something happened: the name of it says so."""
    try:
        return datetime.fromtimestamp(float(ts), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _word(body: Payload, name: str) -> str:
    """What must be there, and a word."""
    value = body[name]
    if not isinstance(value, str) or not value:
        raise ValueError(f"{name} is no word")
    return value


def _actor(external_id: str, handle: str, team: str, names: Names) -> Person:
    return Person(external_id=external_id, name=names.get(external_id) or handle, account=team)
