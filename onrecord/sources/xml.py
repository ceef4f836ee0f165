"""XML that a stranger has written: read without entities or the net, mended where broken."""

from lxml import etree

from onrecord.errors import SourceError
from onrecord.report import Capture


def root(capture: Capture) -> etree._Element:
    """The root of the document; SourceError where nothing of it can be had."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False
    )
    try:
        found = etree.fromstring(capture.raw.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        found = None
        cause: Exception | None = error
    else:
        cause = None
    if found is None:
        raise SourceError(
            f"{capture.source} is damaged: its XML cannot be read.",
            "Check the address, or tell its publisher.",
        ) from cause
    return found


def name(element: etree._Element) -> str:
    """An element's name without its namespace, in lower case; of comments and the like nothing."""
    # Recovered from what is damaged, a name may be one that ``etree.QName`` refuses, such as «:».
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def texts(element: etree._Element) -> dict[str, str]:
    """The texts of the elements below an element, by their names; of several the first."""
    found: dict[str, str] = {}
    for below in element.iterdescendants():
        if (of := name(below)) and below.text and below.text.strip():
            found.setdefault(of, below.text.strip())
    return found
