"""A part of the composition root: what does runs in the worker, with what they may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.app import App
from bot.llm.budget import Budget
from bot.llm.gateway import Gateway
from bot.runtime.enabling import RunAbilities
from bot.runtime.graphs import Graphs
from bot.runtime.performing import Performer
from bot.runtime.schedules import Scheduler
from bot.runtime.worker import Runner
from bot.services.agents import ActiveConfigurations
from bot.services.search import Search
from storage.checkpoints import Checkpoints


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """What does runs, and what it keeps open."""

    runner: Runner
    graphs: Graphs
    checkpoints: Checkpoints
    scheduler: Scheduler


def make_working(app: App, senders: Mapping[str, Any], searching: Search) -> Working:
    """What this worker does runs with; what reaches outside leaves through ``senders``."""
    settings = app.settings
    checkpoints = Checkpoints(settings.database, settings.data_dir / "checkpoints.db")
    graphs = Graphs(app.agents, checkpoints)
    gateway = Gateway(settings.llm, Budget(app.database))
    enabling = RunAbilities(app.database, gateway, app.catalogue, senders=senders, searching=searching)
    performer = Performer(
        app.database, app.units, graphs, app.catalogue, settings=settings.runs, enabling=enabling
    )
    runner = Runner(app.database, app.jobs, app.units, performer, settings=settings.runs)
    scheduler = Scheduler(
        app.database,
        app.units,
        ActiveConfigurations(app.database, app.catalogue),
        runnable=[key for key, one in app.agents.items() if not one.is_preview],
    )
    return Working(runner=runner, graphs=graphs, checkpoints=checkpoints, scheduler=scheduler)
