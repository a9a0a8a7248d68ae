"""Drift: how far what a persona says now has moved from what defines it."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from agents.creator_persona_guardian import style
from agents.creator_persona_guardian.persona import Persona
from agents.creator_persona_guardian.scoring import Vector, cosine
from agents.creator_persona_guardian.words import emoji, telling

LIMIT, FEWEST_PIECES, ALARM_LINE = 0.15, 3, 0.75
_STEADY = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Of one persona in a week. ``drift`` is None where there was too little to compare; ``trend`` is what
    engagement did meanwhile; ``recent`` are the texts of that week.
    """

    persona_id: str
    name: str
    drift: float | None
    is_partial: bool = False
    mean_authenticity: float | None = None
    trend: str = "unknown"
    recent: list[str] = field(default_factory=list)

    @property
    def is_drifted(self) -> bool:
        """Whether the voice is another one by now."""
        return self.drift is not None and self.drift > LIMIT

    @property
    def direction(self) -> str:
        """What the drift means: people like it better, or less, or nobody knows."""
        named = {"rising": "positive evolution", "falling": "negative drift"}
        return named.get(self.trend, "drift") if self.is_drifted else "steady"


def drift(persona: Persona, recent: Sequence[str], vectors: Sequence[Vector]) -> float | None:
    """1 − the cosine between the mean of what was said lately and the mean of the canonical pieces; without
    vectors by words and style. ``vectors`` are those of the pieces, then of the recent texts.
    """
    if len(recent) < FEWEST_PIECES or not persona.pieces:
        return None
    split = len(persona.pieces)
    if vectors:
        return _apart(_mean(vectors[:split]), _mean(vectors[split:]))
    known = persona.lexicon.strongest(60)
    return _apart(_profile(persona.pieces, known), _profile(recent, known))


def trend(history: Sequence[Mapping[str, Any]]) -> str:
    """What engagement did over these rows, oldest first: rising, falling, steady, or unknown."""
    known = [
        float(one["engagement"])
        for one in history
        if isinstance(one.get("engagement"), int | float) and not isinstance(one.get("engagement"), bool)
    ]
    if len(known) < 4:
        return "unknown"
    half = len(known) // 2
    change = math.fsum(known[-half:]) / half - math.fsum(known[:half]) / half
    return "steady" if abs(change) < _STEADY else "rising" if change > 0 else "falling"


def _apart(one: Vector, other: Vector) -> float:
    return round(min(1.0, max(0.0, 1 - cosine(one, other))), 3)


def _mean(vectors: Sequence[Vector]) -> list[float]:
    return [math.fsum(values) / len(vectors) for values in zip(*vectors, strict=True)]


def _profile(pieces: Sequence[str], known: Sequence[str]) -> list[float]:
    """Shares of the lexicon's terms and of all other words, and the features in their scales."""
    said = Counter(one for piece in pieces for one in [*telling(piece), *emoji(piece)])
    total = said.total() or 1
    shares = [said[one] / total for one in known]
    of_style = style.mean(pieces)
    scaled = [of_style.get(name, 0.0) / (4 * scale) for name, scale in style.SCALES.items()]
    return [*shares, max(0.0, 1 - math.fsum(shares)), *scaled]
