"""What adapters provide (routes, messages out) and Gate, the one door inwards that they are given."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal, Protocol
from uuid import UUID

from pydantic import BaseModel

from bot.contracts.commands import CommandCall, CommandList, Parsed, Reply
from bot.contracts.messages import InboundMessage, OutboundMessage, Place
from bot.contracts.platforms import Heard, RemoteFile
from bot.contracts.proposals import Pressed
from bot.contracts.unit import Actor, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A call over HTTP after sign-in, limits, the body reader and its model have had their say.

    ``raw`` is the web framework's own request, for what is not a call (sockets, files).
    """

    actor: Actor
    params: Mapping[str, str]
    query: Any
    body: Any
    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    address: str
    correlation_id: UUID
    raw: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a handler gives back when it is more than a body."""

    body: Any = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str | None] = field(default_factory=dict)


Handler = Callable[[Request], Awaitable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One operation. ``permission`` is a row of the policy table; ``body`` and ``query`` refuse unknown
    fields.

    The handler returns the body's model (or an Answer); ``status`` is what success answers.
    ``is_raw``: the handler answers with the framework's own response (socket, page).
    ``takes_file``: the body is a file; the request's ``body`` is called with how many bytes it may have, and
    gives its chunks. ``gives_file``: the handler answers with the framework's own response that sends one.
    ``shown_once`` names a field of the answer that is kept nowhere, so a repeat of the request lacks it.
    """

    method: str
    path: str
    permission: str
    handler: Handler
    summary: str
    status: int = 200
    body: type[BaseModel] | None = None
    query: type[BaseModel] | None = None
    answer: type[BaseModel] | None = None
    is_list: bool = False
    is_raw: bool = False
    takes_file: bool = False
    gives_file: bool = False
    shown_once: str | None = None


class Gate(Protocol):
    """The only way in. An adapter never meets the dispatcher, the database or another adapter.

    Inside a workspace the actor carries the role they have there now; strangers get NotFound.
    """

    def unit(
        self, actor: Actor, workspace_id: UUID | None, *, correlation_id: UUID | None = None
    ) -> AbstractAsyncContextManager[Unit]:
        """A unit in one transaction; leaving the block well commits."""

    def grouped_unit(
        self, actor: Actor, workspace_id: UUID, *, correlation_id: UUID | None = None
    ) -> AbstractAsyncContextManager[Unit]:
        """A unit whose writes share a commit with others that are ready; stored on leaving."""

    def reading(self, actor: Actor, workspace_id: UUID | None) -> AbstractAsyncContextManager[Unit]:
        """A unit that only reads: no transaction, so no wait for writers."""

    async def message(self, actor: Actor, workspace_id: UUID, said: InboundMessage) -> Any:
        """Store what the actor said and let follow what follows from it; the stored message's view."""

    async def command(self, actor: Actor, workspace_id: UUID, call: CommandCall, parsed: Parsed) -> Reply:
        """Have a command answered that is no message."""

    async def decide(self, actor: Actor, workspace_id: UUID, pressed: Pressed) -> Any:
        """Count the press of a proposal's button as the actor's; the message's view with what came of it."""

    def updates(self, workspace_id: UUID) -> AsyncIterator[Sequence[bytes]]:
        """Live announcements of a workspace, encoded; ``reconnected`` says that some may have been lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """What an adapter is built with. The services it may call are plain modules; these are those with
    state.
    """

    gate: Gate
    tokens: Any
    catalogue: Any
    commands: CommandList
    connections: Any
    grants: Any
    limit: Any
    limits: Any
    tickets: Any
    presence: Any
    attachments: Any
    search: Any
    secrets: Any
    public_url: str
    origins: frozenset[str]
    is_https: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often an adapter may send: ``many`` times in ``seconds``."""

    many: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What an adapter's place can show and do. No defaults: a new one makes every adapter answer.

    ``max_text`` counts as the platform does; ``text_unit`` says in what. ``place_pace`` is for each channel
    (the strictest of several first), ``account_pace`` for all of an account together.
    """

    max_text: int
    text_unit: Literal["characters", "utf16"]
    max_title: int
    max_fields: int
    max_buttons: int
    max_file_bytes: int
    threads: bool
    edits: bool
    deletes: bool
    reactions: bool
    files: bool
    forms: bool
    private_replies: bool
    shows_author: bool
    is_idempotent: bool
    ack_within: timedelta | None
    reply_within: timedelta | None
    place_pace: tuple[Pace, ...]
    account_pace: Pace | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What the other side calls what it took; ``thread`` is the thread that was opened for it, or that it
    opens, where that has a name of its own.
    """

    external_id: str
    thread: str | None = None


