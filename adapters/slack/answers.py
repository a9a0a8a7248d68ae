"""What a person alone is told, and the dialogues that are opened before them."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from adapters.slack.calls import Calls
from adapters.slack.mrkdwn import cut, mrkdwn
from adapters.slack.views import modal
from bot.contracts.messages import Place
from bot.contracts.platforms import Form, Person, Told
from config.errors import ExternalError
from config.logs import logger

NOT_STORED = "IONFLUX cannot store this just now: nothing was done. Please try again in a minute."
TOO_LATE = "That took too long for Slack to show the form. Please try once more."
LONGEST = 3_800

Post = Callable[[str, Mapping[str, Any]], Awaitable[None]]

_log = logger(__name__)


class Answers:
    """Tells people; what cannot be told is logged and no more, as the work is done by then."""

    def __init__(self, call: Calls, post: Post) -> None:
        """Call the Web API, or ``post`` to the address that came with what was asked."""
        self._call = call
        self._post = post

    async def respond(self, url: str, place: Place, person: Person, told: Told) -> None:
        """Answer a command or a button: at the address it came with, else as one is told."""
        if not told.text_body:
            return
        body = {"response_type": "ephemeral", "replace_original": False, "text": shown(told)}
        if url:
            try:
                await self._post(url, body | ({"thread_ts": place.thread} if place.thread else {}))
            except ExternalError as failed:
                _log.info("slack_response_url_failed", why=failed.message)
            else:
                return
        await self.tell(place, person, told)

    async def tell(self, place: Place, person: Person, told: Told) -> None:
        """Say it where they are, to them alone."""
        if not told.text_body:
            return
        said: dict[str, Any] = {"channel": place.channel, "text": shown(told)}
        if place.thread:
            said["thread_ts"] = place.thread
        try:
            if place.is_direct:
                await self._call(place.account, "chat.postMessage", **said)
            else:
                await self._call(place.account, "chat.postEphemeral", user=person.external_id, **said)
        except ExternalError as failed:
            _log.warning("slack_person_not_told", why=failed.message, channel=place.channel)

    async def ask(self, trigger: str, place: Place, form: Form) -> Told:
        """Open the form; what to say where Slack does not."""
        view = modal(form, place)
        try:
            await self._call(place.account, "views.open", trigger_id=trigger, view=view)
        except ExternalError as failed:
            _log.info("slack_form_not_opened", why=failed.message)
            return Told(text_body=TOO_LATE, is_error=True)
        return Told()


def shown(told: Told) -> str:
    """The words as Slack shows them."""
    return cut(mrkdwn(told.text_body), LONGEST)
