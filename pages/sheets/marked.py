"""The file that came in, to be taken away again with marks at the cells that need a hand."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

import streamlit as st

from pages.sheets.files import SheetFile
from pages.shell.commands import handed_out
from pages.shell.visit import Visit
from rules.evidence.files import FileKind
from rules.sheets.answers import Problem, Question
from words.sheets.mapping import comment

Marks = Mapping[tuple[str, str], str]
"""What is said of cells, by the name of a sheet and the address of a cell."""


def offer(
    visit: Visit,
    file: SheetFile,
    found: Sequence[Problem | Question[Any]],
    make: Callable[[Marks], bytes],
) -> None:
    """Offer what `make` makes of the file, a comment at each cell that is wrong or asked about."""
    if not found:
        return
    marks = {(one.where.sheet, one.where.address): comment(one) for one in found}
    name = f"{PurePath(file.name).stem}-tanda.{FileKind.XLSX}"
    st.download_button(
        "Unduh dengan tanda",
        data=handed_out(visit, lambda: make(marks), name),
        file_name=name,
        mime=FileKind.XLSX.media_type,
        on_click="ignore",
        icon=":material/download:",
        help="Berkas ini dengan warna dan catatan di setiap sel yang perlu diperbaiki.",
        key=f"marked-{file.digest[:8]}",
    )
