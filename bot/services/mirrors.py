"""Links: a channel and a place of a platform that are one conversation. Which messages are whose copies is
in ``copies``; how what is said goes out is in ``drains``.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from tortoise.exceptions import IntegrityError
from tortoise.expressions import F

from bot.contracts.messages import Place
from bot.contracts.unit import Unit
from bot.services import access, audit, channels, grants
from config.clock import new_id
from config.errors import Conflict, NotFound
from storage.models.chat import Channel
from storage.models.mirrors import ChannelLink, Delivery, InboundFile, MessageLink

BROKEN = "ionflux.chat.link.broken"
_UNKNOWN = "This link does not exist."


class LinkView(BaseModel):
    """A link as members of the channel see it."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    channel_id: UUID
    platform: str
    account: str
    external_channel_id: str
    is_direct: bool
    status: str
    error_text: str | None
    created_at: datetime
    updated_at: datetime


async def listed(unit: Unit, channel_id: UUID) -> Sequence[LinkView]:
    """The channel's links, oldest first.

    Raises:
        NotFound: no such channel for the actor.
    """
    await channels.entered(unit, channel_id)
    rows = await ChannelLink.of(unit.scope).filter(channel_id=channel_id).order_by("id")
    return [view(row) for row in rows]


async def link(unit: Unit, channel_id: UUID, place: Place, attached: grants.Grants) -> LinkView:
    """Make the channel and the place one conversation, from now on. Linked already it stays, and a broken
    link is mended.

    Raises:
        NotAllowed: not an owner or admin.
        NotFound: no such channel for the actor.
        Conflict: code ``in_use`` where the place is another channel's; ``integration_missing`` where the
            workspace has not connected the platform.
    """
    # Who may not read the channel learns nothing of it.
    channel = await channels.held(unit, channel_id)
    access.require(unit, "links.manage")
    if channel.type == "dm":
        raise Conflict("A direct conversation is between two people.", code="in_use")
    account = await attached.account(unit, place.adapter, place.account)
    there = await _at(place.adapter, place.channel, account)
    if there is not None:
        if there.workspace_id != unit.scope or there.channel_id != channel_id:
            raise Conflict("This place is linked to another channel already.", code="in_use")
        await (
            ChannelLink.of(unit.scope)
            .filter(id=there.id)
            .update(status="active", error_text=None, next_at=None, updated_at=unit.now)
        )
        return view(await ChannelLink.of(unit.scope).get(id=there.id))
    return view(
        await made(unit, channel, Place(adapter=place.adapter, account=account, channel=place.channel))
    )


async def made(unit: Unit, channel: Channel, place: Place) -> ChannelLink:
    """A new link of a channel that is held. The caller answers for the actor's right to make it.

    Raises:
        Conflict: code ``in_use``, the place was linked meanwhile.
    """
    row = ChannelLink(
        id=new_id(), workspace_id=unit.scope, channel_id=channel.id, adapter=place.adapter,
        account=place.account, external_channel_id=place.channel, is_direct=place.is_direct,
        created_by_user_id=unit.actor.id,
    )  # fmt: skip
    try:
        await row.save(force_create=True)
    except IntegrityError as late:
        raise Conflict("This place is linked to another channel already.", code="in_use") from late
    await Channel.of(unit.scope).filter(id=channel.id).update(link_count=F("link_count") + 1)
    details = {"platform": place.adapter, "external_channel_id": place.channel}
    await audit.append(unit, "link.created", ("channel", channel.id), details)
    await channels.announce(unit, channel)
    return row


async def unlink(unit: Unit, link_id: UUID) -> None:
    """End a link: nothing more crosses. What crossed stays on both sides.

    Raises:
        NotAllowed, NotFound.
    """
    access.require(unit, "links.manage")
    row = await ChannelLink.of(unit.scope).get_or_none(id=link_id)
    if row is None:
        raise NotFound(_UNKNOWN)
    channel = await channels.entered(unit, row.channel_id, unknown=_UNKNOWN)
    await Channel.of(unit.scope).filter(id=row.channel_id).update(link_count=F("link_count") - 1)
    await ChannelLink.of(unit.scope).filter(id=link_id).delete()
    for owned in (MessageLink, InboundFile):
        await owned.of(unit.scope).filter(link_id=link_id).delete()
    await (
        Delivery.of(unit.scope)
        .filter(link_id=link_id, state="pending")
        .update(state="skipped", error_text="The link was ended.", updated_at=unit.now)
    )
    details = {"platform": row.adapter, "external_channel_id": row.external_channel_id}
    await audit.append(unit, "link.ended", ("channel", row.channel_id), details)
    await channels.announce(unit, channel)


