"""Which forms were sent, what came of it, and what waits for a sign-in."""

from __future__ import annotations

from django.db import models


class Claim(models.Model):
    """A form that was sent once; `base.once.claims` alone reads and writes these rows.

    Nothing in it tells what was typed: identity and digest are keyed by the form's random key,
    the outcome (where the answer led) is encrypted.
    """

    # Of key, person and address: one form can serve several addresses.
    id = models.UUIDField(primary_key=True, editable=False)
    # Of what was sent. The same form with other contents is another write.
    digest = models.UUIDField()
    # Empty while the first request is still at work.
    outcome = models.TextField(blank=True)
    # The database session of the request at work: where it is gone, the request was cut off.
    backend = models.IntegerField()
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.id)


class KeptInput(models.Model):
    """A form that came without a valid session; `base.once.kept` alone reads and writes it."""

    # A digest of the token that only the person's browser knows.
    id = models.UUIDField(primary_key=True, editable=False)
    # Encrypted: it may hold anything that a form can.
    contents = models.TextField()
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.id)
