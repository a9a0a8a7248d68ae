"""What an agent asks another agent of its workspace, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

TRIGGER_KEY = "asked"
"""Of a run that another run asked for."""

PATIENCE = timedelta(minutes=10)
"""How long is waited for another agent, where nothing else is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentRequest:
    """What a run waits for. ``part`` tells apart what one run asks, as that of a Post does."""

    definition_id: str
    inputs: Mapping[str, Any]
    part: int = 1
    waits: timedelta = PATIENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentAnswer:
    """What came of it; ``told`` says it in a sentence. The status is how the other run ended, or: ``late``,
    it had not ended in time; ``nobody``, the workspace has no such agent at work; ``refused``, it may not be
    asked that. Only a ``success`` has ``outputs``; of one that was put away as a file the value is None.
    """

    status: Literal["success", "error", "cancelled", "late", "nobody", "refused"]
    outputs: Mapping[str, Any] = field(default_factory=dict)
    told: str = ""
    run_id: UUID | None = None
