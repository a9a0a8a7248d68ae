"""001 as a graph: plan → audience → margins → draft → persona → ready → approve → dispatch, or what waits, or
what was reported.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypedDict

from langgraph.graph import START, StateGraph
from langgraph.types import Command

from agents.email_wizard import (
    adapting,
    audience,
    clearance,
    cohorts,
    consent,
    ending,
    feedback,
    margins,
    request,
    voice,
    wording,
)
from agents.email_wizard.campaign import (
    ASKED,
    CAMPAIGNS,
    DRAFTS,
    WAITING,
    Campaign,
    Draft,
    draft,
    known,
    no_draft,
    sent_rows,
    settled_rows,
    waiting,
)
from agents.email_wizard.campaign import asked as asked_about
from agents.email_wizard.cohorts import Cohort, still
from agents.email_wizard.contacts import Contact, line, number
from agents.email_wizard.dispatch import send
from agents.email_wizard.letters import letters, scanned, unfit
from agents.email_wizard.spam import Scan
from agents.email_wizard.words import Copy, Sender, edited, template, written
from bot.contracts.agents import AgentContext, AgentResult, Decided, RecordWrite
from config.errors import ExternalError, InvalidInput, NotAllowed, NotFound, OutputInvalid

_OF_MARGINS = 100
"""The part of the question about margins; those about texts are the texts' numbers."""

AGAIN_AFTER = timedelta(hours=22)
"""Between two questions about who waits: about one a day."""


class _State(TypedDict, total=False):
    request: request.Request
    people: list[Contact]
    cohorts: list[Cohort]
    campaign: Campaign
    scans: dict[int, Scan]
    is_rest: bool
    is_draft: bool
    decided: Decided
    result: AgentResult


def build(context: AgentContext) -> "StateGraph[_State]":
    """The graph of agent 001."""
    nodes = _Nodes(context)
    graph = StateGraph(_State)
    graph.add_node("plan", nodes.plan, destinations=("audience", "rest", "again"))
    graph.add_node("audience", nodes.audience, destinations=("margins", "draft"))
    graph.add_node("margins", nodes.margins)
    graph.add_node("draft", nodes.draft, destinations=("persona", "ready"))
    graph.add_node("persona", nodes.persona, destinations=("persona", "ready"))
    graph.add_node("ready", nodes.ready, destinations=("approve",))
    graph.add_node("rest", nodes.rest, destinations=("approve",))
    graph.add_node("again", nodes.again, destinations=("ready",))
    graph.add_node("approve", nodes.approve)
    graph.add_node("dispatch", nodes.dispatch)
    graph.add_edge(START, "plan")
    graph.add_edge("margins", "draft")
    graph.add_edge("approve", "dispatch")
    return graph


