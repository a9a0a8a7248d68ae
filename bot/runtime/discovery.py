"""Finds plug-ins by folder; refuses duplicates, wrong names and broken definitions, at start."""

import importlib
import importlib.util
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from bot.contracts.agents import AgentDefinition
from bot.contracts.commands import Command
from bot.contracts.sources import WebhookSource
from bot.runtime.commands import Commands
from config.errors import SetupError


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAgent:
    """An agent's folder. One without ``graph.py`` is a preview: listed, and cannot be run."""

    slug: str
    definition: AgentDefinition
    is_preview: bool

    @property
    def package(self) -> str:
        """The package of its folder."""
        return f"agents.{self.slug}"

    def build(self) -> Any:
        """``build`` of its ``graph.py``, imported now: graphs cost what a first run may cost, a start may
        not.
        """
        return importlib.import_module(f"{self.package}.graph").build


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
    return {slug: _adapter(slug) for slug in _folders("adapters", "adapter.py")}


def find_senders() -> Mapping[str, Any]:
    """The adapters that send, by name: those with a ``render.py``. The others are not even imported.

    Raises:
        SetupError: one does not import, or its name is not its folder's.
    """
    return {slug: _adapter(slug) for slug in _folders("adapters", "render.py")}


def _adapter(slug: str) -> Any:
    adapter = _imported(f"adapters.{slug}.adapter", "ADAPTER")
    if adapter.name != slug:
        raise SetupError(
            f"adapters/{slug}/adapter.py calls itself '{adapter.name}'; the folder's name is its name."
        )
    return adapter


def find_agents(folder: Path | None = None) -> Mapping[str, FoundAgent]:
    """Every agent by its definition's id, read from ``agent.yaml`` alone.

    Raises:
        SetupError: a definition is broken, or two have one id, alias or name.
    """
    found: dict[str, FoundAgent] = {}
    taken: dict[str, str] = {}
    root = folder or _place("agents")
    for path in sorted(root.glob("*/agent.yaml")):
        slug = _slug("agents", path)
        definition = read_definition(path)
        for name in {definition.id, definition.name.casefold(), *definition.aliases}:
            if name in taken:
                raise SetupError(
                    f"agents/{slug}/agent.yaml: '{name}' is already taken by agents/{taken[name]}."
                )
            taken[name] = slug
        is_preview = not (path.parent / "graph.py").exists()
        found[definition.id] = FoundAgent(slug=slug, definition=definition, is_preview=is_preview)
    return found


def find_commands() -> Commands:
    """Every command that a file of ``commands/`` declares.

    Raises:
        SetupError: a file does not import or declares none; a declaration lacks something; a name is had
            twice.
    """
    found: list[Command] = []
    taken: dict[str, str] = {}
    for path in sorted(_place("commands").glob("[!_]*.py")):
        where = f"commands/{path.name}"
        if not _SNAKE_CASE.fullmatch(path.stem):
            raise SetupError(f"{where}: a plug-in's file is named in snake_case.")
        module = _module(f"commands.{path.stem}")
        declared = [one for one in vars(module).values() if isinstance(one, Command)]
        if not declared:
            raise SetupError(f"{where} declares no command.")
        for one in declared:
            for name in (one.name, *one.aliases):
                if name in taken:
                    raise SetupError(f"{where}: '/{name}' is already taken by {taken[name]}.")
                taken[name] = where
        found += declared
    return Commands(found)


def read_definition(path: Path) -> AgentDefinition:
    """The definition in that file.

    Raises:
        SetupError: with the file and the first fault.
    """
    where = f"agents/{path.parent.name}/{path.name}"
    try:
        return AgentDefinition.model_validate(
            yaml.load(path.read_text("utf-8"), Loader=_FAST_SAFE)  # noqa: S506 - the safe loader, in C
        )
    except OSError as away:
        raise SetupError(f"{where} cannot be read: {away.strerror}.") from away
    except (yaml.YAMLError, UnicodeDecodeError) as unreadable:
        raise SetupError(f"{where} is not YAML: {_line(unreadable)}.") from unreadable
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
        yield _slug(package, path)


def _slug(package: str, path: Path) -> str:
    slug = path.parent.name
    if not _SNAKE_CASE.fullmatch(slug):
        raise SetupError(f"{package}/{slug}: a plug-in's folder is named in snake_case.")
    return slug


def _imported(module: str, name: str) -> Any:
    try:
        return getattr(_module(module), name)
    except AttributeError as broken:
        raise _unusable(module, broken) from broken


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except _BROKEN as broken:
        raise _unusable(name, broken) from broken


def _unusable(module: str, broken: Exception) -> SetupError:
    where = f"{module.replace('.', '/')}.py"
    return SetupError(f"{where} cannot be used: {type(broken).__name__}: {_line(broken)}.")


def _line(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".")


_SNAKE_CASE = re.compile(r"[a-z][a-z0-9_]*")
# Whatever a module may raise while it is imported.
_BROKEN = (
    ArithmeticError, AttributeError, ImportError, LookupError, NameError, OSError, RuntimeError, SyntaxError,
    TypeError, ValueError,
)  # fmt: skip
