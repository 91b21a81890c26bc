import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from rules.meetings.dossier import Dossier
from rules.progress.briefing import Briefing, brief
from rules.values import Agency, AgencyCode, Milestone
from tests.builders import (
    AS_OF,
    a_board,
    a_dossier,
    a_follow_up,
    a_milestone,
    a_moment,
    a_programme,
    a_schedule,
    a_sentra,
    a_state,
    an_obstacle,
)
from tests.hostile import TEXTS
from words.meetings.messages import concerned, message, messages, wa_link

DPMD = AgencyCode("DPMD")
BOLD = re.compile(r"\*([^*\n]+)\*")


def due_in(days: int, code: str = "S01-M01", **fields: Any) -> Milestone:
    finish = AS_OF + timedelta(days)
    fields.setdefault("state", a_state(effective_on=AS_OF))
    return a_milestone(code, first=a_schedule(finish=finish), **fields)


def a_debt(*milestones: Milestone, is_example: bool = False, **fields: Any) -> Dossier:
    sentra = a_sentra(milestones=milestones, name="Batik")
    board = a_board([sentra], programme=a_programme(is_example=is_example))
    return a_dossier(brief(board, a_moment()), **fields)


def test_a_message_tells_what_an_agency_owes_since_when_and_thanks() -> None:
    obstacle = an_obstacle(opened_on=AS_OF - timedelta(113))
    silent = a_state(effective_on=AS_OF - timedelta(40))
    dossier = a_debt(
        due_in(-12, "S01-M01"),
        due_in(8, "S01-M02", state=a_state(effective_on=AS_OF, obstacles=(obstacle,))),
        due_in(0, "S01-M03"),
        due_in(60, "S01-M04", state=silent),
        follow_ups=(a_follow_up(1), a_follow_up(2, due_on=date(2022, 7, 14), text="Bayar lahan")),
        address="https://sentra.test",
    )

    assert message(DPMD, dossier).splitlines() == [
        "Yth. DPMD,",
        "Pada posisi *30 Juni 2022*, 7 hal menunggu tindakan Anda:",
        "• *Terlambat 12 hari:* Batik: Kajian kelayakan selesai",
        "• *Tindak lanjut rapat, terlambat 77 hari:* Menuntaskan pembebasan lahan",
        "• *Tindak lanjut rapat, tenggat 14 Jul 2022:* Bayar lahan",
        "• *Kendala terbuka 113 hari:* Batik: Lahan belum bebas",
        "• *Jatuh tempo hari ini:* Batik: Kajian kelayakan selesai",
        "• *Jatuh tempo dalam 8 hari:* Batik: Kajian kelayakan selesai",
        "• *Tanpa laporan 40 hari:* Batik: Kajian kelayakan selesai",
        "Rincian: https://sentra.test/tugas-saya?posisi=2022-06-30&basis=disetujui&rencana=awal",
        "Terima kasih atas kerja samanya.",
    ]


def test_what_was_only_reported_late_is_told_apart_from_what_happened() -> None:
    def at(day: date, progress: float, lead: AgencyCode = DPMD) -> Briefing:
        own = due_in(60, state=a_state(progress, effective_on=day), lead=lead)
        return brief(a_board([a_sentra(milestones=[own])], as_of=day), a_moment(day))

    march = date(2022, 3, 31)
    later, known, told = at(AS_OF, 0.5), at(march, 0.3), at(march, 0.1)
    dossier = a_dossier(later).compared(known, with_meeting=True, told=told)

    assert message(DPMD, dossier).splitlines()[-3:] == [
        "Sejak 31 Maret 2022: 1 tonggak maju.",
        "Baru dilaporkan tentang hari sampai 31 Maret 2022: 1 tonggak maju.",
        "Terima kasih atas kerja samanya.",
    ]
    assert "1 tonggak maju" not in message(AgencyCode("BAPELITBANG"), dossier)
    on_time = a_dossier(later).compared(known, with_meeting=True, told=known)
    assert "Baru dilaporkan" not in message(DPMD, on_time)
    still = a_dossier(later).compared(later, with_meeting=True, told=later)
    assert "Sejak" not in message(DPMD, still)


