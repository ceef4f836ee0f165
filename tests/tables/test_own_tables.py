"""Tables of one's own: what a folder may say, what it makes of ours, and what it may not be."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import tables
from onrecord.errors import OwnTablesError
from onrecord.tables import own
from onrecord.tables.holders import gathered
from onrecord.tables.overlay import Own

VERB = """\
[[verb]]
verb = "flay"
forms = ["flays", "flayed", "flaying"]
act = "criticize"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mine"
    made.mkdir()
    return made


def loaded(folder: Path, text: str | bytes, name: str = "mine.toml") -> Own:
    raw = text if isinstance(text, bytes) else text.encode("utf-8")
    (folder / name).write_bytes(raw)
    return own.load(str(folder))


def refused(folder: Path, text: str | bytes, name: str = "mine.toml") -> str:
    with pytest.raises(OwnTablesError) as caught:
        loaded(folder, text, name)
    assert caught.value.do
    return caught.value.what.removeprefix(f"{folder}/")


def applied(folder: Path, text: str, table: str) -> list[dict[str, str]]:
    change = loaded(folder, text).changes[table]
    return change.made(tables.ours(table))


def test_a_verb_with_its_act_and_its_code(folder: Path) -> None:
    rows = applied(folder, VERB, "cue_verbs")
    assert [row["form"] for row in rows[:4]] == ["flay", "flays", "flayed", "flaying"]
    assert {row["act"] for row in rows[:4]} == {"criticize"}
    assert {row["manner"] for row in rows[:4]} == {"speech"}
    coded = VERB + 'event = "SANCTION"\nmode = "expel"\ncontext = "diplomatic"\ndoer = "power"\n'
    first = applied(folder, coded, "plover_verbs")[0]
    assert (first["type"], first["mode"], first["object"]) == ("SANCTION", "expel", "actor")
    assert first["forms"] == "flay|flays|flayed|flaying"


def test_ours_are_overridden_where_the_name_is_the_same(folder: Path) -> None:
    text = '[[verb]]\nverb = "accuse"\nforms = ["accuses", "accused", "accusing"]\nact = "say"\n'
    rows = [row for row in applied(folder, text, "cue_verbs") if row["verb"] == "accuse"]
    assert {row["act"] for row in rows} == {"say"}
    assert len(rows) == 4


def test_ours_can_be_taken_away(folder: Path) -> None:
    rows = applied(folder, '[[outlet]]\nname = "Reuters"\nremove = true\n', "outlets")
    assert "Reuters" not in {row["name"] for row in rows}
    assert len(rows) == len(tables.ours("outlets")) - 1


@pytest.mark.parametrize(
    ("text", "table", "first"),
    [
        ('[[office]]\nname = "harbour master"\nnames = ["port captain"]\nsector = "GOV"\n'
         "acts_for_its_state = true\n", "offices",
         {"name": "harbour master", "names": "port captain", "state": "yes", "form": "office"}),
        ('[[agreement]]\nname = "Lantern Accord"\nnames = ["the Lanterns", "Lantern deal"]\n'
         'kind = "accord"\nparties = ["NO", "SE"]\n', "agreement_names",
         {"name": "Lantern Accord", "names": "the Lanterns|Lantern deal", "parties": "NO|SE",
          "source": "own"}),
        ('[[person]]\nname = "Odile Tarn"\nstate = "FR"\noffice = "foreign minister"\n'
         "since = 2020\n", "persons", {"code": "FR", "since": "2020", "until": ""}),
        ('[[body]]\nname = "Tide Office"\nstate = "NO"\nkind = "government_body"\n'
         'sector = "GOV"\n', "bodies", {"code": "NO", "kind": "government_body"}),
        ('[[outlet]]\nname = "The Halyard"\nkind = "newspaper"\n'
         'domains = ["thehalyard.example"]\n', "outlets", {"domains": "thehalyard.example"}),
    ],
)  # fmt: skip
def test_every_kind_becomes_a_row_of_our_table(
    folder: Path, text: str, table: str, first: dict[str, str]
) -> None:
    row = applied(folder, text, table)[0]
    assert {name: row[name] for name in first} == first
    assert tuple(row) == tables.columns(table)


