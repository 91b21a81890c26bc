from datetime import UTC, date, datetime

from rules.audit.clock import Settled
from rules.values import MilestoneCode
from words.audit import clock

NOW = datetime(2022, 6, 30, 6, 5, tzinfo=UTC)
AHEAD = datetime(2031, 1, 1, tzinfo=UTC)


def test_the_clock_stands_beside_the_last_record() -> None:
    assert clock.standing(NOW, AHEAD) == (
        "Jam komputer: 30 Jun 2022 14.05 WITA",
        "Catatan terakhir: 1 Jan 2031 08.00 WITA",
    )
    assert clock.standing(NOW, None)[1] == "Catatan terakhir: belum ada"


def test_what_was_settled_names_the_wrong_instants_and_since_when_they_count() -> None:
    said = clock.settled(Settled(3, (AHEAD, AHEAD)), NOW)
    assert said.startswith("3 catatan bertanggal 1 Jan 2031 08.00 WITA sampai 1 Jan 2031")
    assert "dihitung diketahui sejak 30 Jun 2022 14.05 WITA" in said
    assert "ditegaskan benar" in clock.settled(Settled(), NOW)
    assert clock.settled(None, NOW) == clock.BELIEVED


def test_a_report_ahead_of_today_is_named_with_its_mend() -> None:
    said = clock.effective_ahead(MilestoneCode("S04-M01"), date(2031, 1, 1))
    assert said.startswith("laporan S04-M01 berlaku 1 Januari 2031")
    assert "pimpinan mengembalikannya" in said
