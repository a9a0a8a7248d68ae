"""The contract of Discord's REST API and gateway: messages, threads, reactions, and what they may hold."""

import io
from typing import Any

import discord
from discord.http import handle_message_parameters

from tests.platforms.comparing.contract import Contract, Otherwise
from tests.platforms.comparing.discord_kits import DiscordKit, call, outcome

DISCORD = Contract(("ours", "simcord"), "https://docs.discord.com/developers/")
CODES = "topics/opcodes-and-status-codes#json"
NOWHERE = "100000000000000001"
BAD_FORM = (400, 50035)


def button(label: str = "Approve", name: str = "approve") -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": label, "custom_id": name}


def row(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(buttons)}


async def post(kit: DiscordKit, channel: str, content: str | None = "Hello", **body: Any) -> Any:
    told = body if content is None else body | {"content": content}
    return await call(kit, "POST", f"/channels/{channel}/messages", json=told)


async def history(kit: DiscordKit, channel: str, **params: Any) -> list[str]:
    found = await call(kit, "GET", f"/channels/{channel}/messages", params=params)
    return [one["content"] for one in found]


@DISCORD.promises((["Two", "One"], "Two", True, None), doc="resources/message#create-message")
async def a_message_is_posted_and_read_back(kit: DiscordKit) -> Any:
    channel = await kit.channel()
    await post(kit, channel, "One")
    made = await post(kit, channel, "Two")
    read = await call(kit, "GET", f"/channels/{channel}/messages/{made['id']}")
    return await history(kit, channel), read["content"], made["author"]["bot"], made["edited_timestamp"]


@DISCORD.promises(("Better", True, (403, 50005)), doc="resources/message#edit-message")
async def ones_own_message_is_edited_and_no_other(kit: DiscordKit) -> Any:
    channel = await kit.channel()
    made = await post(kit, channel)
    path = f"/channels/{channel}/messages"
    edited = await call(kit, "PATCH", f"{path}/{made['id']}", json={"content": "Better"})
    theirs = await kit.says(channel, "Theirs")
    other = await outcome(call(kit, "PATCH", f"{path}/{theirs}", json={"content": "x"}))
    return edited["content"], edited["edited_timestamp"] is not None, other


@DISCORD.promises(([], (404, 10008), (404, 10008)), doc="resources/message#delete-message")
async def a_message_is_deleted_and_gone(kit: DiscordKit) -> Any:
    channel = await kit.channel()
    path = f"/channels/{channel}/messages/{(await post(kit, channel))['id']}"
    assert await call(kit, "DELETE", path) in (None, "")
    again = await outcome(call(kit, "DELETE", path))
    return await history(kit, channel), again, await outcome(call(kit, "GET", path))


@DISCORD.promises({(404, 10003)}, doc=CODES)
async def a_channel_that_is_not_there_is_unknown(kit: DiscordKit) -> Any:
    asked = (
        call(kit, "GET", f"/channels/{NOWHERE}"),
        call(kit, "POST", f"/channels/{NOWHERE}/messages", json={"content": "x"}),
        call(kit, "GET", f"/channels/{NOWHERE}/messages"),
        call(kit, "PATCH", f"/channels/{NOWHERE}/messages/{NOWHERE}", json={"content": "x"}),
        call(kit, "DELETE", f"/channels/{NOWHERE}/messages/{NOWHERE}"),
    )
    return {await outcome(one) for one in asked}


@DISCORD.promises({(404, 10008)}, doc=CODES)
async def a_message_that_is_not_there_is_unknown(kit: DiscordKit) -> Any:
    path = f"/channels/{await kit.channel()}/messages/{NOWHERE}"
    asked = (
        call(kit, "GET", path),
        call(kit, "PATCH", path, json={"content": "x"}),
        call(kit, "DELETE", path),
        call(kit, "PUT", f"{path}/reactions/%F0%9F%91%8D/@me"),
        call(kit, "POST", f"{path}/threads", json={"name": "x"}),
    )
    return {await outcome(one) for one in asked}


@DISCORD.promises(
    (401, 0),
    doc="reference#authentication",
    simcord=Otherwise(
        (0, 0), "It stands in the place of the HTTP client, so no token is ever shown to anybody."
    ),
)
async def a_wrong_token_is_refused(kit: DiscordKit) -> Any:
    channel = await kit.channel()
    kit.app.http.token = "wrong"
    return await outcome(post(kit, channel))


