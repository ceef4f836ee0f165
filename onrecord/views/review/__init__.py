"""Reviewing: who judges, what they write, and a session in a terminal or from a pipe.

``session.Session`` goes through what waits, by ``keys.Typed`` or ``keys.Piped``;
``reviewer.reviewer`` says who judges.
"""
