"""Who may come in, and who may not: sign-in, sessions, forged requests, tokens, roles, limits."""

import sqlite3
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from onrecord.errors import SettingError
from onrecord.store.access import ROLES, Access, open_access
from onrecord.store.record import Record
from onrecord.views.access import door, limits
from tests.access.conftest import NAME, PASSWORD, Clock, Enter
from tests.servers.desks import ways


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize(
    "path", ["/", "/statements", "/me", "/users", "/log", "/nothing", "/x.csv"]
)
def test_nobody_sees_anything_before_signing_in(visitor: TestClient, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/signin?next=%2F")


def test_programs_are_told_to_bring_a_token(visitor: TestClient) -> None:
    answer = visitor.get("/api/statements")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["do"].startswith("Send a token")


def test_signing_in_leads_to_where_one_wanted_to_go(visitor: TestClient) -> None:
    given = {"name": "reader", "password": PASSWORD, "next": "/agreements?as_of=2023"}
    answer = visitor.post("/signin", data=given)
    assert (answer.status_code, answer.headers["location"]) == (303, given["next"])
    cookie = answer.headers["set-cookie"]
    for part in ("__Host-onrecord=", "HttpOnly", "Secure", "SameSite=lax", "Path=/"):
        assert part in cookie
    assert "strict-transport-security" in answer.headers
    assert visitor.get("/me").status_code == 200


@pytest.mark.parametrize(
    "there",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "",
     "/a\r\nSet-Cookie: x=1", "\\\\evil", "/\t/evil.example"],
)  # fmt: skip
def test_signing_in_never_leads_elsewhere(visitor: TestClient, there: str) -> None:
    given = {"name": "reader", "password": PASSWORD, "next": there}
    assert visitor.post("/signin", data=given).headers["location"] == "/"


@pytest.mark.parametrize(
    ("name", "password"),
    [("reader", "wrong horse battery"), ("nobody", PASSWORD), ("", ""), ("reader", ""),
     ("reader' OR '1'='1", PASSWORD), ("reader\x00", PASSWORD), ("READER", PASSWORD),
     ("reader", "x" * 2_000)],
)  # fmt: skip
def test_what_is_not_right_says_no_more_than_that(
    visitor: TestClient, name: str, password: str
) -> None:
    answer = visitor.post("/signin", data={"name": name, "password": password})
    assert answer.status_code == 401
    assert "Name or password is not right." in answer.text
    assert password == "" or password not in answer.text
    assert "set-cookie" not in answer.headers


def test_guessing_is_stopped(visitor: TestClient, access: Access) -> None:
    wrong = {"name": "reader", "password": "wrong horse battery"}
    assert [visitor.post("/signin", data=wrong).status_code for _ in range(6)] == [401] * 5 + [429]
    right = {"name": "reader", "password": PASSWORD}
    assert visitor.post("/signin", data=right).status_code == 429
    assert visitor.post("/signin", data=right | {"name": "editor"}).status_code == 303
    assert [one.what for one in access.log()].count("sign-in refused") == 7
    assert "wrong horse" not in repr(access.log())


def test_a_session_ends(enter: Enter, clock: Clock, access: Access) -> None:
    browser = enter("reader")
    clock.now += 11 * 3_600
    assert browser.get("/me").status_code == 200
    clock.now += 13 * 3_600
    assert browser.get("/me").status_code == 303
    browser = enter("reader")
    for _ in range(15 * 24 // 10):
        clock.now += 10 * 3_600
        browser.get("/me")
    assert browser.get("/me").status_code == 303  # however busy: after fourteen days
    browser = enter("reader")
    kept = dict(browser.cookies)
    assert browser.post("/signout").status_code == 303
    browser.cookies.update(kept)  # a copy of the cookie is worth nothing
    assert browser.get("/me").status_code == 303
    browser = enter("reader")
    access.close_user("reader", by="a test")
    assert browser.get("/me").status_code == 303


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
     {"Sec-Fetch-Site": None, "Origin": "https://evil.example"}, {"Sec-Fetch-Site": None},
     {"Sec-Fetch-Site": None, "Origin": "null"}],
)  # fmt: skip
def test_forged_requests_are_refused(
    enter: Enter, access: Access, headers: dict[str, str | None]
) -> None:
    browser = enter("administrator")
    for name, value in headers.items():
        if value is None:
            del browser.headers[name]
        else:
            browser.headers[name] = value
    given = {"name": "mallory", "role": "administrator", "password": PASSWORD}
    assert browser.post("/users", data=given).status_code == 403
    assert access.user("mallory") is None


