"""Who is in channels, as far as it is told at once: of very many people only some are named."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from tortoise.functions import Count

from bot.contracts.unit import Unit
from bot.services.access import MOST_NAMED
from storage.models.chat import ChannelMember


@dataclass(slots=True)
class Roster:
    """How many are in a channel, at most MOST_NAMED of them, and the actor's own place."""

    count: int = 0
    named: list[UUID] = field(default_factory=list)
    mine: ChannelMember | None = None


async def of_channels(unit: Unit, channel_ids: Sequence[UUID]) -> dict[UUID, Roster]:
    """Each channel's, those of it that are named in the order they came where all of them are."""
    found: dict[UUID, Roster] = defaultdict(Roster)
    wanted = ChannelMember.of(unit.scope).filter(channel_id__in=list(channel_ids))
    inside = wanted.filter(is_inside=True)
    counted = inside.annotate(how_many=Count("id")).group_by("channel_id")
    for channel_id, how_many in await counted.values_list("channel_id", "how_many"):
        found[channel_id].count = how_many
    few = [one for one, roster in found.items() if roster.count <= MOST_NAMED]
    for place in await inside.filter(channel_id__in=few).order_by("id").only("id", "channel_id", "user_id"):
        found[place.channel_id].named.append(place.user_id)
    for channel_id in found.keys() - set(few):
        # In the order of an index: of thousands none but these is read.
        some = ChannelMember.of(unit.scope).filter(channel_id=channel_id, is_inside=True).order_by("user_id")
        found[channel_id].named = [place.user_id for place in await some.limit(MOST_NAMED)]
    for place in await wanted.filter(user_id=unit.actor.id):
        found[place.channel_id].mine = place
    return found


async def readers(workspace_id: UUID, channel_id: UUID) -> list[tuple[UUID, int]]:
    """Those who have read furthest, at most MOST_NAMED of them, with how far, in the order they came."""
    places = ChannelMember.of(workspace_id).filter(channel_id=channel_id).order_by("-last_read_seq", "id")
    furthest = await places.limit(MOST_NAMED).only("id", "user_id", "last_read_seq")
    return [(one.user_id, one.last_read_seq) for one in sorted(furthest, key=lambda place: place.id)]
