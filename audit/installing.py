"""Brings the functions of the record (`record.sql`) into the database."""

import hashlib
from pathlib import Path

from django.db.migrations import RunSQL

RECORD = Path(__file__).with_name("record.sql")


def digest_of_record() -> str:
    """Names the functions as the file has them."""
    return hashlib.sha256(RECORD.read_bytes()).hexdigest()


class InstallRecord(RunSQL):
    """Makes the functions what the file says when this migration runs.

    `digest` names the file for which the migration was written: where the last one names another,
    databases that have run it lack what changed since.
    """

    def __init__(self, digest: str) -> None:
        super().__init__(RECORD.read_text(), RunSQL.noop)
        self.digest = digest
