"""What a configuration comes to."""

from uuid import UUID

import pytest
from pydantic import ValidationError

from bot.contracts.agents import AgentDefinition, Input, MemoryConfig, Trigger, TriggerType
from bot.services import effective
from config.errors import Fault, InvalidInput

WORKSPACE = UUID(int=5)
AGENT = AgentDefinition.model_validate(
    {
        "id": "agent_900",
        "name": "Sample",
        "version": "1.0.0",
        "definition_status": "beta",
        "triggers": [
            {"key": "nightly", "type": "schedule", "is_user_overridable": True,
             "default_config_json": {"cron_expression": "0 3 * * *"}},
            {"key": "orders", "type": "event_stream"},
        ],
        "inputs": [
            {"key_name": "limit", "data_type": "number", "default_value": 100},
            {"key_name": "channel", "data_type": "string", "accepted_values_list": ["alerts", "1.10"]},
            {"key_name": "site", "data_type": "url", "is_required": True, "description_text": "Where"},
            {"key_name": "is_loud", "data_type": "boolean"},
            {"key_name": "extra", "data_type": "json"},
        ],
        "outputs": [{"key_name": "report", "data_type": "markdown"}],
        "llm": [{"purpose": "any", "provider": "acme", "model_name": "small"}],
        "memory": {"type": "qdrant", "default_namespace_template": "{{workspace_id}}/{{instance_id}}"},
    }
)  # fmt: skip
AT = "yaml_config_text:5:triggers[0].config_override."
SITE = "inputs: {site: 'https://example.com'}\n"


def faults(text: str) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refused:
        effective.merged(AGENT, text)
    return {fault.field.split(":", 2)[2]: fault.code for fault in refused.value.details}


def test_defaults_hold_where_nothing_is_said() -> None:
    found = effective.merged(AGENT, SITE)
    assert found.inputs == {"limit": 100, "site": "https://example.com"}
    assert [one.key for one in found.triggers] == ["nightly", "orders"]


@pytest.mark.parametrize(
    ("said", "at_work"),
    [("", []), (", enabled: true", ["changed"]), (", enabled: false", []), (", config_override: {}", [])],
)
def test_a_trigger_that_is_off_is_at_work_only_where_it_is_turned_on(said: str, at_work: list[str]) -> None:
    trigger = Trigger(
        key="changed", type=TriggerType.EVENT_STREAM, is_user_overridable=True, is_enabled_by_default=False
    )
    agent = AGENT.model_copy(update={"triggers": (trigger,)})
    text = f"triggers: [{{trigger_definition_key: changed{said}}}]"
    for one, expected in ((SITE, []), (SITE + text, at_work)):
        assert [found.key for found in effective.merged(agent, one).triggers] == expected


def test_a_trigger_is_turned_off_or_changed_where_it_may_be() -> None:
    found = effective.merged(
        AGENT,
        SITE
        + "triggers:\n"
        + "  - {trigger_definition_key: nightly, config_override: {cron_expression: '5 4 * * *'}}\n"
        + "  - {trigger_definition_key: orders, enabled: false}\n",
    )
    assert [(one.key, one.default_config_json.cron_expression) for one in found.triggers] == [
        ("nightly", "5 4 * * *")
    ]