def test_the_hash_is_of_names_and_bytes_and_of_nothing_else(folder: Path, tmp_path: Path) -> None:
    first = loaded(folder, VERB)
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / "mine.toml").write_text(VERB)
    (other / "notes.md").write_text("not read")
    assert own.load(str(other)).digest == first.digest
    assert loaded(folder, VERB + "\n").digest != first.digest
    (folder / "mine.toml").rename(folder / "other.toml")
    assert own.load(str(folder)).digest not in (first.digest,)


def test_a_holder_of_ones_own_stands_before_ours(folder: Path) -> None:
    text = (
        '[[holder]]\nname = "Odile Tarn"\nstate = "FR"\noffice = "minister:foreign"\n'
        "since = 2019-01-01\n\n"
        '[[holder]]\nname = "Odile Tarn"\nstate = "FR"\noffice = "prime minister"\n'
        "since = 2010-01-01\nuntil = 2011-01-01\n"
    )
    held = gathered(applied(folder, text, "holders"))
    ministers = held["FR", "minister:foreign"]
    assert ministers[-1].name == "Odile Tarn"
    assert "Catherine Colonna" not in [one.name for one in ministers]
    assert "Laurent Fabius" in [one.name for one in ministers]
    assert "Odile Tarn" in [one.name for one in held["FR", "prime minister"]]
    assert held["DE", "chancellor"] == gathered(tables.ours("holders"))["DE", "chancellor"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[holder]]\nname = "A B"\nstate = "FR"\noffice = "minister:foreign"\nsince = "2019"\n',
         "mine.toml:5: since"),
        ('[[holder]]\nname = "A B"\nstate = "FR"\noffice = "minister"\nsince = 2019-01-01\n',
         "mine.toml:4: office"),
        ('[[holder]]\nname = "A B"\nstate = "FR"\noffice = "president"\nsince = 2019-01-01\n'
         "until = 2018-01-01\n", "mine.toml:6: it ends"),
        ('[[holder]]\nname = "A B"\nremove = true\n', "mine.toml:3: a holder"),
        (VERB + '\n[[verb]]\nverb = "laud"\nforms = []\nact = "prase"\n', "mine.toml:9: act"),
        (VERB.replace("act", "akt"), "mine.toml:4: verb has no key 'akt'"),
        (VERB.replace("[[verb]]", "[[verbs]]"), "mine.toml:1: there is no kind of entry 'verbs'"),
        (VERB.replace("[[verb]]", "[verb]"), "mine.toml:1: 'verb' is no list of entries"),
        (VERB.replace('act = "criticize"\n', ""), "mine.toml:1: the verb flay has neither"),
        ("# mine\n\n[[person]]\n" + 'name = "A"\n', "mine.toml:3: person has no state"),
        ('[[person]]\nname = "A B"\nstate = "Atlantis"\noffice = "x"\n', "mine.toml:3: state"),
        ('[[person]]\nname = "A B"\nstate = "FR"\noffice = "x"\nsince = "2020"\n', "mine.toml:5: "),
        ('[[agreement]]\nname = "A"\nkind = "treaty"\nparties = ["FR",\n "ZZ"]\n', "mine.toml:4: "),
        (VERB + "\n" + VERB, "mine.toml:6: verb flay stands already at"),
        ('[[outlet]]\nname = "A"\nkind = "newspaper"\ndomains = ["https://a.example/"]\n',
         "mine.toml:4: domains"),
        ("[[verb]]\nverb = flay\n", "mine.toml:2: this is no TOML"),
        ('[[verb]]\nverb = "a"\nverb = "b"\n', "mine.toml:3: this is no TOML"),
        ('[[verb]]\nverb = "a', "mine.toml:2: this is no TOML"),
        ("[[verb]]\nremove = 1\n", "mine.toml:2: remove"),
        ('[[verb]]\nverb = "red-flag"\nforms = []\nevent = "SANCTION"\n', "mine.toml:4: a verb"),
        (VERB + 'mode = "expel"\n', "mine.toml:5: a mode"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(folder: Path, text: str, said: str) -> None:
    assert refused(folder, text).startswith(said)


@pytest.mark.parametrize(
    "name",
    ["a|b", "a.*", "(?i)x$", "a[b]", "a\\\\d", "a+b", "x{3}", "^a", "\\u0000", "a\\u0007b",
     "a\\u202Eb", "a\\u200Bb", "\\uE000", "", "  ", "—", "x" * 201, "~give up"],
)  # fmt: skip
def test_names_are_plain_words_and_no_patterns(folder: Path, name: str) -> None:
    text = f'[[agreement]]\nname = "{name}"\nkind = "treaty"\n'
    assert refused(folder, text).startswith("mine.toml:2: name will not do")


@pytest.mark.parametrize("value", ["1", "true", "1979-05-27", '["a"]', "{ a = 1 }", "1.5", "[[1]]"])
def test_a_name_is_words_and_nothing_else(folder: Path, value: str) -> None:
    text = f'[[agreement]]\nname = {value}\nkind = "treaty"\n'
    assert refused(folder, text).startswith("mine.toml:2: name will not do")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xff\xfe[[verb]]", "mine.toml:1: this is not UTF-8"),
        (b'[[verb]]\nverb = "\xc3\x28"\n', "mine.toml:2: this is not UTF-8"),
        (b'[[verb]]\nverb = "a\x00b"\n', "mine.toml:2: this is no TOML"),
        (b"a = " + b"[" * 20_000, "mine.toml"),
        (b"a = " + b"[" * 900 + b"]" * 900, "mine.toml"),
        (b"a." * 5_000 + b"b = 1\n", "mine.toml"),
        (b"[[verb]]\nverb = " + b"9" * 10_000 + b"\n", "mine.toml"),
        (b"# x\n" * 250_001, "mine.toml is larger than 1,000,000 bytes"),
        (b"[[verb]]\n" * 20_001, "mine.toml has 20,001 entries"),
    ],
)  # fmt: skip
def test_hostile_bytes_end_in_a_clear_error(folder: Path, raw: bytes, said: str) -> None:
    assert refused(folder, raw).startswith(said)


