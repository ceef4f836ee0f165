"""Keeping up with outlets: feeds, sitemaps and live coverage looked at again and again.

    place ──look──▶ entries ──sight──▶ waiting ──fetch──▶ Capture ──▶ reports ──add──▶ record

What a place names is noted in the record before anything of it is fetched, and marked as done when
its reports are on disk. Whatever ends the watch, the next one goes on from there: an entry may be
fetched a second time, but never lost, and adding what is there changes nothing.

Hosts are asked politely: one question at a time, with a pause between, what has not changed is not
sent again, ``robots.txt`` is heeded (RFC 9309), and who asks for time is given it.
"""

from onrecord.watching.rounds import Looked, Problem, Took, Watch, Word
from onrecord.watching.waits import Pace

__all__ = ["Looked", "Pace", "Problem", "Took", "Watch", "Word"]
