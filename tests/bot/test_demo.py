"""The demo workspace has a conversation to ask about, however often its seeding is begun."""

from pathlib import Path

import pytest

from bot import demo
from bot.installation import Installation
from config.settings import Settings
from storage.db import Database
from storage.models.chat import ChannelMember, Message
from storage.models.users import User
from storage.models.workspaces import Membership
from tests.conftest import in_thread
from tests.factories import make_user, make_workspace


def test_a_seeding_that_is_begun_again_says_nothing_twice(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", settings.redis_url)
    monkeypatch.setenv("DATABASE_URL", settings.database)

    async def seed() -> tuple[list[str], list[str], int, int]:
        database = await Database.connect(settings)
        workspace_id, _ = await make_workspace("Harbor & Pine", owner=await make_user("Ana Reis"))
        await database.close()
        installation = Installation(tmp_path)
        installation.prepare()
        for _ in range(2):
            await demo._talk(installation, str(workspace_id))
        database = await Database.connect(settings)
        said = await Message.of(workspace_id).order_by("seq")
        people = {one.id: one.name for one in await User.all()}
        members = await Membership.of(workspace_id).count()
        places = await ChannelMember.of(workspace_id).count()
        await database.close()
        mentioned = [one["name"] for row in said for one in row.mentions_json_array or ()]
        return [people[row.sender_id] for row in said], mentioned, members, places

    speakers, mentioned, members, places = in_thread(seed)
    assert speakers == [name for name, _ in demo._TALK]
    # The two colleagues are in general and alerts, as everybody who joins.
    assert (mentioned, members, places) == (["Mia Kern"], 3, 4)
