"""The server: tools listed and called, by the official SDK."""

import json
import logging
from typing import Any

from anyio import CapacityLimiter, to_thread
from mcp.server import Server
from mcp.server.context import ServerRequestContext
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as Described

from onrecord.errors import OnrecordError
from onrecord.store.record import Record as Store
from onrecord.version import __version__
from onrecord.views.mcp.answering import NOTICE, Answering
from onrecord.views.mcp.tools import tools

_LOG = logging.getLogger(__name__)
_UNFORESEEN = {
    "what": "Something went wrong that nobody foresaw.",
    "do": "Ask in another way; if it stays so, tell whoever runs the server.",
}
AT_ONCE = 4  # calls that are answered at one time
INSTRUCTIONS = (
    "A record of political news: who said what to whom, on what terms, in which words; who met "
    "whom; agreements, cases, events; where reports disagree. Every answer names the report and "
    "those who vouch for it: say them when you use it, and keep apart what happened from what was "
    "planned, asked or denied (modality). Where nothing is found, say so. `actors` finds how "
    "somebody is called; `thing` has all the words of one result; `as_of` asks what was known "
    f"then. {NOTICE}"
)

Context = ServerRequestContext[Any]


def create(store: Store) -> Server[Any]:
    """The server that answers about one record, which stays the caller's."""
    answering = Answering(store)
    limiter = CapacityLimiter(AT_ONCE)

    async def listed(_: Context, params: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=described())

    async def called(_: Context, params: CallToolRequestParams) -> CallToolResult:
        return await to_thread.run_sync(
            answered, answering, params.name, params.arguments or {}, limiter=limiter
        )

    return Server(
        "onrecord",
        version=__version__,
        title="Onrecord",
        instructions=INSTRUCTIONS,
        on_list_tools=listed,
        on_call_tool=called,
    )


def described() -> list[Described]:
    """The tools as the protocol tells them: all of them only read."""
    return [
        Described(
            name=one.name,
            description=one.about,
            input_schema=one.takes,
            annotations=ToolAnnotations(
                read_only_hint=True,
                destructive_hint=False,
                idempotent_hint=True,
                open_world_hint=False,
            ),
        )
        for one in tools()
    ]


def answered(answering: Answering, name: str, given: dict[str, Any]) -> CallToolResult:
    """The answer to a call: JSON as text, and the same as data; errors in words."""
    try:
        told = answering.call(name, given)
    except OnrecordError as error:
        said = {"what": error.what, "do": error.do}
        if parameter := getattr(error, "parameter", None):
            said["parameter"] = parameter
        return CallToolResult(content=[_text(said)], is_error=True)
    except Exception:  # the assistant is told so; what it was is for whoever runs the server
        _LOG.exception("%s %s", ascii(name[:40]), ascii(given)[:500])
        return CallToolResult(content=[_text(_UNFORESEEN)], is_error=True)
    return CallToolResult(content=[_text(told)], structured_content=told)


def _text(told: Any) -> TextContent:
    return TextContent(text=json.dumps(told, ensure_ascii=False))
