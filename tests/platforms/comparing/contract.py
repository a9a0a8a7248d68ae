"""What a contract is made of: scenarios, what the platform's own documentation promises in each, and who does
otherwise, with the reason.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal

Play = Callable[[Any], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What a server does that does not do what is promised. ``documented`` says which of the two the
    platform's documentation supports: nothing but what it promises, or neither where it is silent.
    """

    does: Any
    why: str
    documented: Literal["promise", "neither"] = "promise"


@dataclass(frozen=True, slots=True)
class Scenario:
    """Something that is done by the platform's own client library, and what comes of it.

    ``doc`` is the page of the platform's documentation that promises it; ``otherwise`` is by server.
    """

    name: str
    play: Play
    promised: Any
    doc: str
    otherwise: dict[str, Otherwise]

    def expected(self, server: str) -> Any:
        """What comes of it there: a server that comes to do otherwise, or no longer does, is noticed."""
        return self.otherwise[server].does if server in self.otherwise else self.promised


@dataclass(slots=True)
class Contract:
    """The scenarios of a platform, by name; ``servers`` are those that are compared, ours first."""

    servers: tuple[str, ...]
    site: str
    scenarios: dict[str, Scenario] = field(default_factory=dict)

    def promises(self, promised: Any, *, doc: str, **otherwise: Otherwise) -> Callable[[Play], Play]:
        """Keep the scenario; ``doc`` is a path under the platform's documentation."""

        def kept(play: Play) -> Play:
            name = play.__name__
            self.scenarios[name] = Scenario(name, play, promised, f"{self.site}{doc}", otherwise)
            return play

        return kept
