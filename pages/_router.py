"""The script that Streamlit runs: who is here, the frame, and the page asked for."""

from pages.shell import frame
from rules.access import Permission


def house() -> None:
    """Draw the frame and the page that the address names."""
    visit = frame.enter(Permission.VIEW)
    page = frame.navigation(visit)
    frame.header(visit)
    page.run()


frame.open_door()
frame.run(house)
