"""Our own reports with complete readings: where the places in them lie."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from training.corpora.toponyms import Marked, Toponym


def placed(folder: Path) -> Iterator[Marked]:
    """The reports of `folder` (`STEM.txt`, `STEM.reading.json`) with the places that have an id."""
    for path in sorted(folder.glob("*.reading.json")):
        reading = json.loads(path.read_text("utf-8"))
        found = [
            Toponym(p["span"]["start"], p["span"]["end"], p["geonames"], p["lat"], p["lon"])
            for p in reading["places"]
            if p.get("geonames") is not None
        ]
        name = path.name.removesuffix(".reading.json")
        yield Marked(name, reading["report"]["text"], "", tuple(found))
