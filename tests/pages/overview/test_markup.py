from datetime import UTC, datetime
from re import findall

from pages.overview import markup
from rules.meetings.why import why
from rules.ratings.rating import Rating
from rules.values import SentraCode
from rules.vocabulary import Basis, Light
from tests.builders import a_dossier, a_moment
from tests.charts.scenes import a_briefing, a_lower_claim
from tests.pages.reading import unlinked
from words.meetings import ratings
from words.progress import sentences

LOWER = "dilaporkan 30,0%, lebih rendah dari yang disetujui"


def test_a_claim_for_less_than_what_is_approved_is_told_in_the_row_and_in_the_key() -> None:
    briefing = a_lower_claim()
    dossier = a_dossier(briefing)
    told = {
        brief.sentra.name: LOWER
        in markup.sentra_row(why(brief, dossier), briefing).partition("<b>")[2]
        for brief in briefing.sentra
    }
    assert [name for name, is_told in told.items() if is_told] == ["Rotan"]
    assert "dilaporkan lebih rendah dari realisasi" in markup.bars_key(briefing)


def test_the_key_explains_no_look_that_no_bar_has() -> None:
    assert "lebih rendah" not in markup.bars_key(a_briefing())
    reported = a_lower_claim(a_moment(basis=Basis.REPORTED))
    assert "dilaporkan" not in markup.bars_key(reported)


def test_the_figures_of_the_headline_lead_to_what_they_count() -> None:
    briefing = a_briefing()
    rating = Rating(Light.CRITICAL, "Mutu", None, "Plt Kepala", datetime(2022, 6, 1, tzinfo=UTC))
    dossier = a_dossier(briefing, ratings={SentraCode("S02"): rating})
    drawn = markup.headline(dossier)
    told = f"{sentences.headline(briefing)} {ratings.of_programme(dossier)}"
    assert unlinked(drawn) == told
    links = {words: href for href, words in findall(r'href="([^"]*)"[^>]*>([^<]*)<', drawn)}
    assert links["1 sentra kritis"].endswith("keadaan=kritis#sentra-rows")
    assert "sentra=S02" in links["Kapal Rakyat kritis (hitungan: selesai)"]
    (held,) = [href for words, href in links.items() if " menahan " in words]
    assert "menunggu=DPMD" in held
