"""Proposals: ask people, and read what was asked. Deciding is in ``decisions``.

The row is the truth; the message in the channel is its picture, and what everybody is shown.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from tortoise.expressions import Q, Subquery

from bot.contracts.messages import ContentType
from bot.contracts.proposals import Action, Ask
from bot.contracts.unit import SERVICE_NAME, Actor, ActorType, Unit
from bot.services import access, audit, authors, changes, channels, diffs
from bot.services.asking import checked
from bot.services.deciders import Deciders, Rules
from bot.services.posts import MessageView, news, view
from bot.services.storing import NewMessage, storing, there
from config.clock import new_id
from config.errors import Conflict, InvalidInput, NotFound
from storage.bulk import Call, Found, Steps, insert
from storage.models.chat import Channel, Message
from storage.models.proposals import Decision, Proposal
from storage.models.workspaces import Workspace

ASKED, DECIDED = "ionflux.chat.proposal.asked", "ionflux.chat.proposal.decided"
MOST_TOLD, BATCH = 200, 200
Tab = Literal["mine", "others", "decided"]

_COLUMNS = (
    "id workspace_id channel_id message_id asked_by_type asked_by_id run_id kind title_text description_text"
    " data_json actions_array editable_schema_json risk required_role decider_user_ids_array quorum"
    " expires_at default_action_id digest state correlation_id created_at updated_at"
)
_INSERT = insert(Proposal, _COLUMNS)


class ProposalView(BaseModel):
    """A proposal as one person sees it; all but ``run_id`` and ``may_decide`` is what its message holds."""

    model_config = ConfigDict(frozen=True)

    proposal_id: UUID
    message_id: UUID
    channel_id: UUID
    title_text: str
    description_text: str
    data_json: dict[str, Any]
    actions_array: Sequence[dict[str, str]]
    risk: str
    required_role: str | None
    decider_user_ids_array: Sequence[UUID] | None
    quorum: int
    expires_at: datetime | None
    default_action_id: str | None
    editable_schema_json: dict[str, Any] | None
    digest: str
    kind: str | None
    asked_by: dict[str, Any]
    created_at: datetime
    state: Literal["open", "decided", "expired"]
    votes: Sequence[dict[str, Any]] | None = None
    decision: dict[str, Any] | None = None
    outcome_text: str | None = None
    run_id: UUID | None = None
    may_decide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question on its unit; ``posted`` gives its message once the unit is stored."""

    proposal_id: UUID
    message_id: UUID
    posted: Callable[[], MessageView]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks, and whose message it is: people's questions are the system's messages."""

    by: dict[str, Any]
    sender_id: UUID
    sender_type: str
    sender_name: str

    @classmethod
    async def of(cls, actor: Actor, workspace_id: UUID) -> "Asker":
        """The unit's actor, by their name."""
        kind = actor.type.value
        name = authors.called(await authors.names(workspace_id, [(kind, actor.id)]), (kind, actor.id))
        by = {"type": kind, "id": str(actor.id) if actor.id else None, "name": name}
        is_agent = actor.type is ActorType.AGENT
        return cls(
            by=by,
            sender_id=actor.id or workspace_id,
            sender_type=kind if is_agent else ActorType.SYSTEM.value,
            sender_name=name if is_agent else SERVICE_NAME,
        )


async def ask(unit: Unit, asked: Ask) -> Asked:
    """Put the question, with its message, on the unit: both are stored, or neither.

    An agent's question of a run and part that was asked before is that question. A default that approves is
    left out where the workspace has not switched the question's ``kind`` to automatic: nothing is ever
    approved by nobody otherwise. A person who asks may not name one at all.

    Raises:
        NotFound: no such channel for the actor.
        NotAllowed: a guest asks.
        InvalidInput: with all faults; also where fewer people may decide than ``quorum``.
    """
    if (known := await _known(unit, asked)) is not None:
        return known
    is_person = unit.actor.type is ActorType.USER
    if is_person:
        await channels.entered(unit, asked.channel_id)
        access.require(unit, "proposals.ask")
    elif not await Channel.of(unit.scope).filter(id=asked.channel_id).exists():
        raise NotFound("This channel does not exist.")
    people = await Deciders.of(unit.scope, [asked.channel_id])
    is_automatic = not is_person and await is_automatic_kind(unit.scope, asked.kind)
    asked = checked(asked, people, unit.now, may_approve_by_itself=is_automatic, is_person=is_person)
    asker = await Asker.of(unit.actor, unit.scope)
    shown = _shown(asked, asker.by, unit.now)
    deciders = people.all(Rules.of_ask(asked))
    unit.record(ASKED, fact(shown.model_dump(mode="json"), deciders))
    return Asked(
        proposal_id=shown.proposal_id,
        message_id=shown.message_id,
        posted=_asking(unit, asked, asker, shown),
    )


