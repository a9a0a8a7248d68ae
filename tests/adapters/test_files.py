"""Files of a channel over REST: taken in as they come, known by their content, seen by those who may."""

import asyncio
import io
import threading
import zipfile
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from bot.runtime.housekeeping import sweep_files
from bot.services import file_types
from bot.services.files import Attachments
from config.clock import new_id, now
from storage.files import THUMBNAIL, LocalFiles
from storage.models.agents import AgentRunLog
from storage.models.files import RunOutput
from tests.adapters.asking import space
from tests.adapters.conftest import Answer, Person, Web
from tests.factories import make_configuration


def picture(width: int = 1200, height: int = 600, form: str = "PNG") -> bytes:
    kept = io.BytesIO()
    Image.effect_noise((width, height), 30).convert("RGB").save(kept, form)
    return kept.getvalue()


async def sent_up(person: Person, channel_id: str, body: Any, name: str = "notes.txt") -> Answer:
    path = f"/api/v1/channels/{channel_id}/files"
    body = io.BytesIO(body) if isinstance(body, bytes) else body
    async with person.http.post(path, params={"name": name}, data=body, headers=person.headers) as answer:
        return Answer(answer.status, await answer.json(), answer.headers)


async def fetched(person: Person, path: str) -> tuple[int, bytes, Any]:
    async with person.http.get(path, headers=person.headers) as answer:
        return answer.status, await answer.read(), answer.headers


async def test_a_picture_comes_back_as_it_was_and_small(web: Web) -> None:
    ada = await web.person()
    body = picture()
    made = await sent_up(ada, await ada.channel(), body, "Summer: häppy.png")
    assert made.status == 201
    assert {"name": "Summer: häppy.png", "size": len(body), "content_type": "image/png", "width": 1200,
            "height": 600, "has_thumbnail": True}.items() <= made.body.items()  # fmt: skip
    status, whole, headers = await fetched(ada, f"/api/v1/files/{made.body['id']}")
    assert (status, whole) == (200, body)
    assert headers["Content-Disposition"].startswith("inline")
    assert headers["X-Content-Type-Options"] == "nosniff"
    status, small, headers = await fetched(ada, f"/api/v1/files/{made.body['id']}/thumbnail")
    assert (status, headers["Content-Type"]) == (200, "image/webp")
    assert Image.open(io.BytesIO(small)).size == (720, 360)


async def test_an_output_of_a_run_that_is_too_large_for_it_is_saved_as_a_file(web: Web) -> None:
    ada = await web.person()
    home, run_id, text = UUID(ada.workspace_id), new_id(), "# Sales\n" * 10_000
    stored = await LocalFiles(web.app.settings.files_folder).receive(_once(text.encode()))
    await AgentRunLog.create(
        workspace_id=home, run_id=run_id, trigger_type="schedule", trigger_key="t:1", status="success",
        agent_configuration_id=await make_configuration(home), correlation_id=new_id(),
        agent_definition_id_version="agent_010_refactored/0.2.0",
    )  # fmt: skip
    await RunOutput.create(
        workspace_id=home, run_id=run_id, key_name="report", size=stored.size, content_type="text/markdown",
        digest=stored.digest, stored_name=stored.name,
    )  # fmt: skip
    status, whole, headers = await fetched(ada, f"/api/v1/agent-runs/{run_id}/outputs/report")
    assert (status, whole.decode()) == (200, text)
    assert headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert headers["Content-Disposition"] == "attachment; filename*=UTF-8''report.md"
    stranger = await web.person("Eve")
    for person, name in (
        (stranger, "report"),
        (ada, "rows"),
        (await web.joined(ada, "Mia"), "report"),
    ):
        assert (await fetched(person, f"/api/v1/agent-runs/{run_id}/outputs/{name}"))[0] == 404


async def _once(whole: bytes) -> AsyncIterator[bytes]:
    yield whole


async def test_pictures_are_looked_at_one_after_the_other(tmp_path: Path) -> None:
    """Each may need hundreds of megabytes, and a thread keeps what it has once taken."""
    seen_in: set[int] = set()

    class Watched(LocalFiles):
        def path(self, name: str) -> Path:
            if name.endswith(THUMBNAIL):
                seen_in.add(threading.get_ident())
            return super().path(name)

    async def sent(body: bytes) -> AsyncIterator[bytes]:
        yield body

    attachments, body = Attachments(Watched(tmp_path)), io.BytesIO()
    Image.new("RGB", (2000, 2000)).save(body, "PNG")
    sending = [attachments.receive(sent(body.getvalue()), "x.png") for _ in range(4)]
    received = await asyncio.gather(*sending)
    assert [one.has_thumbnail for one in received] == [True] * 4
    assert len(seen_in) == 1


async def test_a_message_carries_the_file_and_what_the_server_knows_of_it(web: Web) -> None:
    ada = await web.person()
    general = await ada.channel()
    file = (await sent_up(ada, general, b"a,b\n1,2\n", "sales.csv")).body
    content = {"file_details_json": {"file_id": file["id"]}, "text_body": "Look"}
    said = {"content_type": "file_attachment", "content_json": content}
    message = await ada.made(f"/api/v1/channels/{general}/messages", said)
    details = message["content_json"]["file_details_json"]
    assert (details["name"], details["content_type"], details["size"]) == ("sales.csv", "text/csv", 8)
    assert message["content_json"]["text_body"] == "Look"
    ben = await web.joined(ada, "Ben")
    other = await ben.call("POST", f"/api/v1/channels/{general}/messages", said)
    assert (other.status, other.code) == (404, "not_found")
    # The file goes with its message.
    await ada.call("DELETE", f"/api/v1/messages/{message['id']}")
    assert (await ada.call("GET", f"/api/v1/files/{file['id']}")).status == 404


