"""Budgets: what a call may take is set aside before it, and what it took is settled after it.

A reservation is one transaction that sees all others, so that however many runs call at once no budget is
passed by more than one of them.
"""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from bot.contracts.budgets import Near
from bot.services import usage
from bot.services.usage import MICROS, Whose
from config.clock import now
from config.errors import BudgetSpent
from storage.bulk import Call, Found, Steps, statement
from storage.db import Database
from storage.models.billing import UsageEntry

NEARLY = Decimal("0.8")

# On PostgreSQL those of one workspace wait for one another; SQLite has one writer anyway.
_HOLD = statement(
    "SELECT 1 WHERE ? IS NULL",
    postgres="SELECT pg_advisory_xact_lock(hashtextextended(CAST(? AS text), 7))",
)
_SUM = (
    "SELECT coalesce(sum(tokens), 0), coalesce(sum(cost_micros), 0),"
    " coalesce(sum(CASE WHEN state = 'granted' THEN 0 ELSE 1 END), 0)"
    " FROM usage_entries WHERE workspace_id = ?"
)
_OF_RUN = statement(f"{_SUM} AND run_id = ?")
_OF_CONFIGURATION = statement(f"{_SUM} AND agent_configuration_id = ? AND created_at >= ?")
_OF_WORKSPACE = statement(f"{_SUM} AND created_at >= ?")
_NEAR = _SUM.replace("THEN 0 ELSE 1", "THEN 1 ELSE 0")
_NEAR_CONFIGURATION = statement(f"{_NEAR} AND agent_configuration_id = ? AND created_at >= ?")
_NEAR_WORKSPACE = statement(f"{_NEAR} AND created_at >= ?")
_SETTLE = statement(
    "UPDATE usage_entries SET state = 'settled', tokens = ?, cost_micros = ?, updated_at = ? WHERE id = ?"
)
_RELEASE = statement("DELETE FROM usage_entries WHERE id = ? AND state = 'reserved'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """At most so many tokens and so much money; None is no limit."""

    tokens: int | None = None
    usd: Decimal | None = None

    @classmethod
    def read(cls, given: Mapping[str, Any] | None) -> "Allowed":
        """A ``{tokens, usd}`` of a configuration."""
        given = given or {}
        tokens, usd = given.get("tokens"), given.get("usd")
        return cls(
            tokens=int(tokens) if tokens is not None else None,
            usd=Decimal(str(usd)) if usd is not None else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one run's calls are held to."""

    calls: int
    run: Allowed
    configuration_day: Allowed
    workspace_day: Allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """Whose calls they are. Nobody is asked anything for one that is quiet."""

    workspace_id: UUID
    run_id: UUID
    configuration_id: UUID
    limits: Limits
    is_quiet: bool = False

    @property
    def whose(self) -> Whose:
        """As their entries name it."""
        return (self.workspace_id, self.run_id, self.configuration_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a call takes, or may."""

    tokens: int
    usd: Decimal

    @property
    def micros(self) -> int:
        """The money, in millionths of a dollar, rounded up."""
        return int((self.usd * MICROS).to_integral_value(rounding="ROUND_CEILING"))


class Budget:
    """The budgets of an installation."""

    def __init__(self, database: Database) -> None:
        """Keep them in ``database``."""
        self._database = database

    async def reserve(self, payer: Payer, model: str, purpose: str, most: Taken) -> UUID:
        """Set aside the most that a call may take; what ``settle`` and ``release`` name.

        Raises:
            BudgetSpent: it does not fit; its message says into what, ``retry_after`` when there is more.
        """
        at = now()
        since = datetime.combine(at.astimezone(UTC).date(), datetime.min.time(), UTC)
        amounts = (most.tokens, most.micros)
        values = usage.values(payer.whose, "reserved", amounts, at, of=(model, purpose))

        def script() -> Generator[Call, Found, None]:
            yield Call(_HOLD, (str(payer.workspace_id),))
            yield from _checking(payer, most, since)
            yield Call(usage.INSERT, values)

        await self._database.writer.write([Steps(script)])
        return UUID(str(values[0]))

    async def settle(self, entry_id: UUID, took: Taken) -> None:
        """It took that."""
        await self._write(Call(_SETTLE, (took.tokens, took.micros, now(), entry_id)))

    async def release(self, entry_id: UUID) -> None:
        """It took nothing."""
        await self._write(Call(_RELEASE, (entry_id,)))

    async def near(self, payer: Payer) -> Near | None:
        """The day's budget, of the agent or else of the workspace, that is nearly spent; None: neither."""
        at = now().astimezone(UTC)
        since = datetime.combine(at.date(), datetime.min.time(), UTC)
        places = (
            (payer.configuration_id, payer.limits.configuration_day),
            (None, payer.limits.workspace_day),
        )
        for configuration_id, allowed in places:
            if allowed.tokens is None and allowed.usd is None:
                continue
            of_one = (payer.workspace_id, configuration_id, since)
            found = await (
                self._database.fetch(_NEAR_CONFIGURATION, of_one)
                if configuration_id
                else self._database.fetch(_NEAR_WORKSPACE, (payer.workspace_id, since))
            )
            if (share := _share(found[0], allowed)) >= NEARLY:
                return Near(
                    configuration_id=configuration_id, day=at.date(), share=share, tokens=allowed.tokens,
                    usd=allowed.usd, raised=int(found[0][2]),
                )  # fmt: skip
        return None

    async def _write(self, call: Call) -> None:
        def script() -> Generator[Call, Found, None]:
            yield call

        await self._database.writer.write([Steps(script)])


def _share(spent: Any, allowed: Allowed) -> Decimal:
    shares = [Decimal(0)]
    if allowed.tokens:
        shares.append(Decimal(int(spent[0])) / allowed.tokens)
    if allowed.usd:
        shares.append(Decimal(int(spent[1])) / MICROS / allowed.usd)
    return max(shares)


def _checking(payer: Payer, most: Taken, since: datetime) -> Generator[Call, Found, None]:
    limits, tomorrow = payer.limits, since + timedelta(days=1) - now()
    found = yield Call(_OF_RUN, (payer.workspace_id, payer.run_id))
    if found[0][2] >= limits.calls:
        raise BudgetSpent(f"This run has asked models {limits.calls} times, which is as often as it may.")
    _fits(found[0], most, limits.run, told=lambda what: f"this run's {what}", retry_after=None)
    found = yield Call(_OF_CONFIGURATION, (payer.workspace_id, payer.configuration_id, since))
    told: Callable[[str], str] = lambda what: f"the {what} of this agent for today"  # noqa: E731
    _fits(found[0], most, limits.configuration_day, told=told, retry_after=tomorrow)
    found = yield Call(_OF_WORKSPACE, (payer.workspace_id, since))
    told = lambda what: f"the {what} of the workspace for today"  # noqa: E731
    _fits(found[0], most, limits.workspace_day, told=told, retry_after=tomorrow)


def _fits(
    spent: Any, most: Taken, allowed: Allowed, *, told: Callable[[str], str], retry_after: timedelta | None
) -> None:
    if allowed.tokens is not None and int(spent[0]) + most.tokens > allowed.tokens:
        raise BudgetSpent(f"Spent: {told('tokens')} ({allowed.tokens:,}).", retry_after=retry_after)
    if allowed.usd is not None and int(spent[1]) + most.micros > allowed.usd * MICROS:
        raise BudgetSpent(f"Spent: {told('budget')} (${allowed.usd}).", retry_after=retry_after)


async def spent_today(workspace_id: UUID, configuration_id: UUID | None = None) -> Taken:
    """What a workspace, or one of its agents, has taken and set aside today."""
    at = now().astimezone(UTC)
    since = datetime.combine(at.date(), datetime.min.time(), UTC)
    rows = UsageEntry.of(workspace_id).filter(created_at__gte=since).exclude(state="granted")
    if configuration_id is not None:
        rows = rows.filter(agent_configuration_id=configuration_id)
    found = await rows.values_list("tokens", "cost_micros")
    return Taken(tokens=sum(one[0] for one in found), usd=Decimal(sum(one[1] for one in found)) / MICROS)
