"""Goals: the badges and quests there are, ours and the workspace's own."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from agents.badge_motivator.rules import HOURLY_CAP

_MOST = 100
_Id = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$")]
_Name = Annotated[str, Field(min_length=1, max_length=80)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Criteria(_Part):
    """``criteria_jsonb``: so many activities of a kind, so many days in a row, or a level."""

    event_type: str | None = None
    event_properties: Mapping[str, Any] = Field(default_factory=dict)
    count: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    streak_days: Annotated[int, Field(ge=1, le=365)] | None = None
    level: Annotated[int, Field(ge=2, le=1000)] | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> "Criteria":
        if sum(one is not None for one in (self.event_type, self.streak_days, self.level)) != 1:
            raise ValueError("say one of event_type, streak_days and level")
        return self

    def fits(self, event_type: str, properties: Mapping[str, Any]) -> bool:
        """Whether it counts that activity."""
        return self.event_type == event_type and _holds(self.event_properties, properties)


class Badge(_Part):
    """A row of ``badges_definitions``."""

    badge_id: _Id
    name: _Name
    description: Annotated[str, Field(max_length=300)] = ""
    image_url_template: Annotated[str, Field(max_length=500)] | None = None
    criteria_jsonb: Criteria

    @property
    def image_url(self) -> str | None:
        """Where its image is, if it has one."""
        template = self.image_url_template or ""
        return template.replace("{badge_id}", self.badge_id) if template.startswith("https://") else None


class Step(_Part):
    """One step of a quest."""

    event_type: str
    event_properties: Mapping[str, Any] = Field(default_factory=dict)

    def fits(self, event_type: str, properties: Mapping[str, Any]) -> bool:
        """Whether that activity is this step."""
        return self.event_type == event_type and _holds(self.event_properties, properties)


class Quest(_Part):
    """A row of ``quests_definitions``; its steps are taken in order."""

    quest_id: _Id
    name: _Name
    description: Annotated[str, Field(max_length=300)] = ""
    steps_jsonb: Annotated[tuple[Step, ...], Field(min_length=1, max_length=50)]
    reward_xp: Annotated[int, Field(ge=0, le=HOURLY_CAP)] = 0
    reward_badge_id: str | None = None


BADGES: Sequence[Badge] = (
    Badge(
        badge_id="shopify_connector",
        name="Shopify Connector",
        description="Connected a Shopify shop.",
        criteria_jsonb=Criteria(event_type="saas_connected", event_properties={"provider": "shopify"}),
    ),
    Badge(
        badge_id="consistent_explorer",
        name="Consistent Explorer",
        description="Active on three days in a row.",
        criteria_jsonb=Criteria(streak_days=3),
    ),
    Badge(
        badge_id="reliable_reporter",
        name="Reliable Reporter",
        description="Ten agent runs that succeeded.",
        criteria_jsonb=Criteria(event_type="agent_run_success", count=10),
    ),
    Badge(
        badge_id="pathfinder",
        name="Pathfinder",
        description="Reached level 5.",
        criteria_jsonb=Criteria(level=5),
    ),
)
QUESTS: Sequence[Quest] = (
    Quest(
        quest_id="kickstart",
        name="Kickstart",
        description="Connect a shop, make a page, run an agent.",
        steps_jsonb=(
            Step(event_type="saas_connected", event_properties={"provider": "shopify"}),
            Step(event_type="canvas_page_created"),
            Step(event_type="agent_run_success"),
        ),
    ),
)
_Goal = TypeVar("_Goal", Badge, Quest)


def badges(given: Any) -> Sequence[Badge]:
    """Ours and the workspace's; one that cannot be read is left out, and none of ours is replaced."""
    return _with_own(BADGES, given, Badge, lambda one: one.badge_id)


def quests(given: Any) -> Sequence[Quest]:
    """Ours and the workspace's; one that cannot be read is left out, and none of ours is replaced."""
    return _with_own(QUESTS, given, Quest, lambda one: one.quest_id)


def _with_own(ours: Sequence[_Goal], given: Any, kind: type[_Goal], name: Any) -> Sequence[_Goal]:
    found = {name(one): one for one in ours}
    for raw in given[:_MOST] if isinstance(given, list) else ():
        try:
            one = kind.model_validate(raw)
        except ValidationError:
            continue
        found.setdefault(name(one), one)
    return list(found.values())


def _holds(wanted: Mapping[str, Any], properties: Mapping[str, Any]) -> bool:
    return all(key in properties and properties[key] == value for key, value in wanted.items())
