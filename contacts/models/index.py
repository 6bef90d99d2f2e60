"""Derived rows that make search and duplicate detection fast at any size.

Both are rebuilt from the contact by contacts.services; nothing else writes them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.models.contact import Contact


class ContactKey(models.Model):
    """A blocking key: contacts that share one are candidates for being the same."""

    agency_id = models.BigIntegerField()
    key = models.BigIntegerField()
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="keys")

    class Meta:
        verbose_name = _("Dublettenschlüssel")
        verbose_name_plural = _("Dublettenschlüssel")
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "key", "contact"], name="contact_key_once")
        ]

    def __str__(self) -> str:
        return str(self.key)


class ContactWord(models.Model):
    """A normalised word of a contact: names, company, phone, e-mail, place, tags."""

    agency_id = models.BigIntegerField()
    word = models.CharField(max_length=100)
    sort_key = models.CharField(max_length=300)
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="words")

    class Meta:
        verbose_name = _("Suchwort")
        verbose_name_plural = _("Suchwörter")
        indexes = [
            # text_pattern_ops: a prefix is a range whatever the collation is.
            models.Index(
                fields=["agency_id", "word", "sort_key", "contact"],
                opclasses=["int8_ops", "varchar_pattern_ops", "varchar_ops", "int8_ops"],
                name="contact_word_prefix",
            )
        ]

    def __str__(self) -> str:
        return self.word
