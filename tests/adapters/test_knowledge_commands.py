"""/brand, /creator, /library and /prompt, as people type them."""

from typing import Any

import pytest

from tests.adapters.asking import API, post, space, text
from tests.adapters.conftest import Answer, Person, Socket, Web

LETTER = {
    "name": "Welcome back",
    "prompt_text": "Hi {{ name }},\n{{ orders }} orders for {{ who.city }}",
    "variables_schema_json_array": [
        {"name": "name", "type": "text", "is_required": True, "description_text": "Who it is to"},
        {"name": "orders", "type": "number", "default_value": 1},
        {"name": "who", "type": "json_object"},
    ],
}


async def shelved(person: Person, library: str = "Mail", **changed: Any) -> dict[str, Any]:
    found = (await person.read(space(person, "prompt-libraries")))["items"]
    ids = {one["name"]: one["id"] for one in found}
    if library not in ids:
        ids[library] = (await person.made(space(person, "prompt-libraries"), {"name": library}))["id"]
    return await person.made(space(person, "prompts"), {**LETTER, "library_id": ids[library], **changed})


async def tried(person: Person, line: str) -> Answer:
    return await person.call("POST", f"{API}/channels/{await person.channel()}/messages", text(line))


async def answered(person: Person, socket: Socket, line: str) -> str:
    assert (await tried(person, line)).status == 201
    return str((await socket.come("reply"))["text_body"])


async def said(person: Person) -> list[str]:
    """What the system said in the channel, newest first."""
    items = (await person.read(f"{API}/channels/{await person.channel()}/messages"))["items"]
    return [one["content_json"]["text_body"] for one in items if one["sender_type"] == "system"]


async def test_prompts_are_listed_and_shown(web: Web) -> None:
    ada = await web.person()
    socket = await web.socket(ada)
    assert await answered(ada, socket, "/prompt list") == "There is no prompt yet."
    await shelved(ada)
    await shelved(ada, "Posts")
    await shelved(ada, "Posts", name="Bare", prompt_text="x", variables_schema_json_array=[])
    assert await answered(ada, socket, "/prompt list") == (
        "**Prompts**\n\n- **Mail/Welcome back** `name` `orders` `who`\n"
        "- **Posts/Welcome back** `name` `orders` `who`\n- **Bare**"
    )
    assert await answered(ada, socket, "/prompt list mail") == (
        "**Prompts**\n\n- **Mail/Welcome back** `name` `orders` `who`"
    )
    assert await answered(ada, socket, "/prompt show posts/welcome back") == (
        "**Welcome back**, version 1, in Posts\n\n"
        "```\nHi {{ name }},\n{{ orders }} orders for {{ who.city }}\n```\n\n"
        "- `name` (text, required): Who it is to\n- `orders` (number), else `1`\n- `who` (json object)"
    )
    for name in ("bare", "posts/bare", '"Posts/Bare"'):
        assert (await answered(ada, socket, f"/prompt show {name}")).startswith(
            "**Bare**, version 1, in Posts"
        )
    assert (await tried(ada, "/prompt show posts/ba")).code == "command_invalid"
    several = await tried(ada, "/prompt show welcome")
    assert (several.status, several.code) == (422, "command_invalid")


@pytest.mark.parametrize(
    ("typed", "filled"),
    [
        ('name=Bo who={city: "Rio"}', "Hi Bo,\n1 orders for Rio"),
        ('{name: "Bo *B*", orders: 2, who: {city: "Rio"}}', "Hi Bo *B*,\n2 orders for Rio"),
        ("name=42 orders=2.5", "Hi 42,\n2.5 orders for"),
        ('name="{{ orders }}" post=false', "Hi {{ orders }},\n1 orders for"),
    ],
)
async def test_a_prompt_is_filled_in_for_oneself(web: Web, typed: str, filled: str) -> None:
    ada = await web.person()
    await shelved(ada)
    socket = await web.socket(ada)
    told = await answered(ada, socket, f"/prompt use welcome back {typed}")
    assert told == f"**Welcome back**\n\n```\n{filled}\n```"
    assert await said(ada) == []


@pytest.mark.parametrize(
    ("typed", "code", "field"),
    [
        ("", "template_missing", "variables.name"),
        ("name=Bo orders=many", "template_type", "variables.orders"),
        ("name=true", "template_type", "variables.name"),
        ("name=Bo who={town: 1}", "template_missing", "variables.who.city"),
        ("name=Bo colour=red", "template_unknown", "variables.colour"),
        ("name=Bo post=please", "template_unknown", "variables.post"),
    ],
)
async def test_what_a_prompt_cannot_be_filled_in_with_is_refused(
    web: Web, typed: str, code: str, field: str
) -> None:
    ada = await web.person()
    await shelved(ada)
    refused = await tried(ada, f"/prompt use Welcome back {typed}")
    assert (refused.status, refused.code) == (422, code)
    assert refused.body["error"]["details"][0]["field"] == field
    assert (await ada.read(f"{API}/channels/{await ada.channel()}/messages"))["items"] == []


async def test_a_prompt_is_said_in_the_channel_with_its_values_as_plain_text(web: Web) -> None:
    ada = await web.person()
    await shelved(ada, prompt_text="**{{ name }}** bought {{ orders }}")
    assert (await tried(ada, '/prompt use Welcome back name="*Bo*" post=true')).status == 201
    assert await said(ada) == [r"**\*Bo\*** bought 1"]
    nowhere = {"workspace_id": ada.workspace_id, "command_name": "prompt use"}
    nowhere |= {"agent_identifier": "Welcome back", "runtime_params": {"name": "Bo", "post": True}}
    refused = await ada.call("POST", f"{API}/agent-commands/invoke", nowhere)
    assert (refused.status, refused.code) == (422, "command_invalid")