@pytest.mark.parametrize(
    ("text", "where", "code"),
    [
        ("", "inputs", "missing"),
        ("inputs: [1]", "inputs", "wrong_type"),
        ("inputs: {site: ftp://x}", "inputs.site", "wrong_type"),
        (SITE.replace("}", ", limit: true}"), "inputs.limit", "wrong_type"),
        (SITE.replace("}", ", limit: [1]}"), "inputs.limit", "wrong_type"),
        (SITE.replace("}", ", channel: other}"), "inputs.channel", "wrong_type"),
        (SITE.replace("}", ", is_loud: yes}"), "inputs.is_loud", "wrong_type"),
        (SITE + "triggers: 1", "triggers", "wrong_type"),
        (
            SITE + "triggers: [{trigger_definition_key: orders, enabled: maybe}]",
            "triggers[0].enabled",
            "wrong_type",
        ),
        (
            SITE + "triggers: [{trigger_definition_key: orders, when: now}]",
            "triggers[0].when",
            "unknown_field",
        ),
        (SITE + "triggers: [orders]", "triggers[0].trigger_definition_key", "unknown_field"),
        (SITE + "memory: text", "memory", "wrong_type"),
        (SITE + "budget: [1]", "budget", "wrong_type"),
        (SITE + "snippet_preview_output_key: nothing", "snippet_preview_output_key", "unknown_field"),
        (SITE + "budget: {money: 5}", "budget.money", "unknown_field"),
        (SITE + "budget: {per_day: 5}", "budget.per_day", "unknown_field"),
        (SITE + "budget: {per_day: {usd: much}}", "budget.per_day.usd", "wrong_type"),
        (SITE + "budget: {per_day: {usd: -1}}", "budget.per_day.usd", "wrong_type"),
        (SITE + "budget: {per_run: {tokens: 1.5}}", "budget.per_run.tokens", "wrong_type"),
        (SITE + "budget: {per_run: {tokens: true}}", "budget.per_run.tokens", "wrong_type"),
        (SITE + "budget: {per_run: {calls: 1}}", "budget.per_run.calls", "wrong_type"),
        (SITE + "tools: [get_brand, shell]", "tools[1]", "unknown_field"),
        (SITE + "tools: [[get_brand]]", "tools[0]", "wrong_type"),
        (SITE + "auto_approve: [{email.send: true}]", "auto_approve[0]", "wrong_type"),
        (SITE + "stack_preferences: {llm_model: big}", "stack_preferences.llm_model", "wrong_type"),
        (
            SITE + "stack_preferences: {llm_model: 'acme:big'}",
            "stack_preferences.llm_model",
            "not_overridable",
        ),
    ],
)
def test_what_does_not_fit_the_definition_is_refused_by_its_key(text: str, where: str, code: str) -> None:
    assert faults(text) == {where: code}


def override(kind: str, config: str) -> dict[str, str]:
    """What is wrong with that override of a trigger of that type which may be changed."""
    configs = {
        "schedule": {"cron_expression": "0 3 * * *"},
        "event_stream": {"kafka_topic_name": "ionflux.shopify"},
        "webhook": {"webhook_path_suffix": "/in"},
        "manual": {},
    }
    trigger = {
        "key": "it", "type": kind, "is_user_overridable": True, "default_config_json": configs[kind],
    }  # fmt: skip
    agent = AgentDefinition.model_validate(AGENT.model_dump(mode="json") | {"triggers": [trigger]})
    text = f"{SITE}triggers:\n  - trigger_definition_key: it\n    config_override:\n      {config}\n"
    found: tuple[Fault, ...] = ()
    try:
        effective.merged(agent, text)
    except InvalidInput as refused:
        found = tuple(refused.details)
    return {fault.field.removeprefix(AT): fault.code for fault in found}


@pytest.mark.parametrize(
    ("kind", "config", "wrong"),
    [
        ("schedule", "timezone: Europe/Lisbon", {}),
        ("schedule", "kafka_topic_name: ionflux.agent", {"kafka_topic_name": "not_overridable"}),
        ("schedule", "cron_expression: null", {"cron_expression": "missing"}),
        ("schedule", "cron_expression: ' '", {"cron_expression": "missing"}),
        ("schedule", "cron_expression: 5", {"cron_expression": "wrong_type"}),
        ("event_stream", "kafka_topic_name: ionflux.agent", {}),
        ("event_stream", "kafka_topic_name: ''", {"kafka_topic_name": "missing"}),
        ("event_stream", "kafka_topic_name: [a]", {"kafka_topic_name": "wrong_type"}),
        ("event_stream", "event_filter_json: [a]", {"event_filter_json": "wrong_type"}),
        ("event_stream", "event_filter_json: null", {}),
        ("event_stream", "cron_expression: '* * * * *'", {"cron_expression": "not_overridable"}),
        ("webhook", "webhook_path_suffix: null", {"webhook_path_suffix": "missing"}),
        ("webhook", "event_filter_json: {kind: brief}", {}),
        ("manual", "event_filter_json: {kind: brief}", {"event_filter_json": "not_overridable"}),
        ("webhook", "is_user_overridable: true", {"is_user_overridable": "not_overridable"}),
        ("webhook", "__class__: x", {"__class__": "not_overridable"}),
    ],
)
def test_only_what_a_trigger_of_its_type_has_can_be_changed(
    kind: str, config: str, wrong: dict[str, str]
) -> None:
    assert override(kind, config) == wrong


