"""What agents read of what a workspace has written down, and that it is that workspace's alone."""

from uuid import uuid4

import pytest

from bot.contracts.knowledge import Voice
from bot.contracts.markdown import plain
from bot.services.knowledge import StoredLibrary
from config.errors import InvalidInput
from storage.db import Database
from storage.models.chat import Channel
from tests.factories import make_brand, make_channel, make_creator, make_library, make_prompt, make_workspace

pytestmark = pytest.mark.usefixtures("database")


async def test_a_prompt_is_read_and_filled_in() -> None:
    workspace_id, _ = await make_workspace()
    prompt_id = await make_prompt(workspace_id, await make_library(workspace_id), version=3)
    library = StoredLibrary(workspace_id)
    found = await library.prompt("Welcome")
    assert found is not None
    assert (found.id, found.name, found.library, found.version) == (prompt_id, "Welcome", "Mail", 3)
    assert found.render({"name": "*Bo*"}) == "Hi *Bo*"
    assert found.render({"name": "*Bo*"}, escape=plain) == r"Hi \*Bo\*"
    with pytest.raises(InvalidInput) as missing:
        found.render({})
    assert missing.value.code == "template_missing"
    for name in (" welcome ", "Mail/Welcome", "mail/WELCOME", str(prompt_id)):
        assert await library.prompt(name) == found
    for name in ("", "Wel", "Mail/", "Other/Welcome", str(uuid4()), "%"):
        assert await library.prompt(name) is None


async def test_of_prompts_that_are_called_alike_the_very_name_is_meant_then_the_oldest() -> None:
    workspace_id, _ = await make_workspace()
    mail, posts = await make_library(workspace_id), await make_library(workspace_id, "Posts")
    gone = await make_library(workspace_id, "Gone", status="archived")
    await make_prompt(workspace_id, gone, "welcome")
    first = await make_prompt(workspace_id, mail, "Welcome")
    shouted = await make_prompt(workspace_id, mail, "WELCOME")
    second = await make_prompt(workspace_id, posts, "Welcome")
    slashed = await make_prompt(workspace_id, mail, "Posts/Welcome")
    library = StoredLibrary(workspace_id)
    for name, meant in (
        ("Welcome", first),
        ("welcome", first),
        ("WELCOME", shouted),
        ("mail/welcome", first),
        ("posts/Welcome", slashed),
        (str(second), second),
    ):
        found = await library.prompt(name)
        assert found is not None
        assert found.id == meant, name
    assert await library.prompt("Gone/welcome") is None


async def test_a_brand_is_found_by_name_by_id_or_as_what_the_channel_is_about() -> None:
    workspace_id, _ = await make_workspace()
    channel_id = await make_channel(workspace_id)
    about = {"industry": "Travel", "brand_voice_guidelines_text": "Be brief.\n- Tone: warm, plain\n"}
    brand_id = await make_brand(workspace_id, **about)
    library = StoredLibrary(workspace_id, channel_id)
    found = await library.brand("fernweh")
    assert found is not None
    assert (found.id, found.name, found.industry, found.description_text) == (
        brand_id,
        "Fernweh",
        "Travel",
        "",
    )
    assert found.voice == Voice(
        id=brand_id, name="Fernweh", guidelines_text=about["brand_voice_guidelines_text"], niche="Travel",
        tone="warm, plain",
    )  # fmt: skip
    assert await library.brand(str(brand_id)) == found
    assert await library.brand() is None
    await Channel.of(workspace_id).filter(id=channel_id).update(brand_id=brand_id)
    assert await library.brand() == found
    assert await library.voice() == found.voice
    assert await StoredLibrary(workspace_id).brand() is None
    assert await StoredLibrary(workspace_id).voice() is None


async def test_a_creator_and_their_voice() -> None:
    workspace_id, _ = await make_workspace()
    told = {"niche_tags_array": ["glass", "clay"], "bio_text": "I make bowls."}
    creator_id = await make_creator(workspace_id, audience_demographics_json={"countries": ["BR"]}, **told)
    library = StoredLibrary(workspace_id)
    found = await library.creator("Mara")
    assert found is not None
    assert (found.id, found.niche_tags, found.audience_demographics) == (
        creator_id, ("glass", "clay"), {"countries": ["BR"]},
    )  # fmt: skip
    assert await library.voice("mara") == Voice(
        id=creator_id, name="Mara", guidelines_text="I make bowls.", niche="glass, clay", tone=""
    )
    await make_brand(workspace_id, "Mara", brand_voice_guidelines_text="Tone – dry")
    voice = await library.voice("Mara")
    assert voice is not None
    assert (voice.guidelines_text, voice.tone) == ("Tone – dry", "dry")


async def test_nothing_of_another_workspace_and_nothing_archived_is_found(database: Database) -> None:
    theirs, _ = await make_workspace("Theirs")
    mine, _ = await make_workspace("Mine")
    channel_id = await make_channel(theirs)
    ids = [
        await make_brand(theirs, "One"),
        await make_creator(theirs, "One"),
        await make_prompt(theirs, await make_library(theirs), "One"),
    ]
    await Channel.of(theirs).filter(id=channel_id).update(brand_id=ids[0])
    await make_brand(mine, "Two", status="archived")
    await make_creator(mine, "Two", status="archived")
    await make_prompt(mine, await make_library(mine, status="archived"), "Two")
    library = StoredLibrary(mine, channel_id)
    for name in ("One", "Two", "Mail/One", "Mail/Two", *map(str, ids)):
        for look in (library.prompt, library.brand, library.creator, library.voice):
            assert await look(name) is None, (name, look)
    assert await library.brand() is None


@pytest.mark.parametrize(
    ("guidelines", "tone"),
    [
        ("Tone: warm", "warm"),
        ("We are a shop.\n**Tone:** calm and dry  \nNo jokes.", "calm and dry"),
        ("# tone - bold", "bold"),
        ("Keep the tone: low", ""),
        ("Tone:\nwarm", ""),
        ("", ""),
    ],
)
async def test_the_tone_is_the_line_that_says_so(guidelines: str, tone: str) -> None:
    workspace_id, _ = await make_workspace()
    await make_brand(workspace_id, brand_voice_guidelines_text=guidelines)
    voice = await StoredLibrary(workspace_id).voice("Fernweh")
    assert voice is not None
    assert voice.tone == tone
