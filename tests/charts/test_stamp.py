from charts.stamp import EXAMPLE_MARK, stamp
from rules.vocabulary import Basis, Plan
from tests.builders import a_moment, a_programme


def test_the_caption_names_day_basis_plan_and_source() -> None:
    moment = a_moment(basis=Basis.REPORTED, plan=Plan.CURRENT)
    caption = stamp(a_programme(source="Berita acara"), moment).caption
    for words in ("30 Juni 2022", "termasuk laporan", "rencana berjalan", "Berita acara", "DRAF"):
        assert words in caption


def test_example_data_says_so_in_caption_and_facts() -> None:
    example = stamp(a_programme(is_example=True), a_moment())
    assert example.caption.startswith(EXAMPLE_MARK)
    assert any(EXAMPLE_MARK in value for _, value in example.facts)


def test_real_data_never_says_example() -> None:
    real = stamp(a_programme(is_example=False), a_moment())
    assert EXAMPLE_MARK not in real.caption
    assert not any(EXAMPLE_MARK in value for _, value in real.facts)
