"""POST /webhooks/{source}/{key}[/{suffix}]: a delivery from outside, stored before it is answered.

The order is fixed: size → raw bytes within a deadline → signature over them → parse → inbox and outbox in one
commit → 2xx. It goes past sign-in and the REST body reader, which are not its own.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from aiohttp import web
from prometheus_client import Counter

from bot.contracts.events import Fact
from bot.contracts.sources import WebhookRequest, WebhookSource
from bot.contracts.unit import SYSTEM, Unit
from bot.runtime.answers import refusal
from bot.runtime.bodies import read_bytes
from bot.runtime.listener import refuse_oversized
from bot.runtime.units import Units, new_unit
from bot.services import events
from bot.services.connections import Endpoint
from config.clock import monotonic, new_id, now
from config.errors import (
    BadSignature,
    InvalidInput,
    IonfluxError,
    LimitReached,
    NotFound,
)
from config.failpoints import failpoint_async
from config.logs import logger
from config.settings import Limits

RECEIVED = Counter(
    "ionflux_webhooks_total", "Webhook deliveries by what became of them", ["source", "result"]
)
CACHE_SECONDS = 3.0
CACHE_SIZE = 10_000
STORE_SECONDS = 2.0
_MINUTE = 60.0
# Kept with a delivery that could not be read; none of them is secret.
_KEPT_HEADERS = ("content-type", "user-agent")

_log = logger(__name__)


FindEndpoint = Callable[[str, str, datetime], Awaitable[Endpoint]]


class Intake:
    """Takes deliveries in."""

    def __init__(
        self, sources: Mapping[str, WebhookSource], find: FindEndpoint, *, units: Units, limits: Limits
    ) -> None:
        """``find`` looks an endpoint up by source and key and raises NotFound."""
        self._sources = sources
        self._find = find
        self._units = units
        self._limits = limits
        self._known: OrderedDict[tuple[str, str], tuple[float, Endpoint | None]] = OrderedDict()
        self._refused: dict[tuple[str, str], tuple[float, int]] = {}

    async def handle(
        self, request: web.BaseRequest, name: str, key: str, *, suffix: str = ""
    ) -> web.Response:
        """Answer a delivery to that source and key: 200 stored, repeated, ignored or kept as failed; 401,
        404, 408, 413, 414, 429, 431, 503.
        """
        request_id = new_id()
        try:
            refuse_oversized(request)
            unit, status = await self._taken(request, name, key, request_id=request_id, suffix=suffix)
            await failpoint_async("wh.before_commit")
            await self._units.store(unit, within=STORE_SECONDS)
            await failpoint_async("wh.after_commit")
        except IonfluxError as refused:
            _counted(name if name in self._sources else "unknown", refused.code).inc()
            return refusal(refused, request_id)
        _counted(name, status).inc()
        return web.Response(
            body=_ANSWERS[status],
            headers={"Content-Type": "application/json", "X-Request-Id": str(request_id)},
        )

    async def _taken(
        self, request: web.BaseRequest, name: str, key: str, *, request_id: UUID, suffix: str
    ) -> tuple[Unit, str]:
        """The unit that stores the delivery, and what the delivery is.

        Nothing else of it lives on: many wait for a commit together, and what they hold has left the
        processor's cache by the time it is let go.
        """
        source = self._sources.get(name)
        if source is None:
            raise NotFound("There is no such webhook address.")
        endpoint = await self._endpoint(name, key)
        if endpoint is None:
            raise NotFound("There is no such webhook address.")
        body = await read_bytes(
            request, most=self._limits.webhook_bytes, seconds=self._limits.webhook_seconds
        )
        delivery = WebhookRequest(
            headers={header.lower(): value for header, value in request.headers.items()},
            body=body,
            secrets=endpoint.secrets,
            account=endpoint.account,
            suffix=suffix,
        )
        try:
            source.verify(delivery)
        except BadSignature:
            self._refuse_flood((name, key))
            # The secret may have been changed a moment ago: what is remembered only says who may come in.
            fresh = await self._endpoint(name, key, is_remembered=False)
            if fresh is None or fresh.secrets == delivery.secrets:
                raise
            delivery = replace(delivery, secrets=fresh.secrets)
            source.verify(delivery)
        read = _read(source, delivery, key)
        unit = new_unit(SYSTEM, endpoint.workspace_id, correlation_id=request_id)
        events.receive(unit, read)
        return unit, read.status

    async def _endpoint(self, name: str, key: str, *, is_remembered: bool = True) -> Endpoint | None:
        """The endpoint, remembered for a few seconds: one that was deleted is closed within that time."""
        moment = monotonic()
        known = self._known.get((name, key)) if is_remembered else None
        if known is None or known[0] < moment:
            try:
                found: Endpoint | None = await self._find(name, key, now())
            except NotFound:
                found = None
            known = (moment + CACHE_SECONDS, found)
            self._known[name, key] = known
            if len(self._known) > CACHE_SIZE:
                self._known.popitem(last=False)
        return known[1]

    def _refuse_flood(self, endpoint: tuple[str, str]) -> None:
        """Count a refusal; too many in a minute are answered 429. Authentic deliveries are never limited."""
        moment = monotonic()
        since, count = self._refused.get(endpoint, (moment, 0))
        if moment - since > _MINUTE:
            since, count = moment, 0
        self._refused[endpoint] = (since, count + 1)
        if len(self._refused) > CACHE_SIZE:
            self._refused.clear()
        if count >= self._limits.refused_webhooks_per_minute:
            wait = timedelta(seconds=since + _MINUTE - moment)
            raise LimitReached("Too many deliveries were refused here.", retry_after=wait)


def _read(source: WebhookSource, request: WebhookRequest, key: str) -> events.Delivery:
    """The verified delivery with its facts, or with the reason why it could not be read."""
    facts: tuple[Fact, ...] = ()
    failure = None
    try:
        facts = tuple(source.events(request))
    except InvalidInput as unreadable:
        failure = unreadable.message
    except Exception as broken:  # noqa: BLE001 - our fault, not the sender's: kept to be read after the fix
        _log.error("delivery_unread", source=source.name, exc_info=broken)
        failure = f"The source failed: {type(broken).__name__}."
    kept: dict[str, Any] = {}
    if failure is not None:
        kept = {"headers": _kept(request.headers), "body": request.body}
    return events.Delivery(
        source=source.name,
        service_name=source.service_name,
        account=key,
        delivery_id=source.delivery_id(request),
        topic=source.topic(request),
        facts=facts,
        failure=failure,
        **kept,
    )


def _kept(headers: Mapping[str, str]) -> dict[str, str]:
    """What a later reading of the body needs; text that no database refuses."""
    return {
        name: value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
        for name, value in headers.items()
        if name in _KEPT_HEADERS or (name.startswith("x-") and "hmac" not in name and "signature" not in name)
    }


# Finding the counter of two labels takes ten times as long as counting.
_counted = cache(RECEIVED.labels)
_ANSWERS = {status: orjson.dumps({"status": status}) for status in ("stored", "ignored", "failed")}
