"""Workbooks to be filled in, written where a person wants them."""

from argparse import Namespace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from caretaker.console import CARETAKER, Refused, day_of, say, standing_onto
from caretaker.whole_file import written_beside
from charts.stamp import stamp
from exchange import filenames, makers
from exchange.forms.maker import FormMaker
from exchange.paper import Paper
from models.audit import commands as audit
from models.progress import queries as progress_queries
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.evidence.files import FileKind
from rules.plan.lineage import planned
from rules.values import Board, Milestone, Moment
from rules.vocabulary import Basis, Plan
from words.formats import enumeration
from words.workbooks import HISTORY


def workbook(options: Namespace, *, now: datetime) -> int:
    """Write the workbook that the options ask for, and say where; the audit trail tells of it.

    Raises Refused or SentraError, and then nothing is written.
    """
    require(CARETAKER, Permission.EXPORT)
    with standing_onto(options, now) as store:
        with store.read() as connection:
            programme = progress_queries.programme(connection)
            today = day_of(programme, now)
            board = progress_queries.board(connection, CARETAKER, today)
        moment = Moment(today, Basis.REPORTED, Plan.CURRENT)
        maker = FormMaker(board, moment, CARETAKER.name, Paper[options.paper.upper()])
        content = _made(maker, options)
        name = filenames.of(f"lembar-{options.kind}", stamp(programme, moment), FileKind.XLSX)
        file: Path = options.out or Path(name)
        detail = {"sha256": sha256(content).hexdigest(), "size": len(content)}
        with written_beside(file, content) as put_in_place, store.write() as connection:
            act = Action.FILE_EXPORTED
            audit.trace(connection, CARETAKER, act, subject=file.name, at=now, detail=detail)
            put_in_place()
    say(f"Ditulis: {file}")
    return 0


def _made(maker: FormMaker, options: Namespace) -> bytes:
    if options.kind == HISTORY:
        return makers.history_form()(maker, f"Data awal: {maker.board.programme.name}")
    asked = _asked(maker.board, options.agency)
    about = options.agency or maker.board.programme.name
    return makers.report_form()(maker, asked, f"Laporan tonggak capaian: {about}")


def _asked(board: Board, agency: str | None) -> list[Milestone]:
    """Return the milestones of an agency, of all without one; raise Refused for an unknown one."""
    known = {code.casefold(): code for code in board.agencies}
    if agency is None:
        return list(planned(board))
    if agency.casefold() not in known:
        raise Refused(f"OPD {agency} tidak dikenal; pilih {enumeration(sorted(board.agencies))}.")
    code = known[agency.casefold()]
    return [one for one in planned(board) if one.involves(code)]
