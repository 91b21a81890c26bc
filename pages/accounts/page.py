"""Administrasi: accounts with their roles, the posts with their holders, and data tokens."""

from models.accounts import posts
from models.accounts.queries import accounts, agencies_by_code
from models.feed.queries import tokens
from pages.accounts import post_board, sections, token_board
from pages.accounts.sections import AdminSection
from pages.shell import frame
from pages.widgets import choices, heads
from rules.access import Permission

visit = frame.enter(Permission.MANAGE_ACCOUNTS)
with visit.store.read() as connection:
    lines = accounts(connection, visit.actor, at=frame.now())
    agencies = agencies_by_code(connection, visit.actor)
    found = posts.posts(connection, visit.actor)
    given = tokens(connection, visit.actor)

section = choices.choice("Bagian", AdminSection, AdminSection.ACCOUNTS)
if section is AdminSection.ACCOUNTS:
    heads.headline(
        sections.finding(lines),
        "Perubahan peran dan penonaktifan berlaku seketika, juga bagi yang sedang masuk.",
    )
    sections.link(visit)
    sections.invitation(agencies)
    sections.accounts(lines, agencies)
elif section is AdminSection.POSTS:
    heads.headline(
        post_board.finding(found, visit),
        "Pada setiap hari satu jabatan paling banyak dipegang satu orang.",
    )
    post_board.draw(found, lines, visit)
else:
    heads.headline(
        token_board.finding(given),
        "Dengan token, Excel, Power BI, dan program lain membaca data tanpa dapat mengubahnya.",
    )
    token_board.draw(given, agencies, visit)
