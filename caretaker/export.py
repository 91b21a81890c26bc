"""One file of the coordination meeting, written where a scheduled task or a person wants it."""

from argparse import Namespace
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection

from caretaker.console import CARETAKER, Refused, day_asked, known_asked, say, standing_onto
from caretaker.whole_file import written_beside
from exchange.makers import Sources
from exchange.products import Product, file_name, products
from models.audit import commands as audit
from models.evidence.folder import EvidenceFolder
from models.meetings import queries as meeting_queries
from models.meetings.dossier import dossier
from models.progress import queries as progress_queries
from models.store.store import Store
from rules.access import Permission, require
from rules.audit.actions import Action
from rules.meetings.dossier import Dossier
from rules.meetings.meeting import Meeting
from rules.values import Moment, Programme
from rules.vocabulary import Basis, Plan
from settings import Settings, read_settings
from words.evidence.sentences import size
from words.progress import sentences


def export(options: Namespace, *, now: datetime) -> int:
    """Write the file that the options ask for, and say where; the audit trail tells of it.

    Raises Refused or SentraError, and then nothing is written.
    """
    require(CARETAKER, Permission.EXPORT)
    product = _product(options, read_settings())
    with standing_onto(options, now) as store:
        with store.read() as connection:
            found = _dossier(connection, product, options, now)
        content = product.make(found)
        file = _place(options.out, product, file_name(product, found))
        _hand_out(store, file, content, now)
    say(f"Ditulis: {file} ({size(len(content))}). {sentences.moment(found.briefing.moment)}.")
    return 0


def _product(options: Namespace, settings: Settings) -> Product:
    if options.template is not None:
        settings = replace(settings, deck_template=options.template)
    sources = Sources(settings.template, EvidenceFolder(settings.evidence_dir).read)
    return next(product for product in products(sources) if product.name == options.product)


def _dossier(
    connection: Connection, product: Product, options: Namespace, now: datetime
) -> Dossier:
    programme = progress_queries.programme(connection)
    meeting = _meeting(connection, product, options)
    moment = _moment(options, meeting, programme, now)
    office = read_settings().office
    return dossier(
        connection, CARETAKER, moment, meeting=meeting, address=options.address, office=office
    )


def _meeting(connection: Connection, product: Product, options: Namespace) -> Meeting | None:
    """The meeting that is asked for, which must be an opened one: before that it freezes nothing.

    It brings its own moment, so nothing else may ask for one.
    """
    if options.meeting is None:
        if product.needs_meeting:
            raise Refused(f"{product.label} adalah berkas rapat; sebutkan --meeting NOMOR.")
        return None
    if options.as_of or options.basis or options.plan or options.known_at:
        asked = "--as-of, --known-at, --basis, dan --plan"
        raise Refused(f"Rapat membawa posisinya sendiri; hapus {asked}.")
    found = meeting_queries.meeting(connection, CARETAKER, options.meeting)
    if found.moment is None:
        raise Refused(
            f"Rapat {found.id} belum dibuka, jadi posisinya belum dibekukan. "
            "Hapus --meeting untuk posisi hari ini."
        )
    return found


def _moment(
    options: Namespace, meeting: Meeting | None, programme: Programme, now: datetime
) -> Moment:
    if meeting is not None and meeting.moment is not None:
        return meeting.moment
    as_of = day_asked(options.as_of, programme, now)
    basis, plan = options.basis or Basis.APPROVED, options.plan or Plan.FIRST
    known_on = known_asked(options.known_at, programme, now)
    return Moment(as_of, basis, plan, known_on, programme.named)


def _place(out: Path | None, product: Product, name: str) -> Path:
    """Where to write: a folder gets the file under its own name.

    Raises Refused for what is neither a folder nor called as such a file is: most likely a share
    that is not there today.
    """
    if out is None:
        return Path(name)
    if out.is_dir():
        return out / name
    if out.suffix.lower() != f".{product.ending}":
        raise Refused(
            f"Folder {out} tidak ada. Sambungkan atau buat dahulu, atau sebutkan nama berkas yang "
            f"berakhiran .{product.ending}."
        )
    return out


def _hand_out(store: Store, file: Path, content: bytes, now: datetime) -> None:
    """Put the file in place together with its trace: there is none without the other."""
    detail = {"sha256": sha256(content).hexdigest(), "size": len(content)}
    with written_beside(file, content) as put_in_place, store.write() as connection:
        act = Action.FILE_EXPORTED
        audit.trace(connection, CARETAKER, act, subject=file.name, at=now, detail=detail)
        put_in_place()
