"""A statement as a sentence of elements, each naming the field that it tells."""

from markupsafe import Markup, escape

from onrecord.facts import Statement
from onrecord.views.labels import ACTS
from onrecord.views.names import Names
from onrecord.views.page.fields import field
from onrecord.views.page.words import joined, quoted
from onrecord.views.safe import words
from onrecord.views.standing import said


def sentence(statement: Statement, names: Names) -> Markup:
    """«Blinken urged Russia»; what was not said is an infinitive."""
    to = "" if statement.modality == "actual" else "to "
    who, what = _speaker(statement, names), _act(statement, names)
    return Markup("{} {}{}{}").format(who, to, what, _objects(statement, names))


def _speaker(statement: Statement, names: Names) -> Markup:
    """Whoever speaks; the words themselves where they are the name."""
    name = said(statement, names).speakers
    name = name[:1].upper() + name[1:]
    shown = escape(name)
    if _is_source(statement, names):
        shown = field("span", statement, "source.0.text", name)
    return field("b", statement, "speaker", shown)


def _is_source(statement: Statement, names: Names) -> bool:
    source = statement.source
    return len(source) == 1 and words(source[0].text) == said(statement, names).speakers


def _act(statement: Statement, names: Names) -> Markup:
    verb = said(statement, names).verb
    shown = field("span", statement, "cue.0.text") if _is_cue(statement, names) else escape(verb)
    return field("i", statement, "act", shown)


def _is_cue(statement: Statement, names: Names) -> bool:
    cue = statement.cue
    return len(cue) == 1 and words(cue[0].text) == said(statement, names).verb


def _objects(statement: Statement, names: Names) -> Markup:
    """Those it is aimed at, then those who hear it."""
    told = said(statement, names)
    made = Markup("")
    for path, ids, leads in (
        ("targets" if statement.targets else "addressees", told.targets, told.aimed),
        ("addressees", told.others, told.heard),
    ):
        if ids:
            shown = field("span", statement, path, _named(ids, names))
            if path == "targets" and statement.addressees and not told.others:
                shown = field("span", statement, "addressees", shown)
            made += Markup(' <span class="to">{}</span>').format(leads) if leads else " "
            made += shown
    return made


def _named(ids: tuple[str, ...], names: Names) -> Markup:
    return joined(escape(names.short(identifier)) for identifier in ids)


def read_as(statement: Statement, names: Names) -> Markup:
    """The words that were read as the speaker and as the act, where they are other words."""
    made = Markup("")
    if statement.source and not _is_source(statement, names):
        name = said(statement, names).speakers
        # Words that have the name in them need no telling whom they mean.
        named = any(name.casefold() in words(span.text).casefold() for span in statement.source)
        made += _as(statement, "source", name, hidden=named)
    if statement.cue and not _is_cue(statement, names):
        # «told» is «said» in other words; what was read into the words is told.
        made += _as(statement, "cue", ACTS[statement.act][0] if statement.act != "say" else "")
    return made


def _as(statement: Statement, path: str, meant: str, hidden: bool = False) -> Markup:
    number = len(getattr(statement, path))
    quotes = Markup(" … ").join(quoted(statement, f"{path}.{i}") for i in range(number))
    if not meant:
        return Markup("<span>cue {}</span>").format(quotes)
    cls = Markup(' class="hidden"') if hidden else ""
    return Markup("<span{}>{} read as {}</span>").format(cls, quotes, meant)
