"""Who is in a channel: coming, being put in, going. The channel is told in a message; of private ones the
audit log keeps it too.
"""

from collections.abc import Sequence
from uuid import UUID

from tortoise.expressions import Subquery

from bot.contracts.unit import Role, Unit
from bot.services import access, audit, channels, posts
from bot.services.workspaces import MemberView, last_seen
from config.errors import NotAllowed, NotFound
from storage.models.chat import Channel, ChannelMember
from storage.models.users import User
from storage.models.workspaces import Membership


async def listed(
    unit: Unit, channel_id: UUID, *, limit: int, after: UUID | None = None
) -> Sequence[MemberView]:
    """Who is in the channel, in the order they came. ``after`` is the id of the last one seen.

    Raises:
        NotFound: no such channel for the actor.
        InvalidInput: nobody of that id is in it.
    """
    await channels.entered(unit, channel_id)
    known = Subquery(Membership.of(unit.scope).values("user_id"))
    inside = ChannelMember.of(unit.scope).filter(channel_id=channel_id, is_inside=True, user_id__in=known)
    rows = inside.order_by("id")
    if after is not None:
        rows = rows.filter(id__gt=await last_seen(rows, after))
    places = await rows.limit(limit)
    ids = [place.user_id for place in places]
    roles = await access.roles_of(unit.scope, ids)
    users = {user.id: user for user in await User.filter(id__in=ids)}
    return [
        _view(place, users[place.user_id], roles[place.user_id]).shown_to(unit.actor.role)
        for place in places
        if place.user_id in roles and place.user_id in users
    ]


async def add(unit: Unit, channel_id: UUID, user_id: UUID) -> MemberView:
    """Put somebody of the workspace, or oneself, into the channel; who is in it already stays as they are.

    Raises:
        NotFound: no such channel for the actor (a private one is there for those who are in it), or no such
            person in the workspace.
        NotAllowed: a guest puts nobody in, and a direct conversation is between two people.
    """
    row = await channels.held(unit, channel_id)
    access.require(unit, "channels.join")
    _refuse_direct(row)
    membership = await Membership.of(unit.scope).get_or_none(user_id=user_id)
    if membership is None:
        raise NotFound("This person is not in the workspace.")
    user = await User.get(id=user_id)
    mine = ChannelMember.of(unit.scope).filter(channel_id=channel_id, user_id=user_id)
    place = await mine.select_for_update().first()
    if place is None or not place.is_inside:
        place = await _entered(row, place, user_id)
        by = "" if user_id == unit.actor.id else f" was added by {await _name(unit)}"
        posts.note(unit, row.id, f"{user.name}{by or ' joined'}", read_by=None if by else user_id)
        await _told(unit, row, "channel.member_added", user_id)
    return _view(place, user, Role(membership.role))


async def remove(unit: Unit, channel_id: UUID, user_id: UUID) -> None:
    """Take somebody, or oneself, out of the channel. Open sockets of theirs are silent within seconds.

    Raises:
        NotFound: no such channel for the actor, or nobody of that name in it.
        NotAllowed: others are taken out of an open channel by admins, of a private one by those in it who are
            no guests; nobody leaves a direct conversation.
    """
    row = await channels.held(unit, channel_id)
    _refuse_direct(row)
    if user_id != unit.actor.id:
        access.require(unit, "channels.manage" if row.type in channels.OPEN_TYPES else "channels.join")
    mine = ChannelMember.of(unit.scope).filter(channel_id=channel_id, user_id=user_id)
    if not await mine.filter(is_inside=True).exists():
        raise NotFound("This person is not in the channel.")
    if row.type in channels.OPEN_TYPES:
        await mine.update(is_inside=False, last_read_seq=row.last_seq, read_count=row.message_count)
    else:
        await mine.delete()
    name = str(await User.get(id=user_id).values_list("name", flat=True))
    by = "" if user_id == unit.actor.id else f" was removed by {await _name(unit)}"
    posts.note(unit, row.id, f"{name}{by or ' left'}")
    await _told(unit, row, "channel.member_removed", user_id)


async def _entered(row: Channel, place: ChannelMember | None, user_id: UUID) -> ChannelMember:
    if place is None:
        place = channels.place_at_end(row, user_id)
        await place.save(force_create=True)
        return place
    place.is_inside = True
    await place.save(update_fields=["is_inside", "updated_at"])
    return place


async def _told(unit: Unit, row: Channel, action: str, user_id: UUID) -> None:
    await channels.announce(unit, row, user_id)
    if row.type not in channels.OPEN_TYPES:
        await audit.append(unit, action, ("channel", row.id), {"user_id": str(user_id)})


async def _name(unit: Unit) -> str:
    if unit.actor.id is None:
        return "IONFLUX"
    return str(await User.get(id=unit.actor.id).values_list("name", flat=True))


def _refuse_direct(row: Channel) -> None:
    if row.type == "dm":
        raise NotAllowed("A direct conversation is between two people.")


def _view(place: ChannelMember, user: User, role: Role) -> MemberView:
    return MemberView(
        user_id=user.id, name=user.name, email=user.email, role=role, joined_at=place.created_at
    )