def _asking(unit: Unit, asked: Ask, asker: Asker, shown: ProposalView) -> Callable[[], MessageView]:
    stored: list[MessageView] = []
    new = NewMessage(
        id=shown.message_id,
        workspace_id=unit.scope,
        channel_id=asked.channel_id,
        sender_id=asker.sender_id,
        sender_type=asker.sender_type,
        content_type=ContentType.INTERACTIVE_PROPOSAL,
        content_json={"json_payload": stored_payload(shown)},
        correlation_id=unit.correlation_id,
        at=unit.now,
        thread_id=asked.thread_id,
        run_id=asked.run_id,
        part=asked.part,
    )
    values = _values(unit, asked, shown)

    def script() -> Generator[Call, Found, None]:
        stored.clear()
        row, is_new = there((yield from storing(new)))
        if not is_new:
            raise Conflict("This part of the run has been posted meanwhile.")
        yield Call(_INSERT, values)
        details = {"digest": shown.digest, "risk": shown.risk, "kind": shown.kind}
        yield from audit.appending(unit, "proposal.asked", ("proposal", shown.proposal_id), details)
        stored.append(view(row, asker.sender_name))
        news(row, asker.sender_name).tell(unit)

    unit.write(Steps(script))
    return lambda: stored[0]


async def _known(unit: Unit, asked: Ask) -> Asked | None:
    if asked.run_id is None or asked.part is None:
        return None
    row = await Message.of(unit.scope).get_or_none(run_id=asked.run_id, part=asked.part)
    if row is None:
        return None
    proposal = await Proposal.of(unit.scope).get_or_none(message_id=row.id)
    if proposal is None:
        raise Conflict("This part of the run has been posted already, and it is no question.")
    shown = (await changes.views(unit.scope, row.channel_id, [row]))[0]
    return Asked(proposal_id=proposal.id, message_id=row.id, posted=lambda: shown)


def _shown(asked: Ask, asked_by: dict[str, Any], at: datetime) -> ProposalView:
    return ProposalView(
        proposal_id=new_id(),
        message_id=new_id(),
        channel_id=asked.channel_id,
        title_text=asked.title_text,
        description_text=asked.description_text,
        data_json=dict(asked.data_json),
        actions_array=[one.stored() for one in asked.actions],
        risk=asked.risk,
        required_role=asked.required_role.value if asked.required_role else None,
        decider_user_ids_array=list(asked.decider_user_ids) or None,
        quorum=asked.quorum,
        expires_at=asked.expires_at,
        default_action_id=asked.default_action_id,
        editable_schema_json=dict(asked.editable_schema_json) if asked.editable_schema_json else None,
        digest=diffs.digest(asked.kind, asked.data_json),
        kind=asked.kind,
        asked_by=asked_by,
        created_at=at,
        state="open",
        votes=[] if asked.quorum > 1 else None,
    )


def stored_payload(shown: ProposalView) -> dict[str, Any]:
    """As ``json_payload`` of the message: the same for everybody."""
    payload = shown.model_dump(mode="json", exclude={"run_id", "may_decide"})
    return {
        name: value
        for name, value in payload.items()
        if value is not None or name not in ("votes", "outcome_text")
    }


def _values(unit: Unit, asked: Ask, shown: ProposalView) -> tuple[Any, ...]:
    named = shown.decider_user_ids_array
    more = {
        "id": shown.proposal_id,
        "workspace_id": unit.scope,
        "asked_by_type": shown.asked_by["type"],
        "asked_by_id": unit.actor.id,
        "run_id": asked.run_id,
        "actions_array": list(shown.actions_array),
        "decider_user_ids_array": [str(one) for one in named] if named else None,
        "correlation_id": unit.correlation_id,
        "created_at": unit.now,
        "updated_at": unit.now,
    }
    return tuple(more[name] if name in more else getattr(shown, name) for name in _COLUMNS.split())


def fact(payload: Mapping[str, Any], deciders: Sequence[UUID]) -> dict[str, Any]:
    """The event's payload about a proposal with that ``json_payload``: enough to tell people of it.

    ``decider_user_ids`` are those who may decide; null where they are more than can be named, and then
    ``decider_role`` says what they are at least.
    """
    named = ("proposal_id", "message_id", "channel_id", "kind", "title_text", "risk", "asked_by", "state")
    least = payload["required_role"] or ("member" if payload["risk"] == "low" else "admin")
    return {
        **{name: payload[name] for name in named},
        "expires_at": payload["expires_at"],
        "decider_user_ids": [str(one) for one in deciders] if len(deciders) <= MOST_TOLD else None,
        "decider_role": least,
        "decision": payload["decision"],
    }


