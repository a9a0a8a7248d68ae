"""Outputs that are too large for a run's row lie in files; everything else finds them by the reference."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest

from bot.app import App
from bot.contracts.agents import AgentDefinition, AgentResult, Output
from bot.contracts.unit import Actor, ActorType, Role
from bot.runtime.housekeeping import sweep_files
from bot.runtime.performing import Performer
from bot.runtime.replaying import is_equal
from bot.runtime.worker import Runner
from bot.services import run_outputs, run_views, runs
from bot.services.definitions import Catalogue
from bot.services.files import Attachments
from bot.services.run_outputs import LARGEST, LARGEST_INLINE, LargeOutputs
from bot.services.runs import NewRun
from config.clock import new_id, now
from config.errors import NotFound
from config.settings import Runs
from storage.files import LocalFiles
from storage.models.agents import AgentRunLog
from storage.models.files import RunOutput
from tests.factories import make_configuration, make_member, make_workspace
from tests.fakes import ScriptedGraphs

DEFINITION = AgentDefinition(
    id="agent_903", name="Writer", version="1.0.0", definition_status="experimental", checkpoints=False,
    outputs=(
        Output(key_name="report", data_type="markdown"),
        Output(key_name="rows", data_type="json"),
        Output(key_name="note", data_type="string"),
    ),
)  # fmt: skip
REPORT = "# Sales\n\n" + "Línea. " * 20_000
ROWS = {"rows": [{"n": number, "name": "Å"} for number in range(10_000)]}


class House:
    """A workspace with the agent, and its worker with a folder for files."""

    def __init__(self, app: App, workspace_id: UUID, owner: UUID, folder: Path) -> None:
        self.app, self.workspace_id = app, workspace_id
        self.owner = Actor(type=ActorType.USER, id=owner, role=Role.OWNER)
        self.store = LocalFiles(folder)
        self.configuration_id: UUID

    async def run(self, **outputs: Any) -> AgentRunLog:
        async def act() -> AgentResult:
            return AgentResult(preview="Written.", outputs=outputs)

        new = NewRun(
            configuration_id=self.configuration_id, definition_key=DEFINITION.key, trigger_type="manual_ui",
            trigger_key=f"manual:{new_id()}", inputs={}, parallel=1,
        )  # fmt: skip
        async with self.app.units.grouped_unit(self.owner, self.workspace_id) as unit:
            run_id = runs.start(unit, new)
        graphs: Any = ScriptedGraphs(act)
        catalogue, app, settings = Catalogue([DEFINITION]), self.app, Runs()
        performer = Performer(app.database, app.units, graphs, catalogue, settings=settings)
        large = LargeOutputs(self.store, catalogue)
        runner = Runner(app.database, app.jobs, app.units, performer, settings=settings, outputs=large)
        await runner.run(run_id)
        return await AgentRunLog.get(run_id=run_id)


@pytest.fixture
async def house(app: App, tmp_path: Path) -> House:
    workspace_id, owner = await make_workspace()
    made = House(app, workspace_id, owner, tmp_path / "files")
    made.configuration_id = await make_configuration(workspace_id, "Writer")
    return made


def _items(row: AgentRunLog) -> dict[str, dict[str, Any]]:
    return {one["key_name"]: one for one in row.output_data_json["outputs_array"]}


async def test_what_is_too_large_lies_in_a_file_of_its_type_and_the_log_says_where(house: House) -> None:
    row = await house.run(report=REPORT, rows=ROWS, note="Short.")
    assert row.status == "success", row.error_details_json
    items, root = _items(row), f"/api/v1/agent-runs/{row.run_id}/outputs"
    assert items["note"] == {"key_name": "note", "value": "Short.", "storage_ref_url": None}
    assert items["report"] == {
        "key_name": "report", "value": None, "storage_ref_url": f"{root}/report",
        "content_type": "text/markdown", "size": len(REPORT.encode()),
    }  # fmt: skip
    assert items["rows"]["content_type"] == "application/json"
    kept = await run_outputs.of_run(house.workspace_id, row.run_id)
    assert house.store.path(kept["report"].stored_name).read_text() == REPORT
    assert orjson.loads(house.store.path(kept["rows"].stored_name).read_bytes()) == ROWS


async def test_what_just_fits_stays_in_the_row(house: House) -> None:
    row = await house.run(note="x" * LARGEST_INLINE, report="x" * (LARGEST_INLINE + 1))
    items = _items(row)
    assert items["note"]["storage_ref_url"] is None
    assert items["report"]["value"] is None


async def test_a_repeat_is_compared_with_the_file_byte_for_byte(house: House) -> None:
    row = await house.run(report=REPORT, rows=ROWS, note="Short.")
    files = await run_outputs.of_run(house.workspace_id, row.run_id)
    same = AgentResult(preview="", outputs={"report": REPORT, "rows": ROWS, "note": "Short."})
    assert is_equal(same, row.output_data_json, files)
    for name, value in (("report", REPORT + " "), ("rows", ROWS | {"more": 1}), ("note", "Long.")):
        other = AgentResult(preview="", outputs={**same.outputs, name: value})
        assert not is_equal(other, row.output_data_json, files), name
    assert not is_equal(AgentResult(preview="", outputs={"note": "Short."}), row.output_data_json, files)


async def test_an_output_larger_than_any_file_fails_the_run(house: House) -> None:
    row = await house.run(report="x" * (LARGEST + 1))
    assert (row.status, row.error_details_json["error_code"]) == ("error", "output_too_large")
    assert not await RunOutput.all().exists()


async def test_the_file_is_for_those_who_may_see_the_run(house: House) -> None:
    row = await house.run(report=REPORT)
    others = [
        Actor(type=ActorType.USER, id=await make_member(house.workspace_id, role), role=role)
        for role in (Role.MEMBER, Role.GUEST)
    ]
    async with house.app.units.open_unit(house.owner, house.workspace_id) as unit:
        kept = await run_views.output(unit, row.run_id, "report")
        found = await Attachments(house.store).output(kept)
        with pytest.raises(NotFound):
            await run_views.output(unit, row.run_id, "rows")
    assert (found.name, found.sent_as) == ("report.md", "text/markdown; charset=utf-8")
    for actor in others:
        async with house.app.units.open_unit(actor, house.workspace_id) as unit:
            with pytest.raises(NotFound):
                await run_views.output(unit, row.run_id, "report")


async def test_bytes_that_a_run_names_are_not_swept_away(house: House) -> None:
    row = await house.run(report=REPORT)
    await house.store.receive(_chunks())
    assert await sweep_files(house.store, now() + timedelta(days=400)) == 1
    kept = await run_outputs.of_run(house.workspace_id, row.run_id)
    assert house.store.path(kept["report"].stored_name).is_file()


async def _chunks() -> Any:
    yield b"nobody's"
