"""How proposals end without a decision: they run out, or are taken back; and what is said of one later."""

from collections.abc import Generator, Sequence
from datetime import datetime
from uuid import UUID

from bot.contracts.proposals import Action, approves
from bot.contracts.unit import Unit
from bot.services import audit, proposals
from bot.services.cases import Case
from config.errors import Conflict, NotFound
from storage.bulk import Call, Found, Steps, statement
from storage.models.chat import Message
from storage.models.proposals import Proposal

LONGEST_OUTCOME = 500

_OUTCOME = statement(
    "UPDATE proposals SET outcome_text = ?, updated_at = ? WHERE workspace_id = ? AND id = ?"
    " AND state <> 'open' RETURNING id"
)


async def overdue(at: datetime, *, limit: int = 200) -> Sequence[tuple[UUID, UUID]]:
    """Open proposals whose time is over, with their workspaces (workspace, proposal), oldest first."""
    # every workspace: whoever keeps time keeps it for all
    rows = Proposal.filter(state="open", expires_at__lte=at).order_by("expires_at").limit(limit)
    return [(row.workspace_id, row.id) for row in await rows.only("id", "workspace_id")]


async def expire(unit: Unit, proposal_id: UUID) -> None:
    """Put the end of a proposal whose time is over on the unit; nothing where it was decided meanwhile.

    Its default action is applied and said so on the card. One that approves is applied only while the
    workspace has its class switched to automatic; else nothing is decided, and nothing approved.
    """
    row = await Proposal.of(unit.scope).get_or_none(id=proposal_id)
    if row is None or row.state != "open" or row.expires_at is None or row.expires_at > unit.now:
        return
    default = proposals.action_of(row, row.default_action_id)
    if default and approves(default) and not await proposals.is_automatic_kind(unit.scope, row.kind):
        default = None
    message = await Message.of(unit.scope).get_or_none(id=row.message_id, deleted_at=None)
    case = await Case.of(unit, row, message)
    unit.write(Steps(lambda: _expiring(case, default)))


def _expiring(case: Case, default: Action | None) -> Generator[Call, Found, None]:
    case.shown.clear()
    unit, row = case.unit, case.row
    held = yield from case.held()
    if held is None or held[0] != "open":
        return
    decision = None
    if default is not None:
        nobody = {"user_id": None, "user_name": None, "platform": None}
        decision = {"action_id": default.action_id, **nobody, "decided_at": unit.now.isoformat()}
    yield from case.close("expired", decision, row.data_json, row.digest)
    yield from case.repainted({"state": "expired", "decision": decision}, is_over=True)
    details = {"action_id": default.action_id if default else None, "digest": row.digest}
    yield from audit.appending(unit, "proposal.expired", ("proposal", row.id), details)


async def withdraw(unit: Unit, message_id: UUID) -> None:
    """Put the end of an open proposal whose message was taken back on the unit: nobody is needed for it any
    more, and what waits for it goes on without an approval.
    """
    row = await Proposal.of(unit.scope).get_or_none(message_id=message_id, state="open")
    if row is None:
        return
    case = await Case.of(unit, row, None)

    def script() -> Generator[Call, Found, None]:
        held = yield from case.held()
        if held is None or held[0] != "open":
            return
        yield from case.close("withdrawn", None, row.data_json, row.digest)
        yield from case.repainted({"state": "withdrawn", "decision": None}, is_over=True)
        yield from audit.appending(unit, "proposal.withdrawn", ("proposal", row.id), {"digest": row.digest})

    unit.write(Steps(script))


async def outcome(unit: Unit, proposal_id: UUID, text: str) -> None:
    """Say on the card of a proposal that is over what came of it, in up to 500 characters.

    Raises:
        NotFound: there is no such proposal.
        Conflict (when stored): it is still open.
    """
    row = await Proposal.of(unit.scope).get_or_none(id=proposal_id)
    if row is None:
        raise NotFound("This proposal does not exist.")
    text = text[:LONGEST_OUTCOME]
    if row.outcome_text == text:
        return
    message = await Message.of(unit.scope).get_or_none(id=row.message_id, deleted_at=None)
    case = await Case.of(unit, row, message)

    def script() -> Generator[Call, Found, None]:
        case.shown.clear()
        yield from case.held()
        if not (yield Call(_OUTCOME, (text, unit.now, unit.scope, row.id))):
            raise Conflict("This proposal is still open.")
        yield from case.repainted({"outcome_text": text})

    unit.write(Steps(script))
