"""AgentDefinition (the schema of agent.yaml), AgentContext and AgentResult."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal, Protocol, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from bot.contracts.asked_agents import PATIENCE, AgentAnswer
from bot.contracts.events import Event, Fact
from bot.contracts.llm import LLM
from bot.contracts.memory import Memory
from bot.contracts.messages import Post
from bot.contracts.proposals import Action
from bot.contracts.tools import Tools
from bot.contracts.unit import Role

Outcome = TypeVar("Outcome")
OWN_ID = r"^own_[0-9a-f]{32}$"


class TriggerType(StrEnum):
    """What can start an agent."""

    SCHEDULE = "schedule"
    WEBHOOK = "webhook"
    EVENT_STREAM = "event_stream"
    MANUAL = "manual"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TriggerConfig(_Part):
    """Defaults of one trigger. Which keys apply depends on its type."""

    cron_expression: str | None = None
    timezone: str | None = None
    """Of the schedule; without one it is the workspace's."""
    webhook_path_suffix: str | None = None
    kafka_topic_name: str | None = None
    kafka_consumer_group_suffix: str | None = None
    event_filter_json: dict[str, Any] | None = None


class Trigger(_Part):
    """One way to start the agent; ``key`` names it in configurations and in a run's trigger key."""

    key: Annotated[str, Field(min_length=1, max_length=80)]
    type: TriggerType
    description_text: str | None = None
    default_config_json: TriggerConfig = TriggerConfig()
    is_user_overridable: bool = False
    is_enabled_by_default: bool = True
    max_parallel_runs: Annotated[int | None, Field(ge=1, le=1000)] = None
    checkpoints: bool | None = None


class Input(_Part):
    """One input the agent expects."""

    key_name: str
    data_type: Literal["json", "string", "number", "boolean", "url"]
    is_required: bool = False
    description_text: str = ""
    default_value: Any = None
    accepted_values_list: list[Any] | None = None
    example_value: Any = None
    comes_with_event: bool = False
    """Whether events bring it: then a configuration need not hold it though it is required."""
    accepts_prompt: bool = False
    """Whether it takes what a person writes to the agent: the first such input of type string does."""
    is_secret: bool = False
    """Whether it names a secret of the workspace, as {secret_ref: NAME}: the agent has the name, which it
    gives to a tool that opens it.
    """

    @model_validator(mode="after")
    def _is_no_open_secret(self) -> "Input":
        is_open = self.default_value is not None or self.accepts_prompt or self.comes_with_event
        if self.is_secret and (self.data_type != "string" or is_open):
            raise ValueError("a secret is a string that the configuration alone names, without a default")
        return self


class Output(_Part):
    """One output the agent produces."""

    key_name: str
    data_type: Literal["json", "string", "markdown", "url", "event"]
    description_text: str = ""
    example_value: Any = None
    target_event_type: str | None = None


class Model(_Part):
    """A use of a language model."""

    purpose: str
    provider: str | None = None
    model_name: str | None = None
    max_tokens: int | None = None


class MemoryConfig(_Part):
    """Whether and where the agent remembers. Whatever type is named, it is kept in the one vector store."""

    required: bool = False
    type: Literal["pinecone", "qdrant", "redis", "postgres", "custom", "none"] = "none"
    default_namespace_template: str | None = None
    description_text: str | None = None

    @field_validator("default_namespace_template")
    @classmethod
    def _names_its_workspace(cls, value: str | None) -> str | None:
        if value is not None and "{{workspace_id}}" not in value:
            raise ValueError("a namespace template has {{workspace_id}} in it")
        return value

    @property
    def is_kept(self) -> bool:
        """Whether the agent has a memory."""
        return self.type != "none"

    @property
    def is_by_channel(self) -> bool:
        """Whether each channel has one of its own."""
        return "{{channel_id}}" in (self.default_namespace_template or "")


Service = Literal[
    "LLM_Orchestration", "Shopify_Integration", "TikTok_Integration", "Email_Dispatch", "WhatsApp_Integration"
]


