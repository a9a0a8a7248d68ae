"""Privacy requests of providers: what is held of a customer, forgetting a customer, forgetting a shop.

A request becomes a row in the transaction that handles its event; the worker does it. Everything that may
hold personal data is covered: stored envelopes, raw deliveries kept as failed, runs with their events, dead
letters, and what agents remember. They keep none in their records and messages, by contract.
"""

from collections.abc import Generator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson

from bot.contracts.events import Event
from bot.contracts.unit import Unit
from bot.services import audit, memories
from bot.services.events import handling
from config.clock import new_id
from storage.bulk import Call, Found, Steps, insert
from storage.models.agents import AgentRunLog, RunStep
from storage.models.events import DeadLetter, InboxEvent, OutboxEvent
from storage.models.redactions import RedactionRequest

JOB = "redact"
CONSUMER = "redactions"
TOPICS = ("ionflux.shopify",)
WITHIN = timedelta(hours=24)
KINDS = {
    "ionflux.shopify.customer.data_requested": "data_request",
    "ionflux.shopify.customer.redact_requested": "customer",
    "ionflux.shopify.shop.redact_requested": "shop",
}
# The only parts of a body that are kept once its customer is to be forgotten: they identify the order, nobody
# else.
_KEPT = frozenset({"id", "name", "order_number", "currency", "created_at", "updated_at", "total_price"})
_NOUNS = ("order", "checkout", "refund", "request")
_COLUMNS = "id workspace_id event_id kind shop_domain subject_json status due_at created_at updated_at"
_INSERT = insert(RedactionRequest, _COLUMNS, ignore_conflicts=True)


async def handle(unit: Unit, event: Event) -> None:
    """Keep the request, once; its job is nudged. Other events are passed over and leave no trace."""
    kind = KINDS.get(event.event_type)
    if kind is None:
        return
    request_id = new_id()

    def script() -> Generator[Call, Found, None]:
        if not (yield from handling(CONSUMER, event.event_id, unit.now)):
            return
        values = (
            request_id,
            unit.workspace_id,
            event.event_id,
            kind,
            event.payload_json.get("shop_domain"),
            _subject(event.payload_json.get("request") or {}),
            "pending",
            unit.now + WITHIN,
            unit.now,
            unit.now,
        )
        yield Call(_INSERT, values)

    unit.write(Steps(script))
    unit.nudge(JOB, request_id)


def _subject(request: Any) -> dict[str, Any]:
    customer = request.get("customer") or {}
    orders = request.get("orders_to_redact") or request.get("orders_requested") or []
    return {
        "customer_id": customer.get("id"),
        "email": customer.get("email"),
        "order_ids": [one for one in orders if isinstance(one, int | str)],
    }


async def pending() -> Sequence[tuple[UUID, UUID]]:
    """The requests that are not done yet, with their workspaces, oldest first."""
    # every workspace: the worker serves them all
    rows = await RedactionRequest.filter(status="pending").order_by("id").limit(100)
    return [(row.id, row.workspace_id) for row in rows]


async def fulfil(unit: Unit, request_id: UUID) -> bool:
    """Do what the request asks; False when it was done before.

    A customer is found by id, e-mail or one of their orders; of what mentions them only what identifies the
    order stays. A shop's data is forgotten whole. A data request notes where data is held, for an owner to
    answer from.
    """
    request = await RedactionRequest.of(unit.scope).get_or_none(id=request_id, status="pending")
    if request is None:
        return False
    found = {name: await _cover(unit, model, column, request) for model, column, name in _PLACES}
    found["failed_deliveries"] = await _failed_deliveries(unit, request)
    if request.kind != "data_request":
        await _forget(unit, request)
        await _forget_previews(unit)
    # Who it was about is forgotten with the rest.
    request.subject_json = {"order_ids": request.subject_json.get("order_ids", [])}
    request.status, request.finished_at, request.outcome_json = "done", unit.now, found
    await request.save()
    await audit.append(unit, f"privacy.{request.kind}", ("redaction_request", request_id), found)
    return True


