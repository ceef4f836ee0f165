"""The semi-Markov layer against every span written out, and what a teacher's chances add up to."""

from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is only in the environment for training")

from onrecord.reading.between import MARKS, STOPS, between, counted  # noqa: E402
from training import losses  # noqa: E402
from training.losses import Slots, gold, sets_of, tag_losses  # noqa: E402

PIECES = 6


def slot(seed: int) -> Slots:
    torch.manual_seed(seed)
    before = [False, True, True, False, False, False]
    after = [False, False, False, False, True, True]
    zones = torch.tensor([before, after])[None, :, None]
    return Slots(torch.randn(1, 1, PIECES, 3), torch.randn(1, 1), zones)


def every(one: Slots) -> dict[tuple[int, int], float]:
    """The score of each span that lies in a zone."""
    member, start, end = one.scores[0, 0].unbind(-1)
    found = {}
    for zone in one.zones[0, :, 0]:
        for a, b in product(range(PIECES), repeat=2):
            if a <= b and bool(zone[a : b + 1].all()):
                found[a, b] = float(member[a : b + 1].sum() + start[a] + end[b])
    return found


@pytest.mark.parametrize("seed", range(5))
def test_log_sum_is_that_of_all_spans(seed: int) -> None:
    one = slot(seed)
    scores = torch.tensor([*every(one).values(), float(one.none)])
    assert torch.allclose(one.log_sum(), torch.logsumexp(scores, 0), atol=1e-5)


@pytest.mark.parametrize("seed", range(5))
def test_marginals_are_sums_over_spans(seed: int) -> None:
    one = slot(seed)
    total = float(one.log_sum())
    chances = {span: float(torch.tensor(score - total).exp()) for span, score in every(one).items()}
    found = one.marginals()
    for piece in range(PIECES):
        starts = sum(c for (a, _), c in chances.items() if a == piece)
        ends = sum(c for (_, b), c in chances.items() if b == piece)
        inside = sum(c for (a, b), c in chances.items() if a <= piece <= b)
        assert float(found.start[0, 0, piece]) == pytest.approx(starts, abs=1e-5)
        assert float(found.end[0, 0, piece]) == pytest.approx(ends, abs=1e-5)
        assert float(found.inside[0, 0, piece]) == pytest.approx(inside, abs=1e-5)
    assert float(found.none) == pytest.approx(1 - sum(chances.values()), abs=1e-5)


@pytest.mark.parametrize("span", [(1, 3), (4, 5), (-1, -1)])
def test_loss_of_a_known_span_is_minus_log_of_its_chance(span: tuple[int, int]) -> None:
    one = slot(3)
    loss = one.cross_entropy(gold(torch.tensor([[span]]), one))
    score = float(one.none) if span[0] < 0 else every(one)[span[0], span[1] - 1]
    assert float(loss) == pytest.approx(float(one.log_sum()) - score, abs=1e-5)


@pytest.mark.parametrize("span", [(1, 5), (3, 4), (0, 2)])
def test_a_span_outside_the_zones_counts_as_none(span: tuple[int, int]) -> None:
    one = slot(4)
    none = one.cross_entropy(gold(torch.tensor([[(-1, -1)]]), one))
    assert torch.allclose(one.cross_entropy(gold(torch.tensor([[span]]), one)), none)


def test_nobody_is_nearer_to_a_teacher_than_itself() -> None:
    teacher = slot(1)
    wanted = teacher.marginals()
    least = float(teacher.cross_entropy(wanted))
    assert all(float(slot(seed).cross_entropy(wanted)) > least for seed in range(2, 8))


def test_any_label_of_a_set_is_right() -> None:
    logits, sets = torch.zeros(3, 5), sets_of("places", 5, "cpu")
    exact, count = tag_losses(logits, torch.tensor([1, -100, -100]), sets)
    either, _ = tag_losses(logits, torch.tensor([-1, -100, -100]), sets)
    assert int(count) == 1
    assert float(exact) == pytest.approx(float(torch.tensor(5.0).log()))
    assert float(either) == pytest.approx(float(torch.tensor(2.5).log()))


def test_what_stands_between_is_counted_as_the_product_counts_it() -> None:
    ids = [101, MARKS[0], 2000, 2001, STOPS[1], 2002, 2003, MARKS[3], 2004, 102]
    scores = torch.zeros(1, len(ids), 3)
    scores[0, [0, 2, 6], 1] = 1.0  # on the first mark too, which is no word
    batch = SimpleNamespace(
        rows=torch.tensor(ids)[None, None].expand(1, 4, -1), mask=torch.ones(1, len(ids))
    )
    spans = torch.tensor([[0, 3, 4], [0, 6, 8]])
    found = losses._between(scores, batch, spans)
    counts = counted(np.array(ids[1:-1]), scores[0, 1:-1].numpy())
    for row, (_, start, end) in zip(found, spans.tolist(), strict=True):
        told = between(counts, range(len(ids) - 2), start - 1, end - 1)
        beside = [at for at in range(1, len(ids) - 1) if not start <= at < end]
        assert row[beside].tolist() == told[[at - 1 for at in beside]].tolist()