@DISCORD.promises(
    ([("👍", 1, True)], [("👍", 1, True)], [], (400, 10014)),
    doc="resources/message#create-reaction",
    simcord=Otherwise(
        ([("👍", 1, True)], [("👍", 1, True)], [], (0, 0)),
        "Whatever stands in the address is an emoji to it.",
    ),
)
async def a_reaction_is_put_once_and_taken_back(kit: DiscordKit) -> Any:
    channel = await kit.channel()
    path = f"/channels/{channel}/messages/{(await post(kit, channel))['id']}"

    async def standing() -> list[tuple[str, int, bool]]:
        found = (await call(kit, "GET", path)).get("reactions") or []
        return [(one["emoji"]["name"], one["count"], one["me"]) for one in found]

    seen = []
    for method in ("PUT", "PUT", "DELETE"):
        await call(kit, method, f"{path}/reactions/%F0%9F%91%8D/@me")
        seen.append(await standing())
    return *seen, await outcome(call(kit, "PUT", f"{path}/reactions/thumbsup/@me"))


@DISCORD.promises(
    (True, 11, True, ["In it"], (400, 160004)),
    doc="resources/channel#start-thread-from-message",
    simcord=Otherwise((True, 11, True, ["In it"], (0, 0)), "A second thread takes the place of the first."),
)
async def a_thread_begins_at_a_message_once(kit: DiscordKit) -> Any:
    channel = await kit.channel()
    made = await post(kit, channel)
    path = f"/channels/{channel}/messages/{made['id']}/threads"
    thread = await call(kit, "POST", path, json={"name": "Orders"})
    await post(kit, thread["id"], "In it")
    said = [one for one in await history(kit, thread["id"]) if one]
    again = await outcome(call(kit, "POST", path, json={"name": "Orders"}))
    return thread["id"] == made["id"], thread["type"], thread["parent_id"] == channel, said, again


@DISCORD.promises(
    (BAD_FORM, BAD_FORM),
    doc="resources/channel#start-thread-from-message-json-params",
    simcord=Otherwise((BAD_FORM, (0, 0)), "A thread's name may be as long as one likes."),
)
async def a_threads_name_has_one_to_a_hundred_characters(kit: DiscordKit) -> Any:
    channel = await kit.channel()
    path = f"/channels/{channel}/messages/{(await post(kit, channel))['id']}/threads"
    tried = ("", "x" * 101)
    return tuple([await outcome(call(kit, "POST", path, json={"name": one})) for one in tried])


@DISCORD.promises(
    ((0, 0), BAD_FORM, (400, 50006), (400, 50006)),
    doc=CODES,
    simcord=Otherwise(((0, 0), BAD_FORM, BAD_FORM, BAD_FORM), "An empty message is a bad form to it."),
)
async def a_text_has_two_thousand_characters_and_some(kit: DiscordKit) -> Any:
    channel = await kit.channel()
    tried = ("x" * 2_000, "x" * 2_001, "", "  ")
    return tuple([await outcome(post(kit, channel, one)) for one in tried])


@DISCORD.promises({BAD_FORM}, doc="resources/message#embed-object-embed-limits")
async def embeds_that_are_too_long_or_too_many(kit: DiscordKit) -> Any:
    channel = await kit.channel()
    just = {"title": "x" * 256, "description": "x" * 4_096, "fields": [{"name": "n", "value": "x" * 1_024}]}
    assert await outcome(post(kit, channel, None, embeds=[just])) == (0, 0)
    tried: list[list[dict[str, Any]]] = [
        [{"title": "x" * 257}],
        [{"description": "x" * 4_097}],
        [{"fields": [{"name": "n", "value": "v"}] * 26}],
        [{"fields": [{"name": "x" * 257, "value": "v"}]}],
        [{"fields": [{"name": "n", "value": "x" * 1_025}]}],
        [{"footer": {"text": "x" * 2_049}}],
        [{"author": {"name": "x" * 257}}],
        [{"description": "x" * 3_001}] * 2,
        [{"description": "x" * 5_000, "author": {"name": "x" * 256}, "footer": {"text": "x" * 745}}],
        [{"title": "x"}] * 11,
    ]
    return {await outcome(post(kit, channel, None, embeds=one)) for one in tried}


