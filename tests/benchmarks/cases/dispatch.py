"""A slash command from its frame to its reply, with nothing stored: parse, permission, route, render."""

import gc
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from uuid import uuid4

import orjson
from pydantic import Field

from bot.contracts.commands import Args, Command, CommandCall, CommandContext, Reply, Services, command
from bot.contracts.grammar import is_command
from bot.contracts.strict_json import parse
from bot.contracts.unit import Actor, ActorType, Role
from bot.runtime.commands import Commands
from bot.runtime.dispatcher import Dispatcher
from bot.runtime.units import new_unit
from bot.services.replies import frame as reply_frame
from tests.benchmarks.anchors import dispatch as bare
from tests.benchmarks.ground import Ground
from tests.benchmarks.report import Goal, Result, compared

FEW, MANY = 10, 1_000
# 20,000 a second where the baseline does 113,000: twice what the quickest other bot frameworks do.
SHARE = 20 / 113


class SaidArgs(Args):
    """A word, a number and a switch."""

    what: str = Field(description="What")
    count: int = Field(1, ge=1, le=100, description="How often")
    is_loud: bool = Field(False, description="Whether loud")


async def run(ground: Ground) -> Sequence[Result]:
    """Ten commands beside the baseline, and a thousand beside ten."""
    count = ground.of(4_000, 500)
    few, many = _product(FEW), _product(MANY)
    floor = partial(bare.answered, known=bare.handlers([f"/say{one}" for one in range(FEW)]))
    sides = [(few, _frames(count, FEW)), (floor, _frames(count, FEW)), (many, _frames(count, MANY))]
    taken: list[list[float]] = [[] for _ in sides]
    for answer, frames in sides:
        await answer(frames[:200])
    for _ in range(ground.of(15, 3)):
        for (answer, frames), seconds in zip(sides, taken, strict=True):
            seconds.append(await _timed(answer, frames))
    ten, baseline, thousand = taken
    return [
        compared(
            "slash command, nothing stored", [count / one for one in ten], [count / one for one in baseline],
            unit="/s", goal=Goal(SHARE, at_least=True),
        ),
        compared(
            "slash command, 1,000 known beside 10", [one / count * 1e6 for one in thousand],
            [one / count * 1e6 for one in ten], unit="µs", goal=Goal(1.1),
        ),
    ]  # fmt: skip


Answered = Callable[[Sequence[bytes]], Awaitable[Sequence[bytes]]]


async def _timed(answer: Answered, frames: Sequence[bytes]) -> float:
    """Processor time: nothing here is ever waited for."""
    gc.collect()
    gc.disable()
    try:
        began = time.thread_time()
        answers = await answer(frames)
        taken = time.thread_time() - began
    finally:
        gc.enable()
    if len(answers) != len(frames) or b"word" not in answers[-1]:
        raise RuntimeError("a command was not answered")
    return taken


def _product(known: int) -> Answered:
    dispatcher = Dispatcher(Commands([_declared(f"say{one}") for one in range(known)]), Services())
    workspace_id, channel_id = uuid4(), uuid4()
    actor = Actor(type=ActorType.USER, id=uuid4(), role=Role.MEMBER)

    async def answered(frames: Sequence[bytes]) -> Sequence[bytes]:
        answers = []
        for frame in frames:
            text = parse(frame)["payload"]["content_json"]["text_body"]
            if not is_command(text):
                raise RuntimeError("this is no command")
            call = CommandCall(text=text, channel_id=channel_id)
            unit = new_unit(actor, workspace_id)
            reply = await dispatcher.answer_typed(unit, call, dispatcher.asked(text))
            answers.append(orjson.dumps(reply_frame(unit, call, reply.text_body)))
        return answers

    return answered


def _declared(name: str) -> Command:
    async def said(context: CommandContext, args: SaidArgs) -> Reply:
        return Reply(f"**{args.what}** {args.count}")

    return command(name, "Say it", role=Role.MEMBER)(said)


def _frames(count: int, known: int) -> Sequence[bytes]:
    """Frames as a socket brings them, to one command after the other."""
    channel_id = str(uuid4())
    return [
        orjson.dumps(
            {
                "action": "send_message",
                "payload": {
                    "channel_id": channel_id,
                    "content_type": "text",
                    "content_json": {"text_body": f'/say{one % known} "a word" 3 true'},
                    "client_message_id": f"c-{one}",
                },
            }
        )
        for one in range(count)
    ]
