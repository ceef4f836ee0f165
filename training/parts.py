"""Which texts are trained on, and which are held out for tuning."""

import hashlib

HELD = 14  # one text in so many is held out


def held_out(name: str) -> bool:
    """Whether a text belongs to the tuning part; a function of its name alone."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % HELD == 0
