"""A folder of readings: a shard an archive, what was set aside, and a manifest with hashes.

    FOLDER/harvest.json                      what was asked for, written first
    FOLDER/shards/NAME.jsonl.zst             readings, a line each (or NAME.parquet)
    FOLDER/shards/NAME.aside.jsonl           what could not be read, with its reason
    FOLDER/shards/NAME.copies.jsonl.zst      near-duplicates that were not read, where asked for
    FOLDER/shards/NAME.done.json             that it is whole: hashes and counts; written last
    FOLDER/manifest.json                     all shards, once every archive is done

The bytes follow from the archives, the options and the model: no clock and no path is in them.
"""

from onrecord.shards.folder import Done, Folder, Kept, is_harvest
from onrecord.shards.reading import Aside, Copied, asides, copies, readings
from onrecord.shards.writing import FORMS, Form, Shard

__all__ = [
    "FORMS",
    "Aside",
    "Copied",
    "Done",
    "Folder",
    "Form",
    "Kept",
    "Shard",
    "asides",
    "copies",
    "is_harvest",
    "readings",
]
