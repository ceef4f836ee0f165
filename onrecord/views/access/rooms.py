"""The rooms about oneself and the others: sign in and out, password, tokens, users, the log."""

import math
import time
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.errors import SettingError
from onrecord.store.access import RIGHTS, ROLES, Access, Role
from onrecord.views.access.door import cookie_name, cookie_of
from onrecord.views.access.limits import Attempts
from onrecord.views.access.passwords import hashed, is_right
from onrecord.views.desk.visits import PageRoute, Visit

Text = Annotated[str, Form(max_length=2_000)]
_DAYS = 90
_LONGEST_DAYS = 366
_WRONG = "Name or password is not right."


def router(access: Access) -> APIRouter:
    """The rooms; they stand behind the door alone."""
    made = APIRouter(route_class=PageRoute)
    attempts = Attempts()
    _signing(made, access, attempts)
    _oneself(made, access, attempts)
    _others(made, access)
    return made


def _signing(made: APIRouter, access: Access, attempts: Attempts) -> None:
    """In and out."""

    @made.get("/signin")
    def signing_in(request: Request, next: str = "/") -> Response:
        if request.state.user:
            return RedirectResponse(_inside(next), 303)
        return Visit.of(request).page("signin.html", title="Sign in", next=_inside(next), wrong="")

    @made.post("/signin")
    def sign_in(
        request: Request, name: Text = "", password: Text = "", next: Text = "/"
    ) -> Response:
        origin, now = request.state.origin, time.monotonic()
        wait = attempts.begin(name, origin, now)
        if wait or not is_right(access, name, password):
            access.note("nobody", "sign-in refused", name[:64], origin)
            minutes = math.ceil(wait / 60)
            wrong = f"Too many tries. Wait {minutes} minutes." if wait else _WRONG
            status = 429 if wait else 401
            return Visit.of(request).page(
                "signin.html", status, title="Sign in", next=_inside(next), wrong=wrong
            )
        attempts.right(name, origin, now)
        secret = access.begin_session(name, origin=origin)
        answer = RedirectResponse(_inside(next), 303)
        _keep(answer, secret, secure=request.state.secure)
        return answer

    @made.post("/signout")
    def sign_out(request: Request) -> Response:
        access.end_session(cookie_of(request) or "", origin=request.state.origin)
        answer = RedirectResponse("/signin", 303)
        answer.delete_cookie(
            cookie_name(request.state.secure), secure=request.state.secure, httponly=True
        )
        return answer


def _oneself(made: APIRouter, access: Access, attempts: Attempts) -> None:
    """One's own password and tokens."""

    @made.get("/me")
    def me(request: Request) -> Response:
        return _me(request, access)

    @made.post("/me/password")
    def change(request: Request, old: Text = "", new: Text = "") -> Response:
        name, origin, now = request.state.user.name, request.state.origin, time.monotonic()
        if wait := attempts.begin(name, origin, now):
            raise SettingError("Too many tries.", f"Wait {math.ceil(wait / 60)} minutes.")
        if not is_right(access, name, old):
            raise SettingError("The old password is not right.", "Go back and try again.")
        attempts.right(name, origin, now)
        access.set_password(name, hashed(new), by=name)
        answer = RedirectResponse("/me", 303)
        secret = access.begin_session(name, origin=origin)
        _keep(answer, secret, secure=request.state.secure)
        return answer

    @made.post("/me/tokens")
    def give(
        request: Request,
        label: Text = "",
        rights: Annotated[list[str] | None, Form()] = None,
        days: Annotated[int, Form(ge=1, le=_LONGEST_DAYS)] = _DAYS,
    ) -> Response:
        name = request.state.user.name
        wanted = [one for one in RIGHTS if one in (rights or ["read"])]
        secret = access.make_token(name, label.strip()[:80] or "a token", wanted, days, by=name)
        return _me(request, access, secret)

    @made.post("/me/tokens/revoke")
    def revoke(request: Request, id: Text = "") -> Response:
        name = request.state.user.name
        access.revoke(id, by=name, of=name)
        return RedirectResponse("/me", 303)


def _others(made: APIRouter, access: Access) -> None:
    """Users and the log, for administrators."""

    @made.get("/users")
    def users(request: Request) -> Response:
        return Visit.of(request).page(
            "users.html", title="Users", users=access.users(), tokens=access.tokens(), roles=ROLES
        )

    @made.post("/users")
    def add_user(
        request: Request, name: Text = "", role: Text = "reader", password: Text = ""
    ) -> Response:
        by = request.state.user.name
        access.add_user(name.strip(), _role(role), hashed(password), by=by)
        return RedirectResponse("/users", 303)

    @made.post("/users/change")
    def change_user(request: Request, name: Text = "", to: Text = "") -> Response:
        by = request.state.user.name
        match to:
            case "closed":
                access.close_user(name, by=by)
            case "open":
                access.reopen_user(name, by=by)
            case _:
                access.set_role(name, _role(to), by=by)
        return RedirectResponse("/users", 303)

    @made.get("/log")
    def log(request: Request) -> Response:
        return Visit.of(request).page("log.html", title="Log", entries=access.log())


def _me(request: Request, access: Access, secret: str = "") -> Response:
    """The page about oneself; ``secret``: a token just made, shown this once."""
    user = request.state.user
    page = Visit.of(request).page(
        "me.html", title="You", user=user, tokens=access.tokens(user.name), secret=secret,
        rights=[one for one in RIGHTS if one in user.rights],
    )  # fmt: skip
    page.headers["Cache-Control"] = "no-store"
    return page


def _keep(answer: Response, secret: str, *, secure: bool) -> None:
    answer.set_cookie(
        cookie_name(secure), secret, max_age=14 * 86_400, path="/", secure=secure, httponly=True,
        samesite="lax",
    )  # fmt: skip


def _inside(there: str) -> str:
    """An address of this desk to go on to; whatever else is given leads to its front."""
    plain = there.startswith("/") and not there.startswith(("//", "/\\")) and there.isprintable()
    return there if plain and "\\" not in there else "/"


def _role(given: str) -> Role:
    if given not in ROLES:
        raise SettingError.of("role", given, f"one of {', '.join(ROLES)}")
    return given
