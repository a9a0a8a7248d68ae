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
    "nudges" INT NOT NULL,
    "parallel" INT NOT NULL,
    "lease_until" TIMESTAMPTZ,
    CONSTRAINT "uid_agent_run_l_agent_c_48102d" UNIQUE ("agent_configuration_id", "trigger_key")
);
CREATE INDEX IF NOT EXISTS "idx_agent_run_l_workspa_00e19f" ON "agent_run_logs" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_agent_run_l_correla_7ff57b" ON "agent_run_logs" ("correlation_id");
CREATE INDEX IF NOT EXISTS "idx_agent_run_l_status_a854d7" ON "agent_run_logs" ("status", "lease_until");
CREATE INDEX IF NOT EXISTS "idx_agent_run_l_agent_c_588cc9" ON "agent_run_logs" ("agent_configuration_id", "status");
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
COMMENT ON TABLE "audit_entries" IS 'One act. ``hash`` covers the entry and ``previous_hash``, so that no entry can be changed or taken out.';
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
COMMENT ON TABLE "messages" IS 'The concept''s ChatMessage. ``seq`` is given in the commit; ``run_id`` and ``part`` make agents'' posts once.';
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
COMMENT ON TABLE "message_edits" IS 'A stored change of a channel that is not a new message: which number it has, of what kind, to which message.';
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
COMMENT ON TABLE "webhook_endpoints" IS 'An address of ours with the secret that signs what is posted there; the old one holds during rotation.';
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
    "eJztXW2T2zaS/isofUm2SpnyvMbnXF2Vx5nbzJ7t2bPHl33JFgciIQkRBTAEqLEqm/9+AE"
    "hKfAE5JIfUkBS+JB4SDVJPg0D3g+7G75M1dZDLTt4uEOHvKJnjReBDjimZvAG/TwhcI/GP"
    "klZTMIGet28jL3A4c5UYlO0tOymgGsAZ4z60uWgzhy5D4pKDmO1jL3ry5C0BShhABihB4J"
    "H6K+ZBG4GluMIQB5iDwDuRvTnUFt1hsqgrGBD8W4AsTheIL5EvxP/5z8lOwMKObKQg+Ne/"
    "xL8wcdBXxGQz+ae3suYYuU4KqFBGXbf41lPXvny5/fG/VUv5sjOBhxusyb61t+VLSnbNgw"
    "A7J1JG3hM/BQngkJOAigSuGyEcXwp/ibjA/QDtXtXZX3DQHAauBHzyn/OA2BJnECrmxHap"
    "vToh6FH84v+K3jHR3rI+3t1bn2/uLWuSU5R8l4wKokuic6lkTLhE7Pc/wn73yKirE/mAdz"
    "+9/fTt+dWfFBaU8YWvbircJn8oQchhKKrQ38Nt+0iCY0Geh/1HcYfjNdJDn5bMqMCJRE/i"
    "fzRRRXxhr4v9WI/BjeHrAPCJ+IHOHXG30SAoUcD97Yebz/dvP/xVPm7N2G+uwu/t/Y28c6"
    "aubjNXvw31RcVnHH7ru07Az7f3PwH5J/jH3cebrFZ37e7/MZHvBANOLUIfLegkxmt8NUZN"
    "tNxrPfCchlpPSxqt90XrMUYJtUdvv9d6dmKuOslm5dqcbvPazs23HSr7OXPqHtdwkRYvhw"
    "mWb6CF990S+np4C8QzKIvXHuLXtIZfLReRBV+KP1+/KgH8/95+Upi/fpX5Qj5Gd87UrTT0"
    "6v81sI7bjxDc07Mq6IpWhfCqe2l8E29mcfRVs1zci6t6rHWyjXCPZoS+wF62Itz87T61GM"
    "Tgfvvh7d/+lFoQ3t99/HPcPKGMd+/vrjM6iA2t2dYKGPJrTt566WdM4cPRRo0pfAvXbuRm"
    "1R7nOtnDzS+TF/A3OhnmaD5HwqvaoBhLG9pLZP3KQh85rY2/fL77qNfGE91kLVZsc/Bv4G"
    "LGRzX0JT7lGsoqI/ONyA6yGhK3qLsRc8karam/teT10C7UfzLFy/DTPY1hoUivz+evqqzP"
    "olXh+qzupVXCOOQBqwP9XuKAcxRUX2RXM1UW50owl6CcBdmFjFt+QCwWrNdQDNe6c1JhB2"
    "Y2esZsJHzfDfIZ1unilhQs1hmpjALEb+nqGzjtavAv5Bt8d3Z68f3F6/Ori9eiiXrL3ZXv"
    "SzRz+/FewCrJ2PkqwQ/KCzNorx6h71i5O/SMFrXN31qfrbNXIBEurxP9IvlySXL8x50fPC"
    "nizxNNpk+T53vHuiJzfkcQEMMEeMgH2AGQOCAaMVPw6GPOEQGQAzGR+hzMfboGSJgY4OFB"
    "Pe9EmoMPDz+ApfiKxdoGWOBvxOTHAF8iMMcuylPuB3milqsPvYH4g6hM0suvqB7JsZdoZ9"
    "l5mqY/nONdaWE/LVnYT+OFvZinr4e2YZAKkM4zSGYDpBj6YVLhZgPkGLVeZQPEsMW7ifSs"
    "0qJ1VrJoneW90UJzvBjiYlt8HChXArkE4zwhv9smqu/7a4UN7BVg9/y1eGkOsctqe/862W"
    "c5/s04mH3UyizALseEncjHvkS8Sid8gHibxULMJjHvK6G2oO/DbR1llffSD7XJ541GbZh4"
    "AWcWs5doDRsqrawPo7LWVUYDrvB+1odW2olRWutKEwu+vWq8huml+6GmUa1iDvJcul1L4h"
    "KTOa2tqCJ5o6rWVRXtXSYmsDqK0ksbNbWuJlsAtpBQc7hg9depAvF+KGpUK1QgfrzvbsUr"
    "WZ4L+ZwKv4khf4NtxCwf/RZgX/JudRVYs1uj2PZNfGZ5Ptpg9JjX2zWlLoKkwK5PCWY0Mx"
    "OSXalkd+Ww6F/f3b1PoX99mw2c+vLh+ubTt6dKFaIR5uF2d++2cT8hm/rpTUPN7enT27e+"
    "alk16Ulto9I5gFES0zcM0EcC5LbaGwCBGFouUp/aVPy1Qlu11/q4RESTB/W8viqlRhWEfu"
    "+7ln+JrnM7s79P9spo1ivkE9kn+iq+MMbU7nik2Ehf0eiNP7eJaizwV3/8YfK3TP5W3znh"
    "YW5kme3LY9S6yd8y+Vt9/Jq6jr5J2SRVEU9LjRDoqypAXxUDfZUDWhqRNRCOmo8Q2tNK2J"
    "6WgHuaR7f+Ojza9Xe4623ezNpAN6ifgZSWOjyfNPAY/16xGAF5TxeTQhYjvD2twGIExHLp"
    "ok4EekBOwP0yDAzHYSy3MK348gcAwa90Jq9B8dLOAp3ISHDO0drjDw9gEYjfzgDaIH8LXD"
    "G2fBVDXhR23sljtOSHppZNZCpFQRfWk0zHPmrJRZAhKyAcu8/iMeTnnnhA8TtGjzacieFM"
    "jPfct9XccCbHqHXDmbwcZyINmnqI7iUOu3T1Hspim6MqtMU9dDts++J7PI/rK84irsX5la"
    "QVj4I3aS/LMRez3bi4TZG8KW+jxTkEpMYwz8qNcFy3nyuS9GYbYG2o11rU60AqoHiIOBKp"
    "gY5pVXrAit2bOs5TWrIF52k4E3TPfaW8iyzGaCMdJ+WMhvusYZUpZXnQh2sZ/BpV4aq7w1"
    "HeSz8iaEcVwx4mS1mK0ayrLJ2sqTv1bF1Egcm1q0UWiI+h3l3ZRNlJxUjfp37jlDa9tPky"
    "mn8ZcoPTkiWo4AKJZWFuBb5bxzAvkh/Dt5E20C8rkSmXJWTKZZ5MWXlYLsbitet/DDpZ8y"
    "k0/xTQRvKDddeGtNQYhv2hlwSb+j5ym3DoeUmz5ZMNclOxH3lQC4ttJiQOV2jzVVczeAuF"
    "NtPVlFUMi2aQFhcvTYgYQLOAqiAlDRNYCOdewICZBVM6966LNPZbIZxJEVNXNwtoMmAth2"
    "k5vZYRNQxb3xi2noSsfgrIZ468iSZcNb41LQtVVRXKRauKUao/LyFXJwQS0ZVKlJXRpEDG"
    "EqlU2AXcaIJOK0tpY0j3QSQJ24IE65loYI4YNOGWQ9sfHWbgnQm3PEatm3BLE27ZX0NxfE"
    "RGlzNQ6663ssCqA7oXMHjq8DSFyrvLOVcRSY0sk7TkCC2T4VoieQPUiSPhddGB13hRODdl"
    "BMc0Qf3H2dn5+fdnr86vXl9efP/95etXu5kqf6tsyrq+/bOctVLKzU9jUaxDw4gVsw857A"
    "TqwMH8hnB/O9HlT+/vTkvTp2U7C4mGGNXInhYNZLryErLlwwOwqczNULnNsqewUtvDg4rB"
    "oQGzwmZTwKhoAzkgNGpnQwJmCNhLSMRvBNQHHK4QAWKE6tOpD/TcSsXlxNgID0kzxJghxo"
    "a2Xg2TIjHE2DFq3RBjL8fl7Ba5WiZ+UsrY943te2Ht0PpJhWmpEVIW7adfhZDVTApPyJh8"
    "2ByedRO+x1xusH2OjUNfuCb1843TYiOEuv3KjhFm9WqWpoRGCHP7I7ppmok5M6nzYHtTfX"
    "OUBP5wYvn7ouI6flOSg6yzcuQER7h6XF1UWaQvihfpi+zqURdlA+4T4PZkk+PahyTNoadu"
    "TMu2NmaySeWDbVRrGS8rdxN2rNAJuOUMfF5SD8/D7YV7vLqnKxCZHQD6KIytnft0DbBoLJ"
    "RDwuLpTHfoTWfPqbRnoVA0+xVmv2JoU9wwmWuzX3GMWjf7FS9nd5vIvgRNXo0nLyPKNTTN"
    "7s1qp9/rZE0Sfv0kfPEzAxZF9lQd50mZMWB+gKEecbgyQgoRMeE+Z+hX6WsMajn0p6C8KW"
    "tDscB0IdY+5GKCWG31PNGN0Ux9zWwwC6ArrBREOOZbCzKGGhTOeaIbw/a3zvavKXWsGZXU"
    "TeC7DU50L+ygH8oa1dHfHvLFlwAtdVoQhsSSN4r9ihLa+amOxjAHHsBoGEi5ZBlusUFdfQ"
    "VdhOv0hJAWeiQEuRMNJR3fmpaR0nbYqCItLQ8OE9jayJOno4sH8B+pvYoeJAPhXci4xdBv"
    "Khg+EPAraljW+ENOFN6uYaHb69aQzoZ0NvRjv+hHQzofo9YN6WxI5x4Y1R2EutaNcT14cO"
    "vEC2YutodkTRtKv19s2UxY2WJNffZJdU/1YxIVMlUjI0cnj3FZelNSajSlTQ+Q29QvH/4D"
    "UjVyij35qMG0gj9vrVXbytFm8iw9gAmAIOpgqoK+lvRRyPgyNmwLlnATxnzpwsjqd6B11e"
    "PXD2eH+IQ/46sbX31oVugwvTbjqx+j1o2v/nIWX3rFq5zxkpIy2S4ZUBscLdzOacKjHKLK"
    "vZAzW0PPJClq3JPBuScfEGNQ/eicYxLfKnVJ1mGjxluM0UPkPmC4BYgZWOANItLf4Kr5eo"
    "35D+J+WARXNIkKb0Gfiz/WcIWA4iDYN0COdQbkA6rsQ3b67AoekPxqhHLyl8XAj6cr28WS"
    "XolgVv6SlEgUBBavYnwo40MNzRYYqDVtfKhj1LrxoYwP1ZMvqB1Qa9v6B7fwu5yEXqS+Ws"
    "qsqzqMU0JmFOshrbtpnxEbYWBE+/v24nFcnWdbE+us3AjBvqgC9kUx2BeFYNfNX8nKHT4H"
    "4mWmjE6yHfhSUVv15uuUUKfxD8Mz5HzkuVtLhXjnIS05JjclNRqKsbXjZfIMUZ3pWSc8hp"
    "iq9BR9Win75rQk++Y0n33zQsd49QzoduYGxWJWnxTi5o1mg54B2Pp80I9Ke2NcwZCDm/F6"
    "KUFz5HN/WLw8eesgFzVTclrSaLlvWu7XjuuNmBImxbuu6va0ws6rJeeWyqGgqazK8MDuiC"
    "kNDy3CDBDKxVWCHkH0hDfgcYntJQiPeQSYgyVkUyn8KEVWYjhOAadRq0hIF0Z62IdX3YA1"
    "W6dm63RYTMhAN9HM1ukxat1snZqt0558QWbrdKBbp2XcZvE4LiU1j35ukJZzHaY4bj/CDb"
    "z2d0tfLER9OJTBE0O1J876u13d+4kudXN/d1qat7mvnl/ZUV9SbyrPCobCJRbuK4C22gOT"
    "pwYz7AgZ5TKn6vpL1ziu1I+0iZwt9VrtxGKfbkSXanqQz7UcuhYDwzjcxuEe3HIxTNfLON"
    "zHqHXjcL/kQVz7Na+qYZ2UGaFx3X50XNKYqIFzRmx8QS5nl5dV/JjLy2JHRt7T1TyvWRco"
    "IWN8mQwlJ22l2sc/p6UMptkyyNRHsvx3rekgKTS+yeCyUsTbZUnE22U+4k0sVXPs1oY6I2"
    "bArgS2cM0RY8LJXiFiMSSmAJlsP68DfEkX41PCaSUa77SExzvNE3lh8bUtsa36tdZ1sges"
    "E0nQJjQqh2jj7bGTzqPAb+3V9U8LujBxWf3xS/N0hDnR4BC5XBFfN9taDTYq9NLGJu3Nns"
    "XPaLakdHVDHI/KXWbNxkW2ybRs9+IxbGyhqHXVPQwCxIcvEGIyWo8GPgOPmC/V5kJoi4Sb"
    "DQwvCAuj+TBTVVSQIxv56AfVlroOoASBpfgHA04glQd8ylWcumaT42CP1eyCmK0Ns7UxML"
    "JumCS32do4Rq2brY0XJC53MQy1s8oyggbZDH0pjBS7XgGLnYTZMKpAJqxQrdOLo+btQPu0"
    "pXUwYK8uKgB7dVEIrLyVDYVtwkq2QET2ewR3wkR6PtpgGrCGVHCBuKGB64G/gS52rIBwrN"
    "kBKTcqi/owhGR/rMleJYq+E6gGa+TfzecMaWmcTIvpEzGoqq1FVeOKJM5P0REfEMTyYOHT"
    "wFNBodKJUFyJeghw6SJPxzTp4BnESvyQOlNjUmZ8i36V2fCqeDK8iubCYnJFfHE4DoGunh"
    "STlBpNTZ/jKRv+o/hy3yPO9UcaJe6WzkmOrJXlqobVSWW0QSTicBOTik0D11Hp40tIHFeI"
    "KtYXuonccoQcyfFS8TluAVwI7Wnp49YfoM9ET8w66om6s5B+n+z1kWMoEtykFENfPcl6qy"
    "SDSH2RWqIxG39f6olfBdDqjz8MSW1I6r67V8OkKw1JfYxar0JS98NMfWn9dmKoJqp1xatq"
    "jVUsKWMy3zOA9mBrZYxV5Tj1wvOcq84EO4ERTgPtH+n9kuz/yKFFZINcqisIXnyId1JmFC"
    "CXmSVdnN4trCJtWfDiIb2XGAXgXdsNc+wzbiHfpxr7rHhgZ8RGAfWhx7aK2a6NfFrKAN8A"
    "eMg5WntcE3ldyOAmRcZU2+j4CjH3ZWQPI7z6J0X/OjfSU5xoyO/U/WkZ/R0SyY6lnM7KlW"
    "FiHuAbBjCZ0a9voiBmVRkVODJmOWSmIyb7BHxRqp8CRqPyLo/YRt+pzTcpIiXQfI5srisZ"
    "0/XjmpPjhrg2xHXfl5RhUpiGuD5GrRviuicOqCGuWy8QIX5xnSG7ExjheG0/n/TgjFTPXJ"
    "o0vueVikGclxSDOA+LQfTE37mVVn+ht5O4W+rrKN+hlqdzJ/wE0Q3eIH8L5j5d74tUUmKj"
    "E3C/RMCHj2BGna0Mv1khj4tb7lZ4KMhH0kXZB+3MkIo2zHs43T1G69nsUzei0pvhuAufb7"
    "ycl14zjJdzPPau8XKOUetVvByTkddxRl5i7auKcEJkhBC3n5uXtClqwJwRGyHUZ5Xs87MS"
    "+/wsX6xtEKFRA/TchxAbNenKkD3AGcbDqLdluJHqAPdsGuiIG0lCvBR2KPKZ9asW6L98vv"
    "uoBzorl7XRsc3Bv4GL2QAPlS5BWQKSssNz8SPZUJHMNC07yMaPSHIkj/01JtDf6tGPJTKo"
    "z7YcsVHhfR1BuMNbwH19+/Htp7/rA3auNZBf//3+5m0/w0sqTOjDCMnuCd36Xkz/aKJhWs"
    "Mb0zKS1ZVNKgeSyP7DCA0ZkuH5VBYLjurdqeoEAAJFUuQ405qyz8jnVv+vsXjG7U0ed8Eu"
    "YzHBSR+Jbl+3eBrZCZj9xuzxb03qg7RZEGRAsPacGwwp4Z6sDXcBL9uLS94uXSeoalgv7j"
    "DOi4+Kqk7j09xV8F8cEsiR68q6q2EJVWlkbMFMjgym7lJ1WVsnpOX+fyG/kJ/V9lx0Re7c"
    "8aX8jwRhCh4e4goUDw/ynnqCqkwSlSWZbd8oWSzLwILP//secyEWHjMfhzE++uKiD2ShgF"
    "+I/DSnABJHHmAfnla/wOIniZ4Sbyv6+ms4IEWX+xhJCHz6GPVu0/UacwaEhYZUWQHKgQcZ"
    "E2DQDfK7qD1bVqlDayFqIryjtbG/6+kBj64tXmX7HdszDEvdEK+GeB145qRJSjVJqWPKHz"
    "NkVHdTsYk8ajTMh+BXDjIFs+Mieq3lXxIx3Tf4aBJipjRrnz8YJr2i+vpNiB1Evz1ZcAan"
    "3heqK5pV6JFwFj1hOG8dsaBRjoi9/R+0negSDtItpqVJB/u2lnChKlKdMuBfFfMAkLBH5E"
    "teEQIfifHAorqg8p2ckE8U/f6gbntIMoiIs/CoKajbOGu3a22CQeJMNmZHLo10H01egckr"
    "GJh1P9AIc5NXcIxar5JX0OC0zXaO2OybjltK67W1NF9J7Ko9Jo5vzMcm9QraTjIGIqPPcv"
    "ACsVqZMHnJEWLewWFVBaHuha5kYaR7M0fypeFtmV2T8bsWR181Q7d4nyUlNIbw9kPvs0g/"
    "BzU8gCora9jN/piKvQoz+xweIzLRsC/xrWkZ7cLiY0imVes8yMO4v8PkBNxyGX41FzguAa"
    "crRBiAPlLBVnO4xu72TVh6QfIgwt2XrAlmYEGpI0Ov5KHdyA8rzBFHsSVreUKLvurDIR5q"
    "zgjvl/NgeJjj8cgND3OMWh86D9OT7cIaNEy0dDbyZLOSxpOt4MnalK4waoB3TnB8aVKtg6"
    "0+fGEn16tWkpYaXS2CTvK4xfwtDzCsA3NCZHQYtz+U1TkJDCHSwNzJyo7Q4BmugZO3a9FX"
    "D4vuGig6LWnU3Gs1+2hDV43cl7SkoQKHoOUmtWSykmMg3bvY+OwJ9fqF6U/UVtenZaSrtD"
    "grl37wRFtKToCiQcWiLtNSIfBcyOfUX4dsp0xyJQhL2hKg79YQC03INNRH6statz5YI5nk"
    "ypbY01WI6OIRhk3tFwdg2NTj4dUMm3qMWq/CpiI5cdexSnYCrRgjPWKfzivVDzwvKSB4nq"
    "8g+LIlkF76s+k+ECs2OCxhjSzrAJ0THJ9t3Q3gPp1jF1mYzGke7+J6jVm5Z9VrbMb87U20"
    "WYBdjgk7kY99CeOskzKO8nU8ZNkB43RdsEdWVhpWJz2+r6KTSrwe3K5lZqIY5RvsCPQcxM"
    "UyWb+s6ZMdmTqn9T6QnlADn5FwjbR1v6I70/KYLNmmMkHAEHSRAzbQDdAJeHiQT0wUyoLi"
    "0i/B2auzKyvs2PLRXNxXBSB1bMCz+9PmumWL+ChcTKKboQSGZuUO0zk0lMAxar0KJdCDqm"
    "yjDLUyXMDeCK/EtZyWcC2nea5lheqel7OXGCPGV1Ugzs4zCYSvcklYyg7MA1x2UsBepuFZ"
    "AX0DuaxAR4uHBfTEb/mw28ObaHyXxN1S/2W/E1jZh5E7ot8wueVoI4Dl7uNueXkDVPHyKY"
    "DOGpNptM8IqA8WMrVS58E8s7dK/kscZGxcGOPCDGxOG6gxa1yYY9S6cWFe8GwMk3vTZu4N"
    "dWs5hHH7ETor7Zzd1xOj+ed4FtHZzPubpSbzbiaqUfeOIwIJlww9ZkJha/rwANZQ9KOSn2"
    "WOsypS940QmbvBVxB438joPh3p//zuTLhfv6YdYxgfj4lkDONj1HoVw9hw0N1y0IpLshqY"
    "yTlBYywP8bDriTDS8AZ1ZQB0feA1Q5zLA9lqxy3lBE18X2pFaCO+L7LCNfsvVDiGkBSYx3"
    "up7A6MEOtKGbsrB96Bubt7n8L9+jZbl+3Lh+sbMa0rJYhGmKvLvaqj/hb52F5ONM5jdGda"
    "5jnCfZunvMZiyFv23o7lfMJnFmgs9tE2yI9Lt1Vd/hIiI7Tezi4vqyx+l5fFq5+8lyli4X"
    "l1EI6ajxDdToKkxRO5thJLsVmREDm8QWEin5svZn/8PydQUMY="
)
