import pytest

from rules.access import (
    GRANTS,
    Permission,
    allowed,
    explain,
    explain_follow_up,
    explain_report,
    may_follow_up,
    may_report,
    require,
    require_follow_up,
    require_report,
)
from rules.errors import NotAllowed
from rules.values import AccountId, Actor, AgencyCode
from rules.vocabulary import Role
from tests.builders import a_milestone

DPMD, PERINDAG, PUPR = map(AgencyCode, ("DPMD", "DISKUKMPERINDAG", "PUPR"))

# Written out in full, so that a change of the table is a change of two places that somebody reads.
EXPECTED = {
    Role.VIEWER: {Permission.EXPORT, Permission.VIEW},
    Role.AGENCY_OPERATOR: {Permission.EXPORT, Permission.REPORT, Permission.VIEW},
    Role.DPMD_OPERATOR: {
        Permission.CANCEL_MILESTONE,
        Permission.ENTER_HISTORY,
        Permission.EXPORT,
        Permission.HOLD_MEETING,
        Permission.REPORT,
        Permission.REPORT_ANY_AGENCY,
        Permission.REPORT_CLOSED_QUARTER,
        Permission.VIEW,
    },
    Role.LEADER: {
        Permission.CLOSE_QUARTER,
        Permission.DECIDE,
        Permission.EXPORT,
        Permission.HOLD_MEETING,
        Permission.RATE_SENTRA,
        Permission.SEE_AUDIT,
        Permission.VIEW,
    },
    Role.EVALUATOR: {Permission.EXPORT, Permission.SEE_AUDIT, Permission.VIEW},
    Role.ADMIN: {
        Permission.CLOSE_QUARTER,
        Permission.CONFIRM_CLOCK,
        Permission.ENTER_HISTORY,
        Permission.EXPORT,
        Permission.MANAGE_ACCOUNTS,
        Permission.REMOVE_EVIDENCE,
        Permission.REVISE_PLAN,
        Permission.SEE_AUDIT,
        Permission.VIEW,
    },
}
HOLDERS = {
    Permission.CANCEL_MILESTONE: "operator DPMD",
    Permission.CLOSE_QUARTER: "pimpinan, admin",
    Permission.CONFIRM_CLOCK: "admin",
    Permission.DECIDE: "pimpinan",
    Permission.ENTER_HISTORY: "operator DPMD, admin",
    Permission.EXPORT: "pengamat, evaluator, operator OPD, operator DPMD, pimpinan, admin",
    Permission.HOLD_MEETING: "operator DPMD, pimpinan",
    Permission.MANAGE_ACCOUNTS: "admin",
    Permission.RATE_SENTRA: "pimpinan",
    Permission.REMOVE_EVIDENCE: "admin",
    Permission.REPORT: "operator OPD, operator DPMD",
    Permission.REPORT_ANY_AGENCY: "operator DPMD",
    Permission.REPORT_CLOSED_QUARTER: "operator DPMD",
    Permission.REVISE_PLAN: "admin",
    Permission.SEE_AUDIT: "evaluator, pimpinan, admin",
    Permission.VIEW: "pengamat, evaluator, operator OPD, operator DPMD, pimpinan, admin",
}
CELLS = [
    (role, permission, permission in held)
    for role, held in EXPECTED.items()
    for permission in Permission
]


def an_actor(role: Role, agency: AgencyCode | None = None) -> Actor:
    return Actor(AccountId(1), role.value, "Seseorang", role, agency)


def test_the_table_knows_every_role_and_every_permission() -> None:
    assert set(GRANTS) == set(Role) == set(EXPECTED)
    assert set(Permission) == set(HOLDERS)


def test_permissions_are_kept_in_alphabetical_order() -> None:
    assert list(Permission) == sorted(Permission)


@pytest.mark.parametrize(("role", "permission", "may"), CELLS)
def test_each_role_holds_exactly_what_the_table_says(
    role: Role, permission: Permission, *, may: bool
) -> None:
    actor = an_actor(role)
    assert allowed(actor, permission) is may
    if may:
        require(actor, permission)
    else:
        with pytest.raises(NotAllowed) as refusal:
            require(actor, permission)
        assert refusal.value.role is role
        assert refusal.value.explanation == explain(actor, permission)


