"""Small pieces of HTML for Administrasi; every text is escaped here."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from models.accounts.queries import AccountLine
from models.feed.queries import TokenLine
from pages.shell.escaping import text
from rules.accounts.posts import Holding, Post
from rules.periods import wita_day
from rules.plan.agencies import Agencies, successor_on
from rules.values import AgencyCode, agency_label
from rules.vocabulary import Appointment, label
from words.feed.sentences import WHOLE, state as token_state
from words.formats import instant, short_day

_HEADS: Final = ("Orang", "Peran", "Keadaan", "Terakhir masuk")
_TOKEN_HEADS: Final = ("Dipakai oleh", "Membuka", "Keadaan", "Diberikan")


def account_heads() -> str:
    """Return the heads of the list of accounts."""
    return _heads(_HEADS)


def token_heads() -> str:
    """Return the heads of the list of data tokens."""
    return _heads(_TOKEN_HEADS)


def _heads(words: Sequence[str]) -> str:
    return f'<div class="account heads">{"".join(f"<span>{word}</span>" for word in words)}</div>'


def agency(code: AgencyCode, agencies: Agencies) -> str:
    """Return the short name of an account's agency, and for whom it acts where that was merged."""
    acting = successor_on(agencies, code, date.max)
    own = agency_label(agencies, code)
    return own if acting == code else f"{own}, bertindak untuk {agency_label(agencies, acting)}"


def account(line: AccountLine, agencies: Agencies) -> str:
    """Return one account: who, in which role, whether it opens, when it was last used."""
    belongs = "tanpa OPD" if line.agency is None else agency(line.agency, agencies)
    role = label(line.role)
    state, words = _state(line)
    last = "belum pernah" if line.last_sign_in is None else instant(line.last_sign_in)
    contact = f"{line.username} · {line.email}" if line.email else line.username
    return (
        f'<div class="account {state}">'
        f"<div><b>{text(line.name)}</b><small>{text(contact)}</small></div>"
        f"<div>{text(role[:1].upper() + role[1:])}<small>{text(belongs)}</small></div>"
        f'<div><span class="state">{text(words)}</span></div>'
        f'<div class="last"><span>Terakhir masuk: </span>{text(last)}</div></div>'
    )


def token(line: TokenLine, agencies: Agencies) -> str:
    """Return one data token: what for, what it opens, who gave it when, what became of it."""
    opens = WHOLE if line.agency is None else f"milik {agency(line.agency, agencies)}"
    state = "active" if line.revoked_at is None else "inactive"
    given = f"{short_day(wita_day(line.given_at))} oleh {line.author or 'baris perintah'}"
    words = token_state(line.last_used_on, line.revoked_at)
    return (
        f'<div class="account {state}">'
        f"<div><b>{text(line.purpose)}</b><small>token nomor {line.number}</small></div>"
        f"<div>{text(opens)}</div>"
        f'<div><span class="state">{text(words)}</span></div>'
        f'<div class="last">{text(given)}</div></div>'
    )


def post(value: Post, today: date, usernames: Mapping[int, str]) -> str:
    """Return a post with who holds it today."""
    held = value.holder(today)
    who = (
        '<span class="vacant">kosong</span>'
        if held is None
        else f"{_standing(held)}<b>{text(held.name)}</b>"
    )
    return (
        f'<div class="post"><small>{text(value.title)} · {text(value.code)}</small>'
        f"<div>{who}</div><small>{_details(held, usernames)}</small></div>"
    )


def holdings(value: Post, today: date, usernames: Mapping[int, str]) -> str:
    """Return everybody who held or will hold a post, latest first."""
    items = "".join(
        f"<li><time>{_period(held)}{_now(held, today)}</time>"
        f"<p>{_standing(held)}{text(held.name)}<br>"
        f"{_details(held, usernames, period=False)}</p></li>"
        for held in reversed(value.holdings)
    )
    return f'<ol class="history">{items}</ol>'


def _state(line: AccountLine) -> tuple[str, str]:
    """Return the class and the words of whether an account opens."""
    if not line.is_active:
        return "inactive", "nonaktif"
    if line.link_until is not None:
        return "waiting", f"menunggu kata sandi, tautan sampai {instant(line.link_until)}"
    return "active", "aktif" if line.has_password else "aktif, tanpa kata sandi"


def _standing(held: Holding) -> str:
    is_plain = held.appointment is Appointment.DEFINITIVE
    return "" if is_plain else f'<span class="tag">{label(held.appointment)}</span> '


def _details(held: Holding | None, usernames: Mapping[int, str], *, period: bool = True) -> str:
    if held is None:
        return "Belum ada pejabat pada hari ini."
    parts = [_period(held)] if period else []
    parts += [f"NIP {held.nip}"] if held.nip else []
    account = usernames.get(held.account_id or 0)
    parts += [f"akun {account}"] if account else []
    return text(" · ".join(parts))


def _period(held: Holding) -> str:
    finish = "sekarang" if held.finish is None else short_day(held.finish)
    return f"{short_day(held.start)} sampai {finish}"


def _now(held: Holding, today: date) -> str:
    return " · menjabat" if held.covers(today) else ""
