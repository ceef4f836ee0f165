"""Windows and targets: nothing of a text is lost, and a target lies on the pieces of its words."""

from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.reading.windows import Pieces, pieces
from training.corpora.polnear import Article, Attribution
from training.heads import IGNORED, SETS, TAGS, TYPES, coarse, unmarked
from training.material import NO_SPAN, PHASES, Material
from training.prepare import LENGTH, Builder, placed, slices
from training.sources import Mentions, Source, Tagged

TOKENIZER = Tokenizer.from_file(str(files("onrecord") / "model" / "tokenizer.json"))
TOKENIZER.no_truncation()
TOKENIZER.no_padding()
TEXT = "Minister Ana Duarte said on Monday that Veloria would sign the pact. She left for Osk."
LONG = "\n\n".join([TEXT] * 60)


def cut(text: str) -> Pieces:
    encoding = TOKENIZER.encode(text, add_special_tokens=False)
    return pieces(text, encoding.ids, encoding.offsets)


def built(*sources: Source) -> Material:
    builder = Builder()
    for source in sources:
        builder.add(source, cut(source.text))
    return builder.material()


def at(phrase: str) -> tuple[int, int]:
    start = TEXT.index(phrase)
    return start, start + len(phrase)


@given(st.integers(0, 5 * LENGTH))
def test_windows_lie_side_by_side_at_every_phase(count: int) -> None:
    cuts = slices(count)
    assert len(cuts) == (1 if count <= LENGTH else PHASES)
    for windows in cuts:
        assert all(a.end == b.start for a, b in pairwise(windows))
        assert all(w.end - w.start <= LENGTH for w in windows)
        assert sum(w.end - w.start for w in windows) >= count - 2 * 8


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_target_lies_on_the_pieces_of_its_words(data: st.DataObject) -> None:
    words = TEXT.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start = len(" ".join(words[:first])) + (first > 0)
    end = len(" ".join(words[: last + 1]))
    whole = cut(TEXT)
    tags = placed(whole, Tagged(((start, end, 1, 2),)))
    inside = (whole.start < end) & (whole.end > start)
    assert ((tags > 0) == inside).all()
    assert np.flatnonzero(tags == 1).tolist() == [np.flatnonzero(inside)[0]]


def test_what_is_unknown_has_no_target() -> None:
    start, end = at("Veloria would sign")
    tags = placed(cut(TEXT), Tagged(((*at("sign"), 1, 2),), unknown=((start, end),)))
    assert (tags == IGNORED).sum() == len(cut("Veloria would"))
    assert (tags == 1).sum() == 1


def test_a_text_has_the_targets_of_its_corpus_alone() -> None:
    content = "that Veloria would sign the pact"
    said = Attribution((at("said"),), (at("Minister Ana Duarte"),), (at(content),))
    article = Article("a", TEXT, (said,))
    material = built(Source("polnear", "a", TEXT, article=article))
    assert set(material.tags) == set(TAGS)
    assert (material.tags["cue"] > 0).sum() == 1
    assert all((t == IGNORED).all() for head, t in material.tags.items() if head != "cue")
    _, *spans = material.links[0].tolist()
    whole = cut(TEXT)
    found = [
        TEXT[int(whole.start[a]) : int(whole.end[b - 1])] if a != NO_SPAN else None
        for a, b in zip(spans[::2], spans[1::2], strict=True)
    ]
    assert found == ["said", "Minister Ana Duarte", None, content]


def test_mentions_keep_their_chain_and_their_place() -> None:
    mentions = Mentions(
        ((*at("Ana Duarte"), 0, True), (*at("She"), 0, True), (*at("Osk"), -1, True))
    )
    material = built(Source("ontogum", "a", TEXT, mentions=mentions))
    whole = cut(TEXT)
    rows = [
        (TEXT[int(whole.start[a]) : int(whole.end[b - 1])], chain, asked)
        for _, a, b, chain, asked in material.mentions.tolist()
    ]
    assert rows == [("Ana Duarte", 0, 1), ("She", 0, 1), ("Osk", -1, 1)]
    assert len(material.likeness) == 3


def test_every_phase_of_a_long_text_has_all_its_pieces() -> None:
    material = built(Source("unlabelled", "a", LONG), Source("unlabelled", "b", TEXT))
    whole = cut(LONG)
    for phase in range(PHASES):
        here = np.flatnonzero(material.windows.phase == phase)
        spans = [(material.windows.start[n], material.windows.length[n]) for n in here]
        ids = np.concatenate([material.pieces[0, s : s + n] for s, n in spans])
        assert ids.tolist() == whole.ids[: len(ids)].tolist()
        assert len(ids) > len(whole) - 10
    assert (material.windows.phase == -1).sum() == 1


def test_a_file_holds_what_was_saved(tmp_path: Path) -> None:
    material = built(
        Source("plover", "a", TEXT, held=True, type=TYPES[3]),
        Source("unlabelled", "b", LONG),
    )
    material.save(tmp_path / "m.npz")
    again = Material.load(tmp_path / "m.npz")
    assert again.corpora == material.corpora
    assert again.windows.type.tolist() == material.windows.type.tolist()
    assert (again.windows.type[0], again.windows.held[0]) == (3, 1)
    assert (again.pieces == material.pieces).all()
    assert all((again.tags[head] == material.tags[head]).all() for head in TAGS)


@pytest.mark.parametrize("head", ["politics", "names"])
def test_sets_of_labels_are_those_of_their_numbers(head: str) -> None:
    begins, inside = coarse(head, "person")
    assert all(label % 2 == 1 for label in SETS[head][-1 - begins])
    assert SETS[head][-1 - inside] == {label + 1 for label in SETS[head][-1 - begins]}
    assert 0 in SETS[head][-1 - unmarked(head)]
    assert not any(0 in labels for labels in SETS[head][:-1])
