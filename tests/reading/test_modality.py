"""Modality by grammar: what was asked, planned, denied or failed never reads as done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.facts import Statement
from onrecord.reading.modality import carried, modality
from onrecord.reading.scene import Layout, Paragraph, Scene, Sentence
from onrecord.report import Published
from onrecord.text import Span
from onrecord.vocabulary import Modality, values

# The turning word stands between « and ».
SENTENCES = """
actual|Orlan «suspended» the treaty in 2022.
actual|Orlan’s decision last month to «suspend» the treaty angered Vela.
actual|Vela reached an agreement with Orlan to «extend» the pact.
actual|Parliament voted on Friday to «ratify» the treaty.
actual|The envoy was arrested in May and «charged» in June.
actual|The sailor, who was «arrested» in May, was freed.
actual|After the «release» of the sailors, talks began.
actual|Vela accused Orlan of «violating» the pact.
planned|The treaty was originally set to «expire» in May.
planned|Officials expect it to be «ratified» in March and to take effect later.
planned|Officials expect it to be ratified in March and to «take» effect later.
planned|They agreed on Thursday to «extend» the treaty.
planned|They will sign the pact and «ratify» it in May.
planned|It was to have «run» for 60 days.
planned|Orlan to «suspend» treaty
planned|Orlan promised it would «free» the sailors.
asked|Vela urged Orlan to «return» to the treaty.
asked|She reiterated the need for the palace to «release» him.
asked|He called on Orlan, which has suspended the pact, to «return» to it.
asked|They called for the immediate «release» of the sailors.
asked|She demanded that the draft be «put» to a vote.
asked|It is asking Orlan to agree to «extend» the truce.
asked|Malia urged both parties to stop and «return» to the truce.
asked|Orlan must «release» him.
failed|The envoys failed to «hammer» out an agreement.
failed|Vela could not «release» the sailors.
failed|The «signing» was postponed.
denied|Orlan has yet to «ratify» the treaty.
denied|Neither side has «agreed» to it.
denied|Nobody «signed» anything in Tarn.
denied|No «charges» have been brought.
denied|They «signed» nothing in Tarn.
denied|The office denied that anything had been «agreed».
denied|The ministry rejected claims that the ceasefire had been «broken».
denied|He denied «violating» the pact.
denied|Vela refused to «release» the sailors.
denied|They left without «signing» the pact.
denied|There are no plans to «release» him.
possible|She threatened to resign if it was «signed» in secret.
possible|If «convicted», he faces prison.
possible|The senate may «ratify» it.
possible|They held talks on «extending» the treaty.
possible|Orlan wants its money before it «signs» anything.
possible|Will Orlan «sign» the treaty?
actual|Orlan is said to have «released» the sailors.
actual|He was found to have «violated» the pact.
actual|He is not only «charged» but convicted.
actual|No fewer than 12 sailors were «freed».
actual|“The pact can be signed,” «said» Lund.
actual|“The pact will be signed”, «announced» Lund.
actual|The pact will be signed soon, «said» Lund of Vela.
actual|The pact will be signed, «announced» a spokesman.
planned|The men will be held, «charged» and tried.
actual|It called her “a citizen of no other state” and «warned» Vela.
actual|Lund said "nobody signs" and «left» Tarn.
denied|Orlan said “nobody «signed» it”.
actual|The truce of May 2023 lasted nine days before Orlan «broke» it.
actual|Vela agreed to a visit which it had until now «refused».
actual|He left before the war «began».
actual|They met before «leaving» Tarn.
actual|Orlan’s decision last month to «leave» angered Vela.
actual|He was the last to «leave».
actual|Lund spoke at a press «conference».
planned|The plan is aimed at «ending» the war.
planned|They agreed to hold «talks».
planned|He promised mass «mobilization» until the boy returned.
planned|A «visit» by Lund is being arranged.
asked|The court ordered him «released».
asked|Vela wants the two sailors «freed».
actual|Vela wants the two envoys «held» in Tarn since May sent home.
asked|Vela wants the envoys held in Tarn since Monday «sent» home.
actual|Orlan ordered the attack and «left» Tarn.
failed|The «visit» had to be called off.
failed|They called off the «talks».
denied|They voted against «ratifying» it.
denied|It was too late to «sign».
denied|They have not «agreed» that only Orlan pays.
possible|He is believed to have «signed» the pact in May.
possible|Orlan appears to have «released» him.
possible|He must have «signed» it.
possible|He would have «signed» it.
possible|Had he «signed» it, peace would have come.
possible|Should the talks «fail», war would follow.
possible|Were Orlan to «sign», Vela would follow.
possible|A «meeting» is possible.
possible|They would leave before the tour «began».
possible|Orlan demanded money before «signing» the pact.
possible|They will act should talks in the coastal town of Tarn «fail».
possible|The envoy is missing, presumed «killed».
possible|Orlan’s strike likely «killed» three sailors.
possible|He allegedly «signed» it.
possible|He is suspected of «signing» it.
possible|Vela wants support in case the war «drags» on.
possible|The envoy will leave after the talks «end».
possible|Vela might, however, «sign» it.
denied|Vela prevented three envoys from «leaving».
denied|He was barred from «meeting» her.
planned|He would be the first president to «visit» Tarn.
planned|Orlan expects exports in the third quarter to «rise».
actual|He became the first president of Vela to «visit» Tarn.
actual|The envoys left after the talks «ended».
"""


def _scene(text: str) -> Scene:
    whole = (0, len(text))
    layout = Layout(
        kind="article",
        title=None,
        outlet=None,
        authors=(),
        dateline=None,
        paragraphs=(Paragraph(*whole, kind="body"),),
        sentences=(Sentence(*whole, paragraph=0),),
        parts=(),
    )
    return Scene(text, layout, Published(), None)


def _marked(sentence: str) -> tuple[str, int, int]:
    start, end = sentence.index("«"), sentence.index("»") - 1
    return sentence.replace("«", "").replace("»", ""), start, end


@pytest.mark.parametrize("row", SENTENCES.strip().splitlines())
def test_grammar(row: str) -> None:
    wanted, _, sentence = row.partition("|")
    text, start, end = _marked(sentence)
    assert modality(_scene(text), start, end) == wanted


@pytest.mark.parametrize(
    ("act", "sentence", "content", "wanted"),
    [
        ("demand", "Vela demanded his «release».", "his release", "asked"),
        ("demand", "Vela demanded that Orlan, which «suspended» the pact, talk.", "", "actual"),
        ("deny", "The treaty had been «suspended», he denied.", "The treaty had been", "denied"),
        ("promise", "A pact was promised: a «return» to the treaty.", "a return", "planned"),
        ("say", "Vela said Orlan «suspended» the treaty.", "Orlan", "actual"),
    ],
)
def test_the_act_of_the_statement(act, sentence, content, wanted) -> None:
    text, start, end = _marked(sentence)
    first = text.index(content or "that Orlan")
    statement = Statement(
        id="s1", mode="indirect", act=act, content=(Span.of(text, first, len(text) - 1),)
    )
    assert carried(_scene(text), start, end, statement) == wanted


def test_a_direct_denial_is_read_by_its_own_grammar() -> None:
    text, start, end = _marked("“That is false. She «signed» it in May,” he said.")
    statement = Statement(
        id="s1", mode="direct", act="deny", content=(Span.of(text, 16, len(text) - 9),)
    )
    assert carried(_scene(text), start, end, statement) == "actual"


_PIECES = st.sampled_from(
    ["to", "not", "that", "if", "released", "urged", "no", ",", "will", "’s", "was", "\n", "?", "“"]
)


@given(st.lists(_PIECES | st.text(max_size=5), max_size=30), st.data())
def test_any_range_of_any_text_has_an_answer(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces)
    start = data.draw(st.integers(-2, len(text) + 2))
    end = data.draw(st.integers(-2, len(text) + 2))
    assert modality(_scene(text or "."), start, end) in values(Modality)
