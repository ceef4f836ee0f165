"""Modality: whether what a word tells happened, is planned, asked, denied, failed or possible.

``modality`` reads it from the grammar around a turning word alone: helpers, negation, verbs
and nouns that govern it («failed to», «the need for X to»), conditions. ``carried`` adds the
act of the statement whose content holds the word. What cannot be made out to be anything else
is actual, so that callers must pick turning words that assert.
"""

from onrecord.facts import Statement
from onrecord.reading.modality.grammar import governing, of_word
from onrecord.reading.modality.group import BREAKS, Group, group_of
from onrecord.reading.modality.words import Line, line_at
from onrecord.reading.scene import Scene
from onrecord.vocabulary import Act, Modality

__all__ = ["Group", "Line", "carried", "group_of", "line_at", "modality", "of_word"]

_ASKING: frozenset[Act] = frozenset({"ask", "urge", "demand", "want", "order", "propose"})
_PLEDGING: frozenset[Act] = frozenset({"promise", "offer", "threaten", "expect", "agree"})
_REFUSING: frozenset[Act] = frozenset({"refuse", "decline", "deny"})


def modality(scene: Scene, start: int, end: int) -> Modality:
    """The modality of the turning word or phrase `[start, end)` by its grammar.

    The first word of a phrase decides, so a phrase starts with its verb or noun: «entered into
    force», «talks». Any range gives an answer; one that lies outside the text is actual.
    """
    if not 0 <= start < end <= len(scene.text):
        return "actual"
    line = line_at(scene, start)
    return of_word(line, line.at(start), line.at(end - 1))


def carried(scene: Scene, start: int, end: int, statement: Statement | None) -> Modality:
    """The modality of the turning word under the act of the statement whose content holds it.

    What is asked for, promised or denied in so many words is not done: «demanded his release»,
    «a new treaty was what they offered». What the content takes for granted («the decision to
    suspend it», a clause in the past) stays what its own grammar says.
    """
    found = modality(scene, start, end)
    if statement is None or found not in {"actual", "planned"}:
        return found
    line = line_at(scene, start)
    if not len(line):
        return found
    group = group_of(line, line.at(start))
    if found == "planned" and statement.act in _ASKING and _expected(line, group):
        return "asked"
    content = min((s.start for s in statement.content if s.start <= start < s.end), default=None)
    if content is None or content < line.starts[0] or not _heads(line, line.at(content), group):
        return found  # «Has it decided? The treaty expires next month.»: of another sentence
    governor = governing(line, group.first - 1) if group.infinitive else None
    if governor is not None and line.starts[governor[0]] >= content:
        return found  # «reverse its decision to suspend it»
    told = group.form == "past" and not group.infinitive and not group.subjunctive
    if statement.act in _REFUSING:
        told_by_others = statement.mode == "direct" or (told and statement.act != "deny")
        return found if told_by_others else "denied"
    if told or (group.helped and not group.infinitive and not group.modal):
        return found
    if statement.act in _ASKING:
        return "asked"
    if statement.act in _PLEDGING:
        return "planned"
    return found


def _expected(line: Line, group: Group) -> bool:
    """«we expect him to be released», which under an act of asking asks."""
    governor = governing(line, group.first - 1) if group.infinitive else None
    return governor is not None and governor[1].phrase[0].startswith(("expect", "hope"))


def _heads(line: Line, first: int, group: Group) -> bool:
    """Whether the word is the head of the content that starts at the word `first`."""
    between = line.forms[first : max(first, group.first)]
    return not any(word in BREAKS for word in between[1:]) and len(between) <= 8
