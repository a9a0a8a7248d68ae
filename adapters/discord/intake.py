"""Gateway events and interactions → the gate, and what people are told in answer."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from adapters.discord import parse, render
from adapters.discord.parse import Ours
from adapters.discord.rest import Rest
from bot.contracts.platforms import Form, PlatformHost, Told
from config.errors import ExternalError, StorageError, UserError
from config.logs import logger

# An answer that takes longer is announced first: Discord waits three seconds.
PATIENCE = 1.5
ACK, MESSAGE, DEFERRED, CHOICES, MODAL = 1, 4, 5, 8, 9
_NOT_TAKEN = Told(text_body="Nothing was taken in just now. Try again in a moment.", is_error=True)

_log = logger(__name__)


class Intake:
    """Takes events in, one after the other; interactions beside them, since each has three seconds."""

    def __init__(self, host: PlatformHost, rest: Rest) -> None:
        """Bring them to the host's gate, answer by ``rest``."""
        self._host = host
        self._rest = rest
        self._ours: Ours | None = None
        # Which channel a thread is in; of a channel that is none, None.
        self._parents: dict[str, str | None] = {}
        self._beside: set[asyncio.Task[None]] = set()

    async def ours(self) -> Ours:
        """Who we are there; asked once."""
        if self._ours is None:
            me = await self._rest.call("GET", "/users/@me")
            application = await self._rest.call("GET", "/oauth2/applications/@me")
            self._ours = Ours(str(me["id"]), str(application["id"]))
        return self._ours

    async def take(self, event: str, body: Mapping[str, Any]) -> None:
        """Take one event in."""
        try:
            if (act := _EVENTS.get(event)) is not None:
                await act(self, body)
        except (KeyError, TypeError, ValueError, AttributeError) as odd:
            _log.warning("discord_odd", event_name=event, why=repr(odd))
            await self._host.gate.unread(parse.NAME, str(body.get("guild_id") or ""), event)

    async def known(self, channel_id: str) -> Mapping[str, str | None]:
        """The parents, with that channel's among them."""
        if channel_id not in self._parents:
            try:
                found = await self._rest.call("GET", f"/channels/{channel_id}")
            except ExternalError:
                return self._parents
            self.note(found)
        return self._parents

    def note(self, channel: Mapping[str, Any]) -> None:
        """Keep what kind of channel it is."""
        is_thread = int(channel.get("type") or 0) in parse.THREADS
        parent = channel.get("parent_id")
        self._parents[str(channel["id"])] = str(parent) if is_thread and parent else None

    async def close(self) -> None:
        """Let what is being answered end."""
        if self._beside:
            await asyncio.wait(self._beside, timeout=5)

    # Events.

    async def _guild(self, body: Mapping[str, Any]) -> None:
        for one in [*(body.get("channels") or ()), *(body.get("threads") or ())]:
            self.note(one)

    async def _left(self, body: Mapping[str, Any]) -> None:
        if not body.get("unavailable"):
            await self._host.gate.uninstalled(
                parse.NAME, str(body["id"]), "The bot was put out of the server."
            )

    async def _channel(self, body: Mapping[str, Any]) -> None:
        self.note(body)

    async def _message(self, body: Mapping[str, Any]) -> None:
        parents = await self.known(str(body["channel_id"]))
        if (heard := parse.heard(body, await self.ours(), parents)) is None:
            return
        told = await self._host.gate.hear(heard)
        if told.text_body:
            await self._reply(body, told)

    async def _reply(self, body: Mapping[str, Any], told: Told) -> None:
        """Who wrote a message can be told nothing alone there: in a message to them, else under theirs."""
        said = {"content": told.text_body[: render.LONGEST], "allowed_mentions": dict(render.NOBODY)}
        with suppress(ExternalError):
            direct = await self._rest.call(
                "POST", "/users/@me/channels", {"recipient_id": body["author"]["id"]}
            )
            await self._rest.call("POST", f"/channels/{direct['id']}/messages", said)
            return
        under = said | {"message_reference": {"message_id": body["id"], "fail_if_not_exists": False}}
        with suppress(ExternalError):
            await self._rest.call("POST", f"/channels/{body['channel_id']}/messages", under)

    async def _changed(self, body: Mapping[str, Any]) -> None:
        parents = await self.known(str(body["channel_id"]))
        if (altered := parse.changed(body, await self.ours(), parents)) is not None:
            await self._host.gate.alter(altered)

    async def _removed(self, body: Mapping[str, Any]) -> None:
        for one in parse.removed(body, await self.known(str(body["channel_id"]))):
            await self._host.gate.alter(one)

    async def _added(self, body: Mapping[str, Any]) -> None:
        await self._reacted(body, is_added=True)

    async def _taken(self, body: Mapping[str, Any]) -> None:
        await self._reacted(body, is_added=False)

    async def _reacted(self, body: Mapping[str, Any], *, is_added: bool) -> None:
        parents = await self.known(str(body["channel_id"]))
        reacted = parse.reacted(body, await self.ours(), parents, is_added=is_added)
        if reacted is not None:
            await self._host.gate.react(reacted)

    # Interactions.

    async def _interaction(self, body: Mapping[str, Any]) -> None:
        async def answer(first: Mapping[str, Any]) -> None:
            await self._rest.call("POST", f"/interactions/{body['id']}/{body['token']}/callback", first)

        self._begin(self._interacted(body, answer))

    def _begin(self, work: Any) -> None:
        """Beside the others; ``close`` waits for it. A message must not wait for somebody's answer."""
        task = asyncio.ensure_future(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def interacted(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """The first answer to an interaction that came over HTTP; a later one goes its own way."""
        first: asyncio.Future[Mapping[str, Any]] = asyncio.get_running_loop().create_future()

        async def answer(given: Mapping[str, Any]) -> None:
            first.set_result(given)

        self._begin(self._interacted(body, answer))
        return await first

    async def _interacted(
        self, body: Mapping[str, Any], answer: Callable[[Mapping[str, Any]], Awaitable[None]]
    ) -> None:
        kind = int(body.get("type") or 0)
        try:
            parents = await self.known(str(body["channel_id"]))
            if kind == parse.COMPLETION:
                found = await self._host.gate.complete(parse.asking(body, parents))
                choices = [{"name": one[:100], "value": one[:100]} for one in found[:25]]
                await answer({"type": CHOICES, "data": {"choices": choices}})
                return
            work = asyncio.ensure_future(self._asked(kind, body, parents))
            done, _ = await asyncio.wait({work}, timeout=PATIENCE)
            if done:
                await answer(_first(work.result()))
                return
            await answer({"type": DEFERRED, "data": {"flags": render.EPHEMERAL}})
            await self._afterwards(body, await work)
        except ExternalError as failed:
            # Its three seconds, or its quarter of an hour, are over: what was to be done is done.
            _log.info("discord_not_answered", why=failed.message)

    async def _asked(
        self, kind: int, body: Mapping[str, Any], parents: Mapping[str, str | None]
    ) -> Told | Form:
        gate = self._host.gate
        try:
            if kind == parse.COMMAND:
                return await gate.call(parse.called(body, self._host.commands, parents))
            if kind == parse.COMPONENT:
                return await gate.push(parse.pushed(body, parents))
            if kind == parse.MODAL:
                return await gate.answer(parse.answered(body, parents))
        except UserError as gone:
            return Told(text_body=gone.message, is_error=True)
        except StorageError:
            return _NOT_TAKEN
        await gate.unread(parse.NAME, str(body.get("guild_id") or ""), f"interaction {kind}")
        return Told(text_body="This is not known here.", is_error=True)

    async def _afterwards(self, body: Mapping[str, Any], told: Told | Form) -> None:
        if isinstance(told, Form):
            told = Told(
                text_body="That took too long to ask back. Give it again, with all it needs.", is_error=True
            )
        path = f"/webhooks/{body['application_id']}/{body['token']}/messages/@original"
        await self._rest.call("PATCH", path, render.told(told))


def _first(told: Told | Form) -> dict[str, Any]:
    if isinstance(told, Form):
        return {"type": MODAL, "data": render.modal(told)}
    return {"type": MESSAGE, "data": render.told(told)}


_EVENTS: Mapping[str, Callable[[Intake, Mapping[str, Any]], Awaitable[None]]] = {
    "GUILD_CREATE": Intake._guild,
    "GUILD_DELETE": Intake._left,
    "CHANNEL_CREATE": Intake._channel,
    "THREAD_CREATE": Intake._channel,
    "THREAD_LIST_SYNC": Intake._guild,
    "MESSAGE_CREATE": Intake._message,
    "MESSAGE_UPDATE": Intake._changed,
    "MESSAGE_DELETE": Intake._removed,
    "MESSAGE_DELETE_BULK": Intake._removed,
    "MESSAGE_REACTION_ADD": Intake._added,
    "MESSAGE_REACTION_REMOVE": Intake._taken,
    "INTERACTION_CREATE": Intake._interaction,
}
