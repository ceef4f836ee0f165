"""Who is spoken of, and where: names, titles, states, bodies, unnamed sources, pronouns."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.facts import Actor
from onrecord.reading.cast import cast
from onrecord.reading.layout import lay_out
from onrecord.reading.relations import UNREAD, Relations
from onrecord.reading.scene import Cast
from onrecord.reading.spotting import Attribution, Name, Spotted
from onrecord.report import Report, text_sha256
from onrecord.tables.names import find_known


def read(
    text: str,
    *said: tuple[str, str, str],
    names: tuple[Name, ...] = (),
    relations: Relations = UNREAD,
) -> Cast:
    """The cast of a text, with attributions given as (cue, source, content), each there once."""
    report = Report(id="r", text_sha256=text_sha256(text), kind="article", text=text)
    spotted = Spotted(
        tuple(
            Attribution(_at(text, cue), _at(text, source), (_at(text, content),), 1.0)
            for cue, source, content in said
        ),
        names,
        places=(),
        relations=relations,
    )
    return cast(text, lay_out(text, report), spotted, find_known(text))


def _at(text: str, words: str) -> tuple[int, int]:
    """The range of words, from a `|` in them on where they would stand in more than one place."""
    before, _, wanted = words.rpartition("|")
    assert text.count(before + wanted) == 1, words
    start = text.index(before + wanted) + len(before)
    return start, start + len(wanted)


def named(found: Cast, name: str) -> Actor:
    return next(actor for actor in found.actors if actor.name == name)


def words(actor: Actor) -> list[str]:
    return [mention.span.text for mention in actor.mentions]


def whose(found: Cast, text: str, place: str) -> str:
    """The name of the actor sighted at exactly that place."""
    start, end = _at(text, place)
    (ident,) = {s.actor for s in found.sightings if (s.start, s.end) == (start, end)}
    return found.actor(ident).name


def test_titles_surnames_and_states() -> None:
    text = (
        "Kenyan Foreign Minister Amina Wekesa met President Pavel Novak of Slovakia on Monday. "
        "Wekesa thanked Mr. Novak for the talks.\n"
    )
    found = read(text)
    wekesa, novak = named(found, "Amina Wekesa"), named(found, "Pavel Novak")
    assert (wekesa.office, wekesa.represents, wekesa.sector) == ("Foreign Minister", "KE", "GOV")
    assert words(wekesa) == ["Kenyan Foreign Minister Amina Wekesa", "Wekesa"]
    assert "Mr. Novak" in words(novak)
    assert {m.form for m in wekesa.mentions} == {"name"}


@pytest.mark.parametrize(
    ("sentence", "office", "code"),
    [
        ("Ghana’s trade minister, Kofi Boateng, arrived.", "trade minister", "GH"),
        ("Secretary of State Martha Quill arrived.", "Secretary of State", "US"),
        ("Sen. Paul Ridley arrived.", "Senator", "US"),
        ("Maria Horvat, the Croatian president, arrived.", "president", "HR"),
        ("Latvian ambassador Karlis Ozols arrived.", "ambassador", "LV"),
        ("Norway’s chargé d’affaires, Tone Lie, arrived.", "chargé d’affaires", "NO"),
        ("UN special envoy Anna Holm arrived.", "UN special envoy", "UN"),
        ("Maria Horvat, the Croatian president’s envoy, arrived.", "envoy", "HR"),
    ],
)
def test_offices_around_a_name(sentence: str, office: str, code: str) -> None:
    person = next(a for a in read(sentence + "\n").actors if a.kind == "person")
    assert (person.office, person.represents) == (office, code)


def test_a_citizen_does_not_act_for_the_state() -> None:
    found = read("Iran freed French citizen Paul Mercier on Friday.\n")
    assert named(found, "Paul Mercier").represents is None


def test_two_people_of_one_surname_stay_two() -> None:
    text = "Anna Keller and Peter Keller spoke. Mr. Keller left first. Mrs. Keller stayed.\n"
    found = read(text)
    assert whose(found, text, "Mr. Keller") == "Peter Keller"
    assert whose(found, text, "Mrs. Keller") == "Anna Keller"


def test_brussels_is_the_union_unless_a_belgian_is_about() -> None:
    assert [a.name for a in read("Brussels rejected the offer.\n").actors] == ["European Union"]
    told = read("Brussels rejected the offer. Belgium had agreed.\n")
    assert {a.name for a in told.actors} == {"Belgium"}


def test_a_title_before_the_next_name_renames_nobody() -> None:
    text = "Invited by Li Wei, Minister of Foreign Affairs of Peru Rosa Quispe came to China.\n"
    names = tuple(Name(*_at(text, n), "Person", 1.0) for n in ("Li Wei", "Rosa Quispe"))
    assert named(read(text, names=names), "Li Wei").office is None


def test_an_embassy_acts_not_for_where_it_stands() -> None:
    text = "Belarus spoke. He had seen nobody from the embassy in Minsk.\n"
    assert {a.represents for a in read(text).actors if a.kind == "government_body"} <= {None}


def test_a_capital_speaks_or_is_a_place() -> None:
    text = "Moscow rejected the offer. The talks took place in Moscow.\n"
    (russia,) = read(text).actors
    assert (russia.kind, russia.represents) == ("state", "RU")
    assert russia.identifiers == {"iso3166": "RU"}
    assert [(m.span.start, m.form) for m in russia.mentions] == [(0, "metonym")]


@pytest.mark.parametrize(("sentence", "acts"), [
    ("He told lawmakers Tokyo had hidden them.\n", True),
    ("The text was dropped at Tokyo’s request.\n", True),
    ("A resident of Tokyo had hidden them.\n", False),
    ("The streets near Tokyo had emptied.\n", False),
])  # fmt: skip
def test_a_capital_may_act_behind_a_verb(sentence: str, acts: bool) -> None:
    assert ("Japan" in [a.name for a in read(sentence).actors]) == acts


def test_the_government_is_the_state_and_the_ministry_is_not() -> None:
    text = "The Greek government agreed. The Greek foreign ministry was silent.\n"
    found = read(text)
    assert (whose(found, text, "The Greek government"), named(found, "Greece").kind) == (
        "Greece", "state")  # fmt: skip
    assert named(found, "Greek foreign ministry").kind == "government_body"


def test_a_state_acts_and_is_no_actor_as_a_place() -> None:
    assert [a.name for a in read("Norway condemned the attack in Sudan.\n").actors] == ["Norway"]


def test_bodies_and_their_short_forms() -> None:
    text = "The Greek foreign ministry denied the report. The ministry gave no reason.\n"
    (body,) = read(text, ("denied", "The Greek foreign ministry", "the report")).actors
    assert (body.kind, body.represents) == ("government_body", "GR")
    assert words(body) == ["The Greek foreign ministry", "The ministry"]


def test_an_acronym_is_the_organisation() -> None:
    text = "The Harbour Workers Union (HWU) called a strike. The HWU said it would last a week.\n"
    (union,) = (a for a in read(text).actors if a.kind == "organization")
    assert union.name == "Harbour Workers Union"
    assert "The HWU" in words(union)


def test_unnamed_sources_come_back() -> None:
    text = (
        "The talks will resume in May, a senior Finnish diplomat said. Nothing is settled, "
        "the diplomat added. Two people familiar with the plans said otherwise.\n"
    )
    found = read(
        text,
        ("a senior Finnish diplomat |said", "a senior Finnish diplomat", "The talks will resume"),
        ("added", "the diplomat", "Nothing is settled"),
        ("plans |said", "Two people familiar with the plans", "otherwise"),
    )
    diplomat, people = (a for a in found.actors if a.kind == "unnamed_source")
    assert (diplomat.unnamed, diplomat.represents) == (True, "FI")
    assert words(diplomat) == ["a senior Finnish diplomat", "the diplomat"]
    assert words(people) == ["Two people familiar with the plans"]
    assert people.represents is None


def test_a_document_speaks() -> None:
    text = "A leaked memo warned of a shortage.\n"
    (memo,) = read(text, ("warned", "A leaked memo", "of a shortage")).actors
    assert (memo.kind, memo.unnamed) == ("document", False)


def test_pronouns_by_gender_and_turn() -> None:
    text = (
        "Maria Silva met Jorge Pinto in Lisbon. She said the talks had gone well. "
        "He declined to comment. In his speech, Antonio Reis praised them.\n"
    )
    found = read(text)
    assert whose(found, text, "She") == "Maria Silva"
    assert whose(found, text, "He") == "Jorge Pinto"
    assert whose(found, text, "his") == "Antonio Reis"


@pytest.mark.parametrize("name", ["Amina Wekesa", "Grace Njoroge"])
def test_the_model_decides_where_the_rules_are_of_two_minds(name: str) -> None:
    text = "Amina Wekesa thanked Grace Njoroge. Later her office was searched.\n"
    found = read(text, relations=Believing(_at(text, name)))
    assert whose(found, text, "her") == name


@pytest.mark.parametrize("there", ["the minister", "The Peruvian parliament"])
def test_it_is_what_the_model_is_sure_of(there: str) -> None:
    text = "The Peruvian parliament met. Later the minister and the Senate of Chad came. It won.\n"
    found = read(text, relations=Believing(_at(text, there)))
    start, end = _at(text, "It")
    names = [found.actor(s.actor).name for s in found.sightings if s.span == (start, end)]
    assert names == (["Peruvian parliament"] if "parliament" in there else [])


def test_we_is_the_state_of_an_official_who_does_not_speak_for_himself() -> None:
    text = "“We did not block it,” Kenyan Foreign Minister Amina Wekesa said.\n"
    said = ("said", "Kenyan Foreign Minister Amina Wekesa", "We did not block it")
    assert whose(read(text, said), text, "“|We") == "Kenya"
    text = "“We caught it,” harbour fisherman Tom Brandt said.\n"
    assert whose(read(text, ("said", "harbour fisherman Tom Brandt", "We caught it")), text,
                 "“|We") == "Tom Brandt"  # fmt: skip


def test_a_transcript_tells_who_speaks_and_who_asks() -> None:
    text = (
        "Daily Press Briefing\n\nMarcus Hall, Department Spokesperson\n\n"
        "MR. HALL: Good afternoon. I have nothing at the top. Leila, go ahead.\n\n"
        "QUESTION: Thank you. Does my count matter?\n\n"
        "MR. HALL: I would not say so.\n\n"
    )
    spotted = [Name(*_at(text, name), "Person", 1.0) for name in ("Marcus Hall", "Leila")]
    found = read(text, names=tuple(spotted))
    hall = named(found, "Marcus Hall")
    assert words(hall).count("MR. HALL") == 2
    assert whose(found, text, "QUESTION") == "Leila" == whose(found, text, "my")
    assert whose(found, text, "you") == "Marcus Hall"


class Believing(Relations):
    """A model that takes every pronoun and description for what stands at one place."""

    def __init__(self, place: tuple[int, int]) -> None:
        self.place = place

    def stands_for(
        self, anaphor: tuple[int, int], candidates: Sequence[tuple[int, int]]
    ) -> list[float]:
        assert all(end <= anaphor[0] for _, end in candidates)
        return [0.98 * (one == self.place) for one in candidates]


def test_i_and_we_are_the_speaker() -> None:
    text = "“I will not sign, and we will wait,” Jorge Pinto said. “My answer is no.”\n"
    found = read(text, ("said", "Jorge Pinto", "I will not sign, and we will wait"))
    (pinto,) = found.actors
    assert words(pinto) == ["I", "we", "Jorge Pinto", "My"]


def test_the_two_ministers_are_two() -> None:
    text = (
        "Foreign Minister Ana Costa of Portugal met Foreign Minister Luis Vega of Spain. "
        "The two ministers signed a memorandum.\n"
    )
    found = read(text)
    start, end = _at(text, "The two ministers")
    here = [s.actor for s in found.sightings if (s.start, s.end) == (start, end)]
    assert [found.actor(ident).name for ident in here] == ["Ana Costa", "Luis Vega"]


def several(found: Cast, text: str, place: str) -> list[str]:
    """The names of all actors sighted at exactly that place."""
    start, end = _at(text, place)
    return [found.actor(s.actor).name for s in found.sightings if (s.start, s.end) == (start, end)]


def test_a_group_comes_back_as_the_men_and_they() -> None:
    text = (
        "Police in Malta arrested two Tunisian boat owners on Friday. The men were released. "
        "They went home. No sailors were hurt.\n"
    )
    found = read(text)
    owners = named(found, "two Tunisian boat owners")
    assert (owners.kind, owners.represents) == ("group", None)
    assert words(owners) == ["two Tunisian boat owners", "The men", "They"]
    assert not any("sailors" in actor.name for actor in found.actors)


@pytest.mark.parametrize("back", ["The two sides", "Both countries", "The two governments"])
def test_both_sides_are_the_states_named_before(back: str) -> None:
    text = f"Chad and Niger opened talks in Qatar on Monday. {back} signed a truce.\n"
    assert several(read(text), text, back) == ["Chad", "Niger"]


def test_whoever_urges_both_sides_is_neither() -> None:
    text = "Kenya and Uganda quarrelled. Its neighbour Rwanda urged both sides to talk.\n"
    assert several(read(text), text, "both sides") == ["Kenya", "Uganda"]


@pytest.mark.parametrize("back", ["Neither side", "Each country", "Either government"])
def test_neither_side_is_both_states(back: str) -> None:
    text = f"Chad and Niger signed a truce. {back} would say why.\n"
    assert several(read(text), text, back) == ["Chad", "Niger"]


@pytest.mark.parametrize(("text", "groups"), [
    ("Drivers waited. Norway told reporters so.\n", ["reporters"]),
    ("People died, and 14 Ugandan drivers were freed.\n", ["14 Ugandan drivers"]),
    ("Then, officers searched it. Women wept.\n", ["officers"]),
])  # fmt: skip
def test_bare_plurals_of_anybody_are_no_actors(text: str, groups: list[str]) -> None:
    assert [a.name for a in read(text).actors if a.kind == "group"] == groups


def test_the_front_is_the_one_that_is_named() -> None:
    text = "The Ituri Patriotic Front agreed. Later the front left the town, at the front.\n"
    name = Name(*_at(text, "Ituri Patriotic Front"), "Organization", 1.0)
    assert whose(read(text, names=(name,)), text, "Later |the front") == "Ituri Patriotic Front"


def test_sides_that_nobody_named_are_nobody() -> None:
    text = "Brazil spoke. Peru spoke. Chile spoke. The two sides were silent.\n"
    assert several(read(text), text, "The two sides") == []


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("The foreign ministers of Peru and Chile",
         ["foreign minister of Peru", "foreign minister of Chile"]),
        ("Peruvian and Chilean negotiators", ["Peruvian negotiators", "Chilean negotiators"]),
    ],
)  # fmt: skip
def test_people_of_several_states_are_told_apart(phrase: str, names: list[str]) -> None:
    text = f"{phrase} met in Lima.\n"
    found = read(text)
    assert several(found, text, phrase) == names
    assert [found.actor(s.actor).represents for s in found.sightings[:2]] == ["PE", "CL"]


def test_the_rebels_are_the_movement_that_is_named() -> None:
    text = (
        "Rebels freed nine nurses. The Harari Liberation Front, an armed group, said so. "
        "The rebels left.\n"
    )
    names = (Name(*_at(text, "Harari Liberation Front"), "Organization", 0.9),)
    found = read(text, names=names)
    assert several(found, text, "Rebels") == ["Harari Liberation Front"]
    assert several(found, text, "The rebels") == ["Harari Liberation Front"]


def test_the_foreign_minister_is_whoever_holds_the_office() -> None:
    text = (
        "French President Luc Moreau flew home. Polish Foreign Minister Jan Nowak stayed. "
        "The foreign minister will leave on Friday, and the French president returns in May.\n"
    )
    found = read(text)
    assert whose(found, text, "The foreign minister") == "Jan Nowak"
    assert whose(found, text, "the French president") == "Luc Moreau"


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Minsk was unmoved. The foreign ministry accused Norway of spying.\n",
         "foreign ministry", "BY"),
        ("Chile and Peru quarrelled over fish. In Lima, Foreign Minister Ana Rojas said no.\n",
         "Ana Rojas", "PE"),
        ("Peru spoke. President Ana Rojas gave her Chilean counterpart, Luis Vega, a shirt.\n",
         "Ana Rojas", "PE"),
        ("Peru spoke. President Ana Rojas gave her Chilean opposite number, Luis Vega, a shirt.\n",
         "Luis Vega", "CL"),
        ("Peru spoke. President Ana Rojas gave her Chilean counterpart, Mr Luis Vega, a shirt.\n",
         "Luis Vega", "CL"),
        ("Peru spoke. Ana Rojas met General Luis Vega of Chile.\n",
         "Luis Vega", "CL"),
        ("Peru’s President Ana Rojas saw her counterpart from Chile, Luis Vega.\n",
         "Luis Vega", "CL"),
        ("Peru spoke. On 23 June President Ana Rojas saw nobody.\n",
         "Ana Rojas", "PE"),
        ("Chile spoke, Peru spoke, Bolivia spoke. Opposition leader Ana Rojas was there.\n",
         "Ana Rojas", None),
    ],
)  # fmt: skip
def test_for_whom_a_bare_title_acts(text: str, name: str, code: str | None) -> None:
    assert named(read(text), name).represents == code


@pytest.mark.parametrize(("what", "code"), [("diplomatic", "IT"), ("cycling", None)])
def test_for_whom_a_source_acts(what: str, code: str | None) -> None:
    text = f"It was late. An Italian {what} source said the race was off.\n"
    found = read(text, ("said", f"An Italian {what} source", "the race was off"))
    assert named(found, f"Italian {what} source").represents == code


def test_a_date_is_no_part_of_an_office() -> None:
    found = read("Peru spoke. On 23 June President Ana Rojas saw nobody.\n")
    assert named(found, "Ana Rojas").office == "President"


def test_the_opposition_of_a_state_does_not_act_for_it() -> None:
    found = read("Honduran opposition leader Ana Rojas was arrested on Friday.\n")
    assert named(found, "Ana Rojas").represents is None


def test_an_unnamed_counterpart_is_the_office_there() -> None:
    text = "Chadian President Idris Moussa called his Nigerian counterpart on Friday.\n"
    found = read(text)
    assert whose(found, text, "his Nigerian counterpart") == "President of Nigeria"


def test_a_people_and_its_side_are_the_state() -> None:
    text = "The Finnish side refused. The pact was drafted by the Swiss in May.\n"
    found = read(text)
    assert whose(found, text, "The Finnish side") == "Finland"
    assert whose(found, text, "the Swiss") == "Switzerland"


def test_two_ministers_share_a_title() -> None:
    text = "Foreign Ministers Rudi Hartono and Pham Lan signed it in Hanoi.\n"
    names = tuple(Name(*_at(text, one), "Person", 0.9) for one in ("Rudi Hartono", "Pham Lan"))
    found = read(text, names=names)
    assert {a.office for a in found.actors if a.kind == "person"} == {"foreign minister"}


def test_a_name_does_not_go_on_in_the_next_paragraph() -> None:
    text = "The envoy met Sara Hayat.\n\nLi Wenhao praised her.\n"
    names = tuple(Name(*_at(text, one), "Person", 0.9) for one in ("Sara Hayat", "Li Wenhao"))
    whole = (Name(_at(text, "Sara Hayat")[0], _at(text, "Li Wenhao")[1], "Person", 0.9),)
    for spotted in (names, whole):
        assert named(read(text, names=spotted), "Sara Hayat").kind == "person"


def test_bylines_and_credits_are_nobody() -> None:
    text = (
        "Ferry deal signed\n\nBy Clara Bright\n\nOSLO — Norway signed the deal.\n\n"
        "(Reporting by Clara Bright; Editing by Tom Reed)\n"
    )
    assert [a.name for a in read(text).actors] == ["Norway"]


def test_the_model_is_held_against_the_tables() -> None:
    text = "Talks in Muscat ended. Oman declined to comment.\n"
    names = tuple(Name(*_at(text, word), "Person", 0.9) for word in ("Muscat", "Oman"))
    assert [a.kind for a in read(text, names=names).actors] == ["state"]


def test_owners_that_own_each_other_end() -> None:
    read("The minister of the ministry of the minister of the ministry of the minister said.\n")


_PIECES = st.sampled_from(
    "the a his her its of and , . “ ” ’s Mr. President Russian Moscow Russia ministry minister "
    "officials said told Anna Keller Blinken he she I we they who both two office embassy (BLC) \n"
    .split(" ")
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(_PIECES, max_size=60).map(" ".join)), st.data())
def test_laws(text: str, data: st.DataObject) -> None:
    """Any input gives a cast; sightings lie in the text, in order, and never cross."""
    places = st.integers(0, len(text))
    ranges = st.tuples(places, places).map(lambda pair: (min(pair), max(pair)))
    said = data.draw(st.lists(st.builds(Attribution, ranges, ranges, st.tuples(ranges),
                                        st.just(0.9)), max_size=4))  # fmt: skip
    kinds = st.sampled_from(["Person", "Organization", "Location"])
    names = data.draw(st.lists(ranges.flatmap(
        lambda r: st.builds(Name, st.just(r[0]), st.just(r[1]), kinds, st.just(0.9))), max_size=4
    ))  # fmt: skip
    spotted = Spotted(tuple(said), tuple(names), places=(), relations=UNREAD)
    report = Report(id="r", text_sha256=text_sha256(text), kind="article", text=text)
    layout, known = lay_out(text, report), find_known(text)
    found = cast(text, layout, spotted, known)
    ends: list[int] = []
    for sighting in found.sightings:
        assert 0 <= sighting.start < sighting.end <= len(text)
        while ends and ends[-1] <= sighting.start:
            ends.pop()
        assert not ends or sighting.end <= ends[-1]
        ends.append(sighting.end)
    assert [a.id for a in found.actors] == [f"a{n}" for n in range(1, len(found.actors) + 1)]
    for actor in found.actors:
        assert actor.mentions
        for mention in actor.mentions:
            assert mention.span.holds(text)
    assert found == cast(text, layout, spotted, known)
