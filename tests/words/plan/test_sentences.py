from datetime import date

from rules.plan.order import Breach
from rules.plan.table import difference
from rules.shapes import STEP
from rules.values import MilestoneCode
from tests.builders import a_plan_row, a_shape
from words.plan import sentences

FIRST = a_plan_row("S01-M01", title="Lahan", finish=date(2021, 6, 30))


def test_a_broken_order_names_both_milestones_and_both_days() -> None:
    later = a_plan_row("S01-M02", title="Rumah produksi", start=date(2021, 5, 1))
    assert sentences.breach(Breach(FIRST, later)) == (
        "S01-M02 Rumah produksi mulai 1 Mei 2021, sebelum S01-M01 Lahan selesai 30 Jun 2021"
    )
    new = a_plan_row(None, title="Rumah produksi", start=date(2021, 5, 1))
    assert sentences.breach(Breach(FIRST, new)).startswith("Tonggak baru Rumah produksi mulai")


def test_another_shape_and_another_order_are_told_before_they_are_recorded() -> None:
    before = a_plan_row("S01-M02", shape=a_shape(TW1_2021=0.4, TW4_2021=1))
    after = a_plan_row("S01-M02", shape=STEP, after=(MilestoneCode("S01-M01"),))
    (told,) = sentences.changes(difference([before], [after]), {})
    assert "bentuk TW I 2021: 40%; TW IV 2021: 100% → langkah" in told
    assert "sesudah kosong → S01-M01" in told


def test_what_leaves_for_new_ones_is_not_told_as_removed() -> None:
    changed = difference([FIRST], [a_plan_row(None, title="Lahan barat")])
    assert "Dihapus: S01-M01 Lahan" in sentences.changes(changed, {})
    (told,) = sentences.changes(changed, {}, leaving={MilestoneCode("S01-M01")})
    assert told.startswith("Ditambah: Lahan barat")
    part = a_plan_row(None, origins=(MilestoneCode("S01-M01"),))
    parted = difference([FIRST], [part])
    assert list(sentences.changes(parted, {}, leaving={MilestoneCode("S01-M01")})) == []
