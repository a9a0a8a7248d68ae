"""Models over litellm: which one answers, tries and fallbacks, streaming, tools, tokens and cost.

There is one layer of tries, this one. litellm is imported at the first call: it costs two seconds.
"""

import asyncio
import random
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from pydantic import SecretStr, ValidationError

from bot.contracts.budgets import Near
from bot.contracts.llm import Answer, Prompt, Shape
from bot.llm import offline, wording
from bot.llm.budget import Budget, Payer, Taken
from bot.llm.exchange import ModelCall, Said, Shown
from config.clock import now
from config.errors import ExternalError, NotAllowed, OutputInvalid, RateLimited, Rejected, Unreachable
from config.failpoints import failpoint_async
from config.logs import logger
from config.settings import Llm
from storage.vault import Vault

TRIES, REPAIRS, MOST_TOOL_CALLS = 3, 2, 50
LARGEST_OUTPUT, LARGEST_RESULT = 64 * 1024, 32 * 1024
FAILURES, WITHIN, OPEN = 5, 60.0, 30.0
"""So many failures of a model for a workspace within so many seconds, and it is not asked for so long."""

Sleep = Callable[[float], Awaitable[None]]
Warn = Callable[[UUID, Near], Awaitable[None]]
"""Asks people of a workspace about a budget that is nearly spent."""

Key = Callable[[], Awaitable[SecretStr]]
"""Opens the key that a model is asked with; once for each call, so that a new one counts at once."""

_log = logger(__name__)


class Offered(Protocol):
    """The tools that a model may call."""

    def schemas(self, names: Sequence[str]) -> Sequence[Mapping[str, Any]]:
        """Those that the run may use, as the models' providers want them described."""

    async def call(self, name: str, arguments: Mapping[str, Any], *, key: str | None = None) -> Any:
        """Do it; its result as plain JSON."""


class Gateway:
    """The models of this process."""

    def __init__(
        self,
        settings: Llm,
        budget: Budget,
        *,
        sleep: Sleep = asyncio.sleep,
        warn: Warn | None = None,
        vault: Vault | None = None,
    ) -> None:
        """Ask as ``settings`` says, within ``budget``; ``warn`` asks people before a day's is spent, and
        ``vault`` has the keys that configurations name.
        """
        self.settings = settings
        self.vault = vault
        self.budget = budget
        self.sleep = sleep
        self._warn = warn
        self._warned: set[tuple[UUID, UUID | None, date, int]] = set()
        self._failures: dict[tuple[UUID, str], deque[float]] = defaultdict(lambda: deque(maxlen=FAILURES))
        self._at_once: dict[UUID, asyncio.Semaphore] = {}

    def at_once(self, workspace_id: UUID) -> asyncio.Semaphore:
        """Held while a model is asked for the workspace."""
        if workspace_id not in self._at_once:
            self._at_once[workspace_id] = asyncio.Semaphore(self.settings.parallel)
        return self._at_once[workspace_id]

    async def watch(self, payer: Payer) -> None:
        """Have people asked, once, where a day's budget is nearly spent."""
        if self._warn is None or payer.is_quiet or (near := await self.budget.near(payer)) is None:
            return
        key = (payer.workspace_id, near.configuration_id, near.day, near.raised)
        if key not in self._warned:
            self._warned.add(key)
            await self._warn(payer.workspace_id, near)

    def is_open(self, workspace_id: UUID, model: str) -> bool:
        """Whether the model has failed so often that it is not asked now; one call is let through after a
        while.
        """
        failed = self._failures[workspace_id, model]
        if len(failed) < FAILURES or failed[-1] - failed[0] > WITHIN:
            return False
        return now().timestamp() < failed[-1] + OPEN

    def note(self, workspace_id: UUID, model: str, *, has_failed: bool) -> None:
        """How a call of the model went."""
        failed = self._failures[workspace_id, model]
        if has_failed:
            failed.append(now().timestamp())
        else:
            failed.clear()


