"""Passwords, sessions and their tokens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import jwt
import pytest

from bot.contracts.unit import Unit
from bot.services import passwords, users
from bot.services.users import SignedIn, Tokens
from config.errors import Conflict, InvalidInput, NotSignedIn
from storage.db import Database
from storage.models.users import Session, User
from tests.factories import PASSWORD
from tests.fakes import FrozenClock

KEY, NEXT_KEY = "one key of the installation 1234567890", "the next key of the installation 12345"


async def _signed_in(unit: Unit) -> SignedIn:
    hashed = await passwords.hashed(PASSWORD, email="ada@example.com")
    user = await users.register(unit, email="Ada@Example.com", password_hash=hashed, name="Ada")
    return await users.open_session(unit, user, Tokens([KEY]), user_agent="test", address="127.0.0.1")


async def test_a_password_is_stored_as_argon2id_and_opens_the_account(
    database: Database, unit_of: Callable[..., Unit]
) -> None:
    await _signed_in(unit_of(None))
    assert (await User.get(email="ada@example.com")).password_hash.startswith("$argon2id$")
    assert (await users.verified("ADA@example.com", PASSWORD)).name == "Ada"
    for email, password in (("ada@example.com", "something else"), ("nobody@example.com", PASSWORD)):
        with pytest.raises(NotSignedIn, match="do not go together"):
            await users.verified(email, password)


async def test_an_address_has_one_account(database: Database, unit_of: Callable[..., Unit]) -> None:
    await _signed_in(unit_of(None))
    with pytest.raises(Conflict) as taken:
        await users.register(unit_of(None), email="ada@example.com", password_hash="x", name="Eve")
    assert taken.value.code == "name_taken"


@pytest.mark.parametrize("common", ["password1", "PassWord1", "12345678", "ada@example.com"])
async def test_a_password_that_everybody_tries_first_is_refused(common: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await passwords.hashed(common, email="ada@example.com")
    assert refused.value.details[0].field == "password"


async def test_any_characters_make_a_password(database: Database) -> None:
    for strange in ("пароль-пароль", "\t\n  \x7f spaces ", "😀" * 256):
        assert await passwords.fits(await passwords.hashed(strange, email="a@b.c"), strange)


async def test_a_refresh_gives_new_credentials_and_spends_the_old_token(
    database: Database, unit_of: Callable[..., Unit]
) -> None:
    unit, tokens = unit_of(None), Tokens([KEY])
    first = await _signed_in(unit)
    second = await users.refresh(unit, first.refresh_token, tokens)
    assert isinstance(second, SignedIn)
    assert second.refresh_token != first.refresh_token
    with pytest.raises(NotSignedIn):
        await users.session_by_cookie(first.cookie, unit.now)
    assert (await users.session_by_cookie(second.cookie, unit.now))[1] == first.session_id


async def test_a_spent_refresh_token_ends_the_whole_family(
    database: Database, unit_of: Callable[..., Unit]
) -> None:
    unit, tokens = unit_of(None), Tokens([KEY])
    first = await _signed_in(unit)
    second = await users.refresh(unit, first.refresh_token, tokens)
    assert isinstance(second, SignedIn)
    assert await users.refresh(unit, first.refresh_token, tokens) == first.session_id
    assert not await users.is_live(first.user.id, first.session_id, unit.now)
    with pytest.raises(NotSignedIn):
        await users.refresh(unit, second.refresh_token, tokens)


async def test_a_refresh_token_that_was_not_made_here_ends_nothing(
    database: Database, unit_of: Callable[..., Unit]
) -> None:
    unit, tokens = unit_of(None), Tokens([KEY])
    signed = await _signed_in(unit)
    said, _, seal = signed.refresh_token.rpartition(".")
    forged = [f"{said}x.{seal}", f"{signed.session_id}.guess.{'0' * 64}", "", "a.b.c", f"{said}.é", "\ud800"]
    for token in forged:
        with pytest.raises(NotSignedIn):
            await users.refresh(unit, token, tokens)
    assert await users.is_live(signed.user.id, signed.session_id, unit.now)


async def test_a_session_is_over_after_thirty_days(
    database: Database, unit_of: Callable[..., Unit], clock: FrozenClock
) -> None:
    signed = await _signed_in(unit_of(None))
    clock.advance(days=30, seconds=1)
    assert not await users.is_live(signed.user.id, signed.session_id, clock())
    with pytest.raises(NotSignedIn):
        await users.refresh(unit_of(None), signed.refresh_token, Tokens([KEY]))


async def test_no_token_or_cookie_is_stored_as_it_is(
    database: Database, unit_of: Callable[..., Unit]
) -> None:
    signed = await _signed_in(unit_of(None))
    row = await Session.get(id=signed.session_id)
    stored = " ".join(str(value) for value in dict(row).values())
    for secret in (signed.refresh_token, signed.cookie, signed.access_token):
        assert secret not in stored


def test_an_access_token_says_whose_it_is_for_fifteen_minutes(clock: FrozenClock) -> None:
    user_id, session_id, tokens = uuid4(), uuid4(), Tokens([KEY])
    token = tokens.make(user_id, session_id, clock())
    assert tokens.read(token, clock()) == (user_id, session_id)
    assert tokens.read(token, clock() + timedelta(minutes=15, seconds=29)) == (user_id, session_id)
    for moment in (clock() + timedelta(minutes=15, seconds=31), clock() - timedelta(seconds=31)):
        with pytest.raises(NotSignedIn):
            tokens.read(token, moment)


def test_tokens_of_the_key_before_are_good_while_it_is_still_named(clock: FrozenClock) -> None:
    token = Tokens([KEY]).make(uuid4(), uuid4(), clock())
    assert Tokens([NEXT_KEY, KEY]).read(token, clock())
    with pytest.raises(NotSignedIn):
        Tokens([NEXT_KEY]).read(token, clock())


@pytest.mark.parametrize("left_out", ["iss", "aud", "sub", "sid", "iat", "exp", "typ"])
def test_a_token_without_one_of_its_claims_is_refused(clock: FrozenClock, left_out: str) -> None:
    with pytest.raises(NotSignedIn):
        Tokens([KEY]).read(_signed(clock, **{left_out: None}), clock())


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "other"},
        {"aud": "other"},
        {"typ": "refresh"},
        {"sub": "not an id"},
        {"exp": 1 << 40},
        {"exp": "soon"},
        {"iat": []},
        {"exp": 1e400},
    ],
)
def test_a_token_with_a_wrong_claim_is_refused(clock: FrozenClock, claims: dict[str, Any]) -> None:
    with pytest.raises(NotSignedIn):
        Tokens([KEY]).read(_signed(clock, **claims), clock())


def test_a_token_under_another_algorithm_or_key_is_refused(clock: FrozenClock) -> None:
    tokens = Tokens([KEY])
    claims = jwt.decode(tokens.make(uuid4(), uuid4(), clock()), options={"verify_signature": False})
    unsigned = jwt.encode(claims, None, algorithm="none")
    other = jwt.encode(claims, "x" * 64, algorithm="HS512")
    for token in (
        unsigned,
        other,
        "",
        "a.b.c",
        "é",
        "." * 9,
        jwt.encode(claims, "y" * 32, algorithm="HS256"),
    ):
        with pytest.raises(NotSignedIn):
            tokens.read(token, clock())


def _signed(clock: FrozenClock, **changes: Any) -> str:
    tokens = Tokens([KEY])
    made = tokens.make(uuid4(), uuid4(), clock())
    claims = jwt.decode(made, options={"verify_signature": False}) | changes
    kept = {name: value for name, value in claims.items() if value is not None}
    kid, key = next(iter(tokens._keys.items()))
    return jwt.encode(kept, key, algorithm="HS256", headers={"kid": kid})


@pytest.mark.parametrize("kid", ["nonsense", None, ""])
@pytest.mark.parametrize("key", [b"\0" * 32, b"\0" * 64])
def test_a_token_signed_with_no_key_of_ours_is_nobodys(
    clock: FrozenClock, kid: str | None, key: bytes
) -> None:
    claims = jwt.decode(Tokens([KEY]).make(uuid4(), uuid4(), clock()), options={"verify_signature": False})
    forged = jwt.encode(claims, key, algorithm="HS256", headers={} if kid is None else {"kid": kid})
    with pytest.raises(NotSignedIn):
        Tokens([KEY]).read(forged, clock())


async def test_a_session_is_live_for_its_own_user_alone(
    database: Database, unit_of: Callable[..., Unit]
) -> None:
    unit = unit_of(None)
    signed = await _signed_in(unit)
    assert await users.is_live(signed.user.id, signed.session_id, unit.now)
    assert not await users.is_live(uuid4(), signed.session_id, unit.now)
