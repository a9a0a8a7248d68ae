"""The contract of agents, over every folder found: a valid definition, a graph, samples that come true."""

import importlib
import math
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson
import pytest
from langgraph.graph import StateGraph

import agents
from bot.contracts.agents import AgentResult, Question, TriggerType
from bot.contracts.messages import Alert, Post
from bot.definitions import faults
from bot.runtime.discovery import find_agents
from bot.runtime.journal import canonical
from bot.runtime.replaying import replay
from scripts.docs import AGENT_SCHEMA, agent_schema
from tests.agents.replaying import graphs_of, performed
from tests.agents.sampling import PlainContext, read_sample, run

AGENTS = {found.slug: found for found in find_agents().values()}
RUNNABLE = sorted(slug for slug, found in AGENTS.items() if not found.is_preview)
SAMPLES = sorted(
    path for slug in RUNNABLE for path in Path(agents.__path__[0], slug, "samples").glob("*.yaml")
)


class Untouchable:
    """A context in which nothing may be looked at."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"build looked at context.{name}")


@pytest.mark.parametrize("slug", sorted(AGENTS))
def test_its_keys_are_named_once_and_its_triggers_say_what_sets_them_off(slug: str) -> None:
    definition = AGENTS[slug].definition
    for keys in (
        [trigger.key for trigger in definition.triggers],
        [one.key_name for one in definition.inputs],
        [one.key_name for one in definition.outputs],
    ):
        assert len(keys) == len(set(keys))
    for trigger in definition.triggers:
        config = trigger.default_config_json
        assert (trigger.type is TriggerType.EVENT_STREAM) == (config.kafka_topic_name is not None)
        assert (trigger.type is TriggerType.SCHEDULE) == (config.cron_expression is not None)


@pytest.mark.parametrize("slug", sorted(AGENTS))
def test_an_editor_finds_the_schema_of_its_definition(slug: str) -> None:
    file = Path(agents.__path__[0], slug, "agent.yaml")
    named = file.read_text("utf-8").splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert (file.parent / named).resolve() == AGENT_SCHEMA


def test_the_schema_of_definitions_is_what_make_docs_writes() -> None:
    assert AGENT_SCHEMA.read_text("utf-8") == agent_schema()


@pytest.mark.parametrize("slug", sorted(AGENTS))
def test_nothing_is_wrong_with_its_folder(slug: str) -> None:
    assert list(faults(Path(agents.__path__[0], slug))) == []


@pytest.mark.parametrize("slug", sorted(AGENTS))
def test_its_events_are_facts_of_an_agent(slug: str) -> None:
    for output in AGENTS[slug].definition.outputs:
        assert (output.data_type == "event") == (output.target_event_type is not None)
        assert (output.target_event_type or "ionflux.agent.").startswith("ionflux.agent.")


@pytest.mark.parametrize("slug", RUNNABLE)
def test_its_graph_is_built_without_a_look_at_the_run(slug: str) -> None:
    module = importlib.import_module(f"agents.{slug}.graph")
    graph = module.build(Untouchable())
    assert isinstance(graph, StateGraph)
    graph.compile()
    own = [
        name for name, value in vars(module).items() if getattr(value, "__module__", None) == module.__name__
    ]
    assert [name for name in own if not name.startswith("_")] == ["build"]


@pytest.mark.parametrize("slug", RUNNABLE)
def test_it_has_samples(slug: str) -> None:
    assert [path for path in SAMPLES if path.parent.parent.name == slug]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
async def test_each_sample_gives_what_it_declares(path: Path) -> None:
    slug = path.parent.parent.name
    definition = AGENTS[slug].definition
    context, expect = read_sample(path, definition)
    result = await run(slug, context)
    assert _shown(result, context, expect) == expect
    assert result.outputs.keys() <= {one.key_name for one in definition.outputs}
    assert all(isinstance(value, float) and math.isfinite(value) for value in result.kpis.values())
    assert all(fact.event_type.startswith("ionflux.agent.") for fact in result.events)
    assert len({post.part for post in result.posts}) == len(result.posts)
    assert len({(row.collection, row.key) for row in result.records}) == len(result.records)
    orjson.dumps([asdict(part) for part in (*result.events, *result.records)])
    orjson.dumps([dict(result.outputs), dict(result.kpis)])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
async def test_the_run_of_each_sample_is_repeated_byte_for_byte(path: Path) -> None:
    found = AGENTS[path.parent.parent.name]
    context, _ = read_sample(path, found.definition)
    result, recorded = await performed(found, context)
    again = await replay(graphs_of(found), recorded)
    assert again.differences == []
    assert again.result is not None
    assert canonical(again.result) == canonical(result)
    assert [step.name for step in recorded.steps] == [name for _, name, _ in again.steps]


def _shown(result: AgentResult, context: PlainContext, expect: Mapping[str, Any]) -> dict[str, Any]:
    """The result in a sample's form: posts, events, questions and tool calls always, the rest as far as the
    sample names it.
    """
    shown: dict[str, Any] = {"preview": result.preview}
    if context.asked or "asks" in expect:
        shown["asks"] = [_asked(one) for one in context.asked]
    if context.consulted or "consults" in expect:
        shown["consults"] = [
            {"agent": one.definition_id, "inputs": dict(one.inputs)} for one in context.consulted
        ]
    if context.tools.calls or "calls" in expect:
        shown["calls"] = [{"tool": name, "arguments": dict(given)} for name, given in context.tools.calls]
    if result.posts or "posts" in expect:
        shown["posts"] = [_post(post) for post in result.posts]
    if result.events or "events" in expect:
        shown["events"] = [{"event_type": fact.event_type, "payload": fact.payload} for fact in result.events]
    if "outputs" in expect:
        shown["outputs"] = dict(result.outputs)
    if "kpis" in expect:
        shown["kpis"] = {key: value for key, value in result.kpis.items() if key in expect["kpis"]}
    if "records" in expect:
        collections = {row["collection"] for row in expect["records"]}
        shown["records"] = [
            {"collection": row.collection, "key": row.key, "at": row.at.isoformat(), "value": dict(row.value)}
            for row in result.records
            if row.collection in collections
        ]
    return shown


def _asked(question: Question) -> dict[str, Any]:
    return {
        "title": question.title_text,
        "actions": [one.action_id for one in question.actions],
        "data": dict(question.data_json),
    }


def _post(post: Post) -> dict[str, Any]:
    if isinstance(post.content, Alert):
        return {"channel": post.channel, "alert": post.content.content()["json_payload"]}
    return {"channel": post.channel, "text": post.content}
