"""What stands above columns of sheets: fields, months and weeks by their heads."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Final

from rules.sheets.layout import Course, Field
from words.cells import plain
from words.formats import parse_day

_HEADS: Final[Mapping[Field, tuple[str, ...]]] = {
    Field.NUMBER: ("no", "nomor", "no urut", "nomor urut", "nr"),
    Field.CODE: ("kode", "kode tonggak", "kode kegiatan", "id", "id tonggak"),
    Field.SENTRA: ("sentra", "nama sentra", "sentra ikm", "klaster", "sentra industri"),
    Field.TITLE: (
        *("tonggak", "tonggak capaian", "uraian kegiatan", "kegiatan", "nama kegiatan", "uraian"),
        *("rencana aksi", "uraian pekerjaan", "pekerjaan", "sub kegiatan", "aksi", "milestone"),
        *("judul", "judul tonggak", "nama tonggak", "uraian rencana aksi", "aktivitas", "item"),
        *("jenis pekerjaan", "item pekerjaan", "nama pekerjaan", "macam pekerjaan", "program"),
        *("program kegiatan", "program/kegiatan", "kegiatan/sub kegiatan", "rencana kegiatan"),
        *("program / kegiatan / sub kegiatan", "program/kegiatan/sub kegiatan"),
        *("jenis kegiatan", "tahapan kegiatan", "uraian sub kegiatan", "nama sub kegiatan"),
    ),
    Field.PROGRESS: (
        *("capaian", "progres", "progress", "persentase", "persen", "kemajuan", "% capaian"),
        *("realisasi fisik", "fisik", "persentase capaian", "capaian fisik", "progres fisik"),
        *("% progres", "% fisik", "realisasi %", "% realisasi", "prosentase"),
    ),
    Field.STATUS: ("status", "keadaan", "kondisi", "status kegiatan", "posisi", "status capaian"),
    Field.EFFECTIVE_ON: (
        *("tanggal", "tgl", "tanggal posisi", "tgl update", "tanggal update", "update terakhir"),
        *("tanggal laporan", "tgl laporan", "per tanggal", "tanggal capaian", "tgl posisi"),
        *("posisi per", "tanggal data", "update"),
    ),
    Field.REALISED: ("realisasi", "nilai realisasi", "realisasi volume", "realisasi target"),
    Field.NOTE: ("catatan", "keterangan", "ket", "uraian perkembangan", "penjelasan"),
    Field.OBSTACLE: ("kendala", "permasalahan", "hambatan", "masalah", "kendala masalah"),
    Field.OWNER: ("opd kendala", "pemilik kendala", "opd penyelesai"),
    Field.EVIDENCE: ("bukti", "bukti dukung", "data dukung", "eviden", "evidence", "dokumen bukti"),
    Field.DECISION: ("nomor keputusan", "no sk", "nomor sk"),
    Field.STAGE: ("tahap", "tahapan"),
    Field.LEAD: (
        *("penanggung jawab", "penanggungjawab", "pj", "opd", "opd penanggung jawab", "pelaksana"),
        *("perangkat daerah", "skpd", "leading sector", "instansi", "opd pelaksana", "pic"),
    ),
    Field.SUPPORTING: ("pendukung", "opd pendukung", "instansi terkait", "opd terkait"),
    Field.START: ("mulai", "tanggal mulai", "tgl mulai", "rencana mulai"),
    Field.FINISH: ("selesai", "tanggal selesai", "tgl selesai", "rencana selesai", "tenggat"),
    Field.PERIOD: (
        *("waktu pelaksanaan", "waktu", "jadwal", "jadwal pelaksanaan", "periode", "rencana waktu"),
        *("waktu kegiatan", "bulan pelaksanaan", "triwulan pelaksanaan"),
    ),
    Field.WEIGHT: ("bobot", "bobot tonggak", "bobot %"),
    Field.UNIT: ("satuan", "unit"),
    Field.TARGET: ("target", "volume", "target kinerja", "target volume", "vol"),
}
_FIELDS: Final = {head: field for field, heads in _HEADS.items() for head in heads}

_LONG: Final = 6
_LONGEST: Final = 40
_ALIKE: Final = 0.88
# No head has one, nearly all else that stands in a sheet does.
_DIGIT: Final = re.compile("[0-9]")
_SIGNS: Final = re.compile(r"[^0-9a-z%/ ]+")
_YEAR: Final = re.compile(r"\b20[0-9]{2}\b")
_QUARTER: Final = re.compile(r"(?:tw|triwulan|twl|tri wulan)\.? ?(i{1,3}|iv|[1-4])(?: 20[0-9]{2})?")
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_IN_QUARTER: Final = 3
_WEEK: Final = re.compile(r"(?:minggu|mg|m|w|week|pekan)? ?(?:ke)? ?([0-9]{1,3})")
_WEEKS: Final = re.compile(r"minggu|pekan|week|mg")
_UP_TO: Final = frozenset({"kumulatif", "kum", "akumulasi", "komulatif", "s/d", "cumulative"})
_DONE: Final = frozenset({"realisasi", "aktual", "capaian", "actual", "pelaksanaan", "prestasi"})
_COME: Final = frozenset({"progres", "progress", "kemajuan"})
_PLANNED: Final = frozenset({"rencana", "target", "plan", "planned"})
_LABELS: Final = (
    frozenset({"jumlah", "total", "bobot", "fisik", "mingguan", "per", "minggu", "ini"})
    | frozenset({"pekerjaan", "persen"})
    | _UP_TO
    | _DONE
    | _COME
    | _PLANNED
)
_MOST_WEEKS: Final = 500
_MONTH: Final = re.compile(
    r"jan(uari|uary)?|[fp]eb(ruari|ruary)?|mar(et|ch)?|apr(il)?|mei|may|juni?|june|juli?|july"
    r"|agu(stus)?|agt|ags|aug(ust)?|sept?(ember)?|okt(ober)?|oct(ober)?|no[vp](ember)?"
    r"|des(ember)?|dec(ember)?"
)


def head(words: str) -> str:
    """Return the words of a head without signs that say nothing: NO. and Capaian (%) alike."""
    return " ".join(_SIGNS.sub(" ", plain(words)).split())


@cache
def _about_as_long(letters: int) -> tuple[str, ...]:
    """Return the heads that words of so many letters can be alike: the others are not compared."""
    least = _ALIKE / (2 - _ALIKE)
    return tuple(one for one in _FIELDS if least <= letters / len(one) <= 1 / least)


@lru_cache
def field_of(words: str) -> Field | None:
    """Return the field that a head is about, None where it is about none."""
    found = head(words)
    bare = " ".join(found.replace("%", "").split())
    exact = _FIELDS.get(found) or _FIELDS.get(bare)
    if exact is not None or not _LONG <= len(bare) <= _LONGEST or _DIGIT.search(bare):
        return exact
    # A slip of the pen: Progess, Penangung Jawab.
    near = get_close_matches(bare, _about_as_long(len(bare)), n=1, cutoff=_ALIKE)
    return _FIELDS[near[0]] if near else None


def months_of(words: str) -> tuple[int, int] | None:
    """Return the first and the last month that a head names: Agt, Nop, TW II, Triwulan 3."""
    quarter = _QUARTER.fullmatch(head(words))
    if quarter is not None:
        last = _IN_QUARTER * (_ROMAN.get(quarter[1]) or int(quarter[1]))
        return last - _IN_QUARTER + 1, last
    month = month_of(words)
    return None if month is None else (month, month)


def year_of(words: str) -> int | None:
    """Return the year that words name; None where they name none or several."""
    years = set(_YEAR.findall(words))
    return int(years.pop()) if len(years) == 1 else None


def month_of(words: str) -> int | None:
    """Return the number of the month that a head names: Agt, Nop, Mei 2022."""
    name, _, year = head(words).partition(" ")
    is_month = _MONTH.fullmatch(name) and (not year or year.isdecimal())
    day = parse_day(f"1 {name} 2000") if is_month else None
    return None if day is None else day.month


def week_of(words: str) -> int | None:
    """Return the number of the week that a head names: 7, M7, Minggu ke-7."""
    found = _WEEK.fullmatch(head(words))
    number = int(found[1]) if found else 0
    return number if 0 < number <= _MOST_WEEKS else None


def says_weeks(words: str) -> bool:
    """Whether a head stands above weeks."""
    return _WEEKS.search(head(words)) is not None


def course_of(words: str) -> Course | None:
    """Return which row of a weekly schedule a label names; None where it says anything else."""
    said = set(head(words).replace("%", " ").split())
    if not said <= _LABELS:
        return None
    is_up_to = bool(said & _UP_TO)
    if said & _PLANNED:
        # Done in percent of the plan is neither.
        is_plan = not said & _DONE
        planned = Course.PLANNED_UP_TO if is_up_to else Course.PLANNED
        return planned if is_plan else None
    if said & (_DONE | _COME):
        return Course.DONE_UP_TO if is_up_to else Course.DONE
    return None
