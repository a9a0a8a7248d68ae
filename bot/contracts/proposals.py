"""What people are asked to decide, and what they press: plain data that any service or agent may make."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from bot.contracts.unit import Role

_WORDS = re.compile(r"[a-z]+")
_NO = frozenset(
    """
    no reject rejected refuse refused decline declined deny denied dismiss dismissed cancel cancelled canceled
    ignore skip abort stop never not dont disapprove disagree later snooze postpone wait clarify clarification
    """.split()  # noqa: SIM905 - one word a line would be thirty lines
)
_YES = frozenset("yes ok okay approve approved accept accepted allow agree confirm confirmed".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A button of a proposal."""

    label: str
    action_id: str
    style: Literal["primary", "secondary", "danger"] | None = None

    def stored(self) -> dict[str, str]:
        """As an item of ``actions_array``."""
        named = {"label": self.label, "action_id": self.action_id}
        return named | ({"style": self.style} if self.style else {})


def approves(action: Action) -> bool:
    """Whether pressing it lets happen what was asked for.

    What its ``action_id`` says counts first (``approve_for_1h``, ``reject``), then what its label says; who
    says neither yes nor no approves, unless the button is ``secondary``. ``danger`` alone is no no: it also
    marks the button that does the dangerous thing, and in doubt an action approves, since such an action is
    never applied by itself and needs every vote of a quorum.
    """
    for said in (action.action_id, action.label):
        words = set(
            _WORDS.findall(said.lower().replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", ""))
        )
        if words & _YES:
            return True
        if words & _NO:
            return False
    return action.style != "secondary"


def token(kind: str, message_id: UUID, at: int) -> str:
    """The short name of one of a proposal's buttons, the same for ever: ``p`` presses the action at that
    place, ``e`` changes the data first.
    """
    named = base64.urlsafe_b64encode(message_id.bytes).rstrip(b"=").decode()
    return f"{kind}.{named}.{at}"


def read_token(text: str) -> tuple[str, UUID, int] | None:
    """What ``token`` named; None: it is none."""
    if (found := _TOKEN.fullmatch(text)) is None:
        return None
    return found[1], UUID(bytes=base64.urlsafe_b64decode(found[2] + "==")), int(found[3])


_TOKEN = re.compile(r"([pe])\.([A-Za-z0-9_-]{22})\.(\d{1,3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question about to be asked in a channel.

    ``kind`` is the class of action that an admin may have switched to automatic. ``run_id`` and ``part`` make
    an agent's question one question, however often it is asked; the run is woken when it is decided.
    ``risk`` is high for what spends money, changes a store or leaves the workspace.
    """

    channel_id: UUID
    title_text: str
    actions: tuple[Action, ...]
    description_text: str = ""
    data_json: Mapping[str, Any] = field(default_factory=dict)
    risk: Literal["low", "high"] = "low"
    required_role: Role | None = None
    decider_user_ids: tuple[UUID, ...] = ()
    quorum: int = 1
    expires_at: datetime | None = None
    default_action_id: str | None = None
    editable_schema_json: Mapping[str, Any] | None = None
    kind: str | None = None
    thread_id: UUID | None = None
    run_id: UUID | None = None
    part: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """One press of a proposal's button, wherever its message is shown."""

    message_id: UUID
    action_id: str
    comment: str | None = None
    edited_payload: Mapping[str, Any] | None = None
    platform: str = "web"
