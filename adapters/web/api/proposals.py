"""REST: proposals, and the press of their buttons. Reading never decides."""

from collections.abc import Iterable
from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from adapters.web.api.parts import Body, Id, Page, Parts, home_in, listing, uuid_cursor, uuid_in
from bot.contracts.adapters import Request, Route
from bot.contracts.proposals import Action, Ask, Pressed
from bot.contracts.unit import Role
from bot.services import proposals
from bot.services.posts import MessageView
from bot.services.proposals import ProposalView


class NewAction(Body):
    """A button about to be offered."""

    label: str = Field(min_length=1, max_length=80)
    action_id: str = Field(min_length=1, max_length=80)
    style: Literal["primary", "secondary", "danger"] | None = None


class NewProposal(Body):
    """A question about to be put to people."""

    title_text: str = Field(min_length=1, max_length=300)
    description_text: str = Field("", max_length=16_000)
    data_json: dict[str, Any] = Field(default_factory=dict)
    actions_array: list[NewAction] = Field(min_length=1, max_length=5)
    risk: Literal["low", "high"] = Field("low", description="high: spends money, changes a store, goes out")
    required_role: Role | None = Field(None, description="The least that somebody must be to decide")
    decider_user_ids_array: list[Id] | None = Field(None, max_length=100)
    quorum: int = Field(1, ge=1, le=50, description="So many people must press the same")
    expires_at: AwareDatetime | None = None
    default_action_id: str | None = Field(
        None, max_length=80, description="Applied at the end; never approves"
    )
    editable_schema_json: dict[str, Any] | None = Field(
        None, description="JSON Schema of what in data_json may be changed before it is approved"
    )

    def asked(self, channel_id: UUID) -> Ask:
        """The question in that channel."""
        return Ask(
            channel_id=channel_id,
            title_text=self.title_text,
            description_text=self.description_text,
            data_json=self.data_json,
            actions=tuple(Action(**one.model_dump()) for one in self.actions_array),
            risk=self.risk,
            required_role=self.required_role,
            decider_user_ids=tuple(self.decider_user_ids_array or ()),
            quorum=self.quorum,
            expires_at=self.expires_at,
            default_action_id=self.default_action_id,
            editable_schema_json=self.editable_schema_json,
        )


class Press(Body):
    """The press of a button."""

    action_id: str = Field(min_length=1, max_length=80)
    comment: str | None = Field(None, max_length=2_000)
    edited_payload: dict[str, Any] | None = Field(
        None, description="The data, or what of it is to be otherwise, within editable_schema_json"
    )

    def pressed(self, message_id: UUID) -> Pressed:
        """The press of that message's button."""
        return Pressed(
            message_id=message_id,
            action_id=self.action_id,
            comment=self.comment,
            edited_payload=self.edited_payload,
        )


class Which(Page):
    """Which proposals."""

    tab: proposals.Tab = Field("mine", description="Waiting for me, waiting for others, decided")


class Proposals:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate

    async def ask(self, call: Request) -> MessageView:
        """Ask people."""
        home = await home_in(call, "channel")
        async with self._gate.grouped_unit(call.actor, home) as unit:
            asked = await proposals.ask(unit, call.body.asked(uuid_in(call, "channel_id")))
        return asked.posted()

    async def listed(self, call: Request) -> dict[str, Any]:
        """The proposals of one tab, newest first."""
        which: Which = call.query
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            found = await proposals.listed(unit, which.tab, limit=which.limit, before=uuid_cursor(which))
        return listing(found, page=which, field="proposal_id")

    async def get(self, call: Request) -> ProposalView:
        """The proposal that a message shows."""
        async with self._gate.reading(call.actor, await home_in(call, "message")) as unit:
            return await proposals.get(unit, uuid_in(call, "message_id"))

    async def press(self, call: Request) -> MessageView:
        """Decide, or vote."""
        pressed = call.body.pressed(uuid_in(call, "message_id"))
        decided: MessageView = await self._gate.decide(call.actor, await home_in(call, "message"), pressed)
        return decided


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, view = Proposals(parts), ProposalView
    one = "/api/v1/messages/{message_id}"
    yield Route(method="POST", path="/api/v1/channels/{channel_id}/proposals", permission="proposals.read",
                handler=do.ask, body=NewProposal, summary="Ask people to decide something", status=201,
                answer=MessageView)  # fmt: skip
    yield Route(method="GET", path="/api/v1/workspaces/{workspace_id}/proposals",
                permission="proposals.read", handler=do.listed, query=Which,
                summary="Proposals that wait for me, for others, or are decided", answer=view,
                is_list=True)  # fmt: skip
    yield Route(method="GET", path=f"{one}/proposal", permission="proposals.read", handler=do.get,
                summary="The proposal that a message shows", answer=view)  # fmt: skip
    yield Route(method="POST", path=f"{one}/actions", permission="proposals.read", handler=do.press,
                body=Press, summary="Press a proposal's button", answer=MessageView)  # fmt: skip
