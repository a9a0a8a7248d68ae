"""Full-text search over the messages that the actor may read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from bot.contracts.unit import Unit
from bot.services import access, changes, channels
from bot.services.posts import MessageView
from config.errors import Fault, InvalidInput
from storage.models.agents import AgentConfiguration
from storage.models.chat import Message
from storage.models.users import User
from storage.models.workspaces import Membership, Workspace
from storage.search import HAS, MessageIndex, Sought, Words, text_of

LONGEST_QUERY, MOST_PARTS, MOST_WORDS, SNIPPET, LONGEST_NAME = 400, 20, 32, 180, 80
_PART = re.compile(
    r"(?P<not>-)?(?:(?P<key>from|in|has|before|after):)?"
    r"(?:\"(?P<phrase>[^\"]*)\"?|(?P<word>\S+))",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What somebody typed, taken apart."""

    words: Sequence[Words] = ()
    filters: dict[str, list[str]] = field(default_factory=dict)


def read(text: str) -> Query:
    """Take a search apart: words, "phrases", -unwanted ones, and from: in: has: before: after:.

    Raises:
        InvalidInput: too long, or it says only what is unwanted.
    """
    if len(text) > LONGEST_QUERY:
        raise InvalidInput(f"A search may have {LONGEST_QUERY} characters.")
    if "\x00" in text:
        raise InvalidInput("A search has a character that no message has.")
    words: list[Words] = []
    filters: dict[str, list[str]] = {}
    for part in _PART.finditer(text):
        value = (part["phrase"] if part["phrase"] is not None else part["word"] or "").strip()
        if part["key"]:
            filters.setdefault(part["key"].lower(), []).append(value)
        elif _TOKEN.search(value):
            is_begun = part["phrase"] is None and not part["not"] and len(_TOKEN.findall(value)) == 1
            words.append(Words(text=value, is_begun=is_begun, is_unwanted=bool(part["not"])))
        if len(words) + len(filters) > MOST_PARTS:
            raise InvalidInput(f"A search may have {MOST_PARTS} parts.")
    # Words that stand together are looked for together, in every place where the first of them is.
    if sum(len(_TOKEN.findall(one.text)) for one in words) > MOST_WORDS:
        raise InvalidInput(f"A search may have {MOST_WORDS} words.")
    if words and all(one.is_unwanted for one in words):
        raise InvalidInput("Say also what you look for, not only what you do not want.")
    return Query(words=words, filters=filters)


