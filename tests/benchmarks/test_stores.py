import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from benchmarks import stores
from models.accounts import identity
from models.progress import queries as progress_queries
from models.store.store import Store
from rules.progress.shares import actual_share
from rules.values import Board
from rules.vocabulary import Basis, Plan

DAY = date(2022, 6, 30)


@pytest.mark.slow
def test_a_store_of_several_times_the_sentra_says_of_each_what_the_example_says(
    example_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of each set one copy is the first and one the last; the third stands between them.
    monkeypatch.setattr(stores, "COPIES", 3)
    monkeypatch.setattr(stores, "TIMES", 3)
    shutil.copy(example_file, tmp_path / stores.SMALL)
    small = stores.copied(tmp_path / stores.SMALL, tmp_path / "salinan.db")
    wide = stores.wide_store(tmp_path)
    alone, among = board(small), board(wide)
    assert len(among.sentra) == stores.COPIES * len(alone.sentra)
    for basis in Basis:
        said = [
            actual_share(sentra.milestones, plan=Plan.CURRENT, basis=basis)
            for sentra in alone.sentra
        ]
        assert [
            actual_share(one.milestones, plan=Plan.CURRENT, basis=basis) for one in among.sentra
        ] == (said * stores.COPIES)
    assert events(wide) == stores.TIMES * stores.COPIES * events(small)
    with wide.read() as connection:
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    for store in (small, wide):
        store.engine.dispose()


def board(store: Store) -> Board:
    with store.read() as connection:
        actor = identity.example_actors(connection)[0]
        return progress_queries.board(connection, actor, DAY)


def events(store: Store) -> int:
    with store.read() as connection:
        return int(connection.execute(text("SELECT count(*) FROM report_event")).scalar_one())
