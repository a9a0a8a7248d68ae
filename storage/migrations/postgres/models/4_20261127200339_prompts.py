from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "creators" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "niche_tags_array" JSONB NOT NULL,
    "bio_text" TEXT NOT NULL,
    "portfolio_links_array" JSONB NOT NULL,
    "audience_demographics_json" JSONB,
    "persona_guardian_namespace_id" VARCHAR(200),
    "status" VARCHAR(20) NOT NULL,
    CONSTRAINT "uid_creators_workspa_359d8b" UNIQUE ("workspace_id", "name")
);
CREATE INDEX IF NOT EXISTS "idx_creators_workspa_b08d41" ON "creators" ("workspace_id");
COMMENT ON TABLE "creators" IS 'Somebody who makes content for brands. Their TikTok details are read from their connections.';
        CREATE TABLE IF NOT EXISTS "prompts" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "library_id" UUID NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "prompt_text" TEXT NOT NULL,
    "variables_schema_json_array" JSONB NOT NULL,
    "tags_array" JSONB NOT NULL,
    "created_by_user_id" UUID,
    "version" INT NOT NULL,
    CONSTRAINT "uid_prompts_library_66d902" UNIQUE ("library_id", "name")
);
CREATE INDEX IF NOT EXISTS "idx_prompts_workspa_7d3394" ON "prompts" ("workspace_id");
COMMENT ON TABLE "prompts" IS 'A prompt as its newest version says it.';
        CREATE TABLE IF NOT EXISTS "prompt_libraries" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "description_text" TEXT,
    "status" VARCHAR(20) NOT NULL,
    CONSTRAINT "uid_prompt_libr_workspa_d70420" UNIQUE ("workspace_id", "name")
);
CREATE INDEX IF NOT EXISTS "idx_prompt_libr_workspa_dd9a23" ON "prompt_libraries" ("workspace_id");
COMMENT ON TABLE "prompt_libraries" IS 'A shelf of prompts. What stands on one that is archived is found by its id alone.';
        CREATE TABLE IF NOT EXISTS "prompt_versions" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "prompt_id" UUID NOT NULL,
    "version" INT NOT NULL,
    "prompt_text" TEXT NOT NULL,
    "variables_schema_json_array" JSONB NOT NULL,
    "created_by_user_id" UUID,
    CONSTRAINT "uid_prompt_vers_prompt__331977" UNIQUE ("prompt_id", "version")
);
CREATE INDEX IF NOT EXISTS "idx_prompt_vers_workspa_cf0c88" ON "prompt_versions" ("workspace_id");
COMMENT ON TABLE "prompt_versions" IS 'What a prompt said in one version, the newest among them; never changed.';
        ALTER TABLE "channels" ADD "brand_id" UUID;"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        ALTER TABLE "channels" DROP COLUMN "brand_id";
        DROP TABLE IF EXISTS "prompt_versions";
        DROP TABLE IF EXISTS "creators";
        DROP TABLE IF EXISTS "prompts";
        DROP TABLE IF EXISTS "prompt_libraries";"""


MODELS_STATE = (
    "eJztfW2T2za25l9B6YszVZoud7vb8dpbW+VOPHe869hZpzOZ3OlbFCRCEqYpgCHAVnSz+e"
    "+LA5IS35tQixJJ4cNM2iQOQZ0DAuc85+2P0Yq7xBMX7xeEye84m9NFGGBJORu9RX+MGF4R"
    "9UfNqDEaYd/fjYELEk89TYZhvDNLE+gBeCpkgGdSjZljTxB1ySViFlA/nnn0niFNjLBAnB"
    "G05sGD8PGMoKW6IohEVKLQv4CnuXymHkfZwpQwZPS3kDiSL4hckkCR/+tfoy2BQ10YpFnw"
    "X/+l/qLMJb8TAcPgn/6DM6fEczOMimj0dUdufH3t558/fv83PRJedqr44YUrthvtb+SSs+"
    "3wMKTuBdDAPfVTiGIccVOsYqHnxRxOLkW/RF2QQUi2r+ruLrhkjkMPGD76n/OQzYDPKBLM"
    "xczjs4cLRtbqF/+v+B1T4x3n85c756cPd44zKggK3iUngviSejgImTIJHPvjz+i5O87oqy"
    "OY4Lu/v//6zavXf9G84EIuAn1T8230pybEEkekmvs7ds8CAsxxsCyy/Xt1R9IVKWd9ljIn"
    "AjcmvUj+2EcUyYWdLHZrPWFuwr4WGD5SP9D9wrxNvAhqBHD38YcPP929/+FHmG4lxG+e5t"
    "/7uw9w50pf3eSufhPJi6vPOPrWtw9Bv3y8+zuCf6L//PL5Q16q23F3/zmCd8Kh5A7jawe7"
    "qfWaXE24pkbupB767p5Sz1JaqXdF6gmPUmKP334n9fzG3HSTzdMdcrstSruw37Yo7OfsqT"
    "u+Roe0ejnKKLxBKXu/W+KgnL0V5Dkuq9fu49e0wr87HmELuVT/fPOyhuH/eP9V8/zNy9wX"
    "8jm+c6VvZVmv/2vA62T8AJl7edWEu2pUJXv1vSx/U2/mSPJ7yXFxp66W87qMdi++xztCV9"
    "hedyJ8+Odd5jBImPvND+//+ZfMgfDpy+f/SIanhPHdpy+3ORkkitZ044SCBIabdzn1M7bw"
    "/kjDYAvf4JUXm1nG67yM9nj7y+gE9kYry5zM50RZVY8k4eUMz5bE+beIbOSsNP73T18+l0"
    "vjicfkNVY6k+j/IY8KOailD/ypl1BeGLlvBB6Ql5C6xb1HtZesyIoHGweuR3ph+SdTfQw/"
    "/aQhHBTZ8/nVyybnsxpVeT7re1mRCIllKExYv6M44h6F9RfZ1k6V53MjNtdwOc9kDwvpBC"
    "FzRLhaYbVcTfekygfY3egZu5GyfR9JIGiZLD6yisM6R5UTgPotbX0Dl20t/gW8wV+vLq+/"
    "vX7z6vX1GzVEv+X2yrc1kvn4+U6xFcDY+UMKH4QLUzx7WOPAdQp3+BWvGlu8tbpa5a9gpk"
    "xeN/5F8HJpcPz7rR08qsLPU0PGT4PnO8O6IXL+hRGklgnySYCoizBzUbxixmgdUCkJQ1gi"
    "tZEGEs0DvkJEqRhoMtHzXYA6OJm8Q0v1FauzDYkweFSbn0BySdCceqQIuR9lxlKsPrIGkg"
    "+iMUgPX5EZyLGjOMyx8zRMfzzDu9HBfllzsF8mB3s1Tm/GbYsgVXC6iCBZB0g16/sJhVsH"
    "yDlKvYkDxKLF2430qtGhdVVzaF0VrdFKdbyaxdW6+DC43IjJNTwuAvJbN5G57V9KbNnegO"
    "1+sFIvLTH1hLH1X0b7LMN/PwxmF7UyDaknKRMXMO0p4lVawQPU2ywWajdJcF9gtYODAG9M"
    "hFX/lG6IDeYbjNgo80MpHDFbkhXeU2h1z7AiO7jIeCg1v5/1odU+xArt4EJTB/7sYe8zrJ"
    "y6G2Ia1CnmEt/jmxUAl5TNubGgquitqA4uqth3mdrATARVTm3FdHAxzRTDFsBqiRfC/Jyq"
    "IO+GoAZ1QoXqxwfeRr2S43tYzrmymwQJHumMCCcgv4U0ANzNVICGj7WCPbyKLxw/II+UrI"
    "tyu+XcI5hV6PUZwpxkpoqyLZFsrxyX+7dfvnzKcP/2Yz5w6ucfbj98/eZSi0INojJyd3fO"
    "jfuVzHiQdRqW3B4/7b4N9MimSU/ajcrnCMdJTC8E4muGwK32FmGklpZH9Kc2Vv96IBvta1"
    "0vCSvJg3resxqlRlWEfu8eDf9Sjy54Zv8Y7YSx31OxHMEzye/qCxNCe8djwcbyildv8rmN"
    "9GDFf/2PP23+ls3f6jom3E9HlnVfnqPUbf6Wzd/q4tfUdvRNRidpyvEs1QAZ/boJo19XM/"
    "p1gdGgRBpwOB4+QNZeNuLtZQ1zL4vcNT+HB3v+9ve8LapZj9gLzTOQslTHx5N6HuPfKRQj"
    "ZJ/4YlSJYkS3xw1QjJA5Hl+YRKCH7ALdLaPAcBrFcivVSi7fIYz+zadwDauXdhfkAiLBpS"
    "QrX04maBGq3y4QeSTBBnlqbQU6hlyP4gFdUKbX5mRSQDyOM+09E3gjACgJiHqUTwJ1OYpt"
    "Jy6icqxu0dkSJorGUKmmZGKtnjglHmcLAc9cY3XdmfNAzR2/px9wtaCwp/6BJcL3TP0YAH"
    "CiWKeYBnBgJa2Aq88UXpsTKHOD8Fy9cTVwU1KHJ1bz4oAR50mUZhdx5REsiBMySb1nYTCw"
    "VaUmqH7H3dQpo9+iPxb9sThA1/QSi/6co9Qt+nM69AdUMzOO7iiOe3R1npXVGkhT1lY/od"
    "1l2xUr6nmoZXU+tBF6WZMgPQgE6HD5moXo873L9FTR20I9pXyOGGKwzPN0A1zXh896Sdu2"
    "e/DagshGIHJParn4hLnAqZ6uaQ00OYl5Y2I8ZSkPYDz1Z4PuuK1UNJHVGt1Lxmk6K+EuS1"
    "jnfDk+DvAKwnjjemKmvpr6p3QjFnhQ0fhR2pejEU1TYZXR2gpaz5ZFHGJtXPeygnwIlfvq"
    "NspWal8GAQ/2Ts4rp7Zfxv5fBrhqHSimhRdEHQtzJww8E8W8in4I30ZWQb9pBKbc1IApN0"
    "Uw5cGncBir1zb/GMpo7aew/6dAHgEfND0bslRDWPbHPhJSMRNGOlKWzK78ZySO8iAg3j5e"
    "jCKldbrlAyZ13FCRqZWFW1MUxyva+rKtM/QARVuzlbl1TFHJIq0uhJsisQzNM5QKJw4WK7"
    "L0qZTVFKFNWX0iZTUT4JBE9JlstRki6yzLVS3DAfY8UmK6VG4LaRJbHDu/RNORmwWe1iPL"
    "OVILLncNXO5I3PkH3b9kVBJyHt8Z10WbR91PGoaZ/8RXRC6VTKOA6RlmjEs0JShkLmfkrf"
    "pzEbIxxFYzBFeiyHBIdd9FXD9SlwQvBFL/WflcEjbb6BGS82JO/VFmLAngrovL3kVzgTuV"
    "2LhoGxdtI2Q7t23buOhzlLqNi7Zx0d1Vaw2Yecr06w61Srm6aRTPdVMT0HVTLIlOF0QYtZ"
    "/bUQygT2OucsB1k8oB19WVA67LwhKNQm23BEdkbpw+ehweHz4o0cLho8PC4eD/Nfad5cis"
    "76yXiftfQ/aTJP6oBEFJbo3rIBTdp1GNagii/AJABmcEMfUoXS4QcugR6Nu6IOACP+oc+H"
    "/zMGA65VzpnA8CYc9DVOpxYzTnAdAR38Obt+jzz58+bXPf9YgCkHKUWe8BnQG0Zoxgr9nE"
    "dzV0s8YCABe0CmdL9Qd6IMRH6nlLdX1KCLyKq/hG3Oqc+p26yMLVlOjDQQuscRs6i6pYVK"
    "Ub+2tP7WuLqpyj1C2qYlGV7uqjw4sianMHOrDltNPEGjJ0R2D5WcZP23GyveKhMeizh2aS"
    "pRygZtJfTaSogLpJIZCy5Ohbuqjcm3KEQ9qg/sfV1atX3169fPX6zc31t9/evHm53amKt+"
    "q2rNuP/wG7Vka4xW0sTvXaM2HPAmqHy5s09nUUCIeQjNG2zyOGzcq2G4aDTTmnU0T5uN+N"
    "JKJ/XK7bNuJlu13jipm3Hz+///prec7Lbckyv/317sP7fMUR/kBYyTZfucfvCPba3jvG8U"
    "OrnzPFbmdFZwE3PDpzhAPi7RFOzo44Qt6HLpUfmAw2o7ICxru749r6xTDOIWogJQbli9UA"
    "8D8ssVhOJmjGoaSYDuCEJ0WtkiYTnTrOQ+FEw8ZI8Mi7wHg8boYZhIfOlpip3wgOBonVB1"
    "/wh7Q/5T1TJ2nzzk5qo9Pl1Kwzwzozemdj9BPWts6Mc5S6dWacML8sOeSMdMs0lcVk9sZk"
    "lLrDzetgZqkGCDO3EJynWWZYxzhFY7NSC/w0rVE85F5fh/eLSBwo08R4a8iRDZDVh2+rFv"
    "PMrGFghmiAbD78it63MtpBa6LtF5k+9IKOtvXdIJ2u/Sl+1BURm9hNaRDS5OQoEA7w9Di8"
    "N8+Uy5a5TzC3Iw6O2wCzLIaeuTGuc2tMYUhDf8Z7pEdDmgW4E7ao0AX6KAX6acl9Oo/8C3"
    "f04Y4/oFjtQDggUUrGPOAr3cdQCYdFnYtFsTpGi/M08lnY5IuTnxHWX3E+yLX1V5yj1K2/"
    "4nR6t43GTsHkzXDyOqC8BKbZvplxxegy2iGEKtZtS23UjVY/MxRxVE/TdZ6mGQLPj7DUYw"
    "wXoqMIUxvuc5Z+k2cNQSzH/hS0NeU8cqp4ulBnH/EoI8JYPE88xkrGXDKPVITYU1oKYZLK"
    "jYOFIHv0enjiMRbtPzjav+LcdaYcoJsw8ISDgwCXHDXVIqt8QDeEBfMNRlg+CdSXgNWmpd"
    "hNMXPgRrVdUQM7P/WgIeyBR1AaetLhE8ItHklbX0Eb4TodAaSVHBkj3qgEkk5ujetA6Vk0"
    "qCEsDZWRFW9nxJcvBFITyO/57CGeCCLhPSykI8hvOho+VOzX0DC0pSJuHN8uxmqc+pYFNK"
    "rSg9RgGBVfEwWQ+iiz3jMdkw+4NuO6QhEFIkDFFdOIhLh8pYMhvOK6ljRZjeP4/vj29qnq"
    "oxG6EpJS2h52cwm05GukBLm5Z76nNjKhHojUX3LOgxW8MoxZUeispiaT/AK9Ry4NiDqVYi"
    "nBABCyi6Yb/fJyzdUPgHR48QJRV8Cske5I3cnknsUVrCOMX/8+mIJgJuPCSgwKOiVPtbC9"
    "he0tgNtBANfC9ucodQvbW9i+A2ZJC8HCplHCRw8PHvnh1KOzPtkj1inSLbxxqvR+daYuoC"
    "lppFMmpWHMduqnnmNTPcoQeEMep2gsP3P9x2LbusjPuoS7NNVgioUfOdsug1aYsb9AekIZ"
    "vOwb3zN4jhnfC6SW7835voPLikyv3mgyRL1m97NK8HQLjv5BY5KjalA6HjBuAE07McDZDK"
    "F+j0KhW/VpiBVRhnCCnr7VAOwcB4CJbtASP5K4Kn3oQz359ZLOliiqLhphuwlgm4RHxw96"
    "UYSojzPtPUvQ6gSn9jhbkACFLIrF5nqS1QX6Zcn1JGogQ9wnbAshr6n6RELogAg9EdWLUq"
    "kr6OP41SXn43sWvdRkQoVDmaAuAVybeBD47eNAvovq//sBfVTfle4KkNBrgFkLbEn9akQ5"
    "EW6kdAHz4E8LKVtIuW9gST/BRQspn6PULaR8OkM6e+I1Tm3NUNm01hxTE8XBgKMpErtEc4"
    "HcibZXYvVy7hHMKvSrNF2+EK0ibGt5JhxOM3TL9YPXn/3y5VNmC7/9mIeBf/7h9sPXby41"
    "q9UgKqssXUDH4ATZE1hLk1p0bT+0QfNwD4gnS9drwOF86tL+EJnNoxJAIrk1roMi0qFp+0"
    "TJxZNAeFYUpqas5AV9VGa5MsC1ic9XKyoj819wuD2Z8MClupHe2xgjiOCAAvbQ7nT3bAs/"
    "bGPloli1MRSq3TX028RkM8VfBNsUTB91ElJvEJfCxQHEwq3wA0HapSVeIDiTIBRuRpqiBb"
    "DzKXEXL6vPJznaZx4Fj1kChAO2ABSpzkbqVSzeYPGGvunNPbU8Ld5wjlIfDt7QQ9vYAg4t"
    "MNXYYDu6mdbmLnQSSy2j1zVdxhkiu4rLWWoaiJkjG2Cw6+FjMdV0EiwRU17n6QbI7OsmzL"
    "6uZvZ1JbNNs7rzdMfPDD7NltFKDrBcaozMbL/OELUag9k/WF6jK8aRUTmqweDEB+tUFkPp"
    "wCVzi7NAfACjsz/xwx23MYvQQiSp2PW3Rw2JKnrbX/QZhT2ghIp6BX3q7lHWo5zcSuQZHV"
    "8jF4CZgZsist6wUWOrtuigMDEOyoiHkKWVNRAuG1VEuaypiHJZrIiycwE11U1TTiObHJQt"
    "9wNOtOYqaTJ8QL1dD9g3txPdD4ZoPxGX7udWyhBaBb/LCn6SeWUu5CyllXLXpNytEKIPak"
    "sYVYcR6dvjBqFEDuwtjXOaMqWsotybJJ8nqerEuFRXGVknUTpvM5lFcZrPGIjXQPKgluN4"
    "m380yi2lY8y5zWa6QO8ZAn6gB0J8EY1V03OoWQVVqqZkrt5lrObSHyvEuETlqyCWKX5IRP"
    "AuCUYaJ9FIuh7YPYM4Jcan3N28EEm6VBLONI4nU6tOP/Wbl38xCkXKBRH9MdotqdxwYID+"
    "quJFEEcyjcjvvvpKBJizyUKM11f8TSf70UgPVutF/+NPG69k45U67n3oaeSKjVc6R6kPJ1"
    "6pf1aaDVey4UpDCFeqQ3Sr13EtlHv2e0NaXzZazjlC66Bovo4TW6WpTyIZP8BApcNHhZ0s"
    "b7U/4JSJ6tCFsK/+cPZgvuOOQHM/UjYqgeTg8rgOivMpa4zAJShTVCR+i4RFgBUGnIu5Ze"
    "1VG9OVgE02Oc2CPT07Nvtp9luw5xylbsEeC/YMiaddAx6eVgs6z9IulxfqijXxBDs7YiN8"
    "JXgW/+iCobC9V2stBPGohibDF0ZQ1MTuhUBkxf9NUQjZc8oIWO3Kc+jytbpARtyqCS5Ad6"
    "fIe02lLqcxRnSe/A03OSNFW+MYE5Z6xLM7iJ5Zj7U1PU/+8Vkz5pwUWmvGnKPUrRljVe6O"
    "fEEHCtdONIimnqctwQBdT6+vG7ieXl9Xup7glrVpWlytsUJtws4UifXkdcZCvNMVCP7GPY"
    "+vy3tX5EaM66zFuJ7BPB7c0Gj8ZantKmimoC05tMbQzVhytCQ4iIKwoye/Qw/El3HHBy6I"
    "st84cjmEZI+hpGPsb4qTZNUdEoVrK5OQF0zH40x7z6istiIzBSCs7Xj6z3JsbcczsiKs7X"
    "iOUre24+kUx5OWSera92PdNR1kJxWx/gpTFXj6VEeIDOmJm0K0z9ZndofoiA30HWeMVPrJ"
    "UndrbZ/ZdlzzBNcl93U9eaysBW2KzHTmJuKhhMYi48iyAIfV9lzRbeviuYgLzi3yuyQBw5"
    "4TU6cdXQWj5xiT3rPtI+P8WQlt8qSyn1boG7Ly5eZtNEnc6o+q9Ya9qJjDC4H4miHF57+M"
    "1TwukZh6UbkjNYFOkqXKSsMu9tUb3LMoppCD4w7GY215us72/baFq6CXn5orfjURJ9mutT"
    "3n0kD9MpTpMyjxA4G+ATxcLHUTQ/WzdPvBKJ222qYrqAABf1R81aYzMN9x+Up9XNbMs2Ze"
    "307Ynir81sw7R6lbM++EJbJSZ15Th1aaZoA+rcPXfU4rEwZ8zpENr4De1c1Nk8y1m5vq1D"
    "W4l/PPFhVeI29tOXlLzD/mhtG25xb+60jFPxN2Z4gGuMIblYi8qikReVUsEZk2tYq8rs4n"
    "zNPZfML9a9FWm68mEql/ipXP/vKZBpiZotdpGhv5kMuIAYuZm8LXWSrL05xaCCXsnDAoqW"
    "hdoxSmiYZ3YN40OjBvag7Mm+KBqQyWOfWMWZ0js8xuxGylNxMhHMkfCHMEUVsAdKKYmzC+"
    "5hHDE8Jlo/IdlzX1Oy6LBTx0/w+xYTNHSCxDYcL9MtrjmfkjRh4jaKGPlv6OdwAhKv6tfF"
    "OUsuIRtvJvd9DJIiht/pWd5NuCFMFHcpyPq4VedbHXZrptdWOsixaorU7aGe/+L2S65Pzh"
    "A3N9DqXPSlz8+SHjOj//OhrskHh0U28/Q+rDh3rH4KzmYSDQmkrtWUaRLhK5xAVdsLgYNB"
    "W6TTyJC0K/02O550JiKlqqPwRywyCONcl6+Vuc7J4FXGpXva3g07lvbmz92mfk4bR+7XOU"
    "uvVrn7TmYhzkZ9yuKEdoOZtDLZWWMjPry72lsNECDTCEB1LiQ6opbEvKnEV7svakRZHadl"
    "DvB0YeAH/s9gpuBYD0A/JIeSj2RIAryC36a8b8R+xR1wmZpCWOj3qlsuoZFofsjjYZGREd"
    "gW++i3y9o7LMjPjWuDYtIxrUEKX5ia8IxPfrDO8VfiA67QHKZevsb+3KFxfobklogO7owx"
    "1/QHH8i04a0B225gFfAXyihqSSQoq1y9qerFF2guapTUWwkE3flI1+Gu8WsjlHqVvI5nTA"
    "gv6vgY2QjB+gSdZK2DCjs6VSMvBij0DVMtpnhafu57/eqQzTkHqSKv0J5juFstBO1CrlFR"
    "H0d+pqRdRqiuaIoQQnYPndh3/e1bN8e058+vL5P5LheTnkbGUeyDn3FBOh7tken0blA+z3"
    "cfDvA4cuJUydoC5Z8UWA/SWdmedB1D/FRt3vL5+oPht2FiEOXIqZAzeqdaUa/O+pBw0PCW"
    "zlzLdxaS3FpXUFdFO/NFyR4Mt8LkhpyFRuxPiJyih6rMP14IZQ3N/5Wt2C8owJPVoEPPR1"
    "LRINfUGEkp4EeXxRhNf2ecAzopmSSUy+ijTN8DxtTb6I19VfxOt426mGx9S5QZPCPFmW13"
    "VHTVOdsDVq79r9dmRv+l59uZ+IlOXValN3a/ckFwrKeXpg8wBO8gjYfNLUMNlUZjz0XF3v"
    "FdoaeopUx1piz4uGUoEYIS5EVnL1OW4QXijplbRNbGGCUhdAetfRM5YVnf1jtJNHAWNKoc"
    "tARn73IdZUl76KxReLJV6zyfelZ/xdMVr/40/rZrBuhq4DaP0EnK2b4Ryl3sTN0A019dTy"
    "bUVRTRWLSU5Vg1MsTWOLsuYY2gHnWLeq7hyGrZL7dGayE2wJBrgNvGmyDbyp3gbedCrkdu"
    "CsJeyReNwv8exWu7TSNINg8rGdWkorKvWJVC/pHcUgGN623jCngZAOCQJeop9VL+wc2SBY"
    "fey1resjGHM+S2UZvwfjsZRQErzEm1SJ4KZJjofgtrmvRCDu1eX1t9dvXr2+3mK32yt1kG"
    "0Ez2aNvCAgUT114zy1PKUtZdAZ6PvvGv51P4ClOCoBvzP3x3XwdwQku442Ohv3K0hwgBcC"
    "UTblv79N6vFrl5oLlQIiZDpGsi/Qz1r0uyZpck1n5K/a+QYkQEHmczKTJXB469PtD45b4N"
    "oC110/UvoJYVrg+hylboHrjhigFrg+eDFW9YtNluyWYIDr9fC1246OSHXMpMny91WjWM9X"
    "NbGer152KQzxI2j9ldZO6m6traNtByNL54uyE9Rj6CMJNlGC7bY3GmczolNyUYDXSGfvUh"
    "G1h+bq2FUWCnQVUybKLmhnGmXqFi2c9qYptWx29VLiHhTRuovmt1bOqc8Ma+Wcj75rrZxz"
    "lHoTK8eWwWq5DFbq7GvK4RTJAFl8+IJYaZ3CgM05sgGyupVcrF6ERvXQcu9DbFRr6dK5am"
    "KN1u1lzbq97GsOocVGmjO4Y9tAS9hImsVLpYeSwDxVPE9nk8OfUdyCuyVRlreU4WBTzv2E"
    "Isf16UYSMSh+38Ys3PJbsfv24+f3X38tD9i5LWH57a93H953M7ykwYbej5DsjsCtn9T2T0"
    "YlSGt0Y1wHsnowpHEgCTw/itCAkAw/4NCYK+4yoUuCIow0SFHATA1pn5HPfdq6UWeVx83X"
    "rMyvW72NbAmsvzG3Ne9VlPeQVXh7xNaOY4MRJNyRs+FLKOt8cenbtecE1wPN4g6TvPi4ld"
    "EY6WalbhT8l4QESuJ50O0oalwESsYGTWFlCH2X68uldUIO/Px7ds9+0e65+Ap47uQS/g+Y"
    "MEaTSVKBYjKBe3oGXZkkLksy3bzVtBSaL6Gf/u8nKhXZeklny20Y4zpQF4N7pisFwKc5Rp"
    "i56m8WrqZQ6YSqn6SelHpb9awfowWpHrmLkcQo4Ov46TO+WlEpkNLQiC4rwCXysRDEvWf8"
    "kQRtdHyqK9VRqiKWhHjHh2N3D9SjFemoO2a7HdzTD1XdIq8Wee156qTNSrVZqUNKILNoVH"
    "tbsQ092muZ98Gw7GUOZstV9A6WgMnUdr/HR5Misw2RuvzBCLCKzOWbIjuKfDty4PROvCcq"
    "LJoX6JlgFh2BOP9GvVLvl74+rgM152pEY98XDAaoEaPZEjNGvAs0mayIEOqtlBYaYYKRf2"
    "uu0Ttd3QPFIwBsXGOBYCfRAGWZi6yNKWyf927p6DZd4HwCx226wDlKvUm6QAcg6GHiHtG5"
    "aYonZagsT3OhCYIEhgxNkVgniW1rVxU6fXPTJHb65qY6eBru5cLT6X+X8LfO/EsohlSR7C"
    "ge60yND2h/HPHOYHHn6Qa4yFvp6O7SBRFGuXA7igHy+PCpcFEkkWO6WefIBsjqw/te19RV"
    "Ty4wuXK73o4/CFR3auYe2H+xJHSxLNkYKrm5I7DsLGEnFo5chqspw2XRubecewSzCs7maf"
    "NpK4q4re1ge+XIeStfvnzKGOC3H/NxAD//cPtBHXd6f1CDqKzQKHaop4ndkaWypkdnMPrv"
    "Igv7E2UPoxKoPn17XNuSMLbUdW/dpsh9TBQH2voensUou/pTznmwigNqA6JDdBXvH0kgdH"
    "jJBfpFR/lyAsC7rt0jkAuCIS6iDPHAJQGabkrA/CPMes/WS04UWZxGowOXIaFnHFcWUtMQ"
    "NJnE7unJBPwJUenr3yUJGPZSXgWCGFmTlDtBvx44FCR+IOyeqYl1sSP9RmMInZ5hOVui0N"
    "fXL9B79fRpwNVg9UyQEBJ4A3HSG3jpyUTX29bNqdWbVPgm/jXCLvaTNnC7Ag7bF05hNbbu"
    "kXVk9E2Z7iekbR0Z5yh168iwjowh8TSlWTQFdFIkAwRzDl+7pC9Vuo5UgOfwwGSZHmzA7A"
    "ryAa7ty6s3jXD3NzW4+5s896lwXBqQWckCr8WCMnSnxoHK7eSO4T/9qDKlNi9JH8lxNpPL"
    "ZsW8amp5FTaTrUFeZHRN4lOGaggVp46e+RSbudONs0dwRTm1BTvL+sLtYC6TraSMdgjr/A"
    "gnpE2gMdteum3uF1EeDS87e1WryZFaOXdNzh3xFX0f1xMelTiKtvfGdV6iuCIxbZ7cEVeO"
    "AatokU3BQN9MNwhqq0wmgvw2mfwF6rHAv9d4Az4Q8N2Ar+Mt1IchzFULZDKJC5pRCa4VIG"
    "RyMhmXOImOMu89C8hcqQoumvMALTh30TeTyRxTj7jqweO46Ezow2WXYFfPFmgfEiPEJXq8"
    "eKC+rwnAixS9cVQJU82rHT1Lvr5n4EhKPEhL7MKrTkn8A/W/5lS+Uw8IiK/UGKFotfmvqR"
    "UDJGGZPBa1R4SLJVxaqd+9xI8E4SBQ71vTMAPYEp/ainUFN9Efo91CzIxNOvhoojEYy776"
    "ooRaJNtFGy/H+PtP9q7YQRVg/Q+9X6am2D435d14zuOtm8u6uboOxfTT4WHdXOcodevmOq"
    "GVvjt+m7I0RWKriPbOa9hDpp44FHGQ3z2o2AVm1ibpRAQ2R2fvHJ0H9WtNQNBk/AB9g4f3"
    "e/ehXewohgn66q2yxa4OnN0QQzAG/ExRWHbm2UmFMyWLsKz40BOxAVuyU4cG9CpFpCe1vL"
    "qi8Xbc5C4iLTY64UTRCSlov8j56uZYeTrbHMusOVZH3G/Qnj1kblVVtfTt8VPt29VAx7zI"
    "mk48mkG7IN3JYZcx9UJsXUuQVUUFmhM5W4Jja5uYVOEPU/o2cwWirMQJ1/6kkVts69mbTF"
    "zOiHa98UBNysDTlnbJNfJt5QNUcCDrfV1bmyOJtrBeKOuFsv6IrilH1gt1jlK3XijrhTr5"
    "t2O9UJ1lqlzCvmbI0wyRjRDvSF3DYS7QPWPtDxFm3zWGHiHOXlt7BTZXl7iPhw/Jf3q4ph"
    "+2JGeyVl+9bOK2U6Mq16q+d9KSnB07rE7j7Q/InASEKZXfFMYtUj4LyO3aej8GkmsjA2xk"
    "QCmj++LK7kQWX492jo4DSUX80KbxnYecrQ/9eD70jvhvf4iclVWlNtO3x3X+2ySA2ajUZt"
    "pTChmKfK5zFmfcp0RABuPOrzqOe9dDXt+UQIVIAaUssYfAWBWQZEiFw8NATCZv0ZpE+YBU"
    "ljXOOsa092wyifG00uqZ0T0UMqjNCSmMunCndisvsVBvAIJI3oyvGcwkluoPJ6rNHj1prc"
    "bH3mLubxAMEGOdLom1x1I4OAjwRg2GMWTF/03jjmBhgKY8mssP5fY9jF3JanH9Kxe9nga7"
    "y7zM1hdsfcEdV9566hW0vuBzlLr1BVtf8Mm/nXNJnushU62rzbra6lDFl8/g5+GTYsCWKn"
    "H/PJETk1AdMSXmNN/9ATNiiuapyfZQTj0E9OcIm0Takjfy9uTohsfuw9dAzmEhZs7NAqlN"
    "U+llmspnLumcznDMogLOmbk/rgM6WWpkQ6DzJ74icqkkodFGnwSCM8DqQs9FS4IDxOca3l"
    "OHmDK0HgjgdSv8QAQAg5zNyDsN9GmwDnA8AdDgZII9+hAPL4Cc7U95zyDzhTIENdhWlIUS"
    "iEVUn003HhISEE4+R5KrWfFCrTvo+qM4IxX/PP1mgIZu7yI1IWCX6mmubkCkK9Bhcc88rn"
    "6JehXGp9zdILUklJ3rEXehX/jdlgrSYaoqxFVDm6k4vR1D6pNjUiR5ExmSdZ6bLpOrCZea"
    "bSuBQz4//xPSXHjGLBbotUBvxzXtnkJ+Fug9R6lboNeG/5/82zkMO215qVQQdaMY6poQ6r"
    "zF65FHUhKoVdPBICE4YhApZXPelhrVdgSpMgaNoLJo+ADX7uFLo0kqPVIRglbD4QzVABnd"
    "SqYF2NLG0X4ZogG0YDt2vRw8kxAtCRwzWOBZquHBvm30FgSOmWlsaRqb/9qpNO1B8vTE4Q"
    "6D5KnNfD80R/2AqxEVDuJqnubIWuVq//CEFMRuoAZkqQao516+bmSsva6x1l4XVYGtz8RE"
    "40oTDU/haoXRFd2cK4Ofqlo5txj9dNkWdw9ebRnvA92nyGyqXXdg+qJ3JvESG8o3RWbl22"
    "X5Csb5fxN3v6TZArGVdZdlnQpH2WfPLiG38u6yvLcRSuanc4rwKDLuiGHUUxGTEoO3ptvF"
    "juR8o/k7GO9Z1yG4dNy4afynY946OE1e0qM3jtScbvS/sIt9SYIGTXtRqmfvKCfs48x6z+"
    "paBevITviXE/pRaGe+eTCCGE8SqNfS4aOFFsJ8NsMQggiRp5J4HuTIx59csK2tjuY0EBLp"
    "fXS0/ZRy4Z4ZCcZRldFP1vtNPI8tjm7jJG2cZM8j5myc5DlK3cZJns6vUXK4NmVtCamNm7"
    "RhqG2yM6X3NfYL7UgG6H9rIQ7HdUEpNmPxlmSALH7ViMevapj8qsjlrdViwOY0zRED+bSJ"
    "VjQMdpe7GfNrK/Payry2Mu8QrJr+WjFF43UHqZnKOEtpHU5dlrKtv3wecrY9qoctX1tf++"
    "zqa6cdjD9um6WMnnBFpkaOGzsj/S1RQ2/kL7oS9M7/B643qMeSVIiBctcYbRFP3X74G93v"
    "eDLZJXaAB48y/Zz4oq4sM+M+0UWqC+7I40wblcWmugCNruENdbsjB2azSjDwJFu72rrq+m"
    "be9NRpY1115yh166qzvqSTfzsHyujSCoMBM7cElpU217j9SvV9KAqT/NnWIdmy/4KscBlC"
    "V1NjPSE4ZuGdlc8DiVlvuUyFswplWWz2U1XCt2RHLBO+vdLbOuG/hZRIZwkl1o3bw5bR2h"
    "LKvSyh/GPAV74clSBX8Z1xHVLl6zGNw+Sj4VDyF0LVGVkTIdEjCSBeAQm8ERWt3RrTVfQ4"
    "mwY42MQahP6VFgCyAFDPdPCeQgEWADpHqVsA6JTNy9LHXVOuZqksdpEPucIrozDBZPwAI1"
    "2vGhWtvKopWnlVLFoZaXjGTvQc2SC4fQw3epr1jzigwArhiNmSrLC26My76jzxmGeZh/tB"
    "IjvFeBpST1ImLmC+U6jEB7Mas/WKF3t0P8pSWbEcXCyJJTLdOHv4YsqpLeyd27Mi27/I2M"
    "qI8hSFLUvWoZIOEcr0KdI+R5UwVDJg/DQa5USqrEH1BrEk3hwiimI46wLpYCYhMXMF4lE4"
    "koRLVCAczJb0EVphCTTnIXOhwALAUtRF2FMjywCsFmYohbrytpEFu06+aVmw63xgDwt2na"
    "PULdhlcZmh4jKpNzMGZ8pobZ6DOUADKcehUar9juKIESjQVPmRtKWCtVHQoFMm0D9iA7XS"
    "BPrHzoJ90gSKrV2TjBGceNkFpm6SgxE/Z6yrsMV+d7yCtr3qwuqdugTpFxCip35Z0fA55I"
    "NL7Z3450ZnY2LiW3vH2jt9O8n7qflae+ccpW7tnZN27dkdeE2ZmiGyrv1++hLa3IcOXJ/G"
    "OvOtM996ja3XuAs7fUds/O/JjFaZ99t74zrL3o1HNbTpv2wrMbwQSBcwB/cjmN7TUErwOM"
    "4jy1x383ur/n7kkqC1Mq0J1FNYYijF/lvIg3BVNOwP/vQq6z7dazBZ2da+t/Z9z9SAnlp6"
    "1r4/R6lb+/6Mu/J27RuyRTE6yE48q2wEUFP/O000COM+65N808Qn+abaJ/mmpPHuakXKWu"
    "9WYygpEutqN4dPiEtBI/HxxuO4ZHVXIyZFSpsQvz8a4tIFESULv3p32VEMcGt5fd1ga3l9"
    "Xbm1wK3OQCE/xrrKqDzSIbo3fiLIQY8yCW/wCfc9gnCg/iceiAuVKQFScYkuMAlV/SeTOO"
    "AAIrKhQqXuP8d9wt6pIdEC00Uoo0htPtfBC2AO6wsFkORI896zFd6gqXr+DFrscVYFqORg"
    "k0znu7xeHrU5AIp929/B55yaYNs3QT2Pqgfa7noW9LGgTxfNfwv6nKPULehztoURu/YFHY"
    "apK6VVKAXUkKlZquPqBZ1nqVZgwcesGVLgag30kyccoI3WQo+9hGtmSzhHZoMAslwNQtMO"
    "pjuKVnnZv/3gQb28yTaQjB8CMtk29iup9EhFCF01h7NUA9xlXzVKcntVk+T2qqNJbvuFxZ"
    "0ALGgFeNf4gmkZ2gxRN2ISYdrBxCRGHrs9agwVCLshnEEFjILDCRiUjtA1dViV0Vu31f4y"
    "Cah4MDmuk/FHPDA8vm7rC2i7QnxAfgtpoGybgHtG5meBcHgK6OGtz8hJFSTx5HucAtVPsH"
    "vM/ntMFDRdlENlttKOwBY+y2cqpZyRBYbW+zGylLZBa3fcFkVvVcwcZ6+wtVLi4R0gh0cw"
    "bAxPCzE8+bowRnrQluCI+iaEsRxH4WxHBYLIFHNgIk9oFZ5nxAJqNdJ19oOIyoitNPaXBg"
    "/ljK+qkOlqnDRPN4QT9Ngg6YwHAfFwpRJTEytQoLTxAt2JiP1K3Ei7/EoUQ4UclUTGFsaM"
    "6yJkg2S0E0TDDbKGY4q3EKkqieehdVyXeKl+TJTYOwuFVB9zMIYxcx4siNQxqbvrPMjdEk"
    "vul+cRtzzf04GwNpTUhpJ2fIvraVChDSU9R6nbUNLTheSQR8JMy4OlaWzE4+kinDq3/WTg"
    "lesm8Mp1NbxyXYBXQEVzXL5SExqhWFmyIRiSOSDr5qYJknVzUw1lwb0cs8Ppv8lMGgMoeb"
    "rjR3IMCDzpSSVvnzAX2Hac1X542FaZe+ba5I5qgJpkfzXHosEwp4yK5V4WQ47Uem27LOcE"
    "MTY9sfJ0Fu03O7A6Aop+dMnK55Kw2eb/kNLOcLkR4zpAlO7GOg9k0xAOvVsSNKcB9CZgYk"
    "00xogTwDLKxod3ctWfVCD13Hf6tk/UjQWRIkIi1Ygi8nnYR5eWT0xVMBIzHiVeqQfZ+okW"
    "/+yb/tJTJMzin+co9Sb4py1Id1Ccbnu+NbarEwKL1DVA6h5ISeB3DQpKyqK8h8DaVnrsxU"
    "qfYx4wWaQcIM/bCZwsg+EqQ+grUbhmIfQdMyIPHUQ/5e7GOB4sQzQEDP/YwWBg5yjlL2SS"
    "eqaaY57WAmHdURUjC6E7IIxaI7IKfonujZ8AXmAUJQ0hl/cM4dmMq6WJlFGPke9hOefBCm"
    "HmovWSQ/cIKqCjBOjDEB5GpUB8zZBezUjwFYG9BXmUPQgYDWFlS0IDUQRh2pzsnk0m8cNT"
    "xRvXVC4pU8+msyWaTNT+RwKGvSRHLhoZfURjRFa+3MRNM2QcFAewj3ozj2xftqZ/RjxCcz"
    "56FfgzP6kFhCwg1DsVsZ/QgAWEzlHqTQCh9F7d1PxL0wzQ8GuhotruEGzK4xTJAMr6tG1Z"
    "F1QLA06X0Q5wVV9evWlSGOPqTXVlDLjXn/4m/Yv61P81WLnJ+AGu1lYAT/yoNN7ACYMS4K"
    "JmJ85QDQEyyrL6phGrb2pYfVNkNRime+mSGUKLD3VHcywaDJJ7+0g4RWbl2zX5dgT/+6R2"
    "ge/Un6MS/G97b1yH/8E+ohad2xj/QzBY42QxSpaG5WKwbkogwk9oNA70mBfiHVpw7ib9U3"
    "igqBS1VxJ41cYENse0W6qchdTOB1yxkNo5Sr3vMVb9M4pPX87rpPmk7SNnnalE2LUtqr9b"
    "UslJJPY7hoS1xTsr347Yaj9FbRRHJaZacmtcZ6mJpA3juGmlIEEX7K+UXaCPykwKyFzxcY"
    "kkfyBM6IaXXI2Z4xX1Nm/V395GBy8oswEyXKjQBtUYYYa450J0hRpNmKtDHJQl5nnl5YKO"
    "Mam157qlhVh77nw0e2vPnaPUrT13bHsuPjr3yjrIUw7Q8Xl4C2/G+QMle/C7QGjN6SeZrT"
    "98pSebBftkqQYX79NK8zS1f0MDdxM2p0gGx+PDL2UPC+kIQtg+Xvwc7QAVnv4qOEW91oKA"
    "ZyHmgDzy/aJyspQWCuyDlJVBVlrBqE7BzlMOL9rtMEnqHYFefxYaJCzgrvr6uA50BY2zcW"
    "SMr8ZydoE0DKoO9VzSmkY7l1ggRijAloj8dYWpkoSPhVjzwEWMB2hFVlP1nCUtKcfezhQW"
    "Te0WBmDR1PPB1Syaeo5Sb4KmEti4TbSSLcFBlJEOoU+vGiWavarJNHtVTDWzOSTt5pAkCo"
    "ejtJGlCaMLhMPTrdtheMDn1CMOZXNe5Hd1OdY8XTdawcO0g2kFD6/jEyfphmSYd1lOPbyv"
    "4rLRV3FZ81Vclm1DmxV0z1Cr/FE3u3aJVMekMK5a/OSDbBnjXpYx/oko00iOSoOy9J1xfU"
    "wWjGkMEAiCPeKiR+yF5AJNJjBjVFJG91TD6tJ9ePXy6rUTPdgJyFzdX3L1S8rQgGc/r7Qs"
    "Tb6Hj+aLrUFjIYG+abn9NA4tJHCOUm8CCdimbLaeROvVTxop4TVYy2URa3kgG0ObZ0cxRB"
    "6/bsLi/D6T4vDrQsFcrQcWGXxLGQ42FWbllibH4ulGRsngPWNyDVNvYztku8crXt5+/Pz+"
    "66/lFV5vS+yW21/vPrzvjt3ykT1SiWVFQknqbq39Qrfjmjs5PXWQIApux+25ElW/3Fbb1L"
    "n7+lIcSYZWeIMkfiDguIxTPnRKyAuBorBJpJuo+LLU59n+jNYF2q2z2do756P5WnvnHKVu"
    "7Z0TNqE+rmu5c19M+97lgHtGFmUyfoD8PXyVWK3H7ZGnk6ezaTo5VhdzG7R9oE7P6aa6Ym"
    "yNsltKbZtj2dIi5xhvjmczZW7upcTmSG1eQS/kvN+mWUH+jF2zP7I2So+2OTrD/JY6ArD+"
    "sE2SGJUArKm74zqAdZdq0RhgjeqZlqKeb6G3EQnGCLsrysZxIgfiAVpAn8Ey8PSZT2sUIG"
    "L7FHVhb7SY6fmgZxYzPUepW8z0dPqmLW50UO3d4qOHxUc7ojT/kuwiZTrz7matyrzdiRpq"
    "zHfg2icMMwkh0FQoga34ZIJWWD1HO/6hiKQODnihSOZe+DsK/ReQPl0WVf38x9lggm5tO1"
    "YxPh8VySrG5yj1JoqxDfJtN8hXY0n7AN4FQqss59NHsQyNCvjtKI5Yv08pafSRtKUAtB1U"
    "IIiUan7zxNACoU2gzpwIh0igjrXwolhuuTIMMatQj3dU+RB3RdaWMLZXjhzi/uXLpwzfbz"
    "/e5bj98w+3H9S2roWgBlGpL3/8fNcd+/E9CehsOSoxHuM74zrLEe/GPGU1VrP8wNbbRyYN"
    "jDfKCptEfF51NwRpAa/w16vL62+v37x6ff1GDdGvub3ybc2yjVbfuMZGeyRB0huj6fGXIh"
    "mg9nZ1c9Pk8Lu5qT794F6uSrDvm3A4Hj5A7rZShULNKEtLXVerFSmS4ysUp1GJh1Fa4s//"
    "D0unHkE="
)
