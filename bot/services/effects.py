"""The ledger of effects: what cannot be undone is begun in one commit and done in another.

A crash between the two leaves it begun, and nobody knows whether it was done: it is never done again by
itself.
"""

from collections.abc import Generator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.services.runs import Claimed
from config.clock import new_id, now
from config.errors import EffectUncertain, LeaseLost
from storage.bulk import Call, Found, Steps, decoded, insert, statement
from storage.models.agents import Effect

_COLUMNS = "id workspace_id run_id key digest state attempt created_at updated_at"
_BEGIN = insert(Effect, _COLUMNS, ignore_conflicts=True)
_LOOK = statement("SELECT id, state, result_json FROM effects WHERE workspace_id = ? AND key = ?")
_OURS = statement("SELECT 1 FROM agent_run_logs WHERE run_id = ? AND attempt = ? AND status = 'running'")
_DONE = statement(
    "UPDATE effects SET state = 'done', result_json = ?, updated_at = ? WHERE workspace_id = ? AND key = ?"
)
_NOT_DONE = statement("DELETE FROM effects WHERE workspace_id = ? AND key = ? AND state = 'started'")
_SETTLE = statement(
    "UPDATE effects SET state = 'done', result_json = ?, updated_at = ? WHERE workspace_id = ? AND run_id = ?"
    " AND state = 'started'"
)
_AGAIN = statement("DELETE FROM effects WHERE workspace_id = ? AND run_id = ? AND state = 'started'")


def beginning(run: Claimed, key: str, digest: str) -> Steps[tuple[bool, Any]]:
    """Begin it: (False, None); or it was done before: (True, its result).

    Raises:
        EffectUncertain (when stored): it was begun by an attempt that did not come to its end.
        LeaseLost (when stored): the run belongs to another attempt.
    """
    effect_id, at = new_id(), now()

    def script() -> Generator[Call, Found, tuple[bool, Any]]:
        if not (yield Call(_OURS, (run.run_id, run.attempt))):
            raise LeaseLost("This run belongs to another attempt now.")
        values = (effect_id, run.workspace_id, run.run_id, key, digest, "started", run.attempt, at, at)
        yield Call(_BEGIN, values)
        found = decoded(Effect, "id state result_json", (yield Call(_LOOK, (run.workspace_id, key)))[0])
        if found["state"] == "done":
            return True, found["result_json"]["result"]
        if found["id"] != effect_id:
            raise EffectUncertain(f"Whether '{_name(key)}' was done is not known: a worker stopped with it.")
        return False, None

    return Steps(script)


def done(run: Claimed, key: str, result: Any) -> Steps[None]:
    """It was done, with that result."""
    return _one(Call(_DONE, ({"result": result}, now(), run.workspace_id, key)))


def not_done(run: Claimed, key: str) -> Steps[None]:
    """It was refused before anything happened: it may be begun again."""
    return _one(Call(_NOT_DONE, (run.workspace_id, key)))


def settling(run: Claimed, at: datetime, *, was_done: bool) -> Generator[Call, Found, None]:
    """Steps after a person has looked: what the run had begun was done, or was not and may be done again."""
    if was_done:
        yield Call(_SETTLE, ({"result": None}, at, run.workspace_id, run.run_id))
    else:
        yield Call(_AGAIN, (run.workspace_id, run.run_id))


async def uncertain(workspace_id: UUID, run_id: UUID) -> Sequence[str]:
    """What the run has begun and not ended, as people may read it."""
    rows = await Effect.of(workspace_id).filter(run_id=run_id, state="started").order_by("id")
    return [_name(row.key) for row in rows]


def _name(key: str) -> str:
    """The effect's own name in its key: ``<run id>:<node>:<name>:<n>``."""
    return key.split(":", 2)[2].rpartition(":")[0]


def _one(call: Call) -> Steps[None]:
    def script() -> Generator[Call, Found, None]:
        yield call

    return Steps(script)
