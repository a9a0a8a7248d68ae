"""Gives each run its abilities: models within its budget, tools within its allow-list, its memory."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.llm.budget import Allowed, Limits, Payer
from bot.llm.gateway import Gateway, RunLLM, models_for
from bot.runtime.performing import Abilities
from bot.runtime.progress import StatusLine
from bot.runtime.tooling import RunTools
from bot.services import run_settings
from bot.services.agents import Catalogue
from bot.services.run_settings import RunSettings
from bot.services.runs import Claimed
from bot.services.search import Search
from config.settings import Llm
from storage.db import Database


class RunAbilities:
    """Those of this installation's runs."""

    def __init__(
        self,
        database: Database,
        gateway: Gateway,
        catalogue: Catalogue,
        *,
        senders: Mapping[str, Any],
        searching: Search | None = None,
    ) -> None:
        """Ask models through ``gateway``; let what reaches outside leave through ``senders``."""
        self._database = database
        self._gateway = gateway
        self._catalogue = catalogue
        self._senders = senders
        self._searching = searching

    async def of(self, run: Claimed, status: StatusLine | None) -> Abilities:
        """Those of this run."""
        settings = await run_settings.read(self._database, run)
        definition = self._catalogue.get(run.agent_definition_id_version.partition("/")[0])
        tools = RunTools(
            run, settings, definition.services_required, senders=self._senders, searching=self._searching
        )
        llm = RunLLM(
            self._gateway,
            payer_of(run, settings, self._gateway.settings),
            models_for(self._gateway.settings, settings.model, settings.default_model),
            tools=tools,
            shown=status.show if status is not None else None,
        )
        return Abilities(llm=llm, tools=tools)


def payer_of(run: Claimed, settings: RunSettings, defaults: Llm) -> Payer:
    """Whose calls they are, and what holds them: the configuration's budget, else the installation's."""
    of_run = Allowed.read(settings.budget.get("per_run"))
    of_workspace = Allowed.read(settings.workspace_budget.get("per_day"))
    return Payer(
        workspace_id=run.workspace_id,
        run_id=run.run_id,
        configuration_id=run.agent_configuration_id,
        limits=Limits(
            calls=defaults.calls_per_run,
            run=Allowed(
                tokens=defaults.run_tokens if of_run.tokens is None else of_run.tokens,
                usd=Decimal(str(defaults.run_usd)) if of_run.usd is None else of_run.usd,
            ),
            configuration_day=Allowed.read(settings.budget.get("per_day")),
            workspace_day=Allowed(
                tokens=of_workspace.tokens,
                usd=Decimal(str(defaults.day_usd)) if of_workspace.usd is None else of_workspace.usd,
            ),
        ),
    )
