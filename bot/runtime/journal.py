"""What each step of a run read and gave, kept so that the run can be repeated word for word.

Everything that a graph learns from outside goes through its journal: records, models, memory, tools,
decisions. A live run's journal asks, and notes what came; a replay's gives what was noted.
"""

import asyncio
import hashlib
import time
import zlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol
from uuid import UUID

import orjson
from pydantic import BaseModel

from bot.contracts.agents import AgentResult
from bot.services.run_steps import Step
from config import errors
from config.clock import now
from config.failpoints import failpoint_async

MOST_KEPT = 4 * 1024 * 1024
"""Bytes of what one step read, packed; of a step that read more nothing is kept, and it says so."""

_IN_ORDER = orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY

Keep = Callable[[Step], Awaitable[None]]
"""Stores a step at its end, for a run that goes on from there after a crash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Something that a step learned: what kind, the digest of what it asked, and what came, as plain JSON;
    of an error its class, words and code.
    """

    kind: str
    asked: str
    came: Any
    is_error: bool = False

    def give(self) -> Any:
        """What came, again.

        Raises:
            IonfluxError: what was raised.
        """
        if not self.is_error:
            return self.came
        name, message, code = self.came
        kind = getattr(errors, name, errors.AgentError)
        more: Any = {"service": "replay"} if issubclass(kind, errors.ExternalError) else {}
        raise kind(message, code=code, **more)


@dataclass(slots=True, kw_only=True)
class NodeAtWork:
    """The step that is being done, and what it has read, or, in a replay, may still read."""

    name: str
    number: int
    reads: list[Read] = field(default_factory=list)


at_work: ContextVar[NodeAtWork | None] = ContextVar("node_at_work", default=None)


def node_at_work() -> str:
    """The step at work, by a name that it has in this run alone."""
    node = at_work.get()
    return f"{node.name}.{node.number}" if node is not None else ""


class Journal(Protocol):
    """Of one run."""

    async def through(self, kind: str, asked: Any, call: Callable[[], Awaitable[Any]]) -> Any:
        """What ``call`` gives, plain JSON; ``asked`` is what it depends on."""

    async def step(self, name: str, number: int, act: Callable[[], Awaitable[Any]]) -> Any:
        """Do one step; its update of the state."""


class LiveJournal:
    """Asks, and notes what came."""

    def __init__(self, *, seconds: float, begin: Callable[[str], None], keep: Keep | None = None) -> None:
        """No step may take longer than ``seconds``; ``begin`` is told of each as it starts."""
        self.steps: list[Step] = []
        self._seconds = seconds
        self._begin = begin
        self._keep = keep

    async def through(self, kind: str, asked: Any, call: Callable[[], Awaitable[Any]]) -> Any:
        """What ``call`` gives; noted for the step that asked."""
        node, is_error = at_work.get(), True
        came: Any = None
        try:
            came = await call()
            is_error = False
        except (errors.UserError, errors.ExternalError, errors.AgentError) as told:
            came = [type(told).__name__, told.message, told.code]
            raise
        finally:
            if node is not None and (came is not None or not is_error):
                node.reads.append(Read(kind=kind, asked=digest(asked), came=came, is_error=is_error))
        return came

    async def step(self, name: str, number: int, act: Callable[[], Awaitable[Any]]) -> Any:
        """Do it, and note it when it is done.

        Raises:
            TimeoutError: it took too long.
        """
        self._begin(name)
        await failpoint_async("node.before")
        began, started_at = time.perf_counter_ns(), now()
        node = NodeAtWork(name=name, number=number)
        token = at_work.set(node)
        try:
            async with asyncio.timeout(self._seconds):
                update = await act()
        finally:
            at_work.reset(token)
        step = Step(
            name=name,
            number=number,
            started_at=started_at,
            duration_us=(time.perf_counter_ns() - began) // 1000,
            output=shown(update),
            digest=digest(update),
            journal=packed(node.reads),
            **_costs(node.reads),
        )
        self.steps.append(step)
        if self._keep is not None:
            await self._keep(step)
        await failpoint_async("node.after")
        return update


def _costs(reads: Sequence[Read]) -> dict[str, Any]:
    """Tokens and money that its models took."""
    answers = [one.came for one in reads if one.kind == "llm" and isinstance(one.came, Mapping)]
    tokens = sum(
        int(one.get("prompt_tokens") or 0) + int(one.get("completion_tokens") or 0) for one in answers
    )
    cost = sum((Decimal(str(one.get("cost_usd") or 0)) for one in answers), Decimal(0))
    return {"tokens": tokens, "cost_usd": cost} if answers else {}


def packed(reads: Sequence[Read]) -> bytes | None:
    """The reads as they are stored; None: there are none, or too much to keep."""
    if not reads:
        return None
    plain = orjson.dumps([[one.kind, one.asked, one.came, one.is_error] for one in reads], default=_plain)
    kept = zlib.compress(plain, 1)
    return kept if len(kept) <= MOST_KEPT else b""


def unpacked(journal: bytes | None) -> list[Read]:
    """What ``packed`` stored."""
    found = orjson.loads(zlib.decompress(journal)) if journal else []
    return [
        Read(kind=kind, asked=asked, came=came, is_error=is_error) for kind, asked, came, is_error in found
    ]


def digest(value: Any) -> str:
    """The same for the same value, whatever process asks; of any plain value, dataclass or model."""
    return hashlib.sha256(canonical(value)).hexdigest()


def canonical(value: Any) -> bytes:
    """The value as JSON with its keys in order."""
    try:
        return orjson.dumps(value, default=_plain, option=_IN_ORDER)
    except TypeError:
        # Something in it has keys that JSON knows no form of.
        return orjson.dumps(_deep(value), option=_IN_ORDER)


def _deep(value: Any) -> Any:
    if isinstance(value, Mapping):
        return sorted(([canonical(key).decode(), _deep(one)] for key, one in value.items()), key=_first)
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if isinstance(value, list | tuple):
        return [_deep(one) for one in value]
    if is_dataclass(value):
        return {one.name: _deep(getattr(value, one.name)) for one in fields(value)}
    return orjson.loads(orjson.dumps(value, default=_plain, option=_IN_ORDER))


def _first(pair: list[Any]) -> str:
    return str(pair[0])


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(canonical(one).decode() for one in value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence | bytes):
        return list(value)
    if is_dataclass(value):
        return {one.name: getattr(value, one.name) for one in fields(value)}
    return repr(type(value))


def shown(update: Any) -> Any:
    """A step's update as JSON for the run's page: plain values as they are, others by their type."""
    if hasattr(update, "goto") and hasattr(update, "update"):
        update = update.update
    if isinstance(update, Mapping):
        return {str(key): shown(value) for key, value in update.items()}
    if isinstance(update, AgentResult):
        return {"preview": update.preview}
    if isinstance(update, Enum | UUID | datetime | Decimal):
        return str(update)
    if isinstance(update, str | int | float | bool) or update is None:
        return update
    if isinstance(update, list | tuple):
        return [shown(value) for value in update[:50]]
    return type(update).__name__
