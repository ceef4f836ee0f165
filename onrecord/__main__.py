"""``python -m onrecord`` is ``onrecord``."""

from onrecord.views.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
