"""010 as a graph: ingest → reckon → alert → report for an order; with review in place of reckon for a
period.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypedDict

from langgraph.graph import START, StateGraph
from langgraph.types import Command

from agents.revenue_tracker_lite import alerts, costs, facts, margins, variance, wording
from agents.revenue_tracker_lite.amounts import ZERO
from agents.revenue_tracker_lite.dashboard import dashboard
from agents.revenue_tracker_lite.orders import Order, read_id, read_order, read_shop
from agents.revenue_tracker_lite.suggestions import suggest
from bot.contracts.agents import AgentContext, AgentResult, RecordView, RecordWrite
from bot.contracts.amounts import read_amount
from bot.contracts.events import Fact
from bot.contracts.messages import Post

_SHOPIFY = "ionflux.shopify."
_WEEKLY = "ionflux.agent.revenuetracker.weekly_digest_ready"
_HOURLY, _DAILY = "hourly_aggregation_schedule", "daily_digest_schedule"


class _State(TypedDict, total=False):
    body: dict[str, Any]
    shop: str
    kept: list[RecordWrite]
    rows: list[dict[str, Any]]
    found: list[variance.Finding]
    name: str
    days: int
    board: dict[str, Any]
    result: AgentResult


def build(context: AgentContext) -> StateGraph[_State]:
    """The graph of agent 010."""
    nodes = _Nodes(context)
    graph = StateGraph(_State)
    graph.add_node("ingest", nodes.ingest, destinations=("reckon", "review"))
    graph.add_node("reckon", nodes.reckon, destinations=("alert",))
    graph.add_node("review", nodes.review)
    graph.add_node("alert", nodes.alert)
    graph.add_node("report", nodes.report)
    graph.add_edge(START, "ingest")
    graph.add_edge("review", "alert")
    graph.add_edge("alert", "report")
    return graph


class _Nodes:
    """The steps. They read the context each time: a graph is built once and serves every run."""

    def __init__(self, context: AgentContext) -> None:
        self._context = context

    async def ingest(self, state: _State) -> Command[str]:
        """Tell what came: an order, a refund, a product, costs by hand, or the time for a digest."""
        event, inputs = self._context.event, self._context.inputs
        if event is not None and event.event_type.startswith(_SHOPIFY):
            return await self._event(event.event_type.removeprefix(_SHOPIFY), event.payload_json)
        shop = read_shop(inputs.get("shopify_shop_id"))
        kept = costs.manual_rows(inputs, shop, self._context.now) if self._is_by_hand else []
        product = inputs.get("shopify_product_payload")
        if isinstance(product, Mapping):
            product = product.get("product", product)
            kept += costs.product_rows(
                product if isinstance(product, Mapping) else {}, shop, self._context.now
            )
        order = inputs.get("shopify_order_payload") or (event.payload_json if event else None)
        if not isinstance(order, Mapping):
            return Command(update={"shop": shop, "kept": kept}, goto="review")
        inner = order.get("order")
        told = inner if isinstance(inner, Mapping) else order
        return await self._order(
            told, read_shop(order.get("shop_domain", inputs.get("shopify_shop_id"))), kept
        )

    async def reckon(self, state: _State) -> Command[str]:
        """The order's margins."""
        order = read_order(state["body"], state["shop"], self._context.now)
        if order is None:
            return _done("The order has no id or no lines that can be read.", state["kept"])
        if order.is_test and not self._is_by_hand:
            return _done(f"{order.name} is a test order and is not counted.")
        row, fixed = await self._row(order)
        board = dashboard([row], fixed)
        found = variance.low_margins([row], self._limits())
        kept = [*state["kept"], margins.write(order, row)]
        reckoned: _State = {"rows": [row], "board": board, "found": found, "kept": kept, "name": order.name}
        return Command(update=reckoned, goto="alert")

    async def review(self, state: _State) -> _State:
        """The period's orders, reckoned anew with the costs as they are now where a person asks for it."""
        now, days, shop = self._context.now, self._days(), state["shop"]
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        until = midnight if self._context.trigger_key == _DAILY else now + timedelta(hours=1)
        since = until - timedelta(days=days)
        views = await self._context.records.range(
            margins.ORDERS, since=now - variance.WEEK - variance.MONTH, until=now + timedelta(hours=1)
        )
        kept = state["kept"]
        if self._is_by_hand:
            views, rewritten = await self._anew(views)
            kept = [*kept, *rewritten]
        currency = views[-1].value["currency"] if views else ""
        views = [one for one in views if one.value["currency"] == currency]
        rows = [dict(one.value) for one in views if since <= one.at < until]
        board = dashboard(rows, (await self._settings(shop)).fixed_costs)
        found = variance.trends(views, now, self._limits())
        return {"rows": rows, "board": board, "found": found, "days": days, "kept": kept}

    async def alert(self, state: _State) -> _State:
        """Leave out what was told today."""
        now = self._context.now
        return {"found": await alerts.untold(self._context.records, state["found"], now)}

    async def report(self, state: _State) -> _State:
        """Say it, keep it, publish it."""
        found, shop, now = state["found"], state["shop"], self._context.now
        rows = [*state["kept"], *(alerts.row(one, shop, now) for one in found)]
        result = AgentResult(
            preview="",
            outputs={"profitability_dashboard_data_json": state["board"]},
            kpis={"orders": float(len(state["rows"])), "alerts": float(len(found))},
            events=[fact for one in found for fact in alerts.facts(one, shop)],
            records=rows,
        )
        if found:
            told = [alerts.payload(one, shop) for one in found]
            result = replace(result, outputs={**result.outputs, "actionable_alert_payload": {"alerts": told}})
        if "name" in state:
            return {"result": self._of_order(state, result)}
        return {"result": await self._of_period(state, result)}

    def _of_order(self, state: _State, result: AgentResult) -> AgentResult:
        row, posts = state["rows"][0], []
        text = wording.order_text(state["name"], row, state["board"]["break_even_orders"])
        if self._is_by_hand:
            posts.append(Post(content=text))
        if state["found"]:
            posts.append(Post(channel=self._channel, content=alerts.message(state["found"]), part=1))
        outputs = {**result.outputs, "profitability_digest_markdown": text}
        return replace(result, preview=wording.preview(state["name"], row), outputs=outputs, posts=posts)

    async def _of_period(self, state: _State, result: AgentResult) -> AgentResult:
        days, now, found = state["days"], self._context.now, state["found"]
        period = {1: "of the last day", 7: "of the last week"}.get(days, f"of the last {days} days")
        text = wording.digest(period, state["board"], [one.text for one in found])
        if state["rows"] and self._context.trigger_key != _HOURLY:
            text += wording.suggested(await suggest(self._context.llm, text))
        posts = [Post(channel=self._channel, content=alerts.message(found), part=1)] if found else []
        records, events = list(result.records), list(result.events)
        if self._context.trigger_key != _HOURLY:
            posts.insert(0, Post(channel="" if self._is_by_hand else self._channel, content=text))
            records.append(_snapshot(state, now))
        if days == 7 and not self._is_by_hand:
            margin = state["board"]["totals"]["calculated_net_margin"]
            events.append(Fact(event_type=_WEEKLY, payload={"orders": len(state["rows"]), "net": margin}))
        outputs = {**result.outputs, "profitability_digest_markdown": text}
        preview = f"Profitability {period}: {wording.counted(len(state['rows']))}."
        return replace(result, preview=preview, outputs=outputs, posts=posts, records=records, events=events)

    async def _event(self, happened: str, payload: Mapping[str, Any]) -> Command[str]:
        shop, noun = read_shop(payload.get("shop_domain")), happened.partition(".")[0]
        body = payload.get(noun)
        if not isinstance(body, Mapping) or happened == "order.edited":
            return _done(f"Nothing to do for {_SHOPIFY}{happened}.")
        if noun == "product":
            rows = costs.product_rows(body, shop, self._context.now)
            return _done(f"The costs of {len(rows)} variants were kept.", rows)
        if noun == "refund":
            return await self._refund(body, shop)
        if happened == "order.deleted":
            return await self._deleted(body, shop)
        return await self._order(body, shop, [])

    async def _order(self, told: Mapping[str, Any], shop: str, kept: list[RecordWrite]) -> Command[str]:
        known = await self._context.records.get(facts.SEEN, f"{shop}/{read_id(told.get('id'))}")
        before = known.value if known else {}
        if facts.is_older(told, before):
            return _done("The order is older than what is known of it; nothing was changed.", kept)
        return self._kept(facts.merged(told, before), shop, kept)

    async def _refund(self, refund: Mapping[str, Any], shop: str) -> Command[str]:
        order_id = read_id(refund.get("order_id"))
        known = await self._context.records.get(facts.SEEN, f"{shop}/{order_id}")
        return self._kept(facts.with_refunds(known.value if known else {"id": order_id}, [refund]), shop, [])

    async def _deleted(self, told: Mapping[str, Any], shop: str) -> Command[str]:
        known = await self._context.records.get(facts.SEEN, f"{shop}/{read_id(told.get('id'))}")
        if known is None:
            return _done("An order that is not known was deleted.")
        return self._kept({**known.value, "cancelled_at": self._context.now.isoformat()}, shop, [])

    def _kept(self, body: dict[str, Any], shop: str, kept: list[RecordWrite]) -> Command[str]:
        if order_id := read_id(body.get("id")):
            key, now = f"{shop}/{order_id}", self._context.now
            kept = [*kept, RecordWrite(collection=facts.SEEN, key=key, at=now, value=body)]
        return Command(update={"body": body, "shop": shop, "kept": kept}, goto="reckon")

    async def _anew(self, views: Sequence[RecordView]) -> tuple[list[RecordView], list[RecordWrite]]:
        fresh, rewritten = [], []
        for view in views:
            seen = await self._context.records.get(facts.SEEN, view.key)
            order = read_order(seen.value, view.value["shop_id"], view.at) if seen else None
            if order is not None:
                row, _ = await self._row(order)
                rewritten.append(RecordWrite(collection=margins.ORDERS, key=view.key, at=view.at, value=row))
                view = RecordView(key=view.key, at=view.at, value=row)
            fresh.append(view)
        return fresh, rewritten

    async def _row(self, order: Order) -> tuple[dict[str, Any], Any]:
        records, inputs = self._context.records, self._context.inputs
        settings = await self._settings(order.shop)
        known = await costs.unit_costs(records, order.lines, order.shop, inputs)
        return margins.row_of(order, known, settings), settings.fixed_costs

    async def _settings(self, shop: str) -> costs.Settings:
        for key in (shop, "shop"):
            if (row := await self._context.records.get(costs.SETTINGS, key)) is not None:
                return costs.read_settings(self._context.inputs, row.value)
        return costs.read_settings(self._context.inputs, {})

    def _limits(self) -> variance.Limits:
        percent, roas = (
            read_amount(self._context.inputs.get(name)) for name in ("margin_alert_percent", "roas_alert")
        )
        return variance.Limits(margin_percent=percent or ZERO, roas=roas or ZERO)

    def _days(self) -> int:
        if self._is_by_hand:
            return 30
        return 7 if self._context.trigger_key == _DAILY and self._context.now.weekday() == 0 else 1

    @property
    def _is_by_hand(self) -> bool:
        return self._context.event is None and self._context.trigger_key not in (_HOURLY, _DAILY)

    @property
    def _channel(self) -> str:
        return str(self._context.inputs.get("alert_channel") or "alerts")


def _snapshot(state: _State, now: datetime) -> RecordWrite:
    start = now - timedelta(days=state["days"])
    key = f"{state['shop']}/{start:%Y-%m-%d}/{now:%Y-%m-%d}"
    value = {
        "id": key,
        "period_start_date": f"{start:%Y-%m-%d}",
        "period_end_date": f"{now:%Y-%m-%d}",
        "total_net_margin": state["board"]["totals"]["calculated_net_margin"],
        "top_profitable_products_jsonb": state["board"]["top_products"],
        "margin_alerts_jsonb": [alerts.payload(one, state["shop"]) for one in state["found"]],
    }
    return RecordWrite(collection="rt_profitability_snapshots", key=key, at=now, value=value)


def _done(preview: str, kept: Sequence[RecordWrite] = ()) -> Command[str]:
    return Command(update={"result": AgentResult(preview=preview, records=kept)})