class _Nodes:
    """The steps. They read the context each time: a graph is built once and serves every run."""

    def __init__(self, context: AgentContext) -> None:
        self._context = context

    async def plan(self, state: _State) -> Command[str]:
        """Tell what came: a campaign, a customer, reports of mails, or the time for what waits."""
        wanted = request.read(self._context)
        if wanted.kind == request.CONTACT:
            return _done(_contact(audience.customer(self._context)))
        if wanted.kind == request.FEEDBACK:
            return _done(ending.fed_back(await feedback.taken(self._context, wanted.given)))
        if wanted.kind == request.REPORT:
            row = await self._context.records.get(CAMPAIGNS, wanted.campaign_id)
            left = await audience.rows_of(self._context, WAITING, key_prefix=f"{wanted.campaign_id}/")
            queued = sum(one.value.get("state") == "waiting" for one in left)
            return _done(ending.reported(known(row) if row else None, queued))
        update: _State = {"request": wanted}
        goes_on = {request.QUEUE: "rest", request.SENDING: "again"}.get(wanted.kind, "audience")
        return Command(update=update, goto=goes_on)

    async def audience(self, state: _State) -> Command[str]:
        """Who may be written to and is likely to care, in cohorts that are alike."""
        context, wanted = self._context, state["request"]
        everybody = await audience.contacts(context, wanted.given)
        meant = audience.of_segment(everybody, wanted.segment)
        standing = await audience.standing(context, wanted.given)
        admitted, excluded = consent.admitted(meant, standing, context.now)
        # Seconds, where there are many.
        found = await asyncio.to_thread(cohorts.found, admitted)
        chances = clearance.likelihoods(found, {one.customer_id: one for one in admitted})
        kept = clearance.cleared(found, chances, wanted.least)
        cleared = sum(len(one.customer_ids) for one in kept)
        campaign = Campaign(
            id=str(context.run_id),
            goal=wanted.goal,
            segment=wanted.segment,
            excluded=excluded,
            cleared=cleared,
        )
        if unlikely := len(admitted) - cleared:
            campaign.excluded["unlikely"] = unlikely
        if not kept:
            return _done(ending.nobody(campaign, len(everybody), len(meant)))
        wanted_ids = {one for cohort in kept for one in cohort.customer_ids}
        people = [one for one in admitted if one.customer_id in wanted_ids]
        update = {"people": people, "cohorts": kept, "campaign": campaign}
        is_choice = wanted.by_margin and len(wanted.products) > 1
        return Command(update=update, goto="margins" if is_choice else "draft")

    async def margins(self, state: _State) -> _State:
        """What earns most is named first, where somebody knows what does."""
        answer = await self._context.ask_agent(margins.TRACKER, {}, part=_OF_MARGINS)
        wanted = state["request"]
        return {"request": replace(wanted, products=margins.preferred(wanted.products, answer))}

    async def draft(self, state: _State) -> Command[str]:
        """The words for each cohort, held against what filters and laws want."""
        wanted, campaign, kept = state["request"], state["campaign"], state["cohorts"]
        manner, sender = await self._voice(wanted.brand), self._sender(wanted.link)
        people = {one.customer_id: one for one in state["people"]}
        scans: dict[int, Scan] = {}
        placed = []
        for at, one in enumerate(kept, 1):
            await self._context.progress(f"Writing for “{one.label}”", at / (len(kept) + 1))
            copy, scan = await self._copy(wanted, one, at, (manner, sender, people[one.customer_ids[0]]))
            campaign.copies.append(copy)
            scans[at] = scan
            placed.append(
                Cohort(cohort_id=one.cohort_id, label=one.label, customer_ids=one.customer_ids, copy=at)
            )
        update = {"campaign": campaign, "cohorts": placed, "scans": scans}
        return Command(update=update, goto="persona" if wanted.brand else "ready")

    async def persona(self, state: _State) -> Command[str]:
        """One text after the other against its brand's voice; once nobody is there, the others are not asked
        about.
        """
        wanted, campaign, at = state["request"], state["campaign"], len(state["campaign"].voice)
        copy = campaign.copies[at]
        answer = await self._context.ask_agent(
            voice.GUARDIAN, voice.question(copy, wanted.brand), part=copy.number
        )
        words, noted = voice.held(copy, answer)
        scans = dict(state["scans"])
        if words is not copy:
            scan = self._scan_anew(state, words)
            if scan.passed or not scans[copy.number].passed:
                scans[copy.number] = scan
            else:
                words, noted = copy, voice.left(noted)
        copies = [*campaign.copies[:at], words, *campaign.copies[at + 1 :]]
        campaign = replace(campaign, copies=copies, voice=[*campaign.voice, noted])
        is_over = at + 1 == len(copies) or noted["status"] == voice.SKIPPED
        update = {"campaign": campaign, "scans": scans}
        return Command(update=update, goto="ready" if is_over else "persona")

    async def ready(self, state: _State) -> Command[str]:
        """What may be sent is asked about; what may not, or is a draft, is shown."""
        campaign, placed, scans = state["campaign"], state["cohorts"], state["scans"]
        worst = next((scan for scan in scans.values() if not scan.passed), None)
        if state["request"].is_send and worst is None:
            return Command(goto="approve")
        kept = Draft(campaign=campaign, cohorts=placed, link=state["request"].link)
        brought = audience.brought(self._context, state["request"].given)
        rows = kept.rows(brought, self._context.now)
        return _done(ending.drafted(campaign, placed, scans, worst, rows))

    async def again(self, state: _State) -> Command[str]:
        """A draft that is to be sent, to those of its people who may still be written to."""
        context, wanted = self._context, state["request"]
        row = await context.records.get(DRAFTS, wanted.campaign_id)
        found = draft(row) if row is not None else None
        if found is None:
            told = "This campaign has been sent." if row else "I know no draft of that campaign."
            return _done(ending.nothing(told))
        standing, everybody = await audience.standing(context, {}), await audience.contacts(context, {})
        people = {one.customer_id: one for one in everybody if not standing.refusal(one, context.now)}
        kept = still(found.cohorts, people)
        if not kept:
            why = "nobody is left who may be written to"
            return _done(ending.not_sent(found.campaign, found.cohorts, why))
        sender = self._sender(found.link)
        copies = {one.number: one for one in found.campaign.copies}
        scans = {one.copy: scanned(copies[one.copy], people[one.customer_ids[0]], sender) for one in kept}
        update: _State = {
            "request": replace(wanted, link=found.link), "campaign": found.campaign, "cohorts": kept,
            "people": list(people.values()), "scans": scans, "is_draft": True,
        }  # fmt: skip
        return Command(update=update, goto="ready")

    async def rest(self, state: _State) -> Command[str]:
        """Who waits for the day to come, as far as they may still be written to."""
        context = self._context
        campaign_id, left = waiting(await audience.rows_of(context, WAITING))
        row = await context.records.get(CAMPAIGNS, campaign_id) if campaign_id else None
        if row is None:
            return _done(AgentResult(preview="Nobody waits for a mail.", kpis={"sent": 0.0}))
        campaign = known(row)
        before = await context.records.get(ASKED, campaign_id)
        if before is not None and context.now - before.at < AGAIN_AFTER:
            return _done(AgentResult(preview="People have been asked about who waits.", kpis={"sent": 0.0}))
        standing = await audience.standing(context, {})
        everybody = await audience.contacts(context, {})
        people = [one for one in everybody if not standing.refusal(one, context.now)]
        if not {one.customer_id for one in people} & {one for cohort in left for one in cohort.customer_ids}:
            rows = settled_rows(campaign, left, [], context.now)
            return _done(ending.not_sent(campaign, left, "nobody is left who may be written to", rows))
        update = {"people": people, "cohorts": left, "campaign": campaign, "scans": {}, "is_rest": True}
        return Command(update=update, goto="approve")

    async def approve(self, state: _State) -> _State:
        """Ask people. Nothing leaves without them."""
        asked = wording.question(
            state["campaign"], state["cohorts"], state["scans"], most=self._most(),
            is_rest=state.get("is_rest", False),
        )  # fmt: skip
        mark = asked_about(state["campaign"], self._context.now)
        return {"decided": await self._context.ask(replace(asked, records=(mark,)))}

    async def dispatch(self, state: _State) -> _State:
        """Send what was approved, as it was approved, to who may still be written to."""
        decided, campaign, placed = state["decided"], state["campaign"], state["cohorts"]
        at = decided.at or self._context.now

        def settled(left: Sequence[str] = ()) -> list[RecordWrite]:
            return settled_rows(campaign, placed, left, at) if state.get("is_rest") else []

        if decided.is_expired:
            return {"result": ending.not_sent(campaign, placed, "nobody decided in time")}
        if decided.action_id != wording.APPROVE:
            return {"result": ending.not_sent(campaign, placed, "people said no", settled())}
        sender = self._sender(state["request"].link)
        campaign.copies = [edited(one, decided.data_json) for one in campaign.copies]
        people, kept = await self._still(state, at)
        mails, subjects = letters(campaign, kept, people)
        if not mails:
            why = "nobody is left who may be written to"
            return {"result": ending.not_sent(campaign, placed, why, settled())}
        if problem := unfit(mails, sender):
            return {"result": ending.not_sent(campaign, placed, problem)}
        left = self._most() - await self._sent_today(at)
        done = await send(self._context, mails, sender, decided, most=max(0, left))
        for one in (*done.sent, *done.unknown):
            adapting.counted(campaign.stats, subjects[one], "sent")
        rows = [*sent_rows(campaign, kept, people, subjects, done, at), *settled(done.left)]
        rows += [no_draft(campaign, at)] if state.get("is_draft") else []
        return {"result": ending.sent(campaign, kept, done, rows, at)}

    # Parts of the steps.

    async def _copy(
        self, wanted: request.Request, cohort: Cohort, at: int, with_: tuple[str, Sender, Contact]
    ) -> tuple[Copy, Scan]:
        """A model's words, once more with what was wrong with them; else those of the template."""
        manner, sender, somebody = with_
        again = ""
        for _ in range(0 if self._context.llm.is_offline else 2):
            try:
                copy = await written(
                    self._context.llm, wanted, cohort.label, number=at, voice=manner, again=again
                )
                scan = scanned(copy, somebody, sender)
            except (OutputInvalid, ExternalError, InvalidInput):
                break
            if scan.passed and copy.subjects:
                return copy, scan
            again = f"Your last version would not pass: {'; '.join([*scan.faults, *scan.remarks])}."
        plain = template(wanted, number=at)
        return plain, scanned(plain, somebody, sender)

    def _scan_anew(self, state: _State, copy: Copy) -> Scan:
        """That of words from elsewhere, for somebody who would get them."""
        cohort = next(one for one in state["cohorts"] if one.copy == copy.number)
        somebody = next(one for one in state["people"] if one.customer_id == cohort.customer_ids[0])
        return scanned(copy, somebody, self._sender(state["request"].link))

    async def _voice(self, brand: str) -> str:
        if not brand:
            return ""
        try:
            found = await self._context.tools.call("get_brand", {"name": brand})
        except (NotFound, NotAllowed):
            return ""
        return line((found.get("voice") or {}).get("guidelines_text"), 8_000)

    async def _still(self, state: _State, at: datetime) -> tuple[dict[str, Contact], list[Cohort]]:
        """Who may be written to at the moment of the decision: it may have taken a day."""
        standing = await audience.standing(self._context, state["request"].given)
        people = {one.customer_id: one for one in state["people"] if not standing.refusal(one, at)}
        return people, still(state["cohorts"], people)

    async def _sent_today(self, at: datetime) -> int:
        midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
        return len(await audience.rows_of(self._context, consent.SENDS, since=midnight))

    def _most(self) -> int:
        return max(1, int(number(self._context.inputs.get("daily_cap", 500))))

    def _sender(self, link: str) -> Sender:
        inputs = self._context.inputs
        return Sender(
            name=line(inputs.get("sender_name"), 120),
            postal_address=line(inputs.get("postal_address"), 300),
            unsubscribe_url=str(inputs.get("unsubscribe_url") or "").strip(),
            link=link,
            server=inputs.get("mail_server"),
        )


def _contact(row: RecordWrite | None) -> AgentResult:
    if row is None:
        return AgentResult(preview="No customer with an address came with it.")
    return AgentResult(preview="A customer is known now.", kpis={"contacts": 1.0}, records=(row,))


def _done(result: AgentResult) -> Command[str]:
    return Command(update={"result": result})
