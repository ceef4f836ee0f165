"""Questions, things, reports and statuses: each an address that is asked with GET."""

import re
from collections.abc import Callable, Mapping, Sequence

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import NotInRecord, QuestionError
from onrecord.facts import encode
from onrecord.question import Asked, Question
from onrecord.store.asking.answers import Part
from onrecord.store.asking.auditing import AUDITED
from onrecord.store.asking.opened import Record
from onrecord.store.asking.reports import Reports
from onrecord.store.record import Record as Store
from onrecord.version import __version__
from onrecord.views import audited
from onrecord.views.api.answers import answer
from onrecord.views.api.failures import Refused
from onrecord.views.api.requests import (
    FORMATS,
    MOST,
    form,
    given,
    linked,
    narrowed,
    question,
    single,
)
from onrecord.views.changed import told as changes_told
from onrecord.views.parameters import NEEDED
from onrecord.views.safe import one_line
from onrecord.views.things import writing
from onrecord.views.things.asked import asked
from onrecord.views.things.standings import standing

_ID = re.compile("(?:[a-z]+-)?[0-9a-f]{16}")
_NUMBER = re.compile("[1-9][0-9]{0,5}")
TOLD = 400  # accounts of one thing that an answer tells: the first and the last of them


class Asking:
    """Answers from one record, in the caller's thread."""

    def __init__(self, store: Store) -> None:
        self.record = Record(store)
        self.reports = Reports(store)

    def listed(self, request: Request, of: Asked) -> Response:
        """The answer to a question, a page of it."""
        found = given(request)
        chosen = {"format": found["format"][0]} if "format" in found else {}
        wanted = form(request, found, tuple(FORMATS))
        for name in NEEDED.get(of, ()):
            if name not in found:
                do = f"Give it, such as ?{'&'.join(f'{one}=…' for one in NEEDED[of])}."
                raise Refused(422, f"A question for {of} needs {name}.", do, name)
        put = question(of, narrowed(found))
        told = asked(self.record, put, looks=1)
        follow = None
        if told.cursor:
            follow = linked(request, {**put.given(), "cursor": told.cursor, **chosen})
        headers = {"Link": f'<{follow}>; rel="next"'} if follow else {}
        if wanted == "csv":
            body = writing.csv_table(put, told.items)
        elif wanted == "jsonl":
            body = writing.json_lines(told.items)
        else:
            lines = [writing.json_line(one) for one in told.items]
            body = _page(lines, told.cursor, follow, told.notes) + b"\n"
        return answer(request, body, FORMATS[wanted], headers)

    def audit(self, request: Request, of: Asked) -> Response:
        """Shares of what answers a question, by terms and by kinds of sources."""
        found = given(request)
        wanted = form(request, found, ("json", "csv"))
        per = single({"per": found.pop("per")}, ("per",))["per"] if "per" in found else None
        put = question(of, narrowed(found))
        asks = {name: value for name, value in put.given().items() if name != "limit"}
        most = put.limit if "limit" in found else AUDITED
        told = self.record.audit(of, per=per, most=most, **asks)  # type: ignore[arg-type]
        if wanted == "csv":
            body = writing.csv_rows(audited.COLUMNS, audited.rows(told))
        else:
            body = writing.json_line(audited.plain(told)) + b"\n"
        return answer(request, body, FORMATS[wanted])

    def auditing(self, name: Asked) -> Callable[[Request], Response]:
        """The address of the audit of one kind."""
        return lambda request: self.audit(request, name)

    def thing(self, request: Request) -> Response:
        """One thing."""
        as_of = single(given(request), ("as_of",)).get("as_of")
        shown = self.record.show(_id(request), as_of, TOLD)
        return _json(request, writing.json_line(shown))

    def why(self, request: Request) -> Response:
        """Why a thing is one."""
        as_of = single(given(request), ("as_of",)).get("as_of")
        return _json(request, writing.json_line(self.record.why(_id(request), as_of)))

    def newest(self, request: Request) -> Response:
        """The reports, the newest first, a page of them."""
        found = given(request)
        put = question("actors", single(found, ("as_of", "limit", "cursor")))
        asked_for = {name: value for name, value in put.given().items() if name != "cursor"}
        try:
            page = self.reports.newest(asked_for.get("as_of"), put.cursor, put.limit)
        except QuestionError as error:
            raise QuestionError(
                error.what.replace("behind", "cursor"), error.do, "cursor"
            ) from error
        follow = linked(request, {**asked_for, "cursor": page.behind}) if page.behind else None
        items = [msgspec.json.encode(one) for one in page.reports]
        headers = {"Link": f'<{follow}>; rel="next"'} if follow else {}
        return _json(request, _page(items, page.behind, follow, ()), headers)

    def report(self, request: Request) -> Response:
        """One report with its reading."""
        params = single(given(request), ("version", "as_of"))
        kept = self.record.report(_id(request), params.get("version"), params.get("as_of"))
        told = {
            "report": kept.report,
            "version": kept.version,
            "counted": kept.counted,
            "until": kept.until,
            "versions": kept.versions,
            "things": kept.things,
            "reading": msgspec.Raw(encode(kept.reading)),
            "by_hand": kept.by_hand,
        }
        return _json(request, msgspec.json.encode(told))

    def changes(self, request: Request) -> Response:
        """What changed between two versions of a report."""
        params = single(given(request), ("from", "to", "as_of"))
        old, new = (_version(params, name) for name in ("from", "to"))
        found = self.record.changed(_id(request), old, new, params.get("as_of"))
        return _json(request, msgspec.json.encode(changes_told(found)))

    def status(self, request: Request) -> Response:
        """How agreements and cases of a name stood; without a name a page of all agreements."""
        params = single(given(request), ("name", "at", "as_of", "limit", "cursor"))
        at, name = params.pop("at", None), params.pop("name", None)
        put = question("agreements", params)
        if name is not None:
            stood = self.record.status(_named(name), at, put.as_of)
            part = Part(tuple(stood[:MOST]))
        else:
            part = self.record.standings(put, at)
        days = {"at": at} if at else {}
        follow = (
            linked(request, {**put.given(), **days, "cursor": part.cursor}) if part.cursor else None
        )
        lines = [msgspec.json.encode(standing(one)) for one in part.items]
        headers = {"Link": f'<{follow}>; rel="next"'} if follow else {}
        return _json(request, _page(lines, part.cursor, follow, ()), headers)

    def root(self, request: Request) -> Response:
        """What there is."""
        single(given(request), ())
        counts = {
            name: self.record.count(name)
            for name in ("statements", "encounters", "agreements", "cases", "events", "actors")
        }
        told = {
            "onrecord": __version__,
            "reports": self.record.count("search"),
            **counts,
            "described": "openapi.json",
        }
        return _json(request, msgspec.json.encode(told))

    def of(self, name: Asked) -> Callable[[Request], Response]:
        """The address of one question."""
        return lambda request: self.listed(request, name)


