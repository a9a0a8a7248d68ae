"""What is asked of one model, and what it says: plain data between the gateway and litellm."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.contracts.llm import Prompt
from bot.llm.budget import Taken

Shown = Callable[[str], None]
"""Is told the answer so far, as it grows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCall:
    """What is asked of one model."""

    model: str
    prompt: Prompt
    messages: Sequence[Mapping[str, Any]]
    schemas: Sequence[Mapping[str, Any]] = ()
    shown: Shown | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One answer of a model as it came."""

    text: str
    model: str
    taken: Taken
    prompt_tokens: int
    calls: Sequence[Mapping[str, Any]] = ()
