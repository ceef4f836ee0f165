"""The readers of GeoWebNews, LGL and TR-News, over small files of their forms."""

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st

from training.corpora.geowebnews import used
from training.corpora.toponyms import Toponym, marked

HEADER = "TITLE: Ferry late again in Norbury LINK: http://example.com/ferry\n"
BODY = "In Norbury the ferry was late. Norbury said it would pay the Halden crews of Pier Nine.\n"


def _brat(folder: Path, text: str, lines: list[str], stem: str = "4") -> None:
    (folder / f"{stem}.txt").write_bytes(text.encode())
    (folder / f"{stem}.ann").write_text("".join(f"{line}\n" for line in lines), "utf-8")


def _line(number: int, kind: str, text: str, words: str, after: str = "") -> str:
    start = text.index(words, text.index(after))
    return f"T{number}\t{kind} {start} {start + len(words)}\t{words}"


def test_the_two_uses_are_those_of_the_paper(tmp_path: Path) -> None:
    text = HEADER + BODY
    _brat(
        tmp_path,
        text,
        [
            _line(2, "Metonymic", text, "Norbury", "late. "),
            _line(1, "Literal", text, "Norbury", "In "),
            "#1\tAnnotatorNotes T1\t1234",
            _line(3, "Non_Literal_Modifier", text, "Halden"),
            _line(4, "Coercion", text, "Pier Nine"),
            "#2\tAnnotatorNotes T4\t50.25, -1.5",
            _line(5, "Non_Toponym", text, "Pier Nine"),
            _line(6, "Literal_Expression", text, "crews"),
            "A1\tModifier_Type T3 Noun",
        ],
    )
    (read,) = used(tmp_path)
    assert read.text == BODY
    assert [(read.text[a:b], use) for a, b, use in read.names] == [
        ("Norbury", "place"),
        ("Norbury", "other"),
        ("Halden", "other"),
        ("Pier Nine", "place"),
    ]
    assert [(t.start, t.end) for t in read.toponyms] == [(a, b) for a, b, _ in read.names]
    assert [(t.geonames, t.lat, t.lon) for t in read.toponyms] == [
        (1234, None, None),
        (None, None, None),
        (None, None, None),
        (None, 50.25, -1.5),
    ]


def test_the_header_is_no_part_of_the_text(tmp_path: Path) -> None:
    text = HEADER + BODY
    _brat(tmp_path, text, [_line(1, "Literal", text, "Norbury"), _line(2, "Mixed", text, "Halden")])
    _brat(tmp_path, BODY, [_line(1, "Literal", BODY, "Norbury")], "11")
    read = list(used(tmp_path))
    assert [r.name for r in read] == ["4", "11"]
    assert [[r.text[a:b] for a, b, _ in r.names] for r in read] == [["Halden"], ["Norbury"]]


def _at(words: str) -> tuple[int, int]:
    return BODY.index(words), BODY.index(words) + len(words)


def _xml(articles: list[tuple[str, list[str]]]) -> str:
    return "<articles>{}</articles>".format(
        "".join(
            f'<article docid="{number}"><domain> example.com </domain>'
            f"<text>{escape(text)}</text><toponyms>{''.join(found)}</toponyms></article>"
            for number, (text, found) in enumerate(articles, start=1)
        )
    )


def _toponym(start: int, phrase: str, tag: str = "") -> str:
    return (
        f"<toponym><start>{start}</start><end>{start + len(phrase)}</end>"
        f"<phrase>{escape(phrase)}</phrase>{tag}</toponym>"
    )


def test_a_toponym_has_its_place(tmp_path: Path) -> None:
    tag = '<gaztag geonameid="77"><name>Norbury</name><lat>50.5</lat><lon>-1.25</lon></gaztag>'
    bare = "<gaztag><name>Halden</name><lat>59.1</lat><lon>11.4</lon></gaztag>"
    found = [
        _toponym(BODY.index("Halden"), "Halden", bare),
        _toponym(3, "Norbury", tag),
        _toponym(31, "Norbury"),
    ]
    (tmp_path / "one.xml").write_text(_xml([(BODY, found)]), "utf-8")
    (read,) = marked(tmp_path / "one.xml")
    assert (read.name, read.text, read.domain) == ("1", BODY, "example.com")
    assert read.toponyms == (
        Toponym(3, 10, 77, 50.5, -1.25),
        Toponym(31, 38),
        Toponym(*_at("Halden"), None, 59.1, 11.4),
    )
    assert list(marked(tmp_path)) == [read]


def test_an_offset_that_has_run_ahead_is_led_back(tmp_path: Path) -> None:
    found = [
        _toponym(36, "Norbury"),
        _toponym(3, "Halden"),
        _toponym(BODY.index("Pier") + 9, "Pier Nine"),
    ]
    (tmp_path / "one.xml").write_text(_xml([(BODY, found)]), "utf-8")
    (read,) = marked(tmp_path)
    assert [read.text[a:b] for a, b in read.spans] == ["Norbury", "Pier Nine"]
    assert read.spans[0] == (31, 38)


_WORD = st.text("abÀé😀&<«’-", min_size=1, max_size=6)


@given(words=st.lists(_WORD, min_size=1, unique=True), data=st.data())
def test_spans_quote_their_phrases_and_never_overlap(words: list[str], data: st.DataObject) -> None:
    text = " ".join(f"{word}." for word in words)
    at = {word: len(" ".join([*(f"{w}." for w in words[:n]), ""])) for n, word in enumerate(words)}
    chosen = data.draw(st.lists(st.sampled_from(words)))
    drift = data.draw(st.integers(0, 12))
    found = [_toponym(at[word] + drift, word) for word in chosen]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any.xml"
        path.write_text(_xml([(text, found)]), "utf-8")
        (read,) = marked(path)
    assert {text[a:b] for a, b in read.spans} <= set(chosen)
    assert all(a[1] <= b[0] for a, b in pairwise(read.spans))
    if drift == 0:
        assert set(read.spans) == {(at[word], at[word] + len(word)) for word in chosen}
