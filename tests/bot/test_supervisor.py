"""Children are started again with growing pauses, and none outlives its parent."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.supervisor import Child

ROOT = Path(__file__).resolve().parents[2]
WAITS = "import time; print('here', flush=True); time.sleep(60)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + WAITS


@pytest.fixture
def child(tmp_path: Path) -> Callable[[str], Child]:
    """A child that runs a line of Python."""

    def make(code: str) -> Child:
        return Child(
            name="sample", command=[sys.executable, "-c", code], environment={"PATH": os.environ["PATH"]},
            output=tmp_path / "log",
        )  # fmt: skip

    return make


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """What children write to; it is at its end when the last that holds it is gone."""
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


@pytest.fixture
async def kept() -> AsyncIterator[Callable[[Child], "asyncio.Task[None]"]]:
    """Keeps children running until the test is over."""
    tasks: list[asyncio.Task[None]] = []

    def keep(one: Child) -> "asyncio.Task[None]":
        tasks.append(asyncio.ensure_future(one.run()))
        return tasks[-1]

    yield keep
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def said(one: Child, times: int = 1) -> None:
    """Return when it has said so often that it is here."""
    async with asyncio.timeout(8):
        while not one.output.exists() or one.output.read_text().count("here") < times:
            await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0))])


async def test_a_child_that_ends_is_started_again_after_a_pause_that_grows(
    child: Callable[[str], Child], kept: Callable[[Child], "asyncio.Task[None]"]
) -> None:
    one = child("print('here', flush=True); raise SystemExit(3)")
    with capture_logs() as lines:
        kept(one)
        await said(one, 2)
        async with asyncio.timeout(5):
            while len(lines) < 2:
                await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0))])
    assert [(line["event"], line["code"], line["again_in"]) for line in lines] == [
        ("child_ended", 3, 1.0),
        ("child_ended", 3, 2.0),
    ]
    assert one.restarts == 1


async def test_a_child_that_is_killed_is_started_again(
    child: Callable[[str], Child], kept: Callable[[Child], "asyncio.Task[None]"]
) -> None:
    one = child(WAITS)
    kept(one)
    await said(one)
    assert one.process is not None
    one.process.kill()
    await said(one, 2)


async def test_a_wrong_configuration_is_not_tried_again(child: Callable[[str], Child]) -> None:
    one = child("import sys; print('REDIS_URL is not set.', file=sys.stderr); sys.exit(78)")
    await one.run()
    assert one.restarts == 0
    assert one.gave_up == "REDIS_URL is not set."
    assert "REDIS_URL" in one.output.read_text()


async def test_a_child_ends_with_what_it_started_when_it_is_told_to(
    child: Callable[[str], Child], pipe: Path
) -> None:
    one = child(f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {WAITS!r}]).wait()")
    one.output = pipe
    opening = asyncio.to_thread(pipe.open, "rb")
    running = asyncio.ensure_future(one.run())
    with await opening as told:
        assert await asyncio.to_thread(told.readline) == b"here\n"
        running.cancel()
        await asyncio.wait([running])
        assert await asyncio.to_thread(told.read) == b""
    assert one.process is not None
    assert one.process.returncode == -signal.SIGTERM


async def test_stopping_what_does_not_run_is_no_fault(child: Callable[[str], Child]) -> None:
    one = child("raise SystemExit(78)")
    await one.stop()
    await one.run()
    await one.stop()


PARENT = f"""
import asyncio, sys
from pathlib import Path
from bot.supervisor import Child

async def main():
    command, pipe = [sys.executable, "-c", {STUBBORN!r}], Path(sys.argv[1])
    children = [Child(name=str(n), command=command, environment={{}}, output=pipe) for n in range(2)]
    await asyncio.gather(*(child.run() for child in children))

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a child to its parent's life")
async def test_children_die_with_a_parent_that_is_killed(pipe: Path) -> None:
    parent = await asyncio.create_subprocess_exec(sys.executable, "-c", PARENT, str(pipe), cwd=ROOT)
    with await asyncio.to_thread(pipe.open, "rb") as told:
        for _ in range(2):
            assert await asyncio.to_thread(told.readline) == b"here\n"
        parent.kill()
        await parent.wait()
        assert await asyncio.to_thread(told.read) == b""
