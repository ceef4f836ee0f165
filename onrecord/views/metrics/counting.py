"""Every request counted, from before the door until its answer is over."""

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.views.metrics.metrics import Metrics


class Counting:
    """Stands outermost, so that what others refuse is counted too."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begin, begun = time.perf_counter(), False

        def counted(status: int) -> None:
            seconds = time.perf_counter() - begin
            self._metrics.request(route_of(scope), scope["method"], status, seconds)

        async def heard(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start" and not begun:
                begun = True
                counted(message["status"])
                self._metrics.begun(route_of(scope))
            await send(message)

        try:
            await self._app(scope, receive, heard)
        except BaseException:
            if not begun:
                counted(500)
            raise
        finally:
            if begun:
                self._metrics.ended(route_of(scope))


def route_of(scope: Scope) -> str:
    """The route that a request came to, as it stands in the code; empty where it came to none."""
    path = getattr(scope.get("route"), "path", None)
    return f"{scope.get('root_path', '')}{path}" if path else ""