@DISCORD.promises({BAD_FORM}, doc="components/reference#action-row")
async def components_that_are_too_long_too_many_or_twice(kit: DiscordKit) -> Any:
    channel = await kit.channel()
    just = [row(*(button("x" * 80, f"{'x' * 98}{at}{across}") for across in range(5))) for at in range(5)]
    assert await outcome(post(kit, channel, components=just)) == (0, 0)
    tried = (
        [row(button(name=f"b{at}")) for at in range(6)],
        [row(*(button(name=f"b{at}") for at in range(6)))],
        [row(button("x" * 81))],
        [row(button(name="x" * 101))],
        [row(button(), button("Reject"))],
        [row()],
    )
    return {await outcome(post(kit, channel, components=one)) for one in tried}


@DISCORD.promises(
    (True, False, ["Hello", "Hello"], BAD_FORM),
    doc="resources/message#create-message-json/form-params",
    simcord=Otherwise(
        (False, False, ["Hello", "Hello", "Hello", "Hello"], (0, 0)),
        "It takes a nonce and does nothing with it: what is sent again is posted again.",
    ),
)
async def a_nonce_that_is_enforced_posts_once(kit: DiscordKit) -> Any:
    channel = await kit.channel()
    first = await post(kit, channel, nonce="n1", enforce_nonce=True)
    again = await post(kit, channel, nonce="n1", enforce_nonce=True)
    other = await post(kit, channel, nonce="n2", enforce_nonce=True)
    long = await outcome(post(kit, channel, nonce="n" * 26))
    return first["id"] == again["id"], first["id"] == other["id"], await history(kit, channel), long


@DISCORD.promises(
    (["5", "4"], ["5", "4"], ["2", "1"], ["4", "3", "2"], BAD_FORM, BAD_FORM),
    doc="resources/message#get-channel-messages-query-string-params",
    simcord=Otherwise(
        (["5", "4"], ["5", "4"], ["2", "1"], ["4", "3", "2"], (0, 0), (0, 0)),
        "It gives as many as are asked for.",
    ),
)
async def a_channel_is_read_around_a_message(kit: DiscordKit) -> Any:
    channel = await kit.channel()
    third = [await post(kit, channel, str(number)) for number in range(1, 6)][2]["id"]
    return (
        await history(kit, channel, limit=2),
        await history(kit, channel, after=third, limit=5),
        await history(kit, channel, before=third),
        await history(kit, channel, around=third, limit=3),
        await outcome(history(kit, channel, limit=101)),
        await outcome(history(kit, channel, limit=0)),
    )


@DISCORD.promises(
    (True, BAD_FORM),
    doc="resources/message#create-message-limitations",
    simcord=Otherwise((True, (0, 0)), "The message that is answered need not be there."),
)
async def a_reply_names_the_message_that_it_answers(kit: DiscordKit) -> Any:
    channel = await kit.channel()
    theirs = await kit.says(channel, "Question")
    made = await post(kit, channel, "Answer", message_reference={"message_id": theirs})
    missing = await outcome(post(kit, channel, "Answer", message_reference={"message_id": NOWHERE}))
    return made["message_reference"]["message_id"] == theirs, missing


@DISCORD.promises(("orders.csv", 3, b"a,b"), doc="reference#uploading-files")
async def a_file_is_sent_and_can_be_fetched(kit: DiscordKit) -> Any:
    channel = await kit.channel()
    with handle_message_parameters(
        content="Here", file=discord.File(io.BytesIO(b"a,b"), "orders.csv")
    ) as params:
        made = await kit.app.http.send_message(int(channel), params=params)
    (file,) = made["attachments"]
    return file["filename"], file["size"], await kit.app.http.get_from_cdn(file["url"])


@DISCORD.promises(
    [
        ("message", (True, "Hello")),
        ("message", (False, "Hi")),
        ("edit", "Better"),
        ("react", "👍"),
        "delete",
    ],
    doc="events/gateway-events#messages",
)
async def what_happens_is_told_in_order_ones_own_too(kit: DiscordKit) -> Any:
    channel = await kit.channel()
    await kit.listen()
    made = await post(kit, channel)
    theirs = await kit.says(channel, "Hi")
    await call(kit, "PATCH", f"/channels/{channel}/messages/{made['id']}", json={"content": "Better"})
    await kit.reacts(channel, theirs, "👍")
    await call(kit, "DELETE", f"/channels/{channel}/messages/{made['id']}")
    heard = await kit.app.until(5)
    return [*heard[:4], heard[4][0]]