class AgentDefinition(_Part):
    """``agent.yaml``: what an agent is. Section names are short here; ``CONCEPT_NAMES`` has the stored
    ones.
    """

    id: Annotated[str, Field(pattern=r"^agent_\d{3}(_[a-z0-9_]+)?$")]
    aliases: tuple[str, ...] = ()
    name: str
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    definition_status: Literal["prm_active", "experimental", "beta", "production", "deprecated", "archived"]
    details: dict[str, Any] = Field(default_factory=dict)
    triggers: tuple[Trigger, ...] = ()
    inputs: tuple[Input, ...] = ()
    outputs: tuple[Output, ...] = ()
    llm: tuple[Model, ...] = ()
    stack: dict[str, Any] = Field(default_factory=dict)
    deployment: dict[str, Any] = Field(default_factory=dict)
    memory: MemoryConfig = MemoryConfig()
    tags: tuple[str, ...] = ()
    services_required: tuple[Service, ...] = ()
    max_parallel_runs: Annotated[int, Field(ge=1, le=1000)] = 1
    checkpoints: bool = True

    @property
    def key(self) -> str:
        """``id/version``, as runs name it."""
        return f"{self.id}/{self.version}"

    @property
    def prompted(self) -> Input | None:
        """The input that takes what a person writes to the agent."""
        return next((one for one in self.inputs if one.accepts_prompt and one.data_type == "string"), None)

    def trigger(self, key: str) -> Trigger | None:
        """The trigger of that key."""
        return next((trigger for trigger in self.triggers if trigger.key == key), None)


class OwnDefinition(AgentDefinition):
    """An agent that a workspace made without code: a language model is given its instructions."""

    id: Annotated[str, Field(pattern=OWN_ID)]

    @property
    def instructions(self) -> str:
        """What the model is told."""
        return str(self.details.get("instructions_text") or "")

    @property
    def tools(self) -> Sequence[str]:
        """The tools it may use, unless a configuration says otherwise."""
        return tuple(self.stack.get("tools_array") or ())

    @property
    def model(self) -> str | None:
        """The model it asks first, as ``provider/model``."""
        return next((f"{one.provider}/{one.model_name}" for one in self.llm if one.model_name), None)


def is_own(definition_id: str) -> bool:
    """Whether an id is that of an agent which a workspace made."""
    return re.fullmatch(OWN_ID, definition_id) is not None


CONCEPT_NAMES: Mapping[str, str] = {
    "details": "prm_details_json",
    "triggers": "triggers_config_json_array",
    "inputs": "inputs_schema_json_array",
    "outputs": "outputs_config_json_array",
    "stack": "stack_details_json",
    "deployment": "deployment_info_json",
    "memory": "memory_config_json",
    "tags": "category_tags_array",
    "services_required": "underlying_platform_services_required_array",
}
"""Section of ``agent.yaml`` → the concept's field. ``llm`` joins
``stack_details_json.llm_models_used_array``.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordWrite:
    """One row of an agent's own data. The same key written again replaces the value: a repeat is harmless."""

    collection: str
    key: str
    at: datetime
    value: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """One stored row of an agent's own data."""

    key: str
    at: datetime
    value: Mapping[str, Any]


