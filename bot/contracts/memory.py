"""What agents remember: passages of text, found again by their meaning, each with where it is from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Something to remember. The same ``key`` again replaces it; ``source`` is what it is part of (a
    thread, a document), by which it can be forgotten; ``link`` leads there. A tag ``message_id``,
    ``user_id``, ``customer_id``, ``order_id`` or ``shop_domain`` also says what it is forgotten with.
    """

    key: str
    text: str
    source: str
    at: datetime
    link: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """A passage that was found, with how near it is: 1 means the same. Of a long one ``text`` is the part
    that is near.
    """

    passage: Passage
    score: float


class Memory(Protocol):
    """The memory of one run's agent: its namespace in its workspace, and no other.

    Every call may raise ExternalError: the store or the model is away, and the agent may go on without.
    """

    async def remember(self, passages: Sequence[Passage]) -> None:
        """Keep these; a repeat is harmless."""

    async def recall(
        self, text: str, *, limit: int = 5, tags: Mapping[str, str] | None = None
    ) -> Sequence[Recalled]:
        """The nearest passages with all those tags, best first."""

    async def forget(self, *, source: str) -> None:
        """Forget all passages of that source."""

    async def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """The vectors of these texts, each of length 1."""
