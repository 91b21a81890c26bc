"""What differs between installations: read from the environment, one row of `TABLE` a setting."""

import contextlib
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from rules.accounts.passwords import PasswordStyle
from rules.errors import InvalidSetting, UnusableTemplate
from rules.meetings.office import NO_OFFICE, NUMBER, Office

PROJECT: Final = Path(__file__).resolve().parent
PLAN_FOLDER: Final = PROJECT / "data"
"""The plan files that are shipped."""

LEAST_SECRET: Final = 32
LONGEST_SESSION_HOURS: Final = 168
SECRET_FILE: Final = "secret.key"  # noqa: S105 - a file name
REAL_FILE: Final = "pantau.db"
EXAMPLE_FILE: Final = "contoh.db"

DATABASE_URL: Final = "SENTRA_DATABASE_URL"
OIDC_ISSUER: Final = "SENTRA_OIDC_ISSUER"
_DATA_DIR: Final = "SENTRA_DATA_DIR"

_LAST_HOUR: Final = 23
_TRUE: Final = frozenset({"1", "ya", "yes", "true", "on"})
_FALSE: Final = frozenset({"", "0", "tidak", "no", "false", "off"})


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
    address: str = ""
    office: Office = NO_OFFICE

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

    def shown(self) -> tuple[tuple["Setting", str], ...]:
        """Return each setting with the value in force, passwords and the secret hidden."""
        return tuple((setting, setting.shown(self)) for setting in TABLE)


def sqlite_url(file: Path) -> str:
    """Return the URL of the SQLite store in `file`."""
    return f"sqlite:///{file.as_posix()}"


class _Unusable(ValueError):
    """What a setting should hold instead; `told` may be shown back to whoever typed it."""

    def __init__(self, expected: str, told: str = "") -> None:
        super().__init__(expected)
        self.expected, self.told = expected, told


@dataclass(frozen=True, slots=True)
class _Place:
    """What relative paths are taken from, and where this installation keeps its data."""

    project: Path
    data_dir: Path


def _database_url(text: str, place: _Place) -> str:
    if not text:
        real = place.data_dir / REAL_FILE
        return sqlite_url(real if real.exists() else place.data_dir / EXAMPLE_FILE)
    try:
        make_url(text)
    except ArgumentError as error:
        # The text itself may hold a password, so it is not shown.
        raise _Unusable("URL seperti sqlite:///berkas.db") from error
    return text


def _secret(text: str, place: _Place) -> str:
    secret = text or _kept_secret(place.data_dir / SECRET_FILE)
    if len(secret) < LEAST_SECRET:
        raise _Unusable(f"paling sedikit {LEAST_SECRET} karakter acak")
    return secret


