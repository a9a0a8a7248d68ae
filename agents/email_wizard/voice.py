"""Voice: the words held against their brand's voice by its guardian (008), and what is taken of that."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from agents.email_wizard.words import Copy, cleaned
from bot.contracts.asked_agents import AgentAnswer

GUARDIAN, LEAST = "agent_008_refactored", 0.75
"""Who is asked, and the authenticity from which words are in the voice."""

PASSED, REPAIRED, KEPT, SKIPPED = "passed", "repaired", "kept", "skipped"
_VARIABLE = re.compile(r"\{\{[^{}]*\}\}")


def question(copy: Copy, brand: str) -> dict[str, Any]:
    """The guardian's inputs."""
    return {
        "creator_id_or_brand_id": brand,
        "content_to_analyze_text": copy.body,
        "authenticity_threshold": LEAST,
    }


def held(copy: Copy, answer: AgentAnswer) -> tuple[Copy, dict[str, Any]]:
    """The words as they are to be sent, once repaired where they are not in the voice, and what is noted of
    it. Without a score they stay as they are: a check that cannot be made holds up nobody.
    """
    score = answer.outputs.get("authenticity_score")
    if answer.status != "success" or not isinstance(score, int | float) or isinstance(score, bool):
        return copy, {"copy": copy.number, "status": SKIPPED, "why": answer.told[:300]}
    noted = {"copy": copy.number, "authenticity_score": float(score)}
    if score >= LEAST:
        return copy, {**noted, "status": PASSED}
    text, again = _suggestion(answer.outputs.get("repaired_content_suggestions_json"))
    if not text or set(_VARIABLE.findall(text)) != set(_VARIABLE.findall(copy.body)):
        return copy, left(noted)
    return replace(copy, body=text), {**noted, "status": REPAIRED, "repaired_authenticity_score": again}


def left(noted: Mapping[str, Any]) -> dict[str, Any]:
    """What is noted where the words stay as they are although they are not in the voice."""
    return {"copy": noted["copy"], "authenticity_score": noted["authenticity_score"], "status": KEPT}


def _suggestion(suggestions: Any) -> tuple[str, Any]:
    """The best of them, which stands first."""
    listed = suggestions.get("suggestions") if isinstance(suggestions, Mapping) else None
    first = listed[0] if isinstance(listed, list) and listed else None
    if not isinstance(first, Mapping) or not isinstance(first.get("text"), str):
        return "", None
    return cleaned(first["text"]), first.get("authenticity_score")
