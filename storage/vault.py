"""Seals and opens secrets behind ``…_secret_ref``; nothing else ever sees a plain one at rest.

AES-256-GCM (NIST SP 800-38D) under a key derived by HKDF-SHA256 from the installation's secret key. A sealed
value names the key that sealed it, and is bound to its workspace and name, so that a row copied elsewhere
does not open.
"""

import os
from collections.abc import Sequence
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from config.errors import NotFound, SetupError
from storage.models.vault import Secret

_NONCE_BYTES = 12


class Vault:
    """Holds the keys, newest first: the first seals, all of them open."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Derive the sealing keys.

        Raises:
            SetupError: there is none.
        """
        if not keys:
            raise SetupError("IONFLUX_SECRET_KEY is not set. Set it to at least 32 random bytes.")
        self._ciphers = {_key_id(key): AESGCM(_derived(key)) for key in keys}
        self._newest = _key_id(keys[0])

    async def put(self, workspace_id: UUID, name: str, value: bytes) -> str:
        """Seal ``value`` under ``name`` in the present transaction, over what was there; the reference to
        keep.
        """
        sealed = self._seal(workspace_id, name, value)
        row = Secret(workspace_id=workspace_id, name=name, key_id=self._newest, sealed=sealed)
        # In one statement: of two at once the later one stands.
        await Secret.bulk_create(
            [row],
            on_conflict=["workspace_id", "name"],
            update_fields=["key_id", "sealed", "updated_at"],
        )
        return name

    async def get(self, workspace_id: UUID, name: str) -> bytes:
        """The plain value.

        Raises:
            NotFound: no such secret.
            SetupError: the key that sealed it is no longer in IONFLUX_SECRET_KEY, or the row was tampered
            with.
        """
        row = await Secret.of(workspace_id).get_or_none(name=name)
        if row is None:
            raise NotFound("This secret does not exist any more.")
        return self._open(row)

    async def delete(self, workspace_id: UUID, name: str) -> None:
        """Forget it; without complaint when it is not there."""
        await Secret.of(workspace_id).filter(name=name).delete()

    async def rotate(self, workspace_id: UUID) -> int:
        """Seal everything that an older key sealed anew with the newest; how many there were."""
        stale = await Secret.of(workspace_id).exclude(key_id=self._newest)
        for row in stale:
            await self.put(workspace_id, row.name, self._open(row))
        return len(stale)

    def _seal(self, workspace_id: UUID, name: str, value: bytes) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._ciphers[self._newest].encrypt(nonce, value, _place(workspace_id, name))

    def _open(self, row: Secret) -> bytes:
        cipher = self._ciphers.get(row.key_id)
        if cipher is None:
            raise SetupError(
                f"IONFLUX_SECRET_KEY: the key {row.key_id} that sealed a secret is not among them."
            )
        nonce, sealed = row.sealed[:_NONCE_BYTES], row.sealed[_NONCE_BYTES:]
        try:
            return cipher.decrypt(nonce, sealed, _place(row.workspace_id, row.name))
        except (InvalidTag, ValueError) as tampered:
            raise SetupError(f"The secret '{row.name}' was changed outside this product.") from tampered


def _place(workspace_id: UUID, name: str) -> bytes:
    return workspace_id.bytes + name.encode()


def _key_id(key: str) -> str:
    digest = Hash(SHA256())
    digest.update(b"ionflux key id:" + key.encode())
    return digest.finalize().hex()[:16]


def _derived(key: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"ionflux vault").derive(key.encode())
