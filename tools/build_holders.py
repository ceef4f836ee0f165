"""Build onrecord/tables/holders.tsv: who held an office of a state from when until when.

    PYTHONPATH=. python tools/build_holders.py --knowledge DIR

`--knowledge` holds hist_state_pocom, hist_state_travels and hist_state_visits (Office of the
Historian, CC0), unpacked. Presidents and Secretaries of State of the United States are theirs;
others are those of tools/terms.tsv, each held against whom the lists saw in the office: a term
that they contradict is left out and told. Of offices that the terms do not know, whoever was seen
again and again is a holder from the first of these days until the last. The output depends on the
inputs only.
"""

import argparse
import csv
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from pathlib import Path

from seen import Seen, folded, seen

TABLES = Path(__file__).parent.parent / "onrecord" / "tables"
TERMS = Path(__file__).parent / "terms.tsv"
LAST = date(2025, 9, 30)  # the last day that the terms speak of
HANDOVER = timedelta(days=14)  # around a change of holders the lists may have either
AGAIN = timedelta(days=730)  # seen twice within that time in one office: held it in between
LIKE = 0.72  # how alike two romanisations of one name are at least
COLUMNS = ("code", "office", "name", "qid", "since", "until", "bounds", "seen", "source")


@dataclass(frozen=True, slots=True)
class Term:
    """A term; ``inner``: it lasted at least from ``since`` until ``until``."""

    code: str
    office: str
    name: str
    since: date
    until: date
    source: str
    inner: bool = False
    seen: int = 0


