"""A part of the composition root: what does runs in the worker, with what they may do."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bot.app import App
from bot.contracts.budgets import Near
from bot.contracts.unit import SYSTEM
from bot.llm.budget import Budget
from bot.llm.embeddings import Embeddings
from bot.llm.gateway import Gateway
from bot.runtime.enabling import RunAbilities
from bot.runtime.forgetting import Forgetter
from bot.runtime.graphs import Graphs
from bot.runtime.performing import Performer
from bot.runtime.remembering import Remembering
from bot.runtime.schedules import Scheduler
from bot.runtime.worker import Runner
from bot.services import budget_questions, memories
from bot.services.agents import ActiveConfigurations
from bot.services.run_outputs import LargeOutputs
from bot.services.search import Search
from config.errors import StorageError, UserError
from storage.checkpoints import Checkpoints
from storage.files import LocalFiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """What does runs, and what it keeps open."""

    runner: Runner
    graphs: Graphs
    checkpoints: Checkpoints
    scheduler: Scheduler
    forgetter: Forgetter


def make_working(app: App, senders: Mapping[str, Any], searching: Search) -> Working:
    """What this worker does runs with; what reaches outside leaves through ``senders``."""
    settings = app.settings
    checkpoints = Checkpoints(settings.database, settings.data_dir / "checkpoints.db")
    graphs = Graphs(app.agents, checkpoints)

    async def warn(workspace_id: UUID, near: Near) -> None:
        with suppress(UserError, StorageError):
            async with app.units.open_unit(SYSTEM, workspace_id) as unit:
                await budget_questions.ask(unit, near)

    gateway = Gateway(settings.llm, Budget(app.database), warn=warn, vault=app.vault)
    enabling = RunAbilities(
        app.database,
        gateway,
        app.catalogue,
        senders=senders,
        searching=searching,
        remembering=Remembering(app.vectors, Embeddings(gateway)),
    )
    performer = Performer(
        app.database, app.units, graphs, app.catalogue, settings=settings.runs, enabling=enabling
    )
    outputs = LargeOutputs(LocalFiles(settings.files_folder), app.catalogue)
    runner = Runner(app.database, app.jobs, app.units, performer, settings=settings.runs, outputs=outputs)
    forgetter = Forgetter(app.units, app.vectors)
    runner.take_orders(**{memories.JOB: forgetter.take})
    scheduler = Scheduler(
        app.database,
        app.units,
        ActiveConfigurations(app.database, app.catalogue),
        runnable=[key for key, one in app.agents.items() if not one.is_preview],
    )
    return Working(
        runner=runner, graphs=graphs, checkpoints=checkpoints, scheduler=scheduler, forgetter=forgetter
    )
