"""A real model behind the gateway, however little it can."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from pydantic import BaseModel

from bot.contracts.llm import Outside, Prompt
from bot.llm.budget import Allowed, Budget, Limits, Payer
from bot.llm.gateway import Gateway, RunLLM
from config.errors import OutputInvalid
from config.settings import Llm
from storage.db import Database
from storage.models.billing import UsageEntry
from tests.platforms.llm import small

pytestmark = [
    pytest.mark.skipif(not small.is_there(), reason="'make small-model' installs it"),
    pytest.mark.timeout(300),
]
NO_LIMIT = Limits(calls=10, run=Allowed(), configuration_day=Allowed(), workspace_day=Allowed())


class Brand(BaseModel):
    name: str


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with small.served() as url:
        yield url


@pytest.fixture
def models(database: Database, address: str) -> Gateway:
    return Gateway(Llm(model=small.NAME, api_base=address, seconds=120), Budget(database))


def run(models: Gateway, told: list[str] | None = None) -> RunLLM:
    payer = Payer(workspace_id=uuid4(), run_id=uuid4(), configuration_id=uuid4(), limits=NO_LIMIT)
    return RunLLM(models, payer, models.settings.models, shown=None if told is None else told.append)


async def test_its_answer_is_read_along_and_what_it_took_is_settled(models: Gateway) -> None:
    told: list[str] = []
    prompt = Prompt(purpose="creative_copy", system="You are brief.", text="Say hello.", max_tokens=12)
    answer = await run(models, told).write(prompt, is_shown=True)
    assert not answer.is_offline
    assert answer.model == small.NAME
    assert len(told) > 1
    assert told[-1] == answer.text != ""
    entry = await UsageEntry.get()
    assert (entry.state, entry.tokens) == ("settled", answer.prompt_tokens + answer.completion_tokens)
    assert 0 < answer.completion_tokens <= 12


async def test_what_it_cannot_say_in_the_wanted_form_is_said_to_be_wrong_and_never_made_up(
    models: Gateway,
) -> None:
    told = [Outside(label="brief", text="Our brand is Glowlane.")]
    prompt = Prompt(
        purpose="extraction", system="You read briefs.", text="Which brand?", outside=told, max_tokens=24
    )
    try:
        found = await run(models).extract(prompt, Brand)
    except OutputInvalid:
        assert await UsageEntry.all().count() == 3
    else:
        assert isinstance(found, Brand)
