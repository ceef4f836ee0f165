"""A program of our own run apart, so that what it reads can take no more than it is given."""

import os
import subprocess
import sys

_SECONDS = 120  # by the clock; what counts is processor time, which the program limits itself


class Ended(Exception):
    """The program gave no answer: it crashed, or was ended at a limit."""


def answer(program: str, raw: bytes) -> bytes:
    """What the Python program at a path writes when it is given ``raw``; Ended where it fails.

    It is a fresh interpreter that finds the same packages as this one.
    """
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p or os.curdir for p in sys.path)}
    try:
        done = subprocess.run(
            [sys.executable, "-P", program],
            input=raw,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Ended from error
    if done.returncode:
        raise Ended
    return done.stdout
