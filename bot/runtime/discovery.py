"""Finds plug-ins by folder; refuses duplicates, wrong names and broken definitions, at start."""

import importlib
import importlib.util
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from bot.contracts.agents import AgentDefinition
from bot.contracts.sources import WebhookSource
from config.errors import SetupError


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAgent:
    """An agent's folder. One without ``graph.py`` is a preview: listed, and cannot be run."""

    slug: str
    definition: AgentDefinition
    is_preview: bool

    def build(self) -> Any:
        """``build`` of its ``graph.py``, imported now: graphs cost what a first run may cost, a start may
        not.
        """
        return importlib.import_module(f"agents.{self.slug}.graph").build


def find_sources() -> Mapping[str, WebhookSource]:
    """Every webhook source by its name, which is its folder's.

    Raises:
        SetupError: one does not import, or its name is not its folder's.
    """
    found: dict[str, WebhookSource] = {}
    for slug in _folders("webhooks", "source.py"):
        source: WebhookSource = _imported(f"webhooks.{slug}.source", "SOURCE")
        if source.name != slug:
            raise SetupError(
                f"webhooks/{slug}/source.py calls itself '{source.name}'; the folder's name is its name."
            )
        found[slug] = source
    return found


def find_adapters() -> Mapping[str, Any]:
    """Every adapter's class by its name, which is its folder's.

    Raises:
        SetupError: one does not import, or its name is not its folder's.
    """
    found: dict[str, Any] = {}
    for slug in _folders("adapters", "adapter.py"):
        adapter = _imported(f"adapters.{slug}.adapter", "ADAPTER")
        if adapter.name != slug:
            raise SetupError(
                f"adapters/{slug}/adapter.py calls itself '{adapter.name}'; the folder's name is its name."
            )
        found[slug] = adapter
    return found


def find_agents(folder: Path | None = None) -> Mapping[str, FoundAgent]:
    """Every agent by its definition's id, read from ``agent.yaml`` alone.

    Raises:
        SetupError: a definition is broken, or two have one id, alias or name.
    """
    found: dict[str, FoundAgent] = {}
    taken: dict[str, str] = {}
    root = folder or _place("agents")
    for path in sorted(root.glob("*/agent.yaml")):
        slug, definition = path.parent.name, read_definition(path)
        for name in {definition.id, definition.name.casefold(), *definition.aliases}:
            if name in taken:
                raise SetupError(
                    f"agents/{slug}/agent.yaml: '{name}' is already taken by agents/{taken[name]}."
                )
            taken[name] = slug
        is_preview = not (path.parent / "graph.py").exists()
        found[definition.id] = FoundAgent(slug=slug, definition=definition, is_preview=is_preview)
    return found


def read_definition(path: Path) -> AgentDefinition:
    """The definition in that file.

    Raises:
        SetupError: with the file and the first fault.
    """
    where = f"agents/{path.parent.name}/{path.name}"
    try:
        return AgentDefinition.model_validate(yaml.load(path.read_text(), Loader=_FAST_SAFE))  # noqa: S506
    except yaml.YAMLError as unreadable:
        raise SetupError(f"{where} is not YAML: {unreadable}") from unreadable
    except ValidationError as invalid:
        fault = invalid.errors()[0]
        raise SetupError(f"{where}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}.") from invalid


# The C loader of libyaml where PyYAML has it: a start reads ten definitions.
_FAST_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _place(package: str) -> Path:
    """Where a package of plug-ins lies. It is looked up by name: the kernel imports nothing above it."""
    return Path(importlib.import_module(package).__path__[0])


def _folders(package: str, file: str) -> Iterator[str]:
    for path in sorted(_place(package).glob(f"*/{file}")):
        if not path.parent.name.isidentifier():
            raise SetupError(f"{package}/{path.parent.name}: a plug-in's folder is named in snake_case.")
        yield path.parent.name


def _imported(module: str, name: str) -> Any:
    try:
        return getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, SyntaxError) as broken:
        raise SetupError(f"{module.replace('.', '/')}.py cannot be used: {broken}") from broken
