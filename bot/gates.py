"""A part of the composition root: the doors inwards of a process, and the adapters behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.app import App, addresses, index_of
from bot.contracts.commands import Services
from bot.contracts.platforms import PlatformHost
from bot.ports.limits import Allowances, RateLimit
from bot.runtime.commanded import Commanded
from bot.runtime.discovery import find_commands
from bot.runtime.dispatcher import Dispatcher
from bot.runtime.gate import Door
from bot.runtime.mentioned import Mentioned
from bot.runtime.platforms import Platforms
from bot.senders import installable, make_senders, turned_on
from bot.services.connections import Connections
from bot.services.grants import Grants
from bot.services.search import Search


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """The door of the web, that of the platforms, and what both are made of."""

    door: Door
    platforms: Platforms
    dispatcher: Dispatcher
    limit: RateLimit
    limits: Allowances
    grants: Grants
    adapters: Mapping[str, Any]


def make_gates(app: App) -> Gates:
    """Those of this process, with the adapters of the platforms that are turned on.

    Raises:
        SetupError: with one sentence naming the variable or file that is wrong.
    """
    _, public = addresses(app)
    limit, limits = RateLimit(app.redis), Allowances.of(app.settings.limits)
    chats = {name: one for name, one in turned_on().items() if name != "mail"}
    grants = Grants(app.vault, chats, installable())
    services = Services(
        catalogue=app.catalogue,
        connections=Connections(app.vault, public, grants),
        search=Search(index_of(app)),
        grants=grants,
        public_url=public,
    )
    dispatcher = Dispatcher(find_commands(), services)
    mentioned = Mentioned(app.catalogue, limit, limits.runs)
    door = Door(app.units, app.live, mentioned, Commanded(dispatcher, limit, limits))
    platforms = Platforms(app.units, door, grants, public)
    host = PlatformHost(gate=platforms, commands=dispatcher.commands, public_url=public)
    return Gates(
        door=door, platforms=platforms, dispatcher=dispatcher, limit=limit, limits=limits, grants=grants,
        adapters=make_senders(host),
    )  # fmt: skip
