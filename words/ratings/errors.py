"""Indonesian sentences for what can be wrong with a leader's rating."""

from typing import Final

from rules.ratings.errors import IllegalRating, RatingProblem
from rules.ratings.rating import REASON_LIMIT
from words.formats import number

_PROBLEMS: Final = {
    RatingProblem.LIGHT_NOT_RATED: (
        "Keadaan itu dihitung dari laporan; pilih sesuai rencana, perlu perhatian, atau kritis."
    ),
    RatingProblem.REASON_NEEDED: "Alasan penilaian masih kosong; tuliskan alasannya.",
    RatingProblem.REASON_TOO_LONG: (
        f"Alasan terlalu panjang; ringkas menjadi paling banyak {number(REASON_LIMIT)} huruf."
    ),
    RatingProblem.RECOVERY_NEEDED: (
        "Penilaian kritis perlu rencana pemulihan; isi OPD yang memimpin dan tenggatnya."
    ),
    RatingProblem.RECOVERY_IN_PAST: (
        "Tenggat pemulihan sudah lewat; pilih hari ini atau sesudahnya."
    ),
}


def problem(value: RatingProblem) -> str:
    """Return one sentence that names the field of a rating and what mends it."""
    return _PROBLEMS[value]


def illegal_rating(value: IllegalRating) -> str:
    """Return all that is wrong with a rating."""
    return " ".join(("Penilaian belum tersimpan.", *map(problem, value.problems)))
