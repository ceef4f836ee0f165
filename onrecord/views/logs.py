"""The log of what runs for long as a line of JSON an entry, on standard error.

Libraries are heard from warnings on: what they say below that has addresses with their questions.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

HEARD = ("onrecord", "uvicorn.error")  # these from «info» on


class Lines(logging.Formatter):
    """An entry as one line of JSON: time (UTC), level, logger, message, and error if there is."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=True)


def as_json(stream: TextIO | None = None) -> None:
    """From now on the log is lines of JSON on a stream, in the place of any other."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in HEARD:
        logging.getLogger(name).setLevel(logging.INFO)
