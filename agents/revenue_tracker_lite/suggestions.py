"""What a language model suggests; a suggestion with a number that is not in the digest does not count."""

import re

from bot.contracts.llm import LLM, Outside, Prompt
from config.errors import ExternalError, OutputInvalid

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ASK = (
    "Suggest at most three steps that would raise the margins of this shop, one a line, without a heading."
    " Use only numbers that stand in the table, exactly as they stand there."
)


async def suggest(llm: LLM, digest: str) -> list[str]:
    """Steps that follow from the digest; none without a model, or where it did not help."""
    if llm.is_offline:
        return []
    prompt = Prompt(
        purpose="suggestions", text=_ASK, outside=(Outside(label="digest", text=digest),), max_tokens=400
    )
    try:
        answer = await llm.write(prompt)
    except (ExternalError, OutputInvalid):
        return []
    known = set(_NUMBER.findall(digest))
    steps = [line.strip().lstrip("-*• ") for line in answer.text.splitlines()]
    return [step[:300] for step in steps if step and set(_NUMBER.findall(step)) <= known][:3]
