"""Prompt libraries and prompts over REST, as a client sees them."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from storage.models.prompts import PromptVersion
from tests.adapters.asking import API, space
from tests.adapters.conftest import Person, Web

NAME = {"name": "name", "type": "text", "is_required": True}
ORDERS = {"name": "orders", "type": "number", "default_value": 1, "description_text": "How many"}
WHOLE = {
    "name": "Welcome back",
    "prompt_text": "Hi {{ name }}, thanks for {{ orders }} orders!",
    "variables_schema_json_array": [NAME, ORDERS],
    "tags_array": ["mail", "winback"],
}


async def library(person: Person, name: str = "Mail") -> str:
    return str((await person.made(space(person, "prompt-libraries"), {"name": name}))["id"])


def shelf(library_id: str) -> str:
    return f"{API}/prompt-libraries/{library_id}/prompts"


async def prompt(person: Person, **changed: Any) -> dict[str, Any]:
    library_id = changed.pop("library_id", None) or await library(person)
    return await person.made(shelf(library_id), WHOLE | changed)


async def names(person: Person, path: str) -> list[str]:
    return [one["name"] for one in (await person.read(path))["items"]]


# Libraries


async def test_a_library_is_made_changed_put_away_and_brought_back(web: Web) -> None:
    ada = await web.person()
    made = await ada.made(space(ada, "prompt-libraries"), {"name": "Mail", "description_text": "All mail"})
    path = f"{API}/prompt-libraries/{made['id']}"
    await prompt(ada, library_id=made["id"])
    changed = await ada.call("PATCH", path, {"description_text": None})
    assert (changed.body["name"], changed.body["description_text"]) == ("Mail", None)
    assert (await ada.call("DELETE", path)).status == 204
    assert await names(ada, space(ada, "prompt-libraries")) == []
    assert await names(ada, space(ada, "prompts")) == []
    assert await names(ada, shelf(made["id"])) == ["Welcome back"]
    assert (await ada.call("PATCH", path, {"status": "active"})).body["status"] == "active"
    assert await names(ada, space(ada, "prompts")) == ["Welcome back"]


async def test_two_libraries_have_two_names(web: Web) -> None:
    ada = await web.person()
    await library(ada)
    other = await library(ada, "Other")
    for answer in (
        await ada.call("POST", space(ada, "prompt-libraries"), {"name": "Mail"}),
        await ada.call("PATCH", f"{API}/prompt-libraries/{other}", {"name": "Mail"}),
    ):
        assert (answer.status, answer.code) == (409, "name_taken")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "validation_failed"),
        ({"name": ["x"]}, "validation_failed"),
        ({"name": "x", "status": "active"}, "unknown_field"),
        ({"name": "x", "description_text": 5}, "validation_failed"),
    ],
)
async def test_what_is_no_library_is_refused(web: Web, body: dict[str, Any], code: str) -> None:
    ada = await web.person()
    answer = await ada.call("POST", space(ada, "prompt-libraries"), body)
    assert (answer.status, answer.code) == (422, code)


# Prompts


async def test_a_prompt_has_the_concepts_fields(web: Web) -> None:
    ada = await web.person()
    library_id = await library(ada)
    made = await prompt(ada, library_id=library_id)
    assert made.items() >= {
        "library_id": library_id, "workspace_id": ada.workspace_id, "created_by_user_id": ada.id,
        "version": 1,
        "name": "Welcome back", "prompt_text": WHOLE["prompt_text"], "tags_array": ["mail", "winback"],
        "variables_schema_json_array": [
            {"description_text": None, "default_value": None, **NAME}, {"is_required": False, **ORDERS},
        ],
    }.items()  # fmt: skip
    assert await ada.read(f"{API}/prompts/{made['id']}") == made
    bare = {"name": "Bare", "prompt_text": "No places", "library_id": library_id}
    assert (await ada.made(space(ada, "prompts"), bare))["variables_schema_json_array"] == []


async def test_another_text_or_other_variables_are_a_new_version(web: Web) -> None:
    ada = await web.person()
    made = await prompt(ada)
    path = f"{API}/prompts/{made['id']}"
    for change, version in (
        ({"name": "Hello"}, 1),
        ({"tags_array": []}, 1),
        ({"prompt_text": WHOLE["prompt_text"]}, 1),
        ({"variables_schema_json_array": [NAME, ORDERS]}, 1),
        ({"prompt_text": "Hi {{ name }}"}, 2),
        ({"variables_schema_json_array": [NAME]}, 3),
        ({"prompt_text": "Hi", "variables_schema_json_array": []}, 4),
    ):
        changed = await ada.call("PATCH", path, change)
        assert (changed.status, changed.body["version"]) == (200, version), change
    kept = (await ada.read(f"{path}/versions"))["items"]
    said = [(one["version"], one["prompt_text"], len(one["variables_schema_json_array"])) for one in kept]
    assert said == [
        (4, "Hi", 0), (3, "Hi {{ name }}", 1), (2, "Hi {{ name }}", 2), (1, WHOLE["prompt_text"], 2),
    ]  # fmt: skip
    page = await ada.read(f"{path}/versions?limit=2&cursor=4")
    assert ([one["version"] for one in page["items"]], page["next_cursor"]) == ([3, 2], "2")


async def test_an_old_version_is_restored_as_a_new_one(web: Web) -> None:
    ada = await web.person()
    made = await prompt(ada)
    path = f"{API}/prompts/{made['id']}"
    await ada.call("PATCH", path, {"prompt_text": "Hi {{ name }}"})
    for version, becomes in ((1, 3), (1, 3), (2, 4)):
        restored = await ada.call("POST", f"{path}/restore", {"version": version})
        assert (restored.status, restored.body["version"]) == (200, becomes)
    assert restored.body["prompt_text"] == "Hi {{ name }}"
    missing = await ada.call("POST", f"{path}/restore", {"version": 9})
    assert (missing.status, missing.code) == (404, "not_found")


async def test_changes_at_once_are_versions_one_after_another(web: Web) -> None:
    ada = await web.person()
    path = f"{API}/prompts/{(await prompt(ada))['id']}"
    texts = [{"prompt_text": f"Hi {number}"} for number in range(5)]
    answers = await asyncio.gather(*(ada.call("PATCH", path, one) for one in texts))
    assert sorted(one.body["version"] for one in answers) == [2, 3, 4, 5, 6]
    newest = await ada.read(path)
    assert newest["prompt_text"] == (await ada.read(f"{path}/versions"))["items"][0]["prompt_text"]


async def test_a_deleted_prompt_leaves_no_version(web: Web) -> None:
    ada = await web.person()
    made = await prompt(ada)
    path = f"{API}/prompts/{made['id']}"
    assert (await ada.call("DELETE", path)).status == 204
    for gone in (path, f"{path}/versions"):
        assert (await ada.call("GET", gone)).status == 404
    assert not await PromptVersion.all().exists()
    assert (await prompt(ada, library_id=made["library_id"]))["version"] == 1
    told = [one["action"] for one in (await ada.read(space(ada, "audit-log")))["items"]]
    assert told[:4] == ["prompt.created", "prompt.deleted", "prompt.created", "prompt_library.created"]


async def test_a_prompts_name_is_its_own_within_a_library(web: Web) -> None:
    ada = await web.person()
    mail, posts = await library(ada), await library(ada, "Posts")
    await prompt(ada, library_id=mail)
    other = await prompt(ada, library_id=posts)
    third = await prompt(ada, library_id=mail, name="Third")
    for answer in (
        await ada.call("POST", shelf(mail), WHOLE),
        await ada.call("PATCH", f"{API}/prompts/{third['id']}", {"name": "Welcome back"}),
        await ada.call("PATCH", f"{API}/prompts/{other['id']}", {"library_id": mail}),
    ):
        assert (answer.status, answer.code) == (409, "name_taken")
    moved = await ada.call("PATCH", f"{API}/prompts/{third['id']}", {"library_id": posts})
    assert (moved.body["library_id"], moved.body["version"]) == (posts, 1)


async def test_prompts_are_found_by_library_tag_and_words(web: Web) -> None:
    ada = await web.person()
    mail, posts = await library(ada), await library(ada, "Posts")
    for number, (place, tags) in enumerate(
        ((mail, ["a", "b"]), (posts, ["b"]), (mail, ["ab"]), (mail, ["b"]))
    ):
        await prompt(ada, library_id=place, name=f"Prompt {number}", tags_array=tags)
    await ada.call("PATCH", f"{API}/prompts/{(await prompt(ada, library_id=posts, name='x'))['id']}", {
        "prompt_text": "100% sure_thing", "variables_schema_json_array": [],
    })  # fmt: skip
    for query, found in (
        ("prompts", ["Prompt 0", "Prompt 1", "Prompt 2", "Prompt 3", "x"]),
        (f"prompts?library_id={mail}", ["Prompt 0", "Prompt 2", "Prompt 3"]),
        ("prompts?tag=b", ["Prompt 0", "Prompt 1", "Prompt 3"]),
        ("prompts?tag=b&limit=2", ["Prompt 0", "Prompt 1"]),
        ("prompts?tag=B", []),
        (f"prompts?tag=b&library_id={posts}", ["Prompt 1"]),
        ("prompts?q=PROMPT%20", ["Prompt 0", "Prompt 1", "Prompt 2", "Prompt 3"]),
        ("prompts?q=0%25", ["x"]),
        ("prompts?q=e_t", ["x"]),
        ("prompts?q=%25", ["x"]),
        (f"prompts?library_id={uuid4()}", []),
    ):
        assert await names(ada, space(ada, query)) == found, query
    assert await names(ada, f"{shelf(mail)}?tag=b&q=3") == ["Prompt 3"]
    first = await ada.read(space(ada, "prompts?tag=b&limit=2"))
    assert await names(ada, space(ada, f"prompts?tag=b&limit=2&cursor={first['next_cursor']}")) == [
        "Prompt 3"
    ]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"name": ""}, "validation_failed", "name"),
        ({"prompt_text": ""}, "validation_failed", "prompt_text"),
        ({"prompt_text": "x" * 50_001}, "validation_failed", "prompt_text"),
        ({"version": 2}, "unknown_field", "version"),
        ({"created_by_user_id": str(uuid4())}, "unknown_field", "created_by_user_id"),
        ({"tags_array": ["x", 5]}, "validation_failed", "tags_array[1]"),
        ({"variables_schema_json_array": {}}, "validation_failed", "variables_schema_json_array"),
        (
            {"variables_schema_json_array": [NAME | {"type": "string"}]},
            "validation_failed", "variables_schema_json_array[0].type",
        ),
        (
            {"variables_schema_json_array": [NAME | {"name": "a-b"}]},
            "validation_failed", "variables_schema_json_array[0].name",
        ),
        (
            {"variables_schema_json_array": [NAME | {"is_required": "yes"}]},
            "validation_failed", "variables_schema_json_array[0].is_required",
        ),
        (
            {"variables_schema_json_array": [NAME | {"label": "x"}]},
            "unknown_field", "variables_schema_json_array[0].label",
        ),
        (
            {"variables_schema_json_array": [NAME, NAME]},
            "template_invalid", "variables_schema_json_array[1].name",
        ),
        (
            {"variables_schema_json_array": [NAME, ORDERS | {"default_value": "1"}]},
            "template_default", "variables_schema_json_array[1].default_value",
        ),
        ({"variables_schema_json_array": [NAME]}, "template_undeclared", "prompt_text"),
        ({"prompt_text": "{{ who }}"}, "template_undeclared", "prompt_text"),
        ({"prompt_text": "{{ name | upper }}"}, "template_invalid", "prompt_text"),
    ],
)  # fmt: skip
async def test_what_is_no_prompt_is_refused(web: Web, change: dict[str, Any], code: str, field: str) -> None:
    ada = await web.person()
    made = await prompt(ada)
    for answer in (
        await ada.call("POST", shelf(made["library_id"]), WHOLE | {"name": "Another"} | change),
        await ada.call("PATCH", f"{API}/prompts/{made['id']}", change),
    ):
        assert (answer.status, answer.code) == (422, code)
        assert answer.body["error"]["details"][0]["field"] == field
    assert await ada.read(f"{API}/prompts/{made['id']}") == made
    assert await names(ada, shelf(made["library_id"])) == ["Welcome back"]


async def test_a_library_of_another_workspace_takes_no_prompt(web: Web) -> None:
    ada, eve = await web.person(), await web.person("Eve")
    foreign, hers = await library(ada), await prompt(eve)
    for answer in (
        await eve.call("POST", shelf(foreign), WHOLE),
        await eve.call("POST", space(eve, "prompts"), WHOLE | {"library_id": foreign}),
        await eve.call("PATCH", f"{API}/prompts/{hers['id']}", {"library_id": foreign}),
        await eve.call("PATCH", f"{API}/prompts/{hers['id']}", {"library_id": str(uuid4())}),
    ):
        assert (answer.status, answer.code) == (404, "not_found")
        assert answer.body["error"]["message"] == "This prompt library does not exist."
    assert await names(eve, space(eve, f"prompts?library_id={foreign}")) == []


async def test_members_write_their_own_and_guests_none(web: Web) -> None:
    ada = await web.person()
    bob, gus = await web.joined(ada, "Bob"), await web.joined(ada, "Gus", "guest")
    hers = await prompt(ada)
    path, place = f"{API}/prompts/{hers['id']}", f"{API}/prompt-libraries/{hers['library_id']}"
    writes = (
        ("PATCH", path, {"prompt_text": "mine"}),
        ("POST", f"{path}/restore", {"version": 1}),
        ("DELETE", path, None),
        ("PATCH", place, {"name": "mine"}),
        ("DELETE", place, None),
    )
    reads = (
        ("GET", space(ada, "prompts"), None),
        ("GET", space(ada, "prompt-libraries"), None),
        ("GET", path, None),
        ("GET", f"{path}/versions", None),
        ("POST", f"{path}/render", {"variables": {"name": "Bo"}}),
    )
    assert [(await bob.call(*one)).status for one in writes] == [403] * 5
    assert [(await bob.call(*one)).status for one in reads] == [200] * 5
    assert [(await gus.call(*one)).status for one in (*writes, *reads)] == [403] * 10
    his = await prompt(bob, library_id=hers["library_id"], name="His")
    assert (await bob.call("PATCH", f"{API}/prompts/{his['id']}", {"prompt_text": "mine"})).status == 200
    assert (await ada.call("PATCH", f"{API}/prompts/{his['id']}", {"prompt_text": "hers"})).status == 200
    own = f"{API}/prompt-libraries/{await library(bob, 'Own')}"
    assert (await bob.call("PATCH", own, {"status": "archived"})).status == 200
    assert (await bob.call("DELETE", own)).status == 204


# Trying one out


async def test_a_prompt_is_filled_in(web: Web) -> None:
    ada = await web.person()
    made = await prompt(ada)
    path = f"{API}/prompts/{made['id']}"
    await ada.call("PATCH", path, {"prompt_text": "Bye {{ name }}"})
    for asked, version, text in (
        ({"variables": {"name": "Bo"}}, 2, "Bye Bo"),
        ({"variables": {"name": "<b>{{ orders }}"}}, 2, "Bye <b>{{ orders }}"),
        ({"variables": {"name": "Bo", "orders": 2.5}, "version": 1}, 1, "Hi Bo, thanks for 2.5 orders!"),
        ({"variables": {"name": "Bo"}, "version": 1}, 1, "Hi Bo, thanks for 1 orders!"),
    ):
        answer = await ada.call("POST", f"{path}/render", asked)
        assert (answer.status, answer.body) == (
            200,
            {"prompt_id": made["id"], "version": version, "text": text},
        )


@pytest.mark.parametrize(
    ("asked", "status", "code", "fields"),
    [
        ({}, 422, "template_missing", ["variables.name"]),
        (
            {"variables": {"orders": "2", "x": 1}}, 422, "template_unknown",
            ["variables.x", "variables.name", "variables.orders"],
        ),
        ({"variables": {"name": 5}}, 422, "template_type", ["variables.name"]),
        ({"variables": []}, 422, "validation_failed", ["variables"]),
        ({"variables": {"name": "x"}, "version": 0}, 422, "validation_failed", ["version"]),
        ({"variables": {"name": "x"}, "version": "1"}, 422, "validation_failed", ["version"]),
        ({"values": {}}, 422, "unknown_field", ["values"]),
        ({"variables": {"name": "x"}, "version": 7}, 404, "not_found", []),
    ],
)  # fmt: skip
async def test_what_cannot_be_filled_in_is_refused(
    web: Web, asked: dict[str, Any], status: int, code: str, fields: list[str]
) -> None:
    ada = await web.person()
    answer = await ada.call("POST", f"{API}/prompts/{(await prompt(ada))['id']}/render", asked)
    assert (answer.status, answer.code) == (status, code)
    assert [one["field"] for one in answer.body["error"]["details"]] == fields
