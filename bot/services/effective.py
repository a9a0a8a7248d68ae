"""What a configuration comes to: its definition's defaults with the workspace's YAML over them, checked."""

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from bot.contracts import cron, secret_refs
from bot.contracts.agents import AgentDefinition, Input, Trigger, TriggerConfig, TriggerType
from bot.contracts.tools import TOOL_NAMES
from bot.services import yaml_text
from config.errors import Fault, InvalidInput

API_KEY = "llm_api_key"
API_KEY_PATH = f"stack_preferences.{API_KEY}"

PRIVILEGED = ("tools", "budget", "auto_approve")
BUDGET_SPANS, BUDGET_LIMITS = ("per_run", "per_day"), ("tokens", "usd")
_MAPPINGS = ("memory", "stack_preferences", "advanced_features", "output_to_canvas_block", "budget")
_LISTS = ("tools", "auto_approve")
SECTIONS = ("inputs", "triggers", "snippet_preview_output_key", *_MAPPINGS, *_LISTS)
_NAMESPACE = "agent_{{agent_id}}_ws_{{workspace_id}}_instance_{{instance_id}}"
LONGEST_NAMESPACE = 300
_VARIABLE = re.compile(r"\{\{([^{}]+)\}\}")
_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "url": (str,),
    "number": (int, float),
    "boolean": (bool,),
    "json": (dict, list, str, int, float),
}
_TRIGGER_KEYS = frozenset({"trigger_definition_key", "enabled", "config_override"})
_OVERRIDES: Mapping[TriggerType, Sequence[str]] = {
    TriggerType.SCHEDULE: ("cron_expression", "timezone"),
    TriggerType.EVENT_STREAM: ("kafka_topic_name", "kafka_consumer_group_suffix", "event_filter_json"),
    TriggerType.WEBHOOK: ("webhook_path_suffix", "event_filter_json"),
    TriggerType.MANUAL: (),
}
NEEDED: Mapping[TriggerType, str] = {
    TriggerType.SCHEDULE: "cron_expression",
    TriggerType.WEBHOOK: "webhook_path_suffix",
    TriggerType.EVENT_STREAM: "kafka_topic_name",
}
"""Without which a trigger of that type never starts anything."""

MOST_CONDITIONS, DEEPEST_PATH, LONGEST_PATH, MOST_VALUES, MOST_IN_ALL = 50, 5, 200, 100, 200

# Path, code and sentence of what is wrong.
Report = Callable[[str, str, str], None]


@dataclass(frozen=True, slots=True)
class Effective:
    """A configuration's values over its definition's defaults."""

    inputs: Mapping[str, Any]
    triggers: Sequence[Trigger]
    rest: Mapping[str, Any]

    def cached(self) -> dict[str, Any]:
        """As ``effective_config_cache_json``."""
        triggers = [trigger.model_dump(mode="json", exclude_none=True) for trigger in self.triggers]
        return {"inputs": dict(self.inputs), "triggers": triggers, **self.rest}

    @property
    def privileged(self) -> dict[str, Any]:
        """What only owners and admins may set."""
        return privileged(self.cached())


