"""``ionflux agents validate``: every fault of an agent's folder, each with its file, line and key."""

import importlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from bot.contracts.agents import AgentDefinition
from bot.runtime.at_hand import CurrentRun
from config.errors import SetupError

# The same as a start reads definitions with: the two loaders of PyYAML differ in what they take.
_FAST_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SAMPLE_KEYS = ("trigger_key", "now", "expect")


def folders(path: Path | None) -> Sequence[Path]:
    """The agents' folders that a path means: a folder, its agent.yaml, or a folder of folders; none, ours.

    Raises:
        SetupError: there is no agent.yaml.
    """
    root = path if path is not None else Path(importlib.import_module("agents").__path__[0])
    if root.name == "agent.yaml" and root.is_file():
        return (root.parent,)
    if (root / "agent.yaml").is_file():
        return (root,)
    found = [one.parent for one in sorted(root.glob("*/agent.yaml"))]
    if not found:
        raise SetupError(f"{root} has no agent.yaml, and no folder in it has one.")
    return found


def faults(folder: Path) -> Iterator[str]:
    """All that is wrong with an agent's folder, one line each; nothing, where it is as it should be."""
    file = folder / "agent.yaml"
    try:
        text = file.read_text("utf-8")
        node = yaml.compose(text, Loader=_FAST_SAFE)
        read = yaml.load(text, Loader=_FAST_SAFE)  # noqa: S506 - the safe loader, in C
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as unreadable:
        yield f"{file}:{_mark(unreadable)}: {_one_line(unreadable)}"
        return
    try:
        definition = AgentDefinition.model_validate(read)
    except ValidationError as invalid:
        for one in invalid.errors():
            yield f"{file}:{_line(node, one['loc'])}: {_key(one['loc'])}: {one['msg']}"
        return
    for place in _repeated(definition):
        yield f"{file}:{_line(node, place)}: {_key(place)}: this key is had by another one"
    if (folder / "graph.py").exists():
        yield from _graph(folder)
        yield from _samples(folder, definition)


def _repeated(definition: AgentDefinition) -> Iterator[tuple[str | int, ...]]:
    parts: Mapping[str, tuple[str, Sequence[str]]] = {
        "triggers": ("key", [one.key for one in definition.triggers]),
        "inputs": ("key_name", [one.key_name for one in definition.inputs]),
        "outputs": ("key_name", [one.key_name for one in definition.outputs]),
    }
    for section, (name, keys) in parts.items():
        for at, key in enumerate(keys):
            if key in keys[:at]:
                yield section, at, name


def _graph(folder: Path) -> Iterator[str]:
    """Whether ``build`` gives a graph that compiles. A folder elsewhere is found as one of ours would be."""
    file, package = folder / "graph.py", importlib.import_module("agents")
    parent = str(folder.resolve().parent)
    paths = package.__path__
    paths.insert(0, parent)
    try:
        importlib.import_module(f"agents.{folder.resolve().name}.graph").build(CurrentRun()).compile()
    except Exception as broken:  # noqa: BLE001 - whatever a stranger's module raises is a fault of it
        yield f"{file}:{_raised_at(broken, file)}: {type(broken).__name__}: {_one_line(broken)}"
    finally:
        paths.remove(parent)


def _samples(folder: Path, definition: AgentDefinition) -> Iterator[str]:
    files = sorted((folder / "samples").glob("*.yaml"))
    if not files:
        yield f"{folder / 'samples'}: there is no sample; an agent that runs has at least one"
    known = {"manual", *(one.key for one in definition.triggers)}
    for file in files:
        try:
            read: Any = yaml.load(file.read_text("utf-8"), Loader=_FAST_SAFE)  # noqa: S506 - safe, in C
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as unreadable:
            yield f"{file}:{_mark(unreadable)}: {_one_line(unreadable)}"
            continue
        sample = read if isinstance(read, Mapping) else {}
        for key in _SAMPLE_KEYS:
            if key not in sample:
                yield f"{file}:1: {key}: a sample says this"
        if sample.get("trigger_key", "manual") not in known:
            yield f"{file}:1: trigger_key: the agent has no trigger '{sample['trigger_key']}'"


def _line(node: Any, place: Sequence[str | int]) -> int:
    """The line of that key, or of the nearest thing around it that is there."""
    line = node.start_mark.line + 1 if node is not None else 1
    for part in place:
        if isinstance(node, yaml.MappingNode):
            held = next(((key, value) for key, value in node.value if key.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            held = (node.value[part], node.value[part])
        else:
            held = None
        if held is None:
            break
        line, node = held[0].start_mark.line + 1, held[1]
    return line


def _raised_at(broken: BaseException, file: Path) -> int:
    """The last line of that file on the way to where it was raised."""
    if isinstance(broken, SyntaxError):
        return broken.lineno or 1
    line, trace = 1, broken.__traceback__
    while trace is not None:
        if Path(trace.tb_frame.f_code.co_filename).resolve() == file.resolve():
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _mark(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark is not None else 1


def _key(place: Sequence[str | int]) -> str:
    return ".".join(map(str, place)) or "the definition"


def _one_line(error: BaseException) -> str:
    return " ".join(str(getattr(error, "problem", None) or error).split())
