from hypothesis import given, strategies as st

from rules.sheets.likeness import MOST_OFFERED, Meant, likeness, meant

TITLES = {
    "a": "Pelatihan sanitasi, pengemasan dan keamanan pangan (PKP)",
    "b": "Verifikasi lokasi dan pendataan pelaku (baseline by name by address)",
    "c": "Gudang bersama tahap I siap pakai",
    "d": "Gudang bersama tahap II siap pakai",
    "e": "Kajian kelayakan dan rencana hilirisasi",
}
WORDS = st.lists(st.sampled_from(["gudang", "tahap", "i", "ii", "2022", "dan", "siap", "X"])).map(
    " ".join
)


def test_capitals_signs_and_little_words_make_no_other_title() -> None:
    said = "VERIFIKASI LOKASI & PENDATAAN PELAKU - baseline by name, by address"
    assert meant(said, TITLES) == Meant("b", ("b",))


def test_slips_of_the_pen_are_forgiven() -> None:
    said = "Pelatihan sanitasi, pengemasn dan keamanan pangan PKP"
    assert meant(said, TITLES).certain == "a"


def test_a_shortened_title_is_offered_but_not_taken() -> None:
    found = meant("Pelatihan keamanan pangan", TITLES)
    assert (found.certain, found.possible[0]) == (None, "a")


def test_another_number_is_another_title() -> None:
    assert meant("Gudang bersama tahap II siap pakai", TITLES).certain == "d"
    found = meant("Gudang bersama tahap III siap pakai", TITLES)
    assert found.certain is None
    assert set(found.possible) == {"c", "d"}


def test_titles_that_come_equally_near_are_asked_about() -> None:
    titles = {"a": "Pembangunan rumah produksi Sotek", "b": "Pembangunan rumah produksi Buluh"}
    near = "Pembangunan rumah produksi"
    assert meant(near, titles).certain is None
    assert set(meant(near, titles).possible) == {"a", "b"}
    many = dict.fromkeys(range(9), "Rumah produksi siap")
    assert meant("Rumah produksi siap", many) == Meant(None, tuple(range(9)))
    assert len(meant("Rumah produksi siap pakai", many).possible) == MOST_OFFERED


def test_the_only_title_near_enough_is_taken() -> None:
    titles = {"a": "Rumah produksi sabut kelapa siap dipakai bersama"}
    assert meant("Rumah produksi sabut kelapa siap di pakai bersama", titles).certain is None
    assert meant("Rumah produksi sabut kelapa bersama siap dipakai", titles).certain == "a"


def test_nothing_endless_is_a_title() -> None:
    assert meant("Kajian kelayakan " * 40, {"a": "Kajian kelayakan " * 40}) == Meant(None)


def test_nothing_is_like_nothing() -> None:
    assert meant("", TITLES) == Meant(None)
    assert meant("kemarin", TITLES) == Meant(None)
    assert likeness("dan", "di") == 0


@given(one=WORDS, other=WORDS)
def test_likeness_is_mutual_and_between_0_and_1(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
