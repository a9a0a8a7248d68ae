"""Brings a claimed run to its end, or to where it waits for people: what it may see and do, its graph, and
what is asked on its behalf when it cannot go on.
"""

import asyncio
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from bot.contracts.agents import AgentDefinition, OwnDefinition, Question, ThreadMessage
from bot.contracts.budgets import RAISE_SCHEMA
from bot.contracts.events import Event
from bot.contracts.llm import LLM
from bot.contracts.memory import Memory
from bot.contracts.proposals import Action
from bot.contracts.tools import Tools
from bot.contracts.unit import SYSTEM, Role
from bot.llm.budget import Taken
from bot.llm.offline import OfflineLLM
from bot.runtime.at_hand import RunAtHand
from bot.runtime.graphs import Graphs, name_of
from bot.runtime.journal import LiveJournal, Read, packed, unpacked
from bot.runtime.ledger import RunLedger
from bot.runtime.own import OwnAgent
from bot.runtime.previewing import Rehearsal
from bot.runtime.progress import StatusLine
from bot.runtime.units import Units, new_unit
from bot.services import decisions, effects, run_steps, run_threads, run_waits, runs, usage
from bot.services.decisions import Decided
from bot.services.definitions import Catalogue
from bot.services.records import StoredRecords
from bot.services.run_endings import Ending
from bot.services.run_steps import START, Step
from bot.services.runs import Claimed
from bot.services.statuses import Status
from config.clock import now
from config.errors import AgentError, BudgetSpent, EffectUncertain, NotFound
from config.settings import Runs
from storage.db import Database

UNCERTAIN = "run.effect_uncertain"
"""The kind of question that a run asks when a worker stopped with something that cannot be undone."""

BUDGET = "budget.raise"
"""The kind of question that a run asks when a budget does not allow its next call."""


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
        self, run: Claimed, event: Event | None, rehearsal: Rehearsal | None = None
    ) -> Ending | Question:
        """What comes of the run now: how it ends, or what it asks people. A preview has a ``rehearsal``; it
        asks nobody.

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
        try:
            async with asyncio.timeout(self._settings.run_seconds):
                return await self._graph(run, event, definition, decided=decided, rehearsal=rehearsal)
        except EffectUncertain as told:
            begun = await effects.uncertain(run.workspace_id, run.run_id)
            return _was_it_done(told.message, begun, part=run.attempt)
        except BudgetSpent as told:
            if rehearsal is not None:
                raise
            return _raise_budget(told.message, part=run.attempt)

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
        decided: Decided | None,
        rehearsal: Rehearsal | None,
    ) -> Ending | Question:
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
            event=event,
            trigger_key=run.trigger_key.partition(":")[0],
            now=run.start_time,
            records=StoredRecords(self._database, run.workspace_id, definition.id),
            journal=journal,
            status=status,
            thread=await self._thread(run, origin, journal, is_kept=is_checkpointed) if origin else (),
            ledger=RunLedger(self._database, run) if rehearsal is None else None,
            rehearsal=rehearsal,
            decided=_told(decided) if decided else None,
            is_checkpointed=is_checkpointed,
            **await self._abilities(run, status, rehearsal),
        )
        async with status.shown() if status is not None else nullcontext():
            came = await self._graphs.run(name_of(definition), at_hand)
        if isinstance(came, Question):
            return came
        steps = () if is_checkpointed else journal.steps
        return Ending(status="success", result=came, steps=steps)

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


def _told(decided: Decided) -> dict[str, Any]:
    """As a resumed graph is given it: plain JSON."""
    return {
        "action_id": decided.action_id,
        "data_json": decided.data_json,
        "digest": decided.digest if decided.is_approved else "",
        "user_id": str(decided.user_id) if decided.user_id else None,
        "comment": decided.comment,
        "at": decided.decided_at.isoformat(),
        "is_expired": decided.state != "decided",
    }


def _was_it_done(told: str, begun: Sequence[str], *, part: int) -> Question:
    return Question(
        title_text="Was this done?",
        description_text=f"{told} Look where it should have arrived, then say so here; it is never done twice"
        " by itself.",
        actions=(
            Action(label="It was done", action_id="was_done", style="primary"),
            Action(label="It was not: do it now", action_id="do_again", style="danger"),
        ),
        data_json={"begun": list(begun)},
        part=500 + part,
        risk="high",
        kind=UNCERTAIN,
        required_role=Role.ADMIN,
        waits=timedelta(days=7),
    )


def _raise_budget(told: str, *, part: int) -> Question:
    return Question(
        title_text="Raise the budget for language models?",
        description_text=f"{told} The run waits, and goes on from where it is.",
        actions=(
            Action(label="Raise it for today", action_id="raise", style="primary"),
            Action(label="Stop the run", action_id="refuse", style="secondary"),
        ),
        data_json={"tokens": 200_000, "usd": 2.0},
        editable_schema_json=RAISE_SCHEMA,
        part=700 + part,
        risk="high",
        kind=BUDGET,
        required_role=Role.ADMIN,
    )