def test_example_data_says_so_before_anything_is_asked() -> None:
    lines = message(DPMD, a_debt(due_in(-1), is_example=True)).splitlines()

    assert lines[1] == "*DATA CONTOH: bukan data resmi*"
    assert "DATA CONTOH" not in message(DPMD, a_debt(due_in(-1)))


def test_much_to_do_stays_short_and_every_kind_is_named() -> None:
    late = [due_in(-number, f"S01-M{number:02}") for number in range(1, 31)]
    dossier = a_debt(*late, due_in(5, "S01-M31"), follow_ups=(a_follow_up(),))

    lines = message(DPMD, dossier).splitlines()

    assert len(lines) <= 12
    assert sum("Terlambat" in line for line in lines) == 5
    assert sum("Jatuh tempo" in line or "Tindak lanjut" in line for line in lines) == 2
    assert "• dan 25 lainnya" in lines


def test_where_nobody_knows_the_address_there_is_no_link() -> None:
    assert "http" not in message(DPMD, a_debt(due_in(-1)))


def test_an_agency_that_owes_nothing_is_told_so() -> None:
    dossier = a_debt(due_in(90))

    assert "tidak ada yang menunggu" in message(DPMD, dossier)
    assert (concerned(dossier), messages(dossier)) == ((), {})


def test_every_agency_that_owes_anything_has_its_message() -> None:
    dossier = a_debt(due_in(-1), due_in(2, "S01-M02", lead=AgencyCode("DINAS LAIN")))

    assert list(messages(dossier)) == ["DPMD", "DINAS LAIN"]
    assert messages(dossier)[DPMD] == message(DPMD, dossier)


@pytest.mark.parametrize("text", TEXTS)
def test_what_people_typed_breaks_neither_lines_nor_markup(text: str) -> None:
    agency = Agency(DPMD, text, text, (), None, None)
    obstacle = an_obstacle(description=text)
    debts = (
        a_debt(
            due_in(-1, title=title, state=a_state(effective_on=AS_OF, obstacles=(obstacle,))),
            follow_ups=(a_follow_up(text=title),),
        )
        for title in ("Judul", text)
    )
    plain, hurt = (
        replace(debt, briefing=replace(debt.briefing, agencies={DPMD: agency})) for debt in debts
    )

    told = message(DPMD, hurt)

    assert BOLD.findall(told) == BOLD.findall(message(DPMD, plain))
    assert told.count("*") == 2 * len(BOLD.findall(told))
    assert len(told.splitlines()) == len(message(DPMD, plain).splitlines())
    assert not re.search("[_~`\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]", told)
    assert max(map(len, told.splitlines())) < 180


def test_a_link_hands_the_whole_text_to_whatsapp() -> None:
    text = "Yth. DPMD,\n*Terlambat 1 hari:* a & b = 100% #1 + é"

    parts = urlsplit(wa_link(text))

    assert (parts.scheme, parts.netloc, parts.path) == ("https", "wa.me", "/")
    assert parse_qs(parts.query) == {"text": [text]}


@pytest.mark.parametrize("text", ["a" * 5000, "😀" * 900, "baris\n" * 700, "\ud800" * 3000])
def test_a_link_never_grows_beyond_what_is_handed_on(text: str) -> None:
    link = wa_link(text)

    assert 1900 < len(link) <= 2000
    (kept,) = parse_qs(urlsplit(link).query)["text"]
    assert kept.endswith("…")
    assert "baris" not in text or set(kept[:-1].split()) == {"baris"}


def test_a_text_is_never_cut_in_a_word() -> None:
    words = [f"kata{number}" for number in range(400)]
    late = due_in(-1, title=" ".join(words))
    (line,) = (one for one in message(DPMD, a_debt(late)).splitlines() if "Terlambat" in one)
    (kept,) = parse_qs(urlsplit(wa_link(" ".join(words))).query)["text"]

    assert kept.removesuffix("…").split() == words[: len(kept.split())]
    told = line.partition("Batik: ")[2].removesuffix("…").split()
    assert told == words[: len(told)]


def test_the_longest_usual_message_fits_into_a_link() -> None:
    late = [due_in(-number, f"S01-M{number:02}", title="Judul " * 20) for number in range(1, 31)]
    told = message(DPMD, a_debt(*late, is_example=True, address="https://sentra.penajam.test"))

    assert parse_qs(urlsplit(wa_link(told)).query) == {"text": [told]}
