"""Frames to clients: JSON, and the same as it goes over the wire, made once for all who get it."""

from dataclasses import dataclass
from typing import Any

import orjson

_FINAL_TEXT = 0x81


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame. ``wire`` is ``text`` behind the head of an unmasked text frame (RFC 6455, section 5.2)."""

    text: bytes
    wire: bytes


def framed(text: bytes) -> Frame:
    """The frame of encoded JSON."""
    size = len(text)
    if size < 126:
        head = bytes((_FINAL_TEXT, size))
    elif size < 1 << 16:
        head = bytes((_FINAL_TEXT, 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((_FINAL_TEXT, 127)) + size.to_bytes(8, "big")
    return Frame(text, head + text)


def encoded(action: str, payload: dict[str, Any], ref: Any = None) -> Frame:
    """The frame of an action; ``ref`` names the frame that it answers."""
    told = {"action": action, "payload": payload}
    return framed(orjson.dumps(told if ref is None else told | {"ref": ref}))
