"""What changed, drawn: sentra, then milestones by kind, each opening the reports that made it."""

from typing import Final

import streamlit as st

from models.reporting import queries as reporting_queries
from models.review import queries as review_queries
from pages.changes import markup as change_markup
from pages.changes.markup import Record
from pages.evidence import markup as evidence_markup
from pages.shell import data
from pages.shell.visit import Visit
from pages.widgets import lists, markup
from rules.changes.change_report import ChangeKind, ChangeReport
from rules.meetings.dossier import Dossier
from words.formats import long_day, number

_ON_A_PAGE: Final = 100


def draw(visit: Visit, dossier: Dossier) -> None:
    """Draw what changed up to the dossier's moment, or a sentence where nothing did."""
    found = dossier.changes
    if found is None:
        st.info("Belum ada posisi sebelumnya untuk dibandingkan.", icon=":material/history:")
        return
    if found.is_empty:
        st.info(
            f"Tidak ada yang berubah antara {long_day(found.since.as_of)} dan "
            f"{long_day(found.until.as_of)}.",
            icon=":material/check_circle:",
        )
        return
    if found.changed_sentra:
        st.header("Sentra", anchor=False)
        st.html(change_markup.sentra(found))
    record = _record(visit, found)
    if found.milestones:
        st.header("Tonggak capaian", anchor=False)
    for kind in ChangeKind:
        _kind(kind, found, dossier, record, "changes")
    if found.learnt is not None and found.learnt.milestones:
        st.header("Baru dilaporkan", anchor=False)
        st.html(
            markup.quiet(
                f"Terjadi sampai {long_day(found.since.as_of)}, tetapi baru dicatat sesudah "
                "posisi itu disampaikan; bukan kemajuan sejak itu."
            )
        )
        for kind in ChangeKind:
            _kind(kind, found.learnt, dossier, record, "learnt")


def _kind(
    kind: ChangeKind, report: ChangeReport, dossier: Dossier, record: Record, group: str
) -> None:
    found = report.of_kind(kind)
    if not found:
        return
    head = change_markup.kind(kind, number(len(found)))
    if len(found) > _ON_A_PAGE:
        st.html(head)
        head = ""
    part = lists.shown(
        found,
        f"{group}-{kind}",
        size=_ON_A_PAGE,
        words=lambda change: (
            f"{change.milestone.code} {change.milestone.title} "
            f"{dossier.sentra_name(change.milestone.sentra)}"
        ),
    )
    drawn = (change_markup.change(change, report, dossier, record) for change in part)
    st.html(head + "".join(drawn))


def _record(visit: Visit, found: ChangeReport) -> Record:
    """Read all reports that the changes name, as they were known at the later moment."""
    named = {
        report_id for change in found.news for report_id in change.reports if report_id is not None
    }
    with visit.store.read() as connection:
        reports = reporting_queries.events_with(connection, visit.actor, named)
        decisions = review_queries.decisions_on(connection, visit.actor, named, found.until.as_of)
    removable = evidence_markup.removable(visit)
    return Record(reports, decisions, data.files_of(visit, named), removable)
