"""Administrasi: accounts, posts with their holders, data tokens, and evidence to be removed."""

from models.accounts import posts
from models.accounts.queries import accounts, agencies_by_code
from models.evidence.namings import named_files
from models.feed.queries import tokens
from pages.accounts import evidence_board, post_board, sections, token_board
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

evidence_board.follow(visit)
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
elif section is AdminSection.TOKENS:
    heads.headline(
        token_board.finding(given),
        "Dengan token, Excel, Power BI, dan program lain membaca data tanpa dapat mengubahnya.",
    )
    token_board.draw(given, agencies, visit)
else:
    with visit.store.read() as connection:
        files = named_files(connection, visit.actor)
    heads.headline(
        evidence_board.finding(files),
        "Berkas yang memuat data pribadi dihapus di sini untuk selamanya; alasannya tercatat.",
    )
    evidence_board.draw(files)
