from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP TABLE "notification_deliveries";
        CREATE TABLE "notification_deliveries" (
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
);
        CREATE INDEX "idx_notificatio_workspa_8e3c7a" ON "notification_deliveries" ("workspace_id");
        CREATE INDEX "idx_notificatio_state_ee1ca0" ON "notification_deliveries" ("state", "next_at");
        ALTER TABLE "notifications" ADD "reminded" INT NOT NULL DEFAULT 0;
        ALTER TABLE "notifications" ADD "remind_at" TIMESTAMP;
        CREATE INDEX IF NOT EXISTS "idx_notificatio_workspa_30749d" ON "notifications" ("workspace_id", "source_key");
        CREATE INDEX "idx_notificatio_remind__041910" ON "notifications" ("remind_at");"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP TABLE "notification_deliveries";
        CREATE TABLE "notification_deliveries" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "notification_id" CHAR(36) NOT NULL,
    "user_id" CHAR(36) NOT NULL,
    "adapter" VARCHAR(20) NOT NULL,
    "address" VARCHAR(320) NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "attempts" INT NOT NULL,
    "next_at" TIMESTAMP NOT NULL,
    "lease_until" TIMESTAMP,
    "sent_at" TIMESTAMP,
    "error_text" TEXT,
    CONSTRAINT "uid_notificatio_notific_ac8beb" UNIQUE ("notification_id", "adapter")
);
        CREATE INDEX "idx_notificatio_workspa_8e3c7a" ON "notification_deliveries" ("workspace_id");
        CREATE INDEX "idx_notificatio_state_ee1ca0" ON "notification_deliveries" ("state", "next_at");
        DROP INDEX IF EXISTS "idx_notificatio_remind__041910";
        DROP INDEX IF EXISTS "idx_notificatio_workspa_30749d";
        ALTER TABLE "notifications" DROP COLUMN "reminded";
        ALTER TABLE "notifications" DROP COLUMN "remind_at";"""


MODELS_STATE = (
    "eJztfW2T2zaW7l9B6YszVZou95vj62zdqu7EM+NZ251rd25mdnqLgkRIQpoCFAJsRZvJf1"
    "8AJCW+N6EWJZI6H2bSJnFI6jkkcM5zXvD7YMFd4omzmxlh8nvOpnQW+FhSzgbv0O8DhhdE"
    "/VExaogGeLncjtEHJB57Rgzr8c4kKWAG4LGQPp5INWaKPUHUIZeIiU+X0Z0HNwwZYYQF4o"
    "ygFfcfxRJPCJqrI4JIRCUKlmf6ai6fqMtRNrMVDBj9NSCO5DMi58RX4v/612Aj4FBXDzIQ"
    "/Pd/q78oc8lvROhh+p/LR2dKieemgAplzHFHrpfm2E8/ffjhL2akftixwsMLFmw7ermWc8"
    "42w4OAumdaRp9TP4Uo4IibgIoFnhchHB8Kf4k6IP2AbB7V3R5wyRQHngZ88B/TgE00zihU"
    "zNnE45PHM0ZW6hf/3+gZE+Md5/PdvfP1/b3jDHKK0s+SUUF0SF1cK5kyqRH7/Y/wultkzN"
    "GBvsH3f7v58s3lmz8ZLLiQM9+cNLgN/jCCWOJQ1KC/hXviEw2Og2Ue9h/UGUkXpBj6tGRG"
    "BW4kehb/sYsq4gNbXWzf9RjcGL4GAB+oH+jeMW8dvQQVCrj/8On91/ubTz/q2y2E+NUz+N"
    "3cv9dnLszRdeboN6G+uPqMw299cxH084f7vyH9T/Rfd5/fZ7W6GXf/XwP9TDiQ3GF85WA3"
    "8b7GR2PU1Mit1oOlu6PW05Kg9bZoPcYoofbo6bdaz07MdSfZrNw+p9u8tnPzbYPKfsmcus"
    "U1XKTVw1FG9RMUwvv9HPvF8JaIZ1BWj93Fr2mBf3M8wmZyrv759nUF4P//5ovB/O3rzBfy"
    "OTpzYU6loTf/tcA6Ht9DcM8v6qCrRpXCa86l8U08mSPJbwXLxb06Wox1kexOuEczQltgr1"
    "oR3v/jPrUYxOB+8+nmH39KLQgf7z7/NR6eUMb3H+9uMzqIDa3x2gkE8S0n72LpF0zh3dGG"
    "xRS+xgsvcrOs3/Mi2cPNL4Mj+BuNvOZkOiXKq3oiMZYTPJkT5xcR+shpbfz9693nYm08c5"
    "msxUonEv0beVTIXr36Gp9qDWWVkflG9AWyGlKnuPek5pIFWXB/7ejjoV1Y/MmUL8PPX6kP"
    "C0V6fb58XWd9VqNK12dzLq0SIbEMhA30W4kDzlHYfJFNzVRZnGvBXIFyFmQPC+n4AXNEsF"
    "hg9brazkmlF4DZ6AWzkfJ9n4gvaJEuPrCSxTojlVGA+i1NfQPnTb38M/0Ef744v/r26u3l"
    "m6u3aoh5ys2Rbys08+HzvYJVk7HTxwQ/qA+M8eRxhX3XyZ3hF7xsbP7U4mKRPYKZcnnd6B"
    "fph0uS4z9s/OBBGX+eGDJ8njzfOtY1mfM7RpB6TdCS+Ii6CDMXRW/MEK18KiVhCEukJlJf"
    "oqnPF4goEwONRuZ+Z9ocHI2+Q3P1Fau1DYnAf1KTn0ByTtCUeiRPuR/kjoVcfegNxB9EbZ"
    "Jef0V2JMdWYj/LzvM0/eEc71oL+3nFwn4eL+zlPL0d2sAglSCdZ5AgAFIOfTepcAiAnKLW"
    "6wRAgC3eTKQXtRati4pF6yLvjZaa4+UQl9vi/UC5FsgVGOcJ+U2YyN73LxQG2GvAvvQX6q"
    "Elpp6w9v6LZF/k+O/GwWyzVsYB9SRl4kzf9hj5Ko3wAeppZjM1m8S8r4bawb6P1zbKqr5K"
    "O9Sm79cbtVG2DKRwxGROFnhHpVVdA1S2d5XxQBq8X/ShVV4ElLZ3pakFf/K48xpWLN0ONf"
    "VqFXPJ0uPrhSYuKZtya0WVyYOq9q6qKHaZmMBsFFUsDWrau5omCrCZhlrimbBfp0rE26Go"
    "Xq1QgfrxvrdWj+QsPSynXPlNgvhPdEKE45NfA+pr3s1WgZaXBcXu38QXztInT5Ss8nq75d"
    "wjmJXY9SnBjGbGSrIplWyOHBb927u7jyn0bz9kE6d++nT7/ss350YVahCVYbi7dWHcL2TC"
    "/XTQsOD08PnwrW9G1i16MmFUPkU4KmJ6JRBfMaTDau8QRurV8oj51IbqX49kbWKtqzlhBX"
    "VQL7tWrdKoktTv7aX1v9Slc5HZ3wdbZex2VSwH+prkN/WFCWGi45FiI31Fb2/8uQ3MYIW/"
    "+ccfUL8F9Vtt54S7GciC8OUpah3qt6B+q41fU9PZNymbpC7iaakeAv2mDtBvyoF+kwNaG5"
    "EWCEfDewjteS1szyvAPc+ja78O93b97e56mzeznrAX2FcgpaUOzyd1PMe/VSxGwD7y2aCU"
    "xQhPD2uwGAFzPD6zyUAP2Bm6n4eJ4TTM5VamlZx/hzD6hY/1Mawe2p2RM50JLiVZLOVohG"
    "aB+u0CkSfir5Gn3i3f5JCbUdynM8rMuzka5RiPw9z2gQm8Fpoo8Ym61JL46nCY205cROVQ"
    "naKTub5ROIZKdUsmVuqKY+JxNhPlBEtBv5zIHIsSO5xn2ZRtZpRHsCBOwCT1XsSV6CklcY"
    "PyZ9zeOuGcA0sDLA34622zH4ClOUWtA0tzPJZGm1B2iG4lDrt0tR7KcgukLrTlV2j2tW2L"
    "t/MydrG8btmKZawoZO4FU7O/uspclvjO7XTK5KGhTiHOISAWr3lWrofv9f6rU5K+7Q5YA9"
    "lrRfZ2pOfKkjBXI9XRd9oQQk7s3tg4T2nJPThP3ZmgW+4r5V1k9Y7upOOkHGi4zRo2tVnO"
    "Evt4odNto75ftjGV6qu0I2e3V1nzYXmWYxhNW2UVyUKnqxfrIkqFtu5PWSLehw57VRNlIz"
    "0qfZ/7OxfRFUvDl7H7l6FDqo5ueoVnRC0LUyfwPRvDvEy+D99G2kC/rkWmXFeQKdd5MuVx"
    "SfVirB7b/mMokoVPYfdPgTxpftB2bUhL9eG1P/SSkMhtsLKR0mLw5r+gwJP7PvF2iWLkJS"
    "Holk1sNPk9eVBLG6wmJA7XXPV1U2voHpqrpjtom5yigpe0vGFtQgQAzQJKhbPCVEY8p11p"
    "aUIQSkufKS1N9cLCPvY8UmBol77ESRFouZwFNJlnmMO0mgfNiAIV2jYqtCXZzF8C9lWS5a"
    "Agkzk+NazKYjbN69WomgnMP8+xNJtHMnUpU0OtE4uRTvoyVdIz/FTQBru2VGHq7zbbJ2GC"
    "sGAxVgNg90nIi+1aILubGZKQF3uKWoe8WMiLba+h2D++o8kZaM/OTWSB1Qd0KwB4FuEJPe"
    "yba0cQVSHuYJmkJXtomXTXEskboG5cslCUxnlLZ6VzU0awTxPU/7m4uLz89uL15Zu311ff"
    "fnv99vVmpsqfqpqybj/8Vc9aKeXmp7EoKWXH1CIIm3W7tj5wqXzPpL8eFJXWb88OKyvr9T"
    "iHqIGUWBTWqwG6Jn2OxXw0QhOui2hMmbu+UtjEbzQyyVI8EE44bIgEV2OwRIxH4yaYoTFB"
    "kzlm6jci7iOJHwnLkVrN3/KBqa+ifs9B9V6Ee+cBKQakWNfWqm7SI0CKnaLWgRQ7Ho+zWe"
    "SszPukFNj2O9v2ytzh9pWfaake0hX7r5ELIbOs3E/IQNFyDk/bqvw+d6HcP78msa9cE/ui"
    "8LRYD6Hef8PPCDO7VrYpoR7CvP83etdaINhKq/G8cGjK2kvyvjvp/m1RsY3flCQhbVaOnG"
    "APV483V3UW6avyRfoqu3rYogzgPgNuSwIctz5maQ49dWJYFdYY6yG19zsyo3WurA4nbFih"
    "M/RBCvR1zpd0GsYX7unjPX9EkdmBsE/CvNqpzxemw65SDgt76ouivZAau0+tmIVBEeIVEK"
    "/o2hTXTeYa4hWnqHWIVxzP7oasvgRNXo8nryLKC2iazZNZ90gokoVOCfadEtTPDESU1VP3"
    "PU/K9AHzA7zqEYers6MIUxPuS179Otfqg1oO/SkYb8p54lRhOlNrH/EoI8JaPc9cBjRjr5"
    "knKgLsKSuFMEnl2sFCkB26Gz1zGWD79872Lzh3nTHX1E3ge8J+n/jSC7RDWb3aET7c9Ak7"
    "ZtMoipmjT5T7FRW083MX6sMceACjoSM9rXW6xRNp6itoIl2nJYS00iNjxBsUUNLxqWEVKT"
    "0JB9WkpfX+cQrbCVnKVwKpG8gf+OQxupHOhPewkI4gv5ps+EDBb6hh3YiRuFF+uxiqcepb"
    "Fro1oxmkButR0TFhkuNzTPXhbv3ANLnNOPLJ0qNaSFPjCjmi97HjyhBDeMHZTB9enKEb5F"
    "KfqKUjglLvb6c14aLx2lxcrri6ga59FK8QdYEdB3Yc2PE28qTAjp+i1oEdB3a8BdZ/Azm5"
    "tsm4B8/CHSyDsUcnXTL7IfbQLlpvrKx4taa+eN/D564DFRWZ1paRt5XHuKoOKynVm563By"
    "7CSvmvdvDnRI+og9ddwL1dJM8nQyIMyqmeaMCwBuHjRIxEPd7nBukdMRFlCMc0x9BkBc75"
    "Ssn4mgpZozl+CpMC36FgiSRHqzmdzFHY92k7Xv3MdZxwGF3slcjxPc3f8oFtaB9N+IzJXL"
    "3AIalTytDE6IWLQrxNKFA0QNF0zfnoprMOFM0pah0omuMZ+ukVr3ZFVkoKqrEyoO6wP/l+"
    "tiTv5StqvEo9s+3okCZFwSvdzSs1GO7gkqblwB+tRrwl/uin0G8aFHii8alhlQ8a+131nM"
    "985D+6iY76hwF/KtCMPhGm3UXj4/HFgsrQ/xNcnx6NuO9Shr3R6F3kJD7rgh7qxglHlEol"
    "M9QdAKfqf9ikIKwjsYlCGukJS98+bPWtniDqMYh9ncuwwI8EGRJTvEJ61hRIP39df1bPgU"
    "rx+cPqQ4oXn4lHNUcaU0na+9USidbj6lHAIwaPuGuWXUd9I/CIT1Hr4BGDR9ySL2g/oFp7"
    "bgf315qchI7isqXMurqvcUoI3uJiSG0zbzJiPcxu2n/yjbqdNFucW2Kdlesh2Fd1wL4qB/"
    "uqFGzbarms3OErro4zZTRSWyXnhiyzm69TQo0mMXXPkDPkShlpWcFYpqR6Qxjvb9fjkFPX"
    "KNk7nDlh2Pm4PS5mnlkINRXFpnaozS2Th/1/XlAwrUvT1SOYVXeHculicdDI7hqJIgB2Dm"
    "5CCMJig9pebT4+YeMcFAn3IS0/7SCc16o0P6+oND/PV5ofabvalgG9H8vUxNDqm6Tx8J3m"
    "iZYBuG9rtCVdpfvoPxGX7hZVSgmCgd9mAz9qe7CDktOSoOW2ablduUTv1ZQwKM8nMqeHNX"
    "KKHD231K5qSXUH0Xk5m1qTcIdO3cqDS3WUkVXcJORdqsZEZ+zMsU7ZmarjSuRRvY7DTSXK"
    "IPMqHeKem3SiM3TDkMYDPRKyFOFYdXtuqlxMyctUPctQ3ct8rDrFZWVO6PSk6CKhgFUGUS"
    "b35/fB9lXIDNcPbr6GSHlRAtKA/LZUb7fQbmj8AkXvRfQtxvPIwAxWejb/+APSjCDNqOVR"
    "g44mnECa0SlqHdKMIM2oJV8QpBl1NM2oioktf48rKdiTnxuS9rLV65wRhMBC/fc49lXqxh"
    "Li8T1MMNp/NtfRCiK7QyrZmA5tSNfqDrJ7i/m2hFL7kbJBAZWmDw+rKLQlZbWZs5gdMpTV"
    "lsEKiSas+SnmFm03V1uugGyCmjIgezq2bHbT7Qey5xS1DmQPkD19wrRtxMPzZkHrIW1z35"
    "q2eBPPwNkSH+ELwZPoR+cchc25Sm/Bj0bVdBnuGEHhpj6vBCIL/gtFga56U05AHK7OuQs1"
    "ZQrj0unv2AibsdCy8eifADgTp2RWgjNxiloHZwIM35Z8QXtKdo4tiLrxn41ADwNAb65qBI"
    "DeXJUGgPQp8Cz66Vncm4rzv3DP46vibvWZEZVeRlS/Po0G13Q2fp4bT0D5CaH7gFZYbwgo"
    "OZoT7IdJt+GVv0OPZClNtz31CgmCVnOOXK5TcIe6g18Up4iKItUZEqbnKj+E5/yVw9z2gV"
    "FZ7vekCv7B2zn+ZwnezinZveDtnKLWwds5nmF+1LY4bft+gOZvIZxURParvlUO01vOPYJZ"
    "iYWVEc1gO1ayTcEazwSHhfX27u5jakK//ZDdBfCnT7fvv3xzbpBXg6g0h1vVIP17zhgpja"
    "8kzlb6PpPNuPoFjXO+NO3DsfIWjCsyMZ2qEA+koC4Zhp6Fru/brCu6lhBF9yKFSVt7umqt"
    "Pc+XPn9SlzRuob6v4/KFenHAhQEXpmurR0eNWXBhTlHr4MIcsd1PYs2rG15IyvQwwrD/Hr"
    "ZJY8IC54xY/5qBXVxf16nmub4uL+fR5zLbcvuY2frkSRmo6Mnkh2pbids65WkpwDQzIehG"
    "LE7gF/RlrJgOkkL9mwyua3UGvK7oDHid7wyolqop9ayhzogB2LXAVq45EUI52Y+EOYKoKU"
    "D3U57aAF9xif4p4bxWMet5RTXreb6c1XSxFms2cYTEMhA26BfJHs7AGzDyFBqVXbTxtthp"
    "51Hht1ja+qcll4D+de3xS/N0hP1XdpRvSyfMP5HDfFwN7LgS8XXjTcN2a1s0Jw02aWtiFj"
    "+T8Zzzx/fMXXLdCKQgcJEdMqyKXqzCwQ6JRteNYTCkPnzd/U/nS/HAF2hF5dwEF0JbJAw2"
    "CDpjUUtDKsxepyRqa/idGcs9F3FG0Fz9IZAb+FEELR3aaPBmD8zn0nQPhnr21n1zQ4honB"
    "C3DRGNU9Q6RDSO2oEoSl2wbrqfEQRkM6ylslImdrtLbiQgTlSDQ3gkBdslVbR5I0XbI+0I"
    "7VFbBDRd4rMbGbkH/rHdb3AjBOTSJ0+UB2JHBrhEHNhfO/CfsEddJ2CSFgQ+qo3KsmsAD9"
    "keazJ0IlpC33yvUA0WxL+bTgUpZG8yI4bPpJ6asQ43g2tyN3/jK3VK17/F8mjm82BpckG1"
    "E2HIEnMT5PFZPtV0lwu8gFiJb2IzNSZl+rfo15kN35RPhm+iubCcXFFfHI0znzN58BVti5"
    "NSvdlw9wD9i1syN/2gvtyPRMricuDE2co5ydUVO54ZWJ9LJk+EyU230XhSmfDAc01Bre43"
    "6ilRQ/tiL7EHDyGuJnm5+hzXCM+U9gpS4xu4QfEuO4lZx9yxqKo3tdFOlqFIcJNaDHbYAZ"
    "Ia6Mo2GZhAUp+i1uuQ1O0wU4+t30YM1UR/n3hVtVjFkjJQ9ZoBtAWhlT5uuiv5kk5sZoKN"
    "QA+ngbd1poG35dPA21ax/z2HlrAn4vFlQezqXjkYJTNsQqYXIFeZJe//cZ+ySHLbkGysko"
    "93n/8aD8/uTZIGXVlFhZvAlL/SW4leAN603TClvpAO8X1eYJ+Vv9gZsV5Afeh326RqWyOf"
    "lgLgdwAeS0kWS1mQcF3K4CZF+rSZ4sX51bdXby/fXG24282RKso2v73chPs+8fBOKTNZSc"
    "iqbg31/TdD/7rvtac4KCC/U+eHVfR3SCS7jnE6azeEiXmAVwJRNua/vYuymM0O8sjVScsh"
    "Mx0x2WfoJ6P6bRdKuaIT8mcTfNMiWoJMp2QiizrFNH273clxIK6BuG77ktJNChOI61PUOh"
    "DXLXFAgbjee18I9YttXtmNQA/f1/2XkR6ckWqZS5PG97JWD4jLih4Ql2EPiJb4Ox+01V/q"
    "7STOVvo6xnew8nT0VmHqMvSJ+Gs09fli25uSswk5Q/dzgny8QmPurnX6jem/z9WyqzwU4h"
    "PtomyTdsbEZBsW70jWzG0KPZtt6UbUcTN878L7g5dz7DUDvJzTsXfByzlFrdfxcqAir+GK"
    "vMTaVxfhhEgPId5/bV7SprCAOSPWQ6gvatnnFxX2+UW+R1snUqM66Ll3ITdq0JQhmylsrP"
    "Xenle8t+f597YbbbaAG6kPcMumgYa4kSTEc2WHEl84vxQC/fevd5+Lgc7KZW10OpHo38ij"
    "ok4yQ8tgr0BZA5Kyw3P5I9lUkcw0rS+QzR/R5Ege+1vKsL8uRj+WyO5/s5ZE9Arv2wjCDd"
    "4K7tsPn2++/LM4Yee2APLbf96/v2lnekmNCb0bKdktoVs/qumfDAqY1vDEsIpk9fSQ2okk"
    "+vphhoZOyVj6XPcIjhreme4Eem9TTVLkOFNL2RfUc5v/Wiye8Xio4y6JMpYTnHzFiuK65d"
    "PIRgDijdnd9nbpD7LPhiAdgrXl3GBICbdkbbgLZFUsLnm6cp3gZqBd3mFcFx91VR0is2+C"
    "Gyb/xSmBkniebrwa9lDVRsYajfWbIcxZbg4X9gnZ8/Uf2AP72YTnoiM6cifn+v80CEM0Gs"
    "UdKEYjfc7cwXQmidqSjNfvjCzVfWDR1//3kUoltprTyXyTxrjy1UH/gZlOAfrTHCLMXPU3"
    "CxZj3emEqp+krpR4WnWtH8MXUl0yuTG4z1fR1Sd8saBSIGWhEdNWgEu0xEIQ94HxJ+I30X"
    "y2qlVHoYlYkOIdLY7tXVAP1qSjapltd3JPN0x1YF6Bee146SRUpUJVap8KyICNam4qhtSj"
    "nV7zLjiWnazBbLiL3t4KMJma7nf4aBJi0Ju1zR+M0F6RvX4TYgfRb0sWnM6p90iNRbMKPR"
    "HOoiUU51+oVxj9MseHVaSm3lm0duxLD9ZUI0aTOWaMeGdoNFoQIdRTKSs05ATD+NbUsHem"
    "uweKRmiycYUF0jOJISiLQmRN3AK2nGqXjQ7lAqeTOA7lAqeo9TrlAi2goPvJe4Trpi2flJ"
    "ICTDOpCfb7vMLmrqVoHjc96dgzejp1+vq6Tu709XV58rQ+l0lPp/9TgG+V+xdL9Kkj2UEi"
    "1qkeH1JTJAY7i5c7K9fDl7yRzaVcOiPCqhZuK9FDjBvYps5kEjm2k3VGrIdQ7z/2uqKuun"
    "IO5NLpejN+L1TdscHdc/xiTuhsXjAxlKK5FQA4C+DEwpHzYDFmuCg795Zzj2BWgmxWNlu2"
    "ooSbmg42Rw5ct3J39zHlgN9+yOYB/PTp9r1a7sz8oAZRWWJRbFlPG78jLQWuR2s4+s9c0i"
    "md4OiH57j61PlhFWfPEiNrcvdf+YLIucI3rDwhvuAMibnpwDMn2Ed8qon2sCGD80jWoxFa"
    "4EdiMoR1R5/vwlxfncOrWXehK1lGI+zRx3i4ptspy1H6B7vzg7aj0YKyQGphgUznA+Iiqt"
    "4jnZusAwZc3TXcYgzdIAWQVDB65sl0WGFzFqkbjkY+UVfT5KK6x5T7SD2Bx9UPweKBMW46"
    "G6k3g/GVR9yZeeDvNlJEhyrME+gCn5W6uX66MDxR3ucoQRpsAane3ywhkmXGdJvZl+5zpi"
    "ek4rttNLDP62d/QhKFF9wF4jsQ32m7j9FNph/iO6eodYjvnGAsom3fzn7gfFRPb8NvxeN7"
    "SGxd1mszUtFlJEtseeSJFJAG5ehuBA7YiIiyKW/KjMo2I6rDg1e1IsoCrHxCG3ij4T18d/"
    "ffg0hS6Sn/THkRVginpHoIdCPNiLQvXQJ1efVRSqgHjcsOXXyEJ5L71vHKtFT/mm3tfyIJ"
    "EbOz2JIywOG2KsGpl5hCrKGBWvC5du4tIU0JAaJpRJc+VyOw7aefEYONtNN5HluK3cIMSE"
    "v10M49r9U77Lyiedh5fo+ibczExuJKCvXP4GoE6JJG6aU5IGVd0hvMgDxvCt09J4CY9cie"
    "uk+IQT1we2j6fHQmjhJb6jchBvpts34F4/x/iOvs1F4xJwy6brOuE+kou8zZBeKg7zbre5"
    "OhZL86JwShn0PrVUwKHN5SYzYpcsT+Nq+Pa8O2MO3zh2iboMEz6Z+bccO6aaBOtAMRtWhk"
    "nhDXDVZ189QVXut+sIlMzfHa/Au7eCmJ/053gCXMVbobjaKW5VTq3MnRSPdcGI2GyCfTQB"
    "DXZEzOOI8yEdN90A906wf2zWg0xdTT2Zh/GkadZYNlmN6p/+UEyzC/Uw10lceihiElzLjJ"
    "9CS+eiyTQ6pOi0e6XJoL6XxVPplgEfbBDdvr4gcWfXd+uCHmtjlFVUv3f6XVGKVWhj/ZTD"
    "rRfaqTQDc778ZdmCBZEpIlIW2ubQs+JEueotYhWfKIrQbyi2tdaAtEIXkSclGbhDNh99UO"
    "Dm1FehiEayAZx3W1UWwH8UakhxBf1sL4sgLkyzzKG6/FAuakzAGz+YyLlncMtofbmfi78f"
    "hqB+xjgQNiG/nrTbldTWMMraX72Fq6bdNxd72YvPO6pdRsdZyWhKhTm7VsNszcLZ6cEQU9"
    "t1nPHekUD/rdUb/E93Uph2XZTVqqD/mIhyi8aWE08kefTIlP2IQMnolHJkYOa0cklxuhmi"
    "HJnzcbI4fxPx16001Z4jYxSPdlQRvGc6gDdd+YjS5Ho211h47gUWauk+ggLyZ8SeLm8SQX"
    "kjzcrR8YNZ1ozKaV5In4YRCzXksYfaVcIBDCdRCua7mL09HADYTrTlHrEK6DeNLRv509lX"
    "ZNCjf0LAdzIwBQQtFx45h2ojtM/GdTi2TDMQyyKGzbW47xRuCQHXgWS+5LzDqLMhXOIpBF"
    "SdqV/ZGTYtAa2aI18q8BJdKZ88AXzi+iKM789693n4tBL5LNWt90ItG/kUdFBxuAV2hAg1"
    "LNZmWJq8wkri/QIjbrBzKhoqSd8ubcsIqxcqNRNSmquw1F9Eogk12tuRxN+IwDKXUyu965"
    "MO438E79/cQlQas58c3ehLqJMUa/BtwPFvndD/d+9UJCKdMNIbafgVYCWqljln1HCQaglU"
    "5R60ArnXDfoLZ9Q8DWtRBOPCmtUqhsx1han9CH9OT9b7Y14YsFKWoOVJ7ykBCBfAf7RqPE"
    "pdoiWeK1x3HB213uq+clwVO389Rhy8SGt0xsCRXyY2SrDAqokM25YRUVEls7Ntk6S8KXHk"
    "HYV/8Tj8TVKTOaUnGJyXzRJQd6G6Q5Znp/JL2b0zAsjudLwvRmSeELFmfH6CScqSmc1+6w"
    "OZAjSQ503we2wGs0Vtef6Pp/zsoIlaqy/NxuRqYG4yW1+ZntkjZFHep6VF0QSv+B9AHSp4"
    "3uP5A+p6h1IH1ONmOjbV/QfkA9cp/4HeyC1kNqDFhnvA4ByaFaQf1kBXvoozXQACBGzXJD"
    "jrQYpHJlmkQHtu1VthLQjz8F5UE3pGvZy9g09wt7eh1uT6/Ek1nXGBbJwg5f1sS74Rds8+"
    "NSQi+i23cDf8vjjAPqScrEmb7tMRicRlj4MGInHOz7uGAfkHLF5ATboRx9v94oRwecNECO"
    "mMzJwv7jKZOHsNXuOvGpeLRZruPxB1wwPL5q6gtoOnXdJ78G1Fe+jc89K/czJ9g/A3T/3m"
    "cYpPKdKA9mh1Wg/Aowx+w+x4RJ03k9lDb62grAjlHZ6oxEMDIHaHUcIy0J3WPaE7bIR6si"
    "cJyd0tYKhfu3gOyfwYAcngZyeDrXWFOnsRzG4GzGBNKZKfbERFYQDJ4X5AIaM9J1dqOIio"
    "RBG7trgwdywhdlzHQ5T5qV68MKemiSdMJ9n3i77BCQl4R8gfZkxH4hbmhdfiEKUCEHBZmx"
    "uTHDqgxZPx7t+OFwi6rhSOKdzlTVG0ahlc46pQLN1Y8JC3sngZDqY/aHesyU+zMiTU7q9j"
    "j3M6fEnC+L64gbvt/zibCQSgqppC2f4jqaVAippKeodUglPV5KDnnSLa3tME3KQMbj8TKc"
    "Wjf9pOiVqzr0ylU5vXKV3xhGmWiOyxfqhlYsVlqsD45khsi6vq7DZF1fl1NZ+lwG7GD8C5"
    "lIawIlK3f4TI4ekSeagA2sdvTaSvR1M6QGaFvl7tlbk1upHlqS3bUc8w7DlDIq5jt5DBlR"
    "iNq2Wc8xY2y7YmXlgO3vZMfEDy5ZLLkkbLL+T7IeFFCimRHDKkKUbsc6j2Rdkw69nxNktl"
    "dEmIkVMRwjjgnLsBpfP5Or/qQCqet+Z04viToxI1KETKQakWc+93vpevtxqD/UhaB/IvCf"
    "XbNfOsqEAf95ilqvw39CQ7pDbB9R4VeXbB8BTF0RU/dIChK/K1hQUpTl3QdoL2qVH15UlB"
    "9e5MsPI6PPsU+YzEv2EPNmEieLaLjSFPpSFq5eCn3LnMh9J9GPubu2zgdLCfWBwz90Mpj2"
    "c5Txt9vexhlZIMLaYyqGHkJLSJivYWu+QQH7Ep8aVtEuIm7tN6ybfSbojP2ZsjP0QQrkk6"
    "nCcY4kfyRMmCaKeo+JKV5Qb/1O/e2tDQ+i3H3NmlCBZpy7Q4QZ4p5LfDOaMNewJQuEPa84"
    "Be0QN4U8tHY5D8DDnI5HDjzMKWq96zxM99KloqVzJ082KwmebA1PdsL5IyU74J0T3A/cR0"
    "35axps8+ErO7loR4ZypNNSPWgNdYCGXGr+1k3BbWBOiPQO4/2/yh4W0hGEsB3MnaxsDw2e"
    "7ho4ebu2RS0uQM3NqdknT/xxJ/clLQlUYBe0rByywqy4KgM7K9kH0r2JwGdLqNefhCEJc7"
    "yrOT6sIl21xVmTcb2JdvE9Q4YGVYs64kzv3OthOeX+ImQ79W69jFBNWyLyZ73r+hAtsRAr"
    "7ruIcR8tyGKsrjOnBSW+zdwC2NR2cQDApp4OrwZs6ilqvQ6bSvTEbWOVbAT2Yoy0iH26rF"
    "XWdFlR13SZL2wy/7VANx7fQyq1kUSs2OBwlDUytwE6J9g/27oZwH0+pR5xKJvyPN7lJT5Z"
    "uXa0F+9V73f9OEvixB12LJtmFkv376s4r/VVnFd8FedF09Ba7+HsqLf8yTRQdolUy6Swro"
    "R79kJQGtfJ0rivRLlGhV3CojPD6pwsPaY2QSAI9oiLnrAXmC1r9R3D3WhNny6sDj0EF68v"
    "3jjhhR2fTNX5OVe/pIgNePH1Cmvdsn1hDC5Q6AaUQNes3G46h0AJnKLW61AC0OirmVQr4A"
    "K2RngtruW8gms5z3Mtj6R4383KqreX+Dktx/hNHYiz80wC4Te5IixjB+YBvqUM++sSt3Ij"
    "k4F4vJZEdBDkClBvIz9kM8crLG8/fL758s/iqqHbAr/l9p/372/a47d8YE9UYllSUJI4W+"
    "m/0M24+kFOTy0kiOqw42ZdCXtsCL4guhQNraich4eiTDK0wGsk8SPRgcuo5MOUhLwSKEyb"
    "RKYxx1IWxjybvyOEQNu1NoO/czqWL/g7p6h18HeO2Nj4sKHl1n0xzUeXrXfVfMlmmu3Gd/"
    "89SY0dt0OdTlYOynQyUOdrG4x/oFbP8drZobqvWBoaLrV348wOAdxyYyZvw+LJRLmbOxmx"
    "GVGoK+iEnnebNEvEXzBrdkfXVuXRUKPTz2+pJQTrp02RxKCAYE2cHVYRrNtSi9oEq/7oX4"
    "lC1vMd4iumt2jD7oKyYVTIoTdsm+nedUXk6QuvVitBJJ6mIEcEONOOGZgdZc+AMz1FrQNn"
    "ejx7E5ob7dV6B350v/xoS4zmn+NZpMhm3p6sNJk3M5HFxiKSMMykToGmQilswUcjtMDqOi"
    "bwr5tImuSAV0pk6gW/oWD5SpdPF2VVv/xykEzQrmkHDOPTMZHAMD5FrdcxjCHJt9kkX8Ml"
    "7UJ45wTBWO7kTqfKSKNPpCkDoOmkAkGkVPe3LwzNCUIBdWpF2EcBdWSF59Vyy5VjiFmJeb"
    "yVyqa4K7GmlLE5cuAU97u7jyncbz9kN7746dPtezWtGyWoQVSaw+EeJC3xH2+ITyfzQYHz"
    "GJ0ZVnmOeDvmOa+xHPI9e2+l++AUrnUFe+BE61V7U5D2sgNOuY/2RPx4b4y6y19CpIfWWy"
    "Nb2uuPygLhaHgP0W2kC4W6oyxsdV1uViREDm9QHMck7kdriT/+Fxe36rA="
)
