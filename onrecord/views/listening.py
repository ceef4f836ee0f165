"""The port that a server listens at."""

import socket

from onrecord.errors import SettingError

Port = socket.socket  # what a server listens at
BACKLOG = 128  # visitors who wait for an answer to their call


def listening(host: str, port: int) -> Port:
    """A socket that listens at an address; port 0 takes any that is free.

    SettingError where the port cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(BACKLOG)
    except OSError as error:
        made.close()
        raise SettingError(
            f"Port {port} of {host} cannot be had: {(error.strerror or str(error)).lower()}.",
            "Stop what is there, or name another with --port.",
        ) from error
    return made


def address(host: str, at: Port) -> str:
    """``127.0.0.1:8400``: the host and the port that it listens at."""
    named = f"[{host}]" if ":" in host else host
    return f"{named}:{at.getsockname()[1]}"
