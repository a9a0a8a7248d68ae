"""The names of people, as their team knows them; looked up once an hour."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from adapters.slack.calls import Calls
from bot.contracts.platforms import Person
from config.clock import now
from config.errors import ExternalError

KNOWN_SECONDS, UNKNOWN_SECONDS, MOST_KNOWN, MOST_AT_ONCE = 3600.0, 30.0, 20_000, 20
# What is said must be stored within two seconds, with or without names.
LOOK_UP_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Known:
    """A person's name and picture, for a while."""

    name: str
    avatar_url: str | None
    until: float


class People:
    """Who is who in each team."""

    def __init__(self, call: Calls) -> None:
        self._call = call
        self._known: OrderedDict[tuple[str, str], Known] = OrderedDict()

    async def names(self, account: str, ids: Iterable[str]) -> Mapping[str, str]:
        """The names of those that can be found out; another's name is worth no failure."""
        wanted = list(dict.fromkeys(one for one in ids if one))[:MOST_AT_ONCE]
        found = await asyncio.gather(*(self._one(account, one) for one in wanted))
        return {one: known.name for one, known in zip(wanted, found, strict=True) if known.name}

    def faced(self, person: Person) -> Person:
        """The person with their picture, if their name was just looked up."""
        known = self._known.get((person.account, person.external_id))
        return replace(person, avatar_url=known.avatar_url) if known and known.avatar_url else person

    async def _one(self, account: str, external_id: str) -> Known:
        key, at = (account, external_id), now().timestamp()
        known = self._known.get(key)
        if known is None or known.until < at:
            known = self._known[key] = await self._asked(account, external_id, at)
            while len(self._known) > MOST_KNOWN:
                self._known.popitem(last=False)
        return known

    async def _asked(self, account: str, external_id: str, at: float) -> Known:
        try:
            async with asyncio.timeout(LOOK_UP_SECONDS):
                told = await self._call(account, "users.info", but=("user_not_found",), user=external_id)
        except (ExternalError, TimeoutError):
            return Known("", None, at + UNKNOWN_SECONDS)
        user = told.get("user") or {}
        profile = user.get("profile") or {}
        name = (
            profile.get("display_name")
            or profile.get("real_name")
            or user.get("real_name")
            or user.get("name")
        )
        return Known(str(name or ""), profile.get("image_192") or profile.get("image_72"), at + KNOWN_SECONDS)
