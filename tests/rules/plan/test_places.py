from dataclasses import replace

from hypothesis import given, strategies as st

from rules.plan.places import filled_in, is_made_up, villages
from rules.vocabulary import PlaceKind
from tests.builders import a_place, a_sentra
from tests.rules.laws import LAW

TYPED = replace(
    a_place(name="Sukamaju", district="Muara", kind=PlaceKind.DESA),
    village_code="",
    source_name="",
    source_district="",
    source_kind=PlaceKind.KELURAHAN,
)


def test_a_village_typed_by_hand_gets_a_made_up_code_and_the_words_of_its_record() -> None:
    (found,) = filled_in([TYPED], ())
    assert found.village_code == "99.99.99.2001"
    assert is_made_up(found.village_code)
    assert not found.differs_from_source


def test_the_same_village_keeps_its_code_in_every_sentra() -> None:
    official = replace(TYPED, village_code="64.01.01.2003", name="SUKAMAJU")
    (found,) = filled_in([TYPED], [official])
    assert found.village_code == "64.01.01.2003"
    one, other = filled_in([TYPED, TYPED], ())
    assert one.village_code == other.village_code


def test_what_was_said_stays() -> None:
    official = a_place(source_name="Lain", source_district="Sana")
    assert filled_in([official], ()) == (official,)
    assert not is_made_up(official.village_code)


def test_each_village_is_listed_once_by_district_and_name() -> None:
    one, other = a_place(district="Waru"), replace(TYPED, village_code="99.99.99.2001")
    found = villages([a_sentra("S01", places=(one, other)), a_sentra("S02", places=(one,))])
    assert found == (other, one)


@LAW
@given(st.lists(st.tuples(st.sampled_from(PlaceKind), st.sampled_from("ABCDE")), max_size=12))
def test_different_villages_never_share_a_made_up_code(said: list[tuple[PlaceKind, str]]) -> None:
    known = [replace(TYPED, village_code="99.99.99.2007", name="Lain")]
    typed = [replace(TYPED, kind=kind, name=name) for kind, name in said]
    found = filled_in(typed, known)
    pairs = {(one.kind, one.name): one.village_code for one in found}
    assert len(set(pairs.values())) == len(pairs)
    assert "99.99.99.2007" not in pairs.values()
    assert filled_in(found, known) == found
