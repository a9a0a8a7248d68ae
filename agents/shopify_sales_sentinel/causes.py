"""Why an incident happened, as far as can be said: by a language model that must quote, else by the radar."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, Field

from agents.shopify_sales_sentinel.radar import Suspect
from bot.contracts.llm import LLM, Outside, Prompt

PURPOSE = "data_analysis"
WITHOUT_EVIDENCE = 0.3
_ASKED = (
    "A shop's figures turned. Name up to three possible causes, the likeliest first, each with the words of"
    " the facts below that speak for it (copied exactly), how sure you are from 0 to 1, and how a person can"
    " test it in minutes. Name no cause that the facts do not speak of."
)


class Hypothesis(BaseModel):
    """A cause that may be it."""

    cause: str = Field(max_length=300)
    evidence: str = Field("", max_length=500)
    confidence: float = Field(ge=0, le=1)
    test: str = Field("", max_length=300)


class Hypotheses(BaseModel):
    """What a model thinks of."""

    hypotheses: list[Hypothesis] = Field(max_length=3)


async def by_model(llm: LLM, incident: Mapping[str, Any], suspects: Sequence[Suspect]) -> list[Hypothesis]:
    """The model's hypotheses; one that quotes nothing it was given is hardly one.

    Raises:
        OutputInvalid, ExternalError: the model gave nothing usable.
    """
    facts = "\n".join(
        [
            f"Incident: {incident['incident_type']} since {incident['start_time']}.",
            f"Figures: {json.dumps(incident['detected_anomaly_details'], sort_keys=True)}",
            *(f"Change: {one.text}" for one in suspects),
        ]
    )
    prompt = Prompt(
        purpose=PURPOSE, text=_ASKED, outside=(Outside(label="facts", text=facts),), max_tokens=700
    )
    found = (await llm.extract(prompt, Hypotheses)).hypotheses
    return sorted((_held(one, facts) for one in found), key=lambda one: -one.confidence)


def by_rules(suspects: Sequence[Suspect]) -> list[Hypothesis]:
    """The radar's own words."""
    return [
        Hypothesis(
            cause=one.text,
            evidence=one.text,
            confidence=round(min(one.score, 0.9), 2),
            test="Undo it in a preview and place a test order.",
        )
        for one in suspects
    ]


def _held(one: Hypothesis, facts: str) -> Hypothesis:
    quoted = one.evidence.strip().lower()
    if quoted and quoted in facts.lower():
        return one
    return one.model_copy(update={"evidence": "", "confidence": min(one.confidence, WITHOUT_EVIDENCE)})
