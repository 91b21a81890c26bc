"""The script that Streamlit runs: who is here, the frame, and the page asked for."""

from pages.shell import frame, header, unsent
from rules.access import Permission


def draw_page() -> None:
    """Draw the frame and the page that the address names."""
    visit = frame.enter(Permission.VIEW)
    page = header.navigation(visit)
    header.draw(visit)
    unsent.draw(page.title)
    page.run()


frame.open_door()
frame.run(draw_page)
