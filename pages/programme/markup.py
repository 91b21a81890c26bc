"""HTML of the programme, its sentra and the acts that changed them. All is escaped."""

from collections.abc import Iterable, Mapping, Sequence

from models.plan.registers.queries import RegisterEntry
from pages.shell.escaping import text
from pages.widgets import markup
from rules.meetings.office import Office
from rules.plan.acts import PlanSubject
from rules.programmes.running import Standing
from rules.values import Place, Programme, Sentra
from rules.vocabulary import label
from words.formats import long_day, number, short_day, weight
from words.meetings import office as papers
from words.plan import registers as words
from words.programmes import sentences


def facts(value: Programme) -> str:
    """Return what a programme is, a line each."""
    pairs = (
        ("Nama", value.name),
        ("Daerah", value.region or "belum diisi"),
        ("Masa program", f"{long_day(value.start)} sampai {long_day(value.finish)}"),
        ("RPJMD", value.rpjmd),
        ("Nomor peraturan", value.rpjmd_number or "belum diisi"),
        ("Surat penetapan", value.letter),
        ("Visi", value.vision or "belum diisi"),
    )
    return markup.facts((name, text(said)) for name, said in pairs)


def office(value: Office, posts: Mapping[str, str]) -> str:
    """Return how the office writes its papers; `posts` are titles by codes."""
    told = papers.told(value, posts)
    return markup.facts((name, "<br>".join(map(text, lines))) for name, lines in told)


def lines(found: Iterable[str]) -> str:
    """Return sentences, a line each."""
    return f'<ul class="plain">{"".join(f"<li>{text(one)}</li>" for one in found)}</ul>'


def sentra(found: Sequence[Sentra]) -> str:
    """Return sentra as a table: what each is, weighs, rests on, and where it lies."""
    heads = ("Sentra", "Produk", "Bobot", "Dasar hukum", "Lokasi")
    return markup.table(heads, map(_sentra, found), caption="Sentra dalam program")


def periods(found: Iterable[Programme], standings: Mapping[str, Standing]) -> str:
    """Return the programmes of the office as a table: when each runs, and where it stands."""
    rows = (
        (
            markup.with_note(own.name, own.code),
            text(sentences.period(own)),
            text(sentences.standing(standings[own.code])),
        )
        for own in found
    )
    return markup.table(("Program", "Masa", "Keadaan"), rows, caption="Program kantor ini")


def going(found: Iterable[tuple[str, str]]) -> str:
    """Return what goes on in the next programme, a line for each sentra."""
    return lines(f"{name}: {told}" for name, told in found)


def history(found: Iterable[RegisterEntry]) -> str:
    """Return acts, latest first, each with what it changed."""
    return f'<ol class="history">{"".join(map(_entry, found))}</ol>'


def entry_words(value: RegisterEntry) -> str:
    """Return what an act is looked for by."""
    changed = " ".join(_changed(value))
    return f"{_about(value)} {words.act_line(value.act)} {value.act.reason} {changed}"


def _sentra(value: Sentra) -> tuple[str, ...]:
    gone = value.dissolved_on
    note = value.code if gone is None else f"{value.code} · dibubarkan {short_day(gone)}"
    return (
        markup.with_note(value.name, note),
        text(value.product),
        weight(value.weight),
        text(value.legal_basis),
        "".join(map(_place, value.places)) or "belum ada lokasi",
    )


def _place(value: Place) -> str:
    source = ""
    if value.differs_from_source:
        source = f"<small>sumber: {text(value.source_name)}, {text(value.source_district)}</small>"
    pin = f"{number(value.latitude, 5)}; {number(value.longitude, 5)}"
    return (
        f"<div>{text(label(value.kind).capitalize())} {text(value.name)}, "
        f"Kec. {text(value.district)}"
        f"<small>{text(words.code(value))} · {pin}</small>{source}</div>"
    )


def _entry(value: RegisterEntry) -> str:
    reason = f"<small>{text(value.act.reason)}</small>" if value.act.reason else ""
    changed = "".join(f"<li>{text(one)}</li>" for one in _changed(value))
    return (
        f"<li><time>{text(words.act_line(value.act))}</time>"
        f"<div><b>{text(_about(value))}</b>{reason}<ul>{changed}</ul></div></li>"
    )


def _about(value: RegisterEntry) -> str:
    return "Program" if value.subject is PlanSubject.PROGRAMME else f"Sentra {value.code}"


def _changed(value: RegisterEntry) -> list[str]:
    return words.changes(value.before, value.after)
