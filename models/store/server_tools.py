"""PostgreSQL's own tools, run against a store on a server."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, func, make_url, select

from models.store.private import make_file
from rules.backup.errors import BackupProblem, BackupRefused

# Owners and rights differ from server to server, so neither is carried over.
PORTABLE: Final = ("--no-owner", "--no-privileges")

# What the tools say, in English, of a server or a dump that is newer than they are.
_TOO_OLD: Final = re.compile(r"server version mismatch|unsupported version \(1\.\d+\)")
_VERSIONS: Final = re.compile(r"server version: *([\d.]+).*?version: *([\d.]+)")


def dump(connection: Connection, target: Path, tools: Path | None) -> None:
    """Write what `connection` sees, and nothing that came later, into `target`.

    Raises BackupRefused where pg_dump is missing, older than the server, or refuses.
    """
    snapshot = connection.execute(select(func.pg_export_snapshot())).scalar_one()
    url = connection.engine.url.render_as_string(hide_password=False)
    chosen = (*PORTABLE, "--schema", schema_of(connection), "--snapshot", snapshot)
    make_file(target)
    run_tool("pg_dump", ("--format=custom", *chosen, "--file", str(target)), url, tools)


def schema_of(connection: Connection) -> str:
    """Return the schema that the store's tables are in."""
    return str(connection.execute(select(func.current_schema())).scalar_one())


def run_tool(tool: str, options: Sequence[str], url: str, tools: Path | None) -> None:
    """Run a tool against the database; the password travels where no list of processes shows it.

    Raises BackupRefused.
    """
    found = shutil.which(tool, path=None if tools is None else str(tools))
    if found is None:
        raise BackupRefused(BackupProblem.NO_TOOL, tool)
    parsed = make_url(url)
    plain = parsed.set(drivername="postgresql", password=None)
    secret = {} if parsed.password is None else {"PGPASSWORD": str(parsed.password)}
    outcome = subprocess.run(  # noqa: S603 - PostgreSQL's tool, with options of our own
        [found, "--dbname", plain.render_as_string(hide_password=False), *options],
        env={**os.environ, **secret, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    if outcome.returncode != 0:
        raise _refusal(tool, outcome.stderr.strip())


def _refusal(tool: str, said: str) -> BackupRefused:
    if _TOO_OLD.search(said):
        versions = _VERSIONS.search(said)
        detail = f"{tool} {versions[2]}, server {versions[1]}" if versions else tool
        return BackupRefused(BackupProblem.OLD_TOOL, detail)
    return BackupRefused(BackupProblem.TOOL_FAILED, (said.splitlines() or [tool])[0])
