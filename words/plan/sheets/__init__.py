"""Free sheets of a plan: an action plan, an agency's own list, read into rows of the plan."""
