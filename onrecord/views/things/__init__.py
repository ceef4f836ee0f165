"""Things of the record for people and programs: as a page of text, a table, JSON, CSV."""
