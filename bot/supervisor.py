"""Keeps child processes running: restart with backoff, own process groups, and they die with their parent."""

import asyncio
import ctypes
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from config.clock import monotonic
from config.logs import logger

FIRST_PAUSE, LONGEST_PAUSE, SOUND_SECONDS = 1.0, 30.0, 10.0
STOP_SECONDS = 20.0
MISCONFIGURED = 78
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
_log = logger(__name__)


def _die_with_parent() -> None:
    """In the child, before it becomes the program: a parent killed with -9 takes it along (prctl(2))."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


@dataclass(slots=True)
class Child:
    """A program to keep running."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    output: Path
    is_vital: bool = True
    restarts: int = 0
    process: asyncio.subprocess.Process | None = None
    gave_up: str | None = field(default=None)

    async def run(self) -> None:
        """Start it, and start it again when it ends, until cancelled.

        A wrong configuration does not mend itself: a child that never ran stays down, ``gave_up`` says why.
        """
        pause, has_run = FIRST_PAUSE, False
        while True:
            began = monotonic()
            code = await self._once()
            if code == MISCONFIGURED and not has_run:
                self.gave_up = self._last_words()
                return
            if monotonic() - began > SOUND_SECONDS:
                pause, has_run = FIRST_PAUSE, True
            _log.warning("child_ended", child=self.name, code=code, again_in=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
            self.restarts += 1

    def _last_words(self) -> str:
        """The sentence with which it refused: the last line it wrote."""
        lines = self.output.read_text("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else f"{self.name} refuses its configuration; see {self.output}"

    async def _once(self) -> int:
        with self.output.open("ab") as output:
            self.process = await self._start(output)
            try:
                return await self.process.wait()
            except asyncio.CancelledError:
                await self.stop()
                raise

    async def _start(self, output: IO[Any]) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *self.command,
            env=dict(self.environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )

    async def stop(self) -> None:
        """End it with its whole group: a word first, force after 20 seconds."""
        process = self.process
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
