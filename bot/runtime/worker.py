"""The worker process: ``perform``, the one function ARQ knows, its order run_agent, and the sweep that nudges
runs which nobody has in hand. The queue only wakes; the run's row with its lease decides who works.
"""

import asyncio
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from prometheus_client import Counter, Histogram

from bot.contracts.agents import Question
from bot.contracts.asked_agents import AgentRequest
from bot.contracts.events import Event, decode
from bot.contracts.unit import SYSTEM, Actor, ActorType, Nudge
from bot.ports.jobs import JobQueue
from bot.runtime.at_hand import Came
from bot.runtime.performing import Performer
from bot.runtime.previewing import Rehearsal
from bot.runtime.units import Units, new_unit
from bot.services import redactions, run_endings, run_waits, runs
from bot.services.run_endings import Ending
from bot.services.run_outputs import LargeOutputs
from bot.services.runs import Claimed
from config.clock import monotonic, now
from config.errors import AgentError, ExternalError, IonfluxError, LeaseLost, StorageError, UserError
from config.failpoints import failpoint_async
from config.logs import bound, logger, mask
from config.settings import Runs
from storage.db import Database

RUNS = Counter("ionflux_runs_total", "Runs that ended", ["status"])
RUN_SECONDS = Histogram("ionflux_run_seconds", "From claim to stored end")
SWEPT = Counter("ionflux_runs_swept_total", "Runs that had to be nudged again")

_log = logger(__name__)

Order = Callable[[UUID], Awaitable[None]]


@dataclass(slots=True)
class _Held:
    run: Claimed
    task: asyncio.Task[Any]


