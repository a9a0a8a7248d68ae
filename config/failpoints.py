"""Named places where a test may kill, fail or delay the process; free when none is armed.

A failpoint stands at every durable step. ``IONFLUX_FAILPOINTS`` arms them, comma-separated: ``name[:nth]``
ends the process at once the nth time it is passed, ``name=raise[:nth]`` raises, ``name=sleep@SECONDS[:nth]``
delays. Arming needs ``IONFLUX_TEST=1``.
"""

import asyncio
import os
import re
import signal
import time
from dataclasses import dataclass

from config.errors import IonfluxError, SetupError

FAILPOINTS: dict[str, str] = {
    "wh.before_commit": "a webhook is verified and parsed, nothing is stored",
    "wh.after_commit": "inbox and outbox rows are stored, the sender has no answer yet",
    "relay.before_send": "outbox rows are taken, not yet in the log",
    "relay.after_ack": "the log has them, the rows are not yet marked",
    "cons.mid_tx": "inside the consumer's transaction",
    "cons.before_commit": "the consumer's transaction is stored, the offset is not committed",
    "run.before_enqueue": "the run row is stored, the worker is not yet nudged",
    "run.after_claim": "a worker holds the run's lease, nothing has been done",
    "node.before": "before a node of the graph",
    "node.after": "after a node of the graph",
    "sched.after_insert": "a schedule's run is stored, nobody is nudged",
    "node.llm": "a model has answered, nothing of it is kept",
    "run.before_ask": "a run has come to a question, nobody has been asked",
    "agent.before_ask": "a run has come to ask another agent, nothing of that is stored",
    "agent.after_ask": "the run that was asked for is stored and the other waits, nobody is nudged",
    "agent.before_resume": "the run that was asked for has ended, the other has not been told",
    "effect.before_call": "an effect is begun in the ledger, nothing has been done",
    "effect.after_call": "an effect is done, the ledger does not know it",
    "run.before_final": "the graph is done, the result is not stored",
    "run.after_final_msg": "the result and its messages are stored, nobody has been told",
    "msg.before_commit": "a message is ready, not stored",
    "msg.after_commit": "the message is stored, the sender has no answer yet",
    "msg.before_fanout": "the message is stored, other clients have not been told",
    "ad.in.before_store": "a platform's message has come, nothing is stored",
    "ad.in.after_store": "a platform's message is stored, the platform has no answer yet",
    "ad.out.after_claim": "a worker holds what is to be sent, nothing has left",
    "ad.out.after_call": "the other side has it, nothing is recorded",
    "upload.mid": "part of an uploaded file is written",
    "prop.before_commit": "a decision is made, not stored",
    "prop.after_commit": "the decision is stored, who made it has no answer yet",
    "prop.before_enqueue": "the decision is stored, the run that waits for it is not yet nudged",
    "migrate.mid": "inside a migration",
}

_FORM = re.compile(
    r"(?P<name>[a-z_.]+)(=(?P<act>raise|sleep@(?P<seconds>\d+(\.\d+)?)))?(:(?P<nth>[1-9]\d*))?"
)


class FailpointHit(IonfluxError):
    """Raised by a failpoint armed with ``=raise``."""


@dataclass(slots=True)
class _Armed:
    act: str
    seconds: float
    nth: int


_armed: dict[str, _Armed] = {}


def arm(text: str, *, is_test: bool) -> None:
    """Arm what ``text`` names; an empty text disarms all.

    Raises:
        SetupError: outside tests, for an unknown name, or for a form that cannot be read.
    """
    _armed.clear()
    if not text:
        return
    if not is_test:
        raise SetupError("IONFLUX_FAILPOINTS is set without IONFLUX_TEST=1; remove it from this environment.")
    for part in text.split(","):
        found = _FORM.fullmatch(part.strip())
        if found is None or found["name"] not in FAILPOINTS:
            raise SetupError(
                f"IONFLUX_FAILPOINTS names no failpoint: '{part.strip()}'. See 'ionflux failpoints'."
            )
        act = (found["act"] or "kill").split("@")[0]
        _armed[found["name"]] = _Armed(act, float(found["seconds"] or 0), int(found["nth"] or 1))


def failpoint(name: str) -> None:
    """Pass the failpoint; blocks its thread where it is armed to sleep."""
    if _armed and (hit := _count(name)) is not None:
        _strike(name, hit)
        time.sleep(hit.seconds)


async def failpoint_async(name: str) -> None:
    """Pass the failpoint inside the event loop; a sleep yields to other tasks."""
    if _armed and (hit := _count(name)) is not None:
        _strike(name, hit)
        await asyncio.sleep(hit.seconds)


def _count(name: str) -> _Armed | None:
    armed = _armed.get(name)
    if armed is None:
        return None
    armed.nth -= 1
    return armed if armed.nth == 0 else None


def _strike(name: str, hit: _Armed) -> None:
    if hit.act == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if hit.act == "raise":
        raise FailpointHit(f"failpoint {name}")
