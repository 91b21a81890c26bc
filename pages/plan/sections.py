"""The parts of Rencana: the plan in force, the table to change it, adopting, history."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import streamlit as st

from charts import s_curve
from pages.plan import adopting, markup, row_lineage, row_tools, table
from pages.plan.table import JudgedPlan
from pages.shell import escaping
from pages.shell.visit import Visit
from pages.widgets import markup as pieces, milestone_table
from pages.widgets.word_tables import Look
from rules.changes.plan_preview import NewPlan, PlanPreview, preview
from rules.plan.acts import PlanAct, PlanActKind
from rules.plan.lineage import heirs
from rules.plan.table import SentraPlan, difference, weight_sum
from rules.values import Agency, AgencyCode, Board, Sentra, SentraCode
from rules.vocabulary import STAGES
from words.formats import number
from words.plan import lineage, sentences
from words.plan.lines import HEADS, Column

_WIDTHS: Final = {
    Column.CODE: 90,
    Column.TITLE: 300,
    Column.STAGE: 70,
    Column.SUPPORTING: 220,
    Column.START: 100,
    Column.FINISH: 100,
    Column.SHAPE: 150,
    Column.WEIGHT: 70,
    Column.TARGET: 80,
    Column.UNIT: 110,
    Column.AFTER: 130,
    Column.ORIGINS: 130,
    Column.EVIDENCE: 260,
    Column.SOURCE: 260,
    Column.RENSTRA_CODE: 130,
    Column.RENJA_CODE: 130,
    Column.SIPD_CODE: 130,
}
_LOOK: Final = Look(
    HEADS,
    "Tabel rencana: satu tonggak sebaris",
    _WIDTHS,
    height=430,
    locked=frozenset({Column.CODE}),
)
_SHOWN_ACTS: Final = 10
_SHOWN_BREACHES: Final = 10

Agencies = Mapping[AgencyCode, Agency]


def in_force(visit: Visit, sentra: Sentra, board: Board) -> None:
    """Draw the plan of a sentra as it is in force on the day of the view."""
    if not sentra.milestones:
        st.info("Sentra ini belum punya tonggak capaian.")
        return
    st.html(markup.milestones(visit, sentra, board))
    if sentra.left:
        st.html(milestone_table.left(sentra.left, board.agencies, board.every_sentra))
    total = weight_sum(one.current.weight for one in sentra.milestones)
    st.caption(sentences.running_sum(total))


def way_in(visit: Visit, plan: SentraPlan, agencies: Agencies) -> None:
    """Offer to work on a sentra's plan; say whose unfinished table is found there."""
    kept = table.left(visit, plan.code)
    words = "Ubah rencana sentra ini" if kept is None else "Lanjutkan tabel yang belum selesai"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            words,
            key=f"plan-open-{plan.code}",
            type="primary",
            icon=":material/edit:",
            on_click=table.begin,
            args=(visit, plan, agencies),
        )
        if kept is not None:
            st.html(pieces.quiet(sentences.left_by(kept.author, kept.saved_at)))


def editing(
    visit: Visit,
    plans: Mapping[SentraCode, SentraPlan],
    code: SentraCode,
    board: Board,
    adopted_on: date | None,
) -> None:
    """Draw the table with its tools, what is wrong with it, and what recording it would change."""
    plan, own = plans[code], table.form(code)
    table.take_up(visit, code)
    _guidance()
    row_tools.draw(code)
    row_lineage.draw(code)
    table.word_table(code).draw(_LOOK, table.save, code)
    row_tools.row_form(code)
    judged = table.judged(visit, plans, code, board.agencies, adopted_on=adopted_on)
    if adopted_on is not None:
        adopting.ask_decision(own, visit.today, judged.of_decision)
    total = weight_sum(row.schedule.weight for row in judged.rows)
    st.caption(sentences.running_sum(total), width="content")
    _refusal(plan, judged)
    if judged.is_unchanged:
        st.caption("Belum ada yang berubah.")
    if judged.to_mend:
        st.html(markup.problems(judged.to_mend))
    if own.typed("asked") and not judged.problems:
        _confirmation(visit, plan, board, judged, is_draft=adopted_on is None)
        return
    _ways_out(code, can_record=not judged.problems)


def history(acts: Sequence[PlanAct], code: SentraCode) -> None:
    """Draw the acts on a sentra's plan and on the whole plan, latest first."""
    own = [act for act in reversed(acts) if act.sentra in {None, code}]
    st.header("Riwayat rencana", anchor=False)
    if not own:
        st.caption("Rencana ini belum pernah diubah sejak dimuat.")
        return
    st.html(markup.history(own[:_SHOWN_ACTS]))
    if len(own) > _SHOWN_ACTS:
        with st.expander("Perubahan sebelumnya"):
            st.html(markup.history(own[_SHOWN_ACTS:]))


