"""008 as a graph: load_persona → authenticity → gate → repair ⇄ fact_preservation → persist; a persona that
is not defined goes through extract → confirm first, and a week through analyse → propose → report.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TypedDict

from langgraph.graph import START, StateGraph
from langgraph.types import Command

from agents.creator_persona_guardian import asking, ending, persona, repair, request, scoring, weeks, wording
from agents.creator_persona_guardian.drift import FEWEST_PIECES, Movement, drift
from agents.creator_persona_guardian.material import gathered
from agents.creator_persona_guardian.persona import DEFINITIONS, Persona
from agents.creator_persona_guardian.repair import Repair
from agents.creator_persona_guardian.request import Request
from agents.creator_persona_guardian.scoring import Resonance, Score
from bot.contracts.agents import AgentContext, AgentResult, Decided
from config.errors import AgentError, ExternalError

_RESONANCE = "audience_resonance_data"


class _State(TypedDict, total=False):
    request: Request
    persona: Persona | None
    candidate: Persona
    decided: Decided
    is_defined_now: bool
    pieces: list[list[float]]
    score: Score
    resonance: Resonance
    history: list[dict[str, Any]]
    draft: str
    model: str
    loops: int
    again: str
    wrong: list[str]
    repairs: list[Repair]
    why_not: str
    movements: list[Movement]
    result: AgentResult


def build(context: AgentContext) -> StateGraph[_State]:
    """The graph of agent 008."""
    nodes = _Nodes(context)
    graph = StateGraph(_State)
    graph.add_node("load_persona", nodes.load_persona, destinations=("extract", "authenticity", "analyse"))
    graph.add_node("extract", nodes.extract, destinations=("confirm",))
    graph.add_node("confirm", nodes.confirm)
    graph.add_node("confirmed", nodes.confirmed, destinations=("authenticity",))
    graph.add_node("authenticity", nodes.authenticity)
    graph.add_node("gate", nodes.gate, destinations=("repair", "persist"))
    graph.add_node("repair", nodes.repair, destinations=("fact_preservation", "persist"))
    graph.add_node("fact_preservation", nodes.fact_preservation, destinations=("repair", "persist"))
    graph.add_node("persist", nodes.persist)
    graph.add_node("analyse", nodes.analyse, destinations=("propose", "report"))
    graph.add_node("propose", nodes.propose)
    graph.add_node("report", nodes.report)
    graph.add_edge(START, "load_persona")
    graph.add_edge("confirm", "confirmed")
    graph.add_edge("authenticity", "gate")
    graph.add_edge("propose", "report")
    return graph


class _Nodes:
    """The steps. They look at the context each time: a graph is built once and serves every run."""

    def __init__(self, context: AgentContext) -> None:
        self._context = context

    async def load_persona(self, state: _State) -> Command[str]:
        """What is asked, and the persona as it is defined."""
        del state
        asked = request.read(self._context)
        if asked.is_weekly:
            return Command(update={"request": asked}, goto="analyse")
        if asked.problem:
            return Command(update={"result": ending.problem(asked)})
        row = await self._context.records.get(DEFINITIONS, asked.persona_id)
        found = persona.read(row) if row else None
        found = None if found is None or found.is_empty else found
        goes_on = "extract" if asked.corpus or found is None else "authenticity"
        return Command(update={"request": asked, "persona": found}, goto=goes_on)

    async def extract(self, state: _State) -> Command[str]:
        """Learn the persona from the corpus, or from what the workspace wrote of its brand or creator."""
        asked = state["request"]
        candidate = await gathered(self._context, asked)
        if candidate is None:
            return Command(update={"result": ending.undefined(asked)})
        return Command(update={"candidate": candidate}, goto="confirm")

    async def confirm(self, state: _State) -> _State:
        """Have people confirm what was learned."""
        is_change = state.get("persona") is not None
        decided = await self._context.ask(asking.definition(state["candidate"], is_change=is_change))
        return {"decided": decided}

    async def confirmed(self, state: _State) -> Command[str]:
        """Go on with the persona as it now is."""
        asked, decided, known = state["request"], state["decided"], state.get("persona")
        is_new = decided.action_id == asking.APPROVE
        if is_new:
            known = asking.edited(state["candidate"], decided.data_json)
        if known is None:
            return Command(update={"result": ending.undefined(asked)})
        update: _State = {"persona": known, "is_defined_now": is_new}
        if not asked.content:
            update["result"] = ending.defined(self._context, known, asked, is_new=is_new)
            return Command(update=update)
        return Command(update=update, goto="authenticity")

    async def authenticity(self, state: _State) -> _State:
        """Score the content, and what its audience may make of it."""
        asked, known = state["request"], _known(state)
        await self._context.progress("Holding it against the voice", 0.2)
        vectors = await self._vectors([asked.content, *known.pieces]) if known.pieces else []
        score = scoring.score(asked.content, known, vectors)
        history = await self._history(asked, known)
        return {
            "score": score,
            "pieces": vectors[1:],
            "history": history,
            "resonance": scoring.resonance(score.authenticity or 0.0, history),
            "loops": 0,
            "repairs": [],
            "again": "",
            "why_not": "",
        }

    async def gate(self, state: _State) -> Command[str]:
        """Let through what is in the voice."""
        found = state["score"].authenticity
        if found is None:
            return Command(update={"result": ending.undefined(state["request"])})
        if found >= state["request"].threshold:
            return Command(goto="persist")
        if self._context.llm.is_offline:
            return Command(update={"why_not": wording.RULES_ONLY}, goto="persist")
        return Command(goto="repair")

    async def repair(self, state: _State) -> Command[str]:
        """Have a model rewrite it, from the best version so far."""
        asked, known = state["request"], _known(state)
        await self._context.progress("Mending it", 0.4 + 0.2 * state["loops"])
        try:
            draft, model = await repair.rewritten(
                self._context.llm,
                asked.content,
                known,
                strength=asked.strength,
                again=state["again"],
                wrong=state.get("wrong", []),
            )
        except ExternalError:
            why = "The language model did not answer: these are hints by fixed rules."
            return Command(update={"why_not": "" if state["repairs"] else why}, goto="persist")
        update = {"draft": draft, "model": model, "loops": state["loops"] + 1}
        return Command(update=update, goto="fact_preservation")

    async def fact_preservation(self, state: _State) -> Command[str]:
        """Take the rewritten text only with every fact as it was, and only if it is nearer to the voice."""
        asked, known, draft = state["request"], _known(state), state["draft"]
        wrong = repair.faults(asked.content, draft, known) if draft else ["the whole text"]
        repairs = state["repairs"]
        if wrong:
            again = "Your last version changed facts, and was not taken. Keep each exactly as it was."
        else:
            vectors = await self._vectors([draft]) if state["pieces"] else []
            score = scoring.score(draft, known, [*vectors, *state["pieces"]] if vectors else [])
            better = score.authenticity or 0.0
            if better > (state["score"].authenticity or 0.0):
                expected = scoring.resonance(better, state["history"])
                repairs = [
                    *repairs,
                    Repair(text=draft, authenticity=better, resonance=expected.score, model=state["model"]),
                ]
            again = "Your last version was not near enough to the voice: go further, and keep every fact."
        is_enough = any(one.authenticity >= asked.threshold for one in repairs)
        update = {"repairs": repairs, "again": again, "wrong": wrong}
        if is_enough or state["loops"] >= repair.MOST_LOOPS:
            why = (
                "" if repairs else "The model's versions changed facts or came no nearer, and were not taken."
            )
            return Command(update={**update, "why_not": why}, goto="persist")
        return Command(update=update, goto="repair")

    async def persist(self, state: _State) -> _State:
        """Keep the validation and say what came of it."""
        asked, known = state["request"], _known(state)
        outcome = ending.Outcome(
            request=asked,
            persona=known,
            score=state["score"],
            resonance=state["resonance"],
            repairs=state["repairs"],
            why_not=state["why_not"],
            drift=await self._drift(asked, known),
            is_defined_now=state.get("is_defined_now", False),
        )
        return {"result": ending.validated(self._context, outcome)}

    async def analyse(self, state: _State) -> Command[str]:
        """The week of every persona of the workspace."""
        asked, movements = state["request"], []
        for one in await weeks.personas(self._context, asked):
            week = await weeks.week(self._context, one, asked)
            vectors = await self._vectors([*one.pieces, *week.texts]) if one.pieces and week.texts else []
            movements.append(week.movement(one, vectors))
        update = {"movements": movements}
        return Command(
            update=update, goto="propose" if any(one.is_drifted for one in movements) else "report"
        )

    async def propose(self, state: _State) -> _State:
        """Ask whether the voices that moved are learned anew."""
        moved = [one for one in state["movements"] if one.is_drifted]
        return {"decided": await self._context.ask(asking.redefinition(moved))}

    async def report(self, state: _State) -> _State:
        """Say how the week was, and redefine what people want redefined."""
        decided = state.get("decided")
        is_redefined = decided is not None and decided.action_id == asking.APPROVE
        return {"result": await weeks.reported(self._context, state["movements"], is_redefined=is_redefined)}

    async def _vectors(self, texts: Sequence[str]) -> list[list[float]]:
        """The texts' vectors; none where nothing embeds them now, which makes a score partial."""
        try:
            return [list(one) for one in await self._context.memory.embed(texts)]
        except (AgentError, ExternalError):
            return []

    async def _history(self, asked: Request, known: Persona) -> list[dict[str, Any]]:
        now = self._context.now
        rows = await self._context.records.range(
            _RESONANCE, since=now - timedelta(days=365), until=now, key_prefix=f"{known.id}/", limit=1_000
        )
        of_segment = [
            dict(row.value)
            for row in rows
            if not asked.segment or row.value.get("target_audience_segment_id") == asked.segment
        ]
        return [*of_segment, *asked.samples]

    async def _drift(self, asked: Request, known: Persona) -> float | None:
        """With this content among what was said in the week; None: too little was."""
        week = await weeks.week(self._context, known, asked)
        recent = [*week.texts, asked.content][-persona.MOST_PIECES :]
        if len(recent) < FEWEST_PIECES or not known.pieces:
            return None
        return drift(known, recent, await self._vectors([*known.pieces, *recent]))


def _known(state: _State) -> Persona:
    known = state["persona"]
    if known is None:
        raise AgentError("A text is to be scored without a persona.")
    return known
