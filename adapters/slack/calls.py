"""How the Web API is called from everywhere in here, and what our bot is in each team."""

from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from adapters.slack.parse import NAME, Bot
from bot.contracts.platforms import PlatformGate
from config.clock import now

Body = Mapping[str, Any]

CUSTOMIZE = "chat:write.customize"
TOKEN_SECONDS, MOST_ACCOUNTS = 60.0, 1_000


class Calls(Protocol):
    """Calls a method of the Web API with the account's token."""

    async def __call__(self, account: str, method: str, *, but: Collection[str] = (), **args: Any) -> Body:
        """What it answered. An error among ``but`` is an answer too: ``{"ok": False, "error": …}``.

        Raises:
            AccessLost, Rejected, RateLimited, Unreachable: as an adapter's ``send``.
        """


@dataclass(frozen=True, slots=True)
class _Held:
    token: str
    until: float


class Accounts:
    """The token of each team, looked up again every minute; and who our bot is there."""

    def __init__(self, gate: PlatformGate, own_token: str) -> None:
        """Ask ``gate`` for teams' tokens; where it knows none, the environment's serves."""
        self._gate = gate
        self._own_token = own_token
        self._tokens: dict[str, _Held] = {}
        self._bots: OrderedDict[tuple[str, str], Bot] = OrderedDict()

    async def token(self, account: str) -> str:
        """The account's token; empty: there is none."""
        if not account:
            return self._own_token
        at, held = now().timestamp(), self._tokens.get(account)
        if held is None or held.until < at:
            found = await self._gate.installation(NAME, account)
            token = (found.token if found else "") or self._own_token
            held = self._tokens[account] = _Held(token, at + TOKEN_SECONDS)
        return held.token

    def forget(self, account: str) -> None:
        """What is known of the account is true no more."""
        self._tokens.pop(account, None)
        for key in [one for one in self._bots if one[0] == account]:
            del self._bots[key]

    async def bot(self, account: str, call: Calls) -> Bot:
        """Who we are there. Raises as ``call``."""
        key = (account, await self.token(account))
        if key not in self._bots:
            told = await call(account, "auth.test")
            said = {name: str(told.get(name) or "") for name in ("user_id", "bot_id", "team_id")}
            scopes = str(told.get("scopes") or CUSTOMIZE).split(",")
            self._bots[key] = Bot(**said, app_id="", shows_names=CUSTOMIZE in scopes)
            while len(self._bots) > MOST_ACCOUNTS:
                self._bots.popitem(last=False)
        return self._bots[key]
