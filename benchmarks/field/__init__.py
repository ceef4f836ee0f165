"""Side by side with what people use today: ``make field``.

Every reader runs in an environment of its own (`environments.py`) as a process that is given JSON
lines (`asking.py`, `benchmarks/lines.py`); the corpora and the scoring are ours (`tasks.py`).
"""
