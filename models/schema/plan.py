"""The plan: the programme, its agencies, sentra, places and milestones, and what changed them."""

import sqlalchemy as sa

from models.schema.columns import POINTS, Drawn, Word, authorship, metadata, table
from rules.plan.acts import PlanActKind, PlanSubject
from rules.vocabulary import IndicatorKind, PlaceKind, SourceKind

programme = table(
    "programme",
    sa.Column("code", sa.String(40), nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("start_on", sa.Date, nullable=False),
    sa.Column("finish_on", sa.Date, nullable=False),
    sa.Column("rpjmd", sa.Text, nullable=False),
    sa.Column("letter", sa.Text, nullable=False),
    # Of whom it is: the regency, as heads of screens and files name it.
    sa.Column("region", sa.Text, nullable=False, server_default=""),
    sa.Column("rpjmd_number", sa.Text, nullable=False, server_default=""),
    sa.Column("vision", sa.Text, nullable=False, server_default=""),
    # How its office writes: the letterhead line by line, the pattern of numbers, and who signs.
    sa.Column("letterhead", sa.Text, nullable=False, server_default=""),
    sa.Column("minutes_number", sa.Text, nullable=False, server_default=""),
    sa.Column("chair_post", sa.Text, nullable=False, server_default=""),
    sa.Column("secretary_post", sa.Text, nullable=False, server_default=""),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("plan_status", sa.Text, nullable=False),
    sa.Column("is_example", sa.Boolean, nullable=False),
    # The example's clock is pinned to one day; a real programme follows the calendar.
    sa.Column("pinned_on", sa.Date),
    # Every change of the programme raises this, so caches know a new state from an old one.
    sa.Column("version", sa.Integer, nullable=False),
    # The hash of the latest audited change: the state that a picture or table was made from.
    sa.Column("chain_head", sa.String(64), nullable=False, server_default="0" * 64),
    # The latest hash and the number of all acts, sign-ins and exports too: a cut tail shows.
    sa.Column("trail_head", sa.String(64), nullable=False, server_default="0" * 64),
    sa.Column("trail_length", sa.Integer, nullable=False, server_default="0"),
    sa.CheckConstraint("start_on <= finish_on", name="period"),
)

# One act on the plan: a change of the draft, its adoption, or a revision of what was adopted.
plan_act = table(
    "plan_act",
    sa.Column("programme_id", sa.ForeignKey("programme.id"), nullable=False),
    # NULL where the act is about the whole programme.
    sa.Column("sentra_id", sa.ForeignKey("sentra.id")),
    sa.Column("kind", Word(PlanActKind), nullable=False),
    # The day from which a revision holds; a change of the draft holds from the beginning (NULL).
    sa.Column("holds_from", sa.Date),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("decision_number", sa.Text, nullable=False),
    *authorship(),
    sa.CheckConstraint("kind IN ('draft', 'adoption', 'revision')", name="kind"),
    sa.CheckConstraint("(kind = 'draft') = (holds_from IS NULL)", name="holds_from"),
    sa.CheckConstraint("kind = 'draft' OR decision_number <> ''", name="decision_number"),
    sa.Index(None, "programme_id"),
)

# What an act made of one row of the register: its fields before and after, as JSON.
plan_change = table(
    "plan_change",
    sa.Column("act_id", sa.ForeignKey("plan_act.id"), nullable=False),
    sa.Column("subject", Word(PlanSubject), nullable=False),
    sa.Column("subject_id", sa.Integer, nullable=False),
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("after", sa.Text, nullable=False),
    sa.CheckConstraint("subject IN ('programme', 'agency', 'sentra', 'milestone')", name="subject"),
    sa.UniqueConstraint("act_id", "subject", "subject_id"),
    # Each run asks whether an act changed the agency of whoever is here.
    sa.Index(None, "subject", "subject_id"),
)

# The table of a sentra's plan that somebody works on. It is no history: each save replaces it.
plan_draft = table(
    "plan_draft",
    sa.Column("sentra_id", sa.ForeignKey("sentra.id"), nullable=False, unique=True),
    # JSON: its lines as they were typed (models/plan/drafts.py).
    sa.Column("lines", sa.Text, nullable=False),
    # The version of the plan that it began from, and its own.
    sa.Column("plan_version", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    *authorship(),
)

agency = table(
    "agency",
    sa.Column("code", sa.String(60), nullable=False, unique=True),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("valid_from", sa.Date),
    sa.Column("valid_to", sa.Date),
    sa.Column("source", sa.Text, nullable=False),
)

agency_alias = table(
    "agency_alias",
    sa.Column("agency_id", sa.ForeignKey("agency.id"), nullable=False),
    sa.Column("alias", sa.Text, nullable=False),
    sa.UniqueConstraint("agency_id", "alias"),
)

sentra = table(
    "sentra",
    sa.Column("programme_id", sa.ForeignKey("programme.id"), nullable=False),
    sa.Column("code", sa.String(20), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("product", sa.Text, nullable=False),
    sa.Column("weight", POINTS, nullable=False),
    sa.Column("legal_basis", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.UniqueConstraint("programme_id", "code"),
    sa.CheckConstraint("weight > 0", name="weight"),
)

place = table(
    "place",
    sa.Column("sentra_id", sa.ForeignKey("sentra.id"), nullable=False),
    sa.Column("village_code", sa.String(20), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", Word(PlaceKind), nullable=False),
    sa.Column("district", sa.Text, nullable=False),
    sa.Column("source_name", sa.Text, nullable=False),
    sa.Column("source_kind", Word(PlaceKind), nullable=False),
    sa.Column("source_district", sa.Text, nullable=False),
    sa.Column("latitude", sa.Float, nullable=False),
    sa.Column("longitude", sa.Float, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.UniqueConstraint("sentra_id", "village_code"),
    sa.CheckConstraint("kind IN ('kelurahan', 'desa')", name="kind"),
)

milestone = table(
    "milestone",
    sa.Column("programme_id", sa.ForeignKey("programme.id"), nullable=False),
    sa.Column("sentra_id", sa.ForeignKey("sentra.id"), nullable=False),
    sa.Column("code", sa.String(20), nullable=False),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("stage", sa.Integer, nullable=False),
    sa.Column("lead_id", sa.ForeignKey("agency.id"), nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("target", sa.Numeric(14, 4), nullable=False),
    sa.Column("indicator", Word(IndicatorKind), nullable=False),
    sa.Column("expected_evidence", sa.Text, nullable=False),
    sa.Column("source_kind", Word(SourceKind), nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    # Under which the agency's own plans and SIPD keep it; empty until somebody fills them in.
    sa.Column("renstra_code", sa.Text, nullable=False, server_default=""),
    sa.Column("renja_code", sa.Text, nullable=False, server_default=""),
    sa.Column("sipd_code", sa.Text, nullable=False, server_default=""),
    # Codes of the milestones it comes after, parted by semicolons; NULL where there are none.
    sa.Column("after", sa.Text),
    # The act that added it; NULL where it was there from the beginning.
    sa.Column("act_id", sa.ForeignKey("plan_act.id")),
    # As it was added. It is never updated: a trigger refuses, and later plans are revisions.
    sa.Column("first_start_on", sa.Date, nullable=False),
    sa.Column("first_finish_on", sa.Date, nullable=False),
    sa.Column("first_weight", POINTS, nullable=False),
    sa.Column("first_shape", Drawn),
    sa.UniqueConstraint("programme_id", "code"),
    sa.CheckConstraint("first_start_on <= first_finish_on", name="first_period"),
    sa.CheckConstraint("first_weight > 0", name="first_weight"),
    sa.CheckConstraint("stage BETWEEN 1 AND 7", name="stage"),
    sa.CheckConstraint("target >= 0", name="target"),
    sa.Index(None, "sentra_id"),
)

milestone_support = sa.Table(
    "milestone_support",
    metadata,
    sa.Column("milestone_id", sa.ForeignKey("milestone.id"), primary_key=True),
    sa.Column("agency_id", sa.ForeignKey("agency.id"), primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
)

plan_revision = table(
    "plan_revision",
    sa.Column("programme_id", sa.ForeignKey("programme.id"), nullable=False),
    sa.Column("milestone_id", sa.ForeignKey("milestone.id"), nullable=False),
    # NULL on revisions older than acts: they hold from the day of their record.
    sa.Column("act_id", sa.ForeignKey("plan_act.id")),
    sa.Column("before_start_on", sa.Date, nullable=False),
    sa.Column("before_finish_on", sa.Date, nullable=False),
    sa.Column("before_weight", POINTS, nullable=False),
    sa.Column("start_on", sa.Date, nullable=False),
    sa.Column("finish_on", sa.Date, nullable=False),
    sa.Column("weight", POINTS, nullable=False),
    sa.Column("before_shape", Drawn),
    sa.Column("shape", Drawn),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("decision_number", sa.Text, nullable=False),
    *authorship(),
    sa.CheckConstraint("start_on <= finish_on", name="period"),
    # 0 where it left the plan for those that it was split or merged into.
    sa.CheckConstraint("weight >= 0", name="weight"),
    sa.Index(None, "milestone_id", "recorded_on"),
)
