"""The machine's clock as the caretaker is told of it, and as they stand by it."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import text

import admin
from caretaker import founding
from caretaker.checking import check
from caretaker.clocks import clock
from models.store.store import Store
from rules.errors import ClockDiffers, NoProgramme
from rules.periods import WITA
from rules.values import EventId
from tests.people import BATIK, Office
from words.admin_commands import admin_parser

pytestmark = pytest.mark.doubts_clock

BEGUN: Final = datetime(2021, 3, 1, 9, tzinfo=WITA)
BEHIND: Final = "lebih awal daripada catatan terakhir (15 Mar 2021 09.00 WITA)"


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


Ask = Callable[..., Said]


@pytest.fixture
def office(store: Store) -> Office:
    """An office with one report, of the first of March."""
    office = Office(store)
    office.report(progress=0.1, at=BEGUN)
    return office


@pytest.fixture
def ask(
    office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Ask:
    """Runs a command on the office's store at an instant."""
    url = office.store.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("SENTRA_DATABASE_URL", url)
    monkeypatch.setenv("SENTRA_DATA_DIR", str(tmp_path / "local"))

    def run(command: Callable[..., int], now: datetime, **options: object) -> Said:
        capsys.readouterr()
        code = command(Namespace(**options), now=now)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


def hurt(office: Office) -> EventId:
    """A report under a clock that ran two weeks ahead; the clock is then right again."""
    office.now = BEGUN
    made: list[EventId] = []
    office.under_wrong_clock(lambda: made.append(office.report(progress=0.6)), days=14)
    return made[0]


def test_a_believed_clock_is_told_beside_the_last_record(ask: Ask) -> None:
    said = ask(clock, BEGUN + timedelta(days=1), today=None)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "Jam komputer: 2 Mar 2021 09.00 WITA",
        "Catatan terakhir: 1 Mar 2021 09.00 WITA",
        "Jam komputer sejalan dengan catatan; tidak ada yang perlu ditegaskan.",
    ]


def test_a_hurt_store_is_named_and_mended(ask: Ask, office: Office) -> None:
    report = hurt(office)
    now = BEGUN + timedelta(days=1)
    told, checked = ask(clock, now, today=None), ask(check, now, known_heads=[])
    assert (told.code, checked.code) == (1, 1)
    assert BEHIND in told.err
    assert BEHIND in checked.err
    assert "Semua pemeriksaan baik." not in checked.out

    mended = ask(clock, now, today=date(2021, 3, 2))

    assert (mended.code, mended.err) == (0, "")
    assert "1 catatan bertanggal 15 Mar 2021 09.00 WITA" in mended.out
    assert f"laporan {BATIK} berlaku 15 Maret 2021" in mended.out
    checked = ask(check, now, known_heads=[])
    assert (checked.code, BEHIND in checked.err) == (1, False)
    assert f"SALAH: laporan {BATIK} berlaku 15 Maret 2021" in checked.err

    office.send_back(report, at=now)
    assert ask(check, now, known_heads=[]).err == ""
    assert ask(clock, now, today=None).code == 0


def test_a_long_silence_is_worth_a_remark_and_nothing_wrong(ask: Ask) -> None:
    now = BEGUN + timedelta(days=100)
    checked, told = ask(check, now, known_heads=[]), ask(clock, now, today=None)
    assert (checked.code, checked.err) == (0, "")
    assert "PERHATIAN: Jam komputer server menunjukkan" in checked.out
    assert told.code == 1
    assert "100 hari sesudah catatan terakhir" in told.err

    assert "ditegaskan benar" in ask(clock, now, today=now.date()).out

    assert ask(clock, now, today=None).code == 0
    assert "PERHATIAN: Jam" not in ask(check, now, known_heads=[]).out


def test_who_names_another_day_changes_nothing(ask: Ask, office: Office) -> None:
    hurt(office)
    with pytest.raises(ClockDiffers):
        ask(clock, BEGUN + timedelta(days=1), today=date(2021, 3, 3))
    assert ask(clock, BEGUN + timedelta(days=1), today=None).code == 1


def test_the_start_tells_and_goes_on(ask: Ask, office: Office) -> None:
    assert ask(founding.prepare, BEGUN, without_copy=False).err == ""
    hurt(office)
    said = ask(founding.prepare, BEGUN, without_copy=False)
    assert (said.code, said.out.startswith("Basis data siap: ")) == (0, True)
    assert said.err.startswith("PERHATIAN: Jam komputer server menunjukkan 1 Mar 2021 09.00 WITA")


def test_an_example_is_never_in_doubt(ask: Ask, office: Office) -> None:
    with office.store.write() as connection:
        connection.execute(text("UPDATE programme SET pinned_on = '2021-03-02'"))
    said = ask(clock, datetime(2026, 11, 28, 9, tzinfo=WITA), today=date(2026, 11, 28))
    assert (said.code, said.err) == (0, "")
    assert "tidak ada yang perlu ditegaskan" in said.out


def test_the_day_is_typed_as_every_day_is() -> None:
    parser = admin_parser(admin._RUNS, ["pptx"])
    assert parser.parse_args(["clock"]).today is None
    assert parser.parse_args(["clock", "--today", "2021-03-02"]).today == date(2021, 3, 2)
    with pytest.raises(SystemExit):
        parser.parse_args(["clock", "--today", "2 Maret"])


def test_without_a_store_there_is_nothing_to_compare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SENTRA_DATABASE_URL", raising=False)
    monkeypatch.setenv("SENTRA_DATA_DIR", str(tmp_path))
    with pytest.raises(NoProgramme):
        clock(Namespace(today=None), now=BEGUN)
