"""Weeks: what a persona said in seven days, how far that moved, and the report of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from agents.creator_persona_guardian import persona, wording
from agents.creator_persona_guardian.drift import Movement, drift, trend
from agents.creator_persona_guardian.facts import facts
from agents.creator_persona_guardian.guidelines import Guidance
from agents.creator_persona_guardian.persona import DEFINITIONS, Persona
from agents.creator_persona_guardian.request import Request
from agents.creator_persona_guardian.scoring import Vector
from bot.contracts.agents import AgentContext, AgentResult, RecordWrite
from bot.contracts.events import Fact
from bot.contracts.llm import Outside, Prompt
from bot.contracts.messages import Post
from config.errors import ExternalError

VALIDATIONS, RESONANCE = "persona_content_validations", "audience_resonance_data"
DRIFTED = "ionflux.agent.personaguardian.drift_detected"
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
_MOST_PERSONAS = 20
_REPORT = (Path(__file__).parent / "prompts" / "report.md").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The texts of a week, their scores, and what engagement there was."""

    texts: list[str] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    engagement: list[dict[str, Any]] = field(default_factory=list)

    def movement(self, one: Persona, vectors: Sequence[Vector]) -> Movement:
        """What it makes of the persona."""
        scores = self.scores
        return Movement(
            persona_id=one.id,
            name=one.name,
            drift=drift(one, self.texts, vectors),
            is_partial=not vectors,
            mean_authenticity=round(sum(scores) / len(scores), 3) if scores else None,
            trend=trend(self.engagement),
            recent=self.texts,
        )


async def personas(context: AgentContext, asked: Request) -> list[Persona]:
    """All of the workspace; by hand the one that was named."""
    if asked.persona_id and asked.is_by_hand:
        row = await context.records.get(DEFINITIONS, asked.persona_id)
        found = [row] if row else []
    else:
        until = context.now + timedelta(seconds=1)
        found = list(
            await context.records.range(DEFINITIONS, since=_BEGINNING, until=until, limit=_MOST_PERSONAS)
        )
    return sorted(map(persona.read, found), key=lambda one: one.id)


async def week(context: AgentContext, one: Persona, asked: Request) -> Week:
    """Of that persona, as it was validated, with what the run was given beside."""
    since, until, prefix = context.now - timedelta(days=7), context.now, f"{one.id}/"
    rows = await context.records.range(VALIDATIONS, since=since, until=until, key_prefix=prefix, limit=200)
    told = await context.records.range(RESONANCE, since=since, until=until, key_prefix=prefix, limit=200)
    said = [text for row in rows if isinstance(text := row.value.get("content_text"), str) and text]
    given = asked.recent if asked.persona_id in ("", one.id) else []
    return Week(
        texts=[*said, *given][-persona.MOST_PIECES :],
        scores=[score for row in rows if isinstance(score := row.value.get("authenticity_score"), float)],
        engagement=[dict(row.value) for row in told],
    )


async def reported(
    context: AgentContext, movements: Sequence[Movement], *, is_redefined: bool
) -> AgentResult:
    """The report, with the events of what moved and the personas that people want learned anew."""
    moved = [one for one in movements if one.is_drifted]
    records = [row for one in moved if is_redefined and (row := await _redefined(context, one))]
    told = wording.report(movements)
    if movements and (words := await _in_words(context, told)):
        told = f"{told}\n\n{words}"
    if records:
        told += f"\n\nRedefined from this week: {', '.join(wording.escaped(one.name) for one in moved)}."
    known = [one.drift for one in movements if one.drift is not None]
    alarm = wording.alarm(movements)
    posts = [Post(content=told)] if movements else []
    return AgentResult(
        preview=f"Voices looked at: {len(movements)}; moved: {len(moved)}.",
        outputs={
            "persona_evolution_report_md": told,
            **({"drift": max(known)} if known else {}),
        },
        kpis={"personas": float(len(movements)), "drifted": float(len(moved))},
        posts=[*posts, Post(content=alarm, part=1)] if alarm else posts,
        events=[Fact(event_type=DRIFTED, payload=_payload(one)) for one in moved],
        records=records,
    )


def _payload(one: Movement) -> Mapping[str, Any]:
    return {
        "persona_id": one.persona_id,
        "drift": one.drift,
        "direction": one.direction,
        "is_partial": one.is_partial,
    }


async def _redefined(context: AgentContext, one: Movement) -> RecordWrite | None:
    """The persona of what it said lately; what it avoids stays avoided."""
    row = await context.records.get(DEFINITIONS, one.persona_id)
    if row is None:
        return None
    old = persona.read(row)
    guidance = Guidance(avoid=list(old.lexicon.avoid))
    new = persona.extracted(old.id, one.recent, guidance, name=old.name, kind=old.kind)
    return persona.write(new, str(row.value.get("workspace_id") or ""), context.now)


async def _in_words(context: AgentContext, report: str) -> str:
    """What a model makes of the report; nothing, where it names a number that does not stand there."""
    if context.llm.is_offline:
        return ""
    prompt = Prompt(
        purpose="report", text=_REPORT, outside=(Outside(label="report", text=report),), max_tokens=300
    )
    try:
        answer = await context.llm.write(prompt)
    except ExternalError:
        return ""
    said = answer.text.strip()[:1_500]
    is_true = set(facts(said).numbers) <= set(facts(report).numbers)
    return f"{wording.quoted(said)}\n\n_By {wording.escaped(answer.model)}._" if said and is_true else ""