@pytest.mark.parametrize(("role", "permission", "may"), CELLS)
def test_an_explanation_names_who_may(role: Role, permission: Permission, *, may: bool) -> None:
    sentence = explain(an_actor(role), permission)
    if may:
        assert " boleh " in sentence
        assert "tidak boleh" not in sentence
    else:
        assert "tidak boleh" in sentence
        assert sentence.endswith(f"Yang boleh: {HOLDERS[permission]}.")


@pytest.mark.parametrize(
    ("role", "agency", "may"),
    [
        (Role.AGENCY_OPERATOR, PERINDAG, True),
        (Role.AGENCY_OPERATOR, PUPR, True),
        (Role.AGENCY_OPERATOR, DPMD, False),
        (Role.AGENCY_OPERATOR, None, False),
        (Role.DPMD_OPERATOR, DPMD, True),
        (Role.DPMD_OPERATOR, None, True),
        (Role.LEADER, PERINDAG, False),
        (Role.ADMIN, PERINDAG, False),
        (Role.EVALUATOR, PERINDAG, False),
        (Role.VIEWER, PERINDAG, False),
    ],
)
def test_a_milestone_is_reported_by_its_agencies_and_by_dpmd(
    role: Role, agency: AgencyCode | None, *, may: bool
) -> None:
    milestone = a_milestone(lead=PERINDAG, supporting=(PUPR,))
    actor = an_actor(role, agency)
    assert may_report(actor, milestone) is may
    if may:
        require_report(actor, milestone)
        assert explain_report(actor, milestone) == "Anda boleh melaporkan S01-M01."
    else:
        with pytest.raises(NotAllowed) as refusal:
            require_report(actor, milestone)
        assert refusal.value.explanation == explain_report(actor, milestone)


def test_a_refused_operator_reads_which_agencies_report_and_which_is_theirs() -> None:
    milestone = a_milestone(lead=PERINDAG, supporting=(PUPR,))
    other = explain_report(an_actor(Role.AGENCY_OPERATOR, DPMD), milestone)
    assert "DISKUKMPERINDAG, PUPR" in other
    assert other.endswith("OPD Anda: DPMD.")
    nobody = explain_report(an_actor(Role.AGENCY_OPERATOR), milestone)
    assert nobody.endswith("OPD Anda: belum diatur.")


def test_a_role_that_reports_nothing_reads_who_does() -> None:
    sentence = explain_report(an_actor(Role.LEADER), a_milestone())
    assert "operator OPD, operator DPMD" in sentence


def test_who_reports_never_decides() -> None:
    for grants in GRANTS.values():
        assert not {Permission.REPORT, Permission.DECIDE} <= grants
        assert not {Permission.ENTER_HISTORY, Permission.DECIDE} <= grants


@pytest.mark.parametrize(
    ("role", "agency", "may"),
    [
        (Role.AGENCY_OPERATOR, PERINDAG, True),
        (Role.AGENCY_OPERATOR, PUPR, False),
        (Role.AGENCY_OPERATOR, None, False),
        (Role.DPMD_OPERATOR, DPMD, True),
        (Role.DPMD_OPERATOR, None, True),
        (Role.LEADER, PERINDAG, False),
        (Role.ADMIN, PERINDAG, False),
        (Role.EVALUATOR, PERINDAG, False),
        (Role.VIEWER, PERINDAG, False),
    ],
)
def test_a_follow_up_is_told_by_its_own_agency_and_by_dpmd(
    role: Role, agency: AgencyCode | None, *, may: bool
) -> None:
    actor = an_actor(role, agency)
    assert may_follow_up(actor, PERINDAG) is may
    if may:
        require_follow_up(actor, PERINDAG)
        assert (
            explain_follow_up(actor, PERINDAG)
            == "Anda boleh mengisi tindak lanjut DISKUKMPERINDAG."
        )
    else:
        with pytest.raises(NotAllowed) as refusal:
            require_follow_up(actor, PERINDAG)
        assert refusal.value.explanation == explain_follow_up(actor, PERINDAG)


def test_a_refused_operator_reads_whose_follow_up_it_is() -> None:
    sentence = explain_follow_up(an_actor(Role.AGENCY_OPERATOR, PUPR), PERINDAG)
    assert "milik DISKUKMPERINDAG" in sentence
    assert sentence.endswith("OPD Anda: PUPR.")
    nobody = explain_follow_up(an_actor(Role.AGENCY_OPERATOR), PERINDAG)
    assert nobody.endswith("OPD Anda: belum diatur.")
