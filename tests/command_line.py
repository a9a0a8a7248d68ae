"""The ``ionflux`` command as its users have it: arguments, an environment, words and a code."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.forked import ROOT, forked


@dataclass(frozen=True, slots=True)
class Started:
    """A command that runs."""

    process: ForkServerProcess
    outputs: tuple[Connection, Connection]

    def told(self) -> tuple[int, str, str]:
        """Its code, what it said and what it complained of, when it has ended."""
        with ThreadPoolExecutor(2) as readers:
            out, wrong = readers.map(_text, self.outputs)
        self.process.join()
        assert self.process.exitcode is not None
        return self.process.exitcode, out, wrong


def started(*arguments: str, cwd: Path = ROOT, **environment: str) -> Started:
    """Start it with that environment and none of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    (out, said), (wrong, complained) = Pipe(duplex=False), Pipe(duplex=False)
    process = forked(
        arguments, {**kept, "NO_COLOR": "1", "COLUMNS": "200", **environment}, {1: said, 2: complained}, cwd
    )
    said.close()
    complained.close()
    return Started(process, (out, wrong))


def _text(output: Connection) -> str:
    with os.fdopen(os.dup(output.fileno()), encoding="utf-8") as file, output:
        return file.read()
