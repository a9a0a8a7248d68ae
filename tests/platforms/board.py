"""A platform in memory: places with posts, an adapter that writes to them, people who say things there.

It has nothing of any real platform's wire; what the mirror promises is told on it.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from typing import Any

from bot.contracts.adapters import Capabilities, Pace, Sent
from bot.contracts.messages import OutboundMessage, Place
from bot.contracts.platforms import (
    Altered,
    Called,
    Form,
    Heard,
    Person,
    PlatformGate,
    Pushed,
    Reacted,
    RemoteFile,
    Told,
)
from config.errors import Rejected

ABLE = Capabilities(
    max_text=4000,
    text_unit="characters",
    max_title=200,
    max_fields=10,
    max_buttons=5,
    max_file_bytes=1 << 20,
    threads=True,
    edits=True,
    deletes=True,
    reactions=True,
    files=True,
    forms=True,
    private_replies=True,
    shows_author=True,
    is_idempotent=True,
    ack_within=None,
    reply_within=None,
    place_pace=(),
    account_pace=None,
)


@dataclass
class Post:
    """What stands in a place."""

    id: str
    author: str
    text: str
    thread: str | None = None
    buttons: dict[str, str] = field(default_factory=dict)
    reactions: list[str] = field(default_factory=list)
    file: bytes | None = None
    key: str | None = None
    is_gone: bool = False


class Board:
    """One platform; ``name`` is its adapter's. ``failures`` are raised by the next calls; ``after`` those
    that are raised once the call has had its effect.
    """

    def __init__(self, name: str, capabilities: Capabilities = ABLE, **able: Any) -> None:
        self.name = name
        self.capabilities = replace(capabilities, **able) if able else capabilities
        self.posts: dict[str, dict[str, Post]] = {}
        self.failures: list[Exception] = []
        self.after: list[Exception] = []
        self.calls: list[str] = []
        self.repeats = 0
        self.files: dict[str, bytes] = {}
        self._ids = count(1)

    # What the adapter does.

    async def send(self, to: Place, message: OutboundMessage, *, is_repeat: bool = False) -> Sent:
        self._called("send")
        here = self.posts.setdefault(to.channel, {})
        if is_repeat:
            self.repeats += 1
            known = [one for one in here.values() if one.key == str(message.key)]
            if known and self.capabilities.is_idempotent:
                thread = known[0].thread
                return Sent(external_id=known[0].id, thread=f"t{thread}" if thread else None)
        post = Post(id=self.new_id(), author="", text="", key=str(message.key))
        post.thread = to.thread or message.replies_to
        await self._show(post, message)
        here[post.id] = post
        self._done()
        return Sent(
            external_id=post.id, thread=f"t{post.thread}" if to.thread is None and post.thread else None
        )

    async def edit(self, to: Place, external_id: str, message: OutboundMessage) -> None:
        self._called("edit")
        post = self.posts[to.channel][external_id]
        if post.thread and not to.thread:
            raise Rejected("There is no such message outside its thread.", service=self.name)
        await self._show(post, message)
        self._done()

    async def delete(self, to: Place, external_id: str) -> None:
        self._called("delete")
        self.posts[to.channel][external_id].is_gone = True
        self._done()

    async def react(self, to: Place, external_id: str, emojis: Sequence[str]) -> Sequence[str]:
        self._called("react")
        self.posts[to.channel][external_id].reactions = list(emojis)
        self._done()
        return emojis

    async def fetch(self, account: str, file: RemoteFile) -> AsyncIterator[bytes]:
        self._called("fetch")
        yield self.files[file.reference_json["name"]]

    async def check(self) -> str:
        return "well"

    async def close(self) -> None:
        return

    async def _show(self, post: Post, message: OutboundMessage) -> None:
        fields = [f"{one.label}: {one.value}" for one in message.fields]
        said = [message.title_text, message.body_text, *fields, message.foot_text or ""]
        post.text = "\n".join(filter(None, said))
        post.author = message.author.name if message.author else ""
        post.buttons = {one.label: one.token for one in message.buttons}
        if message.file is not None:
            post.file = b"".join([chunk async for chunk in message.file.read()])

    def _called(self, what: str) -> None:
        self.calls.append(what)
        if self.failures:
            raise self.failures.pop(0)

    def _done(self) -> None:
        if self.after:
            raise self.after.pop(0)

    # What people see and do.

    def new_id(self) -> str:
        return str(next(self._ids))

    def seen(self, channel: str) -> list[str]:
        """What stands in the place, as its people read it."""
        return [self._read(one) for one in self.posts.get(channel, {}).values() if not one.is_gone]

    def _read(self, post: Post) -> str:
        thread = " ↳" if post.thread else ""
        marks = f" [{' '.join(post.reactions)}]" if post.reactions else ""
        return f"{post.author}{thread}: {post.text}{marks}"

    def last(self, channel: str) -> Post:
        return list(self.posts[channel].values())[-1]


@dataclass
class Somebody:
    """A person on a board, who acts through the gate as an adapter would."""

    board: Board
    gate: PlatformGate
    name: str
    channel: str
    is_direct: bool = False

    @property
    def person(self) -> Person:
        return Person(external_id=f"U-{self.name}", name=self.name)

    def place(self, thread: str | None = None) -> Place:
        return Place(adapter=self.board.name, channel=self.channel, thread=thread, is_direct=self.is_direct)

    async def says(
        self, text: str, *, thread: str | None = None, files: dict[str, bytes] | None = None
    ) -> str:
        post = Post(id=self.board.new_id(), author=self.name, text=text, thread=thread)
        self.board.posts.setdefault(self.channel, {})[post.id] = post
        self.board.files |= files or {}
        remote = [
            RemoteFile(name=name, size=len(content), reference_json={"name": name})
            for name, content in (files or {}).items()
        ]
        self.told = await self.gate.hear(
            Heard(
                place=self.place(thread),
                person=self.person,
                external_id=post.id,
                text=text,
                files=tuple(remote),
            )
        )
        return post.id

    async def repeats(self, external_id: str) -> Told:
        post = self.board.posts[self.channel][external_id]
        heard = Heard(
            place=self.place(post.thread), person=self.person, external_id=external_id, text=post.text
        )
        return await self.gate.hear(heard)

    async def edits(self, external_id: str, text: str) -> None:
        self.board.posts[self.channel][external_id].text = text
        await self.gate.alter(Altered(place=self.place(), external_id=external_id, text=text))

    async def deletes(self, external_id: str) -> None:
        self.board.posts[self.channel][external_id].is_gone = True
        await self.gate.alter(Altered(place=self.place(), external_id=external_id, text=None))

    async def reacts(self, external_id: str, emoji: str, *, is_added: bool = True) -> None:
        await self.gate.react(
            Reacted(
                place=self.place(),
                person=self.person,
                external_id=external_id,
                emoji=emoji,
                is_added=is_added,
            )
        )

    async def commands(self, text: str, *, call_id: str = "call", **more: Any) -> Told | Form:
        called = Called(place=self.place(), person=self.person, call_id=call_id, text=text, **more)
        return await self.gate.call(called)

    async def presses(self, label: str, **more: Any) -> Told | Form:
        token = self.board.last(self.channel).buttons[label]
        return await self.gate.push(Pushed(place=self.place(), person=self.person, token=token, **more))


SLOW = Pace(many=1, seconds=1.0)
WAIT = timedelta(seconds=30)
