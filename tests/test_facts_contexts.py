"""The page changes: words are the same words only in the same sentence, which stands once.

The law: after any edits of a text (sentences inserted, deleted, said twice, put in another order,
a word of one changed) a fact is found again at its own words in its own sentence, or not at all.
"""

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.facts.contexts import Contexts, contexts
from onrecord.text import Span

WORDS = ("said", "met", "signed")
SENTENCES = tuple(
    f"{who} {verb} in {where} {when}."
    for who in ("The minister", "Her envoy", "Mr. Odlar of the U.S. mission")
    for verb in WORDS
    for where in ("Geneva with nobody at all beside them, as they told reporters", "Bern")
    for when in ("on Monday", "on Tuesday and would not say any more than that to the press")
)
# What a sentence becomes when one word of it is another, far from the verb or near it.
CHANGED = {
    **{one: f"No {one}" for one in SENTENCES},
    **{one: one.replace(".", " again.") for one in SENTENCES[::2]},
}
EDITS = st.lists(
    st.tuples(
        st.sampled_from(("insert", "delete", "twice", "move", "change")),
        st.integers(0, 40), st.integers(0, 40),
    ),
    min_size=1, max_size=4,
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=7)


def edited(told: list[str], edits: list[tuple[str, int, int]]) -> list[str]:
    """The sentences after some edits."""
    now = list(told)
    for what, at, other in edits:
        place = at % (len(now) or 1)
        if what == "insert" or not now:
            now.insert(place, SENTENCES[other % len(SENTENCES)])
        elif what == "delete":
            now.pop(place)
        elif what == "twice":
            now.insert(other % len(now), now[place])
        elif what == "move":
            now.insert(other % len(now), now.pop(place))
        else:
            now[place] = CHANGED.get(now[place], now[place])
    return now


def verbs(told: list[str], joined: str) -> list[tuple[str, Span]]:
    """The verb of each sentence, with its sentence."""
    text, found, at = joined.join(told), [], 0
    for one in told:
        verb = next(word for word in WORDS if f" {word} " in one)
        start = at + one.index(f" {verb} ") + 1
        found.append((one, Span.of(text, start, start + len(verb))))
        at += len(one) + len(joined)
    return found


def named(text: str, span: Span) -> str | None:
    return contexts(text).of([span])


def by_surroundings(text: str, span: Span) -> str | None:
    """The fault: words are known by forty characters on either side."""
    return text[max(0, span.start - 40) : span.end + 40]


def by_words(text: str, span: Span) -> str | None:
    """The fault that others' tools have: the first sentence that has the words."""
    return span.text if text.find(span.text) == span.start else None


def never_other_words(
    told: list[str], edits: list[tuple[str, int, int]], joined: str,
    name: Callable[[str, Span], str | None],
) -> bool:  # fmt: skip
    """Whether no name that is given in one text falls onto other words in the edited one."""
    now = edited(told, edits)
    was_text, now_text = joined.join(told), joined.join(now)
    for sentence, span in verbs(told, joined):
        before = name(was_text, span)
        if before is None:
            continue
        for other, there in verbs(now, joined):
            if name(now_text, there) != before:
                continue
            if sentence != other or told.count(sentence) != 1 or now.count(other) != 1:
                return False
    return True


@given(TEXTS, EDITS, st.sampled_from((" ", "\n", "\n\n")))
def test_an_edit_never_moves_a_fact_to_other_words(
    told: list[str], edits: list[tuple[str, int, int]], joined: str
) -> None:
    assert never_other_words(told, edits, joined, named)


@pytest.mark.parametrize("fault", [by_surroundings, by_words])
def test_the_law_catches_words_that_are_looked_for_otherwise(
    fault: Callable[[str, Span], str | None],
) -> None:
    seen = [
        never_other_words(told, edits, " ", fault)
        for told, edits in (
            ([SENTENCES[0], SENTENCES[12]], [("delete", 0, 0)]),
            ([SENTENCES[0], SENTENCES[4]], [("twice", 0, 0)]),
            ([SENTENCES[1], SENTENCES[3]], [("change", 0, 0)]),
            ([SENTENCES[1], SENTENCES[5]], [("twice", 0, 1)]),
        )
    ]
    assert not all(seen)


@given(TEXTS, EDITS, st.sampled_from((" ", "\n", "\n\n")))
def test_what_stands_once_before_and_after_is_found_again(
    told: list[str], edits: list[tuple[str, int, int]], joined: str
) -> None:
    now = edited(told, edits)
    assume(now)
    was_text, now_text = joined.join(told), joined.join(now)
    there = {sentence: named(now_text, span) for sentence, span in verbs(now, joined)}
    for sentence, span in verbs(told, joined):
        if told.count(sentence) == 1 and now.count(sentence) == 1:
            assert named(was_text, span) == there[sentence] is not None


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("“We go. We stay,” he said. He left.", 2),
        ("“We go. We stay.\n\n“And we wait,” he said. He left.", 2),
        ("An “open mark. It stays open\n\nNext one. And next.", 3),
        ("Gen. A. B. Smith of the U.S. mission left. Why? Nobody knew.", 3),
        ("A line that is wrapped\nat its end. Another", 2),
        ("", 0),
        (" \n\n ", 0),
    ],
)
def test_where_sentences_end(text: str, sentences: int) -> None:
    made = Contexts(text)
    assert len({made.sentence(at) for at in range(len(text)) if text.strip()}) == sentences


def test_a_name_has_all_words_of_a_fact() -> None:
    was = "“We sign,” she said. The talks were in Bern. They go on."
    now = "“We sign,” she said. The talks were in Oslo. They go on."
    said, talks = was.index("said"), was.index("talks")
    both = [Span.of(was, said, said + 4), Span.of(was, talks, talks + 5)]
    there = [Span.of(now, said, said + 4), Span.of(now, talks, talks + 5)]
    assert contexts(was).of(both) != contexts(now).of(there)
    assert contexts(was).of(both[:1]) == contexts(now).of(there[:1])
    assert contexts(was).of([]) is None


def test_hostile_texts_take_linear_time() -> None:
    for unit in ("“ab cd. ", '"', " ", ".", "\n“x.", "A. "):
        Contexts(unit * 20_000)


@given(TEXTS, EDITS, st.sampled_from((" ", "\n", "\n\n")))
def test_words_are_placed_in_their_own_sentence_or_nowhere(
    told: list[str], edits: list[tuple[str, int, int]], joined: str
) -> None:
    now = edited(told, edits)
    was_text, now_text = joined.join(told), joined.join(now)
    places = [(sentence, span.start) for sentence, span in verbs(now, joined)]
    for sentence, span in verbs(told, joined):
        found = contexts(was_text).moved(span, contexts(now_text))
        if told.count(sentence) == now.count(sentence) == 1:
            assert found is not None
            assert (sentence, found.start) in places
            assert found.text == span.text
        else:
            assert found is None


def test_words_that_are_wrapped_otherwise_are_placed_too() -> None:
    was = "Nobody signed\nthe old treaty. They left."
    now = "First of all, they met. Nobody signed the\nold treaty. They left."
    span = Span.of(was, was.index("signed"), was.index("treaty") + 6)
    found = contexts(was).moved(span, contexts(now))
    assert found is not None
    assert found.text == "signed the\nold treaty"