class FoundMessage(BaseModel):
    """A message, and where in its words the search was met: ``ranges`` are places in ``snippet_text``."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    message: MessageView
    channel_id: UUID
    channel_name: str
    snippet_text: str
    ranges: Sequence[tuple[int, int]]


class Search:
    """Finds messages."""

    def __init__(self, index: MessageIndex) -> None:
        """Look into that index."""
        self._index = index

    async def find(
        self, unit: Unit, text: str, *, limit: int = 20, before_id: UUID | None = None
    ) -> Sequence[FoundMessage]:
        """What the actor may read of what is sought, newest first.

        Raises:
            InvalidInput: nobody or no channel has the name that is asked for, or a date is none.
        """
        access.require(unit, "search.read")
        query = read(text)
        if not query.words and not query.filters:
            return []
        ids = await self._index.find(await _sought(unit, query, limit=limit, before_id=before_id))
        return await _shown(unit, ids, [one.text for one in query.words if not one.is_unwanted])


async def _sought(unit: Unit, query: Query, *, limit: int, before_id: UUID | None) -> Sought:
    filters = query.filters
    if unknown := [one for one in filters.get("has", ()) if one.lower() not in HAS]:
        raise _fault("has", f"has: takes {', '.join(sorted(HAS))}, not '{unknown[0]}'.")
    readable = [UUID(str(one)) for one in await channels.readable(unit).values_list("id", flat=True)]
    inside = [one for name in filters.get("in", ()) for one in await _places(unit, name)]
    zone = await _zone(unit) if {"before", "after"} & filters.keys() else UTC
    since = [_day("after", one, zone, days=1) for one in filters.get("after", ())]
    until = [_day("before", one, zone) for one in filters.get("before", ())]
    return Sought(
        workspace_id=unit.scope,
        channel_ids=inside or readable,
        words=query.words,
        sender_ids=[found for name in filters.get("from", ()) for found in await _senders(unit, name)],
        has=[one.lower() for one in filters.get("has", ())],
        since=max(since, default=None),
        until=min(until, default=None),
        before_id=before_id,
        limit=limit,
    )


async def _places(unit: Unit, name: str) -> Sequence[UUID]:
    """The channel of that name; of ``@name`` the direct ones with those who are called so."""
    if not name.startswith("@"):
        return [await _channel(unit, name)]
    mine = unit.actor.id
    named = [channels.dm_name(mine, one) for one in await _senders(unit, name) if mine is not None]
    rows = await channels.readable(unit).filter(name__in=named).only("id", "name")
    if not rows:
        raise _fault("in", f"You have no conversation with '{name.removeprefix('@')}'.")
    return [row.id for row in rows]


async def _channel(unit: Unit, name: str) -> UUID:
    bare = name.removeprefix("#").lower()
    row = await channels.readable(unit).filter(name=bare).first() if len(bare) <= LONGEST_NAME else None
    if row is None:
        raise _fault("in", f"There is no channel #{bare} that you can read.")
    return UUID(str(row.id))


async def _senders(unit: Unit, name: str) -> Sequence[UUID]:
    """Everybody, people and agents, whose name is or begins so; ``me`` is the actor."""
    bare = name.removeprefix("@").casefold().replace("-", " ")
    if bare == "me" and unit.actor.id is not None:
        return [unit.actor.id]
    members = await Membership.of(unit.scope).values_list("user_id", flat=True)
    people = await User.filter(id__in=list(members)).values_list("id", "name")
    agents = await AgentConfiguration.of(unit.scope).values_list("id", "name")
    known = [(one, str(called).casefold().replace("-", " ")) for one, called in [*people, *agents]]
    found = [one for one, called in known if called == bare] or [
        one for one, called in known if bare and called.startswith(bare)
    ]
    if not found:
        raise _fault("from", f"Nobody here is called '{name}'.")
    return [UUID(str(one)) for one in found]


async def _zone(unit: Unit) -> Any:
    workspace = await Workspace.get(id=unit.scope)
    return ZoneInfo(workspace.settings_json.get("default_timezone") or "UTC")


def _day(key: str, text: str, zone: Any, *, days: int = 0) -> datetime:
    """When that day begins in the zone, or one so many days later."""
    try:
        day = datetime.fromisoformat(text).date() + timedelta(days=days)
        return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise _fault(key, f"{key}: takes a day such as 2026-01-31, not '{text}'.") from None


def _fault(key: str, told: str) -> InvalidInput:
    return InvalidInput(told, details=(Fault(field=f"q.{key}", code="invalid", message=told),))


async def _shown(unit: Unit, ids: Sequence[UUID], words: Sequence[str]) -> Sequence[FoundMessage]:
    rows = {row.id: row for row in await Message.of(unit.scope).filter(id__in=list(ids))}
    by_channel: dict[UUID, list[Message]] = {}
    for row in rows.values():
        by_channel.setdefault(row.channel_id, []).append(row)
    seen: dict[UUID, MessageView] = {}
    names = await channels.names(unit, list(by_channel))
    for channel_id, some in by_channel.items():
        seen |= {one.id: one for one in await changes.views(unit.scope, channel_id, some)}
    found = []
    for one in (seen[message_id] for message_id in ids if message_id in seen):
        snippet, ranges = _snippet(text_of(one.content_json), words)
        found.append(
            FoundMessage(
                id=one.id,
                message=one,
                channel_id=one.channel_id,
                channel_name=names[one.channel_id],
                snippet_text=snippet,
                ranges=ranges,
            )
        )
    return found


def _snippet(text: str, words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The part of the text around the first word that was sought, and where in it they stand."""
    tokens = {token for word in words for token in _TOKEN.findall(word)}
    pattern = "|".join(rf"\b{re.escape(token)}\w*" for token in sorted(tokens, key=len, reverse=True))
    flat = _on_one_line(text)
    first = re.search(pattern, flat, re.IGNORECASE) if pattern else None
    start = max(0, (first.start() if first else 0) - SNIPPET // 3)
    start = flat.rfind(" ", 0, start) + 1 if start else 0
    cut = flat[start : start + SNIPPET]
    found = [(one.start(), one.end()) for one in re.finditer(pattern, cut, re.IGNORECASE)] if pattern else []
    before, after = ("… " if start else ""), (" …" if start + SNIPPET < len(flat) else "")
    return f"{before}{cut}{after}", [(one + len(before), end + len(before)) for one, end in found]


def _on_one_line(text: str) -> str:
    """The text without what its next line begins with: of a card, the title that its text repeats."""
    lines = text.splitlines()
    afters = [*lines[1:], ""]
    told = [one for one, after in zip(lines, afters, strict=True) if not f"{after} ".startswith(f"{one} ")]
    return " ".join(" ".join(told).split())
