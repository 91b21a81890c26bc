"""Programme, agencies, sentra and places that come in by plan files, with the milestones."""

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from models.audit.verification import verify
from models.plan.agencies.queries import register
from models.plan.files.rows import AGENCIES, MILESTONES, PLACES, PROGRAMME, SENTRA
from models.plan.registers.queries import PlanRegister, plan_register
from rules.audit.actions import Action
from rules.periods import WITA
from rules.values import AgencyCode, SentraCode
from tests.caretaker.plan_folder import (
    DECISION,
    UNCHANGED,
    Ask,
    acts,
    planned,
    plans,
    put,
    row_of,
    table,
    write,
)
from tests.people import BATIK, Office

DINSOS = ["DINSOS", "Dinsos", "Dinas Sosial", "Dinas Sosial Kabupaten", "", "", "Perda 2/2021"]
NEW_SENTRA = ["S10", "Anyaman", "Tikar purun", "2", "SK Bupati 5", "kantor"]


def registers(office: Office) -> PlanRegister:
    with office.store.read() as connection:
        return plan_register(connection, office.people.admin)


def append(folder: Path, name: str, row: list[str]) -> None:
    put(folder, name, [*table_of(folder, name), row])


def table_of(folder: Path, name: str) -> list[list[str]]:
    """The rows of a file, also once it was saved as Excel does."""
    text = (folder / name).read_text(encoding="utf-8-sig")
    if ";" not in text.partition("\n")[0]:
        return table(folder, name)
    return list(csv.reader(text.splitlines(), delimiter=";"))


def test_the_programme_is_called_and_described_as_the_files_say(ask: Ask, office: Office) -> None:
    folder = exported(ask)
    write(folder, PROGRAMME, 2, name="Program Kami", finish="31/12/2024", vision="Maju")

    checked, loaded = ask("check"), ask("load")

    assert (checked.code, loaded.code) == (0, 0)
    assert "Nama: Program Sentra" in checked.out
    assert "→ Program Kami" in checked.out
    assert "1 data program, OPD, atau sentra berubah." in loaded.out
    found = registers(office).programme
    assert (found.name, found.finish, found.vision) == ("Program Kami", date(2024, 12, 31), "Maju")
    assert ask("load").out == UNCHANGED


def test_a_new_agency_leads_a_milestone_of_the_same_files(ask: Ask, office: Office) -> None:
    folder = exported(ask)
    append(folder, AGENCIES, DINSOS)
    write(folder, AGENCIES, 2, name="Dinas Desa", aliases="PMD; Dinas PMD")
    write(folder, MILESTONES, row_of(BATIK), lead="DINSOS", support="DPMD")

    said = ask("load")

    assert said.code == 0, said.err
    assert planned(office, BATIK).lead == "DINSOS"
    with office.store.read() as connection:
        known = register(connection, office.people.admin)
        assert verify(connection) == ()
    assert known[AgencyCode("DINSOS")].value.name == "Dinas Sosial"
    assert known[AgencyCode("DPMD")].value.aliases == ("PMD", "Dinas PMD")
    assert ask("load").out == UNCHANGED


def test_sentra_are_added_changed_weighed_and_removed_with_places_and_milestones(
    ask: Ask, office: Office
) -> None:
    folder = exported(ask)
    append(folder, SENTRA, NEW_SENTRA)
    write(folder, SENTRA, 2, name="Kelapa", weight="1,5")
    places = table_of(folder, PLACES)
    own = [row for row in places[1:] if row[0] == "S01"]
    put(folder, PLACES, [row for row in places if row[0] != "S02"] + [["S10", *own[0][1:]]])
    milestones = table_of(folder, MILESTONES)
    moved = [["", "S10", *row[2:]] for row in milestones if row[1] == "S01"]
    put(folder, MILESTONES, [row for row in milestones if row[1] != "S02"] + moved)
    put(folder, SENTRA, [row for row in table_of(folder, SENTRA) if row[0] != "S02"])

    said = ask("load")

    assert said.code == 0, said.err
    found = {own.code: own for own in registers(office).sentra}
    assert SentraCode("S02") not in found
    assert (found[SentraCode("S01")].name, found[SentraCode("S01")].weight) == ("Kelapa", 1.5)
    added = found[SentraCode("S10")]
    assert (added.name, added.weight, len(added.places)) == ("Anyaman", 2, 1)
    assert len(plans(office)[SentraCode("S10")].rows) == len(moved)
    assert acts(office, Action.SENTRA_DISSOLVED) == ["S02"]
    assert ask("check").out == UNCHANGED
    with office.store.read() as connection:
        assert verify(connection) == ()


