"""Facts as a test has them happen, and what people were told of them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from bot.app import App
from bot.contracts.events import Event
from bot.contracts.unit import SYSTEM, Unit
from bot.runtime.reactions import Reactions
from bot.services import notices
from bot.services.telling import Teller
from config.clock import new_id
from storage.models.chat import Channel, Message
from storage.models.notifications import Notification
from storage.models.proposals import Proposal
from tests.factories import make_event
from tests.fakes import FrozenClock

SENDER = UUID(int=1)


class Ground:
    """An installation in which facts are told of, a second after each other."""

    def __init__(self, app: App, clock: FrozenClock, *, has_mail: bool = False) -> None:
        self.app = app
        self._clock = clock
        self.here: set[UUID] = set()
        self.reactions = Reactions(
            Teller(has_mail=has_mail, remind_after=timedelta(minutes=5), presence=self._present)
        )
        self._seq = 0

    async def _present(self, _: UUID) -> dict[UUID, str]:
        return {user_id: "here" for user_id in self.here}

    async def happen(self, *facts: Event) -> Unit:
        """Each is handled; the last unit, after its commit."""
        for fact in facts:
            self._clock.advance(seconds=1)
            async with self.app.units.grouped_unit(SYSTEM, fact.workspace_id, cause=fact) as unit:
                await self.reactions.handle(unit, fact)
        return unit

    async def posted(
        self, channel_id: UUID, sender: UUID, text: str = "Hello", *, thread: UUID | None = None, **more: Any
    ) -> Event:
        """A message is stored, and this is the fact of it."""
        channel = await Channel.get(id=channel_id)
        self._seq += 1
        row = await Message.create(
            id=new_id(), workspace_id=channel.workspace_id, channel_id=channel_id, seq=self._seq,
            sender_id=sender, sender_type="user", content_type="text", content_json={"text_body": text},
            thread_id=thread,
        )  # fmt: skip
        payload = {
            "message_id": str(row.id), "channel_id": str(channel_id), "channel_type": channel.type,
            "thread_id": str(thread) if thread else None, "sender_id": str(sender), "sender_type": "user",
            "mentions_json_array": [], "text_preview": text, **more,
        }  # fmt: skip
        return fact("ionflux.chat.message.posted", channel.workspace_id, payload)


def fact(event_type: str, workspace_id: UUID, payload: dict[str, Any], **more: Any) -> Event:
    return make_event(event_type, workspace_id=workspace_id, payload_json=payload, **more)


def named(*user_ids: UUID) -> list[dict[str, Any]]:
    return [{"type": "user", "id": str(one), "name": "Somebody", "text": "@somebody"} for one in user_ids]


EVERYBODY = [{"type": "channel", "id": None, "name": "channel", "text": "@channel"}]


def alert(workspace_id: UUID, text: str = "Order #1001 of $150.00 is high.", **more: Any) -> Event:
    payload = {"alert_type": "high_value_order", "level": "info", "text": text, "channel": "alerts", **more}
    return fact("ionflux.agent.salessentinel.alert_generated", workspace_id, payload)


async def asked(workspace_id: UUID, channel_id: UUID, asker: UUID, **fields: Any) -> Proposal:
    valid: dict[str, Any] = {
        "asked_by_type": "user", "asked_by_id": asker, "title_text": "Pause the campaigns?",
        "actions_array": [{"label": "Pause", "action_id": "approve"}], "digest": "0" * 64,
    }  # fmt: skip
    return await Proposal.create(
        id=new_id(), workspace_id=workspace_id, channel_id=channel_id, message_id=new_id(),
        correlation_id=new_id(), **valid | fields,
    )  # fmt: skip


def proposal_fact(row: Proposal, happened: str, **more: Any) -> Event:
    payload = {"proposal_id": str(row.id), "message_id": str(row.message_id), **more}
    return fact(f"ionflux.chat.proposal.{happened}", row.workspace_id, payload)


async def told(user_id: UUID) -> Sequence[Notification]:
    """What the person was told, oldest first."""
    return await Notification.filter(user_id=user_id).order_by("created_at")


async def kinds(user_id: UUID) -> list[str]:
    return [row.kind for row in await told(user_id)]


def frames(unit: Unit) -> list[dict[str, Any]]:
    found = [dict(one.payload) for one in unit.announcements]
    assert all(one["action"] == "notification" and one["to"] for one in found)
    return found


def nudged(unit: Unit) -> list[UUID]:
    return [one.key for one in unit.nudges if one.job == notices.JOB]
