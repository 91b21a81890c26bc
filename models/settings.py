"""What differs between installations: read from the environment, each setting declared once."""

import contextlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from rules.errors import InvalidSetting

PROJECT: Final = Path(__file__).resolve().parent.parent
LEAST_SECRET: Final = 32
LONGEST_SESSION_HOURS: Final = 168
SECRET_FILE: Final = "secret.key"  # noqa: S105 - a file name
REAL_FILE: Final = "pantau.db"
EXAMPLE_FILE: Final = "contoh.db"

_TRUE: Final = frozenset({"1", "ya", "yes", "true", "on"})
_FALSE: Final = frozenset({"", "0", "tidak", "no", "false", "off"})


@dataclass(frozen=True, slots=True)
class Declaration:
    """A setting as README and `admin check` show it; a default that depends is said in words."""

    variable: str
    default: str
    help: str


DATABASE_URL: Final = Declaration(
    "SENTRA_DATABASE_URL",
    "data/local/pantau.db bila ada, selain itu data/local/contoh.db",
    "Basis data yang dipakai (URL SQLAlchemy, SQLite atau PostgreSQL).",
)
DATA_DIR: Final = Declaration(
    "SENTRA_DATA_DIR", "data/local", "Folder untuk basis data, cadangan, dan kunci rahasia."
)
SECRET: Final = Declaration(
    "SENTRA_SECRET",
    "dibuat sekali di data/local/secret.key",
    "Kunci penanda tangan kuki sesi, paling sedikit 32 karakter.",
)
SESSION_HOURS: Final = Declaration(
    "SENTRA_SESSION_HOURS", "12", "Berapa jam seseorang tetap masuk, 1 sampai 168."
)
SECURE_COOKIE: Final = Declaration(
    "SENTRA_SECURE_COOKIE", "tidak", "Isi ya bila aplikasi dibuka lewat https."
)
BOUNDARY: Final = Declaration(
    "SENTRA_BOUNDARY", "kosong", "Berkas GeoJSON batas wilayah untuk peta (boleh kosong)."
)
ALLOWED_HOSTS: Final = Declaration(
    "SENTRA_ALLOWED_HOSTS",
    "kosong: localhost dan alamat IP saja",
    "Nama situs yang boleh dipakai membuka aplikasi, dipisah koma.",
)
DECLARATIONS: Final = (
    DATABASE_URL,
    DATA_DIR,
    SECRET,
    SESSION_HOURS,
    SECURE_COOKIE,
    BOUNDARY,
    ALLOWED_HOSTS,
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force."""

    database_url: str
    data_dir: Path
    secret: str
    session_hours: int
    secure_cookie: bool
    boundary: Path | None
    allowed_hosts: tuple[str, ...]

    def __repr__(self) -> str:
        """Show nothing secret, so that a traceback or a log line never does."""
        return f"Settings(data_dir={self.data_dir!s})"

    def shown(self) -> tuple[tuple[Declaration, str], ...]:
        """Return each declaration with the value in force, passwords and the secret hidden."""
        values = (
            make_url(self.database_url).render_as_string(hide_password=True),
            str(self.data_dir),
            "(tersimpan, tidak ditampilkan)",
            str(self.session_hours),
            "ya" if self.secure_cookie else "tidak",
            str(self.boundary or "kosong"),
            ", ".join(self.allowed_hosts) or "kosong",
        )
        return tuple(zip(DECLARATIONS, values, strict=True))


def read_settings(
    environment: Mapping[str, str] = os.environ, *, project: Path = PROJECT
) -> Settings:
    """Return the settings in force; the first call on a machine makes the secret file.

    Relative paths are taken from the project's folder, so it does not matter where the program was
    started. Raises InvalidSetting, which names the variable and what it should hold.
    """
    data_dir = project / (_text(environment, DATA_DIR) or "data/local")
    boundary = _text(environment, BOUNDARY)
    return Settings(
        database_url=_database_url(_text(environment, DATABASE_URL), data_dir),
        data_dir=data_dir,
        secret=_secret(_text(environment, SECRET), data_dir),
        session_hours=_session_hours(_text(environment, SESSION_HOURS)),
        secure_cookie=_switch(_text(environment, SECURE_COOKIE)),
        boundary=_boundary(boundary, project),
        allowed_hosts=_names(_text(environment, ALLOWED_HOSTS)),
    )


def _text(environment: Mapping[str, str], declaration: Declaration) -> str:
    return environment.get(declaration.variable, "").strip()


def _database_url(text: str, data_dir: Path) -> str:
    if not text:
        real = data_dir / REAL_FILE
        return sqlite_url(real if real.exists() else data_dir / EXAMPLE_FILE)
    try:
        make_url(text)
    except ArgumentError as error:
        # The text itself may hold a password, so it is not shown.
        expected = "URL seperti sqlite:///berkas.db"
        raise InvalidSetting(DATABASE_URL.variable, "", expected) from error
    return text


def sqlite_url(file: Path) -> str:
    """Return the URL of the SQLite store in `file`."""
    return f"sqlite:///{file.as_posix()}"


def _secret(text: str, data_dir: Path) -> str:
    secret = text or _kept_secret(data_dir / SECRET_FILE)
    if len(secret) < LEAST_SECRET:
        raise InvalidSetting(SECRET.variable, "", f"paling sedikit {LEAST_SECRET} karakter acak")
    return secret


def _kept_secret(file: Path) -> str:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        _write_secret(file)
    return file.read_text(encoding="ascii").strip()


def _write_secret(file: Path) -> None:
    """Make the file, readable by its owner alone; of two that start at once the first one wins."""
    with contextlib.suppress(FileExistsError):
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write(secrets.token_urlsafe(48) + "\n")


def _session_hours(text: str) -> int:
    expected = f"bilangan bulat 1 sampai {LONGEST_SESSION_HOURS}"
    try:
        hours = int(text or SESSION_HOURS.default)
    except ValueError as error:
        raise InvalidSetting(SESSION_HOURS.variable, text, expected) from error
    if not 1 <= hours <= LONGEST_SESSION_HOURS:
        raise InvalidSetting(SESSION_HOURS.variable, text, expected)
    return hours


def _switch(text: str) -> bool:
    if text.lower() in _TRUE:
        return True
    if text.lower() in _FALSE:
        return False
    raise InvalidSetting(SECURE_COOKIE.variable, text, "ya atau tidak")


def _boundary(text: str, project: Path) -> Path | None:
    if not text:
        return None
    file = project / text
    if not file.is_file():
        raise InvalidSetting(BOUNDARY.variable, text, "berkas GeoJSON yang ada")
    return file


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in text.split(",") if name.strip())
