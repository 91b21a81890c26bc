"""Backups as the caretaker asks for them: taken, looked through, put in place."""

from argparse import Namespace
from datetime import datetime

from caretaker.console import complain, opened, say
from models import backup
from models.store.engine import sqlite_file
from rules.backup.errors import BackupProblem, BackupRefused, UnusableBackup
from settings import read_settings
from words.backup import sentences


def take(options: Namespace, *, now: datetime) -> int:
    """Take a backup while people work, and say where it is and what head its history has."""
    settings = read_settings()
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        backup.require_store(settings)
        raise BackupRefused(BackupProblem.NO_STORE, str(file))
    into = options.out or backup.folder(settings)
    with opened(settings.database_url, settings) as store:
        taken = backup.take(store, settings, into=into, at=now)
    say(sentences.taken(taken.file, taken.size, taken.manifest.contents.head))
    return 0


def verify(options: Namespace, *, now: datetime) -> int:
    """Say whether a backup is whole; 1 when anything in it is missing or altered."""
    del now
    found = backup.verify(options.file, read_settings())
    if found.findings:
        raise UnusableBackup(found.findings)
    say(sentences.sound(*found.data))
    if not found.is_opened:
        say(sentences.unopened())
    return 0


def restore(options: Namespace, *, now: datetime) -> int:
    """Put a backup in place and say what was moved aside; 1 when the backup had lost evidence."""
    outcome = backup.restore(
        options.file, read_settings(), into=options.into, replace=options.yes, at=now
    )
    for line in sentences.restored(outcome.place, outcome.data, outcome.aside):
        say(line)
    if outcome.findings:
        complain(sentences.incomplete(outcome.findings))
    return 1 if outcome.findings else 0
