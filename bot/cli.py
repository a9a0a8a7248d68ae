"""The ``ionflux`` command line (typer + rich). What a subcommand needs is imported where it is used."""

import asyncio
import gc
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from config.errors import IonfluxError, SetupError

FAILED, MISCONFIGURED = 1, 78

app = typer.Typer(
    name="ionflux",
    help="Brings a shop's business to where its people talk.\n\nStart with [bold]ionflux up[/bold],"
    " then [bold]ionflux demo[/bold] in a second terminal.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
)
users = typer.Typer(help="People who may sign in.", no_args_is_help=True)
events = typer.Typer(invoke_without_command=True)
webhooks = typer.Typer(help="Deliveries as providers send them.", no_args_is_help=True)
agents = typer.Typer(help="Agents and their definitions.", no_args_is_help=True)
runs = typer.Typer(help="What agents did.", no_args_is_help=True)
app.add_typer(users, name="user", rich_help_panel="Look and mend")
app.add_typer(events, name="events", rich_help_panel="One process each (see the Procfile)")
app.add_typer(webhooks, name="webhook", rich_help_panel="Look and mend")
app.add_typer(agents, name="agents", rich_help_panel="Look and mend")
app.add_typer(runs, name="runs", rich_help_panel="Look and mend")

DataDir = Annotated[Path, typer.Option("--data-dir", help="Where this machine keeps its data.")]
HERE = Path(".ionflux")
START, ROLES, LOOK = "Start here", "One process each (see the Procfile)", "Look and mend"


def main() -> None:
    """Run the command line; errors are one sentence, and the exit code says of what kind."""
    try:
        app()
    except SetupError as wrong:
        _fail(wrong, MISCONFIGURED)
    except IonfluxError as failed:
        _fail(failed, FAILED)
    except KeyboardInterrupt:
        sys.exit(130)


def _fail(error: IonfluxError, code: int) -> NoReturn:
    typer.secho(error.message, fg=typer.colors.RED, err=True)
    sys.exit(code)


def _run(work: Any) -> Any:
    """Run to the end on the fast event loop where there is one."""
    try:
        import uvloop

        factory: Any = uvloop.new_event_loop
    except ImportError:
        factory = asyncio.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        return runner.run(work)


@app.command(rich_help_panel=START)
def up(
    host: Annotated[str, typer.Option(help="Address to serve on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to serve on.")] = 8080,
    data_dir: DataDir = HERE,
    demo: Annotated[
        bool, typer.Option("--demo/--no-demo", help="Seed a demo workspace in a fresh directory.")
    ] = True,
) -> None:
    """Run everything on this machine: database, queue, event log and all four roles. Ctrl-C stops it."""
    from bot import up as one_machine

    sys.exit(_run(one_machine.up(host, port, data_dir, with_demo=demo)))


@app.command(rich_help_panel=START)
def demo(
    orders: Annotated[int, typer.Option(min=1, max=1000, help="How many orders to send.")] = 3,
    data_dir: DataDir = HERE,
) -> None:
    """Send signed orders to a running 'ionflux up' and watch each become an alert, hop by hop."""
    from bot import demo as shop

    _run(shop.demo(data_dir, orders))


def _role(name: Any) -> None:
    # What is imported lives to the end; looking through it for garbage over and over took a fifth of a start.
    gc.disable()
    from bot.roles import run_role
    from config.garbage import settle
    from config.logs import configure
    from config.settings import load

    settle()
    settings = load()
    configure(role=name, level=settings.log_level)
    _run(run_role(settings, name))


@app.command(rich_help_panel=ROLES)
def web() -> None:
    """HTTP and web sockets: the pages, REST, webhooks in, live updates out."""
    _role("web")


@app.command(rich_help_panel=ROLES)
def gateway() -> None:
    """The connections that chat platforms hold open."""
    _role("gateway")


@events.callback()
def events_role(context: typer.Context) -> None:
    """The relay and the consumers of the event log; with a command: watch it, try again what failed."""
    if context.invoked_subcommand is None:
        _role("events")


@app.command(rich_help_panel=ROLES)
def worker() -> None:
    """Agent runs, and the sweep that forgets none."""
    _role("worker")


@app.command(rich_help_panel=LOOK)
def migrate() -> None:
    """Bring the database's schema to this version."""
    from config.failpoints import arm
    from config.settings import load
    from storage.migrate import migrate as bring

    settings = load()
    arm(settings.failpoints, is_test=settings.test)
    applied = _run(bring(settings))
    typer.echo(f"Applied {len(applied)}: {', '.join(applied)}" if applied else "The schema is up to date.")


@app.command(rich_help_panel=LOOK)
def doctor(as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False) -> None:
    """Check every dependency and setting, with the fix for each fault."""
    from bot import doctor as checks

    sys.exit(_run(checks.report(as_json=as_json)))


