"""Audience: contacts, consents, suppressions and past mails, from the records and what a run was given."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from agents.email_wizard.consent import CONSENTS, CONTACTS, SENDS, SUPPRESSIONS, Standing
from agents.email_wizard.contacts import Contact, moment, read
from bot.contracts.agents import AgentContext, RecordView, RecordWrite

MOST = 100_000
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
_RULES: tuple[tuple[str, str], ...] = (
    ("high-aov", "best"), ("high aov", "best"), ("vip", "best"), ("past buyer", "buyer"),
    ("customers", "buyer"), ("new", "new"), ("prospect", "new"), ("lapsed", "lapsed"),
    ("inactive", "lapsed"), ("win-back", "lapsed"),
)  # fmt: skip


async def contacts(context: AgentContext, given: Mapping[str, Any]) -> list[Contact]:
    """Everybody who is known; what the run was given of a person goes before what is stored."""
    rows = (read(row.value, context.now) for row in await rows_of(context, CONTACTS))
    known = {one.customer_id: one for one in rows if one is not None}
    return list((known | brought(context, given)).values())


def brought(context: AgentContext, given: Mapping[str, Any]) -> dict[str, Contact]:
    """Those whom the run was given, by their ids."""
    found = (read(one, context.now) for one in _listed(given, "contacts", "customers", "audience"))
    return {one.customer_id: one for one in found if one is not None}


async def standing(context: AgentContext, given: Mapping[str, Any]) -> Standing:
    """Who agreed to what, who is suppressed, and who was written to when; also after the run began."""
    known = Standing()
    for row in await rows_of(context, CONTACTS):
        _embedded(known, row.value, row.at)
    for one in _listed(given, "contacts", "customers", "audience"):
        _embedded(known, one, context.now)
    for row in await rows_of(context, CONSENTS):
        known.consented(row.value, moment(row.value.get("at")) or row.at)
    for one in _listed(given, "consents"):
        known.consented(one, moment(one.get("at")) or context.now)
    for row in await rows_of(context, SUPPRESSIONS):
        known.suppressed(row.value, moment(row.value.get("at")) or row.at)
    for one in _listed(given, "suppressions"):
        known.suppressed(one, moment(one.get("at")) or context.now)
    for row in await rows_of(context, SENDS, since=context.now - timedelta(days=3)):
        known.was_sent(row.value, row.at)
    return known


async def rows_of(
    context: AgentContext, collection: str, *, since: datetime = _BEGINNING, key_prefix: str = ""
) -> Sequence[RecordView]:
    """All rows of a collection since then, also those that other runs wrote while this one waited."""
    until = context.now + timedelta(days=366)
    return await context.records.range(
        collection, since=since, until=until, key_prefix=key_prefix, limit=MOST
    )


def customer(context: AgentContext) -> RecordWrite | None:
    """The customer of the order that came, with the consent that stands there; nothing else of it is kept."""
    event = context.event
    payload: Any = event.payload_json if event else {}
    order = payload.get("order") if isinstance(payload.get("order"), Mapping) else payload
    given = order.get("customer")
    found = read(given, context.now)
    if found is None or event is None:
        return None
    names = ("id", "email", "first_name", "orders_count", "total_spent", "tags", "email_marketing_consent")
    value = {name: given[name] for name in names if given.get(name) is not None}
    if ordered := moment(order.get("created_at")):
        value["last_order_at"] = ordered.isoformat()
    return RecordWrite(collection=CONTACTS, key=found.customer_id, at=event.event_timestamp, value=value)


def of_segment(found: Sequence[Contact], hint: str) -> list[Contact]:
    """Those whom the hint names: a segment or tag they have, else one of a few that figures tell. Whom nobody
    is named by is nobody, never everybody.
    """
    wanted = hint.casefold().strip()
    if not wanted or wanted in ("all", "everyone", "everybody"):
        return list(found)
    if named := [one for one in found if wanted in one.segments]:
        return named
    rules = {rule for word, rule in _RULES if word in wanted}
    return [one for one in found if all(_fits(one, rule, found) for rule in rules)] if rules else []


def _fits(one: Contact, rule: str, everybody: Sequence[Contact]) -> bool:
    if rule == "new":
        return not one.orders
    if rule == "lapsed":
        return one.days_since_order is not None and one.days_since_order > 180
    if rule == "buyer":
        return one.orders > 0
    averages = sorted(each.average for each in everybody if each.orders)
    return one.orders > 0 and one.average >= averages[len(averages) * 3 // 4]


def _embedded(known: Standing, value: Any, at: datetime) -> None:
    """A consent that stands within a contact, as Shopify has it."""
    if not isinstance(value, Mapping):
        return
    names = {"customer_id": value.get("customer_id") or value.get("id"), "email": value.get("email")}
    consent = value.get("email_marketing_consent") or value.get("consent")
    if isinstance(consent, str):
        known.consented({**names, "state": consent}, at)
    elif isinstance(consent, Mapping):
        known.consented({**consent, **names}, at)


def _listed(given: Mapping[str, Any], *names: str) -> list[Mapping[str, Any]]:
    for name in names:
        if isinstance(value := given.get(name), list):
            return [one for one in value if isinstance(one, Mapping)]
    return []
