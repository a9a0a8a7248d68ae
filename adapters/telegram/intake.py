"""Updates → the gate, and what people are told in answer."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from adapters.telegram import parse, render
from adapters.telegram.calls import Client
from adapters.telegram.markup import html_of
from adapters.telegram.questions import question
from bot.contracts.messages import Place
from bot.contracts.platforms import Altered, Answered, Called, Form, Heard, Person, PlatformGate, Told
from config.errors import ExternalError, Rejected
from config.logs import logger

_log = logger(__name__)


class Intake:
    """Takes updates in, one after the other."""

    def __init__(self, gate: PlatformGate, client: Client) -> None:
        """Bring them to ``gate``, answer by ``client``."""
        self._gate = gate
        self._client = client
        self._me: dict[str, Any] | None = None

    async def me(self) -> dict[str, Any]:
        """Who the bot is; asked once."""
        if self._me is None:
            self._me = dict(await self._client.call("getMe", {}))
        return self._me

    async def take(self, update: Mapping[str, Any]) -> None:
        """Take an update in; one that cannot be read is recorded, since Telegram would send it for ever."""
        try:
            parsed = parse.parse(update, await self.me())
        except (KeyError, TypeError, ValueError, AttributeError):
            parsed = None
        if parsed is None:
            await self._gate.unread(parse.NAME, "", parse.kind_of(update))
            return
        await self._taken(parsed)

    async def _taken(self, parsed: parse.Parsed) -> None:
        gate = self._gate
        if isinstance(parsed, Heard):
            await self._tell(parsed.place, parsed.person, await gate.hear(parsed), parsed.external_id)
        elif isinstance(parsed, Called):
            await self._tell(parsed.place, parsed.person, await gate.call(parsed), _said_in(parsed.call_id))
        elif isinstance(parsed, Answered):
            await self._tell(parsed.place, parsed.person, await gate.answer(parsed), _said_in(parsed.call_id))
        elif isinstance(parsed, parse.Pressed):
            await self._answer(parsed)
        elif isinstance(parsed, parse.Moved):
            await gate.moved(parsed.place, parsed.channel)
        elif isinstance(parsed, parse.PutOut):
            await gate.lost(parsed.place, "The bot was put out of the chat.")
        elif isinstance(parsed, Altered):
            await gate.alter(parsed)
        else:
            for one in parsed:
                await gate.react(one)

    async def _answer(self, pressed: parse.Pressed) -> None:
        """Every press is answered, or the button turns for ever."""
        pushed = pressed.pushed
        told = await self._gate.push(pushed)
        text = told.text_body if isinstance(told, Told) else "Answer the question below."
        given = {
            "callback_query_id": pressed.query_id,
            "text": text[: render.LONGEST_ANSWER],
            "show_alert": isinstance(told, Told) and told.is_error,
        }
        with suppress(Rejected):
            await self._client.call("answerCallbackQuery", given)
        if isinstance(told, Form):
            await self._tell(pushed.place, pushed.person, told, None)

    async def _tell(self, place: Place, person: Person, told: Told | Form, reply_to: str | None) -> None:
        """What one person is told: alone where they have opened a chat with the bot, else where they are.
        A question is asked where they are, since it is answered by a reply.
        """
        if isinstance(told, Told) and not told.text_body:
            return
        here: dict[str, Any] = {"chat_id": place.channel, "parse_mode": "HTML"}
        if place.thread is not None:
            here["message_thread_id"] = int(place.thread)
        if reply_to is not None:
            here["reply_parameters"] = {"message_id": int(reply_to), "allow_sending_without_reply": True}
        if isinstance(told, Form):
            reply = {"force_reply": True, "selective": True}
            await self._quietly("sendMessage", here | {"text": question(told), "reply_markup": reply})
            return
        given = {"text": html_of(told.text_body)[: render.LONGEST], "parse_mode": "HTML"}
        if place.is_direct or not await self._quietly("sendMessage", given | {"chat_id": person.external_id}):
            await self._quietly("sendMessage", here | given)

    async def _quietly(self, method: str, given: dict[str, Any]) -> bool:
        """Whether it could be said; what is told to one person alone is not tried for ever."""
        try:
            await self._client.call(method, given)
        except ExternalError as failed:
            _log.info("not_told", why=failed.message)
            return False
        return True


def _said_in(call_id: str) -> str:
    return call_id.rpartition(":")[2]
