"""Scoring: how far a text is in a persona's voice, and how its audience may take it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from agents.creator_persona_guardian import lexicon, style
from agents.creator_persona_guardian.persona import Persona

WEIGHTS: Mapping[str, float] = {"embedding": 0.5, "lexicon": 0.3, "style": 0.2}
NEAREST, FEWEST_SAMPLES = 5, 30
Vector = Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """``authenticity`` from 0 to 1, None where nothing could be compared; ``parts`` are those it is made of.
    It is partial where one of them is missing, whose weight the others then share.
    """

    authenticity: float | None
    parts: dict[str, float] = field(default_factory=dict)

    @property
    def is_partial(self) -> bool:
        """Whether a part is missing."""
        return len(self.parts) < len(WEIGHTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resonance:
    """What engagement is expected, and how far to trust that."""

    score: float
    confidence: str


def score(text: str, persona: Persona, vectors: Sequence[Vector]) -> Score:
    """The text against the persona; ``vectors`` are the text's, then the canonical pieces'."""
    found = {
        "embedding": nearness(vectors[0], vectors[1:]) if vectors else None,
        "lexicon": lexicon.score(text, persona.lexicon, persona.pieces),
        "style": style.score(text, persona.style),
    }
    parts = {name: round(value, 4) for name, value in found.items() if value is not None}
    weight = sum(WEIGHTS[name] for name in parts)
    if not weight:
        return Score(authenticity=None)
    total = sum(WEIGHTS[name] * value for name, value in parts.items()) / weight
    return Score(authenticity=round(min(1.0, max(0.0, total)), 3), parts=parts)


def nearness(vector: Vector, pieces: Sequence[Vector]) -> float | None:
    """The mean cosine to the nearest pieces, where 1 is what the pieces have among themselves. None: there
    are no pieces.
    """
    if not pieces:
        return None
    own = (
        [_mean_nearest(one, [*pieces[:place], *pieces[place + 1 :]]) for place, one in enumerate(pieces)]
        if len(pieces) > 1
        else [1.0]
    )
    usual = math.fsum(own) / len(own)
    near = _mean_nearest(vector, pieces)
    return min(1.0, max(0.0, near / usual if usual > 0.05 else near))


def cosine(one: Vector, other: Vector) -> float:
    """Of two vectors; 0 where one is nothing."""
    length = math.sqrt(math.fsum(x * x for x in one) * math.fsum(x * x for x in other))
    return math.fsum(x * y for x, y in zip(one, other, strict=True)) / length if length else 0.0


def resonance(authenticity: float, history: Sequence[Mapping[str, Any]]) -> Resonance:
    """What the segment's history promises: engagement over authenticity, as a straight line; of too little
    history the authenticity itself.
    """
    known = [(one["authenticity_score"], one["engagement"]) for one in history if is_sample(one)]
    if len(known) < FEWEST_SAMPLES:
        return Resonance(score=authenticity, confidence="low")
    mean_x = math.fsum(x for x, _ in known) / len(known)
    mean_y = math.fsum(y for _, y in known) / len(known)
    spread = math.fsum((x - mean_x) ** 2 for x, _ in known)
    slope = math.fsum((x - mean_x) * (y - mean_y) for x, y in known) / spread if spread > 1e-9 else 0.0
    expected = mean_y + slope * (authenticity - mean_x)
    confidence = "high" if len(known) >= 10 * FEWEST_SAMPLES else "medium"
    return Resonance(score=round(min(1.0, max(0.0, expected)), 3), confidence=confidence)


def is_sample(value: Any) -> bool:
    """Whether it is a score and the engagement that came of it, both from 0 to 1."""
    return isinstance(value, Mapping) and all(
        isinstance(value.get(name), int | float)
        and not isinstance(value.get(name), bool)
        and 0 <= value[name] <= 1
        for name in ("authenticity_score", "engagement")
    )


def _mean_nearest(vector: Vector, pieces: Sequence[Vector]) -> float:
    nearest = sorted((cosine(vector, one) for one in pieces), reverse=True)[:NEAREST]
    return math.fsum(nearest) / len(nearest)
