"""/invite: somebody to come into the workspace."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from bot.contracts import addresses
from bot.contracts.commands import Args, CommandContext, Reply, command
from bot.contracts.markdown import plain
from bot.contracts.unit import Role
from bot.services import invitations


class InviteArgs(Args):
    """Whom, and as what."""

    email: Annotated[str, AfterValidator(addresses.email)] = Field(
        description="The address of whoever is to come"
    )
    role: Literal["member", "guest", "admin"] = Field("member", description="What they will be")


@command("invite", "Invite somebody to this workspace", role=Role.ADMIN)
async def invite(context: CommandContext, args: InviteArgs) -> Reply:
    """The link is shown here once; it goes by mail too where mail is set up."""
    made = await invitations.create(context.unit, args.email, Role(args.role))
    link = f"{context.services.public_url}/invite/{made.token}"
    return Reply(
        f"{plain(made.view.email)} is invited as a {made.view.role}, for seven days. The link, which is shown"
        f" once: <{link}>"
    )