def test_another_password_signs_out_everywhere_else(enter: Enter) -> None:
    here, there = enter("reader"), enter("reader")
    assert here.post("/me/password", data={"old": "x", "new": "y" * 12}).status_code == 400
    given = {"old": PASSWORD, "new": "staple battery horse"}
    assert here.post("/me/password", data=given).status_code == 303
    assert here.get("/me").status_code == 200
    assert there.get("/me").status_code == 303


MAY = {
    "/me": ROLES, "/statements": ROLES, "/users": ("administrator",), "/log": ("administrator",),
    "/review": ("reviewer", "editor", "administrator"),
}  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_its_rooms(enter: Enter, role: str) -> None:
    browser = enter(role)
    refused = {path for path in MAY if browser.get(path).status_code == 403}
    assert refused == {path for path, roles in MAY.items() if role not in roles}


def test_a_reader_can_change_nothing(enter: Enter, desk: FastAPI, access: Access) -> None:
    """Every route that takes what changes something, and some that there may be."""
    browser = enter("reader")
    own = {"/signin", "/signout"}
    yours = ("/me/", "/saved", "/api/saved")  # what a reader changes for nobody else
    paths = [(one.method, one.path) for one in ways(desk)]
    assert ("POST", "/review") in paths
    paths += [(m, p) for m in ("POST", "PUT", "DELETE", "PATCH")
              for p in ("/", "/statements", "/reports/x", "/api/verdicts", "/users/", "/USERS",
                        "/review/x", "//users", "/users/change", "/me/../users")]  # fmt: skip
    before = access.users()
    for method, path in paths:
        if method in door.SAFE or path in own or (path.startswith(yours) and ".." not in path):
            continue
        answer = browser.request(method, path, data={"name": "reader", "to": "administrator"})
        assert answer.status_code in (403, 404, 405, 415), (method, path)  # 415: it is no text
    assert access.users() == before


def test_a_token_does_what_it_was_given_and_no_more(
    desk: FastAPI, access: Access, clock: Clock
) -> None:
    secret = access.make_token("editor", "script", ["read"], 30, by="editor")
    program = TestClient(desk, base_url=f"https://{NAME}", follow_redirects=False)
    assert program.get("/statements", headers=bearer(secret)).status_code == 200
    assert program.post("/users", headers=bearer(secret)).status_code == 403
    assert program.post("/review/x", headers=bearer(secret)).status_code == 403
    for other in ("", "onr_", secret[:-1], secret + "x", secret.upper(), "x" * 5_000, "\udcff"):
        headers = {"Authorization": b"Bearer " + other.encode("utf-8", "surrogateescape")}
        assert program.get("/statements", headers=headers).status_code == 303
    access.set_role("editor", "reader", by="a test")
    (token,) = access.tokens("editor")
    assert token.rights == {"read"}
    clock.now += 31 * 86_400
    assert program.get("/statements", headers=bearer(secret)).status_code == 303


def test_a_token_never_has_more_than_its_user(access: Access) -> None:
    with pytest.raises(SettingError, match="no right to"):
        access.make_token("reader", "script", ["read", "edit"], 30, by="reader")
    secret = access.make_token("editor", "script", ["read", "edit"], 30, by="editor")
    access.set_role("editor", "reader", by="a test")
    found = access.token(secret)
    assert found
    assert found.rights == {"read"}


