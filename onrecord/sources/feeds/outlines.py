"""OPML 2.0: the lists of feeds that feed readers give out (http://opml.org/spec2.opml)."""

from onrecord.report import Capture
from onrecord.sources.feeds.listings import MOST, Entry, Listing, entry, one_line
from onrecord.sources.xml import name, root


def listing(capture: Capture) -> Listing:
    """The feeds that it names, folders within each other opened, each address once."""
    tree = root(capture)
    base = capture.url or capture.source
    lists: dict[str, Entry] = {}
    for element in tree.iter():
        if name(element) != "outline":
            continue
        given = {str(key).lower(): str(value) for key, value in element.attrib.items()}
        title = given.get("title") or given.get("text", "")
        one = entry(base, given.get("xmlurl", ""), title=title)
        if one:
            lists.setdefault(one.address, one)
    title = next((e.text or "" for e in tree.iter() if name(e) == "title"), "")
    return Listing("opml", one_line(title), lists=tuple(lists.values())[:MOST])
