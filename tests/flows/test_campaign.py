"""A campaign on real processes and a real mail server: approved once, in changed words; each mail once."""

import signal
from typing import Any

import pytest

from config.settings import Settings
from tests.flows.stack import Stack, Watch
from tests.postbox import PostBox, post_box
from tests.services.house import AGENT_KILLS

SENDER = """\
inputs:
  campaign_mode: send
  sender_name: Harbor & Pine
  postal_address: Quay 4, 1100-150 Lisboa, Portugal
  unsubscribe_url: https://harbor.example/leave/{customer_id}
  shop_url: https://harbor.example
"""
PEOPLE = [
    {"id": f"c{number}", "email": f"p{number}@mail.example", "first_name": f"Pia{number}", "orders_count": 3,
     "total_spent": "300.00", "consent": "subscribed", "received": 4, "clicks": 1}
    for number in range(1, 4)
]  # fmt: skip


async def asked(watch: Watch, kind: str) -> dict[str, Any]:
    """The next proposal about that."""
    while True:
        message = await watch.message()
        payload = message["content_json"].get("json_payload") or {}
        if message["content_type"] == "interactive_proposal" and kind in payload["title_text"]:
            return message


async def press(stack: Stack, message: dict[str, Any], action_id: str, **edited: Any) -> None:
    more = {"edited_payload": edited} if edited else {}
    await stack.call("POST", f"/api/v1/messages/{message['id']}/actions", action_id=action_id, **more)


async def campaign(stack: Stack, watch: Watch) -> dict[str, Any]:
    """The wizard is set up and asked for a campaign; what it asks back."""
    await started(stack)
    return await asked(watch, "Send the campaign")


async def started(stack: Stack, brand_id: str = "", **how: Any) -> str:
    """The wizard is set up and asked for a campaign: the id of the run."""
    made = await stack.call(
        "POST", f"/api/v1/workspaces/{stack.workspace_id}/agent-configurations",
        agent_definition_id="agent_001", name="Email Wizard", yaml_config_text=SENDER,
    )  # fmt: skip
    payload = {"email_goal": "a flash sale", "offer": "20 % off", "contacts": PEOPLE}
    path = f"/api/v1/agent-configurations/{made['id']}/run"
    begun = await stack.call(
        "POST", path, runtime_params={"manual_payload": payload | {"brand_id": brand_id}}, **how
    )
    return str(begun["run_id"])


async def ended(stack: Stack, watch: Watch, run_id: str) -> dict[str, Any]:
    """The run at its end."""
    while (run := await stack.call("GET", f"/api/v1/agent-runs/{run_id}"))["status"] in (
        "pending",
        "running",
    ):
        await watch.ws.receive()
    return run


async def told(watch: Watch) -> str:
    while True:
        message = await watch.message()
        if message["content_type"] == "markdown":
            return str(message["content_json"]["text_body"])


def addresses(box: PostBox) -> list[str]:
    return sorted(str(one["To"]) for one in box.mails)


async def test_who_approves_may_change_the_words_and_each_gets_one_mail(flow_settings: Settings) -> None:
    async with post_box() as box:
        environment = {"IONFLUX_SMTP_URL": box.url}
        async with Stack.running(flow_settings, environment=environment) as stack, stack.watching() as watch:
            card = await campaign(stack, watch)
            assert card["content_json"]["json_payload"]["data_json"]["recipients"] == 3
            assert box.mails == []
            await press(
                stack, card, "approve", subject_1="Linen, {{first_name}}?", text_1="Soft, {{first_name}}."
            )
            assert await told(watch) == "**a flash sale**: 3 people written to."
        assert addresses(box) == ["p1@mail.example", "p2@mail.example", "p3@mail.example"]
        assert sorted(str(one["Subject"]) for one in box.mails) == [
            "Linen, Pia1?",
            "Linen, Pia2?",
            "Linen, Pia3?",
        ]
        first = next(one for one in box.mails if "p1@" in str(one["To"]))
        body = first.get_body(("plain",))
        assert body is not None
        assert "Soft, Pia1." in body.get_content()
        page = first.get_body(("html",))
        assert page is not None
        assert "Soft, Pia1." in page.get_content()
        assert str(first["List-Unsubscribe"]) == "<https://harbor.example/leave/c1>"
        assert str(first["List-Unsubscribe-Post"]) == "List-Unsubscribe=One-Click"


async def test_a_preview_of_a_campaign_shows_each_mail_and_sends_none(flow_settings: Settings) -> None:
    async with post_box() as box:
        environment = {"IONFLUX_SMTP_URL": box.url}
        async with Stack.running(flow_settings, environment=environment) as stack, stack.watching() as watch:
            run = await ended(stack, watch, await started(stack, is_preview=True))
        assert (run["status"], run["is_preview"]) == ("success", True)
        mails = [one["data_json"] for one in run["would_do_json_array"] if one["kind"] == "effect"]
        assert sorted(one["to"] for one in mails) == [
            "p1@mail.example",
            "p2@mail.example",
            "p3@mail.example",
        ]
        asked_for = [one["text"] for one in run["would_do_json_array"] if one["kind"] == "question"]
        assert len(asked_for) == 1
        assert "Send the campaign" in asked_for[0]
        assert box.mails == []


