"""A head that is silent says nothing, and speaks again afterwards."""

from __future__ import annotations

from functools import cache

import pytest

from onrecord.reading import reader
from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import Spotted, spot
from training.earning import HEADS

TEXT = "Ada Krol, who leads Veldt, said in Maro City on Monday that she had signed the accord."


@cache
def whole() -> Spotted:
    return spot(TEXT, encoder())


def said(spotted: Spotted) -> dict[str, object]:
    """What each head says of the text."""
    relations, asides = spotted.relations, spotted.asides
    verb = TEXT.index("said"), TEXT.index("said") + 4
    pronoun, name = TEXT.index("she"), (0, 8)
    return {
        "cue and link": spotted.attributions,
        "names": spotted.names,
        "places": spotted.places,
        "predicate": (tuple(relations.predicates()), relations.is_predicate(*verb)),
        "roles": dict(relations.roles(*verb)),
        "reference": relations.stands_for((pronoun, pronoun + 3), [name]),
        "politics": asides.politics(),
        "event": asides.events(),
        "type": asides.types_told(),
    }


@pytest.mark.parametrize("head", HEADS)
def test_only_the_silent_head_is_silent(head: str) -> None:
    every = said(whole())
    with HEADS[head]():
        less = said(reader.spot(TEXT, encoder()))  # type: ignore[attr-defined]
    assert {name for name in less if less[name] != every[name]} <= {head}
    assert less[head] in ((), {}, [], [0.0], ((), False))
    assert said(whole()) == every
    assert reader.spot is spot  # type: ignore[attr-defined]
