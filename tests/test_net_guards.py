"""Where a connection goes: names that change, redirects inward, proxies, certificates."""

import logging
import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import NotFetched, PrivateAddress
from onrecord.net import Limits, Wire, get
from tests.servers.hostile import (
    Hostile,
    certificate,
    html,
    redirect,
    speaks_as,
    trusts,
)
from tests.servers.wires import Names, Router

PUBLIC, OTHER = "93.184.216.34", "1.1.1.1"
NAME = "news.example"
NEAR = Limits(allow_private=True)


def test_a_connection_goes_to_the_address_that_was_judged_and_the_name_stays() -> None:
    names = Names({NAME: [[PUBLIC], ["127.0.0.1"]]})
    with Hostile({"/": html("a")}) as server:
        router = Router(server.port)
        assert get(server.url(host=NAME), wire=Wire(names, router)).body == b"a"
    assert names.asked == [NAME]  # once: there is no second answer to be taken in by
    assert router.dialed == [PUBLIC]
    assert server.asked[0].headers["host"] == f"{NAME}:{server.port}"


def test_a_name_that_changes_between_two_hops_is_judged_again() -> None:
    names = Names({NAME: [[PUBLIC], ["10.0.0.1"]]})
    with Hostile({"/": redirect("/b"), "/b": html("secret")}) as server:
        router = Router(server.port)
        with pytest.raises(PrivateAddress, match=r"/b \(where .*/ leads\) is at 10\.0\.0\.1"):
            get(server.url(host=NAME), wire=Wire(names, router))
    assert (names.asked, router.dialed, server.paths) == ([NAME, NAME], [PUBLIC], ["/"])


@pytest.mark.parametrize(
    "addresses", [[PUBLIC, "10.0.0.1"], ["10.0.0.1", PUBLIC], [OTHER, PUBLIC, "127.0.0.1"]]
)
def test_one_private_address_among_a_names_is_one_too_many(addresses: list[str]) -> None:
    router = Router()
    with pytest.raises(PrivateAddress, match="use --allow-private"):
        get("http://news.example/", wire=Wire(Names({NAME: [addresses]}), router))
    assert router.dialed == []


@pytest.mark.parametrize(
    "inward",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "//2130706433:{port}/",
        "http://[::ffff:7f00:1]:{port}/",
        "http://169.254.169.254/latest/meta-data/",
        "http://inside.example:{port}/",
    ],
)
def test_a_redirect_from_the_open_internet_inward_is_refused(inward: str) -> None:
    with Hostile({"/": html("secret")}) as inside:
        location = inward.format(port=inside.port)
        with Hostile({"/": redirect(location)}) as outside:
            names = Names({
                NAME: [[PUBLIC]], "inside.example": [["127.0.0.1"]], "localhost": [["127.0.0.1"]],
            })  # fmt: skip
            router = Router(outside.port)
            with pytest.raises(PrivateAddress):
                get("http://news.example/", wire=Wire(names, router))
        assert inside.asked == []
        assert router.dialed == [PUBLIC]
        if "169" not in inward:
            assert get(inside.url(), NEAR).body == b"secret"  # it could have been had


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    names = Names({NAME: [[OTHER, PUBLIC]]})
    with Hostile({"/": html("a")}) as server:
        router = Router(server.port)

        def half(address: str, port: int, timeout: float) -> Any:
            return (Router() if address == OTHER else router)(address, port, timeout)

        assert get("http://news.example/", wire=Wire(names, half)).body == b"a"
    assert router.dialed == [PUBLIC]


def test_a_name_without_an_address() -> None:
    with pytest.raises(NotFetched, match=r"the name news\.example has no address"):
        get("http://news.example/", wire=Wire(Names({NAME: [[]]}), Router()))


def test_a_resolver_that_breaks_is_not_hidden() -> None:
    def broken(*_: object, **__: object) -> list[tuple[object, ...]]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        get("http://news.example/", wire=Wire(resolve=broken))


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with Hostile({"/": html("direct")}) as server, Hostile({}) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url())
        assert get(server.url(), NEAR).body == b"direct"
        assert proxy.asked == []


# --- TLS


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("tls"), NAME, "also.example")


