"""Checks the numbers under which registers and tax offices know a company.

A check returns the number in its usual notation and raises `Odd` with an explanation when the
number cannot be right; whether to keep it all the same is the person's decision.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.translation import gettext as _
from stdnum.at import businessid, tin, uid
from stdnum.de import handelsregisternummer, stnr
from stdnum.eu import vat
from stdnum.exceptions import (
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidLength,
    ValidationError,
)

_AUSTRIAN_REGISTER = re.compile(r"(?:FN)?\s*\d{1,6}\s*[a-zA-Z]")
_VAT_WITH_COUNTRY = re.compile(r"[A-Za-z]{2}")
# Countries whose numbers the check of the European Union knows, and how long theirs are.
_EXAMPLES = {"AT": "ATU12345678", "DE": "DE123456789"}


class Odd(ValueError):
    """A number that cannot be right; the text explains why."""


def vat_id(number: str, country: str) -> str:
    """A UID or USt-IdNr of a state of the European Union (Austria: »ATU« and 8 digits)."""
    compact = re.sub(r"[\s.\-/]", "", number).upper()
    if not _VAT_WITH_COUNTRY.match(compact):
        compact = country + compact
    if not compact.startswith("ATU"):
        return _checked(vat.validate, compact, _EXAMPLES.get(compact[:2], _EXAMPLES[country]))
    return "AT" + _checked(uid.validate, compact, _EXAMPLES["AT"])


def register_number(number: str, court: str, country: str) -> str:
    """A Firmenbuch number (»FN 122119m«) or one of the Handelsregister of `court` (»HRB 123«)."""
    if _AUSTRIAN_REGISTER.fullmatch(number.strip()):
        return f"FN {_checked(businessid.validate, number, 'FN 122119m')}"
    if country == "AT" and not re.match(r"(?i)\s*(HR|GnR|PR|VR)", number):
        raise Odd(_("Eine Firmenbuchnummer sieht so aus: %(like)s.") % {"like": "FN 122119m"})
    if not court:
        raise Odd(_("Für eine Handelsregisternummer braucht es das Registergericht."))
    whole = f"{court} {number}"
    found = _checked(handelsregisternummer.validate, whole, "HRB 12345")
    return " ".join(found.split()[-2:])


def tax_number(number: str, country: str) -> str:
    """An Austrian or German Steuernummer, in digits grouped as the tax office writes them."""
    if country == "AT":
        _checked(tin.validate, number, "12-345/6789")
        return str(tin.format(number))
    _checked(stnr.validate, number, "93815/08152")
    return number.strip()


def _checked(validate: Callable[[str], str], number: str, example: str) -> str:
    try:
        return str(validate(number))
    except ValidationError as error:
        raise Odd(_reason(error, example)) from error


def _reason(error: ValidationError, example: str) -> str:
    like = {"like": example}
    if isinstance(error, InvalidChecksum):
        return _("Die Prüfziffer stimmt nicht: vermutlich ein Tippfehler.")
    if isinstance(error, InvalidLength):
        return _("Die Nummer hat nicht die richtige Länge. Sie sieht so aus: %(like)s.") % like
    if isinstance(error, InvalidComponent):
        return _("Ein Teil der Nummer ist unbekannt. Sie sieht so aus: %(like)s.") % like
    if isinstance(error, InvalidFormat):
        return _("Die Nummer ist nicht so aufgebaut, wie sie sein soll: %(like)s.") % like
    return _("Diese Nummer ist nicht gültig.")
