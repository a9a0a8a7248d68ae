"""Secrets at rest: sealed by a key that has a name, for one place, and by a newer key after a rotation."""

from uuid import UUID

import pytest

from config.errors import NotFound, SetupError
from storage.db import Database
from storage.models.vault import Secret
from storage.vault import Vault

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("database")]
OLD, NEW = "an old key: 0123456789 abcdefghijklm", "a new key: 9876543210 zyxwvutsrqponm"
WORKSPACE, OTHER = UUID(int=1), UUID(int=2)
SECRET = b"shpss_a secret of a shop \x00\xff"


async def test_what_is_put_in_comes_out_and_is_not_seen_at_rest() -> None:
    vault = Vault([OLD])
    assert await vault.put(WORKSPACE, "shopify", SECRET) == "shopify"
    assert await vault.get(WORKSPACE, "shopify") == SECRET
    row = await Secret.of(WORKSPACE).get()
    assert b"shpss" not in row.sealed
    assert OLD not in row.key_id


async def test_the_same_value_is_never_sealed_alike() -> None:
    vault = Vault([OLD])
    await vault.put(WORKSPACE, "one", SECRET)
    await vault.put(WORKSPACE, "two", SECRET)
    assert len({row.sealed[:12] for row in await Secret.of(WORKSPACE)}) == 2


async def test_a_new_value_takes_the_place_of_the_old_one() -> None:
    vault = Vault([OLD])
    await vault.put(WORKSPACE, "shopify", b"first")
    await vault.put(WORKSPACE, "shopify", b"second")
    assert await vault.get(WORKSPACE, "shopify") == b"second"
    assert await Secret.of(WORKSPACE).count() == 1


async def test_what_is_not_there_is_not_found_and_forgetting_it_is_no_fault() -> None:
    vault = Vault([OLD])
    await vault.put(WORKSPACE, "shopify", SECRET)
    for workspace_id, name in ((WORKSPACE, "tiktok"), (OTHER, "shopify")):
        with pytest.raises(NotFound):
            await vault.get(workspace_id, name)
        await vault.delete(workspace_id, name)
    await vault.delete(WORKSPACE, "shopify")
    with pytest.raises(NotFound):
        await vault.get(WORKSPACE, "shopify")


async def test_a_rotation_seals_everything_with_the_newest_key() -> None:
    await Vault([OLD]).put(WORKSPACE, "one", SECRET)
    await Vault([OLD]).put(OTHER, "one", SECRET)
    both = Vault([NEW, OLD])
    assert await both.get(WORKSPACE, "one") == SECRET
    await both.put(WORKSPACE, "two", b"sealed by the new one")
    assert await both.rotate(WORKSPACE) == 1
    assert await both.rotate(WORKSPACE) == 0
    new = Vault([NEW])
    assert await new.get(WORKSPACE, "one") == SECRET
    assert await new.get(WORKSPACE, "two") == b"sealed by the new one"
    with pytest.raises(SetupError, match="IONFLUX_SECRET_KEY"):
        await new.get(OTHER, "one")


async def test_a_key_that_is_gone_is_named_and_nothing_of_the_secret_is_told() -> None:
    await Vault([OLD]).put(WORKSPACE, "shopify", SECRET)
    key_id = (await Secret.of(WORKSPACE).get()).key_id
    with pytest.raises(SetupError) as refused:
        await Vault([NEW]).get(WORKSPACE, "shopify")
    assert refused.value.message == (
        f"IONFLUX_SECRET_KEY: the key {key_id} that sealed a secret is not among them."
    )


@pytest.mark.parametrize("at", [0, 11, 12, 20, -1])
async def test_a_changed_byte_is_noticed(at: int) -> None:
    vault = Vault([OLD])
    await vault.put(WORKSPACE, "shopify", SECRET)
    sealed = bytearray((await Secret.of(WORKSPACE).get()).sealed)
    sealed[at] ^= 1
    await Secret.of(WORKSPACE).update(sealed=bytes(sealed))
    with pytest.raises(SetupError, match="'shopify' was changed outside this product"):
        await vault.get(WORKSPACE, "shopify")


@pytest.mark.parametrize("left", [b"", b"short", b"\x00" * 12, b"\x00" * 27])
async def test_what_is_cut_off_is_noticed(left: bytes) -> None:
    vault = Vault([OLD])
    await vault.put(WORKSPACE, "shopify", SECRET)
    await Secret.of(WORKSPACE).update(sealed=left)
    with pytest.raises(SetupError, match="'shopify' was changed outside this product"):
        await vault.get(WORKSPACE, "shopify")


@pytest.mark.parametrize("change", [{"name": "tiktok"}, {"workspace_id": OTHER}], ids=["name", "workspace"])
async def test_a_row_that_was_moved_does_not_open(change: dict[str, object]) -> None:
    vault = Vault([OLD])
    await vault.put(WORKSPACE, "shopify", SECRET)
    await Secret.of(WORKSPACE).update(**change)
    moved = {"workspace_id": WORKSPACE, "name": "shopify"} | change
    with pytest.raises(SetupError, match="was changed outside"):
        await vault.get(moved["workspace_id"], moved["name"])  # type: ignore[arg-type]


def test_a_vault_needs_a_key(database: Database) -> None:
    with pytest.raises(SetupError, match="IONFLUX_SECRET_KEY is not set"):
        Vault([])
