"""A record is made, opened again, refused where it is none."""


import pytest
from sqlalchemy import select

from onrecord.errors import RecordError
from onrecord.store.record import open_record
from onrecord.store.schema import migration


def test_is_made_once_and_opened_again(place: str) -> None:
    with pytest.raises(RecordError, match="no record"):
        open_record(place)
    open_record(place, create=True).close()
    with open_record(place) as record, record.reading() as connection:
        assert connection.scalars(select(migration.c.name)).all() == ["2026-11 tables"]
