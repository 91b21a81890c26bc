"""Administrasi: accounts with their roles, and the posts with their holders."""

from models import posts
from models.queries.accounts import accounts, agencies_by_code
from pages import administration_parts, frame, parts, post_parts
from pages.administration_parts import Section
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
