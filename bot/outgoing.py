"""A part of the composition root: what leaves the worker, by mail and by the mirror, and what it fetches."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bot.app import App, addresses
from bot.gates import make_gates
from bot.runtime.copying import Copier
from bot.runtime.deliveries import Deliveries
from bot.runtime.fetching import Fetching
from bot.runtime.mirroring import Draining, Mirroring
from bot.senders import make_sending
from bot.services import carrying, inbound_files, notices
from bot.services.files import Attachments
from storage.files import LocalFiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """The orders it serves, what it does until it is cancelled, and how it ends."""

    orders: Mapping[str, Callable[[UUID], Awaitable[None]]]
    work: Sequence[Awaitable[None]]
    drains: Sequence[Callable[[float], Awaitable[None]]]
    adapters: Mapping[str, Any]


def make_outgoing(app: App) -> Outgoing:
    """All that leaves this worker."""
    settings, public = app.settings.runs, addresses(app)[1]
    adapters = make_gates(app).adapters
    attachments = Attachments(LocalFiles(app.settings.files_folder))
    draining = Draining(
        adapters=adapters,
        sweep_seconds=settings.sweep_seconds,
        # It is renewed before each sending, which takes as long as the slowest platform.
        lease_seconds=2 * settings.lease_seconds,
        pace=app.settings.mirror.pace,
    )
    mails = Deliveries(app.database, app.jobs, app.units, make_sending(app.settings, public, adapters))
    mirroring = Mirroring(app.database, app.units, Copier(attachments, public), draining)
    fetching = Fetching(app.database, app.units, attachments, adapters)
    return Outgoing(
        orders={
            notices.JOB: mails.take,
            carrying.JOB: mirroring.take,
            inbound_files.JOB: fetching.take,
        },
        work=(mails.run(), mirroring.run(), fetching.run(settings.sweep_seconds)),
        drains=(mails.drain, mirroring.drain),
        adapters=adapters,
    )
