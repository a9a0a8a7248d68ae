"""What the stories of platforms stand on: the kernel's own parts, with a real store."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Self
from uuid import UUID

from bot.app import App
from bot.contracts.messages import InboundMessage, Place
from bot.contracts.platforms import Altered, Heard, PlatformHost, Reacted, Told
from bot.contracts.proposals import Action, Ask
from bot.contracts.unit import Actor, ActorType, Role
from bot.gates import Gates
from bot.runtime.copying import Copier
from bot.runtime.fetching import Fetching
from bot.runtime.mirroring import Draining, Mirroring
from bot.runtime.platforms import Platforms
from bot.services import chat, identities, mirrors, proposals
from bot.services.files import Attachments
from bot.services.grants import Grants
from storage.files import LocalFiles
from storage.models.chat import Channel, Message
from storage.models.mirrors import InboundFile
from storage.models.users import User
from tests.factories import make_member, make_user, make_workspace

URL = "https://ionflux.example"


class Watched(Platforms):
    """A gate at which one can wait for what it takes in."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self.news = asyncio.Condition()

    async def _told(self) -> None:
        async with self.news:
            self.news.notify_all()

    async def hear(self, heard: Heard) -> Told:
        told = await super().hear(heard)
        await self._told()
        return told

    async def alter(self, altered: Altered) -> None:
        await super().alter(altered)
        await self._told()

    async def react(self, reacted: Reacted) -> None:
        await super().react(reacted)
        await self._told()

    async def until(self, is_so: Callable[[], Awaitable[bool]]) -> None:
        """Return when it is so; looked at again after each thing that is taken in."""
        async with asyncio.timeout(8), self.news:
            while not await is_so():
                await self.news.wait()


class Ground:
    """A workspace, the gate of its platforms, and what brings out and fetches; ``adapters`` are by name."""

    def __init__(self, app: App, gates: Gates, folder: Path, platforms: Sequence[str]) -> None:
        self.app = app
        self.adapters: dict[str, Any] = {}
        self.grants = Grants(app.vault, {name: (True, f"IONFLUX_{name.upper()}_TOKEN") for name in platforms})
        self.gate = Watched(app.units, gates.door, self.grants, URL)
        self.door = gates.door
        self.host = PlatformHost(gate=self.gate, commands=self.door.commands, public_url=URL)
        attachments = Attachments(LocalFiles(folder))
        draining = Draining(adapters=self.adapters, sweep_seconds=5, lease_seconds=60)
        self.mirroring = Mirroring(app.database, app.units, Copier(attachments, URL), draining)
        self.fetching = Fetching(app.database, app.units, attachments, self.adapters)
        self.workspace_id = self.owner = self.general = UUID(int=0)
        self.links: dict[str, UUID] = {}

    async def begin(self) -> Self:
        self.workspace_id, self.owner = await make_workspace()
        self.general = (await Channel.of(self.workspace_id).get(name="general")).id
        return self

    async def link(self, platform: str, channel: str) -> UUID:
        async with self.app.units.open_unit(self.as_owner(), self.workspace_id) as unit:
            made = await mirrors.link(
                unit, self.general, Place(adapter=platform, channel=channel), self.grants
            )
        self.links[channel] = made.id
        return made.id

    def as_owner(self) -> Actor:
        return Actor(type=ActorType.USER, id=self.owner, role=Role.OWNER)

    async def code_of(self, name: str, role: Role = Role.MEMBER) -> str:
        """A code with which somebody new, a member, links an account."""
        user_id = await make_member(self.workspace_id, role, user_id=await make_user(name))
        async with self.app.units.open_unit(Actor(type=ActorType.USER, id=user_id), None) as unit:
            return (await identities.make_code(unit)).code

    async def says(self, text: str, *, thread: UUID | None = None) -> UUID:
        said = InboundMessage(
            channel_id=self.general,
            content_type="markdown",
            content_json={"text_body": text},
            thread_id=thread,
        )
        return (await self.door.message(self.as_owner(), self.workspace_id, said)).id

    async def settle(self) -> None:
        """Bring out what waits."""
        for link_id in self.links.values():
            await self.mirroring.drained(link_id)

    async def here(self) -> list[str]:
        """What stands in the channel."""
        rows = (
            await Message.of(self.workspace_id)
            .filter(channel_id=self.general, deleted_at=None)
            .order_by("seq")
        )
        names = dict(await User.all().values_list("id", "name"))
        return [f"{names.get(row.sender_id, '')}: {row.content_json.get('text_body', '')}" for row in rows]

    async def heard(self, count: int) -> None:
        """Return when so many messages stand in the channel."""

        async def are_there() -> bool:
            return await Message.of(self.workspace_id).filter(channel_id=self.general).count() >= count

        await self.gate.until(are_there)

    async def expects_file(self) -> None:
        """Return when a file waits to be fetched."""
        await self.gate.until(InboundFile.of(self.workspace_id).filter(state="pending").exists)

    async def fetch(self) -> None:
        """Bring over the files that wait."""
        for row in await InboundFile.of(self.workspace_id).filter(state="pending"):
            await self.fetching.fetch(row.id)

    async def edit(self, message_id: UUID, text: str) -> None:
        async with self.app.units.open_unit(self.as_owner(), self.workspace_id) as unit:
            await chat.edit(unit, message_id, text)

    async def delete(self, message_id: UUID) -> None:
        async with self.app.units.open_unit(self.as_owner(), self.workspace_id) as unit:
            await chat.delete(unit, message_id)

    async def ask(self, **more: Any) -> UUID:
        """A proposal of the owner's; the id of its message."""
        ask = Ask(
            channel_id=self.general,
            title_text="Order 2,000 catalogues",
            actions=(
                Action(label="Approve", action_id="approve"),
                Action(label="Reject", action_id="reject"),
            ),
            data_json={"copies": 2000},
            **more,
        )
        async with self.app.units.open_unit(self.as_owner(), self.workspace_id) as unit:
            put = await proposals.ask(unit, ask)
        await self.settle()
        return put.message_id
