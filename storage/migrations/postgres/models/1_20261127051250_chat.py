from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "pins" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "message_id" UUID NOT NULL UNIQUE,
    "user_id" UUID NOT NULL
);
CREATE INDEX IF NOT EXISTS "idx_pins_workspa_5d2ced" ON "pins" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_pins_channel_689c0c" ON "pins" ("channel_id");
COMMENT ON TABLE "pins" IS 'A message that a channel keeps at hand.';
        CREATE TABLE IF NOT EXISTS "reactions" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "emoji" VARCHAR(64) NOT NULL,
    "user_id" UUID NOT NULL,
    CONSTRAINT "uid_reactions_message_f16f9d" UNIQUE ("message_id", "emoji", "user_id")
);
CREATE INDEX IF NOT EXISTS "idx_reactions_workspa_032e0d" ON "reactions" ("workspace_id");
COMMENT ON TABLE "reactions" IS 'One person''s emoji under a message.';
        CREATE TABLE IF NOT EXISTS "thread_followers" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "is_following" BOOL NOT NULL,
    CONSTRAINT "uid_thread_foll_thread__fbe6ef" UNIQUE ("thread_id", "user_id")
);
CREATE INDEX IF NOT EXISTS "idx_thread_foll_workspa_632bc8" ON "thread_followers" ("workspace_id");
COMMENT ON TABLE "thread_followers" IS 'Whether a person wants to hear of a thread; kept for those who do not, so that a mention does not undo';
        CREATE TABLE IF NOT EXISTS "files" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "user_id" UUID,
    "name" VARCHAR(255) NOT NULL,
    "size" BIGINT NOT NULL,
    "content_type" VARCHAR(120) NOT NULL,
    "digest" VARCHAR(64) NOT NULL,
    "stored_name" VARCHAR(80) NOT NULL,
    "width" INT,
    "height" INT,
    "has_thumbnail" BOOL NOT NULL,
    "message_id" UUID
);
CREATE INDEX IF NOT EXISTS "idx_files_workspa_2589e4" ON "files" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_files_channel_becbb0" ON "files" ("channel_id");
COMMENT ON TABLE "files" IS 'A file of a channel. ``message_id`` is that of the first message it was sent with.';
        CREATE TABLE IF NOT EXISTS "notifications" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" VARCHAR(30) NOT NULL,
    "level" VARCHAR(10) NOT NULL,
    "tab" VARCHAR(20) NOT NULL,
    "title_text" VARCHAR(300) NOT NULL,
    "body_text" TEXT NOT NULL,
    "actor_type" VARCHAR(20),
    "actor_id" UUID,
    "channel_id" UUID,
    "message_id" UUID,
    "thread_id" UUID,
    "proposal_id" UUID,
    "source_key" VARCHAR(160) NOT NULL,
    "alike_key" VARCHAR(160),
    "count" INT NOT NULL,
    "read_at" TIMESTAMPTZ,
    "done_at" TIMESTAMPTZ,
    "snoozed_until" TIMESTAMPTZ,
    "acknowledged_at" TIMESTAMPTZ,
    CONSTRAINT "uid_notificatio_user_id_d60221" UNIQUE ("user_id", "source_key")
);
CREATE INDEX IF NOT EXISTS "idx_notificatio_workspa_a39961" ON "notifications" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_notificatio_proposa_fc9356" ON "notifications" ("proposal_id");
CREATE INDEX IF NOT EXISTS "idx_notificatio_user_id_6c85bb" ON "notifications" ("user_id", "workspace_id", "done_at");
CREATE INDEX IF NOT EXISTS "idx_notificatio_user_id_cb9d57" ON "notifications" ("user_id", "alike_key");
COMMENT ON TABLE "notifications" IS 'Something one person should hear of. ``source_key`` makes it once; what has the same ``alike_key`` within';
        CREATE TABLE IF NOT EXISTS "notification_deliveries" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "notification_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "adapter" VARCHAR(20) NOT NULL,
    "address" VARCHAR(320) NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "attempts" INT NOT NULL,
    "next_at" TIMESTAMPTZ NOT NULL,
    "lease_until" TIMESTAMPTZ,
    "sent_at" TIMESTAMPTZ,
    "error_text" TEXT,
    CONSTRAINT "uid_notificatio_notific_ac8beb" UNIQUE ("notification_id", "adapter")
);
CREATE INDEX IF NOT EXISTS "idx_notificatio_workspa_8e3c7a" ON "notification_deliveries" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_notificatio_state_ee1ca0" ON "notification_deliveries" ("state", "next_at");
COMMENT ON TABLE "notification_deliveries" IS 'A notification on its way to one person by one adapter, in order to be tried again.';
        CREATE TABLE IF NOT EXISTS "notification_preferences" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "scope" UUID NOT NULL,
    "channel_id" UUID,
    "level" VARCHAR(10) NOT NULL,
    "email" VARCHAR(10) NOT NULL,
    "is_muted" BOOL NOT NULL,
    "quiet_hours_json" JSONB,
    CONSTRAINT "uid_notificatio_user_id_140f76" UNIQUE ("user_id", "scope")
);
CREATE INDEX IF NOT EXISTS "idx_notificatio_workspa_7e6348" ON "notification_preferences" ("workspace_id");
COMMENT ON TABLE "notification_preferences" IS 'What one person wants to hear of in a workspace, or (with ``channel_id``) in one channel. ``scope`` is the';
        CREATE TABLE IF NOT EXISTS "decisions" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "action_id" VARCHAR(80) NOT NULL,
    "comment" TEXT,
    "edited_payload" JSONB,
    "digest" VARCHAR(64) NOT NULL,
    CONSTRAINT "uid_decisions_proposa_c241ad" UNIQUE ("proposal_id", "user_id")
);
CREATE INDEX IF NOT EXISTS "idx_decisions_workspa_a6e6f6" ON "decisions" ("workspace_id");
COMMENT ON TABLE "decisions" IS 'One person''s press of one button of a proposal: a vote where it has a quorum.';
        CREATE TABLE IF NOT EXISTS "proposals" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "message_id" UUID NOT NULL UNIQUE,
    "asked_by_type" VARCHAR(20) NOT NULL,
    "asked_by_id" UUID,
    "run_id" UUID,
    "kind" VARCHAR(80),
    "title_text" VARCHAR(300) NOT NULL,
    "description_text" TEXT NOT NULL,
    "data_json" JSONB NOT NULL,
    "actions_array" JSONB NOT NULL,
    "editable_schema_json" JSONB,
    "risk" VARCHAR(10) NOT NULL,
    "required_role" VARCHAR(20),
    "decider_user_ids_array" JSONB,
    "quorum" INT NOT NULL,
    "expires_at" TIMESTAMPTZ,
    "default_action_id" VARCHAR(80),
    "digest" VARCHAR(64) NOT NULL,
    "state" VARCHAR(20) NOT NULL,
    "decision_json" JSONB,
    "decided_data_json" JSONB,
    "outcome_text" TEXT,
    "correlation_id" UUID NOT NULL
);
CREATE INDEX IF NOT EXISTS "idx_proposals_workspa_9fd6bc" ON "proposals" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_proposals_run_id_aff963" ON "proposals" ("run_id");
CREATE INDEX IF NOT EXISTS "idx_proposals_workspa_318550" ON "proposals" ("workspace_id", "state");
CREATE INDEX IF NOT EXISTS "idx_proposals_state_3518fc" ON "proposals" ("state", "expires_at");
COMMENT ON TABLE "proposals" IS 'What people are asked to decide. ``state`` changes once, from open; ``digest`` is that of the data that';
        CREATE TABLE IF NOT EXISTS "invitations" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "email" VARCHAR(320) NOT NULL,
    "role" VARCHAR(20) NOT NULL,
    "token_digest" VARCHAR(64) NOT NULL UNIQUE,
    "invited_by_user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "accepted_at" TIMESTAMPTZ,
    "accepted_by_user_id" UUID,
    "revoked_at" TIMESTAMPTZ
);
CREATE INDEX IF NOT EXISTS "idx_invitations_workspa_113441" ON "invitations" ("workspace_id");
COMMENT ON TABLE "invitations" IS 'A place in a workspace that somebody with that address may take. Only the token''s digest is kept.';
        ALTER TABLE "agent_run_logs" ADD "origin_json" JSONB;
        ALTER TABLE "channels" ADD "message_count" BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE "channel_members" ADD "read_count" BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE "messages" ADD "mentions_json_array" JSONB;
        ALTER TABLE "messages" ADD "last_reply_at" TIMESTAMPTZ;
        ALTER TABLE "messages" ADD "ordinal" BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE "messages" ADD "reply_user_ids_array" JSONB;
        ALTER TABLE "message_edits" ADD "message_seq" BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE "message_edits" ADD "content_json" JSONB;
        CREATE INDEX IF NOT EXISTS "idx_message_edi_channel_58b5d5" ON "message_edits" ("channel_id", "kind", "message_seq");
        WITH counted AS (SELECT "id", sum(CASE WHEN "thread_id" IS NULL THEN 1 ELSE 0 END)
            OVER (PARTITION BY "channel_id" ORDER BY "seq") AS "place" FROM "messages")
            UPDATE "messages" SET "ordinal" = counted."place" FROM counted WHERE counted."id" = "messages"."id";
        UPDATE "channels" SET "message_count" = coalesce((SELECT max("ordinal") FROM "messages"
            WHERE "messages"."channel_id" = "channels"."id"), 0);
        UPDATE "channel_members" SET "read_count" = coalesce((SELECT max("ordinal") FROM "messages"
            WHERE "messages"."channel_id" = "channel_members"."channel_id" AND "seq" <= "last_read_seq"), 0);
        UPDATE "message_edits" SET "message_seq" = coalesce((SELECT "messages"."seq" FROM "messages"
            WHERE "messages"."id" = "message_edits"."message_id"), 0);
        CREATE INDEX "message_search" ON "messages" USING gin (to_tsvector('simple'::regconfig, "content_json"));"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX IF EXISTS "message_search";
        DROP INDEX IF EXISTS "idx_message_edi_channel_58b5d5";
        ALTER TABLE "agent_run_logs" DROP COLUMN "origin_json";
        ALTER TABLE "channels" DROP COLUMN "message_count";
        ALTER TABLE "channel_members" DROP COLUMN "read_count";
        ALTER TABLE "messages" DROP COLUMN "mentions_json_array";
        ALTER TABLE "messages" DROP COLUMN "last_reply_at";
        ALTER TABLE "messages" DROP COLUMN "ordinal";
        ALTER TABLE "messages" DROP COLUMN "reply_user_ids_array";
        ALTER TABLE "message_edits" DROP COLUMN "message_seq";
        ALTER TABLE "message_edits" DROP COLUMN "content_json";
        DROP TABLE IF EXISTS "pins";
        DROP TABLE IF EXISTS "thread_followers";
        DROP TABLE IF EXISTS "decisions";
        DROP TABLE IF EXISTS "reactions";
        DROP TABLE IF EXISTS "invitations";
        DROP TABLE IF EXISTS "proposals";
        DROP TABLE IF EXISTS "notification_deliveries";
        DROP TABLE IF EXISTS "notification_preferences";
        DROP TABLE IF EXISTS "notifications";
        DROP TABLE IF EXISTS "files";"""


MODELS_STATE = (
    "eJztXW2T2zaS/isofXG2SjuVeXN8ztVVeRLvrvdsT86eXPbFVxQkQhIyFKAQoBRtNv/9AJ"
    "CU+D6ERpRIqj/sZkyiQeppEOh+0N34bbDgLvHExZsZYfI7zqZ0FvhYUs4Gr9FvA4YXRP1R"
    "0WqIBni53LXRFyQee0YM6/bOJClgGuCxkD6eSNVmij1B1CWXiIlPl9GTB28YMsIIC8QZQW"
    "vuP4olnhA0V1cEkYhKFCwvdG8un6juKJvZCgaM/hIQR/IZkXPiK/F//nOwFXCoqxsZCP7v"
    "/9RflLnkVyJ0M/3P5aMzpcRzU0CFMua6IzdLc+3HH999/yfTUr/sWOHhBQu2a73cyDln2+"
    "ZBQN0LLaPvqZ9CFHDETUDFAs+LEI4vhb9EXZB+QLav6u4uuGSKA08DPvjPacAmGmcUKuZi"
    "4vHJ4wUja/WL/yt6x0R7x/l4/+B8fvvgOIOcovS7ZFQQXVKdayVTJjViv/0e9rtDxlwd6A"
    "d895c3n766fvkHgwUXcuabmwa3we9GEEscihr0d3BPfKLBcbDMw/69uiPpghRDn5bMqMCN"
    "RC/iP/ZRRXxhp4vdWI/BjeFrAPCB+oHuPfM20SCoUMDDuw9vPz+8+fCDftxCiF88g9+bh7"
    "f6zpW5uslc/SrUF1efcfitbztBP717+AvS/0T/uP/4NqvVbbuHfwz0O+FAcofxtYPdxHiN"
    "r8aoqZY7rQdLd0+tpyVB623ReoxRQu3R2++0np2Y606yWblDTrd5befm2waV/Zw5dYdruE"
    "irl6OM6jcohPe7OfaL4S0Rz6CsXruLX9MC/+p4hM3kXP3z1dcVgP/vm08G81dfZ76Qj9Gd"
    "K3MrDb35rwXWcfsegnt5VQdd1aoUXnMvjW/izRxJfi1YLh7U1WKsi2T3wj2aEdoCe9WK8P"
    "ZvD6nFIAb3qw9v/vaH1ILw/v7jn+PmCWV89/7+LqOD2NAab5xAEN9y8i6WfsYU3h1tWEzh"
    "G7zwIjfLepwXyR5vfhmcwN9oZJiT6ZQor2pFYiwneDInzs8i9JHT2vjr5/uPxdp4opusxU"
    "onEv0beVTIXg19jU+1hrLKyHwjuoOshtQt7q3UXLIgC+5vHH09tAuLP5nyZfjpnvqwUKTX"
    "5+uv66zPqlXp+mzupVUiJJaBsIF+J3HEOQqbL7KpmSqLcy2YK1DOguxhIR0/YI4IFgushq"
    "vtnFTaAcxGz5iNlO+7Ir6gRbp4x0oW64xURgHqtzT1DVw2Nfhn+g3+eHV5883Nq+uXN69U"
    "E/OW2yvfVGjm3ccHBasmY6ePCX5QXxjjyeMa+66Tu8OveFnb/K3F1SJ7BTPl8rrRL9Ivly"
    "THv9/6wYMy/jzRZPg0eb5zrGsy5/eMIDVM0JL4iLoIMxdFI2aI1j6VkjCEJVITqS/R1OcL"
    "RJSJgUYj87wLbQ6ORt+iufqK1dqGROCv1OQnkJwTNKUeyVPuR3liIVcfegPxB1GbpNdfkR"
    "3JsZM4zLLzNE1/PMe71sJ+WbGwX8YLezlPb4c2MEglSOcZJNgAKYe+m1Q4bICco9brbIAA"
    "W7ydSK9qLVpXFYvWVd4bLTXHyyEut8X7gXItkCswzhPy220ie9+/UBhgrwH70l+ol5aYes"
    "La+y+SfZbjvx8Hs4taGQfUk5SJC/3YU8SrNMIHqLeZzdRsEvO+GmoH+z7e2Cirupd2qE0/"
    "rzdqo2wZSOGIyZws8J5Kq+oDVHZwlfFAGryf9aFVdgJKO7jS1II/edx7DSuWboeaerWKuW"
    "Tp8c1CE5eUTbm1osrkQVUHV1W0d5mYwGwUVSwNajq4miYKsJmGWuKZsF+nSsTboaherVCB"
    "+vG+t1Gv5Cw9LKdc+U2C+Cs6IcLxyS8B9TXvZqtAy25BsYc38YWz9MmKknVeb3ecewSzEr"
    "s+JZjRzFhJNqWS7ZXjon93f/8+hf7du2zg1I8f7t5++urSqEI1ojLc7m7dNu4nMuF+etOw"
    "4Pbw6e1b37Ssm/RktlH5FOEoiemFQHzNkN5We40wUkPLI+ZTG6p/PZKN2WtdzwkryIN6Xl"
    "+1UqNKQr93Xet/qa5zO7O/DXbK2K9XLAe6T/Kr+sKEMLvjkWIjfUWjN/7cBqaxwt/843fI"
    "34L8rbZzwt3cyILty3PUOuRvQf5WG7+mpqNvUjZJXcTTUj0E+mUdoF+WA/0yB7Q2Ii0Qjp"
    "r3ENrLWtheVoB7mUfXfh3u7frb3fU2b2atsBfYZyClpY7PJ3U8xr9VLEbA3vPZoJTFCG8P"
    "a7AYAXM8PrOJQA/YBXqYh4HhNIzlVqaVnH+LMPqZj/U1rF7anZELHQkuJVks5WiEZoH67Q"
    "KRFfE3yFNjyzcx5KYV9+mMMjM2R6Mc43Gcx35hAm+EJkp8orpaEl9dDmPbiYuoHKpbdDLX"
    "DwrbUKkeycRa9TgmHmczUU6wFNTLicyxKLDDeZJN2UVGeQQL4gRMUu9ZXImeUhIPKH/H3a"
    "MTzjmwNMDSgL/eNvsBWJpz1DqwNKdjabQJZYfoTuK4S1froSy3QOpCW95Ds8O2Ld7O89jF"
    "8rxlK5axIpG5F0zN4fIqc1Hie5fTKZOHgjqFOIeAWAzzrFwPx/Xhs1OSvu0eWAPZa0X2dq"
    "TmypIwVyPV0TFtCCEndm9snKe05AGcp+5M0C33lfIushqje+k4KQcabrOGTW6Ws8Q+Xuhw"
    "26jul+2eSnUv7YjZ7VXUfJie5RhG01ZZRbJQ6erZuohCoa3rU5aI96HCXtVE2UiNSt/n/t"
    "5JdMXS8GXs/2XoLVVHF73CM6KWhakT+J6NYV4m34dvI22g39YiU24ryJTbPJnyuKR6MVav"
    "bf8xFMnCp7D/p0BWmh+0XRvSUn0Y9sdeEhKxDVY2UloMRv4zEjy57xNvn12MvCRsumUDG0"
    "18Tx7U0gKrCYnjFVf9uqk19ADFVdMVtE1MUcEgLS9YmxABQLOAUuGsMZURz2mXWpoQhNTS"
    "J1JLU7WwsI89jxQY2qWDOCkCJZezgCbjDHOYVvOgGVGgQttGhbYkmvlTwD5LshwURDLHt4"
    "ZVUcymeL1qVTOA+ac5lubwSKa6MjnUOrAY6aAvkyU9w6uCMti1pQpDf3fRPgkThAWLsWoA"
    "p09CXGzXNrK7GSEJcbHnqHWIi4W42PYaiv3jO5qcgQ7s3EQWWH1AdwKAZxGeUMO+uXIEUR"
    "biHpZJWrKHlkl3LZG8AerGKQtFYZx3dFY6N2UE+zRB/cfV1fX1N1dfX798dXvzzTe3r77e"
    "zlT5W1VT1t27P+tZK6Xc/DQWBaXsGVoE22bdzq0PXCrfMulvBkWp9bu7w8rMet3OIaohJR"
    "aJ9aqBzkmfYzEfjdCE6yQak+auewqL+I1GJliKB8IJmw2R4KoNlojxqN0EMzQmaDLHTP1G"
    "xH0k8SNhOVKr+Ud+YeqrqF9zUI2L8Ow8IMWAFOvaWtVNegRIsXPUOpBip+NxtouclXmflA"
    "Lbfm/bXpk73D7zMy3VQ7ri8DlyIWSWmfsJGUhazuFpm5Xf5yqUh+fXJPaVa2KfFJ4W6yHU"
    "hy/4GWFmV8o2JdRDmA8/ovfNBYKjtBqPC4eirL0k77sT7t8WFdv4TUkS0mblyAn2cPV4eV"
    "Nnkb4pX6RvsquHLcoA7hPgtmSD487HLM2hp24Mq7Y1xrpJ7fOOTGsdK6u3E7as0AV6JwX6"
    "POdLOg33Fx7o4wN/RJHZgbBPwrjaqc8XpsKuUg4La+qLorOQGntOrT0LgyLsV8B+RdemuG"
    "4y17BfcY5ah/2K09ndENWXoMnr8eRVRHkBTbN9M+saCUWyUCnBvlKC+pmBiKJ66o7zpEwf"
    "MD/CUI84XB0dRZiacJ8z9Ov01Qe1HPtTMN6Us+JUYTpTax/xKCPCWj1PdAOasdfMiooAe8"
    "pKIUxSuXGwEGSP6kZPdANs/8HZ/gXnrjPmmroJfE/YnxNf2kE7lNWrE+HDQ5+wYw6Nopg5"
    "+ka5X1FBOz/VUR/mwCMYDR2paa3DLVakqa+giXCdlhDSSo+MEW9QQEnHt4ZVpPQkbFSTlt"
    "bnxylsJ2QpXwikHiC/55PH6EE6Et7DQjqC/GKi4QMFv6GGdSFG4kbx7WKo2qlvWejSjKaR"
    "aqxbRdeECY7PMdXHe/QXpsltxpFPlh7VQpoaV8gRfY4dV4YYwgvOZvry4gK9QS71iVo6Ii"
    "j1+XZaEy4ab0zncs3VA3Tuo3iBqAvsOLDjwI63kScFdvwctQ7sOLDjLbD+G4jJtQ3GPXoU"
    "7mAZjD066ZLZD3sP7aL1xsqKV2vqs889fKofyKjIlLaMvK08xlV5WEmp3tS8PXISVsp/tY"
    "M/J3pCHXzdBdzbRfJ8MCTCoJzqiRoMaxA+TsRI1ON93iB9IiaiDOGY5hiaqMA5XysZX1Mh"
    "GzTHqzAo8DUKlkhytJ7TyRyFdZ927dXP3MQBh1FnL0SO72n+kV/YlvbRhM+YzNUADkmdUo"
    "YmRi9cFOJjQoGiAYqma85HN511oGjOUetA0ZzO0E+veLUzslJSkI2VAXWP88kPcyR5L4eo"
    "8Sr1zLanQ5oUBa90P6/UYLiHS5qWA3+0GvGW+KMfQr9pUOCJxreGVT5o7HfVcz7zO//RQ/"
    "Suf7jhTwWa0RVh2l00Ph5fLKgM/T/B9e3RiPsuZdgbjV5HTuKTLuixHpxwRKlUMkNdAXCq"
    "/odNCMImEpsopJGesPTjw1Lf6g2iGoPY17EMC/xIkCExxQukZ02B9PvX9Wf1HKgUn7+sPq"
    "R48Zl4VHOkMZWkvV8tkSg9rl4FPGLwiLtm2XXUNwKP+By1Dh4xeMQt+YIOA6q153Z0f63J"
    "SegkLlvKrKs7jFNCMIqLIbWNvMmI9TC66fDBN+px0hxxbol1Vq6HYN/UAfumHOybUrBts+"
    "WycsfPuDrNlNFIbpWcG7LMbr5OCTUaxNQ9Q86QK2WkZQVjmZLqDWF8uFOPQ05do2TvcOaE"
    "4eTj9riYeWYh1FS0N7VHbm6ZPJz/84yEaZ2arl7BrLp7pEsXi4NG9tdItANg5+AmhGBbbF"
    "Dbq83vT9g4B0XCfQjLTzsIl7UyzS8rMs0v85nmJzqutmVAH8YyNXto9U3SuPle80TLADy0"
    "NdqSqtJ99J+IS/fbVUoJgoHfZgM/Knuwh5LTkqDltmm5XbFEb9WUMCiPJzK3hzViihw9t9"
    "TOaklVB9FxOdtck/CETl3Kg0t1lZF1XCTkdSrHREfszLEO2Zmq60rkUQ3H4TYTZZAZSsd4"
    "5jac6AK9YUjjgR4JWYqwrXo8N1kuJuVlqt5lqJ5lPlYd4rI2N3R4UtRJKGAVQZSJ/fltsB"
    "sKmeb6xc3XECkvCkAakF+XanQL7YbGAygaF9G3GM8jA9NY6dn843cIM4Iwo5bvGnQ04ATC"
    "jM5R6xBmBGFGLfmCIMyoo2FGVUxs+TiupGDPfm5I2stWwzkjCBsL9cdx7KvU3UuI2/cwwO"
    "jw0VwnS4jsDqlkYzq0IVyrO8gebM+3JZTaD5QNCqg0fXlYRaEtKavNnMXskKGsdgxWSDRh"
    "zU8xt+i4udpyBWQT5JQB2dOxZbObbj+QPeeodSB7gOzpE6ZtIx6eNgtaD2mb69a0xZt4As"
    "6W+AifCJ5EPzrnKGzvVXoLftSqpstwzwgKD/V5IRBZ8J8pCnTWm3IC4u3qnLtQU6ZwXzr9"
    "HRth0xZKNp78EwBn4pzMSnAmzlHr4EyA4duSL+hAwc6xBVF3/2cr0MMNoJc3NTaAXt6Ubg"
    "DpW+BZ9NOzeDAZ53/insfXxdXqMy0qvYwof30aNa7pbPw0N56A8hNC9wGtsT4QUHI0J9gP"
    "g27Dnr9Fj2QpTbU9NYQEQes5Ry7XIbhDXcEv2qeIkiLVHRKG5yo/hOf8leM89gujstzvSS"
    "X8g7dz+s8SvJ1zsnvB2zlHrYO3czrD/KRlcdr2/QDN30I4qYjsV/2oHKZ3nHsEsxILKyOa"
    "wXasZJuCNZ4Jjgvr3f39+9SEfvcuewrgjx/u3n766tIgrxpRaS63qkD6d5wxUrq/krhb6f"
    "tMtu3qJzTO+dKUD8fKWzCuyMRUqkI8kIK6ZBh6Fjq/b7uu6FxCFD2LFAZtHajXWmeeL32+"
    "Ul0at1A/13H5Qg0ccGHAhena6tFRYxZcmHPUOrgwJyz3k1jz6m4vJGV6uMNw+Bq2SWPCAu"
    "eMWP+KgV3d3tbJ5rm9LU/n0fcyx3L7mNn65EkZyOjJxIdqW4nbOuVpKcA0MyHoQixO4BfU"
    "ZayYDpJC/ZsMbmtVBrytqAx4m68MqJaqKfWsoc6IAdi1wFauORFCOdmPhDmCqClA11Oe2g"
    "Bf0UX/lHBZK5n1siKb9TKfzmqqWIsNmzhCYhkIG/SLZI9n4A0YWYVGZRdtvB122nlU+C2W"
    "tv5pSRdQv649fmmejrD/yk7ybemA+RU5zsfVwIkrEV833hZst7ZFc9Jgk7Zmz+InMp5z/v"
    "iWuUuuC4EUbFxkmwyrdi/WYWOHRK3r7mEwpD58Xf1Px0vxwBdoTeXcbC6Etki42SDojEUl"
    "DakwZ52SqKzht6Yt91zEGUFz9YdAbuBHO2jprY0GH/aF+Vya6sGQz966b24IOxpnxG3Djs"
    "Y5ah12NE5agSgKXbAuup8RBGQzrKWyUiZ2p0tuJWCfqAaH8EgKjkuqKPNGio5H2hPak5YI"
    "aDrFZz8y8gD8Y7tHcCME5NInK8oDsScDXCIO7K8d+CvsUdcJmKQFGx/VRmVZH8BDtseaDJ"
    "2IltA33ylUgwXx76dTQQrZm0yL4ROhp6atw03jmtzNX/ha3dL5b7E8mvk8WJpYUO1EGLLE"
    "PAR5fJYPNd2ng2cQK/FDbKbGpEz/Fv06s+HL8snwZTQXlpMr6oujceRzJg6+omxxUqo3B+"
    "4eoX5xS+am79WX+55IWZwOnLhbOSe5OmPHMw3rc8lkRZjcVhuNJ5UJDzzXJNTqeqOeEjW0"
    "L/YSZ/AQ4mqSl6vPcYPwTGmvIDS+gQcUn7KTmHXME4uyelMH7WQZigQ3qcXghB0gqYGubJ"
    "OBCST1OWq9DkndDjP11PptxFBN1PeJV1WLVSwpA1mvGUBbsLXSx0N3JV/Sic1MsBXo4TTw"
    "qs408Kp8GnjVKva/59AStiIeXxbsXT0oB6Nkhk3I9ALkKrPk7d8eUhZJ7hiSrVXy/v7jn+"
    "Pm2bNJ0qArq6jwEJjyIb2T6AXgTdsNU+oL6RDf5wX2WfnAzoj1Aupjj20Tqm2NfFoKgN8D"
    "eCwlWSxlQcB1KYObFOnTYYpXlzff3Ly6fnmz5W63V6oo2/zxchPu+8TDe4XMZCUhqro11P"
    "dfDP3rvtWe4qCA/E7dH1bR3yGR7DrG6axdECbmAV4IRNmY//o6imI2J8gjVwcth8x0xGRf"
    "oB+N6ndVKOWaTsgfzeabFtESZDolE1lUKabpx+1PjgNxDcR125eUblKYQFyfo9aBuG6JAw"
    "rE9cHrQqhfbDNktwI9HK+HTyM9OiPVMpcmje91rRoQ1xU1IK7DGhAt8Xfeaau/1NtJ3K30"
    "dYzvYOXp6KPCVDd0RfwNmvp8satNydmEXKCHOUE+XqMxdzc6/MbU3+dq2VUeCvGJdlF2QT"
    "tjYqINi08ka+YxhZ7NLnUjqrgZjrvw+eDlnHrNAC/nfOxd8HLOUet1vBzIyGs4Iy+x9tVF"
    "OCHSQ4gPn5uXtCksYM6I9RDqq1r2+VWFfX6Vr9HWidCoDnruXYiNGjRlyGYSG2uN28uKcX"
    "uZH7fdKLMF3Eh9gFs2DTTEjSQhnis7lPjC+bkQ6L9+vv9YDHRWLmuj04lE/0YeFXWCGVoG"
    "ewXKGpCUHZ6LH8mGimSmad1BNn5EkyN57O8ow/6mGP1YInv+zUYS0Su87yIIt3gruO/efX"
    "zz6e/FATt3BZDf/f3h7Zt2hpfUmNC7EZLdErr1vZr+yaCAaQ1vDKtIVk83qR1IovsPIzR0"
    "SMbS57pGcFTwzlQn0GebapIix5layj4jn9v812LxjNtDHnfJLmM5wcnXrGhft3wa2QrAfm"
    "P2tL196oMcsiBIh2BtOTcYUsItWRvuA1m1F5e8XblOcNPQLu4wzouPqqoOkTk3wQ2D/+KQ"
    "QEk8TxdeDWuoaiNjg8Z6ZAhzl5vLhXVCDtz/F/aF/WS256IreudOzvX/aRCGaDSKK1CMRv"
    "qeeYKpTBKVJRlvXhtZquvAos//855KJbae08l8G8a49tVF/wszlQL0pzlEmLnqbxYsxrrS"
    "CVU/SfWUeFvV1w/hgFRdJg8G9/k66n3CFwsqBVIWGjFlBbhESywEcb8wviJ+E8Vnq0p1FJ"
    "qIBSHe0eLY3gX1aEU6qpbZdgf3dMNUB+YVmNeOp05CVipkpfYpgQzYqOamYgg92muYd8Gx"
    "7GQOZsNV9A6WgMnUdL/HR5MQg9qsbf5ghPaK7PWbEDuKfluy4HROvScqLJpV6JlwFi2hOP"
    "9EvcLdL3N9WEVq6pNFa+996caaasRoMseMEe8CjUYLIoR6K2WFhpxguL81Neydqe6Bohaa"
    "bFxjgfRMYgjKoi2yJh4BR061y0aHdIHzCRyHdIFz1HqddIEWUND95D3CddOWT0pJAaaZ0A"
    "T7c17hcNdSNE8bnnTqGT0dOn17Wyd2+va2PHha38uEp9N/FeBb5f7FEn2qSHaUHetUjQ+p"
    "KRKDncXgzsr1cJA3criUS2dEWOXC7SR6iHEDx9SZSCLHdrLOiPUQ6sPvva6pq3rOgVw6XW"
    "/bH4SqOzW4B96/mBM6mxdMDKVo7gQAzgI4sXDkPFiMGS6Kzr3j3COYlSCblc2mrSjhpqaD"
    "7ZUj563c379POeB377JxAD9+uHurljszP6hGVJZYFDvW08bvSEuB69Eajv4jl3RKJzj64T"
    "muPnV/WMXZs0TLmtz9Z74gcq7wDTNPiC84Q2JuKvDMCfYRn2qiPSzI4DySzWiEFviRmAhh"
    "XdHn2zDWV8fwatZd6EyW0Qh79DFurul2ynKU/tGe/EXb0WhBWSC1sECm8gFxEVXjSMcm6w"
    "0Drp76xBFjCcd991LVZ4wlRLLslC71+tyzxvSkUPy0LQpwlhnsfgAP3joeHHY/zlHrsPtx"
    "hkx9276dw8D5qN7ehv2J2/eQ9rmuV4SjogZHlvbxyIoUuNTl6G4Fjlimh7Ipb8qMypbqqc"
    "MSVxXqyQKsPCYbeKPmPRy7h6/QI6n0lOekvAgrhFNSPQS6kVI9uuhLCdTluTkpoR6U9Tp2"
    "ag6eSO5b7+alpfpXiurwE0mImJ3FlpQBhrNV4T+9xBSY+AYypefaubeENCUEiKYRXfpctc"
    "C2n35GDI6ZTkdB7LYALMyAtFQP7dzLWpW1LitKa13mT/DZ7WbYWFxJof4ZXI0AXVJGvDRC"
    "oqyGeIPxgZdNoXvg8AizHtlT9wkxyJZtD02f352J928t9ZsQA/22Wb+Ccf4v4jp7FR/MCY"
    "Ou26xrPHlUtzzizvbabi0QB323Td8tDPb6PjocZPBE0Ne23bBu8JcTnTtCLcoXJ8R1WUVd"
    "MnGNN7oKZCI+a7wx/8IuXkriDxFVbX2X+LrZmKgxS0kyjipb5riJZxTGaqXAiEKiwv6qA7"
    "a2J1XGVUsgfArCpyCQpm2zPIRPnaPWIXzqhKm5+QW1LrQFohBOBdFpTcIZ23o5OCvo4p1I"
    "D2n5BrbnXVcbxXYQb0V6CPF1LYyvK0C+zqO89UfqZ9lGAkeM7FkS5mqcjgLz4YMBoVBoHw"
    "uFtm2y6K6NnXetzMFY+zHjGVHgSdus545UhAX97qlf4vs6KNUygDgt1YfIimOEELdw/+EH"
    "n0yJT9iEDJ7YgUi0HNbeg1huhWpuQvy0PQAx3AhYY6UfzfpH6eB6JwCjLVMzRNxHX5kDrU"
    "ajXZzqaPQHs2Wg+klUihUTviRxkViS25s43qO/MGoyzs3hVGRFfJ3OTkW9tHPdU24DA7YZ"
    "YJuh5cZvRwln2GY4R63DNgPw4Cf/dg4UpD4pPLirHMytAEAJ6VONY9qJPPf4z6YWyYbZbb"
    "IoLM9XjvFW4Ji1BBZL7kvMOosyFc4i0KDkgK6sg5gUgxKIFiUQfwkokc5cH23t/CyKDjX6"
    "6+f7j8WgF8lmrW86kejfyKOig4U+KzSgQalms7LEVWYS1x20iM36nkyoKCmbuL03rGKs3K"
    "hVTYrqfksRvRDIRIWaE9bV1XEgpY5q1ScUxZmTr9XfKy4JWpuz02lYrBCjXwLuB4t8hOzB"
    "ey8klDJ5nbH9DLQS0Eods+w7SjAArXSOWgda6YwrILTtGwK2roVw4klpdHVlYanSuOo+hF"
    "Ue/lCNCV8sSFGZg/KQh4QIxDvYl0wjLtUWyRJvPI4LRne5r56XBE/dzlOHo5EaPhqpJVTI"
    "D5GtMiigQrb3hlVUSGzt2ETrLAlfegRhX/1PPBJXh8xoSsUlJvJFB6OPRiYYRo0jc2rDEE"
    "19vkB8Sdi3qkk4wPKnN2t32FzIkSRHeu4XtsAbnW+sQFD989Jk46p04qxdHkbnPyenOHPk"
    "wzbcX/VHVYeQsgykD5A+bXT/gfQ5R60D6XO2ERtt+4IOA+qJK97uYRe0HlJjwDrjTQhIDt"
    "UK6icr2EMfrYHE5Rg1y9LiaTEI5cqUuwxsy0LsJKCycArKox6t07LB2DT3C6eTHO90ksSb"
    "WecYFsnCWSXWxLvhF2zj41JCz6Lb9wN/x+OMA+pJysSFfuwpGJxGWPhwx0442PdxQUXzcs"
    "XkBNuhHP283ihHbzhpgBwxmZOF/cdTJg/bVvvrxKfi0Wa5jtsfccHw+LqpL6Dp0HWf/BJQ"
    "X/k2Pves3M+cYP8M0MN7n+Emle9EcTB7rALlPcAcs/8cEwZN5/VQWgJqJwBnX2SzMxKbkT"
    "lAq/cx0pJQPaY92xb53aoIHGevsLVC4f4tIIdnMCCGp4EYns6VXNRhLMcxOJsxgXRkij0x"
    "kRUEg+cZsYDGjHSd/SiiImHQxv7a4IGc8EUZM13Ok2bl+rCCHpsknXDfJ94+lc3zkhAv0J"
    "6I2E/EDa3LT0QBKuSgIDI212ZYFSHrx60dP2xukTUcSbzWkaqSeB5a66hTKtBc/ZgwsXcS"
    "CKk+Zn+o20y5PyPSxKTurnM/c0vM+bI4j7jh5z0dCAuhpBBK2vIprqNBhRBKeo5ah1DS04"
    "XkkJUuaW2HaVIGIh5PF+HUuuknRa/c1KFXbsrplZv8kSHKRHNcvlAPtGKx0mJ9cCQzRNbt"
    "bR0m6/a2nMrS9zJgB+OfyURaEyhZueNHcvSIPNEEbGB1EtFOoq/H5DRA2wZ7nXceHPC48w"
    "4N9JZbjnmHYUoZFfO9PIaMKOzatlnPMWNsu2Jl5YDt72TFxHcuWSy5JGyy+W9SePJ4psWw"
    "ihClu7bOI9nUpEMf5gRNqS8kwkysw4O9cUxYhtn4+p1c9ScVSPX7rbm9JOrGjEgRMpGqRZ"
    "75PGzX9c7jUH+ojqB+IvCfXbNfOsqEAf95jlqvw39CQbpjHB9R4VeXHB8BTF0RU/dICgK/"
    "K1hQUhTl3Qdor2qlH15VpB9e5dMPI6PPsQ+YzEv2EPNmAieLaLjSEPpSFq5eCH3LnMhDB9"
    "GPubuxjgdLCfWBwz92MJj2c5Txt9/ZxhlZIMLaYyqGHkJLSJjPYWm+QQH7Et8aVtEuIi7t"
    "N6wbfSbojP2Rsgv0Tgrkk6nCcY4kfyRMmCKK+oyJKV5Qb/Na/e1tDA+i3H3NmlCBZpy7Q4"
    "QZ4p5LfNOaMNewJQuEPa84BO0YD4U4tHY5D8DDnI9HDjzMOWq96zxM98KloqVzL082Kwme"
    "bA1PdsL5IyV74J0TPAzcJw35axps8+ErO7noRIZypNNSPSgNdYSCXGr+1kXBbWBOiPQO48"
    "MPZQ8L6QhC2B7mTla2hwZPdw2cvF3bohIXoObm1OyTFX/cy31JSwIV2AUtK4esMCquysDO"
    "SvaBdG9i47Ml1OuPwpCEOd7VXB9Wka7a4qzJuL6JTvG9QIYGVYs64kyf3OthOeX+ImQ79W"
    "m9jFBNWyLyR33q+hAtsRBr7ruIcR8tyGKs+pnTghTfZh4BbGq7OABgU8+HVwM29Ry1XodN"
    "JXritrFKtgIHMUZaxD5d10pruq7Ia7rOJzaZ/1qgG7fvIZXaSCBWbHA4yhqZ2wCdE+yfbd"
    "0M4D6fUo84lE15Hu/yFJ+sXDvKi/eq9rt+nSVx4go7lkUzi6X791Vc1voqLiu+isuiaWij"
    "z3B21ChfmQLKLpFqmRTWmXBPdgSpcZ1MjftMlGtUWCUsujOsjsnSbWoTBIJgj7hohb3AHF"
    "mrnxieRmvqdGF16Utw9fXVSyfs2PHJVN2fc/VLitiAZ/dXmOuWrQtjcIFEN6AEumbldtM5"
    "BErgHLVehxKAQl/NhFoBF7AzwmtxLZcVXMtlnmt5JMXnblZmvT3Hz2k5xi/rQJydZxIIv8"
    "wlYRk7MA/wHWXY35S4lVuZDMTjjSSigyBXgHoX+SHbOV5heffu45tPfy/OGror8Fvu/v7w"
    "9k17/JZ3bEUlliUJJYm7lf4L3barv8npqYUEUb3tuF1Xwhobgi+ITkVDayrn4aUokgwt8A"
    "ZJ/Ej0xmWU8mFSQl4IFIZNIlOYYykL9zybfyJsgbZrbQZ/53wsX/B3zlHr4O+csLDxcbeW"
    "W/fFNL+7bH2q5nMO02w3voevSWrsuD3ydLJykKaTgTqf22D8A7V6jjfOHtl9xdJQcKm9B2"
    "d2COCWGzN5GxZPJsrd3MuIzYhCXkEn9LzfpFki/oxZszu6tkqPhhydfn5LLSFYP2yTJAYF"
    "BGvi7rCKYN2lWtQmWPVH/0IUsp6vEV8zfUQbdheUDaNEDn1g20zXrisiT5/ZW60AkXiagh"
    "gR4Ew7ZmB2lD0DzvQctQ6c6ensTShudFDrHfjRw/KjLTGaf4pnkSKbeXez0mTezkQWB4tI"
    "wjCTOgSaCqWwBR+N0AKrfszGvy4iaYIDXiiRqRf8ioLlC50+XRRV/fzuIJigXdMOGMbnYy"
    "KBYXyOWq9jGEOQb7NBvoZL2ofwzgmCsdzJk06VkUZXpCkDoOmgAkGkVM+3TwzNCUICdWpF"
    "OEQCdWSF59Vyx5VjiFmJebyTyoa4K7GmlLG9cuQQ9/v79ync795lD7748cPdWzWtGyWoRl"
    "Say+EZJC3xH98Qn07mgwLnMbozrPIc8a7NU15jOeQH9t5Kz8EpXOsKzsCJ1qv2hiAd5ASc"
    "ch9tRfz4bIy6y19CpIfWWyNH2uuPygLhqHkP0W2kCoV6oiwsdV1uViREjm9QnMYk7kdpid"
    "//H8JDSr8="
)
