"""The desk: a record in a browser, as ``onrecord serve`` opens it.

    request ─▶ guard (whose host, which policy) ─▶ a room ─▶ Question ─▶ Record ─▶ template ─▶ page

``app.create(store)`` makes the application; ``serve`` runs it. Pages come whole from the server
and work without a script; where one runs, filters change the answer in its place (htmx).

Rooms, each a router of its own, and their addresses:

- ``front``: ``/``, what changed status, what is new, asked, planned, disputed.
- ``lists``: ``/statements`` ``/encounters`` ``/agreements`` ``/cases`` ``/events`` ``/actors``
  ``/timeline`` ``/disputes``. The parameters are those of a ``Question``, by the same names as the
  flags of the command line; ``cursor`` leads on. ``exporting``: the same below ``/api``, as files.
- ``searching``: ``/search``, ``/positions``.
- ``meetings``: ``/met``, who met whom, and where.
- ``things``: ``/things/ID``, one thing of the record with all its words; the id of any of its
  accounts leads there, so that old links hold. ``/things/ID.json``, ``.svg`` (its life).
- ``reports``: ``/reports``, ``/reports/ID``, a report with its facts lit both ways; ``key`` leads
  to the words of a fact.
- ``files``: ``/assets/HASH/NAME``, kept by browsers for good: another text has another address.
- ``reviewing``, ``live``, ``rules``: verdicts; what is new as it comes; what somebody waits for.

Every page takes ``as_of``, shows it in a dashed frame and keeps it in its links (``links.Links``).
What is said of a thing is made in Python (``entries``, ``contexts``, ``tallies``, ``tellings``),
what stands where in the templates. Text from reports is never Markup: Jinja2 escapes it; only what
our own code draws is. ``/api`` belongs to REST: errors there are not told as pages.

``guard`` answers to loopback names, and to those that the desk was given (no page of another name
may ask through the browser of whoever sits here), refuses what another site sends, and lets
nothing but our own files run.
"""
