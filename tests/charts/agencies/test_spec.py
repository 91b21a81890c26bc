from charts import agencies
from rules.values import AgencyCode
from rules.vocabulary import Flag
from tests.builders import a_milestone
from tests.charts.agencies.scenes import DPMD, LATER, PLANNING, led, mixed, shown


def test_every_milestone_counts_once_under_its_leading_agency_and_status() -> None:
    spec = shown()
    counted = {row.label: row.counts for row in spec.rows}
    assert [one.word for one in spec.statuses] == [
        "selesai",
        "berjalan",
        "terkendala",
        "belum mulai",
    ]
    assert counted == {"DPMD": (1, 1, 1, 1), "Bapelitbang": (1, 0, 0, 0)}


def test_counts_and_overdue_add_up_to_the_briefing() -> None:
    briefing = mixed()
    spec = shown(briefing)
    standing = briefing.flagged(())
    assert sum(row.total for row in spec.rows) + spec.cancelled == len(standing)
    assert sum(row.overdue for row in spec.rows) == briefing.totals.flags[Flag.OVERDUE] == 1


def test_cancelled_milestones_are_left_out_and_said() -> None:
    assert "1 tonggak batal tidak dihitung" in shown().subtitle
    assert "batal" not in shown(led(a_milestone())).subtitle


def test_the_title_names_who_leads_most_of_what_is_overdue() -> None:
    assert shown().title == "DPMD penanggung jawab 1 dari 1 tonggak yang terlambat"


def test_the_title_names_two_who_share_the_first_place_and_counts_more() -> None:
    two = led(a_milestone("S01-M01", lead=DPMD), a_milestone("S01-M02", lead=PLANNING))
    codes = [AgencyCode(f"OPD{at}") for at in range(3)]
    three = led(*(a_milestone(f"S01-M0{at}", lead=code) for at, code in enumerate(codes)))
    assert shown(two).title == (
        "Bapelitbang dan DPMD masing-masing penanggung jawab 1 dari 2 tonggak yang terlambat"
    )
    assert (
        shown(three).title == "3 OPD masing-masing penanggung jawab 1 dari 3 tonggak yang terlambat"
    )


def test_without_overdue_milestones_the_title_says_so() -> None:
    assert shown(led(a_milestone(first=LATER))).title == "Tidak ada tonggak yang terlambat"


def test_an_unknown_agency_keeps_its_code() -> None:
    spec = agencies.spec(led(a_milestone(lead=AgencyCode("LAMA"))), {})
    assert [row.label for row in spec.rows] == ["LAMA"]
