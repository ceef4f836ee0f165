"""A real server on loopback that answers with whatever bytes a test wants, as badly as it wants.

    with Hostile({"/": html("<p>…")}) as server:
        get(server.url("/"), ...)

What answers a path is bytes, written as they are before the connection is closed, or a function
that is given the connection and may do anything with it. ``server.asked`` has what was asked.
"""

import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

Script = Callable[[socket.socket], None]


@dataclass(frozen=True)
class Asked:
    """One request: the path, and its headers by name in lower case."""

    path: str
    headers: dict[str, str]


def answer(status: str = "200 OK", body: bytes = b"", **headers: str) -> bytes:
    """A well-formed answer; a header ``content_type`` is sent as ``content-type``."""
    lines = {"content-length": str(len(body))}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def html(body: str) -> bytes:
    """A page as it should be."""
    return answer(body=body.encode(), content_type="text/html; charset=utf-8")


def packed(body: bytes, encoding: str = "gzip") -> bytes:
    """An answer whose body is said to be packed so."""
    return answer(body=body, content_encoding=encoding)


def redirect(location: str, status: str = "302 Found", **headers: str) -> bytes:
    """A redirect to a location."""
    return answer(status, location=location, **headers)


def drip(data: bytes, seconds: float) -> Script:
    """Writes the bytes one by one, with so long a pause before each."""

    def write(connection: socket.socket) -> None:
        for byte in data:
            time.sleep(seconds)
            connection.sendall(bytes([byte]))

    return write


def endless(head: bytes, chunk: bytes) -> Script:
    """Writes the head, and the chunk again and again until the other side has enough."""

    def write(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(chunk)

    return write


def silent(connection: socket.socket) -> None:
    """Says nothing until the other side leaves."""
    while connection.recv(65_536):
        pass


@dataclass
class Hostile:
    """The server; it is up between ``with`` and its end. ``tls`` makes it one of https."""

    scripts: Mapping[str, bytes | Script]
    tls: ssl.SSLContext | None = None
    host: str = "127.0.0.1"
    asked: list[Asked] = field(default_factory=list)
    _open: list[socket.socket] = field(default_factory=list)

    def __enter__(self) -> "Hostile":
        self._socket = socket.create_server((self.host, 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for each in (self._socket, *self._open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)  # wakes what waits on it
            each.close()

    def url(self, path: str = "/", host: str | None = None) -> str:
        """The address of a path here, by a name if one is given."""
        return f"http{'s' if self.tls else ''}://{host or self.host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [each.path for each in self.asked]

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                self._open.append(connection)
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError):
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
                self._open.append(connection)
            with connection:
                path = self._request(connection)
                script = self.scripts.get(path, answer("404 Not Found"))
                if isinstance(script, bytes):
                    connection.sendall(script)
                else:
                    script(connection)
                # Leaves in peace: with unread bytes about, a close would take back what was sent.
                connection.shutdown(socket.SHUT_WR)

    def _request(self, connection: socket.socket) -> str:
        raw = b""
        while b"\r\n\r\n" not in raw:
            more = connection.recv(65_536)
            if not more:
                break
            raw += more
        first, *lines = raw.decode("latin-1").rstrip("\r\n").split("\r\n")
        path = first.split(" ")[1] if " " in first else ""
        headers = {n.lower(): v for n, _, v in (line.partition(": ") for line in lines)}
        self.asked.append(Asked(path, headers))
        return path


def certificate(folder: Path, *names: str) -> Path:
    """A certificate for some names, signed by itself, with its key in the same file."""
    pem = folder / f"{names[0]}.pem"
    names_of_it = "subjectAltName=" + ",".join(f"DNS:{name}" for name in names)
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2", "-subj", "/CN=test", "-addext", names_of_it),
            *("-keyout", str(pem), "-out", str(folder / "certificate.pem")),
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    with pem.open("ab") as both:
        both.write((folder / "certificate.pem").read_bytes())
    return pem


def speaks_as(pem: Path) -> ssl.SSLContext:
    """The server's side of TLS with a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def trusts(pem: Path) -> ssl.SSLContext:
    """The client's side of TLS that trusts a certificate, and checks names as ever."""
    return ssl.create_default_context(cafile=str(pem))
