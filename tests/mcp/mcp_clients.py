"""The SDK's own client, asked from tests that are no coroutines."""

import json
from collections.abc import Mapping
from typing import Any

import anyio
from mcp import Client
from mcp_types import CallToolResult


def asked(server: Any, *calls: tuple[str, Mapping[str, Any]]) -> list[CallToolResult]:
    """What a server (or its address, or its command) answers to calls, over one connection."""

    async def run() -> list[CallToolResult]:
        async with Client(server) as client:
            return [await client.call_tool(name, dict(given)) for name, given in calls]

    return anyio.run(run)


def told(result: CallToolResult) -> Any:
    """What an answer says: the same as text and as data."""
    assert not result.is_error, result.content
    (text,) = result.content
    assert text.type == "text"
    said = json.loads(text.text)
    assert said == result.structured_content
    return said


def refused(result: CallToolResult) -> Any:
    """What an answer says that is an error."""
    assert result.is_error
    (text,) = result.content
    assert text.type == "text"
    said = json.loads(text.text)
    assert said["what"].endswith(".")
    assert said["do"].endswith(".")
    return said
