"""Language models, as agents use them: what is asked, what comes back. No provider is named here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel

Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Text of somebody else: a note, a thread, a page. It is fenced and labelled in the prompt, so that what
    it says is data and never an instruction.
    """

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One question to a model. ``system`` and ``text`` are our own words; all that others wrote stands in
    ``outside``. ``purpose`` is one of those that the agent's definition lists.
    """

    purpose: str
    text: str
    system: str = ""
    outside: Sequence[Outside] = ()
    max_tokens: int = 800
    temperature: float = 0.2
    tools: Sequence[str] = ()
    """Names of tools that the model may call; of those the configuration does not allow none is offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a model wrote. ``is_offline`` says that no language model was asked."""

    text: str
    model: str
    is_offline: bool = False
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: Decimal = Decimal(0)
    tool_calls: Sequence[Mapping[str, Any]] = field(default_factory=tuple)


class LLM(Protocol):
    """The language models of one run: within its budget, with fallbacks, each answer kept for a replay."""

    @property
    def is_offline(self) -> bool:
        """Whether there is only the model ``offline``, so that an agent had better use its own rules."""

    async def write(self, prompt: Prompt, *, is_shown: bool = False) -> Answer:
        """The model's answer; ``is_shown`` lets people read along in the run's status message.

        Raises:
            BudgetSpent: the budget does not allow the call.
            Unreachable: no model answered (code ``llm_unavailable``).
            RateLimited: code ``llm_rate_limited``.
        """

    async def extract(self, prompt: Prompt, shape: type[Shape]) -> Shape:
        """The model's answer as that shape, validated; it is asked to repair a wrong one at most twice.

        Raises:
            OutputInvalid: code ``llm_bad_output``, also where there is only the model ``offline``.
            BudgetSpent: as ``write``.
        """
