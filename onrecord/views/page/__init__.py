"""A reading as a page: one HTML file that needs nothing beside itself.

``page(reading)`` is the whole document, ``index(entries)`` a list of links to several in one
folder, each told by its ``entry``. Templates are Jinja2's with autoescape; what holds a value of
the record is made in ``fields`` and ``words``.

What tests and scripts may hold on to:

- Every line of the report is an element with ``data-line`` (its number, from 1) and the id
  ``l7``; its ``textContent`` is the line. Joined with newlines in the order of the document
  they are ``report.text``. A headline on the first line is the ``h1``.
- In a line, segments never nest: ``data-f`` names the facts whose words it is, innermost first;
  ``data-k`` those that turn on it, ``data-s`` those whose source it is, ``data-end`` those whose
  turning words end there (print shows them). ``#w-s1`` are the words of the fact ``s1``.
- What the record holds is an element with ``data-kind`` (report, statement, encounter,
  agreement, case, event, time, place, actor), its JSON ``id`` as ``id`` (times and places, which
  have none in JSON, are gathered by value as ``t1``, ``p1`` …), and ``data-key`` for a fact.
  Changes and steps have the kind of their agreement or case. Those that can be chosen have the
  class ``fact`` or ``thing``, and a link of the class ``pick``.
- A field is an element with ``data-field``, a path into the JSON of the nearest ``data-kind``
  around it (``date.value``, ``content.0.text``, ``mentions.length``); of times and places, and
  of the report's parts, into the reading (``times.3.value``). Its value is ``data-value`` where
  it has one, else its ``textContent``; strings are given as they are, all else as JSON.
  ``data-span`` (``12-19``) says where such words stand. An occasion that all statements of a
  group share stands once, in the group's heading (``[data-terms]``).
- ``html.js``: the script runs. ``.now`` is the chosen fact, ``.lit`` its words, ``html[data-from]``
  says whence it was chosen (words, fact, keys), ``#say`` what a screen reader hears.
"""

from onrecord.views.page.document import index, page
from onrecord.views.page.listing import Entry, entry

__all__ = ["Entry", "entry", "index", "page"]
