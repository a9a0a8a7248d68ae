"""007 as a graph: read → extract → answer. By a language model where there is one, else by fixed rules;
either way every item stands on a message.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from langgraph.graph import START, StateGraph

from agents.communication_clarity_butler import questions, reader, wording
from agents.communication_clarity_butler.extract import Extract, Item, extract
from agents.communication_clarity_butler.sentences import Sentence, sentences, talk
from bot.contracts.agents import AgentContext, AgentResult, ThreadMessage
from bot.contracts.events import Fact
from bot.contracts.messages import Post
from config.errors import ExternalError, OutputInvalid

_CREATED = "ionflux.agent.commbutler.summary_created"
_NOTHING = "There is nothing to read yet: mention me under a conversation, or in a channel that has one."


class _State(TypedDict, total=False):
    messages: list[ThreadMessage]
    said: list[Sentence]
    found: Extract
    is_by_model: bool
    result: AgentResult


def build(context: AgentContext) -> StateGraph[_State]:
    """The graph of agent 007."""
    nodes = _Nodes(context)
    graph = StateGraph(_State)
    graph.add_node("read", nodes.read)
    graph.add_node("extract", nodes.extract)
    graph.add_node("answer", nodes.answer)
    graph.add_edge(START, "read")
    graph.add_edge("read", "extract")
    graph.add_edge("extract", "answer")
    return graph


class _Nodes:
    """The steps. They look at the context each time: a graph is built once and serves every run."""

    def __init__(self, context: AgentContext) -> None:
        self._context = context

    async def read(self, state: _State) -> _State:
        """What people said to one another, as sentences."""
        del state
        messages = talk(self._context.thread)
        await self._context.progress(f"Reading {wording.count(len(messages), 'message')}", 0.1)
        return {"messages": messages, "said": await asyncio.to_thread(sentences, messages)}

    async def extract(self, state: _State) -> _State:
        """What it decided, who does what, what is open."""
        await self._context.progress("Looking for decisions, actions and questions", 0.4)
        llm, messages = self._context.llm, state["messages"]
        if messages and not llm.is_offline:
            try:
                return {"found": await reader.read(llm, messages, state["said"]), "is_by_model": True}
            except (ExternalError, OutputInvalid):
                await self._context.progress("The model did not help; going by rules", 0.5)
        return {"found": await asyncio.to_thread(extract, state["said"])}

    async def answer(self, state: _State) -> _State:
        """Say it, or the part that was asked for."""
        messages, found = state["messages"], state["found"]
        if not messages:
            return {"result": AgentResult(preview=_NOTHING, kpis={"messages_read": 0.0})}
        await self._context.progress("Writing the answer", 0.8)
        asked = questions.asked(self._context.inputs)
        text = await self._by_model(asked, state) if state.get("is_by_model") else None
        if text is None:
            text = wording.fitted(questions.answer(asked, state["said"], found))
            text = f"{text}\n\n{wording.read_by_rules(messages, text)}"
        counts = {
            "messages_read": float(len(messages)),
            "decisions": float(len(found.decisions)),
            "actions": float(len(found.actions)),
            "open_questions": float(len(found.questions)),
        }
        result = AgentResult(
            preview=wording.preview(messages, found),
            outputs={"structured_summary_markdown": text, "extracted_action_items_json": _items(found)},
            kpis=counts,
            posts=(Post(content=text),),
            events=(Fact(event_type=_CREATED, payload={name: int(value) for name, value in counts.items()}),),
        )
        return {"result": result}

    async def _by_model(self, asked: questions.Asked, state: _State) -> str | None:
        """The answer in a few words of a model, and below it what it found; None: it does not answer now."""
        messages = state["messages"]
        try:
            answer, model = await reader.answer(self._context.llm, messages, asked.text)
        except ExternalError:
            return None
        listed = wording.fitted(questions.listed(asked, state["found"]))
        # The numbers are of what is listed: what a model writes in brackets leads nowhere.
        told = wording.read_by_model(messages, model, listed)
        return "\n\n".join(filter(None, (answer, listed, told)))


def _items(found: Extract) -> Mapping[str, Sequence[Any]]:
    """In the form that other agents know."""

    def item(one: Item, **more: Any) -> dict[str, Any]:
        return {"description": one.text, **more, "evidence_message_id": str(one.source.id)}

    return {
        "decisions": [
            item(one, decided_by_user_ids=[who.id for who in one.people]) for one in found.decisions
        ],
        "action_items": [
            item(
                one,
                assigned_to_user_id=one.people[0].id if one.people else None,
                due_date=one.due.day.isoformat() if one.due and one.due.day else None,
            )
            for one in found.actions
        ],
        "open_questions": [item(one) for one in found.questions],
    }