class Records(Protocol):
    """An agent's own data in this workspace; written by the run's result, read here."""

    async def get(self, collection: str, key: str) -> RecordView | None:
        """The row of that key."""

    async def range(
        self, collection: str, *, since: datetime, until: datetime, key_prefix: str = "", limit: int = 10_000
    ) -> Sequence[RecordView]:
        """Rows with ``since <= at < until``, oldest first; of more than ``limit`` the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadMessage:
    """A message that a run may read. ``author_type`` is user, agent or system; ``link`` leads to it;
    ``mentions`` are those of its text, as messages carry them.
    """

    id: UUID
    author_id: UUID
    author_name: str
    author_type: str
    text: str
    at: datetime
    link: str = ""
    mentions: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a run asks people, and waits for. ``channel`` and ``part`` as in a Post; ``risk``, ``kind``,
    ``default_action_id`` and ``editable_schema_json`` as in a proposal's Ask. ``records`` are stored with it.
    """

    title_text: str
    actions: tuple[Action, ...]
    description_text: str = ""
    data_json: Mapping[str, Any] = field(default_factory=dict)
    channel: str = ""
    part: int = 1
    risk: Literal["low", "high"] = "low"
    kind: str | None = None
    required_role: Role | None = None
    quorum: int = 1
    waits: timedelta = timedelta(hours=24)
    default_action_id: str | None = None
    editable_schema_json: Mapping[str, Any] | None = None
    records: Sequence["RecordWrite"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What came of a question. ``action_id`` is None when nobody decided in time and nothing happens by
    itself; ``data_json`` is what was approved, as edited. ``digest`` binds what is done to what was approved.
    """

    action_id: str | None
    data_json: Mapping[str, Any] = field(default_factory=dict)
    digest: str = ""
    user_id: UUID | None = None
    comment: str | None = None
    at: datetime | None = None
    is_expired: bool = False


class AgentContext(Protocol):
    """All that a run can see and do. A graph is built once with it; it always speaks of the run at hand."""

    @property
    def inputs(self) -> Mapping[str, Any]:
        """The resolved inputs: definition defaults, the configuration's values, the caller's."""

    @property
    def event(self) -> Event | None:
        """What started the run, if an event did."""

    @property
    def trigger_key(self) -> str:
        """The key of the trigger that started it; ``manual`` when a person did."""

    @property
    def now(self) -> datetime:
        """The moment the run began: the same on every attempt."""

    @property
    def thread(self) -> Sequence[ThreadMessage]:
        """What was said where a person started the run, before they did, oldest first: the thread, else the
        channel's last messages. Empty for a run that was not started from a place.
        """

    @property
    def records(self) -> Records:
        """The agent's own data."""

    @property
    def llm(self) -> LLM:
        """The language models."""

    @property
    def memory(self) -> Memory:
        """What the agent remembers; of one that declares none, nothing."""

    @property
    def tools(self) -> Tools:
        """What it may do."""

    @property
    def run_id(self) -> UUID:
        """The run."""

    async def ask(self, question: Question) -> Decided:
        """Put a question to people and wait, for as long as it takes: the first statement of its node, and
        the only one there. The worker lets go of the run meanwhile. Needs checkpoints.
        """

    async def ask_agent(
        self, definition_id: str, inputs: Mapping[str, Any], *, part: int = 1, waits: timedelta = PATIENCE
    ) -> AgentAnswer:
        """Have the workspace's agent of that definition run with these inputs, once, and wait for it; a step
        does it as it does ``ask``. Who is not there, fails or is late is an answer too.
        """

    async def effect(
        self,
        name: str,
        call: Callable[[str], Awaitable[Outcome]],
        *,
        digest: str = "",
        instead: Any = None,
    ) -> Outcome:
        """Do something that cannot be undone, at most once: ``call`` is given a key of its own, to be passed
        on as the idempotency key where there is one. Its result is plain JSON, and is given again when the
        node runs again. ``digest`` is that of the decision which allows it. A preview calls nothing: it
        shows ``instead``, and gives that.

        Raises:
            EffectUncertain: it was begun before, and whether it was done is not known; a person must look.
        """

    async def progress(self, text: str, share: float | None = None) -> None:
        """Say in the run's status message how far it is; ``share`` goes from 0 to 1. It does not wait, and of
        what is said within a second the last is shown.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentResult:
    """``result`` of the graph's last state; rows, messages and events in the transaction that ends the
    run.
    """

    preview: str
    outputs: Mapping[str, Any] = field(default_factory=dict)
    kpis: Mapping[str, float] = field(default_factory=dict)
    posts: Sequence[Post] = ()
    events: Sequence[Fact] = ()
    records: Sequence[RecordWrite] = ()
