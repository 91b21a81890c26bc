from dataclasses import replace
from datetime import date

import pytest

from charts.stamp import Stamp, stamp
from exchange import filenames
from rules.meetings.resolutions import MeetingId
from rules.vocabulary import Basis, Plan
from tests.builders import a_moment, a_programme
from tests.charts.scenes import HOSTILE


def _stamp(
    *, is_example: bool = False, basis: Basis = Basis.APPROVED, plan: Plan = Plan.FIRST
) -> Stamp:
    return stamp(a_programme(is_example=is_example), a_moment(basis=basis, plan=plan))


def test_a_name_says_what_when_and_on_which_basis() -> None:
    name = filenames.of("kurva-s_S04-batik", _stamp(), "png")
    assert name == "kurva-s_S04-batik_2022-06-30_disetujui.png"


def test_example_data_says_so_first() -> None:
    name = filenames.of("linimasa", _stamp(is_example=True, basis=Basis.REPORTED), "csv")
    assert name == "contoh_linimasa_2022-06-30_termasuk-laporan.csv"


def test_a_programme_among_several_is_named_before_what_it_is() -> None:
    several = a_programme(code="ppu-2025-2029", is_one_of_several=True, is_example=True)
    name = filenames.of("linimasa", stamp(several, a_moment()), "csv")
    assert name == "contoh_ppu-2025-2029_linimasa_2022-06-30_disetujui.csv"


def test_another_plan_and_a_meeting_have_names_of_their_own() -> None:
    moved = _stamp(plan=Plan.CURRENT)
    name = filenames.of("paparan", moved, "pptx", meeting=MeetingId(4))
    assert name == "paparan_2022-06-30_disetujui_rencana-berjalan_rapat-4.pptx"
    assert filenames.of("notula", _stamp(), "pdf", meeting=MeetingId(5)) != filenames.of(
        "notula", _stamp(), "pdf", meeting=MeetingId(6)
    )


@pytest.mark.parametrize("words", [*HOSTILE, "../../etc/passwd", "CON", "a\\b:c*?"])
def test_no_name_leaves_its_folder(words: str) -> None:
    name = filenames.of(words, _stamp(), "xlsx")
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
    assert name.count(".") == 1
    assert len(name) < 130


def test_a_view_as_known_then_has_a_name_of_its_own() -> None:
    then = stamp(a_programme(), replace(a_moment(), known_on=date(2022, 7, 4)))
    name = filenames.of("paparan", then, "pptx")
    assert name == "paparan_2022-06-30_disetujui_diketahui-2022-07-04.pptx"
    of_meeting = filenames.of("paparan", then, "pptx", meeting=MeetingId(4))
    assert of_meeting == "paparan_2022-06-30_disetujui_rapat-4.pptx"
