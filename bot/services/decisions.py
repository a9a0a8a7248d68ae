"""Decisions: a proposal is decided once, whoever presses at the same time."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from bot.contracts.proposals import Action, Pressed, approves
from bot.contracts.unit import ActorType, Unit
from bot.services import access, asking, audit, budget_questions, diffs, proposals, schemas
from bot.services.cases import Case
from bot.services.deciders import Rules
from bot.services.posts import MessageView
from config.clock import new_id
from config.errors import Conflict, Fault, Gone, InvalidInput, NotAllowed, NotFound
from config.failpoints import failpoint
from storage.bulk import Call, Found, Steps, decoded, insert, statement
from storage.models.chat import Message
from storage.models.proposals import Decision, Proposal
from storage.models.users import User

LONGEST_COMMENT = 2_000
# What an approval brings about itself, in its own transaction: questions that no run waits for.
_FOLLOWS = {budget_questions.KIND: budget_questions.granting}

_VOTES = statement(
    "SELECT decisions.user_id, decisions.action_id, decisions.digest, decisions.created_at, users.name"
    " FROM decisions JOIN users ON users.id = decisions.user_id"
    " WHERE decisions.workspace_id = ? AND decisions.proposal_id = ? ORDER BY decisions.id"
)
_VOTE_COLUMNS = (
    "id workspace_id proposal_id user_id action_id comment edited_payload digest created_at updated_at"
)
_VOTE = insert(Decision, _VOTE_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """How a proposal ended. ``is_approved`` alone lets the data be acted on, and only data of that digest.
    ``part`` is that of the run which asked.
    """

    proposal_id: UUID
    part: int | None
    kind: str | None
    state: str
    action_id: str | None
    is_approved: bool
    data_json: dict[str, Any]
    digest: str
    user_id: UUID | None
    comment: str | None
    decided_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vote:
    """What somebody who may decide has pressed."""

    action: Action
    user_id: UUID
    user_name: str
    platform: str
    comment: str | None
    edited_payload: dict[str, Any] | None
    data: dict[str, Any]
    digest: str
    changes: Sequence[dict[str, Any]]

    def decision(self, at: datetime) -> dict[str, Any]:
        """As ``decision`` of the message."""
        said = {
            "action_id": self.action.action_id,
            "user_id": str(self.user_id),
            "user_name": self.user_name,
            "platform": self.platform,
            "decided_at": at.isoformat(),
        }
        if self.comment:
            said["comment"] = self.comment
        return said | ({"changes": list(self.changes)} if self.changes else {})


async def decide(unit: Unit, pressed: Pressed) -> Callable[[], MessageView]:
    """Put a person's press on the unit; what comes back gives the message once the unit is stored.

    An action that does not approve decides at once; one that approves needs ``quorum`` people who press the
    same with the same data. Everybody has one vote.

    Raises:
        NotFound: no such message for the actor.
        NotAllowed: the actor may not decide this; no agent and no guest ever may.
        InvalidInput: no such action, or the data may not be changed like that.
        Conflict (also when stored): ``already_decided``, with who and when.
        Gone (also when stored): ``proposal_expired``.
    """
    row, message = await proposals.found(unit, pressed.message_id)
    rules = Rules.of(row)
    if unit.actor.type is not ActorType.USER or not rules.allow(unit.actor.role, unit.actor.id):
        raise NotAllowed(rules.told)
    access.require(unit, "proposals.decide")
    _refuse_over(row, row.state, row.decision_json, unit.now)
    vote = await _vote(unit, row, pressed)
    case = await Case.of(unit, row, message)
    unit.write(Steps(lambda: _deciding(case, vote)))

    def decided() -> MessageView:
        failpoint("prop.after_commit")
        if case.row.run_id is not None:
            failpoint("prop.before_enqueue")
        return case.shown[0]

    return decided


async def _vote(unit: Unit, row: Proposal, pressed: Pressed) -> _Vote:
    action = proposals.action_of(row, pressed.action_id)
    if action is None:
        raise _refused("action_id", "not_found", "This proposal has no such action.")
    if pressed.comment is not None and len(pressed.comment) > LONGEST_COMMENT:
        raise _refused("comment", "too_long", f"At most {LONGEST_COMMENT} characters.")
    payload = dict(pressed.edited_payload) if pressed.edited_payload is not None else None
    data = _edited(row, action, payload)
    assert unit.actor.id is not None  # noqa: S101 - somebody without an id was refused
    return _Vote(
        action=action,
        user_id=unit.actor.id,
        user_name=str(await User.get(id=unit.actor.id).values_list("name", flat=True)),
        platform=pressed.platform,
        comment=pressed.comment,
        edited_payload=payload,
        data=data,
        digest=diffs.digest(row.kind, data),
        changes=diffs.differences(row.data_json, data, row.editable_schema_json),
    )


def _edited(row: Proposal, action: Action, payload: dict[str, Any] | None) -> dict[str, Any]:
    if payload is None:
        return dict(row.data_json)
    if row.editable_schema_json is None:
        raise _refused("edited_payload", "not_allowed", "Nothing of this proposal may be changed.")
    if not approves(action):
        raise _refused("edited_payload", "not_allowed", "Only who approves can change what is approved.")
    data, wrong = schemas.edited(row.editable_schema_json, row.data_json, payload)
    if wrong:
        raise InvalidInput(f"{wrong[0].field}: {wrong[0].message}", details=tuple(wrong))
    if asking.too_large(data):
        raise _refused("edited_payload", "too_long", "A proposal has at most 64 KiB in all.")
    return data


def _deciding(case: Case, vote: _Vote) -> Generator[Call, Found, None]:
    case.shown.clear()
    unit, row = case.unit, case.row
    yield from _still_open(case)
    if any(one["user_id"] == str(vote.user_id) for one in (yield from _votes(case))):
        raise Conflict("You have already decided; others have not yet.", code="already_decided")
    yield Call(_VOTE, _vote_values(case, vote))
    votes = yield from _votes(case)
    alike = [
        one for one in votes if (one["action_id"], one["digest"]) == (vote.action.action_id, vote.digest)
    ]
    said: dict[str, Any] = {"votes": votes} if row.quorum > 1 else {}
    is_over = not approves(vote.action) or len(alike) >= row.quorum
    if is_over:
        decision = vote.decision(unit.now)
        yield from case.close("decided", decision, vote.data, vote.digest)
        said |= {"state": "decided", "decision": decision, "data_json": vote.data, "digest": vote.digest}
    if not (yield from case.repainted(said, is_over=is_over)):
        raise NotFound("This message does not exist.")
    if is_over:
        details = {
            "action_id": vote.action.action_id,
            "digest": vote.digest,
            "platform": vote.platform,
            "user_ids": [one["user_id"] for one in alike],
            "changed_fields": [one["field"] for one in vote.changes],
        }
        yield from audit.appending(unit, "proposal.decided", ("proposal", row.id), details)
        if approves(vote.action) and (follows := _FOLLOWS.get(row.kind or "")):
            yield from follows(unit, vote.data)
    failpoint("prop.before_commit")


def _still_open(case: Case) -> Generator[Call, Found, None]:
    held = yield from case.held()
    if held is None:
        raise NotFound("This message does not exist.")
    _refuse_over(case.row, *held, case.unit.now)


def _refuse_over(row: Proposal, state: str, decision: dict[str, Any] | None, at: datetime) -> None:
    if state == "decided" and decision is not None:
        raise _already(row, decision, at)
    if not (state == "open" and (row.expires_at is None or row.expires_at > at)):
        label = _label(row, decision["action_id"]) if decision else None
        told = f"'{label}' was applied" if label else "nothing was decided"
        ended = row.expires_at or at
        raise Gone(f"This ran out at {_said(ended, at)}: {told}.", code="proposal_expired")


def _already(row: Proposal, decision: dict[str, Any], at: datetime) -> Conflict:
    when = _said(datetime.fromisoformat(decision["decided_at"]), at)
    named = (
        ("user_id", decision["user_id"]),
        ("user_name", decision["user_name"]),
        ("action_id", decision["action_id"]),
        ("decided_at", decision["decided_at"]),
    )
    return Conflict(
        f"{decision['user_name']} already decided: {_label(row, decision['action_id'])}, {when}",
        code="already_decided",
        details=tuple(Fault(field=name, code="already_decided", message=str(said)) for name, said in named),
    )


def _label(row: Proposal, action_id: str) -> str:
    action = proposals.action_of(row, action_id)
    return action.label if action else action_id


def _said(moment: datetime, at: datetime) -> str:
    """The moment as a person says it: the time alone where it was today."""
    moment = moment.astimezone(UTC)
    is_today = moment.date() == at.astimezone(UTC).date()
    return f"{moment:%H:%M} UTC" if is_today else f"{moment:%Y-%m-%d %H:%M} UTC"


def _votes(case: Case) -> Generator[Call, Found, list[dict[str, Any]]]:
    """Steps that read who has pressed what, each with the digest of the data that they pressed it for."""
    votes = []
    for *found, name in (yield Call(_VOTES, (case.unit.scope, case.row.id))):
        one = decoded(Decision, "user_id action_id digest created_at", found)
        said = {"user_id": str(one["user_id"]), "user_name": name, "action_id": one["action_id"]}
        votes.append(said | {"at": one["created_at"].isoformat(), "digest": one["digest"]})
    return votes


def _vote_values(case: Case, vote: _Vote) -> tuple[Any, ...]:
    unit = case.unit
    ids = (new_id(), unit.scope, case.row.id, vote.user_id)
    return (
        *ids, vote.action.action_id, vote.comment, vote.edited_payload, vote.digest, unit.now, unit.now,
    )  # fmt: skip


async def decided(workspace_id: UUID, proposal_id: UUID) -> Decided | None:
    """How the proposal ended, for whoever waits for it; None while it is open."""
    row = await Proposal.of(workspace_id).get_or_none(id=proposal_id)
    if row is None or row.state == "open":
        return None
    said = row.decision_json or {}
    action = proposals.action_of(row, said.get("action_id"))
    at = said.get("decided_at")
    parts = await Message.of(workspace_id).filter(id=row.message_id).values_list("part", flat=True)
    return Decided(
        proposal_id=row.id,
        part=parts[0] if parts else None,  # type: ignore[arg-type]
        kind=row.kind,
        state=row.state,
        action_id=action.action_id if action else None,
        is_approved=action is not None and approves(action),
        data_json=row.decided_data_json,
        digest=row.digest,
        user_id=UUID(said["user_id"]) if said.get("user_id") else None,
        comment=said.get("comment"),
        decided_at=datetime.fromisoformat(at) if at else row.updated_at,
    )


def _refused(field: str, code: str, message: str) -> InvalidInput:
    return InvalidInput(f"{field}: {message}", details=(Fault(field=field, code=code, message=message),))
