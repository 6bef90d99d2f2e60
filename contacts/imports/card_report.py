"""Writes one card in the form that `manage.py import_vcards --format jsonl` prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from contacts.vcard.card import Card


def card_report(card: Card, *, file: str, outcome: str, problems: Iterable[str]) -> dict[str, Any]:
    """What was read from `card` (by position, from 0) and what became of it."""
    return {
        "file": file,
        "card": card.index,
        "outcome": outcome,
        "display_name": card.display_name,
        "family_name": card.family_name,
        "given_name": card.given_name,
        "phones": [phone.number for phone in card.phones],
        "emails": [email.address for email in card.emails],
        "addresses": len(card.addresses),
        "photo_bytes": len(card.photo.data) if card.photo else 0,
        "organisation": card.organisation,
        "problems": list(dict.fromkeys(problems)),
    }
