"""The register of agencies in Indonesian: validity, mergers, what each has in hand."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from rules.plan.acts import PlanAct
from rules.plan.agencies import Agencies
from rules.progress.agency_figures import AgencyFigures
from rules.values import Agency, agency_label
from words.formats import enumeration, long_day, number, percent, short_day, weight

NOTHING: Final = "tidak ada yang terbuka"


def finding(agencies: Agencies, day: date) -> str:
    """Return how many agencies there are on a day, and how many were merged by then."""
    valid = sum(one.is_valid(day) for one in agencies.values())
    merged = sum(one.merged_on is not None for one in agencies.values())
    told = f"{number(valid)} OPD dan mitra"
    return f"{told}, {number(merged)} sudah digabung" if merged else told


def standing(agency: Agency, agencies: Agencies, day: date) -> str:
    """Return whether an agency exists on a day: berlaku, digabung ke ... sejak ...."""
    if agency.successor is not None and agency.merged_on is not None:
        into = agency_label(agencies, agency.successor)
        return f"digabung ke {into} sejak {short_day(agency.merged_on)}"
    if agency.valid_from is not None and day < agency.valid_from:
        return "belum berlaku"
    return "berlaku" if agency.is_valid(day) else "tidak berlaku lagi"


def validity(agency: Agency) -> str:
    """Return the days of an agency: sejak 1 Jan 2021, sampai 31 Des 2021; empty for none known."""
    begins = "" if agency.valid_from is None else f"sejak {short_day(agency.valid_from)}"
    ends = "" if agency.valid_to is None else f"sampai {short_day(agency.valid_to)}"
    return " ".join(part for part in (begins, ends) if part)


def called(agency: Agency) -> str:
    """Return the other names of an agency: juga disebut A, B; empty for none."""
    return f"juga disebut {', '.join(agency.aliases)}" if agency.aliases else ""


def led(found: AgencyFigures) -> str:
    """Return what an agency leads: 12 tonggak, 88 poin, capaian 40,0%."""
    if not found.led:
        return "tidak memimpin tonggak"
    share = found.done / found.weight if found.weight else 0.0
    return (
        f"memimpin {number(found.led)} tonggak, {weight(found.weight)} poin, "
        f"capaian {percent(share)}"
    )


def in_hand(found: AgencyFigures, follow_ups: int) -> str:
    """Return what of an agency is open: 3 dipimpin, 2 didukung, 1 kendala, 1 tindak lanjut."""
    counted = (
        (found.open_led, "tonggak dipimpin"),
        (found.open_supported, "didukung"),
        (found.open_obstacles, "kendala"),
        (follow_ups, "tindak lanjut"),
    )
    parts = [f"{number(many)} {what}" for many, what in counted if many]
    return ", ".join(parts) if parts else NOTHING


def moves(led: int, supported: int, obstacles: int, follow_ups: int, accounts: int) -> str:
    """Return how much goes to a successor, as a sentence without its subject."""
    counted = (
        (led, "tonggak yang dipimpin"),
        (supported, "tonggak yang didukung"),
        (obstacles, "kendala terbuka"),
        (follow_ups, "tindak lanjut terbuka"),
        (accounts, "akun operator"),
    )
    parts = [f"{number(many)} {what}" for many, what in counted if many]
    return enumeration(parts) if parts else "tidak ada kewajiban terbuka"


def succession(merged: Iterable[str], into: str, day: date) -> str:
    """Return who goes into whom and from when."""
    return f"{enumeration(list(merged))} menjadi bagian {into} sejak {long_day(day)}"


def act(value: PlanAct) -> str:
    """Return by what an agency was changed: Perda 5/2021, berlaku 1 Juli 2021."""
    if value.holds_from is None:
        return "dicatat atau dibetulkan tanpa keputusan"
    return f"{value.decision_number}, berlaku {long_day(value.holds_from)}: {value.reason}"
