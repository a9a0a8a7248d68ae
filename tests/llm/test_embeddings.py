"""Text into vectors: by hashing, by the sentence model where it is installed, by a provider over the wire."""

import math
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.llm import embeddings, hashing
from bot.llm.budget import Allowed, Budget, Limits, Payer
from bot.llm.embeddings import SENTENCES, Embeddings, model_of
from bot.llm.gateway import Gateway
from config.errors import BudgetSpent, RateLimited, Rejected, SetupError, Unreachable
from config.settings import Llm
from storage.db import Database
from storage.models.billing import UsageEntry
from tests.platforms.llm.server import LlmServer, Reply

NO_LIMIT = Limits(calls=25, run=Allowed(), configuration_day=Allowed(), workspace_day=Allowed())


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def payer(limits: Limits = NO_LIMIT) -> Payer:
    return Payer(workspace_id=uuid4(), run_id=uuid4(), configuration_id=uuid4(), limits=limits)


@given(st.text(max_size=200))
def test_a_hashed_vector_has_length_1_and_is_always_the_same(text: str) -> None:
    vector = hashing.vector(text)
    assert (len(vector), round(math.hypot(*vector), 9)) == (hashing.SIZE, 1.0)
    assert hashing.vector(text) == vector


def test_hashing_is_the_same_in_every_process() -> None:
    code = "from bot.llm.hashing import vector; print(sum(i * v for i, v in enumerate(vector('Blue linen'))))"
    told = [subprocess.check_output([sys.executable, "-c", code], text=True) for _ in range(2)]
    assert told[0] == told[1]


def test_texts_are_near_that_share_words_or_forms_of_them() -> None:
    asked, near, far = map(
        hashing.vector, ("Linen shirts from Lisbon", "We ship linen shirt by shirt", "The refund was late")
    )
    assert cosine(asked, near) > 0.2 > cosine(asked, far)


def installed(monkeypatch: pytest.MonkeyPatch, *, sentences: bool) -> None:
    found: Any = (lambda name: name) if sentences else (lambda name: None)
    monkeypatch.setattr(embeddings.importlib.util, "find_spec", found)


def test_the_model_is_what_is_set_else_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, sentences=True)
    assert model_of(Llm()) == SENTENCES
    assert model_of(Llm(embedding_model="hashing")) == hashing.NAME
    installed(monkeypatch, sentences=False)
    assert model_of(Llm()) == hashing.NAME
    assert model_of(Llm(embedding_model="openai/text-embedding-3-small")) == "openai/text-embedding-3-small"
    with pytest.raises(SetupError, match="make sentences"):
        model_of(Llm(embedding_model=SENTENCES))


async def test_without_a_model_nothing_is_asked_or_spent(database: Database) -> None:
    local = Embeddings(Gateway(Llm(embedding_model="hashing"), Budget(database)))
    found = await local.of(payer(), ["Blue linen", ""])
    assert found == [hashing.vector("Blue linen"), hashing.vector("")]
    assert await UsageEntry.all().count() == 0


@pytest.mark.skipif(model_of(Llm()) != SENTENCES, reason="'make sentences' installs the model")
def test_the_sentence_model_gives_what_its_authors_say() -> None:
    from bot.llm import sentences

    eating, bread, baby = map(
        sentences.vector,
        ("A man is eating food.", "A man is eating a piece of bread.", "The girl is carrying a baby."),
    )
    # https://www.sbert.net/docs/sentence_transformer/usage/semantic_textual_similarity.html and its examples
    assert (round(cosine(eating, bread), 4), len(eating)) == (0.7553, 384)
    assert cosine(eating, baby) < 0.1
    assert round(math.hypot(*eating), 5) == 1.0


@pytest.fixture
async def server() -> AsyncIterator[LlmServer]:
    async with LlmServer.started() as running:
        yield running


class Provider:
    """A provider's model, whose pauses are noted and not waited for."""

    def __init__(self, database: Database, server: LlmServer) -> None:
        self.pauses: list[float] = []
        settings = Llm(embedding_model="openai/small", api_base=server.url, seconds=5)
        self.embeddings = Embeddings(Gateway(settings, Budget(database), sleep=self._pause))

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    async def of(self, *texts: str, limits: Limits = NO_LIMIT) -> list[list[float]]:
        return await self.embeddings.of(payer(limits), texts)


@pytest.fixture
def provider(database: Database, server: LlmServer) -> Provider:
    return Provider(database, server)


async def test_a_provider_gives_vectors_of_length_1_within_the_budget(
    provider: Provider, server: LlmServer
) -> None:
    one, other = await provider.of("Blue", "Linen")
    assert (round(math.hypot(*one), 9), one == other) == (1.0, False)
    assert [body["input"] for body in server.requests] == [["Blue", "Linen"]]
    entry = await UsageEntry.get()
    assert (entry.model, entry.purpose, entry.state, entry.tokens) == (
        "openai/small",
        "embedding",
        "settled",
        1,
    )


async def test_many_texts_go_in_several_calls_and_keep_their_order(
    provider: Provider, server: LlmServer
) -> None:
    texts = [str(number) for number in range(embeddings.AT_ONCE + 1)]
    found = await provider.of(*texts)
    assert [len(body["input"]) for body in server.requests] == [embeddings.AT_ONCE, 1]
    assert found[-1:] == await provider.of(texts[-1])


async def test_a_spent_budget_stops_it_before_the_call(provider: Provider, server: LlmServer) -> None:
    spent = Limits(calls=25, run=Allowed(tokens=5), configuration_day=Allowed(), workspace_day=Allowed())
    with pytest.raises(BudgetSpent):
        await provider.of("Blue", limits=spent)
    assert server.requests == []


async def test_it_is_asked_again_where_that_may_help(provider: Provider, server: LlmServer) -> None:
    server.says(Reply(status=429, headers={"Retry-After": "7"}), Reply(is_garbage=True))
    assert len(await provider.of("Blue")) == 1
    assert provider.pauses[0] == 7.0
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("status", "kind", "calls"), [(401, Rejected, 1), (500, Unreachable, 3), (429, RateLimited, 3)]
)
async def test_one_that_fails_for_good_is_an_error_and_nothing_is_spent(
    provider: Provider, server: LlmServer, status: int, kind: type[Exception], calls: int
) -> None:
    server.says(*[Reply(status=status)] * 3)
    with pytest.raises(kind):
        await provider.of("Blue")
    assert len(server.requests) == calls
    assert await UsageEntry.all().count() == 0
