"""Secrets of a workspace, by name: put down and replaced by its admins, read back by nobody.

Configurations name them; the value is opened at the moment of its use, and held no longer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, SecretStr

from bot.contracts import secret_refs
from bot.contracts.unit import Unit
from bot.services import access, audit
from config import logs
from config.errors import AgentError, Conflict, Fault, InvalidInput, NotFound
from storage.models.agents import AgentConfiguration
from storage.models.vault import Secret
from storage.vault import Vault

MOST, LONGEST, SHORTEST = 200, 8 * 1024, 8
_SPACE = "secret:"


class SecretView(BaseModel):
    """That there is a secret of that name; what it is nobody is told."""

    model_config = ConfigDict(frozen=True)

    name: str
    created_at: datetime
    updated_at: datetime
    used_by_array: Sequence[str] = ()


class Secrets:
    """The use-cases, with the vault."""

    def __init__(self, vault: Vault) -> None:
        """Keep the values in that vault."""
        self._vault = vault

    async def put(self, unit: Unit, name: str, value: str) -> SecretView:
        """Put it down under that name, over what was there: whatever names it uses the new one from now on.

        Raises:
            InvalidInput: it is no name, no secret, or one too many.
        """
        access.require(unit, "secrets.manage")
        known = await names(unit.scope)
        _check(name, value, is_full=name not in known and len(known) >= MOST)
        await self._vault.put(unit.scope, _SPACE + name, value.encode())
        await audit.append(unit, "secret.set", ("secret", None), {"name": name})
        return await self.get(unit, name)

    async def get(self, unit: Unit, name: str) -> SecretView:
        """That it is there, and who uses it.

        Raises:
            NotFound: there is none of that name.
        """
        found = next((one for one in await self.listed(unit) if one.name == name), None)
        if found is None:
            raise NotFound("There is no secret of that name in this workspace.")
        return found

    async def listed(self, unit: Unit) -> Sequence[SecretView]:
        """Those there are, by name."""
        access.require(unit, "secrets.manage")
        users = await _users(unit.scope)
        rows = await Secret.of(unit.scope).filter(name__startswith=_SPACE).order_by("name")
        return [
            SecretView(
                name=(name := row.name.removeprefix(_SPACE)),
                created_at=row.created_at,
                updated_at=row.updated_at,
                used_by_array=users.get(name, ()),
            )
            for row in rows
        ]

    async def delete(self, unit: Unit, name: str) -> None:
        """Forget it.

        Raises:
            NotFound: there is none of that name.
            Conflict: code ``in_use``; agents use it.
        """
        found = await self.get(unit, name)
        if found.used_by_array:
            told = ", ".join(found.used_by_array)
            raise Conflict(f"'{name}' is used by {told}. Take it out of their settings first.", code="in_use")
        await self._vault.delete(unit.scope, _SPACE + name)
        await audit.append(unit, "secret.deleted", ("secret", None), {"name": name})


@dataclass(frozen=True, slots=True)
class Revealed:
    """A secret that a run may use: where its configuration names it, and how to open it."""

    vault: Vault
    workspace_id: UUID
    path: str
    name: str

    async def open(self) -> SecretStr:
        """The value, for the moment of its use. No log line that this process writes will hold it.

        Raises:
            AgentError: code ``secret_unknown``; it is not there any more.
        """
        try:
            value = (await self.vault.get(self.workspace_id, _SPACE + self.name)).decode()
        except NotFound as gone:
            told = f"{self.path}: there is no secret '{self.name}' in this workspace any more."
            raise AgentError(told, code="secret_unknown") from gone
        logs.hide(value)
        return SecretStr(value)


async def names(workspace_id: UUID) -> frozenset[str]:
    """The names of the workspace's secrets."""
    rows = Secret.of(workspace_id).filter(name__startswith=_SPACE)
    return frozenset(str(one).removeprefix(_SPACE) for one in await rows.values_list("name", flat=True))


async def _users(workspace_id: UUID) -> dict[str, list[str]]:
    """The names of the agents that use each."""
    users: dict[str, list[str]] = {}
    kept = AgentConfiguration.of(workspace_id).exclude(status="archived").order_by("name")
    for agent, stored in await kept.values_list("name", "effective_config_cache_json"):
        for name in dict.fromkeys(name for _, name in secret_refs.found(stored) if name is not None):
            users.setdefault(name, []).append(str(agent))
    return users


def _check(name: str, value: str, *, is_full: bool) -> None:
    wrong = []
    if not secret_refs.NAME.fullmatch(name):
        text = "A name is a to z, 0 to 9 and _, begins with a letter, and has at most 60 characters."
        wrong.append(Fault(field="name", code="wrong_form", message=text))
    if not SHORTEST <= len(value.encode()) <= LONGEST or value != value.strip():
        text = f"A secret has {SHORTEST} to {LONGEST:,} bytes, and no space before or after it."
        wrong.append(Fault(field="value", code="wrong_form", message=text))
    if is_full:
        text = f"A workspace has at most {MOST} secrets."
        wrong.append(Fault(field="name", code="out_of_range", message=text))
    if wrong:
        raise InvalidInput(wrong[0].message, details=tuple(wrong))
