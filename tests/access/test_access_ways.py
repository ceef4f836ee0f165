"""Every way into the desk, tried by everybody: who may what, and no request of another site.

The ways are those of the application. One that is new must be written into the table here, so that
somebody says who may go it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pytest
from fastapi import FastAPI, Response

from onrecord.store.access import ROLES, Access, Right, Role, open_access, rights_of
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.record import Record, open_record
from onrecord.store.verdicts import every
from onrecord.views.access import door
from onrecord.views.desk import guard
from onrecord.views.desk.app import Entrance, create
from tests.desk.desk_worlds import TALES
from tests.servers.desks import Answered, Way, answering, asked, ways
from tests.store.asked_worlds import readings

NAME = "desk.example"
# What each way needs; nothing: the ways of those who are not signed in.
NEEDS: dict[Right | None, str] = {
    None: """
        GET /assets/{digest}/{name}  GET /signin  POST /signin
    """,
    "read": """
        GET /  GET /statements  GET /encounters  GET /agreements  GET /cases  GET /events
        GET /actors  GET /timeline  GET /disputes  GET /search  GET /positions  GET /met  GET /audit
        GET /reports  GET /reports/{identifier}  GET /things/{identifier}
        GET /things/{identifier}.json  GET /things/{identifier}.svg  GET /things/{identifier}/why
        GET /live  GET /rules  GET /rules/{name}.atom
        GET /reports/{identifier}/changes  GET /api/reports/{id}/changes
        GET /saved  POST /saved  GET /saved/{name}  GET /saved/{name}.atom  GET /saved/{name}.json
        GET /saved/{name}.ics  POST /saved/{name}/read  POST /saved/{name}/unsave
        GET /api/saved  POST /api/saved  GET /api/saved/{name}  DELETE /api/saved/{name}
        POST /api/saved/{name}/read
        GET /api/  GET /api/openapi.json  GET /api/statements  GET /api/encounters
        GET /api/agreements  GET /api/cases  GET /api/events  GET /api/actors  GET /api/timeline
        GET /api/disputes  GET /api/search  GET /api/positions  GET /api/things/{id}
        GET /api/things/{id}/why  GET /api/reports  GET /api/reports/{id}  GET /api/status
        GET /api/exports/{format}  POST /api/readings  GET /api/conflicts
        GET /api/audit/statements  GET /api/audit/encounters  GET /api/audit/agreements
        GET /api/audit/cases  GET /api/audit/events
        POST /signout  GET /me  POST /me/password  POST /me/tokens  POST /me/tokens/revoke
    """,
    "review": """
        GET /review  POST /review  POST /review/words  GET /review/change  POST /review/change
        POST /review/undo  GET /review/verdicts  GET /review/note  POST /review/note
        POST /api/notes  DELETE /api/notes/{id}  POST /api/conflicts
        GET /review/conflicts  POST /review/conflicts
    """,
    "edit": "",
    "administer": """
        GET /users  POST /users  POST /users/change  GET /log
    """,
    "measure": """
        GET /metrics
    """,
}
# What a token never does, whatever its rights: it would outlive what it was given for.
ONESELF = {"POST /signout", "POST /me/password", "POST /me/tokens", "POST /me/tokens/revoke"}


def needed() -> dict[str, Right | None]:
    """What each way of the table needs."""
    return {
        " ".join(pair): right
        for right, told in NEEDS.items()
        for pair in zip(told.split()[::2], told.split()[1::2], strict=True)
    }


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    place = tmp_path_factory.mktemp("ways") / "record.db"
    with open_record(place, create=True) as made:
        made.add(readings(TALES))
        yield made


@pytest.fixture(scope="module")
def access(store: Record) -> Iterator[Access]:
    made = open_access(cast(Any, store._engine.url.database), create=True)
    assert made
    with made:
        for role in ROLES:
            made.add_user(role, role, "no hash: nobody signs in", by="a test")
        yield made


@pytest.fixture(scope="module")
def app(store: Record, access: Access) -> FastAPI:
    return create(store, Entrance(access, frozenset({NAME}), secure=False, proxied=True))


@pytest.fixture(scope="module")
def port(app: FastAPI) -> Iterator[int]:
    with answering(app) as made:
        yield made


def signed_in(access: Access, role: str) -> dict[str, str]:
    return {"Cookie": f"onrecord={access.begin_session(role)}"}


def went(port: int, way: Way, headers: Mapping[str, str]) -> Answered:
    """The way gone with words that mean nothing: whoever may go it is told so in another way."""
    form = dict.fromkeys(way.fields, "1") if way.method == "POST" else None
    return asked(port, way.method, way.with_("none"), form, headers)


def test_the_table_has_every_way(app: FastAPI) -> None:
    there = {str(one) for one in ways(app)}
    assert there - needed().keys() == set(), "say in the table who may go it"
    assert needed().keys() - there == set()


def test_a_new_way_is_seen(store: Record, access: Access) -> None:
    made = create(store, Entrance(access, frozenset({NAME})))
    made.post("/burn")(lambda: Response())
    assert {str(one) for one in ways(made)} - needed().keys() == {"POST /burn"}


def trespasses(port: int, app: FastAPI, access: Access, role: Role) -> list[str]:
    """The ways that a role goes and may not, or may and is kept from."""
    table, found = needed(), []
    for way in ways(app):
        if str(way) != "POST /signin":
            status = went(port, way, signed_in(access, role)).status
            if (status != 403) != (table[str(way)] in {None, *rights_of(role)}):
                found.append(f"{way}: {status}")
    return found


@pytest.mark.parametrize("role", ROLES)
def test_each_role_goes_its_own_ways_and_no_other(
    port: int, app: FastAPI, access: Access, role: Role
) -> None:
    assert trespasses(port, app, access, role) == []


def test_nobody_goes_a_way_without_signing_in(port: int, app: FastAPI) -> None:
    for way in ways(app):
        answer = went(port, way, {})
        led = answer.headers.get("location", "").startswith("/signin")
        if needed()[str(way)] is not None:
            assert answer.status == 401 or (answer.status == 303 and led), str(way)
        elif way.path != "/signin":
            assert answer.status == 404


def test_without_the_table_s_rights_all_would_pass(
    port: int, app: FastAPI, access: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: a door that asks for the right to read alone."""
    monkeypatch.setattr(door, "needed", lambda *_: "read")
    assert {"GET /users: 200", "GET /review: 200"} <= {*trespasses(port, app, access, "reader")}


