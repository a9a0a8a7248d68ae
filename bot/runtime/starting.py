"""The consumer ``runs``: an event starts a run of every active configuration one of whose triggers wants
it.
"""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from bot.contracts.agents import AgentDefinition, Trigger, TriggerType
from bot.contracts.events import Event
from bot.contracts.unit import Unit
from bot.runtime.triggers import delivered, matches, topic_of
from bot.services import agents, runs
from bot.services.effective import wrong
from bot.services.own_agents import TOPICS

CONSUMER, UNWANTED = "runs", "no active configuration wants it"


class Starter:
    """Puts the runs an event calls for on its unit."""

    def __init__(self, active: agents.ActiveConfigurations) -> None:
        """Look at what is active."""
        self._configurations = active
        self._reading: dict[UUID, asyncio.Future[Sequence[agents.Active]]] = {}

    async def handle(self, unit: Unit, event: Event) -> None:
        """Start what the event calls for, once. One from outside that nobody wants is noted as skipped; what
        runs tell of themselves is not worth a row each.
        """
        wanted: list[runs.NewRun] = []
        reason = UNWANTED
        for active in await self._active(event.workspace_id):
            for trigger in active.triggers:
                if not matches(event, trigger):
                    continue
                if active.is_creator_gone:
                    reason = "principal_gone"
                    continue
                wanted.append(_run(active, trigger, event))
        if not wanted and event.hop and reason == UNWANTED:
            return
        runs.start_all(unit, CONSUMER, event, wanted, reason=None if wanted else reason)

    async def _active(self, workspace_id: UUID | None) -> Sequence[agents.Active]:
        """The workspace's active configurations, read once for the events that came together.

        They are read after those events were, so that whatever was set up before an event counts for it.
        """
        if workspace_id is None:
            return ()
        reading = self._reading.get(workspace_id)
        if reading is None:
            reading = asyncio.ensure_future(self._configurations.of(workspace_id))
            self._reading[workspace_id] = reading
            reading.add_done_callback(lambda _: self._reading.pop(workspace_id))
        return await reading


def _run(active: agents.Active, trigger: Trigger, event: Event) -> runs.NewRun:
    is_webhook = trigger.type is TriggerType.WEBHOOK
    told = delivered(event) if is_webhook else event
    inputs = dict(active.inputs) | (_from_body(active.definition, told) if is_webhook else {})
    return runs.NewRun(
        configuration_id=active.id,
        definition_key=active.definition.key,
        trigger_type="webhook" if is_webhook else "event_api_call",
        trigger_key=f"{trigger.key}:{event.event_id}",
        inputs=inputs,
        parallel=trigger.max_parallel_runs or active.definition.max_parallel_runs,
        event=told,
    )


def _from_body(definition: AgentDefinition, event: Event) -> dict[str, Any]:
    """The inputs of the agent that the body names, as far as they are of the right type, but for what people
    ask and for secrets: a sender's words are no request. The agent has the whole of it as its event.
    """
    body = event.payload_json
    return {
        one.key_name: body[one.key_name]
        for one in definition.inputs
        if one.key_name in body
        and not (one.accepts_prompt or one.is_secret)
        and wrong(one, body[one.key_name]) is None
    }


def topics_of(definitions: Iterable[AgentDefinition]) -> Sequence[str]:
    """The topics in which some agent may find what starts it: those of the installation's agents, and those
    that workspaces may name in agents of their own.
    """
    streams = {
        trigger.default_config_json.kafka_topic_name
        for definition in definitions
        for trigger in definition.triggers
        if trigger.type is TriggerType.EVENT_STREAM
    }
    return sorted({*TOPICS, *(topic_of(stream) for stream in streams if stream)})
