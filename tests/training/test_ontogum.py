"""Chains of mentions out of CoNLL-U, and the noun phrases beside them."""

from pathlib import Path

from training.corpora.ontogum import clustered

HEAD = "# newdoc id = GUM_news_{}\n# newpar\n"


def row(number: int, form: str, upos: str, head: int, relation: str, misc: str = "_") -> str:
    return f"{number}\t{form}\t{form}\t{upos}\t{upos}\t_\t{head}\t{relation}\t_\t{misc}\n"


ROWS = (
    row(1, "Ada", "PROPN", 4, "nmod:poss", "Entity=(3(1|SpaceAfter=No")
    + row(2, "’s", "POS", 1, "case", "Entity=1)")
    + row(3, "big", "ADJ", 4, "amod")
    + row(4, "brother", "NOUN", 5, "nsubj", "Entity=3)")
    + row(5, "sold", "VERB", 0, "root")
    + row(6, "her", "PRON", 7, "nmod:poss", "Entity=(1)")
    + row(7, "boat", "NOUN", 5, "obj")
    + row(8, "himself", "PRON", 5, "obl", "Discourse=x|Entity=(3)")
    + row(9, "to", "ADP", 10, "case")
    + row(10, "Bo", "PROPN", 5, "obl")
    + row(11, "Orn", "PROPN", 10, "flat", "SpaceAfter=No")
    + row(12, ".", "PUNCT", 5, "punct")
)


def test_chains_and_what_stands_in_none(tmp_path: Path) -> None:
    (tmp_path / "one.conllu").write_text(HEAD.format("boat") + ROWS + "\n", "utf-8")
    (found,) = clustered(tmp_path)
    assert (found.name, found.genre) == ("GUM_news_boat", "news")
    assert found.text.rstrip() == "Ada’s big brother sold her boat himself to Bo Orn."
    said = [(found.text[a:b], chain) for a, b, chain in found.mentions]
    assert said == [("Ada’s big brother", 0), ("Ada’s", 1), ("her", 1), ("himself", 0)]
    assert [found.text[a:b] for a, b in found.others] == ["her boat", "Bo Orn"]


def test_a_file_may_hold_many_documents_and_be_given_alone(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "many.conllu"
    file.parent.mkdir()
    file.write_text("".join(HEAD.format(n) + ROWS + "\n" for n in "ab"), "utf-8")
    assert [found.name for found in clustered(file)] == ["GUM_news_a", "GUM_news_b"]
    assert list(clustered(file)) == list(clustered(tmp_path))


def test_what_closes_nothing_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "odd.conllu"
    file.write_text(HEAD.format("odd") + row(1, "Ada", "PROPN", 0, "root", "Entity=4)") + "\n")
    (found,) = clustered(file)
    assert found.mentions == ()
