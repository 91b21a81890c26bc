"""What stands above columns of sheets: fields, months and weeks by their heads."""

import re
from collections.abc import Mapping
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
    Field.WEIGHT: ("bobot", "bobot tonggak", "bobot %"),
    Field.UNIT: ("satuan", "unit"),
    Field.TARGET: ("target", "volume", "target kinerja", "target volume", "vol"),
}
_FIELDS: Final = {head: field for field, heads in _HEADS.items() for head in heads}

_SIGNS: Final = re.compile(r"[^0-9a-z%/ ]+")
_WEEK: Final = re.compile(r"(?:minggu|mg|m|w|week|pekan)? ?(?:ke)? ?([0-9]{1,3})")
_WEEKS: Final = re.compile(r"minggu|pekan|week|mg")
_UP_TO: Final = frozenset({"kumulatif", "kum", "akumulasi", "komulatif", "s/d", "cumulative"})
_DONE: Final = frozenset({"realisasi", "aktual", "capaian", "actual", "pelaksanaan", "prestasi"})
_PLANNED: Final = frozenset({"rencana", "target", "plan", "planned"})
_LABELS: Final = frozenset(
    {
        *("jumlah", "total", "bobot", "progres", "progress", "fisik", "mingguan", "per", "minggu"),
        *("ini", "pekerjaan", "kemajuan", "persen"),
        *(*_UP_TO, *_DONE, *_PLANNED),
    }
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


def field_of(words: str) -> Field | None:
    """Return the field that a head is about, None where it is about none."""
    found = head(words)
    bare = found.replace("%", "").strip()
    return _FIELDS.get(found) or _FIELDS.get(" ".join(bare.split()))


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
    if said & _DONE:
        return Course.DONE_UP_TO if is_up_to else Course.DONE
    if said & _PLANNED:
        return Course.PLANNED_UP_TO if is_up_to else Course.PLANNED
    return None
