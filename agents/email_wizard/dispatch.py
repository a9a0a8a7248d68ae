"""Dispatch: each mail once, as an effect of the decision that allowed it, until the day is full."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from agents.email_wizard.contacts import Contact
from agents.email_wizard.words import Copy, Sender, mail
from bot.contracts.agents import AgentContext, Decided
from config.errors import ExternalError, InvalidInput, NotAllowed, RateLimited, Rejected

MOST_FAILURES = 3
"""Failures of the mail server one after the other, after which it is left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail to be sent."""

    campaign_id: str
    contact: Contact
    copy: Copy
    subject: str


@dataclass(slots=True, kw_only=True)
class Sent:
    """What became of the letters, by the customers' ids; ``left`` are those not tried."""

    sent: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    problem: str = ""


async def send(
    context: AgentContext, letters: Sequence[Letter], sender: Sender, decided: Decided, *, most: int
) -> Sent:
    """Send at most ``most`` of them, in their order.

    Raises:
        EffectUncertain: a worker was lost with one in hand; a person must look.
    """
    done, failures = Sent(), 0
    for at, letter in enumerate(letters):
        if len(done.sent) >= most or done.problem:
            done.left += [one.contact.customer_id for one in letters[at:]]
            break
        try:
            await _one(context, letter, sender, decided)
        except (Rejected, InvalidInput):
            done.refused.append(letter.contact.customer_id)
        except (RateLimited, NotAllowed) as told:
            done.problem = told.message
            done.left.append(letter.contact.customer_id)
        except ExternalError as away:
            failures += 1
            done.unknown.append(letter.contact.customer_id)
            done.problem = away.message if failures >= MOST_FAILURES else ""
        else:
            failures = 0
            done.sent.append(letter.contact.customer_id)
            if at % 25 == 0:
                await context.progress(f"Sent {len(done.sent)} of {len(letters)}", at / len(letters))
    return done


async def _one(context: AgentContext, letter: Letter, sender: Sender, decided: Decided) -> None:
    given = mail(letter.copy, letter.subject, letter.contact, sender)

    async def call(key: str) -> dict[str, str]:
        came = await context.tools.call("send_email", given, key=key)
        return {"message_id": str(came.get("message_id", ""))}

    name = f"mail/{letter.campaign_id}/{letter.contact.customer_id}"
    await context.effect(name, call, digest=decided.digest, instead=given)
