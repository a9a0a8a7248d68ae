"""Brings a claimed run to its end, or to where it waits for people or another run: what it may see and do,
its graph, and what is asked on its behalf when it cannot go on.
"""

import asyncio
from collections.abc import Sequence
from contextlib import nullcontext
from contextvars import Context
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from bot.contracts.agents import AgentDefinition, OwnDefinition, Question, ThreadMessage
from bot.contracts.asked_agents import AgentAnswer, AgentRequest
from bot.contracts.events import Event
from bot.contracts.llm import LLM
from bot.contracts.memory import Memory
from bot.contracts.tools import Tools
from bot.contracts.unit import SYSTEM
from bot.llm.budget import Taken
from bot.llm.offline import OfflineLLM
from bot.runtime.at_hand import Came, RunAtHand, told_answer
from bot.runtime.graphs import Graphs, name_of
from bot.runtime.journal import LiveJournal, Read, packed, unpacked
from bot.runtime.ledger import RunLedger
from bot.runtime.own import OwnAgent
from bot.runtime.platform_questions import BUDGET, UNCERTAIN, raise_budget, was_it_done
from bot.runtime.previewing import Rehearsal
from bot.runtime.progress import StatusLine
from bot.runtime.units import Units, new_unit
from bot.services import (
    asked_runs,
    decisions,
    effects,
    run_settings,
    run_steps,
    run_threads,
    run_waits,
    runs,
    usage,
)
from bot.services.decisions import Decided
from bot.services.definitions import Catalogue
from bot.services.records import StoredRecords
from bot.services.run_endings import Ending
from bot.services.run_previews import brought
from bot.services.run_steps import START, Step
from bot.services.runs import Claimed
from bot.services.statuses import Status
from config.clock import now
from config.errors import AgentError, BudgetSpent, EffectUncertain, IonfluxError, NotFound, UserError
from config.failpoints import failpoint_async
from config.settings import Runs
from storage.db import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """What a run can do beyond its own data."""

    llm: LLM = field(default_factory=OfflineLLM)
    memory: Memory | None = None
    tools: Tools | None = None


class Enabling(Protocol):
    """Gives each run its abilities, within what its configuration allows."""

    async def of(self, run: Claimed, status: StatusLine | None) -> Abilities:
        """Those of this run."""


