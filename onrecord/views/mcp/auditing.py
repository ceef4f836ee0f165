"""What an assistant is told of an audit: each share with its interval, and what it asks."""

from onrecord.record.auditing import Audit, Group, Share
from onrecord.views import audited
from onrecord.views.mcp.telling import Told, said, short

GROUPS = 12
QUOTED = 8


def shares(told: Audit) -> Told:
    """All of an audit; of its groups those of most things."""
    return said(
        {
            "found": told.whole.count,
            "counted": audited.counted(told),
            "sampled": audited.sampled(told),
            "notes": [short(one) for one in told.notes],
            "terms": [_share(one) for one in told.whole.terms if one.count],
            "sources": [_share(one) for one in told.whole.sources if one.count],
            "one_source_alone": _share(told.whole.single),
            "groups": [_group(told, one) for one in told.groups[:GROUPS]],
            "quoted": [
                {"who": short(one.speaker_name), "about": short(one.about_name),
                 "statements": one.count, "ask": one.asks}
                for one in told.quoted[:QUOTED]
            ],
        }
    )  # fmt: skip


def _share(one: Share) -> Told:
    share = one.count / one.of if one.of else 0.0
    return {
        "of": one.value, "statements": one.count, "share": round(share, 3),
        "between": [round(one.low, 3), round(one.high, 3)], "ask": one.asks,
    }  # fmt: skip


def _group(told: Audit, one: Group) -> Told:
    cells = {column: words for column, words, _ in audited.cells(told, one)}
    return {
        "name": short(audited.named(told, one)), "statements": one.count, **cells, "ask": one.asks,
    }  # fmt: skip
