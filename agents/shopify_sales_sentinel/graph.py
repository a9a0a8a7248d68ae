"""004 as a graph: an order goes ingest → order_rules, figures ingest → rollup → detect → impact or verify, an
incident ingest → investigate → await_decision → remediate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, TypedDict

from langgraph.graph import START, StateGraph
from langgraph.types import Command

from agents.shopify_sales_sentinel import (
    causes,
    changes,
    incidents,
    orders,
    radar,
    recovery,
    remedies,
    rules,
    verdicts,
    wording,
)
from agents.shopify_sales_sentinel.impact import estimate
from agents.shopify_sales_sentinel.metrics import METRICS, WINDOW_SECONDS, read_report, rows
from agents.shopify_sales_sentinel.past import STEP, Past, read
from agents.shopify_sales_sentinel.usual import ORDERS, Usual, usual_orders
from agents.shopify_sales_sentinel.windows import Window, floor, roll
from bot.contracts.agents import AgentContext, AgentResult, Decided, RecordView, RecordWrite
from bot.contracts.amounts import read_amount
from config.errors import ExternalError, InvalidInput, OutputInvalid

_ORDER_CREATED = "ionflux.shopify.order.created"
_METRICS_PROCESSED = "ionflux.performance.metrics.processed"


class _State(TypedDict, total=False):
    order: orders.Order
    until: datetime
    kept: list[RecordWrite]
    fresh: list[Window]
    minutes: list[Window]
    past: Past
    verdict: verdicts.Verdict
    incident: RecordView
    rung: remedies.Rung
    causes: list[causes.Hypothesis]
    suspects: list[radar.Suspect]
    decided: Decided
    result: AgentResult


def build(context: AgentContext) -> StateGraph[_State]:
    """The graph of agent 004."""
    nodes = _Nodes(context)
    graph = StateGraph(_State)
    graph.add_node("ingest", nodes.ingest, destinations=("order_rules", "rollup", "investigate"))
    graph.add_node("order_rules", nodes.order_rules)
    graph.add_node("rollup", nodes.rollup, destinations=("detect",))
    graph.add_node("detect", nodes.detect, destinations=("impact",))
    graph.add_node("impact", nodes.impact)
    graph.add_node("investigate", nodes.investigate, destinations=("await_decision",))
    graph.add_node("await_decision", nodes.await_decision)
    graph.add_node("remediate", nodes.remediate)
    graph.add_edge("await_decision", "remediate")
    graph.add_edge(START, "ingest")
    return graph


class _Nodes:
    """The steps. They read the context each time: a graph is built once and serves every run."""

    def __init__(self, context: AgentContext) -> None:
        self._context = context

    async def ingest(self, state: _State) -> Command[str]:
        """Tell what came: an order, a change, figures, or nothing that concerns us."""
        event, now = self._context.event, self._context.now
        if event is None:
            return _without_event(self._context.inputs, now)
        if event.event_type == _ORDER_CREATED:
            return _order(event.payload_json)
        if event.event_type == _METRICS_PROCESSED:
            return _figures(event.payload_json, now)
        if changes.is_change(event):
            return _done(changes.noted(event))
        if event.event_type in (incidents.ANOMALY_DETECTED, recovery.PERSISTS):
            return await self._incident(str(event.payload_json.get("incident_id")))
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
            channel=_channel(context.inputs),
            told_at=context.event.event_timestamp if context.event else context.now,
            now=context.now,
            usual=await self._usual(order, threshold),
        )
        return {"result": rules.decide(ruling)}

    async def rollup(self, state: _State) -> Command[str]:
        """Windows of the last quarter of an hour, from what is stored and what came now."""
        until, kept = state["until"], state["kept"]
        since = floor(until, WINDOW_SECONDS) - 3 * STEP
        figures = {row.key: row for row in await self._rows(METRICS, since, until)}
        figures |= {row.key: RecordView(key=row.key, at=row.at, value=row.value) for row in kept}
        placed = await self._rows(ORDERS, since, until)
        told = list(figures.values())
        fresh = [roll(since + at * STEP, WINDOW_SECONDS, told, placed) for at in range(3)]
        minute = floor(until, 60)
        quick = [row for row in told if row.value["window_seconds"] <= 60]
        minutes = [roll(minute - timedelta(minutes=back), 60, quick, placed) for back in (2, 1)]
        known = [one.row() for one in fresh if not one.is_empty or one is fresh[-1]]
        rolled: _State = {"fresh": fresh, "minutes": minutes, "kept": [*kept, *known]}
        if until == floor(until, WINDOW_SECONDS) or (until == minute and quick):
            return Command(update=rolled, goto="detect")
        figures_text = "1 figure" if len(kept) == 1 else f"{len(kept)} figures"
        preview = f"Kept {figures_text}; at {until:%H:%M:%S} UTC the window was still open."
        return _done(
            AgentResult(preview=preview, kpis={"figures_kept": float(len(kept))}, records=rolled["kept"])
        )

    async def detect(self, state: _State) -> Command[str]:
        """Judge the last window that has passed; between two of them only its minutes."""
        past = await read(self._context.records, state["fresh"])
        limits = verdicts.read_limits(self._context.inputs, self._context.now)
        window = state["fresh"][-1]
        verdict = verdicts.judge(window, past, limits) if window.end == state["until"] else None
        if verdict is None or not verdict.is_anomaly:
            surge = verdicts.judge_minutes(state["minutes"], past, limits)
            verdict = surge if verdict is None or surge.is_anomaly else verdict
        if verdict.main is not None:
            return Command(update={"verdict": verdict, "past": past}, goto="impact")
        if (over := await self._recovering(verdict)) is not None:
            return Command(update=_with(over, state["kept"]))
        preview = wording.usual(verdict.window, has_baseline=verdict.has_baseline)
        return _done(AgentResult(preview=preview, kpis={"windows_judged": 1.0}, records=state["kept"]))

    async def impact(self, state: _State) -> _State:
        """What it costs, and who learns of it: a new incident is told, one that goes on is not told again."""
        verdict, inputs, now = state["verdict"], self._context.inputs, self._context.now
        loss = estimate(verdict, state["past"])
        if not verdict.is_anomaly or verdict.main is None:
            return _with(incidents.watched(verdict, loss), state["kept"])
        known = await self._rows(incidents.INCIDENTS, now - timedelta(days=1), now + timedelta(hours=1))
        if (row := incidents.going_on(known, verdict)) is not None:
            told = recovery.failed(row, now, inputs)
            return _with(incidents.continued(row, verdict, loss, [told] if told else []), state["kept"])
        critical = read_amount(inputs.get("critical_gmv_at_risk"))
        setting = incidents.Setting(
            channel=_channel(inputs), critical=Decimal(1000) if critical is None else critical, now=now
        )
        return _with(incidents.opened(verdict, verdict.main, loss, setting), state["kept"])

    async def investigate(self, state: _State) -> Command[str]:
        """What may be behind it, and which remedy comes next."""
        row = state["incident"]
        rung = remedies.rung_of(row.value)
        if rung is None:
            return _done(remedies.escalated(row, _channel(self._context.inputs)))
        began = datetime.fromisoformat(str(row.value["start_time"]))
        changed = await self._rows(changes.CHANGES, began - radar.LOOKS_BACK, began + timedelta(seconds=1))
        suspects = radar.suspects(changed, began)
        found: _State = {"rung": rung, "suspects": suspects, "causes": await self._causes(row, suspects)}
        return Command(update=found, goto="await_decision")

    async def await_decision(self, state: _State) -> _State:
        """Ask; the run waits as long as people may take."""
        return {
            "decided": await self._context.ask(
                remedies.question(
                    state["incident"], state["rung"], state["causes"], state["suspects"], self._context.inputs
                )
            )
        }

    async def remediate(self, state: _State) -> _State:
        """Do what was decided, with the incident as it is by then."""
        row = await self._context.records.get(incidents.INCIDENTS, state["incident"].key) or state["incident"]
        if not recovery.is_on(row):
            ended = AgentResult(preview="The incident was over before anybody decided.")
            return {"result": ended}
        channel, decided = _channel(self._context.inputs), state["decided"]
        at = decided.at or self._context.now
        return {"result": remedies.applied(row, state["rung"], decided, at, channel)}

    async def _incident(self, key: str) -> Command[str]:
        row = await self._context.records.get(incidents.INCIDENTS, key)
        if row is None or not recovery.is_on(row):
            return _done(AgentResult(preview="The incident is over."))
        return Command(update={"incident": row}, goto="investigate")

    async def _causes(self, row: RecordView, suspects: Sequence[radar.Suspect]) -> list[causes.Hypothesis]:
        if not self._context.llm.is_offline:
            try:
                return await causes.by_model(self._context.llm, row.value, suspects)
            except (ExternalError, OutputInvalid):
                await self._context.progress("The model did not help; going by the log of changes")
        return causes.by_rules(suspects)

    async def _recovering(self, verdict: verdicts.Verdict) -> AgentResult | None:
        """What a window as usual means for the incidents that are on."""
        if not verdict.has_baseline or verdict.hits:
            return None
        end = verdict.window.end
        rows = await self._rows(incidents.INCIDENTS, end - timedelta(days=2), end + timedelta(hours=1))
        return recovery.verified(rows, verdict.window, _channel(self._context.inputs))

    async def _rows(self, collection: str, since: datetime, until: datetime) -> Sequence[RecordView]:
        return await self._context.records.range(collection, since=since, until=until)

    async def _usual(self, order: orders.Order, threshold: Decimal) -> Usual:
        if order.total is None or not order.counts or not rules.is_high(order, threshold):
            return Usual()
        return await usual_orders(self._context.records, order.total.currency, self._context.now)


def _without_event(inputs: Mapping[str, Any], now: datetime) -> Command[str]:
    """A run by schedule or by hand: what its inputs hold, else a look at the last window."""
    payload = inputs.get("shopify_event_payload")
    if isinstance(payload, Mapping):
        return _order(payload if "order" in payload else {"order": payload})
    figures = inputs.get("performance_metric_payload")
    if isinstance(figures, Mapping):
        return _figures(figures, now)
    return Command(update={"until": floor(now, WINDOW_SECONDS), "kept": []}, goto="rollup")


def _order(payload: Mapping[str, Any]) -> Command[str]:
    body = payload.get("order")
    if not isinstance(body, Mapping):
        return _done(AgentResult(preview="The event holds no order that can be read."))
    return Command(update={"order": orders.read_order(body, payload.get("shop_domain"))}, goto="order_rules")


def _figures(payload: Mapping[str, Any], now: datetime) -> Command[str]:
    try:
        report = read_report(payload, now)
    except InvalidInput as unreadable:
        return _done(AgentResult(preview=unreadable.message))
    if not report.figures:
        return _done(AgentResult(preview="There was no figure among them that is known here."))
    return Command(update={"until": report.end, "kept": rows(report)}, goto="rollup")


def _channel(inputs: Mapping[str, Any]) -> str:
    return str(inputs.get("alert_channel") or "alerts")


def _with(result: AgentResult, kept: Sequence[RecordWrite]) -> _State:
    return {"result": replace(result, records=(*kept, *result.records))}


def _done(result: AgentResult) -> Command[str]:
    return Command(update={"result": result})
