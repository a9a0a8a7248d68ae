"""A process whose loop stands still ends itself, and says where it stood."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import asyncio, time
from bot.runtime.watchdog import Watchdog

async def main():
    watching = asyncio.ensure_future(Watchdog(0.6).run())
    await asyncio.sleep(1.5)
    print("turned", flush=True)
    {then}

asyncio.run(main())
"""


def ran(then: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", SCRIPT.format(then=then)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.timeout(60)
def test_a_loop_that_is_stuck_ends_its_process_with_the_place_in_the_log() -> None:
    done = ran("time.sleep(40)")
    assert done.returncode == 70
    assert done.stdout.startswith("turned\n")
    assert "in main" in done.stderr


@pytest.mark.timeout(60)
def test_a_loop_that_turns_is_left_alone() -> None:
    done = ran("watching.cancel()")
    assert (done.returncode, done.stdout) == (0, "turned\n")
