"""The ledger of one run: what cannot be undone is done at most once, whatever stops the worker."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any

from bot.services import effects
from bot.services.runs import Claimed
from config.errors import RateLimited, Rejected, UserError
from config.failpoints import failpoint_async
from storage.db import Database

allowed_by: ContextVar[str] = ContextVar("allowed_by", default="")
"""The digest of the decision by which the effect at work is done."""


class RunLedger:
    """Of one claimed run."""

    def __init__(self, database: Database, run: Claimed) -> None:
        """Keep it in ``database``."""
        self._database = database
        self._run = run

    async def once(self, key: str, call: Callable[[str], Awaitable[Any]], *, digest: str) -> Any:
        """The result of ``call``, or of the time when it was done before.

        Raises:
            EffectUncertain: it was begun before, by an attempt that did not come to its end.
            ExternalError, UserError: it was refused, and may be tried again.
        """
        write = self._database.writer.write
        is_done, result = (await write([effects.beginning(self._run, key, digest)]))[0]
        if is_done:
            return result
        await failpoint_async("effect.before_call")
        token = allowed_by.set(digest)
        try:
            result = await call(key)
        except (Rejected, RateLimited, UserError):
            # Refused before anything happened. What ends in any other way may have been done.
            await write([effects.not_done(self._run, key)])
            raise
        finally:
            allowed_by.reset(token)
        await failpoint_async("effect.after_call")
        await write([effects.done(self._run, key, result)])
        return result
