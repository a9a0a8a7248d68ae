"""A part of the composition root: the web application of a process."""

from typing import Any

from bot.app import App, addresses, health_of
from bot.contracts.adapters import Host
from bot.gates import Gates
from bot.ports.presence import Presence
from bot.ports.tickets import Tickets
from bot.runtime.discovery import find_adapters
from bot.runtime.idempotency import Idempotency
from bot.runtime.intake import Intake
from bot.runtime.server import FrontDoor, make_application
from bot.services.files import Attachments
from bot.services.users import Tokens
from bot.services.workspace_secrets import Secrets
from storage.files import LocalFiles


def make_web(app: App, gates: Gates) -> tuple[Any, Any]:
    """The web application of this process, and the adapter it serves; with the addresses at which platforms
    call us.
    """
    settings, host = app.settings, _host(app, gates)
    adapter = find_adapters()["web"](host)
    door = FrontDoor(
        gate=gates.door, sign_in=adapter.sign_in, limit=gates.limit, limits=settings.limits,
        idempotency=Idempotency(app.units), is_https=host.is_https,
        is_behind_proxy=settings.web.is_behind_proxy,
    )  # fmt: skip
    intake = Intake(app.sources, host.connections.endpoint, units=app.units, limits=settings.limits)
    health = health_of(app, needs_all_roles=settings.up)
    called = [route for one in gates.adapters.values() if hasattr(one, "routes") for route in one.routes()]
    return make_application(door, [*called, *adapter.routes()], intake, health), adapter


def _host(app: App, gates: Gates) -> Host:
    """What the native chat is built with."""
    settings, services = app.settings, gates.dispatcher.services
    served, public = addresses(app)
    return Host(
        gate=gates.door,
        tokens=Tokens(settings.secret_keys),
        catalogue=app.catalogue,
        commands=gates.dispatcher.commands,
        connections=services.connections,
        grants=gates.grants,
        limit=gates.limit,
        limits=gates.limits,
        tickets=Tickets(app.redis),
        presence=Presence(app.redis, app.live),
        attachments=Attachments(LocalFiles(settings.files_folder)),
        search=services.search,
        secrets=Secrets(app.vault),
        public_url=public,
        origins=frozenset({public, served}),
        is_https=public.startswith("https://"),
    )
