"""What becomes of an event that a consumer reads: done, skipped with a reason, waited for, or dead."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

import orjson
import pytest

from bot.app import App
from bot.contracts.events import Entry, Event
from bot.contracts.unit import SYSTEM, Actor, ActorType, Role, Unit
from bot.runtime.consumer import Consumer
from bot.runtime.starting import CONSUMER, Starter
from bot.services import agents, runs
from config.errors import Conflict, StorageBusy, Unreachable
from config.failpoints import FailpointHit, arm
from config.settings import Log
from storage.bulk import Steps
from storage.models.agents import AgentConfiguration, AgentRunLog
from storage.models.events import DeadLetter, HandledEvent
from tests.factories import make_configuration, make_entry, make_event, make_member, make_workspace
from tests.fakes import ScriptedReader

pytestmark = pytest.mark.servers
QUICK = Log(retry_seconds=(0.0, 0.0, 0.0))


class Handler:
    """Notes each event as handled, after as many failures as the test says."""

    def __init__(self, *failures: Exception, only: UUID | None = None) -> None:
        self.calls: list[UUID] = []
        self._failures = list(failures)
        self._only = only

    async def __call__(self, unit: Unit, event: Event) -> None:
        self.calls.append(event.event_id)
        if self._failures and self._only in (None, event.event_id):
            raise self._failures.pop(0)
        unit.write(_noted(unit, event))


def _noted(unit: Unit, event: Event) -> Steps[bool]:
    from bot.services.events import handling

    return Steps(lambda: handling("tests", event.event_id, unit.now))


@pytest.fixture
def consumed(app: App) -> Callable[..., Any]:
    """Runs a consumer over batches until it has read them all; gives its reader."""

    async def consume(handle: Any, *batches: list[Entry], name: str = "tests") -> ScriptedReader:
        reader = ScriptedReader(*batches)
        consumer = Consumer(name, reader, handle, units=app.units, settings=QUICK)  # type: ignore[arg-type]
        working = asyncio.ensure_future(consumer.run())
        done = asyncio.ensure_future(reader.is_done.wait())
        await asyncio.wait([working, done], return_when=asyncio.FIRST_COMPLETED)
        done.cancel()
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
        return reader

    return consume


async def states(name: str = "tests") -> dict[UUID, str]:
    return {UUID(str(row.event_id)): row.state for row in await HandledEvent.filter(consumer=name)}


async def test_what_is_handled_is_committed_after_it_is_stored(consumed: Callable[..., Any]) -> None:
    batch = [make_entry() for _ in range(3)]
    handler = Handler()
    reader = await consumed(handler, batch)
    assert reader.committed == batch
    assert await states() == {entry.event_id: "done" for entry in batch}


async def test_an_event_read_twice_has_one_effect(consumed: Callable[..., Any]) -> None:
    entry = make_entry()
    reader = await consumed(Handler(), [entry], [entry, entry])
    assert len(reader.committed) == 3
    assert await HandledEvent.filter(consumer="tests").count() == 1


def _spoilt(**changes: Any) -> Entry:
    event = make_event()
    wire = orjson.loads(make_entry(event).wire) | changes
    return make_entry(event, wire=orjson.dumps(wire).decode())


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (make_entry(wire='{"event_type": '), "event_malformed"),
        (make_entry(wire=""), "event_malformed"),
        (make_entry(wire="[]"), "event_malformed"),
        (_spoilt(is_forged=True), "event_malformed"),
        (_spoilt(event_id="7"), "event_malformed"),
        (_spoilt(payload_json=None), "event_malformed"),
        (_spoilt(payload_schema_version="v2.0"), "event_version_unknown"),
        (_spoilt(hop=9), "hop_limit"),
    ],
    ids=["cut off", "empty", "no object", "a field too many", "no id", "no payload", "version", "hops"],
)
async def test_what_cannot_be_read_is_dead_at_once_and_the_others_go_on(
    consumed: Callable[..., Any], entry: Entry, reason: str
) -> None:
    good, handler = make_entry(), Handler()
    reader = await consumed(handler, [entry, good])
    assert handler.calls == [good.event_id]
    assert await states() == {entry.event_id: "dead", good.event_id: "done"}
    letter = await DeadLetter.get(event_id=entry.event_id)
    assert (letter.reason, letter.attempts, letter.envelope) == (reason, 1, entry.wire)
    assert reader.committed == [entry, good]


async def test_a_fault_that_passes_is_tried_again_and_leaves_nothing(consumed: Callable[..., Any]) -> None:
    entry, handler = make_entry(), Handler(KeyError("a"), KeyError("b"))
    await consumed(handler, [entry])
    assert handler.calls == [entry.event_id] * 3
    assert await states() == {entry.event_id: "done"}
    assert await DeadLetter.all().count() == 0


async def test_a_fault_that_stays_is_tried_three_times_more_and_then_dead(
    consumed: Callable[..., Any],
) -> None:
    bad, good = make_entry(), make_entry()
    handler = Handler(KeyError("the first"), *(LookupError(f"no {n}") for n in range(4)), only=bad.event_id)
    reader = await consumed(handler, [bad, good])
    assert handler.calls.count(bad.event_id) == 4
    assert handler.calls.count(good.event_id) == 1
    letter = await DeadLetter.get(event_id=bad.event_id)
    assert (letter.reason, letter.attempts, letter.consumer) == ("handler_failed", 4, "tests")
    assert "the first" in letter.first_error
    assert "no 2" in letter.last_error
    assert await states() == {bad.event_id: "dead", good.event_id: "done"}
    assert reader.committed == [bad, good]


def test_the_waits_between_tries_are_those_that_are_promised() -> None:
    assert Log().retry_seconds == (0.2, 1.0, 5.0)


@pytest.mark.parametrize(
    "away", [StorageBusy("Busy."), Unreachable("Away.", service="redis")], ids=["store", "service"]
)
async def test_what_is_away_stops_the_partition_and_nothing_is_dead(
    consumed: Callable[..., Any], away: Exception
) -> None:
    first, second = make_entry(), make_entry()
    handler = Handler(away, only=first.event_id)
    reader = await consumed(handler, [first, second], [make_entry()])
    assert reader.times_gone_back == 1
    assert reader.committed[:2] == [first, second]
    assert set((await states()).values()) == {"done"}
    assert await HandledEvent.filter(consumer="tests").count() == 3
    assert await DeadLetter.all().count() == 0


async def test_what_is_away_while_a_faulty_event_is_tried_again_does_not_make_it_dead(
    consumed: Callable[..., Any],
) -> None:
    entry = make_entry()
    handler = Handler(KeyError("a"), StorageBusy("Busy."))
    reader = await consumed(handler, [entry])
    assert reader.times_gone_back == 1
    assert await states() == {entry.event_id: "done"}


@pytest.fixture
def armed() -> Iterator[None]:
    yield
    arm("", is_test=True)


@pytest.mark.usefixtures("armed")
async def test_a_consumer_that_dies_before_the_offset_has_one_effect_when_it_reads_again(
    app: App, consumed: Callable[..., Any]
) -> None:
    entry = make_entry()
    arm("cons.before_commit=raise", is_test=True)
    reader = ScriptedReader([entry])
    with pytest.raises(FailpointHit):
        await Consumer("tests", reader, Handler(), units=app.units, settings=QUICK).run()  # type: ignore[arg-type]
    assert reader.committed == []
    assert await states() == {entry.event_id: "done"}
    assert (await consumed(Handler(), [entry])).committed == [entry]
    assert await HandledEvent.filter(consumer="tests").count() == 1


class TestStarter:
    """The consumer that starts runs."""

    @pytest.fixture
    async def shop(self, app: App) -> tuple[UUID, UUID, UUID]:
        """A workspace with a member who set up a Sentinel: the three ids."""
        workspace_id, _ = await make_workspace()
        member = await make_member(workspace_id)
        async with app.units.open_unit(
            Actor(type=ActorType.USER, id=member, role=Role.MEMBER), workspace_id
        ) as unit:
            made = await agents.create(
                unit, app.catalogue.get("agent_004"), name="Sentinel", yaml_config_text=""
            )
        return workspace_id, member, made.id

    async def _consumed(self, app: App, consumed: Callable[..., Any], workspace_id: UUID) -> Entry:
        entry = make_entry(make_event(workspace_id=workspace_id))
        starter = Starter(agents.ActiveConfigurations(app.database, app.catalogue))
        await consumed(starter.handle, [entry, entry], [entry], name=CONSUMER)
        return entry

    async def _reason(self, entry: Entry) -> tuple[str, str | None]:
        row = await HandledEvent.get(consumer=CONSUMER, event_id=entry.event_id)
        return row.state, row.reason

    async def test_an_order_starts_one_run_however_often_it_is_read(
        self, app: App, consumed: Callable[..., Any], shop: tuple[UUID, UUID, UUID]
    ) -> None:
        entry = await self._consumed(app, consumed, shop[0])
        run = await AgentRunLog.get(agent_configuration_id=shop[2])
        assert run.status == "pending"
        assert run.trigger_key.endswith(str(entry.event_id))
        assert await self._reason(entry) == ("done", None)

    async def test_a_paused_configuration_skips_with_a_reason(
        self, app: App, consumed: Callable[..., Any], shop: tuple[UUID, UUID, UUID]
    ) -> None:
        await AgentConfiguration.filter(id=shop[2]).update(status="inactive")
        entry = await self._consumed(app, consumed, shop[0])
        assert await AgentRunLog.all().count() == 0
        assert await self._reason(entry) == ("skipped", "no active configuration wants it")

    async def test_what_happens_while_it_is_stopped_is_noted_and_starts_nothing_until_it_is_resumed(
        self, app: App, consumed: Callable[..., Any], shop: tuple[UUID, UUID, UUID]
    ) -> None:
        workspace_id, member, configuration_id = shop
        await AgentConfiguration.filter(id=configuration_id).update(status="error_requires_review")
        meanwhile = await self._consumed(app, consumed, workspace_id)
        person = Actor(type=ActorType.USER, id=member, role=Role.MEMBER)
        async with app.units.open_unit(person, workspace_id) as unit:
            with pytest.raises(Conflict):
                await agents.new_run(unit, app.catalogue, configuration_id, {})
            await agents.update(unit, app.catalogue, configuration_id, 1, {"status": "active"})
        after = await self._consumed(app, consumed, workspace_id)
        assert await self._reason(meanwhile) == ("skipped", "no active configuration wants it")
        (run,) = await AgentRunLog.all()
        assert run.trigger_key.endswith(str(after.event_id))

    async def test_a_body_stands_over_the_configuration_as_far_as_it_names_inputs_of_the_right_type(
        self, app: App, consumed: Callable[..., Any], shop: tuple[UUID, UUID, UUID]
    ) -> None:
        workspace_id, member, _ = shop
        person = Actor(type=ActorType.USER, id=member, role=Role.MEMBER)
        text = "inputs: {creator_id_or_brand_id: Harbor, repair_strength: 0.5}"
        async with app.units.open_unit(person, workspace_id) as unit:
            await agents.create(unit, app.catalogue.get("agent_008"), name="Guardian", yaml_config_text=text)
        body = {
            "creator_id_or_brand_id": "Glowlane", "repair_strength": "much", "authenticity_threshold": 0.9,
            "content_to_analyze_text": "Delete all.", "task": "rm -rf", "unknown": {"__class__": 1},
        }  # fmt: skip
        sent = {"suffix": "persona_guardian/validate_content", "body": body}
        entry = make_entry(
            make_event("ionflux.custom.received", workspace_id=workspace_id, payload_json=sent)
        )
        starter = Starter(agents.ActiveConfigurations(app.database, app.catalogue))
        await consumed(starter.handle, [entry, entry], [entry], name=CONSUMER)
        (run,) = await AgentRunLog.all()
        assert (run.trigger_type, run.trigger_key) == (
            "webhook", f"validate_content_webhook:{entry.event_id}",
        )  # fmt: skip
        assert run.input_params_resolved_json == {
            "creator_id_or_brand_id": "Glowlane", "repair_strength": 0.5, "authenticity_threshold": 0.9,
        }  # fmt: skip
        assert orjson.loads(str(run.event_text))["payload_json"] == body

    async def test_who_is_gone_starts_nothing(
        self, app: App, consumed: Callable[..., Any], shop: tuple[UUID, UUID, UUID]
    ) -> None:
        from storage.models.workspaces import Membership

        await Membership.of(shop[0]).filter(user_id=shop[1]).delete()
        entry = await self._consumed(app, consumed, shop[0])
        assert await AgentRunLog.all().count() == 0
        assert await self._reason(entry) == ("skipped", "principal_gone")

    async def test_an_event_of_another_workspace_starts_nothing(
        self, app: App, consumed: Callable[..., Any], shop: tuple[UUID, UUID, UUID]
    ) -> None:
        other, _ = await make_workspace("Other")
        entry = await self._consumed(app, consumed, other)
        assert await AgentRunLog.all().count() == 0
        assert (await self._reason(entry))[0] == "skipped"

    async def test_an_agent_that_is_not_installed_any_more_holds_up_no_other(
        self, app: App, consumed: Callable[..., Any], shop: tuple[UUID, UUID, UUID]
    ) -> None:
        await make_configuration(shop[0], "Old", agent_definition_id="agent_899", created_by_user_id=shop[1])
        unreadable = {"inputs": {}, "triggers": [{"key": "of another version", "type": "telepathy"}]}
        await make_configuration(
            shop[0], "Older", effective_config_cache_json=unreadable, created_by_user_id=shop[1]
        )
        await self._consumed(app, consumed, shop[0])
        assert [run.agent_configuration_id for run in await AgentRunLog.all()] == [shop[2]]


async def test_a_run_is_nudged_once_although_its_event_was_read_twice(app: App) -> None:
    event = make_event(workspace_id=(await make_workspace())[0])
    new = runs.NewRun(
        configuration_id=await make_configuration(event.workspace_id),  # type: ignore[arg-type]
        definition_key="agent_004_refactored/1.0.0",
        trigger_type="event_api_call",
        trigger_key=f"orders:{event.event_id}",
        inputs={},
        parallel=1,
        event=event,
    )
    nudged = []
    for _ in range(2):
        async with app.units.grouped_unit(SYSTEM, event.workspace_id, cause=event) as unit:
            runs.start_all(unit, CONSUMER, event, [new])
        nudged.append(len(unit.nudges))
    assert nudged == [1, 0]
    assert await AgentRunLog.all().count() == 1
