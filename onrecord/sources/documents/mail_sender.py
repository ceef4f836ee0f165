"""Whose report a mail is: the outlet or the author that its From line plainly names."""

import re
from functools import cache

from onrecord.sources.documents.mail_lines import is_like
from onrecord.tables import rows
from onrecord.tables.states import Body, Outlet, bodies, outlets

# «Ada Roe, The Example», «Ada Roe at The Example»
_BOTH = re.compile(r"\s*(?:,| at | from | of | \| | [-–—] | \()\s*")
_VIA = re.compile(r"\s+via\s.*$", re.IGNORECASE)


def outlet_and_authors(
    name: str, address: str, organization: str
) -> tuple[str | None, tuple[str, ...]]:
    """The outlet and the authors that a sender's name and address and its organisation give.

    A name is a person's where it begins with a given name, a body's where the mailbox is one of
    a press office or the name is one of the tables. Where neither is plain, nothing is said.
    """
    name = _VIA.sub("", name).strip(" '\"")
    outlet = organization or None
    if not name or "@" in name:
        return outlet, ()
    known = name.casefold() in _names()
    if not known and _person(name):
        person, *rest = _BOTH.split(name, maxsplit=1)
        house = rest[0].strip(" )") if rest else ""
        return outlet or house or None, (person.strip(),)
    if known or is_like("mailbox", address.partition("@")[0]):
        return name, ()
    return outlet, ()


def _person(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and words[0].strip(",").casefold() in _given_names()


@cache
def _names() -> frozenset[str]:
    """The names of all outlets and bodies of the tables."""
    owners: list[Outlet | Body] = [*outlets().values(), *bodies().values()]
    return frozenset(name.casefold() for one in owners for name in (one.name, *one.names))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(row["name"].casefold() for row in rows("given_names"))
