from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "agent_configurations" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "agent_definition_id" VARCHAR(80) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "description_text" TEXT,
    "created_by_user_id" UUID,
    "yaml_config_text" TEXT NOT NULL,
    "effective_config_cache_json" JSONB,
    "resolved_memory_namespace_text" VARCHAR(300),
    "status" VARCHAR(30) NOT NULL,
    "last_run_summary_json" JSONB,
    "row_version" INT NOT NULL,
    CONSTRAINT "uid_agent_confi_workspa_c312a7" UNIQUE ("workspace_id", "name")
);
CREATE INDEX IF NOT EXISTS "idx_agent_confi_workspa_a0569d" ON "agent_configurations" ("workspace_id");
COMMENT ON TABLE "agent_configurations" IS 'An agent as one workspace has set it up.';
CREATE TABLE IF NOT EXISTS "agent_definitions" (
    "id" VARCHAR(80) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "row_id" VARCHAR(100) NOT NULL PRIMARY KEY,
    "name" VARCHAR(200) NOT NULL,
    "version" VARCHAR(20) NOT NULL,
    "definition_status" VARCHAR(20) NOT NULL,
    "prm_details_json" JSONB NOT NULL,
    "triggers_config_json_array" JSONB NOT NULL,
    "inputs_schema_json_array" JSONB NOT NULL,
    "outputs_config_json_array" JSONB NOT NULL,
    "stack_details_json" JSONB NOT NULL,
    "deployment_info_json" JSONB NOT NULL,
    "memory_config_json" JSONB NOT NULL,
    "category_tags_array" JSONB NOT NULL,
    "underlying_platform_services_required_array" JSONB NOT NULL,
    "is_preview" BOOL NOT NULL,
    CONSTRAINT "uid_agent_defin_id_43fc12" UNIQUE ("id", "version")
);
COMMENT ON TABLE "agent_definitions" IS 'One row per id and version, written at start from each ``agent.yaml``; history survives the file.';
CREATE TABLE IF NOT EXISTS "agent_records" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "agent_definition_id" VARCHAR(80) NOT NULL,
    "collection" VARCHAR(60) NOT NULL,
    "key" VARCHAR(160) NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "value_json" JSONB NOT NULL,
    CONSTRAINT "uid_agent_recor_workspa_942fac" UNIQUE ("workspace_id", "agent_definition_id", "collection", "key")
);
CREATE INDEX IF NOT EXISTS "idx_agent_recor_workspa_a9eef2" ON "agent_records" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_agent_recor_workspa_d74a7b" ON "agent_records" ("workspace_id", "agent_definition_id", "collection", "at");
COMMENT ON TABLE "agent_records" IS 'A row of an agent''s own data: a collection, a key and when.';
CREATE TABLE IF NOT EXISTS "agent_run_logs" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "run_id" UUID NOT NULL UNIQUE,
    "agent_configuration_id" UUID NOT NULL,
    "agent_definition_id_version" VARCHAR(100) NOT NULL,
    "triggered_by_user_id" UUID,
    "trigger_type" VARCHAR(20) NOT NULL,
    "trigger_key" VARCHAR(160) NOT NULL,
    "status" VARCHAR(20) NOT NULL,
    "start_time" TIMESTAMPTZ,
    "end_time" TIMESTAMPTZ,
    "input_params_resolved_json" JSONB NOT NULL,
    "output_data_json" JSONB,
    "output_preview_text" TEXT,
    "error_details_json" JSONB,
    "logs_storage_ref_url" VARCHAR(500),
    "kpi_results_json" JSONB,
    "event_text" TEXT,
    "correlation_id" UUID NOT NULL,
    "attempt" INT NOT NULL,
    "released" INT NOT NULL,
    "is_waiting" BOOL NOT NULL,
    "parallel" INT NOT NULL,
    "lease_until" TIMESTAMPTZ,
    CONSTRAINT "uid_agent_run_l_agent_c_48102d" UNIQUE ("agent_configuration_id", "trigger_key")
);
CREATE INDEX IF NOT EXISTS "idx_agent_run_l_workspa_00e19f" ON "agent_run_logs" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_agent_run_l_correla_7ff57b" ON "agent_run_logs" ("correlation_id");
CREATE INDEX IF NOT EXISTS "idx_agent_run_l_status_a854d7" ON "agent_run_logs" ("status", "lease_until");
CREATE INDEX IF NOT EXISTS "idx_agent_run_l_agent_c_f9fe20" ON "agent_run_logs" ("agent_configuration_id", "status", "created_at");
COMMENT ON TABLE "agent_run_logs" IS 'One run. The row is the truth; a job is a nudge. ``attempt`` guards every later write.';
CREATE TABLE IF NOT EXISTS "run_steps" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "attempt" INT NOT NULL,
    "number" INT NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    "started_at" TIMESTAMPTZ NOT NULL,
    "duration_us" BIGINT NOT NULL,
    "output_json" JSONB,
    CONSTRAINT "uid_run_steps_run_id_fd6960" UNIQUE ("run_id", "attempt", "number")
);
CREATE INDEX IF NOT EXISTS "idx_run_steps_workspa_29eddf" ON "run_steps" ("workspace_id");
COMMENT ON TABLE "run_steps" IS 'What one node of a run read and gave.';
CREATE TABLE IF NOT EXISTS "audit_entries" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "position" BIGINT NOT NULL,
    "actor_type" VARCHAR(20) NOT NULL,
    "actor_id" UUID,
    "action" VARCHAR(80) NOT NULL,
    "target_type" VARCHAR(60) NOT NULL,
    "target_id" VARCHAR(80) NOT NULL,
    "details_json" JSONB NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "correlation_id" UUID NOT NULL,
    "previous_hash" VARCHAR(64) NOT NULL,
    "hash" VARCHAR(64) NOT NULL,
    CONSTRAINT "uid_audit_entri_workspa_686a8d" UNIQUE ("workspace_id", "position")
);
CREATE INDEX IF NOT EXISTS "idx_audit_entri_workspa_30039a" ON "audit_entries" ("workspace_id");
COMMENT ON TABLE "audit_entries" IS 'One act. ``hash`` covers the entry and ``previous_hash``, so that no entry can be changed or taken';
CREATE TABLE IF NOT EXISTS "brands" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "description_text" TEXT,
    "industry" VARCHAR(200),
    "target_audience_description_text" TEXT,
    "brand_voice_guidelines_text" TEXT,
    "visual_identity_assets_json" JSONB NOT NULL,
    "mood_board_urls_array" JSONB NOT NULL,
    "persona_guardian_namespace_id" VARCHAR(200),
    "status" VARCHAR(20) NOT NULL,
    CONSTRAINT "uid_brands_workspa_d620d3" UNIQUE ("workspace_id", "name")
);
CREATE INDEX IF NOT EXISTS "idx_brands_workspa_bb66cb" ON "brands" ("workspace_id");
COMMENT ON TABLE "brands" IS 'A brand of the workspace. Its Shopify and TikTok details are read from its connections.';
CREATE TABLE IF NOT EXISTS "channels" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "description_text" TEXT,
    "bound_agent_configuration_id" UUID,
    "last_seq" BIGINT NOT NULL,
    CONSTRAINT "uid_channels_workspa_5ba820" UNIQUE ("workspace_id", "name")
);
CREATE INDEX IF NOT EXISTS "idx_channels_workspa_bf0251" ON "channels" ("workspace_id");
COMMENT ON TABLE "channels" IS 'The concept''s ChatDockChannel. ``last_seq`` counts its stored changes.';
CREATE TABLE IF NOT EXISTS "channel_members" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "last_read_seq" BIGINT NOT NULL,
    CONSTRAINT "uid_channel_mem_channel_93bf6b" UNIQUE ("channel_id", "user_id")
);
CREATE INDEX IF NOT EXISTS "idx_channel_mem_workspa_945d6a" ON "channel_members" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_channel_mem_user_id_7bcb30" ON "channel_members" ("user_id");
COMMENT ON TABLE "channel_members" IS 'A user in a channel, and how far they have read.';
CREATE TABLE IF NOT EXISTS "messages" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "sender_id" UUID NOT NULL,
    "sender_type" VARCHAR(20) NOT NULL,
    "content_type" VARCHAR(40) NOT NULL,
    "content_json" JSONB NOT NULL,
    "thread_id" UUID,
    "reply_count" INT NOT NULL,
    "client_message_id" VARCHAR(100),
    "run_id" UUID,
    "part" INT,
    "correlation_id" UUID,
    "edited_at" TIMESTAMPTZ,
    "deleted_at" TIMESTAMPTZ,
    CONSTRAINT "uid_messages_channel_6c24c5" UNIQUE ("channel_id", "seq"),
    CONSTRAINT "uid_messages_channel_b08b69" UNIQUE ("channel_id", "sender_id", "client_message_id"),
    CONSTRAINT "uid_messages_run_id_d0487d" UNIQUE ("run_id", "part")
);
CREATE INDEX IF NOT EXISTS "idx_messages_workspa_7cef02" ON "messages" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_messages_thread__b9c07a" ON "messages" ("thread_id");
CREATE INDEX IF NOT EXISTS "idx_messages_correla_eb6387" ON "messages" ("correlation_id");
COMMENT ON TABLE "messages" IS 'The concept''s ChatMessage. ``seq`` is given in the commit; ``run_id`` and ``part`` make agents'' posts';
CREATE TABLE IF NOT EXISTS "message_edits" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "message_id" UUID NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "user_id" UUID,
    CONSTRAINT "uid_message_edi_channel_a627e0" UNIQUE ("channel_id", "seq")
);
CREATE INDEX IF NOT EXISTS "idx_message_edi_workspa_2e8150" ON "message_edits" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_message_edi_message_29cbfd" ON "message_edits" ("message_id");
COMMENT ON TABLE "message_edits" IS 'A stored change of a channel that is not a new message: which number it has, of what kind, to which';
CREATE TABLE IF NOT EXISTS "connections" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "provider" VARCHAR(40) NOT NULL,
    "shop_domain" VARCHAR(255),
    "brand_id" UUID,
    "creator_id" UUID,
    "store_url" VARCHAR(500),
    "profile_url" VARCHAR(500),
    "access_token_secret_ref" VARCHAR(120),
    "last_sync_status" VARCHAR(40) NOT NULL,
    "last_sync_timestamp" TIMESTAMPTZ,
    "status" VARCHAR(20) NOT NULL,
    "created_by_user_id" UUID,
    CONSTRAINT "uid_connections_workspa_7b5672" UNIQUE ("workspace_id", "provider", "shop_domain")
);
CREATE INDEX IF NOT EXISTS "idx_connections_workspa_1109e6" ON "connections" ("workspace_id");
COMMENT ON TABLE "connections" IS 'A shop, or another account outside, that the workspace has connected.';
CREATE TABLE IF NOT EXISTS "webhook_endpoints" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "source" VARCHAR(40) NOT NULL,
    "key" VARCHAR(64) NOT NULL UNIQUE,
    "secret_ref" VARCHAR(120) NOT NULL,
    "previous_secret_ref" VARCHAR(120),
    "previous_valid_until" TIMESTAMPTZ
);
CREATE INDEX IF NOT EXISTS "idx_webhook_end_workspa_dd57be" ON "webhook_endpoints" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_webhook_end_connect_a2db30" ON "webhook_endpoints" ("connection_id");
COMMENT ON TABLE "webhook_endpoints" IS 'An address of ours with the secret that signs what is posted there; the old one holds during';
CREATE TABLE IF NOT EXISTS "consumer_offsets" (
    "consumer" VARCHAR(60) NOT NULL PRIMARY KEY,
    "position" BIGINT NOT NULL
);
COMMENT ON TABLE "consumer_offsets" IS 'How far a consumer group has read the table log.';
CREATE TABLE IF NOT EXISTS "dead_letters" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "consumer" VARCHAR(60) NOT NULL,
    "event_id" UUID NOT NULL,
    "workspace_id" UUID,
    "topic" VARCHAR(80) NOT NULL,
    "key" VARCHAR(80) NOT NULL,
    "envelope" TEXT NOT NULL,
    "reason" VARCHAR(60) NOT NULL,
    "first_error" TEXT NOT NULL,
    "last_error" TEXT NOT NULL,
    "attempts" INT NOT NULL,
    "correlation_id" UUID,
    CONSTRAINT "uid_dead_letter_consume_28d8ff" UNIQUE ("consumer", "event_id")
);
CREATE INDEX IF NOT EXISTS "idx_dead_letter_workspa_cc03cb" ON "dead_letters" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_dead_letter_workspa_5228ee" ON "dead_letters" ("workspace_id", "created_at");
COMMENT ON TABLE "dead_letters" IS 'An event that a consumer could not handle, with all that is needed to try again.';
CREATE TABLE IF NOT EXISTS "handled_events" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "consumer" VARCHAR(60) NOT NULL,
    "event_id" UUID NOT NULL,
    "state" VARCHAR(20) NOT NULL,
    "reason" VARCHAR(300),
    CONSTRAINT "uid_handled_eve_consume_76e558" UNIQUE ("consumer", "event_id")
);
COMMENT ON TABLE "handled_events" IS 'A consumer''s inbox: what it has done with an event. Unique, so that twice-read has one effect.';
CREATE TABLE IF NOT EXISTS "inbox_events" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "source" VARCHAR(40) NOT NULL,
    "account" VARCHAR(64) NOT NULL,
    "delivery_id" VARCHAR(200) NOT NULL,
    "workspace_id" UUID,
    "topic" VARCHAR(100) NOT NULL,
    "status" VARCHAR(20) NOT NULL,
    "reason" VARCHAR(300),
    "headers_json" JSONB,
    "body" BYTEA,
    "correlation_id" UUID NOT NULL,
    CONSTRAINT "uid_inbox_event_source_81f716" UNIQUE ("source", "account", "delivery_id")
);
CREATE INDEX IF NOT EXISTS "idx_inbox_event_correla_8ae9d1" ON "inbox_events" ("correlation_id");
COMMENT ON TABLE "inbox_events" IS 'One delivery from outside, once. The raw body is kept only where it could not be read.';
CREATE TABLE IF NOT EXISTS "leases" (
    "name" VARCHAR(60) NOT NULL PRIMARY KEY,
    "owner" UUID NOT NULL,
    "until" TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE "leases" IS 'A name that one process holds until a time.';
CREATE TABLE IF NOT EXISTS "outbox_events" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "event_id" UUID NOT NULL,
    "workspace_id" UUID,
    "topic" VARCHAR(80) NOT NULL,
    "key" VARCHAR(80) NOT NULL,
    "envelope" TEXT NOT NULL,
    "correlation_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "attempts" INT NOT NULL,
    "next_at" TIMESTAMPTZ,
    "sent_at" TIMESTAMPTZ,
    "position" BIGINT UNIQUE
);
CREATE INDEX IF NOT EXISTS "idx_outbox_even_event_i_ca91a9" ON "outbox_events" ("event_id");
CREATE INDEX IF NOT EXISTS "idx_outbox_even_correla_d34f59" ON "outbox_events" ("correlation_id");
CREATE INDEX IF NOT EXISTS "idx_outbox_even_sent_at_c42651" ON "outbox_events" ("sent_at");
COMMENT ON TABLE "outbox_events" IS 'An event of ours, stored with what it tells of; the relay brings it to the log.';
CREATE TABLE IF NOT EXISTS "redaction_requests" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "event_id" UUID NOT NULL UNIQUE,
    "kind" VARCHAR(40) NOT NULL,
    "shop_domain" VARCHAR(255),
    "subject_json" JSONB NOT NULL,
    "status" VARCHAR(20) NOT NULL,
    "due_at" TIMESTAMPTZ NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "outcome_json" JSONB
);
CREATE INDEX IF NOT EXISTS "idx_redaction_r_workspa_e796a8" ON "redaction_requests" ("workspace_id");
COMMENT ON TABLE "redaction_requests" IS 'One request: to tell what is held of a customer, to forget the customer, or to forget the shop.';
CREATE TABLE IF NOT EXISTS "idempotency_keys" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "user_id" UUID NOT NULL,
    "scope" VARCHAR(40) NOT NULL,
    "key" VARCHAR(200) NOT NULL,
    "request_digest" VARCHAR(64) NOT NULL,
    "status" INT,
    "body_text" TEXT,
    "locked_until" TIMESTAMPTZ,
    CONSTRAINT "uid_idempotency_user_id_47652b" UNIQUE ("user_id", "scope", "key")
);
COMMENT ON TABLE "idempotency_keys" IS 'The first answer to a request that named this key; a repeat gets the same.';
CREATE TABLE IF NOT EXISTS "sessions" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "user_id" UUID NOT NULL,
    "refresh_digest" VARCHAR(64) NOT NULL,
    "cookie_digest" VARCHAR(64) NOT NULL UNIQUE,
    "user_agent" VARCHAR(300) NOT NULL,
    "address" VARCHAR(64) NOT NULL,
    "last_seen_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "revoked_at" TIMESTAMPTZ,
    "revoked_reason" VARCHAR(40)
);
CREATE INDEX IF NOT EXISTS "idx_sessions_user_id_80072d" ON "sessions" ("user_id");
COMMENT ON TABLE "sessions" IS 'One sign-in. Its refresh tokens are one family: only the newest is good, an older one ends them all.';
CREATE TABLE IF NOT EXISTS "users" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "email" VARCHAR(320) UNIQUE,
    "name" VARCHAR(200) NOT NULL,
    "password_hash" VARCHAR(200),
    "profile_info" JSONB NOT NULL,
    "stripe_customer_id" VARCHAR(100),
    "payment_provider_details_json" JSONB
);
COMMENT ON TABLE "users" IS 'A person. One seen on a platform only has neither e-mail, password nor membership.';
CREATE TABLE IF NOT EXISTS "secrets" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "key_id" VARCHAR(16) NOT NULL,
    "sealed" BYTEA NOT NULL,
    CONSTRAINT "uid_secrets_workspa_a7a341" UNIQUE ("workspace_id", "name")
);
CREATE INDEX IF NOT EXISTS "idx_secrets_workspa_c0b2e6" ON "secrets" ("workspace_id");
COMMENT ON TABLE "secrets" IS 'A sealed value. ``name`` is what a ``…_secret_ref`` holds.';
CREATE TABLE IF NOT EXISTS "memberships" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" VARCHAR(20) NOT NULL,
    CONSTRAINT "uid_memberships_workspa_a2d391" UNIQUE ("workspace_id", "user_id")
);
CREATE INDEX IF NOT EXISTS "idx_memberships_workspa_f91f2e" ON "memberships" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_memberships_user_id_6b1e99" ON "memberships" ("user_id");
COMMENT ON TABLE "memberships" IS 'A user''s place in a workspace: owner, admin, member or guest.';
CREATE TABLE IF NOT EXISTS "workspaces" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "owner_user_id" UUID NOT NULL,
    "status" VARCHAR(20) NOT NULL,
    "settings_json" JSONB NOT NULL,
    "is_demo" BOOL NOT NULL
);
CREATE INDEX IF NOT EXISTS "idx_workspaces_owner_u_885645" ON "workspaces" ("owner_user_id");
COMMENT ON TABLE "workspaces" IS 'The tenant. ``is_demo`` marks the one that ''ionflux up'' seeds.';
CREATE TABLE IF NOT EXISTS "aerich" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "version" VARCHAR(255) NOT NULL,
    "app" VARCHAR(100) NOT NULL,
    "content" JSONB NOT NULL
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
    "+MrUDFkJeFnbfyGC35oallE5tKcdCF8yjTsYta8hBkyAkJx96TeAz5uaceUP6Ou0enHGfL"
    "oFgGxfrSXVvbLYNyjFq3DMrzMSjSvDFDdCdx2KWr81CWWyB1oS3vod1h2xVP5GnMX3lOsR"
    "EDWJFkPAgWpbmcx0IE996lbsrkbbEbLc4RIAbDPC83wHHdfOZI2rfdA2tLxBoRsT2ph7JC"
    "xJVI9XRMq0IETuLemDhPWckGnKf+TNAd95WKLrIYo3vpOC1nNdxlDau8KWcFA+jLUNi4Jp"
    "fpfkd1L92Ipx1URHuUOuUoRtNUWTpZW4XqybqIw5SNa0eWiA+h+l3VRNlK/cggoMHeCW56"
    "aftl7P9lyO1ORxakgnMkloWZEwaeiWFeJj+EbyNroF/WIlMuK8iUyyKZslxhuRiL1zb/GH"
    "Sy9lPY/1NAa8kPmq4NWakhDPtDLwlTGgTI24dDL0raLZ98yJuKBCmCWlp6MyVxuLKbL9ua"
    "wRsou5mtrawiWjSDtLyUaUrEApoHFDPnAWIes2xmSYcpQZt0+EjSYaZKEgyg5yGNmVc6iN"
    "MithhvHtB0lFsB02oWLidqibiuEXEdiXP9FJLPHK1GmhjX5Na4Kr5VlTUXrWqGtv6ygFwd"
    "K0hEVyq7VoagAhlypPJn53CtiVStLaUNPN3FmqRMEBL6E9HAnktoozL7to3az/g8G5V5jF"
    "q3UZk2KrO7huLw+I42Z6CGnZvYAqsP6E7A4qnD01Y3by9RXQUu7WWZZCUHaJn01xIpGqBu"
    "EjCvCyK8xvPSuSknOKQJ6j/Ozs7Pfzh7eX716vLihx8uX73czlTFW1VT1vXNn+WslVFucR"
    "qLQyL2DGyx25X9zroOXczfER5sRrqk693dcWXOtWznINEQI4OUa9FA5jgvIFvc34MplSkc"
    "KiFa9hSVd7u/V6E6NGRO1GwMGBVtIAeExu2mkIAJAtMFJOI3AhoADpeIFEit9h/5lYivon"
    "41OjEuolPVLClmSbG+rVX9pEcsKXaMWrek2PPxONtFzsi8T0tZ235v216YO9Q87zArNUC6"
    "ovkMrQgyw7zxlIxNmS3gaZoTPuT6hM3zaxwGwjUxT0nOig0Q6uZLQcaYmRU5zQgNEObmR/"
    "S+mSj2kKXW4/Ftuc5Bkvf9CffviopN/KY0CWmychQEB7h6XF3UWaQvyhfpi/zqYYqyBfcR"
    "cDuywXEdQJLl0DM3xlXbGhPZpPZJOKq1jJWV2wlbVugE3HAGPi/oCs+i/YU7vLyjSxCbHQ"
    "AGKIqrnQXUB1g0FsohUbV1pjslp7Xn1NqzUCja/Qq7X9G3Ka6fzLXdrzhGrdv9iuezu21U"
    "X4omr8eTVxHlGppm+2bGGfo6WZunb56nL35myOKonrrjPC0zBMwPMNRjDldGRyEiJtynDP"
    "06fQ1BLYf+FJQ35awpFpjOxdqHPEwQM1bPI91YzZhrZo1ZCD1hpSDCMd84kDG0R22dR7qx"
    "bH/jbL9PqetMqKRuwsDb4wj40g66oaxBnRW+QoH4EqCjjhfCkDjyRrlfUUE7P9bREObAAx"
    "gNPamoLMMt1qitr6CNcJ2OENJCj4Qgb6ShpJNb4ypSeho1qklLy5PGBLZTtJLHqYsH8J/o"
    "dBk/SEbCe5Bxh6HfVDR8KOBX1LAsA4jcOL5dw0I3160lnS3pbOnHbtGPlnQ+Rq1b0tmSzh"
    "0wqlsIdTWNcT14cOtoFU48PO2TNW0p/W6xZRNhZYs19cmH2T3Wj01UyFWMjB2dIsZV6U1p"
    "qcGUkj1AblO3fPgPSNXHKffk4wbjGv6846u2taPN5HF7ABMAQdzBWAV9LeiDkAlkbNgGLO"
    "A6ivnShZGZd6B11ZPXj2aH5BBA66tbX71vVmg/vTbrqx+j1q2v/nwWX3bFq53xkpGy2S45"
    "UPc4fbiZA4cHOUSVeyFntj09k7SodU965558QIxB9aMLjklyq9Il8aNGe28xxg+R+4DRFi"
    "BmYI7XiEh/g6vmvo/5j+J+VABXNIkrb8GAiz98uERAcRDsBZBjndXYgWzhqV+JfEJd50d+"
    "MEIvxctizCcz1dTDklmJEVaukpRI1QEW72LdJ+s+9c0M6Kkhbd2nY9S6dZ+s+9SRL6gZUI"
    "3N/IMb921OQs9SWi1j1tUdxhkhO4r1kJru1+fEBhgT0fyWvXgcV6fdGmKdlxsg2Bd1wL4o"
    "B/uiFGzT1JW83OHTH55nymgl0YEvFKtlNl9nhFoNfeifIReglbdxVHR3EdKKQ3QzUoNhFx"
    "s7VabIEJlMzzrhIYRTZafo01qJN6cViTenxcSbZzq9q2NANzM3KBaz/qSQNN9rNugYgI3P"
    "B90osjfEFQy5eD9eLyNoT3ruDotXJG9d5KH9lJyVtFrumpa7tdn6TkwJo/INV3V7XGPT1Z"
    "FzS+0o0ExCZXROd8yURgcWYQYI5eIqQQ8gfsJr8LDA0wWITncEmIMFZGMp/CBFlmI4jgGn"
    "UatRbigd4plfSSxltPFqt0ztlmm/GJCebp7ZLdNj1LrdMrVbph35guyWaU+3TKs4zfJxXE"
    "lmHv3cIE1nE4Y4aT/Ajbvmd0mfLSq9P1TBI0O1I076222p+5EuW3N3d1yZqrkrmF/bQV/Q"
    "1VieDwyFTyzcVwCnau8L0JAz7AoZ5TNnSvlL3zgpzo+0uZsN9VrvkOKArkWXanqQz3Vc6o"
    "uBYR1u63D3brnop+tlHe5j1Lp1uJ/z7K3dmlfXsE7LDNC4bj4qLm1MGOCcExtecMvZ5WUd"
    "P+bystyRkfd0Zc4NSwGlZKwvk6PkpK1kfOJzVspimq98TAMkK34bTQdpoeFNBpe1It0uKy"
    "LdLouRbmKpmmHPGOqcmAW7FtjCNUeMCSd7iYjDkJgCZH79zAT4ii6Gp4TTWjTeaQWPd1ok"
    "8qJ6axsydczLq+tkD1gakqB1ZFT20cbbYSedR4GfvzL1T0u6sPFY3fFLi3SEPcTgEDlcMV"
    "832Th7bFTopa1N2pk9i1/QZEHp8h1xV1TuMms2LvJNxlW7Fw9RYwfFrevuYRAgPnyBEJPh"
    "ejQMGHjAfKE2FyJbJNpsYHhOWBTOh5kqn4Jc2ShAP6q21HMBJQgsxD8YcEOlvJwmW33YVx"
    "JQrqLhyzY/7I6G3dHoGUfXT27b7mgco9btjsYz8pXb0AXjJLKcoEU2x1oKK2VqVq9iK2H3"
    "iWpwCEtkdE5x3LwZaB+3tA4G7NVFDWCvLkqBlbfyEbD7kJEN8I/dHsGtEJCrAK0xDdmeDH"
    "CJuGV/zcBfQw+7Tkg41mx8VBuVZX1YHrI71mSn8kLfClRDHwW3sxlDWvYm12L8SOipautQ"
    "1bgmd/NzfJgHBIk8mAc0XKlYUOlEKLJEPQR4dF4MNd2ngycQK8lDTKbGtMzwFv06s+FV+W"
    "R4Fc+F5eSK+OJwEvlcPxcmLTWYEj7HUyD8J/Hlvkec6w8vSt2tnJNcWRrLUw3rc8lojUhM"
    "4qYmlSkNPVeljS8gcT0hqmhf6KVyyhFyJclLxee4AXAutKcJjW/hAfoE9NSso56oO/Xo99"
    "FOHwWGIsVNSjH0bSVpb5VbEKsvVks8ZpPvSz3xmwBa/fGHJaktSd1196qfdKUlqY9R63VI"
    "6m6Yqc+t31YM1VRxrmRVNVjF0jI24T0HaAe2VoZYRI7TVXRyc92ZYCswwGmg+cO7n5P9Hz"
    "i0iKyRR3X1v8uP607LDALkKrOkjXO6hVWkrQJePqR3EoMAvG27YYYDxh0UBFRjn5UP7JzY"
    "IKA+9NhWodrGyGelLPB7AA85R/6KawKuSxnctMiQShodX93lrozsfkRV/6zoX/ed9BRHGv"
    "I7c39cRX9HRLLrKKezdkGYhAd4wQAmE/rtdRzFrCqiAlcGLUfMdMxkn4AvSvVjwGhc1eUB"
    "T9H3avNNikgJNJuhKddVimn7cfuT45a4tsR115eUflKYlrg+Rq1b4rojDqglrhuvCyF+sc"
    "mQ3QoMcLw2n0Z6cEaqYy5NFt/zWjUgzitqQJxHNSA64u/cSKu/1NtJ3a30dZTvYOTp3Ao/"
    "QXSD1yjYgFlA/V1tSkqm6ATcLRAI4AOYUHcjw2+WaMXFLW8jPBQUIOmi7IJ2JkhFGxY9nP"
    "Yeo/VsdqkbccXNaNxFz7deznOvGdbLOR5713o5x6j1Ol6OzchrOSMvtfbVRTglMkCIm8/N"
    "S9sUBjDnxAYI9Vkt+/yswj4/K9Zo60VoVA899z7ERo3aMmQPcGRxP8psWW6kPsAdmwZa4k"
    "bSEC+EHYoC5vyqBfovn28/6oHOy+VtdDzl4N/Aw6yHZ0hXoCwBydjhhfiRfKhIbpqWHeTj"
    "RyQ5UsT+GhMYbPToJxI51Ccbjtig8L6OIdziLeC+vvn45tPf9QE71xrIr/9+9+5NN8NLak"
    "zo/QjJ7gjd+l5M/2ikYVqjG+MqktWTTWoHksj+owgNGZKxCqisERwXvFPVCQAEiqQocKaG"
    "sk/I51b/N1g8k/Y2j7tkl7Gc4KQPRLevWz6NbAXsfmP+1Ld96oM0WRCkR7B2nBuMKOGOrA"
    "23Ia/ai0vfrlwnqGpoFneY5MXHVVXHySnuKvgvCQnkyPNk4dWohqo0MjZgIkcGU3epuqyt"
    "E9Jw/1/JV/KL2p6Lr8idO76Q/5EgjMH9fVKB4v5e3lNPUJVJ4rIkk81rJYtlHVjw+X/fYy"
    "7EokPokzDGh0BcDL4SVSlAfppjAIkrD66PTqmfY/GTRE+ptxV9/TUakKLLXYwkBAF9iHuf"
    "Ut/HnAFhoSFVVoBysIKMIfcroWsUtFF8tqpUh9ZE1IR4x4tjdxfUAx5ZW77Mdju4px+mum"
    "VeLfPa89RJm5Vqs1KHlEBm2aj2pmIberTXMO+DY9nLHMyWq+g1loBJxHS/x0eTErO1Wbv8"
    "wTDpFZnrNyV2EP12ZMHpnXqfqbBoXqFHwll0hOL8hFyoQsY/IQE/0/KchTbjKrIzSFo7Qd"
    "TcIP8glnitqEXkedsDoxZIng81kwVCQ8apj4KxbDOjwVydMIVS12mQuyUPoNYnIrT8PHti"
    "VbdMfJttcDxx5zbb4Bi1XifboAMM9iBpky7ttDyrEdkMnEvx8kaUddx+EHRq2wkx0kRzXO"
    "qLB5pgnBMbXsDw2eVlnYjsy8vykGx5Lwd2OPkVTblxwHBe7kkBw10b4YeOGO5H5sFohYib"
    "nDPcw/QDV7h75tbkTmqAlmR/LceiwzDDBLPFXh5DTtQy3V3WMw35lPrIeMXKy9kUF7MFqy"
    "Ok6I2L/BXliEw3/4M2I10ZlmyLcWUpll1bZ4k2NelQWQZFlTgGkLAHpDhGmBCWURCjfCc3"
    "irIU/f6obq+QjKtEnEVMJNSlEzTbtbbsSshQELt1bBrHeciYGlttxfKfPbNfesqEWf7zGL"
    "Veh/9Mzc1159eUiE0+yjvWU23sY4VfPR1S4OOQD5PvFLSt1FGJjT7HxfN4Y78u0EXJAWLe"
    "fJmgMhquNL6mlIXbL7rmueFtOORQVjVwOPqmGbrlwecZoSFw+IcOPpd+jjD+9kq7zctaIq"
    "w7pmLkIXSEhPkcHa480rAvya1xFe3CksOZx3Wjzxiek+8xOQE3XCalzgSOC8DpEhEGYIBU"
    "CuoM+tjbvI4K0koeRLj7kjXBDMwpdWVCKqCei4Lo3A3iKrbEl+dW60PQDvFQG4fWLefB8j"
    "DH45FbHuYYtd53HqZ/4VLx0rmXJ5uXtJ5sDU92SukSoz3wLggOr3hU42CrD1/YyWY1nLNS"
    "g6vQ2kp1SzF/i9nAKFAqJTI4jJsfyur0WIYQ2cPcycsO0ODpr4FTtGvRtxUW3e2h6KykVX"
    "On1RygNV3u5b5kJS0V2Act71NhOy85BNK9jY3PjlCvX5giCQu8q7o+riJdpcVZuyDuSrSl"
    "5AQoGlQs6rJYHwQrD/IZDfyI7ZSl/wjCkrYE6HsfYqEJWZzvgQbyBLAA+EiW/mMLrEnxbe"
    "cRlk3tFgdg2dTj4dUsm3qMWq/DpiI5cZtYJVuBRoyRDrFP57XSms4r8prOi4lNz1sY/rk/"
    "m/YDsRKDwxHWyMIE6ILg8GzrdgAP6Ax7yMFkRot4l6f45OUOn5SaMtEmIfY4JuxEPvY5jL"
    "OWUlXFSyInqbBjeKKeXnp4X0Ur55Ot4MaXFRnEKF9jV6DnIi6WSfPDnh7tyKbG9TI17jMS"
    "rpG2Slh8Z1wdkyXb1CYIGIIecsEaeiE6Aff38omp4wOguPQ1PHt5duVEHTsBmon76lgcHR"
    "vw5P60uW75ujAKF5voZimBvlm5/XQOLSVwjFqvQwnYQl/thFpZLmBnhNfiWk4ruJbTItey"
    "RKaniO8khojxVR2I8/NMCuGrQhKWsgOLAFedn7qT2fME1a6BXAFqk0eodsRv+bDdwxtpfJ"
    "fU3Ur/ZbcTWNuHkTuiL5jccpwigOXu43Z5eQ3UkY5jAF0fk3G8zyjrCc9laqXOg3lib7X8"
    "lyTI2Low1oXp2ZzWU2PWujDHqHXrwjzjicE296bJ3BvqGTmESfsBOivNlBTtiNH8SzKL6G"
    "zm3c1Kk3k7ExnUveOIQMIlQ4+ZUJhP7++BD0U/KvlZ5jirInUvhMjMC7+BcPVCRvfpSP+n"
    "d2fD/bo17VjD+HhMJGsYH6PW6xjGloNul4NWXJKzh5lcELTGci8L8csz3NaoLQOg7Tr8DH"
    "Eunm8et1QQtPF9mRWhifi+2ArX7L9Q4RhCUmIe76TyOzBCrC1lbK8ceAfm9vZ9Bvfrm3xd"
    "ti8frt+JaV0pQTTCXF3u1OGSb1CAp4uRxnmM74yrPEe4a/OY11gOecPeW2mZRu1apynRGK"
    "9XT/Pa2jQtGinQWO6jrVGQlG6ru/ylRAZovbVy4pL8qAwQjpsPEN1WgqTFE7m2Eku5WZES"
    "sadY9Sny+Y//Bw9sImM="
)
