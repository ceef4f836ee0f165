"""What the task reads and counts, with a reader that knows all and one that knows nothing."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from onrecord.reading.coreference import Chain
from training.corpora.ontogum import clustered
from training.tasks import coreference

ROWS = (
    "1\tOrn\tOrn\tPROPN\tNNP\t_\t2\tnsubj\t_\tEntity=(1)\n"
    "2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_\n"
    "3\this\this\tPRON\tPRP$\t_\t4\tnmod:poss\t_\tEntity=(2(1)\n"
    "4\tboat\tboat\tNOUN\tNN\t_\t2\tobj\t_\tEntity=2)\n"
    "5\twith\twith\tADP\tIN\t_\t6\tcase\t_\t_\n"
    "6\tit\tit\tPRON\tPRP\t_\t2\tobl\t_\tEntity=(2)\n\n"
)
GOLD = (((0, 3), (9, 12)), ((9, 17), (23, 25)))


def document(folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.conllu").write_text(f"# newdoc id = {name}\n{ROWS}", "utf-8")


def reading(monkeypatch: pytest.MonkeyPatch, chains: tuple[Chain, ...]) -> None:
    """A reader that finds these chains in every text."""
    monkeypatch.setattr(coreference, "encoder", lambda: None)
    monkeypatch.setattr(coreference, "spot", lambda *_: SimpleNamespace(relations=None))
    monkeypatch.setattr(coreference, "chains", lambda _: chains)


@pytest.mark.parametrize(
    ("chains", "conll", "mentions"),
    [(GOLD, 100.0, 100.0), ((), 0.0, 0.0), (GOLD[:1], None, 200 / 3)],
)
def test_the_right_chains_have_everything(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    chains: tuple[Chain, ...],
    conll: float | None,
    mentions: float,
) -> None:
    document(tmp_path, "GUM_news_boat")
    reading(monkeypatch, chains)
    found = coreference.measure(tmp_path / "GUM_news_boat.conllu")
    assert found.n == 1
    assert list(found.scores) == ["conll", "muc", "b3", "ceafe", "mentions"]
    assert found.scores["mentions"] == pytest.approx(mentions, abs=0.01)
    assert conll is None or found.scores["conll"] == conll


def test_a_folder_is_read_whole_and_the_corpus_as_far_as_it_is_held_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading(monkeypatch, GOLD)
    folder = tmp_path / "gum" / "coref" / "ontogum" / "conllu"
    for name in ("GUM_news_a", "GUM_news_b", "GUM_vlog_a"):
        document(folder, name)
    monkeypatch.setattr(coreference, "held_out", lambda name: name.endswith("a"))
    assert sorted(coreference.measure(folder).table) == ["all", "news", "vlog"]
    assert coreference.measure(folder).n == 3
    for root in (tmp_path, tmp_path / "gum"):
        assert coreference.measure(root).n == 1
        assert sorted(coreference.measure(root).table) == ["all", "news"]
    assert len(list(clustered(folder))) == 3
