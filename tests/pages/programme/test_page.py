"""Program: read by all, changed by the administrator; refusals stand beside their field."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from models.accounts import posts
from models.meetings.office import office as office_of
from models.plan import commands as planning
from models.plan.registers.commands import change_programme
from models.plan.registers.queries import PlanRegister, plan_register
from pages.programme.sections import ProgrammeSection
from pages.shell.catalogue import OVERVIEW, PROGRAMME, SENTRA
from rules.meetings.office import Office
from rules.periods import WITA
from rules.plan.registers import fields_of_programme
from rules.plan.table import PlanDecision
from rules.thresholds import DEFAULT_THRESHOLDS
from rules.vocabulary import Role
from tests.pages.conftest import HOLDERS, Desk
from tests.pages.reading import alerts, markup_of, stands, widget, words

NOON = datetime(2022, 6, 30, 12, tzinfo=WITA)
PROGRAMME_FORM, LIMITS, SENTRA_FORM, WEIGHTS, DISSOLVING, OFFICE = (
    f"{name}-field" for name in ("programme", "limits", "sentra", "weights", "dissolve", "office")
)


@pytest.fixture
def office(plan_desk: Desk) -> Desk:
    """The administrator before a draft on which nobody has reported."""
    return plan_desk.sit("admin")


def register(desk: Desk) -> PlanRegister:
    with desk.store.read() as connection:
        return plan_register(connection, desk.people["pengamat"])


def open_section(
    desk: Desk, section: ProgrammeSection = ProgrammeSection.PROGRAMME, **parameters: str
) -> AppTest:
    screen = desk.open(PROGRAMME, **parameters)
    if section is not ProgrammeSection.PROGRAMME:
        widget(screen, "choice-ProgrammeSection").set_value(section)
        screen = screen.run()
    return screen


def click(screen: AppTest, key: str) -> AppTest:
    widget(screen, key).click()
    return screen.run()


def fill(screen: AppTest, form: str, **fields: Any) -> AppTest:
    for name, value in fields.items():
        widget(screen, f"{form}-{name}").set_value(value)
    return screen


def save(screen: AppTest, form: str, **fields: Any) -> AppTest:
    return click(fill(screen, form, **fields), f"{form}-save")


def wrong(screen: AppTest) -> str:
    return "\n".join(alerts(screen))


@pytest.mark.parametrize("role", Role)
def test_everybody_reads_the_programme_and_only_the_administrator_changes_it(
    desk: Desk, role: Role
) -> None:
    desk.sit(HOLDERS[role])
    for section, key in (
        (ProgrammeSection.PROGRAMME, "open-programme"),
        (ProgrammeSection.PROGRAMME, "open-office"),
        (ProgrammeSection.LIMITS, "open-limits"),
        (ProgrammeSection.SENTRA, "register-add"),
        (ProgrammeSection.HISTORY, ""),
    ):
        screen = open_section(desk, section)
        assert stands(screen)
        assert not alerts(screen)
        offered = [one for one in screen.button if one.key == key]
        assert bool(offered) is (role is Role.ADMIN and bool(key))


def test_a_past_view_shows_what_held_then_and_offers_no_tools(desk: Desk) -> None:
    screen = open_section(desk.sit("admin"), posisi="2021-06-30")

    assert "Penajam Paser Utara" in words(screen)
    assert not [one for one in screen.button if one.key == "open-programme"]


def test_the_programme_is_described_and_the_frame_names_its_region(office: Desk) -> None:
    screen = click(open_section(office), "open-programme")
    screen = save(screen, PROGRAMME_FORM, name="Program Lain", region="Kutai Barat")

    assert stands(screen)
    found = register(office).programme
    assert (found.name, found.region) == ("Program Lain", "Kutai Barat")
    assert "Kutai Barat" in markup_of(office.open(OVERVIEW))
    told = words(open_section(office, ProgrammeSection.HISTORY))
    assert "Nama daerah: Penajam Paser Utara menjadi Kutai Barat" in told


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(office: Desk) -> None:
    screen = click(open_section(office), "open-programme")
    screen = save(screen, PROGRAMME_FORM, name=" ", finish=date(2021, 6, 30))

    assert "Isian ini kosong" in wrong(screen)
    assert "ada tonggak yang selesai sesudah tanggal ini" in wrong(screen).lower()
    assert widget(screen, f"{PROGRAMME_FORM}-finish").value == date(2021, 6, 30)
    assert register(office).entries == ()


def test_an_adopted_programme_is_changed_by_decision(office: Desk) -> None:
    with office.store.write() as connection:
        planning.adopt_plan(
            connection,
            office.people["admin"],
            PlanDecision("050/2/2021", date(2021, 1, 1), ""),
            at=NOON,
        )
    screen = click(open_section(office), "open-programme")
    screen = save(screen, PROGRAMME_FORM, name="Program Lain")
    assert "Nomor keputusan kosong" in wrong(screen)
    assert "Alasan perubahan kosong" in wrong(screen)
    screen = save(
        screen, PROGRAMME_FORM, decision_number="050/9/2022", reason="Perpanjangan masa program"
    )

    assert register(office).programme.name == "Program Lain"
    assert register(office).entries[0].act.decision_number == "050/9/2022"


def test_whoever_comes_second_compares_and_saves_on_top(office: Desk) -> None:
    screen = click(open_section(office), "open-programme")
    known = register(office)
    with office.store.write() as connection:
        change_programme(
            connection,
            office.people["admin"],
            replace(fields_of_programme(known.programme), vision="Visi orang lain"),
            None,
            seen=known.programme_version,
            at=NOON,
        )
    screen = save(screen, PROGRAMME_FORM, name="Program Lain")
    assert "sudah diubah orang lain" in " ".join(alerts(screen))
    screen = click(screen, f"{PROGRAMME_FORM}-take")
    screen = save(screen, PROGRAMME_FORM)

    assert register(office).programme.name == "Program Lain"


def test_the_office_says_how_it_writes_and_a_refusal_keeps_what_was_typed(office: Desk) -> None:
    with office.store.write() as connection:
        admin = office.people["admin"]
        posts.create_post(connection, admin, "kadis", "Kepala Dinas <PMD>", at=NOON)
    screen = click(open_section(office), "open-office")
    screen = save(screen, OFFICE, letterhead="PEMKAB <X>\nDINAS", minutes_number="5/{tahun}")
    assert "tidak memuat {nomor}" in wrong(screen)
    screen = save(screen, OFFICE, minutes_number="5/{nomor}/{tahun}", chair_post="kadis")

    assert stands(screen)
    with office.store.read() as connection:
        found = office_of(connection, office.people["pengamat"])
    assert found == Office(("PEMKAB <X>", "DINAS"), "5/{nomor}/{tahun}", "kadis")
    told = markup_of(screen)
    assert "PEMKAB &lt;X&gt;<br>DINAS" in told
    assert "Kepala Dinas &lt;PMD&gt;" in told


def test_limits_are_set_and_told_where_a_light_is_explained(office: Desk) -> None:
    screen = click(open_section(office, ProgrammeSection.LIMITS), "open-limits")
    screen = save(
        screen, LIMITS, attention_below=3.0, silent_days=14, source="Edaran Kepala DPMD 1/2022"
    )

    assert stands(screen)
    found = register(office).programme.thresholds
    assert found == replace(DEFAULT_THRESHOLDS, attention_below=-3.0, silent_days=14)
    for shown in (screen, office.open(OVERVIEW), office.open(SENTRA)):
        told = markup_of(shown)
        assert "lebih dari 3 pp di bawah rencana" in told
        assert "Edaran Kepala DPMD 1/2022" in told


def test_a_limit_that_contradicts_is_told_at_its_field(office: Desk) -> None:
    screen = click(open_section(office, ProgrammeSection.LIMITS), "open-limits")
    screen = save(screen, LIMITS, critical_below=4.0, source="Edaran")

    assert "Batas kritis harus lebih besar" in wrong(screen)
    assert register(office).programme.thresholds == DEFAULT_THRESHOLDS


def test_the_rule_for_contracts_is_on_for_the_milestones_that_are_chosen(office: Desk) -> None:
    screen = click(open_section(office, ProgrammeSection.LIMITS), "open-limits")
    assert not [one for one in screen.number_input if "contract" in str(one.key)]
    screen = fill(screen, LIMITS, contracts=["S04-M05"]).run()
    screen = save(screen, LIMITS, contract_late_critical_below=4.0, source="Permen PU 07/2011")

    found = register(office).programme.thresholds
    assert (found.contracts, found.contract_late_critical_below) == (("S04-M05",), -4.0)
    assert "berlaku bagi S04-M05" in words(screen)


def test_a_sentra_is_added_with_a_village_typed_by_hand(office: Desk) -> None:
    screen = click(open_section(office, ProgrammeSection.SENTRA), "register-add")
    screen = click(screen, f"{SENTRA_FORM}-add-place")
    screen = save(
        screen,
        SENTRA_FORM,
        **{
            "name": "Madu Kelulut",
            "product": "Madu",
            "legal_basis": "Surat 1/2022",
            "weight": 2.0,
            "village_code-0": "64.09.02.2001",
            "name-0": "Api-Api",
            "district-0": "Waru",
            "source_name-0": "Api Api",
            "source_district-0": "Waru",
            "latitude-0": -1.4,
            "longitude-0": 116.6,
        },
    )

    assert stands(screen)
    added = register(office).sentra[-1]
    assert (added.code, added.name, added.weight) == ("S10", "Madu Kelulut", 2.0)
    assert [one.source_name for one in added.places] == ["Api Api"]
    assert "Madu Kelulut 2" in words(screen)
    assert stands(office.open(SENTRA, sentra="S10"))
    assert stands(office.open(OVERVIEW))


def test_a_sentra_is_renamed_and_its_pin_moved(office: Desk) -> None:
    screen = click(open_section(office, ProgrammeSection.SENTRA), "register-edit")
    screen = save(screen, SENTRA_FORM, **{"name": "Kelapa Genjah", "latitude-0": -1.5})

    found = register(office).sentra[0]
    assert (found.name, found.places[0].latitude) == ("Kelapa Genjah", -1.5)


def test_a_village_that_is_wrong_is_told_at_its_row(office: Desk) -> None:
    screen = click(open_section(office, ProgrammeSection.SENTRA), "register-edit")
    screen = click(screen, f"{SENTRA_FORM}-drop-0")
    screen = click(screen, f"{SENTRA_FORM}-add-place")
    screen = fill(screen, SENTRA_FORM, **{"village_code-3": "6409"})
    screen = save(screen, SENTRA_FORM)

    assert "Tulis kode wilayah seperti 64.09.01.1015" in wrong(screen)
    assert "Tulis lintang" in wrong(screen)
    assert register(office).entries == ()


def test_a_village_is_typed_with_its_name_and_pin_alone(office: Desk) -> None:
    screen = click(open_section(office, ProgrammeSection.SENTRA), "register-edit")
    screen = click(screen, f"{SENTRA_FORM}-add-place")
    typed = {"name-3": "Sukamaju", "district-3": "Muara", "latitude-3": -1.2, "longitude-3": 116.5}
    screen = save(screen, SENTRA_FORM, **typed)

    assert "kode belum diisi" in words(screen)
    (own,) = [one for one in register(office).sentra if one.code == "S01"]
    assert own.places[-1].village_code == "99.99.99.2001"


def test_a_village_is_picked_from_those_that_are_known(office: Desk) -> None:
    screen = click(open_section(office, ProgrammeSection.SENTRA), "register-edit")
    screen = screen.selectbox(f"{SENTRA_FORM}-known-place").set_value("64.09.03.2003").run()
    assert screen.selectbox(f"{SENTRA_FORM}-known-place").value is None
    save(screen, SENTRA_FORM)

    (own,) = [one for one in register(office).sentra if one.code == "S01"]
    assert own.places[-1].name == "Babulu Laut"


def test_weights_of_sentra_are_set_together(office: Desk) -> None:
    screen = click(open_section(office, ProgrammeSection.SENTRA), "register-balance")
    screen = save(screen, WEIGHTS, S04=3.0)

    assert "Hasil Laut 1, Batik 3" in words(screen)
    assert "Hasil Laut 1, Batik 3" in words(office.open(OVERVIEW))
    assert next(one.weight for one in register(office).sentra if one.code == "S04") == 3.0


def test_a_sentra_is_dissolved_and_its_page_still_opens(office: Desk) -> None:
    with office.store.write() as connection:
        planning.adopt_plan(
            connection,
            office.people["admin"],
            PlanDecision("050/2/2021", date(2021, 1, 1), ""),
            at=NOON,
        )
    screen = click(open_section(office, ProgrammeSection.SENTRA), "register-block")
    screen = save(screen, DISSOLVING, decision_number="050/9/2022", reason="Digabung ke S02")

    assert stands(screen)
    assert "Sudah dibubarkan" in " ".join(one.value for one in screen.header)
    assert [one.code for one in register(office).dissolved] == ["S01"]
    past = office.open(SENTRA, sentra="S01")
    assert stands(past)
    assert "Dibubarkan sejak" in markup_of(past)
    assert stands(office.open(OVERVIEW))


def test_a_form_can_be_given_up(office: Desk) -> None:
    screen = click(open_section(office), "open-programme")
    screen = click(fill(screen, PROGRAMME_FORM, name="Bukan ini"), f"{PROGRAMME_FORM}-cancel")
    screen = click(screen, "open-programme")

    assert widget(screen, f"{PROGRAMME_FORM}-name").value == register(office).programme.name
