"""Settings: one frozen object, one small nested model per concern; read once, in the composition root."""

import os
import re
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from config.errors import SetupError


class _Concern(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Web(_Concern):
    """The HTTP front door."""

    host: str = Field("127.0.0.1", description="Address the web role listens on")
    is_behind_proxy: bool = Field(False, description="Trust X-Forwarded-For from the process in front of it")


class Runs(_Concern):
    """How agent runs are leased, recovered and bounded. Seconds."""

    lease_seconds: float = Field(30.0, description="A run belongs to its worker this long without renewal")
    renew_seconds: float = Field(10.0, description="How often a worker renews its leases")
    sweep_seconds: float = Field(5.0, description="How often forgotten runs are looked for")
    max_attempts: int = Field(3, description="Crashes after which a run ends in error")
    node_seconds: float = Field(300.0, description="The longest a single step may take")
    run_seconds: float = Field(900.0, description="The longest active time of a run")
    parallel: int = Field(64, description="Runs that one worker has in hand at once")
    status_seconds: float = Field(1.0, description="The least time between two edits of a status message")


class Log(_Concern):
    """The event log and those who read it. Seconds."""

    look_seconds: float = Field(1.0, description="How often relay and consumer look without being woken")
    lease_seconds: float = Field(
        10.0, description="A relay, or a group's reader, is counted on this long without renewal"
    )
    retry_seconds: tuple[float, ...] = Field(
        (0.2, 1.0, 5.0), description="Waits between tries of a faulty handler"
    )
    keep_days: int = Field(7, description="How long events that were sent are kept for replay")


class Llm(_Concern):
    """Language models, by the names that litellm gives them; without one there is the model ``offline``."""

    model: str = Field("offline", description="provider/model, for example openai/gpt-4o; offline is none")
    api_base: str = Field(
        "", description="Another server of the same form, for example http://127.0.0.1:11434/v1"
    )
    api_key: SecretStr = Field(SecretStr(""), description="The key of the model's provider")
    fallbacks: str = Field(
        "", description="Models that are asked when the first does not answer, comma-separated"
    )
    embedding_model: str = Field(
        "",
        description="provider/model that turns text into vectors; empty: the sentence model where it is"
        " installed, else hashing",
    )
    seconds: float = Field(120.0, gt=0, description="The longest one answer may take")
    calls_per_run: int = Field(25, gt=0, description="Calls of models in one run")
    parallel: int = Field(5, gt=0, description="Calls at once for one workspace, in each worker")
    run_tokens: int = Field(200_000, gt=0, description="Tokens of one run, where its agent says nothing else")
    run_usd: float = Field(2.0, gt=0, description="Dollars of one run, where its agent says nothing else")
    day_usd: float = Field(
        20.0, gt=0, description="Dollars of one workspace in a day, where it says nothing else"
    )

    @property
    def models(self) -> tuple[str, ...]:
        """The model and those that are asked after it."""
        return (self.model, *(one.strip() for one in self.fallbacks.split(",") if one.strip()))


class Notifications(_Concern):
    """How long a critical notification waits to be acknowledged. Seconds."""

    remind_seconds: float = Field(300.0, gt=0, description="Then it is mailed to its person again")
    escalate_seconds: float = Field(
        120.0, gt=0, description="So much later the workspace's owners and admins are told"
    )


class Mirror(_Concern):
    """How channels are mirrored to platforms."""

    pace: float = Field(
        1.0, gt=0, description="How many times as often as the platforms' own figures say is sent there"
    )


class Limits(_Concern):
    """What one caller may ask for."""

    rest_per_minute: int = Field(300, description="REST calls of one user in a minute")
    runs_per_minute: int = Field(60, description="Runs that people start in one workspace in a minute")
    uploads_per_minute: int = Field(10, description="Files that one user uploads in a minute")
    commands_per_minute: int = Field(20, description="Commands that one user gives in a minute")
    refused_webhooks_per_minute: int = Field(
        600, description="Refused deliveries of one endpoint in a minute"
    )
    login_per_account: int = Field(5, description="Failed sign-ins of one account in 15 minutes")
    login_per_address: int = Field(20, description="Failed sign-ins from one address in 15 minutes")
    body_bytes: int = Field(1 << 20, description="Largest REST body")
    webhook_bytes: int = Field(2 << 20, description="Largest webhook body")
    body_seconds: float = Field(30.0, description="A REST body must have arrived within this time")
    webhook_seconds: float = Field(10.0, description="A webhook body must have arrived within this time")


_SCHEMES = {
    "database_url": ("postgres://", "postgresql://", "sqlite://"),
    "redis_url": ("redis://", "rediss://", "unix://"),
    "qdrant_url": ("http://", "https://"),
    "public_url": ("https://", "http://"),
}
# The same few characters again and again, the last time perhaps cut off.
_REPEATED = re.compile(r"(.{1,16}?)\1+.{0,15}", re.DOTALL)
_KNOWN_DEFAULTS = re.compile(
    r"change.?me|replace.?me|your.?secret|secret.?key|placeholder|insecure|example|development", re.IGNORECASE
)


class Settings(BaseSettings):
    """Everything the environment may say. No other module reads the environment."""

    model_config = SettingsConfigDict(
        frozen=True,
        env_prefix="IONFLUX_",
        env_nested_delimiter="__",
        extra="ignore",
        populate_by_name=True,
    )

    data_dir: Path = Field(
        Path(".ionflux"), description="Where one machine keeps its database, queue and keys"
    )
    files_dir: Path | None = Field(
        None,
        description="Folder of uploaded files, shared by all web processes; empty: in the data directory",
    )
    database_url: str = Field(
        "",
        validation_alias=AliasChoices("DATABASE_URL", "IONFLUX_DATABASE_URL", "database_url"),
        description="postgres://user:password@host/name; empty: SQLite in the data directory",
    )
    redis_url: str = Field(
        "",
        validation_alias=AliasChoices("REDIS_URL", "IONFLUX_REDIS_URL", "redis_url"),
        description="redis://host:6379/0; empty: the one that 'ionflux up' starts",
    )
    kafka_bootstrap_servers: str = Field(
        "",
        validation_alias=AliasChoices(
            "KAFKA_BOOTSTRAP_SERVERS", "IONFLUX_KAFKA_BOOTSTRAP_SERVERS", "kafka_bootstrap_servers"
        ),
        description="host:9092,host:9092; empty: the event log is a table of the database",
    )
    qdrant_url: str = Field(
        "",
        validation_alias=AliasChoices("QDRANT_URL", "IONFLUX_QDRANT_URL", "qdrant_url"),
        description="http://host:6333; empty: agents' memory is in the data directory, for one worker alone",
    )
    qdrant_api_key: SecretStr = Field(SecretStr(""), description="The key of that server, if it wants one")
    port: int = Field(
        8080,
        ge=0,
        le=65535,
        validation_alias=AliasChoices("PORT", "IONFLUX_PORT", "port"),
        description="Port of the web role",
    )
    public_url: str = Field("", description="The address people and platforms use; empty: the one served")
    secret_key: SecretStr = Field(
        SecretStr(""), description="At least 32 bytes; during rotation several, comma-separated, newest first"
    )
    health_port: int | None = Field(
        None, description="Port for /healthz, /readyz, /metrics of the other roles"
    )
    test: bool = Field(False, description="Test build: allows failpoints and guards transactions")
    failpoints: str = Field("", description="Failpoints to arm; needs IONFLUX_TEST=1")
    up: bool = Field(False, description="Set by 'ionflux up' for its roles: ready means that all four run")
    log_level: str = Field("info", description="debug, info, warning or error")
    web: Web = Web()
    runs: Runs = Runs()
    log: Log = Log()
    limits: Limits = Limits()
    notifications: Notifications = Notifications()
    llm: Llm = Llm()
    mirror: Mirror = Mirror()

    @field_validator("database_url", "redis_url", "qdrant_url", "public_url")
    @classmethod
    def _is_an_address(cls, value: str, info: ValidationInfo) -> str:
        schemes = _SCHEMES[str(info.field_name)]
        if value and not value.startswith(schemes):
            raise ValueError(f"it begins with {' or '.join(schemes)}")
        return value

    @field_validator("secret_key")
    @classmethod
    def _keys_are_secret(cls, value: SecretStr) -> SecretStr:
        text = value.get_secret_value()
        keys = [key for key in text.split(",") if key]
        if text and not keys:
            raise ValueError("it holds no key")
        for key in keys:
            if len(key.encode()) < 32 or len(set(key)) < 8 or _REPEATED.fullmatch(key):
                raise ValueError("every key needs at least 32 bytes and may not be a repeated pattern")
            if _KNOWN_DEFAULTS.search(key):
                raise ValueError("it is an example that everybody knows; make one of random bytes")
        return value

    @cached_property
    def database(self) -> str:
        """The database's URL, with the default filled in: ``sqlite:///path`` or ``postgres://…``."""
        return self.database_url or f"sqlite://{(self.data_dir / 'ionflux.db').absolute()}"

    @property
    def files_folder(self) -> Path:
        """Where uploaded files lie."""
        return self.files_dir or self.data_dir / "files"

    @property
    def vectors_folder(self) -> Path:
        """Where agents' memory lies when no server keeps it."""
        return self.data_dir / "vectors"

    @property
    def is_sqlite(self) -> bool:
        """Whether the rows are in one file on this machine."""
        return self.database.startswith("sqlite:")

    @property
    def is_outbox_the_log(self) -> bool:
        """Whether events are read from the outbox itself, without a relay: no Kafka, and rows in the order of
        their commits.
        """
        return self.is_sqlite and not self.kafka_bootstrap_servers

    @property
    def secret_keys(self) -> tuple[str, ...]:
        """The keys, newest first; the first one signs and seals, all of them verify and open."""
        return tuple(filter(None, self.secret_key.get_secret_value().split(",")))

    @property
    def lease(self) -> timedelta:
        """How long a run belongs to its worker without renewal."""
        return timedelta(seconds=self.runs.lease_seconds)


OwnSettings = TypeVar("OwnSettings", bound=BaseSettings)


def load_own(settings: type[OwnSettings]) -> OwnSettings:
    """Read the settings of a plug-in, which it declares in its folder.

    Raises:
        SetupError: with one sentence naming the variable.
    """
    try:
        return settings()
    except ValidationError as invalid:
        first = invalid.errors()[0]
        raise _unusable(own_variable_name(settings, str(first["loc"][0])), first["msg"]) from invalid


def own_variable_name(settings: type[BaseSettings], field: str) -> str:
    """The environment variable that sets the field of a plug-in's settings."""
    return f"{settings.model_config.get('env_prefix', '')}{field}".upper()


def _unusable(name: str, why: str) -> SetupError:
    return SetupError(f"{name} is not usable: {why.removeprefix('Value error, ')}.")


def load() -> Settings:
    """Read the environment once.

    Raises:
        SetupError: with one sentence naming the variable.
    """
    try:
        return Settings()
    except ValidationError as invalid:
        first = invalid.errors()[0]
        name = variable_name(tuple(str(part) for part in first["loc"]))
        raise _unusable(name, first["msg"]) from invalid
    except SettingsError as unreadable:
        # What has parts is JSON; pydantic-settings names the field, and one of its variables is the cause.
        field = re.sub(r'.*field "(\w+)".*', r"\1", str(unreadable))
        prefix = variable_name((field,))
        names = sorted(name for name in os.environ if name == prefix or name.startswith(f"{prefix}__"))
        raise SetupError(f"{' or '.join(names)} is not usable: it is no JSON.") from unreadable


def variable_name(path: tuple[str, ...]) -> str:
    """The environment variable that sets the field at ``path``, as surface names go."""
    if path and path[0].isupper():
        return path[0]
    field = Settings.model_fields.get(path[0]) if path else None
    alias = field.validation_alias if field else None
    if isinstance(alias, AliasChoices) and len(path) == 1:
        return str(alias.choices[0])
    return "IONFLUX_" + "__".join(path).upper()
