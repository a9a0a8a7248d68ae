"""A part of the composition root: the adapters of the platforms, as the environment turns them on."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from bot.contracts.adapters import Adapter
from bot.contracts.platforms import PlatformHost
from bot.runtime.deliveries import Sending
from bot.runtime.discovery import find_commands, find_senders
from bot.services.reminders import Reminding
from config.errors import InvalidInput
from config.settings import Settings, load, load_own


def turned_on() -> Mapping[str, tuple[bool, str]]:
    """Of every adapter that sends, whether the environment turns it on, and by which variable.

    Raises:
        SetupError: with one sentence naming the variable that is wrong.
    """
    return {name: (load_own(one.Settings).is_on, one.turned_on_by) for name, one in find_senders().items()}


def installable() -> Sequence[str]:
    """Those whose app can be installed into further accounts, by OAuth, as the environment has it."""
    return [
        name
        for name, one in find_senders().items()
        if getattr(load_own(one.Settings), "is_installable", False)
    ]


def make_senders(host: PlatformHost | None = None) -> Mapping[str, Any]:
    """Those that are turned on, by name; ``host`` is what those of chat platforms need.

    Raises:
        SetupError: the same.
    """
    found = {name: (one, load_own(one.Settings)) for name, one in find_senders().items()}
    return {name: one(own, host) for name, (one, own) in found.items() if own.is_on}


def make_host(settings: Settings) -> PlatformHost:
    """What adapters are built with where nothing is taken in: to look at them, or to write manifests."""
    served = f"http://{settings.web.host}:{settings.port}"
    public = (settings.public_url or served).rstrip("/")
    return PlatformHost(gate=_Shut(), commands=find_commands(), public_url=public)  # type: ignore[arg-type]


class _Shut:
    """A gate through which nothing goes, where only the environment's accounts are known."""

    async def installation(self, adapter: str, account: str) -> None:
        del adapter, account


def make_sending(settings: Settings, public_url: str, senders: Mapping[str, Adapter]) -> Sending:
    """How things leave the worker, with links to ``public_url``."""
    reminding = Reminding(
        has_mail="mail" in senders,
        escalate_after=timedelta(seconds=settings.notifications.escalate_seconds),
    )
    return Sending(
        adapters=senders,
        public_url=public_url,
        reminding=reminding,
        sweep_seconds=settings.runs.sweep_seconds,
        # Nobody renews it: it has to outlast the slowest hand-over, after which the adapter gives up.
        lease_seconds=2 * settings.runs.lease_seconds,
    )


def manifest_of(platform: str) -> str:
    """What the platform wants to be told of the app and its commands; it need not be turned on.

    Raises:
        InvalidInput: there is no such platform.
    """
    found = {name: one for name, one in find_senders().items() if hasattr(one, "manifest")}
    if platform not in found:
        raise InvalidInput(f"There is no platform '{platform}'. There are {', '.join(found)}.")
    adapter = found[platform](load_own(found[platform].Settings), make_host(load()))
    return str(adapter.manifest())