class Performer:
    """Runs graphs for claimed runs."""

    def __init__(
        self,
        database: Database,
        units: Units,
        graphs: Graphs,
        catalogue: Catalogue,
        *,
        settings: Runs,
        enabling: Enabling | None = None,
    ) -> None:
        """Keep the parts."""
        self._database = database
        self._units = units
        self._graphs = graphs
        self._catalogue = catalogue
        self._settings = settings
        self._enabling = enabling

    async def perform(
        self,
        run: Claimed,
        event: Event | None,
        rehearsal: Rehearsal | None = None,
        *,
        came: Came | None = None,
    ) -> Ending | Question | AgentRequest:
        """What comes of the run now: how it ends, or what it asks people or another agent; ``came`` is what
        is known of that already. A preview has a ``rehearsal``; it asks nobody.

        Raises:
            IonfluxError: it ended badly.
            TimeoutError: it took too long.
        """
        definition = await self._definition(run)
        decided = await decisions.decided(run.workspace_id, run.waits_for) if run.waits_for else None
        if decided is not None and decided.kind in (UNCERTAIN, BUDGET):
            if (refused := await self._settled(run, decided)) is not None:
                return refused
            decided = None
        came = came or (_decided(decided) if decided else await self._answered(run))
        try:
            async with asyncio.timeout(self._settings.run_seconds):
                return await self._graph(run, event, definition, came=came, rehearsal=rehearsal)
        except EffectUncertain as told:
            begun = await effects.uncertain(run.workspace_id, run.run_id)
            return was_it_done(told.message, begun, part=run.attempt)
        except BudgetSpent as told:
            if rehearsal is not None:
                raise
            return raise_budget(told.message, part=run.attempt)

    async def ask_agent(self, run: Claimed, request: AgentRequest, event: Event | None) -> Came | None:
        """Start the run that is asked for and have this one wait for it; where that cannot be, the answer is
        there at once.

        Raises:
            LeaseLost: the run belongs to another attempt.
        """
        try:
            actor = await run_settings.principal(run, await run_settings.read(self._database, run))
            async with self._units.grouped_unit(
                actor, run.workspace_id, correlation_id=run.correlation_id, cause=event
            ) as unit:
                await asked_runs.put(unit, run, request, self._catalogue)
        except UserError as refused:
            return Came(of=AgentRequest, part=request.part, value=told_answer(_refused(refused)))
        return None

    async def _answered(self, run: Claimed) -> Came | None:
        if run.waits_for is None or (found := await asked_runs.answer(run)) is None:
            return None
        await failpoint_async("agent.before_resume")
        return Came(of=AgentRequest, part=found[0], value=told_answer(found[1]))

    async def _rehearsed(self, run: Claimed, rehearsal: Rehearsal, request: AgentRequest) -> AgentAnswer:
        """What another agent answers a preview: it is rehearsed in its turn, here and now, within its own
        settings.
        """
        try:
            definition = await self._catalogue.of(run.workspace_id, request.definition_id)
            new = await asked_runs.meant(run, request, definition, rehearsal.lineage)
        except UserError as refused:
            return _refused(refused)
        asked = replace(
            run, agent_configuration_id=new.configuration_id, agent_definition_id_version=new.definition_key,
            trigger_type=new.trigger_type, trigger_key=new.trigger_key, origin_json=None,
            input_params_resolved_json=new.inputs,
        )  # fmt: skip
        with rehearsal.asking(definition, new.inputs):
            try:
                known = await self._definition(asked)
                # In a context of its own: it is no part of the step that asks.
                came = await asyncio.create_task(
                    self._graph(asked, None, known, came=None, rehearsal=rehearsal), context=Context()
                )
            except IonfluxError as told:
                return AgentAnswer(status="error", told=told.message)
            assert isinstance(came, Ending)  # noqa: S101 - a preview asks nobody
            assert came.result is not None  # noqa: S101 - it has not failed
            rehearsal.acts += brought(came.result, is_asked=True)
        return AgentAnswer(status="success", outputs=came.result.outputs, told=came.result.preview)

    async def _definition(self, run: Claimed) -> AgentDefinition:
        key = run.agent_definition_id_version
        try:
            definition = await self._catalogue.ran(run.workspace_id, key)
        except NotFound:
            definition = None
        if isinstance(definition, OwnDefinition):
            self._graphs.learn(OwnAgent(definition))
        if definition is None or not self._graphs.has(definition.id, key):
            told = f"{key} is not installed any more; run it again with the present version."
            raise AgentError(told, code="definition_changed")
        return definition

    async def _graph(
        self,
        run: Claimed,
        event: Event | None,
        definition: AgentDefinition,
        *,
        came: Came | None,
        rehearsal: Rehearsal | None,
    ) -> Ending | Question | AgentRequest:
        # A preview waits for nobody and does nothing: after a crash it is simply done again.
        is_checkpointed = rehearsal is None and _is_checkpointed(run, definition)
        origin = runs.Origin.read(run.origin_json)
        status = self._status(run) if origin and rehearsal is None else None
        journal = LiveJournal(
            seconds=self._settings.node_seconds,
            begin=status.begin if status else _tell_nobody,
            keep=self._keeper(run) if is_checkpointed else None,
        )
        at_hand = RunAtHand(
            run_id=run.run_id,
            inputs=run.input_params_resolved_json,
            event=event if run.parent_run_id is None else None,
            trigger_key=run.trigger_key.partition(":")[0],
            now=run.start_time,
            records=StoredRecords(self._database, run.workspace_id, definition.id),
            journal=journal,
            status=status,
            thread=await self._thread(run, origin, journal, is_kept=is_checkpointed) if origin else (),
            came=came,
            is_checkpointed=is_checkpointed,
            **self._outward(run, rehearsal),
            **await self._abilities(run, status, rehearsal),
        )
        async with status.shown() if status is not None else nullcontext():
            made = await self._graphs.run(name_of(definition), at_hand)
        if isinstance(made, Question | AgentRequest):
            return made
        steps = () if is_checkpointed else journal.steps
        return Ending(status="success", result=made, steps=steps)

    def _outward(self, run: Claimed, rehearsal: Rehearsal | None) -> dict[str, Any]:
        """What reaches beyond the run; of a preview it is rehearsed."""
        if rehearsal is None:
            return {"ledger": RunLedger(self._database, run)}
        return {"rehearsal": rehearsal, "consult": partial(self._rehearsed, run, rehearsal)}

    async def _abilities(
        self, run: Claimed, status: StatusLine | None, rehearsal: Rehearsal | None
    ) -> dict[str, Any]:
        if self._enabling is None:
            return {}
        given = await self._enabling.of(run, status)
        memory = rehearsal.memory(given.memory) if rehearsal is not None else given.memory
        return {"llm": given.llm, "memory": memory, "tools": given.tools}

    def _status(self, run: Claimed) -> StatusLine:
        return StatusLine(self._teller(run), seconds=self._settings.status_seconds)

    def _keeper(self, run: Claimed) -> Any:
        async def keep(step: Step) -> None:
            await self._database.writer.write([run_steps.kept(run, step, now())])

        return keep

    def _teller(self, run: Claimed) -> Any:
        async def tell(status: Status) -> bool:
            unit = new_unit(SYSTEM, run.workspace_id, correlation_id=run.correlation_id)
            runs.tell(unit, run, status)
            return bool((await self._units.store(unit))[0])

        return tell

    async def _thread(
        self, run: Claimed, origin: runs.Origin, journal: LiveJournal, *, is_kept: bool
    ) -> Sequence[ThreadMessage]:
        """What was said before; of a run that goes on, as it was when it began."""
        if is_kept:
            known = [
                one for one in await run_steps.of_run(run.workspace_id, run.run_id) if one.number == START
            ]
            if known and (reads := unpacked(known[0].journal)):
                return read_thread(reads[0].came)
        thread = await run_threads.read(new_unit(SYSTEM, run.workspace_id), run, origin)
        came = [asdict(one) for one in thread]
        step = Step(
            name="start", number=START, started_at=now(), duration_us=0, output=None,
            journal=packed([Read(kind="thread", asked="", came=came)]),
        )  # fmt: skip
        if is_kept:
            await self._keeper(run)(step)
        else:
            journal.steps.append(step)
        return thread

    async def _settled(self, run: Claimed, decided: Decided) -> Ending | None:
        """What people said to a question of ours; None: the run goes on."""
        said = decided.action_id
        if decided.kind == BUDGET:
            if said != "raise":
                told = "The budget was spent, and nobody raised it."
                return Ending(status="error", error_code="budget_exceeded", error_message=told)
            more = Taken(tokens=int(decided.data_json["tokens"]), usd=Decimal(str(decided.data_json["usd"])))
            whose = (run.workspace_id, run.run_id, run.agent_configuration_id)
            async with self._units.grouped_unit(SYSTEM, run.workspace_id) as unit:
                run_waits.settle(
                    unit,
                    run,
                    decided.proposal_id,
                    lambda: usage.granting(whose, (more.tokens, more.micros), unit.now),
                )
            return None
        if said not in ("was_done", "do_again"):
            told = "Nobody said whether what it had begun was done."
            return Ending(status="error", error_code="effect_uncertain", error_message=told)
        async with self._units.grouped_unit(SYSTEM, run.workspace_id) as unit:
            was_done = said == "was_done"
            run_waits.settle(
                unit, run, decided.proposal_id, lambda: effects.settling(run, unit.now, was_done=was_done)
            )
        return None


