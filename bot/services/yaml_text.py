"""Reads YAML that people wrote: strict, bounded, and every fault with its line.

Scalars follow a JSON-like core schema: ``NO`` is text, and ``1.10`` is a number only where one is wanted:
``Read.texts`` has how each plain scalar was written.
"""

import math
import re
from dataclasses import dataclass, field
from typing import Any, Protocol

import yaml

from config.errors import Fault, InvalidInput

LARGEST, DEEPEST, MOST_NODES, MOST_ALIASES = 64 * 1024, 20, 5_000, 20
LARGEST_INTEGER = 2**53 - 1
_INLINE_SECRET = re.compile(
    r"xox[abeprs]-|sk_(live|test)_|sk-[A-Za-z0-9]{16}|shp(at|ss|pa|ca)_|whsec_|ghp_|AKIA[0-9A-Z]{12}"
    r"|-----BEGIN "
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_CORE = "tag:yaml.org,2002:"
_CORE_TAGS = frozenset(_CORE + name for name in ("str", "int", "float", "bool", "null", "map", "seq"))
# libyaml's parser where PyYAML has it: a page of YAML must not hold up the loop.
_Fast: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Fast):  # type: ignore[misc]
    """PyYAML's safe loader without implicit types but JSON's."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the name and form are PyYAML's


for _name, _form, _first in (
    ("bool", r"^(true|false)$", "tf"),
    ("null", r"^(null|~|)$", ["n", "~", ""]),
    ("int", r"^-?(0|[1-9]\d*)$", "-0123456789"),
    ("float", r"^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$", "-0123456789"),
):
    _Loader.add_implicit_resolver(_CORE + _name, re.compile(_form), list(_first))


class _Marked(Protocol):
    start_mark: Any


@dataclass(slots=True)
class Read:
    """What the text says: its values, and by path (``inputs.alert_channel``) their lines and plain texts."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def load(text: str) -> Read:
    """The mapping in ``text``.

    Raises:
        InvalidInput: with a code ``yaml_…`` or ``secret_inline`` and the line; never anything else.
    """
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise _fault("yaml_too_large", "The configuration may have 64 KiB.", 1)
    if found := _INLINE_SECRET.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise _fault(
            "secret_inline",
            "This looks like a secret. Put it down among the workspace's secrets, or as a connection, and"
            " name it.",
            line,
        )
    try:
        _bound(text)
        node = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as unreadable:
        told = _told(unreadable)
        code = "yaml_too_deep" if "nesting depth" in told else "yaml_syntax"
        raise _fault(code, told, _line_of(unreadable)) from unreadable
    if node is None:
        return Read()
    if not isinstance(node, yaml.MappingNode):
        raise _fault("yaml_not_mapping", "The configuration is a list of 'key: value' lines.", 1)
    reading = _Reading()
    reading.read.values = reading.value(node, "", 1)
    return reading.read


def _bound(text: str) -> None:
    """Refuse by the stream of events what would cost too much, or mean too much, to put together."""
    depth = nodes = aliases = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.NodeEvent):
            nodes += 1
            aliases += isinstance(event, yaml.AliasEvent)
            depth += isinstance(event, yaml.CollectionStartEvent)
            _within(event, depth=depth, nodes=nodes, aliases=aliases)
            tag = getattr(event, "tag", None)
            if tag is not None and tag not in _CORE_TAGS and tag != "!":
                raise _fault("yaml_tag", "Tags are not allowed here.", _line(event))


def _within(at: _Marked, *, depth: int, nodes: int, aliases: int = 0) -> None:
    if depth > DEEPEST:
        raise _fault("yaml_too_deep", f"At most {DEEPEST} levels.", _line(at))
    if nodes > MOST_NODES:
        raise _fault("yaml_too_many_nodes", f"At most {MOST_NODES} values.", _line(at))
    if aliases > MOST_ALIASES:
        raise _fault("yaml_too_many_aliases", f"At most {MOST_ALIASES} aliases.", _line(at))


class _Reading:
    """Turns nodes into values, counting as it goes: an alias costs what it stands for."""

    def __init__(self) -> None:
        self.read = Read()
        self._nodes = 0

    def value(self, node: yaml.Node, path: str, depth: int) -> Any:
        self._nodes += 1
        _within(node, depth=depth if isinstance(node, yaml.CollectionNode) else 0, nodes=self._nodes)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self._inside(one, f"{path}[{number}]", depth) for number, one in enumerate(node.value)]
        return self._scalar(node, path)

    def _inside(self, node: yaml.Node, path: str, depth: int) -> Any:
        self.read.lines.setdefault(path, _line(node))
        return self.value(node, path, depth + 1)

    def _mapping(self, node: yaml.MappingNode, path: str, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = _line(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                raise _fault("yaml_key", "A key is a word.", line)
            key = key_node.value
            if key == "<<":
                raise _fault("yaml_merge", "Merge keys are not allowed here.", line)
            if key in found:
                raise _fault("yaml_duplicate_key", f"'{key}' stands here twice.", line)
            if _UNSTORABLE.search(key):
                raise _fault("yaml_syntax", "This key has a character that cannot be stored.", line)
            inner = f"{path}.{key}" if path else key
            self.read.lines[inner] = line
            found[key] = self.value(value_node, inner, depth + 1)
        return found

    def _scalar(self, node: yaml.Node, path: str) -> Any:
        text = str(node.value)
        if _UNSTORABLE.search(text):
            raise _fault("yaml_syntax", "This text has a character that cannot be stored.", _line(node))
        kind = node.tag.removeprefix(_CORE)
        if kind in ("str", "!"):
            return text
        self.read.texts[path] = text
        try:
            return _SCALARS[kind](text)
        except (ValueError, KeyError) as unreadable:
            raise _fault("yaml_value", f"'{text[:40]}' is no {kind}.", _line(node)) from unreadable


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > LARGEST_INTEGER:
        raise ValueError("too large")
    return int(text)


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("too large")
    return number


_SCALARS: dict[str, Any] = {
    "int": _integer,
    "float": _float,
    "bool": {"true": True, "false": False}.__getitem__,
    "null": lambda _: None,
}


def _fault(code: str, message: str, line: int) -> InvalidInput:
    at = Fault(field=f"yaml_config_text:{line}", code=code, message=message)
    return InvalidInput(f"Line {line}: {message}", code=code, details=(at,))


def _line(at: _Marked) -> int:
    return int(at.start_mark.line) + 1


def _line_of(unreadable: Exception) -> int:
    mark = getattr(unreadable, "problem_mark", None) or getattr(unreadable, "context_mark", None)
    return int(mark.line) + 1 if mark else 1


def _told(unreadable: Exception) -> str:
    problem = getattr(unreadable, "problem", None)
    return f"This is not YAML: {problem or 'it cannot be read'}."
