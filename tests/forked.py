"""``ionflux`` in processes forked from one that has read its modules already: reading them takes longer than
a start, and many tests start several. What a start takes by itself is measured by the benchmarks.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).parents[1]
READ_AHEAD = [
    "bot.cli", "bot.roles", "bot.gates", "bot.web", "bot.working", "bot.outgoing", "bot.runtime.consumer",
    "bot.runtime.starting", "bot.ports.jobs", "bot.ports.kafka", "bot.llm.calls", "langgraph.graph",
    "litellm", "adapters.web.adapter", "adapters.slack.adapter", "adapters.discord.adapter",
    "adapters.telegram.adapter",
]  # fmt: skip

_server = get_context("forkserver")
_server.set_forkserver_preload(READ_AHEAD)


class Output(Protocol):
    """A file or a pipe that can be given to another process."""

    def fileno(self) -> int:
        """Its number here."""


def forked(
    arguments: Sequence[str], environment: Mapping[str, str], outputs: Mapping[int, Output], cwd: Path = ROOT
) -> ForkServerProcess:
    """Start it, with nothing else in its environment; ``outputs`` by the number of the stream they take."""
    process = _server.Process(target=_run, args=(arguments, environment, outputs, cwd))
    process.start()
    return process


def _run(
    arguments: Sequence[str], environment: Mapping[str, str], outputs: Mapping[int, Output], cwd: Path
) -> None:
    """What the new process does."""
    from bot.cli import main

    for number, output in outputs.items():
        os.dup2(output.fileno(), number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    sys.argv = ["ionflux", *arguments]
    main()
