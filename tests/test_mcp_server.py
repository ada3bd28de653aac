"""A coding agent works on a run through a real MCP client and the real command."""

import json
import sys

import pytest

from ruleloop.ledger import Ledger
from ruleloop.record import fold

pytest.importorskip("mcp")

SEASON = '''"""Order for some days ahead, when the position falls below what they need."""


def order_quantity(stock, shop, tools):
    target = sum([tools.weekday_units(stock.day + k) for k in range(3)])
    position = stock.on_hand_units + stock.on_order_units
    return {factor} * target - position if position < target else 0.0
'''


async def work(toy, folder):
    import mcp
    from mcp import StdioServerParameters

    scenario = str(toy / "scenarios/inventory/tiny.toml")
    command = ["-m", "ruleloop", "mcp", str(folder), "--scenario", scenario, "--seed", "s"]
    server = StdioServerParameters(command=sys.executable, args=[*command, "--as", "a-coder"])
    async with mcp.Client(server) as client:
        tools = {tool.name for tool in (await client.list_tools()).tools}
        brief = text(await client.call_tool("brief", {}))
        tried = []
        for factor in (1.0, 2.0, 2.02):
            arguments = {"source": SEASON.format(factor=factor), "hypothesis": f"cover {factor}"}
            tried.append(json.loads(text(await client.call_tool("try_rules", arguments))))
        bad = text(await client.call_tool("try_rules", {"source": "x = 1", "hypothesis": ""}))
        champion = text(await client.call_tool("champion", {}))
        history = json.loads(text(await client.call_tool("history", {"last": 3})))
    return tools, brief, tried, bad, champion, history


def text(result):
    return result.content[0].text


def test_a_client_reads_the_brief_tries_keeps_and_reads_the_history(toy, tmp_path):
    import anyio

    answers = anyio.run(work, toy, tmp_path / "run")
    tools, brief, tried, bad, champion, history = answers
    assert tools == {"brief", "champion", "history", "try_rules", "compare"}
    assert "order_quantity" in brief
    assert "## The champion" in brief
    assert "keep" in [each["outcome"] for each in tried]
    assert "hypothesis" in json.loads(bad)["error"][0]
    assert [row["number"] for row in history] == [1, 2, 3]
    with Ledger(tmp_path / "run") as ledger:
        record = fold(ledger)
    assert record.champion == champion
    assert {judged.agent for judged in record.judged} == {"a-coder"}
