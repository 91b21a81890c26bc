"""What rows hold in Python, and what the database keeps of it."""

from decimal import Decimal

import pytest
from sqlalchemy import select, type_coerce
from sqlalchemy.exc import StatementError
from sqlalchemy.types import NULLTYPE

from models.schema.columns import POINTS, SHARE
from models.schema.reporting import report_event
from models.store.store import Store
from rules.vocabulary import Status
from tests.people import Office


def test_every_share_that_can_be_kept_comes_back_as_it_went() -> None:
    assert [SHARE.to_parts(SHARE.from_parts(parts)) for parts in range(10_001)] == [*range(10_001)]
    assert (SHARE.to_parts(0.415), SHARE.from_parts(4150)) == (4150, 0.415)


def test_a_weight_of_the_plan_is_kept_to_the_hundredth() -> None:
    assert (POINTS.to_parts(Decimal("12.35")), POINTS.from_parts(1235)) == (1235, 12.35)


def test_the_database_keeps_whole_numbers_and_words(store: Store) -> None:
    Office(store).report(progress=0.415)
    columns = report_event.c.status, report_event.c.progress
    with store.read() as connection:
        typed = connection.execute(select(*columns)).one()
        kept = connection.execute(
            select(*(type_coerce(column, NULLTYPE) for column in columns))
        ).one()

    assert tuple(typed) == (Status.IN_PROGRESS, 0.415)
    assert tuple(kept) == ("in_progress", 4150)


def test_a_word_outside_its_vocabulary_is_not_asked_for(store: Store) -> None:
    asked = select(report_event.c.id).where(report_event.c.status == "almost")
    with store.read() as connection, pytest.raises(StatementError):
        connection.execute(asked)
