"""Plug-ins are found by folder; what is broken stops the start with one sentence that names the file."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import adapters
import commands
import webhooks
from bot.runtime.discovery import (
    find_adapters,
    find_agents,
    find_commands,
    find_senders,
    find_sources,
    read_definition,
)
from config.errors import SetupError

COMMAND = """\
from bot.contracts.commands import Args, CommandContext, Reply, command
from bot.contracts.unit import Role


class NoArgs(Args):
    pass


@command("acme", "Does it", role=Role.MEMBER, aliases=("acme_do",))
async def do(context: CommandContext, args: NoArgs) -> Reply:
    return Reply()
"""
AGENT = "id: agent_900\nname: Sample\nversion: 1.0.0\ndefinition_status: beta\n"


@pytest.fixture
def agent(tmp_path: Path) -> Callable[..., Path]:
    """Makes an agent's folder; gives the folder of all of them."""

    def make(slug: str, text: str = AGENT, *, graph: bool = True) -> Path:
        (tmp_path / slug).mkdir()
        (tmp_path / slug / "agent.yaml").write_text(text)
        if graph:
            (tmp_path / slug / "graph.py").write_text("build = None\n")
        return tmp_path

    return make


@pytest.fixture
def planted(tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Puts a plug-in's file where discovery looks before it looks at ours, and takes it away again."""
    folders = {
        "webhooks": webhooks.__path__,
        "adapters": adapters.__path__,
        "commands": commands.__path__,
    }
    before = set(sys.modules)

    def plant(path: str, text: str) -> None:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        package = path.split("/")[0]
        folders[package].insert(0, str(tmp_path / package))

    yield plant  # type: ignore[misc]
    for paths in folders.values():
        paths[:] = [path for path in paths if not path.startswith(str(tmp_path))]
    for name in set(sys.modules) - before:
        if name.startswith(("webhooks.", "adapters.", "commands.")):
            del sys.modules[name]


def test_every_folder_of_ours_is_found_under_its_name() -> None:
    assert "shopify" in find_sources()
    assert {"mail", "web"} <= find_adapters().keys()
    assert "mail" in find_senders()
    assert "web" not in find_senders()
    assert find_agents()["agent_004_refactored"].slug == "shopify_sales_sentinel"


def test_an_agent_without_a_graph_is_a_preview(agent: Callable[..., Path]) -> None:
    assert find_agents(agent("sample", graph=False))["agent_900"].is_preview


def test_a_file_beside_the_folders_is_no_agent(agent: Callable[..., Path]) -> None:
    folder = agent("sample")
    (folder / "README.md").write_text("notes")
    (folder / "empty").mkdir()
    assert list(find_agents(folder)) == ["agent_900"]


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        (AGENT.replace("Sample", "Another"), "agent_900"),
        (AGENT.replace("900", "901").replace("Sample", "SAMPLE"), "sample"),
        (AGENT.replace("900", "901").replace("Sample", "Another") + "aliases: [agent_900]\n", "agent_900"),
    ],
    ids=["id", "name", "alias"],
)
def test_an_id_a_name_or_an_alias_is_had_once(agent: Callable[..., Path], text: str, taken: str) -> None:
    agent("first")
    with pytest.raises(SetupError) as refused:
        find_agents(agent("second", text))
    assert refused.value.message == f"agents/second/agent.yaml: '{taken}' is already taken by agents/first."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (AGENT.replace("agent_900", "sentinel"), "id: String should match pattern"),
        (AGENT.replace("1.0.0", "'1.0'"), "version: String should match pattern"),
        (AGENT.replace("beta", "ready"), "definition_status: Input should be"),
        (AGENT + "colour: red\n", "colour: Extra inputs are not permitted"),
        (AGENT + "triggers: [{key: a, type: rain}]\n", "triggers.0.type: Input should be"),
        (AGENT + "max_parallel_runs: 0\n", "max_parallel_runs: Input should be greater"),
        ("name: [", "is not YAML"),
        ("", "Input should be a valid dictionary"),
        ("- a\n- b\n", "Input should be a valid dictionary"),
        ("!!python/object/apply:os.system ['true']", "is not YAML"),
    ],
)
def test_a_broken_definition_is_refused_with_its_file_and_first_fault(
    agent: Callable[..., Path], text: str, told: str
) -> None:
    with pytest.raises(SetupError) as refused:
        find_agents(agent("sample", text))
    assert refused.value.message.startswith("agents/sample/agent.yaml")
    assert told in refused.value.message
    assert "\n" not in refused.value.message


def test_a_definition_that_is_no_text_is_refused(agent: Callable[..., Path]) -> None:
    folder = agent("sample")
    (folder / "sample" / "agent.yaml").write_bytes(b"name: \xff\xfe\n")
    with pytest.raises(SetupError, match=r"^agents/sample/agent\.yaml is not YAML: "):
        find_agents(folder)


