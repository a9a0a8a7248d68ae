"""The contract of Slack's Web API: what is said, changed, taken back, and put under messages."""

from typing import Any

from tests.platforms.comparing.contract import Contract, Otherwise
from tests.platforms.comparing.slack_kits import SlackKit, outcome

SLACK = Contract(("ours", "emulate"), "https://docs.slack.dev/")
METHODS = "reference/methods/"
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}
REACTED = Otherwise(
    {"channel_not_found", "message_not_found"},
    "It looks for the message alone: a channel that is not there has none.",
)


async def texts(kit: SlackKit, channel: str, **args: Any) -> list[str]:
    """What stands in the channel, the latest first."""
    told = await kit.client.conversations_history(channel=channel, **args)
    return [one["text"] for one in told["messages"]]


async def posted(kit: SlackKit, channel: str, text: str = "Hello", **args: Any) -> str:
    return str((await kit.client.chat_postMessage(channel=channel, text=text, **args))["ts"])


@SLACK.promises((["Two", "One"], True), doc=f"{METHODS}conversations.history")
async def a_message_is_posted_and_read_back(kit: SlackKit) -> Any:
    channel = await kit.channel()
    await posted(kit, channel, "One")
    ts = await posted(kit, channel, "Two")
    told = await kit.client.conversations_history(channel=channel)
    return await texts(kit, channel), (told["messages"][0]["ts"], told["messages"][0]["user"]) == (
        ts,
        kit.bot,
    )


@SLACK.promises(
    True,
    doc=f"{METHODS}chat.postMessage",
    emulate=Otherwise(
        False, "It keeps who posts alone, so nothing tells a message of an app from a person's."
    ),
)
async def an_apps_message_says_of_which_bot_it_is(kit: SlackKit) -> Any:
    told = await kit.client.chat_postMessage(channel=await kit.channel(), text="Hello")
    return bool(told["message"].get("bot_id"))


@SLACK.promises(("Better", ["Better"], True), doc=f"{METHODS}chat.update")
async def a_message_is_edited(kit: SlackKit) -> Any:
    channel = await kit.channel()
    ts = await posted(kit, channel)
    answer = await kit.client.chat_update(channel=channel, ts=ts, text="Better")
    told = await kit.client.conversations_history(channel=channel)
    return answer["text"], await texts(kit, channel), told["messages"][0]["edited"]["user"] == kit.bot


@SLACK.promises(([1, 0, 1], "Only blocks"), doc=f"{METHODS}chat.update")
async def a_text_that_comes_without_blocks_takes_them_away(kit: SlackKit) -> Any:
    channel = await kit.channel()
    ts = await posted(kit, channel, blocks=[SECTION])
    seen = []
    for change in ({"text": "Plain"}, {"text": "Only blocks", "blocks": [SECTION]}):
        told = await kit.client.conversations_history(channel=channel)
        seen.append(len(told["messages"][0].get("blocks") or []))
        await kit.client.chat_update(channel=channel, ts=ts, **change)
    told = await kit.client.conversations_history(channel=channel)
    seen.append(len(told["messages"][0].get("blocks") or []))
    return seen, told["messages"][0]["text"]


@SLACK.promises(([], "message_not_found", "message_not_found"), doc=f"{METHODS}chat.delete")
async def a_message_is_deleted_and_gone(kit: SlackKit) -> Any:
    channel = await kit.channel()
    ts = await posted(kit, channel)
    await kit.client.chat_delete(channel=channel, ts=ts)
    again = await outcome(kit.client.chat_delete(channel=channel, ts=ts))
    edit = await outcome(kit.client.chat_update(channel=channel, ts=ts, text="Better"))
    return await texts(kit, channel), again, edit


@SLACK.promises((["Root", "Reply"], ["Root"], 1, True), doc=f"{METHODS}conversations.replies")
async def a_reply_stands_in_its_thread_alone(kit: SlackKit) -> Any:
    channel = await kit.channel()
    root = await posted(kit, channel, "Root")
    await posted(kit, channel, "Reply", thread_ts=root)
    thread = (await kit.client.conversations_replies(channel=channel, ts=root))["messages"]
    told = (await kit.client.conversations_history(channel=channel))["messages"]
    said = [one["text"] for one in thread]
    return said, await texts(kit, channel), told[0]["reply_count"], thread[1]["thread_ts"] == root