def test_a_token_is_shown_once_and_revoked_by_its_user_alone(enter: Enter, access: Access) -> None:
    browser = enter("reviewer")
    page = browser.post("/me/tokens", data={"label": "<b>x</b>", "rights": ["read", "review"]})
    assert page.headers["cache-control"] == "no-store"
    assert "<b>x</b>" not in page.text
    secret = page.text.partition("<code>onr_")[2].partition("</code>")[0]
    assert access.token(f"onr_{secret}")
    assert secret not in browser.get("/me").text
    (token,) = access.tokens("reviewer")
    enter("reader").post("/me/tokens/revoke", data={"id": token.id})
    assert access.tokens("reviewer")
    browser.post("/me/tokens/revoke", data={"id": token.id})
    assert not access.tokens("reviewer")


def test_the_last_administrator_stays(enter: Enter, access: Access) -> None:
    browser = enter("administrator")
    for to in ("reader", "closed"):
        given = {"name": "administrator", "to": to}
        assert browser.post("/users/change", data=given).status_code == 400
    assert access.user("administrator") == access.users()[0]
    assert (
        browser.post("/users/change", data={"name": "reader", "to": "administrator"}).status_code
        == 303
    )
    assert browser.post("/users/change", data=given).status_code == 303
    assert browser.get("/users").status_code == 303  # signed out with it


def test_too_many_requests_are_told_to_wait(desk: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits.Buckets, "wait", lambda *_: 1.5)
    answer = TestClient(desk, base_url=f"https://{NAME}").get("/api/")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "2")


def test_a_bucket_fills_at_its_rate() -> None:
    bucket = limits.Buckets(rate=2, burst=3)
    assert [bucket.wait("a", 0) for _ in range(4)] == [0, 0, 0, 0.5]
    assert bucket.wait("b", 0) == 0
    assert [bucket.wait("a", 0.5) for _ in range(2)] == [0, 0.5]


def test_large_and_slow_bodies_are_refused(visitor: TestClient) -> None:
    assert visitor.post("/signin", content=b"x" * 300_000).status_code == 413
    assert visitor.post("/nothing", content=iter([b"x" * 200_000] * 3)).status_code == 413


def test_other_names_are_refused(desk: FastAPI) -> None:
    for host in ("evil.example", "desk.example.evil.example", "desk.example@evil.example"):
        client = TestClient(desk, base_url=f"https://{NAME}")
        assert client.get("/signin", headers={"Host": host}).status_code == 421


def test_secrets_are_kept_nowhere(
    tmp_path: Path, enter: Enter, access: Access, store: Record
) -> None:
    if store.dialect != "sqlite":
        pytest.skip("a file is looked through; the tables are the same")
    browser = enter("editor")
    secret = access.make_token("editor", "script", ["read"], 30, by="editor")
    kept = b"".join(one.read_bytes() for one in tmp_path.iterdir() if one.is_file())
    for word in (PASSWORD, secret, secret.rpartition("_")[2], *browser.cookies.values()):
        assert word.encode() not in kept
    (mine,) = tmp_path.glob("*.access")
    assert mine.stat().st_mode & 0o077 == 0
    with sqlite3.connect(next(tmp_path.glob("*.db"))) as record:
        told = record.execute("SELECT name FROM sqlite_master WHERE name LIKE 'access%'").fetchall()
    record.close()
    assert told == []


def test_what_is_done_is_logged(enter: Enter, access: Access) -> None:
    browser = enter("administrator")
    browser.post("/users", data={"name": "zoe", "role": "reader", "password": PASSWORD})
    enter("reader").post("/users", data={"name": "eve"})
    told = [(one.who, one.what, one.about) for one in access.log()]
    assert ("administrator", "user added", "zoe as reader") in told
    assert ("reader", "POST /users", "403") in told
    assert all(one.origin for one in access.log() if one.what == "signed in")


def test_without_the_door_all_of_it_would_be_open(
    desk: FastAPI, visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: a door that looks at nobody."""

    async def open_wide(*_: object) -> None:
        return None

    monkeypatch.setattr(door.Door, "_refused", open_wide)
    assert visitor.get("/statements").status_code == 200


def test_no_users_no_access(tmp_path: Path) -> None:
    assert open_access(tmp_path / "record.db") is None
