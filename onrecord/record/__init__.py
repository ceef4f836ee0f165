"""The record: what many readings say, as one memory. Pure: no database, no clock, no files.

    Reading ─▶ Account (one report's account of one thing) ─▶ Profile (what of it tells which thing
    it is) ─▶ clusters of profiles ─▶ Thing (all accounts of one thing, folded)

A profile is named by its content: equal profiles are one. Which profiles are one thing is decided
inside one connected component, from pairs of profiles alone, so that it depends on what is told
and on reviewers' verdicts, and never on the order of arrival. ``store`` keeps the accounts, finds
candidates by blocks and asks here.
"""
