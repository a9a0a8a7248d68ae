from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "channel_links" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "channel_id" CHAR(36) NOT NULL,
    "adapter" VARCHAR(20) NOT NULL,
    "account" VARCHAR(64) NOT NULL,
    "external_channel_id" VARCHAR(128) NOT NULL,
    "is_direct" INT NOT NULL DEFAULT 0,
    "status" VARCHAR(10) NOT NULL,
    "error_text" TEXT,
    "created_by_user_id" CHAR(36),
    "last_external_id" VARCHAR(128),
    "next_at" TIMESTAMP,
    "lease_until" TIMESTAMP,
    CONSTRAINT "uid_channel_lin_adapter_a86294" UNIQUE ("adapter", "account", "external_channel_id")
) /* A channel and a place of a platform that are one conversation. What goes there is drained in order by */;
CREATE INDEX IF NOT EXISTS "idx_channel_lin_workspa_90cf58" ON "channel_links" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_channel_lin_channel_bc564a" ON "channel_links" ("channel_id");
        CREATE TABLE IF NOT EXISTS "deliveries" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "link_id" CHAR(36) NOT NULL,
    "channel_id" CHAR(36) NOT NULL,
    "message_id" CHAR(36) NOT NULL,
    "seq" BIGINT NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "attempts" INT NOT NULL,
    "repeats" INT NOT NULL,
    "is_begun" INT NOT NULL,
    "sent_at" TIMESTAMP,
    "error_text" TEXT,
    "changes_json" JSON,
    CONSTRAINT "uid_deliveries_link_id_2028eb" UNIQUE ("link_id", "seq")
) /* A stored change of a channel (by its ``seq``) on its way to one link: ``pending`` until it is ``sent``, */;
CREATE INDEX IF NOT EXISTS "idx_deliveries_workspa_1f84b7" ON "deliveries" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_deliveries_message_668e44" ON "deliveries" ("message_id");
CREATE INDEX IF NOT EXISTS "idx_deliveries_link_id_15f21a" ON "deliveries" ("link_id", "state", "seq");
CREATE INDEX IF NOT EXISTS "idx_deliveries_state_4e8620" ON "deliveries" ("state", "created_at");
        CREATE TABLE IF NOT EXISTS "inbound_files" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "link_id" CHAR(36) NOT NULL,
    "channel_id" CHAR(36) NOT NULL,
    "thread_id" CHAR(36),
    "user_id" CHAR(36) NOT NULL,
    "external_id" VARCHAR(128) NOT NULL,
    "part" INT NOT NULL,
    "name" VARCHAR(300) NOT NULL,
    "size" BIGINT,
    "reference_json" JSON NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "attempts" INT NOT NULL,
    "next_at" TIMESTAMP NOT NULL,
    "lease_until" TIMESTAMP,
    "error_text" TEXT,
    CONSTRAINT "uid_inbound_fil_link_id_d959b6" UNIQUE ("link_id", "external_id", "part")
) /* A file that came with a platform's message and is fetched from there: ``pending`` until it stands in */;
CREATE INDEX IF NOT EXISTS "idx_inbound_fil_workspa_50925b" ON "inbound_files" ("workspace_id");
CREATE INDEX IF NOT EXISTS "idx_inbound_fil_state_e5e3f5" ON "inbound_files" ("state", "next_at");
        CREATE TABLE IF NOT EXISTS "message_links" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "link_id" CHAR(36) NOT NULL,
    "message_id" CHAR(36) NOT NULL,
    "external_id" VARCHAR(128) NOT NULL,
    "part" INT NOT NULL DEFAULT 0,
    "is_ours" INT NOT NULL,
    "thread_external_id" VARCHAR(128),
    "shown_digest" VARCHAR(64),
    "reactions_array" JSON,
    CONSTRAINT "uid_message_lin_link_id_4885bf" UNIQUE ("link_id", "external_id"),
    CONSTRAINT "uid_message_lin_message_92b96c" UNIQUE ("message_id", "link_id", "part")
) /* A message and one of its copies on a platform, which may be in several parts. ``is_ours``: we sent it. */;
CREATE INDEX IF NOT EXISTS "idx_message_lin_workspa_cf6c73" ON "message_links" ("workspace_id");
        CREATE TABLE IF NOT EXISTS "identities" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "platform" VARCHAR(20) NOT NULL,
    "account" VARCHAR(64) NOT NULL,
    "external_user_id" VARCHAR(128) NOT NULL,
    "user_id" CHAR(36) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "avatar_url" VARCHAR(500),
    "linked_at" TIMESTAMP,
    "told_at" TIMESTAMP,
    CONSTRAINT "uid_identities_platfor_0830dc" UNIQUE ("platform", "account", "external_user_id")
) /* An account on a platform and who it is: a user of its own until somebody links it to theirs. */;
CREATE INDEX IF NOT EXISTS "idx_identities_user_id_5a446e" ON "identities" ("user_id");
        CREATE TABLE IF NOT EXISTS "link_codes" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "user_id" CHAR(36) NOT NULL,
    "digest" VARCHAR(64) NOT NULL UNIQUE,
    "expires_at" TIMESTAMP NOT NULL,
    "used_at" TIMESTAMP
) /* A code with which a platform account becomes its user's; good once, for a while. */;
CREATE INDEX IF NOT EXISTS "idx_link_codes_user_id_9a4198" ON "link_codes" ("user_id");
        ALTER TABLE "channels" ADD "link_count" INT NOT NULL DEFAULT 0;
        ALTER TABLE "reactions" ADD "link_id" CHAR(36);
        ALTER TABLE "connections" ADD "allowed_external_ids_array" JSON;
        ALTER TABLE "connections" ADD "external_account_id" VARCHAR(64);
        ALTER TABLE "connections" ADD "name_text" VARCHAR(200);
        ALTER TABLE "connections" ADD "details_json" JSON;
        CREATE INDEX "idx_connections_externa_9b4697" ON "connections" ("external_account_id");"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX IF EXISTS "idx_connections_externa_9b4697";
        ALTER TABLE "channels" DROP COLUMN "link_count";
        ALTER TABLE "reactions" DROP COLUMN "link_id";
        ALTER TABLE "connections" DROP COLUMN "allowed_external_ids_array";
        ALTER TABLE "connections" DROP COLUMN "external_account_id";
        ALTER TABLE "connections" DROP COLUMN "name_text";
        ALTER TABLE "connections" DROP COLUMN "details_json";
        DROP TABLE IF EXISTS "message_links";
        DROP TABLE IF EXISTS "inbound_files";
        DROP TABLE IF EXISTS "link_codes";
        DROP TABLE IF EXISTS "identities";
        DROP TABLE IF EXISTS "channel_links";
        DROP TABLE IF EXISTS "deliveries";"""


MODELS_STATE = (
    "eJztfW2T2za25l9B6YuTKqXL3e52vPbWVrkTz4zvOnY26Wxm7vQtChIhCWkKUAiwFd1s/v"
    "vigC/iexNqUSIpfJhJm8QhqHNA4JznvP05WnGXeOLi/YIw+R1nc7oIfCwpZ6O36M8Rwyui"
    "/qgZNUYjvF7vxsAFiaeeJsMw3pmlCfQAPBXSxzOpxsyxJ4i65BIx8+k6mnn0niFNjLBAnB"
    "G04f6DWOMZQUt1RRCJqETB+gKe5vKZehxlC1PCgNHfA+JIviBySXxF/u9/jxICh7owSLPg"
    "v/5L/UWZS/4gAobBP9cPzpwSz80wKqTR1x25Xetrv/zy8fu/6ZHwslPFDy9Ysd3o9VYuOU"
    "uGBwF1L4AG7qmfQhTjiJtiFQs8L+JwfCn8JeqC9AOSvKq7u+CSOQ48YPjof84DNgM+o1Aw"
    "FzOPzx4uGNmoX/y/ondMjXecz1/unJ8/3DnOqCAoeJecCKJL6uEgZMokcOzPv8Ln7jijr4"
    "5ggu/+8f6nr169/lrzggu58PVNzbfRX5oQSxySau7v2D3zCTDHwbLI9u/VHUlXpJz1Wcqc"
    "CNyI9CL+Yx9RxBd2stit9Zi5MftaYPhI/UD3C/O20SKoEcDdxx8+/Hz3/ocfYbqVEL97mn"
    "/v7z7AnSt9dZu7+lUoL64+4/BbTx6Cfv149w8E/0T/+eXzh7xUk3F3/zmCd8KB5A7jGwe7"
    "qfUaX425pkbupB6s3T2lnqW0Uu+K1GMepcQevf1O6vmNuekmm6c75HZblHZhv21R2M/ZU3"
    "d8DQ9p9XKUUXiDUvZ+t8R+OXsryHNcVq/dx69phf9wPMIWcqn++eZlDcP/7/ufNM/fvMx9"
    "IZ+jO1f6Vpb1+r8GvI7HD5C5l1dNuKtGVbJX38vyN/VmjiR/lBwXd+pqOa/LaPfie7QjdI"
    "XtdSfCh3/eZQ6DmLlf/fD+n19nDoRPXz7/PR6eEsZ3n77c5mQQK1rTrRMI4htu3uXUz9jC"
    "+yMNgy18i1deZGYZr/My2uPtL6MT2ButLHMynxNlVT2SmJczPFsS5zcR2shZafzHz18+l0"
    "vjicfkNVY6k+j/IY8KOailD/ypl1BeGLlvBB6Ql5C6xb1HtZesyIr7Wweuh3ph+SdTfQw/"
    "/aQhHBTZ8/nVyybnsxpVeT7re1mRCIllIExYv6M44h6F9RfZ1k6V53MjNtdwOc9kDwvp+A"
    "FzRLBaYbVcTfekygfY3egZu5GyfR+JL2iZLD6yisM6R5UTgPotbX0Dl20t/gW8wTdXl9ff"
    "Xr959fr6jRqi3zK58m2NZD5+vlNsBTB2/pDCB+HCFM8eNth3ncIdfsWrxhZvra5W+SuYKZ"
    "PXjX4RvFwaHP8+sYNHVfh5asj4afB8Z1g3RM6/MILUMkFr4iPqIsxcFK2YMdr4VErCEJZI"
    "baS+RHOfrxBRKgaaTPR8F6AOTibv0FJ9xepsQyLwH9XmJ5BcEjSnHilC7keZsRSrD62B+I"
    "NoDNLDV2QGcuwoDnPsPA3TH8/wbnSwX9Yc7JfxwV6N05tx2yJIFZwuIkjWAVLN+n5C4dYB"
    "co5Sb+IAsWhxspFeNTq0rmoOrauiNVqpjlezuFoXHwaXGzG5hsdFQD5xE5nb/qXElu0N2L"
    "72V+qlJaaeMLb+y2ifZfjvh8HsolamAfUkZeICpj1FvEoreIB6m8VC7SYx7gusdrDv462J"
    "sOqf0g2xwXyDERtl60AKR8yWZIX3FFrdM6zIDi4yHkjN72d9aLUPsUI7uNDUgT972PsMK6"
    "fuhpgGdYq5ZO3x7QqAS8rm3FhQVfRWVAcXVeS7TG1gJoIqp7ZiOriYZophC2C1xAthfk5V"
    "kHdDUIM6oQL1431vq17JWXtYzrmymwTxH+mMCMcnvwfUB9zNVICGj7WCPbyKL5y1Tx4p2R"
    "Tldsu5RzCr0OszhDnJTBVlWyJJrhyX+7dfvnzKcP/2Yz5w6pcfbj/89NWlFoUaRGXo7u6c"
    "G/cnMuN+1mlYcnv8tPvW1yObJj1pNyqfIxwlMb0QiG8YArfaW4SRWloe0Z/aWP3rgWy1r3"
    "WzJKwkD+p5z2qUGlUR+r17NPxLPbrgmf1ztBPGfk/FcgTPJH+oL0wI7R2PBBvJK1q98ec2"
    "0oMV//U//rL5WzZ/q+uYcD8dWdZ9eY5St/lbNn+ri19T29E3GZ2kKcezVANk9OsmjH5dze"
    "jXBUaDEmnA4Wj4AFl72Yi3lzXMvSxy1/wcHuz529/ztqhmPWIvMM9AylIdH0/qeYx/p1CM"
    "gH3ii1ElihHeHjdAMQLmeHxhEoEesAt0twwDw2kYy61UK7l8hzD6jU/hGlYv7S7IBUSCS0"
    "lWazmZoEWgfrtA5JH4W+SpteXrGHI9ivt0QZlem5NJAfE4zrT3TOCtAKDEJ+pRa+Kry2Fs"
    "O3ERlWN1i86WMFE4hko1JRMb9cQp8ThbiGqApaReTqSORYEdzpNoyi4yyiNYECdgknrPwk"
    "pgS0lNUP2Ou6lTxrlFaSxKY+31rukPFqU5R6lblOZ0KA2oUGYc3VEc9+jqPCurNZCmrK1+"
    "QrvLtivWzvPQxeq8ZSOUsSaReRBIzeHyKgtR4nuX06mitwV1SvkcMsRgmefpBriuD5+dkr"
    "Zt9+C1BXuNwN6e1FxZE+YCp3q6pjUg5MTmjYnxlKU8gPHUnw2647ZS0URWa3QvGafprIS7"
    "LGGdm+WssY9XEG4b1f0y9anUP6UbMbuDipoP07McjWiaCquM1la6erYsolBo4/qUFeRDqL"
    "BXt1G2UqPS97m/dxJdObX9Mvb/MsCl6kDRK7wg6liYO4HvmSjmVfRD+DayCvpNIzDlpgZM"
    "uSmCKQ9rCoexem3zj6GM1n4K+38K5BHwQdOzIUs1hGV/7CMhFdtgpCNlyezKf0aCJ/d94u"
    "3jxShSWqdbPrBRx/cUmVpZYDVFcbziqi/bOkMPUFw1W0FbxxSVLNLqgrUpEsvQPEOpcDaY"
    "ygjnNEstTRHa1NInUksztbCwjz2PlCjalYs4TWJLLucZmo4zLPC0HgfNkVootGtQaEeimX"
    "8K2M+SrEclkczxrXFdFLMuXq9GNQxg/nWJpW4eydSjdA41BBYjCPrSWdIL/FhSBrsxVWno"
    "7y7aJ6WCsGA1VQNs90kbF9s3R3Y/IyRtXOw5St3Gxdq42O4qisPDO9rcgQ5s3EQaWHOG7g"
    "gsP8v4aWvYt1eOIMpC3EMzyVIOUDPpryZSVEDdOGWhLIzzli4q96Yc4ZA2qP9xdfXq1bdX"
    "L1+9fnNz/e23N29eJjtV8VbdlnX78e+wa2WEW9zGoqCUPUOLrNus37n1gUvlByb97agstX"
    "53d1ybWQ/jHKIGUmKQWK8GQE76EovlZIJmHJJodJo7PCks4jeZ6GApHggnHDZGgqsxWCLG"
    "o3EzzNCUoNkSM/UbEfeRxA+EFUCt9qe8Z+qraF5zUK2LsHeeBcUsKNa3s6qf8IgFxc5R6h"
    "YUOx2OkxxyRup9msrq9nvr9krd4eaZn1mqAcIVh8+RC1lmmLmforFJywV+mmblD7kK5eHx"
    "NYl9ZZqYJ4VnyQbI6sMX/Ix4ZlbKNkM0QDYffkXvmwtkW2m1Hhdui7IOErzvT7h/V0RsYj"
    "elQUiTk6NAOMDT4/V1k0P6uvqQvs6fHqZctsx9grkdcXDc+phlMfTMjXGdW2MKQxr3O9Kj"
    "IVYW3AkJKnSBPkqBfl7yNZ2H/oU7+nDHH1CkdiDskzCudu7zla6wq4TDwpr6oqwXUmvzNP"
    "JZaC5af4X1V/Rti+sncm39FecodeuvOJ3ebaP6UjB5M5y8DigvgWmSNzOukVBGayslmFdK"
    "UD8zEFFUT9N1nqYZAs+PsNQjDBeiowhTG+5zln6TZw1BLMf+FLQ15Txyqni6UGcf8Sgjwl"
    "g8TzzGSsZcMo9UBNhTWgphksqtg4Uge1Q3euIxFu0/ONq/4tx1phygm8D3hHmf+MoHdENY"
    "g+oIHzZ9wo5uGkUxc+BGtV1RAzs/9aAh7IFHUBp6UtMawi0eSVtfQRvhOh0BpJUcGSPeqA"
    "SSjm+N60DpWTioISwN/eMUb2dkLV8IpCaQ3/PZQzQRRMJ7WEhHkN91NHyg2K+hYSjESNwo"
    "vl2M1Tj1LQsozagHqcEwKromCiD1UWa9ZzomH3BtxpFP1h4FIkDFFdMItLDjSgdDeMXZAi"
    "6vxlF8f3Q7ear6aITujqeUtofdXAIt+QYpQW7v2dpTG5lQD0TqLznn/gpeGcasKNQSVZNJ"
    "foHeI5f6RJ1KkZRgAAjZRdOtfnm54eoHQFqleIGoa4F3C7xb4L2LEKwF3s9R6hZ4t8B7Bw"
    "yLFsJ9TeN8jx7gO1oHU4/O+mRRWLdGtxDDqdLc1Zn67JaKTz3HJmvkqmZG1lyRx3UpXmmq"
    "wZTTPXJ+V8Y+NmN/gfSEMnjZN75nEAQzvhdILd+b830H0BSZXr3RZIh6ze5n1a7qFgD6g0"
    "bBRtUwaDRg3AAMdSJIrRkm+h5Bt9gXAmlQD1GGcIzXvdWQ3xz7gBdu0RI/hkGzYxSskeRo"
    "s6SzJQrrooVoYgwRxgG50YNeFEHR40x7z2J8NEZGPc4WxEcBC6N/uZ5kdYF+XXI9iRrIEF"
    "8TloCWG6o+kUCiKVGvDi9KpXonNS56dcn5+J6FLzWZUOFQJqhLAEklHoQar7Ev34Vlg9c+"
    "fVTflS4mHNMDahoKbEnX1QhoLNxQ6Yo7/FoI1EKgfTPu+wmGWQj0HKVuIdDTGdLZE69xMm"
    "WGyiZS5pgaKw4GHE2R2CVaaPMTanslVu8TXX52dEds8hNzOM3QhOsdbu2j0TE4QfYE1tKk"
    "Fl3bD23QPNwD4snS9RpwOALHOwJL/BCazaMSQCK+Na6DItLBUPvEZUWTQBhSGBilrOQFfV"
    "RmuTLAtYnPVysqQ/NfcLg9mXDfpQx7k8nbCCMI4YAC9tDudPcsgR+S6KwwOmoMpVEBcsA6"
    "QGsbkc0UfxFsUzB92ANBvUFUfBX7EH21wg8EaReMeIHgTILgq1lN06GsFgQ7nxJ38bL6fO"
    "KjfeZR8PDEQDhgC0CR6smgXsXiDRZv6Jve3FPL0+IN5yj14eANPbSNLeDQAlONDbajm2lt"
    "7kInsdQyel3TZZwhsqu4nKWmgYM5sgEGZx4+dlBNJ8ESMeV1nm6AzL5uwuzramZfVzLbNI"
    "84T3f8XNTTbBmtZJ3KpcbIzPbrDFGrMZj9g+U1umIcGZWjGgxOfLh+8CGUDlwytzgLxLYn"
    "fHdszCK0EEoqcv3tUbWgit52RntGKQko2qFeQZ+6exSSKCe3EtlfIpELwMzATRFZb9iosV"
    "VbdFCYGAdlxEPIKsoaCJeNanBc1tTguCzW4DhRI++OMfowmql2ojVXSePhe+0THWPgobXR"
    "jtTbH6L9RFy6n1spQ2gV/C4r+HHmlbmQs5RWyl2TcrdCiD6oLWFUHUakb48bhBI5sLc0zm"
    "nKFE8Kc2/ifB5dJwkqEXGprjKyiaN03mYyi6I0nzEQb4DkQS3HcZJ/NMotpWPMmWQzXaD3"
    "DAE/0AMhaxGOVdNzFwKQfIKmZK7eZazm0h8rxLhs9A2IZYoeEhK8i4ORxnE0kq5Adc8gTo"
    "nxKXe3L0ScLhWHM42jydSq00/96uXXRqFIuSCiP0e7JZUbDgzQX1W0CKJIphH5Y62+EgHm"
    "bLwQo/UVfdPxfjTSg9V60f/4y8Yr2Xiljnsfehq5YuOVzlHqw4lX6p+VZsOVbLjSEMKV6h"
    "Dd6nVcC+We/d6Q1peNlnOO0Doomq/j2FZp6pOIxw8wUOnwUWEny1vtDzhlojp0IeyrP5w9"
    "mO+4I9Dcj5SNSiA5uDyug+LWlDVG4GKUKSxLniBhIWCFAedibllDz8Z0JWCTTU6zYE/Pjs"
    "1+mv0W7DlHqVuwx4I9Q+Jp14CHp9WCzrO0y+WFumJNPMHOjtgIPxE8i350wVBI7tVaC340"
    "qqHJ8IURFLZNeyEQWfHfKAoge04ZAatdeQ5dvlYXyKBCe7PhAvQTCr3XVOpyGmNE5/HfcJ"
    "MzUrQ1jjFhqUc8u4PomfVYW9Pz5B+fNWPOSaG1Zsw5St2aMVbl7sgXdKBw7ViDaOp5SggG"
    "6Hp6fd3A9fT6utL1BLesTdPiao0UahN2pkisJ68zFuKdrkDwN+55fFPeuyI3YlxnLUb1DO"
    "bR4IZG469LbVdBMwVtyaENhv65kqMlwX4YhB0++R16IGsZdXzggij7jSOXQ0j2GEo6Rv6m"
    "KElW3SFhuLYyCXnBdDzOtPeMymorMlMAwtqOp/8sx9Z2PCMrwtqO5yh1azueTnE8aZmkrn"
    "0/1l3TQXZSEemvMFWBp091hMiQnrgpRPtsfWZ3iI7YQN9xxkilnyx1t9b2mSXjmie4Lvla"
    "15PHylrQpshMZ24iHkhoLDIOLQtwWCXnim5bF81FXHBukT8k8Rn2nIg67egqGD3HmPSeJY"
    "+M8mcltMmTyn5aoa/Iai23b8NJolZ/VK037IXFHF4IxDcMKT5/PVbzuERi6oXljtQEOkmW"
    "KisNu3it3uCehTGFHBx3MB5ry9N1kvdLCldBLz81V/RqIkqy3Wh7zqW++mUo02dQ4gcCfQ"
    "N4sFjqJobqZ+n2g2E6bbVNV1ABfP6o+KpNZ2C+4/KV+rismWfNvL6dsD1V+K2Zd45St2be"
    "CUtkpc68pg6tNM0AfVqHr/ucViYM+JwjG14BvaubmyaZazc31alrcC/nny0qvEbe2nLylp"
    "h/zA2jbc8t/NeRin8m7M4QDXCFNyoReVVTIvKqWCIybWoVeV2dT5ins/mE+9eirTZfTSRS"
    "/xQrn/3lM/UxM0Wv0zQ28iGXEQMWMzeFr7NUlqc5tRBK2DmBX1LRukYpTBMN78C8aXRg3t"
    "QcmDfFA1MZLHPqGbM6R2aZ3YjZSm8mQjiSPxDmCKK2AOhEMTdhfM0jhieEy0blOy5r6ndc"
    "Fgt46P4fYstmjpBYBsKE+2W0xzPzR4w8htBCHy39He8AQlT8W61NUcqKR9jKv91BJ4ugtP"
    "lXdpJvC1IEH8lxPq4WetVFXptp0urGWBctUFudtDPe/V/JdMn5wwfmrjmUPitx8eeHjOv8"
    "/JtwsEOi0U29/QypDx/qHYOzmge+QBsqtWcZhbpI6BIXdMGiYtBU6DbxJCoI/U6P5Z4Lia"
    "loqf4QyA38KNYk6+VvcbJ75nOpXfW2gk/nvrmx9WufkYfT+rXPUerWr33SmotRkJ9xu6Ic"
    "oeVsDrVUWsrMrC93QmGjBRpgCA+kxIdUU9iWlDmL9mTtSYsite2g3g+MPAD+2O0V3AoAuf"
    "bJI+WB2BMBriC36K8Z8x+xR10nYJKWOD7qlcqqZ1gcsjvaZGhEdAS++U5xNVgR/8t8Lkgp"
    "epMbMX4iSUOPdbge3BC7+QffqFuQKR7To4XPg7VOi9BNtQAs0ZMgjy+KVcr2ecAzgJV4Ep"
    "OtMU0zvEO/yW74unozfB3thdXgivriaJwjlMsYq2nUkKY6YZeG3nUe6cje9L36cj8RKcsL"
    "Z6Tu1u5JLuS2enpgcyyZPBImk/rq8aYy44Hn6tITUGHdU6Qa9sVeqnshIS6AvFx9jluEF0"
    "p6JRXcW5igvK9gatfRM5bVv8i0FswjFClsEshsT0ELUlu4sksKpgWpz1HqTUDqbqipp5Zv"
    "K4pqKm8lPlUNTrE0ja0PkWNoB1wr3UoAOlBhGL6mM5OdICEY4Dbwpsk28KZ6G3jTKfR/4K"
    "wl7JF4fF3iu7pTBkbFDpuiGQST69SSD/+8y2gkhUScRCv59OXz3+Ph+eycLNOVVlSapla9"
    "pHcUg2B423rDnPpCOsT3eYl+Vr2wc2SDYPWx17YO1TbmfJbKMn4PxmMpoTpRScB1JYKbJh"
    "lS++iry+tvr9+8en2dYLfJlTrItthQd8Z9n4SlnYxDZvKUNqq6M9D3PzT8634AS3FUAn5n"
    "7o/r4O8QSHYdbXQ2Lp0W4wAvBKJsyv94G5cG0y41F4KWQ2Q6QrIv0C9a9Lt6zXJDZ+Qb7X"
    "wDEqAg8zmZybKGpm1Ptz84boFrC1x3/UjpJ4RpgetzlLoFrjtigFrg+uB1IdQvNlmyCcEA"
    "1+vh00iPjkh1zKTJ8vdVoxoQr2pqQLwKa0B0xN75CFp/pbWTultr62jbwcjSgf6m6jH0kf"
    "hbNPf5alemmbMZuUB3S4J8vEFQlRjCb3SnGq6OXWWhQIFj6GeaBO1MiY42LG+j2s40pZbN"
    "LnUjKocXrrtwfmvlnPrMsFbO+ei71so5R6k3sXJsRl7LGXmps68ph1MkA2Tx4XPz0jqFAZ"
    "tzZANkdSsVZHsRGtVDy70PsVGjthTZXGJjo3V7WbNuL4vrth9ltiw20pzBHdsGWsJG0ixe"
    "Kj2U+ObVu/N0tjr0M6pDc7ckyvKWMuxvy7kfU+Q7xW0lEYPi923EwoTfit23Hz+//+lf5Q"
    "E7tyUsv/3X3Yf33QwvabCh9yMkuyNw6ye1/ZNRCdIa3hjXgaweDGkcSALPj5rRMYLWPoca"
    "wVHBO12dALqAA0hRwEwNaZ+Rz63/a3B4xuNtHneFl7Ea4OQbVubXrd5GEgLrb8z3pd2nPs"
    "ghC4L0iK0dxwZDSLgjZ8OXQNb54tK3a88JrgeaxR3GefFRVdUx0n0T3DD4Lw4JlMTzoPBq"
    "WEMVlIwtmsLKEPou15dL64Qc+Pn37J79qt1z0ZWwQSv8HzAB+qXGFSjC5q16Bl2ZJCpLMt"
    "WdWgmiUAcW/fx/PlGpyDZLOlsmYYwbn+pOrLpSAHyaY4SZq/5mwWoKlU6o+knqSam3Vc/6"
    "MVyQ6pG7GEmMfL6Jnj7jqxU0elUaGtFlBbhEaywEce8ZfyR+G8Vn60p1lKqIJSHe0eHY3Q"
    "P1aEU66o7Zbgf39ENVt8irRV57njpps1JtVuqQEsgsGtXeVmxDj/Za5n0wLHuZg9lyFb2D"
    "JWAytd3v8dGkyGxt1i5/MAKsInP5psiOIt+OHDi9E++JCovmBXommEVHIM6/Ua/U+6Wvj+"
    "tATegs2tj3BYMBasRotsSMEe8CTSYrIoR6K6WFhphg6N+aa/ROV/dA0QgAGzdYINhJNEBZ"
    "5iJrYwrbcqpbOrpNFzifwHGbLnCOUm+SLtABCHqYuEd4bpriSRkqy9NcaIJ5n1fb3LWSm6"
    "cNTzr1jp4Nnb65aRI7fXNTHTwN93Lh6fS/S/hbZ/7FFEOqSHYUj3WmxocEiETzzmBx5+kG"
    "uMhbaS7l0gURRrlwO4oB8riFNnU6ksgx3axzZANk9eF9rxvqqicXmFy5XSfjDwLVnZq5B/"
    "ZfLAldLEs2hkpu7ggsO0vYiYUjl8FqynBZdO4t5x7BrIKzedp82ooibms7SK4cOW/ly5dP"
    "GQP89mM+DuCXH24/qONO7w9qEJUVGsUO9TSxO7JU1vToDEb/XWhhf6LsYVQC1advj2tbEk"
    "aWuqdGNi9/GhJFgbZrD88ilF39KefcX0UBtT7RIbqK94/EFzq85AL9qqN8OQHgXdfuEcgF"
    "wRAXUYa47xIfTbclYP4RZr1nmyUniixKo9GBy5DQM44qC6lpCJpMIvf0ZAL+hLD09R+S+A"
    "x7Ka8CQYxsSMqdoF8PHAoSPxB2z9TEutiRfqMxhE7PsJwtUbDW1y/Qe/X0qc/VYPVMkBAS"
    "eAtx0lt46clE19t2pJpbvUmFb+LfI+ziddwGblfAIXnhFFZj6x5ZR0bflOl+QtrWkXGOUr"
    "eODOvIGBJPU5pFU0AnRTJAMOfwtUv6UqXrSAV4Dg9MlunBBsyuIB/g2r68etMId39Tg7u/"
    "yXOfCselPpmVLPBaLChDd2ocqNxO7hj+048qU2rzkvSRHGczuWxWzKumlldhM0kM8iKjax"
    "KfMlRDqDh19MynyMydbp09givKqS3YWdYXbgdzmWwlZbRDWOdHOCFtAo3Z9tJtc7+I8mh4"
    "2dmrWk2O1Mq5a3LuiK/o+6ie8KjEUZTcG9d5iaKKxLR5ckdUOQasokU2BQN9Nd0iqK0ymQ"
    "jy+2TyNdRjgX9v8BZ8IOC7AV/HW6gPQ5irFshkEhU0oxJcK0DI5GQyLnESHWXee+aTuVIV"
    "XDTnPlpw7qKvJpM5ph5x1YPHUdGZYA2XXYJdPZuvfUiMEJfo8eKBrteaALxI4RuHlTDVvN"
    "rRs+SbewaOpNiDtMQuvOqURD9Q/2tO5Tv1AJ+slRojFK02/zW1YoAkLJPHovaIYLGESyv1"
    "u5f4kSDs++p9axpmAFuiU1uxruAm+nO0W4iZsXEHH000BmN5rb4ooRZJsmij5Rh9//HeFT"
    "mofKz/offL1BTJc1Pejec83rq5rJur61BMPx0e1s11jlK3bq4TWum747cpS1Mktopo77yG"
    "PWTqiUMRB/ndg4pdYGZtkk5IYHN09s7ReVC/1gQEjccP0Dd4eL93H9rFjiKYoK/eKlvs6s"
    "DZDREEY8DPFIVlZ56dVDhTsgjKig89ERuQkJ06NKBXKSI9qeXVFY234yZ3EWmx0Qknik5I"
    "QftFzlc3x8rT2eZYZs2xOuJ+g/bsAXOrqqqlb4+fat+uBjrmRdZ04tEM2gXpTg67jKkXIn"
    "EtQVYVFWhO5GwJjq0kManCH6b0beYKRFmJE679SUO3WOLZm0xczoh2vXFfTcrA05Z2yTXy"
    "beUDVLAv631dic0RR1tYL5T1Qll/RNeUI+uFOkepWy+U9UKd/NuxXqjOMlUuYV8z5GmGyE"
    "aId6Su4TAX6J6x9ocIs+8aQ48QZ6+tvQKbq0vcR8OH5D89XNMPW5IzXquvXjZx26lRlWtV"
    "3ztpSc6OHVan8fb7ZE58wpTKbwrjFimfBeR2bb0fA8m1kQE2MqCU0X1xZXcii69HO0fHga"
    "QifmjT+M5DztaHfjwfekf8tz+EzsqqUpvp2+M6/20cwGxUajPtKYUMRT7XOYszvqZEQAbj"
    "zq86jnrXQ17flECFSAGlLLGHwFgVkGRIhcMDX0wmb9GGhPmAVJY1zjrGtPdsMonwtNLqme"
    "E9FDCozQkpjLpwp3YrL7FQbwCCiN+MbxjMJJbqDyeszR4+aaPGR95ivt4iGCDGOl0Sa4+l"
    "cLDv460aDGPIiv9Go45ggY+mPJxrHcjkPYxdyWpx/TsXvZ4Gu8u8zNYXbH3BHVfeeuoVtL"
    "7gc5S69QVbX/DJv51zSZ7rIVOtq8262upQxZfP4Ofhk2LAlipx/zyRExNTHTEl5jTf/QEz"
    "Yormqcn2UE49BPTnCJtE2pI38vbk6IbH7sPXQM5hIWbOzQKpTVPpZZrKZy7pnM5wxKICzp"
    "m5P64DOllqZEOg82e+InKpJKHRxjXxBWeA1QWei5YE+4jPNbynDjFlaD0QwOtW+IEIAAY5"
    "m5F3GujTYB3geAKgwckEe/QhGl4AOduf8p5B5gtlCGqwrSgLJBCLsD6bbjwkJCCcfI4kV7"
    "PihVp30PVHcUYq/nn6zQANTe4iNSFgl+pprm5ApCvQYXHPPK5+iXoVxqfc3SK1JJSd6xF3"
    "oV/4XUIF6TBVFeKqoc1UnN6OIfXJMSmSvIkMyTrPTZfJ1YRLzZZI4JDPz/+ENBeeMYsFei"
    "3Q23FNu6eQnwV6z1HqFui14f8n/3YOw05bXioVRN0ohromhDpv8XrkkZQEatV0MIgJjhhE"
    "Stmct6VGtR1BqoxBI6gsHD7AtXv40miSSo9UhKDVcDhDNUBGt5JpAba0cbRfhmgALdiOXS"
    "8HzyRESwLHDBZ4lmp4sG8bvQWBY2YaW5rG5r92Kk17kDw9cbjDIHlqM98PzdG1z9WICgdx"
    "NU9zZK1ytX94QgpiN1ADslQD1HMvXzcy1l7XWGuvi6pA4jMx0bjSRMNTuFphdEU358rgp6"
    "pWzi1GP122xd2DV1vG+0D3KTKbatcdmL7onYm9xIbyTZFZ+XZZvoJx/t/E3S9ptkBsZd1l"
    "WafCUfbZs0vIrby7LO8kQsn8dE4RHkXGHTGMeipiUmLw1nS72JGcbzR/B+M96zoEl44bN4"
    "3/dMxbB6fJS3r0RpGa063+F3bxWhK/QdNelOrZO8oJ+ziz3rO6VsE6shP+5QTrMLQz3zwY"
    "QYwn8dVr6fDRQgthPpthCEGEyFNJPA9y5KNPzk9qq6M59YVEeh8dJZ9SLtwzI8EoqjL8yX"
    "q/ieaxxdFtnKSNk+x5xJyNkzxHqds4ydP5NUoO16asLSG1cZM2DLVNdqb0vsZ+oR3JAP1v"
    "LcThuC4oxWYsTkgGyOJXjXj8qobJr4pcTqwWAzanaY4YyKdNtKJhsLvczZhfW5nXVua1lX"
    "mHYNX014opGq87SM1UxllK63DqspRt/eXzkLPtUT1s+dr62mdXXzvtYPwxaZYyesIVmRo5"
    "buyMXCdEDb2Rv+pK0Dv/H7jeoB5LXCEGyl1jlCCeuv3wV7rf8WSyS+wADx5l+jnRRV1ZZs"
    "bXRBepLrgjjzNtWBab6gI0uoY31O0OHZjNKsHAk2ztauuq65t501OnjXXVnaPUravO+pJO"
    "/u0cKKNLKwwGzEwILCttrnH7ler7UBQm/rOtQ7Jl/wVZ4TKErqbGekxwzMI7qzX3JWa95T"
    "IVziqQZbHZT1UJT8iOWCY8udLbOuG/B5RIZwkl1o3bw5bR2hLKvSyh/D2ZUVFRPjm5N65D"
    "q9xoVEN46ksCEb0QSEdWA5YDgM80kBIC2efQqS0qM/BW/f3IJYk6qdG4j9rvAfeDVbEN3M"
    "GfXgoo5YogxPqzhZUsrNQzzb6nAIOFlc5R6hZWOuNyQV37hixa10F2ho1dDHseZYgGGJr8"
    "pomt/qbaVn9TUhFotSJlNYGqwx1SJDbWwby+KHEpaCRrvPU4Llnd1bZ6kdJa6maWeqbAj3"
    "Fzr2e29er21nKYvl4dgUJ+jHSVUQkUktwb10EhsbZjEqmzJnztEYR99T/xQFwImQFIxSU6"
    "8gXSDaD70RKzhW5jD6EzOjGerwmDHknpzvFhF/i5TpoHc1hfKIAkR5r3nq3wFk3V82eQ+8"
    "9ZFaBSl5JfaGKk8y+ek5ef65KUJHSo51H1QJv2b0EfC/p00fy3oM85St2CPmcbsdG1L+gw"
    "TD1xefg99ILOs1QrsM50GzKkwNUa6CdPOEAbrYXk/5hrhn04smQ2lCtXGzowLa2yo7Bl+D"
    "OsPGofuo4txraxX9vK63itvFJvZpxfWEZrG3sZA+8aXzCNj8sQPQtu34/5OxxnGlBPUiYu"
    "YNpTIDitoPChx0442PdxSfuPasEUCLshHJhvMMIBhxMwyBGzJVmZfzxV9NZttb9MfCoeTI"
    "7rePwRDwyPb9r6AtoOXffJ7wH1lW3jc8/I/CwQDk8BPbz1GTqpfCeKg9njFKh+gt1j9t9j"
    "wqDpohwqi3ztCGyjqHx2RsoZWWBovR8jS2krx3THbVH0VkXMcfYKWyslHt4BcngEw8bwtB"
    "DD07uimhDGchyFsx0VCCJTzIGJPKFVeJ4RC6jVSNfZDyIqI7bS2F8aPJAzvqpCpqtx0jzd"
    "EE7QY4OkM+77xNunO0CR0sYLdCci9ifihtrlT0QxVMhRSWRsYcy4LkLWj0c7fjjcIGs4on"
    "gLkarQKwptIOqUCrRUPyZM7J0FQqqP2R/DmDn3F0TqmNTdde7nboklX5fnEbc839OBsDaU"
    "1IaSdnyL62lQoQ0lPUep21DS04XkkEcoZ23G0zSNjXg8XYRT57afDLxy3QReua6GV66LTW"
    "GUiua4fKUmNEKxsmRDMCRzQNbNTRMk6+amGsqCezlmB9PfyEwaAyh5uuNHcgwIPAEANjDq"
    "5rWjGGojpBZgW2XumWuTO6oBapL91RyLBsOcMiqWe1kMOVLrte2ynGPE2PTEytNZtL+XFR"
    "M/umS15pKw2fZ/k+2oBBLNjRjXAaJ0N9Z5INuGcOjdkiDdWhFhJjZEY4w4BizDbHx4J1f9"
    "SQVSz32nb6+JurEg0JcDkEg1ooh8HvbRzfpxqD/Ug2z9RIt/9k1/6SkSZvHPc5R6E/zTFq"
    "Q7RvuIGru6on2ERerKkLoHUhL4XYOCkrIo7yGw9qpR+uFVTfrhVTH9MFL6HPOAySLlAHne"
    "TuBkGQxXGUJficI1C6HvmBF56CD6KXe3xvFgGaIhYPjHDgYDO0cpf/v1Nc7RWiCsO6piaC"
    "F0B4RRa0RWwS/hvfETwAuMok3bqr5nCM9mXC1NxKGT6drDcs79FcLMRZslD5uQQkcJ0Id1"
    "w1MpEN8wpFczEnxFYG9BHmUPAkZDWNmSUF8UQZg2J7tnk0n08FTxRujESlnYUxVNJmr/Iz"
    "7DXpwjF44MP6IxIqu13EZNM2QUFAewj3ozjyQvW9M/IxqhOR++CvyZn9QCQhYQ6p2K2E9o"
    "wAJC5yj1JoBQeq9uav6laQZo+LVQUW13CDblcYpkAGV92rasC6qFAafLaAe4qi+v3jQpjH"
    "H1proyBtzrT3+T/kV96v8arNx4/ABXayuAJ35UGq/vBL5Ru9cs1RAgoyyrbxqx+qaG1TdF"
    "VoNhupcumSG0+FB3NMeiwSC5t4+EU2RWvl2Tb0fwv09qF/hO/Tkqwf+Se+M6/A/2EbXo3M"
    "b4H4LBGieLULI0LBeBdVMCEX5Co3Ggx7wQ79CCczfun8J9RaWovZLAqzYmsDmm3VLlLKR2"
    "PuCKhdTOUep9j7Hqn1F8+nJeJ80nbR8560wlwq5tUf3dkkpOIrHfMSSsLd5Z+XbEVvs5bK"
    "M4KjHV4lvjOktNxG0Yx00rBQm6YN9QdoE+KjPJJ3PFxyWS/IEwoRtecjVmjlfU275Vf3tb"
    "HbygzAbIcKFCG1RjhBningvRFWo0Ya4OcVCWmOeVlws6xqTWnuuWFmLtufPR7K09d45St/"
    "bcse256OjcK+sgTzlAx+fhLbwZ5w+U7MHvAqE1p59ktv7wlZ5sFuyTpRpcvE8rzdPU/g0N"
    "3E3YnCIZHI8Pv5Q9LKQjCGH7ePFztANUePqr4BT1WgsCnoWYffLI94vKyVJaKLAPUlYGWW"
    "kFozoFO085vGi3wySpdwR6/UVokLCAu+rr4zrQFTTOxpExazWWswukYVB1qOeS1jTaucQC"
    "MUIBtkTkmxWmShJrLMSG+y5i3Ecrspqq5yxpSTn2dqawaGq3MACLpp4PrmbR1HOUehM0lc"
    "DGbaKVJAQHUUY6hD69apRo9qom0+xVMdXM5pC0m0MSKxyO0kaWJowuEA5Pt26H4T6fU484"
    "lM15kd/V5VjzdN1oBQ/TDqYVPLzOmjhxNyTDvMty6uF9FZeNvorLmq/ismwb2q6ge4Za5Y"
    "+62bVLpDomhXHV4icfZMsY97KM8c9EmUZyVBqUpe+M62OyYExjgEAQ7BEXPWIvIBdoMoEZ"
    "w5IyuqcaVpfug6uXV6+d8MGOT+bq/pKrX1KGBjz7eaVlafI9fDRfbA0aCwn0Tcvtp3FoIY"
    "FzlHoTSMA2ZbP1JFqvftJICa/BWi6LWMsD2RraPDuKIfL4dRMW5/eZFIdfFwrmaj2wyOBb"
    "yrC/rTArE5oci6dbGSaD94zJNUy9jeyQZI9XvLz9+Pn9T/8qr/B6W2K33P7r7sP77tgtH9"
    "kjlVhWJJSk7tbaLzQZ19zJ6amDBFFwOybnSlj9Mqm2qXP39aUokgyt8BZJ/EDAcRmlfOiU"
    "kBcChWGTSDdRWctSn2f7M1oXaLfOZmvvnI/ma+2dc5S6tXdO2IT6uK7lzn0x7XuXfe4ZWZ"
    "Tx+AHy9/BVYrUet0eeTp7OpunkWF3MbdD2gTo9p9vqirE1ym4ptW2OZUuLnGO8OZ7NlLm5"
    "lxKbI7V5Bb2Q836bZgX5M3bN/sjaKD3a5ugM81vqCMD6Q5IkMSoBWFN3x3UA6y7VojHAGt"
    "YzLUU930JvI+KPEXZXlI2jRA7EfbSAPoNl4Okzn9YoQMT2KerC3mgx0/NBzyxmeo5St5jp"
    "6fRNW9zooNq7xUcPi492RGn+Nd5FynTm3c1alTnZiRpqzHfg2icMMwkh0FQoga34ZIJWWD"
    "1HO/6hiKQODnihSOZe8AcK1i8gfbosqvr5j7PBBN3adqxifD4qklWMz1HqTRRjG+TbbpCv"
    "xpL2AbwLhFZZzqePYhkYFfDbURyxfp9S0ugjaUsBaDuoQBAp1fzmiaEFQptAnTkRDpFAHW"
    "nhRbHccmUYYlahHu+o8iHuiqwtYSRXjhzi/uXLpwzfbz/e5bj9yw+3H9S2roWgBlGpL3/8"
    "fNcd+/E98elsOSoxHqM74zrLEe/GPGU1VrP8wNbbRyYNjDfKCptEdF51NwRpAa/wzdXl9b"
    "fXb169vn6jhujXTK58W7Nsw9U3rrHRHokf98ZoevylSAaovV3d3DQ5/G5uqk8/uJerErxe"
    "m3A4Gj5A7rZShULNKEtLXVerFSmS4ysUp1GJh1Fa4q//DxD656Y="
)
