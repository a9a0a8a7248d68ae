"""``python -m tests.benchmarks``: run them, print the table, keep the figures."""

import argparse
import asyncio
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

import uvloop
from rich.console import Console

from config.garbage import settle
from tests.benchmarks.cases import alert, dispatch, fanout, hop, ingest, jobs, messages, mirror, starting
from tests.benchmarks.ground import Ground, ground
from tests.benchmarks.processes import ROOT, valkey
from tests.benchmarks.report import Result, failed, keep, show

CASES: Mapping[str, Callable[[Ground], Awaitable[Sequence[Result]]]] = {
    "ingest": ingest.on_sqlite,
    "ingest-postgres": ingest.on_postgres,
    "hop": hop.on_table,
    "hop-kafka": hop.on_kafka,
    "job-start": jobs.start,
    "jobs": jobs.throughput,
    "alert": alert.run,
    "dispatch": dispatch.run,
    "fan-out": fanout.run,
    "messages": messages.stored,
    "growth": messages.growth,
    "mirror": mirror.throughput,
    "mirror-limits": mirror.within_limits,
    "mirror-away": mirror.one_away,
    "start": starting.web,
    "help": starting.help_text,
    "up": starting.once_more,
}
RESULTS = ROOT / "tests" / "benchmarks" / "results.json"
# What is written to a file is not cut at eighty columns.
console = Console(highlight=False, width=None if sys.stdout.isatty() else 130)


async def main(names: Sequence[str], *, is_quick: bool) -> list[Result]:
    """Run these cases one after the other."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None
    for number in (signal.SIGTERM, signal.SIGHUP):
        # Leave by way of the context managers, so that no process is left behind.
        loop.add_signal_handler(number, task.cancel)
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="ionflux-bench-") as name:
        folder, queue = _prepared(Path(name))
        async with valkey(queue) as url:
            stage = ground(folder, url, is_quick=is_quick)
            try:
                for case in names:
                    sys.stderr.write(f"  {case} (load {os.getloadavg()[0]:.1f})\n")
                    results += await _one(case, stage)
            finally:
                stage.generator.shutdown()
    return results


def _prepared(folder: Path) -> tuple[Path, Path]:
    """The folder, which servers may enter that run as another user, and the queue's in it."""
    folder.chmod(0o755)
    queue = folder / "valkey"
    queue.mkdir()
    return folder, queue


async def _one(case: str, stage: Ground) -> Sequence[Result]:
    """A case's results; one that breaks does not take the others with it."""
    try:
        return await CASES[case](stage)
    except Exception as broken:  # noqa: BLE001 - told in the table, with the trace above it
        traceback.print_exception(broken)
        return [failed(case, broken)]


def asked() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=CASES, metavar="NAME", help=", ".join(CASES))
    parser.add_argument("--quick", action="store_true", help="short rounds, to see that everything runs")
    parser.add_argument("--json", type=Path, default=RESULTS, metavar="PATH", help="where the figures go")
    return parser.parse_args()


if __name__ == "__main__":
    given = asked()
    # What of the product runs in this process does so as in a role's.
    settle()
    found = uvloop.run(main(given.only or list(CASES), is_quick=given.quick))
    show(found, console)
    keep(found, given.json)
    console.print(f"\n  The figures are in {given.json}.")
