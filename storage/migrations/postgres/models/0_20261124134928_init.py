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
COMMENT ON TABLE "agent_definitions" IS 'One row per id and version, written at start from ``agents/*/agent.yaml``; history survives the file.';
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
    "envelope" TEXT NOT NULL,
    "reason" VARCHAR(60) NOT NULL,
    "first_error" TEXT NOT NULL,
    "last_error" TEXT NOT NULL,
    "attempts" INT NOT NULL,
    "correlation_id" UUID,
    "replayed_at" TIMESTAMPTZ,
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
    "event_id" UUID NOT NULL UNIQUE,
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
    "eJztXW1z2ziS/isofcnslcYb27Enl7m6qngmt+O9JN5LnJt9mS0aEiEJaxLgEKAc1dz89w"
    "NASuILSBM0KZMUvszEJBqkngaB7gfdjd8mPnWRx07eLhHhP1CywMsohBxTMnkDfpsQ6CPx"
    "j4pWUzCBQbBvIy9wOPOUGJTtnXlaQDWAM8ZDOOeizQJ6DIlLLmLzEAfJkydvCVDCADJACQ"
    "IPNLxnAZwjsBJXGOIAcxAFJ7I3l85Fd5gsTQUjgn+NkMPpEvEVCoX4P/4x2Qk42JWNFAT/"
    "/Kf4FyYu+oqYbCb/DO6dBUaemwEqllHXHb4J1LUvX65//C/VUr7sTODhRT7Ztw42fEXJrn"
    "kUYfdEysh74qcgARxyU1CRyPMShLeX4l8iLvAwQrtXdfcXXLSAkScBn/zHIiJziTOIFXMy"
    "9+j8/oSgB/GL/zN5x1R7x/l4c+t8fnfrOJOCouS75FSQXBKdSyVjwiViv/0e97tHRl2dyA"
    "f88NPbT9+cX/5BYUEZX4bqpsJt8rsShBzGogr9PdzzEElwHMiLsP8o7nDsIz30WcmcCtxE"
    "9GT7jyaq2F7Y62I/1rfgbuHrAPCJ+IHuDfE2ySCoUMDt9Yd3n2/ffviLfJzP2K+ewu/t7T"
    "t550xd3eSufhPri4rPOP7Wd52An69vfwLyT/D3m4/v8lrdtbv9+0S+E4w4dQh9cKCbGq/b"
    "q1vURMu91qPAbaj1rKTVel+0vsUopfbk7fdaz0/MdSfZvFyb021R24X5tkNlP2VO3eMaL9"
    "Li5TDB8g208P6wgqEe3hLxHMritYf4Nfnwq+MhsuQr8efrlxWA/+/bTwrz1y9zX8jH5M6Z"
    "upWFXv3fAOtt+xGCe3pWB13RqhRedS+Lb+rNHI6+apaLW3FVj7VOthHuyYzQF9irVoR3f7"
    "3NLAZbcL/58Pavf8gsCO9vPv5p2zyljB/e31zldLA1tGYbJ2IoNJy89dJPmMKHow2DKXwD"
    "fS9xs4zHuU72cPPL5Bn8jU6GOVoskPCq1miL5RzOV8j5F4t95Kw2/vz55qNeG490k7dY8Z"
    "yD/wMeZnxUQ1/iU62hvDJy34jsIK8hcYt6azGX+Min4caR12O7UP/JlC/Dj/c0hoUiuz6f"
    "v6yzPotWpeuzupdVCeOQR8wE+r3EAecoqL7IrmaqPM61YK5AOQ+yBxl3wog4LPJ9KIar6Z"
    "xU2oGdjZ4wGwnfd41ChnW6uCYli3VOKqcA8Vu6+gZOuxr8S/kG356dvvru1evzy1evRRP1"
    "lrsr31Vo5vrjrYBVkrGL+xQ/KC/M4Pz+AYauU7hDz2hZ2+It/8zPX4FEuLxu8ovky6XJ8R"
    "93fvCkjD9PNZk+Tp7vHeuazPkNQUAMExCgEGAXQOKCZMRMwUOIOUcEQA7ERBpysAipD+7u"
    "1KPYH//tj+ofJ9IkvLv7HqzElyzWN8CicC0mQAb4CoEF9lCRdj/YU7WcfewVbD+M2mS9/J"
    "rMyI69RDvLz+N0/eEc8FoL/GnFAn+6XeDL+XoztC2TVIJ0kUmyGyHl0A+TErcbIceo9Tob"
    "IZY13k2kZ7UWrbOKReus6JWWmuXlEJfb5ONAuRbIFRgXifnddpE5B6AVtrDXgD0IffHSHG"
    "KPGbMAOtknEQDNuJh99Moswh7HhJ3Ixz5H3EonvIB4m+VSzCZb/ldC7cAwhBsTZVX30g+1"
    "yeeNRm2YBBFnDpuvkA8bKq2qD6uy1lVGI67wftKHVtmJVVrrShML/vy+8Rqml+6Hmka1ir"
    "ko8OjGlwQmJgtqrKgyeauq1lWV7GGmJjATRemlrZpaV9NcALaUUHO4ZObrVIl4PxQ1qhUq"
    "Ej8+9DbilZzAg3xBhd/EULjGc8ScEP0a4VDybqYKNOzWKrZ9E585QYjWGD0U9XZFqYcgKb"
    "HrM4I5zcyEZFcq2V05LPpXNzfvM+hfXecDqL58uHr36ZtTpQrRCPN427t327mf0JyG2U1D"
    "ze3p49u4oWpZN/lJbaXSBYBJMtMLBugDAXJb7Q2AQAwtD6lPbSr+ukcbtd/6sEJEkw/1tL"
    "5qpUiVhIDvu5Z/ia4LO7O/TfbKaNYr5BPZJ/oqvjDG1C55othEX8no3X5uE9VY4K/++N3m"
    "cdk8rr5zwsPcyLLbl8eodZvHZfO4+vg1dR19k7FJ6iKelRoh0Jd1gL4sB/qyALQ0Ig0QTp"
    "qPENrTWtieVoB7WkTXfB0e7fo73PW2aGatoReZZyJlpQ7PJw081r9XLEZE3tPlpJTFiG9P"
    "a7AYEXE8ujSJRI/ICbhdxcHhOI7lFqYVX30PIPgXnclrULy0u0QnMiScc+QH/O4OLCPx2x"
    "lAaxRugCfGVqjiyMtCzzt5jJb80NS0SUylJOjCeZTp2EcteQgy5ESEY+9JPIb83FMPKH/H"
    "5NGWM7GcifWe+7aaW87kGLVuOZPn40ykQWOG6F7isEtX76EstznqQlveQ7fDti++x9O4vv"
    "JsYiPOryK9eBS8SXtZjoWY7cZFbsrkbZkbLc4xIAbDPC83wnHdfq5I2pttgLWlXo2o14FU"
    "QgkQcSVSAx3TqvyAs3VvTJynrGQLztNwJuie+0pFF1mM0UY6TstZDfdZwypTyglgCH0Z/J"
    "pU4zLd4ajupR8RtKOKYY+TpRzFaJoqSydr6089WRdJYLJx1cgS8THUvauaKDupHBmGNGyc"
    "0qaXtl9G8y9DbnA6sgQVXCKxLCycKPRMDPMy+TF8G1kD/aIWmXJRQaZcFMmU+wDLxVi8tv"
    "nHoJO1n0LzTwGtJT9oujZkpcYw7A+9JMxpGCKvCYdelLRbPvkgNxX7UQS1tOhmSuJwBTdf"
    "djWDt1BwM1OMSsbUaIirUjT3AhbMPJjSF/U8pDE3SuFMi9hysHlA0/FVBUyr2aCcqCWE+k"
    "YI9STC8lNEPnMUTDTRldtb06rISlVYW7SqGVT58wpydbAdEV2pvE4Z/Ahk6IvK3FzCtSZG"
    "sraUNuRxH/OQWgpJ5M9EA3syno0OHNp23jDjxGx04DFq3UYH2ujA/hqK4/O7u5yBWne9lQ"
    "VWH9C9gMVTh6etq91dirQKoGlkmWQlR2iZDNcSKRqg7jZwWxfMdoWXpXNTTnBME9S/n52d"
    "n3939vL88vXFq+++u3j9cjdTFW9VTVlX13+Ss1ZGucVpLNmabxhgYbfNhp3vG7mYvyM83E"
    "x06b77u9PKbF/ZzkGiIUYGyb6igcyuXUG2ursDcypTCVQqruwpLix2d6dCRmjEnLjZFDAq"
    "2kAOCE3azSEBMwTmK0jEbwQ0BBzeIwLECNVn/x7oubVqoYmxEZ/tZYkxS4wNbb0aJkViib"
    "Fj1Lolxp6Py9ktckYmflrK2veN7Xth7VDzHLis1Agpi/azhWLIDHOYUzI2fbOAp2l+8pir"
    "47XPsXEYCtfEPD02KzZCqNsvRJhgZlZiMyM0QpjbH9FNsyLsET+dx4bbYpGjJPCHE3reFx"
    "Wb+E1pDtJk5SgIjnD1uHxVZ5F+Vb5Iv8qvHqYoW3AfAbcnmxxXISRZDj1zY1q1tTGTTWqf"
    "w6Jay3hZuZuwY4VOwDVn4POKBngRby/c4vtbeg8SswPAEMWxtYuQ+gCLxkI5JK71zXRntH"
    "T2nFp7FgpFu19h9yuGNsUNk7m2+xXHqHW7X/F8dreN7EvR5PV48iqiXEPT7N7MOFtcJ2tz"
    "xs1zxsXPjFgS2VN3nKdlxoD5AYZ6wuHKCClExIT7lKFfp68xqOXQn4Lyppw1xQLTpVj7kI"
    "cJYsbqeaQbqxlzzawxi6AnrBREOOYbBzKGGtR5eaQby/a3zvb7lLrOjErqJgq9BgeQl3bQ"
    "D2WN6qTqAIXiS4COOtwGQ+LIG+V+RQXt/FhHY5gDD2A0DKS6rwy3WKOuvoIuwnV6QkgLPR"
    "KCvImGkt7emlaR0vO4UU1aWp5zJbCdo0Ae5i0ewH+k8/vkQTIQ3oOMOwz9qoLhIwG/ooZl"
    "STrkJuHtGha6vW4t6WxJZ0s/9ot+tKTzMWrdks6WdO6BUd1BqKtpjOvBg1snQTTz8HxI1r"
    "Sl9PvFls2ElS3W1CcfrPZYPzZRIVc1MnF0ihhXpTelpUZT2vQAuU398uE/IFUjp9yTTxpM"
    "a/jzjq/a1o42k0e/AUwABEkHUxX0taIPQiaUsWEbsILrOOZLF0Zm3oHWVd++fjw7bA+ks7"
    "669dWHZoUO02uzvvoxat366s9n8WVXvNoZLxkpm+2SA7XBSbjtHH47yiGq3As5szX0TNKi"
    "1j0ZnHvyATEG1Y8uOCbbW5UuiR83arzFmDxE7gPGW4CYgSVeIyL9Da6a+z7m34v7cRFc0S"
    "QpvAVDLv7w4T0CioNgL4Ac6wzIB9TZh+z02TU8IPnVCOUUL4uBv52u5h6W9EoCs/KXpESq"
    "ILB4FetDWR9qaLbAQK1p60Mdo9atD2V9qJ58Qe2AamzrH9zC73ISepb6ahmzru4wzgjZUa"
    "yH1HTTPic2wsCI9vftxeO4On7VEOu83AjBflUH7FflYL8qBds0fyUvd/gciOeZMjrJduAr"
    "RW2ZzdcZoU7jH4ZnyIUo8DaOCvEuQlpqeOSkRkMxtna8TJEhMpmedcJjiKnKTtGntbJvTi"
    "uyb06L2TfPdIxXz4BuZ25QLGb9SWHbvNFs0DMAW58P+lFpb4wrGHJxM14vI2iPfO4Pi1ck"
    "b13koWZKzkpaLfdNyz3Zcf1hV0pvoosG3d+dVoaC7gvyqYY1wkDZigZTefwQJFRuSQI4V2"
    "a1PIiIYVfIqHOLMqUCwQruiv8hbWxoS73WOwQppGvRpTJH5XMdl/pieNrtT7v9OTQ2Y6Ab"
    "YXb78xi1brc/n7O2937Nq8vqpGUs4V6DcE8bEwY458TGx5udXVzU2Ui6uCjfSZL3dGXUDF"
    "MNUzKWO8sRPtJWMj5RKitlMc1XVqIhkhXFjKaDtND4JoOLWiT6RQWJflEk0cVStcCeMdQ5"
    "MQt2LbCFa44YE072PSIOQ2IKkPH7CxPgK7oYnxJOa8VRnFYEUpwWIynifO4NmTvm5dt0sg"
    "csPUHQOjYqh2jj7bGTzqPAzw9M/dOSLizV2x+/tEhH2CKJhwgPS/i62cZpkJ6nl7Y2aW+y"
    "xH5GsxWl9++IG1C5ya7ZuMg3mVbtXjzEjR2UtK67h0GA+PAFQkyeaUSjkIEHzFdqcyG2Re"
    "LNBoaXRNyS/8RMJWYhVzYK0feqLfVcQAkCK/EPBtxIKg+ElKutb80mx8Eeq9kFsVsbdmtj"
    "YGTdMEluu7VxjFq3WxvPSFzuYhiMA9VyghbZHH0pjJS5WU7MTsJuGNUgE+6R0YFISfN2oH"
    "3c0joYsO2frduMlWyBiOz3CO6Eidyd/twM9BJxSwObgb+GHnadiHCs2QGpNirL+rCEZH+s"
    "yb7FnrLIR+HNYsGQlsbJtZg+EoOq2jpUNa5J4vyUVA2FYCsPliGNAhUUqk6dllyJegjw6L"
    "JIxzTp4AnEyvYhJlNjWmZ8i36d2fCyfDK8TObCcnJFfHF4GwKdhbyqREFaajRpgsdTiexH"
    "8eW+R5zrqySn7lbOSa5Mv/VUw/qkMlojknC4qUllTiPPBYRyMbEQ1xOiivWFnhc3xQwQhF"
    "zJ8VLxOW4AXArtaenj1h+gry6WmnXUE3XllX+b7PVRYChS3KQUQ18DyXqrJINEfYlakjG7"
    "/b7UE78KoNUfv1uS2pLUfXevhklXWpL6GLVeh6Tuh5n63PrtxFBNJQBvV1WDVSwtYys45Q"
    "DtwdbKKBPVyRp5VFepqfx0pbTMKCaDqsm9i2OVxNqirddUPv/uJUYBeNez7wKHjDsoDKlm"
    "lSsf2DmxUUB96LGtIl+Nkc9KWeAbAA85R37ANfGrpTxYWmRM9TqPr0JOX0a2YZE3uGnkfe"
    "ZE7SZWf7zNXm1i/aTIUved9KsmGqo4c39aRRbHtKvrKBetdh2Vrdf8ggFMZvTrmyTkl6sN"
    "KFdG+MY8bsL7noAvagBOAaNJMZQHPEffqq0qKSIl0GKB5lxXYKXrxzWnki3Na2nevpsOwy"
    "T8LM17jFq3NG9PiAZL87ZeTkH8YpMhuxMY4XhtP/vy4MxjzxyrLL7ntUonnFeUTjiPSyf0"
    "xN+5llZ/qbeTulvp6yjfwcjTuRF+gugGr1G4AYuQ+vuSjuqUOyBP1AvhA5hRdyODVe5RwM"
    "UtbyM8FBQi6aLsQ1xmZceLd/cYrWezT3RIClXG4y5+vvVynnvNsF7O8di71ss5Rq3X8XJs"
    "/lrH+Wupta8uwimREULcfiZb2qYwgDknNkKoz2rZ52cV9vlZsbTZIAKJBui5cxrgucn43Q"
    "kcsHZSV4bsAQ4RGkZ1KsuN1Ae4Z9NAR9xIGuKVsENRyIyPK8zLPem4wp7BXoFyJ6cVSnKk"
    "iP0VJjDc6NHfSuRQn204YqPC+yqBcIe3gPvq+uPbT3/TB2ZdaSC/+tvtu7f9DCOqMaEPI4"
    "C5J3TrezH9o4mGaY1vTKtIVk82qR1IIvuPIzRkSEYQUllaN6kOp3L5AQSKpChwpoayT8h+"
    "Vv83WDy37W3Wc8kuYznBSR+Ibl+3fBrZCdj9xtzU3KiaRpvlMwYEa8+5wV6FHt5EvGovLn"
    "27cp2gqqFZ3OE2izwpQToF6rgBNw7+24YEcuR5skppXHBUGhkbMJMjg6m7VF3WVtVouf9f"
    "yC/kZ7U9l1yRO3d8Jf8jQZiCu7ttvYa7O3lPPUHV8UiKeMw2b5QslkVTwef/eY+5EHtY4f"
    "lqF8b4EIqLIZBp9b8Q+WlOASSuWPpI5M9kXRAsfpLoKfW2oq+/xANSdLmPkYQgpA9J73Pq"
    "+5gzICw0pJLwKQcBZEyAQdco7KJSa1VdC62FqInkT9bG/q6nB6toUbXK9im251nVcUQJnH"
    "1ZakfGux7M9n5dx/Z+XW57v+5V/caRQ2tzj58hTdByUd1NxTbwqNEwH4JbOchM244rzrWW"
    "ZkvEdN/go0mJ2RTQPn8wTDpF5vpNiR1Evz1ZcAan3mcqwplX6JFQFj0hOK9dsaBRjsh889"
    "9oM9HlG2RbTCtzDvZtHeFC1WQ6Zby/qtkCIGEPKJS0IgQhEuOBJUU05Tu5MZ0o+v1e3Q6Q"
    "JBARZ/G5TFC3b9Zu19r8gtQBZmyeuDTSfbRpBTatYGDW/UADzG1awTFqvU5aQYOjKds5j7"
    "JvOm4pq3eupfkqQlfnY+L4xnzGUK+g7SRhIDH6HBcvETNKhClKjhDzDk52Kol0L3UlSwPd"
    "mzmSzw1vy+yaDN91OPqqGbrl+ywZoTFEtx96n0X6OajhaU15Wctu9sdU7FWU2ef4zI2Jhn"
    "3Z3ppW0S5se2bHtG6ZB3ly9beYnIBrLqOvFgLHFeD0HhEGYIhUrNUC+tjbvIkrL0geRLj7"
    "kjXBDCwpdWXklTzhGoVxgTniKrbEl8eZ6Is+HOKh9kDtfjkPloc5Ho/c8jDHqPWh8zA92S"
    "40Krmsls5Gnmxe0nqyNTzZOaX3GDXAuyA4viyp1sFWH76wk82KlWSlRleKoJM0bjF/y9P+"
    "TGBOiYwO4/aHsjoOgyFEGpg7edkRGjzDNXCKdi36GmDRXQNFZyWtmnut5hCt6X3Dwy7Skp"
    "YKHIKWm5SSyUuOgXTvYuOzJ9TrF6Y/flpdn1aRrtLirF35IRBtKTkBigYVi7rMSoUg8CBf"
    "0NCP2U6Z40oQlrQlQN/6EAtNyCzUBxrKUrch8JHMcWUrHOgKRHTxCMum9osDsGzq8fBqlk"
    "09Rq3XYVORnLhNrJKdQCvGSI/Yp/Na5QPPK+oHnhcLCD5vBaTn/my6D8TaGhyOsEZWJkAX"
    "BMdnW3cDeEgX2EMOJgtaxLu8XGNe7knlGpsxf3sTbRZhj2PCTuRjn8M466SKo3ydADnziH"
    "Hql+yRVVWG1UmP76vopBBvADe+zEwUo3yNXYGei7hYJs2rmj7akS1zavaB9IQa+IyEa6Qt"
    "+5XcmVbHZMk2tQkChqCHXLCGXoROwN2dfGKqThYUl36Jzl6eXTpxx06IFuK+qv+oYwOe3J"
    "821y1fxEfhYhPdLCUwNCt3mM6hpQSOUet1KIEeVGUbZaiV5QL2RngtruW0gms5LXIt98j0"
    "uJy9xBgxvqwDcX6eSSF8WUjCUnZgEeCqgwL2Mg2PCugbyFUFOlo8K6AnfsuH3R7eROO7pO"
    "5W+i/7ncDaPozcEX3B5JbjHAEsdx93y8sboGqXTwF0fUymyT4joCFYytRKnQfzxN5q+S/b"
    "IGPrwlgXZmBz2kCNWevCHKPWrQvzjEdj2NybNnNvqGfkEG7bj9BZaefovp4YzT9vZxGdzb"
    "y/WWky72Yig7p3HBFIuGToMRMK8+ndHfCh6EclP8scZ1Wk7oUQWXjRVxAFL2R0n470f3p3"
    "NtyvX9OONYyPx0SyhvExar2OYWw56G45aMUlOQ3M5IKgNZaHeNb1RBhpeI26MgC6Pu+aIc"
    "7leWzGcUsFQRvfl1kR2ojvS6xwzf4LFY4hJCXm8V4qvwMjxLpSxu7KgXdgbm7eZ3C/us7X"
    "Zfvy4eqdmNaVEkQjzNXlXtVRf4tCPF9NNM5jcmda5TnCfZvHvMZyyFv23o7leMInFmgs99"
    "HWKNyWbqu7/KVERmi9nV1c1Fn8Li7KVz95L1fEIghMEE6ajxDdToKkxRO5thJLuVmREjm8"
    "QWEjn5svZr//P6RPobw="
)