def privileged(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Its part that only owners and admins may set: also the secrets it names. An empty list of tools is
    one: none may be used.
    """
    named = {path: name for path, name in secret_refs.found(stored) if name is not None}
    found = {name: stored[name] for name in PRIVILEGED if stored.get(name) is not None}
    return found | ({"secrets": named} if named else {})


def merged(definition: AgentDefinition, text: str, *, secrets: Collection[str] | None = None) -> Effective:
    """Definition defaults with the YAML's values over them. ``secrets`` are the names of those that the
    workspace has, where that is known.

    Raises:
        InvalidInput: with every fault found, each with its line and key.
    """
    read = yaml_text.load(text)
    faults: list[Fault] = []

    def report(path: str, code: str, message: str) -> None:
        line = read.lines.get(path) or read.lines.get(path.rpartition(".")[0]) or 1
        told = f"Line {line}: {message}"
        faults.append(Fault(field=f"yaml_config_text:{line}:{path}", code=code, message=told))

    for name in read.values.keys() - set(SECTIONS):
        report(
            name, "unknown_field", f"'{name}' is not a section. Sections are {', '.join(sorted(SECTIONS))}."
        )
    inputs = _inputs(definition, read, report)
    triggers = _triggers(definition, read.values.get("triggers") or [], report)
    rest = {name: read.values[name] for name in SECTIONS[2:] if read.values.get(name) is not None}
    _check_rest(definition, rest, report)
    _check_secrets(definition, read.values, secrets, report)
    if faults:
        faults.sort(key=lambda fault: int(fault.field.split(":")[1]))
        raise InvalidInput(faults[0].message, details=tuple(faults))
    return Effective(inputs, triggers, rest)


def defaults(definition: AgentDefinition) -> dict[str, Any]:
    """The inputs that have a default."""
    return {one.key_name: one.default_value for one in definition.inputs if one.default_value is not None}


def for_run(
    definition: AgentDefinition, stored: Mapping[str, Any], given: Mapping[str, Any]
) -> dict[str, Any]:
    """The inputs of one run: defaults, the configuration's, and over both those given for this run.

    Raises:
        InvalidInput: something given is not an input of the agent, or of another type, or a required one is
            missing; with all faults.
    """
    declared = {one.key_name: one for one in definition.inputs}
    faults = []
    for name, value in given.items():
        one = declared.get(name)
        told = f"{definition.name} has no input '{name}'." if one is None else wrong(one, value)
        if one is not None and one.is_secret:
            told = f"'{name}' is a secret: the settings alone name it."
        if told is not None:
            code = "wrong_type" if one else "unknown_field"
            faults.append(Fault(field=f"runtime_params.{name}", code=code, message=told))
    values = defaults(definition) | dict(stored) | dict(given)
    for name, one in declared.items():
        if one.is_required and name not in values:
            told = f"'{name}' is required: {one.description_text}"
            faults.append(Fault(field=f"runtime_params.{name}", code="missing", message=told))
    if faults:
        raise InvalidInput(faults[0].message, details=tuple(faults))
    return values


def wrong(declared: Input, value: Any) -> str | None:
    """What is wrong with a value of an input; None when nothing is."""
    if declared.is_secret:
        told = f"'{declared.key_name}' is never written here: it is named as {{secret_ref: NAME}}."
        return None if isinstance(value, Mapping) and secret_refs.KEY in value else told
    fits = isinstance(value, _TYPES[declared.data_type])
    if not fits or (isinstance(value, bool) and declared.data_type == "number"):
        return f"'{declared.key_name}' is a {declared.data_type}."
    if declared.data_type == "url" and not value.startswith(("http://", "https://")):
        return f"'{declared.key_name}' begins with https://."
    if declared.accepted_values_list and value not in declared.accepted_values_list:
        return f"'{declared.key_name}' is one of {', '.join(map(str, declared.accepted_values_list))}."
    return None


def namespace(definition: AgentDefinition, effective: Effective, workspace_id: UUID) -> str | None:
    """The memory namespace: the definition's template with the values of the section ``memory``, and of the
    inputs, in it; of an agent that remembers nothing none.
    """
    given = {**effective.inputs, **effective.rest.get("memory", {})}
    if not definition.memory.is_kept:
        return None
    template = definition.memory.default_namespace_template or _NAMESPACE
    known = {name: str(value) for name, value in given.items()}
    # The channel is that of each run: no configuration says which.
    known |= {"agent_id": definition.id, "workspace_id": str(workspace_id), "channel_id": "each"}
    known.setdefault("instance_id", known.get("instance_suffix", "default"))
    # In one pass: what a value says is no template again, however often it names others.
    filled = _VARIABLE.sub(lambda variable: known.get(variable[1], variable[0]), template)
    # The workspace stands first whatever the template says, so that no two can ever share a namespace.
    found = f"{workspace_id}:{filled}"
    if len(found) <= LONGEST_NAMESPACE:
        return found
    # Two that only differ where it is cut stay two.
    return f"{found[:230]}:{hashlib.sha256(found.encode()).hexdigest()}"


def _inputs(definition: AgentDefinition, read: yaml_text.Read, report: Report) -> dict[str, Any]:
    given = read.values.get("inputs")
    if given is None:
        given = {}
    if not isinstance(given, dict):
        report("inputs", "wrong_type", "'inputs' is a list of 'key: value' lines.")
        return {}
    declared = {one.key_name: one for one in definition.inputs}
    for name in given.keys() - declared.keys():
        report(f"inputs.{name}", "unknown_field", f"{definition.name} has no input '{name}'.")
    values = defaults(definition)
    for name, one in declared.items():
        value = _as_written(one, given.get(name), read.texts.get(f"inputs.{name}"))
        if value is not None:
            if told := wrong(one, value):
                report(f"inputs.{name}", "secret_inline" if one.is_secret else "wrong_type", told)
            values[name] = value
        elif one.is_required and not one.comes_with_event and name not in values:
            report("inputs", "missing", f"'{name}' is required: {one.description_text}")
    return values


def _as_written(declared: Input, value: Any, text: str | None) -> Any:
    """Where text is wanted a plain ``1.10`` is the text ``1.10``."""
    if declared.data_type in ("string", "url") and text and isinstance(value, int | float):
        return text
    return value


def _triggers(definition: AgentDefinition, given: Any, report: Report) -> list[Trigger]:
    triggers = {one.key: one for one in definition.triggers if one.is_enabled_by_default}
    if not isinstance(given, list):
        report("triggers", "wrong_type", "'triggers' is a list.")
        return []
    named: set[str] = set()
    for number, item in enumerate(given):
        path = f"triggers[{number}]"
        key = item.get("trigger_definition_key") if isinstance(item, dict) else None
        declared = definition.trigger(key) if isinstance(key, str) else None
        if declared is None:
            keys = ", ".join(trigger.key for trigger in definition.triggers)
            report(
                f"{path}.trigger_definition_key", "unknown_field", f"trigger_definition_key is one of {keys}."
            )
        elif declared.key in named:
            report(f"{path}.trigger_definition_key", "duplicate_key", f"'{declared.key}' stands here twice.")
        else:
            named.add(declared.key)
            _override(triggers, declared, item, path=path, report=report)
    return list(triggers.values())


def _override(
    triggers: dict[str, Trigger], declared: Trigger, item: dict[str, Any], *, path: str, report: Report
) -> None:
    for name in item.keys() - _TRIGGER_KEYS:
        report(f"{path}.{name}", "unknown_field", f"A trigger has no '{name}'.")
    is_enabled, override = (
        item.get("enabled", declared.is_enabled_by_default),
        item.get("config_override"),
    )
    if not isinstance(is_enabled, bool):
        report(f"{path}.enabled", "wrong_type", "'enabled' is true or false.")
    elif is_enabled:
        triggers.setdefault(declared.key, declared)
    else:
        triggers.pop(declared.key, None)
    if not override:
        return
    if not declared.is_user_overridable:
        report(f"{path}.config_override", "not_overridable", f"'{declared.key}' can only be disabled.")
        return
    if not isinstance(override, dict):
        report(f"{path}.config_override", "wrong_type", "'config_override' is a list of 'key: value' lines.")
        return
    config = _overridden(declared, override, path=path, report=report)
    if config is not None and declared.key in triggers:
        triggers[declared.key] = declared.model_copy(update={"default_config_json": config})


def _overridden(
    declared: Trigger, override: dict[str, Any], *, path: str, report: Report
) -> TriggerConfig | None:
    allowed = _OVERRIDES[declared.type]
    for name in override.keys() - set(allowed):
        told = f"A trigger of type {declared.type} has no '{name}', but {', '.join(allowed) or 'nothing'}."
        report(f"{path}.config_override.{name}", "not_overridable", told)
    defaults_of = declared.default_config_json.model_dump(exclude_none=True)
    given = {name: value for name, value in override.items() if name in allowed}
    try:
        config = TriggerConfig.model_validate(defaults_of | given)
    except ValidationError as invalid:
        for error in invalid.errors():
            where = ".".join(str(part) for part in error["loc"])
            report(f"{path}.config_override.{where}", "wrong_type", f"'{where}': {error['msg']}")
        return None
    needed = NEEDED.get(declared.type, "")
    if needed in given and not (given[needed] or "").strip():
        report(f"{path}.config_override.{needed}", "missing", f"'{needed}' cannot be empty.")
        return None
    if wrong_filter := filter_problem(config.event_filter_json):
        report(f"{path}.config_override.event_filter_json", "wrong_form", wrong_filter)
    for name, told in _schedule_problems(config):
        report(f"{path}.config_override.{name}", "cron_invalid", told)
    return config


def filter_problem(conditions: Mapping[str, Any] | None) -> str | None:
    """What is wrong with an ``event_filter_json``; None when nothing is."""
    if conditions is None:
        return None
    if len(conditions) > MOST_CONDITIONS:
        return f"A filter has at most {MOST_CONDITIONS} conditions."
    for path, wanted in conditions.items():
        if len(path) > LONGEST_PATH:
            return f"'{path[:80]}…': a path has at most {LONGEST_PATH} characters."
        if path.count(".") >= DEEPEST_PATH:
            return f"'{path[:80]}': a path has at most {DEEPEST_PATH} parts."
        values = wanted if isinstance(wanted, list) else [wanted]
        if len(values) > MOST_VALUES or any(isinstance(one, dict | list) for one in values):
            return f"'{path[:80]}' is compared with a value, or with a list of at most {MOST_VALUES} values."
    if sum(len(wanted) if isinstance(wanted, list) else 1 for wanted in conditions.values()) > MOST_IN_ALL:
        return f"A filter names at most {MOST_IN_ALL} values in all."
    return None


def _schedule_problems(config: TriggerConfig) -> Iterator[tuple[str, str]]:
    if config.cron_expression is not None and (told := cron.problem(config.cron_expression)):
        yield "cron_expression", told
    if config.timezone is not None and (told := cron.zone_problem(config.timezone)):
        yield "timezone", told


def _check_rest(definition: AgentDefinition, rest: Mapping[str, Any], report: Report) -> None:
    for names, kind, told in ((_MAPPINGS, dict, "a list of 'key: value' lines"), (_LISTS, list, "a list")):
        for name in names:
            if name in rest and not isinstance(rest[name], kind):
                report(name, "wrong_type", f"'{name}' is {told}.")
    _check_privileges(rest, report)
    outputs = {one.key_name for one in definition.outputs}
    shown = rest.get("snippet_preview_output_key")
    if shown is not None and shown not in outputs:
        told = f"'{shown}' is no output. Outputs are {', '.join(sorted(outputs))}."
        report("snippet_preview_output_key", "unknown_field", told)
    preferences = rest.get("stack_preferences")
    if isinstance(preferences, dict) and "llm_model" in preferences:
        _check_model(definition, preferences["llm_model"], report)


def _check_privileges(rest: Mapping[str, Any], report: Report) -> None:
    """What limits an agent must be what it seems: a limit that is not understood would be none."""
    for name, known in (("tools", TOOL_NAMES), ("auto_approve", None)):
        given = rest.get(name)
        for number, one in enumerate(given if isinstance(given, list) else ()):
            where = f"{name}[{number}]"
            if not isinstance(one, str):
                report(where, "wrong_type", f"'{name}' is a list of names.")
            elif known is not None and one not in known:
                report(
                    where, "unknown_field", f"There is no tool '{one[:80]}'. Tools are {', '.join(known)}."
                )
    budget = rest.get("budget")
    for span, limits in budget.items() if isinstance(budget, dict) else ():
        if span not in BUDGET_SPANS or not isinstance(limits, dict):
            told = f"A budget has {' and '.join(BUDGET_SPANS)}, each with {' and '.join(BUDGET_LIMITS)}."
            report(f"budget.{span}", "unknown_field", told)
            continue
        for limit, value in limits.items():
            if wrong_limit := _limit_problem(limit, value):
                report(f"budget.{span}.{limit}", "wrong_type", wrong_limit)


def _check_secrets(
    definition: AgentDefinition, values: Mapping[str, Any], known: Collection[str] | None, report: Report
) -> None:
    """A secret is named and never written, and only where one is used."""
    places = [API_KEY_PATH, *(f"inputs.{one.key_name}" for one in definition.inputs if one.is_secret)]
    for path, name in secret_refs.found(values):
        if name is None:
            told = "A secret is named as {secret_ref: NAME}: a to z, 0 to 9 and _, and nothing beside it."
            report(f"{path}.{secret_refs.KEY}", "wrong_form", told)
        elif path not in places:
            told = f"No secret is used here. Secrets may be named at {', '.join(places)}."
            report(f"{path}.{secret_refs.KEY}", "not_allowed", told)
        elif known is not None and name not in known:
            told = f"There is no secret '{name}' in this workspace. An owner or admin puts it down first."
            report(f"{path}.{secret_refs.KEY}", "secret_unknown", told)
    preferences = values.get("stack_preferences")
    if not isinstance(preferences, dict) or (given := preferences.get(API_KEY)) is None:
        return
    if not (isinstance(given, dict) and secret_refs.KEY in given):
        told = f"'{API_KEY}' is never written here: it is named as {{secret_ref: NAME}}."
        report(API_KEY_PATH, "secret_inline", told)
    elif "llm_model" not in preferences:
        report(API_KEY_PATH, "missing", "Say in 'llm_model' which model the key is for.")


def _limit_problem(limit: str, value: Any) -> str | None:
    if limit not in BUDGET_LIMITS:
        return f"'{limit[:80]}' is no limit. Limits are {' and '.join(BUDGET_LIMITS)}."
    wanted = int if limit == "tokens" else int | float
    if isinstance(value, bool) or not isinstance(value, wanted) or value < 0:
        return f"'{limit}' is a {'whole ' if limit == 'tokens' else ''}number, zero or more."
    return None


def _check_model(definition: AgentDefinition, wanted: Any, report: Report) -> None:
    listed = {f"{one.provider}:{one.model_name}" for one in definition.llm if one.provider and one.model_name}
    if not isinstance(wanted, str) or ":" not in wanted:
        report("stack_preferences.llm_model", "wrong_type", "'llm_model' is written provider:model.")
    elif listed and wanted not in listed:
        told = f"'{wanted}' is none of {', '.join(sorted(listed))}."
        report("stack_preferences.llm_model", "not_overridable", told)