class RunLLM:
    """The models of one run: the LLM that its agent sees."""

    def __init__(
        self,
        gateway: Gateway,
        payer: Payer,
        models: Sequence[str],
        *,
        tools: Offered | None = None,
        shown: Shown | None = None,
        key: Key | None = None,
    ) -> None:
        """Ask ``models`` in this order, the first of them with ``key``; let people read along through
        ``shown``.
        """
        self._gateway = gateway
        self._payer = payer
        named = (model.replace(":", "/", 1) if "/" not in model else model for model in models)
        self._models = list(dict.fromkeys(named))
        self._tools = tools
        self._shown = shown
        self._key = key
        self.spent = (0, Decimal(0))

    @property
    def is_offline(self) -> bool:
        """Whether there is only the model ``offline``."""
        return all(model == offline.NAME for model in self._models)

    async def write(self, prompt: Prompt, *, is_shown: bool = False) -> Answer:
        """The model's answer, after whatever tools it called."""
        if self.is_offline:
            return offline.write(prompt)
        asked = wording.messages(prompt, self._models[0])
        names = prompt.tools if self._tools is not None else ()
        called: list[Mapping[str, Any]] = []
        before = self.spent
        while True:
            said = await self._ask(prompt, asked, names, self._shown if is_shown and not called else None)
            if not said.calls:
                break
            asked += await self._called(said, names, called)
        return Answer(
            text=said.text,
            model=said.model,
            prompt_tokens=said.prompt_tokens,
            completion_tokens=self.spent[0] - before[0] - said.prompt_tokens,
            cost_usd=self.spent[1] - before[1],
            tool_calls=called,
        )

    async def extract(self, prompt: Prompt, shape: type[Shape]) -> Shape:
        """The model's answer as that shape."""
        if self.is_offline:
            raise OutputInvalid("No language model is connected.", code="llm_bad_output")
        asked = wording.messages(prompt, self._models[0], shape)
        for left in range(REPAIRS, -1, -1):
            said = await self._ask(prompt, asked, (), None)
            try:
                return shape.model_validate_json(wording.json_in(said.text))
            except ValidationError as wrong:
                if left == 0:
                    break
                found: Sequence[Any] = wrong.errors(include_url=False, include_input=False)
                asked += wording.repair(found, said.text)
        raise OutputInvalid("The model's answer did not fit what was asked for.", code="llm_bad_output")

    async def _called(
        self, said: Said, names: Sequence[str], called: list[Mapping[str, Any]]
    ) -> list[dict[str, Any]]:
        """Do what the model wants done; its call and the results, as it is told of them."""
        told: list[dict[str, Any]] = [
            {
                "role": "assistant",
                "content": said.text or None,
                "tool_calls": [dict(one) for one in said.calls],
            }
        ]
        for one in said.calls:
            if len(called) >= MOST_TOOL_CALLS:
                raise OutputInvalid("The model called tools without end.", code="llm_bad_output")
            name, result = str(one["function"]["name"]), ""
            try:
                result = await self._done(name, one["function"]["arguments"], names)
            except (ExternalError, OutputInvalid):
                raise
            except wording.REFUSED as refused:
                result = f"Refused: {refused}"
            called.append({"name": name, "arguments": one["function"]["arguments"], "result": result[:2000]})
            fenced = wording.result(name, result[:LARGEST_RESULT])
            told.append({"role": "tool", "tool_call_id": one["id"], "content": fenced})
        return told

    async def _done(self, name: str, written: str, names: Sequence[str]) -> str:
        """The tool's result. What this prompt did not offer is not done, whatever the run may do elsewhere:
        a model that names it was told to by somebody else.
        """
        if self._tools is None or name not in names:
            raise NotAllowed(f"There is no tool '{name[:80]}' here.", code="tool_not_allowed")
        return wording.plain(await self._tools.call(name, wording.arguments(written)))

    async def _ask(
        self, prompt: Prompt, asked: Sequence[Mapping[str, Any]], names: Sequence[str], shown: Shown | None
    ) -> Said:
        """One answer, of the first model that gives one."""
        last: ExternalError | None = None
        for model in self._models:
            if model == offline.NAME:
                return _without_model(prompt)
            if self._gateway.is_open(self._payer.workspace_id, model):
                last = Unreachable(
                    f"{model} has failed too often just now.", service="llm", code="llm_unavailable"
                )
                continue
            try:
                said = await self._tried(model, prompt, asked, names, shown)
                await self._gateway.watch(self._payer)
                return said
            except ExternalError as failed:
                _log.warning("model_failed", model=model, why=str(failed))
                last = failed
        assert last is not None  # noqa: S101 - there is at least one model
        raise last

    async def _tried(
        self,
        model: str,
        prompt: Prompt,
        asked: Sequence[Mapping[str, Any]],
        names: Sequence[str],
        shown: Shown | None,
    ) -> Said:
        from bot.llm import calls

        gateway, payer = self._gateway, self._payer
        schemas = self._tools.schemas(names) if self._tools is not None and names else ()
        key = await self._key() if self._key is not None and model == self._models[0] else None
        call = ModelCall(
            model=model, prompt=prompt, messages=asked, schemas=schemas, shown=shown, api_key=key
        )
        for number in range(1, TRIES + 1):
            entry = await gateway.budget.reserve(payer, model, prompt.purpose, calls.most(call))
            took: Taken | None = None
            try:
                async with gateway.at_once(payer.workspace_id):
                    said = await calls.once(call, gateway.settings)
                took = said.taken
                await failpoint_async("node.llm")
            except ExternalError as failed:
                gateway.note(payer.workspace_id, model, has_failed=True)
                if isinstance(failed, Rejected) or number == TRIES:
                    raise
                await gateway.sleep(pause(failed, number))
            else:
                gateway.note(payer.workspace_id, model, has_failed=False)
                self.spent = (self.spent[0] + took.tokens, self.spent[1] + took.usd)
                return replace(said, text=said.text[:LARGEST_OUTPUT])
            finally:
                await (gateway.budget.settle(entry, took) if took else gateway.budget.release(entry))
        raise AssertionError


def pause(failed: ExternalError, number: int) -> float:
    """What the provider says, else full jitter of one, two, four seconds."""
    if isinstance(failed, RateLimited) and failed.retry_after is not None:
        return min(failed.retry_after / timedelta(seconds=1), 60.0)
    return random.uniform(0, 2.0 ** (number - 1))  # noqa: S311 - no secret


def _without_model(prompt: Prompt) -> Said:
    return Said(
        text=offline.write(prompt).text,
        model=offline.NAME,
        taken=Taken(tokens=0, usd=Decimal(0)),
        prompt_tokens=0,
    )


def models_for(settings: Llm, *wanted: str | None) -> list[str]:
    """The models of a run in the order in which they are asked: what was wanted first, each once."""
    return list(dict.fromkeys([one for one in wanted if one] + list(settings.models)))
