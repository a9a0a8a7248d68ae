"""Idempotency-Key: the first answer to a change is kept for 24 hours and given to whoever repeats the key.

The answer is stored in the transaction of the change, so that neither is ever there without the other.
"""

import hashlib
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import orjson
from aiohttp import web
from pydantic import BaseModel
from tortoise.exceptions import IntegrityError

from bot.contracts.adapters import Request, Route
from bot.runtime.answers import refusal, status_of
from bot.runtime.gate import Serving
from bot.runtime.units import Units
from config.clock import new_id, now
from config.errors import Conflict, Fault, InvalidInput, IonfluxError
from storage.models.users import IdempotencyKey

KEPT = timedelta(hours=24)
LOCKED = timedelta(seconds=60)
_FORM = re.compile(r"[\x21-\x7e]{1,200}")
# What says nothing about the request itself is not kept: the next try may go otherwise.
_NOT_KEPT = frozenset({401, 403, 408, 413, 429})

Perform = Callable[[], Awaitable[web.StreamResponse]]


class _Claim:
    """A key of one user in one workspace."""

    def __init__(self, call: Request, key: str) -> None:
        self._where: dict[str, Any] = {
            "user_id": call.actor.id,
            "scope": call.params.get("workspace_id", "-")[:40],
            "key": key,
        }

    async def made(self, digest: str) -> IdempotencyKey | None:
        """The key's row, if this is the first request with it for a day."""
        moment = now()
        await IdempotencyKey.filter(**self._where, created_at__lt=moment - KEPT).delete()
        await IdempotencyKey.filter(**self._where, status=None, locked_until__lt=moment).delete()
        row = IdempotencyKey(id=new_id(), **self._where, request_digest=digest, locked_until=moment + LOCKED)
        try:
            await row.save(force_create=True)
        except IntegrityError:
            return None
        return row

    async def present(self) -> IdempotencyKey | None:
        """The row of the first request; None when it failed in this very moment and may be tried again."""
        return await IdempotencyKey.filter(**self._where).first()


class Idempotency:
    """Keeps first answers."""

    def __init__(self, units: Units) -> None:
        """Keep them in the transactions of those units."""
        self._units = units

    async def once(
        self, call: Request, route: Route, *, key: str, serving: Serving, perform: Perform
    ) -> web.StreamResponse:
        """Perform, or answer as the first time.

        Raises:
            InvalidInput: the key is no key.
            Conflict: ``idempotency_in_progress``; ``idempotency_mismatch`` for another request under it.
        """
        if not _FORM.fullmatch(key):
            fault = Fault(
                field="Idempotency-Key", code="wrong_form", message="1 to 200 printable ASCII characters."
            )
            raise InvalidInput(f"Idempotency-Key: {fault.message}", details=(fault,))
        digest = _digest(call, route)
        claim = _Claim(call, key)
        if (row := await claim.made(digest)) is not None:
            return await self._first(row, call, (serving, route), perform)
        first = await claim.present()
        if first is not None and first.request_digest != digest:
            raise Conflict("This key was used for another request.", code="idempotency_mismatch")
        if first is None or first.status is None:
            raise Conflict(
                "The first request with this key is still being worked on.", code="idempotency_in_progress"
            )
        return _again(first)

    async def _first(
        self, row: IdempotencyKey, call: Request, at: tuple[Serving, Route], perform: Perform
    ) -> web.StreamResponse:
        serving, route = at
        try:
            async with self._units.span() as span:
                serving.span = span
                answer = await perform()
                await _keep(row, answer, but=route.shown_once)
        except IonfluxError as refused:
            if status_of(refused) >= 500 or status_of(refused) in _NOT_KEPT:
                await row.delete()
                raise
            answer = refusal(refused, call.correlation_id)
            await _keep(row, answer)
        except BaseException:
            await row.delete()
            raise
        finally:
            serving.span = None
        return answer


async def _keep(row: IdempotencyKey, answer: web.StreamResponse, *, but: str | None = None) -> None:
    body = answer.body if isinstance(answer, web.Response) and isinstance(answer.body, bytes) else b""
    if but is not None and body:
        body = orjson.dumps(orjson.loads(body) | {but: None})
    await IdempotencyKey.filter(id=row.id).update(
        status=answer.status, body_text=body.decode(), locked_until=None
    )


def _again(row: IdempotencyKey) -> web.Response:
    answer = web.Response(status=row.status or 200, headers={"Idempotency-Replayed": "true"})
    if row.body_text:
        answer.body = row.body_text.encode()
        answer.content_type = "application/json"
    return answer


def _digest(call: Request, route: Route) -> str:
    body = call.body.model_dump(mode="json") if isinstance(call.body, BaseModel) else None
    said = [route.method, route.path, dict(call.params), body]
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()
