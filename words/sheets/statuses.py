"""Statuses as people type them into a sheet: read, or asked about."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from rules.sheets.answers import Answer, Taken
from rules.sheets.cells import Cell, Kind
from rules.vocabulary import Status, label
from words.cells import plain
from words.formats import enumeration
from words.sheets.cells import judged, problem, question

# Other words for the very same.
_SAME: Final[Mapping[Status, tuple[str, ...]]] = {
    Status.NOT_STARTED: (
        *("belum dimulai", "blm mulai", "blm dimulai", "belum berjalan", "belum dilaksanakan"),
        *("belum dikerjakan", "blm dilaksanakan", "not started"),
    ),
    Status.IN_PROGRESS: (
        *("sedang berjalan", "dalam proses", "proses", "on progress", "in progress", "on going"),
        *("ongoing", "on-going", "sedang dikerjakan", "dalam pelaksanaan", "sedang dilaksanakan"),
        *("sedang proses", "dalam pengerjaan", "on proses"),
    ),
    Status.OBSTRUCTED: ("terhambat", "ada kendala", "macet", "mandek", "terkendala"),
    Status.FINISHED: (
        *("sudah selesai", "telah selesai", "sdh selesai", "tuntas", "rampung", "done", "finish"),
        *("finished", "complete", "completed", "selesai 100%", "100% selesai", "sudah tuntas"),
    ),
    Status.CANCELLED: ("dibatalkan", "batal dilaksanakan", "cancel", "cancelled", "canceled"),
}
_WORDS: Final = MappingProxyType(
    {label(status): status for status in Status}
    | {word: status for status, words in _SAME.items() for word in words}
)
_ACTIVE: Final = (Status.IN_PROGRESS, Status.OBSTRUCTED, Status.NOT_STARTED)
# What may mean several.
_UNSURE: Final[Mapping[str, tuple[Status, ...]]] = MappingProxyType(
    {
        **dict.fromkeys(("belum", "blm"), (Status.NOT_STARTED, Status.IN_PROGRESS)),
        **dict.fromkeys(("belum selesai", "blm selesai", "belum tuntas"), _ACTIVE),
        **dict.fromkeys(
            ("tunda", "ditunda", "tertunda", "pending", "hold", "menunggu"),
            (Status.OBSTRUCTED, Status.NOT_STARTED, Status.CANCELLED),
        ),
        **dict.fromkeys(("sudah", "sdh", "ok", "oke", "v", "x", "ya"), (Status.FINISHED,)),
        "hampir selesai": (Status.IN_PROGRESS,),
        "tidak dilaksanakan": (Status.CANCELLED, Status.NOT_STARTED),
    }
)
_MEND: Final = (
    f"status tidak dikenal; pilih {enumeration([label(status) for status in Status])}".replace(
        " dan ", " atau "
    )
)
_LIKE: Final = 0.75
_AS_BEFORE: Final = frozenset({"tetap", "sama", "tidak ada perubahan", "tidak berubah"})
_NOT: Final = re.compile(r"\b(?:tidak|tdk|belum|blm|bukan|tanpa)\b")


def read_status(cell: Cell) -> Answer[Status]:
    """Return the status that a cell names."""
    return judged(cell, _status, (None, Status.NOT_STARTED))


def _status(cell: Cell) -> Answer[Status]:
    words = plain(cell.text).strip(" .,;!*") if cell.kind is Kind.TEXT else ""
    if words in _WORDS:
        return Taken(_WORDS[words])
    if words in _UNSURE:
        return question(cell, _UNSURE[words], "dapat berarti lebih dari satu status")
    if words in _AS_BEFORE:
        return question(cell, (None,), "berarti tidak ada perubahan")
    if _NOT.search(words):
        return question(cell, _ACTIVE, "menyangkal sesuatu; pilih statusnya")
    near = get_close_matches(words, _WORDS, n=3, cutoff=_LIKE)
    if near:
        choices = tuple(dict.fromkeys(_WORDS[word] for word in near))
        return question(cell, choices, "mirip status yang dikenal, tetapi tidak sama")
    return problem(cell, _MEND)
