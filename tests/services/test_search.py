"""Search: the words people remember, in what they may read."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import App, index_of
from bot.contracts.unit import Actor, ActorType, Role, Unit
from bot.services import channels, chat
from bot.services.search import Search, read
from config.clock import new_id
from config.errors import InvalidInput, StorageBusy
from storage.models.workspaces import Workspace
from storage.search import LiteIndex, Sought, Words
from tests.factories import make_channel, make_member, make_user, make_workspace, said_in

UnitOf = Callable[..., Unit]


async def say(app: App, workspace_id: UUID, user_id: UUID, channel_id: UUID, text: str) -> UUID:
    actor = Actor(type=ActorType.USER, id=user_id, role=Role.MEMBER)
    async with app.units.grouped_unit(actor, workspace_id) as unit:
        posted = await chat.post(unit, said_in(channel_id, text))
    return posted().id


async def found(app: App, unit: Unit, query: str, **named: int) -> list[str]:
    results = await Search(index_of(app)).find(unit, query, **named)  # type: ignore[arg-type]
    return [one.message.content_json["text_body"] for one in results]


async def test_words_are_found_newest_first_whatever_their_case_and_also_when_begun(
    app: App, unit_of: UnitOf
) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    for text in ("The launch is on Friday", "launching the newsletter", "Friday lunch", "Nothing"):
        await say(app, workspace_id, owner, channel_id, text)
    unit = unit_of(workspace_id, owner)
    assert await found(app, unit, "LAUNCH") == ["launching the newsletter", "The launch is on Friday"]
    assert await found(app, unit, '"launch is on"') == ["The launch is on Friday"]
    assert await found(app, unit, "friday -lunch") == ["The launch is on Friday"]
    assert await found(app, unit, "launch", limit=1) == ["launching the newsletter"]


async def test_an_edit_is_found_by_its_new_words_and_a_message_taken_back_by_none(
    app: App, unit_of: UnitOf
) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    first = await say(app, workspace_id, owner, channel_id, "blue shoes")
    second = await say(app, workspace_id, owner, channel_id, "blue hats")
    assert len(await found(app, unit_of(workspace_id, owner), "blue")) == 2
    actor = Actor(type=ActorType.USER, id=owner, role=Role.OWNER)
    async with app.units.open_unit(actor, workspace_id) as unit:
        await chat.edit(unit, first, "red shoes")
        await chat.delete(unit, second)
    assert await found(app, unit_of(workspace_id, owner), "blue") == []
    assert await found(app, unit_of(workspace_id, owner), "red") == ["red shoes"]


async def test_what_was_found_of_a_card_says_each_thing_once(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    card = {"title": "Order #7", "text": "Order #7 of $20.00 is large.", "amount_text": "$20.00"}
    content = {"text_body": "Order #7", "json_payload": card}
    async with app.units.grouped_unit(
        Actor(type=ActorType.USER, id=owner, role=Role.OWNER), workspace_id
    ) as unit:
        await chat.post(unit, said_in(channel_id, content_type="json_data", content_json=content))
    (one,) = await Search(index_of(app)).find(unit_of(workspace_id, owner), '"order 7"')
    assert one.snippet_text == "Order #7 of $20.00 is large. $20.00"
    assert [one.snippet_text[start:end] for start, end in one.ranges] == ["Order", "7"]


async def test_filters_say_who_where_and_what(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    ana = await make_member(workspace_id, user_id=await make_user("Ana Lima"))
    sales, ops = await make_channel(workspace_id, "sales"), await make_channel(workspace_id, "ops")
    await say(app, workspace_id, ana, sales, "report one")
    await say(app, workspace_id, ana, ops, "report two https://example.com")
    await say(app, workspace_id, owner, ops, "report three")
    unit = unit_of(workspace_id, owner)
    assert await found(app, unit, 'report from:"Ana Lima"') == [
        "report two https://example.com",
        "report one",
    ]
    assert await found(app, unit, "report from:@ana in:#ops") == ["report two https://example.com"]
    assert await found(app, unit, "from:me") == ["report three"]
    assert await found(app, unit, "has:link") == ["report two https://example.com"]
    assert await found(app, unit, "report before:2020-01-01") == []
    assert len(await found(app, unit, "report after:2020-01-01")) == 3
    for wrong in ("from:nobody x", "in:nowhere", "has:wings", "before:yesterday", "-only"):
        with pytest.raises(InvalidInput):
            await found(app, unit, wrong)


async def test_nobody_finds_what_they_may_not_read(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    member, guest = await make_member(workspace_id), await make_member(workspace_id, Role.GUEST)
    private = await make_channel(workspace_id, "den", channel_type="private", members=(owner,))
    public = await make_channel(workspace_id, "open")
    for channel_id in (private, public):
        await say(app, workspace_id, owner, channel_id, "secret plan")
    other_id, stranger = await make_workspace("Other")
    assert len(await found(app, unit_of(workspace_id, owner), "secret")) == 2
    assert len(await found(app, unit_of(workspace_id, member), "secret")) == 1
    assert await found(app, unit_of(workspace_id, guest, Role.GUEST), "secret") == []
    assert await found(app, unit_of(other_id, stranger), "secret") == []
    with pytest.raises(InvalidInput):
        await found(app, unit_of(workspace_id, member), "in:den")


async def test_a_direct_conversation_goes_by_the_name_of_the_other(app: App, unit_of: UnitOf) -> None:
    workspace_id, owner = await make_workspace()
    ana, ben = [await make_member(workspace_id, user_id=await make_user(one)) for one in ("Ana Lima", "Ben")]
    mine, others = [
        await make_channel(workspace_id, channels.dm_name(*pair), channel_type="dm", members=pair)
        for pair in ((owner, ana), (ben, ana))
    ]
    await say(app, workspace_id, ana, mine, "plan for you")
    await say(app, workspace_id, ana, others, "plan for him")
    unit = unit_of(workspace_id, owner)
    assert await found(app, unit, 'plan in:"@Ana Lima"') == ["plan for you"]
    for nobody in ("in:@ben", "in:@nobody"):
        with pytest.raises(InvalidInput):
            await found(app, unit, nobody)


def spoil(path: Path) -> None:
    path.write_bytes(b"no database at all" * 500)


async def test_an_index_that_is_lost_or_broken_is_made_again(app: App, unit_of: UnitOf) -> None:
    if not app.settings.is_sqlite:
        pytest.skip("PostgreSQL keeps its index itself")
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    await say(app, workspace_id, owner, channel_id, "needle")
    unit = unit_of(workspace_id, owner)
    assert await found(app, unit, "needle") == ["needle"]
    index = index_of(app)
    assert isinstance(index, LiteIndex)
    spoil(index._path)
    assert await found(app, unit, "needle") == ["needle"]


async def test_an_index_that_cannot_be_opened_is_busy_and_no_bug(tmp_path: Path) -> None:
    index = LiteIndex(tmp_path / "none" / "ionflux.db")
    with pytest.raises(StorageBusy):
        await index.find(Sought(workspace_id=new_id(), channel_ids=[], words=[Words(text="needle")]))


@given(st.text(max_size=120))
def test_whatever_is_typed_is_taken_apart_or_refused_in_words(text: str) -> None:
    try:
        query = read(text)
    except InvalidInput:
        return
    assert all(one.text.strip() for one in query.words)


@pytest.mark.parametrize(
    "query",
    ["after:9999-12-31", "before:0001-01-01", "after:2026-02-30", f"in:{'a' * 390}", "zebra\x00", "a*" * 40],
)
async def test_what_cannot_be_meant_is_refused_in_words(app: App, unit_of: UnitOf, query: str) -> None:
    workspace_id, owner = await make_workspace()
    east = {"default_timezone": "Asia/Tokyo"}
    await Workspace.filter(id=workspace_id).update(settings_json=east)
    with pytest.raises(InvalidInput):
        await found(app, unit_of(workspace_id, owner), query)


@pytest.mark.parametrize(
    "text", ['"', '""', "AND", "NEAR(a b)", "a* ^b", "x OR (", "'; DROP TABLE words", "{a b}", "müßig"]
)
async def test_nothing_that_is_typed_reaches_a_query_language(app: App, unit_of: UnitOf, text: str) -> None:
    workspace_id, owner = await make_workspace()
    channel_id = await make_channel(workspace_id)
    await say(app, workspace_id, owner, channel_id, "and near a b or x müßig drop table words")
    assert await found(app, unit_of(workspace_id, owner), text) in (
        [],
        ["and near a b or x müßig drop table words"],
    )
