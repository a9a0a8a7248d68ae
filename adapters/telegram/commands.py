"""The command registry → the menu that Telegram shows. Pure.

https://core.telegram.org/bots/api#botcommand
"""

from bot.contracts.commands import CommandList

LONGEST_NAME, LONGEST_DESCRIPTION, MOST = 32, 256, 100


def menu(commands: CommandList) -> list[dict[str, str]]:
    """One entry for each first word; what has verbs is described by them."""
    found: dict[str, list[str]] = {}
    for one in commands.listed():
        for name in (one.name, *one.aliases):
            first, _, verb = name.partition(" ")
            said = f"{verb}: {one.summary}" if verb else one.summary
            found.setdefault(first.replace("-", "_"), []).append(said)
    return [
        {"command": name[:LONGEST_NAME], "description": "; ".join(said)[:LONGEST_DESCRIPTION]}
        for name, said in sorted(found.items())
    ][:MOST]
