"""Cases: a proposal in a unit that is about to change it. A change stands in the proposal's row, its message
and, where the proposal is over, an event, all in one commit.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from bot.contracts.unit import Unit
from bot.services import changes, edits, proposals
from bot.services.deciders import Deciders, Rules
from bot.services.events import outbox_row
from bot.services.posts import MessageView
from config.errors import Conflict
from storage.bulk import Call, Found, decoded, statement
from storage.models.chat import Message
from storage.models.proposals import Proposal

RUN_JOB = "run_agent"

_STATE = "SELECT state, decision_json FROM proposals WHERE workspace_id = ? AND id = ?"
# Of two presses at once the second waits here, and then finds the decision of the first.
_HOLD = statement(_STATE, postgres=f"{_STATE} FOR UPDATE")
_CLOSE = statement(
    "UPDATE proposals SET state = ?, decision_json = ?, decided_data_json = ?, digest = ?, updated_at = ?"
    " WHERE workspace_id = ? AND id = ? AND state = 'open' RETURNING id"
)
_RUN = statement("SELECT attempt FROM agent_run_logs WHERE workspace_id = ? AND run_id = ?")


@dataclass(slots=True, kw_only=True)
class Case:
    """One proposal; ``shown`` has its message once the unit is stored."""

    unit: Unit
    row: Proposal
    sender_name: str
    deciders: Sequence[UUID] = ()
    shown: list[MessageView] = field(default_factory=list)

    @classmethod
    async def of(cls, unit: Unit, row: Proposal, message: Message | None) -> "Case":
        """The proposal with what its steps need; without ``message`` where that was taken back."""
        people = await Deciders.of(unit.scope, [row.channel_id])
        name = ""
        if message is not None:
            name = (await changes.views(unit.scope, row.channel_id, [message]))[0].sender_name
        return cls(unit=unit, row=row, sender_name=name, deciders=people.all(Rules.of(row)))

    def held(self) -> Generator[Call, Found, tuple[str, dict[str, Any] | None] | None]:
        """Steps that keep others from changing it, its channel first, and read its state and decision."""
        yield from edits.holding(self.unit.scope, self.row.message_id)
        found = yield Call(_HOLD, (self.unit.scope, self.row.id))
        if not found:
            return None
        read = decoded(Proposal, "state decision_json", found[0])
        return read["state"], read["decision_json"]

    def close(
        self, state: str, decision: dict[str, Any] | None, data: dict[str, Any], digest: str
    ) -> Generator[Call, Found, None]:
        """Steps that end it, which happens once; the run that waits for it is nudged.

        Raises:
            Conflict: it was over already.
        """
        unit, row = self.unit, self.row
        closed = yield Call(_CLOSE, (state, decision, data, digest, unit.now, unit.scope, row.id))
        if not closed:
            raise Conflict("This was already decided.", code="already_decided")
        if row.run_id is not None and (run := (yield Call(_RUN, (unit.scope, row.run_id)))):
            self.unit.nudge(RUN_JOB, row.run_id, run[0][0])

    def repainted(self, said: dict[str, Any], *, is_over: bool = False) -> Generator[Call, Found, bool]:
        """Steps that say it on the card, and as a fact where it is over; False: the message was taken
        back.
        """
        unit, row = self.unit, self.row
        before = yield from edits.content(unit.scope, row.message_id)
        payload = (before["json_payload"] if before else self._bare()) | said
        if before is not None:
            edited = yield from edits.editing(
                edits.Edit(
                    workspace_id=unit.scope,
                    message_id=row.message_id,
                    content_before=before,
                    content_json={"json_payload": payload},
                    user_id=unit.actor.id,
                    sender_name=self.sender_name,
                    at=unit.now,
                )
            )
            self.shown.append(edited.shown)
            edited.news.tell(unit)
        if is_over:
            kept = outbox_row(unit.event(proposals.DECIDED, proposals.fact(payload, self.deciders)))
            yield Call(kept.statement, kept.params)
            unit.has_outbox_rows = True
        return before is not None

    def _bare(self) -> dict[str, Any]:
        """What is known of it without its message."""
        row = self.row
        asked_by = {"type": row.asked_by_type, "id": str(row.asked_by_id) if row.asked_by_id else None}
        return {
            "proposal_id": str(row.id),
            "message_id": str(row.message_id),
            "channel_id": str(row.channel_id),
            "kind": row.kind,
            "title_text": row.title_text,
            "risk": row.risk,
            "required_role": row.required_role,
            "expires_at": row.expires_at.isoformat() if row.expires_at else None,
            "asked_by": asked_by | {"name": ""},
        }
