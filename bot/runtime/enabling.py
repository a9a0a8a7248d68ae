"""Gives each run its abilities: models within its budget, tools within its allow-list, its memory."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from bot.contracts.agents import AgentDefinition, OwnDefinition
from bot.llm.budget import Allowed, Limits, Payer
from bot.llm.gateway import Gateway, Key, RunLLM, models_for
from bot.runtime.performing import Abilities
from bot.runtime.progress import StatusLine
from bot.runtime.remembering import Remembering, RunMemory
from bot.runtime.tooling import RunTools
from bot.services import effective, run_settings
from bot.services.definitions import Catalogue
from bot.services.effective import API_KEY_PATH, Effective
from bot.services.run_settings import RunSettings
from bot.services.runs import Claimed
from bot.services.search import Search
from bot.services.workspace_secrets import Revealed
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
        remembering: Remembering | None = None,
    ) -> None:
        """Ask models through ``gateway``; let what reaches outside leave through ``senders``."""
        self._database = database
        self._gateway = gateway
        self._catalogue = catalogue
        self._senders = senders
        self._searching = searching
        self._remembering = remembering

    async def of(self, run: Claimed, status: StatusLine | None) -> Abilities:
        """Those of this run."""
        settings = await run_settings.read(self._database, run)
        definition = await self._catalogue.ran(run.workspace_id, run.agent_definition_id_version)
        own = definition if isinstance(definition, OwnDefinition) else None
        if own is not None and settings.tools is None:
            settings = replace(settings, tools=own.tools)
        tools = RunTools(
            run, settings, definition.services_required, senders=self._senders, searching=self._searching,
            vault=self._gateway.vault,
        )  # fmt: skip
        payer = payer_of(run, settings, self._gateway.settings)
        llm = RunLLM(
            self._gateway,
            payer,
            models_for(
                self._gateway.settings, settings.model, own.model if own else None, settings.default_model
            ),
            tools=tools,
            shown=status.show if status is not None else None,
            key=self._key(run, settings),
        )
        memory = self._memory(run, settings, definition, payer)
        return Abilities(llm=llm, memory=memory, tools=tools)

    def _key(self, run: Claimed, settings: RunSettings) -> Key | None:
        """That of the model which the configuration chose, where it names one."""
        if settings.api_key is None or settings.model is None:
            return None
        vault = self._gateway.vault
        assert vault is not None  # noqa: S101 - the composition root gives it to workers
        return Revealed(vault, run.workspace_id, API_KEY_PATH, settings.api_key).open

    def _memory(
        self, run: Claimed, settings: RunSettings, definition: AgentDefinition, payer: Payer
    ) -> RunMemory | None:
        """Nothing, for an agent that declares none."""
        if self._remembering is None or not definition.memory.is_kept:
            return None
        usual = effective.namespace(definition, Effective({}, (), {}), run.workspace_id)
        namespace = settings.namespace or usual
        return self._remembering.of(run, namespace or "", payer, by_channel=definition.memory.is_by_channel)


def payer_of(run: Claimed, settings: RunSettings, defaults: Llm) -> Payer:
    """Whose calls they are, and what holds them: the configuration's budget, else the installation's."""
    of_run = Allowed.read(settings.budget.get("per_run"))
    of_workspace = Allowed.read(settings.workspace_budget.get("per_day"))
    return Payer(
        workspace_id=run.workspace_id,
        run_id=run.run_id,
        configuration_id=run.agent_configuration_id,
        is_quiet=run.is_preview,
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
