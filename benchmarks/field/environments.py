"""An environment for each reader: fresh, with locked packages and nothing else."""

import hashlib
import subprocess
import sys
from pathlib import Path

from benchmarks.field.peers import OWN, Peer
from benchmarks.watch import ROOT, megabytes

REQUIREMENTS = ROOT / "requirements"


class NotInstalled(Exception):
    """An environment could not be made; says why, as the tool that failed said it."""


def ready(peer: Peer, folder: Path, corpora: Path) -> Path:
    """The Python of the reader's environment under `folder`, made anew if its packages changed.

    Raises NotInstalled, also where what it needs beside the corpora is missing.
    """
    if peer.data and not needed(peer, corpora).is_dir():
        raise NotInstalled(f"{needed(peer, corpora)} is not there")
    home = folder / peer.module.rpartition("peer_")[2]
    python = home / "bin" / "python"
    wanted = _wanted(peer)
    stamp = home / ".ready"
    if stamp.exists() and stamp.read_text() == wanted:
        return python
    _run([sys.executable, "-m", "venv", "--clear", str(home)])
    if peer.requirements:
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "-qq", "install"]
        _run([*pip, "--require-hashes", "-r", str(REQUIREMENTS / peer.requirements)])
    stamp.write_text(wanted)
    return python


def needed(peer: Peer, corpora: Path) -> Path:
    """The folder of data that a reader with some needs."""
    return corpora.parent / peer.data


def _wanted(peer: Peer) -> str:
    """What an environment is known by: its interpreter and the bytes of its requirements."""
    raw = (REQUIREMENTS / peer.requirements).read_bytes() if peer.requirements else b""
    return f"{sys.version}\n{hashlib.sha256(raw).hexdigest()}\n"


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        raise NotInstalled((error.stderr or error.stdout).strip()[-500:]) from error
    except OSError as error:
        raise NotInstalled(str(error)) from error


def installed(peer: Peer, python: Path) -> float:
    """MB on disk of all that the reader needs beside Python itself."""
    own = [ROOT / "onrecord"] if peer.name == OWN else []
    return megabytes(python.parents[1], *own)
