"""A workspace's outside grants and the webhook endpoints that belong to them."""

import base64
import binascii
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from tortoise.exceptions import IntegrityError

from bot.contracts.unit import Unit
from bot.services import access, audit, brands
from bot.services.grants import Grants, created
from config.clock import new_id
from config.errors import Conflict, Fault, InvalidInput, NotFound
from storage.models.connections import Connection, WebhookEndpoint
from storage.vault import Vault

CUSTOM, LEAST_BYTES = "custom", 24
OVERLAP = timedelta(hours=24)
_LONGEST_KEY = 64


class ConnectionView(BaseModel):
    """A connection; its secrets can be replaced, never read; one that we made is shown when it is made."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    workspace_id: UUID
    provider: str
    shop_domain: str | None
    external_account_id: str | None
    name_text: str | None
    allowed_external_ids_array: Sequence[str] | None
    brand_id: UUID | None
    status: str
    last_sync_status: str
    last_sync_timestamp: datetime | None
    webhook_url: str | None = None
    webhook_secret: str | None = None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a provider posts to, whose it is (of which shop), and the secrets that are good now."""

    workspace_id: UUID
    secrets: tuple[bytes, ...]
    account: str | None


class Connections:
    """The use-cases; they need the vault and the address that providers know us by."""

    def __init__(self, vault: Vault, public_url: str, grants: Grants) -> None:
        """Keep them."""
        self._vault = vault
        self._public_url = public_url.rstrip("/")
        self._grants = grants

    async def connect_shopify(
        self, unit: Unit, *, shop_domain: str, webhook_secret: str, brand_id: UUID | None = None
    ) -> ConnectionView:
        """Connect a shop; the answer has the address that its webhooks go to.

        Raises:
            NotAllowed: not an owner or admin.
            InvalidInput: the brand is not of this workspace.
            Conflict: code ``name_taken``, when this shop is connected already.
        """
        access.require(unit, "connections.manage")
        if await Connection.of(unit.scope).filter(provider="shopify", shop_domain=shop_domain).exists():
            raise _taken(shop_domain)
        if brand_id is not None:
            await brands.known(unit, brand_id)
        try:
            row = await Connection.create(
                id=new_id(),
                workspace_id=unit.scope,
                provider="shopify",
                shop_domain=shop_domain,
                store_url=f"https://{shop_domain}",
                brand_id=brand_id,
                created_by_user_id=unit.actor.id,
            )
        except IntegrityError as taken:
            raise _taken(shop_domain) from taken
        endpoint = await WebhookEndpoint.create(
            id=new_id(),
            workspace_id=unit.scope,
            connection_id=row.id,
            source="shopify",
            key=secrets.token_urlsafe(32),
            secret_ref=await self._vault.put(unit.scope, f"webhook:{new_id()}", webhook_secret.encode()),
        )
        created(unit, row)
        await audit.append(unit, "connection.created", ("connection", row.id), {"shop_domain": shop_domain})
        return self._view(row, endpoint)

    async def connect_custom(self, unit: Unit) -> ConnectionView:
        """An address for senders of the workspace's own; the answer alone has the secret they sign with.

        Raises:
            NotAllowed: not an owner or admin.
        """
        access.require(unit, "connections.manage")
        row = await Connection.create(
            id=new_id(), workspace_id=unit.scope, provider=CUSTOM, created_by_user_id=unit.actor.id
        )
        secret = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
        endpoint = await WebhookEndpoint.create(
            id=new_id(),
            workspace_id=unit.scope,
            connection_id=row.id,
            source=CUSTOM,
            key=secrets.token_urlsafe(32),
            secret_ref=await self._vault.put(unit.scope, f"webhook:{new_id()}", secret.encode()),
        )
        await audit.append(unit, "connection.created", ("connection", row.id), {"provider": CUSTOM})
        return self._view(row, endpoint).model_copy(update={"webhook_secret": secret})

    async def connect_platform(self, unit: Unit, provider: str) -> ConnectionView:
        """Attach the installation's app of a chat platform to the workspace; attached already it stays.

        Raises:
            NotAllowed: not an owner or admin.
            Conflict: code ``integration_missing``, where the environment does not turn the platform on.
        """
        return self._view(await self._grants.connect(unit, provider), None)

    async def allow(
        self, unit: Unit, connection_id: UUID, external_user_ids: Sequence[str]
    ) -> ConnectionView:
        """Take direct messages of these accounts of the platform, though they are nobody's.

        Raises:
            NotFound: no such connection to a chat platform.
        """
        access.require(unit, "connections.manage")
        mine = Connection.of(unit.scope).filter(id=connection_id, provider__in=self._grants.chat_platforms)
        allowed = sorted(set(external_user_ids))
        if not await mine.update(allowed_external_ids_array=allowed, updated_at=unit.now):
            raise NotFound("This connection does not exist.")
        await audit.append(unit, "connection.changed", ("connection", connection_id), {"allowed": allowed})
        return self._view(await mine.get(), None)

    async def listed(self, unit: Unit) -> Sequence[ConnectionView]:
        """All of the workspace, oldest first."""
        access.require(unit, "connections.manage")
        rows = await Connection.of(unit.scope).exclude(status="installing").order_by("id")
        endpoints = {row.connection_id: row for row in await WebhookEndpoint.of(unit.scope)}
        return [self._view(row, endpoints.get(row.id)) for row in rows]

    async def get(self, unit: Unit, connection_id: UUID) -> ConnectionView:
        """One of the workspace."""
        access.require(unit, "connections.manage")
        return self._view(*await self._row(unit, connection_id))

    async def rotate(self, unit: Unit, connection_id: UUID, webhook_secret: str) -> ConnectionView:
        """A new secret; the old one stays good for 24 hours.

        Raises:
            InvalidInput: a sender of the workspace's own cannot sign with it.
        """
        access.require(unit, "connections.manage")
        row, endpoint = await self._found(unit, connection_id)
        if endpoint.source == CUSTOM and not _is_standard(webhook_secret):
            told = "The secret of a sender of your own is base64, as whsec_…: at least 24 bytes of it."
            fault = Fault(field="webhook_secret", code="wrong_form", message=told)
            raise InvalidInput(told, details=(fault,))
        if endpoint.previous_secret_ref:
            await self._vault.delete(unit.scope, endpoint.previous_secret_ref)
        endpoint.previous_secret_ref = endpoint.secret_ref
        endpoint.previous_valid_until = unit.now + OVERLAP
        endpoint.secret_ref = await self._vault.put(
            unit.scope, f"webhook:{new_id()}", webhook_secret.encode()
        )
        await endpoint.save()
        await audit.append(unit, "connection.secret_rotated", ("connection", connection_id))
        return self._view(row, endpoint)

    async def delete(self, unit: Unit, connection_id: UUID) -> None:
        """Forget the connection, its address and its secrets."""
        access.require(unit, "connections.manage")
        row, endpoint = await self._row(unit, connection_id)
        references = [row.access_token_secret_ref]
        if endpoint is not None:
            references += [endpoint.secret_ref, endpoint.previous_secret_ref]
            await endpoint.delete()
        for reference in filter(None, references):
            await self._vault.delete(unit.scope, reference)
        await row.delete()
        await audit.append(unit, "connection.deleted", ("connection", connection_id))

    async def endpoint(self, source: str, key: str, at: datetime) -> Endpoint:
        """The endpoint of that address with its secrets, newest first, the previous one while it is still
        good.

        Raises:
            NotFound: there is none.
        """
        if len(key) > _LONGEST_KEY:
            raise NotFound("There is no such webhook address.")
        # every workspace: the secret key of the address says whose it is
        row = await WebhookEndpoint.get_or_none(source=source, key=key)
        if row is None:
            raise NotFound("There is no such webhook address.")
        references = [row.secret_ref]
        if row.previous_secret_ref and row.previous_valid_until and row.previous_valid_until > at:
            references.append(row.previous_secret_ref)
        opened = [await self._vault.get(row.workspace_id, reference) for reference in references]
        connection = await Connection.of(row.workspace_id).get_or_none(id=row.connection_id)
        account = connection.shop_domain if connection else None
        return Endpoint(workspace_id=row.workspace_id, secrets=tuple(opened), account=account)

    async def _found(self, unit: Unit, connection_id: UUID) -> tuple[Connection, WebhookEndpoint]:
        row, endpoint = await self._row(unit, connection_id)
        if endpoint is None:
            raise NotFound("This connection has no webhook secret.")
        return row, endpoint

    async def _row(self, unit: Unit, connection_id: UUID) -> tuple[Connection, WebhookEndpoint | None]:
        mine = Connection.of(unit.scope).exclude(status="installing")
        if (row := await mine.get_or_none(id=connection_id)) is None:
            raise NotFound("This connection does not exist.")
        return row, await WebhookEndpoint.of(unit.scope).get_or_none(connection_id=connection_id)

    def _view(self, row: Connection, endpoint: WebhookEndpoint | None) -> ConnectionView:
        view = ConnectionView.model_validate(row)
        if endpoint is None:
            return view
        url = f"{self._public_url}/webhooks/{endpoint.source}/{endpoint.key}"
        return view.model_copy(update={"webhook_url": url})


def _is_standard(secret: str) -> bool:
    """Whether it is a secret as Standard Webhooks writes them (standardwebhooks.com, "Signature scheme")."""
    try:
        return len(base64.b64decode(secret.removeprefix("whsec_"), validate=True)) >= LEAST_BYTES
    except (binascii.Error, ValueError):
        return False


def _taken(shop_domain: str) -> Conflict:
    return Conflict(f"{shop_domain} is connected already.", code="name_taken")
