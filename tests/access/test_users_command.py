"""Users made on the command line, and a desk opened to others over TLS, as somebody would do it."""

import http.client
import io
import socket
import ssl
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest

from onrecord.store.record import open_record
from onrecord.views.cli import main
from tests.servers.hostile import certificate, trusts

PASSWORD = "correct horse battery"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    open_record("onrecord.db", create=True).close()
    return tmp_path


def typed(monkeypatch: pytest.MonkeyPatch, *arguments: str, given: str = PASSWORD) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(given + "\n"))
    return main(["users", *arguments])


def test_users_from_first_to_last(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["users", "list"]) == 2
    assert "This record has no users." in capsys.readouterr().err
    assert typed(monkeypatch, "add", "ada", "--role", "administrator") == 0
    assert typed(monkeypatch, "add", "ben", given="short") == 2
    assert "Take at least 12" in capsys.readouterr().err
    assert typed(monkeypatch, "add", "ben") == 0
    assert typed(monkeypatch, "add", "ben") == 2
    assert typed(monkeypatch, "add", "Ben; DROP") == 2
    assert main(["users", "role", "ben", "editor"]) == 0
    assert main(["users", "close", "ada"]) == 2
    capsys.readouterr()
    assert main(["users", "list"]) == 0
    assert capsys.readouterr().out == "ada  administrator\nben  editor\n"
    assert main(["users", "token", "ben", "--rights", "read", "edit", "--label", "script"]) == 0
    secret = capsys.readouterr().out.strip()
    assert secret.startswith("onr_")
    assert main(["users", "tokens"]) == 0
    id_ = secret.split("_")[1]
    assert capsys.readouterr().out == f"{id_}  ben  edit, read  script\n"
    assert main(["users", "revoke", id_]) == 0
    assert main(["users", "revoke", id_]) == 2
    assert main(["users", "log"]) == 0
    assert secret not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (["--host", "0.0.0.0"], "would go over the net unhidden"),
        (["--name", "desk.example"], "it has no administrator"),
        (["--certificate", "x.pem"], "go together"),
        (["--host", "0.0.0.0", "--certificate", "x.pem", "--key", "x.pem"], "no administrator"),
    ],
)
def test_a_desk_is_not_opened_to_others_by_mistake(
    here: Path, flags: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", *flags]) == 2
    assert told in capsys.readouterr().err


def test_a_certificate_that_is_none_says_so(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(monkeypatch, "add", "ada", "--role", "administrator") == 0
    (here / "x.pem").write_text("nothing")
    files = ["--certificate", "x.pem", "--key", "x.pem", "--port", "0"]
    assert main(["serve", "--host", "0.0.0.0", *files]) == 2
    assert "The certificate cannot be used" in capsys.readouterr().err


def test_signing_in_over_tls(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert typed(monkeypatch, "add", "ada", "--role", "administrator") == 0
    pem = certificate(here, "desk.example")
    child = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "serve", "--host", "127.0.0.1", "--port", "0",
         "--name", "desk.example", "--certificate", str(pem), "--key", str(pem)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        assert child.stdout
        port = int(child.stdout.readline().rpartition(":")[2])
        context = trusts(pem)
        assert _asked(port, context, "GET", "/")[0] == 303
        status, cookie = _asked(
            port, context, "POST", "/signin", urlencode({"name": "ada", "password": PASSWORD})
        )
        assert status == 303
        assert cookie.startswith("__Host-onrecord=")
        assert _asked(port, context, "GET", "/me", cookie=cookie.partition(";")[0])[0] == 200
        _asked(
            port, context, "POST", "/signin", urlencode({"name": "ada", "password": "wrong one"})
        )
        _asked(port, context, "GET", "/signin?next=/secret-page", cookie="__Host-onrecord=made-up")
    finally:
        child.terminate()
        printed = child.communicate(timeout=20)[0]
    for word in (PASSWORD, "wrong one", cookie[16:40], "made-up", "secret-page"):
        assert word not in printed  # nothing is said of who asks for what


def _asked(
    port: int, context: ssl.SSLContext, method: str, path: str, body: str = "", cookie: str = ""
) -> tuple[int, str]:
    """The status, and the cookie that is set; the name is checked as a browser checks it."""
    connection = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=20)
    plain = socket.create_connection(("127.0.0.1", port), 20)
    connection.sock = context.wrap_socket(plain, server_hostname="desk.example")
    headers = {"Host": f"desk.example:{port}", "Sec-Fetch-Site": "same-origin"}
    headers |= {"Cookie": cookie} if cookie else {}
    headers |= {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers.get("Set-Cookie", "")
    finally:
        connection.close()
