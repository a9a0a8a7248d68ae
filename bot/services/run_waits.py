"""Runs that wait for people: the question, its records and the waiting run stand in one commit."""

from collections.abc import Callable, Generator
from uuid import UUID

from bot.contracts.agents import Question
from bot.contracts.proposals import Ask
from bot.contracts.unit import Unit
from bot.services import proposals, records, run_places, runs, statuses
from bot.services.run_places import Where
from bot.services.runs import Claimed
from bot.services.statuses import Status
from storage.bulk import Call, Found, Steps, statement

FIRST_PART = 1000
"""Questions are the parts of a run from here on; its posts are those before."""

_ASKED = statement(
    "UPDATE agent_run_logs SET waits_for = NULL WHERE run_id = ? AND attempt = ? AND waits_for = ?"
    " RETURNING run_id"
)


def finding(run: Claimed, question: Question) -> Steps[Where | None]:
    """Where the question belongs; None: the workspace has no channel that the agent may ask in."""
    return Steps(lambda: run_places.finding(run, question.channel))


async def put(unit: Unit, run: Claimed, question: Question, where: Where) -> None:
    """Put the question on the unit, and let go of the run until it is over.

    Raises:
        InvalidInput: it is no question that can be asked, with all faults.
        LeaseLost (when stored): the run belongs to another attempt.
    """
    asked = await proposals.ask(
        unit,
        Ask(
            channel_id=where.channel_id,
            thread_id=where.thread_id,
            title_text=question.title_text,
            description_text=question.description_text,
            actions=question.actions,
            data_json=question.data_json,
            risk=question.risk,
            kind=question.kind,
            required_role=question.required_role,
            quorum=question.quorum,
            expires_at=unit.now + question.waits,
            default_action_id=question.default_action_id,
            editable_schema_json=question.editable_schema_json,
            run_id=run.run_id,
            part=FIRST_PART + question.part,
        ),
    )

    def script() -> Generator[Call, Found, None]:
        yield from runs.waiting(unit, run, asked.proposal_id)
        yield from records.writing(unit, run, question.records)
        if run.origin_json:
            status = Status(status="running", text=f"Waiting for a decision: {question.title_text}"[:200])
            told = yield from statuses.changing(run.workspace_id, run.run_id, status, unit.now)
            if told is not None:
                told.tell(unit)

    unit.write(Steps(script))


def settle(
    unit: Unit, run: Claimed, proposal_id: UUID, then: Callable[[], Generator[Call, Found, None]]
) -> None:
    """Do what follows from a question that the run itself was never asked. Of that question it happens once,
    whatever stops the worker.
    """

    def script() -> Generator[Call, Found, None]:
        if (yield Call(_ASKED, (run.run_id, run.attempt, proposal_id))):
            yield from then()

    unit.write(Steps(script))
