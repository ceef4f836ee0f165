"""The cast room: all actors of a report and everywhere they are spoken of."""

from onrecord.reading.cast.room import cast

__all__ = ["cast"]
