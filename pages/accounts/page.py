"""Administrasi: accounts with their roles, and the posts with their holders."""

from models.accounts import posts
from models.accounts.queries import accounts, agencies_by_code
from pages.accounts import posts as post_parts, sections as administration_parts
from pages.accounts.sections import Section
from pages.shell import frame
from pages.widgets import parts
from rules.access import Permission

visit = frame.enter(Permission.MANAGE_ACCOUNTS)
with visit.store.read() as connection:
    lines = accounts(connection, visit.actor, at=frame.now())
    agencies = agencies_by_code(connection, visit.actor)
    found = posts.posts(connection, visit.actor)

section = parts.choice("Bagian", Section, Section.ACCOUNTS)
if section is Section.ACCOUNTS:
    parts.headline(
        administration_parts.finding(lines),
        "Perubahan peran dan penonaktifan berlaku seketika, juga bagi yang sedang masuk.",
    )
    administration_parts.link()
    administration_parts.invitation(agencies)
    administration_parts.accounts(lines, agencies)
else:
    parts.headline(
        post_parts.finding(found, visit),
        "Pada setiap hari satu jabatan paling banyak dipegang satu orang.",
    )
    post_parts.board(found, lines, visit)
