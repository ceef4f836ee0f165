"""Which of the reports of a thing are near copies of each other."""

from collections.abc import Iterable, Mapping

from onrecord.record.things import Source
from onrecord.store.straight import Straight

Text = tuple[str, str]  # a report, and the hash of the text of a version of it


def near(asked: Straight, versions: Mapping[int, Source]) -> frozenset[tuple[Text, Text]]:
    """The pairs among versions, given by their numbers, whose texts are near copies."""
    if len(versions) < 2:
        return frozenset()
    rows = asked.rows(_NEAR, versions=versions)
    return frozenset((_text(versions[one]), _text(versions[other])) for one, other in rows)


def among(
    pairs: frozenset[tuple[Text, Text]], sources: Iterable[Source]
) -> frozenset[tuple[str, str]]:
    """The reports of those pairs of which both are sources of one thing.

    What else is on a page changes nothing of it, be it another version of the same reports.
    """
    texts = {_text(one) for one in sources} if pairs else set()
    return frozenset((one[0], other[0]) for one, other in pairs if texts.issuperset((one, other)))


def _text(source: Source) -> Text:
    return source.report, source.version


# Without the index for the second: each of the versions would be looked for beside each other.
_NEAR = "SELECT version, other FROM near WHERE version IN :versions AND other + 0 IN :versions"