@pytest.mark.parametrize(
    ("name", "number", "cells", "reason"),
    [
        (PROGRAMME, 2, {"finish": "31/12/2022"}, "programme.csv baris 2 kolom finish: "),
        (AGENCIES, 2, {"label": "DISBUDPAR"}, "agencies.csv baris 2 kolom label: "),
        (AGENCIES, 2, {"name": "a" * 2001}, "agencies.csv baris 2 kolom name: "),
        (SENTRA, 3, {"name": "Kelapa dan Kerajinannya"}, "sentra.csv baris 3 kolom name: "),
        (PLACES, 3, {"village_code": "64.09.01.1002"}, "places.csv baris 3 kolom village_code"),
    ],
)
def test_what_the_register_refuses_is_named_where_it_stands(
    ask: Ask, office: Office, name: str, number: int, cells: dict[str, str], reason: str
) -> None:
    folder = exported(ask)
    before = registers(office)
    write(folder, name, number, **cells)

    for said in (ask("check"), ask("load")):
        assert said.code == 1
        assert reason in said.err
    assert registers(office) == before


def test_new_codes_are_those_that_the_program_would_give(ask: Ask) -> None:
    folder = exported(ask)
    append(folder, SENTRA, ["S77", *NEW_SENTRA[1:]])
    append(folder, AGENCIES, ["SOSIAL", *DINSOS[1:]])

    said = ask("check")

    assert "'S77' tidak ada di program; sentra baru berikutnya berkode S10" in said.err
    assert "'SOSIAL': kode OPD baru mengikuti nama singkatnya; tulis DINSOS" in said.err


def test_a_reported_sentra_does_not_go_by_file(ask: Ask, office: Office) -> None:
    office.report(progress=0.1, at=datetime(2021, 4, 1, 9, tzinfo=WITA))
    folder = exported(ask)
    without(folder, "S04")

    said = ask("check")

    assert said.code == 1
    assert "'S04': Sentra yang sudah dilaporkan tidak dapat dihapus" in said.err


def test_all_sentra_of_a_draft_may_be_others(ask: Ask, office: Office) -> None:
    folder = exported(ask)
    put(folder, SENTRA, [table_of(folder, SENTRA)[0], NEW_SENTRA])
    for name, column in ((PLACES, 0), (MILESTONES, 1)):
        head, *rows = table_of(folder, name)
        own = [row for row in rows if row[column] == "S01"]
        for row in own:
            row[column] = "S10"
        put(folder, name, [head, *own])
    milestones = table_of(folder, MILESTONES)
    put(folder, MILESTONES, [milestones[0], *(["", *row[1:]] for row in milestones[1:])])

    said = ask("load")

    assert said.code == 0, said.err
    assert [own.code for own in registers(office).sentra] == [SentraCode("S10")]


def test_an_adopted_plan_keeps_its_sentra_and_changes_by_decision(ask: Ask, office: Office) -> None:
    office.adopt(at=datetime(2021, 3, 1, 9, tzinfo=WITA))
    folder = exported(ask)
    write(folder, SENTRA, 2, name="Kelapa")
    without(folder, "S02")

    refused, loaded = ask("load"), ask("load", **DECISION)

    assert refused.code == 1
    assert "Nomor keputusan" in refused.err
    assert loaded.code == 0, loaded.err
    assert "'S02' tidak ada di berkas dan tidak dihapus; bubarkan di halaman Program" in loaded.err
    assert {own.code for own in registers(office).sentra} >= {SentraCode("S02")}


def without(folder: Path, code: str) -> None:
    """Take a sentra with its places and milestones out of the files."""
    for name, column in ((SENTRA, 0), (PLACES, 0), (MILESTONES, 1)):
        put(folder, name, [row for row in table_of(folder, name) if row[column] != code])


def exported(ask: Ask) -> Path:
    """Write the plan of the store; return its folder."""
    said = ask("export")
    assert said.code == 0, said.err
    return Path(said.out.strip().rpartition(" di ")[2])