async def test_a_file_that_two_messages_carry_goes_with_the_last_of_them(web: Web) -> None:
    ada = await web.person()
    general = await ada.channel()
    file = (await sent_up(ada, general, b"a,b\n1,2\n", "sales.csv")).body
    said = {"content_type": "file_attachment", "content_json": {"file_details_json": {"file_id": file["id"]}}}
    first, second = [await ada.made(f"/api/v1/channels/{general}/messages", said) for _ in range(2)]
    for message, status in ((first, 200), (second, 404)):
        await ada.call("DELETE", f"/api/v1/messages/{message['id']}")
        assert (await ada.call("GET", f"/api/v1/files/{file['id']}")).status == status


@pytest.mark.parametrize("turned", [1, 6])
async def test_a_large_picture_is_measured_as_it_is_to_be_seen(web: Web, turned: int) -> None:
    ada = await web.person()
    general = await ada.channel()
    taken = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = turned
    Image.new("RGB", (1000, 998), "teal").save(taken, "JPEG", exif=exif)
    file = (await sent_up(ada, general, taken.getvalue(), "photo.jpg")).body
    assert (file["width"], file["height"]) == ((1000, 998) if turned == 1 else (998, 1000))
    async with ada.http.get(f"/api/v1/files/{file['id']}/thumbnail", headers=ada.headers) as answer:
        small = Image.open(io.BytesIO(await answer.read()))
    assert small.size == ((720, 719) if turned == 1 else (719, 720))


@pytest.mark.parametrize(
    ("body", "name", "status"),
    [
        (b"MZ\x90\x00" + bytes(64), "photo.png", 415),
        (b"\x7fELF" + bytes(64), "notes.txt", 415),
        (b"#!/bin/sh\nrm -rf /\n", "notes.txt", 415),
        (bytes(range(256)) * 4, "what.bin", 415),
        (b"", "empty.txt", 422),
        (b"fine", "../../etc/passwd\x00", 422),
        (b"fine", "..", 422),
    ],
)
async def test_what_is_not_taken_is_refused_in_words_and_not_kept(
    web: Web, body: bytes, name: str, status: int
) -> None:
    ada = await web.person()
    answer = await sent_up(ada, await ada.channel(), body, name)
    assert answer.status == status, answer
    assert not list(web.app.settings.files_folder.glob("*/*"))


async def test_what_could_act_in_a_browser_is_only_saved(web: Web) -> None:
    ada = await web.person()
    general = await ada.channel()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "x")
    for body, name, kind in (
        (b"<html><script>alert(1)</script></html>", "page.png", "text/html"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "x.svg", "image/svg+xml"),
        (packed.getvalue(), "letter.docx", file_types.type_of(packed.getvalue(), "a.docx")),
    ):
        made = await sent_up(ada, general, body, name)
        assert (made.status, made.body["content_type"]) == (201, kind)
        _, _, headers = await fetched(ada, f"/api/v1/files/{made.body['id']}")
        assert headers["Content-Type"] == "application/octet-stream"
        assert headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in headers["Content-Security-Policy"]


async def test_too_much_is_refused_also_where_nobody_said_how_much(web: Web) -> None:
    ada = await web.person()
    general = await ada.channel()
    guest = await web.joined(ada, "Gus", "guest")
    private = await ada.made(space(ada, "channels"), {"name": "den", "type": "private"})

    async def endless() -> Any:
        for _ in range(26):
            yield bytes(1 << 20)

    assert (await sent_up(ada, general, endless())).code == "payload_too_large"
    assert (await sent_up(guest, private["id"], b"x")).status == 404
    assert not list(web.app.settings.files_folder.glob("*/*"))


async def test_a_picture_of_too_many_pixels_is_refused_by_its_header(web: Web) -> None:
    ada = await web.person()
    kept = io.BytesIO()
    Image.new("1", (50_000, 1_000)).save(kept, "PNG")
    answer = await sent_up(ada, await ada.channel(), kept.getvalue(), "huge.png")
    assert (answer.status, answer.code) == (422, "image_too_large")


async def test_a_file_of_a_private_channel_is_for_its_members(web: Web) -> None:
    ada = await web.person()
    ben, eve = await web.joined(ada, "Ben"), await web.person("Eve")
    private = await ada.made(space(ada, "channels"), {"name": "den", "type": "private"})
    made = await sent_up(ada, private["id"], picture(), "plan.png")
    for stranger in (ben, eve):
        for path in (f"/api/v1/files/{made.body['id']}", f"/api/v1/files/{made.body['id']}/thumbnail"):
            answer = await stranger.call("GET", path)
            assert (answer.status, answer.code) == (404, "not_found")


async def test_an_upload_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield bytes(2 << 20)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await Attachments(LocalFiles(tmp_path)).receive(broken(), "x.txt")
    assert not await LocalFiles(tmp_path).older_than(now().timestamp() + 60)


async def test_bytes_that_no_file_names_are_swept_away_and_others_stay(web: Web) -> None:
    ada = await web.person()
    made = await sent_up(ada, await ada.channel(), picture(), "kept.png")

    async def stray() -> AsyncIterator[bytes]:
        yield b"nobody's"

    store = LocalFiles(web.app.settings.files_folder)
    await Attachments(store).receive(stray(), "stray.txt")
    later = now() + timedelta(minutes=1)
    assert await sweep_files(store, later) == 1
    assert (await fetched(ada, f"/api/v1/files/{made.body['id']}"))[0] == 200
    assert (await fetched(ada, f"/api/v1/files/{made.body['id']}/thumbnail"))[0] == 200
    assert await sweep_files(store, later) == 0
