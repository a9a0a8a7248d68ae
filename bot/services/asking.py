"""What a question must be before it is asked; pure but for the people it is put to, who are given."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from bot.contracts.proposals import Ask, approves
from bot.contracts.strict_json import parse
from bot.contracts.unit import Role
from bot.services import schemas
from bot.services.deciders import Deciders, Rules
from config.errors import Fault, InvalidInput

MOST_ACTIONS, LONGEST_LABEL, LONGEST_TITLE, LONGEST_TEXT = 5, 80, 300, 16_000
LARGEST_PAYLOAD, MOST_NAMED, MOST_VOTES = 64 * 1024, 100, 50
LONGEST_WAIT = timedelta(days=366)


def checked(
    asked: Ask, people: Deciders, at: datetime, *, may_approve_by_itself: bool, is_person: bool
) -> Ask:
    """The question as it is stored, with its data as it will be read back.

    Raises:
        InvalidInput: with all faults.
    """
    asked = _plain(asked)
    wrong = [*_words(asked), *_actions(asked), *_people(asked, people), *_end(asked, at)]
    default = next((one for one in asked.actions if one.action_id == asked.default_action_id), None)
    if default is not None and approves(default) and not may_approve_by_itself:
        if is_person:
            text = "What happens by itself may not approve; name an action that does not."
            wrong.append(Fault(field="default_action_id", code="not_allowed", message=text))
        asked = replace(asked, default_action_id=None)
    if wrong:
        raise InvalidInput(f"{wrong[0].field}: {wrong[0].message}", details=tuple(wrong))
    return asked


def too_large(data: Any) -> bool:
    """Whether data is more than a message may carry."""
    return len(orjson.dumps(data)) > LARGEST_PAYLOAD


def _plain(asked: Ask) -> Ask:
    """Data and schema as plain JSON, whatever a service made them of."""
    schema = asked.editable_schema_json
    return replace(
        asked,
        data_json=parse(orjson.dumps(dict(asked.data_json))),
        editable_schema_json=parse(orjson.dumps(schema)) if schema is not None else None,
        expires_at=_in_utc(asked.expires_at),
    )


def _in_utc(moment: datetime | None) -> datetime | None:
    try:
        return moment.astimezone(UTC) if moment else None
    except OverflowError:
        # Before the first day, or after the last: refused with what else is out of range.
        return moment


def _words(asked: Ask) -> Iterator[Fault]:
    if not 1 <= len(asked.title_text.strip()) <= LONGEST_TITLE:
        text = f"A title has 1 to {LONGEST_TITLE} characters."
        yield Fault(
            field="title_text", code="too_long" if asked.title_text.strip() else "too_short", message=text
        )
    if len(asked.description_text) > LONGEST_TEXT:
        yield Fault(field="description_text", code="too_long", message=f"At most {LONGEST_TEXT} characters.")
    whole = [asked.data_json, asked.title_text, asked.description_text, asked.editable_schema_json]
    if too_large(whole):
        yield Fault(field="data_json", code="too_long", message="A proposal has at most 64 KiB in all.")
    if asked.editable_schema_json is not None:
        yield from schemas.problems(asked.editable_schema_json, "editable_schema_json")


def _actions(asked: Ask) -> Iterator[Fault]:
    if not 1 <= len(asked.actions) <= MOST_ACTIONS:
        text = f"A proposal has 1 to {MOST_ACTIONS} actions."
        yield Fault(field="actions_array", code="too_long" if asked.actions else "too_short", message=text)
    known: set[str] = set()
    for number, one in enumerate(asked.actions):
        for name in ("label", "action_id"):
            if not 1 <= len(getattr(one, name).strip()) <= LONGEST_LABEL:
                text = f"This has 1 to {LONGEST_LABEL} characters."
                yield Fault(field=f"actions_array[{number}].{name}", code="too_long", message=text)
        if one.action_id in known:
            text = "Two actions have this id."
            yield Fault(field=f"actions_array[{number}].action_id", code="not_unique", message=text)
        known.add(one.action_id)
    if asked.default_action_id is not None and asked.default_action_id not in known:
        yield Fault(field="default_action_id", code="not_found", message="No action has this id.")


def _end(asked: Ask, at: datetime) -> Iterator[Fault]:
    if asked.expires_at is not None and not at < asked.expires_at <= at + LONGEST_WAIT:
        text = "This is a time from now on, at most a year ahead."
        yield Fault(field="expires_at", code="out_of_range", message=text)


def _people(asked: Ask, people: Deciders) -> Iterator[Fault]:
    if asked.required_role is Role.GUEST:
        yield Fault(field="required_role", code="not_allowed", message="Guests never decide.")
        return
    if len(asked.decider_user_ids) > MOST_NAMED:
        yield Fault(field="decider_user_ids_array", code="too_long", message=f"At most {MOST_NAMED} people.")
        return
    rules = Rules.of_ask(asked)
    for number, user_id in enumerate(asked.decider_user_ids):
        if not people.may(rules, user_id):
            text = "This person may not decide this: no member who can read it, or of too low a role."
            yield Fault(field=f"decider_user_ids_array[{number}]", code="not_allowed", message=text)
    able = len(people.all(rules))
    if not 1 <= asked.quorum <= MOST_VOTES:
        yield Fault(field="quorum", code="out_of_range", message=f"1 to {MOST_VOTES} people.")
    elif asked.quorum > able:
        most = f"Only {able} may decide this, so at most {able} can have to agree."
        text = most if able else "Nobody may decide this."
        yield Fault(field="quorum", code="out_of_range", message=text)
