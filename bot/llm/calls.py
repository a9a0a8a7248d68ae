"""One call of one model, by litellm: a stream, so that people can read along and a cut answer is noticed."""

import asyncio
import logging
import os
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from bot.llm.budget import Taken
from bot.llm.exchange import ModelCall, Said
from config.errors import ExternalError, RateLimited, Rejected, Unreachable
from config.settings import Llm

# Without it the import fetches a price list.
os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")

import litellm
from pydantic import SecretStr

litellm.suppress_debug_info = True
litellm.drop_params = True
# Its embeddings take max_retries=0 for nothing said.
vars(litellm)["DEFAULT_MAX_RETRIES"] = 0
# It writes lines of its own form, past our log.
logging.getLogger("LiteLLM").handlers.clear()
logging.getLogger("LiteLLM").setLevel(logging.WARNING)


def most(call: ModelCall) -> Taken:
    """The most it may take: what is sent, counted generously, and all that may come."""
    sent = sum(len(str(one.get("content") or "")) for one in call.messages) // 3 + 100
    return Taken(tokens=sent + call.prompt.max_tokens, usd=cost(call.model, sent, call.prompt.max_tokens))


async def once(call: ModelCall, settings: Llm) -> Said:
    """The model's answer.

    Raises:
        RateLimited, Unreachable: it may be asked again, or another one.
        Rejected: it will say the same again (code ``llm_refused``).
    """
    try:
        async with asyncio.timeout(settings.seconds):
            return await _streamed(call, settings)
    except TimeoutError as late:
        raise Unreachable(
            f"{call.model} took longer than {settings.seconds:.0f} s.", service="llm", code="llm_unavailable"
        ) from late
    except ExternalError:
        raise
    except Exception as failed:
        raise _told(call.model, failed) from failed


async def embedded(
    model: str, texts: Sequence[str], settings: Llm
) -> tuple[Sequence[Sequence[float]], Taken]:
    """The texts' vectors in their order, and what they took.

    Raises:
        ExternalError: as in ``once``.
    """
    try:
        async with asyncio.timeout(settings.seconds):
            answer: Any = await litellm.aembedding(
                model=_named(model, settings),
                input=list(texts),
                encoding_format="float",
                num_retries=0,
                max_retries=0,
                timeout=settings.seconds,
                **_server(settings),
            )
        rows = sorted(answer.data, key=lambda one: int(one["index"]))
        found = [[float(value) for value in one["embedding"]] for one in rows]
    except Exception as failed:
        raise _told(model, failed) from failed
    if len(found) != len(texts) or not all(found):
        raise Unreachable(f"{model} gave something else than vectors.", service="llm", code="llm_unavailable")
    sent = int(getattr(getattr(answer, "usage", None), "prompt_tokens", 0) or 0)
    return found, Taken(tokens=sent, usd=cost(model, sent, 0))


async def _streamed(call: ModelCall, settings: Llm) -> Said:
    more: dict[str, Any] = {"tools": list(call.schemas)} if call.schemas else {}
    stream: Any = await litellm.acompletion(
        model=_named(call.model, settings),
        messages=[dict(one) for one in call.messages],
        max_tokens=call.prompt.max_tokens,
        temperature=call.prompt.temperature,
        stream=True,
        stream_options={"include_usage": True},
        num_retries=0,
        max_retries=0,
        timeout=settings.seconds,
        **_server(settings, call.api_key),
        **more,
    )
    chunks, text, ended = [], "", False
    async for chunk in stream:
        chunks.append(chunk)
        if not chunk.choices:
            continue
        text += chunk.choices[0].delta.content or ""
        ended = ended or chunk.choices[0].finish_reason is not None
        if call.shown is not None and text:
            call.shown(text)
    if not (ended and any(_has_content(one) for one in chunks)):
        raise Unreachable(f"{call.model} stopped in the middle.", service="llm", code="llm_unavailable")
    whole: Any = litellm.stream_chunk_builder(chunks, messages=[dict(one) for one in call.messages])
    return _said(call, whole)


def _has_content(chunk: Any) -> bool:
    """Whether it holds words or a call: an answer of neither is none."""
    deltas = [one.delta for one in chunk.choices]
    return any(one.content or one.tool_calls for one in deltas)


def _said(call: ModelCall, whole: Any) -> Said:
    message, usage = whole.choices[0].message, getattr(whole, "usage", None)
    sent, came = (int(getattr(usage, name, 0) or 0) for name in ("prompt_tokens", "completion_tokens"))
    calls = [
        {
            "id": one.id,
            "type": "function",
            "function": {"name": one.function.name, "arguments": one.function.arguments},
        }
        for one in message.tool_calls or ()
    ]
    return Said(
        text=message.content or "",
        model=call.model,
        taken=Taken(tokens=sent + came, usd=cost(call.model, sent, came)),
        prompt_tokens=sent,
        calls=calls,
    )


def _server(settings: Llm, own: SecretStr | None = None) -> dict[str, Any]:
    key = (own or settings.api_key).get_secret_value()
    return {
        "api_base": settings.api_base or None,
        "api_key": key or ("none" if settings.api_base else None),
    }


def _named(model: str, settings: Llm) -> str:
    """A name without a provider is one of the server that was named."""
    return model if "/" in model or not settings.api_base else f"openai/{model}"


def cost(model: str, sent: int, came: int) -> Decimal:
    """What that costs, in dollars; nothing where no price is known, as for models of one's own machine."""
    try:
        prices = litellm.cost_per_token(model=model, prompt_tokens=sent, completion_tokens=came)
    except Exception:  # noqa: BLE001 - litellm raises what it likes for a model it does not know
        return Decimal(0)
    return sum((Decimal(str(one)) for one in prices), Decimal(0))


def _told(model: str, failed: Exception) -> ExternalError:
    status = getattr(failed, "status_code", None)
    if status == 429:
        headers = getattr(failed, "litellm_response_headers", None) or {}
        seconds = str(headers.get("retry-after") or "")
        wait = timedelta(seconds=float(seconds)) if seconds.replace(".", "", 1).isdigit() else None
        return RateLimited(
            f"{model} is asked too often.", service="llm", code="llm_rate_limited", retry_after=wait
        )
    if isinstance(status, int) and 400 <= status < 500 and status != 408:
        return Rejected(f"{model} refuses: {type(failed).__name__}.", service="llm", code="llm_refused")
    return Unreachable(f"{model} did not answer.", service="llm", code="llm_unavailable")
