"""What Slack sends, over whichever way, taken to the gate and acknowledged once it is stored.

Commands, buttons and forms are acknowledged first: they have an answer of their own, which may take longer
than the three seconds that Slack waits.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from adapters.slack import parse, views
from adapters.slack.answers import NOT_STORED, Answers
from adapters.slack.calls import Accounts, Calls
from adapters.slack.emoji import unicode_of
from adapters.slack.people import People
from adapters.slack.reading import people_in
from bot.contracts.messages import Place
from bot.contracts.platforms import (
    Answered,
    Called,
    Form,
    Heard,
    Person,
    PlatformGate,
    Pushed,
    Reacted,
    Told,
)
from config.errors import ExternalError, Rejected, StorageError
from config.logs import logger

Payload = Mapping[str, Any]
By = TypeVar("By", Heard, Reacted, Called, Pushed, Answered)
Ack = Callable[[Mapping[str, Any] | None], Awaitable[None]]

STORED_WITHIN = 2.0
INVITE = "I am not in this channel, so I hear nothing here. Invite me: `/invite @IONFLUX`."
# Of use to nobody here, and asked for by the manifest or sent unasked.
_IGNORED = frozenset({"member_joined_channel", "member_left_channel", "app_home_opened"})
_PUT_OUT = {
    "channel_left": "The bot was removed from the Slack channel.",
    "group_left": "The bot was removed from the Slack channel.",
    "channel_archive": "The Slack channel was archived.",
    "group_archive": "The Slack channel was archived.",
    "channel_deleted": "The Slack channel was deleted.",
    "group_deleted": "The Slack channel was deleted.",
}

_log = logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What an inbox is made of."""

    gate: PlatformGate
    call: Calls
    accounts: Accounts
    people: People
    answers: Answers


class Unreadable(Exception):
    """It is from Slack, and not of the form that Slack describes."""


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as odd:
        raise Unreadable(repr(odd)) from odd