def test_a_file_of_100_megabytes_is_not_read(folder: Path) -> None:
    with (folder / "mine.toml").open("wb") as file:
        file.truncate(100_000_000)  # on disk it takes no room
    with pytest.raises(OwnTablesError, match="larger than"):
        own.load(str(folder))


def test_links_pipes_and_folders_are_no_tables(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "aside.toml").write_text(VERB)
    (folder / "mine.toml").symlink_to(tmp_path / "aside.toml")
    with pytest.raises(OwnTablesError, match="it is a link"):
        own.load(str(folder))
    (folder / "mine.toml").unlink()
    os.mkfifo(folder / "mine.toml")  # and nobody waits for who would write to it
    with pytest.raises(OwnTablesError, match="no plain file"):
        own.load(str(folder))
    (folder / "mine.toml").unlink()
    (folder / "mine.toml").mkdir()
    with pytest.raises(OwnTablesError):
        own.load(str(folder))


def test_a_folder_that_is_none_or_empty_or_too_full(folder: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", folder):
        with pytest.raises(OwnTablesError):
            own.load(str(path))
    for number in range(101):
        (folder / f"{number}.toml").write_text("")
    with pytest.raises(OwnTablesError, match="101 files"):
        own.load(str(folder))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")))
def test_any_bytes_are_tables_or_an_error_that_says_where(folder: Path, raw: bytes) -> None:
    try:
        said = loaded(folder, raw).digest
    except OwnTablesError as error:
        said = error.what
    assert "mine.toml" in said or len(said) == 64


def test_our_own_tables_pass_as_ones_own(folder: Path) -> None:
    """What the kinds allow is what stands in ours: the agreements, word for word."""
    lines = []
    for row in tables.rows("agreement_names"):
        names = ", ".join(f'"{one}"' for one in row["names"].split("|") if one)
        lines.append(
            f'[[agreement]]\nname = "{row["name"]}"\nnames = [{names}]\nkind = "{row["kind"]}"\n'
        )
    made = loaded(folder, "\n".join(lines)).changes["agreement_names"]
    ours = tables.ours("agreement_names")
    assert [row["name"] for row in made.made(ours)] == [row["name"] for row in ours]
    assert [row["names"] for row in made.made(ours)] == [row["names"] for row in ours]


def test_tables_that_come_too_late_are_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = loaded(folder, VERB)
    monkeypatch.setattr(tables._Process, "own", None)
    monkeypatch.setattr(tables._Process, "asked", {"cue_verbs"})
    with pytest.raises(OwnTablesError, match="too late"):
        tables.use(made)
    monkeypatch.setattr(tables._Process, "asked", set())
    before = tables.digest()
    tables.use(made)
    assert tables.in_use() == made
    assert tables.digest() != before
    tables.use(made)
    other = loaded(folder, VERB.replace("criticize", "condemn"))
    with pytest.raises(OwnTablesError, match="other tables"):
        tables.use(other)
