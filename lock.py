"""Compiles the requirements files from pyproject.toml; `--check` tells whether they are current.

Started by run.py with the Python that holds uv.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
PROJECT = ROOT / "pyproject.toml"
RUNTIME_HEADER = (
    "# What the tests and linters need beside this (pytest first): requirements-dev.txt\n"
)
UV = (
    *("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
    *("--no-config", "--no-emit-index-url", "--annotation-style", "line"),
    *("--custom-compile-command", "python run.py lock", PROJECT.name),
)


class NotCompiled(Exception):
    """uv gave no result; the message is what it said."""

    @property
    def is_unreachable(self) -> bool:
        """Whether only the network was missing."""
        return any(sign in str(self) for sign in ("error sending request", "Failed to fetch"))


def purposes(project: str) -> dict[str, str]:
    """Return for each direct dependency the comment above it in the text of pyproject.toml."""
    pattern = r'^ *# (?P<purpose>.+)\n *"(?P<name>[A-Za-z0-9-]+)[^"]*==[^"]*",$'
    found = re.finditer(pattern, project, flags=re.MULTILINE)
    return {match["name"].lower(): match["purpose"] for match in found}


def with_purposes(compiled: str, reasons: dict[str, str]) -> str:
    """Return `compiled` requirements with its reason above each direct dependency."""
    lines: list[str] = []
    for line in compiled.splitlines():
        reason = reasons.get(re.split(r"[\[=]", line)[0])
        lines += [f"# {reason}", line] if reason else [line]
    return "\n".join(lines) + "\n"


def compiled(target: Path, *options: str) -> str:
    """Return what `target` should say; versions that it already names are kept."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, target.name)
        if target.exists():
            shutil.copy(target, output)
        command = [sys.executable, "-m", *UV, "--output-file", str(output), *options]
        outcome = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
        if outcome.returncode != 0:
            raise NotCompiled(outcome.stderr)
        text = output.read_text(encoding="utf-8")
    return with_purposes(text, purposes(PROJECT.read_text(encoding="utf-8")))


def locks(*options: str) -> dict[Path, str]:
    """Return the text that each requirements file should have; `options` go to uv."""
    runtime, development = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
    bench = ROOT / "requirements-bench.txt"
    return {
        runtime: RUNTIME_HEADER + compiled(runtime, *options),
        development: compiled(development, "--extra", "dev", *options),
        bench: compiled(bench, "--extra", "dev", "--extra", "bench", *options),
    }


def check() -> int:
    """Return 0 when recompiling changes nothing, or when the index cannot be reached to tell."""
    try:
        expected = locks()
    except NotCompiled as error:
        if not error.is_unreachable:
            raise
        print("Indeks paket tidak terjangkau; berkas requirements tidak dibandingkan.")
        return 0
    stale = [path for path, text in expected.items() if path.read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"{path.name} tidak sesuai pyproject.toml. Jalankan: python run.py lock")
    return 1 if stale else 0


def main(arguments: list[str]) -> int:
    """Check or rewrite the requirements files."""
    if arguments == ["--check"]:
        return check()
    for path, text in locks(*arguments).items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