async def test_a_variable_may_be_called_post(web: Web) -> None:
    ada = await web.person()
    variables = [{"name": "post", "type": "text"}]
    await shelved(
        ada, name="Rewrite", prompt_text="Rewrite: {{ post }}", variables_schema_json_array=variables
    )
    socket = await web.socket(ada)
    told = await answered(ada, socket, '/prompt use Rewrite post="Big sale"')
    assert told == "**Rewrite**\n\n```\nRewrite: Big sale\n```"


async def test_what_is_longer_than_a_message_is_not_said(web: Web) -> None:
    ada = await web.person()
    await shelved(ada, prompt_text="{{ name }}" * 5)
    long = "x" * 4_000
    refused = await tried(ada, f"/prompt use Welcome back name={long}")
    assert (refused.status, refused.code) == (422, "command_invalid")
    assert "It has 20000 characters" in refused.body["error"]["message"]


async def test_prompts_brands_and_creators_are_offered_by_name(web: Web) -> None:
    ada = await web.person()
    gus = await web.joined(ada, "Gus", "guest")
    await shelved(ada)
    await shelved(ada, "Gone", name="Old")
    (gone,) = [
        one for one in (await ada.read(space(ada, "prompt-libraries")))["items"] if one["name"] == "Gone"
    ]
    await ada.call("DELETE", f"{API}/prompt-libraries/{gone['id']}")
    await ada.made(space(ada, "brands"), {"name": "Fernweh", "industry": "Travel"})
    await ada.made(space(ada, "creators"), {"name": "Mara", "niche_tags_array": ["glass", "clay"]})
    for asked, offered in (
        ("prompt+use", [('"Welcome back"', "name, orders, who")]),
        ("prompt+list", [("Mail", "")]),
        ("brand+use", [("Fernweh", "Travel")]),
        ("creator+show", [("Mara", "glass, clay")]),
        ("brand+new", []),
    ):
        path = f"commands/suggestions?command={asked}"
        items = (await ada.read(space(ada, path)))["items"]
        assert [(one["value"], one["description"]) for one in items] == offered, asked
        assert (await gus.read(space(ada, path)))["items"] == []


async def test_a_channel_is_about_a_brand(web: Web) -> None:
    ada = await web.person()
    bob = await web.joined(ada, "Bob")
    made = await ada.made(space(ada, "brands"), {"name": "Fern Weh", "industry": "Travel"})
    socket = await web.socket(bob)
    assert (await tried(bob, "/brand show")).code == "command_invalid"
    assert (await tried(bob, "/brand use Fern Weh")).status == 403
    assert (await tried(ada, "/brand use fern weh")).status == 201
    assert await answered(bob, socket, "/brand show") == "**Fern Weh**\n\n- Industry: Travel"
    path = f"{API}/channels/{await ada.channel()}"
    assert (await bob.read(path))["brand_id"] == made["id"]
    assert (await tried(ada, "/brand use")).status == 201
    assert (await bob.read(path))["brand_id"] is None
    assert await said(ada) == [
        "This channel is about no brand any more.",
        "This channel is about **Fern Weh** now.",
    ]
    eve = await web.person("Eve")
    foreign = await eve.made(space(eve, "brands"), {"name": "Hers"})
    for brand_id in (foreign["id"], eve.id):
        refused = await ada.call("PATCH", path, {"brand_id": brand_id})
        assert (refused.status, refused.code) == (422, "validation_failed")
        assert refused.body["error"]["message"] == "This brand does not exist."
    assert (await ada.call("PATCH", path, {"brand_id": made["id"]})).body["brand_id"] == made["id"]
    assert (await ada.call("PATCH", path, {"brand_id": None})).body["brand_id"] is None


async def test_brands_creators_and_libraries_are_made_by_name(web: Web) -> None:
    ada = await web.person()
    socket = await web.socket(ada)
    for line, told in (
        ("/brand new Fern Weh", "**Fern Weh** is a brand of this workspace now."),
        ('/creator new "Mara *M*"', r"**Mara \*M\*** is a creator of this workspace now."),
        ("/library new Mail", "**Mail** is a prompt library of this workspace now."),
        ("/brand list", "**Brands**\n\n- **Fern Weh**"),
        ("/creator list", "**Creators**\n\n- **Mara \\*M\\***"),
        ("/library list", "**Prompt libraries**\n\n- **Mail**"),
        ("/creator show mara", "**Mara \\*M\\***\n\nNothing has been written about them yet."),
    ):
        assert await answered(ada, socket, line) == told
    assert (await tried(ada, "/brand new fern weh")).status == 201
    for line, status in (("/brand new Fern Weh", 409), ('/creator new ""', 422), ("/library new", 422)):
        assert (await tried(ada, line)).status == status


async def test_nobody_finds_by_name_what_is_in_another_workspace(web: Web) -> None:
    ada, eve = await web.person(), await web.person("Eve")
    made = await shelved(ada)
    brand = await ada.made(space(ada, "brands"), {"name": "Fernweh"})
    await post(eve, await eve.channel(), "hello")
    for line in (
        "/prompt use Welcome back name=Bo",
        f"/prompt show {made['id']}",
        "/prompt list Mail",
        f"/brand use {brand['id']}",
        "/brand show Fernweh",
    ):
        refused = await tried(eve, line)
        assert (refused.status, refused.code) == (422, "command_invalid"), line
        assert "There is no " in refused.body["error"]["message"]
