"""Coordination meetings: plan, agenda, resolutions, follow-ups, and what their files show."""
