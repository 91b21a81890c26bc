"""The plan as files: written, and loaded by the same command as on the page."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

import admin
from models.audit.verification import verify
from models.plan.files.reading import read_plan
from models.plan.files.rows import AGENCIES, MILESTONES, PLACES, PROGRAMME, SENTRA
from rules.audit.actions import Action
from rules.periods import WITA
from rules.values import SentraCode
from settings import EXAMPLE_FILE, PLAN_FOLDER
from tests.agency_desk import BY_LAW, DISBUDPAR, PERINDAG, AgencyDesk
from tests.caretaker.plan_folder import (
    DECISION,
    UNCHANGED,
    Ask,
    Said,
    acts,
    planned,
    plans,
    put,
    row_of,
    table,
    write,
)
from tests.people import BATIK, Office
from words.formats import shape

# Written, and loaded again.


def test_an_untouched_store_writes_the_plan_that_it_was_made_from(ask: Ask, folder: Path) -> None:
    said = ask("export")

    assert (said.code, said.out) == (0, f"5 berkas rencana ditulis di {folder}\n")
    shipped, written = read_plan(PLAN_FOLDER), read_plan(folder)
    for name in (PROGRAMME, AGENCIES, SENTRA):
        assert [row.cells for row in written[name]] == [row.cells for row in shipped[name]]
    milestones = [{**row.cells, "shape": "lurus"} for row in shipped[MILESTONES]]
    assert [row.cells for row in written[MILESTONES]] == milestones
    places = [{**row.cells, "source": "Basis data Pantau Sentra"} for row in shipped[PLACES]]
    assert [row.cells for row in written[PLACES]] == places


def test_what_was_written_loads_as_no_change(ask: Ask, office: Office) -> None:
    ask("export")
    before = plans(office)

    assert ask("check") == Said(0, UNCHANGED, "")
    assert ask("load") == Said(0, UNCHANGED, "")
    assert plans(office) == before
    assert acts(office, Action.PLAN_DRAFTED) == []


def test_a_revised_plan_is_written_as_of_a_day_and_as_known_by_another(
    ask: Ask, office: Office, folder: Path
) -> None:
    office.adopt(at=datetime(2021, 3, 1, 9, tzinfo=WITA))
    first = planned(office, BATIK).schedule.finish.isoformat()
    office.move(BATIK, 30, at=datetime(2021, 4, 1, 9, tzinfo=WITA))
    later = planned(office, BATIK).schedule.finish.isoformat()

    def finish(**days: date) -> str:
        ask("export", **days)
        rows = read_plan(folder)[MILESTONES]
        return next(row["finish"] for row in rows if row["code"] == BATIK)

    assert finish(as_of=date(2021, 3, 31)) == first
    assert finish(as_of=date(2021, 4, 1)) == later
    assert finish(known_at=date(2021, 3, 31)) == first
    assert finish() == later
    assert ask("load").out == UNCHANGED


def test_milestones_of_a_merged_agency_are_written_as_those_of_its_successor(
    ask: Ask, office: Office, folder: Path
) -> None:
    recorded = datetime(2021, 8, 5, 9, tzinfo=WITA)
    AgencyDesk(office).merge(DISBUDPAR, PERINDAG, at=recorded)

    def leads(**days: date) -> set[str]:
        ask("export", now=recorded, **days)
        return {row["lead"] for row in read_plan(folder)[MILESTONES]}

    assert DISBUDPAR in leads(as_of=BY_LAW.holds_from - timedelta(1))
    assert ask("check", now=recorded).err.count("'DISBUDPAR': Penanggung jawab tidak dikenal") > 0
    assert DISBUDPAR not in leads()
    assert ask("load", now=recorded) == Said(0, UNCHANGED, "")


def test_the_status_of_the_milestones_says_whether_the_plan_is_adopted(
    ask: Ask, office: Office, folder: Path
) -> None:
    office.adopt(at=datetime(2021, 3, 1, 9, tzinfo=WITA))

    ask("export")

    assert {row["status"] for row in read_plan(folder)[MILESTONES]} == {"DITETAPKAN"}


def test_each_file_leaves_a_trace(ask: Ask, office: Office) -> None:
    ask("export")

    names = [PROGRAMME, AGENCIES, SENTRA, PLACES, MILESTONES]
    assert sorted(acts(office, Action.FILE_EXPORTED)) == sorted(names)


# Loaded: a draft changes, an adopted plan is revised.


def test_a_draft_is_changed_as_the_files_say(ask: Ask, office: Office, folder: Path) -> None:
    ask("export")
    number = row_of(BATIK)
    write(folder, MILESTONES, number, finish="31/12/2021", target="1.250", title="Batik pesisir")
    write(folder, MILESTONES, number, shape="tw iii 2021: 40,5%; TW IV 2021: 100%")

    checked = ask("check")
    untouched = planned(office, BATIK)
    loaded = ask("load")

    title = untouched.title
    assert checked.code == 0
    assert "S04 " in checked.out
    assert f"  {BATIK} {title}: judul" not in checked.out
    assert f"{BATIK} {title}: tonggak {title} → Batik pesisir" in checked.out
    assert untouched.title != "Batik pesisir"
    assert loaded.code == 0, loaded.err
    assert loaded.out.endswith("Dimuat atas nama admin: tonggak 1 sentra berubah.\n")
    found = planned(office, BATIK)
    assert found.title == "Batik pesisir"
    assert found.target == 1250
    assert found.schedule.finish == date(2021, 12, 31)
    assert shape(found.schedule.shape) == "TW III 2021: 40,5%; TW IV 2021: 100%"
    assert ask("export").code == 0
    assert ask("load").out == UNCHANGED
    assert acts(office, Action.PLAN_DRAFTED) == ["S04"]
    with office.store.read() as connection:
        assert verify(connection) == ()


def test_a_milestone_is_added_removed_and_moved(ask: Ask, office: Office, folder: Path) -> None:
    ask("export")
    rows = table(folder, MILESTONES)
    head, number = rows[0], row_of(BATIK)
    before = [row.code for row in plans(office)[SentraCode("S04")].rows]
    gone = rows.pop(number)
    new = [*rows[number - 1]]
    for column, cell in (("code", ""), ("title", "Sanggar kedua"), ("sequence", "99")):
        new[head.index(column)] = cell
    new[head.index("weight")] = gone[head.index("weight")]
    rows.append(new)
    put(folder, MILESTONES, rows)

    said = ask("load")

    assert said.code == 0, said.err
    assert "  Ditambah: Sanggar kedua" in said.out
    assert "  Dihapus: S04-M02" in said.out
    after = plans(office)[SentraCode("S04")].rows
    assert [row.code for row in after] == [before[0], *before[2:], "S04-M15"]
    assert after[-1].title == "Sanggar kedua"
    assert ask("load").out == UNCHANGED


def test_an_adopted_plan_is_revised_by_a_decision(ask: Ask, office: Office, folder: Path) -> None:
    office.adopt(at=datetime(2021, 3, 1, 9, tzinfo=WITA))
    ask("export")
    write(folder, MILESTONES, row_of(BATIK), finish="31/12/2021")

    checked, refused = ask("check"), ask("load")
    kept = planned(office, BATIK).schedule.finish
    loaded = ask("load", **DECISION)

    assert "tambahkan --decision, --reason, dan --holds-from" in checked.out
    assert refused.code == 1
    assert "Nomor keputusan kosong" in refused.err
    assert kept != date(2021, 12, 31)
    assert loaded.code == 0, loaded.err
    assert planned(office, BATIK).schedule.finish == date(2021, 12, 31)
    assert acts(office, Action.PLAN_REVISED) == ["S04"]
    assert office.milestone(as_of=date(2021, 4, 30)).current.finish == kept


def test_an_examples_plan_changes_on_its_own_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SENTRA_DATABASE_URL", raising=False)
    monkeypatch.setenv("SENTRA_DATA_DIR", str(tmp_path / "local"))
    assert admin.main(["prepare"]) == 0
    folder = tmp_path / "rencana"

    def run(*words: str) -> str:
        capsys.readouterr()
        assert admin.main(["plan", *words, str(folder)]) == 0
        return capsys.readouterr().out

    run("export")
    assert run("check") == UNCHANGED
    assert run("load") == UNCHANGED
    assert (tmp_path / "local" / EXAMPLE_FILE).exists()


def test_codes_of_other_plans_go_out_and_come_back(ask: Ask, office: Office, folder: Path) -> None:
    ask("export")
    write(folder, MILESTONES, row_of("S04-M03"), renstra_code="2.17", sipd_code="2.17.02.5")
    ask("load")

    found = planned(office, "S04-M03")
    assert (found.renstra_code, found.renja_code, found.sipd_code) == ("2.17", "", "2.17.02.5")


def test_what_a_milestone_comes_after_goes_out_and_comes_back(
    ask: Ask, office: Office, folder: Path
) -> None:
    ask("export")
    write(folder, MILESTONES, row_of("S04-M03"), after="S04-M01; s04-m02")
    ask("load")

    assert planned(office, "S04-M03").after == ("S04-M01", "S04-M02")
    ask("export")
    assert ask("load").out == UNCHANGED
