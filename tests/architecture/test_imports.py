"""The shape of the code: who may import whom, sizes, names, promises. Read from the sources themselves."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("config", "storage", "bot", "adapters", "commands", "agents", "webhooks")
SOURCES = sorted(
    path
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts and "node_modules" not in path.parts
)
PLATFORMS = re.compile(r"\b(slack|discord|telegram|whatsapp)\b", re.IGNORECASE)
FORBIDDEN_NAMES = frozenset({"utils", "helpers", "common", "misc", "manager", "base"})
LONGEST_FILE, LONGEST_FUNCTION, MOST_ARGUMENTS = 400, 40, 6
# Roles that run no graph start without these; importing them costs seconds and a hundred megabytes.
COSTLY = ("langgraph", "langchain_core", "litellm", "qdrant_client")
# Written so that this very line is none of them.
REGISTRIES = re.compile(
    r"(pypi\.o|files\.pythonhosted|registry\.npmj|repo1?\.maven|repo\.maven\.apache|crates\.i"
    r"|\"resolved\": \"http)" + "[a-z:]"
)


MACHINE = re.compile(r"/(home|Users|root)" + "/[a-z]")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_packages_import_only_from_packages_below_them() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_is_short_enough_to_be_read(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= LONGEST_FILE
    long = [node.name for node in functions(ast.parse(text)) if _lines(node) > LONGEST_FUNCTION]
    assert not long


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_function_takes_few_arguments(path: Path) -> None:
    crowded = [
        node.name
        for node in functions(ast.parse(path.read_text()))
        if len([*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]) - _is_bound(node)
        > MOST_ARGUMENTS
    ]
    assert not crowded


def _is_bound(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    first = [*node.args.posonlyargs, *node.args.args][:1]
    return bool(first) and first[0].arg in ("self", "cls")


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_everything_public_says_what_it_promises(path: Path) -> None:
    tree = ast.parse(path.read_text())
    assert path.stat().st_size == 0 or ast.get_docstring(tree), "the module"
    silent = [node.name for node in tree.body if _is_public(node) and not ast.get_docstring(node)]  # type: ignore[attr-defined, arg-type]
    assert not silent


def _is_public(node: ast.stmt) -> bool:
    return isinstance(
        node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    ) and not node.name.startswith("_")


def test_no_module_is_called_what_says_nothing_or_what_the_standard_library_is_called() -> None:
    taken = FORBIDDEN_NAMES | (sys.stdlib_module_names - {"__init__", "__main__"})
    assert not [name_of(path) for path in SOURCES if path.stem in taken]


@pytest.mark.timeout(60)  # starts a process
def test_a_web_role_starts_without_what_only_graphs_need() -> None:
    starts = (
        "import sys, bot.app, bot.runtime.server, bot.runtime.discovery as d; d.find_adapters(); "
        "d.find_sources(); d.find_agents(); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", starts], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "adapters.web.adapter" in done.stdout.split()
    assert not set(COSTLY) & set(done.stdout.split())


def test_the_kernel_names_no_chat_platform() -> None:
    kernel = [path for path in SOURCES if path.parts[-2] in ("contracts", "services", "runtime")]
    found = [
        f"{name_of(path)}:{number}"
        for path in kernel
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if PLATFORMS.search(line)
    ]
    assert not found


def test_services_reach_workspace_data_through_its_scope_alone() -> None:
    models = _workspace_models()
    assert models
    bare = [
        f"{name_of(path)}:{node.lineno}"
        for path in (ROOT / "bot" / "services").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr in ("filter", "get", "all", "get_or_none", "first", "exclude", "exists")
        and isinstance(node.value, ast.Name)
        and node.value.id in models
    ]
    allowed = set(_unscoped_on_purpose())
    assert not [place for place in bare if place not in allowed]


def _workspace_models() -> set[str]:
    found = set()
    for path in (ROOT / "storage" / "models").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and any(
                isinstance(base, ast.Name) and base.id == "WorkspaceRecord" for base in node.bases
            ):
                found.add(node.name)
    return found


def _unscoped_on_purpose() -> Iterator[str]:
    """Lines that say why they look beyond one workspace: ``# every workspace: why``."""
    for path in (ROOT / "bot" / "services").glob("*.py"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if "# every workspace:" in line:
                yield f"{name_of(path)}:{number}"
                yield f"{name_of(path)}:{number + 1}"


def test_only_the_units_commit_and_only_the_clock_asks_for_the_time() -> None:
    for path in SOURCES:
        text = path.read_text()
        if path.name not in ("clock.py", "demo.py", "db.py", "limits.py"):
            assert not re.search(r"datetime\.now\(|time\.time\(|datetime\.utcnow\(", text), name_of(path)
        if path.parts[-2] == "services":
            assert "in_transaction" not in text, name_of(path)


def test_no_tracked_file_names_a_package_registry_or_a_place_of_one_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout")
    found = []
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.suffix in (".png", ".ico", ".woff2") or not path.is_file():
            continue
        text = path.read_text(errors="ignore")
        if REGISTRIES.search(text) or MACHINE.search(text):
            found.append(name)
    assert not found
