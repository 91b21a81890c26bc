from dataclasses import replace
from datetime import date, datetime

from rules.periods import WITA
from rules.ratings.rating import Rating, Recovery
from rules.values import AgencyCode
from rules.vocabulary import Light
from tests.builders import a_board
from words.ratings import sentences as ratings

AT = datetime(2022, 7, 4, 9, 30, tzinfo=WITA)
RATING = Rating(Light.CRITICAL, "Lahan", Recovery(AgencyCode("DPMD"), date(2022, 9, 30)), "P", AT)


def test_a_rating_says_whether_the_figures_agree() -> None:
    differs = ratings.rating(RATING, Light.ATTENTION)
    assert differs == "Pimpinan menilai kritis, berbeda dari hitungan: perlu perhatian."
    assert ratings.rating(RATING, Light.CRITICAL).endswith("sama dengan hitungan.")


def test_a_recovery_names_its_owner_and_day() -> None:
    agencies = a_board().agencies
    told = ratings.recovery(RATING, agencies)
    assert told == "Pemulihan dipimpin DPMD, tenggat 30 September 2022."
    assert ratings.recovery(replace(RATING, recovery=None), agencies) == ""
