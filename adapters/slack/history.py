"""What stands in Slack's own history: what was said while we were away, and what of ours arrived."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from adapters.slack import parse
from adapters.slack.calls import Accounts, Calls
from adapters.slack.people import People
from adapters.slack.render import EVENT_TYPE
from bot.contracts.messages import Place
from bot.contracts.platforms import Altered, Heard
from config.errors import RateLimited

Said = Mapping[str, Any]
Wanted = Callable[[Said], bool]

# New apps that are not in the marketplace are given 15 at a time, once a minute: they look less far back.
PAGE, MOST_PAGES = 200, 20
LOOKED_BACK, LOOKED_BACK_PATIENTLY = 5 * PAGE, 100
MINUTE = timedelta(minutes=1)
HISTORY, REPLIES = "conversations.history", "conversations.replies"


class History:
    """Reads channels and threads."""

    def __init__(self, call: Calls, accounts: Accounts, people: People) -> None:
        """Keep the parts."""
        self._call, self._accounts, self._people = call, accounts, people

    async def since(self, place: Place, after: str) -> AsyncIterator[Heard]:
        """What people wrote after that, in the channel and its threads, oldest first. Raises as ``call``."""
        async for one in self.missed(place, after):
            if isinstance(one, Heard):
                yield one

    async def missed(
        self, place: Place, after: str, *, is_patient: bool = False
    ) -> AsyncIterator[Heard | Altered]:
        """The same, and before it what they changed after that of what they had written in the channel. A
        patient reader waits as long as Slack says instead of raising.
        """
        bot = await self._accounts.bot(place.account, self._call)
        reader = _Patient(self._call) if is_patient else self._call
        # Where nothing was heard yet a place does not know its team.
        team = place.account or bot.team_id
        said = {str(one["ts"]): one async for one in _pages(reader, place, HISTORY, oldest=after)}
        most = LOOKED_BACK_PATIENTLY if is_patient else LOOKED_BACK
        older = await _older_roots(reader, place, after, most)
        for root in [*said.values(), *older]:
            if str(root.get("latest_reply") or "") > after:
                replies = _pages(reader, place, REPLIES, ts=root["ts"], oldest=after)
                said |= {str(one["ts"]): one async for one in replies if str(one["ts"]) > after}
        for one in older:
            at = str((one.get("edited") or {}).get("ts") or "")
            if at <= after:
                continue
            event = {"channel": place.channel, "event_ts": at, "message": one}
            names = await self._people.names(team, parse.called_in(event))
            if (altered := parse.altered(event, team, names=names, bot=bot)) is not None:
                yield altered
        for _, one in sorted(said.items()):
            event = {"type": "message", "channel": place.channel} | dict(one)
            if not parse.is_said(event) or parse.is_own(event, bot):
                continue
            names = await self._people.names(team, parse.called_in(event))
            heard = parse.heard(event, team, names=names, bot=bot)
            yield replace(heard, person=self._people.faced(heard.person))

    async def sent(self, place: Place, thread: str | None, key: str) -> str | None:
        """The ts of our message of that key, if it stands among the newest. Raises as ``call``."""
        async for one in self._newest(place, thread, include_all_metadata=True):
            metadata = one.get("metadata") or {}
            payload = metadata.get("event_payload") or {}
            if metadata.get("event_type") == EVENT_TYPE and payload.get("key") == key:
                return str(one["ts"])
        return None

    async def shared(self, place: Place, thread: str | None, wanted: Wanted) -> str | None:
        """The ts of our message with that file, if it stands among the newest. Raises as ``call``."""
        bot = await self._accounts.bot(place.account, self._call)
        async for one in self._newest(place, thread):
            if parse.is_own(one, bot) and any(wanted(file) for file in one.get("files") or ()):
                return str(one["ts"])
        return None

    async def _newest(self, place: Place, thread: str | None, **more: Any) -> AsyncIterator[Said]:
        asked: dict[str, Any] = {"channel": place.channel, "limit": PAGE} | more
        if thread is None:
            told = await self._call(place.account, HISTORY, **asked)
        else:
            gone = ("thread_not_found",)
            told = await self._call(place.account, REPLIES, but=gone, ts=thread, **asked)
        for one in told.get("messages") or ():
            yield one


class _Patient:
    """Calls that wait as long as Slack says."""

    def __init__(self, call: Calls) -> None:
        self._call = call

    async def __call__(self, account: str, method: str, *, but: Collection[str] = (), **args: Any) -> Said:
        while True:
            try:
                return await self._call(account, method, but=but, **args)
            except RateLimited as limited:
                wait = MINUTE if limited.retry_after is None else limited.retry_after
                await asyncio.sleep(wait.total_seconds())


async def _pages(call: Calls, place: Place, method: str, **asked: Any) -> AsyncIterator[Said]:
    cursor = ""
    for _ in range(MOST_PAGES):
        more = {"cursor": cursor} if cursor else {}
        told = await call(place.account, method, channel=place.channel, limit=PAGE, **asked, **more)
        for one in told.get("messages") or ():
            yield one
        cursor = str((told.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return


async def _older_roots(call: Calls, place: Place, after: str, most: int) -> list[Said]:
    """So many messages from before that: they may have been answered since."""
    found: list[Said] = []
    async for one in _pages(call, place, HISTORY, latest=after, inclusive=True):
        found.append(one)
        if len(found) == most:
            break
    return found
