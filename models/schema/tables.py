"""The tables and their constraints, engine-neutral; triggers stand in the migrations.

Weights and progress are integers in hundredths (6 points = 600, 41.5% = 4150), so that sums are
exact on every engine. Instants are UTC; `*_on` columns are calendar days in Penajam (WITA).
"""

from typing import Final

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
)

# Their tables join the metadata.
from models.schema import (
    columns,
)
from models.schema.columns import Instant, primary_key

HUNDREDTHS: Final = 100
FULL_WEIGHT: Final = 100 * HUNDREDTHS
FULL_PROGRESS: Final = 100 * HUNDREDTHS

_STATUSES: Final = "('not_started', 'in_progress', 'obstructed', 'finished', 'cancelled')"

metadata: Final = columns.metadata

programme = Table(
    "programme",
    metadata,
    primary_key(),
    Column("code", String(40), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("start_on", Date, nullable=False),
    Column("finish_on", Date, nullable=False),
    Column("rpjmd", Text, nullable=False),
    Column("letter", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("plan_status", Text, nullable=False),
    Column("is_example", Boolean, nullable=False),
    # The example's clock is pinned to one day; a real programme follows the calendar.
    Column("pinned_on", Date),
    # Every change of the programme raises this, so caches know a new state from an old one.
    Column("version", Integer, nullable=False),
    # The hash of the latest audited change: the state that a picture or table was made from.
    Column("chain_head", String(64), nullable=False, server_default="0" * 64),
    CheckConstraint("start_on <= finish_on", name="period"),
)

agency = Table(
    "agency",
    metadata,
    primary_key(),
    Column("code", String(60), nullable=False, unique=True),
    Column("label", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("source", Text, nullable=False),
)

agency_alias = Table(
    "agency_alias",
    metadata,
    primary_key(),
    Column("agency_id", ForeignKey("agency.id"), nullable=False),
    Column("alias", Text, nullable=False),
    UniqueConstraint("agency_id", "alias"),
)

sentra = Table(
    "sentra",
    metadata,
    primary_key(),
    Column("programme_id", ForeignKey("programme.id"), nullable=False),
    Column("code", String(20), nullable=False),
    Column("name", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("weight", Integer, nullable=False),
    Column("legal_basis", Text, nullable=False),
    Column("source", Text, nullable=False),
    UniqueConstraint("programme_id", "code"),
    CheckConstraint("weight > 0", name="weight"),
)

place = Table(
    "place",
    metadata,
    primary_key(),
    Column("sentra_id", ForeignKey("sentra.id"), nullable=False),
    Column("village_code", String(20), nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("district", Text, nullable=False),
    Column("source_name", Text, nullable=False),
    Column("source_kind", String(20), nullable=False),
    Column("source_district", Text, nullable=False),
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
    Column("note", Text, nullable=False),
    UniqueConstraint("sentra_id", "village_code"),
    CheckConstraint("kind IN ('kelurahan', 'desa')", name="kind"),
)

milestone = Table(
    "milestone",
    metadata,
    primary_key(),
    Column("programme_id", ForeignKey("programme.id"), nullable=False),
    Column("sentra_id", ForeignKey("sentra.id"), nullable=False),
    Column("code", String(20), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("stage", Integer, nullable=False),
    Column("lead_id", ForeignKey("agency.id"), nullable=False),
    Column("unit", Text, nullable=False),
    Column("target", Numeric(14, 4), nullable=False),
    Column("indicator", String(20), nullable=False),
    Column("expected_evidence", Text, nullable=False),
    Column("source_kind", String(20), nullable=False),
    Column("source", Text, nullable=False),
    # The first plan. It is never updated: a trigger refuses, and later plans are revisions.
    Column("first_start_on", Date, nullable=False),
    Column("first_finish_on", Date, nullable=False),
    Column("first_weight", Integer, nullable=False),
    UniqueConstraint("programme_id", "code"),
    CheckConstraint("first_start_on <= first_finish_on", name="first_period"),
    CheckConstraint("first_weight > 0", name="first_weight"),
    CheckConstraint("stage BETWEEN 1 AND 7", name="stage"),
    CheckConstraint("target >= 0", name="target"),
    Index(None, "sentra_id"),
)

milestone_support = Table(
    "milestone_support",
    metadata,
    Column("milestone_id", ForeignKey("milestone.id"), primary_key=True),
    Column("agency_id", ForeignKey("agency.id"), primary_key=True),
    Column("position", Integer, nullable=False),
)

account = Table(
    "account",
    metadata,
    primary_key(),
    Column("username", String(80), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("agency_id", ForeignKey("agency.id")),
    # Without a hash no password opens the account: example accounts open by their button alone.
    Column("password_hash", Text),
    Column("is_active", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    # By this a sign-in through the office's identity provider finds its account; in lower case.
    Column("email", String(254)),
    # When the password was last set; NULL where none was, or before this was kept.
    Column("password_set_at", Instant),
    CheckConstraint(
        "role IN ('viewer', 'agency_operator', 'dpmd_operator', 'leader', 'evaluator', 'admin')",
        name="role",
    ),
    Index(None, "email", unique=True),
)

sign_in_session = Table(
    "sign_in_session",
    metadata,
    primary_key(),
    # Only the token's SHA-256 is kept, so that a copied database opens no session.
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Index(None, "account_id"),
)

plan_revision = Table(
    "plan_revision",
    metadata,
    primary_key(),
    Column("programme_id", ForeignKey("programme.id"), nullable=False),
    Column("milestone_id", ForeignKey("milestone.id"), nullable=False),
    Column("before_start_on", Date, nullable=False),
    Column("before_finish_on", Date, nullable=False),
    Column("before_weight", Integer, nullable=False),
    Column("start_on", Date, nullable=False),
    Column("finish_on", Date, nullable=False),
    Column("weight", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decision_number", Text, nullable=False),
    Column("author_id", ForeignKey("account.id"), nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_on", Date, nullable=False),
    CheckConstraint("start_on <= finish_on", name="period"),
    CheckConstraint("weight > 0", name="weight"),
    Index(None, "milestone_id", "recorded_on"),
)

report_event = Table(
    "report_event",
    metadata,
    primary_key(),
    Column("programme_id", ForeignKey("programme.id"), nullable=False),
    Column("milestone_id", ForeignKey("milestone.id"), nullable=False),
    Column("kind", String(20), nullable=False),
    # The report that a decision is about; NULL on a report itself.
    Column("report_id", ForeignKey("report_event.id")),
    Column("effective_on", Date, nullable=False),
    Column("status", String(20), nullable=False),
    Column("progress", Integer, nullable=False),
    Column("realised_value", Numeric(14, 4)),
    Column("evidence", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("author_id", ForeignKey("account.id"), nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_on", Date, nullable=False),
    Column("idempotency_key", String(80), nullable=False, unique=True),
    CheckConstraint("kind IN ('report', 'approved', 'returned', 'withdrawn')", name="kind"),
    CheckConstraint("(kind = 'report') = (report_id IS NULL)", name="decision_names_report"),
    CheckConstraint(f"status IN {_STATUSES}", name="status"),
    CheckConstraint("progress BETWEEN 0 AND 10000", name="progress"),
    CheckConstraint(
        "status = 'cancelled' OR (status = 'finished') = (progress = 10000)",
        name="finished_is_full",
    ),
    CheckConstraint("status <> 'not_started' OR progress = 0", name="not_started_is_zero"),
    CheckConstraint("effective_on <= recorded_on", name="not_in_future"),
    Index(None, "milestone_id", "effective_on", "id"),
    Index(None, "report_id"),
)

obstacle = Table(
    "obstacle",
    metadata,
    primary_key(),
    Column("milestone_id", ForeignKey("milestone.id"), nullable=False),
    Column("opened_by", ForeignKey("report_event.id"), nullable=False),
    Column("owner_id", ForeignKey("agency.id"), nullable=False),
    Column("description", Text, nullable=False),
    Index(None, "milestone_id"),
)

obstacle_closing = Table(
    "obstacle_closing",
    metadata,
    primary_key(),
    Column("obstacle_id", ForeignKey("obstacle.id"), nullable=False),
    Column("closed_by", ForeignKey("report_event.id"), nullable=False),
    UniqueConstraint("obstacle_id", "closed_by"),
)

# Read model: one line whenever the state of a milestone changes on a basis, in recorded order. The
# state as of a day is a milestone's last line recorded by then; models/progress/read_models.py
# rebuilds it.
state_entry = Table(
    "state_entry",
    metadata,
    primary_key(),
    Column("milestone_id", ForeignKey("milestone.id"), nullable=False),
    Column("sentra_id", ForeignKey("sentra.id"), nullable=False),
    Column("basis", String(20), nullable=False),
    Column("recorded_on", Date, nullable=False),
    # The report in force; NULL when a returned report leaves the milestone with none.
    Column("report_id", ForeignKey("report_event.id")),
    Column("previous_progress", Integer, nullable=False),
    Column("earned_delta", Integer, nullable=False),
    Column("cancelled_delta", Integer, nullable=False),
    Index(None, "milestone_id", "basis", "recorded_on", "id"),
    Index(None, "sentra_id", "basis", "recorded_on"),
)

# Read model: running sums of a sentra's deltas at the end of each month in which something changed.
sentra_month = Table(
    "sentra_month",
    metadata,
    Column("sentra_id", ForeignKey("sentra.id"), primary_key=True),
    Column("basis", String(20), primary_key=True),
    # Months since year 0 (rules.periods.month_number).
    Column("month", Integer, primary_key=True),
    # Sum of weight x progress, both in hundredths; at most FULL_WEIGHT x FULL_PROGRESS = 1e8.
    Column("earned", Integer, nullable=False),
    Column("cancelled_weight", Integer, nullable=False),
)
