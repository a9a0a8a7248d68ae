"""Secrets of a workspace: named by configurations, opened when they are used, and found nowhere after it."""

import io
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import redirect_stderr
from dataclasses import fields
from pathlib import Path
from typing import Any, TypedDict
from uuid import UUID

import pytest
import structlog
from langgraph.graph import START, StateGraph
from tortoise import Tortoise

from adapters.mail.adapter import MailAdapter, MailSettings
from bot.app import App
from bot.contracts.agents import AgentContext, AgentDefinition, AgentResult, Input, Model
from bot.contracts.llm import Prompt
from bot.contracts.unit import Actor, ActorType, Role
from bot.llm.budget import Budget
from bot.llm.gateway import Gateway
from bot.runtime.discovery import FoundAgent
from bot.runtime.enabling import RunAbilities
from bot.runtime.graphs import Graphs
from bot.runtime.performing import Performer
from bot.runtime.tooling import RunTools
from bot.runtime.worker import Runner
from bot.services import agents, runs
from bot.services.definitions import Catalogue
from bot.services.run_settings import RunSettings
from bot.services.runs import Claimed
from bot.services.workspace_secrets import Secrets
from config import logs
from config.errors import AgentError, Conflict, InvalidInput, NotAllowed, NotFound
from config.settings import Llm, Runs
from storage.checkpoints import Checkpoints
from storage.models.agents import AgentConfiguration, AgentRunLog
from storage.models.audit import AuditEntry
from tests.factories import make_member, make_workspace
from tests.platforms.llm.server import LlmServer, Reply
from tests.postbox import post_box

# The library behind the models takes seconds to import on a busy machine.
pytestmark = pytest.mark.timeout(60)

VALUE = "not-to-be-found-0123456789"
KEYED = """\
stack_preferences:
  llm_model: "openai:small"
  llm_api_key:
    secret_ref: our_key
"""
DEFINITION = AgentDefinition(
    id="agent_904", name="Poet", version="1.0.0", definition_status="experimental",
    llm=(Model(purpose="creative_copy", provider="openai", model_name="small"),),
    inputs=(Input(key_name="data", data_type="json"), Input(key_name="prompt", data_type="string")),
)  # fmt: skip


class State(TypedDict, total=False):
    text: str
    result: AgentResult


class Poet(FoundAgent):
    """The folder of an agent, without the folder."""

    package = "tests.services"

    def build(self) -> Any:
        def made(context: AgentContext) -> Any:
            async def write(state: State) -> State:
                return {
                    "text": (await context.llm.write(Prompt(purpose="creative_copy", text="Rhyme."))).text
                }

            async def tell(state: State) -> State:
                return {"result": AgentResult(preview=state["text"], outputs=dict(context.inputs))}

            graph = StateGraph(State)
            graph.add_node("write", write)
            graph.add_node("tell", tell)
            graph.add_edge(START, "write")
            graph.add_edge("write", "tell")
            return graph

        return made


class House:
    """A workspace with its secrets, the agent, a worker, and a server of models."""

    def __init__(self, app: App, workspace_id: UUID, owner: UUID, server: LlmServer) -> None:
        self.app, self.workspace_id, self.server = app, workspace_id, server
        self.owner = Actor(type=ActorType.USER, id=owner, role=Role.OWNER)
        self.secrets = Secrets(app.vault)

    async def put(self, value: str = VALUE, *, name: str = "our_key", by: Actor | None = None) -> None:
        async with self.app.units.open_unit(by or self.owner, self.workspace_id) as unit:
            await self.secrets.put(unit, name, value)

    async def configured(self, text: str = KEYED, *, by: Actor | None = None) -> UUID:
        async with self.app.units.open_unit(by or self.owner, self.workspace_id) as unit:
            return (await agents.create(unit, DEFINITION, name="Poet", yaml_config_text=text)).id

    async def run(self, configuration_id: UUID) -> AgentRunLog:
        app, catalogue = self.app, Catalogue([DEFINITION])
        async with app.units.grouped_unit(self.owner, self.workspace_id) as unit:
            run_id = runs.start(unit, await agents.new_run(unit, catalogue, configuration_id, {}))
        llm = Llm(model="openai/small", api_base=self.server.url, api_key="the-house-key", seconds=5)  # type: ignore[arg-type]
        gateway = Gateway(llm, Budget(app.database), vault=app.vault)
        found = Poet(slug="poet", definition=DEFINITION, is_preview=False)
        checkpoints = Checkpoints("sqlite://", app.settings.data_dir / "checkpoints.db")
        performer = Performer(
            app.database, app.units, Graphs({DEFINITION.id: found}, checkpoints), catalogue, settings=Runs(),
            enabling=RunAbilities(app.database, gateway, catalogue, senders={}),
        )  # fmt: skip
        try:
            await Runner(app.database, app.jobs, app.units, performer, settings=Runs()).run(run_id)
        finally:
            await checkpoints.close()
        return await AgentRunLog.get(run_id=run_id)


