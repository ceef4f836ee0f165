"""The names of the changes that a record of today's has had: see ``migrations.py``."""

from typing import Final

MIGRATED: Final = (
    "2026-11 bundled tables", "2026-11 rules", "2026-11 lasting", "2026-11 watched",
    "2026-11 copies", "2026-11 told by day", "2026-11 waiting words", "2026-11 parted",
    "2026-11 by hand", "2026-11 journal",
    "2026-11 saved",
)  # fmt: skip
