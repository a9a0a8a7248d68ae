"""Ending: what a validation leaves behind: outputs, its record, events, and an answer to who asked."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from agents.creator_persona_guardian import persona, wording
from agents.creator_persona_guardian.drift import LIMIT
from agents.creator_persona_guardian.persona import Persona
from agents.creator_persona_guardian.repair import Repair, hints
from agents.creator_persona_guardian.request import Request
from agents.creator_persona_guardian.scoring import Resonance, Score
from agents.creator_persona_guardian.weeks import DRIFTED, RESONANCE, VALIDATIONS
from bot.contracts.agents import AgentContext, AgentResult, RecordWrite
from bot.contracts.events import Fact
from bot.contracts.messages import Post

COMPLETED = "ionflux.agent.personaguardian.content_review_completed"
SUGGESTED = "ionflux.agent.personaguardian.style_suggestion_available"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """All that a validation found. ``why_not`` says why there is no repair where one was due."""

    request: Request
    persona: Persona
    score: Score
    resonance: Resonance
    repairs: Sequence[Repair] = field(default_factory=list)
    why_not: str = ""
    drift: float | None = None
    is_defined_now: bool = False

    @property
    def best(self) -> Repair | None:
        """The repair that is nearest to the voice."""
        return max(self.repairs, key=lambda one: one.authenticity, default=None)


def problem(asked: Request) -> AgentResult:
    """Nothing was done, and why."""
    return AgentResult(preview=asked.problem, posts=_answer(asked, asked.problem))


def undefined(asked: Request) -> AgentResult:
    """There is no persona, so there is no score; whoever called goes on."""
    told = wording.undefined(asked.named)
    suggestions = {"status": "persona_undefined", "warning": told, "suggestions": [], "hints": []}
    return AgentResult(
        preview=told,
        outputs={"repaired_content_suggestions_json": suggestions},
        posts=_answer(asked, wording.escaped(told)),
    )


def defined(context: AgentContext, known: Persona, asked: Request, *, is_new: bool) -> AgentResult:
    """A persona was confirmed, or left as it was, and there was no content."""
    if not is_new:
        told = f"The persona “{known.name}” stays as it was."
        return AgentResult(preview=told, posts=_answer(asked, wording.escaped(told)))
    told = f"The persona “{known.name}” is defined."
    return AgentResult(
        preview=told,
        kpis={"pieces": float(len(known.pieces))},
        posts=_answer(asked, f"{wording.escaped(told)}\n\n{wording.described(known)}"),
        records=[persona.write(known, _workspace(context), context.now)],
    )


def validated(context: AgentContext, found: Outcome) -> AgentResult:
    """The result of a scored content."""
    asked, score = found.request, found.score
    is_passed = (score.authenticity or 0.0) >= asked.threshold
    advice = [] if is_passed else hints(asked.content, found.persona)
    suggestions = _suggestions(found, advice, is_passed=is_passed)
    return AgentResult(
        preview=wording.preview(found.persona, score, asked.threshold, found.best),
        outputs={
            "authenticity_score": score.authenticity,
            "resonance_score_predicted": found.resonance.score,
            "repaired_content_suggestions_json": suggestions,
            **({} if found.drift is None else {"drift": found.drift}),
        },
        kpis={
            "authenticity": float(score.authenticity or 0.0),
            "passed": float(is_passed),
            "repaired": float(found.best is not None),
        },
        posts=_answer(asked, _told(found, advice, is_passed=is_passed)),
        events=_events(found, is_passed=is_passed),
        records=_records(context, found, suggestions),
    )


def _suggestions(found: Outcome, advice: Sequence[str], *, is_passed: bool) -> dict[str, Any]:
    ranked = sorted(found.repairs, key=lambda one: -one.authenticity)
    return {
        "status": "passed" if is_passed else "below_threshold",
        "is_partial": found.score.is_partial,
        "parts": dict(found.score.parts),
        "resonance_confidence": found.resonance.confidence,
        "suggestions": [
            {
                "text": one.text,
                "authenticity_score": one.authenticity,
                "resonance_score_predicted": one.resonance,
                "model": one.model,
            }
            for one in ranked
        ],
        "hints": list(advice),
    }


def _told(found: Outcome, advice: Sequence[str], *, is_passed: bool) -> str:
    parts = [wording.answer(found.persona, found.score, found.resonance)]
    if found.best is not None:
        parts.append(wording.suggestion(found.best))
    elif not is_passed:
        parts.append(wording.advice(advice, found.why_not))
    return "\n\n".join(parts)


def _events(found: Outcome, *, is_passed: bool) -> list[Fact]:
    about: Mapping[str, Any] = {
        "persona_id": found.persona.id,
        "authenticity_score": found.score.authenticity,
    }
    scored = {
        **about,
        "resonance_score_predicted": found.resonance.score,
        "passed": is_passed,
        "is_partial": found.score.is_partial,
    }
    events = [Fact(event_type=COMPLETED, payload=scored)]
    if found.best is not None:
        repaired = {**about, "repaired_authenticity_score": found.best.authenticity}
        events.append(Fact(event_type=SUGGESTED, payload=repaired))
    if found.drift is not None and found.drift > LIMIT:
        events.append(Fact(event_type=DRIFTED, payload={**about, "drift": found.drift}))
    return events


def _records(context: AgentContext, found: Outcome, suggestions: Mapping[str, Any]) -> list[RecordWrite]:
    asked, known, now = found.request, found.persona, context.now
    digest = hashlib.md5(asked.content.encode(), usedforsecurity=False).hexdigest()
    value = {
        "id": str(context.run_id),
        "persona_id": known.id,
        "timestamp": now.isoformat(),
        "content_url_or_text_md5": digest,
        "authenticity_score": found.score.authenticity,
        "resonance_score": found.resonance.score,
        "suggested_repairs_jsonb": suggestions["suggestions"],
        # A drift is told from what was said, and a redefinition learns from it.
        "content_text": asked.content[: persona.LONGEST_PIECE],
    }
    key = f"{known.id}/{context.run_id}"
    rows = [RecordWrite(collection=VALIDATIONS, key=key, at=now, value=value)]
    rows += [
        RecordWrite(
            collection=RESONANCE,
            key=f"{key[:150]}/{number}",
            at=now,
            value={**one, "persona_id": known.id, "target_audience_segment_id": asked.segment},
        )
        for number, one in enumerate(asked.samples)
    ]
    if found.is_defined_now:
        rows.append(persona.write(known, _workspace(context), now))
    return rows


def _answer(asked: Request, text: str) -> list[Post]:
    """To where it was asked. Other runs answer by their outputs and events."""
    return [Post(content=text)] if asked.is_by_hand else []


def _workspace(context: AgentContext) -> str:
    event = context.event
    return str(event.workspace_id) if event is not None and event.workspace_id else ""
