"""What an assistant is told of what changed in a report: words, facts, notices, verdicts."""

from collections.abc import Sequence

from onrecord.record.changed import FactChange, Paragraph
from onrecord.text import Span
from onrecord.views.changed import ChangedReport
from onrecord.views.mcp.telling import Told, quoted, said, short

PARAGRAPHS = 30  # that changed, of one answer
FACTS = 40


def alterations(told: ChangedReport) -> Told:
    """What changed; what did not is counted."""
    paragraphs = [one for one in told.paragraphs if one.what != "kept"]
    facts = [one for one in told.facts if one.what != "kept"]
    left = max(0, len(paragraphs) - PARAGRAPHS) + max(0, len(facts) - FACTS)
    return said(
        {
            "report": told.report,
            "title": short(told.title),
            "outlet": short(told.outlet),
            "versions": [f"{at}: {one.counted}" for at, one in enumerate(told.versions, 1)],
            "compared": f"version {told.old} and version {told.new}",
            "retracted": told.retracted,
            "notices": [
                {
                    "kind": one.kind,
                    "date": one.date and one.date.value,
                    "words": quoted(one.span.text),
                }
                for one in told.notices
            ],
            "paragraphs_kept": len(told.paragraphs) - len(paragraphs),
            "text": [_paragraph(one) for one in paragraphs[:PARAGRAPHS]],
            "facts_kept": len(told.facts) - len(facts),
            "facts": [_fact(one) for one in facts[:FACTS]],
            "verdicts": [
                {
                    "verdict": one.verdict.verdict,
                    "by": short(one.verdict.by),
                    "on": quoted(one.words.text, 200) if one.words else None,
                    "now": "moved with its words" if one.moved else "rests on the older version",
                }
                for one in told.verdicts[:FACTS]
            ],
            "left_out": left,
        }
    )


def _paragraph(one: Paragraph) -> Told:
    return said(
        {
            "what": one.what,
            "was": quoted(one.old.text) if one.old and one.what != "moved" else None,
            "is": quoted(one.new.text) if one.new else None,
        }
    )


def _fact(one: FactChange) -> Told:
    return said(
        {
            "what": one.what,
            "kind": one.kind,
            "fields": list(one.fields),
            "was": _words(one.old_words),
            "is": _words(one.new_words),
        }
    )


def _words(spans: Sequence[Span]) -> str | None:
    return quoted(spans[0].text, 200) if spans else None
