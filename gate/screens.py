"""The gate's own pages: templates filled with escaped values."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from gate import paths
from gate.frontend import index_page

_HERE: Final = Path(__file__).parent
ASSETS: Final = _HERE / "assets"


def asset(name: str) -> str:
    """Return the link to an asset; it changes with the content, so browsers keep it for a year."""
    digest = sha256((ASSETS / name).read_bytes()).hexdigest()[:12]
    return f"{paths.ASSETS}{name}?v={digest}"


_environment: Final = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals.update(
    style=asset("gerbang.css"), mark=asset("lambang.svg"), typeface=index_page.typeface()
)


def page(template: str, values: Mapping[str, object], *, status: int = 200) -> HTMLResponse:
    """Return the answer that shows `template`; it is never kept by a browser."""
    html = _environment.get_template(template).render(values)
    return HTMLResponse(html, status_code=status, headers={"Cache-Control": "no-store"})


def unknown_page() -> HTMLResponse:
    """Return the answer for an address where no page stands."""
    return _notice(
        404,
        title="Halaman tidak ada",
        sentence="Alamat ini tidak dikenal. Mungkin tautannya terpotong atau halamannya pindah.",
    )


def failure() -> HTMLResponse:
    """Return the answer when something broke on our side."""
    return _notice(
        500,
        title="Terjadi gangguan",
        sentence="Halaman belum dapat ditampilkan. Data yang sudah tersimpan tetap aman;"
        " coba lagi sebentar lagi, dan beri tahu administrator bila berulang.",
    )


_IN_ONE_SENTENCE: Final = {
    400: "Permintaan ini tidak dapat dibaca. Muat ulang halaman, lalu coba lagi.",
    403: "Permintaan ini tidak berasal dari halaman yang masih terbuka. Muat ulang halaman.",
    404: "Yang diminta tidak ada. Mungkin tautannya terpotong, atau berkasnya sudah diganti.",
    405: "Alamat ini tidak dapat dipakai dengan cara itu.",
    413: "Yang dikirim terlalu besar. Perkecil, lalu coba lagi.",
    416: "Bagian berkas yang diminta tidak ada. Unduh lagi dari awal.",
}


async def plainly(request: Request, problem: Exception) -> Response:
    """Answer in Indonesian what Starlette and Streamlit would answer in English."""
    del request
    status = problem.status_code if isinstance(problem, HTTPException) else 500
    sentence = _IN_ONE_SENTENCE.get(status, "Permintaan ini tidak dapat dipenuhi.")
    headers = problem.headers if isinstance(problem, HTTPException) else None
    return PlainTextResponse(sentence, status_code=status, headers=headers)


def clock_in_doubt(sentence: str) -> HTMLResponse:
    """Return the answer while nothing can be recorded, a sign-in included; `sentence` says why."""
    return _notice(503, title="Jam komputer perlu diperiksa", sentence=sentence)


def foreign_host() -> HTMLResponse:
    """Return the answer under a name that is not ours."""
    return _notice(
        400,
        title="Alamat situs belum diizinkan",
        sentence="Aplikasi ini dibuka lewat nama yang belum terdaftar. Administrator dapat"
        " menambahkannya pada SENTRA_ALLOWED_HOSTS.",
        way_out=False,
    )


def spent_link() -> HTMLResponse:
    """Return the answer to a one-time link that opens nothing any more."""
    return _notice(
        410,
        title="Tautan tidak berlaku lagi",
        sentence="Tautan ini sudah dipakai atau lewat waktunya. Minta tautan baru kepada"
        " administrator, atau masuk dengan kata sandi Anda.",
    )


def password_changed() -> HTMLResponse:
    """Return the answer after one's own password was changed."""
    return _notice(
        200,
        title="Kata sandi sudah diganti",
        sentence="Mulai sekarang masuklah dengan kata sandi yang baru. Sesi Anda di perangkat lain"
        " sudah ditutup.",
    )


def without_password() -> HTMLResponse:
    """Return the answer to whoever wants to change a password that their account does not have."""
    return _notice(
        404,
        title="Akun ini tidak memakai kata sandi",
        sentence="Peran contoh dan akun yang masuk lewat penyedia identitas tidak mempunyai kata"
        " sandi di sini, jadi tidak ada yang perlu diganti.",
    )


def provider_away() -> HTMLResponse:
    """Return the answer while the office's identity provider cannot be asked."""
    return _notice(
        502,
        title="Akun kantor belum dapat dipakai",
        sentence="Penyedia identitas kantor tidak menjawab sebagaimana mestinya. Coba lagi sebentar"
        " lagi, atau masuk dengan kata sandi.",
    )


def provider_unclear() -> HTMLResponse:
    """Return the answer when what came back from the provider proves nothing."""
    return _notice(
        403,
        title="Belum berhasil masuk",
        sentence="Jawaban penyedia identitas tidak dapat dipastikan atau sudah kedaluwarsa. Mulai"
        " lagi dari halaman masuk; bila terulang, hubungi administrator.",
    )


def provider_unknown() -> HTMLResponse:
    """Return the answer to a proven person whom no account here names."""
    return _notice(
        403,
        title="Akun kantor ini belum terdaftar",
        sentence="Alamat surel akun kantor Anda belum dicatat pada akun mana pun di sini. Minta"
        " administrator mencatatnya, lalu coba lagi.",
    )


def _notice(status: int, *, title: str, sentence: str, way_out: bool = True) -> HTMLResponse:
    values = {"title": title, "sentence": sentence, "way_out": way_out}
    return page("pesan.html", values, status=status)
