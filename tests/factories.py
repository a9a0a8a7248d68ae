"""What a test arranges: valid by default, one argument per thing the test is about."""

from typing import Any
from uuid import UUID

from bot.contracts.events import Entry, Event, encode
from bot.contracts.messages import InboundMessage
from bot.contracts.unit import Role
from config.clock import new_id, now
from storage.models.agents import AgentConfiguration
from storage.models.brands import Brand
from storage.models.chat import Channel, ChannelMember
from storage.models.creators import Creator
from storage.models.events import OutboxEvent
from storage.models.prompts import Prompt, PromptLibrary
from storage.models.users import User
from storage.models.workspaces import Membership, Workspace

PASSWORD = "correct horse battery"


async def make_user(name: str = "Ada", *, email: str | None = None) -> UUID:
    """A person with an account, who has no password to sign in with."""
    user_id = new_id()
    await User.create(
        id=user_id,
        name=name,
        email=email or f"{name.lower().replace(' ', '.')}-{user_id.hex[-6:]}@example.com",
        profile_info={"avatar_url": None, "bio": None, "user_preferences_json": {}},
    )
    return user_id


async def make_workspace(name: str = "Acme", *, owner: UUID | None = None) -> tuple[UUID, UUID]:
    """A workspace with the channels general and alerts; its id and its owner's."""
    owner = owner or await make_user("Olive Owner")
    workspace_id = new_id()
    await Workspace.create(id=workspace_id, name=name, owner_user_id=owner)
    await Membership.create(workspace_id=workspace_id, user_id=owner, role=Role.OWNER.value)
    for channel in ("general", "alerts"):
        await make_channel(workspace_id, channel)
    return workspace_id, owner


async def make_member(workspace_id: UUID, role: Role = Role.MEMBER, *, user_id: UUID | None = None) -> UUID:
    """Somebody in the workspace with that role."""
    user_id = user_id or await make_user(f"{role.value.title()} Person")
    await Membership.create(workspace_id=workspace_id, user_id=user_id, role=role.value)
    return user_id


async def make_channel(
    workspace_id: UUID, name: str = "sales", *, channel_type: str = "public", members: tuple[UUID, ...] = ()
) -> UUID:
    """A channel, with those members in it."""
    channel_id = new_id()
    await Channel.create(id=channel_id, workspace_id=workspace_id, name=name, type=channel_type)
    for user_id in members:
        await ChannelMember.create(workspace_id=workspace_id, channel_id=channel_id, user_id=user_id)
    return channel_id


async def make_brand(workspace_id: UUID, name: str = "Fernweh", **fields: Any) -> UUID:
    """A brand."""
    brand_id = new_id()
    await Brand.create(id=brand_id, workspace_id=workspace_id, name=name, **fields)
    return brand_id


async def make_creator(workspace_id: UUID, name: str = "Mara", **fields: Any) -> UUID:
    """A creator."""
    creator_id = new_id()
    await Creator.create(id=creator_id, workspace_id=workspace_id, name=name, **fields)
    return creator_id


async def make_library(workspace_id: UUID, name: str = "Mail", **fields: Any) -> UUID:
    """A prompt library."""
    library_id = new_id()
    await PromptLibrary.create(id=library_id, workspace_id=workspace_id, name=name, **fields)
    return library_id


async def make_prompt(workspace_id: UUID, library_id: UUID, name: str = "Welcome", **fields: Any) -> UUID:
    """A prompt that greets somebody by ``name``."""
    prompt_id = new_id()
    valid: dict[str, Any] = {
        "prompt_text": "Hi {{ name }}",
        "variables_schema_json_array": [{"name": "name", "type": "text", "is_required": True}],
    }
    await Prompt.create(
        id=prompt_id, workspace_id=workspace_id, library_id=library_id, name=name, **valid | fields
    )
    return prompt_id


async def make_configuration(workspace_id: UUID, name: str = "Sentinel", **fields: Any) -> UUID:
    """A Sales Sentinel that is active."""
    configuration_id = new_id()
    valid: dict[str, Any] = {
        "agent_definition_id": "agent_004_refactored",
        "effective_config_cache_json": {"inputs": {}, "triggers": []},
    }
    await AgentConfiguration.create(
        id=configuration_id, workspace_id=workspace_id, name=name, **valid | fields
    )
    return configuration_id


def make_event(event_type: str = "ionflux.shopify.order.created", **fields: Any) -> Event:
    """A fact of a shop."""
    valid: dict[str, Any] = {
        "event_id": new_id(),
        "event_timestamp": now(),
        "source_service_name": "ShopifyIntegrationService",
        "workspace_id": None,
        "user_id": None,
        "correlation_id": new_id(),
        "payload_json": {},
    }
    return Event(event_type=event_type, **valid | fields)


def make_entry(event: Event | None = None, *, wire: str | None = None) -> Entry:
    """An event as a consumer finds it; ``wire`` for one that was spoilt on its way."""
    event = event or make_event()
    return Entry(
        event_id=event.event_id,
        workspace_id=event.workspace_id,
        topic=event.topic,
        key=event.partition_key,
        wire=encode(event).decode() if wire is None else wire,
    )


async def make_outbox_row(entry: Entry | None = None, **fields: Any) -> int:
    """A stored event that no log has yet; the row's id."""
    entry = entry or make_entry()
    valid: dict[str, Any] = {
        "event_id": entry.event_id,
        "workspace_id": entry.workspace_id,
        "topic": entry.topic,
        "key": entry.key,
        "envelope": entry.wire,
        "correlation_id": new_id(),
        "created_at": now(),
    }
    row = await OutboxEvent.create(**valid | fields)
    return int(row.id)


def said_in(channel_id: UUID, text: str = "Hello", **fields: Any) -> InboundMessage:
    """Text as a person says it."""
    valid: dict[str, Any] = {"content_type": "text", "content_json": {"text_body": text}}
    return InboundMessage(channel_id=channel_id, **valid | fields)
