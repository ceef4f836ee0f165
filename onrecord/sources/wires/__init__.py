"""Wires: the formats in which agencies deliver, each read to the reports that it holds.

    newsml    NewsML-G2 (IPTC), an item or a message of several; its body XHTML, NITF or text
    nitf      NITF (IPTC), the older format of articles
    ninjs     ninjs (IPTC), an item as JSON

An item is named by what its agency names it by, so that an update or a correction is a new version
of the same report. One that is withdrawn, or not yet to be used, is refused and says so.
"""

from collections.abc import Sequence
from typing import Literal

from onrecord.report import Capture, Report
from onrecord.sources.wires import items

Form = Literal["newsml", "nitf", "ninjs"]


def reports(capture: Capture, form: Form) -> Sequence[Report]:
    """The reports of a delivery, at least one.

    Raises NotUsable where all of it is withdrawn or not yet to be used, another SourceError where
    it holds no report.
    """
    match form:
        case "newsml":
            from onrecord.sources.wires import newsml

            found = newsml.items(capture)
        case "nitf":
            from onrecord.sources.wires import nitf

            found = [nitf.item(capture)]
        case "ninjs":
            from onrecord.sources.wires import ninjs

            found = [ninjs.item(capture)]
    return items.reports(capture, found)
