"""What is sent to a room: whole, small and in good time, or refused before the room is asked."""

from anyio import fail_after
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 262_144  # bytes; forms are small
SECONDS = 20.0


class Bodies:
    """Takes the body of a request before a room sees it. ``but``: paths with limits of their own.

    Too large a body is answered 413, one that comes too slowly 408; a room sees neither.
    """

    def __init__(
        self, app: ASGIApp, *, most: int = MOST, seconds: float = SECONDS, but: str = "/api/"
    ) -> None:
        self._app, self._most, self._seconds, self._but = app, most, seconds, but

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["path"].startswith(self._but):
            await self._app(scope, receive, send)
            return
        try:
            with fail_after(self._seconds):
                whole = await self._whole(receive)
        except TimeoutError:
            await _refusal("The request came too slowly.", 408)(scope, receive, send)
            return
        if whole is None:
            too_large = f"More than {self._most:,} bytes are not taken here."
            await _refusal(too_large, 413)(scope, receive, send)
            return
        waiting: list[Message] = [whole]

        async def replay() -> Message:
            return waiting.pop() if waiting else await receive()

        await self._app(scope, replay, send)

    async def _whole(self, receive: Receive) -> Message | None:
        """The body as one message; None where it is too large."""
        pieces: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return message  # whoever asked has gone
            pieces.append(message.get("body", b""))
            size += len(pieces[-1])
            if size > self._most:
                return None
            if not message.get("more_body", False):
                return {"type": "http.request", "body": b"".join(pieces), "more_body": False}


def _refusal(what: str, status: int) -> PlainTextResponse:
    return PlainTextResponse(f"{what}\n", status, {"Connection": "close"})