@SLACK.promises(
    ["Reply", "Root"],
    doc=f"{METHODS}chat.postMessage#threads",
    emulate=Otherwise(
        ["Root"], "It keeps reply_broadcast with the message and shows no reply in the channel."
    ),
)
async def a_reply_that_is_broadcast_stands_in_the_channel_too(kit: SlackKit) -> Any:
    channel = await kit.channel()
    root = await posted(kit, channel, "Root")
    await posted(kit, channel, "Reply", thread_ts=root, reply_broadcast=True)
    return await texts(kit, channel)


@SLACK.promises(
    "thread_not_found",
    doc=f"{METHODS}conversations.replies",
    emulate=Otherwise("ok", "It finds the messages of that thread, of which there are none."),
)
async def a_thread_that_is_not_there_is_not_found(kit: SlackKit) -> Any:
    channel = await kit.channel()
    return await outcome(kit.client.conversations_replies(channel=channel, ts="1.000002"))


@SLACK.promises(
    "thread_not_found",
    doc=f"{METHODS}chat.postMessage",
    emulate=Otherwise(
        "ok",
        "The page names no error for it. Slack's own people tell of thread_not_found, others of a reply that"
        " came to stand in the channel: ours gives the answer that is more work for an app.",
        documented="neither",
    ),
)
async def a_reply_to_a_message_that_is_not_there(kit: SlackKit) -> Any:
    channel = await kit.channel()
    return await outcome(kit.client.chat_postMessage(channel=channel, text="x", thread_ts="1.000002"))


@SLACK.promises(
    (["Root", "One"], True, ["Root", "Two"], False),
    doc=f"{METHODS}conversations.replies",
    emulate=Otherwise(
        (["Root", "One", "Two"], False, [], False), "It gives a thread whole, whatever the limit."
    ),
)
async def a_thread_is_read_by_pages_each_with_its_root(kit: SlackKit) -> Any:
    channel = await kit.channel()
    root = await posted(kit, channel, "Root")
    for text in ("One", "Two"):
        await posted(kit, channel, text, thread_ts=root)
    where = {"channel": channel, "ts": root, "limit": 1}
    first = await kit.client.conversations_replies(**where)
    cursor = (first.get("response_metadata") or {}).get("next_cursor")
    page = [one["text"] for one in first["messages"]]
    if not cursor:
        return page, first["has_more"], [], False
    then = await kit.client.conversations_replies(cursor=cursor, **where)
    return page, first["has_more"], [one["text"] for one in then["messages"]], then["has_more"]


@SLACK.promises(
    ("ok", [("thumbsup", 1, True)], "already_reacted", "ok", [], "no_reaction"), doc=f"{METHODS}reactions.add"
)
async def a_reaction_is_put_once_and_taken_back_once(kit: SlackKit) -> Any:
    channel = await kit.channel()
    where: Any = {"channel": channel, "timestamp": await posted(kit, channel), "name": "thumbsup"}

    async def standing() -> list[tuple[str, int, bool]]:
        told = await kit.client.reactions_get(channel=channel, timestamp=where["timestamp"])
        found = told["message"].get("reactions") or []
        return [(one["name"], one["count"], one["users"] == [kit.bot]) for one in found]

    put = await outcome(kit.client.reactions_add(**where))
    shown, again = await standing(), await outcome(kit.client.reactions_add(**where))
    back = await outcome(kit.client.reactions_remove(**where))
    return put, shown, again, back, await standing(), await outcome(kit.client.reactions_remove(**where))


@SLACK.promises(
    "invalid_name",
    doc=f"{METHODS}reactions.add",
    emulate=Otherwise("ok", "Any name is a reaction to it."),
)
async def a_reaction_of_a_name_that_no_emoji_has(kit: SlackKit) -> Any:
    channel = await kit.channel()
    ts = await posted(kit, channel)
    return await outcome(kit.client.reactions_add(channel=channel, timestamp=ts, name="no-such-emoji"))


@SLACK.promises({"channel_not_found"}, doc=f"{METHODS}chat.update", emulate=REACTED)
async def a_channel_that_is_not_there_is_not_found(kit: SlackKit) -> Any:
    client, nowhere = kit.client, "C0NOWHERE"
    calls = (
        client.chat_postMessage(channel=nowhere, text="x"),
        client.chat_update(channel=nowhere, ts="1.000002", text="x"),
        client.chat_delete(channel=nowhere, ts="1.000002"),
        client.chat_postEphemeral(channel=nowhere, user=kit.person, text="x"),
        client.reactions_add(channel=nowhere, timestamp="1.000002", name="thumbsup"),
        client.conversations_history(channel=nowhere),
        client.conversations_replies(channel=nowhere, ts="1.000002"),
        client.conversations_info(channel=nowhere),
    )
    return {await outcome(call) for call in calls}


