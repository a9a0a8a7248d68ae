"""The contract of Slack's Web API: who may, what there is, how it is read, files and dialogues."""

from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.platforms.comparing.contract import Otherwise
from tests.platforms.comparing.slack_kits import BACK, PERSON, SlackKit, client, outcome
from tests.platforms.comparing.slack_messages import METHODS, SECTION, SLACK, posted, texts

MODAL = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Edit"},
    "blocks": [SECTION],
}


@SLACK.promises((True, True, True), doc=f"{METHODS}auth.test")
async def the_app_learns_who_it_is(kit: SlackKit) -> Any:
    told = await kit.client.auth_test()
    return told["user_id"] == kit.bot, bool(told["bot_id"]), bool(told["team_id"])


@SLACK.promises(
    ("not_authed", "invalid_auth", "ok"),
    doc="apis/web-api",
    emulate=Otherwise(
        ("not_authed", "ok", "not_authed"),
        "Whoever has a token that it does not know is its administrator, and it looks for none in the body.",
    ),
)
async def without_a_token_with_a_wrong_one_and_with_one_in_the_body(kit: SlackKit) -> Any:
    nobody = AsyncWebClient(base_url=kit.url, retry_handlers=[])
    with_it = nobody.api_call("auth.test", data={"token": kit.token})
    wrong = client(kit, "xoxb-wrong").auth_test()
    return await outcome(nobody.auth_test()), await outcome(wrong), await outcome(with_it)


@SLACK.promises(
    ("ok", "ok"),
    doc="apis/web-api#basics",
    emulate=Otherwise(
        ("HTTP 404", "invalid_name"),
        "It has no GET for what reads, and looks for arguments in the body alone; Slack's own client"
        " sends those of some methods with the address.",
    ),
)
async def arguments_may_stand_in_the_address(kit: SlackKit) -> Any:
    channel = await kit.channel()
    ts = await posted(kit, channel)
    plain = AsyncWebClient(token=kit.token, base_url=kit.url, retry_handlers=[])
    read = await outcome(plain.conversations_history(channel=channel))
    return read, await outcome(plain.reactions_add(channel=channel, timestamp=ts, name="thumbsup"))


@SLACK.promises(("missing_scope", "chat:write", False), doc=f"{METHODS}chat.postMessage")
async def a_scope_that_was_not_granted_is_named(kit: SlackKit) -> Any:
    channel = await kit.channel()
    less = await kit.without("chat:write")
    try:
        await less.chat_postMessage(channel=channel, text="x")
    except SlackApiError as refused:
        told = refused.response
        return told["error"], told["needed"], "chat:write" in told["provided"].split(",")
    return "ok"


@SLACK.promises(
    ("invalid_client_id", "bad_client_secret", "bad_redirect_uri", ["chat:write"], "ok", "invalid_code"),
    doc=f"{METHODS}oauth.v2.access",
    emulate=Otherwise(
        ("invalid_client_id", "invalid_client_id", "bad_redirect_uri", ["chat:write"], "ok", "invalid_code"),
        "A wrong secret is a wrong client to it.",
    ),
)
async def an_install_is_exchanged_for_a_token_once(kit: SlackKit) -> Any:
    nobody = AsyncWebClient(base_url=kit.url, retry_handlers=[])
    app = {"client_id": kit.client_id, "client_secret": kit.client_secret, "redirect_uri": BACK}

    def exchanged(code: str, **otherwise: str) -> Any:
        return nobody.api_call("oauth.v2.access", data=app | otherwise | {"code": code})

    wrong = ({"client_id": "9.9"}, {"client_secret": "wrong"}, {"redirect_uri": "https://else.example"})
    refused = [await outcome(exchanged(await kit.code(), **one)) for one in wrong]
    code = await kit.code()
    granted = await exchanged(code)
    works = await outcome(client(kit, granted["access_token"]).auth_test())
    again = await outcome(exchanged(code))
    return *refused, granted["scope"].split(","), works, again


