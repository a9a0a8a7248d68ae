"""Log lines: one JSON object each, with the ids of what they belong to, and without secrets."""

import asyncio
import io
import logging
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from typing import Any

import orjson
import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from config.clock import new_id
from config.logs import bound, configure, logger, mask

SECRETS = [
    "xoxb-1234567890-abcdefghij",
    "sk_live_abcdefghijkl",
    "shpat_0123456789abcdef",
    "shpss_0123456789abcdef",
    "whsec_dGhpcyBpcyBhIHNlY3JldA==",
    "Bearer abcdefghijklmnop.qrst",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0abc.c2lnbmF0dXJlMTIz",
]


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What was logged so far, by us and by libraries."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    told = io.StringIO()
    with redirect_stderr(told):
        configure(role="tests")
        yield lambda: [orjson.loads(line) for line in told.getvalue().splitlines()]
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def test_a_line_is_json_with_its_role_its_level_and_its_time(lines: Callable[[], Any]) -> None:
    logger("a.place").warning("it_happened", count=3, text="Ünïcode\nand a second line")
    (line,) = lines()
    assert (line["event"], line["level"], line["logger"], line["role"]) == (
        "it_happened", "warning", "a.place", "tests",
    )  # fmt: skip
    assert (line["count"], line["text"]) == (3, "Ünïcode\nand a second line")
    assert line["timestamp"].endswith("Z")


def test_lines_carry_the_ids_of_the_act_they_belong_to_and_no_others(lines: Callable[[], Any]) -> None:
    log, correlation, run = logger("a"), new_id(), new_id()
    with bound(correlation_id=correlation, workspace_id=None):
        log.info("outside")
        with bound(run_id=run):
            log.info("inside")
    log.info("after")
    outside, inside, after = lines()
    assert outside["correlation_id"] == inside["correlation_id"] == str(correlation)
    assert inside["run_id"] == str(run)
    assert {"run_id", "workspace_id"}.isdisjoint(outside)
    assert {"run_id", "correlation_id"}.isdisjoint(after)


async def test_acts_that_go_on_together_do_not_mix_their_ids(lines: Callable[[], Any]) -> None:
    async def act(number: int) -> None:
        with bound(correlation_id=number):
            await asyncio.wait([asyncio.ensure_future(step(number))])
            logger("a").info("act", number=number)

    async def step(number: int) -> None:
        logger("a").info("step", number=number)

    await asyncio.gather(*(act(number) for number in range(20)))
    assert len(lines()) == 40
    assert all(line["correlation_id"] == str(line["number"]) for line in lines())


def test_lines_of_libraries_look_the_same(lines: Callable[[], Any]) -> None:
    with bound(correlation_id="7"):
        logging.getLogger("some.library").error("it broke: %s", SECRETS[0])
    (line,) = lines()
    assert (line["event"], line["correlation_id"], line["role"]) == ("it broke: •••", "7", "tests")


@pytest.mark.parametrize("secret", SECRETS)
def test_what_looks_like_a_secret_is_in_no_line_whoever_put_it_there(
    lines: Callable[[], Any], secret: str
) -> None:
    log = logger("a")
    log.warning("it_failed", why=f"refused: {secret} was not taken", url="https://a:b@c.example/")
    try:
        raise ValueError(f"no: {secret}")
    except ValueError:
        log.exception("it_failed")
    logging.getLogger("some.library").error("sent %s", secret)
    log.warning("it_failed", more={"headers": [f"x {secret}"]}, error=ValueError(secret))
    told = orjson.dumps(lines()).decode()
    assert secret.removeprefix("Bearer ") not in told
    assert told.count("•••") >= 4


def test_fields_that_are_secrets_by_their_name_are_masked(lines: Callable[[], Any]) -> None:
    names = ("password", "token", "secret", "authorization", "cookie", "api_key", "signature")
    logger("a").info("signed_in", **dict.fromkeys(names, "plain"), email="a@example.com")
    (line,) = lines()
    assert {line[name] for name in names} == {"•••"}
    assert line["email"] == "a@example.com"


@given(st.text(), st.sampled_from(SECRETS), st.text())
def test_a_secret_is_masked_wherever_it_stands(before: str, secret: str, after: str) -> None:
    assert secret not in mask(f"{before} {secret} {after}")


@pytest.mark.parametrize(
    "plain",
    ["an ordinary sentence.", "https://example.com/a:b@c", "order #1001 of tide.myshopify.com", "Bearer"],
)
def test_ordinary_text_stays_as_it_is(plain: str) -> None:
    assert mask(plain) == plain


@pytest.mark.usefixtures("lines")
def test_the_level_decides_what_is_written() -> None:
    with redirect_stderr(io.StringIO()) as told:
        configure(role="tests", level="error")
    logger("b").warning("quiet")
    logger("b").error("loud")
    assert [orjson.loads(line)["event"] for line in told.getvalue().splitlines()] == ["loud"]


def test_libraries_that_log_addresses_with_tokens_are_not_heard(capsys: pytest.CaptureFixture[str]) -> None:
    configure(role="gateway")
    logging.getLogger("httpx").info("HTTP Request: POST https://api.example/bot123:secret/getMe")
    assert "secret" not in capsys.readouterr().err
