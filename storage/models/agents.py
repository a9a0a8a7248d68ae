"""AgentDefinition, AgentConfiguration, AgentRunLog, RunStep, Effect (the ledger), ScheduledFire,
AgentRecord (an agent's own data).
"""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index

from storage.record import Record, WorkspaceRecord


class AgentDefinition(Record):
    """One row per id and version, written at start from each ``agent.yaml``; history survives the file. One
    with a ``workspace_id`` was made by that workspace.
    """

    id = fields.CharField(max_length=80)
    row_id: Any = fields.CharField(primary_key=True, max_length=100)
    workspace_id = fields.UUIDField(null=True, db_index=True)
    name = fields.CharField(max_length=200)
    version = fields.CharField(max_length=20)
    definition_status = fields.CharField(max_length=20)
    prm_details_json: Any = fields.JSONField(default=dict)
    triggers_config_json_array: Any = fields.JSONField(default=list)
    inputs_schema_json_array: Any = fields.JSONField(default=list)
    outputs_config_json_array: Any = fields.JSONField(default=list)
    stack_details_json: Any = fields.JSONField(default=dict)
    deployment_info_json: Any = fields.JSONField(default=dict)
    memory_config_json: Any = fields.JSONField(default=dict)
    category_tags_array: Any = fields.JSONField(default=list)
    underlying_platform_services_required_array: Any = fields.JSONField(default=list)
    is_preview = fields.BooleanField(default=False)

    class Meta:
        """Table."""

        table = "agent_definitions"
        unique_together = (("id", "version"),)


class AgentConfiguration(WorkspaceRecord):
    """An agent as one workspace has set it up."""

    agent_definition_id = fields.CharField(max_length=80)
    name = fields.CharField(max_length=120)
    description_text = fields.TextField(null=True)
    created_by_user_id = fields.UUIDField(null=True)
    yaml_config_text = fields.TextField(default="")
    effective_config_cache_json: Any = fields.JSONField(null=True)
    resolved_memory_namespace_text = fields.CharField(max_length=300, null=True)
    status = fields.CharField(max_length=30, default="active")
    last_run_summary_json: Any = fields.JSONField(null=True)
    row_version = fields.IntField(default=1)

    class Meta:
        """Table."""

        table = "agent_configurations"
        unique_together = (("workspace_id", "name"),)


class AgentRunLog(WorkspaceRecord):
    """One run. The row is the truth; a job is a nudge. ``attempt`` guards every later write. ``origin_json``
    says where a person started it, which is where its answer belongs. ``waits_for`` is the proposal that a
    run of status ``waiting_approval`` goes on after, or the run that one of status ``waiting_agent`` asked
    for, which has it as ``parent_run_id``, until ``waits_until``. A preview lets nothing leave: what it would
    have done stands in ``would_do_json_array``.
    """

    run_id = fields.UUIDField(unique=True)
    agent_configuration_id = fields.UUIDField()
    agent_definition_id_version = fields.CharField(max_length=100)
    triggered_by_user_id = fields.UUIDField(null=True)
    trigger_type = fields.CharField(max_length=20)
    trigger_key = fields.CharField(max_length=160)
    status = fields.CharField(max_length=20, default="pending")
    start_time = fields.DatetimeField(null=True)
    end_time = fields.DatetimeField(null=True)
    input_params_resolved_json: Any = fields.JSONField(default=dict)
    output_data_json: Any = fields.JSONField(null=True)
    output_preview_text = fields.TextField(null=True)
    error_details_json: Any = fields.JSONField(null=True)
    logs_storage_ref_url = fields.CharField(max_length=500, null=True)
    kpi_results_json: Any = fields.JSONField(null=True)
    event_text = fields.TextField(null=True)
    origin_json: Any = fields.JSONField(null=True)
    correlation_id = fields.UUIDField(db_index=True)
    attempt = fields.IntField(default=0)
    released = fields.IntField(default=0)
    is_waiting = fields.BooleanField(default=False)
    waits_for = fields.UUIDField(null=True)
    waits_until = fields.DatetimeField(null=True)
    parent_run_id = fields.UUIDField(null=True, db_index=True)
    is_preview = fields.BooleanField(default=False, db_default=False)
    would_do_json_array: Any = fields.JSONField(null=True)
    parallel = fields.IntField(default=1)
    lease_until = fields.DatetimeField(null=True)

    class Meta:
        """Table."""

        table = "agent_run_logs"
        unique_together = (("agent_configuration_id", "trigger_key"),)
        indexes = (
            Index(fields=("status", "lease_until")),
            Index(fields=("agent_configuration_id", "status", "created_at")),
        )


class RunStep(WorkspaceRecord):
    """What one node of a run read and gave. ``journal`` packs all it read, for a replay: NULL where it read
    nothing, empty where that was too much to keep or has been redacted.
    """

    run_id = fields.UUIDField()
    attempt = fields.IntField()
    number = fields.IntField()
    name = fields.CharField(max_length=80)
    started_at = fields.DatetimeField()
    duration_us = fields.BigIntField()
    output_json: Any = fields.JSONField(null=True)
    output_digest = fields.CharField(max_length=64, null=True)
    journal: Any = fields.BinaryField(null=True)
    tokens = fields.IntField(null=True)
    cost_micros = fields.BigIntField(null=True)

    class Meta:
        """Table."""

        table = "run_steps"
        unique_together = (("run_id", "number", "name"),)


class Effect(WorkspaceRecord):
    """Something that cannot be undone: begun, then done. The key is the provider's idempotency key too."""

    run_id = fields.UUIDField()
    key = fields.CharField(max_length=250, unique=True)
    digest = fields.CharField(max_length=64, default="")
    state = fields.CharField(max_length=20, default="started")
    attempt = fields.IntField(default=0)
    result_json: Any = fields.JSONField(null=True)

    class Meta:
        """Table."""

        table = "effects"
        indexes = (Index(fields=("run_id", "state")),)


class ScheduledFire(WorkspaceRecord):
    """One moment at which a schedule fired: a run was started, or the moment had passed too long ago."""

    agent_configuration_id = fields.UUIDField()
    trigger_key = fields.CharField(max_length=80)
    fire_at = fields.DatetimeField()
    state = fields.CharField(max_length=20)

    class Meta:
        """Table."""

        table = "scheduled_fires"
        unique_together = (("agent_configuration_id", "trigger_key", "fire_at"),)


class AgentRecord(WorkspaceRecord):
    """A row of an agent's own data: a collection, a key and when."""

    agent_definition_id = fields.CharField(max_length=80)
    collection = fields.CharField(max_length=60)
    key = fields.CharField(max_length=160)
    at = fields.DatetimeField()
    value_json: Any = fields.JSONField()

    class Meta:
        """Table."""

        table = "agent_records"
        unique_together = (("workspace_id", "agent_definition_id", "collection", "key"),)
        indexes = (Index(fields=("workspace_id", "agent_definition_id", "collection", "at")),)
