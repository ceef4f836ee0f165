"""Who was met in which office on which day, by the Office of the Historian's lists of travels.

The lists are public domain (CC0): visits of foreign leaders to the United States, travels of
presidents and secretaries of state.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onrecord.tables.past import state_at

# Our class of an office for the words of the lists; others are left out.
OFFICES = {
    "President": "president", "Prime Minister": "prime minister", "Premier": "prime minister",
    "Taoiseach": "prime minister", "Chancellor": "chancellor",
    "Foreign Minister": "minister:foreign", "Foreign Secretary": "minister:foreign",
    "King": "monarch", "Queen": "monarch", "Emperor": "monarch",
    "Sultan": "monarch", "Amir": "monarch", "Emir": "monarch",
    "Secretary for External Affairs": "minister:foreign", "Pope": "pope",
}  # fmt: skip
_TITLES = "|".join(sorted(OFFICES, key=lambda one: -len(one)))
_VISITOR = re.compile(rf"({_TITLES}) (\S.+)")
_NAME = r"(?:(?:[Dd]e|al|el|von|van|bin|del|la)[ -–]+)?[A-Z][\w’'–-]+(?: [A-Z][\w’'–-]+)*"
_MET = re.compile(rf"(?:\bwith|\band|,) ({_TITLES}) ({_NAME})(?![\w’'–-])(?!,? of\b)")
_COUNTRY = re.compile(r"<(?:from|country) id=\"[^\"]*\">(.*?)</", re.S)


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody in an office of a state on a day; ``whole`` where the name is given in full."""

    code: str
    office: str
    name: str
    day: date
    whole: bool


def seen(knowledge: Path) -> Iterator[Seen]:
    """All that the lists tell, visits first."""
    for path in sorted((knowledge / "hist_state_visits" / "data").glob("*.xml")):
        for visit in _blocks(path, "visit"):
            told = _text(visit, r"<visitor>(.*?)</visitor>")
            match = _VISITOR.fullmatch(told)
            code, day = _where(visit)
            if match and code and day:
                name = cleaned(match[2])
                yield Seen(code, OFFICES[match[1]], name, day, " " in name)
    for path in sorted((knowledge / "hist_state_travels").glob("*-travels/*.xml")):
        for trip in _blocks(path, "trip"):
            code, day = _where(trip)
            if not code or not day:
                continue
            for match in _MET.finditer(_text(trip, r"<remarks>(.*?)</remarks>")):
                yield Seen(code, OFFICES[match[1]], cleaned(match[2]), day, False)


def _blocks(path: Path, tag: str) -> list[str]:
    return re.findall(rf"<{tag}\b.*?</{tag}>", path.read_text("utf-8"), re.S)


def _text(block: str, pattern: str) -> str:
    found = re.search(pattern, block, re.S)
    return " ".join(found[1].replace("&#8217;", "’").split()) if found else ""


def _where(block: str) -> tuple[str, date | None]:
    """The state and the first day of a visit or a trip."""
    country, began = _COUNTRY.search(block), re.search(r"<start-date>(\d{4}-\d\d-\d\d)", block)
    if not country or not began:
        return "", None
    try:
        day = date.fromisoformat(began[1])
    except ValueError:
        return "", None
    name = " ".join(country[1].replace("&amp;", "&").split())
    return code_of(name, day), day


_TURNED = {
    "Germany, Federal Republic of": "Germany", "China, People’s Republic of": "China",
    "China, Republic of": "Taiwan", "Korea, South": "South Korea", "Korea": "South Korea",
    "Congo, Republic of": "Republic of the Congo", "Congo, Democratic Republic of": "DR Congo",
    "Democratic Republic of the Congo (Zaire)": "Zaire", "Dahomey (Benin)": "Benin",
    "Macedonia, Former Yugoslav Republic of": "North Macedonia", "Slovak Republic": "Slovakia",
}  # fmt: skip


def code_of(country: str, day: date) -> str:
    """Our code of a country as the lists name it; governments in exile and the like have none."""
    name = _TURNED.get(country, country)
    if "(" in name and name not in _TURNED.values():
        return ""
    found = state_at(name, day)
    return found.code if found else ""


def cleaned(name: str) -> str:
    """A person's name without brackets, titles and what follows a comma."""
    name = re.sub(r"\s*[(,;].*", "", name.replace("’s ", " ")).removesuffix("’s")
    return re.sub(r"^(?:Dr\.|Gen\.|General|Sir|Sheikh|Sheik|Lord|Prince) ", "", name).strip()


def folded(name: str) -> str:
    """A name's letters without accents and case, its words parted by spaces."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(re.sub(r"[^a-z]+", " ", plain).split())
