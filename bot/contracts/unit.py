"""Unit and Actor: who is acting, in which workspace. A unit collects events, nudges and announcements; it
performs nothing. The kernel commits once and only then acts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from bot.contracts.events import Event
from config.clock import new_id

SERVICE_NAME = "IONFLUX"


class ActorType(StrEnum):
    """Who acts."""

    USER = "user"
    AGENT = "agent"
    SYSTEM = "system"


class Role(StrEnum):
    """What a member is in a workspace, the one who may do most first."""

    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"
    GUEST = "guest"

    # An enumeration's own is written in Python, and roles are looked up for every act.
    __hash__ = str.__hash__

    def is_at_least(self, other: "Role") -> bool:
        """Whether it is that role, or one that may do more."""
        return _ORDER[self] <= _ORDER[other]


_ORDER = {role: place for place, role in enumerate(Role)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something that acts; ``role`` is None outside a workspace and for the system."""

    type: ActorType
    id: UUID | None = None
    role: Role | None = None
    session_id: UUID | None = None


SYSTEM = Actor(type=ActorType.SYSTEM)


class Nudge(NamedTuple):
    """A wish that a job serve a row soon. Losing it delays, never loses: the sweep makes it again."""

    job: str
    key: UUID
    attempt: int


class Announcement(NamedTuple):
    """Something a workspace's open clients may want to know now; they find it in the database in any case."""

    workspace_id: UUID
    payload: Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class Unit:
    """One act by one actor in one workspace. It collects; it performs nothing.

    ``origin_link_id``: what is said and changed came by that link, and is not sent back there.
    """

    actor: Actor
    workspace_id: UUID | None
    correlation_id: UUID
    now: datetime
    cause: Event | None = None
    events: list[Event] = field(default_factory=list)
    nudges: list[Nudge] = field(default_factory=list)
    announcements: list[Announcement] = field(default_factory=list)
    writes: list[Any] = field(default_factory=list)
    has_outbox_rows: bool = False
    origin_link_id: UUID | None = None

    @property
    def scope(self) -> UUID:
        """The workspace; for acts that cannot be without one."""
        if self.workspace_id is None:
            raise RuntimeError("this act needs a workspace")
        return self.workspace_id

    def event(self, event_type: str, payload: Mapping[str, Any], *, source: str = SERVICE_NAME) -> Event:
        """An event of this unit, whose chain continues that of the unit's cause; not yet kept anywhere."""
        return Event(
            event_id=new_id(),
            event_type=event_type,
            event_timestamp=self.now,
            source_service_name=source,
            workspace_id=self.workspace_id,
            user_id=self.actor.id if self.actor.type is ActorType.USER else None,
            correlation_id=self.correlation_id,
            payload_json=payload,
            causation_id=self.cause.event_id if self.cause else None,
            hop=self.cause.hop + 1 if self.cause else 0,
        )

    def record(self, event_type: str, payload: Mapping[str, Any], *, source: str = SERVICE_NAME) -> Event:
        """Keep a fact; it becomes an outbox row in the commit."""
        event = self.event(event_type, payload, source=source)
        self.events.append(event)
        return event

    def nudge(self, job: str, key: UUID, attempt: int = 0) -> None:
        """Ask for a job after the commit; its id is ``job:key:attempt`` and is never reused."""
        self.nudges.append(Nudge(job, key, attempt))

    def announce(self, payload: Mapping[str, Any]) -> None:
        """Push to the workspace's open clients after the commit."""
        self.announcements.append(Announcement(self.scope, payload))

    def write(self, write: Any) -> None:
        """Add rows to the commit; ``storage.bulk`` makes them. The unit never looks inside."""
        self.writes.append(write)
