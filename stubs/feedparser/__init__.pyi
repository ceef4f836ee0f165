from collections.abc import Mapping
from typing import Any

class FeedParserDict(dict[str, Any]):
    entries: list[FeedParserDict]
    feed: FeedParserDict
    version: str
    bozo: bool

def parse(
    url_file_stream_or_string: bytes | str,
    response_headers: Mapping[str, str] | None = None,
    sanitize_html: bool | None = None,
    resolve_relative_uris: bool | None = None,
) -> FeedParserDict: ...
