"""The pages about servers show what a real one answers."""

import shutil
from pathlib import Path

import pytest

from tests import served

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")


@pytest.mark.slow
@pytest.mark.parametrize("page", served.PAGES, ids=lambda page: page.name)
def test_what_a_page_shows_is_what_a_server_answers(
    page: Path, demonstrated: tuple[Path, str], tmp_path: Path
) -> None:
    with served.serving(tmp_path, *demonstrated) as terminal:
        printed = served.printed(page, terminal)
    assert page.read_text("utf-8").splitlines() == printed.splitlines(), (
        "python -m tests.served --write"
    )


def test_another_answer_than_the_shown_is_seen(
    demonstrated: tuple[Path, str], tmp_path: Path
) -> None:
    page = tmp_path / "page.md"
    right = '```console\n$ curl -s 127.0.0.1:8400/api/none | cut -c2-8\n"title"\n```\n'
    folder = tmp_path / "run"
    folder.mkdir()
    with served.serving(folder, *demonstrated) as terminal:
        page.write_text(right)
        assert served.printed(page, terminal) == right
        page.write_text(right.replace("title", "items"))
        assert served.printed(page, terminal) == right