def first(cell: str) -> date:
    """The first day that a day or a month surely has behind it."""
    if len(cell) == 10:
        return date.fromisoformat(cell)
    year, month = map(int, cell.split("-"))
    return date(year + month // 12, month % 12 + 1, 1)


def last(cell: str) -> date:
    """The last day that a day or a month surely has before it."""
    return date.fromisoformat((cell + "-01")[:10]) if cell else LAST


def compiled() -> list[Term]:
    """The terms that we have listed."""
    lines = [line for line in TERMS.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [
        Term(r["code"], r["office"], r["name"], first(r["since"]), last(r["until"]), "compiled")
        for r in csv.DictReader(lines, delimiter="\t")
    ]


def american(knowledge: Path) -> list[Term]:
    """Presidents and Secretaries of State of the United States since 1933."""
    found = []
    lists = knowledge / "hist_state_travels" / "presidents" / "presidents.xml"
    for block in re.findall(r"<president n.*?</president>", lists.read_text("utf-8"), re.S):
        name, since, until = (
            re.search(pattern, block)
            for pattern in (
                r"<name>(.*?)</name>",
                r"<took-office-date>(\S{10})<",
                r"<left-office-date>(\S{10})<",
            )
        )
        if name and since:
            found.append(("president", name[1], since[1], until[1] if until else ""))
    pocom = knowledge / "hist_state_pocom"
    text = (pocom / "positions-principals" / "secretary.xml").read_text("utf-8")
    for block in re.findall(r"<principal>(.*?)</principal>", text, re.S):
        who = re.search(r"<person-id>(.*?)<", block)
        began = re.search(r"<started>\s*<date>(\S{10})<", block)
        ended = re.search(r"<ended>\s*<date>(\S{10})<", block)
        person = pocom / "people" / who[1][0] / f"{who[1]}.xml" if who else None
        if began and person is not None and person.is_file():
            names = person.read_text("utf-8")
            surname = re.search(r"<surname>(.*?)</surname>", names)
            forename = re.search(r"<forename>(.*?)</forename>", names)
            if surname and forename:
                name_ = f"{forename[1].split()[0]} {surname[1]}"
                found.append(("minister:foreign", name_, began[1], ended[1] if ended else ""))
    return [
        Term("US", office, name, first(since), last(until), "historian")
        for office, name, since, until in found
        if since >= "1933" and (until or office == "minister:foreign")
    ]


def alike(one: str, other: str) -> bool:
    """Whether two names may be one person's: a surname alone, another romanisation."""
    left, right = folded(one).split(), folded(other).split()
    if not left or not right:
        return False
    if left[-1] in right or right[-1] in left:
        return True
    pairs = [(a, b) for a in left for b in right if min(len(a), len(b)) > 3]
    return any(SequenceMatcher(None, a, b).ratio() >= LIKE for a, b in pairs)


def elsewhere(terms: list[Term], one: Seen) -> bool:
    """Whether somebody met in a state held such an office of another state on that day."""
    return any(
        t.code != one.code and t.since <= one.day <= t.until and alike(t.name, one.name)
        for t in terms
    )


def checked(terms: list[Term], met: list[Seen]) -> list[Term]:
    """The terms that nobody seen contradicts, each with how often its holder was seen."""
    agreed: dict[Term, int] = defaultdict(int)
    against: dict[Term, list[Seen]] = defaultdict(list)
    for one in met:
        held = [
            t
            for t in terms
            if (t.code, t.office) == (one.code, one.office)
            and t.since - HANDOVER <= one.day <= t.until + HANDOVER
        ]
        fits = [t for t in held if alike(t.name, one.name)]
        for term in fits[:1]:
            agreed[term] += 1
        if not fits:
            if not one.whole and elsewhere(terms, one):
                continue  # a guest of theirs
            inside = [t for t in held if t.since + HANDOVER < one.day < t.until - HANDOVER]
            for term in inside:
                against[term].append(one)
    for term, those in against.items():
        told = ", ".join(f"{one.name} on {one.day}" for one in those[:4])
        print(f"{term.code} {term.office} {term.name} ({agreed[term]} for): {told}")
    return [
        replace(t, seen=agreed[t]) for t in terms if len(against[t]) * 5 <= agreed[t]
    ]  # a list errs now and then: one of six


def observed(met: list[Seen], known: set[tuple[str, str]]) -> list[Term]:
    """Who was seen in an office again and again, of offices that are not known."""
    by_office: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for one in met:
        if (one.code, one.office) not in known and one.day.year >= 1945:
            by_office[one.code, one.office].append(one)
    found = []
    for (code, office), those in sorted(by_office.items()):
        run: list[Seen] = []
        for one in [*sorted(those, key=lambda o: (o.day, o.name)), None]:
            if one and run and alike(run[-1].name, one.name) and one.day - run[-1].day <= AGAIN:
                run.append(one)
                continue
            whole = [o for o in run if o.whole]  # visits: who called is told in full
            if whole and whole[-1].day > whole[0].day:
                since, until = whole[0].day, whole[-1].day
                term = Term(code, office, whole[0].name, since, until, "seen", inner=True)
                found.append(replace(term, seen=sum(since <= o.day <= until for o in run)))
            run = [one] if one else []
    return found


def apart(terms: list[Term]) -> list[Term]:
    """The terms of which no two of one office overlap by more than the day of a hand-over."""
    kept = []
    for one in terms:
        others = [t for t in terms if t is not one and (t.code, t.office) == (one.code, one.office)]
        if all(one.until <= t.since or t.until <= one.since for t in others):
            kept.append(one)
        else:
            print(f"{one.code} {one.office} {one.name}: overlaps another's term, left out")
    return kept


def build(knowledge: Path) -> None:
    """Write the table."""
    met = list(seen(knowledge))
    terms = checked([*compiled(), *american(knowledge)], met)
    terms = apart(terms + observed(met, {(t.code, t.office) for t in terms}))
    leaders = (TABLES / "leaders.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader([r for r in leaders if not r.startswith("#")], delimiter="\t")
    qids = {(folded(r["name"]), r["code"]): r["qid"] for r in rows if r["qid"]}
    comments = [
        "Who held an office of a state from when until when.",
        "office: a class of office_classes.tsv. since, until: first and last day (ISO 8601); "
        f"{LAST} where it went on then, the last day that the table speaks of.",
        "bounds: exact, or inner: it lasted at least that long. seen: how often the lists of the "
        "Office of the Historian have the holder in it. source: historian (their own list of "
        "officers), compiled (tools/terms.tsv), seen (their lists of visits and travels).",
        "Terms of one office of one state do not overlap; gaps are offices without a holder, or "
        "holders whom we do not know.",
        "source: Office of the Historian, US Department of State (public domain, CC0); terms "
        "compiled by us from general knowledge; Wikidata items from leaders.tsv (CC0).",
        "licence: Apache-2.0, like the project.",
        "generated by tools/build_holders.py; do not edit.",
    ]
    lines = [*(f"# {line}" for line in comments), "\t".join(COLUMNS)]
    for t in sorted(terms, key=lambda t: (t.code, t.office, t.since)):
        qid = qids.get((folded(t.name), t.code), "")
        bounds = "inner" if t.inner else "exact"
        lines.append(
            "\t".join((t.code, t.office, t.name, qid, str(t.since), str(t.until), bounds,
                       str(t.seen), t.source))
        )  # fmt: skip
    (TABLES / "holders.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(terms), "terms,", len(met), "seen")


def main() -> None:
    """Build the table of holders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--knowledge", type=Path, required=True)
    build(parser.parse_args().knowledge)


if __name__ == "__main__":
    main()
