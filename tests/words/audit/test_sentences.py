import pytest

from rules.audit.actions import Action
from rules.audit.trail import Fault, FaultKind
from words.audit import sentences as audit


def test_every_act_has_words_of_its_own() -> None:
    said = [audit.act(action) for action in Action]
    assert len(set(said)) == len(said)
    assert all(words and words == words.strip() for words in said)


def test_every_fault_says_where_it_is() -> None:
    said = [audit.fault(Fault(kind, "report_event 7")) for kind in FaultKind]
    assert len(set(said)) == len(said)
    assert all(words.endswith("report_event 7") for words in said)


def test_a_fault_says_what_people_call_what_it_is_about() -> None:
    found = Fault(FaultKind.CHANGED, "milestone 57", "S05-M03")
    assert audit.fault(found) == "baris berubah: milestone 57 (S05-M03)"


def test_a_warning_tells_the_first_three_faults_and_how_many_more_there_are() -> None:
    faults = [Fault(FaultKind.CHANGED, f"milestone {number}") for number in range(1, 6)]

    assert audit.history_warning([]) == ""
    assert "lainnya" not in audit.history_warning(faults[:3])
    told = audit.history_warning(faults)
    assert "milestone 3; dan 2 lainnya." in told
    assert "milestone 4" not in told
    assert "admin check" in told


@pytest.mark.parametrize(
    ("name", "found", "said"),
    [
        ("progress", 4550, "45,5%"),
        ("weight", 1250, "12,5"),
        ("effective_on", "2022-06-30", "30 Jun 2022"),
        ("last_at", "2022-06-30T06:05:00+00:00", "30 Jun 2022 14.05 WITA"),
        ("status", "obstructed", "terkendala"),
        ("kind", "withdrawn", "ditarik"),
        ("role", "agency_operator", "operator OPD"),
        ("light", "critical", "kritis"),
        ("standing", "plt", "Plt"),
        ("by", "owner", "pemilik akun"),
        ("realised_value", "12.5000", "12,5"),
        ("realised_value", "?", "?"),
        ("revision", 1, "1"),
        ("S04", 652_000_000, "65,2%"),
        ("needs_evidence", True, "ya"),
        ("needs_evidence", False, "tidak"),
        ("stage", "open", "sedang berlangsung"),
        ("basis", "termasuk-laporan", "termasuk laporan"),
        ("plan", "awal", "rencana awal"),
        ("held_on", "2022-06-30", "30 Jun 2022"),
        ("begins_at", "09:00", "09:00"),
        ("agency", None, "kosong"),
        ("note", "", "kosong"),
        ("note", "Apa adanya", "Apa adanya"),
        ("status", "tidak dikenal", "tidak dikenal"),
    ],
)
def test_a_value_reads_as_people_write_it(name: str, found: object, said: str) -> None:
    assert audit.value(name, found) == said


def test_fields_are_named_in_indonesian_and_unknown_ones_without_underscores() -> None:
    told = {"reason": "Lahan", "some_thing": "x"}
    assert audit.fields(told) == (("alasan", "Lahan"), ("some thing", "x"))
    assert audit.line(told) == "alasan Lahan, some thing x"
