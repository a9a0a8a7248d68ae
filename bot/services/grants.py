"""Which platforms a workspace has connected, and with which account and token: a Connection, or, while the
installation has one workspace, whatever the environment turns on.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from bot.contracts.platforms import Installation
from bot.contracts.unit import ActorType, Unit
from bot.services import access, audit
from config.clock import new_id
from config.errors import Conflict, Fault, InvalidInput
from storage.models.connections import Connection
from storage.models.workspaces import Workspace
from storage.vault import Vault

CREATED = "ionflux.workspace.connection.created"
STATE_LIFE = timedelta(minutes=15)


def created(unit: Unit, row: Connection) -> None:
    """Keep the fact that the workspace was connected to a service, and by whom."""
    user_id = str(unit.actor.id) if unit.actor.type is ActorType.USER else None
    unit.record(CREATED, {"connection_id": str(row.id), "provider": row.provider, "user_id": user_id})


class PlatformView(BaseModel):
    """How a chat platform stands. ``is_on``: the environment turns it on, by ``turned_on_by``.
    ``is_installable``: the app can be installed into further accounts from here.
    """

    model_config = ConfigDict(frozen=True)

    platform: str
    is_on: bool
    turned_on_by: str
    is_connected: bool
    is_installable: bool
    accounts: Sequence[str] = ()


class Grants:
    """``turned_on`` says for each platform whether the environment turns it on, and by which variable."""

    def __init__(
        self, vault: Vault, turned_on: Mapping[str, tuple[bool, str]], installable: Sequence[str] = ()
    ) -> None:
        """Keep them; ``installable`` are those whose app can be installed into further accounts."""
        self._vault = vault
        self._installable = installable
        self._turned_on = turned_on

    @property
    def chat_platforms(self) -> Sequence[str]:
        """All that channels can be mirrored to, on or off."""
        return sorted(self._turned_on)

    async def listed(self, unit: Unit) -> Sequence[PlatformView]:
        """All chat platforms, and how each stands for the workspace."""
        access.require(unit, "channels.read")
        rows = await Connection.of(unit.scope).filter(status="active").order_by("id")
        seen = []
        for platform in self.chat_platforms:
            is_on, variable = self._turned_on[platform]
            mine = [row for row in rows if row.provider == platform]
            is_connected = bool(mine) or await self._is_alone(unit.scope, platform)
            named = [row.name_text or row.external_account_id for row in mine if row.external_account_id]
            seen.append(
                PlatformView(
                    platform=platform, is_on=is_on, turned_on_by=variable,
                    is_connected=is_on and is_connected, is_installable=platform in self._installable,
                    accounts=named,
                )
            )  # fmt: skip
        return seen

    async def account(self, unit: Unit, platform: str, account: str) -> str:
        """The account by which the workspace may use the platform; the named one, or its only one, or empty
        for that of the installation's own app.

        Raises:
            InvalidInput: there is no such platform.
            Conflict: code ``integration_missing``.
        """
        if platform not in self._turned_on:
            known = ", ".join(self.chat_platforms)
            fault = Fault(field="platform", code="not_found", message=f"Channels are mirrored to {known}.")
            raise InvalidInput(f"platform: {fault.message}", details=(fault,))
        rows = await Connection.of(unit.scope).filter(provider=platform, status="active").order_by("id")
        owned = [row.external_account_id for row in rows if row.external_account_id]
        if account in owned or (account and any(row.external_account_id is None for row in rows)):
            return account
        if len(owned) == 1 and not account:
            return str(owned[0])
        if any(row.external_account_id is None for row in rows) or await self._is_alone(unit.scope, platform):
            return account
        raise Conflict(
            f"This workspace is not connected to {platform.title()} yet.", code="integration_missing"
        )

    async def workspaces(self, platform: str, account: str) -> Sequence[UUID]:
        """The workspaces that have connected that account, or the installation's own app."""
        # every workspace: which of them it is, is the question
        rows = await Connection.filter(provider=platform, status="active")
        found = {row.workspace_id for row in rows if row.external_account_id in (None, "", account)}
        if not rows and (alone := await self._alone(platform)) is not None:
            found.add(alone)
        return sorted(found)

    async def connect(self, unit: Unit, platform: str) -> Connection:
        """Attach the installation's app to the workspace; attached already it stays.

        Raises:
            NotAllowed: not an owner or admin.
            Conflict: code ``integration_missing``, where the environment does not turn it on.
        """
        access.require(unit, "connections.manage")
        is_on, variable = self._turned_on.get(platform, (False, ""))
        if not is_on:
            raise Conflict(
                f"{platform.title()} is off in this installation. {variable} turns it on.",
                code="integration_missing",
            )
        mine = Connection.of(unit.scope).filter(provider=platform, external_account_id=None)
        if (row := await mine.first()) is not None:
            return row
        row = await Connection.create(
            id=new_id(), workspace_id=unit.scope, provider=platform, created_by_user_id=unit.actor.id
        )
        created(unit, row)
        await audit.append(unit, "connection.created", ("connection", row.id), {"platform": platform})
        return row

    async def begin_install(self, unit: Unit, platform: str) -> str:
        """A state for an install of the app into an account, for the workspace; good once, for a while.

        Raises:
            NotAllowed: not an owner or admin.
            Conflict: code ``integration_missing``, where the platform has no such install.
        """
        access.require(unit, "connections.manage")
        if platform not in self._installable:
            raise Conflict(
                f"The app cannot be installed into {platform} from here.", code="integration_missing"
            )
        state = secrets.token_urlsafe(24)
        await Connection.create(
            id=new_id(), workspace_id=unit.scope, provider=platform, status="installing",
            created_by_user_id=unit.actor.id, details_json={"state": state}, external_account_id=f"?{state}",
        )  # fmt: skip
        return state

    async def claim_state(self, unit: Unit, state: str) -> UUID | None:
        """The workspace for which an install with that state began; it is used up."""
        # every workspace: the state says whose it is
        rows = Connection.filter(external_account_id=f"?{state}"[:64], status="installing")
        row = await rows.first()
        if row is None or not await rows.filter(id=row.id).delete():
            return None
        return row.workspace_id if unit.now - row.created_at <= STATE_LIFE else None

    async def installed(self, unit: Unit, platform: str, installation: Installation) -> None:
        """Keep an account with its token; again, it is renewed."""
        mine = Connection.of(unit.scope).filter(provider=platform, external_account_id=installation.account)
        row = await mine.first()
        before = row.access_token_secret_ref if row else None
        reference = before
        if installation.token:
            reference = await self._vault.put(
                unit.scope, f"{platform}:{new_id()}", installation.token.encode()
            )
            if before:
                await self._vault.delete(unit.scope, before)
        values: dict[str, Any] = {
            "status": "active",
            "name_text": installation.name[:200],
            "details_json": dict(installation.details_json),
            "access_token_secret_ref": reference,
        }
        if row is None:
            row = await Connection.create(
                id=new_id(), workspace_id=unit.scope, provider=platform,
                external_account_id=installation.account, **values,
            )  # fmt: skip
        else:
            await mine.update(**values, updated_at=unit.now)
        told = {"platform": platform, "account": installation.account}
        await audit.append(unit, "connection.created", ("connection", row.id), told)

    async def uninstalled(self, unit: Unit, platform: str, account: str) -> None:
        """Forget the token of an account that let us go."""
        for row in await Connection.of(unit.scope).filter(provider=platform, external_account_id=account):
            if row.access_token_secret_ref:
                await self._vault.delete(unit.scope, row.access_token_secret_ref)
            row.access_token_secret_ref, row.status = None, "revoked"
            await row.save(update_fields=["access_token_secret_ref", "status", "updated_at"])
            await audit.append(unit, "connection.revoked", ("connection", row.id), {"platform": platform})

    async def installation(self, platform: str, account: str) -> Installation | None:
        """The account with its token; None where only the environment's serves."""
        # every workspace: the account says whose it is
        rows = Connection.filter(provider=platform, external_account_id=account, status="active")
        row = await rows.order_by("-updated_at").first() if account else None
        if row is None or not row.access_token_secret_ref:
            return None
        token = await self._vault.get(row.workspace_id, row.access_token_secret_ref)
        return Installation(
            account=account, name=row.name_text or "", token=token.decode(),
            details_json=row.details_json or {},
        )  # fmt: skip

    async def holders(self, platform: str, account: str) -> Sequence[UUID]:
        """The workspaces that hold a token of that very account."""
        # every workspace: an account that let us go let all go
        rows = Connection.filter(provider=platform, external_account_id=account)
        return sorted({row.workspace_id for row in await rows.only("id", "workspace_id")})

    async def allows(self, workspace_id: UUID, platform: str, external_user_id: str) -> UUID | None:
        """Whoever connected the platform and takes direct messages of that account, though it is nobody's."""
        for row in await Connection.of(workspace_id).filter(provider=platform, status="active"):
            if external_user_id in (row.allowed_external_ids_array or ()):
                return row.created_by_user_id
        return None

    async def _is_alone(self, workspace_id: UUID, platform: str) -> bool:
        return await self._alone(platform) == workspace_id

    async def _alone(self, platform: str) -> UUID | None:
        """The workspace that has the installation to itself; the demo one counts where there is no other."""
        if not self._turned_on.get(platform, (False, ""))[0]:
            return None
        rows = await Workspace.filter(status="active").only("id", "is_demo")
        real = [row.id for row in rows if not row.is_demo] or [row.id for row in rows]
        return real[0] if len(real) == 1 else None
