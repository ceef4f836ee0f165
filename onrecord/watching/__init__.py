"""Keeping up with outlets: feeds, sitemaps and live coverage looked at again and again.

    place ──look──▶ entries ──sight──▶ waiting ──fetch──▶ Capture ──▶ reports ──add──▶ record

What a place names is noted in the record before anything of it is fetched, and marked as done when
its reports are on disk. Whatever ends the watch, the next one goes on from there: an entry may be
fetched a second time, but never lost, and adding what is there changes nothing.

Hosts are asked politely: one question at a time, with a pause between, what has not changed is not
sent again, ``robots.txt`` is heeded (RFC 9309), and who asks for time is given it.

Rules (``rules``) say what somebody waits for: what they find is kept in the record, shown as feeds
by the desk and sent to webhooks, at least once and with an id.
"""

from onrecord.watching.rounds import Watch
from onrecord.watching.rules import Rules
from onrecord.watching.waits import Pace
from onrecord.watching.words import Found, Looked, Problem, Sent, Took, Word

__all__ = ["Found", "Looked", "Pace", "Problem", "Rules", "Sent", "Took", "Watch", "Word"]
