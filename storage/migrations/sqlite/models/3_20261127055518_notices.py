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
    "MX4L2AJQJBoBqFexeIPFG7qmN3fU8rR4wzlK3eINFm9oyQo6DFON7bWjW2lNbkInMdRSal"
    "3dzzhFZL/iYpaahrtlyHoYUnj4iDf1OAmGiCmvs3Q9ZPZ1HWZflzP7upTZprmrWbrj5z+e"
    "ZstoJNNRzjVEZrZfp4gajRzsniKnwZUyqLICp0xR9QYmPlwP8hBJBy6ZG5w5YtuHvD0mZh"
    "5ZCCUVef72yJQvo7fduJ5RvgAKRahX0KfuHsULismtRPaXSOQBMDNwE0TWGTaobdXm/RMm"
    "xkERcR9yYdIGwmWtug+XFXUfLvN1H07UPLpljD6MZqp9aPVV0nj4XvtEyxh4aG20JTXe+2"
    "g/EZfu51VKEVoFv80KfpwvZC7kNKWVctuk3K4IovdqSxiURxHp28MakUQO7C21U5pSBXvC"
    "1Js4nUfX5oECOlyqq4ys4yCdt6nEoijLZwjEayB5VJ/jcJt+NMh8Ssd45jaZ6QK9Ywj4gR"
    "4JWYpwrHo8dyH+yCdoTKbqXYbqWXqxQojLWt+AUKZokpDguzgWaRgHI+mqRw8MwpQYH3N3"
    "80LE2VJxNNMwepj66vSs37z8k1EkUiaG6PfB7pPKDAcG6FUVfQRRINOA/LZUq0SAORt/iN"
    "H3Fa3peD8a6MHqe9H/+MOGK9lwpZZ7HzoauGLDlc5R6jZcyYYrtWQF2XCljoYrVSG65d9x"
    "JZR79ntDUl82+pwzhNZBUf87jm2Vuj6JeHwPA5UOHxV2srTV7oBTJqpDG8K+usPZg/mOWw"
    "LN/UjZoACSg8vDKihuSVltBC5GmcJS2FskLASsMOBczC1qIlmbrgBssrlpFuzp2LHZTbPf"
    "gj3nKHUL9liwp088bRvw8LRa0HqWtrm6UFusiSfY2RIb4QvBk+hH5wyF7b1Ka8GPRtU0Ge"
    "4YQWGrrhcCkQX/haIAsueUERC7vXPmQk2aQr90eh1rYj3WFtY8+RKwxsQ5qZXWmDhHqVtj"
    "wiq+LVlBBwqajjWIuv6fLUEPHUCvr2s4gF5flzqA4Ja1LPppWdzrzPW/cM/j6+KWB5kRlV"
    "ZGlAc/jQbXNDZ+nmtLAGrwa/MBrTH0+pQczQn2w+DdcObv0CNZyqhRABcEreccuRxCeYdQ"
    "CTDyU0TJleoOCcN8lR3Cc/bKcR77wKgst3tShQOstXP6ZWmtnXPSe621c45St9bO6RTzk5"
    "bXadv6sTB/C9lJRaS/wqNyPH2qkUCK9MS9BJpn6zObCrTEBvqeM0ZK/SuJu5W2z2Q7rn5i"
    "5JwvdRlyrKwFbYpMdMYf4oGEfhTD0LKAPMHtuaK7nUXPIoVBWweatdBeyR1vPl+pKbVZCM"
    "91XL5QH441YawJ07XTo6PKrDVhzlHq1oQ5YdmgxJlX172QpOmhh+HwtXCTyoQBnzNk/Ssq"
    "dnVzUyeb5+amPJ0H7qWZPfYxM7XJkzQ2oycTHwq6Ejc1ytNUlqeZDQEKujiBX1DfsWI7SB"
    "L1bzO4qVVh8KaiwuBNvsKgOqqm1DNmdYbMMrsWs5VpToRQRvYjYY4gaguAusxTE8ZXTNE/"
    "IVzWSma9rMhmvcyns+pq2GLDJo6QWAbChPtFtMdT8AaMrEKlsos63o53YDwq/i2WpvZpyR"
    "S2Dl577NI8HGG+yk6ytiBgfkWOs7ga6NwS4XXjbeF3Y100R2110tb4LH4m4znnj++Zu+RQ"
    "CKTAcZEdMqzyXqzDwQ6JRtf1YTCkFj5U/4N4KR74Aq2pnGvnQqiLhM4GQWcsKo1Ihe6ZSq"
    "LyiN/psdxzEWcEzdUfArmBH3nQ0q6NBh/2wHwudRVim8/eujU3tB6NM8K2rUfjHKVuPRon"
    "rUAUhS4YF+/PEFrOZlBLpaVMzLpUbimsn6gGhvBICtouVZR5I0VtlvZk7UlLBDSd4rMfGH"
    "kA/LHdX3AjAOTSJyvKA7EnAlxCbtFfM+avsEddJ2CSFjg+qpXKsjksDtkebTI0IloC33yv"
    "uBosiH83nQpSiN5kRgyfCD3VYx2uB9fEbv7G1+oW5L/F9Gjm82CpY0F1iwkAS/RDkMdn+V"
    "DTfSZ4BrASP8Rka0zS9O/Qr7Mbvi7fDF9He2E5uKJWHI0jnzNx8BVli5NUvWnce4T6xS3Z"
    "m35QK/cjkbI4HThxt3JPciFjx9MD62PJZEWY3FYbjTeVCQ88VyfUQr1RT5Fq2Bd7iV4+hL"
    "gA8nK1HDcIz5T0CkLjG3hAcZedxK6jn1iU1ZtqtJNFKBLYJJDZDjsWpLZwZZsUTAtSn6PU"
    "64DU7VBTTy3fRhTVRH2f+FQ1OMWSNDbrNcPQFrhW+ti8V/IlnZjsBFuCHm4Db+psA2/Kt4"
    "E3rUL/e85awlbE48sC39W9MjBKdtgETS+YXKWWvP/HfUojybUh2WolH+8+/zUenu1Nkma6"
    "0ooKm8CUf9I7il4wvGm9YUp9IR3i+7xAPyv/sDNkvWD1sb9tHaptzPk0lWX8HozHUpLFUh"
    "YEXJciuEmSPjVTvLq8/vb6zavX11vsdnulCrLNt5ebcN8nHt4rZCZLaaOqWwN9/03Dv+57"
    "sBQHBeB36v6wCv4OgWTX0UZn7YIwMQ7wQiDKxvy3t1EUs+5Ej1wIWg6R6QjJvkA/adHvql"
    "DKNZ2QP2vnG5AABZlOyUQWVYpp+nH7g+MWuLbAdduPlG5CmBa4PkepW+C6JQaoBa4PXhdC"
    "/WKTT3ZL0MPv9fBppEdHpFpm0qT5+6pWDYhXFTUgXoU1IFpi73wArb/U2kncrbR1tO1gZO"
    "lAqzA1DV0Rf4OmPl/salNyNiEX6H5OkI/XaMzdDYTf6Pr7XB27ykIhPgETZRe0MyY62rC4"
    "I1kzjym0bHapG1HFzfC7C59vrZxTnxnWyjkffddaOeco9TpWjs3IazgjL3H21eVwgqSHLD"
    "58bl5SpzBgc4ash6y+qqWfX1Xo51f5Gm2dCI3qoOXehdioQVOKbCaxsdZ3e1nx3V7mv9tu"
    "lNmy2Eh9BrdsG2gIG0myeK70UOIL55dCRv/9693nYkZn6bI6Op1I9G/kUVEnmKFlbK/gMj"
    "AkpYfn4keyoSKZbRomyMaPADiS5/0tZdjfFHM/psj2v9lIInrF79uIhVt+K3bffvj87ss/"
    "iwN2bgtYfvvP+/fv2hleUmND70ZIdkvg1o9q+yeDAqQ1vDGsAlk9GFI7kATmDyM0ICRj6X"
    "OoERwVvNPVCaC3KYAUOczUkPYZ+dz6vwaHZzze5nGXeBnLAU6+ZkV+3fJtZEtg/Y3Zbnv7"
    "1Ac5ZEGQDrG15dhgCAm35Gy4C2SVLy55u/Kc4HqgWdxhnBcfVVUdIt03wQ2D/+KQQEk8Dw"
    "qvhjVUQcnYoDF8GULf5fpyYZ2QA8//wB7Yz9o9F10Bz52cw/8BE4ZoNIorUIxGcE8/QVcm"
    "icqSjDdvNS2FOrDo6//7SKUiW8/pZL4NY1z76qL/wHSlAFiaQ4SZq/5mwWIMlU6o+klqps"
    "Tbqrl+DD9INWWyMbjP19HsE75YUCmQ0tCILivAJVpiIYj7wPiK+E0Un60q1VGoIhaEeEeH"
    "Y3sP1KMV6ag6Ztsd3NMNVd0irxZ57XjqpM1KtVmpfUogs2hUc1uxDT3a6zPvgmHZyRzMhq"
    "voHSwBk6ntfo9FkyCztVnbvGAEWEXm8k2QHUW+LTlwOifeExUWzQr0TDCLlkCcf6FeofdL"
    "Xx9WgZrQWbS27wsGA9SI0WSOGSPeBRqNFkQI9VZKCw0xwdC/NdXona7ugaIRADausUCwk2"
    "iAsshF1sQjbMupdunoNl3gfALHbbrAOUq9TrpACyDofuIe4blpiielqCxPM6EJ5n1ebXPX"
    "Um6eNjzp1Dt6OnT65qZO7PTNTXnwNNzLhKfT/yngb5X5F1P0qSLZUTzWqRofEiASzTuDjz"
    "tL18OPvJHmUi6dEWGUC7ej6CGPG2hTpyOJHNPNOkPWQ1Yf3ve6pq6aOcfk0u16O/4gUN2p"
    "mXtg/8Wc0Nm8YGMo5eaOwLKzgJ1YOHIeLMYMF0Xn3nLuEcxKOJulzaatKOKmtoPtlSPnrd"
    "zdfUwZ4LcfsnEAP326fa+OO70/qEFUlmgUO9TTxO5IU1nTozUY/Wcu6ZROcPTDc1h96v6w"
    "CrNniZE1sfuvfEHkXPE3zDwhvuAMibmuwDMn2Ed8CkB7WJDBeSSb0Qgt8CPREcJQ0ee7MN"
    "YXYngBdReQyTIaYY8+RsNzWH7zj3xgAPFThpQCjRaUBRKIBdIlD4iLqPqAICgZPAVcPTXs"
    "LYbeIcUZqfjn6TcDf8L2LlIPHI18omYDVFG90pT7CIsH5nH1SzDEFeuSRuqTYHztEXemX/"
    "i7LRUBH4V+A8jsWauHw9uFfonyAkcJtGDHkOrGZgmSLCQG9WWf2+AMdqLip20lcMj5sz8h"
    "yYVnPMU6dqxjp+3GRTchfuvYOUepW8fOGToh2rZ2DsPOR/X2JsBWPL6HiNarevVFKsqLZB"
    "Etj6xIAVpQzt0twRErEFE25U2pUdkqRHUA8KoaRFkGK2PQhL3R8B5+u4cvPiSp9JR9pqwI"
    "Iw6nqHrI6EaqEIEtXcLq8rSjFFEPKpYdO+sITyT3jR2Vaar+Vdk6/EYScsxMY0vSWPC2VZ"
    "FNveSpdTI0kAQ+B+PekKUpIsvRNEeXPlcjsOnSz5DZDtrpAI8dxG6gBqSpeqjnXtYqGnZZ"
    "UTXsMt+caOczMdG4kkT9U7gaYXRJhfTS4I+y8ugNhj5eNsXdA0d+6PPIHLpPkNlE4PbA9H"
    "nvTOwlNpRvgszKt83yFYzz/yGus1ddxRyxlXWbZZ0IR9lnzy4gt/Jus7y3EUrmp3OC0BZy"
    "aL2ISYHBW6rMJklOWNjm5Wl12BbGe/4Q9QcaPBH3uR03rBv/6USth6hBBfMEOVRWhaqpa7"
    "yBQrCJSM3xRv8Lu3gpif8WSr8S5irZjUZRrXIqIXZyNIJiC6PREPlkGgjiQsTkICPs4zz1"
    "gc04d9E3o9EUUw8CMf80jKrJBsswshP+5QTLMLRTDXSVsaKGIe6rF0QQ40l89Vo6fFTdFo"
    "90udQTQagqn0yw0LVvH1hYUxejaMn5YRPMXUGKqjLu/0pLMIqqDH+y3m+i51THf2677caV"
    "l2ycpI2TtBFzbTvrbZzkOUrdxkmesLxA/nCty9oCUhs3acNQm2RnQu+r7RfakfTQ/9ZAHI"
    "7rglJsxuItSQ9Z/KoWj19VMPlVnstbq8WAzUmaIwbyaRMtbxjsLrcz5ndr8dX21ccER+Rt"
    "ZK83ZXY1zWNbTrqP5aTbth1314rJG687SM1UxmlK63Bqs5R1k8z9XMkZUivnNsu5I9XhrX"
    "z3lC/xfcjiMMy4SVP1IRTxGDk3LXRE/uiTKfEJm5DBE67IxMhhbWfkcktU0xv587YZcuj/"
    "A9cb1GOJK8QgKMmCtojnEBx13+jmlqPRLrEDPHiU6XkSVePFhC+JLhifc0ce57EPLG6FOQ"
    "2bVJIV8UMHZr1KMDBTzgloXXXWVddy86ajThvrqjtHqVtXnfUlnXztHCija1LYwLOcmVsC"
    "y0qba9w4TztRFCb+s6lDsmH/BVkUlukt5/GW4JiFdxZL7kvMOstlKpxFIItisyvrISfJbC"
    "lkg1LIvwaUSGfOA184v4giH/Pfv959LmZ6EW1W+6YTif6NPCo6WPC7QgLAlGokKwtaZTZx"
    "mKBFSNYPZEJFSfnk7b1hFVrlRqNqwlN3W4johUA6shqwHAB8xoGUEMgOnQrjMgNv1d8rLg"
    "laz4mvexFC7WKMfg24Hyzy3Q4PPnshoJQpghDrzxZWsrBSxzT7jgIMFlY6R6lbWOmMywW1"
    "bQ1ZtK6F7MST0gyFyiqMpbkJfQhNPnxzrQlfLEhRTaDycIcEiY11MK8vSlwKGskSbzyOC7"
    "7ucls9T2ktdTNL3bZIbLhFYkugkB8jXWVQAIVs7w2roJBY2zGJ1FkSvvQIwr76n3gkLoTM"
    "AKTiEh35AukG0P1ojhm0RYImTsMwMZ4vCYMeSeEHpqNjkNRBOFOdNA/msL6QA0mO9NwHts"
    "AbNFbzTyD3n7MyQKUqJT/XxEjnXzwnLz/TJWmb0KHmo2pCm/ZvQR8L+rTR/LegzzlK3YI+"
    "Zxux0bYVdBimnrg8/B56QetZqhVYZ7wJGZLjagX0kyXsoY3WQPJ/zDXDPhxpMhvKlakNHZ"
    "iWVtlR2DL8KVYetQ9dyz7GprFf28rreK28Em9mnF9YRGsbexkD7xpfMI2PSxE9C27fj/k7"
    "HGccUE9SJi7gsadAcBpB4UOPnXCw7+OC9h/lgskRtkM48LzeCAccTsAgR0zmZGG+eMrord"
    "tqf5n4VDyaHNfx+CMeGB5fN7UCmg5d98mvAfWVbeNzz8j8zBH2TwE9vPUZOql8J4qD2eMU"
    "KJ/B7jH77zFh0HReDqVFvnYEtlFUNjsj4YzMMbTaj5GmtJVj2uO2yHurIuY4e4WtFRL37w"
    "A5PIJhY3gaiOHpXFFNCGM5jsLZjAoEkSnmwESW0Co8z4gF1Gqk6+wHERURW2nsLw0eyAlf"
    "lCHT5Thplq4PJ+ixQdIJ933i7dMdIE9p4wXaExH7hbihdvmFKIYKOSiIjM2NGVZFyPrxaM"
    "cPhxtkDUcUbyFSFXpFoTVEnVKB5urHhIm9k0BItZj9IYyZcn9GpI5J3V3nfuaWmPNlcR5x"
    "w897OhDWhpLaUNKWb3EdDSq0oaTnKHUbSnq6kByygnLWZjxN0tiIx9NFOLVu+0nBK9d14J"
    "XrcnjlOt8URqlojssX6oFGKFaarA+GZAbIurmpg2Td3JRDWXAvw+xg/AuZSGMAJUt3/EiO"
    "HoEnAMAGRt28dhR9bYTUAGyrzD1zbXJH1UNNsruaY95gmFJGxXwviyFDar22bZZzjBibnl"
    "hZOov2d7Ji4geXLJZcEjbZ/CfZDAog0cyIYRUgSndjnUeyqQmH3s8J0q0VEWZiTTTGiGPA"
    "MszGh3dy1Z9UIDXvd/r2kqgbMwJ9OQCJVCPyyOdhp67Xj0P9oSay9RMt/tk1/aWjSJjFP8"
    "9R6nXwT1uQ7hjtIyrs6pL2ERapK0LqHklB4HcFCkqKorz7wNqrWumHVxXph1f59MNI6XPM"
    "AybzlD3keTOBk0UwXGkIfSkKVy+EvmVG5KGD6Mfc3RjHg6WI+oDhHzsYDOwcpfzt19c4Q2"
    "uBsPaoiqGF0BIQ5mtYmm9QgL7Et4ZVsIuIS/sN60afCTpjf6bsAn2QAvlkqvg4R5I/EiZ0"
    "EUXoMTHFC+pt3qq/vY3GQZS5D6gJFWjGuTtEmCHuucTXowlzNVqyQNjzikPQjvFQG4fWLu"
    "PB4jDnY5FbHOYcpd51HKZ74VLR0bmXJZultJZsDUt2wvkjJXvwO0d4GHafNOSvaWbrha/0"
    "5KKODOWcTlP1oDTUEQpyqf0bioKbsDlB0jseH/5T9rCQjiCE7aHuZGl7qPB0V8HJ67UtKn"
    "FhxdycmH2y4o97mS9pSgsFdkHKyiArjIqrUrCzlH0A3ZtwfLYEev1JaJAwh7vq68Mq0BU0"
    "zpqI67uoi+8F0jCoOtQRZ9C518Nyyv1FiHZCt15GKMCWiPwZuq4P0RILsea+ixj30YIsxm"
    "qeOS1I8W3mERZNbRcGYNHU88HVLJp6jlKvg6YS2LhNtJItwUGUkRahT69qpTW9qshrepVP"
    "bNL/NeBuPL6HUGojgVixwuEobWRuwugcYf9062YY7vMp9YhD2ZTn+V2e4pOla0d58V7Vfo"
    "fXWRInrrBjWDSzmLp/q+Ky1qq4rFgVl0Xb0AZ6ODvqK1/pAsoukeqYFMaZcE9OZFPjOpka"
    "95Uo06iwSlh0Z1gdkwVjagMEgmCPuGiFvUC3rIUnht1odZ0urC49BFcvr1474cSOT6bq/p"
    "yrX1KEBjx7vsJct2xdGM0Xm+hmIYGuabndNA4tJHCOUq8DCdhCX82EWlksYKeE18JaLiuw"
    "lss81vJIivtuVma9PcfOaTmPX9dhcXafSXD4dS4JS+uBeQbfUob9TYlZuaXJsHi8kUR0kM"
    "kVTL2N7JDtHq94efvh87sv/yzOGrotsFtu/3n//l177JYPbEUlliUJJYm7lfYL3Y6r7+T0"
    "1EGCKLgdt+dKWGND8AWBVDS0pnIeXooiydACb5DEjwQcl1HKh04JeSFQGDaJdGGOpSz0eT"
    "b/ROsCbdfZbO2d89F8rb1zjlK39s4JCxsf17XcuhXTvHfZuKvmc5pptpu/h69JqvW4PfJ0"
    "snQ2TSfD6nxug7YP1Ok53jh7ZPcVU9uCS+1tnNkhBrdcmcnrsHgyUebmXkpshtTmFXRCzv"
    "ttmiXkz9g1uyNro/Rom6PTz7XUEoD10zZJYlAAsCbuDqsA1l2qRW2AFRb9C1GIer5FfM2g"
    "RRt2F5QNo0QOaNg2g9p1ReDpM2erFSASb1M2RsRiph1TMDuKnlnM9BylbjHT0+mbtrjRQb"
    "V3i48eFh9tidL8c7yLFOnMu5uVKvN2JzJoLCIJw0xCCDQVSmALPhqhBVbzaMc/FJHUwQEv"
    "FMnUC35DwfIFpE8XRVU/fzobTNCubccqxuejIlnF+BylXkcxtkG+zQb5aixpH8A7R2iV5U"
    "52OlVKGl2RphSApoMKBJFSPd88MTRHaBOoUyfCIRKoIy08L5ZbrgxDzErU4x1VNsRdkTUl"
    "jO2VI4e43919TPH99kO28cVPn27fq21dC0ENolJfDnuQtMR+fEd8OpkPCozH6M6wynLEuz"
    "FPWY3lLD+w9VbaB6fwrCvogROdV+0NQTpIB5xyG21F/Lg3Rt3jL0HSQ+2tkZb2sKgMOBwN"
    "7yF3G6lCoZ4oC0tdl6sVCZLjKxSnUYn7UVrij/8FczwkpA=="
)
