"""Slack's signature over HTTP: pure. Only the raw bytes count."""

import hashlib
import hmac

VERSION, WINDOW_SECONDS = "v0", 300


def is_signed(body: bytes, stamp: str, signature: str, *, secret: str, at: float) -> bool:
    """Whether Slack sent just these bytes, not long ago."""
    if not secret or not stamp.isascii() or not stamp.isdigit() or len(stamp) > 12:
        return False
    if abs(at - int(stamp)) > WINDOW_SECONDS:
        return False
    signed = f"{VERSION}:{stamp}:".encode() + body
    expected = f"{VERSION}={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"
    # As bytes: what is no ASCII would be an error, not a mismatch.
    return hmac.compare_digest(expected.encode(), signature.encode("utf-8", "surrogateescape"))
