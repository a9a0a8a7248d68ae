"""The whole error hierarchy. Errors do not know HTTP: each front door has its own small table.

IonfluxError                     message is safe to show; code is stable; retry_after if it helps to wait
├─ UserError                     the person can put it right; shown, never alarmed about
│  ├─ InvalidInput               understood, not acceptable
│  │  └─ Malformed               cannot be parsed at all
│  ├─ NotFound                   unknown, or not yours to see
│  ├─ NotAllowed                 yours to see, not yours to do
│  ├─ NotSignedIn
│  ├─ Conflict                   the present state forbids it
│  ├─ Gone                       it was there once
│  └─ LimitReached
├─ ExternalError                 someone else failed us; carries the service's name
│  ├─ RateLimited    ├─ Unreachable      (retried)
│  └─ Rejected       └─ BadSignature     (not retried)
│     └─ AccessLost                      (a place or account that knows us no more)
├─ StorageError                  our own store cannot be written now: StorageBusy, StorageFull
├─ AgentError                    a run ended badly
│  ├─ BudgetSpent    ├─ OutputInvalid    ├─ Cancelled
│  ├─ EffectUncertain            begun before, and nobody knows whether it was done
│  └─ LeaseLost                  another worker has the run; stop at once, write nothing
└─ SetupError                    wrong configuration or plug-in; stops the start
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong with one field of an input; ``field`` is a path such as ``steps[2].delay_seconds``."""

    field: str
    code: str
    message: str


class IonfluxError(Exception):
    """Base of every error this product raises on purpose."""

    code = "internal_error"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        retry_after: timedelta | None = None,
        details: tuple[Fault, ...] = (),
    ) -> None:
        """Keep the sentence a person may read, and a more precise stable code where there is one."""
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code
        self.retry_after = retry_after
        self.details = details


class UserError(IonfluxError):
    """The person can put it right."""

    code = "validation_failed"


class InvalidInput(UserError):
    """Understood, and not acceptable."""


class Malformed(InvalidInput):
    """Cannot be parsed."""

    code = "malformed_json"


class NotFound(UserError):
    """Unknown, or of another workspace, or private: one answer for all three."""

    code = "not_found"


class NotAllowed(UserError):
    """Seen, but not permitted to this role."""

    code = "forbidden"


class NotSignedIn(UserError):
    """No valid credentials came with the act."""

    code = "token_invalid"


class Conflict(UserError):
    """The present state forbids it."""

    code = "version_conflict"


class Gone(UserError):
    """It existed and has run out."""

    code = "invite_expired"


class LimitReached(UserError):
    """Too much, too often; ``retry_after`` says when again."""

    code = "rate_limited"


class ExternalError(IonfluxError):
    """A service outside failed us."""

    code = "dependency_unavailable"

    def __init__(
        self, message: str, *, service: str, code: str | None = None, retry_after: timedelta | None = None
    ) -> None:
        """Keep which service it was."""
        super().__init__(message, code=code, retry_after=retry_after)
        self.service = service


class RateLimited(ExternalError):
    """The service asks us to wait."""


class Unreachable(ExternalError):
    """No answer, or an answer that says later."""


class Rejected(ExternalError):
    """The service understood and refused."""


class AccessLost(Rejected):
    """The service knows us there no more: a token was revoked, a channel is gone, we were put out of it."""


class BadSignature(ExternalError):
    """What came in was not signed by whom it says."""

    code = "signature_invalid"


class StorageError(IonfluxError):
    """Our own store cannot take the write now; nothing was stored."""

    code = "storage_busy"


class StorageBusy(StorageError):
    """Others held the store for too long."""


class StorageFull(StorageError):
    """No room on the disk; reads go on."""

    code = "storage_full"


class AgentError(IonfluxError):
    """A run ended badly."""

    code = "agent_failed"


class BudgetSpent(AgentError):
    """The next call would go over the budget."""

    code = "budget_exceeded"


class EffectUncertain(AgentError):
    """An effect was begun before, and whether it was done is not known. It is not done again."""

    code = "effect_uncertain"


class OutputInvalid(AgentError):
    """The agent's result does not fit its declaration."""

    code = "output_invalid"


class Cancelled(AgentError):
    """Somebody stopped the run."""

    code = "cancelled"


class LeaseLost(AgentError):
    """The run belongs to another attempt now."""

    code = "lease_lost"


class SetupError(IonfluxError):
    """Wrong configuration or plug-in; one sentence that names the variable or file."""

    code = "setup"