class Adapter(Protocol):
    """An adapter that sends. It is stateless, and runs in the worker.

    It is built with its settings and a PlatformHost. Its class has ``Settings`` of its own, whose ``is_on``
    says whether it is turned on, ``turned_on_by``, the variable that does so, and ``does``, what is missing
    while it is off.
    """

    @property
    def name(self) -> str:
        """Its folder's name."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can show."""

    async def send(self, to: Place, message: OutboundMessage, *, is_repeat: bool = False) -> Sent:
        """Send it; the same ``key`` again is the same message to whoever gets it twice.

        ``is_repeat``: it may have arrived before; where the platform lets one find out, it is looked up by
        its key first, and what is found is the answer.

        Raises:
            Rejected: refused for good.
            AccessLost: the place or the whole account knows us no more.
            Unreachable, RateLimited: later, perhaps; whether it arrived may be unknown.
        """

    async def check(self) -> str:
        """Try whether it could send now, for ``ionflux doctor``; a word on the other side.

        Raises:
            ExternalError: it could not.
        """

    async def close(self) -> None:
        """Let connections go."""


class Edits(Protocol):
    """An adapter that changes what it has sent."""

    async def edit(self, to: Place, external_id: str, message: OutboundMessage) -> None:
        """Show the message otherwise; what is shown so already is well. Raises as ``send``."""


class Deletes(Protocol):
    """An adapter that takes messages back."""

    async def delete(self, to: Place, external_id: str) -> None:
        """Take it away; what is gone already is well. Raises as ``send``."""


class Reacts(Protocol):
    """An adapter that puts emoji under messages, in the bot's name."""

    async def react(self, to: Place, external_id: str, emojis: Sequence[str]) -> Sequence[str]:
        """Have exactly these of the bot's emoji (Unicode) under the message; those that the platform takes.
        Raises as ``send``.
        """


class Fetches(Protocol):
    """An adapter that brings files from its platform."""

    def fetch(self, account: str, file: RemoteFile) -> AsyncIterator[bytes]:
        """The file's bytes. Raises as ``send``."""


class Recalls(Protocol):
    """An adapter that can read what was said while we were away."""

    def history(self, place: Place, after: str | None) -> AsyncIterator[Heard]:
        """What people wrote there after that external id, oldest first, as far as the platform lets us
        see; without ``after`` nothing. Raises as ``send``.
        """


class Listens(Protocol):
    """An adapter that holds a connection to its platform, in the gateway."""

    async def listen(self) -> None:
        """Bring in what happens, until cancelled; connections that break are opened again, and what was
        missed is caught up. Returns at once where nothing is to be held (all comes over HTTP).
        """


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what it is, how it stands, and what puts it right (where it does not)."""

    name: str
    is_well: bool
    told: str
    fix: str = ""


class Manifests(Protocol):
    """An adapter whose platform wants to be told of the app and its commands."""

    def manifest(self) -> str:
        """The app's manifest or command list, from the command registry, as the platform's page takes it."""

    async def examine(self) -> Sequence[Finding]:
        """Look at everything ``ionflux doctor`` should know of; network failures are findings."""


class ServesHttp(Protocol):
    """An adapter with routes. The one that people sign in by has ``sign_in`` too."""

    def routes(self) -> Iterable[Route]:
        """Its operations, each with a permission."""

    async def close(self) -> None:
        """Let open connections go; clients come back to another process."""
