"""When the schedules of a configuration start it next, as its page shows."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from bot.contracts import cron
from bot.contracts.agents import Trigger, TriggerType
from storage.models.agents import AgentConfiguration


def of(row: AgentConfiguration, zone: str, at: datetime) -> Sequence[datetime]:
    """The next three moments, of all its schedules; none while it is paused."""
    if row.status != "active":
        return ()
    stored = [Trigger.model_validate(one) for one in (row.effective_config_cache_json or {})["triggers"]]
    timed = [one.default_config_json for one in stored if one.type is TriggerType.SCHEDULE]
    found = [
        moment
        for one in timed
        if one.cron_expression and cron.problem(one.cron_expression) is None
        for moment in islice(cron.fires(one.cron_expression, cron.known(one.timezone or zone), at), 3)
    ]
    return sorted(found)[:3]
