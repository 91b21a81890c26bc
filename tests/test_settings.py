import dataclasses
import os
import stat
from pathlib import Path

import pytest

import settings
from rules.accounts.passwords import PasswordStyle
from rules.errors import InvalidSetting
from rules.meetings.office import Office
from run import ROOT
from settings import TABLE, IdentityProvider, Settings, read_settings

SECRET = "x" * 32
README = ROOT / "README.md"


def test_without_any_setting_the_example_store_opens(tmp_path: Path) -> None:
    read = read_settings({}, project=tmp_path)
    data_dir = tmp_path / "data" / "local"
    assert read.database_url == settings.sqlite_url(data_dir / "contoh.db")
    assert (read.data_dir, read.session_hours, read.secure_cookie) == (data_dir, 12, False)
    assert (read.boundary, read.allowed_hosts) == (None, ())


def test_a_real_store_is_preferred_once_it_exists(tmp_path: Path) -> None:
    (tmp_path / "data" / "local").mkdir(parents=True)
    real = tmp_path / "data" / "local" / "pantau.db"
    real.touch()
    assert read_settings({}, project=tmp_path).database_url == settings.sqlite_url(real)


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = read_settings({}, project=tmp_path).secret
    assert len(first) >= 60
    assert read_settings({}, project=tmp_path).secret == first
    file = tmp_path / "data" / "local" / "secret.key"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_machines_have_two_secrets(tmp_path: Path) -> None:
    one, other = (read_settings({}, project=tmp_path / name).secret for name in ("a", "b"))
    assert one != other


def test_each_setting_is_read_from_its_variable(tmp_path: Path) -> None:
    (tmp_path / "kantor.potx").touch()
    (tmp_path / "batas.geojson").touch()
    read = read_settings(
        {
            "SENTRA_DATABASE_URL": "postgresql+psycopg://sentra:rahasia@localhost/sentra",
            "SENTRA_DATA_DIR": "lain",
            "SENTRA_SECRET": SECRET,
            "SENTRA_SESSION_HOURS": " 8 ",
            "SENTRA_SECURE_COOKIE": "Ya",
            "SENTRA_BOUNDARY": "batas.geojson",
            "SENTRA_DECK_TEMPLATE": "kantor.potx",
            "SENTRA_ADDRESS": "https://pantau.ppu.go.id/",
            "SENTRA_LETTERHEAD": "PEMKAB | DINAS",
            "SENTRA_MINUTES_NUMBER": "5/{nomor}/{tahun}",
            "SENTRA_CHAIR_POST": "kepala",
            "SENTRA_SECRETARY_POST": "kabid",
            "SENTRA_ALLOWED_HOSTS": "Pantau.PPU.go.id, sentra",
        },
        project=tmp_path,
    )
    assert read.database_url.endswith("@localhost/sentra")
    assert read.data_dir == tmp_path / "lain"
    assert read.secret == SECRET
    assert (read.session_hours, read.secure_cookie) == (8, True)
    assert read.boundary == tmp_path / "batas.geojson"
    assert read.deck_template == tmp_path / "kantor.potx"
    assert read.address == "https://pantau.ppu.go.id"
    assert read.office == Office(("PEMKAB", "DINAS"), "5/{nomor}/{tahun}", "kepala", "kabid")
    assert read.allowed_hosts == ("pantau.ppu.go.id", "sentra")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SENTRA_DATABASE_URL", "bukan url"),
        ("SENTRA_SECRET", "terlalu pendek"),
        ("SENTRA_ADDRESS", "pantau.ppu.go.id"),
        ("SENTRA_SESSION_HOURS", "0"),
        ("SENTRA_SESSION_HOURS", "169"),
        ("SENTRA_SESSION_HOURS", "dua belas"),
        ("SENTRA_SECURE_COOKIE", "mungkin"),
        ("SENTRA_BOUNDARY", "tidak-ada.geojson"),
        ("SENTRA_DECK_TEMPLATE", "tidak-ada.pptx"),
        ("SENTRA_MINUTES_NUMBER", "000.1.5/DPMD"),
        ("SENTRA_PASSWORD_STYLE", "bebas"),
        ("SENTRA_BACKUP_HOUR", "24"),
        ("SENTRA_BACKUP_HOUR", "-1"),
        ("SENTRA_BACKUP_HOUR", "tengah malam"),
        ("SENTRA_PG_TOOLS", "tidak-ada"),
    ],
)
def test_an_unusable_setting_is_named(tmp_path: Path, variable: str, value: str) -> None:
    with pytest.raises(InvalidSetting) as raised:
        read_settings({variable: value}, project=tmp_path)
    assert raised.value.variable == variable


