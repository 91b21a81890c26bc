"""A file of reports on screen: its sheet and layout, and what is asked about it before it goes on.

The pages that take in such files share it, each with a form of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import streamlit as st

from exchange import makers
from exchange.forms.maker import FilledForm, FormMaker
from pages.sheets import files, mapping, marked, markup, questions
from pages.sheets.files import SheetFile
from pages.shell import escaping, notices, progress
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.sheets.answers import Problem, Question
from rules.sheets.cells import Sheet
from rules.sheets.errors import UnreadableSheets
from rules.sheets.layout import Layout
from rules.sheets.rows import Applied
from rules.values import Board, Moment
from rules.vocabulary import Basis, Plan
from words.formats import number
from words.reporting import intake as words
from words.reporting.forms import own_sheet
from words.reporting.sheet_reading import FileName, Reading, SheetFindings, applied as laid_out
from words.sheets.guessing import guess
from words.sheets.mapping import checking
from words.workbooks import identity, misfit

TAKE: Final = "ikutkan"
LEAVE: Final = "abaikan"


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """A sheet of a file as it stands on screen: its layout, and what the file says of itself."""

    form: Form
    file: SheetFile
    sheets: Sequence[Sheet]
    sheet: Sheet
    layout: Layout
    told: Mapping[str, str]
    kind: str

    @property
    def is_own(self) -> bool:
        """Whether it is a form of ours, and the sheet of it on which people write."""
        return bool(self.told) and self.sheet is own_sheet(self.sheets, self.kind)

    @property
    def applied(self) -> Applied:
        """Its rows."""
        return _applied(self.file, self.layout, self.sheet)

    @property
    def skipped(self) -> Sequence[str]:
        """The spots that are left out."""
        return self.form.typed(self.field("skip")) or ()

    def reading(self, board: Board) -> Reading:
        """Return by what its rows are read."""
        return Reading(
            board,
            FileName(self.file.name, self.file.digest, self.sheet.name),
            partial(questions.answer, self.form),
            by_cell=bool(self.layout.weeks),
            skipped=frozenset(self.skipped),
            takes_hidden=self.form.typed(self.field("hidden")) != LEAVE,
        )

    def field(self, name: str) -> str:
        """Return a field of the form that is about this sheet alone."""
        return f"{name}-{self.sheet.name}"

    def unanswered(self, found: SheetFindings) -> list[Question[Any]]:
        """Return the questions that wait for an answer."""
        open_ones = (
            one for one in found.asked.values() if questions.answer(self.form, *one.key) is None
        )
        return [one.question for one in open_ones]

    def is_hiding(self, found: SheetFindings) -> bool:
        """Whether nobody has said what becomes of the rows that are not seen on the sheet."""
        return bool(found.hidden) and self.form.typed(self.field("hidden")) is None


def draw(
    visit: Visit, form: Form, board: Board, kind: str, go_on: Callable[[OpenSheet], None]
) -> None:
    """Draw a file with the sheet and the layout that are chosen, then what its page does with it.

    `kind` is the one of our workbooks that belongs on the page.
    """
    file = files.given(form)
    if file is None:
        return
    form.tell_refusal()
    try:
        sheets = files.sheets_of(file)
    except UnreadableSheets as problem:
        notices.tell(problem)
    else:
        _opened(visit, form, board, (file, sheets, kind), go_on)
    st.button("Tutup berkas", key=form.field("close"), on_click=form.clear)


def _opened(
    visit: Visit,
    form: Form,
    board: Board,
    given: tuple[SheetFile, Sequence[Sheet], str],
    go_on: Callable[[OpenSheet], None],
) -> None:
    file, sheets, kind = given
    told = identity(sheets)
    if refused := misfit(told, kind, board.programme.code):
        st.error(escaping.sentence(refused), icon=":material/error:")
        return
    own = own_sheet(sheets, kind) if told else None
    sheet = own or mapping.choose_sheet(form, sheets)
    found = None if own is None else guess(own)
    layout = None if found is None else found.layout
    if layout is None and sheet is not None:
        layout = mapping.layout_of(visit, form, sheet)
    if sheet is None or layout is None:
        st.info(words.NO_LAYOUT)
        return
    go_on(OpenSheet(form, file, sheets, sheet, layout, told, kind))


def hidden(opened: OpenSheet, found: SheetFindings) -> None:
    """Ask whether rows that nobody sees on the sheet are meant."""
    if not found.hidden:
        return
    st.radio(
        escaping.sentence(words.hidden(found.hidden)),
        [TAKE, LEAVE],
        index=None,
        horizontal=True,
        **opened.form.widget(opened.field("hidden")),
    )


def asked(opened: OpenSheet, found: SheetFindings, board: Board) -> None:
    """Ask what cells mean."""
    if not found.asked:
        return
    st.markdown("**Perlu dipastikan**")
    names: dict[str, str] = {code: one.label for code, one in board.agencies.items()}
    names |= {code: f"{code} {one.title}" for code, one in board.milestones.items()}
    cells = [(one.field, one.question) for one in found.asked.values()]
    questions.draw(opened.form, cells, lambda code: names.get(code, code))


def wrong(opened: OpenSheet, found: Sequence[Problem], by: Reading) -> None:
    """Draw what is wrong, and offer to leave out the rows in which it stands."""
    if found:
        st.markdown("**Perlu diperbaiki**")
        st.html(markup.problems(found))
    spots = list(dict.fromkeys(by.spot(one.where) for one in found if _is_in_row(opened, one)))
    if spots:
        st.button(
            f"Lewati {number(len(spots))} baris atau bagian yang bermasalah",
            key=opened.form.field("skip-wrong"),
            on_click=_skip,
            args=(opened, spots),
        )
    if opened.skipped:
        st.multiselect(
            "Baris atau bagian yang dilewati",
            list(opened.skipped),
            **opened.form.widget(opened.field("skip")),
        )


def way_back(
    visit: Visit, board: Board, opened: OpenSheet, found: SheetFindings, wrong: Sequence[Problem]
) -> None:
    """Offer the file with marks at its cells: a form of ours is one again, another a copy."""

    def make(marks: marked.Marks) -> bytes:
        if not opened.is_own:
            return makers.marked()(opened.sheets, marks)
        own = {at: words for (name, at), words in marks.items() if name == opened.sheet.name}
        heads = opened.layout.head_rows[-1]
        form = FilledForm(opened.kind, opened.sheet, heads, opened.told, own)
        moment = Moment(visit.today, Basis.REPORTED, Plan.CURRENT)
        return makers.marked_form()(FormMaker(board, moment, visit.actor.name), form)

    cells: list[Problem | Question[Any]] = [*found.problems, *wrong, *opened.unanswered(found)]
    marked.offer(visit, opened.file, cells, make)


def _is_in_row(opened: OpenSheet, found: Problem) -> bool:
    return found.where.row >= opened.layout.first_row


def _skip(opened: OpenSheet, spots: Sequence[str]) -> None:
    opened.form.put(opened.field("skip"), list(dict.fromkeys((*opened.skipped, *spots))))


def _applied(file: SheetFile, layout: Layout, sheet: Sheet) -> Applied:
    """Return the rows of a sheet, and draw here how far a long one is looked through."""
    place, kept = st.empty(), _kept(file.digest, repr(layout))
    if not kept:
        with progress.shown(place, checking) as step:
            kept.append(laid_out(layout, sheet, step))
        place.empty()
    return kept[0]


# Each answer asks for it again, and a long sheet takes its time.
@st.cache_resource(max_entries=8, ttl=600, show_spinner=False)
def _kept(digest: str, described: str) -> list[Applied]:
    """Return where the rows of a sheet by a layout are kept; empty before they are read."""
    del digest, described
    return []
