"""A workspace of very many people and channels: what one answer holds does not grow with them."""

from uuid import UUID

import pytest

from config.clock import new_id
from storage.models.chat import Channel, ChannelMember, Reaction
from storage.models.users import User
from storage.models.workspaces import Membership
from tests.adapters.asking import API, post, space, texts
from tests.adapters.conftest import Person, Web

PEOPLE, CHANNELS = 300, 220


@pytest.fixture
async def ada(web: Web) -> Person:
    """She is in all channels, and all the others are in the first one."""
    ada = await web.person("Ada")
    alerts, space_id = await ada.channel("alerts"), UUID(ada.workspace_id)
    people = [User(id=new_id(), name=f"Member {number}") for number in range(PEOPLE)]
    await User.bulk_create(people)
    await Membership.bulk_create(
        [Membership(workspace_id=space_id, user_id=one.id, role="member") for one in people]
    )
    rooms = [
        Channel(id=new_id(), workspace_id=space_id, name=f"c-{number:04}", type="public")
        for number in range(CHANNELS)
    ]
    await Channel.bulk_create(rooms)
    inside = [(alerts, one.id) for one in people] + [(room.id, ada.id) for room in rooms]
    await ChannelMember.bulk_create(
        [ChannelMember(workspace_id=space_id, channel_id=room, user_id=one) for room, one in inside]
    )
    return ada


async def test_of_very_many_members_some_are_named_and_all_are_counted(ada: Person) -> None:
    listed = (await ada.read(space(ada, "channels") + "?limit=200"))["items"]
    assert len(listed) == 200
    for told in (listed[0], await ada.read(f"{API}/channels/{listed[0]['id']}")):
        assert (told["member_count"], len(told["member_user_ids_array"])) == (PEOPLE + 1, 50)
    for one in (
        await ada.read(f"{API}/workspaces/{ada.workspace_id}"),
        (await ada.read(f"{API}/workspaces"))["items"][0],
    ):
        assert (one["member_count"], len(one["member_user_ids"])) == (PEOPLE + 1, 50)
        assert one["member_user_ids"][0] == ada.id


async def test_all_of_them_are_listed_page_by_page(ada: Person) -> None:
    for path in (space(ada, "members"), f"{API}/channels/{await ada.channel('alerts')}/members"):
        found: set[str] = set()
        cursor = ""
        while True:
            page = await ada.read(f"{path}?limit=200{cursor}")
            found |= {one["user_id"] for one in page["items"]}
            if page["next_cursor"] is None:
                break
            cursor = f"&cursor={page['next_cursor']}"
        assert len(found) == PEOPLE + 1


async def test_of_very_many_readers_and_reactions_some_are_named(ada: Person) -> None:
    channel = await ada.channel("alerts")
    said = await post(ada, channel, "Read by all")
    await ChannelMember.filter(channel_id=channel).update(last_read_seq=1)
    people = await ChannelMember.filter(channel_id=channel).limit(260).values_list("user_id", flat=True)
    await Reaction.bulk_create(
        [
            Reaction(workspace_id=ada.workspace_id, message_id=said["id"], emoji="👍", user_id=one)
            for one in people
        ]
    )
    told = (await ada.read(f"{API}/channels/{channel}/messages"))["items"][0]
    assert len(told["read_by_user_ids_array"]) == 50
    (given,) = told["reactions_json_array"]
    assert (len(given["user_ids_array"]), given["more_count"]) == (200, 60)


async def test_a_socket_follows_all_of_them_in_few_frames(web: Web, ada: Person) -> None:
    listed = [one["id"] for one in (await ada.read(space(ada, "channels") + "?limit=200"))["items"]]
    socket = await web.socket(ada)
    other = str(UUID(int=7))
    for at in range(0, 200, 99):
        await socket.say("subscribe_all", channel_ids=[*listed[at : at + 99], other])
    followed = {(await socket.get("subscribed"))["channel_id"] for _ in listed}
    assert followed == set(listed)
    await post(ada, listed[-1], "heard")
    assert await texts(socket, 1) == ["heard"]
