"""TelegramServer: all that is there, and what the bot is told of."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Self

from aiohttp import web
from telegram.constants import ReactionEmoji

from tests.platforms.telegram.api import METHODS, Args, No, decoded
from tests.platforms.telegram.faults import Faults, Limiter
from tests.platforms.telegram.people import Person
from tests.platforms.telegram.state import Chat, File, Message, User, described
from tests.platforms.telegram.updates import Updates


@dataclass(slots=True)
class Query:
    """A press of a button that waits for its answer."""

    id: str
    answer: str | None = None
    is_alert: bool = False
    answered: asyncio.Event = field(default_factory=asyncio.Event)


class TelegramServer:
    """A Telegram of one's own, with one bot."""

    token = "123456:local-bot-token"
    reaction_emoji = frozenset(str(one.value) for one in ReactionEmoji)
    again_after = 0.05

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self.bot = User(123456, "IONFLUX", "ionflux_bot", is_bot=True)
        self.chats: dict[int, Chat] = {}
        self.people: dict[str, User] = {}
        self.files: dict[str, File] = {}
        self.queries: dict[str, Query] = {}
        self.commands: list[dict[str, Any]] = []
        self.calls: list[tuple[str, Args]] = []
        self.faults = Faults()
        self.limiter = Limiter(clock)
        self.updates = Updates(self)
        self.webhook_url = self.webhook_secret = ""
        self.allowed_updates: list[str] = []
        self.is_private = False
        self.root = ""
        self._news = asyncio.Event()
        self._numbers = count(1)

    @classmethod
    @asynccontextmanager
    async def started(cls, clock: Callable[[], float] = time.time) -> AsyncIterator[Self]:
        """The server, on a port of its own."""
        server = cls(clock)
        app = web.Application(client_max_size=64 << 20)
        app.router.add_route("*", "/bot{token}/{method}", server._serve)
        app.router.add_get("/file/bot{token}/{path:.+}", server._file)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        address: Any = runner.addresses[0]
        server.root = f"http://127.0.0.1:{address[1]}"
        try:
            yield server
        finally:
            await server.updates.close()
            await runner.cleanup()

    @property
    def url(self) -> str:
        """What IONFLUX_TELEGRAM_API_URL is set to."""
        return self.root

    def env(self, *, webhook: bool = False) -> dict[str, str]:
        """The variables that point the product here."""
        named = {"IONFLUX_TELEGRAM_TOKEN": self.token, "IONFLUX_TELEGRAM_API_URL": self.url}
        return named | ({"IONFLUX_TELEGRAM_WEBHOOK_SECRET": "a-webhook-secret"} if webhook else {})

    async def settled(self) -> None:
        """Return when the bot has everything that it is to be told of."""
        await self.updates.settled()

    def now(self) -> int:
        return int(self.clock())

    def notice(self) -> None:
        """Something was done by the app."""
        self._news.set()

    async def until(self, there: Callable[[], Any]) -> Any:
        """Wait until that is there, and give it; looked for after all that the app does."""
        while not (found := there()):
            self._news.clear()
            await self._news.wait()
        return found

    # What there is.

    def person(self, name: str) -> Person:
        """Somebody, in all groups that there are."""
        if name not in self.people:
            number = next(self._numbers)
            self.people[name] = User(1000 + number, name, name.lower().replace(" ", "_"))
            for chat in self.chats.values():
                if chat.type != "private":
                    chat.members[self.people[name].id] = self.people[name]
        return Person(self, self.people[name])

    def group(self, title: str, *, is_forum: bool = False, is_plain: bool = False) -> Chat:
        """A supergroup, a forum, or a plain group, with everybody in it."""
        chat_id = (
            -(1_000_000_000_000 + next(self._numbers)) if not is_plain else -(5000 + next(self._numbers))
        )
        kind = "group" if is_plain else "supergroup"
        members = {one.id: one for one in (*self.people.values(), self.bot)}
        chat = self.chats[chat_id] = Chat(chat_id, kind, title, is_forum, members)
        return chat

    def direct(self, user: User) -> Chat:
        """Where the user and the bot are alone; there once the user began it."""
        if user.id not in self.chats:
            self.chats[user.id] = Chat(user.id, "private", user.name, members={user.id: user})
        return self.chats[user.id]

    def new_topic(self, chat: Chat, name: str, by: User) -> Message:
        """A topic, with the message that tells of it."""
        message = Message(id=chat.next_id(), chat_id=chat.id, sender=by, date=self.now())
        message.thread_id = message.id
        message.service = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        chat.messages[message.id] = message
        chat.topics[message.id] = name
        if by is not self.bot:
            self.tell("message", chat, message)
        return message

    def upgrade(self, chat: Chat) -> Chat:
        """A group becomes a supergroup, with another id."""
        new = self.group(chat.title)
        chat.moved_to = new.id
        message = Message(id=chat.next_id(), chat_id=chat.id, sender=self.bot, date=self.now())
        message.service = {"migrate_to_chat_id": new.id}
        self.tell("message", chat, message)
        return new

    def keep_file(self, name: str, content: bytes, mime_type: str) -> File:
        file = File(f"F{next(self._numbers)}", name, content, mime_type)
        self.files[file.id] = file
        return file

    def tell(self, kind: str, chat: Chat, message: Message) -> None:
        """Tell the bot of a message, if it may know of it."""
        if not chat.is_bot_inside:
            return
        if (
            self.is_private
            and not chat.is_bot_admin
            and chat.type != "private"
            and not self._concerns(chat, message)
        ):
            return
        self.updates.make(kind, described(chat, message))

    def _concerns(self, chat: Chat, message: Message) -> bool:
        parent = chat.messages.get(message.reply_to or 0)
        is_reply = parent is not None and parent.sender is self.bot
        return message.text.startswith("/") or is_reply or f"@{self.bot.username}" in message.text

    def press(self, user: User, chat: Chat, message: Message, data: str) -> Query:
        query = Query(f"Q{next(self._numbers)}")
        self.queries[query.id] = query
        self.updates.make(
            "callback_query",
            {
                "id": query.id, "from": user.described(), "message": described(chat, message),
                "chat_instance": "1", "data": data,
            },
        )  # fmt: skip
        return query

    # The wire.

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"].lower()
        try:
            return await self._answered(request, method)
        except No as no:
            return web.json_response(no.body, status=no.status)

    async def _answered(self, request: web.Request, method: str) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            raise No(401, "Unauthorized")
        if method not in METHODS:
            raise No(404, "Not Found")
        args = await self._args(request)
        fault = self.faults.next(method)
        if self.faults.is_away or (fault and fault.kind == "cut_before"):
            return self._cut(request)
        if fault and fault.kind == "limit":
            raise No(429, f"retry after {int(fault.seconds)}", retry_after=int(fault.seconds))
        if fault and fault.kind == "error":
            raise No(fault.status, fault.error)
        if fault and fault.kind == "fail":
            return web.Response(
                status=fault.status, text="<html>Bad Gateway</html>", content_type="text/html"
            )
        self.calls.append((method, args))
        result = await METHODS[method](self, args)
        self.notice()
        if fault and fault.kind == "cut_after":
            return self._cut(request)
        return web.json_response({"ok": True, "result": result})

    def _cut(self, request: web.Request) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)

    async def _args(self, request: web.Request) -> Args:
        if request.content_type == "application/json":
            return dict(await request.json())
        args: Args = {name: decoded(value) for name, value in request.query.items()}
        if request.content_type == "multipart/form-data":
            given: dict[str, File] = {}
            async for part in await request.multipart():
                if part.filename:  # type: ignore[union-attr]
                    content = bytes(await part.read())  # type: ignore[union-attr]
                    kind = part.headers.get("Content-Type", "application/octet-stream")
                    file = self.keep_file(part.filename, content, kind)  # type: ignore[union-attr]
                    given[str(part.name)] = file  # type: ignore[union-attr]
                else:
                    args[str(part.name)] = decoded(await part.text())  # type: ignore[union-attr]
            for name, value in list(args.items()):
                if isinstance(value, str) and value.startswith("attach://"):
                    args[name] = given.pop(value.removeprefix("attach://"))
            return args | given
        return args | {name: decoded(str(value)) for name, value in (await request.post()).items()}

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file = self.files.get(request.match_info["path"].removeprefix("documents/"))
        if request.match_info["token"] != self.token or file is None:
            return web.Response(status=404)
        return web.Response(body=file.content, content_type="application/octet-stream")
