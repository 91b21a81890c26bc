from enum import StrEnum

import pytest

from rules import vocabulary
from rules.vocabulary import STAGES, Light, Status, label

ENUMS = [
    vocabulary.Status,
    vocabulary.Basis,
    vocabulary.Plan,
    vocabulary.Light,
    vocabulary.Flag,
    vocabulary.EventKind,
    vocabulary.IndicatorKind,
    vocabulary.PlaceKind,
    vocabulary.ShapeKind,
    vocabulary.SourceKind,
    vocabulary.Role,
    vocabulary.Appointment,
]


def test_every_enum_of_the_vocabulary_is_checked_here() -> None:
    own = {
        value
        for value in vars(vocabulary).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
    }
    assert own == set(ENUMS)


@pytest.mark.parametrize("words", ENUMS)
def test_every_word_has_an_indonesian_label_of_its_own(words: type[StrEnum]) -> None:
    labels = [label(word) for word in words]  # type: ignore[arg-type]
    assert all(labels)
    assert len(set(labels)) == len(labels)


def test_members_of_two_enums_with_one_value_keep_their_labels() -> None:
    assert label(Light.ON_PLAN) == "sesuai rencana"
    assert label(Status.IN_PROGRESS) == "berjalan"
    assert label(Light.FINISHED) == label(Status.FINISHED) == "selesai"


def test_there_are_seven_stages_in_order() -> None:
    assert list(STAGES) == [1, 2, 3, 4, 5, 6, 7]
    assert STAGES[7] == "Ekspor"
