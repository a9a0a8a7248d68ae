"""What is asked of one model, and what it says: plain data between the gateway and litellm."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

from bot.contracts.llm import Prompt
from bot.llm.budget import Taken

Shown = Callable[[str], None]
"""Is told the answer so far, as it grows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCall:
    """What is asked of one model; with the key of who pays for it, else with the installation's."""

    model: str
    prompt: Prompt
    messages: Sequence[Mapping[str, Any]]
    schemas: Sequence[Mapping[str, Any]] = ()
    shown: Shown | None = None
    api_key: SecretStr | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One answer of a model as it came."""

    text: str
    model: str
    taken: Taken
    prompt_tokens: int
    calls: Sequence[Mapping[str, Any]] = ()
