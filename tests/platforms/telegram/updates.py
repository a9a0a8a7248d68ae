"""Updates: waiting until the bot has them, by long poll or by webhook."""

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any

import aiohttp

if TYPE_CHECKING:
    from tests.platforms.telegram.server import TelegramServer


class Updates:
    """What the bot was not told of yet, in order."""

    def __init__(self, server: "TelegramServer") -> None:
        self._server = server
        self.waiting: deque[dict[str, Any]] = deque()
        self.refused: list[int] = []
        self._last = 100_000
        self._news = asyncio.Event()
        self._empty = asyncio.Event()
        self._empty.set()
        self._task: asyncio.Task[None] | None = None

    def make(self, kind: str, body: dict[str, Any]) -> None:
        """Tell the bot, if it asked to be told of such things."""
        allowed = self._server.allowed_updates
        # What has to be asked for by name is left out else (core.telegram.org/bots/api#getupdates).
        default = kind not in ("message_reaction", "message_reaction_count", "chat_member")
        if not (kind in allowed if allowed else default):
            return
        self._last += 1
        update = {"update_id": self._last, kind: body}
        self.waiting.append(update)
        if self._server.faults.doubled:
            self._server.faults.doubled -= 1
            self.waiting.append(update)
        self._empty.clear()
        self.wake()

    def wake(self) -> None:
        self._news.set()
        if self._server.webhook_url and (self._task is None or self._task.done()):
            self._task = asyncio.get_running_loop().create_task(self._push())

    async def after(self, offset: int, timeout: float) -> list[dict[str, Any]]:
        """What came at or after that number; what came before it is had."""
        while self.waiting and self.waiting[0]["update_id"] < offset:
            self.waiting.popleft()
        if not self.waiting:
            self._empty.set()
            self._news.clear()
            try:
                async with asyncio.timeout(timeout):
                    await self._news.wait()
            except TimeoutError:
                return []
        return list(self.waiting)[:100]

    async def settled(self) -> None:
        """Return when the bot has everything."""
        await self._empty.wait()

    async def close(self) -> None:
        self._news.set()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _push(self) -> None:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as http:
            while self.waiting and self._server.webhook_url:
                headers = {"X-Telegram-Bot-Api-Secret-Token": self._server.webhook_secret}
                try:
                    async with http.post(
                        self._server.webhook_url, json=self.waiting[0], headers=headers
                    ) as answer:
                        status = answer.status
                except (aiohttp.ClientError, OSError, TimeoutError):
                    status = 0
                if 200 <= status < 300:
                    self.waiting.popleft()
                else:
                    self.refused.append(status)
                    await asyncio.sleep(self._server.again_after)
        self._empty.set()