@SLACK.promises(
    ("not_in_channel", "not_in_channel", "ok", "ok"),
    doc=f"{METHODS}conversations.history",
    emulate=Otherwise(("ok", "ok", "ok", "ok"), "Public channels are open to everybody who has a token."),
)
async def a_bot_is_heard_and_reads_where_it_is_a_member(kit: SlackKit) -> Any:
    channel = await kit.elsewhere()
    post = await outcome(kit.client.chat_postMessage(channel=channel, text="x"))
    read = await outcome(kit.client.conversations_history(channel=channel))
    joined = await outcome(kit.client.conversations_join(channel=channel))
    return post, read, joined, await outcome(kit.client.chat_postMessage(channel=channel, text="x"))


@SLACK.promises("is_archived", doc=f"{METHODS}chat.postMessage")
async def nothing_is_posted_where_the_channel_is_archived(kit: SlackKit) -> Any:
    channel = await kit.channel()
    await kit.archive(channel)
    return await outcome(kit.client.chat_postMessage(channel=channel, text="x"))


@SLACK.promises((True, True, False, True), doc=f"{METHODS}conversations.info")
async def a_channel_is_described(kit: SlackKit) -> Any:
    channel = await kit.channel()
    told = (await kit.client.conversations_info(channel=channel))["channel"]
    members = (await kit.client.conversations_members(channel=channel))["members"]
    return told["id"] == channel, told["is_member"], told["is_private"], {kit.bot, kit.person} <= set(members)