async def at_work(stack: Stack, watch: Watch) -> str:
    """The Persona Guardian is set up and has learned the voice of Harbor."""
    made = await stack.call(
        "POST", f"/api/v1/workspaces/{stack.workspace_id}/agent-configurations",
        agent_definition_id="agent_008", name="Persona Guardian", yaml_config_text="",
    )  # fmt: skip
    pieces = [f"Calm linen, quiet morning number {number}. Slow days at the harbor." for number in range(6)]
    begun = await stack.call(
        "POST", f"/api/v1/agent-configurations/{made['id']}/run",
        runtime_params={"creator_id_or_brand_id": "Harbor", "corpus_texts": pieces},
    )  # fmt: skip
    await press(stack, await asked(watch, "Harbor"), "approve")
    await ended(stack, watch, begun["run_id"])
    return str(made["id"])


async def test_a_preview_of_a_campaign_rehearses_the_guardian_too(flow_settings: Settings) -> None:
    async with Stack.running(flow_settings) as stack, stack.watching() as watch:
        guardian = await at_work(stack, watch)
        run = await ended(stack, watch, await started(stack, brand_id="Harbor", is_preview=True))
        path = f"/api/v1/workspaces/{stack.workspace_id}/agent-runs?agent_configuration_id={guardian}"
        assert len((await stack.call("GET", path))["items"]) == 1, "it learned the voice, and no more"
    (report,) = (one["value"] for one in run["output_data_json"]["outputs_array"])
    assert [(one["copy"], one["status"]) for one in report["persona_check"]] == [(1, "kept")]
    acts = [(one["kind"], one["text"]) for one in run["would_do_json_array"]]
    assert acts[0] == ("agent", "Ask Creator Persona Guardian")
    assert acts[1][0] == "event", "what the other would tell"
    assert tuple(sorted({kind for kind, _ in acts} & {"effect", "question"})) == ("effect", "question")


@pytest.mark.parametrize("failpoint", ["", *AGENT_KILLS])
async def test_the_words_are_held_against_the_voice_once_whatever_dies(
    flow_settings: Settings, failpoint: str
) -> None:
    failpoints = {"worker": failpoint} if failpoint else {}
    async with Stack.running(flow_settings, failpoints=failpoints) as stack, stack.watching() as watch:
        guardian = await at_work(stack, watch)
        run_id = await started(stack, brand_id="Harbor")
        if failpoint:
            assert await stack.roles["worker"].died() == -signal.SIGKILL
            await stack.restart("worker")
        card = await asked(watch, "Send the campaign")
        assert (
            "The brand's voice: text 1 stands at 0."
            in (card["content_json"]["json_payload"]["description_text"])
        )
        await press(stack, card, "reject")
        run = await ended(stack, watch, run_id)
        (asked_id,) = run["asked_run_ids_array"]
        other = await stack.call("GET", f"/api/v1/agent-runs/{asked_id}")
        path = f"/api/v1/workspaces/{stack.workspace_id}/agent-runs?agent_configuration_id={guardian}"
        assert len((await stack.call("GET", path))["items"]) == 2, "the corpus, and one text"
    assert (other["parent_run_id"], other["status"]) == (run_id, "success")
    score = {one["key_name"]: one["value"] for one in other["output_data_json"]["outputs_array"]}
    (report,) = (one["value"] for one in run["output_data_json"]["outputs_array"])
    assert report["persona_check"] == [
        {"copy": 1, "authenticity_score": score["authenticity_score"], "status": "kept"}
    ]


@pytest.mark.parametrize("failpoint", ["effect.before_call:2", "effect.after_call:2"])
async def test_a_worker_killed_among_the_mails_sends_none_twice(
    flow_settings: Settings, failpoint: str
) -> None:
    async with post_box() as box:
        environment = {"IONFLUX_SMTP_URL": box.url}
        async with (
            Stack.running(flow_settings, environment=environment, failpoints={"worker": failpoint}) as stack,
            stack.watching() as watch,
        ):
            card = await campaign(stack, watch)
            await press(stack, card, "approve")
            assert await stack.roles["worker"].died() == -signal.SIGKILL
            was_sent = len(box.mails) == 2
            assert was_sent == failpoint.startswith("effect.after")
            await stack.restart("worker")
            # Whether the second left nobody knows but who looks.
            await press(stack, await asked(watch, "Was this done?"), "was_done" if was_sent else "do_again")
            assert await told(watch) == "**a flash sale**: 3 people written to."
        assert addresses(box) == ["p1@mail.example", "p2@mail.example", "p3@mail.example"]
