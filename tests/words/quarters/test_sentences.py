from dataclasses import replace
from datetime import datetime

from rules.periods import WITA, Quarter
from rules.quarters.closing import Closing, FrozenSentra
from rules.values import SentraCode
from words.quarters import sentences as quarters

AT = datetime(2022, 7, 4, 9, 30, tzinfo=WITA)
FIGURES = FrozenSentra(SentraCode("S04"), 0.5, 0.6, 0.6, ())
CLOSING = Closing(Quarter(2022, 2), 0, "", "Pimpinan", AT, (FIGURES,))
CORRECTION = replace(CLOSING, revision=1, reason="x", sentra=(replace(FIGURES, approved=0.625),))


def test_a_closing_and_a_correction_say_who_and_when() -> None:
    assert quarters.closed(CLOSING) == "Ditutup oleh Pimpinan, 4 Jul 2022 09.30 WITA"
    assert quarters.closed(CORRECTION).startswith("Koreksi ke-1 oleh Pimpinan")


def test_a_correction_says_what_it_changed() -> None:
    names = {SentraCode("S04"): "Batik"}
    assert quarters.corrected(CLOSING, CORRECTION, names) == ("Batik: 50,0% menjadi 62,5%",)
    assert quarters.corrected(CLOSING, CLOSING, names) == ()


def test_closing_before_earlier_quarters_names_them_and_what_follows() -> None:
    open_yet = [Quarter(2022, 1), Quarter(2021, 4)]
    assert quarters.earlier_open(Quarter(2022, 2), open_yet) == (
        "TW IV 2021 dan TW I 2022 belum ditutup. Dengan menutup TW II 2022, operator OPD tidak "
        "dapat lagi melapor untuk hari sampai 30 Juni 2022, juga dalam triwulan itu."
    )


def test_the_question_tells_what_follows() -> None:
    assert "TW II 2022 dibekukan" in quarters.question(None, "TW II 2022")
    assert "koreksi ke-2" in quarters.question(CORRECTION, "TW II 2022")
    assert quarters.done("TW II 2022") == "TW II 2022 dibekukan."