def test_an_empty_list_of_tools_is_a_limit() -> None:
    assert effective.merged(AGENT, SITE + "tools: []").privileged == {"tools": []}
    assert effective.merged(AGENT, SITE).privileged == {}


def test_an_input_that_is_a_secret_is_named_by_the_settings_alone() -> None:
    secret = {"key_name": "key", "data_type": "string", "is_secret": True}
    agent = AgentDefinition.model_validate(
        {
            "id": "agent_901",
            "name": "Sample",
            "version": "1.0.0",
            "definition_status": "beta",
            "inputs": [secret],
        }
    )
    named = {"secret_ref": "our_key"}
    found = effective.merged(agent, "inputs: {key: {secret_ref: our_key}}", secrets={"our_key"})
    assert found.cached()["inputs"] == {"key": named}
    assert found.privileged == {"secrets": {"inputs.key": "our_key"}}
    assert effective.for_run(agent, {"key": named}, {}) == {"key": named}
    for given in ("open-secret", named):
        with pytest.raises(InvalidInput, match="settings alone"):
            effective.for_run(agent, {}, {"key": given})
    for text, path, code in (
        ("inputs: {key: open-secret}", "inputs.key", "secret_inline"),
        ("inputs: {key: {secret_ref: other}}", "inputs.key.secret_ref", "secret_unknown"),
    ):
        with pytest.raises(InvalidInput) as refused:
            effective.merged(agent, text, secrets={"our_key"})
        assert [(one.field, one.code) for one in refused.value.details] == [
            (f"yaml_config_text:1:{path}", code)
        ]
        assert "open-secret" not in refused.value.message
    for wrong in (
        {"default_value": "x"},
        {"data_type": "json"},
        {"accepts_prompt": True},
        {"comes_with_event": True},
    ):
        with pytest.raises(ValidationError):
            Input.model_validate(secret | wrong)


def test_what_events_bring_is_wanted_of_a_run_by_hand_and_of_no_configuration() -> None:
    inputs = [
        {"key_name": "user_id", "data_type": "string", "is_required": True, "comes_with_event": True},
    ]
    agent = AgentDefinition.model_validate(
        {
            "id": "agent_901",
            "name": "Sample",
            "version": "1.0.0",
            "definition_status": "beta",
            "inputs": inputs,
        }
    )
    assert effective.merged(agent, "").inputs == {}
    with pytest.raises(InvalidInput):
        effective.for_run(agent, {}, {})


def test_text_is_taken_as_it_was_written() -> None:
    assert effective.merged(AGENT, SITE.replace("}", ", channel: 1.10}")).inputs["channel"] == "1.10"


def test_a_memory_namespace_begins_with_its_workspace() -> None:
    found = effective.merged(AGENT, SITE + "memory: {instance_suffix: main}")
    assert effective.namespace(AGENT, found, WORKSPACE) == f"{WORKSPACE}:{WORKSPACE}/main"


def of(memory: dict[str, str]) -> effective.Effective:
    """A configuration with that section, and an input."""
    return effective.Effective({"creator_id": "mara"}, (), {"memory": memory})


def test_a_namespace_has_the_values_of_inputs_and_of_the_section_over_them() -> None:
    template = MemoryConfig(type="qdrant", default_namespace_template="{{workspace_id}}/{{creator_id}}")
    agent = AGENT.model_copy(update={"memory": template})
    assert effective.namespace(agent, of({}), WORKSPACE) == f"{WORKSPACE}:{WORKSPACE}/mara"
    assert effective.namespace(agent, of({"creator_id": "x"}), WORKSPACE) == f"{WORKSPACE}:{WORKSPACE}/x"


def test_a_configuration_cannot_name_another_workspace_or_agent() -> None:
    named = {"workspace_id": "another", "agent_id": "another", "instance_suffix": "{{workspace_id}}"}
    assert effective.namespace(AGENT, of(named), WORKSPACE) == f"{WORKSPACE}:{WORKSPACE}/{{{{workspace_id}}}}"


