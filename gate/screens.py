"""The gate's own pages: templates filled with escaped values."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from gate import paths, shell

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
    style=asset("gerbang.css"), mark=asset("lambang.svg"), typeface=shell.typeface()
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


def foreign_host() -> HTMLResponse:
    """Return the answer under a name that is not ours."""
    return _notice(
        400,
        title="Alamat situs belum diizinkan",
        sentence="Aplikasi ini dibuka lewat nama yang belum terdaftar. Administrator dapat"
        " menambahkannya pada SENTRA_ALLOWED_HOSTS.",
        way_out=False,
    )


def _notice(status: int, *, title: str, sentence: str, way_out: bool = True) -> HTMLResponse:
    values = {"title": title, "sentence": sentence, "way_out": way_out}
    return page("pesan.html", values, status=status)
