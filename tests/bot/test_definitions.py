"""``ionflux agents validate`` names every fault with its file, line and key."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app as command_line
from bot.definitions import faults, folders
from config.errors import SetupError

AGENT = """\
id: agent_900
name: Sample
version: 1.0.0
definition_status: beta
triggers:
  - key: by_hand
    type: manual
"""
GRAPH = """\
from langgraph.graph import START, StateGraph


def build(context):
    graph = StateGraph(dict)
    graph.add_node("read", lambda state: state)
    graph.add_edge(START, "read")
    return graph
"""
SAMPLE = "trigger_key: by_hand\nnow: '2026-03-02T09:00:00+00:00'\nexpect: {}\n"
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes an agent's folder of a name that no other test imports."""

    def made(slug: str, agent: str = AGENT, graph: str | None = GRAPH, **samples: str) -> Path:
        folder = tmp_path / slug
        (folder / "samples").mkdir(parents=True)
        (folder / "agent.yaml").write_text(agent)
        if graph is not None:
            (folder / "graph.py").write_text(graph)
        for name, text in samples.items():
            (folder / "samples" / f"{name}.yaml").write_text(text)
        return folder

    return made


def told(folder: Path) -> list[str]:
    return [line.removeprefix(f"{folder}/") for line in faults(folder)]


def test_nothing_is_wrong_with_a_whole_folder_nor_with_a_preview(make: Make) -> None:
    assert told(make("validated_whole", one=SAMPLE)) == []
    assert told(make("validated_preview", graph=None)) == []


def test_every_fault_of_a_definition_has_its_line_and_key(make: Make) -> None:
    wrong = AGENT.replace("manual", "rain").replace("name: Sample\n", "") + "colour: red\n"
    assert told(make("validated_faults", wrong)) == [
        "agent.yaml:1: name: Field required",
        "agent.yaml:6: triggers.0.type: Input should be 'schedule', 'webhook', 'event_stream' or 'manual'",
        "agent.yaml:7: colour: Extra inputs are not permitted",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [("id: [agent_900\nname: Sample\n", "agent.yaml:2: "), ("", "agent.yaml:1: the definition: ")],
    ids=["not YAML", "empty"],
)
def test_what_is_no_definition_at_all_is_one_fault(make: Make, text: str, line: str) -> None:
    found = told(make("validated_none", text))
    assert len(found) == 1
    assert found[0].startswith(line)


def test_a_key_that_is_had_twice_is_named_where_it_comes_again(make: Make) -> None:
    twice = AGENT + "  - key: by_hand\n    type: manual\n"
    found = told(make("validated_twice", twice, one=SAMPLE))
    assert found == ["agent.yaml:8: triggers.1.key: this key is had by another one"]


@pytest.mark.parametrize(
    ("slug", "graph", "line"),
    [
        ("validated_syntax", "def build(:\n", "graph.py:1: SyntaxError: "),
        ("validated_no_build", "built = None\n", "graph.py:1: AttributeError: "),
        (
            "validated_raises",
            "\ndef build(context):\n    raise ValueError('no')\n",
            "graph.py:3: ValueError: no",
        ),
    ],
)
def test_a_graph_that_cannot_be_built_is_a_fault(make: Make, slug: str, graph: str, line: str) -> None:
    found = told(make(slug, graph=graph, one=SAMPLE))
    assert [one[: len(line)] for one in found] == [line]


def test_a_sample_is_there_and_names_a_trigger(make: Make) -> None:
    assert told(make("validated_bare")) == [
        "samples: there is no sample; an agent that runs has at least one"
    ]
    odd = SAMPLE.replace("by_hand", "nightly").replace("expect: {}\n", "")
    assert told(make("validated_odd", one=odd, two="a: [\n")) == [
        "samples/one.yaml:1: expect: a sample says this",
        "samples/one.yaml:1: trigger_key: the agent has no trigger 'nightly'",
        "samples/two.yaml:2: did not find expected node content",
    ]


def test_one_folder_is_read_or_all_of_them(make: Make, tmp_path: Path) -> None:
    one, other = make("validated_a"), make("validated_b")
    assert folders(tmp_path) == [one, other]
    assert folders(one) == folders(one / "agent.yaml") == (one,)
    assert {"badge_motivator", "shopify_sales_sentinel"} <= {found.name for found in folders(None)}
    with pytest.raises(SetupError):
        folders(tmp_path / "nowhere")


def test_the_command_ends_with_a_code_that_says_whether_all_is_well(make: Make, tmp_path: Path) -> None:
    fine = make("validated_fine", one=SAMPLE)
    ended = CliRunner().invoke(command_line, ["agents", "validate", str(fine)])
    assert (ended.exit_code, ended.output) == (0, f"{fine} is valid.\n")
    make("validated_poor", "id: 1\n")
    ended = CliRunner().invoke(command_line, ["agents", "validate", str(tmp_path)])
    assert ended.exit_code == 78
    assert "agent.yaml:1: id: Input should be a valid string" in ended.output