@app.command(rich_help_panel=LOOK)
def manifest(
    platform: Annotated[str, typer.Argument(metavar="PLATFORM", help="slack, discord or telegram")],
) -> None:
    """Print a platform's app manifest or command list, to be pasted there."""
    from bot.senders import manifest_of

    typer.echo(manifest_of(platform))


@app.command(rich_help_panel=LOOK)
def env() -> None:
    """Write .env.example: every variable with its default and meaning."""
    from bot.environment import example

    Path(".env.example").write_text(example())
    typer.echo("Wrote .env.example.")


@app.command(rich_help_panel=LOOK)
def failpoints() -> None:
    """List the places where a test may stop a process."""
    from config.failpoints import FAILPOINTS

    for name, where in FAILPOINTS.items():
        typer.echo(f"{name:22} {where}")


@app.command(rich_help_panel=LOOK)
def trace(
    thing: Annotated[str, typer.Argument(metavar="ID", help="A delivery, event, run, message or request.")],
    data_dir: DataDir = HERE,
) -> None:
    """Show what came of it, hop by hop with times."""
    from bot import tracing

    _run(tracing.show(data_dir, thing))


@users.command("create")
def create_user(
    email: Annotated[str, typer.Argument(help="The address to sign in with.")],
    name: Annotated[str, typer.Option(help="How others see this person.")] = "",
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, help="At least 8 characters.")] = "",
    data_dir: DataDir = HERE,
) -> None:
    """Make an account with a workspace of its own."""
    from bot import accounts

    _run(accounts.create(data_dir, email, name or email.split("@")[0], password))


@events.command("tail")
def tail(
    data_dir: DataDir = HERE,
    follow: Annotated[bool, typer.Option("--follow/--no-follow", help="Go on until Ctrl-C.")] = True,
) -> None:
    """Print events as they happen."""
    from bot import tracing

    _run(tracing.tail(data_dir, follow=follow))


@events.command("dead-letters")
def dead_letters(data_dir: DataDir = HERE) -> None:
    """List events that could not be handled, and deliveries that could not be read."""
    from bot import tracing

    _run(tracing.dead_letters(data_dir))


@events.command("replay")
def replay(
    thing: Annotated[str, typer.Argument(metavar="[ID]", help="One of them; all when left out.")] = "",
    data_dir: DataDir = HERE,
) -> None:
    """Try again what failed, after the fix. Twice is once."""
    from bot import tracing

    _run(tracing.replay(data_dir, thing))


@webhooks.command("send")
def send_webhook(
    sample: Annotated[str, typer.Argument(help="Source and topic, such as shopify/orders-create.")],
    url: Annotated[str, typer.Option(help="Where to; the demo shop's address when left out.")] = "",
    secret: Annotated[str, typer.Option(help="What signs it; the demo shop's when left out.")] = "",
    data_dir: DataDir = HERE,
) -> None:
    """Send one signed sample delivery."""
    from bot import demo as shop

    _run(shop.send_sample(data_dir, sample, url, secret))


@agents.command("list")
def list_agents() -> None:
    """List the agents of this installation."""
    from bot.runtime.discovery import find_agents

    for one in find_agents().values():
        state = "preview" if one.is_preview else one.definition.definition_status
        typer.echo(f"{one.definition.key:32} {one.definition.name:28} {state}")


@agents.command("validate")
def validate_agents(
    path: Annotated[
        Path | None,
        typer.Argument(help="An agent's folder, its agent.yaml, or a folder of them; all, if none."),
    ] = None,
) -> None:
    """Check agents: definition, graph and samples."""
    from bot.definitions import faults, folders

    wrong = 0
    for folder in folders(path):
        found = list(faults(folder))
        wrong += len(found)
        for line in found:
            typer.echo(line, err=True)
        if not found:
            typer.echo(f"{folder} is valid.")
    if wrong:
        raise typer.Exit(MISCONFIGURED)


@runs.command("show")
def show_run(run_id: Annotated[str, typer.Argument(metavar="RUN_ID")], data_dir: DataDir = HERE) -> None:
    """Show a run with its steps."""
    from bot import tracing

    _run(tracing.show_run(data_dir, run_id))


@runs.command("replay")
def replay_run(
    run_id: Annotated[str, typer.Argument(metavar="RUN_ID")],
    from_step: Annotated[
        int | None, typer.Option(metavar="N", help="With --live: from this step on ask again.")
    ] = None,
    live: Annotated[
        bool, typer.Option(help="Ask again from --from-step on; nothing is written or sent.")
    ] = False,
    diff: Annotated[bool, typer.Option(help="Name only the first step that differs.")] = False,
    data_dir: DataDir = HERE,
) -> None:
    """Repeat a run offline from what it read, and say where the present code leaves it."""
    from bot import replays

    if live != (from_step is not None):
        raise typer.BadParameter("--live and --from-step N go together.")
    if not _run(replays.replay_run(data_dir, run_id, from_step=from_step, only_difference=diff)):
        raise typer.Exit(1)