@pytest.mark.parametrize("right", ["read", "review", "administer", "measure"])
def test_a_token_goes_no_way_that_it_was_not_given(
    port: int, app: FastAPI, access: Access, right: Right
) -> None:
    secret = access.make_token("administrator", "script", [right], 30, by="a test")
    headers = {"Authorization": f"Bearer {secret}", "Sec-Fetch-Site": ""}
    for way in ways(app):
        status = went(port, way, headers).status
        may = needed()[str(way)] in (None, right) and str(way) not in ONESELF
        assert (status != 403) == may, f"{way}: {status}"


def test_a_token_makes_no_other_token(port: int, access: Access) -> None:
    """One that reads would else be one that rules, and one that was revoked would go on."""
    secret = access.make_token("administrator", "script", ["read"], 30, by="a test")
    before = access.tokens("administrator")
    headers = {"Authorization": f"Bearer {secret}"}
    wanted = {"label": "more", "rights": "administer", "days": "366"}
    assert asked(port, "POST", "/me/tokens", wanted, headers).status == 403
    assert asked(port, "POST", "/me/tokens/revoke", {"id": before[0].id}, headers).status == 403
    assert [one.id for one in access.tokens("administrator")] == [one.id for one in before]


FORGED = (
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "", "Origin": "null"},
    {"Sec-Fetch-Site": "", "Origin": f"https://{NAME}.evil.example"},
    {"Sec-Fetch-Site": "cross-site", "Origin": f"https://{NAME}", "Host": NAME},
)  # fmt: skip


def forged(port: int, app: FastAPI, cookie: Mapping[str, str]) -> list[str]:
    """The ways that change something and take what another site sends."""
    return [
        f"{way} {headers}: {status}"
        for way in ways(app)
        if way.method not in door.SAFE
        for headers in FORGED
        if (status := went(port, way, {**cookie, **headers}).status) not in (401, 403, 421)
    ]


def told(store: Record, access: Access) -> tuple[object, ...]:
    """All that a request could change."""
    with store.reading() as connection:
        given = len(list(every(connection)))
    return access.users(), [one.id for one in access.tokens()], given, Asking(store).count("actors")


def test_no_way_takes_what_another_site_sends(
    port: int, app: FastAPI, store: Record, access: Access
) -> None:
    before = told(store, access)
    cookie = signed_in(access, "administrator")
    assert forged(port, app, cookie) == []
    assert told(store, access) == before
    assert asked(port, "GET", "/me", headers=cookie).status == 200  # nobody was signed out


def test_a_browser_that_says_nothing_of_itself_is_not_believed(
    port: int, app: FastAPI, access: Access
) -> None:
    silent = {**signed_in(access, "administrator"), "Sec-Fetch-Site": ""}
    for way in ways(app):
        if way.method not in door.SAFE and way.path != "/signin":
            assert went(port, way, silent).status == 403, str(way)


def test_alone_on_this_machine_the_same(store: Record) -> None:
    made = create(store)
    with answering(made) as port:
        assert forged(port, made, {}) == []


def test_a_forged_request_would_be_seen(
    store: Record, access: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: whatever comes is taken for our own."""
    monkeypatch.setattr(door, "_own", lambda *_: True)
    monkeypatch.setattr(guard, "_own", lambda *_: True)
    made = create(store, Entrance(access, frozenset({NAME}), secure=False, proxied=True))
    with answering(made) as port:
        found = forged(port, made, signed_in(access, "administrator"))
    assert {one.partition(" {")[0] for one in found} >= {"POST /signout", "POST /review/change"}


def test_what_is_kept_by_the_browser_alone_is_no_way_in(tmp_path: Path) -> None:
    """A cookie of another record's desk, or one that was made up."""
    with open_record(tmp_path / "other.db", create=True) as store:
        other = open_access(str(tmp_path / "other.db"), create=True)
        assert other
        with other:
            other.add_user("ada", "administrator", "no hash", by="a test")
            secret = other.begin_session("ada")
        mine = open_access(str(tmp_path / "mine.db"), create=True)
        assert mine
        with mine, answering(create(store, Entrance(mine, frozenset({NAME}), secure=False))) as at:
            for given in (secret, "", "x" * 4_000, "%00", "ada"):
                answer = asked(at, "GET", "/me", headers={"Cookie": f"onrecord={given}"})
                assert answer.status == 303
