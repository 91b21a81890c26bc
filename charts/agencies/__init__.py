"""Milestones by status and leading agency: stacked bars, the agency with most overdue first."""

from charts.agencies.picture import svg
from charts.agencies.spec import AgencyRow, AgencySpec, spec

__all__ = ["AgencyRow", "AgencySpec", "spec", "svg"]
