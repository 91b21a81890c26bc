"""The whole permission table. Every query and command asks here; pages ask the same questions."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final

from rules.errors import NotAllowed
from rules.values import Actor, AgencyCode, Milestone
from rules.vocabulary import Role, label


class Permission(StrEnum):
    """What a person may do; keep alphabetised."""

    CANCEL_MILESTONE = "cancel_milestone"
    CLOSE_QUARTER = "close_quarter"
    CONFIRM_CLOCK = "confirm_clock"
    DECIDE = "decide"
    ENTER_HISTORY = "enter_history"
    EXPORT = "export"
    HOLD_MEETING = "hold_meeting"
    MANAGE_ACCOUNTS = "manage_accounts"
    RATE_SENTRA = "rate_sentra"
    REMOVE_EVIDENCE = "remove_evidence"
    REPORT = "report"
    REPORT_ANY_AGENCY = "report_any_agency"
    REPORT_CLOSED_QUARTER = "report_closed_quarter"
    REVISE_PLAN = "revise_plan"
    SEE_AUDIT = "see_audit"
    VIEW = "view"


_EVERYONE: Final = frozenset({Permission.VIEW, Permission.EXPORT})

GRANTS: Final = MappingProxyType(
    {
        Role.VIEWER: _EVERYONE,
        Role.EVALUATOR: _EVERYONE | {Permission.SEE_AUDIT},
        Role.AGENCY_OPERATOR: _EVERYONE | {Permission.REPORT},
        Role.DPMD_OPERATOR: _EVERYONE
        | {
            Permission.REPORT,
            Permission.REPORT_ANY_AGENCY,
            Permission.REPORT_CLOSED_QUARTER,
            Permission.CANCEL_MILESTONE,
            Permission.ENTER_HISTORY,
            Permission.HOLD_MEETING,
        },
        Role.LEADER: _EVERYONE
        | {
            Permission.DECIDE,
            Permission.HOLD_MEETING,
            Permission.RATE_SENTRA,
            Permission.CLOSE_QUARTER,
            Permission.SEE_AUDIT,
        },
        Role.ADMIN: _EVERYONE
        | {
            Permission.CONFIRM_CLOCK,
            Permission.ENTER_HISTORY,
            Permission.MANAGE_ACCOUNTS,
            Permission.REMOVE_EVIDENCE,
            Permission.REVISE_PLAN,
            Permission.CLOSE_QUARTER,
            Permission.SEE_AUDIT,
        },
    }
)

_DEEDS: Final = {
    Permission.CANCEL_MILESTONE: "membatalkan atau membuka kembali tonggak capaian",
    Permission.CLOSE_QUARTER: "menutup dan mengoreksi triwulan",
    Permission.CONFIRM_CLOCK: "menegaskan jam komputer",
    Permission.DECIDE: "menyetujui atau mengembalikan laporan",
    Permission.ENTER_HISTORY: "memasukkan data awal",
    Permission.EXPORT: "mengunduh bagan dan tabel",
    Permission.HOLD_MEETING: "menyiapkan dan mencatat rapat koordinasi",
    Permission.MANAGE_ACCOUNTS: "mengelola akun",
    Permission.RATE_SENTRA: "menilai kesehatan sentra",
    Permission.REMOVE_EVIDENCE: "menghapus berkas bukti untuk selamanya",
    Permission.REPORT: "mengirim laporan",
    Permission.REPORT_ANY_AGENCY: "melaporkan tonggak OPD lain",
    Permission.REPORT_CLOSED_QUARTER: "melaporkan posisi dalam triwulan yang sudah ditutup",
    Permission.REVISE_PLAN: "mengubah rencana",
    Permission.SEE_AUDIT: "melihat jejak audit",
    Permission.VIEW: "melihat data program",
}


def allowed(actor: Actor, permission: Permission) -> bool:
    """Whether the role of `actor` holds `permission`."""
    return permission in GRANTS[actor.role]


def may_report(actor: Actor, milestone: Milestone) -> bool:
    """Whether `actor` may report on `milestone`: its lead and supporters, or DPMD for all."""
    if not allowed(actor, Permission.REPORT):
        return False
    return allowed(actor, Permission.REPORT_ANY_AGENCY) or milestone.involves(actor.agency)


def may_follow_up(actor: Actor, owner: AgencyCode) -> bool:
    """Whether `actor` may tell about a follow-up of the agency `owner`: its operators, or DPMD."""
    if not allowed(actor, Permission.REPORT):
        return False
    return allowed(actor, Permission.REPORT_ANY_AGENCY) or actor.agency == owner


def may_read_of(agency: AgencyCode | None, milestone: Milestone) -> bool:
    """Whether a token of `agency` reads `milestone`: it leads or supports it; None reads all."""
    return agency is None or milestone.involves(agency)


def may_read_figures(agency: AgencyCode | None) -> bool:
    """Whether a token of `agency` reads figures of programme and sentra, which add up all."""
    return agency is None


def explain(actor: Actor, permission: Permission) -> str:
    """Return in Indonesian why `actor` may or may not do what `permission` stands for."""
    deed = _DEEDS[permission]
    if allowed(actor, permission):
        return f"Peran {label(actor.role)} boleh {deed}."
    holders = [label(role) for role, grants in GRANTS.items() if permission in grants]
    return f"Peran {label(actor.role)} tidak boleh {deed}. Yang boleh: {', '.join(holders)}."


def explain_report(actor: Actor, milestone: Milestone) -> str:
    """Return in Indonesian why `actor` may or may not report on `milestone`."""
    if not allowed(actor, Permission.REPORT):
        return explain(actor, Permission.REPORT)
    if may_report(actor, milestone):
        return f"Anda boleh melaporkan {milestone.code}."
    agencies = ", ".join((milestone.lead, *milestone.supporting))
    return (
        f"{milestone.code} dilaporkan oleh penanggung jawab atau pendukungnya: {agencies}. "
        f"OPD Anda: {actor.agency or 'belum diatur'}."
    )


def explain_follow_up(actor: Actor, owner: AgencyCode) -> str:
    """Return in Indonesian why `actor` may or may not tell about a follow-up of `owner`."""
    if not allowed(actor, Permission.REPORT):
        return explain(actor, Permission.REPORT)
    if may_follow_up(actor, owner):
        return f"Anda boleh mengisi tindak lanjut {owner}."
    return (
        f"Tindak lanjut ini milik {owner} dan diisi operatornya atau operator DPMD. "
        f"OPD Anda: {actor.agency or 'belum diatur'}."
    )


def require(actor: Actor, permission: Permission) -> None:
    """Return when `actor` holds `permission`; raise NotAllowed with the reason otherwise."""
    if not allowed(actor, permission):
        raise NotAllowed(actor.role, explain(actor, permission))


def require_report(actor: Actor, milestone: Milestone) -> None:
    """Return when `actor` may report on `milestone`; raise NotAllowed with the reason otherwise."""
    if not may_report(actor, milestone):
        raise NotAllowed(actor.role, explain_report(actor, milestone))


def require_follow_up(actor: Actor, owner: AgencyCode) -> None:
    """Return when `actor` may tell about a follow-up of `owner`; raise NotAllowed otherwise."""
    if not may_follow_up(actor, owner):
        raise NotAllowed(actor.role, explain_follow_up(actor, owner))
