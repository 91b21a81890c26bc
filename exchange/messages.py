"""The WhatsApp texts for all agencies in one file, ready to be copied."""

from typing import Final

from charts.stamp import stamp
from exchange.plain_text import plain
from rules.meetings.dossier import Dossier
from words.meetings import messages as words

_RULE: Final = "-" * 40


def messages(dossier: Dossier) -> bytes:
    """Return the texts for all agencies that owe anything as UTF-8, one under the other."""
    briefing = dossier.briefing
    made_of = stamp(briefing.programme, briefing.moment, dossier.made_by)
    texts = words.messages(dossier).values()
    parts = (
        f"Pesan WhatsApp untuk OPD\n{made_of.caption}",
        *(texts or ["Tidak ada OPD yang perlu diingatkan pada posisi ini."]),
    )
    return plain(f"\n{_RULE}\n".join(parts) + "\n").encode()
