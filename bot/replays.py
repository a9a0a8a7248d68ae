"""``ionflux runs replay``: a run repeated from what its steps kept, and where the present code leaves it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from rich.console import Console

from bot.contracts.agents import is_own
from bot.contracts.events import decode
from bot.installation import Installation
from bot.runtime.discovery import find_agents
from bot.runtime.graphs import Graphs
from bot.runtime.journal import unpacked
from bot.runtime.own import OwnAgent
from bot.runtime.performing import read_thread
from bot.runtime.replaying import Recorded, Replayed, World, is_equal, replay
from bot.services import definitions, run_outputs, run_steps
from bot.services.records import StoredRecords
from bot.services.run_steps import START
from bot.tracing import uuid_of
from config.errors import Conflict, NotFound
from storage.db import Database
from storage.models.agents import AgentDefinition as DefinitionRow
from storage.models.agents import AgentRunLog
from storage.models.files import RunOutput

console = Console(highlight=False)


async def replay_run(
    data_dir: Path, run_id: str, *, from_step: int | None = None, only_difference: bool = False
) -> bool:
    """Print each step and whether it gave the same again; whether all did.

    Nothing is written and nothing leaves. From ``from_step`` on records are read anew, and what the run
    would do is told.

    Raises:
        NotFound: there is no such run.
        Conflict: code ``not_replayable``; it has not ended well, or its agent is not installed any more.
    """
    database = await Database.connect(Installation(data_dir).settings())
    try:
        row = await AgentRunLog.get_or_none(run_id=uuid_of(run_id))
        if row is None:
            raise NotFound(f"There is no run {run_id}.")
        recorded = await _recorded(row)
        world = None
        if from_step is not None:
            records = StoredRecords(database, row.workspace_id, _definition_id(row))
            world = World(records=records)
        graphs = Graphs(find_agents())
        if is_own(_definition_id(row)):
            made = await DefinitionRow.get(
                row_id=row.agent_definition_id_version, workspace_id=row.workspace_id
            )
            graphs.learn(OwnAgent(definitions.read(made)))
        if not graphs.has(_definition_id(row), row.agent_definition_id_version):
            raise Conflict(
                f"{row.agent_definition_id_version} is not installed: only the version that ran repeats it.",
                code="not_replayable",
            )
        replayed = await replay(graphs, recorded, world=world, live_from=from_step)
        files = await run_outputs.of_run(row.workspace_id, row.run_id)
    finally:
        await database.close()
    return _print(row, replayed, files, only_difference=only_difference)


def _definition_id(row: AgentRunLog) -> str:
    return row.agent_definition_id_version.partition("/")[0]


async def _recorded(row: AgentRunLog) -> Recorded:
    steps = await run_steps.of_run(row.workspace_id, row.run_id)
    if row.start_time is None or not steps:
        raise Conflict("This run has kept no steps that could be repeated.", code="not_replayable")
    start: Any = next((one for one in steps if one.number == START), None)
    thread = unpacked(start.journal)[0].came if start is not None and start.journal else ()
    return Recorded(
        run_id=UUID(str(row.run_id)),
        graph=row.agent_definition_id_version if is_own(_definition_id(row)) else _definition_id(row),
        inputs=row.input_params_resolved_json,
        event=decode(row.event_text) if row.event_text and row.parent_run_id is None else None,
        trigger_key=row.trigger_key.partition(":")[0],
        now=row.start_time,
        steps=steps,
        thread=read_thread(thread),
    )


def _print(
    row: AgentRunLog, replayed: Replayed, files: Mapping[str, RunOutput], *, only_difference: bool
) -> bool:
    differences = list(replayed.differences)
    result = replayed.result if row.status == "success" else None
    has_ended = result is not None
    is_same = not differences and (result is None or is_equal(result, row.output_data_json, files))
    if not only_difference:
        console.print(f"[bold]{row.agent_definition_id_version}[/bold]  {row.run_id}  {row.status}")
        for number, name, is_equal_step in replayed.steps:
            mark = "[green]=[/green]" if is_equal_step else "[red]≠[/red]"
            console.print(f"  {mark} {number:2}  {name}")
    for one in differences[:1] if only_difference else differences:
        console.print(f"[red]Step {one.number}, {one.step}:[/red] {one.why}")
    if is_same:
        console.print(
            "[green]Repeated byte for byte.[/green]" if has_ended else "[green]Repeated so far.[/green]"
        )
    elif not differences:
        console.print("[red]Its outputs are not those that were stored.[/red]")
    return is_same
