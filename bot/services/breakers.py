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

# Of those that began since it was last changed or resumed. A few of each kind by the index: an agent may
# have a million runs behind it, and this stands in the way of every other write.
_FEW = (
    "SELECT * FROM (SELECT status, created_at FROM agent_run_logs WHERE agent_configuration_id = ?"
    " AND status = '{status}' AND is_preview = false AND created_at >="
    " (SELECT updated_at FROM agent_configurations WHERE id = ?)"
    " ORDER BY created_at DESC LIMIT ?) AS {status}_runs"
)
_LAST = statement(
    f"SELECT status FROM ({_FEW.format(status='error')} UNION ALL {_FEW.format(status='success')})"  # noqa: S608 - our own words
    " AS last ORDER BY created_at DESC LIMIT ?"
)
_STOP = statement(
    "UPDATE agent_configurations SET status = ?, row_version = row_version + 1 WHERE workspace_id = ?"
    " AND id = ? AND status = 'active' RETURNING name"
)


def tripping(unit: Unit, run: Claimed, why: str) -> Generator[Call, Found, Alert | None]:
    """Steps that stop the agent of a run which has just failed, if it was one too many: what people are told
    then.
    """
    few = (run.agent_configuration_id, run.agent_configuration_id, MOST_FAILURES)
    last = yield Call(_LAST, (*few, *few, MOST_FAILURES))
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
