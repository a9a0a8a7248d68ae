"""The tools of one run: allowed by name, checked by schema, done with the rights of whom the run acts for.

A tool that reaches outside needs an approval: it is done only as an effect of a decision of this very run,
or where an admin has let its kind of act be done without being asked.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import uuid5

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from bot.contracts.messages import OutboundMessage, Place
from bot.contracts.unit import Unit
from bot.runtime.at_hand import current
from bot.runtime.ledger import allowed_by
from bot.runtime.units import new_unit
from bot.services import access, run_settings, search
from bot.services.knowledge import StoredLibrary
from bot.services.run_settings import RunSettings
from bot.services.runs import Claimed, Origin
from bot.services.workspace_secrets import Revealed
from config.errors import Fault, InvalidInput, NotAllowed, NotFound
from storage.vault import Vault

MOST_FOUND = 20


class Arguments(BaseModel):
    """Of a tool."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(Arguments):
    """Something by its name or id."""

    name: str = Field("", max_length=200, description="Its name or id; empty: that of this channel")


class Sought(Arguments):
    """A search."""

    query: str = Field(min_length=1, max_length=300, description="Words; also from: in: has: before: after:")
    limit: int = Field(10, ge=1, le=MOST_FOUND)


class SecretRef(Arguments):
    """A secret of the workspace, by its name."""

    secret_ref: str = Field(max_length=200)


