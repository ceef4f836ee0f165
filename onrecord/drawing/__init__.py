"""Drawings of the record: the life of an agreement or a case, a timeline, who met whom,
shares.

    description (``Life``, ``Timeline``, ``Network``, ``Relay`` …)
        ─▶ SVG, lines of text, or a table of the same

What happened stands on the line, what did not stands beside it. Dates are drawn at the precision
of the words: a point for a day, a bracket for a month or a year, and apart where there is none.
Pure: a description is made by whoever has the words for it, and the same one gives the same bytes.
"""

from onrecord.drawing.bars import Bar, Bars, bars_lines, bars_svg, bars_table
from onrecord.drawing.described import Happening, Life, State, Tally, Timeline
from onrecord.drawing.lifelines import life_lines
from onrecord.drawing.lines import Line
from onrecord.drawing.lives import life_svg
from onrecord.drawing.networks import (
    Meeting,
    Network,
    Party,
    network_lines,
    network_svg,
    network_table,
)
from onrecord.drawing.relays import Relay, Teller, relay_lines, relay_svg, relay_table
from onrecord.drawing.style import STYLE
from onrecord.drawing.tables import Table, life_table, timeline_table
from onrecord.drawing.timelines import timeline_lines, timeline_svg

__all__ = [
    "STYLE", "Bar", "Bars", "Happening", "Life", "Line", "Meeting", "Network", "Party", "Relay",
    "State", "Table", "Tally", "Teller", "Timeline", "bars_lines", "bars_svg", "bars_table",
    "life_lines", "life_svg", "life_table", "network_lines", "network_svg", "network_table",
    "relay_lines", "relay_svg", "relay_table", "timeline_lines", "timeline_svg", "timeline_table",
]  # fmt: skip
