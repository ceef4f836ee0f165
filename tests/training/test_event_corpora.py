"""ECB+, MEANTIME and TimeML as they are read for training: spans, clusters, modality."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.corpora import cat, ecbplus, factuality, meantime

FIRST = (
    "Harbour talks in Norvik",
    "Minister Ada Lund said , `` We signed . ''",
    "Nobody knows why .",
)
OTHER = ("http : / / norvik . example", "Lund signs the first - class deal at 8 : 30 .")


def _cat(words: tuple[str, ...], marks: str, relations: str) -> str:
    tokens, number = [], 0
    for sentence, line in enumerate(words):
        for word in line.split():
            number += 1
            tokens.append(f'<token t_id="{number}" sentence="{sentence}">{word}</token>')
    body = "\n".join(tokens)
    return (
        f'<Document doc_name="x">{body}<Markables>{marks}</Markables>'
        f"<Relations>{relations}</Relations></Document>"
    )


def _mark(kind: str, name: str, *tokens: int, **attributes: str) -> str:
    anchors = "".join(f'<token_anchor t_id="{t}"/>' for t in tokens)
    more = "".join(f' {k}="{v}"' for k, v in attributes.items())
    return f'<{kind} m_id="{name}"{more}>{anchors}</{kind}>'


def _same(note: str, *sources: str) -> str:
    inner = "".join(f'<source m_id="{s}"/>' for s in sources)
    return f'<CROSS_DOC_COREF r_id="1" note="{note}">{inner}<target m_id="99"/></CROSS_DOC_COREF>'


@pytest.fixture
def topics(tmp_path: Path) -> Path:
    folder = tmp_path / "ECB+" / "7"
    folder.mkdir(parents=True)
    marks = (
        _mark("ACTION_OCCURRENCE", "1", 2)
        + _mark("ACTION_REPORTING", "2", 8)
        + _mark("ACTION_OCCURRENCE", "3", 12)
        + _mark("NEG_ACTION_STATE", "4", 16)
        + _mark("HUMAN_PART_PER", "5", 6, 7)
        + _mark("ACTION_OCCURRENCE", "99")
    )
    (folder / "7_1ecb.xml").write_text(_cat(FIRST, marks, _same("ACT1", "3")), "utf-8")
    marks = _mark("ACTION_OCCURRENCE", "1", 9) + _mark("ACTION_OCCURRENCE", "99")
    (folder / "7_1ecbplus.xml").write_text(_cat(OTHER, marks, _same("ACT1", "1")), "utf-8")
    lines = ["Topic,File,Sentence Number", "7,1ecb,0", "7,1ecb,1", "7,1ecbplus,1"]
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text("\n".join(lines), "utf-8")
    return tmp_path


def test_tokens_read_as_text_again(topics: Path) -> None:
    first, other = ecbplus.told(topics)
    assert first.text == (
        'Harbour talks in Norvik\nMinister Ada Lund said, "We signed." Nobody knows why.'
    )
    assert other.text == "Lund signs the first-class deal at 8:30."


def test_an_event_is_told_in_both_reports(topics: Path) -> None:
    first, other = ecbplus.told(topics)
    assert [first.text[a:b] for a, b, _ in first.events] == ["talks", "said", "signed"]
    assert [other.text[a:b] for a, b, _ in other.events] == ["signs"]
    assert first.events[2][2] == other.events[0][2] == "7/ACT1"
    assert len({cluster for *_, cluster in first.events}) == 3


def test_sentences_that_are_not_listed_are_unknown(topics: Path) -> None:
    first, other = ecbplus.told(topics)
    assert [first.text[a:b] for a, b in first.unknown] == ["Nobody knows why."]
    assert other.unknown == ()


@pytest.mark.parametrize("inner", ["", "ECB+", "ECB+/7", "ECB+/7/7_1ecb.xml"])
def test_any_folder_or_file_finds_the_list_above_it(topics: Path, inner: str) -> None:
    first = next(iter(ecbplus.told(topics / inner)))
    assert (first.name, first.topic, len(first.events)) == ("7_1ecb", "7", 3)


def test_without_a_list_sentences_with_mentions_are_known(topics: Path) -> None:
    (topics / "ECBplus_coreference_sentences.csv").unlink()
    first, other = ecbplus.told(topics)
    assert len(first.events) == 4
    assert first.unknown == other.unknown == ()


WORDS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(
            ["Lund", "'s", "``", "''", '"', "'", ",", ".", "-", ":", "8", "30", "(", ")", "signed"]
        ),
    ),
    max_size=30,
).map(lambda words: sorted(words, key=lambda pair: pair[0]))


@given(WORDS)
def test_every_token_stands_in_the_text_in_its_order(words: list[tuple[int, str]]) -> None:
    text, spans = cat.join(words)
    marks = {"``": '"', "''": '"'}
    assert [text[a:b] for a, b in spans] == [marks.get(w, w) for _, w in words]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert "".join(text.split()) == "".join(marks.get(w, w) for _, w in words)


def _wiki(tmp_path: Path, words: str, *events: tuple[int, dict[str, str]]) -> list[tuple[str, str]]:
    marks = "".join(_mark("EVENT_MENTION", str(i), t, **a) for i, (t, a) in enumerate(events))
    path = tmp_path / "1_wiki.xml"
    path.write_text(_cat((words,), marks, ""), "utf-8")
    (found,) = meantime.judged(path)
    return [(found.text[a:b], value) for a, b, value in found.events]


SURE = {"time": "NON_FUTURE", "certainty": "CERTAIN", "polarity": "POS", "special_cases": "NONE"}
AHEAD = SURE | {"time": "FUTURE"}


def test_factuality_becomes_modality(tmp_path: Path) -> None:
    words = "Arkland bought ships and will sell planes if it may build docks ."
    found = _wiki(
        tmp_path,
        words,
        (2, SURE),
        (6, AHEAD),
        (11, AHEAD | {"certainty": "UNDERSPECIFIED", "special_cases": "COND_IF_CLAUSE"}),
    )
    assert found == [("bought", "actual"), ("sell", "planned"), ("build", "possible")]


def test_negation_needs_a_word_that_negates(tmp_path: Path) -> None:
    negative = SURE | {"polarity": "NEG"}
    assert _wiki(tmp_path, "It did not sign .", (4, negative)) == [("sign", "denied")]
    assert _wiki(tmp_path, "Arkland ceased production .", (3, negative)) == []


def test_what_somebody_asks_for_is_left_out(tmp_path: Path) -> None:
    assert _wiki(tmp_path, "Lund told firms to sell .", (5, AHEAD)) == []


def test_wikinews_tells_one_event_in_two_texts(tmp_path: Path) -> None:
    refers = '<REFERS_TO r_id="1"><source m_id="1"/><target m_id="9"/></REFERS_TO>'
    for name in ("one", "two"):
        marks = _mark("EVENT_MENTION", "1", 2) + _mark("EVENT_MENTION", "2", 4)
        marks += '<EVENT m_id="9" instance_id="E7"/>'
        words = (f"{name} sold ships , said", "Nobody bought .")
        (tmp_path / f"{name}.xml").write_text(_cat(words, marks, refers), "utf-8")
    first, other = meantime.told(tmp_path)
    assert first.events[0][2] == other.events[0][2] == "E7"
    assert [first.text[a:b] for a, b in first.unknown] == ["Nobody bought."]


def test_generic_and_unmarked_events_are_left_out(tmp_path: Path) -> None:
    generic, bare = SURE | {"special_cases": "GEN"}, dict.fromkeys(SURE, "")
    assert _wiki(tmp_path, "Ships carry grain .", (2, generic), (3, bare)) == []


def _timeml(tmp_path: Path, text: str, made: str, links: str = "") -> list[tuple[str, str]]:
    path = tmp_path / "norvik.tml"
    path.write_text(
        '<TimeML><DCT><TIMEX3 tid="t0" value="2031-05-02">May 2</TIMEX3></DCT>'
        f"<TEXT>{text}</TEXT>{made}{links}</TimeML>",
        "utf-8",
    )
    found = factuality.read(path)
    return [(found.text[a:b], value) for a, b, value in found.events]


def _event(name: str, word: str, kind: str = "OCCURRENCE") -> str:
    return f'<EVENT eid="e{name}" class="{kind}">{word}</EVENT>'


def _made(name: str, tense: str, polarity: str = "POS", part: str = "VERB", modal: str = "") -> str:
    more = f' modality="{modal}"' if modal else ""
    return (
        f'<MAKEINSTANCE eventID="e{name}" eiid="i{name}" tense="{tense}" aspect="NONE"'
        f' polarity="{polarity}" pos="{part}"{more}/>'
    )


def _under(kind: str, above: str, below: str) -> str:
    return (
        f'<SLINK relType="{kind}" eventInstanceID="i{above}" subordinatedEventInstance="i{below}"/>'
    )


@pytest.mark.parametrize(
    ("verb", "link", "expected"),
    [
        ("urged Lund to", "MODAL", "asked"),
        ("agreed to", "MODAL", "planned"),
        ("tried to", "MODAL", "possible"),
        ("refused to", "COUNTER_FACTIVE", "denied"),
        ("failed to", "COUNTER_FACTIVE", "failed"),
    ],
)
def test_a_governor_makes_the_modality(tmp_path: Path, verb: str, link: str, expected: str) -> None:
    word, _, rest = verb.partition(" ")
    text = f"Arkland {_event('1', word, 'I_ACTION')} {rest} {_event('2', 'sign')}."
    made = _made("1", "PAST") + _made("2", "INFINITIVE")
    found = _timeml(tmp_path, text, made, _under(link, "1", "2"))
    assert found == [(word, "actual"), ("sign", expected)]


def test_under_a_negated_governor_nothing_is_said(tmp_path: Path) -> None:
    text = f"Arkland did not {_event('1', 'agree')} to {_event('2', 'sign')} it, Lund said."
    made = _made("1", "PAST", "NEG") + _made("2", "INFINITIVE") + _made("3", "PAST")
    found = _timeml(tmp_path, text, made, _under("MODAL", "1", "2"))
    assert found == [("agree", "denied")]


def test_exchanged_polarities_are_turned_back(tmp_path: Path) -> None:
    text = f"It {_event('1', 'met')}, {_event('2', 'talked')} and did not {_event('3', 'sign')}."
    made = _made("1", "PAST", "NEG") + _made("2", "PAST", "NEG") + _made("3", "PAST", "POS")
    assert dict(_timeml(tmp_path, text, made)) == {
        "met": "actual",
        "talked": "actual",
        "sign": "denied",
    }


def test_a_noun_needs_the_day_of_writing(tmp_path: Path) -> None:
    text = f"A {_event('1', 'visit')} and a {_event('2', 'summit')} and {_event('3', 'talks')}."
    made = "".join(_made(n, "NONE", part="NOUN") for n in "123")
    links = '<TLINK relType="BEFORE" eventInstanceID="i1" relatedToTime="t0"/>'
    links += '<TLINK relType="AFTER" eventInstanceID="i2" relatedToTime="t0"/>'
    assert _timeml(tmp_path, text, made, links) == [("visit", "actual"), ("summit", "planned")]


def test_modal_verbs_and_conditions(tmp_path: Path) -> None:
    text = f"It must {_event('1', 'go')}. It could not {_event('2', 'stay')}. It would"
    text += f" {_event('3', 'help')} if it {_event('4', 'came')}."
    made = _made("1", "NONE", modal="must") + _made("2", "NONE", "NEG", modal="could")
    made += _made("3", "NONE", modal="would") + _made("4", "PAST")
    link = '<SLINK relType="CONDITIONAL" eventInstanceID="i4" subordinatedEventInstance="i9"/>'
    assert _timeml(tmp_path, text, made, link) == [
        ("go", "asked"),
        ("stay", "failed"),
        ("came", "possible"),
    ]
