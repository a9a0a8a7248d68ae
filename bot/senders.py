"""A part of the composition root: the adapters that send, as the environment turns them on."""

from collections.abc import Mapping
from datetime import timedelta

from bot.contracts.adapters import Adapter
from bot.runtime.deliveries import Sending
from bot.runtime.discovery import find_senders
from bot.services.reminders import Reminding
from config.settings import Settings, load_own


def make_senders() -> Mapping[str, Adapter]:
    """Those that are turned on, by name.

    Raises:
        SetupError: with one sentence naming the variable that is wrong.
    """
    found = {name: (one, load_own(one.Settings)) for name, one in find_senders().items()}
    return {name: one(own) for name, (one, own) in found.items() if own.is_on}


def make_sending(settings: Settings, public_url: str) -> Sending:
    """How things leave the worker, with links to ``public_url``.

    Raises:
        SetupError: the same.
    """
    senders = make_senders()
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
