"""@command, CommandCall, CommandContext, Reply: what a slash command is, from its one declaration.

Help, completion, every client's schema and the generated page follow from it. Nothing here knows a database.
"""

import re
import types
import typing
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal, NamedTuple, Protocol
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo

from bot.contracts.messages import Place
from bot.contracts.unit import Role, Unit
from config.errors import InvalidInput, NotAllowed

LONGEST_OPTION, LONGEST_DESCRIPTION = 32, 100
_QUOTED = re.compile(r'"([^"]*)"|“([^“”]*)”', re.DOTALL)
_NAME = re.compile(r"[a-z][a-z0-9_-]*(?: [a-z][a-z0-9_-]*)?")


class Kind(StrEnum):
    """What an argument can be."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    JSON = "json"
    USER = "user"
    CHANNEL = "channel"
    AGENT = "agent"
    RUN = "run"
    BRAND = "brand"
    CREATOR = "creator"
    LIBRARY = "library"
    PROMPT = "prompt"

    # An enumeration's own is written in Python, and every argument of every call is looked up by its kind.
    __hash__ = str.__hash__


@dataclass(frozen=True, slots=True)
class Named:
    """Something of the workspace that a person named: it is there, and theirs to see."""

    id: UUID
    name: str


class _Rest:
    """Marks the argument that takes the rest of the line as it stands."""


def _unquoted(line: Any) -> Any:
    """Marks within a name are its own: only one pair around the whole of it is not."""
    if not isinstance(line, str):
        return line
    text = line.strip()
    pair = _QUOTED.fullmatch(text)
    return (pair[1] or pair[2] or "").strip() if pair else text


AgentName = Annotated[Named, Kind.AGENT]
BrandName = Annotated[Named, Kind.BRAND]
ChannelName = Annotated[Named, Kind.CHANNEL]
CreatorName = Annotated[Named, Kind.CREATOR]
LibraryName = Annotated[Named, Kind.LIBRARY]
PersonName = Annotated[Named, Kind.USER]
PromptName = Annotated[Named, Kind.PROMPT]
RunName = Annotated[Named, Kind.RUN]
Rest = Annotated[str, _Rest()]
NewName = Annotated[str, _Rest(), BeforeValidator(_unquoted), Field(min_length=1, max_length=200)]
"""What something new is to be called: the rest of the line, in quotation marks or not."""
Params = dict[str, Any]

SUGGESTED: Mapping[Kind, str] = {
    Kind.AGENT: "agents",
    Kind.CHANNEL: "channels",
    Kind.USER: "users",
    Kind.RUN: "runs",
    Kind.BRAND: "brands",
    Kind.CREATOR: "creators",
    Kind.LIBRARY: "libraries",
    Kind.PROMPT: "prompts",
    Kind.CHOICE: "choices",
    Kind.BOOLEAN: "choices",
}
"""Where the values that a client may offer come from. An argument names another source by ``suggest`` in its
``json_schema_extra``.
"""


class Args(BaseModel):
    """The arguments of a command, in the order in which they are typed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NoArgs(Args):
    """A command that takes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument as clients know it."""

    name: str
    kind: Kind
    description: str
    is_required: bool
    choices: tuple[str, ...] = ()
    suggest: str | None = None
    is_rest: bool = False

    @property
    def syntax(self) -> str:
        """How the usage line says it."""
        if self.kind is Kind.JSON:
            return "{json or key=value}"
        word = "|".join(self.choices) or _METAVARS.get(self.kind, self.name.upper())
        return word if self.is_required else f"[{word}]"


_METAVARS = {Kind.AGENT: "NAME", Kind.PROMPT: "NAME"}


class CommandCall(NamedTuple):
    """One call: where it was said and how. ``message_id`` is the message that the call is stored as, if it is
    stored; ``place`` is where on a platform it was given.
    """

    text: str = ""
    channel_id: UUID | None = None
    thread_id: UUID | None = None
    message_id: UUID | None = None
    client_message_id: str | None = None
    place: Place | None = None


class Typed(NamedTuple):
    """What followed a command's name, read but not yet understood: words, each quoted or bare, and values by
    name; ``text`` is all of it as it was typed.
    """

    text: str = ""
    words: tuple["Word", ...] = ()
    values: Mapping[str, Any] | None = None


class Word(NamedTuple):
    """A word that was typed."""

    text: str
    is_quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A command as a client that has parsed it sends it: its name, its first argument, the values, and what
    else was typed.
    """

    name: str
    target: str | None = None
    values: Mapping[str, Any] | None = None
    rest: str = ""


class Reply(NamedTuple):
    """What a command answers, in Markdown: to its author alone, or to the channel. Empty: what it did shows
    itself. ``run_id`` is the run it started.
    """

    text_body: str = ""
    is_private: bool = True
    run_id: UUID | None = None


class CommandList(Protocol):
    """All commands there are."""

    def listed(self, role: Role | None = None) -> Sequence["Command"]:
        """Those that a role may use, by name; without a role all."""

    def named(self, name: str) -> "Command":
        """The command of that name or alias. Raises InvalidInput with the closest names."""

    def under(self, word: str) -> Sequence["Command"]:
        """The commands whose first word that is, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The services with state; those without are plain modules. ``public_url`` is where the client is."""

    catalogue: Any = None
    connections: Any = None
    grants: Any = None
    search: Any = None
    public_url: str = ""


@dataclass(slots=True, kw_only=True)
class CommandContext:
    """What a command is given: its unit and call, and what it may call."""

    unit: Unit
    call: CommandCall
    commands: CommandList
    services: Services

    @property
    def author(self) -> UUID:
        """Who gave the command: always a person."""
        if self.unit.actor.id is None:
            raise NotAllowed("Only people give commands.")
        return self.unit.actor.id


Handler = Callable[[CommandContext, Any], Awaitable[Reply]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A declared command. ``starts_run``: it counts among the runs that people start."""

    name: str
    summary: str
    role: Role
    args: type[Args]
    arguments: tuple[Argument, ...]
    aliases: tuple[str, ...]
    starts_run: bool
    handler: Handler

    @property
    def syntax(self) -> str:
        """The usage line."""
        return " ".join([f"/{self.name}", *(one.syntax for one in self.arguments)])

    def is_for(self, role: Role | None) -> bool:
        """Whether that role may use it."""
        return role is not None and role.is_at_least(self.role)


