"""Questions put to the store: names looked up, candidates found, things folded, answers in order.

Question ─▶ names (who is meant) ─▶ candidates (accounts, newest first) ─▶ things (folded by
record/) ─▶ only those that fit as folded ─▶ a page of the answer
"""
