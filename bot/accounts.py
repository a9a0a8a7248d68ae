"""``ionflux user create``: an account with a workspace of its own."""

from pathlib import Path

from rich.console import Console

from bot.contracts import addresses
from bot.contracts.unit import SYSTEM, Actor, ActorType
from bot.installation import Installation
from bot.services import passwords, users, workspaces
from config.errors import InvalidInput


async def create(data_dir: Path, email: str, name: str, password: str) -> None:
    """Make it.

    Raises:
        InvalidInput: the address or the password will not do.
        Conflict: the address has an account.
    """
    from bot.app import open_app

    if not 8 <= len(password.encode()) <= 1024:
        raise InvalidInput("A password has 8 to 1,024 bytes.")
    try:
        addresses.email(email)
    except ValueError:
        raise InvalidInput(f"'{email}' is not an e-mail address.") from None
    installation = Installation(data_dir)
    password_hash = await passwords.hashed(password, email=email)
    async with (
        open_app(installation.settings(), "web") as app,
        app.units.open_unit(SYSTEM, None) as unit,
    ):
        user = await users.register(unit, email=email, password_hash=password_hash, name=name)
        unit.actor = Actor(type=ActorType.USER, id=user.id)
        workspace = await workspaces.create(unit, f"{name}'s workspace"[:120], user.id)
    Console(highlight=False).print(f"{email} may sign in now; workspace '{workspace.name}' ({workspace.id}).")
