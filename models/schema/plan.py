"""The plan: the programme, its agencies, sentra, places and milestones, and its revisions."""

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

from models.schema.columns import POINTS, Word, authorship, metadata, primary_key
from rules.vocabulary import IndicatorKind, PlaceKind, SourceKind

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
    Column("weight", POINTS, nullable=False),
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
    Column("kind", Word(PlaceKind), nullable=False),
    Column("district", Text, nullable=False),
    Column("source_name", Text, nullable=False),
    Column("source_kind", Word(PlaceKind), nullable=False),
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
    Column("indicator", Word(IndicatorKind), nullable=False),
    Column("expected_evidence", Text, nullable=False),
    Column("source_kind", Word(SourceKind), nullable=False),
    Column("source", Text, nullable=False),
    # The first plan. It is never updated: a trigger refuses, and later plans are revisions.
    Column("first_start_on", Date, nullable=False),
    Column("first_finish_on", Date, nullable=False),
    Column("first_weight", POINTS, nullable=False),
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

plan_revision = Table(
    "plan_revision",
    metadata,
    primary_key(),
    Column("programme_id", ForeignKey("programme.id"), nullable=False),
    Column("milestone_id", ForeignKey("milestone.id"), nullable=False),
    Column("before_start_on", Date, nullable=False),
    Column("before_finish_on", Date, nullable=False),
    Column("before_weight", POINTS, nullable=False),
    Column("start_on", Date, nullable=False),
    Column("finish_on", Date, nullable=False),
    Column("weight", POINTS, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decision_number", Text, nullable=False),
    *authorship(),
    CheckConstraint("start_on <= finish_on", name="period"),
    CheckConstraint("weight > 0", name="weight"),
    Index(None, "milestone_id", "recorded_on"),
)
