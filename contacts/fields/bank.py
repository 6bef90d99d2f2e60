"""Checks IBAN (ISO 13616) and BIC (ISO 9362) and knows the bank behind them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _
from schwifty import BIC, IBAN
from schwifty.exceptions import (
    InvalidChecksumDigits,
    InvalidCountryCode,
    InvalidLength,
    SchwiftyException,
)

from contacts.fields.company_numbers import Odd


@dataclass(frozen=True)
class Account:
    """An account: the IBAN without blanks, BIC and name of the bank where they are known."""

    iban: str
    bic: str
    bank: str


def compact(text: str, label: str = "IBAN") -> str:
    """Letters and digits of an IBAN or BIC as it was typed or pasted, without its label.

    »IBAN: AT61-1904-3002-3457-3201, BIC: …« holds two numbers: the first counts.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    plain = re.sub(rf"^\W*{label}(?:[\s.-]*(?:NR|NUMMER|NO|NUMBER))?\W+", "", plain)
    return re.sub(r"[\W_]", "", re.split(r"\b(?:BIC|SWIFT|IBAN)\b", plain)[0] or plain)


def read_iban(text: str) -> Account:
    """The account behind `text`; raises Odd with the reason when it is no valid IBAN."""
    try:
        iban = IBAN(compact(text))
    except InvalidChecksumDigits as error:
        raise Odd(
            _("Die Prüfziffern der IBAN stimmen nicht: vermutlich ein Tippfehler.")
        ) from error
    except InvalidLength as error:
        raise Odd(
            _("Die IBAN ist zu kurz oder zu lang (Österreich 20, Deutschland 22 Stellen).")
        ) from error
    except InvalidCountryCode as error:
        raise Odd(_("Mit diesem Land beginnt keine IBAN.")) from error
    except SchwiftyException as error:
        raise Odd(_("Das ist keine IBAN. Sie beginnt mit dem Land, zum Beispiel AT61 …")) from error
    return Account(str(iban), str(iban.bic or ""), str(iban.bank_name or ""))


def read_bic(text: str) -> str:
    """The BIC without blanks; raises Odd when it is none."""
    try:
        return str(BIC(compact(text, "(?:BIC|SWIFT)(?:[ /-]?(?:BIC|CODE))?")))
    except SchwiftyException as error:
        raise Odd(_("Das ist kein BIC: 8 oder 11 Stellen, zum Beispiel GIBAATWWXXX.")) from error


def in_groups(iban: str) -> str:
    """The IBAN as people read it: `AT61 1904 3002 3457 3201`."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))
