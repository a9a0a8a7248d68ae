"""Invitations: a link is a place in a workspace, once, for a week, and only while it is meant."""

import asyncio
import secrets
from datetime import timedelta
from uuid import UUID

import pytest

from bot.contracts.unit import Role
from bot.services import invitations
from config.clock import now
from storage.models.workspaces import Invitation, Membership
from tests.adapters.asking import API, space
from tests.adapters.conftest import Answer, Person, Web


async def invited(host: Person, email: str = "bob@example.com", role: str = "member") -> tuple[str, str]:
    """The invitation's id and token."""
    made = await host.made(space(host, "invitations"), {"email": email, "role": role})
    link, _, token = made["accept_url"].rpartition("/")
    assert link.startswith("http")
    assert link.endswith("/invite")
    return made["id"], token


async def accept(person: Person, token: str) -> Answer:
    return await person.call("POST", f"{API}/invitations/{token}/accept", {})


async def role_of(person: Person, workspace_id: str) -> str | None:
    row = await Membership.of(UUID(workspace_id)).get_or_none(user_id=UUID(person.id))
    return row.role if row else None


async def test_a_link_is_looked_at_by_a_stranger_and_taken_once(web: Web) -> None:
    ada = await web.person()
    invitation_id, token = await invited(ada, "Bob@Example.com")
    async with (await web.http()).get(f"{API}/invitations/{token}") as looked:
        offer = await looked.json()
    assert {name: offer[name] for name in ("email", "role", "invited_by_name", "state")} == {
        "email": "bob@example.com", "role": "member", "invited_by_name": "Ada", "state": "open",
    }  # fmt: skip
    bob, eve = await web.person("Bob"), await web.person("Eve")
    outcomes = await asyncio.gather(accept(bob, token), accept(eve, token))
    assert sorted(one.status for one in outcomes) == [200, 410]
    (joined,) = [one.body for one in outcomes if one.status == 200]
    (late,) = [one for one in outcomes if one.status == 410]
    assert late.code == "invite_expired"
    winner = bob if outcomes[0].status == 200 else eve
    assert (joined["id"], joined["role"]) == (ada.workspace_id, "member")
    assert joined["is_other_address"] is (winner is eve)
    winner.workspace_id = ada.workspace_id
    names = {one["name"]: one["is_member"] for one in (await winner.read(space(winner, "channels")))["items"]}
    assert names == {"alerts": True, "general": True}
    (listed,) = (await ada.read(space(ada, "invitations")))["items"]
    assert (listed["id"], listed["accepted_at"] is not None, listed["accept_url"]) == (
        invitation_id,
        True,
        None,
    )
    log = [one["action"] for one in (await ada.read(space(ada, "audit-log")))["items"]]
    assert log[:2] == ["invitation.accepted", "invitation.created"]
    stored = await Invitation.of(UUID(ada.workspace_id)).get(id=invitation_id)
    assert token not in str(dict(stored))


@pytest.mark.parametrize("role", ["admin", "member", "guest"])
async def test_one_becomes_what_one_was_invited_as_and_never_less_than_one_is(web: Web, role: str) -> None:
    ada, bob = await web.person(), await web.person("Bob")
    _, token = await invited(ada, role=role)
    assert (await accept(bob, token)).body["role"] == role
    assert await role_of(bob, ada.workspace_id) == role
    for other, becomes in (("guest", role), ("admin", "admin")):
        # Written to an address of no account: whoever holds the link may take it.
        _, token = await invited(ada, f"{other}@example.com", other)
        assert (await accept(bob, token)).body["role"] == becomes
    assert (await accept(ada, (await invited(ada, "ada2@example.com", "guest"))[1])).body["role"] == "owner"


async def test_who_may_invite_whom(web: Web) -> None:
    ada = await web.person()
    amy, bob = await web.joined(ada, "Amy", "admin"), await web.joined(ada, "Bob")

    async def status(person: Person, role: str) -> int:
        body = {"email": "new@example.com", "role": role}
        return (await person.call("POST", space(person, "invitations"), body)).status

    assert [await status(ada, role) for role in ("owner", "admin", "member", "guest")] == [422, 201, 201, 201]
    assert [await status(amy, role) for role in ("admin", "member", "guest")] == [403, 201, 201]
    assert [await status(bob, role) for role in ("member", "guest")] == [403, 403]
    taken = await ada.call("POST", space(ada, "invitations"), {"email": "BOB@example.com"})
    assert (taken.status, taken.code) == (409, "in_use")
    assert (await ada.call("POST", space(ada, "invitations"), {"email": "nobody"})).status == 422
    for_an_admin, _ = await invited(ada, "boss@example.com", "admin")
    assert (await amy.call("DELETE", f"{API}/invitations/{for_an_admin}")).status == 403


async def test_a_link_that_is_not_meant_any_more_opens_nothing(web: Web) -> None:
    ada, bob = await web.person(), await web.person("Bob")
    amy = await web.joined(ada, "Amy", "admin")
    first, replaced = await invited(ada)
    _, newest = await invited(ada)
    revoked_id, revoked = await invited(ada, "c@example.com")
    assert (await ada.call("DELETE", f"{API}/invitations/{revoked_id}")).status == 204
    assert (await ada.call("DELETE", f"{API}/invitations/{revoked_id}")).status == 404
    assert (await bob.call("DELETE", f"{API}/invitations/{first}")).status == 404
    _, old = await invited(ada, "d@example.com")
    past = Invitation.of(UUID(ada.workspace_id)).filter(email="d@example.com")
    assert (await past.get()).expires_at - now() > timedelta(days=6, hours=23)
    await past.update(expires_at=now())
    _, of_somebody_gone = await invited(amy, "e@example.com")
    await Membership.of(UUID(ada.workspace_id)).filter(user_id=UUID(amy.id)).delete()
    for token, state in (
        (replaced, "revoked"),
        (revoked, "revoked"),
        (old, "expired"),
        (of_somebody_gone, "revoked"),
    ):
        assert (await bob.read(f"{API}/invitations/{token}"))["state"] == state
        for one in (bob, amy):
            answer = await accept(one, token)
            assert (answer.status, answer.code) == (410, "invite_expired")
    assert (await accept(bob, secrets.token_urlsafe(32))).status == 404
    assert await role_of(bob, ada.workspace_id) is None
    assert (await accept(bob, newest)).status == 200
    assert (await bob.read(f"{API}/invitations/{newest}"))["state"] == "accepted"
    assert (await accept(bob, newest)).status == 410


async def test_an_invitation_is_a_fact_that_gives_its_link_to_nobody(web: Web) -> None:
    from bot.contracts.events import decode
    from storage.models.events import OutboxEvent

    ada = await web.person()
    invitation_id, token = await invited(ada)
    rows = [row for row in await OutboxEvent.all() if decode(row.envelope).event_type == invitations.CREATED]
    (row,) = rows
    assert token not in row.envelope
    assert decode(row.envelope).payload_json == {
        "invitation_id": invitation_id, "email": "bob@example.com", "role": Role.MEMBER.value,
        "workspace_name": "Ada's workspace", "invited_by_name": "Ada",
    }  # fmt: skip