def command(
    name: str,
    summary: str,
    *,
    role: Role,
    aliases: Iterable[str] = (),
    starts_run: bool = False,
) -> Callable[[Callable[[CommandContext, Any], Awaitable[Reply]]], Command]:
    """Declare a command over ``async def handler(context: CommandContext, args: SomeArgs) -> Reply``.

    Raises:
        ValueError: the declaration says too little, or what clients cannot show.
    """

    def declare(handler: Handler) -> Command:
        args = typing.get_type_hints(handler, include_extras=True).get("args")
        if not (isinstance(args, type) and issubclass(args, Args)):
            raise ValueError(f"'/{name}' does not say of which type its args are")
        declared = Command(
            name=name, summary=summary, role=Role(role), args=args, arguments=_arguments(args),
            aliases=tuple(aliases), starts_run=starts_run, handler=handler,
        )  # fmt: skip
        _check(declared)
        return declared

    return declare


def here(context: CommandContext) -> UUID:
    """The channel that the call was made in.

    Raises:
        InvalidInput: it was made in none.
    """
    if context.call.channel_id is None:
        raise InvalidInput("Say this in a channel.", code="command_invalid")
    return context.call.channel_id


def link_to(
    context: CommandContext,
    channel_id: UUID,
    message_id: UUID | None = None,
    thread_id: UUID | None = None,
) -> str:
    """Where the client shows that channel, or the message in it."""
    place = f"{context.services.public_url}/w/{context.unit.scope}/c/{channel_id}"
    thread = f"thread={thread_id}&" if thread_id else ""
    return f"{place}?{thread}m={message_id}" if message_id else place


def _check(declared: Command) -> None:
    what = f"'/{declared.name}'"
    for name in (declared.name, *declared.aliases):
        if not _NAME.fullmatch(name):
            raise ValueError(f"'/{name}' is no name for a command: one or two words in lower case")
        if any(len(word) > LONGEST_OPTION for word in name.split()):
            raise ValueError(f"'/{name}' has a word longer than {LONGEST_OPTION} characters")
    if not 0 < len(declared.summary) <= LONGEST_DESCRIPTION:
        raise ValueError(f"{what} needs a summary of 1 to {LONGEST_DESCRIPTION} characters")
    for place in range(len(declared.arguments)):
        _check_argument(declared, place)


def _check_argument(declared: Command, place: int) -> None:
    what, one = f"'/{declared.name}'", declared.arguments[place]
    if not 0 < len(one.description) <= LONGEST_DESCRIPTION:
        told = f"a description of 1 to {LONGEST_DESCRIPTION} characters"
        raise ValueError(f"{what}: its argument '{one.name}' needs {told}")
    if len(one.name) > LONGEST_OPTION:
        raise ValueError(f"{what}: '{one.name}' is longer than {LONGEST_OPTION} characters")
    is_last = place == len(declared.arguments) - 1
    if one.kind is Kind.JSON and not is_last:
        raise ValueError(f"{what}: '{one.name}' takes all values, so it comes last")
    if one.is_rest and len(declared.arguments) > 1:
        raise ValueError(f"{what}: '{one.name}' takes the whole line, so it is the only one")
    if one.is_required and not all(before.is_required for before in declared.arguments[:place]):
        raise ValueError(f"{what}: '{one.name}' is required and follows one that is not")


def _arguments(args: type[Args]) -> tuple[Argument, ...]:
    return tuple(_argument(name, field) for name, field in args.model_fields.items())


def _argument(name: str, field: FieldInfo) -> Argument:
    kind, choices = _kind(name, field)
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    suggest = extra.get("suggest") or SUGGESTED.get(kind)
    return Argument(
        name=name,
        kind=kind,
        description=field.description or "",
        is_required=field.is_required(),
        choices=choices,
        suggest=str(suggest) if suggest else None,
        is_rest=any(isinstance(one, _Rest) for one in field.metadata),
    )


_KINDS: Mapping[Any, Kind] = {
    str: Kind.STRING,
    int: Kind.INTEGER,
    float: Kind.NUMBER,
    bool: Kind.BOOLEAN,
    dict: Kind.JSON,
}


def _kind(name: str, field: FieldInfo) -> tuple[Kind, tuple[str, ...]]:
    told = next((one for one in field.metadata if isinstance(one, Kind)), None)
    if told is not None:
        return told, ()
    annotation = field.annotation
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        # ``X | None`` is an X that may be left out.
        annotation = next(one for one in typing.get_args(annotation) if one is not type(None))
    if typing.get_origin(annotation) is Annotated:
        annotation, *more = typing.get_args(annotation)
        told = next((one for one in more if isinstance(one, Kind)), None)
        if told is not None:
            return told, ()
    if typing.get_origin(annotation) is Literal:
        return Kind.CHOICE, tuple(map(str, typing.get_args(annotation)))
    kind = _KINDS.get(typing.get_origin(annotation) or annotation)
    if kind is None:
        raise ValueError(f"the argument '{name}' is of no type that a command can have")
    return kind, ("true", "false") if kind is Kind.BOOLEAN else ()
