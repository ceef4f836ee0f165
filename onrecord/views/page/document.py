"""The whole document: templates and assets put together, with a policy that lets nothing in.

The policy names the document's own script and style by their hashes; nothing else runs, loads,
or is sent anywhere.
"""

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.facts import Reading
from onrecord.views import labels
from onrecord.views.dates import date_words, duration_words
from onrecord.views.page import phrases, rows
from onrecord.views.page import words as shown
from onrecord.views.page.digest import digest
from onrecord.views.page.fields import field
from onrecord.views.page.ids import settled
from onrecord.views.page.listing import Entry
from onrecord.views.page.sheet import Sheet
from onrecord.views.safe import one_line, words

_SHORT = 20  # characters of a hash that are shown

# What HTML cannot hold as it is: U+0000 would be dropped, a bare return become a newline.
_UNFIT = re.compile("[\x00\ud800-\udfff]")


def page(reading: Reading) -> str:
    """The reading as one HTML document that needs nothing beside itself."""
    sheet = Sheet(settled(reading))
    style = _style() + "".join(unscripted(sheet))
    return _rendered("page.html", style, asset("script.js"), sheet=sheet, digest=digest(sheet))


def index(entries: Iterable[Entry]) -> str:
    """A page of links to pages in the same folder."""
    rows = [(f"./{quote(entry.name)}", entry) for entry in entries]
    return _rendered("list.html", _style(), "", rows=rows)


def _rendered(name: str, style: str, script: str, **given: object) -> str:
    html = (
        _environment()
        .get_template(name)
        .render(
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
            **given,
        )
    )
    return _UNFIT.sub("\ufffd", html).replace("\r", "&#13;") + "\n"


def _policy(style: str, script: str) -> str:
    """The content security policy of a document with this style and this script."""
    scripts = f"script-src {hashed(script)}; " if script else ""
    return (
        f"default-src 'none'; {scripts}style-src {hashed(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def hashed(text: str) -> str:
    """A script or a style as a content security policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def unscripted(sheet: Sheet) -> Iterator[str]:
    """Rules that light a fact's words where no script does: one for each kind of fact."""
    selectors: dict[str, list[str]] = defaultdict(list)
    for kind, identifier in _all(sheet):
        selectors[kind].append(
            f"html:not(.js):has(#{identifier}:target,#w-{identifier}:target) [data-f~={identifier}]"
        )
    for kind, several in selectors.items():
        yield f"{','.join(several)}{{background:var(--{kind}-tint)}}\n"


def _all(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Every fact of a page: its kind, which names its colour, and its id."""
    reading = sheet.reading
    groups: Sequence[tuple[str, Iterable[str]]] = (
        ("statement", (fact.id for fact in reading.statements)),
        ("encounter", (fact.id for fact in reading.encounters)),
        ("agreement", (thing.id for thing in reading.agreements)),
        ("agreement", (change.id for thing in reading.agreements for change in thing.changes)),
        ("case", (thing.id for thing in reading.cases)),
        ("case", (step.id for thing in reading.cases for step in thing.steps)),
        ("actor", (actor.id for actor in reading.actors)),
        ("actor", (event.id for event in reading.events)),
        ("time", (group.id for group in sheet.times)),
        ("place", (group.id for group in sheet.places)),
    )
    return ((kind, identifier) for kind, ids in groups for identifier in ids)


def _style() -> str:
    return asset("base.css") + asset("style.css")


@cache
def asset(name: str) -> str:
    """A stylesheet or a script of the page; ``base.css`` is what every page of ours begins with."""
    return (files("onrecord.views.page") / "assets" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    """Escapes everything that is not Markup, and knows no name that was not given."""
    made = Environment(
        loader=PackageLoader("onrecord.views.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    dress(made)
    return made


def dress(made: Environment) -> None:
    """Gives an environment what the templates of a reading use."""
    made.filters |= {"words": words, "one_line": one_line, "sentence": _sentence, "short": _short}
    made.globals |= {
        "field": field, "quoted": shown.quoted, "quotes": shown.quotes, "when": shown.when,
        "grounds": shown.grounds, "where": shown.where, "length": shown.length,
        "content": shown.content, "outside": shown.outside, "country": shown.country,
        "phrase": phrases.sentence, "read_as": phrases.read_as, "called": rows.called,
        "gathered": rows.gathered, "counted": rows.count, "coded": rows.coded,
        "identifiers": rows.identifiers, "date_words": date_words,
        "duration_words": duration_words, "labels": labels,
    }  # fmt: skip


def _short(digest: str) -> str:
    """The beginning of a hash."""
    return words(digest if len(digest) <= _SHORT else f"{digest[:_SHORT]}…")


def _sentence(text: str) -> str:
    """The first letter large, the others as they are."""
    return text[:1].upper() + text[1:]
