"""A page that is open in the browser, and everything that it did since."""

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

from onrecord.facts import Reading, to_builtins

# Told to every page before its own script: what the policy refused, for ``Visit.refused``.
_WATCH = """
window.refused = [];
document.addEventListener('securitypolicyviolation', event =>
  window.refused.push(event.violatedDirective + ' ' + event.blockedURI));
"""


@dataclass
class Visit:
    """An open page: what it asked for, said on its console and tried to show."""

    page: Page
    reading: Reading
    asked: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    @property
    def whole(self) -> dict[str, Any]:
        """The reading as JSON has it."""
        made: dict[str, Any] = to_builtins(self.reading)
        return made

    def ask(self, script: str, given: Any = None) -> Any:
        """What a script of ours answers in the page."""
        return self.page.evaluate(script, given)

    @property
    def now(self) -> str | None:
        """The id of the fact that is chosen."""
        found: str | None = self.ask("document.querySelector('.now')?.id ?? null")
        return found

    @property
    def focus(self) -> str:
        """The element that has the focus, told by its tag, id, link and fact."""
        told: str = self.ask(
            "(() => { const e = document.activeElement; return [e.tagName.toLowerCase(), e.id,"
            " e.getAttribute('href') || ''].join(' ').trim(); })()"
        )
        return told

    def press(self, *keys: str) -> None:
        """Presses keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)


Opener = Callable[..., Visit]


def visit(context: BrowserContext, path: Path, html: str, reading: Reading, mark: str) -> Visit:
    """Opens a page as a file of its own, at ``mark`` (such as «#s3»)."""
    path.write_bytes(html.encode("utf-8"))
    page = context.new_page()
    made = Visit(page, reading)
    page.on("request", lambda request: made.asked.append(request.url))
    page.on("console", lambda message: made.console.append(message.text))
    page.on("pageerror", lambda error: made.console.append(str(error)))
    page.on("dialog", lambda dialog: (made.dialogs.append(dialog.message), dialog.dismiss()))
    page.add_init_script(_WATCH)
    page.goto(path.as_uri() + mark)
    return made


def planted(html: str, old: str, new: str, times: int = 1) -> str:
    """A page with a fault: words changed so often, the policy made to fit its script and style."""
    assert old in html, old
    changed = html.replace(old, new, times)
    for name in (one for one in ("script", "style") if f"<{one}>" in html):
        before, after = (_hash(page, name) for page in (html, changed))
        changed = changed.replace(before, after)
    return changed


def _hash(html: str, name: str) -> str:
    found = re.search(rf"<{name}>(.*?)</{name}>", html, re.DOTALL)
    assert found
    return base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
