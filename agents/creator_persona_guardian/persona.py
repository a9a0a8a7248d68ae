"""Persona: a voice as it is defined, and the record that holds it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from agents.creator_persona_guardian import lexicon, style
from agents.creator_persona_guardian.guidelines import Guidance
from agents.creator_persona_guardian.lexicon import Lexicon
from bot.contracts.agents import RecordView, RecordWrite

DEFINITIONS = "persona_definitions"
MOST_PIECES, LONGEST_PIECE = 50, 2_000
Kind = Literal["brand", "creator"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """``style`` are the features that its sentences have; ``pieces`` are texts surely in its voice."""

    id: str
    name: str
    kind: Kind = "brand"
    lexicon: Lexicon = field(default_factory=Lexicon)
    style: dict[str, float] = field(default_factory=dict)
    pieces: list[str] = field(default_factory=list)
    target_audience_profile_id: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing that a text could be held against."""
        return not (self.lexicon.shares or self.style or self.pieces)


def key_of(name_or_id: str) -> str:
    """By which it is stored: the same for a name in any capitals."""
    return " ".join(name_or_id.split()).casefold()[:120]


def extracted(
    persona_id: str, pieces: Sequence[str], guidance: Guidance, *, name: str, kind: Kind
) -> Persona:
    """The persona that these pieces show; what they leave open the guidelines say."""
    kept = [one[:LONGEST_PIECE] for one in [*pieces, *guidance.examples] if one.strip()][:MOST_PIECES]
    return Persona(
        id=persona_id,
        name=name[:120],
        kind=kind,
        lexicon=lexicon.learned(kept, said=guidance.said, avoid=guidance.avoid),
        style={**guidance.style, **style.mean(kept)},
        pieces=kept,
    )


def write(persona: Persona, workspace_id: str, at: datetime) -> RecordWrite:
    """Its record."""
    value = {
        "id": persona.id,
        "workspace_id": workspace_id,
        "name": persona.name,
        "persona_type": persona.kind,
        "core_lexicon_jsonb": {
            "words": dict(persona.lexicon.words),
            "emoji": dict(persona.lexicon.emoji),
            "avoid": list(persona.lexicon.avoid),
        },
        "style_rules_yaml": style.written(persona.style),
        "visual_palette_jsonb": None,
        "audio_profile_jsonb": None,
        "target_audience_profile_id": persona.target_audience_profile_id,
        "canonical_pieces": list(persona.pieces),
    }
    return RecordWrite(collection=DEFINITIONS, key=persona.id, at=at, value=value)


def read(row: RecordView) -> Persona:
    """The persona of a record; what in it cannot be read is absent."""
    value = row.value
    terms = value.get("core_lexicon_jsonb")
    terms = terms if isinstance(terms, Mapping) else {}
    audience, rules = value.get("target_audience_profile_id"), value.get("style_rules_yaml")
    return Persona(
        id=row.key,
        name=str(value.get("name") or row.key),
        kind="creator" if value.get("persona_type") == "creator" else "brand",
        lexicon=Lexicon(
            words=_shares(terms.get("words")),
            emoji=_shares(terms.get("emoji")),
            avoid=texts(terms.get("avoid")),
        ),
        style=style.read(rules) if isinstance(rules, str) else {},
        pieces=[one[:LONGEST_PIECE] for one in texts(value.get("canonical_pieces"))][:MOST_PIECES],
        target_audience_profile_id=audience if isinstance(audience, str) else None,
    )


def texts(value: Any) -> list[str]:
    """The texts of a list; of anything else none."""
    return (
        [one for one in value if isinstance(one, str) and one.strip()]
        if isinstance(value, list | tuple)
        else []
    )


def _shares(value: Any) -> dict[str, float]:
    """Shares that add up to one half of a distribution; a plain list of words has them alike."""
    if isinstance(value, list):
        return {one: 1.0 / len(value) for one in texts(value)}
    found = value.items() if isinstance(value, Mapping) else ()
    return {
        str(word): float(share)
        for word, share in found
        if isinstance(share, int | float) and not isinstance(share, bool) and 0 < share <= 1
    }
