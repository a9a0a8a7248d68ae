"""An agent that fails again and again is stopped until somebody has looked at it."""

from collections.abc import Generator

from bot.contracts.messages import Alert
from bot.contracts.unit import Unit
from bot.services.events import outbox_row
from bot.services.runs import Claimed
from storage.bulk import Call, Found, statement

MOST_FAILURES = 5
"""Runs that end with an error, one after the other, before an agent is stopped."""

NEEDS_REVIEW, STOPPED = "error_requires_review", "ionflux.agent.configuration.stopped"

# Of those since it was last changed or resumed.
_LAST = statement(
    "SELECT agent_run_logs.status FROM agent_run_logs JOIN agent_configurations"
    " ON agent_configurations.id = agent_run_logs.agent_configuration_id"
    " WHERE agent_run_logs.agent_configuration_id = ? AND agent_run_logs.status IN ('success', 'error')"
    " AND agent_run_logs.created_at >= agent_configurations.updated_at"
    " ORDER BY agent_run_logs.end_time DESC LIMIT ?"
)
_STOP = statement(
    "UPDATE agent_configurations SET status = ?, row_version = row_version + 1 WHERE workspace_id = ?"
    " AND id = ? AND status = 'active' RETURNING name"
)


def tripping(unit: Unit, run: Claimed, why: str) -> Generator[Call, Found, Alert | None]:
    """Steps that stop the agent of a run which has just failed, if it was one too many: what people are told
    then.
    """
    last = yield Call(_LAST, (run.agent_configuration_id, MOST_FAILURES))
    if len(last) < MOST_FAILURES or any(status != "error" for (status,) in last):
        return None
    stopped = yield Call(_STOP, (NEEDS_REVIEW, run.workspace_id, run.agent_configuration_id))
    if not stopped:
        return None
    name = stopped[0][0]
    payload = {"agent_configuration_id": str(run.agent_configuration_id), "name": name, "error_text": why}
    kept = outbox_row(unit.event(STOPPED, payload))
    unit.has_outbox_rows = True
    yield Call(kept.statement, kept.params)
    return Alert(
        title=f"{name} was stopped",
        text=f"Its last {MOST_FAILURES} runs failed, the last one with: {why} Nothing starts it until"
        " somebody has looked at its runs and resumed it.",
        level="critical",
    )
