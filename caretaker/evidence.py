"""Evidence removed for good, as the caretaker asks for it in an administrator's name."""

from argparse import Namespace
from datetime import datetime

from caretaker.console import author, complain, instant_of, say, standing
from models import backup
from models.evidence.commands import remove_evidence, sweep
from models.evidence.folder import EvidenceFolder
from models.progress import queries as progress_queries
from rules.access import Permission
from settings import read_settings
from words.evidence import sentences


def remove(options: Namespace, *, now: datetime) -> int:
    """Remove a file for good, and say which backups still hold it."""
    settings = read_settings()
    with standing(settings) as store:
        with store.write() as connection:
            at = instant_of(progress_queries.programme(connection), now)
            by = author(connection, options.by, Permission.REMOVE_EVIDENCE, at)
            kept = remove_evidence(connection, by, options.address, options.reason, at=at)
        gone = sweep(store, EvidenceFolder(settings.evidence_dir))
    say(sentences.removed(kept, len(gone)))
    if held := backup.holding(settings, kept.sha256):
        complain(sentences.still_held([str(file) for file in held]))
    return 0
