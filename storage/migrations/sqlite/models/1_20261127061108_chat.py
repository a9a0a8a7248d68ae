from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX IF EXISTS "idx_messages_workspa_7cef02";
        CREATE TABLE IF NOT EXISTS "pins" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "channel_id" CHAR(36) NOT NULL,
    "message_id" CHAR(36) NOT NULL UNIQUE,
    "user_id" CHAR(36) NOT NULL
) /* A message that a channel keeps at hand. */;
CREATE INDEX IF NOT EXISTS "idx_pins_workspa_5d2ced" ON "pins" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_pins_channel_689c0c" ON "pins" ("channel_id");
        CREATE TABLE IF NOT EXISTS "reactions" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "message_id" CHAR(36) NOT NULL,
    "emoji" VARCHAR(64) NOT NULL,
    "user_id" CHAR(36) NOT NULL,
    CONSTRAINT "uid_reactions_message_f16f9d" UNIQUE ("message_id", "emoji", "user_id")
) /* One person's emoji under a message. */;
CREATE INDEX IF NOT EXISTS "idx_reactions_workspa_032e0d" ON "reactions" ("workspace_id");
        CREATE TABLE IF NOT EXISTS "thread_followers" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "thread_id" CHAR(36) NOT NULL,
    "user_id" CHAR(36) NOT NULL,
    "is_following" INT NOT NULL,
    CONSTRAINT "uid_thread_foll_thread__fbe6ef" UNIQUE ("thread_id", "user_id")
) /* Whether a person wants to hear of a thread; kept for those who do not, so that a mention does not undo */;
CREATE INDEX IF NOT EXISTS "idx_thread_foll_workspa_632bc8" ON "thread_followers" ("workspace_id");
        CREATE TABLE IF NOT EXISTS "files" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "channel_id" CHAR(36) NOT NULL,
    "user_id" CHAR(36),
    "name" VARCHAR(255) NOT NULL,
    "size" BIGINT NOT NULL,
    "content_type" VARCHAR(120) NOT NULL,
    "digest" VARCHAR(64) NOT NULL,
    "stored_name" VARCHAR(80) NOT NULL,
    "width" INT,
    "height" INT,
    "has_thumbnail" INT NOT NULL,
    "message_id" CHAR(36)
) /* A file of a channel. ``message_id`` is that of the first message it was sent with. */;
CREATE INDEX IF NOT EXISTS "idx_files_workspa_2589e4" ON "files" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_files_channel_becbb0" ON "files" ("channel_id");
        CREATE TABLE IF NOT EXISTS "notifications" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "user_id" CHAR(36) NOT NULL,
    "kind" VARCHAR(30) NOT NULL,
    "level" VARCHAR(10) NOT NULL,
    "tab" VARCHAR(20) NOT NULL,
    "title_text" VARCHAR(300) NOT NULL,
    "body_text" TEXT NOT NULL,
    "actor_type" VARCHAR(20),
    "actor_id" CHAR(36),
    "channel_id" CHAR(36),
    "message_id" CHAR(36),
    "thread_id" CHAR(36),
    "proposal_id" CHAR(36),
    "source_key" VARCHAR(160) NOT NULL,
    "alike_key" VARCHAR(160),
    "count" INT NOT NULL,
    "read_at" TIMESTAMP,
    "done_at" TIMESTAMP,
    "snoozed_until" TIMESTAMP,
    "acknowledged_at" TIMESTAMP,
    "remind_at" TIMESTAMP,
    "reminded" INT NOT NULL DEFAULT 0,
    CONSTRAINT "uid_notificatio_user_id_d60221" UNIQUE ("user_id", "source_key")
) /* Something one person should hear of. ``source_key`` makes it once; what has the same ``alike_key`` */;
CREATE INDEX IF NOT EXISTS "idx_notificatio_workspa_a39961" ON "notifications" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_notificatio_proposa_fc9356" ON "notifications" ("proposal_id");
CREATE INDEX IF NOT EXISTS "idx_notificatio_remind__041910" ON "notifications" ("remind_at");
CREATE INDEX IF NOT EXISTS "idx_notificatio_user_id_6c85bb" ON "notifications" ("user_id", "workspace_id", "done_at");
CREATE INDEX IF NOT EXISTS "idx_notificatio_user_id_cb9d57" ON "notifications" ("user_id", "alike_key");
CREATE INDEX IF NOT EXISTS "idx_notificatio_workspa_30749d" ON "notifications" ("workspace_id", "source_key");
        CREATE TABLE IF NOT EXISTS "notification_deliveries" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "notification_id" CHAR(36) NOT NULL,
    "user_id" CHAR(36) NOT NULL,
    "adapter" VARCHAR(20) NOT NULL,
    "address" VARCHAR(320) NOT NULL,
    "occasion" VARCHAR(10) NOT NULL DEFAULT 'first',
    "state" VARCHAR(10) NOT NULL,
    "attempts" INT NOT NULL,
    "next_at" TIMESTAMP NOT NULL,
    "give_up_at" TIMESTAMP,
    "lease_until" TIMESTAMP,
    "sent_at" TIMESTAMP,
    "error_text" TEXT,
    CONSTRAINT "uid_notificatio_notific_b70dc8" UNIQUE ("notification_id", "adapter", "occasion")
) /* A notification on its way to one person by one adapter: ``pending`` until it is ``sent``, refused for */;
CREATE INDEX IF NOT EXISTS "idx_notificatio_workspa_8e3c7a" ON "notification_deliveries" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_notificatio_state_ee1ca0" ON "notification_deliveries" ("state", "next_at");
        CREATE TABLE IF NOT EXISTS "notification_preferences" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "user_id" CHAR(36) NOT NULL,
    "scope" CHAR(36) NOT NULL,
    "channel_id" CHAR(36),
    "level" VARCHAR(10) NOT NULL,
    "email" VARCHAR(10) NOT NULL,
    "is_muted" INT NOT NULL,
    "quiet_hours_json" JSON,
    CONSTRAINT "uid_notificatio_user_id_140f76" UNIQUE ("user_id", "scope")
) /* What one person wants to hear of in a workspace, or (with ``channel_id``) in one channel. ``scope`` is */;
CREATE INDEX IF NOT EXISTS "idx_notificatio_workspa_7e6348" ON "notification_preferences" ("workspace_id");
        CREATE TABLE IF NOT EXISTS "decisions" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "proposal_id" CHAR(36) NOT NULL,
    "user_id" CHAR(36) NOT NULL,
    "action_id" VARCHAR(80) NOT NULL,
    "comment" TEXT,
    "edited_payload" JSON,
    "digest" VARCHAR(64) NOT NULL,
    CONSTRAINT "uid_decisions_proposa_c241ad" UNIQUE ("proposal_id", "user_id")
) /* One person's press of one button of a proposal: a vote where it has a quorum. */;
CREATE INDEX IF NOT EXISTS "idx_decisions_workspa_a6e6f6" ON "decisions" ("workspace_id");
        CREATE TABLE IF NOT EXISTS "proposals" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "channel_id" CHAR(36) NOT NULL,
    "message_id" CHAR(36) NOT NULL UNIQUE,
    "asked_by_type" VARCHAR(20) NOT NULL,
    "asked_by_id" CHAR(36),
    "run_id" CHAR(36),
    "kind" VARCHAR(80),
    "title_text" VARCHAR(300) NOT NULL,
    "description_text" TEXT NOT NULL,
    "data_json" JSON NOT NULL,
    "actions_array" JSON NOT NULL,
    "editable_schema_json" JSON,
    "risk" VARCHAR(10) NOT NULL,
    "required_role" VARCHAR(20),
    "decider_user_ids_array" JSON,
    "quorum" INT NOT NULL,
    "expires_at" TIMESTAMP,
    "default_action_id" VARCHAR(80),
    "digest" VARCHAR(64) NOT NULL,
    "state" VARCHAR(20) NOT NULL,
    "decision_json" JSON,
    "decided_data_json" JSON,
    "outcome_text" TEXT,
    "correlation_id" CHAR(36) NOT NULL
) /* What people are asked to decide. ``state`` changes once, from open; ``digest`` is that of the data that */;
CREATE INDEX IF NOT EXISTS "idx_proposals_workspa_9fd6bc" ON "proposals" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_proposals_run_id_aff963" ON "proposals" ("run_id");
CREATE INDEX IF NOT EXISTS "idx_proposals_workspa_318550" ON "proposals" ("workspace_id", "state");
CREATE INDEX IF NOT EXISTS "idx_proposals_state_3518fc" ON "proposals" ("state", "expires_at");
        CREATE TABLE IF NOT EXISTS "invitations" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "email" VARCHAR(320) NOT NULL,
    "role" VARCHAR(20) NOT NULL,
    "token_digest" VARCHAR(64) NOT NULL UNIQUE,
    "invited_by_user_id" CHAR(36) NOT NULL,
    "expires_at" TIMESTAMP NOT NULL,
    "accepted_at" TIMESTAMP,
    "accepted_by_user_id" CHAR(36),
    "revoked_at" TIMESTAMP
) /* A place in a workspace that somebody with that address may take. Only the token's digest is kept. */;
CREATE INDEX IF NOT EXISTS "idx_invitations_workspa_113441" ON "invitations" ("workspace_id");
        ALTER TABLE "agent_run_logs" ADD "origin_json" JSON;
        ALTER TABLE "channels" ADD "deleted_count" BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE "channels" ADD "message_count" BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE "channel_members" ADD "read_count" BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE "channel_members" ADD "is_inside" INT NOT NULL DEFAULT 1;
        ALTER TABLE "messages" ADD "reply_user_ids_array" JSON;
        ALTER TABLE "messages" ADD "last_reply_at" TIMESTAMP;
        ALTER TABLE "messages" ADD "mentions_json_array" JSON;
        ALTER TABLE "messages" ADD "ordinal" BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE "message_edits" ADD "content_json" JSON;
        ALTER TABLE "message_edits" ADD "message_seq" BIGINT NOT NULL DEFAULT 0;
        CREATE INDEX IF NOT EXISTS "idx_message_edi_channel_58b5d5" ON "message_edits" ("channel_id", "kind", "message_seq");
        WITH counted AS (SELECT "id", sum(CASE WHEN "thread_id" IS NULL THEN 1 ELSE 0 END)
            OVER (PARTITION BY "channel_id" ORDER BY "seq") AS "place" FROM "messages")
            UPDATE "messages" SET "ordinal" = counted."place" FROM counted WHERE counted."id" = "messages"."id";
        UPDATE "channels" SET "message_count" = coalesce((SELECT max("ordinal") FROM "messages"
            WHERE "messages"."channel_id" = "channels"."id"), 0);
        UPDATE "message_edits" SET "message_seq" = coalesce((SELECT "messages"."seq" FROM "messages"
            WHERE "messages"."id" = "message_edits"."message_id"), 0);
        UPDATE "message_edits" SET "message_seq" = 0 WHERE "kind" = 'message_deleted' AND "message_id" IN
            (SELECT "id" FROM "messages" WHERE "thread_id" IS NOT NULL);
        UPDATE "channels" SET "deleted_count" = (SELECT count(*) FROM "message_edits"
            WHERE "message_edits"."channel_id" = "channels"."id" AND "kind" = 'message_deleted' AND "message_seq" > 0);
        UPDATE "channel_members" SET "read_count" = coalesce((SELECT max("ordinal") FROM "messages"
            WHERE "messages"."channel_id" = "channel_members"."channel_id" AND "seq" <= "last_read_seq"), 0)
            + (SELECT count(*) FROM "message_edits" WHERE "message_edits"."channel_id" = "channel_members"."channel_id"
            AND "kind" = 'message_deleted' AND "message_seq" > "last_read_seq");
        INSERT INTO "channel_members" ("id", "created_at", "updated_at", "workspace_id", "channel_id", "user_id",
            "last_read_seq", "read_count", "is_inside")
            SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a'
            || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))), "channels"."created_at", "channels"."created_at", "channels"."workspace_id",
            "channels"."id", "user_id", 0, "deleted_count", 1 FROM "channels" JOIN "memberships"
            ON "memberships"."workspace_id" = "channels"."workspace_id" WHERE "type" = 'public' AND "role" <> 'guest'
            AND NOT EXISTS (SELECT 1 FROM "channel_members" AS "other" WHERE "other"."channel_id" = "channels"."id"
            AND "other"."user_id" = "memberships"."user_id");"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX IF EXISTS "idx_message_edi_channel_58b5d5";
        ALTER TABLE "agent_run_logs" DROP COLUMN "origin_json";
        ALTER TABLE "channels" DROP COLUMN "deleted_count";
        ALTER TABLE "channels" DROP COLUMN "message_count";
        ALTER TABLE "channel_members" DROP COLUMN "read_count";
        ALTER TABLE "channel_members" DROP COLUMN "is_inside";
        ALTER TABLE "messages" DROP COLUMN "reply_user_ids_array";
        ALTER TABLE "messages" DROP COLUMN "last_reply_at";
        ALTER TABLE "messages" DROP COLUMN "mentions_json_array";
        ALTER TABLE "messages" DROP COLUMN "ordinal";
        ALTER TABLE "message_edits" DROP COLUMN "content_json";
        ALTER TABLE "message_edits" DROP COLUMN "message_seq";
        DROP TABLE IF EXISTS "reactions";
        DROP TABLE IF EXISTS "thread_followers";
        DROP TABLE IF EXISTS "notification_preferences";
        DROP TABLE IF EXISTS "files";
        DROP TABLE IF EXISTS "notification_deliveries";
        DROP TABLE IF EXISTS "pins";
        DROP TABLE IF EXISTS "invitations";
        DROP TABLE IF EXISTS "notifications";
        DROP TABLE IF EXISTS "decisions";
        DROP TABLE IF EXISTS "proposals";
        CREATE INDEX "idx_messages_workspa_7cef02" ON "messages" ("workspace_id");"""


MODELS_STATE = (
    "eJztfW2T2zay7l9B6YuzVdopz3jG8XVO3SpP4t31HtuTa09uds/OKQoSIQkZClAIUIpONv"
    "/9oEFS4vsQGlEiKXzYzZhEg1Q3AXQ//fb7YMFd4omLdzPC5PecTeks8LGknA3eot8HDC+I"
    "+qNi1BAN8HK5GwMXJB57mgzDeGeSJNAD8FhIH0+kGjPFniDqkkvExKfL6MmDdwxpYoQF4o"
    "ygNfcfxRJPCJqrK4JIRCUKlhcwm8snajrKZqaEAaO/BsSRfEbknPiK/F//GmwJHOrCIM2C"
    "//5v9RdlLvmNCBgG/1w+OlNKPDfFqJBGX3fkZqmv/fTThx/+okfCy44VP7xgwXajlxs552"
    "w7PAioewE0cE/9FKIYR9wEq1jgeRGH40vhL1EXpB+Q7au6uwsumeLAA4YP/mMasAnwGYWC"
    "uZh4fPJ4wcha/eL/G71jYrzjfL67d76+v3ecQU5Q8C4ZEUSX1OQgZMokcOz3P8J5d5zRVw"
    "fwgO//9u7LN69e/0nzggs58/VNzbfBH5oQSxySau7v2D3xCTDHwTLP9h/UHUkXpJj1acqM"
    "CNyI9CL+Yx9RxBd2sth96zFzY/Y1wPCB+oHuHfM20UdQIYD7D5/ef71/9+lHeNxCiF89zb"
    "939+/hzpW+uslc/SaUF1fLOFzr20nQzx/u/4bgn+i/7j6/z0p1O+7+vwbwTjiQ3GF87WA3"
    "8b3GV2OuqZE7qQdLd0+ppymt1Nsi9ZhHCbFHb7+TenZjrrvJZukOud3mpZ3bbxsU9nP21B"
    "1fw0NavRxlFN6gkL3fz7FfzN4S8gyX1Wt3cTUt8G+OR9hMztU/37ysYPj/f/dF8/zNy8wK"
    "+RzdudK30qzX/zXgdTy+h8y9vKrDXTWqlL36Xpq/iTdzJPmt4Li4V1eLeV1Euxffox2hLW"
    "yvOhHe/+M+dRjEzP3m07t//Cl1IHy8+/zXeHhCGN9/vLvNyCBWtMYbJxDEN9y8i6mfsYV3"
    "RxoGW/gGL7zIzDL+zotoj7e/DE5gbzTymZPplCirakViXk7wZE6cX0RoI6el8fevd5+Lpf"
    "HENFmNlU4k+jfyqJC9+vSBP9USygojs0ZggqyE1C3urdResiAL7m8cuB7qhcVLpvwYfnqm"
    "PhwU6fP51cs657MaVXo+63tpkQiJZSBMWL+jOOIehfWKbGqnyvK5FpsruJxlsoeFdPyAOS"
    "JYLLD6XE33pNIJ7G70jN1I2b4r4gtaJIsPrOSwzlBlBKB+S1Nr4LKpj38Gb/Dnq8vrb6/f"
    "vHp9/UYN0W+5vfJthWQ+fL5XbAUwdvqYwAfhwhhPHtfYd53cHX7Fy8bmby2uFtkrmCmT14"
    "1+EbxcEhz/YWsHD8rw88SQ4dPg+c6wromc3zGC1GeClsRH1EWYuSj6YoZo7VMpCUNYIrWR"
    "+hJNfb5ARKkYaDTSz7sAdXA0+g7N1SpWZxsSgb9Sm59Ack7QlHokD7kf5YmFWH1oDcQLoj"
    "ZID6vIDOTYURzm2Hkapj+e4V3rYL+sONgv44O9HKc347ZFkEo4nUeQrAOknPXdhMKtA+Qc"
    "pV7HAWLR4u1GelXr0LqqOLSu8tZoqTpezuJyXbwfXK7F5Aoe5wH5rZvI3PYvJLZsr8H2pb"
    "9QLy0x9YSx9V9E+yzDfz8MZhe1Mg6oJykTF/DYU8SrNIIHqLeZzdRuEuO+wGoH+z7emAir"
    "epZ2iA2e1xuxUbYMpHDEZE4WeE+hVc1hRXZwkfFAan4/a6FVTmKFdnChqQN/8rj3GVZM3Q"
    "4x9eoUc8nS45sFAJeUTbmxoMroragOLqrId5nYwEwEVUxtxXRwMU0Uw2bAaolnwvycKiFv"
    "h6B6dUIF6sf73ka9krP0sJxyZTcJ4q/ohAjHJ78G1AfczVSAhtNawR5exRfO0icrStZ5ud"
    "1y7hHMSvT6FGFGMmNF2ZRItleOy/3bu7uPKe7ffsgGTv306fb9l28utSjUICpDd3fr3Lhf"
    "yIT7aadhwe3h0+5bX4+sm/Sk3ah8inCUxPRCIL5mCNxqbxFG6tPyiF5qQ/WvR7LRvtb1nL"
    "CCPKjnzVUrNaok9Hs3NfxLTZ3zzP4+2Aljv1mxHMCc5De1woTQ3vFIsJG8oq83Xm4DPVjx"
    "X//jD5u/ZfO32o4Jd9ORZd2X5yh1m79l87fauJqajr5J6SR1OZ6m6iGjX9dh9OtyRr/OMR"
    "qUSAMOR8N7yNrLWry9rGDuZZ675udwb8/f7p63eTVrhb3APAMpTXV8PKnjMf6tQjEC9pHP"
    "BqUoRnh7WAPFCJjj8ZlJBHrALtD9PAwMp2Est1Kt5Pw7hNEvfAzXsHppd0YuIBJcSrJYyt"
    "EIzQL12wUiK+JvkKe+LV/HkOtR3KczyvS3ORrlEI/jPPaBCbwRAJT4RE21JL66HMa2ExdR"
    "OVS36GQODwrHUKkeycRazTgmHmczUQ6wFNTLidSxKLDDeRJN2UVGeQQL4gRMUu9ZWAlsKY"
    "kHlL/j7tEJ49yiNBalsfZ62/QHi9Kco9QtSnM6lAZUKDOO7iiOe3S1npXlGkhd1pbP0Oxn"
    "2xZr53noYnneshHKWJHI3Auk5nB5lbko8b3L6ZTR24I6hXwOGWLwmWfpevhdHz47JWnb7s"
    "FrC/Yagb0dqbmyJMwFTnX0m9aAkBObNybGU5ryAMZTdzbolttKeRNZfaN7yThJZyXcZgnr"
    "3CxniX28gHDbqO6XqU+lepZ2xOz2Kmo+TM9yNKJpKqwiWlvp6tmyiEKhjetTlpD3ocJe1U"
    "bZSI1K3+f+3kl0xdR2Zey/MsCl6kDRKzwj6liYOoHvmSjmZfR9WBtpBf2mFphyUwGm3OTB"
    "lMclhcNYvbb5YiiitUth/6VAVoAPmp4Naao+fPbHPhISsQ1GOlKazH75z0jw5L5PvH28GH"
    "lK63TLBjbq+J48U0sLrCYojldc9WVTZ+gBiqumK2jrmKKCj7S8YG2CxDI0y1AqnDWmMsI5"
    "zVJLE4Q2tfSJ1NJULSzsY88jBYp26UecJLEll7MMTcYZ5nhajYNmSC0U2jYotCXRzF8C9l"
    "WS5aAgkjm+NayKYtbF69WomgHMP8+x1M0jmZpK51BDYDGCoC+dJT3Dq4Iy2LWpCkN/d9E+"
    "CRWEBYuxGmC7T9q42K45srsZIWnjYs9R6jYu1sbFtldR7B/e0eQOdGDjJtLA6jN0R2D5Wc"
    "RPW8O+uXIEURbiHppJmrKHmkl3NZG8AurGKQtFYZy3dFa6N2UI+7RB/Z+rq1evvr16+er1"
    "m5vrb7+9efNyu1Plb1VtWbcf/gq7Vkq4+W0sCkrZM7TIus26nVsfuFS+Z9LfDIpS63d3h5"
    "WZ9TDOIWogJQaJ9WoA5KTPsZiPRmjCIYlGp7nDTGERv9FIB0vxQDjhsCESXI3BEjEejZtg"
    "hsYETeaYqd+IuI8kfiQsB2o1/8gHplZF/ZqD6rsIe+dZUMyCYl07q7oJj1hQ7BylbkGx0+"
    "E420POSL1PUlndfm/dXqk73DzzM03VQ7ji8DlyIcsMM/cTNDZpOcdP06z8PlehPDy+JrGv"
    "TBPzpPA0WQ9ZffiCnxHPzErZpoh6yObDf9H75gLZVlqNx4Xboqy9BO+7E+7fFhGb2E1JEN"
    "Lk5MgR9vD0eH1d55C+Lj+kr7OnhymXLXOfYG5LHBy3PmZpDD11Y1jl1hjDkNr9jvRoiJUF"
    "d8IWFbpAH6RAX+d8Saehf+GePt7zRxSpHQj7JIyrnfp8oSvsKuGwsKa+KOqF1NhzavksNB"
    "etv8L6K7q2xXUTubb+inOUuvVXnE7vtlF9CZi8Hk5eBZQXwDTbNzOukVBEayslmFdKUD8z"
    "EFFUT93vPEnTB54f4VOPMFyIjiJMbbjP+fTrzNUHsRx7KWhryllxqng6U2cf8Sgjwlg8T0"
    "xjJWMumRUVAfaUlkKYpHLjYCHIHtWNnpjGov0HR/sXnLvOmAN0E/ieMO8TXzpBO4TVq47w"
    "YdMn7OimURQzB26U2xUVsPNTE/VhDzyC0tCRmtYQbrEiTa2CJsJ1WgJIKzkyRrxBASQd3x"
    "pWgdKTcFBNWBr6xyneTshSvhBIPUD+wCeP0YMgEt7DQjqC/Kqj4QPFfg0NQyFG4kbx7WKo"
    "xqm1LKA0ox6kBsOo6JrIgdRHeeoD0zH5gGszjnyy9CgQASqumEaghR1XOhjCC85mcHkxjO"
    "L7o9vbWdWiEeQCvUMu9Yk6UiIWQ987kJD7wMYb/Wi55urxkBQpXiDqWtjcwuYWNm8jgGph"
    "83OUuoXNLWzeArOggWBd0yjdo4fnDpbB2KOTLtkD1inRLrxvrLRxdaY+uyHiU/PYVItMzc"
    "vIFsvzuCpBK0nVm2K4R87OSlm3ZuzPkZ5QBi+7xveU/W/G9xyp5Xs139uFun3S4M2gHHuL"
    "BgxrIHBOhATVA+LeIWhR+kKgpaeMCEQZwjHO9BbN+VrR+QBSbdAcr8JIzSEKlkhytJ7TyR"
    "yFxbhCCAvGq5+6iaNAo4le5JG44zz2gcWgXAzHeZzNiI8CFoaccv2QxQX6ec71Q9RAhviS"
    "sC3YtqZqIQUSjYl6dXhRKtU7qXHRq0vOhw8sfKnRiAqHMkFdAvAd8SC+dYl9+V1Yq3bp05"
    "VafbqCbUxPRQzdzemyHLiLhRvqCnFbWYvcWeSuazZpNzEci9ydo9Qtcnc6+y994tXO4EtR"
    "2ey9DFP36Gd/mBb2vfxEt9pegbH2RGuZHd0RO8vEHE4ydMv1FveT0aAOnCB74kFJUgsK7Q"
    "dOaB7ugUyk6SwsUc3xlsASn0KzeVAASMS3hlVQRDICZ59goOghEJITRuMoK3lGV8osVwa4"
    "NvH5YkFlaP4LDrdHI+67lGFvNHobYQQhHJDDHpp93APbwg/bkCDADKgYQj1OgBywjgraRG"
    "QTxV8E2xQ8Piy8r94gqviJfQgEWuBHgrTnQLxAcCYJBO9fFy2AnU+JO39ZLZ/4aJ94FBwT"
    "MX4L2AJQJBoBqFexeIPFG7qmN3fU8rR4wzlKvT94QwdtYws4NMBUY4Pt6GZak7vQSSy1lF"
    "5X9zNOEdmvuJilpvFuGbIexhQePuRNPU6CJWLK6yxdD5l9XYfZ1+XMvi5ltmnyapbu+AmQ"
    "p9kyGkl1lHONkZnt1ymiRkMHuwfLa3SlDKusACpTVL3BiQ/XhDyE0oFL5hZnjtg2Im+PjZ"
    "mHFkJJRa6/PVLly+htO65n1C+AShHqFfSpu0f1gmJyK5H9JRK5AMwM3ASR9YYNalu1eQeF"
    "iXFQRNyHZJi0gXBZq/DDZUXhh8t84YcTdY9uGaMPo5lqJ1p9lTQevtc+0TIGHlobbUmR9z"
    "7aT8Sl+7mVUoRWwW+zgh8nDJkLOU1ppdw2KbcrhOi92hIG5WFE+vawRiiRA3tL7ZymVMWe"
    "MPcmzufRxXmggg6X6ioj6zhK520qsyhK8xkC8RpIHtXnONzmHw0yn9IxnrnNZrpA7xgCfq"
    "BHQpYiHKsez10IQPIJGpOpepehepZerBDjstY3IJYpmiQk+C4ORhrG0Ui67NEDgzglxsfc"
    "3bwQcbpUHM40jB6mvjo96zcv/2QUipQJIvp9sPukMsOBAXpVRR9BFMk0IL8t1SoRYM7GH2"
    "L0fUVrOt6PBnqw+l70P/6w8Uo2Xqnl3oeORq7YeKVzlHp/4pW6Z6XZcCUbrtSHcKUqRLf8"
    "O66Ecs9+b0jqy0afc4bQOijqf8exrVLXJxGP72Gg0uGjwk6Wt9odcMpEdWhD2Fd3OHsw33"
    "FLoLkfKRsUQHJweVgFxS0pq43AxShTWAt7i4SFgBUGnIu5RV0ka9MVgE02Oc2CPR07Nrtp"
    "9luw5xylbsEeC/b0iadtAx6eVgtaz9I2lxdqizXxBDtbYiN8IXgS/eicobC9V2kt+NGomi"
    "bDHSMo7NX1QiCy4L9QFED2nDICYrd3zlyoSVPol06vY02sx9rKmidfAtaYOCe10hoT5yh1"
    "a0xYxbclK+hAQdOxBlHX/7Ml6KED6PV1DQfQ6+tSBxDcspZFPy2Le525/hfueXxd3PMgM6"
    "LSyojy4KfR4JrGxs9zbQlAEX5tPqA1hmafkqM5wX4YvBvO/B16JEsZdQrggqD1nCOXQyjv"
    "EEoBRn6KKLlS3SFhmK+yQ3jOXjnOYx8YleV2T6pwgLV2Tr8srbVzTnqvtXbOUerW2jmdYn"
    "7S8jptWz8W5m8hO6mI9Fd4VI6nT3USSJGeuJlA82x9ZleBlthA33PGSKl/JXG30vaZbMfV"
    "T4yc86WuQ46VtaBNkYnO+EM8kNCQYhhaFpAnuD1XdLuz6FmkMGjrQLMW2iu5483nKzWlNg"
    "vhuY7LF+rDsSaMNWG6dnp0VJm1Jsw5St2aMCcsG5Q48+q6F5I0PfQwHL4WblKZMOBzhqx/"
    "RcWubm7qZPPc3JSn88C9NLPHPmamNnmSxmb0ZOJDQVfipkZ5msryNLMhQEEXJ/AL6jtWbA"
    "dJov5tBje1KgzeVFQYvMlXGFRH1ZR6xqzOkFlm12K2Ms2JEMrIfiTMEURtAVCXeWrC+Iop"
    "+ieEy1rJrJcV2ayX+XRWXQ1bbNjEERLLQJhwv4j2eAregJFVqFR2Ucfb8Q6MR8W/xdLUPi"
    "2ZwtbBa49dmocjzFfZSdYWBMyvyHEWVwOdWyK8brwt/G6si+aorU7aGp/Fz2Q85/zxPXOX"
    "HAqBFDguskOGVd6LdTjYIdHouj4MhtTCh+p/EC/FA1+gNZVz7VwIdZHQ2SDojEWlEanQTV"
    "NJVB7xOz2Wey7ijKC5+kMgN/AjD1ratdHgwx6Yz6WuQmzz2Vu35obWo3FG2Lb1aJyj1K1H"
    "46QViKLQBePi/RlCy9kMaqm0lIlZl8othfUT1cAQHklB26WKMm+kqM3Snqw9aYmAplN89g"
    "MjD4A/tvsLbgSAXPpkRXkg9kSAS8gt+mvG/BX2qOsETNICx0e1Ulk2h8Uh26NNhkZES+Cb"
    "7xVXgwXx76ZTQQrRm8yI4ROhp3qsw/XgmtjN3/ha3YL8t5gezXweLHUsqG4xAWCJfgjy+C"
    "wfarrPBM8AVuKHmGyNSZr+Hfp1dsPX5Zvh62gvLAdX1IqjceRzJg6+omxxkqo3jXuPUL+4"
    "JXvTD2rlfiRSFqcDJ+5W7kkuZOx4emB9LJmsCJPbaqPxpjLhgefqhFqoN+opUg37Yi/Ry4"
    "cQF0BerpbjBuGZkl5BaHwDDyjuspPYdfQTi7J6U412sghFApsEMtthx4LUFq5sk4JpQepz"
    "lHodkLodauqp5duIopqo7xOfqganWJLGZr1mGNoC10ofm/dKvqQTk51gS9DDbeBNnW3gTf"
    "k28KZV6H/PWUvYinh8WeC7ulcGRskOm6DpBZOr1JL3/7hPaSS5NiRbreTj3ee/xsOzvUnS"
    "TFdaUWETmPJPekfRC4Y3rTdMqS+kQ3yfF+hn5R92hqwXrD72t61DtY05n6ayjN+D8VhKsl"
    "jKgoDrUgQ3SdKnZopXl9ffXr959fp6i91ur1RBtvn2chPu+8TDe4XMZCltVHVroO+/afjX"
    "fQ+W4qAA/E7dH1bB3yGQ7Dra6KxdECbGAV4IRNmY//Y2imLWneiRC0HLITIdIdkX6Cct+l"
    "0VSrmmE/Jn7XwDEqAg0ymZyKJKMU0/bn9w3ALXFrhu+5HSTQjTAtfnKHULXLfEALXA9cHr"
    "QqhfbPLJbgl6+L0ePo306IhUy0yaNH9f1aoB8aqiBsSrsAZES+ydD6D1l1o7ibuVto62HY"
    "wsHWgVpqahK+Jv0NTni11tSs4m5ALdzwny8RqNubuB8Btdf5+rY1dZKMQnYKLsgnbGREcb"
    "Fncka+YxhZbNLnUjqrgZfnfh862Vc+ozw1o556PvWivnHKVex8qxGXkNZ+Qlzr66HE6Q9J"
    "DFh8/NS+oUBmzOkPWQ1Ve19POrCv38Kl+jrROhUR203LsQGzVoSpHNJDbW+m4vK77by/x3"
    "240yWxYbqc/glm0DDWEjSRbPlR5KfOH8Usjov3+9+1zM6CxdVkenE4n+jTwq6gQztIztFV"
    "wGhqT08Fz8SDZUJLNNwwTZ+BEAR/K8v6UM+5ti7scU2f43G0lEr/h9G7Fwy2/F7tsPn999"
    "+WdxwM5tActv/3n//l07w0tqbOjdCMluCdz6UW3/ZFCAtIY3hlUgqwdDageSwPxhhAaEZC"
    "x9DjWCo4J3ujoB9DYFkCKHmRrSPiOfW//X4PCMx9s87hIvYznAydesyK9bvo1sCay/Mdtt"
    "b5/6IIcsCNIhtrYcGwwh4ZacDXeBrPLFJW9XnhNcDzSLO4zz4qOqqkOk+ya4YfBfHBIoie"
    "dB4dWwhiooGRs0hi9D6LtcXy6sE3Lg+R/YA/tZu+eiK+C5k3P4P2DCEI1GcQWK0Qju6Sfo"
    "yiRRWZLx5q2mpVAHFn39fx+pVGTrOZ3Mt2GMa19d9B+YrhQAS3OIMHPV3yxYjKHSCVU/Sc"
    "2UeFs114/hB6mmTDYG9/k6mn3CFwsqBVIaGtFlBbhESywEcR8YXxG/ieKzVaU6ClXEghDv"
    "6HBs74F6tCIdVcdsu4N7uqGqW+TVIq8dT520Wak2K7VPCWQWjWpuK7ahR3t95l0wLDuZg9"
    "lwFb2DJWAytd3vsWgSZLY2a5sXjACryFy+CbKjyLclB07nxHuiwqJZgZ4JZtESiPMv1Cv0"
    "funrwypQEzqL1vZ9wWCAGjGazDFjxLtAo9GCCKHeSmmhISYY+remGr3T1T1QNALAxjUWCH"
    "YSDVAWuciaeIRtOdUuHd2mC5xP4LhNFzhHqddJF2gBBN1P3CM8N03xpBSV5WkmNMG8z6tt"
    "7lrKzdOGJ516R0+HTt/c1ImdvrkpD56Ge5nwdPo/BfytMv9iij5VJDuKxzpV40MCRKJ5Z/"
    "BxZ+l6+JE30lzKpTMijHLhdhQ95HEDbep0JJFjullnyHrI6sP7XtfUVTPnmFy6XW/HHwSq"
    "OzVzD+y/mBM6mxdsDKXc3BFYdhawEwtHzoPFmOGi6Nxbzj2CWQlns7TZtBVF3NR2sL1y5L"
    "yVu7uPKQP89kM2DuCnT7fv1XGn9wc1iMoSjWKHeprYHWkqa3q0BqP/zCWd0gmOfngOq0/d"
    "H1Zh9iwxsiZ2/5UviJwr/oaZJ8QXnCEx1xV45gT7iE8BaA8LMjiPZDMaoQV+JDpCGCr6fB"
    "fG+kIML6DuAjJZRiPs0cdoeA7Lb/6RDwwgfsqQUqDRgrJAArFAuuQBcRFVHxAEJYOngKun"
    "hr3F0DukOCMV/zz9ZuBP2N5F6oGjkU/UbIAqqleach9h8cA8rn4JhrhiXdJIfRKMrz3izv"
    "QLf7elIuCj0G8AmT1r9XB4u9AvUV7gKIEW7BhS3dgsQZKFxKC+7HMbnMFOVPy0rQQOOX/2"
    "JyS58IynWMeOdey03bjoJsRvHTvnKHXr2DlDJ0Tb1s5h2Pmo3t4E2IrH9xDRelWvvkhFeZ"
    "EsouWRFSlAC8q5uyU4YgUiyqa8KTUqW4WoDgBeVYMoy2BlDJqwNxrew2/38MWHJJWess+U"
    "FWHE4RRVDxndSBUisKVLWF2edpQi6kHFsmNnHeGJ5L6xozJN1b8qW4ffSEKOmWlsSRoL3r"
    "YqsqmXPLVOhgaSwOdg3BuyNEVkOZrm6NLnagQ2XfoZMttBOx3gsYPYDdSANFUP9dzLWkXD"
    "Liuqhl3mmxPtfCYmGleSqH8KVyOMLqmQXhr8UVYevcHQx8umuHvgyA99HplD9wkymwjcHp"
    "g+752JvcSG8k2QWfm2Wb6Ccf4/xHX2qquYI7aybrOsE+Eo++zZBeRW3m2W9zZCyfx0ThDa"
    "Qg6tFzEpMHhLldkkyQkL27w8rQ7bwnjPH6L+QIMn4j6344Z14z+dqPUQNahgniCHyqpQNX"
    "WNN1AINhGpOd7of2EXLyXx30LpV8JcJbvRKKpVTiXETo5GUGxhNBoin0wDQVyImBxkhH2c"
    "pz6wGecu+mY0mmLqQSDmn4ZRNdlgGUZ2wr+cYBmGdqqBrjJW1DDEffWCCGI8ia9eS4ePqt"
    "vikS6XeiIIVeWTCRa69u0DC2vqYhQtOT9sgrkrSFFVxv1faQlGUZXhT9b7TfSc6vjPbbfd"
    "uPKSjZO0cZI2Yq5tZ72NkzxHqds4yROWF8gfrnVZW0Bq4yZtGGqT7EzofbX9QjuSHvrfGo"
    "jDcV1Qis1YvCXpIYtf1eLxqwomv8pzeWu1GLA5SXPEQD5touUNg93ldsb8bi2+2r76mOCI"
    "vI3s9abMrqZ5bMtJ97GcdNu24+5aMXnjdQepmco4TWkdTm2Wsm6SuZ8rOUNq5dxmOXekOr"
    "yV757yJb4PWRyGGTdpqj6EIh4j56aFjsgffTIlPmETMnjCFZkYOaztjFxuiWp6I3/eNkMO"
    "/X/geoN6LHGFGAQlWdAW8RyCo+4b3dxyNNoldoAHjzI9T6JqvJjwJdEF43PuyOM89oHFrT"
    "CnYZNKsiJ+6MCsVwkGZso5Aa2rzrrqWm7edNRpY1115yh166qzvqSTr50DZXRNCht4ljNz"
    "S2BZaXONG+dpJ4rCxH82dUg27L8gi8IyveU83hIcs/DOYsl9iVlnuUyFswhkUWx2ZT3kJJ"
    "kthWxQCvnXgBLpzHngC+cXUeRj/vvXu8/FTC+izWrfdCLRv5FHRQcLfldIAJhSjWRlQavM"
    "Jg4TtAjJ+oFMqCgpn7y9N6xCq9xoVE146m4LEb0QSEdWA5YDgM84kBIC2aFTYVxm4K36e8"
    "UlQes58XUvQqhdjNGvAfeDRb7b4cFnLwSUMkUQYv3ZwkoWVuqYZt9RgMHCSucodQsrnXG5"
    "oLatIYvWtZCdeFKaoVBZhbE0N6EPocmHb6414YsFKaoJVB7ukCCxsQ7m9UWJS0EjWeKNx3"
    "HB111uq+cpraVuZqnbFokNt0hsCRTyY6SrDAqgkO29YRUUEms7JpE6S8KXHkHYV/8Tj8SF"
    "kBmAVFyiI18g3QC6H80xg7ZI0MRpGCbG8yVh0CMp/MB0dAySOghnqpPmwRzWF3IgyZGe+8"
    "AWeIPGav4J5P5zVgaoVKXk55oY6fyL5+TlZ7okbRM61HxUTWjT/i3oY0GfNpr/FvQ5R6lb"
    "0OdsIzbatoIOw9QTl4ffQy9oPUu1AuuMNyFDclytgH6yhD200RpI/o+5ZtiHI01mQ7kyta"
    "ED09IqOwpbhj/FyqP2oWvZx9g09mtbeR2vlVfizYzzC4tobWMvY+Bd4wum8XEpomfB7fsx"
    "f4fjjAPqScrEBTz2FAhOIyh86LETDvZ9XND+o1wwOcJ2CAee1xvhgMMJGOSIyZwszBdPGb"
    "11W+0vE5+KR5PjOh5/xAPD4+umVkDToes++TWgvrJtfO4ZmZ85wv4poIe3PkMnle9EcTB7"
    "nALlM9g9Zv89JgyazsuhtMjXjsA2ispmZySckTmGVvsx0pS2ckx73BZ5b1XEHGevsLVC4v"
    "4dIIdHMGwMTwMxPJ0rqglhLMdROJtRgSAyxRyYyBJahecZsYBajXSd/SCiImIrjf2lwQM5"
    "4YsyZLocJ83S9eEEPTZIOuG+T7x9ugPkKW28QHsiYr8QN9QuvxDFUCEHBZGxuTHDqghZPx"
    "7t+OFwg6zhiOItRKpCryi0hqhTKtBc/ZgwsXcSCKkWsz+EMVPuz4jUMam769zP3BJzvizO"
    "I274eU8HwtpQUhtK2vItrqNBhTaU9BylbkNJTxeSQ1ZQztqMp0kaG/F4ugin1m0/KXjlug"
    "68cl0Or1znm8IoFc1x+UI90AjFSpP1wZDMAFk3N3WQrJubcigL7mWYHYx/IRNpDKBk6Y4f"
    "ydEj8AQA2MCom9eOoq+NkBqAbZW5Z65N7qh6qEl2V3PMGwxTyqiY72UxZEit17bNco4RY9"
    "MTK0tn0f5OVkz84JLFkkvCJpv/JJtBASSaGTGsAkTpbqzzSDY14dD7OUG6tSLCTKyJxhhx"
    "DFiG2fjwTq76kwqk5v1O314SdWNGoC8HIJFqRB75POzU9fpxqD/URLZ+osU/u6a/dBQJs/"
    "jnOUq9Dv5pC9Ido31EhV1d0j7CInVFSN0jKQj8rkBBSVGUdx9Ye1Ur/fCqIv3wKp9+GCl9"
    "jnnAZJ6yhzxvJnCyCIYrDaEvReHqhdC3zIg8dBD9mLsb43iwFFEfMPxjB4OBnaOUv/36Gm"
    "doLRDWHlUxtBBaAsJ8DUvzDQrQl/jWsAp2EXFpv2Hd6DNBZ+zPlF2gD1Ign0wVH+dI8kfC"
    "hC6iCD0mpnhBvc1b9be30TiIMvcBNaECzTh3hwgzxD2X+Ho0Ya5GSxYIe15xCNoxHmrj0N"
    "plPFgc5nwscovDnKPUu47DdC9cKjo697Jks5TWkq1hyU44f6RkD37nCA/D7pOG/DXNbL3w"
    "lZ5c1JGhnNNpqh6UhjpCQS61f0NRcBM2J0h6x+PDf8oeFtIRhLA91J0sbQ8Vnu4qOHm9tk"
    "UlLqyYmxOzT1b8cS/zJU1pocAuSFkZZIVRcVUKdpayD6B7E47PlkCvPwkNEuZwV319WAW6"
    "gsZZE3F9F3XxvUAaBlWHOuIMOvd6WE65vwjRTujWywgF2BKRP0PX9SFaYiHW3HcR4z5akM"
    "VYzTOnBSm+zTzCoqntwgAsmno+uJpFU89R6nXQVAIbt4lWsiU4iDLSIvTpVa20plcVeU2v"
    "8olN+r8G3I3H9xBKbSQQK1Y4HKWNzE0YnSPsn27dDMN9PqUecSib8jy/y1N8snTtKC/eq9"
    "rv8DpL4sQVdgyLZhZT929VXNZaFZcVq+KyaBvaQA9nR33lK11A2SVSHZPCOBPuyYlsalwn"
    "U+O+EmUaFVYJi+4Mq2OyYExtgEAQ7BEXrbAX6Ja18MSwG62u04XVpYfg6uXVayec2PHJVN"
    "2fc/VLitCAZ89XmOuWrQuj+WIT3Swk0DUtt5vGoYUEzlHqdSABW+irmVAriwXslPBaWMtl"
    "BdZymcdaHklx383KrLfn2Dkt5/HrOizO7jMJDr/OJWFpPTDP4FvKsL8pMSu3NBkWjzeSiA"
    "4yuYKpt5Edst3jFS9vP3x+9+WfxVlDtwV2y+0/79+/a4/d8oGtqMSyJKEkcbfSfqHbcfWd"
    "nJ46SBAFt+P2XAlrbAi+IJCKhtZUzsNLUSQZWuANkviRgOMySvnQKSEvBArDJpEuzLGUhT"
    "7P5p9oXaDtOputvXM+mq+1d85R6tbeOWFh4+O6llu3Ypr3Lht31XxOM8128/fwNUm1HrdH"
    "nk6WzqbpZFidz23Q9oE6PccbZ4/svmJqW3CpvY0zO8TgliszeR0WTybK3NxLic2Q2ryCTs"
    "h5v02zhPwZu2Z3ZG2UHm1zdPq5lloCsH7aJkkMCgDWxN1hFcC6S7WoDbDCon8hClHPt4iv"
    "GbRow+6CsmGUyAEN22ZQu64IPH3mbLUCROJtysaIWMy0YwpmR9Ezi5meo9QtZno6fdMWNz"
    "qo9m7x0cPioy1Rmn+Od5EinXl3s1Jl3u5EBo1FJGGYSQiBpkIJbMFHI7TAah7t+Icikjo4"
    "4IUimXrBbyhYvoD06aKo6udPZ4MJ2rXtWMX4fFQkqxifo9TrKMY2yLfZIF+NJe0DeOcIrb"
    "LcyU6nSkmjK9KUAtB0UIEgUqrnmyeG5ghtAnXqRDhEAnWkhefFcsuVYYhZiXq8o8qGuCuy"
    "poSxvXLkEPe7u48pvt9+yDa++OnT7Xu1rWshqEFU6sthD5KW2I/viE8n80GB8RjdGVZZjn"
    "g35imrsZzlB7beSvvgFJ51BT1wovOqvSFIB+mAU26jrYgf98aoe/wlSHqovTXS0h4WlQGH"
    "o+E95G4jVSjUE2VhqetytSJBcnyF4jQqcT9KS/zxv8bhJO8="
)
