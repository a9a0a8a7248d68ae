"""Secrets over REST: written, named, replaced, and told to nobody."""

import asyncio

import orjson

from tests.adapters.asking import API, agent, space
from tests.adapters.conftest import Web

VALUE = "not-to-be-read-0123456789"
KEYED = """\
stack_preferences:
  llm_model: "openai:gpt-4o"
  llm_api_key: {secret_ref: our_key}
"""


async def test_a_secret_is_put_down_and_named_and_never_read_back(web: Web) -> None:
    ada = await web.person()
    path = space(ada, "secrets")
    refused = await ada.call("POST", space(ada, "agent-configurations"), agent(yaml=KEYED))
    assert (refused.status, refused.body["error"]["details"][0]["code"]) == (422, "secret_unknown")
    assert refused.body["error"]["details"][0]["field"].endswith(":stack_preferences.llm_api_key.secret_ref")
    put = await ada.call("PUT", f"{path}/our_key", {"value": VALUE})
    assert (put.status, put.body["name"], put.body["used_by_array"]) == (200, "our_key", [])
    made = await ada.made(space(ada, "agent-configurations"), agent(yaml=KEYED))
    begun = await ada.call("POST", f"{API}/agent-configurations/{made['id']}/run", {})
    told = [
        put.body, made, await ada.read(path), await ada.read(f"{API}/agent-runs/{begun.body['run_id']}"),
        await ada.read(space(ada, "audit-log")),
    ]  # fmt: skip
    assert VALUE not in orjson.dumps(told).decode()
    assert told[2]["items"][0]["used_by_array"] == [made["name"]]
    kept = await ada.call("DELETE", f"{path}/our_key")
    assert (kept.status, kept.code) == (409, "in_use")
    wrong = await ada.call("PUT", f"{path}/Our-Key", {"value": VALUE})
    assert (wrong.status, VALUE in orjson.dumps(wrong.body).decode()) == (422, False)
    member = await web.joined(ada, "Mia")
    assert (await member.call("GET", path)).status == 403


async def test_of_many_who_put_it_down_at_once_each_is_served_and_one_secret_is_there(web: Web) -> None:
    ada = await web.person()
    path = space(ada, "secrets")
    puts = [ada.call("PUT", f"{path}/our_key", {"value": f"{VALUE}-{number}"}) for number in range(20)]
    assert {one.status for one in await asyncio.gather(*puts)} == {200}
    assert [one["name"] for one in (await ada.read(path))["items"]] == ["our_key"]
    gone = await asyncio.gather(*(ada.call("DELETE", f"{path}/our_key") for _ in range(5)))
    assert sorted({one.status for one in gone} - {404}) == [204]
    assert (await ada.read(path))["items"] == []
