"""Pages of WARC files: the responses of a crawl that may hold a report.

What a crawler writes beside them (requests, its own notes, revisits of a page that had not
changed) is passed over, as are answers other than 200 and what is no text: pictures, scripts.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import IO
from urllib.parse import urlsplit

from fastwarc.warc import WarcRecord, WarcRecordType

from onrecord.errors import EmptySource, SourceError, TooLarge
from onrecord.report import Capture
from onrecord.sources.archives.records import Damage, Records
from onrecord.sources.files import Found, cannot_open
from onrecord.sources.forms import is_readable
from onrecord.text import decode_str

_GO_ON = "What comes after it is read; get the archive again where you can."
_PAGES = WarcRecordType.response | WarcRecordType.resource
_INSIDE = ("archive/", (".warc", ".warc.gz"))
# Plain text that every site has and that is no report.
_NO_REPORT = frozenset({"/robots.txt", "/ads.txt", "/app-ads.txt", "/humans.txt", "/security.txt"})


@dataclass(slots=True)
class _Seen:
    """What has come of an archive."""

    records: int = 0
    found: int = 0


def found(path: str, limit: int) -> Iterator[Found]:
    """The pages of a WARC file, and what of it is damaged."""
    seen = _Seen()
    try:
        with open(path, "rb") as file:
            yield from _pages(file, path, limit, seen)
    except (OSError, ValueError) as error:
        yield Found(path, cannot_open(path, error))
    else:
        if not seen.found:
            yield Found(path, _nothing(path, seen))


def packed(path: str, limit: int) -> Iterator[Found]:
    """The pages of the WARC files in a WACZ, by the names of the files."""
    seen = _Seen()
    start, ends = _INSIDE
    try:
        with zipfile.ZipFile(path) as whole:
            for name in sorted(whole.namelist()):
                if name.startswith(start) and name.lower().endswith(ends):
                    with whole.open(name) as file:
                        yield from _pages(file, f"{path}/{name}", limit, seen)
    except zipfile.BadZipFile as error:
        yield Found(path, SourceError(f"{path} is a damaged WACZ ({error}).", _GO_ON))
    except (OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        yield Found(path, cannot_open(path, error))  # packed or locked in a way that is not read
    else:
        if not seen.found:
            yield Found(path, _nothing(path, seen))


def _nothing(path: str, seen: _Seen) -> EmptySource:
    return EmptySource(
        f"{path} holds no page ({seen.records} records).",
        "Give an archive with responses of the web, of a media type that holds text.",
    )


def _pages(file: IO[bytes], name: str, limit: int, seen: _Seen) -> Iterator[Found]:
    records = Records(file)
    for record in records:
        if isinstance(record, Damage):
            seen.found += 1
            where = f"{name}, record at byte {record.offset}"
            yield Found(where, SourceError(f"{where}: {record.reason}.", _GO_ON))
            continue
        seen.records += 1
        if not record.record_type & _PAGES:
            continue
        url = _address(record)
        where = f"{name}: {url or f'record at byte {record.stream_pos}'}"
        try:
            capture = _capture(record, url, where, limit)
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except SourceError as error:
            seen.found += 1
            yield Found(where, error)
        except BaseException as error:  # compiled libraries panic past Exception
            records.skip()
            seen.found += 1
            yield Found(where, SourceError(f"{where} is damaged: {error}.", _GO_ON))
        else:
            if capture:
                seen.found += 1
                yield Found(where, capture)


def _capture(record: WarcRecord, url: str | None, where: str, limit: int) -> Capture | None:
    """The page of a record, None where it is not one that may hold a report.

    Raises TooLarge; whatever fastwarc raises where the record is damaged.
    """
    headers = _headers(record)
    if headers is None or not is_readable(headers.get("content-type", "")):
        return None
    if url and urlsplit(url).path.removeprefix("/.well-known") in _NO_REPORT:
        return None
    raw = record.reader.read(limit + 1)
    if len(raw) > limit:
        raise TooLarge.beyond(where, limit)
    return Capture(raw=raw, source=where, url=url, headers=headers, seen=_moment(record))


def _headers(record: WarcRecord) -> dict[str, str] | None:
    """The headers of the answer, names in lower case; None of one that is not 200."""
    if record.record_type == WarcRecordType.resource:
        return {"content-type": record.headers.get("Content-Type") or ""}
    if not record.is_http:
        return None
    record.parse_http(auto_decode="all", strict_mode=False)
    answered = record.http_headers
    if answered is None or answered.status_code != 200:
        return None
    return {key.lower(): value for key, value in answered.items()}


def _address(record: WarcRecord) -> str | None:
    """The address that was asked for, where it is one of the web."""
    said = record.headers.get("WARC-Target-URI") or ""
    said = decode_str(said.strip().removeprefix("<").removesuffix(">")).text
    return said if said.lower().startswith(("http://", "https://")) else None


def _moment(record: WarcRecord) -> str | None:
    """When the page was captured, ISO 8601 in UTC."""
    at = record.record_date
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None