class Runner:
    """Does runs: claim in one unit, the graph in none, the end in another."""

    def __init__(
        self,
        database: Database,
        jobs: JobQueue,
        units: Units,
        performer: Performer,
        *,
        settings: Runs,
        outputs: LargeOutputs | None = None,
    ) -> None:
        """Keep the parts; without ``outputs`` a run's row holds them, however large."""
        self._database = database
        self._jobs = jobs
        self._units = units
        self._performer = performer
        self._settings = settings
        self._outputs = outputs
        self._held: dict[UUID, _Held] = {}
        self._is_draining = False
        self._orders: dict[str, Order] = {runs.JOB: self.run, redactions.JOB: self.redact}

    def take_orders(self, **orders: Order) -> None:
        """Serve these jobs too, each by its name."""
        self._orders |= orders

    async def perform(self, job: str, key: UUID, attempt: int) -> None:
        """Serve the row the job points at. Unknown orders are logged: a newer version may know them."""
        if job not in self._orders:
            _log.warning("job_unknown", job=job, key=str(key))
            return
        if self._is_draining:
            return
        try:
            await self._orders[job](key)
        except (StorageError, ExternalError) as away:
            # The row is as it was, or its lease will run out: the sweep nudges again.
            _log.warning("job_interrupted", job=job, key=str(key), why=str(away))

    async def run(self, run_id: UUID) -> None:
        """Claim the run and bring it to its end; nothing happens when it is not to be had."""
        began = monotonic()
        claimed = (
            await self._database.writer.write([runs.claiming(run_id, now(), self._settings.lease_seconds)])
        )[0]
        if claimed is None:
            return
        self._announce_begun(claimed)
        await failpoint_async("run.after_claim")
        with bound(run_id=run_id, workspace_id=claimed.workspace_id, correlation_id=claimed.correlation_id):
            task = asyncio.current_task()
            assert task is not None  # noqa: S101 - a coroutine that runs is in a task
            self._held[run_id] = _Held(claimed, task)
            try:
                event = decode(claimed.event_text) if claimed.event_text else None
                await self._settle(claimed, event)
            except LeaseLost:
                _log.info("run_lost", attempt=claimed.attempt)
            finally:
                del self._held[run_id]
        RUN_SECONDS.observe(monotonic() - began)

    async def _settle(self, run: Claimed, event: Event | None) -> None:
        rehearsal = Rehearsal(run) if run.is_preview else None
        came = await self._performed(run, event, rehearsal)
        while isinstance(came, AgentRequest):
            await failpoint_async("agent.before_ask")
            answer = await self._performer.ask_agent(run, came, event)
            if answer is None:
                await failpoint_async("agent.after_ask")
                return
            came = await self._performed(run, event, rehearsal, answer)
        if isinstance(came, Question):
            try:
                await self._wait(run, came, event)
                return
            except (UserError, AgentError) as refused:
                if isinstance(refused, LeaseLost):
                    raise
                came = _failed(refused.code, f"It could not ask: {refused.message}")
        acts = rehearsal.acts if rehearsal is not None else ()
        await self._end(run, replace(came, acts=acts), event)

    def _announce_begun(self, run: Claimed) -> None:
        """Tell open clients of a run that somebody waits for; of the others they learn by their end."""
        if run.triggered_by_user_id is not None:
            unit = new_unit(SYSTEM, run.workspace_id, correlation_id=run.correlation_id)
            unit.announce(run_endings.begun(run))
            self._units.aftermath.follow(unit)

    async def _performed(
        self, run: Claimed, event: Event | None, rehearsal: Rehearsal | None, answer: Came | None = None
    ) -> Ending | Question | AgentRequest:
        if run.crashes >= self._settings.max_attempts:
            return _failed("worker_crash_loop", f"Given up after {run.crashes} attempts that did not end.")
        try:
            came = await self._performer.perform(run, event, rehearsal, came=answer)
            return await self._put_away(run, came)
        except (StorageError, LeaseLost):
            raise
        except TimeoutError:
            return _failed("deadline", f"The run took longer than {self._settings.run_seconds:.0f} s.")
        except IonfluxError as told:
            return _failed(
                told.code, told.message, trace=_trace(told) if isinstance(told, AgentError) else None
            )
        except Exception as failed:  # noqa: BLE001 - the worker's table: one of the four places
            _log.error("run_failed", exc_info=failed)
            return _failed(
                "agent_failed", f"The agent failed: {type(failed).__name__}.", trace=_trace(failed)
            )

    async def _put_away(
        self, run: Claimed, came: Ending | Question | AgentRequest
    ) -> Ending | Question | AgentRequest:
        """With what is too large for the run's row in files."""
        if self._outputs is None or not isinstance(came, Ending) or came.result is None:
            return came
        return replace(came, files=await self._outputs.put_away(run, came.result.outputs))

    async def _wait(self, run: Claimed, question: Question, event: Event | None) -> None:
        """Ask people, and let go of the run until they have decided."""
        await failpoint_async("run.before_ask")
        where = (await self._database.writer.write([run_waits.finding(run, question)]))[0]
        if where is None:
            raise AgentError("There is no channel that this agent may ask in.", code="nowhere_to_ask")
        actor = Actor(type=ActorType.AGENT, id=run.agent_configuration_id)
        async with self._units.grouped_unit(
            actor, run.workspace_id, correlation_id=run.correlation_id, cause=event
        ) as unit:
            await run_waits.put(unit, run, question, where)

    async def _end(self, run: Claimed, ending: Ending, event: Event | None) -> None:
        await failpoint_async("run.before_final")
        actor = Actor(type=ActorType.AGENT, id=run.agent_configuration_id)
        async with self._units.grouped_unit(
            actor, run.workspace_id, correlation_id=run.correlation_id, cause=event
        ) as unit:
            run_endings.finish(unit, run, ending)
        await failpoint_async("run.after_final_msg")
        if not run.is_preview:
            RUNS.labels(ending.status).inc()

    async def redact(self, request_id: UUID) -> None:
        """Fulfil a privacy request that is still open."""
        workspaces = dict(await redactions.pending())
        if (workspace_id := workspaces.get(request_id)) is None:
            return
        async with self._units.open_unit(SYSTEM, workspace_id) as unit:
            if await redactions.fulfil(unit, request_id):
                _log.info("redacted", request_id=str(request_id), workspace_id=str(workspace_id))

    async def renew(self) -> None:
        """Prolong the leases of all runs in hand, until cancelled; stop those that are no longer ours."""
        while True:
            await asyncio.sleep(self._settings.renew_seconds)
            held = {run_id: one.run.attempt for run_id, one in self._held.items()}
            if not held:
                continue
            try:
                kept = (
                    await self._database.writer.write([runs.renewing(held, self._settings.lease_seconds)])
                )[0]
            except StorageError as busy:
                _log.warning("lease_not_renewed", why=str(busy))
                continue
            for run_id in held.keys() - kept:
                if (lost := self._held.get(run_id)) is not None and lost.run.attempt == held[run_id]:
                    _log.info("run_stopped", run_id=str(run_id))
                    lost.task.cancel()

    async def sweep(self) -> None:
        """Nudge what nobody has in hand, until cancelled."""
        while True:
            await asyncio.sleep(self._settings.sweep_seconds)
            try:
                await self.sweep_once()
            except (StorageError, ExternalError) as away:
                _log.warning("sweep_waits", why=str(away))

    async def sweep_once(self) -> int:
        """Nudge what nobody has in hand; how many there were."""
        before = now() - timedelta(seconds=self._settings.sweep_seconds)
        forgotten = await runs.forgotten(self._database, before)
        for request_id, _ in await redactions.pending():
            await self.redact(request_id)
        nudges = [Nudge(runs.JOB, run_id, attempt) for run_id, attempt in forgotten]
        # Refused are those whose job still waits in the queue.
        nudged = len(nudges) - len(await self._jobs.enqueue(nudges))
        if nudged:
            SWEPT.inc(nudged)
            _log.info("swept", runs=nudged)
        return nudged

    async def drain(self, seconds: float) -> None:
        """Take nothing new; let what is in hand end, and give back what does not in time."""
        self._is_draining = True
        if tasks := [one.task for one in self._held.values()]:
            await asyncio.wait(tasks, timeout=seconds)
        for one in list(self._held.values()):
            one.task.cancel()
            async with self._units.grouped_unit(
                Actor(type=ActorType.SYSTEM), one.run.workspace_id, correlation_id=one.run.correlation_id
            ) as unit:
                runs.release(unit, one.run)


def _failed(code: str, message: str, *, trace: str | None = None) -> Ending:
    told = trace and mask(trace)
    return Ending(status="error", error_code=code, error_message=mask(message), trace=told)


def _trace(failed: BaseException) -> str:
    return "".join(traceback.format_exception(failed, limit=-8))
