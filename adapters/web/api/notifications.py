"""REST: notifications and preferences, and the mails that tell of them."""

from collections.abc import Iterable
from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict, Field

from adapters.web.api.parts import Body, Page, Parts, changes_in, home_in, listing, uuid_cursor, uuid_in
from bot.contracts.adapters import Request, Route
from bot.services import access, deliveries, notifications, preferences
from bot.services.deliveries import DeliveryView
from bot.services.notices import Counts, NotificationView
from bot.services.preferences import ChannelPreferencesView, PreferencesView

Tab = Literal["needs_you", "information", "activity"]


class NotificationsPage(Page):
    """The query of one's notifications."""

    tab: Tab | None = Field(None, description="Only those of that tab")
    state: Literal["open", "done", "all"] = Field("open", description="Open: not done, and not put off")


class DeliveriesPage(Page):
    """The query of deliveries."""

    state: Literal["pending", "sent", "failed", "dead", "skipped"] | None = Field(
        None, description="Only those in that state"
    )


class NotificationChange(Body):
    """What can be changed of a notification; false undoes."""

    is_read: bool = False
    is_done: bool = False
    snoozed_until: AwareDatetime | None = None
    is_acknowledged: bool = False


class WholeTab(Body):
    """A tab to be done with."""

    tab: Tab


class QuietHours(Body):
    """Every day from one time to another, perhaps over midnight, in an IANA time zone."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False)

    since: str = Field(alias="from", pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")
    until: str = Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")
    time_zone: str = Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_+/-]+$")


class Preferences(Body):
    """What one wants to hear of in the workspace; what is left out stays as it is."""

    level: Literal["all", "mentions", "nothing"] = "all"
    email: Literal["all", "important", "nothing"] = "important"
    quiet_hours: QuietHours | None = None


class ChannelPreferences(Body):
    """What one wants to hear of in a channel; what is left out stays as it is."""

    level: Literal["all", "mentions", "nothing", "default"] = "default"
    is_muted: bool = False


class Notifications:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate

    async def listed(self, call: Request) -> dict[str, Any]:
        """One's notifications, newest first."""
        page = call.query
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            found = await notifications.listed(
                unit, state=page.state, tab=page.tab, limit=page.limit, after=uuid_cursor(page)
            )
        return {"items": list(found.items), "next_cursor": found.next_cursor}

    async def counts(self, call: Request) -> Counts:
        """How many are open and unread, by tab."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await notifications.counts(unit)

    async def change(self, call: Request) -> NotificationView:
        """Read, done, put off, acknowledged."""
        changes = changes_in(call)
        notification_id = uuid_in(call, "notification_id")
        home = await access.home_of(call.actor, "notification", notification_id)
        async with self._gate.unit(call.actor, home) as unit:
            return await notifications.change(unit, notification_id, changes)

    async def finish(self, call: Request) -> Counts:
        """All of a tab are done."""
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await notifications.finish(unit, call.body.tab)

    async def preferences(self, call: Request) -> PreferencesView:
        """What one wants to hear of."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await preferences.get(unit)

    async def put_preferences(self, call: Request) -> PreferencesView:
        """Change it."""
        changes = call.body.model_dump(exclude_unset=True, by_alias=True)
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await preferences.put(unit, changes)

    async def channel_preferences(self, call: Request) -> ChannelPreferencesView:
        """What one wants to hear of in a channel."""
        async with self._gate.reading(call.actor, await self._channel(call)) as unit:
            return await preferences.of_channel(unit, uuid_in(call, "channel_id"))

    async def put_channel_preferences(self, call: Request) -> ChannelPreferencesView:
        """Change it."""
        changes = call.body.model_dump(exclude_unset=True)
        async with self._gate.unit(call.actor, await self._channel(call)) as unit:
            return await preferences.put_channel(unit, uuid_in(call, "channel_id"), changes)

    async def deliveries(self, call: Request) -> dict[str, Any]:
        """Mails on their way, newest first."""
        page = call.query
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            found = await deliveries.listed(
                unit, state=page.state, limit=page.limit, before=uuid_cursor(page)
            )
        return listing(found, page=page)

    async def retry(self, call: Request) -> DeliveryView:
        """Try one again."""
        delivery_id = uuid_in(call, "delivery_id")
        home = await access.home_of(call.actor, "delivery", delivery_id)
        async with self._gate.unit(call.actor, home) as unit:
            return await deliveries.retry(unit, delivery_id)

    @staticmethod
    async def _channel(call: Request) -> UUID:
        return await home_in(call, "channel")


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, own, root = Notifications(parts), "notifications.own", "/api/v1"
    space, channel = f"{root}/workspaces/{{workspace_id}}", f"{root}/channels/{{channel_id}}"
    yield Route(method="GET", path=f"{space}/notifications", permission=own, handler=do.listed,
                query=NotificationsPage, summary="One's notifications", answer=NotificationView,
                is_list=True)  # fmt: skip
    yield Route(method="GET", path=f"{space}/notifications/counts", permission=own, handler=do.counts,
                summary="How many are open and unread", answer=Counts)  # fmt: skip
    yield Route(method="POST", path=f"{space}/notifications/done", permission=own, handler=do.finish,
                body=WholeTab, summary="All of a tab are done", answer=Counts)  # fmt: skip
    yield Route(method="PATCH", path=f"{root}/notifications/{{notification_id}}", permission=own,
                handler=do.change, body=NotificationChange, summary="Read, done, put off, acknowledged",
                answer=NotificationView)  # fmt: skip
    prefs = f"{space}/notification-preferences"
    yield Route(method="GET", path=prefs, permission=own, handler=do.preferences,
                summary="What one wants to hear of", answer=PreferencesView)  # fmt: skip
    yield Route(method="PUT", path=prefs, permission=own, handler=do.put_preferences, body=Preferences,
                summary="Change what one wants to hear of", answer=PreferencesView)  # fmt: skip
    local = f"{channel}/notification-preferences"
    yield Route(method="GET", path=local, permission=own, handler=do.channel_preferences,
                summary="What one wants to hear of in a channel", answer=ChannelPreferencesView)  # fmt: skip
    yield Route(method="PUT", path=local, permission=own, handler=do.put_channel_preferences,
                body=ChannelPreferences, summary="Change what one wants to hear of in a channel",
                answer=ChannelPreferencesView)  # fmt: skip
    yield Route(method="GET", path=f"{space}/deliveries", permission="operations.manage",
                handler=do.deliveries, query=DeliveriesPage, summary="Mails on their way",
                answer=DeliveryView, is_list=True)  # fmt: skip
    yield Route(method="POST", path=f"{root}/deliveries/{{delivery_id}}/retry",
                permission="operations.manage", handler=do.retry, summary="Try a mail again",
                answer=DeliveryView)  # fmt: skip
