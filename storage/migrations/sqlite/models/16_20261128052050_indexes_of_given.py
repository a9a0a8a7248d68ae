from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


# SQLite lets no key of a table go: the table is made anew. The search index knows messages by their rowid.
async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE "messages_made_anew" (
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
            "reply_user_ids_array" JSON,
            "last_reply_at" TIMESTAMP,
            "mentions_json_array" JSON,
            "ordinal" BIGINT NOT NULL DEFAULT 0,
            CONSTRAINT "uid_messages_channel_6c24c5" UNIQUE ("channel_id", "seq")
        );
        INSERT INTO "messages_made_anew" (
            rowid, "id", "workspace_id", "channel_id", "seq", "sender_id", "sender_type", "content_type",
            "content_json", "thread_id", "reply_count", "client_message_id", "run_id", "part",
            "correlation_id", "edited_at", "deleted_at", "reply_user_ids_array", "last_reply_at",
            "mentions_json_array", "ordinal", "created_at", "updated_at"
        ) SELECT rowid, "id", "workspace_id", "channel_id", "seq", "sender_id", "sender_type", "content_type",
            "content_json", "thread_id", "reply_count", "client_message_id", "run_id", "part",
            "correlation_id", "edited_at", "deleted_at", "reply_user_ids_array", "last_reply_at",
            "mentions_json_array", "ordinal", "created_at", "updated_at"
            FROM "messages" ORDER BY rowid;
        DROP TABLE "messages";
        ALTER TABLE "messages_made_anew" RENAME TO "messages";
        CREATE INDEX "idx_messages_correla_eb6387" ON "messages" ("correlation_id");
        CREATE UNIQUE INDEX IF NOT EXISTS "idx_messages_channel_b08b69" ON "messages" ("channel_id", "sender_id", "client_message_id") WHERE "client_message_id" IS NOT NULL;
        CREATE UNIQUE INDEX IF NOT EXISTS "idx_messages_run_id_d0487d" ON "messages" ("run_id", "part") WHERE "part" IS NOT NULL;
        CREATE INDEX IF NOT EXISTS "idx_messages_thread__b9c07a" ON "messages" ("thread_id") WHERE "thread_id" IS NOT NULL;"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE "messages_made_anew" (
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
            "reply_user_ids_array" JSON,
            "last_reply_at" TIMESTAMP,
            "mentions_json_array" JSON,
            "ordinal" BIGINT NOT NULL DEFAULT 0,
            CONSTRAINT "uid_messages_channel_6c24c5" UNIQUE ("channel_id", "seq"),
            CONSTRAINT "uid_messages_channel_b08b69" UNIQUE ("channel_id", "sender_id", "client_message_id"),
            CONSTRAINT "uid_messages_run_id_d0487d" UNIQUE ("run_id", "part")
        );
        INSERT INTO "messages_made_anew" (
            rowid, "id", "workspace_id", "channel_id", "seq", "sender_id", "sender_type", "content_type",
            "content_json", "thread_id", "reply_count", "client_message_id", "run_id", "part",
            "correlation_id", "edited_at", "deleted_at", "reply_user_ids_array", "last_reply_at",
            "mentions_json_array", "ordinal", "created_at", "updated_at"
        ) SELECT rowid, "id", "workspace_id", "channel_id", "seq", "sender_id", "sender_type", "content_type",
            "content_json", "thread_id", "reply_count", "client_message_id", "run_id", "part",
            "correlation_id", "edited_at", "deleted_at", "reply_user_ids_array", "last_reply_at",
            "mentions_json_array", "ordinal", "created_at", "updated_at"
            FROM "messages" ORDER BY rowid;
        DROP TABLE "messages";
        ALTER TABLE "messages_made_anew" RENAME TO "messages";
        CREATE INDEX "idx_messages_correla_eb6387" ON "messages" ("correlation_id");
        CREATE INDEX "idx_messages_thread__b9c07a" ON "messages" ("thread_id");"""


MODELS_STATE = (
    "eJztfW2T2zay7l9B6YuzVcpUZuxxfO1bt8qTeDe+x7Fz7PFmc3ZOUZAISchQgEKQo+js3f"
    "9+0eCL+D6kRpRIqj/sZkyiAaqbBLqffvvXaCVt5qiLtwsmvB+kmPOF71KPSzF6Tf41EnTF"
    "9B8Vo8ZkRNfr3Ri44NGpY8gojLdmSQIzgE6V59KZp8fMqaOYvmQzNXP5Olx59FYQQ0yoIl"
    "IwspHuvVrTGSNLfUUxj3CP+OsLmM2WMz0dF4umhL7gf/jM8uSCeUvmavJ//nMUE1jchkGG"
    "Bf/93/ovLmz2J1MwDP65vrfmnDl2ilEBjbluedu1ufb16/sf/2pGwsNONT8cfyV2o9dbby"
    "lFPNz3uX0BNHBP/xSmGcfsBKuE7zghh6NLwS/RFzzXZ/Gj2rsLNptT3wGGj/733Bcz4DMJ"
    "BHMxc+Ts/kKwjf7F/yd8xsR4y/r46db68u7WskY5QcGzZEQQXtKTg5C58IBj//p3MO+OM+"
    "bqCBb44ae3n795/vIvhhdSeQvX3DR8G/3bEFKPBqSG+zt2z1wGzLGol2f7j/qOx1esmPVp"
    "yowI7JD0IvpjH1FEF3ay2L3rEXMj9rXA8JH+gfYn4WzDl6BCALfvf3735fbtz7/Aciul/n"
    "AM/97evoM7V+bqNnP1m0BeUn/GwbceT0J+fX/7E4F/kv/69PFdVqrxuNv/GsEzUd+TlpAb"
    "i9qJ9zW6GnFNj9xJ3V/be0o9TYlS74rUIx4lxB4+/U7q2Y257iabpTvkdpuXdm6/bVHYT9"
    "lTd3wNDmn9cFxweIJC9v6wpG4xe0vIM1zWj93Hr2lF/7QcJhbeUv/z1XcVDP/728+G56++"
    "y3whH8M7V+ZWmvXmvw14HY0fIHMvr+pwV48qZa+5l+Zv4sksj/1ZcFzc6qvFvC6i3Yvv4Y"
    "7QFbZXnQjv/nGbOgwi5n7z89t//CV1IHz49PFv0fCEMH748OkmI4NI0ZpuLV8xt+HmXUz9"
    "hC28P9JosIVv6coJzazG73kR7fH2l9EJ7I1WXnM2nzNtVT2wiJczOlsy63cV2MhpafzfL5"
    "8+FkvjkWmyGiufeeT/EYcrb1CvPvCnWkJZYWS+EZggKyF9SzoPei9ZsZV0txZcD/TC4k+m"
    "/Bh+fKYhHBTp8/n5d3XOZz2q9Hw299IiUR71fNWE9TuKI+5R1HyRbe1UWT7XYnMFl7NMdq"
    "jyLNcXlvJXK6pf16Z7UukEuBs9YTfStu8DcxUvksV7UXJYZ6gyAtC/pa1v4LKtl38BT/Dt"
    "1eWL71+8ev7yxSs9xDxlfOX7Csm8/3ir2Qpg7Pw+gQ/ChSmd3W+oa1u5O/JKlo3N31pdrb"
    "JXqNAmrx3+Ini4JDj+Y2wHj8rw88SQ8ePg+c6wromcfxKM6NeErJlLuE2osEn4xozJxuWe"
    "xwShHtEbqeuRuStXhGkVg0wmZr0LUAcnkzdkqb9ifbYR5bsPevNTxFsyMucOuyB6hRzsfp"
    "RV78SGe0tCNVkS1JlMyIYqsqI2I9OtJtELxffLgf7AlIi+ptoIP3yCzRCSHcVhzqzHMf7j"
    "We21tILLCq3gMtIKykH+ZtxG+KmE03n4Cb0n5azvJ46O3pNzlHpPvCePa/z9c54ggh+fT1"
    "e1dIGrCl3gKo8QlJpI5Swut4+GweVaTK7gcd5JErvumuMxhcTI9hpsX7sr/dAe5Y5qjMgU"
    "0T4JjNkPF9tFEk197nhcqAtY9hQxRK1gNPppFgu9m0RYPLDaoq5Lt02EVT1LN8QG6w1GbF"
    "ysfU9ZarZkK7qn0KrmQJEdXGTS9wy/n/ShVU6CQju40PSBP7vf+wwrpu6GmAZ1itls7cjt"
    "CsBkLuaysaDK6FFUBxdV6E9ObGBNBFVMjWI6uJhmmmELYLVHF6r5OVVC3g1BDeqE8vWPd5"
    "2tfiRr7VBvLrXdpJj7wGdMWS77w+cuwJlNBdhwWhTs4VV8Za1d9sDZJi+3GykdRkWJXp8i"
    "zEhmqinbEkl85bjcv/n06UOK+zfvs8FsX3++eff5m0sjCj2Ie0EIQudc65/ZTLppX2zB7f"
    "HjLnXXjKybiGbc2nJOaJhY9kwRuREEvJWvCSX61XKY+dTG+l/3bGt835slEwW5aU+bq1a6"
    "Wkk4/m5q+JeeOufw/tdoJ4z9ZqXeCOZkf+ovTCkTsRAKNpRX+PZGn9vIDNb8N//4N+bUYU"
    "5d1zHhfvoH0St8jlLviVcYc+owp+6gQU0pnaQux9NUA2T0yzqMflnO6Jc5RoMS2YDD4fAB"
    "svayFm8vK5h7medu83N4sOdvf8/bvJr1QB2/eVZYmur4eFLP8y46hWL44oNcjEpRjOD2uA"
    "aK4QvLkYsmWQG+uCC3yyBQnwex9Vq18pZvCCW/yylco/qh7QW7gMh8z2OrtTeZkIWvf7si"
    "7IG5W+Lod8s1Mf1mlHT5ggvzbk4mOcTjOMveCUW3CoASl+mp1szVl4NcA2YT7o31LT5bwk"
    "LBGO7pJYXa6BmnzJFioWDODdXXrbl09drhc65dqV8o6gRJBfRO6B8DAE4Q6xTSAA6speVK"
    "/ZnCY0sGpYcInesnHhPpmpmA0EwCRYkKZwCpanKq7pl9J/RjRI8NhYu4KWg0maypGwkfEh"
    "/GxBced+KHN/+aTC7IWxLCnMRh+scK6S31Ivof9IG91vNSUwdpI31Hr7XUF4kND6afSmiW"
    "c2FSLPRNy5YJR7qeuRSIKqj1FKqtYQCM9SjqtIsg08+pWPBrnoQpwdabWKD8GXdLJ0AMRL"
    "MQzUJco2t6FqJZ5yh1RLNOh2YF2kYTju4ojnt0dZ6V5RpIXdaWz9Dua9sVq/BpKGx5zn0j"
    "NLYiCX8QiNbh0npz0fR7l4Iqo8diUIV8DhjS4DXP0g3wvT58Fk/Stt2D1wiKNwLFe1IvaM"
    "2EDZzq6TttgDMrMm+aGE9pygMYT/3ZoDtuK+VNZP2O7iXjJB1KuMsSNjls1pq6dAVhyWHN"
    "uqa+p+pZuhHbPKjsgiCNzTKIZlNhFdFilbYnyyL0pTSurVpCPoTqkFUbZSv1VV1XunsnGx"
    "ZT45ex/5cBrmcLirXRBdPHwtzyXaeJYl5GP4RvI62gX9cCU64rwJTrPJhyv+ZwGOvHbv4x"
    "FNHip7D/p8AeAB9sejakqYbw2h/7SEjEgDTSkdJk+OY/IRFWui5z9vFi5CnR6ZYNADVxUH"
    "mmlhYHTlAcrzDwd22doQcoDJyu/m5iigpe0vJiywkSZGiWoVxZYehanqWPpeAmCDEF95EU"
    "3FSAQxSh2GSrTRGhs6yIo0GgYY6n1UBohhSx0C5joam42SZfT44QC6AOsRJDcdh817b/fE"
    "R2E8OnhBwNoP0NIHCLOA4rODtKtcokCfbvyL7iycD/hudxhhTP466dxx1Jw3pnWqyNCjKw"
    "wjvjquSroEFbzayrL3LFgsQbk/ozo0JIj0wZ8QWk27zWfy58MYYEIWEScIJEKaj8sktAeu"
    "A2c58pov+zWkuPidnWjPCkzJeYOcqKBfk/VWk9O90JonEYptVgWg0mWHRu28a0mnOUOqbV"
    "YFpNd9XaBsw8ZTWSDjVku7quFQ58XREPfJ3vEMIXTDXqkLujGEAr6UwhnRd1Cum8KC+k86"
    "Ioqr1RpkZMcETmhtUUjsPjw8e0ozd1dFhvKoQPNQ69yJAh8tjLOjafffHFY+tRAYIS3RpX"
    "QSimlbQeVRNE+TWqmiL0VKZ6rimmAvq2qY+7oA+mJMzv0neFqcCidc57RajjQI0TGDcmc+"
    "kCHVs7dPuafPz64UNcCsaMyAEpR1n1ToSFWcYE9ppteDfoYEsVAC5k5c+W+g9yz9gaislA"
    "NZgpY/AotuYbs8tLsuzUReGvpswcDkZgtZvdIqqCqEo39tee2teIqpyj1BFVQVSlu/ro8I"
    "JQ29yBDmw57TSxmgzdESA/i/iJDZjbq6Udgj57aCZpygFqJv3VRPIKqB3VkSqqrXHDF6V7"
    "U4ZwSBvU/7q6ev78+6vvnr98df3i+++vX30X71T5W1Vb1s37v8GulRJufhsLM4X3zPdGQO"
    "1wafeNfR05wiHk8rXt8whhs6LtRlB3W8zpBFE2XnjrMdU/LldtG+FrG7/jmpk37z++/fxb"
    "ccrkTcFrfvPb7bu32YJV8p6Jgm2+dI/fEey1vXeM44dWP2ea3daKz1zZ8OjMEA6It0c4OT"
    "viCPkyWzLbd5j9V+6yUYE7JD1gXOUUUdFQvbjLGlT1X0lozUzAY2CqxVMSTUVgJvt16LkA"
    "f0KolcdF6UPaJbXJmirFbONxgIL4hC4KokuPsN4Tasub789lpnI7OjjQwdEzu6OfUDc6OM"
    "5R6ujgOHVVaywhftRiyljft3WwOdLdGh4RCbIBng/9PQ/yakAf4lyPF6h9kBDXjhjCb32b"
    "e++E525HBVZw4u64sq8djLP00eTyJgawHgCBeEuqlpOJtpGgNYOxNmGmrQnWm0xMqQHpKy"
    "sYNiZKBmF2QobjZlRAnuRsSYX+jcZipfdMFNrA7S55J6TvlRvDOf1IKtOWAo1eNHp7tyf2"
    "0/xBo/ccpY5G7+nssPiQy/G0ysmSpMLghL2DE7S6I5v3E0pToQpfJ0vNsKwhmJOgwep+OX"
    "427fU2K9kvhvDCHh6z8airTZPGW0OGbICsrtX9qqL5Vb73Vcizos3hUUYX7g5DYPPh3+h9"
    "O0wctLfEXkwffGOc5pbUYC2o/lpMeUO5P0XkuyLiJnZTEoRscnLkCAd4ehw+rLUpl5G5jz"
    "C3Iw6Or0pfL3VwJO6OqxwcPoxr7uCYUcd5TfQ3ztwHZpMpm8ughAD1wqg65cE/V3RrHAhj"
    "opjnOXoonXvMDUduwPWg//SkvL8gb7WOYGvV0HgkCn0cra96JyBEUL8+EAfIFaEidIvIOX"
    "GYAoeKvhQXSJhMFi4V+mOYTPYpQpkF2BLQOpDtW48SPv7EKmEq6VNmRK8Nem26vtH3E79H"
    "r805Sh29NmdXi2GYWHY3wz4HyWujuzex42KCARpyl7X8XJcVjq7LvKdr7btaBo2cBgmSwR"
    "UVbaV0Q+eDLUeRdXkcJh/eX1uWTFsVk/DEfNq9GN1yWdEjhyOcNOf2TPnfERzuxqUijYqk"
    "boyr0LcpDKkJu70lZjRAUYB1xXr+BXnvKfJlKdd8HsT53vL7W3lPQvcfoS4LaoTOXbkiXA"
    "/WIhPMgCIqn1Db4jq1YoexGujJtU5EoM4Hi0AE6hyljgjU6Sx5LA+YMH/q2T9VBlBBuFT8"
    "ZJbH/izYs2711bKQqTztEGpnVW1L7/5xm9qRcnFRqaJO0fBssFSmBa+wfRU6n+u+50maIf"
    "D8CK96GEsJWYpM6A33Ka9+nbmGIJZjfwrGmrIeJNc8XeizjzlcMNVYPI9Mg5JpLpkHrnzq"
    "aC2FCY97WwvKP3nNw2wfmQajbqsFt0fU7UpK25pKgG5811HN246XTtANYcF6gxHWmrn6S6"
    "B609Ls5lRYcKPcrqhwtjw20RD2wCMoDeBVKaqqXO2HKSyn3KYjBtKeHlif3DAdAaS1HIVg"
    "zqgAko5ujatA6VkwqCYsDa26NW9nbO09U0Qv4P0oZ/fhQlCRwqHKsxT7w1Sl8DX7DTSsPO"
    "kyO6wzoSCUUn/LJhbVDNKDYVR4TeVA6qOseidMbQzAtYU0LbM4EAEqrpnGPKiPoXUwQlfS"
    "NDdnq3FYZyO8Hc+qPxplWnNppe1+t5YiS7khWpDbO7F29Eam9IRE/+XNpbuCR4YxK+665r"
    "E9CeGqNneZPpVCKcEAELJNplvz8N5G6h8A/RnUM8JtBasGuiO3J5M7EbZUDzB+8/tgCUaF"
    "F3b6EtBhLJoVYXuE7RHA7SCAi7D9OUodYXuE7TtglrSQtN80W//oafqjtT91+KxP9gg6Rb"
    "qFN0613q/P1CcHTT82D4ZOFyHwDXmcoEF+pvkZ2dZ5flZFOiapMMxxvzDTFFrRjP050hPK"
    "4Lu+8T2F5zTje44U+V6f7zu4LM/08o0mRdRrdj+pJ1S34OifDSY5KgelwwHjGtC0FQKc9R"
    "Dqt8RXzH2miIFYCReERujpawPAzqlpBbQlS/oQhDCPib8mngzbCQXtbgNsNwJso/DocKJn"
    "eYj6OMveiQitjnBqaF3EXOKLIBY7aHO0uiC/LqVZxFQ1kGsmYgh5w/Un4ntkyvSjw4Ny6I"
    "ekx4WP7kk5vhPBQ00mXFlcKG4zwLWZA4Hfa+p6b+DRNIXLH/R3BcB4TG8AZiOwJV+XI8qR"
    "cAOlC5hn6hYgpIyQcs/Akn6Ciwgpn6PUhwMp99CSTh95ddmapkKmZpgaaQ4NOJogQbdHJp"
    "I7UvcKzF4pHUZFiYKVpMu2RtaEbb2eEYeTDI25fvCOyJ8+fUjt4Tfvszjw159v3n3+5tKw"
    "Wg/iXpmpC/AYHCF7ImtJUoTX9oMbDA/3wHjSdL1GHM4nb/vnwG4eFSAS0a1xFRaRjE3bJ0"
    "wuXATis4I4NW0mL/iDtsu1BW5sfLlacS+w/5WE25OJdG0uqDOZvA5BggAPyIEP7S53J2L8"
    "IQ6WC4LVTFtlwByoiZfbhmQzzV8C2xQsH9RT0k8Q9qSiLgTDreg9I8anpZ4ROJMgFm7G6s"
    "IFsPNloYJUGURvab7SJ1VCJL/+9O7zO3K3m+xuRN5/IXrHIx+/fviQq72YfUb9bJGeMXM4"
    "+O8iWL7pc339+P4/v74rfrrc1I88ZaLAlZbF4Z4DZssujfANwjcdt0J6asgjfHOOUkf4Bu"
    "GbYTG1sfl7dKO3zV3oJHZvSjGt+xqniPAtLmZp07jWDNkAY4cPH9qql/PA3mnK6yzdAJn9"
    "og6zX5Qz+0Ups5smyWfpjp9ofZoto5WU6h2W0WC/ThFhSGsW+V0728aRZhmqwcDuTwo7K3"
    "BqAJeam5w54gNYnf15eTtuZOaxhUBSoSd1j5ocZfRPOin6I+92CqVASRr9CObY3aNMSjE5"
    "SmR/iYQelWYWboIInYuj2mZt3sXSxDooIh5C1lumk0KtCjOXFRVmLvMVZrDHyuE0U+OSq6"
    "+SRsP32ic6xsBDa6Md6er6OJf7FyXGbL6fXylFiAp+lxX8KJOtuZDTlCjlrkm5WxFZ7/SW"
    "MCqPyjK3xzUisyzYW2rniKVKgwW5TFF+VFQlS0hPXxVsEwU9vU5laoVpU2MgNj1m7/XrOI"
    "7zuUaZV+kYa8bZYRfkrSDAD3LP2FoFY/XyEmqAQdWvoJfuWK9lPlYIcgnKgZm+usEkAcGb"
    "KLZrHAV3mfpqdwLCvoScSnv7TEXpZ1F02DhcTL91ZtZvvvvLwSK70sOBAearCl8CQz7G3r"
    "cYsIShK906jjBg6RylPpyApf5ZaRivhPFKQ4hXqkJ0y9/jSij37PeGpL7c6HXOEKKDov57"
    "HNkqdX0S0fgBRiodPizsZGnA/QGnmqgOXYj76g9nD+Y77gg09wsXowJIDi6Pq6C4NRe1Eb"
    "gIZQqK7sdIWABYUcC5hF3UrrY2XQHYhMWFEOzp2bHZT7MfwZ5zlDqCPQj2DImnXQMeHlcL"
    "Os/SLldr6oo18Qg7O2IjfGZ0Fv7onKEQ36u0FtxwVE2T4ZNgJGgK+EwRtpK/c+JD+pw2Al"
    "a7aiemHLCpNxK2voIL0C0r8F5zz1QnGRM+j/6Gm1KwvK1xjAULPeLpHcSsbMZijdSTf3xo"
    "xpyTQotmzDlKHc0YVLk78gUdKFw70iDqep5iggG6nl6+qOF6evmi1PUEt9CmafFtDRXqJu"
    "xMkKAnrzMW4q0pQfBX6ThyU9wLJDNiXGUthgUN5uHgmkbjr0tjV0FzCmPJkQ2F7tCeJEtG"
    "3SAIO5j5Dblnay/soCEV0/abJLaEkOwxVMgM/U1hkqy+w4JwbW0SypzpeJxl7wT3yq3IVA"
    "UItB1P/1mO0XY8IysCbcdzlDrajqdTHE9aJ6lr3w+6azrITq5C/RWWyvH0sQYbKdIT99ho"
    "n61PbLbRERvoBykEK/WTJe5W2j6zeFz9BNelXJvy/FRbC8YUmZnMTSJ9D/q0jAPLAhxW8b"
    "li2gCGazEbnFvsT4+5gjpWSJ10dOWMnmMseifiKcP8WQ/aDnraflqRb9hq7W1fB4uErRO5"
    "ft+oExRzeKaI3Aii+fyXsV7HZh7lTlDuSC9gkmS5ttKoTdf6Ce5EEFMowXEH46mxPG0rfr"
    "64cBX0RtRrhY+mwiTbjbHnbO7qX7ZrnAB9Gz16z6ANg/QXS9MUUv8s084xSKctt+lyKoAr"
    "HzRfjekMzLdsudIfF5p5aOb17YTtqcKPZt45Sh3NvBOWyEqceXUdWkmaAfq0Dl/4OalMNO"
    "Bzhmx4BfSurq/rZK5dX5enrsG9jH82r/A28tYWk7fE/GNuGG17buG/lqf514TdKaIBvuG1"
    "SkReVZSIvMqXiEyaWnlel+cTZukwn3D/WrTl5msTiVTPgvLZXz5Tl4qm6HWSBiMfMhkxYD"
    "HLpvB1mgp5mlELoYSd5bsFFa0rlMIk0fAOzOtaB+Z1xYF5nT8wtcEy505jVmfIkNm1mK31"
    "ZqaU5cl7JizF9BYAnSjmTRhfMcXwhHBZq3zHZUX9jst8AQ/T/0NtxcxSHvV81YT7RbTHM/"
    "NHgj0E0EIfLf0d7wBC1PxbrZuilCVTYOXf7qCTeVC6+Vd2km8LUgQf2HE+rhaa1YVem2nc"
    "6qaxLpqjRp20M979X9l0KeX9O2GvJZQ+K3DxZ4eMq/z8m2CwxcLRdb39gugPH+odg7Na+q"
    "4iG+4ZzzIJdJHAJa74QoTFoLkiwFYWFoR+Y8ZKx4bEVLLUfyhi+24Ya5L28re42J1wpWdc"
    "9VjBp3Pf3Bj92mfk4US/9jlKHf3aJ625GAb5NW5XlCFEzmZQS62lzJo15o4pMFqgBoZwzw"
    "p8SBWFbVmRs2hP1p60KFLbDur9wMgD4I/dfoNbASDXLnvg0ld7IsAl5Ij+NmP+A3W4bfnC"
    "4wWOj2qlsmwOxCG7o00GRkRH4JsfAl/vqCgzI7w1rkzLCAbVRGm+yBWD+H6T4b2i98ykPU"
    "C5bJP9bVz56oLcLhl3yS2/v5X3JIx/MUkDpsPW3JUrgE/0kERSSL52WduL1cpOMDzFVASE"
    "bPqmbPTTeEfI5hyljpDN6YAF898GNkI0foAmWSthw4LPllrJoIs9AlWLaJ8Unrqf/3qnMk"
    "x97nhc60+w3imUhXaiVrksiaC/1VdLolYTNEcMJTgBy2/f/eO2muXxOfHh08e/RcOzcsjY"
    "ytL15tLRTIS6Z3t8GqUT4Pdx8O+D+jZnQp+gNlvJhUvXSz5rngdRPQtG3e8vn6A+G7UWPn"
    "VtToUFN8p1pQr877GJhocEtnLmY1xaS3FpXQHd9C/1V8z9NJ8rVhgylRkxfqQyihlrSTO4"
    "JhT3k9zoW1CeMaInC1f6a1OLxEBfEKFkFiGOXOThtX0meEI0U7RIk68iSTM8T1udL+Jl+R"
    "fxMtx2yuExfW7wqDBPmuVV3VGTVCdsjdq7dr8d2Zt+1F/uB+Z5xdVqE3cr9yQbCso5ZmD9"
    "AE72ANh81NQw2lRm0ndsU+8V2ho6mtTEWlLHCYZyRQRjNkRWSv05bgldaOkVtE1sYYFCF0"
    "By1zErFhWd/ddoJ48cxpRAl4GM/bmGWFNT+ioUXyiW8J2Nvi+z4p+a0eYf/0Y3A7oZug6g"
    "9RNwRjfDOUq9jpuhG2rqqeXbiqKaKBYTnaoNTrEkDRZlzTC0A86xblXdOQxbPbnmsyY7QU"
    "wwwG3gVZ1t4FX5NvCqUyG3A2ctEw/MkesCz265SytJMwgmH9uppbWiQp9I+Su9oxgEw9vW"
    "G+bcVZ7FXFcW6GflL3aGbBCsPva7beojNOZ8mgoZvwfjqedBSfACb1IpgpskOR6C2+a+Eo"
    "C4V5cvvn/x6vnLFzF2G1+pgmwDeDZt5LkuC+qpN85Ty1JiKYPOQN8/GfjXfgeW4qgA/E7d"
    "H1fB3wGQbFvG6KzdryDCAZ4pwsVU/vk6qsdvXGo2VAoIkOkQyb4gX43od03SvA2fsW+N8w"
    "1IgILN52zmFcDhrS+3PziOwDUC110/UvoJYSJwfY5SR+C6IwYoAtcHL8aqf3GTVzYmGOD7"
    "evjabUdHpDpm0qT5+7xWrOfziljP5991KQzxPWj9pdZO4m6lrWNsh0aWzidtJ+hp+ANzt0"
    "GCbdwbTYoZMym5xKUbYrJ3uQraQ0t97GoLBbqKaRNlF7QzDTJ18xZOe8sUWja7eilhD4rg"
    "vQvWRyvn1GcGWjnno++ilXOOUq9j5WAZrJbLYCXOvrocTpAMkMWHL4iV1CkasDlDNkBWt5"
    "KL1YvQqB5a7n2IjWotXTpTTazWe3tZ8d5e9jWHELGR+gzu2DbQEjaSZPFS66HMbZ4qnqXD"
    "5PAnFLeQdkGU5Q0X1N0Wcz+iyHB9uvWYGhS/b0IWxvzW7L55//Ht59+KA3ZuClh+89vtu7"
    "fdDC+psaH3IyS7I3DrB739s1EB0hrcGFeBrA4MqR1IAvMHERoQkrF2JTTmCrtMmJKghBID"
    "UuQw04a0T8jnPm3dqLPK45YbUeTXLd9GYgL0N2a25r2K8h6yCm+P2NpxbDCAhDtyNnzyvS"
    "pfXPJ25TkhzcBmcYdRXnzYymhMTLNSOwj+i0ICPeY40O0oaFwESsaWTOHNUOauNJcL64Qc"
    "eP47cSd+Ne658Ap47rwl/B8wYUwmk6gCxWQC98wKpjJJWJZkun1taDk0XyJf/vMD9zTZZs"
    "lnyziMcePqi+6dMJUC4NMcEyps/bfwV1OodML1T9IzJZ5Wz/VL8ELqKXcxkpS4chPOPpOr"
    "FfcU0RoaM2UFpEfWVClm3wn5wNw2Oj5VleooVBELQrzDw7G7B+rRinRUHbPdDu7ph6qOyC"
    "sirz1PncSsVMxKHVICGaJR7W3FGHq012veB8OylzmYLVfRO1gCptDb/R4fTYIMGyJ1+YNR"
    "YBU1l2+C7Cjy7ciB0zvxnqiwaFagZ4JZdATi/Ct3Cr1f5vq4CtSc6xG1fV8wGKBGSmZLKg"
    "RzLshksmJK6afSWmiACQb+rblB70x1DxKOALBxQxWBncQAlEUusjaWwD7v3dLRMV3gfALH"
    "MV3gHKVeJ12gAxD0MHGP4NxsiielqJCnmdAExdyGDE2QoJME29qVhU5fX9eJnb6+Lg+ehn"
    "uZ8HT+PwX8rTL/IoohVSQ7isc6VeMD2h8HvGvwcmfpBviSt9LR3eYLphrlwu0oBsjjw6fC"
    "BZFEVtPNOkM2QFYf3ve64baeOcfk0u06Hn8QqO7UzD2w/2LJ+GJZsDGUcnNHgOwsYCdVlr"
    "f0V1NBi6Jzb6R0GBUlnM3SZtNWNHFb20F85ch5K58+fUgZ4Dfvs3EAX3++eaePO7M/6EHc"
    "K9EodqhnE7sjTYWmR2cw+s+++OR7a78wCHl3c1yF1ru+sKQZVz8AORgfYOqaPu67ZSryUK"
    "WvAub+hkwmgYIUQeyMfPnp7bdX1y+BFCJrTZJZYQxyC0sUlgGCnx+81/dsG6gYWPgHkfy+"
    "aZP9xHQRyT9HqSOSfzqcdHfc1eXojgKzC/Oh442xjCTNAIGMVnA5BJ9HCD4P/SVH8BnB59"
    "Ow+jDgc0cgkb9KV5v3XvDr88GLu7vjyhDGeFxNUORXgCdmUIsjqFwsWBhMqBhZ+crb1SRe"
    "MchIZvYF+Q+AMvRKhEK+scMInXvMhXhDHvRzeZ3EPkDXzwElx1n2TnCYRdPoWek2ng1oID"
    "e6biL0MZqowxefWAV+T2gAQknnJ0yMKBCiQF3f1vuJByAKdI5SRxTodMCFdPmCN6qFuaMY"
    "oAJ8+GKjD9TxWfNCmBmyJ9XB7BrLK1jcSiHMhObX5LhIkGHOaXeOhkAj6IiN+UMQ2P6Bi/"
    "tRgZGZvD2usjKjAHlHj6zfdTQgCutbrR19ygVecv2np020VVjHSttqYA7qN+CBucpUdbgg"
    "xl5cSGY85a4pamXD68FswgWRrq2Nuuk2Z2YeZdU7sVlKpsnC6pWmXhjU0RyHVqyxPyeTMC"
    "t8MoE0vqDj9J/aBhXUSSTzsTh9zzwXJPB59J4JveCdMLZy8ChAD0EEU7bU32R6pnFoHweW"
    "8ZRpZmhb218sPeKvTSrg2KwEP9iTeoA+IQNj+oK8vRN6UlfqJfUjgYCJoluobraF3zyZmC"
    "7ZlqcX1D+kxHz+54jadO0FtR0TbRfip0xkWGDQApqrPdMIemq4oLl6jlJHcxXTD4fE04Rm"
    "URcDSJAgCFADBOhLb60jtc05vEe3SA9uwOwS8gG+25dXr2oFLLyqCFh4leU+V5bNXTYreM"
    "ErMzhSdKfO3ig2szuWtdGP3lB68/L4AzvOZnJZrwVXRQeu3GYSG+R5RleUK01RDaFPVJU+"
    "3kq90tDMnW6tPUoiFFNjilKax1mUrMlWUkQ7hPf8CCdkHlRswvhiamR9LdZjxdFmO3u3kZ"
    "Y8wGYcA9Ze7X0ypCjnrsm5I16+H8MGzKMCF198b1zl3wtbOPP61TDDVjtgkC7SNSvJN9Ot"
    "yWedTBT7YzL5CzSwgX9v6Ba8T+CEAjfTa2iow4StX5DJJOwAFziwgFB4k8m4wL13lHXvhM"
    "vmWkuzTfTpQkqbfDOZzCl3mK0nHoddevw1XLYZtc1qrvH+CcZsZsare75eGwLw/wVPHIRM"
    "6HWNj20pN3ci6QJcUjtw0IU/0Pxrzo3jz2VrrUEqTWuQF0OtGeCBqzBR+FPvEf5iCZcgAH"
    "ZJHxihrquf1y533gFbwlNbsy7noUvFqSbHatuNxUTjg4XCxvMeKNIWPYzoYew6CtZPXxN6"
    "GM9R6uhhPCFAsjt+67I0QYKJ0b1z2PaQqSeu3TTI7x5U7BwzKxPLAwLMK987r/xe/9omMG"
    "g0foBu2cOHHMQ2XhNH4ZHzmkchTNBXRyF2BztwOcgQgmnAzwQFsjPLTq6sKVv4Rd2aHgnL"
    "iMlOHZXRq5qaPWl+1hWNt+Mmdx5pwcCQEwWGJKD9POfLkyizdE/KouyPDA6WRNkR99t7MZ"
    "W+sMva0CVvj6uccDwYaDXvSufFxVUg1yuR6/ZMxa4lyIfjisyZN1uCYyvOLCvxh2l9W9iK"
    "BKnURX3qWl00cIvFnr3JBLJdjetNunpRAZ62pEuulm8rG6BCXa/a1xXbHFG0BXqh0AuF/o"
    "iuKUfohTpHqaMXCr1QJ/920AvVWaZ6S9jXGvI0RYTB+R1pBDnMF3TPaPtDhNl3jaFHiLM3"
    "1l6OzaXAfTR8SP7TgwH32MM0fleff1fHbadHlb6r5t5Jy8h37LA6jbffZXPmMqFV/qYwbp"
    "4Sy+E9oRweRgZgZEDvXNmdyOLr0c7RcSApjx9iGt95yBl96MfzoXfEf/tz4KwsK5KavD2u"
    "8t9GAcyNiqQmPaVhUwzIWZzJNWcKMhh3flVT5XO2NHl9UwbFORUUIaUOAWNVQZIhV5b0XT"
    "WZvCYbFuQDcq+ga+lRloXCoiGeVlj3NLhHfGEHDTo2ps6pcSsvTd9UEET0ZHIjYCW11H9Y"
    "yUaqGz0+9BbL9ZbAADU26ZLUeCyVRV2XbvVgGMNW8ncerKGfmExlsBY0cI2eo7ErWb9c/8"
    "xEryfB7iIvM/qC0RfcceWtp15B9AWfo9TRF4y+4JN/O+eSPNdDpqKrDV1tVajid0/g5+GT"
    "YsCWKnD/PJITE1EdMSXmNN/9ATNi8uZpk+2hmHoI6M8RNomkJd/I25OhGx67D19+OoOFNH"
    "Nu5kgxTaWXaSq/hHjeDybraFSAdGZGjKvAzggdtMIkpnp45+0yaGQU1W8LWjElWjNJxw6K"
    "uoUK7WsD/gm2IdoMs5VJ//j49cOHECzkyYZJwKY81nmcJRvhhQgGIhjYL22sp7AQgoHnKH"
    "UEAxEMPPm3g7hV/0zSplEfGO/x1JoJeylbKUqMpurOKRsoVx0xdz9Kj8/5jIbszxm7qfvj"
    "KlNXJEbWtHO/yJW2A6ENLwTXrJmrtIWkltLXtuaSUVcbnCaaRfquViXuGYSnrLRFqcC8lG"
    "LG3pi4FhObAmErCiJhJhPq8PtweM7ObX/JOwGFHrggUHJ8xYXvAbEKypGbDsnKg4AebUwb"
    "o5ou9Dt9Qd4SzRlP888xTwbBP/FdoheEUJ0V9A+BTsmm4DpVd8KR+pfoRxFyKu0t0a+Efs"
    "ccZi/MA7+JqaD6Q1lB9HLLPJGWtmNIdS2IBElWCYw6sT+lOkSmBHpitVgCh5w/+xOSXHjC"
    "KghlIJTRdT2yn0YtQhnnKHWEMjDb/eTfzmHYidWUEznDtVKGKzKGs8iFwx5YQV5SRa/EiO"
    "CIOZNczGVbalTbCZPaGGzC3nD4AN/dw1cC97jnsJKMqwoOp6gGyOhWCguALd04uS1FNIBm"
    "78eGOunMg+RA4FiDFzxNNQSIue2NJOBYM40tSYPlnjpVlWyQPD1xdP8geYqF3g7N0bUr9Y"
    "gSt3M5TzNkrXK1f3hCAmJvoAakqQao516+rGWsvayw1l7mVYHYZ9JE40oSDU/haoXRxvOW"
    "Z3Jprk88/njJPpdtcffgzYXoPtB9ggxjIboD0+e9M5GXuKF8E2Qo3y7LVwkp/4fZ+9WIyh"
    "GjrLss60Q4yj57dgE5yrvL8o4jlJqfzgnCo8i4I4ZRT0XMCgzeiuaOO5LzTV7vYLznj8zh"
    "D8zdjh6J+4zHjevGf2q2GxJev0NXkhwqq0F24YZuiSeTkZrTrfkXtenaY25JeyyuIIKTCW"
    "8yGROXzX0FTbWkMU0zBd6OsOqdWEhpp9pwjclCc0cQfx1EdsK/LH8dhHZCFy9trOhhkFIp"
    "JIEYT+bqxzLho/q2uufrddDPSxPL2YxCCCJEnnrMcaAkXPjJuXErMTLnrvKI2UdH8aeUCf"
    "dMSTCMqgx+stlvwnWwFxjGSWKcZM8j5jBO8hyljnGSp/NrFByudVlbQIpxkxiG2iY7E3pf"
    "bb/QjmSA/rcW4nBsG5TiZiyOSQbI4ue1ePy8gsnP81yOrZYGbE7SHDGQz5hoecNgd7mbMb"
    "/YiKZ9HmMjGmxEgzh1E5x6B6k1lXGaEh1OXZYyths6DzkDrL7Hp5wgQ/l2Wb7YTurs2kkl"
    "HYy/xL1BR4+4IhMjx7WdkeuYqKY38lfT+Gjn/wPXG9RjiSrEQHcnSmLE09Q+/QaqvpDJZJ"
    "fYAR48Lsw84UVTWWYm18z0ZMq5I4+zbNAFipsCNKZlFbSpChyY9SrBwExYnRVddX0zb3rq"
    "tEFX3TlKHV116Es6+bdzoIwuozA0YGZMgKzEXOP2azH3oShM9Gdbh2TL/gu2okUIXUVp5o"
    "jgmIV3VmvpelT0lstcWSvfK4rNfqwpVkx2xK5Y8ZXetsX6w+fMs5bQUcz6XRX5mMsbBhXR"
    "YsegfnYMcuVq7Y2KOgUFd8aVHYLMmNph8sFwKPkbtt9hyiMPzIV4BaLoVpV0Mq9NV9KiZ+"
    "pSdxtqEOZXIgCEAFDPdPCeQgEIAJ2j1BEAOmV7nuRxV5eraSrELrIhV3TVKEwwGj/ASNer"
    "WkUrryqKVl7li1YGGl5jJ3qGbBDcPoYbPcn6B+pyYIWy1GzJVtRYdM2byD4yzZPMw/0gkZ"
    "1iPPW543GhLmC9U6jEB7Ma0/WKF3s0+01ToVgOLpbIEplurT18McXUCHtn9qzA9s8ztjSi"
    "PEGBZck6VNIhQJk+BNrnqBSGigaMH0ejrECVbVC9QS2ZM4eIohDOuiAmmEl5VNiKyCAcyf"
    "SU5opQd7bkD9AKS5G59IUNBRYAluI2oY4eWQRgtbBCIdSVtY0Q7Dr5poVg1/nAHgh2naPU"
    "EexCXGaouEziyRqDM0W0mOfQHKCBlGO/Uar9juKIEShaydZaa1sqWBsFDTplAv09NFBLTa"
    "C/7yzYR02g0NptkjFCIy+7otyOcjDCecamClvod6craNurL6ze6EuQfhF2684bPoecuNDe"
    "CX9ucDZGJj7aO2jv9O0k76fmi/bOOUod7Z2Tdu3ZHXh1mZoiQtd+P30Jbe5DB65Pg858dO"
    "aj1xi9xl3Y6Tti4//IZrzMvI/vjassezscVdOm/xRXYnimiClgDu5HML2nvueBx3EeWOam"
    "m99r/feD9BjZaNOaQT2FJYVS7H/40vVXecP+4LOXWffJXoPRm432Pdr3PVMDemrpoX1/jl"
    "JH+/6Mu/J27RvCohgdZCedlTYCqKj/nSQahHGf9km+quOTfFXuk3xV0Hh3tWJFrXfLMZQE"
    "Cbram8MnzOagkazp1pG04O0uR0zylJgQvz8aYvMFUwUvfvnusqMY4Nby8kWNreXli9KtBW"
    "51Bgr5JdRVRsWRDsG98SNBDmZUk/CGNZNrhxHq6v+pe2ZDZUqAVGxmCkxCVf/JJAw4gIhs"
    "qFBp+s/JNRNv9JDgBTNFKINIbTk3wQtgDpsLOZDkSOveiRXdkqmefwYt9qQoA1QysEmq81"
    "1WLw/aHADFvu3v4HNOLBD3TdDzcT0hdtdD0AdBny6a/wj6nKPUEfQ528KIXfuCDsPUldYq"
    "tALakKlpquPqBZ1nqVFgwcdsGJLjagX0kyUcoI3WQo+9iGvNXuEMGQYBpLnq+k07mO4oWu"
    "Vl//aDe/3wTbaBaPwQkMm2sV+Pew4rCaEr53CaaoC77PNaSW7PK5Lcnnc0yW2/sLgTgAWt"
    "AO8GX2hahjZF1I2YRFh2MDGJgcdujxpDOcJuCGdQAaPgcAIGJSN0mzqsiujRbbW/TFyu7p"
    "sc19H4Ix4Yjty09QW0XSHeZX/43NW2jSudRuZnjnB4Cujhrc/ASeVG8eR7nALlM+Aes/8e"
    "EwRN5+VQmq20I8DCZ9lMpYQzMsfQaj9GmhIbtHbHbZH3VoXMsfYKWyskHt4BcngEA2N4Wo"
    "jhydaFaaQHxQRH1DchjOU4Cmc7KhBEpjQHJrKEqPA8IRbQqJG2tR9EVESM0thfGtL3ZnJV"
    "hkyX46RZuiGcoMcGSWfSdZlDS5WYiliBHCXGC3QnIvYzswPt8jPTDFXeqCAyNjdmXBUh60"
    "ajLTcY3iBrOKR4DZGqHnMcsgnrEi/1jwkSe2e+8vTH7I5hzFy6C+aZmNTddelmbqmlXBfn"
    "Ebe83uOBsBhKiqGkHd/iehpUiKGk5yh1DCU9XUgOe2CiaXmwJA1GPJ4uwqlz208KXnlRB1"
    "55UQ6vvMjBK6CiWbZc6QUboVhpsiEYkhkg6/q6DpJ1fV0OZcG9DLP96e9s5jUGULJ0x4/k"
    "GBB40pNK3msmbGDbcd72w8O22txrrk3uqAaoSfZXc8wbDHMuuFruZTFkSNFr22U5R4hx0x"
    "MrS4dof7MDqyOg6HubrdbSY2K2/Q9W2BkuM2JcBYjy3Vjrnm1rwqG3S0bm3IXeBEJtmMEY"
    "aQRYBtn48Ey2/pMroud9Y26vmb6xYJ4KkEg9Io98HnbqwvKJiQpGaiaDxCs9EdZPRPyzb/"
    "pLT5EwxD/PUep18E8sSHdQnC4+32rb1REBInU1kLp7VhD4XYGCsqIo7yGwtpUee6HSZzUP"
    "mMxTDpDn7QROFsFwpSH0pShcvRD6jhmRhw6in0p72zgeLEU0BAz/2MFgYOdo5c8XHneaao"
    "5ZWgTCuqMqBhZCd0AY/Y54ZfBLcG/8CPACozirCbm8FYTOZlK/mkQb9ZSsHerNpbsiVNhk"
    "s5TQPYIr6CgB+jCEh3FPEbkRxLzNRMkVg72FOFzcKxgNYWVLxl2VB2HaXOxOTCbh5InijR"
    "vuLbnQc/PZkkwmev9jrqBOlCMXjAw+ojFhq7W3DZtmeGFQHMA++skcFj9sRf+McIThfPAo"
    "8Gd2UQSEEBDqnYrYT2gAAaFzlHodQCi5V9c1/5I0AzT8WqiotjsE6/I4QTKAsj5tW9Y51a"
    "IBp4toB/hWX169qlMY4+pVeWUMuNef/ib9i/o0/23w5kbjB/i2tgJ40get8bqW7xYAFxU7"
    "cYpqCJBRmtXXtVh9XcHq6zyrwTDdS5dMESI+1B3NMW8weNLZR8IJMpRv1+TbEfzvg94Fft"
    "B/jgrwv/jeuAr/g31Ev3R2bfyPwGCDk4UoWRKWC8G6KYMIP2XQONBjnqk3ZCGlHfVPka6m"
    "0tROQeBVGwtgjmm3VDmE1M4HXEFI7Ryl3vcYq/4Zxacv53XSfNL2kbPOVCLs2hbV3y2p4C"
    "RS+x1DCm3xzsq3I7bal6CN4qjAVItujassNRW1YRzXrRSk+EJ8y8UFea/NJJfNNR+XxJP3"
    "TCjT8FLqMXO64s72tf7b2ZrgBW02QIYLV8agGhMqiHRsiK7Qo5mwTYiDtsQcp7hc0DEWRX"
    "uuW1oI2nPno9mjPXeOUkd77tj2XHh07pV1kKUcoOPz8BbeTMp7zvbgd44QzelHmW0+fK0n"
    "Nwv2SVMNLt6nleZpev+GBu5N2JwgGRyPD/8qO1R5lmJM7OPFz9AOUOHpr4KT12sRBDwLMb"
    "vsQe4XlZOmRCiwD1LWBllhBaMqBTtLObxot8MkqXcEev2qDEiYw13N9XEV6AoaZ+3ImLUe"
    "K8UFMTCoPtQzSWsG7VxSRQTjAFsS9u2Kci2JNVVqI12bCOmSFVtN9TxLXlCOvZ0lEE3tFg"
    "aAaOr54GqIpp6j1OugqQw27iZaSUxwEGWkQ+jT81qJZs8rMs2e51PNMIek3RySSOGwtDay"
    "bMLoHOHwdOt2GO7KOXeYxcVc5vldXo41S9eNVvCw7GBawcPjrJkVdUNqmHdZTD28r+Ky1l"
    "dxWfFVXBZtQ9sVdM/Qb/mDaXZtM08fk6px1eJHJ8Iyxr0sY/yFadPIGxUGZZk74+qYLBhT"
    "GyBQjDrMJg/U8dkFmUxgxaCkjOmpRvWlO//qu6uXVjCx5bK5vr+U+pcUoQFPnq+wLE22h4"
    "/hC9agQUigb1puP41DhATOUep1IAFsyob1JFqvflJLCa/AWi7zWMs92za0eXYUQ+Txyzos"
    "zu4zCQ6/zBXMNXpgnsE3XFB3W2JWxjQZFk+3XpAM3jMmVzD1JrRD4j1e8/Lm/ce3n38rrv"
    "B6U2C33Px2++5td+yW9+KBe9QrSShJ3K20X3g8rr6T09EHCeHgdozPlaD6ZVxt0+Tum0th"
    "JBlZ0S3x6D0Dx2WY8mFSQp4pEoRNEtNEZe0V+jzbXxFdoN06m9HeOR/NF+2dc5Q62jsnbE"
    "J9XNdy576Y9r3LrnQaWZTR+AHy9/BVYo0et0eeTpYO03QyrM7nNhj7QJ+e0215xdgKZbeQ"
    "GptjYWmRc4w3p7OZNjf3UmIzpJhX0As577dplpA/Ydfsj6wbpUdjjs4wv6WOAKw/x0kSow"
    "KANXF3XAWw7lItagOsQT3TQtTzNfQ2Yu6YUHvFxThM5CDSJQvoM1gEnj5xtloBItinqAt7"
    "I2Km54OeIWZ6jlJHzPR0+iYWNzqo9o746GHx0Y4ozb9Gu0iRzry7WakyxztRTY35Flz7TF"
    "DhQQg0V1pgKzmZkBXV8xjHPxSRNMEBzzTJ3PH/JP76GaRPF0VVP306DCbo1raDivH5qEio"
    "GJ+j1Osoxhjk226Qr8GS9gG8c4SoLGfTR6nnNyrgt6M4Yv0+raTxB9aWAtB2UIFinqfXb5"
    "4YmiPEBOrUiXCIBOpQC8+L5UZqw5CKEvV4R5UNcddkbQkjvnLkEPdPnz6k+H7z/jbD7a8/"
    "37zT27oRgh7EPXP5/cfb7tiPb5nLZ8tRgfEY3hlXWY50N+Yxq7Gc5Qe23t4Lr4HxxkVukw"
    "jPq+6GIC3gEb69unzx/YtXz1++eKWHmMeMr3xf8doGb9+4wkZ7YG7UG6Pu8ZcgGaD2dnV9"
    "Xefwu74uP/3gXqZK8HrdhMPh8AFyt5UqFHpFr7DUdblakSA5vkJxGpV4GKUl/v3/ASgP5d"
    "I="
)