def _kept_secret(file: Path) -> str:
    """Return the secret in the file, which is made with it, readable by its owner alone."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        # Of two that start at once the first one wins.
        with contextlib.suppress(FileExistsError):
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as opened:
                opened.write(secrets.token_urlsafe(48) + "\n")
    return file.read_text(encoding="ascii").strip()


def _session_hours(text: str, _: _Place) -> int:
    expected = f"bilangan bulat 1 sampai {LONGEST_SESSION_HOURS}"
    try:
        hours = int(text)
    except ValueError as error:
        raise _Unusable(expected, text) from error
    if not 1 <= hours <= LONGEST_SESSION_HOURS:
        raise _Unusable(expected, text)
    return hours


def _backup_hour(text: str, _: _Place) -> int | None:
    if text.lower() in _FALSE - {"", "0"}:
        return None
    if not (text.isascii() and text.isdecimal() and int(text) <= _LAST_HOUR):
        raise _Unusable("jam 0 sampai 23, atau tidak", text)
    return int(text)


def _switch(text: str, _: _Place) -> bool:
    if text.lower() not in _TRUE | _FALSE:
        raise _Unusable("ya atau tidak", text)
    return text.lower() in _TRUE


def _file(text: str, place: _Place, *, kind: str) -> Path | None:
    if text and not (place.project / text).is_file():
        raise _Unusable(f"berkas {kind} yang ada", text)
    return place.project / text if text else None


def _folder(text: str, place: _Place) -> Path | None:
    if text and not (place.project / text).is_dir():
        raise _Unusable("folder yang ada", text)
    return place.project / text if text else None


def _names(text: str, _: _Place) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in text.split(",") if name.strip())


def _address(text: str, _: _Place) -> str:
    parts = urlsplit(text)
    if text and not (parts.scheme in {"http", "https"} and parts.netloc and not parts.query):
        raise _Unusable("alamat seperti https://pantau.contoh.go.id", text)
    return text.rstrip("/")


def _password_style(text: str, _: _Place) -> PasswordStyle:
    try:
        return PasswordStyle(text.lower())
    except ValueError as error:
        raise _Unusable(" atau ".join(PasswordStyle), text) from error


def _text(text: str, _: _Place) -> str:
    return text


def _lines(text: str, _: _Place) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("|") if line.strip())


def _number(text: str, _: _Place) -> str:
    if text and NUMBER not in text:
        raise _Unusable(f"pola yang memuat {NUMBER}", text)
    return text


def _plain(value: object) -> str:
    return "kosong" if value is None or value == "" else str(value)


def _hidden(value: object) -> str:
    return "kosong" if value is None else "(tersimpan, tidak ditampilkan)"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its variable, the field of `Settings` it fills, and how it is read and shown."""

    variable: str
    field: str
    default: str
    """What is read where the variable is not set."""
    read: Callable[[str, _Place], Any]
    help: str
    show: Callable[[Any], str] = _plain

    def value(self, environment: Mapping[str, str], place: _Place) -> Any:  # noqa: ANN401 - the field's
        """Return what the environment says. Raises InvalidSetting."""
        try:
            return self.read(environment.get(self.variable, "").strip() or self.default, place)
        except _Unusable as error:
            raise InvalidSetting(self.variable, error.told, error.expected) from error

    def shown(self, settings: Settings) -> str:
        """Return the value in force in words."""
        value: Any = settings
        for name in self.field.split("."):
            value = getattr(value, name, None)
        return self.show(value)


