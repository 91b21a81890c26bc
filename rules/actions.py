"""What the audit trail tells of: one stable code an act. words/audit.py has the words for each."""

from enum import StrEnum


class Action(StrEnum):
    """An act in the audit trail; the code is kept for ever, so it never changes."""

    REPORT_SUBMITTED = "report.submitted"
    REPORT_APPROVED = "report.approved"
    REPORT_RETURNED = "report.returned"
    REPORT_WITHDRAWN = "report.withdrawn"
    PLAN_REVISED = "plan.revised"
    SENTRA_RATED = "sentra.rated"
    QUARTER_CLOSED = "quarter.closed"
    QUARTER_CORRECTED = "quarter.corrected"
    ACCOUNT_CREATED = "account.created"
    ACCOUNT_INVITED = "account.invited"
    ACCOUNT_RESET = "account.reset"
    ACCOUNT_DESCRIBED = "account.described"
    ACCOUNT_ROLE_CHANGED = "account.role_changed"
    ACCOUNT_DEACTIVATED = "account.deactivated"
    ACCOUNT_REACTIVATED = "account.reactivated"
    PASSWORD_SET = "password.set"  # noqa: S105 - a code, no password
    POST_CREATED = "post.created"
    POST_HELD = "post.held"
    POST_HANDED_OVER = "post.handed_over"
    STORE_RESTORED = "store.restored"
    SESSION_OPENED = "session.opened"
    SESSION_REFUSED = "session.refused"
    SESSION_CLOSED = "session.closed"
    FILE_EXPORTED = "file.exported"