@pytest.fixture
def secure(pem: Path) -> Iterator[tuple[Hostile, list[str]]]:
    """A server of https, and the names that it was asked by."""
    asked: list[str] = []
    context = speaks_as(pem)
    context.sni_callback = lambda _socket, name, _context: asked.append(name)
    with Hostile({"/": html("a"), "/down": redirect("http://plain.example/")}, context) as server:
        yield server, asked


def wired(server: Hostile, pem: Path, *names: str) -> Wire:
    given = {name: [[PUBLIC]] for name in names}
    return Wire(Names(given), Router(server.port), lambda: trusts(pem))


def test_the_certificate_is_checked_for_the_name(
    secure: tuple[Hostile, list[str]], pem: Path
) -> None:
    server, asked = secure
    wire = wired(server, pem, NAME, "also.example", "other.example")
    assert get(f"https://{NAME}/", wire=wire).body == b"a"
    assert get("https://also.example./", wire=wire).body == b"a"
    assert asked == [NAME, "also.example"]
    assert server.asked[0].headers["host"] == NAME
    for wrong in ("other.example", PUBLIC):
        with pytest.raises(NotFetched, match="its certificate cannot be trusted") as caught:
            get(f"https://{wrong}/", wire=wire)
        assert "mismatch" in caught.value.what
    assert len(server.asked) == 2


def test_a_certificate_of_nobody_is_not_trusted(
    secure: tuple[Hostile, list[str]],
) -> None:
    server, _ = secure
    wire = Wire(Names({NAME: [[PUBLIC]]}), Router(server.port))
    with pytest.raises(NotFetched, match="cannot be trusted") as caught:
        get(f"https://{NAME}/", wire=wire)
    assert str(caught.value).isprintable()
    assert server.asked == []


def test_old_tls_is_refused(pem: Path) -> None:
    context = speaks_as(pem)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("ECDHE-ECDSA-AES128-GCM-SHA256")
    with Hostile({"/": html("a")}, context) as server:
        wire = wired(server, pem, NAME)
        assert get(f"https://{NAME}/", wire=wire).body == b"a"

        def modern() -> ssl.SSLContext:
            trusting = trusts(pem)
            trusting.minimum_version = ssl.TLSVersion.TLSv1_3
            return trusting

        with pytest.raises(NotFetched, match=r"no connection could be made \(.*version\)"):
            get(f"https://{NAME}/", wire=Wire(wire.resolve, wire.dial, modern))


def test_plain_http_where_tls_is_spoken_and_the_other_way(
    secure: tuple[Hostile, list[str]], pem: Path
) -> None:
    server, _ = secure
    with pytest.raises(NotFetched, match=r"closed without an answer|proper HTTP|was lost"):
        get(f"http://{NAME}/", wire=wired(server, pem, NAME))
    with Hostile({"/": html("a")}) as plain, pytest.raises(NotFetched):
        get(f"https://{NAME}/", Limits(seconds=0.5), wire=wired(plain, pem, NAME))


def test_a_handshake_that_never_ends(pem: Path) -> None:
    limits = Limits(seconds=9, connect_seconds=0.3)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        router = Router(mute.getsockname()[1])
        wire = Wire(Names({NAME: [[PUBLIC]]}), router, lambda: trusts(pem))
        began = time.monotonic()
        with pytest.raises(NotFetched, match=r"no connection was made within 0\.3 seconds"):
            get(f"https://{NAME}/", limits, wire=wire)
        assert time.monotonic() - began < 4


def test_from_https_to_http_is_followed_and_told(
    secure: tuple[Hostile, list[str]], pem: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server, _ = secure
    with Hostile({"/": html("plain")}) as plain:
        names = Names({NAME: [[PUBLIC]], "plain.example": [[OTHER]]})

        def by_address(address: str, port: int, timeout: float) -> Any:
            there = server if address == PUBLIC else plain
            return Router(there.port)(address, port, timeout)

        wire = Wire(names, by_address, lambda: trusts(pem))
        with caplog.at_level(logging.WARNING):
            got = get(f"https://{NAME}/down", wire=wire)
    assert (got.url, got.body) == ("http://plain.example/", b"plain")
    assert "not secured" in caplog.text
