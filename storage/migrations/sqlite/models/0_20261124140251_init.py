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
) /* One act. ``hash`` covers the entry and ``previous_hash``, so that no entry can be changed or taken out. */;
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
) /* The concept's ChatMessage. ``seq`` is given in the commit; ``run_id`` and ``part`` make agents' posts once. */;
CREATE INDEX IF NOT EXISTS "idx_messages_workspa_7cef02" ON "messages" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_messages_thread__b9c07a" ON "messages" ("thread_id");
CREATE INDEX IF NOT EXISTS "idx_messages_correla_eb6387" ON "messages" ("correlation_id");
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
) /* An address of ours with the secret that signs what is posted there; the old one holds during rotation. */;
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
    "djWDt1BwM1tVWcWwaAZpeRHTlIgFNA+oClLSMIGlcO4FLJh5MKVz73lIY7+VwpkWsfV184"
    "CmA9YKmFbTazlRy7D1jWHrScjqp4h85iiYaMJVt7emVaGqqlK5aFUzSvXnFeTqpEAiulKJ"
    "sjKaFMhYIpUKu4RrTdBpbSltDOk+iCRlW5DIn4kG9qhBG245tP3RYQbe2XDLY9S6Dbe04Z"
    "b9NRTHR2R0OQO17norC6w+oHsBi6cOT1uovLuccxWR1MgyyUqO0DIZriVSNEDdbSS8Ljrw"
    "Ci9L56ac4JgmqH8/Ozs//+7s5fnl64tX33138frlbqYq3qqasq6u/yRnrYxyi9NYEuvQMG"
    "LF7kMOO4E6cjF/R3i4mejyp/d3p5Xp07Kdg0RDjAyyp0UDma68gmx1dwfmVOZmqNxm2VNc"
    "qe3uTsXg0Ig5cbMpYFS0gRwQmrSbQwJmCMxXkIjfCGgIOLxHBIgRqk+nPtBzaxWXE2MjPi"
    "zNEmOWGBvaejVMisQSY8eodUuMPR+Xs1vkjEz8tJS17xvb98LaoeZJhVmpEVIW7adfxZAZ"
    "JoWnZGw+bAFP04TvMZcbbJ9j4zAUrol5vnFWbIRQt1/ZMcHMrGZpRmiEMLc/opummdgzkz"
    "oPtrfVN0dJ4A8nlr8vKjbxm9IcpMnKURAc4epx+arOIv2qfJF+lV89TFG24D4Cbk82Oa5C"
    "SLIceubGtGprYyab1D7YRrWW8bJyN2HHCp2Aa87A5xUN8CLeXrjF97f0HiRmB4AhimNrFy"
    "H1ARaNhXJIXDyd6Q696ew5tfYsFIp2v8LuVwxtihsmc233K45R63a/4vnsbhvZl6LJ6/Hk"
    "VUS5hqbZvZlx+r1O1ibhmyfhi58ZsSSyp+44T8uMAfMDDPWEw5URUoiICfcpQ79OX2NQy6"
    "E/BeVNOWuKBaZLsfYhDxPEjNXzSDdWM+aaWWMWQU9YKYhwzDcOZAw1KJzzSDeW7W+d7fcp"
    "dZ0ZldRNFHoNTnQv7aAfyhrV0d8BCsWXAB11WhCGxJE3yv2KCtr5sY7GMAcewGgYSLlkGW"
    "6xRl19BV2E6/SEkBZ6JAR5Ew0lvb01rSKl53GjmrS0PDhMYDtHgTwdXTyA/0jn98mDZCC8"
    "Bxl3GPpVBcNHAn5FDcsaf8hNwts1LHR73VrS2ZLOln7sF/1oSedj1LolnS3p3AOjuoNQV9"
    "MY14MHt06CaObh+ZCsaUvp94stmwkrW6ypTz6p7rF+bKJCrmpk4ugUMa5Kb0pLjaa06QFy"
    "m/rlw39AqkZOuSefNJjW8OcdX7WtHW0mz9IDmAAIkg6mKuhrRR+ETChjwzZgBddxzJcujM"
    "y8A62rvn39eHbYnvBnfXXrqw/NCh2m12Z99WPUuvXVn8/iy654tTNeMlI22yUHaoOjhds5"
    "TXiUQ1S5F3Jma+iZpEWtezI49+QDYgyqH11wTLa3Kl0SP27UeIsxeYjcB4y3ADEDS7xGRP"
    "obXDX3fcy/F/fjIriiSVJ4C4Zc/OHDewQUB8FeADnWGZAPqLMP2emza3hA8qsRyileFgN/"
    "O13NPSzplQRm5S9JiVRBYPEq1oeyPtTQbIGBWtPWhzpGrVsfyvpQPfmC2gHV2NY/uIXf5S"
    "T0LPXVMmZd3WGcEbKjWA+p6aZ9TmyEgRHt79uLx3F1nq0h1nm5EYL9qg7Yr8rBflUKtmn+"
    "Sl7u8DkQzzNldJLtwFeK2jKbrzNCncY/DM+QC1HgbRwV4l2EtOKY3IzUaCjG1o6XKTJEJt"
    "OzTngMMVXZKfq0VvbNaUX2zWkx++aZjvHqGdDtzA2Kxaw/KWybN5oNegZg6/NBPyrtjXEF"
    "Qy5uxutlBO2Rz/1h8YrkrYs81EzJWUmr5b5puSc7rj/sSulNdNGg+7vTylDQfUE+1bBGGC"
    "hb0WAqjx+ChMotSQDnyqyWBxEx7AoZdW5RplQgWMFd8T+kjQ1tqdd6hyCFdC26VOaofK7j"
    "Ul8MT7v9abc/h8ZmDHQjzG5/HqPW7fbnc9b23q95dVmdtIwl3GsQ7mljwgDnnNj4eLOzi4"
    "s6G0kXF+U7SfKeroyaYaphSsZyZznCR9pKxidKZaUspvnKSjREsqKY0XSQFhrfZHBRi0S/"
    "qCDRL4okuliqFtgzhjonZsGuBbZwzRFjwsm+R8RhSEwBMn5/YQJ8RRfjU8JprTiK04pAit"
    "NiJEWcz70hc8e8fJtO9oClJwhax0blEG28PXbSeRT4+YGpf1rShaV6++OXFukIWyTxEOFh"
    "CV832zgN0vP00tYm7U2W2M9otqL0/h1xAyo32TUbF/km06rdi4e4sYOS1nX3MAgQH75AiM"
    "kzjWgUMvCA+UptLsS2SLzZwPCSiFvyn5ipxCzkykYh+l61pZ4LKEFgJf7BgBtJ5YGQcrX1"
    "rdnkONhjNbsgdmvDbm0MjKwbJslttzaOUet2a+MZictdDINxoFpO0CKboy+FkTI3y4nZSd"
    "gNoxpkwj0yOhApad4OtI9bWgcDtv2zdZuxki0Qkf0ewZ0wkbvTn5uBXiJuaWAz8NfQw64T"
    "EY41OyDVRmVZH5aQ7I812bfYUxb5KLxZLBjS0ji5FtNHYlBVW4eqxjVJnJ+SqqEQbOXBMq"
    "RRoIJC1anTkitRDwEeXRbpmCYdPIFY2T7EZGpMy4xv0a8zG16WT4aXyVxYTq6ILw5vQ6Cz"
    "kFeVKEhLjSZN8Hgqkf0ovtz3iHN9leTU3co5yZXpt55qWJ9URmtEEg43NanMaeS5gFAuJh"
    "biekJUsb7Q8+KmmAGCkCs5Xio+xw2AS6E9LX3c+gP01cVSs456oq688m+TvT4KDEWKm5Ri"
    "6GsgWW+VZJCoL1FLMma335d64lcBtPrjd0tSW5K67+7VMOlKS1Ifo9brkNT9MFOfW7+dGK"
    "qpBODtqmqwiqVlbAWnHKA92FoZY6I6p0F8RFTdmWAnMMJpoP1Twp6T/R85tIiskUd1NcbK"
    "zwVLy4wC5CqzpIsDwYRVpK00Vj6k9xKjALxru2GBQ8YdFIZUY5+VD+yc2CigPvTYVjHbxs"
    "hnpSzwDYCHnCM/4JrI61IGNy0ypkqzx1fbqS8jexjh1T8p+td9Jz3FiYb8ztyfVtHfMZHs"
    "OsrprF0ZZssDvGAAkxn9+iYJYuZqS82VMcsxM50w2Sfgi1L9FDCalHd5wHP0rdp8kyJSAi"
    "0WaM51JWO6flxzctwS15a47vuSMkwK0xLXx6h1S1z3xAG1xHXrBSLELzYZsjuBEY7X9vNJ"
    "D85I9cylyeJ7XqsYxHlFMYjzuBhET/yda2n1l3o7qbuVvo7yHYw8nRvhJ4hu8BqFG7AIqb"
    "8vUqnO7QPyjMAQPoAZdTcy/OYeBVzc8jbCQ0Ehki7KPmhnVnZgeneP0Xo2+9SNpPRmPO7i"
    "51sv57nXDOvlHI+9a72cY9R6HS/HZuR1nJGXWvvqIpwSGSHE7efmpW0KA5hzYiOE+qyWfX"
    "5WYZ+fFYu1DSI0aoCe+xBioyZdGbIHOBZpGPW2LDdSH+CeTQMdcSNpiFfCDkUhMz6AMS/3"
    "pAMYewZ7BcqdnL8oyZEi9leYwHCjR38rkUN9tuGIjQrvqwTCHd4C7qvrj28//U0fsHOlgf"
    "zqb7fv3vYzvKTGhD6MkOye0K3vxfSPJhqmNb4xrSJZPdmkdiCJ7D+O0JAhGUFIZbHgpN6d"
    "qk4AIFAkRYEzNZR9Qj63+r/B4rltb/O4S3YZywlO+kB0+7rl08hOwO435qbmRvVB2iwIMi"
    "BYe84NxpRwT9aGm4hX7cWlb1euE1Q1NIs73ObFJ0VVp0AdoODGwX/bkECOPE/WXY1LqEoj"
    "YwNmcmQwdZeqy9o6IS33/wv5hfystueSK3Lnjq/kfyQIU3B3t61AcXcn76knqMokSVmS2e"
    "aNksWyDCz4/D/vMRdiDys8X+3CGB9CcTEEslDAL0R+mlMAiSuWPhL5M1npBIufJHpKva3o"
    "6y/xgBRd7mMkIQjpQ9L7nPo+5gwICw2psgKUgwAyJsCgaxR2UXu2qlKH1kLURHgna2N/19"
    "OD1eioWmX7HdszDEvdEq+WeB145qRNSrVJqWPKH7NkVHdTsY08ajTMh+BXDjIFs+Mieq3l"
    "XxIx3Tf4aFJitjRrnz8YJr0ic/2mxA6i354sOINT7zPVFc0r9Eg4i54wnNeuWNAoR2S++W"
    "+0megSDrItppVJB/u2jnChalKdMuBfFfMAkLAHFEpeEYIQifHAkrqg8p3cmE8U/X6vbgdI"
    "MoiIs/ioKajbOGu3a22CQepMNjZPXBrpPtq8AptXMDDrfqAR5jav4Bi1XievoMFpm+0csd"
    "k3HbeU1jvX0nwVsavzMXF8Yz42qVfQdpIxkBh9jouXiBllwhQlR4h5B4dVlYS6l7qSpZHu"
    "zRzJ54a3ZXZNxu86HH3VDN3yfZaM0BjC2w+9zyL9HNTwAKq8rGU3+2Mq9irM7HN8jMhEw7"
    "5sb02raBe2PYZkWrfOgzyM+1tMTsA1l+FXC4HjCnB6jwgDMEQq2GoBfext3sSlFyQPItx9"
    "yZpgBpaUujL0Sh7ajcK4whxxFVviyxNa9FUfDvFQe0Z4v5wHy8Mcj0dueZhj1PrQeZiebB"
    "ca0DDJ0tnIk81LWk+2hic7p/QeowZ4FwTHlybVOtjqwxd2slm1kqzU6GoRdJLHLeZveYCh"
    "CcwpkdFh3P5QVuckMIRIA3MnLztCg2e4Bk7RrkVfAyy6a6DorKRVc6/VHKI1vW/kvmQlLR"
    "U4BC03qSWTlxwD6d7FxmdPqNcvTH+itro+rSJdpcVZu/RDINpScgIUDSoWdZmWCkHgQb6g"
    "oR+znTLJlSAsaUuAvvUhFpqQaagPNJS1bkPgI5nkylY40FWI6OIRlk3tFwdg2dTj4dUsm3"
    "qMWq/DpiI5cZtYJTuBVoyRHrFP57XqB55XFBA8L1YQfN4SSM/92XQfiLU1OBxhjaxMgC4I"
    "js+27gbwkC6whxxMFrSId3m9xrzck+o1NmP+9ibaLMIex4SdyMc+h3HWSRlH+ToBcuYR49"
    "Qv2SOrKg2rkx7fV9FJJd4AbnyZmShG+Rq7Aj0XcbFMmpc1fbQjW+fU7APpCTXwGQnXSFv3"
    "K7kzrY7Jkm1qEwQMQQ+5YA29CJ2Auzv5xFShLCgu/RKdvTy7dOKOnRAtxH1VAFLHBjy5P2"
    "2uW76Ij8LFJrpZSmBoVu4wnUNLCRyj1utQAj2oyjbKUCvLBeyN8Fpcy2kF13Ja5Frukel5"
    "OXuJMWJ8WQfi/DyTQviykISl7MAiwFUnBexlGp4V0DeQqwp0tHhYQE/8lg+7PbyJxndJ3a"
    "30X/Y7gbV9GLkj+oLJLcc5AljuPu6WlzdAFS+fAuj6mEyTfUZAQ7CUqZU6D+aJvdXyX7ZB"
    "xtaFsS7MwOa0gRqz1oU5Rq1bF+YZz8awuTdt5t5Qz8gh3LYfobPSztl9PTGaf97OIjqbeX"
    "+z0mTezUQGde84IpBwydBjJhTm07s74EPRj0p+ljnOqkjdCyGy8KKvIApeyOg+Hen/9O5s"
    "uF+/ph1rGB+PiWQN42PUeh3D2HLQ3XLQiktyGpjJBUFrLA/xsOuJMNLwGnVlAHR94DVDnM"
    "sD2YzjlgqCNr4vsyK0Ed+XWOGa/RcqHENISszjvVR+B0aIdaWM3ZUD78Dc3LzP4H51na/L"
    "9uXD1TsxrSsliEaYq8u9qqP+FoV4vpponMfkzrTKc4T7No95jeWQt+y9Hcv5hE8s0Fjuo6"
    "1RuC3dVnf5S4mM0Ho7u7ios/hdXJSvfvJerohFEJggnDQfIbqdBEmLJ3JtJZZysyIlcniD"
    "wkY+N1/Mfv9/zA5Mog=="
)
