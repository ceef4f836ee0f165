"""For which state somebody acts where no word beside the title says it."""

import pytest

from onrecord.facts import Actor
from onrecord.reading.cast import cast
from onrecord.reading.layout import lay_out
from onrecord.reading.relations import UNREAD
from onrecord.reading.scene import Cast
from onrecord.reading.spotting import Name, Spotted
from onrecord.report import Report, ReportKind, text_sha256
from onrecord.tables.names import find_known


def read(text: str, outlet: str | None = None, kind: ReportKind = "article") -> Cast:
    report = Report(id="r", text_sha256=text_sha256(text), kind=kind, text=text, outlet=outlet)
    at = text.find("Ana Rojas")
    names = (Name(at, at + len("Ana Rojas"), "Person", 1.0),) if at >= 0 else ()
    spotted = Spotted((), names, places=(), relations=UNREAD)
    return cast(text, lay_out(text, report), spotted, find_known(text))


def acts_for(found: Cast, name: str) -> str | None:
    (actor,) = (a for a in found.actors if a.name == name)
    return actor.represents


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        # The other side of a pact is not that of whoever speaks of it.
        ("The pact with Chile is suspended. President Ana Rojas said so on Friday.\n",
         "Ana Rojas", None),
        # The only state that a report names, and only beside its people, is mostly a foreign one.
        ("A Chilean spy was caught. The Defence Minister, Ana Rojas, thanked the service.\n",
         "Ana Rojas", None),
        # Two states that speak alike.
        ("Chile spoke and Peru spoke. The Defence Minister, Ana Rojas, was there.\n",
         "Ana Rojas", None),
        # A title of several, who mostly hold it in several states.
        ("Peru spoke. Foreign Ministers Ana Rojas and Luis Vega signed on Friday.\n",
         "Luis Vega", None),
        # An official title with its state right before the name.
        ("Peru wrote to Minister for Foreign Affairs of Finland Ana Rojas.\n", "Ana Rojas", "FI"),
        # A place of one of the states before the title.
        ("Peru and Chile spoke. Valparaiso prosecutor Ana Rojas did not.\n", "Ana Rojas", "CL"),
        # Whoever deputises for somebody who acts for no state.
        ("Peru spoke. Luis Vega sang. Luis Vega’s deputy, Ana Rojas, sang too.\n",
         "Ana Rojas", None),
        # The head of an association.
        ("Peru spoke. Association president Ana Rojas did not.\n", "Ana Rojas", None),
        # Where a consul stands is not whom a consul acts for.
        ("Peru spoke. He was visited by the consul, Ana Rojas, in Lima.\n", "Ana Rojas", None),
        # Only one can be foreign minister of a state.
        ("Peru’s foreign minister, Luis Vega, spoke. Foreign Minister Ana Rojas listened.\n",
         "Ana Rojas", None),
        ("Ana Rojas, Minister of Foreign Affairs and Cooperation of the Republic of Peru, spoke.\n",
         "Ana Rojas", "PE"),
    ],
)  # fmt: skip
def test_for_whom_a_bare_title_acts(text: str, name: str, code: str | None) -> None:
    assert acts_for(read(text), name) == code


RELEASE = """\
On a call

Lima, 6 March 2031. Today the Ambassador of Chile, Mr Luis Vega, was summoned to the Ministry,
where First Deputy Minister Ana Rojas received him.

Press Service of the Ministry of Foreign Affairs
"""


def test_unmarked_officials_of_a_ministrys_release_are_its_own() -> None:
    found = read(RELEASE, "Ministry of Foreign Affairs of Peru", "press_release")
    assert acts_for(found, "Ana Rojas") == "PE"
    assert acts_for(found, "Luis Vega") == "CL"


def test_a_letterhead_tells_whose_officials_speak() -> None:
    text = (
        "Ministry of Foreign Affairs\nGovernment of Peru\n\nVisit of a delegation from Chile\n\n"
        "Foreign Minister Ana Rojas received the guests from Santiago on Friday.\n"
    )
    assert acts_for(read(text), "Ana Rojas") == "PE"


def test_places_near_by_tell_where_a_paper_is_at_home() -> None:
    text = (
        "Chile and Peru spoke again. The road from Arequipa to Cusco was shut, and in Trujillo a "
        "bridge was down. Lorries were turned back at Chiclayo all night.\n\n"
        "Works Minister Ana Rojas promised a new road.\n"
    )
    assert acts_for(read(text), "Ana Rojas") == "PE"


def test_we_of_an_official_whose_state_is_not_known_is_nobody() -> None:
    text = "“They arrested us,” Defence Minister Ana Rojas said.\n"
    found = read(text)
    ana: Actor = next(a for a in found.actors if a.name == "Ana Rojas")
    assert "us" not in {m.span.text for m in ana.mentions}
