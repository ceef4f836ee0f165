"""Signing in, in a real browser over TLS: roles, users, tokens, what ends a session, and a page of
another site that would like to use it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from playwright.sync_api import Browser, BrowserContext

from onrecord.store.access import Access, open_access
from onrecord.store.record import open_record
from onrecord.views.access import passwords
from onrecord.views.desk.app import Entrance, create
from onrecord.views.desk.serving import Tls
from tests.desk.desk_worlds import TALES
from tests.servers.desks import answering
from tests.servers.hostile import certificate
from tests.store.asked_worlds import readings

from .cells import DESK, HEIGHTS, PHONE, USUAL, Cell
from .desk_served import Seen, faults, look

PASSWORD, OTHER = "correct horse battery", "staple battery horse"
ROOMS = ("/me", "/users", "/log")


class Clock:
    """A clock that a test turns."""

    now = 1_930_000_000.0

    def __call__(self) -> float:
        return self.now


CLOCK = Clock()


@pytest.fixture(scope="module")
def access(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Access]:
    place = tmp_path_factory.mktemp("access") / "record.db"
    with open_record(place, create=True) as store:
        store.add(readings(TALES))
    with pytest.MonkeyPatch.context() as patched:
        hasher = PasswordHasher.from_parameters(CHEAPEST)
        passwords._nobody.cache_clear()
        patched.setattr(passwords, "_hasher", lambda: hasher)
        made = open_access(str(place), create=True, clock=CLOCK)
        assert made
        with made:
            for name, role in (("ada", "administrator"), ("rui", "reviewer"), ("lea", "reader")):
                made.add_user(name, role, passwords.hashed(PASSWORD), by="a test")  # type: ignore[arg-type]
            made.add_user("x" * 64, "reader", passwords.hashed(PASSWORD), by="a test")
            yield made
    passwords._nobody.cache_clear()


@pytest.fixture(scope="module")
def home(access: Access, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk that others reach: over TLS, with users."""
    pem = str(certificate(tmp_path_factory.mktemp("tls"), "desk.example"))
    place = str(access._engine.url.database).removesuffix(".access")
    with open_record(place) as store:
        app = create(store, Entrance(access, frozenset({"desk.example"})))
        with answering(app, Tls(pem, pem)) as port:
            yield f"https://localhost:{port}"


class Browsers:
    """Browsers in which nobody is signed in yet."""

    def __init__(self, chromium: Browser, home: str) -> None:
        self._chromium, self._home = chromium, home
        self.made: list[BrowserContext] = []

    def __call__(self, cell: Cell = USUAL) -> Seen:
        context = self._chromium.new_context(
            viewport={"width": cell.width, "height": HEIGHTS[cell.width]},
            color_scheme=cell.scheme, java_script_enabled=cell.script,
            has_touch=cell.width < DESK, reduced_motion="reduce", ignore_https_errors=True,
        )  # fmt: skip
        context.set_default_timeout(15_000)
        self.made.append(context)
        return look(context, self._home)


@pytest.fixture
def fresh(chromium: Browser, home: str) -> Iterator[Browsers]:
    made = Browsers(chromium, home)
    yield made
    for one in made.made:
        one.close()


def sign_in(seen: Seen, name: str, password: str = PASSWORD) -> None:
    """Types name and password into the page that asks for them, by keyboard alone."""
    seen.page.get_by_label("Name").focus()
    seen.page.keyboard.type(name)
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.type(password)
    with seen.page.expect_navigation():
        seen.page.keyboard.press("Enter")


def entered(fresh: Browsers, name: str, cell: Cell = USUAL) -> Seen:
    seen = fresh(cell)
    seen.go("/signin")
    sign_in(seen, name)
    return seen


@pytest.mark.parametrize("cell", [Cell(DESK, "light"), Cell(PHONE, "dark")], ids=str)
def test_every_page_of_it_can_be_used_by_everyone(fresh: Browsers, cell: Cell) -> None:
    seen = fresh(cell)
    seen.go("/users")
    assert faults(seen, cell.width) == []
    sign_in(seen, "ada", "wrong horse battery")
    assert "not right" in seen.page.get_by_role("alert").inner_text()
    assert faults(seen, cell.width) == []
    sign_in(seen, "ada")
    for path in ROOMS:
        seen.go(path)
        assert faults(seen, cell.width) == [], path
    seen.go("/me")
    seen.page.get_by_label("For what").fill("a script of mine")
    with seen.page.expect_navigation():
        seen.page.get_by_role("button", name="Make a token").click()
    assert faults(seen, cell.width) == []


@pytest.mark.parametrize("cell", [Cell(), Cell(PHONE, "dark", script=False)], ids=str)
def test_one_comes_in_where_one_wanted_to_go_and_goes_out(fresh: Browsers, cell: Cell) -> None:
    seen = fresh(cell)
    seen.go("/statements?by=Vela&terms=on_record")
    assert seen.page.url.partition("/signin")[1]
    sign_in(seen, "lea")
    assert seen.page.url.endswith("/statements?by=Vela&terms=on_record")
    (cookie,) = seen.page.context.cookies()
    assert cookie["name"] == "__Host-onrecord"
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Lax")
    seen.page.get_by_role("link", name="lea", exact=True).click()  # every page says who one is
    seen.page.wait_for_url("**/me")
    seen.page.get_by_role("button", name="Sign out").click()
    seen.page.wait_for_url("**/signin")
    seen.go("/statements")
    assert "/signin" in seen.page.url
    seen.page.go_back()  # what was seen is not shown from memory to the next at this machine
    assert "/signin" in seen.page.url