def test_a_definition_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"agent\.yaml cannot be read: No such file"):
        read_definition(tmp_path / "agent.yaml")


@pytest.mark.parametrize("slug", ["My-Agent", "1st", "ShopWatch"])
def test_a_folder_is_named_in_snake_case(agent: Callable[..., Path], slug: str) -> None:
    with pytest.raises(SetupError, match=f"agents/{slug}: a plug-in's folder is named in snake_case"):
        find_agents(agent(slug))


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        (
            "webhooks/acme/source.py",
            "class Acme:\n    name = 'shopify'\nSOURCE = Acme()\n",
            "webhooks/acme/source.py calls itself 'shopify'; the folder's name is its name.",
        ),
        (
            "webhooks/acme-pay/source.py",
            "SOURCE = None\n",
            "webhooks/acme-pay: a plug-in's folder is named in snake_case.",
        ),
        ("webhooks/acme/source.py", "SOURCES = []\n", "webhooks/acme/source.py cannot be used: "),
        ("webhooks/acme/source.py", "import no_such_library\n", "webhooks/acme/source.py cannot be used: "),
        ("webhooks/acme/source.py", "def f(:\n", "webhooks/acme/source.py cannot be used: "),
        ("webhooks/acme/source.py", "SOURCE = Acme()\n", "webhooks/acme/source.py cannot be used: "),
        ("webhooks/acme/source.py", "SOURCE = 1 / 0\n", "webhooks/acme/source.py cannot be used: "),
        ("webhooks/acme/source.py", "SOURCE = {}['a']\n", "webhooks/acme/source.py cannot be used: "),
    ],
    ids=["name", "folder", "no SOURCE", "import", "syntax", "undefined", "arithmetic", "lookup"],
)
def test_a_broken_source_stops_the_start_in_one_sentence(
    planted: Callable[..., None], path: str, text: str, message: str
) -> None:
    planted(path, text)
    with pytest.raises(SetupError) as refused:
        find_sources()
    assert refused.value.message.startswith(message)
    assert "\n" not in refused.value.message


def test_a_broken_adapter_stops_the_start_in_one_sentence(planted: Callable[..., None]) -> None:
    planted("adapters/acme/adapter.py", "class Acme:\n    name = 'slack'\nADAPTER = Acme\n")
    with pytest.raises(SetupError, match=r"^adapters/acme/adapter\.py calls itself 'slack'"):
        find_adapters()


def test_a_sound_source_is_found_and_nothing_else_has_to_know(planted: Callable[..., None]) -> None:
    planted("webhooks/acme/source.py", "class Acme:\n    name = 'acme'\nSOURCE = Acme()\n")
    assert list(find_sources()) == ["acme"]


def test_a_file_of_commands_is_found_and_nothing_else_has_to_know(planted: Callable[..., None]) -> None:
    planted("commands/acme.py", COMMAND)
    found = find_commands()
    assert [one.name for one in found.listed()] == ["acme"]
    assert found.named("acme_do") is found.named("acme")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (COMMAND.replace('"Does it"', '""'), "cannot be used: ValueError: '/acme' needs a summary of 1 to"),
        (COMMAND.replace("Role.MEMBER", "'boss'"), "cannot be used: ValueError: 'boss' is not a valid Role."),
        (
            COMMAND.replace("args: NoArgs", "args"),
            "cannot be used: ValueError: '/acme' does not say of which",
        ),
        (COMMAND.replace("    pass", "    what: str"), "'/acme': its argument 'what' needs a description"),
        (COMMAND.replace("    pass", "    what: set"), "the argument 'what' is of no type that a command"),
        (COMMAND.replace('"acme"', '"Acme!"'), "'/Acme!' is no name for a command"),
        (COMMAND.replace("Reply()\n", "Reply(\n"), "cannot be used: SyntaxError"),
        ("x = 1\n", "commands/acme.py declares no command."),
    ],
    ids=["help", "role", "arguments", "description", "type", "name", "syntax", "nothing"],
)
def test_a_broken_command_stops_the_start_in_one_sentence(
    planted: Callable[..., None], text: str, message: str
) -> None:
    planted("commands/acme.py", text)
    with pytest.raises(SetupError) as refused:
        find_commands()
    assert refused.value.message.startswith("commands/acme.py")
    assert message in refused.value.message
    assert "\n" not in refused.value.message


@pytest.mark.parametrize("taken", ["acme", "acme_do"])
def test_a_command_or_an_alias_is_had_once(planted: Callable[..., None], taken: str) -> None:
    planted("commands/acme.py", COMMAND)
    planted("commands/badge.py", COMMAND.replace('"acme"', f'"{taken}"').replace('("acme_do",)', "()"))
    with pytest.raises(SetupError) as refused:
        find_commands()
    assert refused.value.message == f"commands/badge.py: '/{taken}' is already taken by commands/acme.py."
