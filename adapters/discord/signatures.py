"""Discord's signature of an interaction: Ed25519 over time and raw body. Pure.

https://discord.com/developers/docs/interactions/overview#setting-up-an-endpoint
"""

from collections.abc import Mapping
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WINDOW_SECONDS = 300


def is_signed(raw: bytes, headers: Mapping[str, str], public_key: str, at: datetime) -> bool:
    """Whether Discord signed that body, not long ago."""
    signature = headers.get("X-Signature-Ed25519", "")
    stamp = headers.get("X-Signature-Timestamp", "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):
        return False
    if abs(at.timestamp() - int(stamp)) > WINDOW_SECONDS:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), stamp.encode() + raw)
    except (InvalidSignature, ValueError):
        return False
    return True
