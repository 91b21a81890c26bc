import pytest

from rules.backup.findings import EVIDENCE, Damage, Finding


@pytest.mark.parametrize("damage", Damage)
def test_lost_evidence_the_wrapping_and_the_register_spare_the_record(damage: Damage) -> None:
    spared = {Damage.EVIDENCE, Damage.UNEXPECTED, Damage.BROKEN_SEAL, Damage.REGISTER}
    assert Finding(damage).spares_the_record is (damage in spared)


def test_a_lost_evidence_file_spares_the_record_and_a_lost_database_does_not() -> None:
    assert Finding(Damage.MISSING, EVIDENCE + "ab/ab12").spares_the_record
    assert not Finding(Damage.MISSING, "basis-data/pantau.db").spares_the_record
