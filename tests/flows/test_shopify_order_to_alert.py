"""The main job on real processes: a signed order becomes an alert in the chat."""

import asyncio
from uuid import uuid4

from tests.flows.stack import Stack, order, signed


async def test_an_order_over_the_threshold_becomes_one_alert_on_the_socket_and_in_the_history(
    stack: Stack,
) -> None:
    async with stack.watching() as watch:
        assert (await stack.deliver(order("#1001", "150.00")))[0] == 200
        assert await watch.title() == "Order #1001"
    found = await stack.call("GET", f"/api/v1/channels/{stack.alerts_id}/messages")
    assert len(found["items"]) == 1
    message = found["items"][0]
    assert message["sender_type"] == "agent"
    assert message["sender_name"] == "Sales Sentinel"
    assert message["content_type"] == "json_data"
    payload = message["content_json"]["json_payload"]
    assert payload["kind"] == "alert"
    assert payload["amount_text"] == "$150.00"


async def test_a_smaller_order_and_a_repeated_delivery_make_no_alert(stack: Stack) -> None:
    async with stack.watching() as watch:
        await stack.deliver(order("#1001"), delivery_id="the-same")
        await stack.deliver(order("#1002", "99.99"))
        for _ in range(5):
            assert (await stack.deliver(order("#1001"), delivery_id="the-same"))[0] == 200
        await stack.deliver(order("#1003"))
        # Runs go on side by side: which ends first is nobody's promise.
        assert {await watch.title(), await watch.title()} == {"Order #1001", "Order #1003"}
    assert sorted(await stack.alerts()) == ["Order #1001", "Order #1003"]


async def test_the_run_behind_an_alert_tells_its_steps_its_figures_and_what_it_said(stack: Stack) -> None:
    async with stack.watching() as watch:
        await stack.deliver(order("#1001"))
        await watch.title()
    runs = (await stack.call("GET", f"/api/v1/workspaces/{stack.workspace_id}/agent-runs"))["items"]
    assert [run["status"] for run in runs] == ["success"]
    run = await stack.call("GET", f"/api/v1/agent-runs/{runs[0]['run_id']}")
    assert run["trigger_type"] == "event_api_call"
    assert run["agent_definition_id_version"].startswith("agent_004_refactored/")
    assert run["agent_configuration_id"] == stack.configuration_id
    assert run["steps"]
    assert "#1001" in run["output_preview_text"]
    assert run["kpi_results_json"]


async def test_the_same_delivery_ten_thousand_times_is_one_alert(stack: Stack) -> None:
    body = b'{"id": 7, "name": "#7001", "order_number": 7001, "currency": "USD", "total_price": "500.00"}'
    headers = signed(body) | {"X-Shopify-Topic": "orders/create", "X-Shopify-Webhook-Id": str(uuid4())}
    request = _raw(stack, headers, body)

    async def send(times: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", stack.port)
        for _ in range(times):
            writer.write(request)
            assert (await reader.readuntil(b"\r\n")).startswith(b"HTTP/1.1 200")
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]))
        writer.close()
        await writer.wait_closed()

    async with stack.watching() as watch:
        await asyncio.gather(*(send(500) for _ in range(20)))
        assert await watch.title() == "Order #7001"
        await stack.deliver(order("#7002"))
        assert await watch.title() == "Order #7002"
    assert await stack.alerts() == ["Order #7001", "Order #7002"]


def _raw(stack: Stack, headers: dict[str, str], body: bytes) -> bytes:
    lines = [f"POST {stack.webhook_path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def test_a_client_that_comes_back_gets_what_it_missed_and_nothing_twice(stack: Stack) -> None:
    async with stack.watching() as watch:
        await stack.deliver(order("#1001"))
        await watch.title()
        last = watch.seqs[-1]
    for number in (1002, 1003):
        await stack.deliver(order(f"#{number}"))
    await stack.see_alerts(3)
    async with stack.watching(after_seq=last) as watch:
        titles = {await watch.title(), await watch.title()}
        await stack.deliver(order("#1004"))
        assert await watch.title() == "Order #1004"
    assert titles == {"Order #1002", "Order #1003"}
    assert watch.seqs == sorted(set(watch.seqs))


async def test_a_paused_configuration_starts_no_run(stack: Stack) -> None:
    await stack.call(
        "POST",
        f"/api/v1/workspaces/{stack.workspace_id}/agent-configurations",
        agent_definition_id="agent_004",
        name="Second Sentinel",
        yaml_config_text="",
    )
    path = f"/api/v1/agent-configurations/{stack.configuration_id}"
    async with stack.http.put(path, json={"status": "inactive"}, headers={"If-Match": '"1"'}) as answer:
        assert answer.status == 200, await answer.text()
    # What is active is remembered for a second; a new process knows at once.
    await stack.restart("events")
    async with stack.watching() as watch:
        for name in ("#1001", "#1002"):
            await stack.deliver(order(name))
            assert await watch.title() == f"Order {name}"
    runs = (await stack.call("GET", f"/api/v1/workspaces/{stack.workspace_id}/agent-runs"))["items"]
    assert {run["agent_configuration_id"] for run in runs}.isdisjoint({stack.configuration_id})
