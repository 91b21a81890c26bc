"""What differs between installations: read from the environment, each setting declared once."""

import contextlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from rules.accounts.passwords import PasswordStyle
from rules.errors import InvalidSetting, UnusableTemplate

PROJECT: Final = Path(__file__).resolve().parent
LEAST_SECRET: Final = 32
LONGEST_SESSION_HOURS: Final = 168
SECRET_FILE: Final = "secret.key"  # noqa: S105 - a file name
REAL_FILE: Final = "pantau.db"
EXAMPLE_FILE: Final = "contoh.db"

_LAST_HOUR: Final = 23
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
    "SENTRA_DATA_DIR",
    "data/local",
    "Folder untuk basis data, berkas bukti, cadangan, dan kunci rahasia.",
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
DECK_TEMPLATE: Final = Declaration(
    "SENTRA_DECK_TEMPLATE",
    "kosong: tampilan bawaan",
    "Templat PowerPoint milik kantor (PPTX atau POTX) untuk paparan rapat.",
)
ALLOWED_HOSTS: Final = Declaration(
    "SENTRA_ALLOWED_HOSTS",
    "kosong: localhost dan alamat IP saja",
    "Nama situs yang boleh dipakai membuka aplikasi, dipisah koma.",
)
BACKUP_HOUR: Final = Declaration(
    "SENTRA_BACKUP_HOUR",
    "1",
    "Pukul berapa (WITA) cadangan harian dibuat, 0 sampai 23; isi tidak untuk mematikannya.",
)
PG_TOOLS: Final = Declaration(
    "SENTRA_PG_TOOLS",
    "kosong: dicari di PATH",
    "Folder pg_dump dan pg_restore, untuk mencadangkan PostgreSQL.",
)
PASSWORD_STYLE: Final = Declaration(
    "SENTRA_PASSWORD_STYLE",
    "panjang",
    "Aturan kata sandi: panjang (15 huruf ke atas) atau bssn (12, susunan, umur enam bulan).",
)
OIDC_ISSUER: Final = Declaration(
    "SENTRA_OIDC_ISSUER", "kosong", "Alamat penyedia identitas (OIDC) untuk masuk tanpa kata sandi."
)
OIDC_CLIENT_ID: Final = Declaration(
    "SENTRA_OIDC_CLIENT_ID", "kosong", "Nama aplikasi ini pada penyedia identitas."
)
OIDC_CLIENT_SECRET: Final = Declaration(
    "SENTRA_OIDC_CLIENT_SECRET", "kosong", "Rahasia aplikasi ini pada penyedia identitas."
)
DECLARATIONS: Final = (
    DATABASE_URL,
    DATA_DIR,
    SECRET,
    SESSION_HOURS,
    SECURE_COOKIE,
    BOUNDARY,
    DECK_TEMPLATE,
    ALLOWED_HOSTS,
    BACKUP_HOUR,
    PG_TOOLS,
    PASSWORD_STYLE,
    OIDC_ISSUER,
    OIDC_CLIENT_ID,
    OIDC_CLIENT_SECRET,
)


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """The office's OIDC provider, and what this program is to it."""

    issuer: str
    client_id: str
    client_secret: str

    def __repr__(self) -> str:
        """Show nothing secret."""
        return f"IdentityProvider(issuer={self.issuer})"


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
    backup_hour: int | None = 1
    pg_tools: Path | None = None
    password_style: PasswordStyle = PasswordStyle.LONG
    identity_provider: IdentityProvider | None = None
    deck_template: Path | None = None

    def __repr__(self) -> str:
        """Show nothing secret, so that a traceback or a log line never does."""
        return f"Settings(data_dir={self.data_dir!s})"

    @property
    def evidence_dir(self) -> Path:
        """Where the bytes of evidence files lie; those of the example lie apart."""
        is_example = self.database_url == sqlite_url(self.data_dir / EXAMPLE_FILE)
        return self.data_dir / ("bukti-contoh" if is_example else "bukti")

    def template(self) -> bytes | None:
        """Return the office's own template for decks as it is now; None where none is named.

        Raises UnusableTemplate where the file went away.
        """
        if self.deck_template is None:
            return None
        try:
            return self.deck_template.read_bytes()
        except OSError as error:
            reason = f"{self.deck_template} tidak ada atau tidak dapat dibaca"
            raise UnusableTemplate(reason) from error

    def shown(self) -> tuple[tuple[Declaration, str], ...]:
        """Return each declaration with the value in force, passwords and the secret hidden."""
        values = (
            make_url(self.database_url).render_as_string(hide_password=True),
            str(self.data_dir),
            "(tersimpan, tidak ditampilkan)",
            str(self.session_hours),
            "ya" if self.secure_cookie else "tidak",
            str(self.boundary or "kosong"),
            str(self.deck_template or "kosong"),
            ", ".join(self.allowed_hosts) or "kosong",
            "tidak" if self.backup_hour is None else str(self.backup_hour),
            str(self.pg_tools or "kosong"),
            self.password_style.value,
            *_shown_provider(self.identity_provider),
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
    return Settings(
        database_url=_database_url(_text(environment, DATABASE_URL), data_dir),
        data_dir=data_dir,
        secret=_secret(_text(environment, SECRET), data_dir),
        session_hours=_session_hours(_text(environment, SESSION_HOURS)),
        secure_cookie=_switch(_text(environment, SECURE_COOKIE)),
        boundary=_file(environment, BOUNDARY, project, "berkas GeoJSON yang ada"),
        deck_template=_file(environment, DECK_TEMPLATE, project, "berkas PPTX yang ada"),
        allowed_hosts=_names(_text(environment, ALLOWED_HOSTS)),
        password_style=_password_style(_text(environment, PASSWORD_STYLE)),
        identity_provider=_identity_provider(environment),
        backup_hour=_backup_hour(_text(environment, BACKUP_HOUR)),
        pg_tools=_folder(_text(environment, PG_TOOLS), project),
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


def _backup_hour(text: str) -> int | None:
    if text.lower() in _FALSE - {"", "0"}:
        return None
    hour = text or BACKUP_HOUR.default
    if not (hour.isascii() and hour.isdecimal() and int(hour) <= _LAST_HOUR):
        raise InvalidSetting(BACKUP_HOUR.variable, text, "jam 0 sampai 23, atau tidak")
    return int(hour)


def _folder(text: str, project: Path) -> Path | None:
    if not text:
        return None
    folder = project / text
    if not folder.is_dir():
        raise InvalidSetting(PG_TOOLS.variable, text, "folder yang ada")
    return folder


def _switch(text: str) -> bool:
    if text.lower() in _TRUE:
        return True
    if text.lower() in _FALSE:
        return False
    raise InvalidSetting(SECURE_COOKIE.variable, text, "ya atau tidak")


def _file(
    environment: Mapping[str, str], declaration: Declaration, project: Path, expected: str
) -> Path | None:
    text = _text(environment, declaration)
    if not text:
        return None
    file = project / text
    if not file.is_file():
        raise InvalidSetting(declaration.variable, text, expected)
    return file


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in text.split(",") if name.strip())


def _password_style(text: str) -> PasswordStyle:
    try:
        return PasswordStyle(text.lower() or PasswordStyle.LONG)
    except ValueError as error:
        words = " atau ".join(PasswordStyle)
        raise InvalidSetting(PASSWORD_STYLE.variable, text, words) from error


def _identity_provider(environment: Mapping[str, str]) -> IdentityProvider | None:
    """Return the provider where all three settings are given; none where none is."""
    declared = (OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET)
    given = {one.variable: _text(environment, one) for one in declared}
    if not any(given.values()):
        return None
    for variable, text in given.items():
        if not text:
            raise InvalidSetting(variable, "", "nilai dari penyedia identitas, bersama dua lainnya")
    issuer = given[OIDC_ISSUER.variable]
    if not _is_safe_issuer(issuer):
        raise InvalidSetting(OIDC_ISSUER.variable, issuer, "alamat yang dimulai dengan https://")
    return IdentityProvider(
        issuer, given[OIDC_CLIENT_ID.variable], given[OIDC_CLIENT_SECRET.variable]
    )


def _is_safe_issuer(issuer: str) -> bool:
    """Whether nobody on the way can read what is exchanged: https, or this very machine."""
    parts = urlsplit(issuer)
    is_local = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1", "::1"}
    return bool(parts.hostname) and (parts.scheme == "https" or is_local)


def _shown_provider(provider: IdentityProvider | None) -> tuple[str, str, str]:
    if provider is None:
        return ("kosong", "kosong", "kosong")
    return (provider.issuer, provider.client_id, "(tersimpan, tidak ditampilkan)")