def test_a_reader_is_offered_nothing_that_is_refused(fresh: Browsers) -> None:
    for name, offered in (("lea", set()), ("rui", {"Review"}), ("ada", {"Review", "Users"})):
        seen = entered(fresh, name)
        links = set(seen.ask("[...document.querySelectorAll('nav a')].map(a => a.textContent)"))
        assert links & {"Review", "Users"} == offered
        for href in seen.ask(
            "[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"
        ):
            if href.startswith("/"):
                status = seen.page.request.get(seen.home + href).status
                assert status == 200, href


def test_an_administrator_makes_a_user_and_closes_it(fresh: Browsers, access: Access) -> None:
    seen = entered(fresh, "ada")
    seen.page.get_by_role("link", name="Users", exact=True).click()
    form = seen.page.locator("form[method=post][action='/users']")
    form.get_by_label("Name").fill("zoe")
    form.get_by_label("Role").select_option("reviewer")
    form.get_by_label("First password").fill(PASSWORD)
    form.get_by_role("button").click()
    seen.page.wait_for_selector("th:has-text('zoe')")
    other = entered(fresh, "zoe")
    assert other.page.get_by_role("link", name="Review").count()
    seen.page.get_by_label("Make zoe").select_option("closed")
    with seen.page.expect_navigation():
        seen.page.get_by_role("button", name="Change zoe").click()
    other.go("/statements")
    assert "/signin" in other.page.url
    sign_in(other, "zoe")
    assert "not right" in other.page.get_by_role("alert").inner_text()
    seen.go("/log")
    told = seen.page.inner_text("main")
    assert "user added" in told
    assert "user closed" in told
    assert PASSWORD not in told


def test_a_session_ends_after_twelve_hours_of_rest(fresh: Browsers) -> None:
    seen = entered(fresh, "rui")
    seen.go("/review")
    CLOCK.now += 12 * 3_600 + 1
    with seen.page.expect_navigation():
        seen.page.get_by_role("button", name="Accept").click()
    assert "not signed in any more" in seen.page.inner_text("body")
    seen.go("/review")
    sign_in(seen, "rui")
    assert seen.page.url.endswith("/review")


def test_an_open_page_hears_nothing_once_its_session_has_ended(
    fresh: Browsers, access: Access
) -> None:
    seen = entered(fresh, "lea")
    with seen.page.expect_response("**/live?*") as heard:
        seen.go("/")
    assert heard.value.status == 200
    CLOCK.now += 13 * 3_600
    status = seen.ask("fetch('/live?since=x', {redirect: 'manual'}).then(r => r.type)")
    assert status == "opaqueredirect"


def test_another_password_ends_every_other_session(fresh: Browsers) -> None:
    here, there = entered(fresh, "lea"), entered(fresh, "lea")
    here.go("/me")
    here.page.get_by_label("Old password").fill(PASSWORD)
    here.page.get_by_label("New password").fill(OTHER)
    with here.page.expect_navigation():
        here.page.get_by_role("button", name="Change it").click()
    there.go("/me")
    assert "/signin" in there.page.url
    here.go("/me")
    here.page.get_by_label("Old password").fill(OTHER)
    here.page.get_by_label("New password").fill(PASSWORD)
    with here.page.expect_navigation():
        here.page.get_by_role("button", name="Change it").click()


@pytest.fixture
def elsewhere(home: str) -> Iterator[str]:
    """A page of another site that sends forms to the desk, and frames it, as soon as it is open."""
    page = f"""<!doctype html><title>x</title>
      <form id=f method=post action="{home}/users" target=t>
      <input name=name value=mallory><input name=role value=administrator>
      <input name=password value="{PASSWORD}"></form><iframe name=t id=t></iframe>
      <iframe id=framed src="{home}/users"></iframe>
      <script>document.getElementById('f').submit();
      fetch("{home}/users", {{credentials: 'include'}}).then(r => r.text())
        .then(t => window.read = t, e => window.read = 'refused')</script>"""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def test_another_site_can_neither_send_nor_read_nor_frame(
    fresh: Browsers, access: Access, elsewhere: str
) -> None:
    seen = entered(fresh, "ada")
    seen.page.goto(elsewhere)
    seen.page.wait_for_function("window.read !== undefined")
    seen.page.wait_for_timeout(300)
    assert seen.ask("window.read") == "refused"
    assert access.user("mallory") is None
    assert not any("First password" in one.content() for one in seen.page.frames[1:])
    seen.go("/users")  # she is still signed in, and the same page of hers works
    assert seen.page.get_by_label("First password").count() == 1


def test_a_page_s_address_never_holds_a_secret(fresh: Browsers) -> None:
    seen = entered(fresh, "ada")
    seen.go("/me")
    seen.page.get_by_label("For what").fill("x")
    with seen.page.expect_navigation():
        seen.page.get_by_role("button", name="Make a token").click()
    secret = seen.page.locator("code", has_text="onr_").first.inner_text()
    seen.page.reload()
    (cookie,) = seen.page.context.cookies()
    for word in (PASSWORD, secret, cookie["value"]):
        assert not any(word in one for one in seen.asked)
    assert seen.ask("document.cookie") == ""
    stored = seen.ask("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert not any(word in stored for word in (PASSWORD, secret, cookie["value"]))
