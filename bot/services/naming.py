"""What the actor can name of their workspace: agents, channels, people, runs, brands, creators, prompts;
offered while they type.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeVar
from unicodedata import combining, normalize
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from bot.contracts.commands import Argument, Command, Kind, Named
from bot.contracts.grammar import word
from bot.contracts.mentions import slug_of
from bot.contracts.names import Names
from bot.contracts.unit import Unit
from bot.services import access, channels, definitions, prompts, run_views
from storage.models.agents import AgentConfiguration
from storage.models.brands import Brand
from storage.models.chat import Channel, ChannelMember
from storage.models.creators import Creator
from storage.models.prompts import PromptLibrary
from storage.models.users import User
from storage.models.workspaces import Membership

MOST_OFFERED, MOST_RUNS = 20, 100
T = TypeVar("T")


class SuggestionView(BaseModel):
    """A value that may be typed, and what it means."""

    model_config = ConfigDict(frozen=True)

    value: str
    label: str
    description: str = ""


class MentionableView(BaseModel):
    """Whom a message can call: a person, an agent, or everybody in the channel. ``why`` says why not, where
    one may not.
    """

    model_config = ConfigDict(frozen=True)

    type: Literal["user", "agent", "channel"]
    id: UUID | None
    name: str
    slug: str
    insert_text: str
    description: str
    is_disabled: bool = False
    why: str | None = None


async def names(unit: Unit, kind: Kind, text: str) -> Names:
    """Those of a kind that the actor may know. ``text`` is what was typed: a run of long ago is known by its
    whole id.
    """
    if kind is Kind.RUN and (run_id := _uuid(text)) is not None:
        found = await run_views.get(unit, run_id)
        return Names("run", [Named(found.run_id, run_views.short_id(found.run_id))])
    if kind is Kind.PROMPT:
        return await _prompt_names(unit)
    noun, found_by = _NAMED[kind]
    return Names(noun, await found_by(unit))


async def offered(unit: Unit, argument: Argument, typed: str) -> Sequence[SuggestionView]:
    """At most twenty values for an argument: first those that begin with what was typed."""
    found: Sequence[_Offer] = [_Offer(choice, choice) for choice in argument.choices]
    if not argument.choices and (source := _OFFERED.get(argument.suggest or "")) is not None:
        found = await source(unit)
    return [one.view() for one in _ranked(found, typed, lambda one: one.label)]


def offered_commands(known: Sequence[Command], typed: str) -> Sequence[SuggestionView]:
    """The same of commands, by any of their names."""
    named = [(name, one) for one in known for name in (one.name, *one.aliases)]
    values = [SuggestionView(value=f"/{name}", label=name, description=one.summary) for name, one in named]
    return _ranked(values, typed.strip().removeprefix("/"), lambda one: one.label)


async def mentionable(unit: Unit, typed: str, channel_id: UUID | None) -> Sequence[MentionableView]:
    """People, agents, then everybody, each beginning with what was typed before those that hold it.

    Raises:
        NotFound: no such channel for the actor.
    """
    channel = await channels.entered(unit, channel_id) if channel_id is not None else None
    people = await _people(unit, typed, channel)
    helpers = await _agents(unit, typed)
    everybody = [] if channel is not None and channel.type == "dm" else [await _everybody(unit, channel)]
    return [*people, *helpers, *_ranked(everybody, typed, lambda one: one.name)]


async def _everybody(unit: Unit, channel: Channel | None) -> MentionableView:
    """All who are in the channel, and how many that are beside the actor."""
    about = "Everybody in the channel"
    if channel is not None:
        inside = ChannelMember.of(unit.scope).filter(channel_id=channel.id, is_inside=True)
        others = await inside.exclude(user_id=unit.actor.id).count()
        about = f"Everybody in #{channel.name}, {others:,} {'person' if others == 1 else 'people'}"
    may = access.may(unit, "channels.call")
    return MentionableView(
        type="channel", id=None, name="channel", slug="channel", insert_text="@channel", description=about,
        is_disabled=not may, why=None if may else "Members call everybody",
    )  # fmt: skip


async def _agent_names(unit: Unit) -> Sequence[Named]:
    if not access.may(unit, "configurations.read"):
        return ()
    rows = AgentConfiguration.of(unit.scope).exclude(status="archived").order_by("name")
    return [Named(one, name) for one, name in await rows.values_list("id", "name")]


async def _channel_names(unit: Unit) -> Sequence[Named]:
    rows = channels.readable(unit).exclude(type="dm").order_by("name")
    return [Named(one, name) for one, name in await rows.values_list("id", "name")]


async def _person_names(unit: Unit) -> Sequence[Named]:
    return [Named(user_id, name) for user_id, name, _ in await _members(unit)]


async def _run_names(unit: Unit) -> Sequence[Named]:
    if not access.may(unit, "runs.read"):
        return ()
    found = await run_views.listed(unit, limit=MOST_RUNS)
    return [Named(one.run_id, run_views.short_id(one.run_id)) for one in found]


_Told = Callable[[Unit], Awaitable[Sequence[tuple[UUID, str, str]]]]
"""Things of one kind that the actor may know: id, name and what is said of it, by name."""


async def _brands(unit: Unit) -> Sequence[tuple[UUID, str, str]]:
    if not access.may(unit, "brands.read"):
        return ()
    rows = Brand.of(unit.scope).filter(status="active").order_by("name")
    return [(row.id, row.name, row.industry or "") for row in await rows.only("id", "name", "industry")]


async def _creators(unit: Unit) -> Sequence[tuple[UUID, str, str]]:
    if not access.may(unit, "creators.read"):
        return ()
    rows = Creator.of(unit.scope).filter(status="active").order_by("name")
    found = await rows.only("id", "name", "niche_tags_array")
    return [(row.id, row.name, ", ".join(row.niche_tags_array)) for row in found]


async def _libraries(unit: Unit) -> Sequence[tuple[UUID, str, str]]:
    if not access.may(unit, "prompts.read"):
        return ()
    rows = PromptLibrary.of(unit.scope).filter(status="active").order_by("name")
    found = await rows.only("id", "name", "description_text")
    return [(row.id, row.name, row.description_text or "") for row in found]


async def _prompts(unit: Unit) -> Sequence[tuple[UUID, str, str]]:
    if not access.may(unit, "prompts.read"):
        return ()
    return [(one.id, one.name, ", ".join(one.variables)) for one in await prompts.labels(unit)]


async def _prompt_names(unit: Unit) -> Names:
    found = await prompts.labels(unit) if access.may(unit, "prompts.read") else ()
    whole = [Named(one.id, one.whole_name) for one in found if one.whole_name != one.name]
    return Names("prompt", [Named(one.id, one.name) for one in found], whole)


def _names_of(told: _Told) -> Callable[[Unit], Awaitable[Sequence[Named]]]:
    async def names(unit: Unit) -> Sequence[Named]:
        return [Named(one, name) for one, name, _ in await told(unit)]

    return names


_NAMED: Mapping[Kind, tuple[str, Callable[[Unit], Awaitable[Sequence[Named]]]]] = {
    Kind.AGENT: ("agent", _agent_names),
    Kind.CHANNEL: ("channel", _channel_names),
    Kind.USER: ("person", _person_names),
    Kind.RUN: ("run", _run_names),
    Kind.BRAND: ("brand", _names_of(_brands)),
    Kind.CREATOR: ("creator", _names_of(_creators)),
    Kind.LIBRARY: ("prompt library", _names_of(_libraries)),
}


async def _members(unit: Unit) -> Sequence[tuple[UUID, str, str]]:
    """Id, name and role of each member, by name."""
    access.require(unit, "members.read")
    roles = dict(await Membership.of(unit.scope).values_list("user_id", "role"))
    rows = await User.filter(id__in=list(roles)).order_by("name", "id").values_list("id", "name")
    return [(user_id, name, roles[user_id]) for user_id, name in rows]


class _Offer(NamedTuple):
    """A value that may be typed; most of those there are nobody is shown."""

    label: str
    value: str
    about: str = ""

    def view(self) -> SuggestionView:
        return SuggestionView(value=self.value, label=self.label, description=self.about)


async def _offered_agents(unit: Unit) -> Sequence[_Offer]:
    rows = AgentConfiguration.of(unit.scope).exclude(status="archived").order_by("name")
    if not access.may(unit, "configurations.read"):
        return ()
    found = await rows.values_list("name", "status", "agent_definition_id")
    return [_offer(name, f"{status} · {definition}") for name, status, definition in found]


async def _offered_channels(unit: Unit) -> Sequence[_Offer]:
    rows = channels.readable(unit).exclude(type="dm").order_by("name")
    found = await rows.values_list("name", "description_text")
    return [_offer(name, about or "") for name, about in found]


async def _offered_people(unit: Unit) -> Sequence[_Offer]:
    return [_offer(name, role) for _, name, role in await _members(unit)]


async def _offered_runs(unit: Unit) -> Sequence[_Offer]:
    if not access.may(unit, "runs.read"):
        return ()
    called = {one.id: one.name for one in await _agent_names(unit)}
    found = await run_views.listed(unit, limit=MOST_RUNS)
    return [
        _offer(
            run_views.short_id(one.run_id),
            f"{called.get(one.agent_configuration_id, one.agent_definition_id_version)} · {one.status}",
        )
        for one in found
    ]


def _offers_of(told: _Told) -> Callable[[Unit], Awaitable[Sequence[_Offer]]]:
    async def offers(unit: Unit) -> Sequence[_Offer]:
        return [_offer(name, about) for _, name, about in await told(unit)]

    return offers


_OFFERED: Mapping[str, Callable[[Unit], Awaitable[Sequence[_Offer]]]] = {
    "agents": _offered_agents,
    "channels": _offered_channels,
    "users": _offered_people,
    "runs": _offered_runs,
    "brands": _offers_of(_brands),
    "creators": _offers_of(_creators),
    "libraries": _offers_of(_libraries),
    "prompts": _offers_of(_prompts),
}


async def _people(unit: Unit, typed: str, channel: Channel | None) -> Sequence[MentionableView]:
    inside: set[UUID] | None = None
    if channel is not None and channel.type in ("private", "dm"):
        rows = ChannelMember.of(unit.scope).filter(channel_id=channel.id, is_inside=True)
        inside = {UUID(str(one)) for one in await rows.values_list("user_id", flat=True)}
    return [
        MentionableView(
            type="user", id=user_id, name=name, slug=slug_of(name), insert_text=_mention(name),
            description=role, is_disabled=inside is not None and user_id not in inside,
            why="Not in this channel" if inside is not None and user_id not in inside else None,
        )
        for user_id, name, role in _ranked(await _members(unit), typed, lambda one: one[1])
    ]  # fmt: skip


async def _agents(unit: Unit, typed: str) -> Sequence[MentionableView]:
    if not access.may(unit, "configurations.read"):
        return ()
    own, installed = await definitions.listed(unit.scope), await definitions.listed()
    known = {one.id: one for one in (*installed, *own)}
    rows = await AgentConfiguration.of(unit.scope).exclude(status="archived").order_by("name")
    shown = []
    for row in _ranked(rows, typed, lambda one: one.name):
        definition = known.get(row.agent_definition_id)
        why = None
        if definition is None or definition.is_preview:
            why = "This agent cannot run yet"
        elif row.status != "active":
            why = "Paused" if row.status == "inactive" else "Its settings need a look"
        shown.append(
            MentionableView(
                type="agent",
                id=row.id,
                name=row.name,
                slug=slug_of(row.name),
                insert_text=_mention(row.name),
                description=row.description_text or (definition.name if definition else ""),
                is_disabled=why is not None,
                why=why,
            )
        )
    return shown


def _mention(name: str) -> str:
    """How the name is mentioned: in one word where that says the same, else in quotation marks."""
    short = slug_of(name)
    return f"@{short}" if short == name.casefold() or '"' in name else f'@"{name}"'


def _offer(name: str, about: str) -> _Offer:
    return _Offer(name, word(name), about)


def _ranked(items: Sequence[T], typed: str, name: Callable[[T], str]) -> list[T]:
    wanted = _plain(typed.strip().lstrip("@#"))
    called = [(_plain(name(one)), one) for one in items]
    begun = [one for text, one in called if text.startswith(wanted)]
    inside = [one for text, one in called if wanted in text and not text.startswith(wanted)]
    return [*begun, *inside][:MOST_OFFERED]


def _plain(text: str) -> str:
    """Without capitals and accents, with spaces for dashes: as it may be typed instead."""
    bare = (one for one in normalize("NFD", text.casefold()) if not combining(one))
    return "".join(bare).replace("-", " ")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None