def adoption(visit: Visit, board: Board, acts: Sequence[PlanAct]) -> None:
    """Offer to adopt the draft, as long as there is one."""
    if not any(act.kind is PlanActKind.ADOPTION for act in acts):
        adopting.section(visit, board)


def _guidance() -> None:
    stages = ", ".join(f"{number} {name}" for number, name in STAGES.items())
    st.caption(
        "Ketik di sel atau tempel dari Excel (Ctrl+V). Baris kosong di bawah menambah tonggak; "
        f"kodenya diberi saat disimpan. Tanggal: 21/04/2021. Tahap: {stages}. Bentuk: lurus, "
        "langkah (sekaligus pada hari selesai), atau target kumulatif seperti TW I 2022: 40%; "
        "TW II 2022: 100%. Sesudah: kode tonggak yang harus selesai dahulu, dipisahkan titik koma. "
        "Asal: kode tonggak yang dipecah atau digabung menjadi baris ini; diisi Pecah dan Gabung. "
        "Setiap perubahan tersimpan sebagai isian sementara; rencana yang berlaku baru berubah "
        "setelah disimpan."
    )


def _refusal(plan: SentraPlan, judged: JudgedPlan) -> None:
    own = table.form(plan.code)
    own.tell_refusal()
    if own.refusal is not None and own.refusal.typed:
        with st.expander("Isian Anda, untuk disalin"):
            st.code(own.refusal.typed, language=None, wrap_lines=True)
    if judged.plan_version != plan.version:
        st.warning(sentences.plan_moved(), icon=":material/sync_problem:")
        st.button(
            "Pakai tabel ini di atas rencana terbaru",
            key=own.field("rest"),
            on_click=table.rest_on,
            args=(plan.code, plan.version),
        )


def _confirmation(
    visit: Visit, plan: SentraPlan, board: Board, judged: JudgedPlan, *, is_draft: bool
) -> None:
    after = NewPlan(judged.rows, judged.courses, judged.decision)
    found = preview(board, plan.code, after, visit.moment)
    called = {code: agency.label for code, agency in board.agencies.items()}
    own = table.form(plan.code)
    with st.container(border=True, key="plan-asked"):
        st.markdown(f"**{escaping.sentence(sentences.asked(judged.decision))}**")
        changed = difference(plan.rows, judged.rows)
        told = sentences.changes(changed, called, leaving=heirs(judged.rows))
        carried = lineage.effects(judged.rows, plan.rows, judged.courses, after.since)
        st.html(markup.lines((*told, *carried)))
        _order(judged)
        _effect(found)
        with st.container(horizontal=True):
            st.button(
                "Ya, simpan" if is_draft else "Ya, berlakukan",
                key=own.field("record"),
                type="primary",
                on_click=table.record,
                args=(judged, plan.code),
            )
            st.button(
                "Kembali ke tabel",
                key=own.field("unask"),
                on_click=table.ask,
                args=(plan.code,),
                kwargs={"is_asked": False},
            )


def _order(judged: JudgedPlan) -> None:
    if not judged.breaches:
        return
    lines = [sentences.breach(one) for one in judged.breaches[:_SHOWN_BREACHES]]
    rest = len(judged.breaches) - len(lines)
    lines += [f"dan {number(rest)} urutan lagi"] if rest else []
    told = "\n".join(f"- {escaping.sentence(one)}" for one in lines)
    st.warning(f"Urutan terlanggar; tidak ada tanggal yang dipindah.\n\n{told}")


def _effect(found: PlanPreview) -> None:
    figures, curve = st.columns([2, 3], gap="large")
    figures.html(markup.compared(found))
    spec = s_curve.spec_of(found.after, found.briefing)
    curve.html(pieces.chart_head("Kurva sesudah diubah", spec.subtitle) + s_curve.html(spec))


def _ways_out(code: SentraCode, *, can_record: bool) -> None:
    own = table.form(code)
    with st.container(horizontal=True):
        st.button(
            "Periksa perubahan",
            key=own.field("ask"),
            type="primary",
            disabled=not can_record,
            on_click=table.ask,
            args=(code,),
            kwargs={"is_asked": True},
        )
        st.button("Tutup tabel", key=own.field("close"), on_click=table.close, args=(code,))
        with st.popover("Buang isian", key=own.field("drop-asked")):
            st.caption("Tabel yang belum disimpan dihapus. Rencana yang berlaku tidak berubah.")
            st.button(
                "Ya, buang isian ini",
                key=own.field("drop"),
                type="primary",
                on_click=table.drop,
                args=(code,),
            )
