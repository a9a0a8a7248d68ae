"""The one reader of request bodies: bounded, strict JSON, then a model that refuses unknown fields."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.contracts.strict_json import parse
from config.errors import InvalidInput, Malformed
from config.settings import Limits

# What a client does to its own request: it ends early, is reset, or is not coded as it says.
_BROKEN = (web.RequestPayloadError, HttpProcessingError, ConnectionError)


async def read_json(request: web.Request, limits: Limits) -> Any:
    """The request's body as JSON.

    Raises:
        Malformed, InvalidInput: with the code of what is wrong; never anything else.
    """
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise InvalidInput("Send the body without compression.", code="unsupported_media_type")
    is_there = request.can_read_body
    charset = request.charset if is_there else None
    if is_there and (request.content_type != "application/json" or (charset or "utf-8").lower() != "utf-8"):
        raise InvalidInput("Send the body as application/json.", code="unsupported_media_type")
    return parse(await read_bytes(request, most=limits.body_bytes, seconds=limits.body_seconds))


async def read_bytes(request: web.BaseRequest, *, most: int, seconds: float) -> bytes:
    """The raw body.

    Raises:
        InvalidInput: code ``payload_too_large`` or ``request_timeout``.
        Malformed: it broke off, or its transfer coding is none.
    """
    if (request.content_length or 0) > most:
        raise _too_large(most)
    content = request.content
    try:
        if content.is_eof():
            # All of a small body mostly comes with its head: nothing to wait for.
            body = content.read_nowait()
            if len(body) > most:
                raise _too_large(most)
            return body
        read = bytearray()
        async with asyncio.timeout(seconds):
            async for chunk in content.iter_any():
                read += chunk
                if len(read) > most:
                    raise _too_large(most)
    except TimeoutError as slow:
        raise InvalidInput("The body did not arrive in time.", code="request_timeout") from slow
    except _BROKEN as broken:
        raise Malformed("The body broke off, or is not coded as it says.") from broken
    return bytes(read)


async def chunks(request: web.BaseRequest, most: int, *, seconds: float) -> AsyncIterator[bytes]:
    """The raw body as it comes, none of it kept. ``seconds``: so long it may pause.

    Raises:
        InvalidInput: code ``payload_too_large``, ``request_timeout`` or ``unsupported_media_type``.
        Malformed: it broke off, or its transfer coding is none.
    """
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise InvalidInput("Send the body without compression.", code="unsupported_media_type")
    if (request.content_length or 0) > most:
        raise _too_large(most)
    read = 0
    try:
        while True:
            async with asyncio.timeout(seconds):
                chunk = await request.content.readany()
            if not chunk:
                return
            read += len(chunk)
            if read > most:
                raise _too_large(most)
            yield chunk
    except TimeoutError as slow:
        raise InvalidInput("The body did not arrive in time.", code="request_timeout") from slow
    except _BROKEN as broken:
        raise Malformed("The body broke off, or is not coded as it says.") from broken


def _too_large(most: int) -> InvalidInput:
    return InvalidInput(f"The body may have {most} bytes.", code="payload_too_large")