async def at(place: Place) -> ChannelLink | None:
    """The link of a place, which names its account by now; broken ones too, since what is heard from there
    shows that it is not.
    """
    row = await _at(place.adapter, place.channel, place.account)
    if row is not None and not row.account and place.account:
        await ChannelLink.of(row.workspace_id).filter(id=row.id).update(account=place.account)
        row.account = place.account
    return row


async def _at(adapter: str, external_channel_id: str, account: str) -> ChannelLink | None:
    # every workspace: which one a place belongs to is the question
    rows = ChannelLink.filter(adapter=adapter, external_channel_id=external_channel_id)
    found = await (rows.filter(account__in=["", account]) if account else rows).order_by("-account")
    return found[0] if found else None


async def behind(adapter: str) -> Sequence[tuple[Place, str | None]]:
    """The linked places of a platform, each with the message after which to catch up: it stays the same,
    whatever is taken in meanwhile, but for ``caught_up``.
    """
    # every workspace: a gateway serves all
    rows = ChannelLink.filter(adapter=adapter, status="active")
    await rows.filter(behind_external_id=None).update(behind_external_id=F("last_external_id"))
    return [(place_of(row), row.behind_external_id) for row in await rows.order_by("id")]


async def caught_up(place: Place, external_id: str | None) -> None:
    """Nothing is missing from there any more up to that message, or where none is named at all."""
    # every workspace: a place is linked once
    rows = ChannelLink.filter(adapter=place.adapter, external_channel_id=place.channel)
    await rows.filter(account=place.account).update(behind_external_id=external_id)


def place_of(row: ChannelLink, thread: str | None = None) -> Place:
    """Where the link leads."""
    return Place(
        adapter=row.adapter, account=row.account, channel=row.external_channel_id, thread=thread,
        is_direct=row.is_direct,
    )  # fmt: skip


async def moved(link: ChannelLink, external_channel_id: str) -> None:
    """Have the link lead to the place's new name; where that is linked already, it stays as it is."""
    mine = ChannelLink.of(link.workspace_id).filter(id=link.id)
    with suppress(IntegrityError):
        await mine.update(external_channel_id=external_channel_id, status="active", error_text=None)


async def broken(unit: Unit, link_id: UUID, why: str) -> bool:
    """Mark a link broken, and tell those who run the workspace; False where it was already.

    What is on its way there waits until it is mended.
    """
    mine = ChannelLink.of(unit.scope).filter(id=link_id)
    if not await mine.filter(status="active").update(status="broken", error_text=why, updated_at=unit.now):
        return False
    row = await mine.get()
    payload = {
        "link_id": str(row.id),
        "channel_id": str(row.channel_id),
        "platform": row.adapter,
        "external_channel_id": row.external_channel_id,
        "error_text": why,
    }
    unit.record(BROKEN, payload)
    if (channel := await Channel.of(unit.scope).get_or_none(id=row.channel_id)) is not None:
        await channels.announce(unit, channel)
    return True


async def of_account(adapter: str, account: str) -> Sequence[tuple[UUID, UUID]]:
    """The active links of an account (workspace, link); those whose account is not known yet find out when
    they are next drained.
    """
    # every workspace: an account that let us go let all go
    rows = ChannelLink.filter(adapter=adapter, account=account, status="active")
    return [(row.workspace_id, row.id) for row in await rows.only("id", "workspace_id")]


def view(row: ChannelLink) -> LinkView:
    """As people see it."""
    fields = {name: getattr(row, name) for name in LinkView.model_fields if name != "platform"}
    return LinkView(platform=row.adapter, **fields)
