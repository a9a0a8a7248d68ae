"""Ends a process whose event loop has stopped turning, so that its supervisor starts it again."""

import asyncio
import faulthandler
import os
import threading

from config.logs import logger

STUCK_SECONDS, LOOKS = 60.0, 12
EXIT_CODE = 70
_log = logger(__name__)


class Watchdog:
    """Looks from a thread of its own whether the loop turns."""

    def __init__(self, seconds: float = STUCK_SECONDS) -> None:
        """A loop that stands still for so long is stuck."""
        self._pause = seconds / LOOKS
        self._turns = 0
        self._is_over = threading.Event()

    async def run(self) -> None:
        """Watch the present loop until cancelled."""
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()
        try:
            while True:
                self._turns += 1
                await asyncio.sleep(self._pause / 2)
        finally:
            self._is_over.set()

    def _watch(self) -> None:
        # Looks are counted, not seconds: a process that was stopped and goes on is not stuck.
        seen, looks = -1, 0
        while not self._is_over.wait(self._pause):
            looks = looks + 1 if self._turns == seen else 0
            seen = self._turns
            if looks >= LOOKS:
                _log.error("event_loop_stuck", seconds=self._pause * LOOKS)
                faulthandler.dump_traceback()
                os._exit(EXIT_CODE)
