"""The strict reader of JSON from outside."""

import asyncio
import json
import socket
import struct
from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from bot.contracts.strict_json import parse, validated, validated_text
from bot.runtime.bodies import chunks, read_bytes
from config.errors import InvalidInput, Malformed

_LARGEST = 2**53 - 1
_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
_numbers = st.integers(-_LARGEST, _LARGEST) | st.floats(allow_nan=False, allow_infinity=False)
_values = st.recursive(
    st.none() | st.booleans() | _numbers | _text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_text, inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(_values)
def test_whatever_is_proper_json_is_read_as_it_is(value: Any) -> None:
    assert parse(json.dumps(value).encode()) == value
    assert parse(json.dumps(value, ensure_ascii=False).encode()) == value


@given(st.binary(max_size=200))
def test_whatever_comes_is_read_or_refused_in_words(body: bytes) -> None:
    with suppress(Malformed):
        parse(body)


@given(st.text(max_size=200))
def test_whatever_text_comes_is_read_or_refused_in_words(body: str) -> None:
    test_whatever_comes_is_read_or_refused_in_words.hypothesis.inner_test(
        body.encode("utf-8", "surrogatepass")
    )


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "malformed_json"),
        (b"   ", "malformed_json"),
        (b"{", "malformed_json"),
        (b"{'a': 1}", "malformed_json"),
        (b'{"a": 1} x', "malformed_json"),
        (b"\xff\xfe{}", "malformed_json"),
        (b"\xef\xbb\xbf{}", "malformed_json"),
        (b'"\xed\xa0\x80"', "malformed_json"),
        (b'{"a": "\\ud800"}', "malformed_json"),
        (b'{"\\udfff": 1}', "malformed_json"),
        (b'{"a": "\\u0000"}', "malformed_json"),
        (b'{"a": "\x01"}', "malformed_json"),
        (b"01", "malformed_json"),
        (b'{"a": 1, "a": 2}', "duplicate_key"),
        (b'{"a": {"b": 1, "\\u0062": 2}}', "duplicate_key"),
        (b"NaN", "number_out_of_range"),
        (b"[-Infinity]", "number_out_of_range"),
        (b"1e999", "number_out_of_range"),
        (b"9007199254740992", "number_out_of_range"),
        (b"-9007199254740992", "number_out_of_range"),
        (b"1" * 5000, "number_out_of_range"),
        (b"[" * 33 + b"]" * 33, "json_too_deep"),
        (b"[" * 500_000, "json_too_deep"),
        (b'{"a":' * 40 + b"1" + b"}" * 40, "json_too_deep"),
    ],
)
def test_what_is_no_proper_json_is_refused_with_its_code(body: bytes, code: str) -> None:
    with pytest.raises(Malformed) as refused:
        parse(body)
    assert refused.value.code == code


def test_thirty_two_levels_and_the_largest_integers_are_fine() -> None:
    assert parse(b"[" * 32 + b"]" * 32)
    assert parse(b"[9007199254740991, -9007199254740991]") == [_LARGEST, -_LARGEST]


class _Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")

    seconds: int = Field(ge=0, le=60)


class _Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=5)
    id: UUID | None = None
    steps: list[_Inner] = []


def test_every_fault_is_listed_with_its_place() -> None:
    with pytest.raises(InvalidInput) as refused:
        validated(_Outer, {"name": "longer", "steps": [{"seconds": 1}, {"seconds": 61, "x": 1}], "y": None})
    assert refused.value.code == "validation_failed"
    assert {(fault.field, fault.code) for fault in refused.value.details} == {
        ("name", "too_long"),
        ("steps[1].seconds", "out_of_range"),
        ("steps[1].x", "unknown_field"),
        ("y", "unknown_field"),
    }


def test_a_number_out_of_range_is_told_its_limit_in_words() -> None:
    for seconds, told in ((61, "At most 60."), (-1, "At least 0.")):
        with pytest.raises(InvalidInput) as refused:
            validated(_Inner, {"seconds": seconds})
        assert [(one.field, one.message) for one in refused.value.details] == [("seconds", told)]


def test_a_field_too_many_has_a_code_of_its_own() -> None:
    with pytest.raises(InvalidInput) as refused:
        validated(_Outer, {"name": "x", "workspace_id": "…"})
    assert refused.value.code == "unknown_field"


@pytest.mark.parametrize(
    "read",
    [
        {"name": 5},
        {"name": True},
        {"name": None},
        [],
        "x",
        5,
        None,
        {"name": "x", "steps": [{"seconds": "5"}]},
    ],
)
def test_types_are_what_they_say(read: Any) -> None:
    with pytest.raises(InvalidInput):
        validated(_Outer, read)


def test_a_query_is_text_and_is_read_as_what_it_means() -> None:
    assert validated_text(_Inner, {"seconds": "5"}).seconds == 5
    for given_text in ({"seconds": "five"}, {"seconds": "61"}, {"seconds": "5", "x": "1"}, {"seconds": ""}):
        with pytest.raises(InvalidInput):
            validated_text(_Inner, given_text)


async def _whole(request: web.BaseRequest) -> None:
    await read_bytes(request, most=1 << 20, seconds=5)


async def _by_chunks(request: web.BaseRequest) -> None:
    async for _ in chunks(request, 1 << 20, seconds=5):
        continue


@pytest.mark.parametrize("read", [_whole, _by_chunks])
async def test_a_connection_reset_in_the_middle_is_a_body_that_broke_off(read: Any) -> None:
    begun, met = asyncio.Event(), asyncio.get_running_loop().create_future()

    async def handle(request: web.BaseRequest) -> web.Response:
        begun.set()
        try:
            await read(request)
        except Malformed as broken:
            met.set_result(broken.code)
        finally:
            met.done() or met.set_result("something else")
        return web.Response()

    runner = web.ServerRunner(web.Server(handle))
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        _, writer = await asyncio.open_connection(*runner.addresses[0])
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc")
        await begun.wait()
        # Closed like this a connection says nothing but that it is gone.
        gone = struct.pack("ii", 1, 0)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, gone)
        writer.transport.abort()
        assert await met == "malformed_json"
    finally:
        await runner.cleanup()


def test_a_query_holds_nothing_that_no_store_takes() -> None:
    with pytest.raises(InvalidInput) as refused:
        validated_text(_Outer, {"name": "a\x00b"})
    assert [(one.field, one.code) for one in refused.value.details] == [("name", "wrong_form")]
