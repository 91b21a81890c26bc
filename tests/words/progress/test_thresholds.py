from datetime import date

from rules.thresholds import SetBy, Thresholds
from tests.builders import a_programme
from words.progress import thresholds as words


def test_the_limits_are_told_as_they_are_set() -> None:
    told = words.lights(Thresholds(attention_below=-4.5, critical_after_days_obstructed=45))

    assert told == (
        (
            "Perlu perhatian: lebih dari 4,5 pp di bawah rencana, atau ada tonggak yang terlambat "
            "lebih dari 30 hari."
        ),
        (
            "Kritis: lebih dari 10 pp di bawah rencana, atau ada tonggak terlambat yang "
            "kendalanya terbuka lebih dari 45 hari."
        ),
    )


def test_the_rule_for_contracts_is_told_where_the_office_named_some() -> None:
    assert words.lights(Thresholds(contracts=("S01-M03", "S02-M01")))[-1] == (
        "Kontrak kritis: tertinggal lebih dari 10 pp, atau lebih dari 5 pp bila rencananya sudah "
        "di atas 70%; berlaku bagi S01-M03 dan S02-M01."
    )


def test_who_set_the_limits_is_told_with_decision_source_and_day() -> None:
    own = SetBy("Siti", date(2022, 3, 1), "050/7/2022", "Perbup 12/2022")
    drafted = SetBy("Siti", None, "", "Edaran kepala DPMD")

    assert words.set_by(a_programme(thresholds_set=own)) == (
        "Batas: diatur Siti dengan 050/7/2022, berlaku sejak 1 Maret 2022; sumber: Perbup 12/2022."
    )
    assert words.set_by(a_programme(thresholds_set=drafted)) == (
        "Batas: diatur Siti, berlaku sejak awal program; sumber: Edaran kepala DPMD."
    )
    assert "Permen PU 07/2011" in words.set_by(a_programme())


def test_what_is_due_soon_and_silent_is_told_in_days() -> None:
    value = Thresholds(due_soon_days=14, silent_days=21)

    assert words.due_soon(value) == "jatuh tempo 14 hari"
    assert words.flags(value) == (
        "Tonggak ditandai jatuh tempo 14 hari sebelumnya, dan tanpa laporan sesudah 21 hari."
    )
