"""An alert sent to a webhook, signed as Standard Webhooks has it.

https://github.com/standard-webhooks/standard-webhooks (spec 1.0.0): the id, the time and the body
are signed with HMAC-SHA256; whoever gets it twice knows it by the id.
"""

import base64
import hashlib
import hmac

from onrecord.errors import NotFetched, OnrecordError
from onrecord.net import Limits, post
from onrecord.settings import Settings
from onrecord.store.alerts import Alert
from onrecord.watching.rules import Hook

RETRIES = (5, 300, 1_800, 7_200, 18_000, 36_000, 36_000)  # seconds, as the spec suggests
_SECONDS = 20
_ANSWER = 65_536  # bytes of an answer that are taken
_GONE = 410


def deliver(one: Alert, hook: Hook, settings: Settings, now: int) -> OnrecordError | None:
    """Sends it; what went wrong, or None where it was taken."""
    limits = Limits(seconds=_SECONDS, max_bytes=_ANSWER, allow_private=settings.allow_private)
    headers = {
        "Content-Type": "application/json",
        "Webhook-Id": one.id,
        "Webhook-Timestamp": str(now),
        "Webhook-Signature": signature(one.id, now, one.body, hook.secret),
    }
    try:
        post(hook.address, one.body, limits, headers=headers)
    except OnrecordError as error:
        return error
    return None


def signature(id_: str, at: int, body: bytes, secret: str) -> str:
    """The signature of a message that is sent at a moment (seconds since 1970)."""
    signed = b".".join((id_.encode(), str(at).encode(), body))
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


def before_retry(error: OnrecordError, tries: int) -> int | None:
    """Seconds until it is sent again after so many tries; None: it is given up."""
    if tries > len(RETRIES) or (isinstance(error, NotFetched) and error.status == _GONE):
        return None
    wait = error.wait or 0 if isinstance(error, NotFetched) else 0
    return max(RETRIES[tries - 1], min(wait, 86_400))
