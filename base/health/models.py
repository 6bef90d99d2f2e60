"""Signs of life, one row for each part that works unseen."""

from __future__ import annotations

from django.db import models


class Pulse(models.Model):
    """When a part was last seen at work; `base.health.pulses` alone reads and writes these rows.

    They lie in the database and not in the broker, because the question is asked above all when
    the broker is away, and not in the cache, which may forget. Nothing about them is evidence:
    they are overwritten, and no record keeps them.
    """

    part = models.CharField(primary_key=True, max_length=20)
    # By the clock of the database; empty while a part has never been seen.
    at = models.DateTimeField(null=True)
    # Pulses sent to the part since then.
    missed = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.part
