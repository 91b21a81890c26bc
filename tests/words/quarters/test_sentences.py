from dataclasses import replace
from datetime import date, datetime

from rules.periods import WITA, Quarter
from rules.quarters.closing import Closing, FrozenSentra
from rules.ratings.rating import Rating, Recovery
from rules.values import AgencyCode, SentraCode
from rules.vocabulary import Light
from tests.builders import a_board
from words.quarters import sentences as quarters

AT = datetime(2022, 7, 4, 9, 30, tzinfo=WITA)
FIGURES = FrozenSentra(SentraCode("S04"), 0.5, 0.6, 0.6, ())
CLOSING = Closing(Quarter(2022, 2), 0, "", "Pimpinan", AT, (FIGURES,))
CORRECTION = replace(CLOSING, revision=1, reason="x", sentra=(replace(FIGURES, approved=0.625),))
RATING = Rating(Light.CRITICAL, "Lahan", Recovery(AgencyCode("DPMD"), date(2022, 9, 30)), "P", AT)


def test_a_closing_and_a_correction_say_who_and_when() -> None:
    assert quarters.closed(CLOSING) == "Ditutup oleh Pimpinan, 4 Jul 2022 09.30 WITA"
    assert quarters.closed(CORRECTION).startswith("Koreksi ke-1 oleh Pimpinan")


def test_a_correction_says_what_it_changed() -> None:
    names = {SentraCode("S04"): "Batik"}
    assert quarters.corrected(CLOSING, CORRECTION, names) == ("Batik: 50,0% menjadi 62,5%",)
    assert quarters.corrected(CLOSING, CLOSING, names) == ()


def test_the_question_tells_what_follows() -> None:
    assert "TW II 2022 dibekukan" in quarters.question(None, "TW II 2022")
    assert "koreksi ke-2" in quarters.question(CORRECTION, "TW II 2022")
    assert quarters.done("TW II 2022") == "TW II 2022 dibekukan."


def test_a_rating_says_whether_the_figures_agree() -> None:
    differs = quarters.rating(RATING, Light.ATTENTION)
    assert differs == "Pimpinan menilai kritis, berbeda dari hitungan: perlu perhatian."
    assert quarters.rating(RATING, Light.CRITICAL).endswith("sama dengan hitungan.")


def test_a_recovery_names_its_owner_and_day() -> None:
    agencies = a_board().agencies
    told = quarters.recovery(RATING, agencies)
    assert told == "Pemulihan dipimpin DPMD, tenggat 30 September 2022."
    assert quarters.recovery(replace(RATING, recovery=None), agencies) == ""
