"""A part of the composition root: the adapters of the platforms, as the environment turns them on."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.contracts.adapters import Adapter
from bot.contracts.platforms import PlatformHost
from bot.runtime.deliveries import Sending
from bot.runtime.discovery import find_senders
from bot.services.reminders import Reminding
from config.settings import Settings, load_own


def turned_on() -> Mapping[str, tuple[bool, str]]:
    """Of every adapter that sends, whether the environment turns it on, and by which variable.

    Raises:
        SetupError: with one sentence naming the variable that is wrong.
    """
    return {name: (load_own(one.Settings).is_on, one.turned_on_by) for name, one in find_senders().items()}


def make_senders(host: PlatformHost | None = None) -> Mapping[str, Any]:
    """Those that are turned on, by name; ``host`` is what those of chat platforms need.

    Raises:
        SetupError: the same.
    """
    found = {name: (one, load_own(one.Settings)) for name, one in find_senders().items()}
    return {name: one(own, host) for name, (one, own) in found.items() if own.is_on}


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