@SLACK.promises({"message_not_found"}, doc=f"{METHODS}chat.update")
async def a_message_that_is_not_there_is_not_found(kit: SlackKit) -> Any:
    client, where = kit.client, {"channel": await kit.channel()}
    calls = (
        client.chat_update(**where, ts="1.000002", text="x"),
        client.chat_delete(**where, ts="1.000002"),
        client.reactions_add(**where, timestamp="1.000002", name="thumbsup"),
        client.reactions_remove(**where, timestamp="1.000002", name="thumbsup"),
    )
    return {await outcome(call) for call in calls}


@SLACK.promises(("no_text", "no_text"), doc=f"{METHODS}chat.postMessage")
async def a_message_without_anything_in_it(kit: SlackKit) -> Any:
    channel = await kit.channel()
    ts = await posted(kit, channel)
    post = kit.client.api_call("chat.postMessage", json={"channel": channel})
    update = kit.client.api_call("chat.update", json={"channel": channel, "ts": ts})
    return await outcome(post), await outcome(update)


@SLACK.promises((40_000, "message_truncated"), doc=f"{METHODS}chat.postMessage#truncating")
async def a_text_that_is_too_long_is_posted_in_part(kit: SlackKit) -> Any:
    channel = await kit.channel()
    told = await kit.client.chat_postMessage(channel=channel, text="x" * 40_001)
    return len((await texts(kit, channel))[0]), told.get("warning")


@SLACK.promises(
    ("ok", "msg_too_long"),
    doc=f"{METHODS}chat.update",
    emulate=Otherwise(("ok", "ok"), "An edit may be as long as a post to it."),
)
async def an_edit_may_have_four_thousand_characters(kit: SlackKit) -> Any:
    channel = await kit.channel()
    ts = await posted(kit, channel)
    just = await outcome(kit.client.chat_update(channel=channel, ts=ts, text="x" * 4_000))
    return just, await outcome(kit.client.chat_update(channel=channel, ts=ts, text="x" * 4_001))


@SLACK.promises(
    ("ok", "invalid_blocks", "invalid_blocks", "invalid_blocks"),
    doc="reference/block-kit/blocks",
    emulate=Otherwise(("ok", "ok", "ok", "ok"), "It keeps blocks and checks none."),
)
async def fifty_blocks_and_three_thousand_characters_in_one(kit: SlackKit) -> Any:
    channel = await kit.channel()
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3_001}}
    unknown = {"type": "sectoin", "text": {"type": "mrkdwn", "text": "x"}}
    tried = ([SECTION] * 50, [SECTION] * 51, [long], [unknown])
    return tuple(
        [await outcome(kit.client.chat_postMessage(channel=channel, text="x", blocks=one)) for one in tried]
    )


@SLACK.promises(
    (["One"], "ok", "user_not_in_channel"),
    doc=f"{METHODS}chat.postEphemeral",
)
async def what_one_person_is_told_stands_nowhere(kit: SlackKit) -> Any:
    channel, elsewhere = await kit.channel(), await kit.channel(with_person=False)
    await posted(kit, channel, "One")
    told = await outcome(kit.client.chat_postEphemeral(channel=channel, user=kit.person, text="You"))
    other = await outcome(kit.client.chat_postEphemeral(channel=elsewhere, user=kit.person, text="You"))
    return await texts(kit, channel), told, other


@SLACK.promises(
    (None, {"key": "k1"}, None),
    doc=f"{METHODS}conversations.history",
    emulate=Otherwise(
        ({"key": "k1"}, {"key": "k1"}, None), "It shows metadata whether or not it is asked for."
    ),
)
async def metadata_is_shown_to_who_asks_and_taken_away_by_an_empty_one(kit: SlackKit) -> Any:
    channel = await kit.channel()
    data = {"event_type": "ours", "event_payload": {"key": "k1"}}
    ts = await posted(kit, channel, metadata=data)

    async def payload(**args: Any) -> Any:
        told = await kit.client.conversations_history(channel=channel, **args)
        return (told["messages"][0].get("metadata") or {}).get("event_payload")

    plain, asked_for = await payload(), await payload(include_all_metadata=True)
    await kit.client.chat_update(channel=channel, ts=ts, text="Kept")
    kept = await payload(include_all_metadata=True)
    await kit.client.chat_update(channel=channel, ts=ts, text="Gone", metadata={})
    assert kept == asked_for
    return plain, asked_for, await payload(include_all_metadata=True)