class Mail(Arguments):
    """One mail to one person."""

    to: str = Field(max_length=320)
    subject: str = Field(min_length=1, max_length=300)
    text: str = Field(min_length=1, max_length=100_000)
    html: str = Field("", max_length=102 * 1024)
    headers: dict[str, str] = Field(default_factory=dict, max_length=10)
    server: SecretRef | None = Field(None, description="A mail server that the agent's settings name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """With what a tool is done; ``unit`` is of whom the run acts for."""

    run: Claimed
    unit: Unit
    library: StoredLibrary
    search: search.Search | None
    senders: Mapping[str, Any]
    key: str | None
    secrets: Mapping[str, Revealed]

    async def opened(self, named: SecretRef) -> SecretStr:
        """The value, for the moment of its use.

        Raises:
            NotAllowed: code ``secret_not_allowed``; the agent's settings name no such secret.
            AgentError: code ``secret_unknown``.
        """
        if (found := self.secrets.get(named.secret_ref)) is None:
            told = f"The settings of this agent name no secret '{named.secret_ref}'."
            raise NotAllowed(told, code="secret_not_allowed")
        return await found.open()


Do = Callable[[Hand, Any], Awaitable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One tool. ``permission`` is what whom the run acts for must have; ``kind`` is its class of act where it
    reaches outside; ``service`` is what an agent's definition requires to have it without being given it by
    name.
    """

    name: str
    told: str
    permission: str
    arguments: type[Arguments]
    do: Do
    kind: str | None = None
    service: str | None = None

    def schema(self) -> dict[str, Any]:
        """As the providers of models want it described."""
        parameters = self.arguments.model_json_schema()
        return {
            "type": "function",
            "function": {"name": self.name, "description": self.told, "parameters": parameters},
        }


async def _brand(hand: Hand, given: Named) -> Any:
    return _known(await hand.library.brand(given.name), "brand", given.name)


async def _creator(hand: Hand, given: Named) -> Any:
    return _known(await hand.library.creator(given.name), "creator", given.name)


async def _prompt(hand: Hand, given: Named) -> Any:
    return _known(await hand.library.prompt(given.name), "prompt", given.name)


def _known(found: Any, what: str, name: str) -> Any:
    if found is None:
        raise NotFound(f"There is no {what} '{name}' in this workspace.")
    voice = getattr(found, "voice", None)
    return asdict(found) | ({"voice": asdict(voice)} if voice is not None else {})


async def _search(hand: Hand, given: Sought) -> Any:
    if hand.search is None:
        raise NotFound("Nothing can be searched here.")
    found = await hand.search.find(hand.unit, given.query, limit=given.limit)
    return [
        {
            "id": str(one.id),
            "channel": one.channel_name,
            "from": one.message.sender_name,
            "text": one.snippet_text,
            "at": one.message.created_at.isoformat(),
        }
        for one in found
    ]


async def _mail(hand: Hand, given: Mail) -> Any:
    if (sender := hand.senders.get("mail")) is None:
        raise NotAllowed("This installation sends no e-mail: IONFLUX_SMTP_URL is not set.")
    if given.server is not None:
        sender = sender.through(await hand.opened(given.server))
    # Outside an effect it is the mail itself that tells a repeat from another one.
    key = uuid5(hand.run.run_id, hand.key or given.model_dump_json())
    message = OutboundMessage(
        key=key, title_text=given.subject, body_text=given.text, html=given.html or None,
        headers=dict(given.headers),
    )  # fmt: skip
    sent = await sender.send(Place(adapter="mail", channel=given.to), message)
    return {"message_id": sent.external_id}


TOOLS: Mapping[str, Tool] = {
    one.name: one
    for one in (
        Tool(
            name="get_brand",
            told="A brand with its voice guidelines",
            permission="brands.read",
            arguments=Named,
            do=_brand,
        ),
        Tool(
            name="get_creator",
            told="A creator with their niche",
            permission="creators.read",
            arguments=Named,
            do=_creator,
        ),
        Tool(
            name="get_prompt",
            told="A prompt of the library",
            permission="prompts.read",
            arguments=Named,
            do=_prompt,
        ),
        Tool(
            name="search_messages",
            told="Find messages people wrote",
            permission="search.read",
            arguments=Sought,
            do=_search,
        ),
        Tool(
            name="send_email",
            told="Send one mail to one person",
            permission="runs.start",
            arguments=Mail,
            do=_mail,
            kind="email.send",
            service="Email_Dispatch",
        ),
    )
}


class RunTools:
    """The Tools of one claimed run."""

    def __init__(
        self,
        run: Claimed,
        settings: RunSettings,
        services: Sequence[str],
        *,
        senders: Mapping[str, Any],
        searching: search.Search | None = None,
        vault: Vault | None = None,
    ) -> None:
        """Those that its configuration lists, else what only reads and what its definition requires. What
        its inputs name is opened from ``vault``.
        """
        named = settings.secrets if vault is not None else {}
        self._secrets = {
            name: Revealed(vault, run.workspace_id, path, name)  # type: ignore[arg-type]
            for name, path in named.items()
        }
        self._run = run
        self._settings = settings
        self._senders = senders
        self._search = searching
        listed = settings.tools
        self.names = tuple(
            one.name
            for one in TOOLS.values()
            if (one.name in listed if listed is not None else one.kind is None or one.service in services)
        )

    def schemas(self, names: Sequence[str]) -> Sequence[Mapping[str, Any]]:
        """Those of these that may be called, described."""
        return [TOOLS[name].schema() for name in names if name in self.names]

    async def call(self, name: str, arguments: Mapping[str, Any], *, key: str | None = None) -> Any:
        """Do it."""
        if name not in self.names:
            raise NotAllowed(f"This agent may not use '{name[:80]}'.", code="tool_not_allowed")
        tool = TOOLS[name]
        given = _read(tool, arguments)
        if tool.kind is not None and not await self._may_reach_out(tool.kind):
            raise NotAllowed(
                f"'{name}' reaches outside the workspace: it needs people's approval.", code="not_approved"
            )
        origin = Origin.read(self._run.origin_json)
        unit = new_unit(await run_settings.principal(self._run, self._settings), self._run.workspace_id)
        access.require(unit, tool.permission)
        if tool.kind is not None and self._run.is_preview:
            rehearsal = current.get().rehearsal
            return rehearsal.tool(name, given.model_dump(mode="json")) if rehearsal is not None else None
        hand = Hand(
            run=self._run,
            unit=unit,
            library=StoredLibrary(self._run.workspace_id, origin.channel_id if origin else None),
            search=self._search,
            senders=self._senders,
            key=key,
            secrets=self._secrets,
        )
        return await tool.do(hand, given)

    async def _may_reach_out(self, kind: str) -> bool:
        if kind in self._settings.auto_approve:
            return True
        return await run_settings.is_approved(self._run, allowed_by.get())


def _read(tool: Tool, arguments: Mapping[str, Any]) -> Arguments:
    try:
        return tool.arguments.model_validate(dict(arguments))
    except ValidationError as wrong:
        faults = tuple(
            Fault(field=".".join(map(str, one["loc"])), code="validation_failed", message=one["msg"])
            for one in wrong.errors()
        )
        told = "; ".join(f"{one.field}: {one.message}" for one in faults[:5])
        raise InvalidInput(f"{tool.name}: {told}", details=faults) from wrong
