"""A desk under load: what pages and questions take at a steady rate, and whether memory stays flat.

``python -m benchmarks.desk RECORD --seconds 1800`` works on a copy of the record, to which a report
is added from time to time; ``addresses`` says what is asked, ``asking`` asks, ``watching`` looks at
the server's memory, ``drawn`` draws it.
"""
