"""What stands in the facts that people are told of."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Payload(BaseModel):
    """What all have in common: what else stands there is nobody's concern here."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Posted(Payload):
    """``ionflux.chat.message.posted``."""

    message_id: UUID
    channel_id: UUID
    channel_type: str
    thread_id: UUID | None = None
    sender_id: UUID
    sender_type: str
    mentions_json_array: list[dict[str, Any]] = Field(default_factory=list)
    text_preview: str = ""


class Asked(Payload):
    """``ionflux.chat.proposal.asked`` and ``decided``."""

    proposal_id: UUID
    decider_user_ids: list[UUID] | None = None


class Alerted(Payload):
    """``ionflux.agent.*.alert_generated``."""

    text: str = ""
    title: str | None = None
    level: str = "info"
    channel: str | None = None
    alert_type: str = "alert"
    incident_id: str | int | None = None
    order_id: str | int | None = None


class Broken(Payload):
    """``ionflux.chat.link.broken``."""

    link_id: UUID
    channel_id: UUID
    platform: str
    error_text: str


class Stopped(Payload):
    """``ionflux.agent.configuration.stopped``."""

    agent_configuration_id: UUID
    name: str
    error_text: str


class Achieved(Payload):
    """``badge_awarded`` and ``level_up`` of an agent."""

    user_id: UUID
    name: str | None = None
    description: str = ""
    level: int | None = None


class Completed(Payload):
    """``ionflux.agent.run.completed``."""

    run_id: UUID
    agent_configuration_id: UUID
    status: str
    output_preview_text: str | None = None
    user_id: UUID | None = None
