"""A day's budget that is nearly spent is asked about once, and an approval raises it."""

from decimal import Decimal
from uuid import UUID

import pytest

from bot.app import App
from bot.contracts.budgets import Near
from bot.contracts.unit import SYSTEM, Role
from bot.llm.budget import Allowed, Budget, Limits, Payer, Taken
from bot.services import budget_questions
from config.clock import new_id
from config.errors import BudgetSpent, Conflict, InvalidInput
from storage.models.proposals import Proposal
from tests.factories import make_configuration, make_workspace
from tests.services.questions import person, pressed

pytestmark = pytest.mark.servers
DAY = Allowed(tokens=1_000, usd=None)


def payer(workspace_id: UUID, configuration_id: UUID, *, of_workspace: bool = False) -> Payer:
    limits = Limits(
        calls=100,
        run=Allowed(),
        configuration_day=Allowed() if of_workspace else DAY,
        workspace_day=DAY if of_workspace else Allowed(),
    )
    return Payer(workspace_id=workspace_id, run_id=new_id(), configuration_id=configuration_id, limits=limits)


async def spend(budget: Budget, of: Payer, tokens: int) -> None:
    took = Taken(tokens=tokens, usd=Decimal(0))
    await budget.settle(await budget.reserve(of, "small", "answer", took), took)


async def ask(app: App, workspace_id: UUID, near: Near | None) -> None:
    assert near is not None
    async with app.units.open_unit(SYSTEM, workspace_id) as unit:
        await budget_questions.ask(unit, near)


@pytest.mark.parametrize("of_workspace", [False, True])
async def test_at_four_fifths_people_are_asked_once_and_their_yes_raises_it(
    app: App, of_workspace: bool
) -> None:
    workspace_id, owner = await make_workspace()
    of = payer(workspace_id, await make_configuration(workspace_id, "Butler"), of_workspace=of_workspace)
    budget = Budget(app.database)
    await spend(budget, of, 799)
    assert await budget.near(of) is None
    await spend(budget, of, 1)
    near = await budget.near(of)
    assert near is not None
    assert near.share == Decimal("0.8")
    await ask(app, workspace_id, near)
    with pytest.raises(Conflict):
        await ask(app, workspace_id, near)
    row = await Proposal.get(kind="budget.day")
    assert ("Butler" in row.title_text) != of_workspace
    with pytest.raises(BudgetSpent):
        await budget.reserve(of, "small", "answer", Taken(tokens=500, usd=Decimal(0)))
    await pressed(app, workspace_id, person(owner), row.message_id, "raise")
    await budget.reserve(of, "small", "answer", Taken(tokens=500, usd=Decimal(0)))
    assert await budget.near(of) is None
    # What was granted is spent as well: they are asked once more.
    await spend(budget, of, 500)
    await ask(app, workspace_id, await budget.near(of))
    assert await Proposal.filter(kind="budget.day").count() == 2


@pytest.mark.parametrize("edited", [{"usd": 1e300}, {"tokens": 10**30}, {"usd": -1}])
async def test_what_no_sum_can_hold_is_refused(app: App, edited: dict[str, float]) -> None:
    workspace_id, owner = await make_workspace()
    of = payer(workspace_id, await make_configuration(workspace_id, "Butler"))
    budget = Budget(app.database)
    await spend(budget, of, 900)
    await ask(app, workspace_id, await budget.near(of))
    row = await Proposal.get(kind="budget.day")
    with pytest.raises(InvalidInput):
        await pressed(app, workspace_id, person(owner), row.message_id, "raise", edited_payload=edited)


async def test_a_no_and_somebody_who_may_not_raise_nothing(app: App) -> None:
    workspace_id, owner = await make_workspace()
    of = payer(workspace_id, await make_configuration(workspace_id, "Butler"))
    budget = Budget(app.database)
    await spend(budget, of, 900)
    await ask(app, workspace_id, await budget.near(of))
    row = await Proposal.get(kind="budget.day")
    assert row.required_role == Role.ADMIN
    await pressed(app, workspace_id, person(owner), row.message_id, "leave")
    with pytest.raises(BudgetSpent):
        await budget.reserve(of, "small", "answer", Taken(tokens=500, usd=Decimal(0)))
