"""The door inwards for adapters of chat platforms: who is it, where is it said, then what the web's door does
with it. What a person did wrong comes back as words for them alone.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Generator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from prometheus_client import Counter

from bot.contracts.commands import Command, CommandCall, Reply
from bot.contracts.messages import LONGEST_TEXT, ContentType, InboundMessage, Place
from bot.contracts.platforms import (
    Altered,
    Answered,
    Asking,
    Called,
    Form,
    Heard,
    Installation,
    Person,
    Pushed,
    Reacted,
    Told,
)
from bot.contracts.proposals import Pressed, read_token
from bot.contracts.unit import SYSTEM, Actor, Unit
from bot.runtime import forms
from bot.runtime.gate import Door
from bot.runtime.standings import Standing, Standings
from bot.runtime.units import Units
from bot.services import (
    channels,
    chat,
    copies,
    identities,
    inbound_files,
    mirrors,
    naming,
    platform_changes,
    proposals,
    reactions,
    replies,
)
from bot.services.grants import Grants
from config.errors import UserError
from config.failpoints import failpoint_async
from config.logs import logger
from storage.bulk import Call, Found
from storage.models.mirrors import ChannelLink
from storage.models.users import Identity

UNREAD = Counter(
    "ionflux_platform_unread_total", "Authentic payloads of an unknown kind", ["adapter", "kind"]
)
HEARD = Counter("ionflux_platform_heard_total", "What was taken in", ["adapter", "what"])
NOTHING = Told()
LINK_COMMAND = "link account"
TELL_AGAIN_AFTER = timedelta(days=1)
MOST_OFFERED = 25
_ELSEWHERE = (
    "This place is not linked to a channel, so the answer comes where the agent posts else: its own channel,"
    " or #alerts. `/link channel NAME` links it."
)
_MOST_TURNS = 10_000

_log = logger(__name__)


class Platforms:
    """The PlatformGate of this process."""

    def __init__(self, units: Units, door: Door, grants: Grants, public_url: str) -> None:
        """Let in by ``door``; lead people to ``public_url``."""
        self._units = units
        self._who = Standings(units, grants)
        self._door = door
        self._grants = grants
        self._public_url = public_url
        self._turns: OrderedDict[tuple[str, str], asyncio.Lock] = OrderedDict()

    # What is said.

    async def hear(self, heard: Heard) -> Told:
        """Take in a message; see PlatformGate."""
        async with self._turn(heard.place):
            link = await mirrors.at(heard.place)
            told = NOTHING
            if link is None and heard.place.is_direct:
                link, told = await self._direct(heard)
            if link is None or await copies.find(link, heard.external_id) is not None:
                return told
            HEARD.labels(heard.place.adapter, "message").inc()
            await failpoint_async("ad.in.before_store")
            identity = await self._who.seen(heard.place.adapter, heard.person)
            if (as_it_is := await platform_changes.applied(link, heard)) is not None:
                told = await self._said(link, as_it_is, identity)
            await failpoint_async("ad.in.after_store")
            return told

    async def _said(self, link: ChannelLink, heard: Heard, identity: Identity) -> Told:
        thread_id = await copies.thread_root(link, heard)
        opens = heard.place.thread if thread_id is None and heard.opens_thread is None else None
        if opens is not None and opens != heard.external_id:
            # The thread began before the link: this is the first of it that is known here.
            heard = replace(heard, opens_thread=opens)
        actor = await self._who.member(identity, link.workspace_id)
        told = NOTHING
        if heard.text.strip():
            told = await self._texted(link, heard, identity, (actor, thread_id))
        if heard.files:
            async with self._units.open_unit(SYSTEM, link.workspace_id) as unit:
                await inbound_files.expect(unit, link, heard, identity.user_id, thread_id)
        return told

    async def _texted(
        self, link: ChannelLink, heard: Heard, identity: Identity, where: tuple[Actor | None, UUID | None]
    ) -> Told:
        actor, thread_id = where
        said = InboundMessage(
            channel_id=link.channel_id,
            content_type=ContentType.MARKDOWN,
            content_json={"text_body": heard.text[:LONGEST_TEXT]},
            thread_id=thread_id,
            client_message_id=f"{link.adapter}:{heard.external_id}"[:100],
        )

        def coming(unit: Unit) -> Callable[[dict[str, Any]], Generator[Call, Found, None]]:
            return lambda row: copies.coming(unit, link, heard, row)

        if actor is not None and await self._who.reads(actor, link):
            refused = await self._door.mirrored(actor, link.workspace_id, said, link.id, coming)
            return Told(text_body="\n".join(refused), is_error=True) if refused else NOTHING
        async with self._units.grouped_unit(SYSTEM, link.workspace_id) as unit:
            unit.origin_link_id = link.id
            named = await chat.mirror(unit, said, (identity.user_id, identity.name), coming(unit))
        return self._stranger_told() if named and actor is None else NOTHING

    async def _direct(self, heard: Heard) -> tuple[ChannelLink | None, Told]:
        """A conversation with the bot alone: a private channel of the person, made when it is first
        needed.
        """
        place = heard.place
        identity = await self._who.seen(place.adapter, heard.person)
        standing = await self._who.at(place, identity)
        owner, workspace_id = identity.user_id if standing.actor else None, standing.workspace_id
        if owner is None:
            owner, workspace_id = await self._allowed(place, heard.person)
        if owner is None or workspace_id is None:
            async with self._units.open_unit(SYSTEM, None) as unit:
                is_due = await identities.told_once(unit, identity, again_after=TELL_AGAIN_AFTER)
            return None, self._stranger_told() if is_due else NOTHING
        async with self._units.open_unit(SYSTEM, workspace_id) as unit:
            name = f"{identity.name} on {place.adapter.title()}"
            channel = await channels.private_for(unit, owner, name)
            return await mirrors.made(unit, channel, place), NOTHING

    async def _allowed(self, place: Place, person: Person) -> tuple[UUID | None, UUID | None]:
        for workspace_id in await self._grants.workspaces(place.adapter, place.account):
            if owner := await self._grants.allows(workspace_id, place.adapter, person.external_id):
                return owner, workspace_id
        return None, None

    # What is changed.

    async def alter(self, altered: Altered) -> None:
        """Take in a change or a deletion; see PlatformGate."""
        async with self._turn(altered.place):
            if (link := await mirrors.at(altered.place)) is None:
                return
            HEARD.labels(altered.place.adapter, "change").inc()
            if not await platform_changes.note(link, altered):
                return
            for copy in await copies.all_of(link, altered.external_id):
                if copy.is_ours or (altered.text is not None and copy.part > 0):
                    continue
                async with self._units.open_unit(SYSTEM, link.workspace_id) as unit:
                    unit.origin_link_id = link.id
                    await chat.alter(unit, copy.message_id, altered.text)

    async def react(self, reacted: Reacted) -> None:
        """Take in a reaction; see PlatformGate."""
        async with self._turn(reacted.place):
            if (link := await mirrors.at(reacted.place)) is None:
                return
            if (copy := await copies.find(link, reacted.external_id)) is None:
                return
            HEARD.labels(reacted.place.adapter, "reaction").inc()
            identity = await self._who.seen(reacted.place.adapter, reacted.person)
            async with self._units.open_unit(SYSTEM, link.workspace_id) as unit:
                unit.origin_link_id = link.id
                given = (reacted.emoji, identity.user_id)
                await reactions.mirror(unit, copy.message_id, given, is_added=reacted.is_added)

    # What is asked of us.

    async def call(self, called: Called) -> Told | Form:
        """Do a command; see PlatformGate."""
        return await self._in_words(lambda: self._called(called))

    async def _called(self, called: Called) -> Told | Form:
        HEARD.labels(called.place.adapter, "command").inc()
        identity = await self._who.seen(called.place.adapter, called.person)
        asked = self._door.asked(called)
        if asked.command.name == LINK_COMMAND:
            given = [word.text for word in asked.typed.words]
            return await self._link(identity, [*given, *map(str, (asked.typed.values or {}).values())])
        standing = await self._who.at(called.place, identity)
        if standing.actor is None or standing.workspace_id is None:
            return self._unknown_told(identity)
        if _lacks(asked.command, called, asked.typed.words, asked.typed.values):
            return forms.for_command(asked.command)
        call = await self._who.placed(called.place, standing)
        correlation_id = uuid5(NAMESPACE_URL, f"{called.place.adapter}:{called.call_id}")
        reply = await self._door.given(standing.actor, standing.workspace_id, call, asked, correlation_id)
        return await self._answered(standing, call, reply)

    async def _answered(self, standing: Standing, call: CommandCall, reply: Reply) -> Told:
        """A private answer to its author; one for all into the channel, where all its copies are made."""
        if reply.run_id is not None and call.channel_id is None:
            return Told(text_body=f"{reply.text_body} {_ELSEWHERE}")
        if reply.is_private or call.channel_id is None or standing.actor is None or not reply.text_body:
            return Told(text_body=reply.text_body)
        async with self._units.grouped_unit(standing.actor, standing.workspace_id) as unit:
            replies.give(unit, call, reply)
        return NOTHING

    async def push(self, pushed: Pushed) -> Told | Form:
        """Count a button's press; see PlatformGate."""
        return await self._in_words(lambda: self._pushed(pushed))

    async def _pushed(self, pushed: Pushed) -> Told | Form:
        HEARD.labels(pushed.place.adapter, "button").inc()
        if (read := read_token(pushed.token)) is None:
            return Told(text_body="This button is not known any more.", is_error=True)
        kind, message_id, at = read
        identity = await self._who.seen(pushed.place.adapter, pushed.person)
        workspace_id = await proposals.home(message_id)
        actor = await self._who.member(identity, workspace_id) if workspace_id else None
        if actor is None or workspace_id is None:
            return self._unknown_told(identity)
        async with self._door.reading(actor, workspace_id) as unit:
            seen = await proposals.get(unit, message_id)
        if at >= len(seen.actions_array):
            return Told(text_body="This button is not known any more.", is_error=True)
        if kind == "e" and pushed.edited_payload is None and seen.state == "open":
            return forms.for_editing(
                pushed.token, f"Change: {seen.title_text}", seen.editable_schema_json or {}, seen.data_json
            )
        pressed = Pressed(
            message_id=message_id,
            action_id=seen.actions_array[at]["action_id"],
            comment=pushed.comment,
            edited_payload=pushed.edited_payload,
            platform=pushed.place.adapter,
        )
        await self._door.decide(actor, workspace_id, pressed)
        return Told(text_body=f"{seen.actions_array[at]['label']}: noted.")

    async def answer(self, answered: Answered) -> Told | Form:
        """Take a form's answers; see PlatformGate."""
        return await self._in_words(lambda: self._filled(answered))

    async def _filled(self, answered: Answered) -> Told | Form:
        place, person = answered.place, answered.person
        if (name := forms.command_in(answered.token)) is not None:
            parsed = forms.parsed(self._door.commands.named(name), answered.values)
            called = Called(place=place, person=person, call_id=answered.call_id, parsed=parsed)
            return await self._called(called)
        if (read := read_token(answered.token)) is None:
            return Told(text_body="This form is not known any more.", is_error=True)
        payload = await self._edited(answered, read[1])
        pushed = Pushed(place=place, person=person, token=answered.token, edited_payload=payload)
        return await self._pushed(pushed)

    async def _edited(self, answered: Answered, message_id: UUID) -> dict[str, Any]:
        identity = await self._who.seen(answered.place.adapter, answered.person)
        workspace_id = await proposals.home(message_id)
        actor = await self._who.member(identity, workspace_id) if workspace_id else None
        if actor is None or workspace_id is None:
            return {}
        async with self._door.reading(actor, workspace_id) as unit:
            seen = await proposals.get(unit, message_id)
        return forms.edited(seen.editable_schema_json or {}, answered.values)

    async def complete(self, asking: Asking) -> Sequence[str]:
        """Values for a half-typed argument; see PlatformGate."""
        identity = await identities.known(asking.place.adapter, asking.person)
        if identity is None:
            return ()
        standing = await self._who.at(asking.place, identity)
        if standing.actor is None:
            return ()
        command = self._door.commands.named(asking.command)
        argument = next((one for one in command.arguments if one.name == asking.argument), None)
        async with self._door.reading(standing.actor, standing.workspace_id) as unit:
            if argument is None or not command.is_for(unit.actor.role):
                return ()
            found = await naming.offered(unit, argument, asking.typed)
        return [one.label for one in found[:MOST_OFFERED]]

    # Accounts and places.

    async def behind(self, adapter: str) -> Sequence[tuple[Place, str | None]]:
        """The linked places, and since when; see PlatformGate."""
        return await mirrors.behind(adapter)

    async def caught_up(self, place: Place, external_id: str | None = None) -> None:
        """Nothing is missing up to there; see PlatformGate."""
        await mirrors.caught_up(place, external_id)

    async def installed(self, adapter: str, installation: Installation, workspace_id: UUID) -> None:
        """Keep an account; see PlatformGate."""
        async with self._units.open_unit(SYSTEM, workspace_id) as unit:
            await self._grants.installed(unit, adapter, installation)

    async def uninstalled(self, adapter: str, account: str, why: str) -> None:
        """Let an account go; see PlatformGate."""
        for workspace_id in await self._grants.holders(adapter, account):
            async with self._units.open_unit(SYSTEM, workspace_id) as unit:
                await self._grants.uninstalled(unit, adapter, account)
        for workspace_id, link_id in await mirrors.of_account(adapter, account):
            async with self._units.open_unit(SYSTEM, workspace_id) as unit:
                await mirrors.broken(unit, link_id, why)

    async def lost(self, place: Place, why: str) -> None:
        """Mark the place's link broken; see PlatformGate."""
        if (link := await mirrors.at(place)) is not None:
            async with self._units.open_unit(SYSTEM, link.workspace_id) as unit:
                await mirrors.broken(unit, link.id, why)

    async def moved(self, place: Place, channel: str) -> None:
        """Follow the place to its new name; see PlatformGate."""
        if (link := await mirrors.at(place)) is not None:
            await mirrors.moved(link, channel)

    async def unread(self, adapter: str, account: str, kind: str) -> None:
        """Count and log what nothing here understands; see PlatformGate."""
        UNREAD.labels(adapter, kind[:40]).inc()
        _log.info("platform_unread", adapter=adapter, account=account, kind=kind[:200])

    async def installation(self, adapter: str, account: str) -> Installation | None:
        """The account with its token; see PlatformGate."""
        return await self._grants.installation(adapter, account)

    async def claimed_state(self, state: str) -> UUID | None:
        """Whose install it is; see PlatformGate."""
        async with self._units.open_unit(SYSTEM, None) as unit:
            return await self._grants.claim_state(unit, state)

    async def _link(self, identity: Identity, given: Sequence[str]) -> Told:
        """Make the account somebody's. Who acts by it is the platform's word, whose it is the code's."""
        await self._door.count_command(identity.user_id)
        async with self._units.open_unit(SYSTEM, None) as unit:
            name = await identities.link(unit, identity, " ".join(given))
        return Told(
            text_body=f"Linked: here you are **{name}** in IONFLUX now. `/help` shows what you can do."
        )

    def _stranger_told(self) -> Told:
        return Told(
            text_body="IONFLUX does not know you here yet. Make a code in IONFLUX under **Settings, Connected"
            f" accounts** ({self._public_url}), then send `/link account CODE` here.",
            is_error=True,
        )

    def _unknown_told(self, identity: Identity) -> Told:
        if identity.linked_at is None:
            return self._stranger_told()
        return Told(text_body="You are not in the workspace that this place belongs to.", is_error=True)

    async def _in_words(self, act: Callable[[], Awaitable[Told | Form]]) -> Told | Form:
        try:
            return await act()
        except UserError as refused:
            return Told(text_body=refused.message, is_error=True)

    def _turn(self, place: Place) -> AbstractAsyncContextManager[Any]:
        """What comes from one place is taken in in the order in which it came."""
        key = (place.adapter, place.channel)
        lock = self._turns.setdefault(key, asyncio.Lock())
        self._turns.move_to_end(key)
        while len(self._turns) > _MOST_TURNS and not next(iter(self._turns.values())).locked():
            self._turns.popitem(last=False)
        return lock


def _lacks(command: Command, called: Called, words: Sequence[Any], values: Any) -> bool:
    """Whether a command that was given bare wants an argument: it is asked for, where there are forms."""
    needs = any(one.is_required for one in command.arguments)
    return needs and not words and not values and called.can_ask
