"""A gate that writes down what the Slack adapter brings, and says what it is told to say."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

from bot.contracts.messages import Place
from bot.contracts.platforms import (
    Altered,
    Answered,
    Asking,
    Called,
    Form,
    Heard,
    Installation,
    Pushed,
    Reacted,
    Told,
)


class RecordingGate:
    """Everything in order, by kind."""

    def __init__(self) -> None:
        self.all: list[Any] = []
        self.answers: list[Told | Form] = []
        self.linked: list[tuple[Place, str | None]] = []
        self.accounts: dict[str, Installation] = {}
        self.states: dict[str, UUID] = {}
        self.unknown: list[str] = []
        self.gone: list[tuple[str, str]] = []
        self.renamed: list[tuple[str, str]] = []
        self.kept: list[tuple[Installation, UUID]] = []
        self.before: Callable[[], Awaitable[None]] | None = None
        self.fails: list[Exception] = []
        self.noted: Callable[[], None] = lambda: None

    def of(self, kind: type) -> list[Any]:
        return [one for one in self.all if isinstance(one, kind)]

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.of(Heard)]

    async def _take(self, what: Any) -> Any:
        if self.before is not None:
            await self.before()
        if self.fails:
            raise self.fails.pop(0)
        self.all.append(what)
        self.noted()
        return self.answers.pop(0) if self.answers else Told()

    async def hear(self, heard: Heard) -> Told:
        if any(one.external_id == heard.external_id and one.place == heard.place for one in self.of(Heard)):
            return Told()
        told: Told = await self._take(heard)
        return told

    async def alter(self, altered: Altered) -> None:
        await self._take(altered)

    async def react(self, reacted: Reacted) -> None:
        await self._take(reacted)

    async def call(self, called: Called) -> Told | Form:
        told: Told | Form = await self._take(called)
        return told

    async def push(self, pushed: Pushed) -> Told | Form:
        told: Told | Form = await self._take(pushed)
        return told

    async def answer(self, answered: Answered) -> Told | Form:
        told: Told | Form = await self._take(answered)
        return told

    async def complete(self, asking: Asking) -> Sequence[str]:
        del asking
        return ()

    async def behind(self, adapter: str) -> Sequence[tuple[Place, str | None]]:
        del adapter
        return list(self.linked)

    async def caught_up(self, place: Place, external_id: str | None = None) -> None:
        others = [one for one in self.linked if one[0] != place]
        self.linked = [*others, (place, external_id)] if external_id else others
        self.noted()

    async def installed(self, adapter: str, installation: Installation, workspace_id: UUID) -> None:
        del adapter
        self.kept.append((installation, workspace_id))
        self.accounts[installation.account] = installation

    async def uninstalled(self, adapter: str, account: str, why: str) -> None:
        del adapter
        self.gone.append((account, why))

    async def lost(self, place: Place, why: str) -> None:
        self.gone.append((place.channel, why))

    async def moved(self, place: Place, channel: str) -> None:
        self.renamed.append((place.channel, channel))

    async def unread(self, adapter: str, account: str, kind: str) -> None:
        del adapter, account
        self.unknown.append(kind)

    async def installation(self, adapter: str, account: str) -> Installation | None:
        del adapter
        return self.accounts.get(account)

    async def claimed_state(self, state: str) -> UUID | None:
        return self.states.pop(state, None)
