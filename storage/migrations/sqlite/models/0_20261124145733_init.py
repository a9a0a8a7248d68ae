from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "agent_configurations" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "agent_definition_id" VARCHAR(80) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "description_text" TEXT,
    "created_by_user_id" CHAR(36),
    "yaml_config_text" TEXT NOT NULL,
    "effective_config_cache_json" JSON,
    "resolved_memory_namespace_text" VARCHAR(300),
    "status" VARCHAR(30) NOT NULL,
    "last_run_summary_json" JSON,
    "row_version" INT NOT NULL,
    CONSTRAINT "uid_agent_confi_workspa_c312a7" UNIQUE ("workspace_id", "name")
) /* An agent as one workspace has set it up. */;
CREATE INDEX IF NOT EXISTS "idx_agent_confi_workspa_a0569d" ON "agent_configurations" ("workspace_id");
CREATE TABLE IF NOT EXISTS "agent_definitions" (
    "id" VARCHAR(80) NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "row_id" VARCHAR(100) NOT NULL PRIMARY KEY,
    "name" VARCHAR(200) NOT NULL,
    "version" VARCHAR(20) NOT NULL,
    "definition_status" VARCHAR(20) NOT NULL,
    "prm_details_json" JSON NOT NULL,
    "triggers_config_json_array" JSON NOT NULL,
    "inputs_schema_json_array" JSON NOT NULL,
    "outputs_config_json_array" JSON NOT NULL,
    "stack_details_json" JSON NOT NULL,
    "deployment_info_json" JSON NOT NULL,
    "memory_config_json" JSON NOT NULL,
    "category_tags_array" JSON NOT NULL,
    "underlying_platform_services_required_array" JSON NOT NULL,
    "is_preview" INT NOT NULL,
    CONSTRAINT "uid_agent_defin_id_43fc12" UNIQUE ("id", "version")
) /* One row per id and version, written at start from each ``agent.yaml``; history survives the file. */;
CREATE TABLE IF NOT EXISTS "agent_records" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "agent_definition_id" VARCHAR(80) NOT NULL,
    "collection" VARCHAR(60) NOT NULL,
    "key" VARCHAR(160) NOT NULL,
    "at" TIMESTAMP NOT NULL,
    "value_json" JSON NOT NULL,
    CONSTRAINT "uid_agent_recor_workspa_942fac" UNIQUE ("workspace_id", "agent_definition_id", "collection", "key")
) /* A row of an agent's own data: a collection, a key and when. */;
CREATE INDEX IF NOT EXISTS "idx_agent_recor_workspa_a9eef2" ON "agent_records" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_agent_recor_workspa_d74a7b" ON "agent_records" ("workspace_id", "agent_definition_id", "collection", "at");
CREATE TABLE IF NOT EXISTS "agent_run_logs" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "run_id" CHAR(36) NOT NULL UNIQUE,
    "agent_configuration_id" CHAR(36) NOT NULL,
    "agent_definition_id_version" VARCHAR(100) NOT NULL,
    "triggered_by_user_id" CHAR(36),
    "trigger_type" VARCHAR(20) NOT NULL,
    "trigger_key" VARCHAR(160) NOT NULL,
    "status" VARCHAR(20) NOT NULL,
    "start_time" TIMESTAMP,
    "end_time" TIMESTAMP,
    "input_params_resolved_json" JSON NOT NULL,
    "output_data_json" JSON,
    "output_preview_text" TEXT,
    "error_details_json" JSON,
    "logs_storage_ref_url" VARCHAR(500),
    "kpi_results_json" JSON,
    "event_text" TEXT,
    "correlation_id" CHAR(36) NOT NULL,
    "attempt" INT NOT NULL,
    "released" INT NOT NULL,
    "nudges" INT NOT NULL,
    "parallel" INT NOT NULL,
    "lease_until" TIMESTAMP,
    CONSTRAINT "uid_agent_run_l_agent_c_48102d" UNIQUE ("agent_configuration_id", "trigger_key")
) /* One run. The row is the truth; a job is a nudge. ``attempt`` guards every later write. */;
CREATE INDEX IF NOT EXISTS "idx_agent_run_l_workspa_00e19f" ON "agent_run_logs" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_agent_run_l_correla_7ff57b" ON "agent_run_logs" ("correlation_id");
CREATE INDEX IF NOT EXISTS "idx_agent_run_l_status_a854d7" ON "agent_run_logs" ("status", "lease_until");
CREATE INDEX IF NOT EXISTS "idx_agent_run_l_agent_c_588cc9" ON "agent_run_logs" ("agent_configuration_id", "status");
CREATE TABLE IF NOT EXISTS "run_steps" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "run_id" CHAR(36) NOT NULL,
    "attempt" INT NOT NULL,
    "number" INT NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    "started_at" TIMESTAMP NOT NULL,
    "duration_us" BIGINT NOT NULL,
    "output_json" JSON,
    CONSTRAINT "uid_run_steps_run_id_fd6960" UNIQUE ("run_id", "attempt", "number")
) /* What one node of a run read and gave. */;
CREATE INDEX IF NOT EXISTS "idx_run_steps_workspa_29eddf" ON "run_steps" ("workspace_id");
CREATE TABLE IF NOT EXISTS "audit_entries" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "position" BIGINT NOT NULL,
    "actor_type" VARCHAR(20) NOT NULL,
    "actor_id" CHAR(36),
    "action" VARCHAR(80) NOT NULL,
    "target_type" VARCHAR(60) NOT NULL,
    "target_id" VARCHAR(80) NOT NULL,
    "details_json" JSON NOT NULL,
    "at" TIMESTAMP NOT NULL,
    "correlation_id" CHAR(36) NOT NULL,
    "previous_hash" VARCHAR(64) NOT NULL,
    "hash" VARCHAR(64) NOT NULL,
    CONSTRAINT "uid_audit_entri_workspa_686a8d" UNIQUE ("workspace_id", "position")
) /* One act. ``hash`` covers the entry and ``previous_hash``, so that no entry can be changed or taken */;
CREATE INDEX IF NOT EXISTS "idx_audit_entri_workspa_30039a" ON "audit_entries" ("workspace_id");
CREATE TABLE IF NOT EXISTS "brands" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "description_text" TEXT,
    "industry" VARCHAR(200),
    "target_audience_description_text" TEXT,
    "brand_voice_guidelines_text" TEXT,
    "visual_identity_assets_json" JSON NOT NULL,
    "mood_board_urls_array" JSON NOT NULL,
    "persona_guardian_namespace_id" VARCHAR(200),
    "status" VARCHAR(20) NOT NULL,
    CONSTRAINT "uid_brands_workspa_d620d3" UNIQUE ("workspace_id", "name")
) /* A brand of the workspace. Its Shopify and TikTok details are read from its connections. */;
CREATE INDEX IF NOT EXISTS "idx_brands_workspa_bb66cb" ON "brands" ("workspace_id");
CREATE TABLE IF NOT EXISTS "channels" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "description_text" TEXT,
    "bound_agent_configuration_id" CHAR(36),
    "last_seq" BIGINT NOT NULL,
    CONSTRAINT "uid_channels_workspa_5ba820" UNIQUE ("workspace_id", "name")
) /* The concept's ChatDockChannel. ``last_seq`` counts its stored changes. */;
CREATE INDEX IF NOT EXISTS "idx_channels_workspa_bf0251" ON "channels" ("workspace_id");
CREATE TABLE IF NOT EXISTS "channel_members" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "channel_id" CHAR(36) NOT NULL,
    "user_id" CHAR(36) NOT NULL,
    "last_read_seq" BIGINT NOT NULL,
    CONSTRAINT "uid_channel_mem_channel_93bf6b" UNIQUE ("channel_id", "user_id")
) /* A user in a channel, and how far they have read. */;
CREATE INDEX IF NOT EXISTS "idx_channel_mem_workspa_945d6a" ON "channel_members" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_channel_mem_user_id_7bcb30" ON "channel_members" ("user_id");
CREATE TABLE IF NOT EXISTS "messages" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "channel_id" CHAR(36) NOT NULL,
    "seq" BIGINT NOT NULL,
    "sender_id" CHAR(36) NOT NULL,
    "sender_type" VARCHAR(20) NOT NULL,
    "content_type" VARCHAR(40) NOT NULL,
    "content_json" JSON NOT NULL,
    "thread_id" CHAR(36),
    "reply_count" INT NOT NULL,
    "client_message_id" VARCHAR(100),
    "run_id" CHAR(36),
    "part" INT,
    "correlation_id" CHAR(36),
    "edited_at" TIMESTAMP,
    "deleted_at" TIMESTAMP,
    CONSTRAINT "uid_messages_channel_6c24c5" UNIQUE ("channel_id", "seq"),
    CONSTRAINT "uid_messages_channel_b08b69" UNIQUE ("channel_id", "sender_id", "client_message_id"),
    CONSTRAINT "uid_messages_run_id_d0487d" UNIQUE ("run_id", "part")
) /* The concept's ChatMessage. ``seq`` is given in the commit; ``run_id`` and ``part`` make agents' posts */;
CREATE INDEX IF NOT EXISTS "idx_messages_workspa_7cef02" ON "messages" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_messages_thread__b9c07a" ON "messages" ("thread_id");
CREATE INDEX IF NOT EXISTS "idx_messages_correla_eb6387" ON "messages" ("correlation_id");
CREATE TABLE IF NOT EXISTS "message_edits" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "channel_id" CHAR(36) NOT NULL,
    "seq" BIGINT NOT NULL,
    "message_id" CHAR(36) NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "user_id" CHAR(36),
    CONSTRAINT "uid_message_edi_channel_a627e0" UNIQUE ("channel_id", "seq")
) /* A stored change of a channel that is not a new message: which number it has, of what kind, to which */;
CREATE INDEX IF NOT EXISTS "idx_message_edi_workspa_2e8150" ON "message_edits" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_message_edi_message_29cbfd" ON "message_edits" ("message_id");
CREATE TABLE IF NOT EXISTS "connections" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "provider" VARCHAR(40) NOT NULL,
    "shop_domain" VARCHAR(255),
    "brand_id" CHAR(36),
    "creator_id" CHAR(36),
    "store_url" VARCHAR(500),
    "profile_url" VARCHAR(500),
    "access_token_secret_ref" VARCHAR(120),
    "last_sync_status" VARCHAR(40) NOT NULL,
    "last_sync_timestamp" TIMESTAMP,
    "status" VARCHAR(20) NOT NULL,
    "created_by_user_id" CHAR(36),
    CONSTRAINT "uid_connections_workspa_7b5672" UNIQUE ("workspace_id", "provider", "shop_domain")
) /* A shop, or another account outside, that the workspace has connected. */;
CREATE INDEX IF NOT EXISTS "idx_connections_workspa_1109e6" ON "connections" ("workspace_id");
CREATE TABLE IF NOT EXISTS "webhook_endpoints" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "connection_id" CHAR(36) NOT NULL,
    "source" VARCHAR(40) NOT NULL,
    "key" VARCHAR(64) NOT NULL UNIQUE,
    "secret_ref" VARCHAR(120) NOT NULL,
    "previous_secret_ref" VARCHAR(120),
    "previous_valid_until" TIMESTAMP
) /* An address of ours with the secret that signs what is posted there; the old one holds during */;
CREATE INDEX IF NOT EXISTS "idx_webhook_end_workspa_dd57be" ON "webhook_endpoints" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_webhook_end_connect_a2db30" ON "webhook_endpoints" ("connection_id");
CREATE TABLE IF NOT EXISTS "consumer_offsets" (
    "consumer" VARCHAR(60) NOT NULL PRIMARY KEY,
    "position" BIGINT NOT NULL
) /* How far a consumer group has read the table log. */;
CREATE TABLE IF NOT EXISTS "dead_letters" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "consumer" VARCHAR(60) NOT NULL,
    "event_id" CHAR(36) NOT NULL,
    "workspace_id" CHAR(36),
    "topic" VARCHAR(80) NOT NULL,
    "key" VARCHAR(80) NOT NULL,
    "envelope" TEXT NOT NULL,
    "reason" VARCHAR(60) NOT NULL,
    "first_error" TEXT NOT NULL,
    "last_error" TEXT NOT NULL,
    "attempts" INT NOT NULL,
    "correlation_id" CHAR(36),
    CONSTRAINT "uid_dead_letter_consume_28d8ff" UNIQUE ("consumer", "event_id")
) /* An event that a consumer could not handle, with all that is needed to try again. */;
CREATE INDEX IF NOT EXISTS "idx_dead_letter_workspa_cc03cb" ON "dead_letters" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_dead_letter_workspa_5228ee" ON "dead_letters" ("workspace_id", "created_at");
CREATE TABLE IF NOT EXISTS "handled_events" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "consumer" VARCHAR(60) NOT NULL,
    "event_id" CHAR(36) NOT NULL,
    "state" VARCHAR(20) NOT NULL,
    "reason" VARCHAR(300),
    CONSTRAINT "uid_handled_eve_consume_76e558" UNIQUE ("consumer", "event_id")
) /* A consumer's inbox: what it has done with an event. Unique, so that twice-read has one effect. */;
CREATE TABLE IF NOT EXISTS "inbox_events" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "source" VARCHAR(40) NOT NULL,
    "account" VARCHAR(64) NOT NULL,
    "delivery_id" VARCHAR(200) NOT NULL,
    "workspace_id" CHAR(36),
    "topic" VARCHAR(100) NOT NULL,
    "status" VARCHAR(20) NOT NULL,
    "reason" VARCHAR(300),
    "headers_json" JSON,
    "body" BLOB,
    "correlation_id" CHAR(36) NOT NULL,
    CONSTRAINT "uid_inbox_event_source_81f716" UNIQUE ("source", "account", "delivery_id")
) /* One delivery from outside, once. The raw body is kept only where it could not be read. */;
CREATE INDEX IF NOT EXISTS "idx_inbox_event_correla_8ae9d1" ON "inbox_events" ("correlation_id");
CREATE TABLE IF NOT EXISTS "leases" (
    "name" VARCHAR(60) NOT NULL PRIMARY KEY,
    "owner" CHAR(36) NOT NULL,
    "until" TIMESTAMP NOT NULL
) /* A name that one process holds until a time. */;
CREATE TABLE IF NOT EXISTS "outbox_events" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "event_id" CHAR(36) NOT NULL,
    "workspace_id" CHAR(36),
    "topic" VARCHAR(80) NOT NULL,
    "key" VARCHAR(80) NOT NULL,
    "envelope" TEXT NOT NULL,
    "correlation_id" CHAR(36) NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "attempts" INT NOT NULL,
    "next_at" TIMESTAMP,
    "sent_at" TIMESTAMP,
    "position" BIGINT UNIQUE
) /* An event of ours, stored with what it tells of; the relay brings it to the log. */;
CREATE INDEX IF NOT EXISTS "idx_outbox_even_event_i_ca91a9" ON "outbox_events" ("event_id");
CREATE INDEX IF NOT EXISTS "idx_outbox_even_correla_d34f59" ON "outbox_events" ("correlation_id");
CREATE INDEX IF NOT EXISTS "idx_outbox_even_sent_at_c42651" ON "outbox_events" ("sent_at");
CREATE TABLE IF NOT EXISTS "redaction_requests" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "event_id" CHAR(36) NOT NULL UNIQUE,
    "kind" VARCHAR(40) NOT NULL,
    "shop_domain" VARCHAR(255),
    "subject_json" JSON NOT NULL,
    "status" VARCHAR(20) NOT NULL,
    "due_at" TIMESTAMP NOT NULL,
    "finished_at" TIMESTAMP,
    "outcome_json" JSON
) /* One request: to tell what is held of a customer, to forget the customer, or to forget the shop. */;
CREATE INDEX IF NOT EXISTS "idx_redaction_r_workspa_e796a8" ON "redaction_requests" ("workspace_id");
CREATE TABLE IF NOT EXISTS "idempotency_keys" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "user_id" CHAR(36) NOT NULL,
    "scope" VARCHAR(40) NOT NULL,
    "key" VARCHAR(200) NOT NULL,
    "request_digest" VARCHAR(64) NOT NULL,
    "status" INT,
    "body_text" TEXT,
    "locked_until" TIMESTAMP,
    CONSTRAINT "uid_idempotency_user_id_47652b" UNIQUE ("user_id", "scope", "key")
) /* The first answer to a request that named this key; a repeat gets the same. */;
CREATE TABLE IF NOT EXISTS "sessions" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "user_id" CHAR(36) NOT NULL,
    "refresh_digest" VARCHAR(64) NOT NULL,
    "cookie_digest" VARCHAR(64) NOT NULL UNIQUE,
    "user_agent" VARCHAR(300) NOT NULL,
    "address" VARCHAR(64) NOT NULL,
    "last_seen_at" TIMESTAMP NOT NULL,
    "expires_at" TIMESTAMP NOT NULL,
    "revoked_at" TIMESTAMP,
    "revoked_reason" VARCHAR(40)
) /* One sign-in. Its refresh tokens are one family: only the newest is good, an older one ends them all. */;
CREATE INDEX IF NOT EXISTS "idx_sessions_user_id_80072d" ON "sessions" ("user_id");
CREATE TABLE IF NOT EXISTS "users" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "email" VARCHAR(320) UNIQUE,
    "name" VARCHAR(200) NOT NULL,
    "password_hash" VARCHAR(200),
    "profile_info" JSON NOT NULL,
    "stripe_customer_id" VARCHAR(100),
    "payment_provider_details_json" JSON
) /* A person. One seen on a platform only has neither e-mail, password nor membership. */;
CREATE TABLE IF NOT EXISTS "secrets" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "key_id" VARCHAR(16) NOT NULL,
    "sealed" BLOB NOT NULL,
    CONSTRAINT "uid_secrets_workspa_a7a341" UNIQUE ("workspace_id", "name")
) /* A sealed value. ``name`` is what a ``…_secret_ref`` holds. */;
CREATE INDEX IF NOT EXISTS "idx_secrets_workspa_c0b2e6" ON "secrets" ("workspace_id");
CREATE TABLE IF NOT EXISTS "memberships" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "user_id" CHAR(36) NOT NULL,
    "role" VARCHAR(20) NOT NULL,
    CONSTRAINT "uid_memberships_workspa_a2d391" UNIQUE ("workspace_id", "user_id")
) /* A user's place in a workspace: owner, admin, member or guest. */;
CREATE INDEX IF NOT EXISTS "idx_memberships_workspa_f91f2e" ON "memberships" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_memberships_user_id_6b1e99" ON "memberships" ("user_id");
CREATE TABLE IF NOT EXISTS "workspaces" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "owner_user_id" CHAR(36) NOT NULL,
    "status" VARCHAR(20) NOT NULL,
    "settings_json" JSON NOT NULL,
    "is_demo" INT NOT NULL
) /* The tenant. ``is_demo`` marks the one that 'ionflux up' seeds. */;
CREATE INDEX IF NOT EXISTS "idx_workspaces_owner_u_885645" ON "workspaces" ("owner_user_id");
CREATE TABLE IF NOT EXISTS "aerich" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "version" VARCHAR(255) NOT NULL,
    "app" VARCHAR(100) NOT NULL,
    "content" JSON NOT NULL
);"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        """


