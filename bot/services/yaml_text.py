"""Reads YAML that people wrote: strict, bounded, and every fault with its line.

Scalars follow a JSON-like core schema: ``NO`` stays text, ``1.10`` is a number only where a number is read.
"""

import re
from typing import Any

import yaml

from config.errors import Fault, InvalidInput

LARGEST, DEEPEST, MOST_NODES, MOST_ALIASES = 64 * 1024, 20, 5_000, 20
_INLINE_SECRET = re.compile(r"(xox[abeprs]-|sk_(live|test)_|shp(at|ss|pa|ca)_|whsec_|-----BEGIN )")


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader without implicit types but JSON's, and without merge keys."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the name and form are PyYAML's


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(null|~|)$"), ["n", "~", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(0|[1-9]\d{0,15})$"), list("-0123456789"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d{1,3})?$"), list("-0123456789")
)


def load(text: str) -> tuple[dict[str, Any], dict[str, int]]:
    """The mapping in ``text``, and the line (from 1) of each key by its path, such as ``inputs.alert_channel``.

    Raises:
        InvalidInput: with a code ``yaml_…`` or ``secret_inline`` and the line.
    """
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise _fault("yaml_too_large", "The configuration may have 64 KiB.", 1)
    if found := _INLINE_SECRET.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise _fault("secret_inline", "This looks like a secret. Store it as a connection and refer to it.", line)
    _count_aliases(text)
    try:
        node = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as unreadable:
        raise _fault("yaml_syntax", _told(unreadable), _line_of(unreadable)) from unreadable
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        raise _fault("yaml_not_mapping", "The configuration is a list of 'key: value' lines.", 1)
    reading = _Reading()
    value: dict[str, Any] = reading.value(node, "", 0)
    return value, reading.lines


def _count_aliases(text: str) -> None:
    aliases = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            aliases += isinstance(event, yaml.AliasEvent)
            if aliases > MOST_ALIASES:
                raise _fault("yaml_too_many_aliases", f"At most {MOST_ALIASES} aliases.", event.start_mark.line + 1)
    except (yaml.YAMLError, ValueError, RecursionError) as unreadable:
        raise _fault("yaml_syntax", _told(unreadable), _line_of(unreadable)) from unreadable


class _Reading:
    """Turns nodes into values, counting as it goes: an alias costs what it stands for."""

    def __init__(self) -> None:
        self.lines: dict[str, int] = {}
        self._nodes = 0
        self._scalars = yaml.constructor.SafeConstructor()

    def value(self, node: yaml.Node, path: str, depth: int) -> Any:
        line = node.start_mark.line + 1
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise _fault("yaml_too_many_nodes", f"At most {MOST_NODES} values.", line)
        if depth > DEEPEST:
            raise _fault("yaml_too_deep", f"At most {DEEPEST} levels.", line)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(one, f"{path}[{number}]", depth + 1) for number, one in enumerate(node.value)]
        if not node.tag.startswith("tag:yaml.org,2002:") or node.tag.endswith((":binary", ":timestamp", ":set")):
            raise _fault("yaml_tag", "Tags are not allowed here.", line)
        try:
            return self._scalars.construct_object(node)  # type: ignore[no-untyped-call]
        except (yaml.YAMLError, ValueError, RecursionError) as unreadable:
            raise _fault("yaml_syntax", _told(unreadable), line) from unreadable

    def _mapping(self, node: yaml.MappingNode, path: str, depth: int) -> dict[str, Any]:
        read: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise _fault("yaml_key", "A key is a word.", line)
            key = key_node.value
            if key == "<<":
                raise _fault("yaml_merge", "Merge keys are not allowed here.", line)
            if key in read:
                raise _fault("yaml_duplicate_key", f"'{key}' stands here twice.", line)
            inner = f"{path}.{key}" if path else key
            self.lines[inner] = line
            read[key] = self.value(value_node, inner, depth + 1)
        return read


def _fault(code: str, message: str, line: int) -> InvalidInput:
    at = Fault(field=f"yaml_config_text:{line}", code=code, message=message)
    return InvalidInput(f"Line {line}: {message}", code=code, details=(at,))


def _line_of(unreadable: Exception) -> int:
    mark = getattr(unreadable, "problem_mark", None)
    return mark.line + 1 if mark else 1


def _told(unreadable: Exception) -> str:
    problem = getattr(unreadable, "problem", None)
    return f"This is not YAML: {problem or 'it cannot be read'}."
