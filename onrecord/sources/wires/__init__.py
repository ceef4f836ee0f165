"""Wires: the formats in which agencies deliver, each read to the reports that it holds.

    newsml    NewsML-G2 (IPTC), an item or a message of several; its body XHTML, NITF or text
    nitf      NITF (IPTC), the older format of articles
    ninjs     ninjs (IPTC), an item as JSON

An item is named by what its agency names it by, so that an update or a correction is a new version
of the same report. One that is withdrawn, or not yet to be used, is refused and says so; a kill
notice names the report that it takes back (``NotUsable.withdraws``).
"""

from collections.abc import Sequence
from typing import Literal

from onrecord.errors import SourceError
from onrecord.report import Capture, Report
from onrecord.sources.assembling import usable
from onrecord.sources.wires import items

Form = Literal["newsml", "nitf", "ninjs"]


def reports(capture: Capture, form: Form) -> Sequence[Report]:
    """Those reports of a delivery that may be used. Raises a SourceError where there is none."""
    return usable(outcomes(capture, form))


def outcomes(capture: Capture, form: Form) -> Sequence[Report | SourceError]:
    """The reports of a delivery in its order; in place of those that may not be used, why.

    Raises a SourceError where it is damaged or holds no item.
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
    return items.outcomes(capture, found)
