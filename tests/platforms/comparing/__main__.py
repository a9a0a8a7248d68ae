"""Every difference, as it is told in the suite: ``python -m tests.platforms.comparing``."""

import sys
from collections.abc import Iterator

from tests.platforms.comparing.contract import Contract
from tests.platforms.comparing.discord_interactions import DISCORD
from tests.platforms.comparing.slack_places import SLACK


def told(contract: Contract) -> Iterator[str]:
    """A paragraph for each."""
    for scenario in contract.scenarios.values():
        for server, other in scenario.otherwise.items():
            yield f"{server}: {scenario.name.replace('_', ' ')}"
            yield f"  promised  {scenario.promised!r}"
            yield f"  comes     {other.does!r}"
            yield f"  {other.why}"
            supports = "promises it" if other.documented == "promise" else "says nothing of it"
            yield f"  The platform {supports}: {scenario.doc}\n"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for contract in (SLACK, DISCORD) for line in told(contract))