async def is_automatic_kind(workspace_id: UUID, kind: str | None) -> bool:
    """Whether the workspace's admins let actions of that class be done without being asked."""
    if kind is None:
        return False
    workspace = await Workspace.get_or_none(id=workspace_id)
    return workspace is not None and kind in (workspace.settings_json.get("automatic_action_kinds") or ())


async def get(unit: Unit, message_id: UUID) -> ProposalView:
    """The proposal that a message shows.

    Raises:
        NotFound: no such message for the actor.
        InvalidInput: the message is no proposal.
    """
    row, message = await found(unit, message_id)
    return (await _seen(unit, [(row, message.content_json)]))[0]


async def home(message_id: UUID) -> UUID | None:
    """The workspace of the proposal that a message shows."""
    # every workspace: which one it is, is the question
    row = await Proposal.get_or_none(message_id=message_id).only("id", "workspace_id")
    return row.workspace_id if row is not None else None


async def found(unit: Unit, message_id: UUID) -> tuple[Proposal, Message]:
    """The proposal's row and message, for an actor who can read it.

    Raises:
        NotFound, InvalidInput: as ``get``.
    """
    access.require(unit, "proposals.read")
    message = await changes.found(unit, message_id)
    row = await Proposal.of(unit.scope).get_or_none(message_id=message_id)
    if row is None:
        raise InvalidInput("There is nothing to decide in this message.")
    return row, message


async def listed(unit: Unit, tab: Tab, *, limit: int, before: UUID | None = None) -> Sequence[ProposalView]:
    """The proposals of the channels that the actor can read, newest first.

    ``mine``: open, and the actor's to decide; not those that they asked themselves, unless nobody else may
    decide. ``others``: open, and waiting for somebody else. ``decided``: those that are over. ``before`` is
    the id of the last one seen.
    """
    access.require(unit, "proposals.read")
    here = Subquery(channels.readable(unit).values("id"))
    rows = Proposal.of(unit.scope).filter(channel_id__in=here).order_by("-id")
    if tab == "decided":
        rows = rows.filter(state__in=("decided", "expired"))
    else:
        rows = rows.filter(Q(expires_at=None) | Q(expires_at__gt=unit.now), state="open")
    shown: list[ProposalView] = []
    while len(shown) < limit:
        batch = await (rows if before is None else rows.filter(id__lt=before)).limit(BATCH)
        if not batch:
            break
        before = batch[-1].id
        shown += await _of_tab(unit, batch, tab)
    return shown[:limit]


async def _of_tab(unit: Unit, rows: Sequence[Proposal], tab: Tab) -> Sequence[ProposalView]:
    messages = Message.of(unit.scope).filter(id__in=[row.message_id for row in rows], deleted_at=None)
    held = dict(await messages.values_list("id", "content_json"))
    there = [(row, held[row.message_id]) for row in rows if row.message_id in held]
    seen = await _seen(unit, there)
    if tab == "decided":
        return seen
    asked = {
        row.id: row for row, _ in there if row.asked_by_type == "user" and row.asked_by_id == unit.actor.id
    }
    people = await Deciders.of(unit.scope, [row.channel_id for row in asked.values()]) if asked else None

    def is_mine(one: ProposalView) -> bool:
        if not one.may_decide:
            return False
        own = asked.get(one.proposal_id)
        return own is None or people is None or people.all(Rules.of(own)) == [unit.actor.id]

    return [one for one in seen if is_mine(one) == (tab == "mine")]


async def _seen(unit: Unit, pairs: Sequence[tuple[Proposal, dict[str, Any]]]) -> list[ProposalView]:
    votes = Decision.of(unit.scope).filter(
        user_id=unit.actor.id, proposal_id__in=[row.id for row, _ in pairs]
    )
    voted = set(await votes.values_list("proposal_id", flat=True))
    return [
        ProposalView(
            **content["json_payload"],
            run_id=row.run_id,
            may_decide=is_open(row, unit.now)
            and row.id not in voted
            and unit.actor.type is ActorType.USER
            and Rules.of(row).allow(unit.actor.role, unit.actor.id),
        )
        for row, content in pairs
    ]


def is_open(row: Proposal, at: datetime) -> bool:
    """Whether it can be decided at that moment."""
    return row.state == "open" and (row.expires_at is None or row.expires_at > at)


def action_of(row: Proposal, action_id: str | None) -> Action | None:
    """The proposal's action of that id."""
    named = next((one for one in row.actions_array if one["action_id"] == action_id), None)
    return Action(**named) if named else None
