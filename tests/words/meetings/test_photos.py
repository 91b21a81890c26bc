"""What is said of a photograph."""

from datetime import date

from rules.evidence.files import FileKind, KeptFile
from rules.meetings.photos import SentraPhoto
from tests.builders import a_milestone, a_sentra
from words.meetings import photos


def test_a_photograph_names_its_sentra_what_it_proves_and_its_day() -> None:
    milestone = a_milestone("S01-M01", title="Rumah produksi berdiri")
    sentra = a_sentra("S01", [milestone], name="Rotan")
    kept = KeptFile("foto.jpg", FileKind.JPG, "a" * 64, 8, "b" * 64)
    photo = SentraPhoto(sentra, milestone, date(2022, 6, 3), kept)
    assert photos.lines(photo) == ("Rotan", "Rumah produksi berdiri", "3 Juni 2022")
    assert photos.told(photo) == "Foto Rotan: Rumah produksi berdiri, 3 Juni 2022."
    assert photos.finding(2) == "Foto bukti terbaru dari 2 sentra"
