"""The health check of the container: yes to a desk that answers, no to silence and to errors."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HEALTH = Path(__file__).parents[2] / "deploy" / "health.py"


@contextmanager
def desk(answers: dict[str, int]) -> Iterator[str]:
    """A server that gives a status by path, 404 else."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(answers.get(self.path, 404))
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

        def handle(self) -> None:
            with suppress(ConnectionError):
                super().handle()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def status(host: str) -> int:
    return subprocess.run([sys.executable, str(HEALTH), host], timeout=60).returncode


def test_a_desk_that_answers_is_well() -> None:
    with desk({"/signin": 200}) as several:
        assert status(several) == 0
    with desk({"/": 200}) as alone:
        assert status(alone) == 0
    with desk({"/": 500, "/signin": 503}) as ill:
        assert status(ill) == 1
    assert status(ill) == 1  # nobody is there any more
