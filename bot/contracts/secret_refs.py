"""References to secrets: a configuration names a secret of its workspace, and never holds one."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

KEY = "secret_ref"
LONGEST_NAME = 60
NAME = re.compile(rf"[a-z][a-z0-9_]{{0,{LONGEST_NAME - 1}}}")


def name_in(value: Any) -> str | None:
    """The secret that ``{secret_ref: NAME}`` names; None: it is nothing of that form."""
    if not isinstance(value, Mapping) or set(value) != {KEY}:
        return None
    name = value[KEY]
    return name if isinstance(name, str) and NAME.fullmatch(name) else None


def found(value: Any, path: str = "") -> Iterator[tuple[str, str | None]]:
    """Every reference inside a value, with its path (``stack_preferences.llm_api_key``) and the name; None
    where it is not of the right form.
    """
    if isinstance(value, Mapping):
        if KEY in value:
            yield path, name_in(value)
            return
        for key, one in value.items():
            yield from found(one, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for number, one in enumerate(value):
            yield from found(one, f"{path}[{number}]")
