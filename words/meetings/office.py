"""How an office writes its papers, as the page Program tells it."""

from collections.abc import Mapping
from typing import Final

from rules.meetings.office import Office
from words.plan.registers import field_label

LETTERHEAD: Final = "Satu baris kop, satu baris di sini: nama daerah, nama kantor, lalu alamatnya."
NUMBER: Final = (
    "{nomor} menjadi nomor rapat dan {tahun} menjadi tahunnya, "
    "misalnya 000.1.5/{nomor}/DPMD/{tahun}."
)
POSTS: Final = (
    "Notula memuat nama dan NIP pejabat pada hari rapat. Jabatan dan pejabatnya diisi di "
    "Administrasi, bagian Jabatan."
)
SAVED: Final = "Kop dan penanda tangan tersimpan; notula berikut memakainya."

_NOTHING: Final = "belum diisi"


def post(code: str, posts: Mapping[str, str]) -> str:
    """Return the title of a post; one that the register does not know keeps its code."""
    return posts.get(code, code) if code else _NOTHING


def told(office: Office, posts: Mapping[str, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return name and lines of each thing that an office says of its papers."""
    found = {
        "letterhead": office.letterhead,
        "minutes_number": (office.number,) if office.number else (),
        "chair_post": (post(office.chair, posts),),
        "secretary_post": (post(office.secretary, posts),),
    }
    return tuple((field_label(name), lines or (_NOTHING,)) for name, lines in found.items())
