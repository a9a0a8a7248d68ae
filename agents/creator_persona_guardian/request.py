"""Request: what a run is to do, from its inputs or from the event that started it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from agents.creator_persona_guardian.persona import key_of, texts
from agents.creator_persona_guardian.scoring import is_sample
from bot.contracts.agents import AgentContext

WEEKLY = "persona_evolution_analysis_and_report"
LONGEST_CONTENT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """``problem`` says why nothing can be done; ``is_by_hand``: somebody waits for an answer in the chat."""

    persona_id: str = ""
    named: str = ""
    content: str = ""
    corpus: list[str] = field(default_factory=list)
    recent: list[str] = field(default_factory=list)
    samples: list[dict[str, Any]] = field(default_factory=list)
    segment: str = ""
    threshold: float = 0.75
    strength: float = 0.8
    is_weekly: bool = False
    is_by_hand: bool = False
    problem: str = ""


def read(context: AgentContext) -> Request:
    """The request of the run at hand; what came with an event goes before what is configured."""
    event = context.event
    given = {**context.inputs, **(_from_event(event.payload_json) if event else {})}
    named = _text(given, "creator_id_or_brand_id")[:120].strip()
    content, url = (
        _text(given, "content_to_analyze_text")[:LONGEST_CONTENT],
        _text(given, "content_to_analyze_url"),
    )
    is_weekly = context.trigger_key == "weekly_schedule" or given.get("task") == WEEKLY
    samples = given.get("resonance_samples")
    return Request(
        persona_id=key_of(named),
        named=named,
        content=content.strip(),
        corpus=texts(given.get("corpus_texts")),
        recent=[one[:LONGEST_CONTENT] for one in texts(given.get("recent_texts"))][:50],
        samples=[dict(one) for one in samples if is_sample(one)][:1000] if isinstance(samples, list) else [],
        segment=_text(given, "target_audience_segment_id")[:80],
        threshold=_share(given.get("authenticity_threshold"), 0.75),
        strength=_share(given.get("repair_strength"), 0.8),
        is_weekly=is_weekly,
        is_by_hand=event is None and context.trigger_key != "weekly_schedule",
        problem="" if is_weekly else _problem(named, content.strip(), url, given),
    )


def _problem(named: str, content: str, url: str, given: Mapping[str, Any]) -> str:
    if not named:
        return "Say whose voice it should be: creator_id_or_brand_id is empty."
    if content and url:
        return "Give either content_to_analyze_text or content_to_analyze_url, not both."
    if url:
        return "What stands at an address cannot be read here: give its text or transcript instead."
    if not content and not texts(given.get("corpus_texts")):
        return "There is no text to hold against the voice, and no corpus to learn it from."
    return ""


def _from_event(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a webhook or a content event, by the inputs' names."""
    whose = payload.get("creator_id_or_brand_id") or payload.get("creator_id") or payload.get("brand_id")
    text = payload.get("content_to_analyze_text") or payload.get("text") or payload.get("content_text")
    url = payload.get("content_to_analyze_url") or payload.get("content_asset_url")
    segment = payload.get("target_audience_segment_id")
    found = {
        "creator_id_or_brand_id": whose,
        "content_to_analyze_text": text or ("" if url else None),
        "content_to_analyze_url": url or ("" if text else None),
        "target_audience_segment_id": segment,
    }
    return {name: value for name, value in found.items() if isinstance(value, str)}


def _text(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    return value if isinstance(value, str) else ""


def _share(value: Any, otherwise: float) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value <= 1 else otherwise
