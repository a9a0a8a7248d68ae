"""Baseline of a slash command: JSON read, a handler found in a dictionary and awaited, its answer as JSON."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

Handler = Callable[[str], Awaitable[str]]


async def echo(text: str) -> str:
    """Answer with what was said."""
    return text


def handlers(names: Sequence[str]) -> Mapping[str, Handler]:
    """The same handler under each name."""
    return dict.fromkeys(names, echo)


async def answered(frames: Sequence[bytes], known: Mapping[str, Handler]) -> Sequence[bytes]:
    """Each frame's answer."""
    answers = []
    for frame in frames:
        read: dict[str, Any] = json.loads(frame)
        text: str = read["payload"]["content_json"]["text_body"]
        name, _, rest = text.partition(" ")
        said = await known[name](rest)
        answers.append(json.dumps({"action": "reply", "payload": {"text_body": said}}).encode())
    return answers
