"""What people are asked: whether a persona is right as it was learned, and whether one that moved is
redefined.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from agents.creator_persona_guardian import wording
from agents.creator_persona_guardian.drift import Movement
from agents.creator_persona_guardian.lexicon import Lexicon
from agents.creator_persona_guardian.persona import Persona
from bot.contracts.agents import Question
from bot.contracts.proposals import Action

APPROVE = "approve"
_NO = Action(label="Leave it", action_id="reject", style="secondary")
_TEXT = {"type": "string", "maxLength": 4000}


def definition(persona: Persona, *, is_change: bool) -> Question:
    """Whether the persona becomes, or replaces, the definition."""
    what = "Change the persona" if is_change else "Define the persona"
    return Question(
        title_text=f"{what} “{persona.name}” like this?",
        description_text=wording.described(persona),
        actions=(Action(label="Confirm", action_id=APPROVE, style="primary"), _NO),
        data_json={
            "persona_id": persona.id,
            "words": ", ".join(persona.lexicon.strongest(60)),
            "avoid": ", ".join(persona.lexicon.avoid),
            "style": dict(persona.style),
            "pieces": len(persona.pieces),
        },
        editable_schema_json={"type": "object", "properties": {"words": _TEXT, "avoid": _TEXT}},
    )


def redefinition(moved: Sequence[Movement]) -> Question:
    """Whether personas whose voice moved are learned anew from what was said lately."""
    told = "\n".join(
        f"- {wording.escaped(one.name)}: drift {one.drift:.2f}, {one.direction}" for one in moved
    )
    return Question(
        title_text="A voice has moved. Redefine it from what was said this week?",
        description_text=told,
        actions=(Action(label="Redefine", action_id=APPROVE, style="primary"), _NO),
        data_json={
            "personas": [
                {
                    "id": one.persona_id,
                    "drift": one.drift,
                    "direction": one.direction,
                    "pieces": len(one.recent),
                }
                for one in moved
            ]
        },
        part=2,
    )


def edited(persona: Persona, data: Mapping[str, Any]) -> Persona:
    """The persona with the words that people left in it, or put there."""
    words, avoid = _listed(data.get("words")), _listed(data.get("avoid"))
    known = persona.lexicon.shares
    if words == persona.lexicon.strongest(60) and avoid == persona.lexicon.avoid:
        return persona
    usual = sum(known.values()) / len(known) if known else 1.0
    total = sum(known.get(one, usual) for one in words)
    shares = {one: round(known.get(one, usual) / total, 5) for one in words}
    return replace(
        persona,
        lexicon=Lexicon(
            words={one: share for one, share in shares.items() if one[0].isalpha()},
            emoji={one: share for one, share in shares.items() if not one[0].isalpha()},
            avoid=avoid,
        ),
    )


def _listed(value: Any) -> list[str]:
    parts = value.split(",") if isinstance(value, str) else []
    return list(dict.fromkeys(one.strip().lower() for one in parts if one.strip()))[:60]