def test_a_configuration_does_not_say_which_channel_it_remembers() -> None:
    template = MemoryConfig(type="qdrant", default_namespace_template="{{workspace_id}}_{{channel_id}}")
    agent = AGENT.model_copy(update={"memory": template})
    assert effective.namespace(agent, of({"channel_id": "another"}), WORKSPACE) == (
        f"{WORKSPACE}:{WORKSPACE}_each"
    )
    assert (template.is_by_channel, AGENT.memory.is_by_channel) == (True, False)


def test_values_of_a_namespace_that_name_one_another_are_no_bomb() -> None:
    names = "abcdefgh"
    bomb = {"instance_id": "{{a}}" * 500}
    bomb |= {one: f"{{{{{following}}}}}" * 500 for one, following in zip(names, names[1:] + "z", strict=True)}
    assert len(effective.namespace(AGENT, of(bomb), WORKSPACE) or "") <= effective.LONGEST_NAMESPACE


@pytest.mark.parametrize(
    "trick", ["{{config.__class__}}", "{{ workspace_id }}", "{0.__class__}", "%(x)s", "${x}"]
)
def test_a_template_in_a_value_stays_the_text_it_is(trick: str) -> None:
    found = effective.namespace(AGENT, of({"instance_suffix": trick}), WORKSPACE)
    assert found == f"{WORKSPACE}:{WORKSPACE}/{trick}"


def test_two_namespaces_that_are_too_long_stay_two() -> None:
    found = {
        effective.namespace(AGENT, of({"instance_suffix": "x" * 400 + end}), WORKSPACE) or "" for end in "ab"
    }
    assert [len(one) <= effective.LONGEST_NAMESPACE for one in found] == [True, True]


def test_an_agent_that_remembers_nothing_has_no_namespace_and_one_without_a_template_the_usual_one() -> None:
    forgetful, plain = (
        AGENT.model_copy(update={"memory": MemoryConfig.model_validate({"type": kind})})
        for kind in ("none", "pinecone")
    )
    assert effective.namespace(forgetful, of({}), WORKSPACE) is None
    assert effective.namespace(plain, of({}), WORKSPACE) == (
        f"{WORKSPACE}:agent_agent_900_ws_{WORKSPACE}_instance_default"
    )


def test_a_namespace_template_without_its_workspace_is_refused() -> None:
    with pytest.raises(ValidationError, match="workspace_id"):
        MemoryConfig(type="qdrant", default_namespace_template="notes")


def test_what_is_given_for_a_run_stands_over_the_rest() -> None:
    assert effective.for_run(AGENT, {"site": "https://a.example", "limit": 5}, {"limit": 6}) == {
        "site": "https://a.example",
        "limit": 6,
    }
    with pytest.raises(InvalidInput):
        effective.for_run(AGENT, {}, {"colour": "red"})


@pytest.mark.parametrize(
    "conditions",
    [
        {f"order.field_{number}": 1 for number in range(51)},
        {"a.b.c.d.e.f": 1},
        {"a" * 201: 1},
        {"order": {"total": 1}},
        {"order.tags_in": [["vip"]]},
        {"order.tags_in": list(range(101))},
        {f"order.field_{number}_in": list(range(100)) for number in range(3)},
    ],
    ids=[
        "too many",
        "too deep",
        "too long",
        "nested",
        "nested in a list",
        "too many values",
        "too many in all",
    ],
)
def test_a_filter_is_flat_and_short(conditions: dict[str, object]) -> None:
    assert effective.filter_problem(conditions) is not None


def test_a_filter_of_fifty_conditions_is_one() -> None:
    assert effective.filter_problem({f"order.field_{number}_gt": 1 for number in range(50)}) is None
    assert (
        effective.filter_problem({"order.tags_in": ["vip", "gift"], "order.customer.id_exists": True}) is None
    )


def test_a_filter_that_is_none_is_refused_with_its_line() -> None:
    agent = AGENT.model_copy(
        update={"triggers": [one.model_copy(update={"is_user_overridable": True}) for one in AGENT.triggers]}
    )
    text = (
        SITE
        + "triggers:\n"
        + "  - trigger_definition_key: orders\n"
        + "    config_override:\n"
        + "      event_filter_json: {a.b.c.d.e.f: 1}\n"
    )
    with pytest.raises(InvalidInput) as refused:
        effective.merged(agent, text)
    (fault,) = refused.value.details
    assert fault.field == "yaml_config_text:5:triggers[0].config_override.event_filter_json"