def _page(
    lines: Sequence[bytes], cursor: str | None, follow: str | None, notes: Sequence[str]
) -> bytes:
    told = {
        "items": [msgspec.Raw(one) for one in lines],
        "cursor": cursor,
        "next": follow,
        "notes": list(notes),
    }
    return msgspec.json.encode(told)


def _json(request: Request, body: bytes, headers: Mapping[str, str] | None = None) -> Response:
    return answer(request, body + b"\n", FORMATS[form(request, {}, ("json",))], headers)


def _id(request: Request) -> str:
    """The id in the address; NotInRecord where it is written as none."""
    id = str(request.path_params["id"])
    if not _ID.fullmatch(id):
        raise NotInRecord.named(one_line(id))
    return id


def _version(params: Mapping[str, str], name: str) -> int | None:
    """The number of a version; QuestionError where it is written as none."""
    given_ = params.get(name)
    if given_ is None:
        return None
    if not _NUMBER.fullmatch(given_):
        raise QuestionError.of(name, given_, "the number of a version, from 1 on")
    return int(given_)


def _named(name: str) -> str:
    """A name as a question has it, cleaned; QuestionError where it is none."""
    try:
        return Question.of("agreements", {"about": name}).about or ""
    except QuestionError as error:
        raise QuestionError(error.what.replace("about", "name"), error.do, "name") from error
