from datetime import date, datetime

from rules.periods import WITA
from rules.plan.acts import PlanAct, PlanActKind
from rules.progress.agency_figures import AgencyFigures
from rules.values import Agency, AgencyCode
from words.plan import agencies as words

DAY = date(2021, 7, 1)
OLD, NEW = AgencyCode("LAMA"), AgencyCode("BARU")
MERGED = Agency(OLD, "Lama", "Dinas Lama", ("DL",), None, None, NEW, DAY)
SUCCESSOR = Agency(NEW, "Baru", "Dinas Baru", (), DAY, date(2021, 12, 31))
KNOWN = {OLD: MERGED, NEW: SUCCESSOR}
ACT = PlanAct(
    number=1,
    kind=PlanActKind.REVISION,
    sentra=None,
    holds_from=DAY,
    reason="Penataan",
    decision_number="Perda 5/2021",
    author="Siti",
    recorded_at=datetime(2021, 8, 1, tzinfo=WITA),
    known_on=date(2021, 8, 1),
)


def test_the_finding_counts_who_is_there_and_who_was_merged() -> None:
    assert words.finding(KNOWN, DAY) == "1 OPD dan mitra, 1 sudah digabung"
    assert words.finding({NEW: SUCCESSOR}, DAY) == "1 OPD dan mitra"


def test_an_agency_stands_as_its_day_says() -> None:
    assert words.standing(MERGED, KNOWN, DAY) == "digabung ke Baru sejak 1 Jul 2021"
    for day, told in (
        (date(2021, 6, 30), "belum berlaku"),
        (DAY, "berlaku"),
        (date(2022, 1, 1), "tidak berlaku lagi"),
    ):
        assert words.standing(SUCCESSOR, KNOWN, day) == told
    assert words.validity(SUCCESSOR) == "sejak 1 Jul 2021 sampai 31 Des 2021"
    assert words.validity(MERGED) == ""
    assert (words.called(MERGED), words.called(SUCCESSOR)) == ("juga disebut DL", "")


def test_what_an_agency_has_in_hand_is_told_with_its_counts() -> None:
    nothing = AgencyFigures()
    assert words.led(nothing) == "tidak memimpin tonggak"
    assert words.led(AgencyFigures(led=1)) == "memimpin 1 tonggak, 0 poin, capaian 0,0%"
    found = AgencyFigures(2, 12.5, 5, 1, 3, 1)
    assert words.led(found) == "memimpin 2 tonggak, 12,5 poin, capaian 40,0%"
    assert words.in_hand(nothing, 0) == words.NOTHING
    told = "1 tonggak dipimpin, 3 didukung, 1 kendala, 2 tindak lanjut"
    assert words.in_hand(found, 2) == told


def test_a_merger_tells_what_moves() -> None:
    assert words.moves(0, 0, 0, 0, 0) == "tidak ada kewajiban terbuka"
    assert words.moves(2, 0, 1, 0, 1) == (
        "2 tonggak yang dipimpin, 1 kendala terbuka, dan 1 akun operator"
    )
    told = "Lama dan Tua menjadi bagian Baru sejak 1 Juli 2021"
    assert words.succession(["Lama", "Tua"], "Baru", DAY) == told


def test_an_act_is_told_by_its_decision() -> None:
    assert words.act(ACT) == "Perda 5/2021, berlaku 1 Juli 2021: Penataan"
    from_beginning = PlanAct(
        2, PlanActKind.DRAFT, None, None, "", "", "Siti", ACT.recorded_at, ACT.known_on
    )
    assert words.act(from_beginning) == "dicatat atau dibetulkan tanpa keputusan"
