"""Where what an agent says ends up."""

from uuid import UUID

from bot.app import App
from bot.contracts.agents import AgentResult
from bot.contracts.messages import Alert, Post
from bot.contracts.unit import SYSTEM
from bot.services import run_endings, runs
from config.clock import new_id, now
from storage.models.agents import AgentConfiguration, AgentRunLog
from storage.models.chat import Channel, Message
from tests.factories import make_channel, make_member, make_workspace


async def _ended(app: App, workspace_id: UUID, creator: UUID, channel: str) -> Message:
    """The message of a run whose agent, set up by ``creator``, posts an alert in ``channel``."""
    configuration = await AgentConfiguration.create(
        id=new_id(), workspace_id=workspace_id, agent_definition_id="agent_004_refactored",
        name=f"Sentinel {new_id()}", created_by_user_id=creator,
    )  # fmt: skip
    async with app.units.grouped_unit(SYSTEM, workspace_id) as unit:
        new = runs.NewRun(
            configuration_id=configuration.id, definition_key="agent_004_refactored/0.2.0",
            trigger_type="schedule", trigger_key=f"t:{new_id()}", inputs={}, parallel=1,
        )  # fmt: skip
        run_id = runs.start(unit, new)
    claimed = (await app.database.writer.write([runs.claiming(run_id, now(), 30.0)]))[0]
    result = AgentResult(preview="", posts=(Post(channel=channel, content=Alert(title="T", text="t")),))
    async with app.units.grouped_unit(SYSTEM, workspace_id) as unit:
        run_endings.finish(unit, claimed, run_endings.Ending(status="success", result=result))
    assert (await AgentRunLog.get(run_id=run_id)).status == "success"
    return await Message.get(run_id=run_id)


async def _name(message: Message) -> str:
    return str((await Channel.get(id=message.channel_id)).name)


def _foot(message: Message) -> str | None:
    foot = message.content_json["json_payload"].get("foot_text")
    return None if foot is None else str(foot)


async def test_an_alert_stands_in_the_channel_named_by_name_or_id(app: App) -> None:
    workspace_id, owner = await make_workspace()
    sales = await make_channel(workspace_id, "sales")
    for channel in ("sales", "#sales", str(sales)):
        message = await _ended(app, workspace_id, owner, channel)
        assert (await _name(message), _foot(message)) == ("sales", None)


async def test_an_alert_for_a_channel_that_is_none_stands_in_alerts_and_says_so(app: App) -> None:
    workspace_id, owner = await make_workspace()
    message = await _ended(app, workspace_id, owner, "moon")
    assert await _name(message) == "alerts"
    assert _foot(message) == "Meant for moon, where this agent cannot post."


async def test_an_alert_is_not_lost_when_alerts_has_another_name(app: App) -> None:
    workspace_id, owner = await make_workspace()
    await Channel.filter(name="alerts").update(name="warnings")
    message = await _ended(app, workspace_id, owner, "alerts")
    assert await _name(message) in ("general", "warnings")
    assert _foot(message) == "Meant for alerts, where this agent cannot post."


async def test_an_alert_that_has_no_other_place_is_in_no_direct_conversation(app: App) -> None:
    workspace_id, owner = await make_workspace()
    member = await make_member(workspace_id)
    await Channel.all().delete()
    await make_channel(workspace_id, "dm:a:b", channel_type="dm", members=(owner, member))
    await make_channel(workspace_id, "board", channel_type="private", members=(owner,))
    assert await _name(await _ended(app, workspace_id, owner, "alerts")) == "board"


async def test_an_agent_posts_in_a_private_channel_only_where_its_maker_is(app: App) -> None:
    workspace_id, owner = await make_workspace()
    member = await make_member(workspace_id)
    await make_channel(workspace_id, "board", channel_type="private", members=(owner,))
    assert await _name(await _ended(app, workspace_id, owner, "board")) == "board"
    assert await _name(await _ended(app, workspace_id, member, "board")) == "alerts"
    other_id, stranger = await make_workspace("Other")
    await make_channel(other_id, "theirs")
    assert await _name(await _ended(app, workspace_id, stranger, "theirs")) == "alerts"
