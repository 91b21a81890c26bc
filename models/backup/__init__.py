"""Backups: taken while people work, verified, restored, taken each night."""

from models.backup.checking import Verification, verify
from models.backup.loss import remember, require_store
from models.backup.manifest import Manifest
from models.backup.restoring import Restored, restore
from models.backup.routine import (
    BackupStatus,
    back_up_if_due,
    folder,
    holding,
    note_failure,
    status,
)
from models.backup.taking import Taken, take

__all__ = [
    "BackupStatus",
    "Manifest",
    "Restored",
    "Taken",
    "Verification",
    "back_up_if_due",
    "folder",
    "holding",
    "note_failure",
    "remember",
    "require_store",
    "restore",
    "status",
    "take",
    "verify",
]