@pytest.mark.parametrize("variable", ["SENTRA_SECRET", "SENTRA_DATABASE_URL"])
def test_an_error_shows_no_secret(tmp_path: Path, variable: str) -> None:
    with pytest.raises(InvalidSetting) as raised:
        read_settings({variable: "rahasia pendek"}, project=tmp_path)
    assert "rahasia" not in repr(raised.value)


def test_what_is_shown_holds_no_secret(tmp_path: Path) -> None:
    read = read_settings(
        {
            "SENTRA_DATABASE_URL": "postgresql+psycopg://sentra:sandi-db@localhost/sentra",
            "SENTRA_SECRET": SECRET,
        },
        project=tmp_path,
    )
    shown = read.shown()
    assert [setting for setting, _ in shown] == list(TABLE)
    assert SECRET not in str(shown) + repr(read)
    assert "sandi-db" not in str(shown) + repr(read)


def test_each_setting_is_declared_once_with_help() -> None:
    names = [setting.variable for setting in TABLE]
    assert len(set(names)) == len(names)
    assert all(name.startswith("SENTRA_") for name in names)
    assert all(setting.help.endswith(".") for setting in TABLE)


def test_each_field_of_the_settings_has_its_rows() -> None:
    fields = {setting.field.partition(".")[0] for setting in TABLE}
    assert fields == {field.name for field in dataclasses.fields(Settings)}


def test_readme_names_each_setting() -> None:
    text = README.read_text(encoding="utf-8")
    assert not [setting.variable for setting in TABLE if setting.variable not in text]


PROVIDER = {
    "SENTRA_OIDC_ISSUER": "https://masuk.penajam.test",
    "SENTRA_OIDC_CLIENT_ID": "pantau",
    "SENTRA_OIDC_CLIENT_SECRET": "rahasia penyedia",
}


def test_the_password_style_is_length_unless_somebody_asks_for_bssn(tmp_path: Path) -> None:
    assert read_settings({}, project=tmp_path).password_style is PasswordStyle.LONG
    bssn = read_settings({"SENTRA_PASSWORD_STYLE": "BSSN"}, project=tmp_path)
    assert bssn.password_style is PasswordStyle.BSSN


def test_the_identity_provider_is_read_whole_and_shown_without_its_secret(tmp_path: Path) -> None:
    assert read_settings({}, project=tmp_path).identity_provider is None
    read = read_settings(PROVIDER, project=tmp_path)
    assert read.identity_provider == IdentityProvider(*PROVIDER.values())
    assert "rahasia penyedia" not in str(read.shown()) + repr(read.identity_provider)
    assert "https://masuk.penajam.test" in str(read.shown())


@pytest.mark.parametrize("missing", PROVIDER)
def test_half_an_identity_provider_is_refused(tmp_path: Path, missing: str) -> None:
    with pytest.raises(InvalidSetting) as raised:
        read_settings({**PROVIDER, missing: ""}, project=tmp_path)
    assert raised.value.variable == missing
    assert "rahasia" not in repr(raised.value)


@pytest.mark.parametrize(
    ("issuer", "is_safe"),
    [
        ("http://masuk.penajam.test", False),
        ("masuk.penajam.test", False),
        ("https://", False),
        ("ftp://localhost", False),
        ("http://localhost:9000", True),
        ("http://127.0.0.1:9000", True),
    ],
)
def test_an_issuer_is_reached_encrypted_or_on_this_machine(
    tmp_path: Path, issuer: str, *, is_safe: bool
) -> None:
    given = {**PROVIDER, "SENTRA_OIDC_ISSUER": issuer}
    if is_safe:
        assert read_settings(given, project=tmp_path).identity_provider is not None
    else:
        with pytest.raises(InvalidSetting):
            read_settings(given, project=tmp_path)


@pytest.mark.parametrize(("typed", "hour"), [("", 1), ("0", 0), ("23", 23), ("Tidak", None)])
def test_the_nightly_backup_has_its_hour_or_is_off(
    tmp_path: Path, typed: str, hour: int | None
) -> None:
    read = read_settings({"SENTRA_BACKUP_HOUR": typed}, project=tmp_path)
    assert read.backup_hour == hour
    assert _shown(read)["SENTRA_BACKUP_HOUR"] == ("tidak" if hour is None else str(hour))


def test_the_tools_of_postgresql_are_looked_for_in_a_folder(tmp_path: Path) -> None:
    assert read_settings({}, project=tmp_path).pg_tools is None
    read = read_settings({"SENTRA_PG_TOOLS": "."}, project=tmp_path)
    assert read.pg_tools == tmp_path
    assert _shown(read)["SENTRA_PG_TOOLS"] == str(tmp_path)


def _shown(read: Settings) -> dict[str, str]:
    return {setting.variable: value for setting, value in read.shown()}
