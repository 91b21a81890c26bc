"""Indonesian sentences for what can be wrong with data tokens."""

from typing import Final

from rules.feed.errors import IllegalToken, TokenProblem
from rules.feed.token import PURPOSE_LIMIT

_TOKENS: Final = {
    TokenProblem.PURPOSE_MISSING: (
        "Keperluan token masih kosong; tulis siapa yang memakainya, misalnya Power BI Bapelitbang."
    ),
    TokenProblem.PURPOSE_TOO_LONG: (
        f"Keperluan token terlalu panjang; persingkat menjadi paling banyak {PURPOSE_LIMIT} huruf."
    ),
    TokenProblem.AGENCY_UNKNOWN: "OPD tidak dikenal; pilih kode OPD yang terdaftar.",
    TokenProblem.REVOKED: "Token ini sudah dicabut; muat ulang halaman untuk melihat kapan.",
}


def token_problem(value: TokenProblem) -> str:
    """Return one sentence that names the field of a token and what mends it."""
    return _TOKENS[value]


def illegal_token(value: IllegalToken) -> str:
    """Return why a token was neither given nor revoked."""
    return " ".join(("Daftar token tidak berubah.", *map(token_problem, value.problems)))
