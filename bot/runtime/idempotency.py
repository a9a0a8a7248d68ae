"""Idempotency-Key: the first answer to a change is kept for 24 hours and given again to whoever repeats the key."""

import hashlib
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta

import orjson
from aiohttp import web
from pydantic import BaseModel
from tortoise.exceptions import IntegrityError

from bot.contracts.adapters import Request, Route
from bot.runtime.answers import refusal, status_of
from config.clock import new_id, now
from config.errors import Conflict, InvalidInput, IonfluxError
from storage.models.users import IdempotencyKey

KEPT = timedelta(hours=24)
LOCKED = timedelta(seconds=60)
_FORM = re.compile(r"[\x21-\x7e]{1,200}")
# What says nothing about the request itself is not kept: the next try may go otherwise.
_NOT_KEPT = frozenset({401, 403, 408, 413, 429})

Perform = Callable[[], Awaitable[web.StreamResponse]]


class Idempotency:
    """Keeps first answers."""

    async def once(self, call: Request, route: Route, key: str, perform: Perform) -> web.StreamResponse:
        """Perform, or answer as the first time.

        Raises:
            InvalidInput: the key is no key.
            Conflict: ``idempotency_in_progress``, or ``idempotency_mismatch`` for another request under this key.
        """
        if not _FORM.fullmatch(key):
            raise InvalidInput("An Idempotency-Key has 1 to 200 printable ASCII characters.")
        digest = _digest(call, route)
        row, is_first = await self._row(call, key, digest)
        if not is_first:
            if row.request_digest != digest:
                raise Conflict("This key was used for another request.", code="idempotency_mismatch")
            if row.status is not None:
                return web.Response(
                    status=row.status,
                    body=(row.body_text or "").encode(),
                    content_type="application/json",
                    headers={"Idempotency-Replayed": "true"},
                )
            raise Conflict("The first request with this key is still being worked on.", code="idempotency_in_progress")
        return await self._keep(row, call, perform)

    async def _row(self, call: Request, key: str, digest: str) -> tuple[IdempotencyKey, bool]:
        moment = now()
        where = {"user_id": call.actor.id, "scope": call.params.get("workspace_id", "-")[:40], "key": key}
        await IdempotencyKey.filter(**where, created_at__lt=moment - KEPT).delete()
        await IdempotencyKey.filter(**where, status=None, locked_until__lt=moment).delete()
        try:
            row = await IdempotencyKey.create(
                id=new_id(), **where, request_digest=digest, locked_until=moment + LOCKED
            )
        except IntegrityError:
            return await IdempotencyKey.get(**where), False
        return row, True

    async def _keep(self, row: IdempotencyKey, call: Request, perform: Perform) -> web.StreamResponse:
        try:
            answer = await perform()
        except IonfluxError as refused:
            if status_of(refused) >= 500 or status_of(refused) in _NOT_KEPT:
                await row.delete()
                raise
            answer = refusal(refused, call.correlation_id)
        except BaseException:
            await row.delete()
            raise
        if isinstance(answer, web.Response):
            body = answer.body if isinstance(answer.body, bytes) else b""
            await IdempotencyKey.filter(id=row.id).update(
                status=answer.status, body_text=body.decode(), locked_until=None
            )
        return answer


def _digest(call: Request, route: Route) -> str:
    body = call.body.model_dump(mode="json") if isinstance(call.body, BaseModel) else None
    said = [route.method, route.path, dict(call.params), body]
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()