# fmt: off
TABLE: Final = (
    Setting(DATABASE_URL, "database_url", "", _database_url,
        "Basis data yang dipakai (URL SQLAlchemy, SQLite atau PostgreSQL).",
        lambda url: make_url(url).render_as_string(hide_password=True)),
    Setting(_DATA_DIR, "data_dir", "", lambda _, place: place.data_dir,
        "Folder untuk basis data, berkas bukti, cadangan, dan kunci rahasia."),
    Setting("SENTRA_SECRET", "secret", "", _secret,
        "Kunci penanda tangan kuki sesi, paling sedikit 32 karakter.", _hidden),
    Setting("SENTRA_SESSION_HOURS", "session_hours", "12", _session_hours,
        "Berapa jam seseorang tetap masuk, 1 sampai 168."),
    Setting("SENTRA_SECURE_COOKIE", "secure_cookie", "tidak", _switch,
        "Isi ya bila aplikasi dibuka lewat https.",
        lambda is_secure: "ya" if is_secure else "tidak"),
    Setting("SENTRA_BOUNDARY", "boundary", "", partial(_file, kind="GeoJSON"),
        "Berkas GeoJSON batas wilayah untuk peta (boleh kosong)."),
    Setting("SENTRA_DECK_TEMPLATE", "deck_template", "", partial(_file, kind="PPTX"),
        "Templat PowerPoint milik kantor (PPTX atau POTX) untuk paparan rapat."),
    Setting("SENTRA_LETTERHEAD", "office.letterhead", "", _lines,
        "Kop surat pada notula, baris demi baris dipisah tanda | (boleh kosong).",
        lambda lines: _plain(" | ".join(lines))),
    Setting("SENTRA_MINUTES_NUMBER", "office.number", "", _number,
        "Pola nomor notula, misalnya 000.1.5/{nomor}/DPMD/{tahun}."),
    Setting("SENTRA_CHAIR_POST", "office.chair", "", _text,
        "Kode jabatan pimpinan rapat (Administrasi, Jabatan), yang menandatangani notula."),
    Setting("SENTRA_SECRETARY_POST", "office.secretary", "", _text,
        "Kode jabatan notulis, yang menandatangani notula."),
    Setting("SENTRA_ALLOWED_HOSTS", "allowed_hosts", "", _names,
        "Nama situs yang boleh dipakai membuka aplikasi, dipisah koma.",
        lambda hosts: _plain(", ".join(hosts))),
    Setting("SENTRA_ADDRESS", "address", "", _address,
        "Alamat yang dibuka rekan sekantor, untuk tautan undangan dan pesan."),
    Setting("SENTRA_BACKUP_HOUR", "backup_hour", "1", _backup_hour,
        "Pukul berapa (WITA) cadangan harian dibuat, 0 sampai 23; isi tidak untuk mematikannya.",
        lambda hour: "tidak" if hour is None else str(hour)),
    Setting("SENTRA_PG_TOOLS", "pg_tools", "", _folder,
        "Folder pg_dump dan pg_restore, untuk mencadangkan PostgreSQL."),
    Setting("SENTRA_PASSWORD_STYLE", "password_style", "panjang", _password_style,
        "Aturan kata sandi: panjang (15 huruf ke atas) atau bssn (12, susunan, umur enam bulan)."),
    Setting(OIDC_ISSUER, "identity_provider.issuer", "", _text,
        "Alamat penyedia identitas (OIDC) untuk masuk tanpa kata sandi."),
    Setting("SENTRA_OIDC_CLIENT_ID", "identity_provider.client_id", "", _text,
        "Nama aplikasi ini pada penyedia identitas."),
    Setting("SENTRA_OIDC_CLIENT_SECRET", "identity_provider.client_secret", "", _text,
        "Rahasia aplikasi ini pada penyedia identitas.", _hidden),
)
# fmt: on


def read_settings(
    environment: Mapping[str, str] = os.environ, *, project: Path = PROJECT
) -> Settings:
    """Return the settings in force; the first call on a machine makes the secret file.

    Relative paths are taken from the project's folder, so it does not matter where the program was
    started. Raises InvalidSetting, which names the variable and what it should hold.
    """
    place = _Place(project, project / (environment.get(_DATA_DIR, "").strip() or "data/local"))
    values = {setting: setting.value(environment, place) for setting in TABLE}
    own = {setting.field: value for setting, value in values.items() if "." not in setting.field}
    provider = _part(values, "identity_provider")
    office = {setting.field.partition(".")[2]: value for setting, value in _part(values, "office")}
    return Settings(
        **own, identity_provider=_identity_provider(dict(provider)), office=Office(**office)
    )


def _part(values: Mapping[Setting, Any], name: str) -> list[tuple[Setting, Any]]:
    """The settings that together fill one field, in their order."""
    return [pair for pair in values.items() if pair[0].field.startswith(f"{name}.")]


def _identity_provider(given: Mapping[Setting, str]) -> IdentityProvider | None:
    """Return the provider where all three settings are given; none where none is."""
    if not any(given.values()):
        return None
    for setting, text in given.items():
        if not text:
            expected = "nilai dari penyedia identitas, bersama dua lainnya"
            raise InvalidSetting(setting.variable, "", expected)
    provider = IdentityProvider(*given.values())
    if not _is_safe_issuer(provider.issuer):
        raise InvalidSetting(OIDC_ISSUER, provider.issuer, "alamat yang dimulai dengan https://")
    return provider


def _is_safe_issuer(issuer: str) -> bool:
    """Whether nobody on the way can read what is exchanged: https, or this very machine."""
    parts = urlsplit(issuer)
    is_local = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1", "::1"}
    return bool(parts.hostname) and (parts.scheme == "https" or is_local)
