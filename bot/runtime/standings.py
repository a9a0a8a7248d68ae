"""Who somebody on a platform is here, and where they act from."""

from dataclasses import dataclass, replace
from uuid import UUID

from bot.contracts.commands import CommandCall
from bot.contracts.messages import Place
from bot.contracts.platforms import Person
from bot.contracts.unit import SYSTEM, Actor
from bot.runtime.units import Units, new_unit
from bot.services import access, channels, copies, identities, mirrors
from bot.services.grants import Grants
from config.errors import NotFound
from storage.models.mirrors import ChannelLink
from storage.models.users import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who somebody is, where they are: their account, their place in the workspace (none: ``actor`` is None),
    and the link of the place, if it is linked.
    """

    identity: Identity
    workspace_id: UUID | None
    actor: Actor | None
    link: ChannelLink | None


class Standings:
    """Finds out, anew each time: what was linked or left a moment ago counts."""

    def __init__(self, units: Units, grants: Grants) -> None:
        """Keep accounts by ``units``; ``grants`` knows which workspaces have connected what."""
        self._units = units
        self._grants = grants

    async def seen(self, adapter: str, person: Person) -> Identity:
        """The account's row, with the name and picture that it has now."""
        found = await identities.known(adapter, person)
        is_as_known = found is not None and (found.name, found.avatar_url) == (person.name, person.avatar_url)
        if found is not None and (is_as_known or not person.name):
            return found
        async with self._units.open_unit(SYSTEM, None) as unit:
            return await identities.seen(unit, adapter, person)

    async def member(self, identity: Identity, workspace_id: UUID) -> Actor | None:
        """Who acts by the account in the workspace; None where nobody in it does."""
        if identity.linked_at is None:
            return None
        try:
            return await access.entered(identities.actor_of(identity), workspace_id)
        except NotFound:
            return None

    async def reads(self, actor: Actor, link: ChannelLink) -> bool:
        """Whether the member may read the link's channel."""
        unit = replace(new_unit(SYSTEM, link.workspace_id), actor=actor)
        return link.channel_id in await channels.readable_among(unit, [link.channel_id])

    async def at(self, place: Place, identity: Identity) -> Standing:
        """Where the person acts from that place: in the workspace of its link; else in the one of theirs that
        has connected the platform.
        """
        if (link := await mirrors.at(place)) is not None:
            actor = await self.member(identity, link.workspace_id)
            return Standing(identity=identity, workspace_id=link.workspace_id, actor=actor, link=link)
        for workspace_id in await self._grants.workspaces(place.adapter, place.account):
            if (actor := await self.member(identity, workspace_id)) is not None:
                return Standing(identity=identity, workspace_id=workspace_id, actor=actor, link=None)
        return Standing(identity=identity, workspace_id=None, actor=None, link=None)

    async def placed(self, place: Place, standing: Standing) -> CommandCall:
        """A call made there: in the link's channel and thread, where the caller reads it."""
        link, actor = standing.link, standing.actor
        here = place if link is None else mirrors.place_of(link, place.thread)
        if link is None or actor is None or not await self.reads(actor, link):
            return CommandCall(place=place)
        thread_id = None
        if place.thread is not None:
            thread_id = await copies.root_named(link, place.thread)
        return CommandCall(channel_id=link.channel_id, thread_id=thread_id, place=here)
