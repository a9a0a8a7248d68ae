"""Named places where a test may stop a process; nothing anywhere else."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.errors import SetupError
from config.failpoints import FAILPOINTS, FailpointHit, arm, failpoint, failpoint_async

ROOT = Path(__file__).resolve().parents[2]
PASSED = re.compile(r"failpoint(?:_async)?\(\s*\"([a-z_.]+)\"")


@pytest.fixture(autouse=True)
def disarmed() -> Iterator[None]:
    yield
    arm("", is_test=False)


def passed_in_code() -> set[str]:
    packages = ("config", "storage", "bot", "adapters", "agents", "webhooks")
    files = [path for package in packages for path in (ROOT / package).rglob("*.py")]
    return {
        name
        for path in files
        if "node_modules" not in path.parts
        for name in PASSED.findall(path.read_text())
    }


def test_every_failpoint_stands_somewhere_and_every_place_is_listed() -> None:
    assert passed_in_code() == set(FAILPOINTS)


def test_none_does_anything_unless_armed() -> None:
    for name in FAILPOINTS:
        failpoint(name)


@pytest.mark.parametrize("name", sorted(FAILPOINTS))
def test_each_can_be_armed_and_then_hits_itself_alone(name: str) -> None:
    arm(f"{name}=raise", is_test=True)
    for other in FAILPOINTS.keys() - {name}:
        failpoint(other)
    with pytest.raises(FailpointHit, match=name):
        failpoint(name)


async def test_the_nth_time_counts_and_only_that() -> None:
    arm("node.after=raise:3", is_test=True)
    for _ in range(2):
        await failpoint_async("node.after")
    with pytest.raises(FailpointHit):
        await failpoint_async("node.after")
    for _ in range(5):
        await failpoint_async("node.after")


async def test_several_are_armed_at_once() -> None:
    arm("node.after=raise, node.before=raise:2", is_test=True)
    failpoint("node.before")
    for name in ("node.before", "node.after"):
        with pytest.raises(FailpointHit):
            await failpoint_async(name)


async def test_a_delay_is_as_long_as_it_says_and_comes_once() -> None:
    arm("node.after=sleep@0.05,node.before=sleep@0.05", is_test=True)
    began = time.monotonic()
    await failpoint_async("node.after")
    failpoint("node.before")
    took = time.monotonic() - began
    await failpoint_async("node.after")
    assert took >= 0.1


@pytest.mark.parametrize(
    "text",
    [
        "node.middle", "NODE.AFTER", "node.after:0", "node.after:-1", "node.after:x", "node.after=explode",
        "node.after=sleep", "node.after=sleep@", "node.after=sleep@-1", "node.after=raise@1", "node.after,",
        "node.after;node.before", ",", " ", "node.after=raise:1:2",
    ],
)  # fmt: skip
def test_what_names_no_failpoint_is_refused_and_arms_nothing_dangerous(text: str) -> None:
    with pytest.raises(SetupError, match="IONFLUX_FAILPOINTS names no failpoint"):
        arm(text, is_test=True)


def test_outside_tests_nothing_is_armed() -> None:
    with pytest.raises(SetupError, match="IONFLUX_FAILPOINTS is set without IONFLUX_TEST=1"):
        arm("node.after=raise", is_test=False)
    failpoint("node.after")
    arm("", is_test=False)
