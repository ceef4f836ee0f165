"""The record on disk: SQLite, or PostgreSQL for teams; the one room that knows the database."""