class Inbox:
    """Takes events in the order of each channel."""

    def __init__(self, parts: Parts) -> None:
        """Keep the parts."""
        self._gate, self._call, self._accounts = parts.gate, parts.call, parts.accounts
        self._people, self._answers = parts.people, parts.answers
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def take(self, kind: str, body: Payload, ack: Ack) -> None:
        """Take it in. What is not acknowledged was not taken: Slack sends it again, or says so."""
        try:
            if kind == "events_api":
                await self._event(body, ack)
            elif kind == "slash_commands":
                await self._command(body, ack)
            elif kind == "interactive":
                await self._interaction(body, ack)
            else:
                await self._gate.unread(parse.NAME, parse.team_of(body), kind)
                await ack(None)
        except (StorageError, ExternalError, TimeoutError) as away:
            _log.warning("slack_not_taken", kind=kind, why=str(away) or type(away).__name__)
        except Unreadable as odd:
            _log.warning("slack_unreadable", kind=kind, why=str(odd))
            await self._gate.unread(parse.NAME, parse.team_of(body), f"{kind}: unreadable")
            await ack(None)

    # Events.

    async def _event(self, body: Payload, ack: Ack) -> None:
        with _reading():
            event, team = body["event"], parse.team_of(body)
            channel = str(event.get("channel") or (event.get("item") or {}).get("channel") or "")
        told: tuple[Place, Person, Told] | None = None
        # Waiting for its turn is no fault: it keeps its place, and what Slack sends again is known by then.
        async with self.turn(channel), asyncio.timeout(STORED_WITHIN):
            told = await self._taken(body, event, team)
        await ack(None)
        if told is not None:
            await self._answers.tell(*told)

    @asynccontextmanager
    async def turn(self, channel: str) -> AsyncIterator[None]:
        """Alone with the channel: what comes from it waits, in order."""
        lock = self._turns.setdefault(channel, asyncio.Lock())
        async with lock:
            yield

    async def _taken(self, body: Payload, event: Payload, team: str) -> tuple[Place, Person, Told] | None:
        kind = event.get("type")
        if parse.is_said(event):
            return await self._said(body, event, team)
        if kind == "message" and event.get("subtype") in ("message_changed", "message_deleted"):
            await self._altered(body, event, team)
        elif kind in ("reaction_added", "reaction_removed"):
            await self._reacted(body, event, team)
        elif kind == "app_uninstalled":
            await self._left(team, "The app was removed from the Slack team.")
        elif kind == "tokens_revoked" and (event.get("tokens") or {}).get("bot"):
            await self._left(team, "The Slack team took the app's token back.")
        elif kind in _PUT_OUT:
            place = parse.place_of(team, str(event.get("channel", "")))
            await self._gate.lost(place, _PUT_OUT[kind])
        elif kind not in _IGNORED and not parse.is_quiet(event):
            await self._gate.unread(parse.NAME, team, str(event.get("subtype") or kind))
        return None

    async def _said(self, body: Payload, event: Payload, team: str) -> tuple[Place, Person, Told] | None:
        bot = await self._bot(body, event, team)
        if parse.is_own(event, bot):
            return None
        names = await self._people.names(team, parse.called_in(event))
        with _reading():
            heard = parse.heard(event, team, names=names, bot=bot)
        told = await self._gate.hear(self._faced(heard))
        # Other apps are told nothing: they would answer.
        return None if event.get("bot_id") or not told.text_body else (heard.place, heard.person, told)

    def _faced(self, said: By) -> By:
        return replace(said, person=self._people.faced(said.person))

    async def _altered(self, body: Payload, event: Payload, team: str) -> None:
        bot = await self._bot(body, event.get("message") or {}, team)
        names = await self._people.names(team, parse.called_in(event))
        with _reading():
            altered = parse.altered(event, team, names=names, bot=bot)
        if altered is not None:
            await self._gate.alter(altered)

    async def _reacted(self, body: Payload, event: Payload, team: str) -> None:
        bot = await self._bot(body, event, team)
        emoji = unicode_of(str(event.get("reaction", "")))
        # A team's own pictures are no signs that others could show.
        if emoji is None or parse.is_own(event, bot) or (event.get("item") or {}).get("type") != "message":
            return
        names = await self._people.names(team, [str(event.get("user", ""))])
        with _reading():
            reacted = parse.reacted(event, team, emoji=emoji, names=names)
        await self._gate.react(self._faced(reacted))

    async def _bot(self, body: Payload, event: Payload, team: str) -> parse.Bot:
        """Who we are: the payload says it, nearly always."""
        app_id = str(body.get("api_app_id") or "")
        with _reading():
            ours = [one["user_id"] for one in body.get("authorizations") or () if one.get("is_bot")]
        user_id = str(ours[0]) if ours else ""
        says_app = event.get("app_id") or (event.get("bot_profile") or {}).get("app_id")
        if user_id and (says_app or not event.get("bot_id")):
            return parse.Bot(user_id=user_id, bot_id="", app_id=app_id)
        try:
            return replace(await self._accounts.bot(team, self._call), app_id=app_id)
        except Rejected as refused:
            # A token that serves no more cannot say who it was: the payload must do.
            _log.warning("slack_bot_unknown", why=refused.message)
            return parse.Bot(user_id=user_id, bot_id="", app_id=app_id)

    async def _left(self, team: str, why: str) -> None:
        self._accounts.forget(team)
        await self._gate.uninstalled(parse.NAME, team, why)

    # What people ask for, and are answered alone.

    async def _command(self, form: Payload, ack: Ack) -> None:
        await ack(None)
        team, user = str(form.get("team_id", "")), str(form.get("user_id", ""))
        names = await self._people.names(team, [user, *people_in(str(form.get("text", "")))])
        with _reading():
            called = self._faced(parse.called(form, names=names))
        told = await self._worded(lambda: self._gate.call(called))
        if isinstance(told, Told) and not told.is_error and called.text.startswith("/link channel"):
            told = await self._joined(called.place, told)
        await self._answered(form, called.place, called.person, told)

    async def _interaction(self, payload: Payload, ack: Ack) -> None:
        kind = payload.get("type")
        if kind == "block_actions":
            await ack(None)
            await self._pressed(payload)
        elif kind == "view_submission":
            await self._submitted(payload, ack)
        else:
            if kind != "view_closed":
                await self._gate.unread(parse.NAME, parse.team_of(payload), str(kind))
            await ack(None)

    async def _pressed(self, payload: Payload) -> None:
        team, user = parse.team_of(payload), str((payload.get("user") or {}).get("id", ""))
        for action in payload.get("actions") or ():
            if not str(action.get("action_id", "")).startswith("ionflux."):
                await self._gate.unread(parse.NAME, team, f"action {action.get('type')}")
                continue
            names = await self._people.names(team, [user])
            with _reading():
                pushed = self._faced(parse.pushed(payload, action, names=names))
            told = await self._worded(lambda pushed=pushed: self._gate.push(pushed))  # type: ignore[misc]
            await self._answered(payload, pushed.place, pushed.person, told)

    async def _answered(self, asked: Payload, place: Place, person: Person, told: Told | Form) -> None:
        if isinstance(told, Form):
            told = await self._answers.ask(str(asked.get("trigger_id") or ""), place, told)
        await self._answers.respond(str(asked.get("response_url") or ""), place, person, told)

    async def _submitted(self, payload: Payload, ack: Ack) -> None:
        """A form's answers. What is wrong with them is shown in it, if that is known soon enough."""
        team, user = parse.team_of(payload), str((payload.get("user") or {}).get("id", ""))
        names = await self._people.names(team, [user])
        with _reading():
            read = views.answered(payload, names)
        if read is None:
            await self._gate.unread(parse.NAME, team, "view_submission")
            await ack(None)
            return
        answered = self._faced(read)
        async with asyncio.TaskGroup() as tasks:
            work = tasks.create_task(self._worded(lambda: self._gate.answer(answered)))
            done, _ = await asyncio.wait({work}, timeout=STORED_WITHIN)
            if not done:
                await ack(None)
            told = await work
        if done:
            response = _in_form(told, payload, answered.place)
            await ack(response)
            if response is not None:
                return
        if isinstance(told, Told):
            await self._answers.tell(answered.place, answered.person, told)

    async def _worded(self, act: Callable[[], Awaitable[Told | Form]]) -> Told | Form:
        """What came of it; that nothing could be stored is said in words, as nobody asks again."""
        try:
            return await act()
        except StorageError as away:
            _log.warning("slack_not_taken", kind="interaction", why=str(away))
            return Told(text_body=NOT_STORED, is_error=True)

    async def _joined(self, place: Place, told: Told) -> Told:
        """A linked channel is one that the bot is in; private ones people must let it into."""
        if place.is_direct:
            return told
        refusals = (
            "method_not_supported_for_channel_type",
            "channel_not_found",
            "missing_scope",
            "is_archived",
        )
        try:
            done = await self._call(place.account, "conversations.join", but=refusals, channel=place.channel)
            is_in = bool(done.get("ok")) or await self._is_member(place)
        except ExternalError:
            is_in = False
        return told if is_in else replace(told, text_body=f"{told.text_body}\n\n{INVITE}")

    async def _is_member(self, place: Place) -> bool:
        told = await self._call(
            place.account, "conversations.info", but=("channel_not_found",), channel=place.channel
        )
        return bool((told.get("channel") or {}).get("is_member"))


def _in_form(told: Told | Form, payload: Payload, place: Place) -> dict[str, Any] | None:
    """What the open form shows then; None: it closes, and the person is told in the channel."""
    if isinstance(told, Form):
        return {"response_action": "update", "view": views.modal(told, place)}
    field = views.first_field(payload)
    if told.is_error and told.text_body and field is not None:
        return {"response_action": "errors", "errors": {field: told.text_body}}
    return None