@pytest.fixture
async def house(app: App) -> AsyncIterator[House]:
    workspace_id, owner = await make_workspace()
    async with LlmServer.started() as server:
        yield House(app, workspace_id, owner, server)


@pytest.fixture
def lines() -> Iterator[Callable[[], str]]:
    """All that was logged, by us and by libraries, as a process writes it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    told = io.StringIO()
    with redirect_stderr(told):
        logs.configure(role="tests", level="debug")
        yield told.getvalue
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


async def _rows() -> str:
    """All that stands in the database."""
    found = [repr(list(await model.all().values())) for model in Tortoise.apps["models"].values()]
    return "\n".join(found)


def _bytes(folder: Path) -> bytes:
    """All that lies on the disk."""
    return b"\n".join(one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file())


@pytest.mark.parametrize("status", [200, 401])
async def test_a_secret_is_found_nowhere_after_a_run_that_used_it(
    house: House, lines: Callable[[], str], status: int
) -> None:
    await house.put()
    configuration_id = await house.configured()
    house.server.says(Reply(text="Linen, within.", status=status))
    row = await house.run(configuration_id)
    assert house.server.keys == [VALUE]
    assert row.status == ("success" if status == 200 else "error"), row.error_details_json
    stored = await AgentConfiguration.get(id=configuration_id)
    assert stored.effective_config_cache_json["stack_preferences"]["llm_api_key"] == {"secret_ref": "our_key"}
    rows = await _rows()
    assert "our_key" in rows
    assert "llm_model" in rows
    assert VALUE not in rows
    assert "aiosqlite" in lines()
    assert VALUE not in lines()
    assert VALUE.encode() not in _bytes(house.app.settings.data_dir)


async def test_a_new_value_counts_from_the_next_call_on_and_none_is_the_houses_own(house: House) -> None:
    await house.put()
    keyed, plain = await house.configured(), None
    await house.run(keyed)
    await house.put("another-one-9876543210")
    await house.run(keyed)
    await AgentConfiguration.filter(id=keyed).update(name="Keyed")
    plain = await house.configured("")
    await house.run(plain)
    assert house.server.keys == [VALUE, "another-one-9876543210", "the-house-key"]


async def test_an_unknown_secret_is_told_when_it_is_saved_with_its_line_and_key(house: House) -> None:
    with pytest.raises(InvalidInput, match="There is no secret 'our_key'") as refused:
        await house.configured()
    assert [(one.field, one.code) for one in refused.value.details] == [
        ("yaml_config_text:4:stack_preferences.llm_api_key.secret_ref", "secret_unknown")
    ]


async def test_a_secret_that_has_gone_ends_the_run_and_says_where_it_is_named(house: House) -> None:
    await house.put()
    configuration_id = await house.configured()
    await house.app.vault.delete(house.workspace_id, "secret:our_key")
    row = await house.run(configuration_id)
    told = row.error_details_json
    assert (row.status, told["error_code"]) == ("error", "secret_unknown")
    assert told["error_message_text"].startswith(
        "stack_preferences.llm_api_key: there is no secret 'our_key'"
    )
    assert house.server.keys == []


@pytest.mark.parametrize(
    ("text", "path", "code"),
    [
        ("stack_preferences: {llm_model: 'openai:small', llm_api_key: abc}", "llm_api_key", "secret_inline"),
        ("stack_preferences: {llm_model: 'openai:small', llm_api_key: {secret_ref: Our Key}}",
         "llm_api_key.secret_ref", "wrong_form"),
        ("stack_preferences: {llm_model: 'openai:small', llm_api_key: {secret_ref: our_key, or: x}}",
         "llm_api_key.secret_ref", "wrong_form"),
        ("stack_preferences: {llm_api_key: {secret_ref: our_key}}", "llm_api_key", "missing"),
        ("inputs: {data: {deep: [{secret_ref: our_key}]}}", "data.deep[0].secret_ref", "not_allowed"),
    ],
)  # fmt: skip
async def test_a_secret_is_named_where_one_is_used_and_in_no_other_form(
    house: House, text: str, path: str, code: str
) -> None:
    await house.put()
    with pytest.raises(InvalidInput) as refused:
        await house.configured(text)
    (fault,) = refused.value.details
    assert (fault.field.endswith(f".{path}"), fault.code) == (True, code), fault


async def test_a_tool_opens_what_the_settings_name_and_nothing_else(house: House) -> None:
    configuration_id = await house.configured("")
    row = await house.run(configuration_id)
    async with post_box() as box:
        await house.put(f"smtp://shop%40example.com@127.0.0.1:{box.port}", name="our_mail")
        settings = RunSettings(
            tools=None, auto_approve=("email.send",), budget={}, workspace_budget={}, model=None,
            default_model=None, namespace=None, created_by_user_id=house.owner.id,
            secrets={"our_mail": "inputs.mail_server"},
        )  # fmt: skip
        run = Claimed(**{one.name: getattr(row, one.name) for one in fields(Claimed)})
        adapter = MailAdapter(MailSettings(url=box.url))  # type: ignore[arg-type]
        tools = RunTools(
            run, settings, ("Email_Dispatch",), senders={"mail": adapter}, vault=house.app.vault
        )  # fmt: skip
        mail = {"to": "ada@example.com", "subject": "Linen", "text": "Soft."}
        sent = await tools.call("send_email", mail | {"server": {"secret_ref": "our_mail"}}, key="k")
        assert [str(one["From"]) for one in box.mails] == ["IONFLUX <shop@example.com>"]
        assert str(box.port) not in repr(sent)
        await house.put(name="our_key")
        with pytest.raises(NotAllowed, match="name no secret 'our_key'"):
            await tools.call("send_email", mail | {"server": {"secret_ref": "our_key"}}, key="k")
        await house.app.vault.delete(house.workspace_id, "secret:our_mail")
        with pytest.raises(AgentError, match=r"^inputs\.mail_server: there is no secret 'our_mail'"):
            await tools.call("send_email", mail | {"server": {"secret_ref": "our_mail"}}, key="k")


async def test_members_neither_see_secrets_nor_choose_which_is_used(house: House) -> None:
    await house.put()
    member = Actor(type=ActorType.USER, id=await make_member(house.workspace_id), role=Role.MEMBER)
    with pytest.raises(NotAllowed):
        await house.configured(by=member)
    with pytest.raises(NotAllowed):
        await house.put(by=member)
    async with house.app.units.open_unit(member, house.workspace_id) as unit:
        with pytest.raises(NotAllowed):
            await house.secrets.listed(unit)


async def test_a_secret_in_use_is_not_forgotten_and_what_is_done_with_one_is_in_the_audit_log(
    house: House,
) -> None:
    await house.put()
    await house.put("another-one-9876543210", name="spare")
    configuration_id = await house.configured()
    async with house.app.units.open_unit(house.owner, house.workspace_id) as unit:
        listed = await house.secrets.listed(unit)
        assert [(one.name, list(one.used_by_array)) for one in listed] == [
            ("our_key", ["Poet"]),
            ("spare", []),
        ]
        with pytest.raises(Conflict, match="used by Poet"):
            await house.secrets.delete(unit, "our_key")
        await house.secrets.delete(unit, "spare")
        with pytest.raises(NotFound):
            await house.secrets.delete(unit, "spare")
        await agents.archive(unit, configuration_id)
        await house.secrets.delete(unit, "our_key")
    done = (
        await AuditEntry.filter(action__startswith="secret.").order_by("id").values_list("action", flat=True)
    )
    assert list(done) == ["secret.set", "secret.set", "secret.deleted", "secret.deleted"]


@pytest.mark.parametrize(
    ("name", "value"), [("Key", VALUE), ("", VALUE), ("key", "short"), ("key", f" {VALUE}")]
)
async def test_what_is_no_name_or_no_secret_is_refused(house: House, name: str, value: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await house.put(value, name=name)
    assert value.strip() not in repr(refused.value)
