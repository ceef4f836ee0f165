"""Known names in running text: what is found, where, and where it may mean something else."""

import pytest

from onrecord.tables.names import KnownName, find_known


def told(text: str) -> list[tuple[str, str, str]]:
    return [(text[n.start : n.end], n.kind, n.code) for n in find_known(text)]


def only(text: str, words: str) -> KnownName:
    (name,) = [n for n in find_known(text) if text[n.start : n.end] == words]
    return name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the U.S.-led talks", [("U.S.", "state", "US")]),
        ("Tell us about the US.", [("US", "state", "US")]),
        ("it cost US$10", []),
        ("MOSCOW, March 2", [("MOSCOW", "capital", "RU")]),
        ("the Kremlin in Moscow", [("Kremlin", "metonym", "RU"), ("Moscow", "capital", "RU")]),
        ("the United\nNations", [("United\nNations", "state", "UN")]),
        ("Côte\xa0d’Ivoire", [("Côte\xa0d’Ivoire", "state", "CI")]),
        ("New Mexico, Mexico", [("New Mexico", "place", "US"), ("Mexico", "state", "MX")]),
        ("the Persian Gulf", [("Persian Gulf", "place", "")]),
        ("The Washington Post", [("The Washington Post", "outlet", "US")]),
        ("Soviet tanks", [("Soviet", "demonym", "SUHH")]),
        ("Sen. Ruth Vane", [("Sen.", "office", "")]),
        ("the FOREIGN MINISTER", [("FOREIGN MINISTER", "office", "")]),
        ("secretaries of state", [("secretaries of state", "office", "")]),
        ("a Russianism", []),
        ("send us a rep", []),
    ],
)
def test_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "body", "code"),
    [
        ("the Russian foreign ministry said", "Russian foreign ministry", "RU"),
        ("the U.S. embassy in Cairo", "U.S. embassy", "US"),
        ("the US State Department", "US State Department", "US"),
        ("France’s finance ministry", "France’s finance ministry", "FR"),
        ("the Ministry of Defence of Norway", "Ministry of Defence of Norway", "NO"),
        ("Ukraine's Ministry of Defence", "Ukraine's Ministry of Defence", "UA"),
        ("the parliament of the Netherlands", "parliament of the Netherlands", "NL"),
        ("Russian Security Council", "Russian Security Council", "RU"),
        ("the British\xa0Foreign Office", "British\xa0Foreign Office", "GB"),
    ],
)
def test_a_head_beside_its_state_is_one_body(text: str, body: str, code: str) -> None:
    name = only(text, body)
    assert (name.kind, name.code, name.ambiguous) == ("body", code, False)


@pytest.mark.parametrize(
    ("text", "words", "kind", "code"),
    [
        ("Kenyan troops left, the Ministry of Defence said.", "Ministry of Defence", "head", ""),
        ("Kenya and Britain: the Ministry of Defence said.", "Ministry of Defence", "body", "GB"),
        ("The Ministry of Defence said so.", "Ministry of Defence", "body", "GB"),
        ("In Manila the Senate voted.", "Senate", "head", ""),
        ("In Washington the Senate voted.", "Senate", "body", "US"),
        ("The White House told the Senate and Peru.", "Senate", "body", "US"),
        ("Kenya’s Senate, and the Pentagon.", "Pentagon", "body", "US"),
    ],
)
def test_a_body_that_many_states_have_is_ours_only_at_home(
    text: str, words: str, kind: str, code: str
) -> None:
    name = only(text, words)
    assert (name.kind, name.code) == (kind, code)


def test_the_city_keeps_its_police() -> None:
    assert told("London police") == [("London", "capital", "GB"), ("police", "head", "")]


@pytest.mark.parametrize(
    ("text", "words", "ambiguous"),
    [
        ("Georgia voted", "Georgia", True),
        ("He flew to Jordan.", "Jordan", False),
        ("In Jordan, the king spoke", "Jordan", False),
        ("Jordan Vane spoke", "Jordan", True),
        ("Ada Jordan spoke", "Jordan", True),
        ("Chad Vane spoke", "Chad", True),
        ("the army of Congo", "army of Congo", True),
        ("Turkey said on Monday", "Turkey", True),
        ("In May, Turkey said", "Turkey", False),
        ("HELP US NOW", "US", True),
        ("the US said", "US", False),
    ],
)
def test_ambiguous(text: str, words: str, ambiguous: bool) -> None:
    assert only(text, words).ambiguous is ambiguous


def test_an_ambiguous_name_lists_its_states() -> None:
    assert only("Georgia voted", "Georgia").codes == ("GE", "US")


def test_ranks_belong_to_the_office_and_former_does_not() -> None:
    name = only("the former first deputy foreign minister", "first deputy foreign minister")
    assert (name.name, name.former) == ("first deputy foreign minister", True)
    assert not only("the foreign minister", "foreign minister").former
