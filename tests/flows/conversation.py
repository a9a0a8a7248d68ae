"""People who write, answer, change and take back at random in four places, and what stands in each then."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.flows.everywhere import Everywhere

EMOJIS = ("👍", "🎉", "❤️")
WEB, SLACK, DISCORD, TELEGRAM = "web", "slack", "discord", "telegram"
PLACES = (WEB, SLACK, DISCORD, TELEGRAM)
# Of what is said below an older message while nobody listens Slack's history does not tell.
RECENT = 500
_TOKEN = re.compile(r"\bm(\d+)\b")


@dataclass
class Said:
    """A message by its number; ``handle`` is what its place calls it."""

    number: int
    place: str
    handle: Any
    root: int | None = None
    is_gone: bool = False
    reactions: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Line:
    """A message as it stands in a place: its words, whose they are, and what it answers."""

    text: str
    author: str
    root: int | None


class Conversation:
    """``is_calm``: nothing is done whose loss a platform tells nobody of."""

    def __init__(self, world: Everywhere, seed: int, *, is_calm: bool = False) -> None:
        self.world = world
        self.said: dict[int, Said] = {}
        self._dice = random.Random(seed)
        self._is_calm = is_calm
        self._count = 0
        self.people = {
            SLACK: world.slack.person("Sam Slack"),
            DISCORD: world.discord.person("Dora Discord"),
            TELEGRAM: world.telegram.person("Tom Telegram"),
        }
        self.rooms = {SLACK: world.shop, DISCORD: world.orders, TELEGRAM: world.group}

    async def act(self) -> None:
        """One thing that somebody does somewhere."""
        place = self._dice.choice(PLACES)
        mine = [one for one in self.said.values() if one.place == place and not one.is_gone]
        act = self._dice.choices(("says", "replies", "edits", "deletes", "reacts"), (5, 3, 3, 1, 1))[0]
        if act == "says" or not mine:
            await self._says(place, None)
        elif act == "replies":
            roots = [one.root or one.number for one in mine]
            recent = [one for one in roots if not self._is_calm or self._count - one < RECENT]
            await self._says(place, self._dice.choice(recent) if recent else None)
        elif act == "edits" and self._may_change(place):
            await self._edits(self._dice.choice(mine))
        elif act == "deletes" and self._may_lose(place):
            await self._deletes(self._dice.choice(mine))
        elif act == "reacts" and self._may_lose(place):
            await self._reacts(self._dice.choice(mine))

    def _may_change(self, place: str) -> bool:
        """Of an old message Discord tells once, to whoever is there."""
        return not (self._is_calm and place == DISCORD)

    def _may_lose(self, place: str) -> bool:
        """Telegram never tells of deletions; Discord tells once, to whoever is there."""
        return place != TELEGRAM and not (self._is_calm and place == DISCORD)

    async def _says(self, place: str, root: int | None) -> None:
        if root is not None and (self.said[root].is_gone or self.said[root].place != place):
            root = None
        self._count += 1
        said = Said(self._count, place, None, root)
        text = f"m{said.number} {self._words()}"
        above = None if root is None else self.said[root].handle
        if place == WEB:
            more = {} if above is None else {"thread_id": above["id"]}
            said.handle = await self.world.says(text, **more)
        elif place == TELEGRAM:
            room = self.rooms[TELEGRAM]
            said.handle = await self.people[TELEGRAM].says(text, in_=room, reply_to=above)
        else:
            said.handle = await self.people[place].says(text, in_=self.rooms[place], thread=above)
        self.said[said.number] = said

    async def _edits(self, said: Said) -> None:
        text = f"m{said.number} {self._words()}"
        if said.place == WEB:
            path = f"/api/v1/messages/{said.handle['id']}"
            await self.world.stack.call("PATCH", path, content_json={"text_body": text})
        else:
            await self.people[said.place].edits(said.handle, text)

    async def _deletes(self, said: Said) -> None:
        if any(one.root == said.number and not one.is_gone for one in self.said.values()):
            return
        if said.place == WEB:
            await self.world.stack.call("DELETE", f"/api/v1/messages/{said.handle['id']}")
        else:
            await self.people[said.place].deletes(said.handle)
        said.is_gone = True

    async def _reacts(self, said: Said) -> None:
        emoji = self._dice.choice(EMOJIS)
        if (said.place, emoji) in said.reactions:
            return
        if said.place == WEB:
            await self.world.stack.call("PUT", f"/api/v1/messages/{said.handle['id']}/reactions/{emoji}")
        else:
            await self.people[said.place].reacts(said.handle, emoji)
        said.reactions.add((said.place, emoji))

    def _words(self) -> str:
        return " ".join(self._dice.choice(("blue", "green", "linen", "oak", "paper")) for _ in range(4))

    # What stands where.

    async def on_the_web(self) -> dict[int, list[Line]]:
        rows = await self.world.messages()
        numbers = {one["id"]: _number(one["content_json"].get("text_body", "")) for one in rows}
        found: dict[int, list[Line]] = {}
        for one in rows:
            number = numbers[one["id"]]
            if number is not None:
                line = Line(
                    one["content_json"]["text_body"], one["sender_name"], numbers.get(one["thread_id"])
                )
                found.setdefault(number, []).append(line)
        return found

    def on_slack(self) -> dict[int, list[Line]]:
        shown = self.people[SLACK].sees(self.rooms[SLACK])
        numbers = {one.message.ts: _number(one.text) for one in shown}
        return _lines([(one.text, one.author, numbers.get(one.thread)) for one in shown])

    def on_discord(self) -> dict[int, list[Line]]:
        room, reader = self.rooms[DISCORD], self.people[DISCORD]
        rows: list[tuple[str, str, int | None]] = []
        for one in reader.sees(room):
            rows.append((*_authored(one.author, one.text, "**"), None))
            if one.message.id in self.world.discord.channels:
                root = _number(one.text)
                inner = reader.sees(room, thread=one.message.id)
                rows += [(*_authored(each.author, each.text, "**"), root) for each in inner]
        return _lines(rows)

    def on_telegram(self) -> dict[int, list[Line]]:
        shown = self.people[TELEGRAM].sees(self.rooms[TELEGRAM])
        numbers = {one.message.id: _number(one.text) for one in shown}
        rows = [(*_authored(one.author, one.text, ""), numbers.get(one.reply_to or 0)) for one in shown]
        return _lines(rows)


def _number(text: str) -> int | None:
    found = _TOKEN.search(text)
    return int(found[1]) if found else None


def _authored(author: str, text: str, mark: str) -> tuple[str, str]:
    """The words and whose they are, where the bot names them in the text."""
    first, _, rest = text.partition("\n")
    return (rest, first.strip(mark)) if author == "IONFLUX" and rest else (text, author)


def _lines(rows: Sequence[tuple[str, str, int | None]]) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = {}
    for text, author, root in rows:
        if (number := _number(text)) is not None:
            found.setdefault(number, []).append(Line(text, author, root))
    return found
