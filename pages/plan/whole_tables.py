"""Whole tables of a draft at once: thrown away, taken again as shipped, copied from a sentra."""

from typing import Final

import streamlit as st
from sqlalchemy import Connection

from models.plan import whole_tables as commands
from models.plan.files.reading import read_plan
from models.plan.files.rows import PlanFiles
from models.plan.sentra_plans import sentra_plans
from pages.plan import markup
from pages.shell import data, frame, notices
from pages.shell.commands import submit
from pages.shell.form_state import Form
from pages.shell.visit import Visit
from rules.plan.errors import UnreadablePlan
from rules.plan.moving import moved, years_between
from rules.plan.table import SentraPlan
from rules.values import Programme, SentraCode
from settings import PLAN_FOLDER
from words.plan import beginning as words
from words.progress.sentences import years as period

_FORM: Final = Form("whole-tables")


def draw(visit: Visit) -> None:
    """Draw what can be done with the milestones of all sentra before anybody works on one."""
    plans = data.sentra_plans(visit)
    filled = [plan for plan in plans.values() if plan.rows]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="whole"):
        if filled:
            _emptying(filled)
        if len(filled) < len(plans):
            _restoring(visit, list(plans.values()))
        if filled and len(plans) > 1:
            _copying(list(plans.values()), filled)
        _copying_over(visit, list(plans.values()))
    _FORM.tell_refusal()


def _emptying(filled: list[SentraPlan]) -> None:
    key = f"empty-{_latest(filled)}"
    with st.popover("Mulai kosong", icon=":material/delete_sweep:", key=key):
        chosen: list[SentraCode] = st.multiselect(
            "Sentra yang dikosongkan",
            [plan.code for plan in filled],
            default=[plan.code for plan in filled],
            key=_FORM.field("emptied"),
            placeholder="pilih sentra",
        )
        found = [plan for plan in filled if plan.code in chosen]
        reported = sum(row.code in plan.reported for plan in found for row in plan.rows)
        count = sum(len(plan.rows) for plan in found) - reported
        st.caption(words.taken_out(count, reported))
        st.button(
            "Ya, keluarkan",
            key=_FORM.field("empty"),
            type="primary",
            disabled=not count,
            on_click=_empty,
            args=({plan.code: plan.version for plan in found}, words.taken_out(count, reported)),
        )


def _restoring(visit: Visit, plans: list[SentraPlan]) -> None:
    try:
        files, codes = _shipped("\n".join(visit.version), visit)
    except UnreadablePlan as problem:
        notices.tell(problem)
        return
    if codes:
        st.button(
            words.restored(codes),
            key=_FORM.field("restore"),
            icon=":material/restore:",
            on_click=_restore,
            args=(files, {plan.code: plan.version for plan in plans if plan.code in codes}),
        )


# Files are read and judged once for a state of the plan, not with every click.
@st.cache_resource(max_entries=4, ttl=600, show_spinner=False)
def _shipped(key: str, _visit: Visit) -> tuple[PlanFiles, tuple[SentraCode, ...]]:
    """Return the plan files that came with the program, and the sentra that lack what they have."""
    del key
    files = read_plan(PLAN_FOLDER)
    with _visit.store.read() as connection:
        return files, commands.restorable(connection, _visit.actor, files)


def _copying(plans: list[SentraPlan], filled: list[SentraPlan]) -> None:
    key = f"copy-{_latest(plans)}"
    with st.popover("Salin dari sentra lain", icon=":material/content_copy:", key=key):
        source = _sentra("Dari", filled, "source")
        target = _sentra("Ke", [plan for plan in plans if plan.code != source], "target")
        st.caption("Disalin sebagai tonggak baru; bobot tujuannya lalu diseimbangkan ke 100.")
        seen = next(plan.version for plan in plans if plan.code == target)
        st.button(
            "Salin",
            key=_FORM.field("copy"),
            type="primary",
            on_click=_copy,
            args=(source, target, seen),
        )


def _copying_over(visit: Visit, plans: list[SentraPlan]) -> None:
    """Offer the tables of the store's other programmes, each as it would be planned here."""
    others = [one for one in visit.programmes if one.code != visit.programme.code]
    if not others or not plans:
        return
    key = f"over-{_latest(plans)}"
    with st.popover("Salin dari program lain", icon=":material/move_down:", key=key):
        programme: Programme = st.selectbox(
            "Program",
            others,
            format_func=lambda one: f"{period(one)} · {one.name}",
            key=_FORM.field("other-programme"),
        )
        with visit.store.of(programme.code).read() as connection:
            found = sentra_plans(connection, visit.actor)
        filled = [plan for plan in found.values() if plan.rows]
        if not filled:
            st.caption("Program itu belum punya tonggak.")
            return
        source = _sentra("Dari", filled, "other-source")
        target = _sentra("Ke", plans, "other-target")
        years = years_between(visit.programme, programme)
        st.html(markup.lines(words.copies(moved(found[source].rows, years))))
        st.caption(words.moved_by(years))
        seen = next(plan.version for plan in plans if plan.code == target)
        st.button(
            "Salin ke draf",
            key=_FORM.field("copy-over"),
            type="primary",
            on_click=_copy_over,
            args=(programme.code, source, target, seen),
        )


def _sentra(label: str, plans: list[SentraPlan], name: str) -> SentraCode:
    found: SentraCode = st.selectbox(
        label,
        [plan.code for plan in plans],
        format_func=lambda code: _called(plans, code),
        key=_FORM.field(name),
    )
    return found


def _latest(plans: list[SentraPlan]) -> int:
    """The latest act: what was opened before it is another menu, and so is closed after it."""
    return max(plan.version for plan in plans)


def _called(plans: list[SentraPlan], code: SentraCode) -> str:
    return next(f"{plan.code} · {plan.name}" for plan in plans if plan.code == code)


def _empty(seen: dict[SentraCode, int], said: str) -> None:
    def do(connection: Connection, visit: Visit) -> None:
        at = frame.now(visit.programme)
        commands.empty_plans(connection, visit.actor, seen=seen, at=at)

    submit(_FORM, do, said)


def _restore(files: PlanFiles, seen: dict[SentraCode, int]) -> None:
    def do(connection: Connection, visit: Visit) -> None:
        at = frame.now(visit.programme)
        commands.restore_plans(connection, visit.actor, files, seen=seen, at=at)

    submit(_FORM, do, "Draf bawaan dipakai lagi.")


def _copy_over(programme: str, source: SentraCode, target: SentraCode, seen: int) -> None:
    def do(connection: Connection, visit: Visit) -> None:
        at = frame.now(visit.programme)
        commands.copy_from_programme(
            connection, visit.actor, programme, source, target, seen=seen, at=at
        )

    submit(_FORM, do, f"Tonggak {source} dari program {programme} disalin ke {target}.")


def _copy(source: SentraCode, target: SentraCode, seen: int) -> None:
    def do(connection: Connection, visit: Visit) -> None:
        at = frame.now(visit.programme)
        commands.copy_plan(connection, visit.actor, source, target, seen=seen, at=at)

    submit(_FORM, do, f"Tonggak {source} disalin ke {target}.")
