"""A language model on loopback, as an endpoint of OpenAI's chat completions.

    with Assistant(lambda asked: json.dumps({...})) as model:
        ... model.endpoint ...

What it says is made from the messages that it was sent. ``trouble`` has what it does instead, one
a request: a status, or a function that is given the handler and may do anything with it.
"""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Trouble = int | Callable[[BaseHTTPRequestHandler], None]


class Assistant:
    """The model; it is up between ``with`` and its end. ``asked`` has (headers, body)."""

    def __init__(self, says: Callable[[str], str], *trouble: Trouble) -> None:
        self.says = says
        self.trouble = list(trouble)
        self.asked: list[tuple[dict[str, str], dict[str, Any]]] = []
        self.over = threading.Event()

    def __enter__(self) -> "Assistant":
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def endpoint(self) -> str:
        """What ``--endpoint`` is given."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"


def completion(words: str, finish: str = "stop") -> bytes:
    """An answer as such servers write it."""
    message = {"role": "assistant", "content": words}
    choices = [{"index": 0, "message": message, "finish_reason": finish}]
    return json.dumps({"id": "1", "object": "chat.completion", "choices": choices}).encode()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200) -> None:
    """Sends an answer whole."""
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def _handler(model: Assistant) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append(({k.lower(): v for k, v in self.headers.items()}, body))
            if model.trouble:
                trouble = model.trouble.pop(0)
                if isinstance(trouble, int):
                    send(self, b'{"error": {"message": "no"}}', trouble)
                else:
                    trouble(self)
                return
            send(self, completion(model.says(body["messages"][-1]["content"])))

        def log_message(self, *_: object) -> None: ...

    return Handler
