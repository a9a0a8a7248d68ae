"""004 as a graph: an order goes ingest → order_rules, figures go ingest → rollup → detect → impact."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any, TypedDict

from langgraph.graph import START, StateGraph
from langgraph.types import Command

from agents.shopify_sales_sentinel import changes, orders, rules
from agents.shopify_sales_sentinel.money import read_amount
from bot.contracts.agents import AgentContext, AgentResult

_ORDER_CREATED = "ionflux.shopify.order.created"
_RECENT = timedelta(days=30)
_LAST_ORDERS = 20


class _State(TypedDict, total=False):
    order: orders.Order
    result: AgentResult


def build(context: AgentContext) -> StateGraph[_State]:
    """The graph of agent 004."""
    nodes = _Nodes(context)
    graph = StateGraph(_State)
    graph.add_node("ingest", nodes.ingest, destinations=("order_rules",))
    graph.add_node("order_rules", nodes.order_rules)
    graph.add_edge(START, "ingest")
    return graph


class _Nodes:
    """The steps. They read the context each time: a graph is built once and serves every run."""

    def __init__(self, context: AgentContext) -> None:
        self._context = context

    async def ingest(self, state: _State) -> Command[str]:
        """Tell what came: an order, a change, or nothing that concerns us."""
        event = self._context.event
        if event is None:
            return _by_hand(self._context.inputs)
        if event.event_type == _ORDER_CREATED:
            return _order(event.payload_json)
        if changes.is_change(event):
            return _done(changes.noted(event))
        return _done(AgentResult(preview=f"Nothing to do for {event.event_type}."))

    async def order_rules(self, state: _State) -> _State:
        """Compare the order with the threshold. Only an alert looks up what was usual."""
        context, order = self._context, state["order"]
        threshold = read_amount(context.inputs.get("min_order_value_alert_threshold"))
        if threshold is None:
            unjudged = f"{order.title} could not be judged: the threshold is no number."
            return {"result": AgentResult(preview=unjudged)}
        ruling = rules.Ruling(
            order=order,
            threshold=threshold,
            channel=str(context.inputs.get("alert_channel") or "alerts"),
            told_at=context.event.event_timestamp if context.event else context.now,
            now=context.now,
            usual=await self._usual(order, threshold),
        )
        return {"result": rules.decide(ruling)}

    async def _usual(self, order: orders.Order, threshold: Decimal) -> list[Decimal]:
        if order.total is None or not order.counts or not rules.is_high(order, threshold):
            return []
        until = self._context.now
        rows = await self._context.records.range(
            rules.ORDERS, since=until - _RECENT, until=until, limit=_LAST_ORDERS
        )
        return rules.amounts(rows, order.total.currency)


def _by_hand(inputs: Mapping[str, Any]) -> Command[str]:
    payload = inputs.get("shopify_event_payload")
    if isinstance(payload, Mapping):
        return _order(payload if "order" in payload else {"order": payload})
    return _done(AgentResult(preview="Nothing to do."))


def _order(payload: Mapping[str, Any]) -> Command[str]:
    body = payload.get("order")
    if not isinstance(body, Mapping):
        return _done(AgentResult(preview="The event holds no order that can be read."))
    return Command(update={"order": orders.read_order(body, payload.get("shop_domain"))}, goto="order_rules")


def _done(result: AgentResult) -> Command[str]:
    return Command(update={"result": result})
