"""The page of a reading in a real browser: Debian's Chromium, through Playwright.

``shapes`` has the readings, ``cells`` the browser and how it is set, ``visiting`` a page that is
open, ``looking`` what a page shows, ``laws`` what must hold of it: each law gives the faults that
it finds, and ``test_browser_faults`` plants a fault for each.
"""
