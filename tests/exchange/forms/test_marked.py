"""A sheet that came in goes back with what is wrong marked at its cells."""

from datetime import date

import pytest

from exchange.forms.marked import marked
from exchange.incoming.sheets.reader import read_sheets
from tests.exchange.sheets.workbooks import part, sheet
from tests.hostile import TEXTS
from tests.rules.sheets.builders import a_sheet

ROWS = (("Kode", "Capaian", "Tanggal"), ("S01-M01", "banyak", date(2022, 6, 30)), ("x", 0.5, True))


def test_the_cells_come_back_as_they_were_and_the_wrong_ones_have_their_comment() -> None:
    own = a_sheet(*ROWS, hidden_rows=frozenset({3}), percents=frozenset({"B3"}))
    content = marked([own], {(own.name, "B2"): "bukan persen"})

    (again,) = read_sheets(content)
    assert [tuple(row) for row in again.rows] == list(ROWS)
    assert again.hidden_rows == {3}
    assert again.percents == {"B3"}
    assert "bukan persen" in "".join(part(content, "xl/comments1.xml").itertext())


@pytest.mark.parametrize("words", TEXTS)
def test_hostile_words_stay_words(words: str) -> None:
    content = marked([a_sheet((words,), ("x", words))], {("Lembar", "A1"): words})
    (name,) = [one.name for one in read_sheets(content)]
    assert not [one for one in sheet(content, name).iter() if one.tag.endswith("}f")]