@SLACK.promises(
    ([["5", "4"], ["3", "2"], ["1"]], [True, True, False], ""),
    doc=f"{METHODS}conversations.history#pagination",
)
async def a_channel_is_read_by_pages(kit: SlackKit) -> Any:
    channel = await kit.channel()
    for number in range(1, 6):
        await posted(kit, channel, str(number))
    pages, more, cursor = [], [], None
    while cursor != "":
        page = await kit.client.conversations_history(channel=channel, limit=2, cursor=cursor)
        pages.append([one["text"] for one in page["messages"]])
        more.append(page["has_more"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
    return pages, more, cursor


@SLACK.promises(
    "invalid_cursor",
    doc=f"{METHODS}conversations.history",
    emulate=Otherwise("ok", "A cursor that it does not know begins anew."),
)
async def a_cursor_that_was_never_given(kit: SlackKit) -> Any:
    channel = await kit.channel()
    return await outcome(kit.client.conversations_history(channel=channel, cursor="no-such-cursor"))


@SLACK.promises(
    (["3", "2"], ["3", "2", "1"], ["1"], ["2"]),
    doc=f"{METHODS}conversations.history#pagination-time",
    emulate=Otherwise(
        (["3", "2", "1"], ["3", "2", "1"], ["3", "2", "1"], ["3"]), "It reads neither oldest nor latest."
    ),
)
async def a_channel_is_read_between_two_times(kit: SlackKit) -> Any:
    channel = await kit.channel()
    first, second, _ = [await posted(kit, channel, text) for text in ("1", "2", "3")]
    return (
        await texts(kit, channel, oldest=first),
        await texts(kit, channel, oldest=first, inclusive=True),
        await texts(kit, channel, latest=second),
        await texts(kit, channel, latest=second, inclusive=True, limit=1),
    )


@SLACK.promises((PERSON, False, True, "user_not_found"), doc=f"{METHODS}users.info")
async def people_are_looked_up(kit: SlackKit) -> Any:
    person = (await kit.client.users_info(user=kit.person))["user"]
    nobody = await outcome(kit.client.users_info(user="U0NOBODY"))
    return person["real_name"], person["is_bot"], bool(person["profile"]), nobody


@SLACK.promises((True, ["Hello"]), doc=f"{METHODS}conversations.open")
async def a_direct_message_is_opened(kit: SlackKit) -> Any:
    channel = (await kit.client.conversations_open(users=[kit.person]))["channel"]["id"]
    again = (await kit.client.conversations_open(users=[kit.person]))["channel"]["id"]
    await posted(kit, channel)
    return channel == again, (await texts(kit, channel))[:1]


@SLACK.promises("D", doc=f"{METHODS}chat.postMessage#dm")
async def a_message_to_a_person_opens_a_direct_one(kit: SlackKit) -> Any:
    return (await kit.client.chat_postMessage(channel=kit.person, text="Hello"))["channel"][0]


@SLACK.promises(
    (("orders.csv", 3), ["Here"], ["orders.csv"], b"a,b", False, "file_not_found"),
    doc="messaging/working-with-files",
)
async def a_file_is_uploaded_shown_and_kept_from_strangers(kit: SlackKit) -> Any:
    channel = await kit.channel()
    sent = await kit.client.files_upload_v2(
        channel=channel, content="a,b", filename="orders.csv", initial_comment="Here"
    )
    told = (await kit.client.files_info(file=sent["files"][0]["id"]))["file"]
    message = (await kit.client.conversations_history(channel=channel))["messages"][0]
    shown = [one["name"] for one in message["files"]]
    async with aiohttp.ClientSession() as session:
        with_token = {"Authorization": f"Bearer {kit.token}"}
        async with session.get(told["url_private"], headers=with_token) as got:
            content = await got.read()
        async with session.get(told["url_private"]) as got:
            leaks = await got.read() == content
    nothing = await outcome(kit.client.files_info(file="F0NOWHERE"))
    return (told["name"], told["size"]), [message["text"]], shown, content, leaks, nothing


@SLACK.promises(("modal", "exchanged_trigger_id", "invalid_trigger_id"), doc=f"{METHODS}views.open")
async def a_dialogue_is_opened_once_for_a_trigger(kit: SlackKit) -> Any:
    trigger = await kit.trigger()
    opened = await kit.client.views_open(trigger_id=trigger, view=MODAL)
    again = await outcome(kit.client.views_open(trigger_id=trigger, view=MODAL))
    unknown = await outcome(kit.client.views_open(trigger_id="1.2.unknown", view=MODAL))
    return opened["view"]["type"], again, unknown


@SLACK.promises(
    ("invalid_arguments", "invalid_arguments", "invalid_arguments"),
    doc="reference/views/modal-views",
    emulate=Otherwise(
        ("invalid_view", "ok", "ok"),
        "It has a word of its own for a view without title, and checks nothing more.",
    ),
)
async def a_dialogue_has_a_short_title_and_a_hundred_blocks(kit: SlackKit) -> Any:
    bare = {name: value for name, value in MODAL.items() if name != "title"}
    long = MODAL | {"title": {"type": "plain_text", "text": "x" * 25}}
    tried = (bare, long, MODAL | {"blocks": [SECTION] * 101})
    return tuple(
        [await outcome(kit.client.views_open(trigger_id=await kit.trigger(), view=one)) for one in tried]
    )


@SLACK.promises(("not_found", "hash_conflict", "ok", "duplicate_external_id"), doc=f"{METHODS}views.update")
async def a_dialogue_is_changed_by_who_saw_it_last(kit: SlackKit) -> Any:
    view = MODAL | {"external_id": await kit.trigger()}
    opened = (await kit.client.views_open(trigger_id=await kit.trigger(), view=view))["view"]
    unknown = await outcome(kit.client.views_update(view_id="V0NOWHERE", view=MODAL))
    await kit.client.views_update(view_id=opened["id"], view=view)
    stale = await outcome(kit.client.views_update(view_id=opened["id"], view=view, hash=opened["hash"]))
    by_name = await outcome(kit.client.views_update(external_id=view["external_id"], view=view))
    twice = await outcome(kit.client.views_open(trigger_id=await kit.trigger(), view=view))
    return unknown, stale, by_name, twice


@SLACK.promises(
    ("ratelimited", True),
    doc="apis/web-api/rate-limits",
    emulate=Otherwise(("ok", False), "It limits nobody under five thousand calls an hour."),
)
async def who_posts_too_fast_is_told_when_to_come_again(kit: SlackKit) -> Any:
    channel = await kit.channel()
    kit.limit()
    for _ in range(5):
        try:
            await posted(kit, channel)
        except SlackApiError as refused:
            return refused.response["error"], int(refused.response.headers["Retry-After"]) >= 1
    return "ok", False


@SLACK.promises(
    "ok",
    doc="apis/events-api/using-socket-mode",
    emulate=Otherwise(
        "HTTP 404", "It has no Socket Mode, and neither slash commands nor buttons that are pressed."
    ),
)
async def a_socket_is_asked_for(kit: SlackKit) -> Any:
    return await outcome(kit.client.apps_connections_open(app_token=kit.app_token))