def read_thread(came: Sequence[Any]) -> list[ThreadMessage]:
    """The messages that a journal keeps."""
    return [
        ThreadMessage(
            **one
            | {
                "id": UUID(str(one["id"])),
                "author_id": UUID(str(one["author_id"])),
                "at": datetime.fromisoformat(str(one["at"])),
            }
        )
        for one in came
    ]


def _is_checkpointed(run: Claimed, definition: AgentDefinition) -> bool:
    trigger = definition.trigger(run.trigger_key.partition(":")[0])
    own = trigger.checkpoints if trigger is not None else None
    return definition.checkpoints if own is None else own


def _tell_nobody(_: str) -> None:
    """A run that nobody started has no status message."""


def _refused(refused: UserError) -> AgentAnswer:
    return AgentAnswer(status="nobody" if isinstance(refused, NotFound) else "refused", told=refused.message)


def _decided(decided: Decided) -> Came:
    part = None if decided.part is None else decided.part - run_waits.FIRST_PART
    return Came(of=Question, part=part, value=_told(decided))


def _told(decided: Decided) -> dict[str, Any]:
    return {
        "action_id": decided.action_id,
        "data_json": decided.data_json,
        "digest": decided.digest if decided.is_approved else "",
        "user_id": str(decided.user_id) if decided.user_id else None,
        "comment": decided.comment,
        "at": decided.decided_at.isoformat(),
        "is_expired": decided.state != "decided",
    }
