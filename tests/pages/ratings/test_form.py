from datetime import date

import pytest

from models.ratings.queries import ratings
from pages.shell.catalogue import OVERVIEW, SENTRA
from rules.ratings.rating import Rating
from rules.values import SentraCode
from rules.vocabulary import Light
from tests.pages.conftest import Desk
from tests.pages.reading import alerts, markup_of, stands, unlinked, widget, words

BATIK = SentraCode("S04")


def rated(desk: Desk) -> Rating | None:
    with desk.store.read() as connection:
        return ratings(connection, desk.people["pengamat"], date(2022, 6, 30)).get(BATIK)


def rate(desk: Desk, light: Light, reason: str) -> str:
    """Rate Batik as the leader would, and return what the page then says."""
    screen = desk.sit("pimpinan").open(SENTRA, sentra=BATIK)
    widget(screen, f"rating-{BATIK}-light").set_value(light)
    screen.run()
    widget(screen, f"rating-{BATIK}-reason").input(reason)
    widget(screen, f"rating-{BATIK}-save").click()
    screen.run()
    assert stands(screen)
    return "\n".join((words(screen), *alerts(screen)))


def test_a_rating_stands_beside_the_computed_light_and_says_whether_they_agree(desk: Desk) -> None:
    said = rate(desk, Light.ON_PLAN, "Mesin sudah datang")

    rating = rated(desk)
    assert rating is not None
    assert (rating.light, rating.reason) == (Light.ON_PLAN, "Mesin sudah datang")
    assert "Pimpinan menilai sesuai rencana" in said
    assert "Mesin sudah datang" in said


def test_the_overview_sets_a_rating_beside_the_light_and_counts_it(desk: Desk) -> None:
    agreed = rate(desk, Light.ON_PLAN, "Mesin sudah datang")
    quiet = words(desk.sit("pengamat").open(OVERVIEW))
    differs = rate(desk, Light.ATTENTION, "Pembeli besar mundur")
    screen = desk.sit("pengamat").open(OVERVIEW)
    marked, headline = words(screen), unlinked(markup_of(screen))

    assert "sama dengan hitungan" in agreed
    assert "Pimpinan menilai" not in quiet
    assert "pimpinan:" in quiet
    assert "berbeda dari hitungan: sesuai rencana" in differs
    assert "Pimpinan menilai Batik perlu perhatian (hitungan: sesuai rencana)." in headline
    assert "Pembeli besar mundur" in marked
    order = [one.proto.query_string[-3:] for one in screen.get("page_link")]
    assert order.index("S04") < order.index("S03")


def test_critical_without_a_recovery_plan_is_refused_in_a_sentence(desk: Desk) -> None:
    said = rate(desk, Light.CRITICAL, "Lahan dijual")

    assert "Penilaian kritis perlu rencana pemulihan" in said
    assert "Belum tersimpan: perbaiki isian yang ditandai." in said
    assert rated(desk) is None


def test_critical_with_owner_and_day_is_kept(desk: Desk) -> None:
    screen = desk.sit("pimpinan").open(SENTRA, sentra=BATIK)
    widget(screen, f"rating-{BATIK}-light").set_value(Light.CRITICAL)
    screen.run()
    widget(screen, f"rating-{BATIK}-reason").input("Lahan dijual")
    widget(screen, f"rating-{BATIK}-owner").select("DPMD")
    widget(screen, f"rating-{BATIK}-due").set_value(date(2022, 9, 30))
    widget(screen, f"rating-{BATIK}-save").click()
    screen.run()

    rating = rated(desk)
    assert rating is not None
    assert rating.recovery is not None
    assert (rating.recovery.owner, rating.recovery.due_on) == ("DPMD", date(2022, 9, 30))
    assert "Pemulihan dipimpin DPMD, tenggat 30 September 2022." in words(screen)


@pytest.mark.parametrize("who", ["dpmd", "pengamat", "admin"])
def test_who_may_not_rate_is_offered_no_form(desk: Desk, who: str) -> None:
    screen = desk.sit(who).open(SENTRA, sentra=BATIK)

    assert not [one for one in screen.button if "rating" in (one.key or "")]
    assert "Penilaian pimpinan" not in [one.value for one in screen.header]
