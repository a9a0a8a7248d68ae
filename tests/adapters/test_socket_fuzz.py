"""Whatever a client says on a socket is done, is refused in words, or ends it with a code; nothing breaks."""

from collections import Counter
from typing import Any
from uuid import uuid4

import orjson
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.adapters.conftest import Person, Web

ROUNDS, A_ROUND = 14, 24
WORDS = ("text", "markdown", "json_data", "file_attachment", "here", "/help", "/agent run x", "yes", "")
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
GARBAGE = (
    "", "null", "[]", "1", '"x"', "{", '{"action":1}', '{"action":"typing","payload":[]}', "{" * 2000,
    '{"action":"typing","action":"typing"}', '{"action":"typing","payload":{"x":1e999}}', "\x00", "[" * 40,
    '{"action":"typing","payload":{},"more":1}', '{"action":"' + "x" * 60_000 + '"}',
)  # fmt: skip


def payloads(ids: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Actions with payloads that are right but for a field or two."""
    words, one = st.sampled_from(WORDS), st.sampled_from(ids)
    plain = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT | words | one
    deep = st.recursive(
        plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3)
    )
    said = st.fixed_dictionaries({"text_body": TEXT.map("said {}".format) | words})
    content = said | said | said | deep
    right = {
        "subscribe": {"channel_id": one},
        "subscribe_all": {"channel_ids": st.lists(one, max_size=3)},
        "unsubscribe": {"channel_id": one},
        "send_message": {"channel_id": one, "content_type": st.just("text") | words, "content_json": content},
        "typing": {"channel_id": one},
        "mark_read": {"channel_id": one, "seq": st.integers(0, 9) | plain},
        "proposal_action": {"message_id": one, "action_id": words},
        "presence": {"status": words},
        "editing_proposal": {"message_id": one},
    }
    more = {name: plain for name in ("after_seq", "thread_id", "client_message_id", "comment", "x")}
    return st.one_of(
        st.fixed_dictionaries(
            {"action": st.just(action), "payload": st.fixed_dictionaries(fields, optional={name: more[name]})}
        )
        for action, fields in right.items()
        for name in (*more, "comment")[:3]
    ) | st.fixed_dictionaries({"action": words, "payload": st.dictionaries(words, deep, max_size=3)})


def made(ids: list[str]) -> list[list[dict[str, Any]]]:
    """So many rounds of frames, the same every time."""
    found: list[list[dict[str, Any]]] = []

    @given(st.lists(payloads(ids), min_size=A_ROUND, max_size=A_ROUND))
    @settings(
        max_examples=ROUNDS, database=None, derandomize=True, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def gather(some: list[dict[str, Any]]) -> None:
        found.append(some)

    gather()
    return found


@pytest.mark.timeout(30)
async def test_no_act_on_a_socket_breaks_it(web: Web) -> None:
    ada = await web.person()
    ids = [await ada.channel(), await ada.channel("alerts"), str(uuid4()), ada.id]
    told: Counter[Any] = Counter()
    for some in made(ids):
        told.update(await answered(web, ada, some))
    assert told["internal_error"] == 0
    assert {"new_message", "subscribed", "not_found", "validation_failed", "unknown_field"} <= set(told), told


async def answered(web: Web, person: Person, some: list[dict[str, Any]]) -> list[str]:
    """The actions and codes that the frames were answered with; the socket outlives them."""
    socket = await web.socket(person)
    for frame in some:
        await socket.response.send_str(orjson.dumps(frame).decode())
    await socket.say("last", ref="last")
    told: list[str] = []
    while True:
        frame = await socket.next()
        told.append(frame["payload"]["code"] if frame["action"] == "error" else frame["action"])
        if frame.get("ref") == "last":
            await socket.response.close()
            return told


@pytest.mark.parametrize("text", GARBAGE, ids=range(len(GARBAGE)))
async def test_what_is_no_frame_is_refused_or_ends_the_socket(web: Web, text: str) -> None:
    ada = await web.person()
    socket = await web.socket(ada)
    await socket.response.send_str(text)
    await socket.say("last", ref="last")
    message = await socket.response.receive(timeout=8)
    if isinstance(message.data, str) and message.data.startswith("{"):
        assert orjson.loads(message.data)["payload"]["code"] in (
            "bad_frame",
            "unknown_field",
            "validation_failed",
        )
    else:
        assert socket.response.close_code in (1007, 1009, 4400)
