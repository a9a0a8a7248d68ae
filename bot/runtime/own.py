"""The graph of agents that workspaces make without code: a model is given the instructions, and what came."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict

import orjson

from bot.contracts.agents import AgentContext, AgentResult, OwnDefinition
from bot.contracts.llm import Outside, Prompt
from bot.contracts.messages import Post

PURPOSE, ANSWER, PROMPT, CHANNEL = "answer", "answer_markdown", "prompt", "channel"
MOST_CHARACTERS, LONGEST_ANSWER, LONGEST_PREVIEW = 60_000, 1_500, 200
_UNASKED = "Do what your instructions say."
_OFFLINE = (
    "I need a language model, and none is set up here. An owner or admin of this installation names one in"
    " `IONFLUX_LLM__MODEL`; then ask me again."
)


class _State(TypedDict, total=False):
    result: AgentResult


@dataclass(frozen=True, slots=True)
class OwnAgent:
    """Such an agent, for ``Graphs``."""

    definition: OwnDefinition
    is_preview: bool = False

    @property
    def package(self) -> str:
        """Where the types of its states are."""
        return "bot.contracts"

    def build(self) -> Any:
        """What makes its graph."""
        return self._built

    def _built(self, context: AgentContext) -> Any:
        from langgraph.graph import END, START, StateGraph

        graph = StateGraph(_State)

        async def answer(state: _State) -> _State:
            return {"result": await answered(context, self.definition)}

        graph.add_node(PURPOSE, answer)
        graph.add_edge(START, PURPOSE)
        graph.add_edge(PURPOSE, END)
        return graph


async def answered(context: AgentContext, definition: OwnDefinition) -> AgentResult:
    """What the model says, as a message and as the output."""
    channel = str(context.inputs.get(CHANNEL) or "")
    if context.llm.is_offline:
        return AgentResult(preview="No language model is set up.", posts=(_post(channel, _OFFLINE),))
    asked = str(context.inputs.get(PROMPT) or "").strip()
    prompt = Prompt(
        purpose=PURPOSE,
        system=definition.instructions,
        text=asked or _UNASKED,
        outside=_outside(context),
        max_tokens=LONGEST_ANSWER,
        tools=definition.tools,
    )
    said = await context.llm.write(prompt, is_shown=True)
    text = said.text.strip()
    if not text:
        return AgentResult(preview="It had nothing to say.", kpis=_used(said.tool_calls))
    return AgentResult(
        preview=" ".join(text.split())[:LONGEST_PREVIEW],
        outputs={ANSWER: text},
        kpis=_used(said.tool_calls),
        posts=(_post(channel, text),),
    )


def _outside(context: AgentContext) -> tuple[Outside, ...]:
    """What others said or sent: data, whatever it says."""
    found = []
    if context.event is not None:
        told = {"event_type": context.event.event_type, "payload": context.event.payload_json}
        found.append(Outside(label="event", text=orjson.dumps(told).decode()[:MOST_CHARACTERS]))
    if context.thread:
        lines = [f"{one.author_name}, {one.at:%Y-%m-%d %H:%M}: {one.text}" for one in context.thread]
        found.append(Outside(label="conversation", text="\n".join(lines)[-MOST_CHARACTERS:]))
    return tuple(found)


def _post(channel: str, text: str) -> Post:
    return Post(channel=channel, content=text)


def _used(calls: Any) -> Mapping[str, float]:
    return {"tool_calls": float(len(calls))}
