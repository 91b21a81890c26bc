"""Backups: taken while people work, verified, restored, taken each night."""

from models.backup.checking import Verification, verify
from models.backup.manifest import Manifest
from models.backup.restoring import Restored, restore
from models.backup.routine import Standing, back_up_if_due, folder, note_failure, standing
from models.backup.taking import Taken, take

__all__ = [
    "Manifest",
    "Restored",
    "Standing",
    "Taken",
    "Verification",
    "back_up_if_due",
    "folder",
    "note_failure",
    "restore",
    "standing",
    "take",
    "verify",
]
