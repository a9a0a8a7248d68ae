"""What happens on chat platforms, as plain data, and the gate by which adapters bring it in.

An adapter parses what its platform sends into these, and tells each person what comes back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol
from uuid import UUID

from bot.contracts.commands import CommandList, Parsed
from bot.contracts.messages import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody on a platform. ``account`` is that within which ``external_id`` is unique (a team);
    empty where it is unique on the whole platform. ``name`` may be empty where it is not told again.
    """

    external_id: str
    name: str
    account: str = ""
    avatar_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteFile:
    """A file that lies on a platform. ``reference_json`` is all that its adapter's ``fetch`` needs, now or
    after a restart; no secrets.
    """

    name: str
    size: int | None
    reference_json: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A message that somebody wrote. ``text`` is Markdown, with people called ``@"Name"``.

    ``external_id`` is the platform's name for it, unique in its channel. ``place.thread`` is the thread it
    stands in; ``replies_to`` the message it answers where the platform has reply chains instead.
    ``opens_thread`` names the thread that begins with it, where that is not named after the message.
    """

    place: Place
    person: Person
    external_id: str
    text: str = ""
    files: tuple[RemoteFile, ...] = ()
    replies_to: str | None = None
    opens_thread: str | None = None
    said_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Altered:
    """A message that was changed (to ``text``) or taken back (None).

    ``changed_at`` is the platform's time of it: a change that comes after a later one is passed over.
    """

    place: Place
    external_id: str
    text: str | None
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted:
    """An emoji (Unicode) that somebody put under a message, or took away."""

    place: Place
    person: Person
    external_id: str
    emoji: str
    is_added: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A slash command that somebody gave: the line as typed (``/agent run …``), or parsed by the platform.

    ``call_id`` is the platform's name for this call: the same again does nothing twice. ``can_ask``: a form
    can be shown in answer.
    """

    place: Place
    person: Person
    call_id: str
    text: str = ""
    parsed: Parsed | None = None
    can_ask: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """A button of ours that somebody pressed, by its token; with what they wrote or changed."""

    place: Place
    person: Person
    token: str
    comment: str | None = None
    edited_payload: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a person alone is told, in Markdown; empty: nothing."""

    text_body: str = ""
    is_error: bool = False


FieldKind = Literal["text", "long_text", "number", "boolean", "choice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One question of a form."""

    name: str
    label: str
    kind: FieldKind = "text"
    value: str = ""
    choices: tuple[str, ...] = ()
    is_required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Questions to one person: what is missing of a command, or what may be changed before approving.

    ``token`` comes back with the answers, in ``Answered``.
    """

    token: str
    title: str
    submit: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A form's answers, as they were typed, by the fields' names."""

    place: Place
    person: Person
    token: str
    call_id: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A half-typed argument of a command, to be completed."""

    place: Place
    person: Person
    command: str
    argument: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """An account of a platform (a team, a guild) in which our app is installed.

    ``token`` is empty where the one of the environment serves. ``details_json`` is the adapter's own.
    """

    account: str
    name: str = ""
    token: str = ""
    details_json: Mapping[str, Any] = field(default_factory=dict)


class PlatformGate(Protocol):
    """The way in for adapters of chat platforms.

    Every call may be made twice with the same ids, in any process. It returns once what it took is stored;
    what it raises is a StorageError alone (nothing was taken: let the platform send it again, or say so).
    What a person did wrong comes back as ``Told``.
    """

    async def hear(self, heard: Heard) -> Told:
        """Take in a message. What came in this way before, or was sent by us, is known and left alone."""

    async def alter(self, altered: Altered) -> None:
        """Take in a change or a deletion; of what is not known here nothing is done."""

    async def react(self, reacted: Reacted) -> None:
        """Take in a reaction."""

    async def call(self, called: Called) -> Told | Form:
        """Do a command; a form where a required argument is missing and the adapter can show forms."""

    async def push(self, pushed: Pushed) -> Told | Form:
        """Count a button's press; a form where it is the button that edits before approving."""

    async def answer(self, answered: Answered) -> Told | Form:
        """Take a form's answers; the form again, with what is wrong in its title, where they do not do."""

    async def complete(self, asking: Asking) -> Sequence[str]:
        """At most 25 values that the argument could have, the best first; none for strangers."""

    async def behind(self, adapter: str) -> Sequence[tuple[Place, str | None]]:
        """The linked places of the platform, each with the external id after which to catch up; None where
        nothing was taken in yet. To be asked before anything new is taken in: it stays the same, also for
        another process, until the place is caught up with.
        """

    async def caught_up(self, place: Place, external_id: str | None = None) -> None:
        """All that was said there since is taken in, up to that message where one is named: who breaks off
        goes on from it.
        """

    async def installed(self, adapter: str, installation: Installation, workspace_id: UUID) -> None:
        """Keep an account in which the app was installed for that workspace; again, it is renewed."""

    async def uninstalled(self, adapter: str, account: str, why: str) -> None:
        """The account let us go: its links are marked broken, and the admins are told."""

    async def lost(self, place: Place, why: str) -> None:
        """The place put us out: its link is marked broken, and the admins are told."""

    async def moved(self, place: Place, channel: str) -> None:
        """The place has another name from now on, as the platform says."""

    async def unread(self, adapter: str, account: str, kind: str) -> None:
        """Record that something authentic came that nothing here understands."""

    async def installation(self, adapter: str, account: str) -> Installation | None:
        """The account, with its token; None where only the environment's serves."""

    async def claimed_state(self, state: str) -> UUID | None:
        """The workspace for which an install with that state began, once; None: it is not ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformHost:
    """What an adapter of a chat platform is built with, in every role."""

    gate: PlatformGate
    commands: CommandList
    public_url: str