MODELS_STATE = (
    "eJztXW2T2zaS/isofXG2SpnyvMbnXF2Vx/FtZs/27Nnjy754iwOJkISIBBQC1FiVzX8/AC"
    "QlvoAcQkNqSApfEg+JBqmnQaD7QXfj95FPXeSxkzdzRPhbSmZ4HgaQY0pGr8HvIwJ9JP5R"
    "0WoMRnC12rWRFziceEoMyvbONC2gGsAJ4wGcctFmBj2GxCUXsWmAV/GTR28IUMIAMkAJAg"
    "80WLIVnCKwEFcY4gBzEK5OZG8unYruMJmbCoYE/xYih9M54gsUCPF//nO0FXCwKxspCP71"
    "L/EvTFz0DTHZTP65WjozjDw3A1Qko647fLNS1758ufnpv1VL+bITgYcX+mTXerXhC0q2zc"
    "MQuydSRt4TPwUJ4JCbgoqEnhcjnFyKfom4wIMQbV/V3V1w0QyGngR89J+zkEwlziBSzMnU"
    "o9PlCUEP4hf/V/yOqfaO8/H2zvn87s5xRgVFyXfJqSC+JDqXSsaES8R+/yPqd4eMujqSD3"
    "j785tP351f/UlhQRmfB+qmwm30hxKEHEaiCv0d3NMASXAcyIuw/yTucOwjPfRZyZwK3Fj0"
    "JPnHPqpILux0sRvrCbgJfC0APhI/0L0l3iYeBBUKuLv58O7z3ZsPf5WP8xn7zVP4vbl7J+"
    "+cqaub3NXvIn1R8RlH3/q2E/DLzd3PQP4J/nH78V1eq9t2d/8YyXeCIacOoQ8OdFPjNbma"
    "oCZa7rQertw9tZ6VtFrvitYTjFJqj99+p/X8xFx3ks3LNTndFrVdmG9bVPZT5tQdrtEiLV"
    "4OEyzfQAvv2wUM9PCWiOdQFq/dx6/Jh98cD5E5X4g/X72sAPz/3nxSmL96mftCPsZ3ztSt"
    "LPTq/wZYJ+0HCO7pWR10RatSeNW9LL6pN3M4+qZZLu7EVT3WOtm9cI9nhK7AXrUivPvbXW"
    "YxSMD97sObv/0psyC8v/3456R5Shlv399e53SQGFqTjRMyFBhO3nrpJ0zh/dGGwRS+gb4X"
    "u1nG41wne7j5ZfQM/kYrwxzNZkh4VWuUYDmF0wVyfmWRj5zVxl8+337Ua+ORbvIWK55y8G"
    "/gYcYHNfQlPtUayisj943IDvIaEreotxZziY98GmwceT2yC/WfTPky/HhPQ1gosuvz+cs6"
    "67NoVbo+q3tZlTAOechMoN9JHHCOguqLbGumyuNcC+YKlPMge5BxJwiJw0Lfh2K4ms5JpR"
    "3Y2egJs5HwfdcoYFinixtSsljnpHIKEL+lrW/gtK3BP5dv8P3Z6cUPF6/Ory5eiSbqLbdX"
    "fqjQzM3HOwGrJGNnyxQ/KC9M4HT5AAPXKdyhZ7SsbfGWf+bnr0AiXF43/kXy5dLk+E9bP3"
    "hUxp+nmowfJ893jnVN5vyWICCGCVihAGAXQOKCeMSMwUOAOUcEQA7ERBpwMAuoD5AwMcD9"
    "vXreiTQH7+9/BAvxFYu1DbAwWIvJjwG+QGCGPVSk3A/yRC1XH3kDyQdRm6SXX5EZybGTaG"
    "bZeZymP5zjXWthP61Y2E+Thb2cpzdD2zJIJUgXGSS7AVIOfT+pcLsBcoxar7MBYtni7UR6"
    "VmvROqtYtM6K3mipOV4OcbktPgyUa4FcgXGRkN9uE5n7/lphC3sN2FeBL16aQ+wxY+9fJ/"
    "skx38/DmYXtTIJsccxYSfysc8Rr9IKHyDeZj4Xs0nC+0qoHRgEcGOirOpeuqE2+bzBqA2T"
    "VciZw6YL5MM9lVbVh1VZ4yqjIVd4P+lDq+zEKq1xpYkFf7rcew3TS3dDTYNaxVy08ujGl8"
    "QlJjNqrKgyeauqxlUV712mJjATRemlrZoaV9NUADaXUHM4Z+brVIl4NxQ1qBUqFD8+8Dbi"
    "lZyVB/mMCr+JoWCNp4g5AfotxIHk3UwVaNitVWzzJj5zVgFaY/RQ1Ns1pR6CpMSuzwjmND"
    "MRkm2pZHvlsOhf396+z6B/fZMPnPry4frdp+9OlSpEI8yj7e7ObeN+QlMaZDcNNbfHj2/f"
    "Bqpl3aQntY1KZwDGSUwvGKAPBMhttdcAAjG0PKQ+tbH4a4k2aq/1YYGIJg/qaX3VSo0qCf"
    "3edS3/El0XdmZ/H+2UsV+vkI9kn+ib+MIYU7vjsWJjfcWjN/ncRqqxwF/98YfN37L5W13n"
    "hPu5kWW3L49R6zZ/y+ZvdfFrajv6JmOT1EU8KzVAoK/qAH1VDvRVAWhpRBogHDcfILSntb"
    "A9rQD3tIiu+To82PW3v+tt0cxaQy80z0DKSh2eT+p5jH+nWIyQvKfzUSmLEd0e12AxQuJ4"
    "dG4SgR6SE3C3iALDcRTLLUwrvvgRQPArnchrULy0O0cnMhKcc+Sv+P09mIfitzOA1ijYAE"
    "+MrUDFkJeFnbfyGC35oallE5tKcdCF8yjTsYta8hBkyAkJx96TeAz5uaceUP6O8aMtZ2I5"
    "E+s9d201t5zJMWrdcibPx5lIg8YM0Z3EYZeuzkNZbnPUhba8h3aHbVd8j6dxfeVZxEacX0"
    "Va8SB4k+ayHAsx23sXtymTt+VttDhHgBgM87zcAMd187kiaW92D6wt9WpEvfakAsoKEVci"
    "1dMxrUoPOIl7Y+I8ZSUbcJ76M0F33FcqushijO6l47Sc1XCXNawypZwVDKAvg1/jKlymOx"
    "zVvXQjgnZQMexRspSjGE1TZelkbd2pJ+siDkw2rhZZIj6EendVE2UrFSODgAZ7p7Tppe2X"
    "sf+XITc4HVmCCs6RWBZmThh4JoZ5mfwQvo2sgX5Zi0y5rCBTLotkynKF5WIsXtv8Y9DJ2k"
    "9h/08BrSU/aLo2ZKWGMOwPvSRMaRAgbx8OvShpt3zyQW4q9qMIammxzZTE4QptvmxrBm+g"
    "0Ga2mrKKYdEM0vLipSkRC2geUBWkpGECS+HcCVgw82BK597zkMZ+K4UzLWLr6uYBTQesFT"
    "CtptdyopZh6xrD1pGQ1U8h+czRaqQJV01ujatCVVWFctGqZpTqLwvI1QmBRHSlEmVlNCmQ"
    "sUQqFXYO15qg09pS2hjSXRBJyrYgoT8RDewRgzbcsm/7o/0MvLPhlseodRtuacMtu2soDo"
    "/IaHMGatz1VhZYfUB3AhZPHZ62UHl7OecqImkvyyQrOUDLpL+WSNEAdZNIeF104DWel85N"
    "OcEhTVD/cXZ2fv7D2cvzq1eXFz/8cPnq5XamKt6qmrKub/4sZ62McovTWBzrsGfEit2H7H"
    "cCdehi/o7wYDPS5U/v7o4r06dlOweJhhgZZE+LBjJdeQHZ4v4eTKnMzVC5zbKnqFLb/b2K"
    "waEhc6JmY8CoaAM5IDRuN4UETBCYLiARvxHQAHC4RKRAarX/yK9EfBX1C8uJcREdkGZJMU"
    "uK9W2t6ic9YkmxY9S6JcWej8fZLnJG5n1aytr2e9v2wtyh5gmFWakB0hXNp15FkBkmhKdk"
    "bC5sAU/TZO8hlxpsnl/jMBCuiXmucVZsgFA3X9UxxsysXmlGaIAwNz+i900xsecltR5oby"
    "tvDpK8708cf1dUbOI3pUlIk5WjIDjA1ePqos4ifVG+SF/kVw9TlC24j4DbkQ2O6wCSLIee"
    "uTGu2taYyCa1D7VRrWWsrNxO2LJCJ+CGM/B5QVd4Fu0v3OHlHV2C2OwAMEBRXO0soD7Aor"
    "FQDokKpzPdgTetPafWnoVC0e5X2P2Kvk1x/WSu7X7FMWrd7lc8n91to/pSNHk9nryKKNfQ"
    "NNs3M06918naBHzzBHzxM0MWR/XUHedpmSFgfoChHnO4MjoKETHhPmXo1+lrCGo59KegvC"
    "lnTbHAdC7WPuRhgpixeh7pxmrGXDNrzELoCSsFEY75xoGMoT2K5jzSjWX7G2f7fUpdZ0Il"
    "dRMG3h6nuZd20A1lDerY7xUKxJcAHXVSEIbEkTfK/YoK2vmxjoYwBx7AaOhJqWQZbrFGbX"
    "0FbYTrdISQFnokBHkjDSWd3BpXkdLTqFFNWloeGiawnaKVPBldPID/RKfL+EEyEt6DjDsM"
    "/aai4UMBv6KGZX0/5Mbx7RoWurluLelsSWdLP3aLfrSk8zFq3ZLOlnTugFHdQqiraYzrwY"
    "NbR6tw4uFpn6xpS+l3iy2bCCtbrKlPPqXusX5sokKuYmTs6BQxrkpvSksNpqzpAXKbuuXD"
    "f0CqPk65Jx83GNfw5x1fta0dbSbP0QOYAAjiDsYq6GtBH4RMIGPDNmAB11HMly6MzLwDra"
    "uevH40OySn+1lf3frqfbNC++m1WV/9GLVuffXns/iyK17tjJeMlM12yYG6x7HCzZwkPMgh"
    "qtwLObPt6ZmkRa170jv35ANiDKofXXBMkluVLokfNdp7izF+iNwHjLYAMQNzvEZE+htcNf"
    "d9zH8U96MCuKJJXHkLBlz84cMlAoqDYC+AHOusxg5kC0/9SuQT6jo/8oMReileFmM+mamm"
    "HpbMSoywcpWkRKoOsHgX6z5Z96lvZkBPDWnrPh2j1q37ZN2njnxBzYBqbOYf3LhvcxJ6lt"
    "JqGbOu7jDOCNlRrIfUdL8+JzbAmIjmt+zF47g6xtYQ67zcAMG+qAP2RTnYF6Vgm6au5OUO"
    "n/7wPFNGK4kOfKFYLbP5OiPUauhD/wy5AK28jaOiu4uQVpyOm5EaDLvY2KkyRYbIZHrWCQ"
    "8hnCo7RZ/WSrw5rUi8OS0m3jzT6V0dA7qZuUGxmPUnhaT5XrNBxwBsfD7oRpG9Ia5gyMX7"
    "8XoZQXvSc3dYvCJ56yIP7afkrKTVcte03K3N1ndiShiVb7iq2+Mam66OnFtqR4FmEiqjc7"
    "pjpjQ6sAgzQCgXVwl6APETXoOHBZ4uQHS6I8AcLCAbS+EHKbIUw3EMOI1ajXJD6RDP/Epi"
    "KaONV7tlardM+8WA9HTzzG6ZHqPW7Zap3TLtyBdkt0x7umVaxWmWj+NKMvPo5wZpOpswxE"
    "n7AW7cNb9L+mxR6f2hCh4Zqh1x0t9uS92PdNmau7vjylTNXcH82g76gq7G8nxgKHxi4b4C"
    "OFV7X4CGnGFXyCifOVPKX/rGSXF+pM3dbKjXeocUB3QtulTTg3yu41JfDAzrcFuHu3fLRT"
    "9dL+twH6PWrcP9nGdv7da8uoZ1WmaAxnXzUXFpY8IA55zY8IJbzi4v6/gxl5fljoy8pytz"
    "blgKKCVjfZkcJSdtJeMTn7NSFtN85WMaIFnx22g6SAsNbzK4rBXpdlkR6XZZjHQTS9UMe8"
    "ZQ58Qs2LXAFq45Ykw42UtEHIbEFCDz62cmwFd0MTwlnNai8U4reLzTIpEX1VvbkKljXl5d"
    "J3vA0pAErSOjso823g476TwK/PyVqX9a0oWNx+qOX1qkI+whBofI4Yr5usnG2WOjQi9tbd"
    "LO7Fn8giYLSpfviLuicpdZs3GRbzKu2r14iBo7KG5ddw+DAPHhC4SYDNejYcDAA+YLtbkQ"
    "2SLRZgPDc8KicD7MVPkU5MpGAfpRtaWeCyhBYCH+wYAbKuXlNNnqw76SgHIVDV+2+WF3NO"
    "yORs84un5y23ZH4xi1bnc0npGv3IYuGCeR5QQtsjnWUlgpU7N6FVsJu09Ug0NYIqNziuPm"
    "zUD7uKV1MGCvLmoAe3VRCqy8lY+A3YeMbIB/7PYIboWAXAVojWnI9mSAS8Qt+2sG/hp62H"
    "VCwrFm46PaqCzrw/KQ3bEmO5UX+lagGvoouJ3NGNKyN7kW40dCT1Vbh6rGNbmbn+PDPCBI"
    "5ME8oOFKxYJKJ0KRJeohwKPzYqjpPh08gVhJHmIyNaZlhrfo15kNr8onw6t4LiwnV8QXh5"
    "PI5/q5MGmpwZTwOZ4C4T+JL/c94lx/eFHqbuWc5MrSWJ5qWJ9LRmtEYhI3NalMaei5Km18"
    "AYnrCVFF+0IvlVOOkCtJXio+xw2Ac6E9TWh8Cw/QJ6CnZh31RN2pR7+PdvooMBQpblKKoW"
    "8rSXur3IJYfbFa4jGbfF/qid8E0OqPPyxJbUnqrrtX/aQrLUl9jFqvQ1J3w0x9bv22Yqim"
    "inMlq6rBKpaWsQnvOUA7sLUyxCJynK6ik5vrzgRbgQFOA80f3v2c7P/AoUVkjTyqq/9dfl"
    "x3WmYQIFeZJW2c0y2sIm0V8PIhvZMYBOBt2w0zHDDuoCCgGvusfGDnxAYB9aHHtgrVNkY+"
    "K2WB3wN4yDnyV1wTcF3K4KZFhlTS6PjqLndlZPcjqvpnRf+676SnONKQ35n74yr6OyKSXU"
    "c5nbULwiQ8wAsGMJnQb6/jKGZVERW4Mmg5YqZjJvsEfFGqHwNG46ouD3iKvlebb1JESqDZ"
    "DE25rlJM24/bnxy3xLUlrru+pPSTwrTE9TFq3RLXHXFALXHdeF0I8YtNhuxWYIDjtfk00o"
    "MzUh1zabL4nteqAXFeUQPiPKoB0RF/50Za/aXeTupupa+jfAcjT+dW+AmiG7xGwQbMAurv"
    "alNSMkUn4G6BQAAfwIS6Gxl+s0QrLm55G+GhoABJF2UXtDNBKtqw6OG09xitZ7NL3Ygrbk"
    "bjLnq+9XKee82wXs7x2LvWyzlGrdfxcmxGXssZeam1ry7CKZEBQtx8bl7apjCAOSc2QKjP"
    "atnnZxX2+VmxRlsvQqN66Ln3ITZq1JYhe4Aji/tRZstyI/UB7tg00BI3koZ4IexQFDDnVy"
    "3Qf/l8+1EPdF4ub6PjKQf/Bh5mPTxDugJlCUjGDi/Ej+RDRXLTtOwgHz8iyZEi9teYwGCj"
    "Rz+RyKE+2XDEBoX3dQzhFm8B9/XNxzef/q4P2LnWQH7997t3b7oZXlJjQu9HSHZH6Nb3Yv"
    "pHIw3TGt0YV5GsnmxSO5BE9h9FaMiQjFVAZY3guOCdqk4AIFAkRYEzNZR9Qj63+r/B4pm0"
    "t3ncJbuM5QQnfSC6fd3yaWQrYPcb86e+7VMfpMmCID2CtePcYEQJd2RtuA151V5c+nblOk"
    "FVQ7O4wyQvPq6qOk5OcVfBf0lIIEeeJwuvRjVUpZGxARM5Mpi6S9VlbZ2Qhvv/Sr6SX9T2"
    "XHxF7tzxhfyPBGEM7u+TChT39/KeeoKqTBKXJZlsXitZLOvAgs//+x5zIRYdQp+EMT4E4m"
    "LwlahKAfLTHANIXHlwfXRK/RyLnyR6Sr2t6Ouv0YAUXe5iJCEI6EPc+5T6PuYMCAsNqbIC"
    "lIMVZAy5Xwldo6CN4rNVpTq0JqImxDteHLu7oB7wyNryZbbbwT39MNUt82qZ156nTtqsVJ"
    "uVOqQEMstGtTcV29CjvYZ5HxzLXuZgtlxFr7EETCKm+z0+mpSYrc3a5Q+GSa/IXL8psYPo"
    "tyMLTu/U+0yFRfMKPRLOoiMU5yfkQhUy/gkJ+JmW5yy0GVeRnUHS2gmi5gb5B7HEa0UtIs"
    "/bHhi1QPJ8qJksEBoyTn0UjGWbGQ3m6oQplLpOg9wteQC1PhGh5efZE6u6ZeLbbIPjiTu3"
    "2QbHqPU62QYdYLAHSZt0aaflWY3IZuBcipc3oqzj9oOgU9tOiJEmmuNSXzzQBOOc2PAChs"
    "8uL+tEZF9elodky3s5sMPJr2jKjQOG83JPChju2gg/dMRwPzIPRitE3OSc4R6mH7jC3TO3"
    "JndSA7Qk+2s5Fh2GGSaYLfbyGHKilunusp5pyKfUR8YrVl7OpriYLVgdIUVvXOSvKEdkuv"
    "kftBnpyrBkW4wrS7Hs2jpLtKlJh8oyKKrEMYCEPSDFMcKEsIyCGOU7uVGUpej3R3V7hWRc"
    "JeIsYiKhLp2g2a61ZVdChoLYrWPTOM5DxtTYaiuW/+yZ/dJTJszyn8eo9Tr8Z2purju/pk"
    "Rs8lHesZ5qYx8r/OrpkAIfh3yYfKegbaWOSmz0OS6exxv7dYEuSg4Q8+bLBJXRcKXxNaUs"
    "3H7RNc8Nb8Mhh7KqgcPRN83QLQ8+zwgNgcM/dPC59HOE8bdX2m1e1hJh3TEVIw+hIyTM5+"
    "hw5ZGGfUlujatoF5YczjyuG33G8Jx8j8kJuOEyKXUmcFwATpeIMAADpFJQZ9DH3uZ1VJBW"
    "8iDC3ZesCWZgTqkrE1IB9VwUROduEFexJb48t1ofgnaIh9o4tG45D5aHOR6P3PIwx6j1vv"
    "Mw/QuXipfOvTzZvKT1ZGt4slNKlxjtgXdBcHjFoxoHW334wk42q+GclRpchdZWqluK+VvM"
    "BkaBUimRwWHc/FBWp8cyhMge5k5edoAGT38NnKJdi76tsOhuD0VnJa2aO63mAK3pci/3JS"
    "tpqcA+aHmfCtt5ySGQ7m1sfHaEev3CFElY4F3V9XEV6SotztoFcVeiLSUnQNGgYlGXxfog"
    "WHmQz2jgR2ynLP1HEJa0JUDf+xALTcjifA80kCeABcBHsvQfW2BNim87j7Bsarc4AMumHg"
    "+vZtnUY9R6HTYVyYnbxCrZCjRijHSIfTqvldZ0XpHXdF5MbHrewvDP/dm0H4iVGByOsEYW"
    "JkAXBIdnW7cDeEBn2EMOJjNaxLs8xScvd/ik1JSJNgmxxzFhJ/Kxz2GctZSqKl4SOUmFHc"
    "MT9fTSw/sqWjmfbAU3vqzIIEb5GrsCPRdxsUyaH/b0aEc2Na6XqXGfkXCNtFXC4jvj6pgs"
    "2aY2QcAQ9JAL1tAL0Qm4v5dPTB0fAMWlr+HZy7MrJ+rYCdBM3FfH4ujYgCf3p811y9eFUb"
    "jYRDdLCfTNyu2nc2gpgWPUeh1KwBb6aifUynIBOyO8FtdyWsG1nBa5liUyPUV8JzFEjK/q"
    "QJyfZ1IIXxWSsJQdWAS46vzUncyeJ6h2DeQKUJs8QrUjfsuH7R7eSOO7pO5W+i+7ncDaPo"
    "zcEX3B5JbjFAEsdx+3y8troI50HAPo+piM431GWU94LlMrdR7ME3ur5b8kQcbWhbEuTM/m"
    "tJ4as9aFOUatWxfmGU8Mtrk3TebeUM/IIUzaD9BZaaakaEeM5l+SWURnM+9uVprM25nIoO"
    "4dRwQSLhl6zITCfHp/D3wo+lHJzzLHWRWpeyFEZl74DYSrFzK6T0f6P707G+7XrWnHGsbH"
    "YyJZw/gYtV7HMLYcdLsctOKSnD3M5IKgNZZ7WYhfnuG2Rm0ZAG3X4WeIc/F887ilgqCN78"
    "usCE3E98VWuGb/hQrHEJIS83gnld+BEWJtKWN75cA7MLe37zO4X9/k67J9+XD9TkzrSgmi"
    "EebqcqcOl3yDAjxdjDTOY3xnXOU5wl2bx7zGcsgb9t5KyzRq1zpNicZ4vXqa19amadFIgc"
    "ZyH22NgqR0W93lLyUyQOutlROX5EdlgHDcfIDothIkLZ7ItZVYys2KlIg9xapPkc9//D9L"
    "IQ79"
)
