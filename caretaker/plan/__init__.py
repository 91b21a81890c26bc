"""The plan, for who prefers files: folders of them, workbooks, sheets of an agency's own make."""
