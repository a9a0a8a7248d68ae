"""Chat completions as OpenAI serves them, streamed; embeddings; errors, cut streams and garbage when asked.

The form is that of https://platform.openai.com/docs/api-reference/chat.
"""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the next request gets. ``is_cut`` ends the stream in the middle; ``is_held`` stops it one word
    before its end until ``LlmServer.go_on`` is set.
    """

    text: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    tool_calls: Sequence[tuple[str, str]] = ()
    is_cut: bool = False
    is_held: bool = False
    is_garbage: bool = False
    model: str = ""


class LlmServer:
    """``requests`` are the bodies that came, with the ``keys`` they came with; ``replies`` those that go
    next, then ``otherwise``.
    """

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.replies: list[Reply] = []
        self.otherwise = Reply(text="Understood.")
        self.go_on = asyncio.Event()
        self.url = ""

    @classmethod
    @asynccontextmanager
    async def started(cls) -> AsyncIterator["LlmServer"]:
        """A server on a free port of this machine."""
        server = cls()
        application = web.Application()
        application.router.add_post("/v1/chat/completions", server.complete)
        application.router.add_post("/v1/embeddings", server.embed)
        async with TestServer(application) as running:
            server.url = f"http://127.0.0.1:{running.port}/v1"
            yield server

    def says(self, *replies: Reply | str) -> None:
        """What it says next, in this order."""
        self.replies += [Reply(text=one) if isinstance(one, str) else one for one in replies]

    async def complete(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.requests.append(body)
        self.keys.append(request.headers.get("Authorization", "").removeprefix("Bearer "))
        reply = self.replies.pop(0) if self.replies else self.otherwise
        if reply.status != 200:
            # Providers name the key that they refuse.
            told = f"Incorrect API key provided: {self.keys[-1]}" if reply.status == 401 else "as asked"
            error = {"error": {"message": told, "type": "server_error", "code": None}}
            return web.json_response(error, status=reply.status, headers=dict(reply.headers))
        if reply.is_garbage:
            return web.Response(text="<html>It works!</html>", content_type="text/html")
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        chunks = _chunks(body, reply)
        for number, chunk in enumerate(chunks):
            if reply.is_held and number == len(chunks) - 3:
                await self.go_on.wait()
            await response.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
        if reply.is_cut:
            assert request.transport is not None
            request.transport.abort()
            return response
        await response.write(b"data: [DONE]\n\n")
        await response.write_eof()
        return response

    async def embed(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.requests.append(body)
        reply = self.replies.pop(0) if self.replies else self.otherwise
        if reply.status != 200:
            error = {"error": {"message": "as asked", "type": "server_error", "code": None}}
            return web.json_response(error, status=reply.status, headers=dict(reply.headers))
        if reply.is_garbage:
            return web.json_response({"object": "list", "data": [], "model": body["model"]})
        given = [body["input"]] if isinstance(body["input"], str) else body["input"]
        data = [
            {"object": "embedding", "index": place, "embedding": _vector(text)}
            for place, text in enumerate(given)
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        return web.json_response({"object": "list", "data": data, "model": body["model"], "usage": usage})


def _chunks(body: Mapping[str, Any], reply: Reply) -> list[dict[str, Any]]:
    words = reply.text.split(" ")
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    deltas += [
        {"content": word if place == 0 else f" {word}"} for place, word in enumerate(words) if reply.text
    ]
    deltas += [
        {
            "tool_calls": [
                {"index": place, "id": f"call_{place}", "type": "function",
                 "function": {"name": name, "arguments": arguments}}
            ]
        }
        for place, (name, arguments) in enumerate(reply.tool_calls)
    ]  # fmt: skip
    if reply.is_cut:
        return [_chunk(body, reply, one, None) for one in deltas[: len(deltas) // 2 + 1]]
    ending = "tool_calls" if reply.tool_calls else "stop"
    usage = {"prompt_tokens": 20, "completion_tokens": len(words), "total_tokens": 20 + len(words)}
    return [
        *(_chunk(body, reply, one, None) for one in deltas),
        _chunk(body, reply, {}, ending),
        {**_chunk(body, reply, {}, None), "choices": [], "usage": usage},
    ]


def _chunk(body: Mapping[str, Any], reply: Reply, delta: Any, ending: str | None) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": reply.model or body["model"],
        "choices": [{"index": 0, "delta": delta, "finish_reason": ending}],
    }


def _vector(text: str) -> list[float]:
    return [byte / 255 for byte in hashlib.sha256(text.encode()).digest()[:16]]
