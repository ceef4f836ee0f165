"""Files of the desk that browsers keep: served by the hash of their bytes.

``htmx.min.js`` is htmx 2.0.11 as npm has it (Zero-Clause BSD; the package ``htmx.org``, integrity
``sha512-Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA==``).
"""

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from onrecord.drawing import STYLE
from onrecord.views.page.document import asset

TYPES = {
    ".svg": "image/svg+xml",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
}


@cache
def assets() -> Mapping[str, bytes]:
    """Every file by its name."""
    here = files("onrecord.views.desk") / "assets"
    own = (here / "desk.css").read_text(encoding="utf-8")
    return MappingProxyType({
        "desk.css": (asset("base.css") + STYLE + own).encode(),
        "reading.css": (asset("style.css")
                        + (here / "reading.css").read_text(encoding="utf-8")).encode(),
        "reading.js": asset("script.js").encode(),
        "changes.css": (here / "changes.css").read_bytes(),
        "icon.svg": (here / "icon.svg").read_bytes(),
        "live.js": (here / "live.js").read_bytes(),
        "review.css": (here / "review.css").read_bytes(),
        "note.js": (here / "note.js").read_bytes(),
        "review.js": (here / "review.js").read_bytes(),
        "desk.js": (here / "desk.js").read_bytes(),
        "htmx.min.js": (here / "htmx.min.js").read_bytes(),
    })  # fmt: skip


@cache
def address(name: str) -> str:
    """Where a file is had; another text has another address."""
    return f"/assets/{hashlib.sha256(assets()[name]).hexdigest()[:16]}/{name}"


@cache
def integrity(name: str) -> str:
    """The file's hash, as a page tells it to the browser."""
    return "sha384-" + b64encode(hashlib.sha384(assets()[name]).digest()).decode()