_PLACES: tuple[tuple[Any, str, str], ...] = (
    (OutboxEvent, "envelope", "events"),
    (AgentRunLog, "event_text", "runs"),
    (DeadLetter, "envelope", "dead_letters"),
)


async def _cover(unit: Unit, model: Any, column: str, request: RedactionRequest) -> int:
    """Redact what concerns the request; how many rows did."""
    count, last = 0, None
    while True:
        query = model.filter(workspace_id=unit.scope).order_by("id").limit(500)
        rows = await (query.filter(id__gt=last) if last is not None else query)
        if not rows:
            return count
        for row in rows:
            text = getattr(row, column)
            if text is None or (redacted := _redacted(text, request)) is None:
                continue
            count += 1
            if request.kind != "data_request":
                await model.filter(id=row.id).update(**{column: redacted})
                if model is AgentRunLog:
                    # What its steps read and gave came from that: such a run cannot be repeated any more.
                    steps = RunStep.of(unit.scope).filter(run_id=row.run_id)
                    await steps.update(journal=b"", output_json=None)
                    await memories.forget(unit, "run_id", [row.run_id])
        last = rows[-1].id


async def _forget(unit: Unit, request: RedactionRequest) -> None:
    """Have memory forget what says itself that it is of them; what it has by runs goes with the runs."""
    subject = request.subject_json
    if request.kind == "shop":
        await memories.forget(unit, "shop_domain", [request.shop_domain] if request.shop_domain else [])
        return
    if subject.get("customer_id") is not None:
        await memories.forget(unit, "customer_id", [subject["customer_id"]])
    await memories.forget(unit, "order_id", subject.get("order_ids") or ())


async def _forget_previews(unit: Unit) -> None:
    """What they read and would have done cannot be searched for a customer, and nobody needs it: it goes."""
    previews = AgentRunLog.of(unit.scope).filter(is_preview=True)
    for run_id in await previews.exclude(would_do_json_array=None).values_list("run_id", flat=True):
        await RunStep.of(unit.scope).filter(run_id=run_id).update(journal=b"", output_json=None)
    await previews.update(would_do_json_array=None)


async def _failed_deliveries(unit: Unit, request: RedactionRequest) -> int:
    """Raw bodies that could not be read cannot be searched either: they go, for a customer as for a shop."""
    kept = InboxEvent.filter(workspace_id=unit.scope, status="failed")
    if request.kind == "data_request":
        return await kept.count()
    return await kept.update(body=None, headers_json=None, status="ignored", reason="redacted")


def _redacted(envelope: str, request: RedactionRequest) -> str | None:
    """The envelope without what the request names; None when it does not concern it."""
    try:
        read = orjson.loads(envelope)
    except orjson.JSONDecodeError:
        return "{}" if request.kind == "shop" else None
    if not str(read.get("event_type", "")).startswith("ionflux.shopify."):
        return None
    payload = read.get("payload_json") or {}
    if request.kind != "shop" and not _mentions(payload, request.subject_json):
        return None
    if request.kind == "shop" and payload.get("shop_domain") not in (None, request.shop_domain):
        return None
    for noun in _NOUNS:
        if isinstance(body := payload.get(noun), dict):
            kept = {key: body[key] for key in _KEPT & body.keys()} if request.kind != "shop" else {}
            payload[noun] = kept | {"redacted": True}
    return orjson.dumps(read).decode()


def _mentions(payload: dict[str, Any], subject: dict[str, Any]) -> bool:
    ids = {str(one) for one in subject.get("order_ids") or ()}
    for noun in _NOUNS:
        body = payload.get(noun)
        if not isinstance(body, dict):
            continue
        customer = body.get("customer") or {}
        if not isinstance(customer, dict):
            continue
        if subject.get("customer_id") is not None and customer.get("id") == subject["customer_id"]:
            return True
        if subject.get("email") and subject["email"] in (
            body.get("email"),
            body.get("contact_email"),
            customer.get("email"),
        ):
            return True
        if {str(body.get("id")), str(body.get("order_id"))} & ids:
            return True
    return False
