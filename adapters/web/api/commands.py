"""REST: slash commands, what may be typed after them, whom one may mention, and commands from any client."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from adapters.web.api.parts import Body, Id, Page, Parts, page_of, uuid_in
from bot.contracts.adapters import Answer, Request, Route
from bot.contracts.commands import Argument, Command, CommandCall, Parsed
from bot.contracts.grammar import LONGEST
from bot.services import naming
from config.errors import InvalidInput

MOST_LISTED = 200


class ArgumentView(BaseModel):
    """One argument of a command; ``is_rest``: it takes the rest of the line as it stands."""

    model_config = ConfigDict(frozen=True)

    name: str
    type: str
    description: str
    is_required: bool
    choices: Sequence[str]
    suggest: str | None
    is_rest: bool


class CommandView(BaseModel):
    """A command as a client offers it."""

    model_config = ConfigDict(frozen=True)

    name: str
    aliases: Sequence[str]
    summary: str
    role: str
    arguments: Sequence[ArgumentView]
    syntax: str


class CommandsPage(Page):
    """Commands are few: all of them by default."""

    limit: int = Field(MOST_LISTED, ge=1, le=MOST_LISTED, description="At most so many items")


class Completed(BaseModel):
    """Which argument is being typed, and what of it."""

    model_config = ConfigDict(extra="forbid")

    command: str = Field("", max_length=80, description="Without it commands are offered")
    argument: str = Field("", max_length=40, description="Without it the first of its arguments")
    q: str = Field("", max_length=200)
    channel_id: Id | None = None


class Mentioned(BaseModel):
    """What is being typed after the @, and where."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field("", max_length=200)
    channel_id: Id | None = None


class Origin(Body):
    """Where the command was given: a run it starts tells of itself there."""

    type: Literal["chat", "canvas_action"] = "chat"
    channel_id: Id | None = None
    message_id: Id | None = None
    thread_id: Id | None = None
    canvas_page_id: Id | None = None
    canvas_block_id: Id | None = None


class Invocation(Body):
    """A command that a client has parsed. ``agent_identifier`` is its first argument."""

    workspace_id: Id
    command_name: str = Field(min_length=1, max_length=80)
    agent_identifier: str | None = Field(None, min_length=1, max_length=200)
    runtime_params: dict[str, Any] = Field(default_factory=dict)
    arguments_text: str = Field("", max_length=LONGEST)
    origin_details: Origin = Field(default_factory=Origin)


class Invoked(BaseModel):
    """202: the run that was started. 200: what the command answers."""

    model_config = ConfigDict(frozen=True)

    run_id: str | None = None
    status: str | None = None
    message: str | None = None
    text_body: str | None = None
    is_private: bool | None = None


class CommandsApi:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate
        self._commands = parts.commands

    async def listed(self, call: Request) -> dict[str, Any]:
        """The commands that one may use."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            mine = self._commands.listed(unit.actor.role)
        return page_of([_view(one) for one in mine], call.query, field="name")

    async def suggestions(self, call: Request) -> dict[str, Any]:
        """Values for the argument that is being typed; none for what is free text."""
        asked: Completed = call.query
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            if not asked.command.strip():
                return _whole(naming.offered_commands(self._commands.listed(unit.actor.role), asked.q))
            command = self._commands.named(asked.command)
            argument = _argument(command, asked.argument)
            if argument is None or not command.is_for(unit.actor.role):
                return _whole(())
            return _whole(await naming.offered(unit, argument, asked.q))

    async def mentionables(self, call: Request) -> dict[str, Any]:
        """Whom a message can call: people, agents, everybody."""
        asked: Mentioned = call.query
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            return _whole(await naming.mentionable(unit, asked.q, asked.channel_id))

    async def invoke(self, call: Request) -> Answer:
        """Do what the command says, as the caller."""
        asked: Invocation = call.body
        where = asked.origin_details
        parsed = Parsed(
            name=asked.command_name, target=asked.agent_identifier, values=asked.runtime_params,
            rest=asked.arguments_text.strip(),
        )  # fmt: skip
        placed = CommandCall(
            channel_id=where.channel_id, thread_id=where.thread_id, message_id=where.message_id
        )
        reply = await self._gate.command(call.actor, asked.workspace_id, placed, parsed)
        if reply.run_id is None:
            return Answer(body={"text_body": reply.text_body, "is_private": reply.is_private}, status=200)
        started = {"run_id": str(reply.run_id), "status": "pending", "message": reply.text_body}
        return Answer(body=started, status=202)


def _whole(items: Sequence[Any]) -> dict[str, Any]:
    return {"items": list(items), "next_cursor": None}


def _argument(command: Command, name: str) -> Argument | None:
    """The argument of that name; without a name the first.

    Raises:
        InvalidInput: it has none of that name.
    """
    found = next((one for one in command.arguments if name in ("", one.name)), None)
    if found is None and name:
        raise InvalidInput(f"/{command.name} has no '{name}'. It is {command.syntax}")
    return found


def _view(one: Command) -> CommandView:
    arguments = [
        ArgumentView(
            name=argument.name, type=argument.kind.value, description=argument.description,
            is_required=argument.is_required, choices=argument.choices, suggest=argument.suggest,
            is_rest=argument.is_rest,
        )
        for argument in one.arguments
    ]  # fmt: skip
    return CommandView(
        name=one.name, aliases=one.aliases, summary=one.summary, role=one.role.value, arguments=arguments,
        syntax=one.syntax,
    )  # fmt: skip


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, space = CommandsApi(parts), "/api/v1/workspaces/{workspace_id}"
    yield Route(method="GET", path=f"{space}/commands", permission="commands.read", handler=do.listed,
                summary="The slash commands that one may use", query=CommandsPage, answer=CommandView,
                is_list=True)  # fmt: skip
    yield Route(method="GET", path=f"{space}/commands/suggestions", permission="commands.read",
                handler=do.suggestions, summary="Values for an argument that is being typed",
                query=Completed, answer=naming.SuggestionView, is_list=True)  # fmt: skip
    yield Route(method="GET", path=f"{space}/mentionables", permission="members.read",
                handler=do.mentionables, summary="Whom a message can call: people, agents, everybody",
                query=Mentioned, answer=naming.MentionableView, is_list=True)  # fmt: skip
    yield Route(method="POST", path="/api/v1/agent-commands/invoke", permission="commands.use",
                handler=do.invoke, summary="Give a slash command from any client", body=Invocation,
                status=202, answer=Invoked)  # fmt: skip
