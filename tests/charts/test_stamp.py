from dataclasses import replace
from datetime import date

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


def test_caption_and_facts_carry_the_head_of_the_audit_chain() -> None:
    carried = stamp(a_programme(chain_head="a1b2c3d4e5f6"), a_moment())
    assert carried.caption.endswith("jejak a1b2c3d4e5f6")
    assert ("Jejak audit", "a1b2c3d4e5f6") in carried.facts


def test_without_a_chain_nothing_is_said_of_one() -> None:
    assert "jejak" not in stamp(a_programme(chain_head=""), a_moment()).caption


def test_caption_and_facts_name_who_made_the_file() -> None:
    made = stamp(a_programme(), a_moment(), "Ani")
    assert made.caption.endswith("dibuat oleh Ani")
    assert ("Dibuat oleh", "Ani") in made.facts


def test_a_screen_names_nobody() -> None:
    shown = stamp(a_programme(), a_moment())
    assert "dibuat oleh" not in shown.caption
    assert "Dibuat oleh" not in dict(shown.facts)


def test_the_footer_is_the_caption_without_its_source() -> None:
    made = stamp(a_programme(source="Surat", is_example=True), a_moment(), "Ani")
    assert made.footer == made.caption.replace(" · sumber: Surat (DRAF)", "")
    assert made.footer.startswith(EXAMPLE_MARK)


def test_what_must_have_been_known_by_a_day_is_named_everywhere() -> None:
    day = date(2022, 7, 4)
    then = stamp(a_programme(), replace(a_moment(), known_on=day))
    assert ("Diketahui", "yang tercatat sampai 4 Juli 2022") in then.facts
    for line in (then.caption, then.footer):
        assert "Posisi 30 Juni 2022, diketahui 4 Juli 2022" in line


def test_what_is_known_now_is_named_by_the_version_of_the_data() -> None:
    now = stamp(a_programme(version=7), a_moment())
    assert ("Diketahui", "semua yang tercatat sampai versi 7") in now.facts
    assert "diketahui" not in now.caption
