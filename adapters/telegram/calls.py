"""Calls of the Bot API by python-telegram-bot, and what its errors mean."""

import os
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from typing import Any

from config.errors import AccessLost, ExternalError, RateLimited, Rejected, Unreachable

SERVICE = "telegram"
CONNECT_SECONDS, READ_SECONDS = 5.0, 30.0
_LOST = (
    "chat not found",
    "bot was kicked",
    "bot was blocked",
    "user is deactivated",
    "not a member",
    "have no rights",
)


def make_request() -> Any:
    """A pool of connections; it repeats nothing by itself."""
    # Waits are timedeltas, as they will be in the library's next version, which warns of it until then.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    from telegram.request import HTTPXRequest

    return HTTPXRequest(
        connection_pool_size=64, connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS,
        write_timeout=READ_SECONDS, pool_timeout=READ_SECONDS, media_write_timeout=2 * READ_SECONDS,
    )  # fmt: skip


@contextmanager
def in_our_words() -> Iterator[None]:
    """Tell the library's errors as what they mean.

    Raises:
        RateLimited, Unreachable, AccessLost, Rejected.
    """
    from telegram.error import TelegramError

    try:
        yield
    except TelegramError as failed:
        raise _meaning(failed) from failed


def _meaning(failed: Exception) -> ExternalError:
    from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

    told = " ".join(str(failed).split())[:300]
    if isinstance(failed, RetryAfter):
        wait = failed.retry_after
        seconds = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
        return RateLimited("Telegram asks us to wait.", service=SERVICE, retry_after=seconds)
    if isinstance(failed, InvalidToken):
        return AccessLost("Telegram does not know the bot's token.", service=SERVICE)
    if isinstance(failed, Forbidden):
        return AccessLost(f"Telegram: {told}.", service=SERVICE)
    if isinstance(failed, BadRequest):
        is_lost = any(one in told.lower() for one in _LOST)
        return (AccessLost if is_lost else Rejected)(f"Telegram: {told}.", service=SERVICE)
    if isinstance(failed, NetworkError):
        return Unreachable(f"Telegram cannot be reached: {told}.", service=SERVICE)
    return Rejected(f"Telegram: {told}.", service=SERVICE)


class Client:
    """One bot's calls; made when it is first called."""

    def __init__(self, token: str, api_url: str) -> None:
        """Call as that bot."""
        self._token = token
        self._base = api_url.rstrip("/")

    @cached_property
    def _requests(self) -> tuple[Any, Any]:
        """What polls, and what does everything else."""
        return make_request(), make_request()

    @cached_property
    def _bot(self) -> Any:
        from telegram import Bot

        polling, other = self._requests
        return Bot(
            self._token, base_url=f"{self._base}/bot", base_file_url=f"{self._base}/file/bot",
            request=other, get_updates_request=polling,
        )  # fmt: skip

    async def call(self, method: str, given: Mapping[str, Any]) -> Any:
        """What the method gives.

        Raises:
            RateLimited, Unreachable, AccessLost, Rejected.
        """
        try:
            with in_our_words():
                # As the library's own methods do; what they make of the answer is not wanted here.
                return await self._bot._post(method, dict(given))
        except Rejected as refused:
            for part, meaning in _MEANINGS.items():
                if part in refused.message.lower():
                    raise meaning(refused.message, service=SERVICE) from refused
            raise

    def file(self, path: str) -> AsyncIterator[bytes]:
        """The bytes of a file that getFile told of."""
        return chunks_of(f"{self._base}/file/bot{self._token}/{path}")

    async def close(self) -> None:
        """Let connections go."""
        if "_requests" in self.__dict__:
            for one in self._requests:
                await one.shutdown()


class Unmodified(Rejected):
    """It is shown so already."""


class MessageGone(Rejected):
    """There is no such message any more."""


class Unreadable(Rejected):
    """Telegram cannot read the markup."""


class TooLong(Rejected):
    """Telegram takes less."""


_MEANINGS = {
    "message is not modified": Unmodified,
    "message to delete not found": MessageGone,
    "can't parse entities": Unreadable,
    "is too long": TooLong,
}


async def chunks_of(url: str) -> AsyncIterator[bytes]:
    """The bytes at that address of Telegram's.

    Raises:
        Unreachable: they did not come.
    """
    import httpx

    timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    try:
        async with httpx.AsyncClient(timeout=timeout) as client, client.stream("GET", url) as answer:
            if answer.status_code != 200:
                raise Unreachable(f"Telegram answers {answer.status_code} for the file.", service=SERVICE)
            async for chunk in answer.aiter_bytes(256 << 10):
                yield chunk
    except httpx.HTTPError as away:
        raise Unreachable("The file did not come from Telegram.", service=SERVICE) from away
