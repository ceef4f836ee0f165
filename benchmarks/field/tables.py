"""The figures as tables: for the terminal, and as Markdown for the documentation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.field.peers import OWN, PEERS

IDLE = 0.5  # the load beyond which the clock tells of other work, too
_NONE = "–"
# What `make field` found stands between these lines of the documentation.
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"


@dataclass(frozen=True, slots=True)
class Table:
    """A title, the heads of its columns, and its rows; the first column is left-aligned."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def accuracy(found: Mapping[str, Any]) -> list[Table]:
    """A table for each part that was scored; the best figure of each column is starred."""
    tables = []
    for task in found["tasks"].values():
        for about, figures in task["blocks"].items():
            title = f"{task['title']}: {task['part']} ({task['texts']} texts, {about})"
            tables.append(_scored(title, figures))
    return tables


def _scored(title: str, figures: Mapping[str, Mapping[str, float]]) -> Table:
    heads = tuple(dict.fromkeys(name for row in figures.values() for name in row))
    best = {name: max(row.get(name, 0.0) for row in figures.values()) for name in heads}
    rows = tuple(
        (who, *(_figure(row.get(name), best[name], len(figures)) for name in heads))
        for who, row in sorted(figures.items(), key=_place)
    )
    return Table(title, ("", *heads), rows)


def _place(row: tuple[str, Any]) -> int:
    """Where a reader stands: in the order of `PEERS`, unknown ones behind."""
    names = [peer.name for peer in PEERS]
    return names.index(row[0]) if row[0] in names else len(names)


def _figure(figure: float | None, best: float, readers: int) -> str:
    if figure is None:
        return _NONE
    return f"{figure:.1f}" + ("*" if readers > 1 and figure == best else "")


def speed(found: Mapping[str, Any]) -> list[Table]:
    """One table: words a second and a CPU second, the ratio of these, memory, room on the disk.

    Where other work was on the machine, words a second would say nothing and are left out.
    """
    does = {peer.name: peer.does for peer in PEERS}
    own = found["readers"].get(OWN, {}).get("words_a_cpu_second")
    busy = found["load"] > IDLE
    rows = tuple(
        (
            who,
            does.get(who, _NONE),
            _NONE if busy else f"{took['words_a_second']:,.0f}",
            f"{took['words_a_cpu_second']:,.0f}",
            f"{took['words_a_cpu_second'] / own:.2f}" if own else _NONE,
            f"{took['peak_mb']:,.0f}",
            f"{took['installed_mb']:,.0f}",
        )
        for who, took in found["readers"].items()
    )
    title = f"Speed and size: {found['texts']} texts, {found['words']:,} words, one process each"
    heads = (
        "",
        "what it does",
        "words a second",
        "words a CPU second",
        f"beside {OWN}",
        "peak memory, MB",
        "installed, MB",
    )
    return [Table(title, heads, rows)]


def plain(tables: Sequence[Table]) -> str:
    """Tables for the terminal."""
    return "\n".join(f"\n{table.title}\n{_aligned(table)}" for table in tables)


def _aligned(table: Table) -> str:
    lines = [table.heads, *table.rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(table.heads))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def markdown(table: Table) -> str:
    """A table as Markdown, below a line that says what it is; the best figures are bold."""
    rows = [table.heads, tuple("---" for _ in table.heads), *map(_bold, table.rows)]
    return f"{table.title}:\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def _bold(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"**{cell[:-1]}**" if cell.endswith("*") else cell for cell in row)


def placed(page: str, made: str) -> str:
    """A page of the documentation with what was made in the place of its figures.

    Raises ValueError where the page has no such place.
    """
    before, _, rest = page.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise ValueError(f"no lines {BEGIN.strip()} and {END.strip()} in the page")
    return f"{before}{BEGIN}\n{made}\n{END}{after}"


def page(kept: Mapping[str, Any]) -> str:
    """All that was measured as Markdown, with versions, hardware and what each is made for."""
    parts = []
    if "accuracy" in kept:
        parts += [markdown(table) for table in accuracy(kept["accuracy"])]
    if "speed" in kept:
        parts += [markdown(table) for table in speed(kept["speed"])]
    parts.append("\n".join(f"- **{p.name}**: {p.made_for}." for p in PEERS) + "\n")
    parts += [_measured_on(name, found) for name, found in kept.items()]
    versions = kept.get("accuracy", {}).get("versions", {})
    told = (f"{name}: {_listed(those)}" for name, those in versions.items() if those)
    parts.append(f"Versions. {'; '.join(told)}.\n")
    return "\n".join(parts)


def _measured_on(part: str, found: Mapping[str, Any]) -> str:
    about = found["machine"]
    load = f"; load before it {found['load']}" if "load" in found else ""
    return (
        f"{part.capitalize()} measured on: {about['processor']}, {about['processors']} cores, "
        f"{about['memory_gb']} GB, {about['system']}, Python {about['python']}{load}.\n"
    )


def _listed(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{package} {version}" for package, version in versions.items())
