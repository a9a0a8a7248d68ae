"""Start-up: until ready, memory, what is imported, the command line's help, and 'ionflux up' once more."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from config.settings import Settings
from tests.architecture.test_imports import COSTLY
from tests.benchmarks.ground import Ground
from tests.benchmarks.processes import ROOT, cpu_seconds, end, free_port, inherited, resident_mb
from tests.benchmarks.product import environment, installed
from tests.benchmarks.report import Result, bounded

IONFLUX = Path(sys.executable).parent / "ionflux"
# Builds what the web role serves, and says what of the costly libraries that took.
IMPORTED = (
    "import asyncio, sys\n"
    "from bot.app import open_app\n"
    "from bot.gates import make_gates\n"
    "from bot.web import make_web\n"
    "from config.settings import load\n"
    "async def build():\n"
    "    async with open_app(load(), 'web') as app:\n"
    "        make_web(app, make_gates(app))\n"
    "        await asyncio.sleep(0.1)\n"
    "asyncio.run(build())\n"
    "print(*(name for name in sys.argv[1:] if name in sys.modules))\n"
)


@dataclass(frozen=True, slots=True)
class Started:
    """A process that came to answer."""

    seconds: float
    megabytes: float
    cpu: float


async def web(ground: Ground) -> Sequence[Result]:
    """The web role beside one process of the same libraries."""
    settings = await installed(ground.made("start"), ground.redis(10))
    database = ground.place("start-baseline.db")
    ours, theirs = [], []
    for _ in range(ground.of(7, 2)):
        port = free_port()
        ours.append(await _ready(["-m", "bot", "web"], port, environment(settings, port)))
        port = free_port()
        floor = ["-m", "tests.benchmarks.anchors.process", ground.redis(11), str(port), str(database)]
        theirs.append(await _ready(floor, port, inherited()))
    seconds, megabytes = ([one.seconds for one in ours], [one.megabytes for one in ours])
    floor_seconds, floor_megabytes = ([one.seconds for one in theirs], [one.megabytes for one in theirs])
    cpu = f"processor time {min(one.cpu for one in ours):.2f} s, of the baseline"
    return [
        replace(
            _best("web role ready", seconds, floor_seconds, 1.0, "s"),
            note=f"{cpu} {min(one.cpu for one in theirs):.2f} s",
        ),
        _best("web role, memory when ready", megabytes, floor_megabytes, 110, "MB"),
        await _imports(settings),
    ]


def _best(case: str, ours: Sequence[float], theirs: Sequence[float], most: float, unit: str) -> Result:
    """The best of all rounds: a start is the same work each time, and what else the machine does only adds.
    The goal is the figure's own.
    """
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    return replace(
        bounded(case, min(ours), most, unit=unit, baseline=min(theirs)),
        lowest_ratio=min(ratios),
        highest_ratio=max(ratios),
    )


async def _ready(arguments: Sequence[str], port: int, told: Mapping[str, str]) -> Started:
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, env=told, cwd=ROOT,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await _answers(port)
        return Started(time.monotonic() - began, resident_mb(process.pid), cpu_seconds(process.pid))
    finally:
        await end(process)


async def _answers(port: int) -> None:
    """Return once /readyz says 200."""
    async with asyncio.timeout(60):
        while True:
            if await _is_ready(port):
                return
            await asyncio.sleep(0.01)


async def _is_ready(port: int) -> bool:
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.write(b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    status = await reader.readline()
    writer.close()
    return b" 200 " in status


async def _imports(settings: Settings) -> Result:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", IMPORTED, *COSTLY,
        env=environment(settings, free_port()), cwd=ROOT, stdout=subprocess.PIPE,
    )  # fmt: skip
    said = (await process.communicate())[0].decode().split()
    return Result(
        case="web role, costly libraries imported",
        figure=float(len(said)),
        goal="none",
        is_met=not said and process.returncode == 0,
        note=f"of {', '.join(COSTLY)}: {', '.join(said) or 'none'}",
    )


async def help_text(ground: Ground) -> Sequence[Result]:
    """``ionflux --help`` beside an interpreter that does nothing."""
    ours, theirs = [], []
    for _ in range(ground.of(15, 3)):
        ours.append(await _ended([str(IONFLUX), "--help"]))
        theirs.append(await _ended([sys.executable, "-c", "pass"]))
    return [_best("ionflux --help", ours, theirs, 0.25, "s")]


async def _ended(command: Sequence[str]) -> float:
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        *command, env=inherited(), cwd=ROOT, stdout=subprocess.DEVNULL
    )
    if await process.wait():
        raise RuntimeError(f"{command[0]} failed")
    return time.monotonic() - began


async def once_more(ground: Ground) -> Sequence[Result]:
    """'ionflux up' on a directory that it has run on before, until all four roles are ready."""
    folder, taken = ground.place("up"), []
    for _ in range(1 + ground.of(5, 2)):
        port = free_port()
        arguments = ["-m", "bot", "up", "--port", str(port), "--data-dir", str(folder)]
        taken.append((await _ready(arguments, port, inherited())).seconds)
    theirs = []
    for _ in range(len(taken) - 1):
        port = free_port()
        floor = ["-m", "tests.benchmarks.anchors.process", ground.redis(11), str(port), ":memory:"]
        theirs.append((await _ready(floor, port, inherited())).seconds)
    note = f"the first start, on an empty directory, took {taken[0]:.2f} s"
    return [replace(_best("ionflux up, second start", taken[1:], theirs, 3.0, "s"), note=note)]
