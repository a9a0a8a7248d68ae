"""Passwords: argon2id, in threads, and the list of those that everybody tries first."""

import asyncio
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from config.errors import Fault, InvalidInput

# 19 MiB, two passes, one lane: the least that OWASP's password storage cheat sheet asks of argon2id. The
# library's own 64 MiB would let a handful of sign-ins at once double what the process weighs.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Nobody's password: what an unknown address is checked against, at the same cost as a known one.
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$" + "A" * 43
_at_once = threading.BoundedSemaphore(2)

# Of the passwords that lead every published list, those long enough to be accepted otherwise.
_COMMON = frozenset(
    """
    00000000 01234567 0123456789 0987654321 10203040 11111111 1111111111 11223344 12121212 12312312
    123123123 12341234 12344321 123454321 12345678 123456789 1234567890 123456789a 123456789q 1234567a
    12345678a 1234qwer 123698745 123qwe123 12qwaszx 131313131 147258369 147852369 159357159 1a2b3c4d
    1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qazxsw2 22222222 33333333 44444444 55555555 66666666 77777777 87654321
    88888888 98765432 987654321 99999999 a1234567 a12345678 a123456789 aa123456 aa12345678 aaaaaaaa
    abc12345 abc123456 abcd1234 abcdefgh abcdefg1 access14 admin123 admin1234 administrator alexander
    aa112233 asd123456 asdf1234 asdfasdf asdfghjk asdfghjkl baseball basketball bailey12 batman123
    benjamin blink182 bismillah butterfly carolina caroline catherine champion changeme changeme1
    charlie1 chocolate christian christine christopher cocacola computer consumer corvette creative
    danielle december default1 diamonds dolphins dragon12 dragon123 einstein elephant elizabeth everton1
    facebook fernando firebird football football1 forever1 freedom1 fuckyou1 garfield google123 goodluck
    gr33tings greenday hello123 hellokitty heather1 hello1234 iloveyou iloveyou1 iloveyou2 internet
    isabella jennifer jessica1 jonathan jordan23 juventus kimberly killer12 krystal1 letmein1 letmein12
    letmein123 lasvegas liverpool lovelove madison1 manchester marlboro maverick mercedes metallica
    michael1 michelle microsoft midnight monkey12 monkey123 mountain mustang1 myspace1 november nicholas
    p@ssw0rd pa55word pakistan passw0rd passw0rd1 password password! password01 password1 password1!
    password12 password123 password1234 password2 password3 patricia pokemon1 portugal princess
    princess1 q1w2e3r4 q1w2e3r4t5 qazwsx123 qazwsxedc qq123456 qwer1234 qwerasdf qwertyui qwertyuiop
    qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456 rainbow1 realmadrid remember rockstar
    samantha scooby12 scorpion secret123 security september shadow12 slipknot snickers softball
    spiderman starwars steelers strawberry summer123 sunshine sunshine1 superman superman1 superstar
    swordfish test1234 test12345 testtest thailand thomas12 trustno1 twilight undertaker valentina
    victoria vladimir warcraft welcome1 welcome12 welcome123 whatever williams winter123 xxxxxxxx
    yankees1 zaq12wsx zaq1zaq1 zxcvbnm1 zxcvbnm123 zxcvbnm, qwe123qwe 1qaz1qaz 12345qwert 12345abc
    q12345678
    """.split()  # noqa: SIM905 - one word a line would be two hundred lines
)


async def hashed(password: str, *, email: str, field: str = "password") -> str:
    """The password as it is stored. Costs tens of milliseconds in a thread: call it outside a unit.

    Raises:
        InvalidInput: the password is too common.
    """
    if password.casefold() in _COMMON or password.casefold() == email.casefold():
        fault = Fault(field=field, code="too_common", message="Everybody tries this password first.")
        raise InvalidInput(f"{fault.message} Choose another.", details=(fault,))
    return await asyncio.to_thread(_hash, password)


async def fits(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one behind the hash; without a hash it is not, after the same work."""
    is_right = await asyncio.to_thread(_fits, password_hash or _NOBODY, password)
    return is_right and password_hash is not None


def _hash(password: str) -> str:
    with _at_once:
        return _hasher.hash(password)


def _fits(password_hash: str, password: str) -> bool:
    with _at_once:
        try:
            return _hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False
