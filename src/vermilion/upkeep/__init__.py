"""What operators need: a doctor, backups that were read back, restores, a forecast of the disk; and what is left of
members who went."""

from vermilion.upkeep.backing_up import back_up
from vermilion.upkeep.checks import Check
from vermilion.upkeep.disk import sample_disk
from vermilion.upkeep.doctor import examine
from vermilion.upkeep.erasing import erase_later
from vermilion.upkeep.manifests import BackupError, Manifest, newest, read_manifest
from vermilion.upkeep.restoring import restore
from vermilion.upkeep.translatable import audit_translations, keep_translations
from vermilion.upkeep.translating_ahead import translate_ahead
from vermilion.upkeep.verifying import verify

__all__ = [
    "BackupError",
    "Check",
    "Manifest",
    "audit_translations",
    "back_up",
    "erase_later",
    "examine",
    "keep_translations",
    "newest",
    "read_manifest",
    "restore",
    "sample_disk",
    "translate_ahead",
    "verify",
]
