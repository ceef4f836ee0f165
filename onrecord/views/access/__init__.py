"""Who comes in: sign-in, sessions, tokens, rights and limits, before every room of the desk.

    request ─▶ Door (who is it, may they, how often) ─▶ guard ─▶ rooms

Alone on loopback there is no door. Where other names or machines may ask, ``Door`` stands before
the application: browsers sign in with a password (Argon2id) and keep a cookie, programs show a
token. What is refused, and everything that changes something, is in the log.

Forged requests (CSRF): the cookie is SameSite=Lax, and a browser must say that what would change
something comes from a page of ours (``Sec-Fetch-Site`` or ``Origin``; browsers have sent them for
years, and no page can forge them). A request with a cookie that says neither is refused. Tokens are
not sent by browsers on their own and need no such proof.
"""

from onrecord.views.access.door import Door

__all__ = ["Door"]
