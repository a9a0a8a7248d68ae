"""A channel that is one conversation with a place on each of two boards."""

from pathlib import Path
from typing import Any, Self

from bot.app import App
from bot.contracts.platforms import Told
from bot.contracts.unit import Role
from bot.gates import Gates
from tests.platforms.board import Board, Somebody
from tests.platforms.ground import Ground


class Mirror(Ground):
    """The channel general is one conversation with a place on each of two boards."""

    def __init__(self, app: App, gates: Gates, folder: Path) -> None:
        super().__init__(app, gates, folder, ("alpha", "beta"))
        self.alpha, self.beta = Board("alpha"), Board("beta")
        self.adapters |= {"alpha": self.alpha, "beta": self.beta}

    async def begin(self) -> Self:
        await super().begin()
        for name in ("alpha", "beta"):
            await self.link(name, f"{name}-room")
        return self

    def somebody(self, board: Board, name: str, channel: str | None = None, **more: Any) -> Somebody:
        return Somebody(board, self.gate, name, channel or f"{board.name}-room", **more)

    async def known(self, board: Board, name: str, role: Role = Role.MEMBER) -> Somebody:
        """Somebody whose account is linked to a member."""
        somebody = self.somebody(board, name)
        code = await self.code_of(name, role)
        told = await somebody.commands(f"/link account {code}", call_id=f"link-{name}")
        assert isinstance(told, Told)
        assert not told.is_error, told
        return somebody
