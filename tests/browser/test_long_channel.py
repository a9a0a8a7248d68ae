"""A channel in which very much was said: as many messages as ``IONFLUX_TEST_MESSAGES`` says."""

import asyncio
import os
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from playwright.async_api import CDPSession, Locator, Page, Response, expect
from playwright.async_api import TimeoutError as TooLate

from storage.db import sqlite_path
from tests import crowd
from tests.browser.people import arrive, owner
from tests.flows.stack import Stack

MESSAGES = int(os.environ.get("IONFLUX_TEST_MESSAGES", "20000"))
# So many pages are scrolled through: more than are held.
PAGES = int(os.environ.get("IONFLUX_TEST_PAGES", "8"))
# Nothing of a page of the height 900 needs more rows than this, those kept ready above and below included.
MOST_ROWS = 60
STEP = 500
# What is held at most is a few hundred messages, reached by then.
MOST_GROWTH = 4 << 20

# Where each message on screen stands, by its id.
TOPS = """() => { const [list] = document.querySelectorAll("[data-region=messages]");
    const frame = list.getBoundingClientRect();
    return Object.fromEntries([...list.querySelectorAll("article")].map((one) => [one.dataset.key,
        one.getBoundingClientRect()]).filter(([, box]) => box.bottom > frame.top && box.top < frame.bottom)
        .map(([key, box]) => [key, Math.round(box.top)])); }"""
# Whether each message that was and is on screen has moved by so much.
MOVED = f"""([before, by]) => {{ const now = ({TOPS})();
    const both = Object.keys(now).filter((key) => key in before);
    return both.length > 0 && both.every((key) => Math.abs(now[key] - before[key] - by) <= 1); }}"""
# Whether there is so much to scroll: the next page is here.
HAS_ROOM = """(by) => { const [list] = document.querySelectorAll("[data-region=messages]");
    return by < 0 ? list.scrollTop >= -by : list.scrollHeight - list.clientHeight - list.scrollTop >= by; }"""
IDLE = "() => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done)))"


def _text(number: int) -> str:
    return f"Line {number}" + " and some more of it" * (number * 7 % 23)


async def _made(stack: Stack) -> str:
    """A channel that has all of them, one a minute; its id."""
    space = f"/api/v1/workspaces/{stack.workspace_id}"
    made = await stack.call("POST", f"{space}/channels", type="public", name="long")
    place, store = (stack.workspace_id, made["id"]), sqlite_path(stack.settings.database)
    await asyncio.to_thread(
        crowd.messages, store, place, stack.user_id, MESSAGES, text=_text, apart=timedelta(minutes=1)
    )
    return str(made["id"])


async def _near(stack: Stack, channel_id: str, seq: int) -> dict[str, Any]:
    path = f"/api/v1/channels/{channel_id}/messages?around={seq}&limit=2"
    found = (await stack.call("GET", path))["items"]
    return next(one for one in found if one["seq"] == seq)


def _line(page: Page, number: int) -> Locator:
    return page.get_by_role("article").filter(has_text=f"Line {number} ")


async def _kept(page: Page, session: CDPSession) -> int:
    """How many bytes the page holds once what nobody needs is gone."""
    await session.send("HeapProfiler.collectGarbage")
    metrics = (await session.send("Performance.getMetrics"))["metrics"]
    return int(next(one["value"] for one in metrics if one["name"] == "JSHeapUsedSize"))


async def _scrolled(page: Page, by: int) -> None:
    """Turn the wheel; every message that was and is on screen must have moved by just that much, and by no
    more when nothing is left to do.
    """
    await page.wait_for_function(HAS_ROOM, arg=by)
    before = await page.evaluate(TOPS)
    await page.mouse.wheel(0, by)
    with suppress(TooLate):
        await page.wait_for_function(MOVED, arg=[before, -by], timeout=5_000)
    await page.evaluate(IDLE)
    after = await page.evaluate(TOPS)
    assert {after[key] - top for key, top in before.items() if key in after} <= {-by - 1, -by, 1 - by}


async def _read(page: Page, pages: int, *, by: int) -> None:
    """Scroll up, or down, until so many pages more have been read."""
    read: list[str] = []

    def note(answer: Response) -> None:
        if ("before=" if by < 0 else "after=") in answer.url:
            read.append(answer.url)

    page.on("response", note)
    await page.get_by_role("log").hover()
    while len(read) < pages:
        await _scrolled(page, by)
        assert await page.get_by_role("article").count() <= MOST_ROWS
    page.remove_listener("response", note)


@pytest.mark.timeout(60 + MESSAGES // 2_000)
async def test_a_long_channel_is_read_far_up_jumped_in_and_left_again(stack: Stack, page: Page) -> None:
    channel_id = await _made(stack)
    ida, early = await owner(stack), await _near(stack, channel_id, 10)
    await ida.call("PUT", f"/api/v1/messages/{early['id']}/pin")
    session = await page.context.new_cdp_session(page)
    await session.send("Performance.enable")
    last = _line(page, MESSAGES)
    async with page.expect_response("**/read"):
        await arrive(page, f"{stack.url}/w/{stack.workspace_id}/c/{channel_id}", ida)
        await expect(last).to_be_in_viewport()
    await _read(page, 4, by=-STEP)
    kept = await _kept(page, session)
    await _read(page, PAGES, by=-STEP)
    assert await _kept(page, session) - kept < MOST_GROWTH
    await page.get_by_role("button", name="Pinned messages").click()
    await page.get_by_role("region", name="Pinned").get_by_role("link").first.click()
    await expect(_line(page, 10)).to_be_in_viewport()
    await _read(page, 2, by=STEP)
    await page.get_by_role("button", name="To the newest").click()
    await expect(last).to_be_in_viewport()
    assert await page.get_by_role("article").count() <= MOST_ROWS
