"""The JSON body of a delivery, as it can be kept."""

import re
from typing import Any

import orjson

from config.errors import Malformed

# The kernel writes and reads events to a depth of 254.
_DEEPEST = 200
# Escapes that no database keeps in text: U+0000, and half a surrogate pair, which remains when a text is cut
# in the middle of an emoji. An escaped backslash and a whole pair are read past.
_ESCAPES = re.compile(
    rb"(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    rb"|\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2})"
)
_ESCAPE_STARTS = (b"\\u0000", b"\\ud", b"\\uD")


def parse(body: bytes) -> Any:
    """The value; half a character and U+0000 in a text become U+FFFD, all else is as it was sent.

    Raises:
        Malformed: it is no JSON, or (code ``json_too_deep``) nested deeper than events can be.
    """
    # orjson refuses NaN, infinity and text that is not UTF-8; a number too long for 64 bits becomes a float.
    # Most bodies hold no backslash, which is found much faster than what it may begin.
    if b"\\" in body and any(start in body for start in _ESCAPE_STARTS):
        body = _ESCAPES.sub(lambda found: found[1] or b"\\ufffd", body)
    try:
        read = orjson.loads(body)
    except orjson.JSONDecodeError as unreadable:
        raise Malformed(f"The body is not JSON: {unreadable}.") from unreadable
    if body.count(b"{") + body.count(b"[") > _DEEPEST and _depth(read) > _DEEPEST:
        raise Malformed("The body is nested too deep.", code="json_too_deep")
    return read


def _depth(value: Any) -> int:
    level, deep = [value], 0
    while level:
        deep += 1
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
    return deep
