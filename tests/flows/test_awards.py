"""What people do in the product is awarded on real processes, and an award sets nothing off."""

from tests.flows.stack import Stack, order


async def test_a_connection_and_a_run_of_somebody_make_a_badge_and_a_level_and_nothing_more(
    stack: Stack,
) -> None:
    space = f"/api/v1/workspaces/{stack.workspace_id}"
    # What the making of the workspace told of is read by then, and awarded to nobody.
    await stack.deliver(order("#1001"))
    assert await stack.see_alerts(1) == ["Order #1001"]
    badges = await stack.call(
        "POST", f"{space}/agent-configurations", agent_definition_id="agent_009", name="Badges",
        yaml_config_text="inputs:\n  channel: alerts\n",
    )  # fmt: skip
    async with stack.watching(after_seq=1) as watch:
        await stack.call(
            "POST", f"{space}/connections", provider="shopify", shop_domain="fern.myshopify.com",
            webhook_secret="another secret of the test",
        )  # fmt: skip
        assert await watch.title() == "Badge: Shopify Connector"
        await stack.call(
            "POST", f"/api/v1/agent-configurations/{stack.configuration_id}/run", runtime_params={}
        )
        assert await watch.title() == "Level 2"
    runs = (await stack.call("GET", f"{space}/agent-runs"))["items"]
    own = [one for one in runs if one["agent_configuration_id"] == badges["id"]]
    assert [one["status"] for one in own] == ["success", "success"]
    assert {one["output_preview_text"] for one in own} == {
        "+50 XP: 50 XP, level 1; badge “Shopify Connector”.",
        "+100 XP: 150 XP, level 2.",
    }
    told = (await stack.call("GET", f"{space}/notifications"))["items"]
    assert {one["title_text"] for one in told if one["kind"] == "achievement"} <= {
        "Badge: Shopify Connector",
        "You reached level 2",
    }
