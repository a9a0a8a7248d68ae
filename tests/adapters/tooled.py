"""An agent that is a model over the wire with every tool there is, and its runs, as a worker does them."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from tortoise import Tortoise

from adapters.mail.adapter import MailAdapter, MailSettings
from bot.app import App, index_of
from bot.runtime.tooling import TOOLS
from bot.services import runs
from bot.services.search import Search
from bot.working import make_working
from storage.models.agents import AgentRunLog
from tests.adapters.asking import space
from tests.adapters.conftest import Person
from tests.platforms.llm.server import LlmServer, Reply

MOST_CALLS = 50
"""So many tool calls a run may make."""

_MAIL_KEY = re.compile(r"<[0-9a-f-]{36}@")


class Tooled:
    """What does the runs of one process, with mail that goes into a folder."""

    def __init__(self, app: App, models: LlmServer, folder: Path) -> None:
        self.models = models
        self.mails = folder / "mail"
        mail = MailAdapter(MailSettings(url=f"file:{self.mails}", sender="ionflux@shop.example"))  # type: ignore[arg-type]
        self._working = make_working(app, {"mail": mail}, Search(index_of(app)))

    @classmethod
    @asynccontextmanager
    async def opened(cls, app: App, models: LlmServer, folder: Path) -> AsyncIterator["Tooled"]:
        tooled = cls(app, models, folder)
        yield tooled
        await tooled._working.checkpoints.close()

    async def perform(self, run_id: UUID) -> AgentRunLog:
        """Do a run that is stored."""
        await self._working.runner.perform(runs.JOB, run_id, 0)
        return await AgentRunLog.get(run_id=run_id)

    async def results(
        self, configuration_id: str, person: Person, calls: Sequence[tuple[str, Any]]
    ) -> list[str]:
        """What tools answer a model that wants these calls done, in a run that the person starts."""
        found: list[str] = []
        for at in range(0, len(calls), MOST_CALLS):
            started = await person.call(
                "POST", f"/api/v1/agent-configurations/{configuration_id}/run", {"runtime_params": {}}
            )
            found += await self.results_of(UUID(started.body["run_id"]), calls[at : at + MOST_CALLS])
        return found

    async def results_of(self, run_id: UUID, calls: Sequence[tuple[str, Any]]) -> list[str]:
        """The same of a run that has been started."""
        self.models.says(Reply(tool_calls=[(name, orjson.dumps(given).decode()) for name, given in calls]))
        run = await self.perform(run_id)
        assert run.status == "success", run.error_details_json
        told = [one["content"] for one in self.models.requests[-1]["messages"] if one["role"] == "tool"]
        assert len(told) == len(calls)
        return [_MAIL_KEY.sub("<key@", _inside(one)) for one in told]


async def helper(owner: Person, tools: Sequence[str] = tuple(TOOLS)) -> str:
    """An agent that the owner makes and lets mail without being asked; its configuration's id."""
    made = await owner.made(
        space(owner, "agent-definitions"),
        {"name": "Helper", "instructions_text": "Help.", "tools_array": list(tools)},
    )
    items = (await owner.read(space(owner, "agent-configurations")))["items"]
    found = next(one for one in items if one["agent_definition_id"] == made["id"])
    answer = await owner.call(
        "PUT",
        f"/api/v1/agent-configurations/{found['id']}",
        {"yaml_config_text": "auto_approve: [email.send]\n"},
        If_Match=str(found["row_version"]),
    )
    assert answer.status == 200, answer
    return str(found["id"])


async def rows_in(workspace_id: str) -> dict[str, list[Mapping[str, Any]]]:
    """Everything that the store has of a workspace, by the table's model."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for name, model in sorted(Tortoise.apps["models"].items()):
        if "workspace_id" in model._meta.fields_map:
            # every table: what belongs to a workspace is what is asked
            found[name] = await model.filter(workspace_id=workspace_id).order_by(model._meta.pk_attr).values()
    return found


def _inside(told: str) -> str:
    """A tool's result without the fence around it."""
    return told.split("\n", 1)[1].rpartition("\n")[0]
