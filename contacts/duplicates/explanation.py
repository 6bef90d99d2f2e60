"""Says in words how far two records agree, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from contacts.duplicates.evidence import Finding
from contacts.duplicates.weights import Level

Agreement = Literal["same", "similar", "different", "missing"]

_SIMILARITY = {
    Level.SAME: 1.0,
    Level.ALIAS: 0.95,
    Level.PART: 0.8,
    Level.SOUND: 0.9,
    Level.PET: 0.9,
    Level.TYPO: 0.85,
    Level.EXCHANGED: 0.8,
    Level.NEAR: 0.6,
    Level.DIFFERENT: 0.0,
    Level.MISSING: 0.0,
}
_AGREEMENT: dict[Level, Agreement] = {
    **dict.fromkeys(Level, "similar"),
    Level.SAME: "same",
    Level.DIFFERENT: "different",
    Level.MISSING: "missing",
}

_GENDERS = {"f": _("Frau"), "m": _("Herr")}
_REASONS = {
    ("third", Level.SAME): _("Beide gleichen demselben dritten Kontakt"),
    ("given_name", Level.SAME): _("Gleicher Vorname"),
    ("given_name", Level.ALIAS): _("Vorname ist eine Kurzform (%(a)s – %(b)s)"),
    ("given_name", Level.PET): _("Vorname ist wohl eine Kurzform (%(a)s – %(b)s)"),
    ("given_name", Level.PART): _("Vorname stimmt teilweise (%(a)s – %(b)s)"),
    ("given_name", Level.SOUND): _("Vorname klingt gleich (%(a)s – %(b)s)"),
    ("given_name", Level.TYPO): _("Vorname fast gleich geschrieben (%(a)s – %(b)s)"),
    ("given_name", Level.EXCHANGED): _("Vor- und Nachname vertauscht (%(a)s – %(b)s)"),
    ("given_name", Level.NEAR): _("Vorname ähnlich (%(a)s – %(b)s)"),
    ("given_name", Level.DIFFERENT): _("Anderer Vorname (%(a)s – %(b)s)"),
    ("given_name", Level.MISSING): _("Vorname fehlt"),
    ("family_name", Level.SAME): _("Gleicher Nachname"),
    ("family_name", Level.ALIAS): _("Nachname ist der Geburtsname (%(a)s – %(b)s)"),
    ("family_name", Level.PART): _("Nachname stimmt teilweise (%(a)s – %(b)s)"),
    ("family_name", Level.SOUND): _("Nachname klingt gleich (%(a)s – %(b)s)"),
    ("family_name", Level.TYPO): _("Nachname fast gleich geschrieben (%(a)s – %(b)s)"),
    ("family_name", Level.EXCHANGED): _("Nach- und Vorname vertauscht (%(a)s – %(b)s)"),
    ("family_name", Level.NEAR): _("Nachname ähnlich (%(a)s – %(b)s)"),
    ("family_name", Level.DIFFERENT): _("Anderer Nachname (%(a)s – %(b)s)"),
    ("family_name", Level.MISSING): _("Nachname fehlt"),
    ("gender", Level.SAME): _("Gleiche Anrede"),
    ("gender", Level.DIFFERENT): _("Andere Anrede"),
    ("gender", Level.MISSING): _("Anrede fehlt"),
    ("generation", Level.DIFFERENT): _("Senior und Junior"),
    ("company_name", Level.SAME): _("Gleicher Firmenname"),
    ("company_name", Level.ALIAS): _("Gleicher Firmenname, andere Rechtsform (%(a)s – %(b)s)"),
    ("company_name", Level.PART): _("Firmenname stimmt teilweise (%(a)s – %(b)s)"),
    ("company_name", Level.TYPO): _("Firmenname fast gleich (%(a)s – %(b)s)"),
    ("company_name", Level.NEAR): _("Firmenname ähnlich (%(a)s – %(b)s)"),
    ("company_name", Level.DIFFERENT): _("Anderer Firmenname (%(a)s – %(b)s)"),
    ("company_name", Level.MISSING): _("Firmenname fehlt"),
    ("birth_date", Level.SAME): _("Gleiches Geburtsdatum"),
    ("birth_date", Level.TYPO): _("Geburtsdatum fast gleich (%(a)s – %(b)s)"),
    ("birth_date", Level.NEAR): _("Geburtsdatum ähnlich (%(a)s – %(b)s)"),
    ("birth_date", Level.DIFFERENT): _("Anderes Geburtsdatum (%(a)s – %(b)s)"),
    ("birth_date", Level.MISSING): _("Geburtsdatum fehlt"),
    ("email", Level.SAME): _("Gleiche E-Mail-Adresse"),
    ("email", Level.TYPO): _("E-Mail-Adresse fast gleich (%(a)s – %(b)s)"),
    ("email", Level.DIFFERENT): _("Andere E-Mail-Adresse"),
    ("email", Level.MISSING): _("E-Mail-Adresse fehlt"),
    ("phone", Level.SAME): _("Gleiche Telefonnummer"),
    ("phone", Level.TYPO): _("Telefonnummer fast gleich (%(a)s – %(b)s)"),
    ("phone", Level.DIFFERENT): _("Andere Telefonnummer"),
    ("phone", Level.MISSING): _("Telefonnummer fehlt"),
    ("address", Level.MISSING): _("Adresse fehlt"),
    ("postal_code", Level.SAME): _("Gleiche Postleitzahl"),
    ("postal_code", Level.TYPO): _("Postleitzahl fast gleich (%(a)s – %(b)s)"),
    ("postal_code", Level.DIFFERENT): _("Andere Postleitzahl (%(a)s – %(b)s)"),
    ("postal_code", Level.MISSING): _("Postleitzahl fehlt"),
    ("place", Level.SAME): _("Gleicher Ort"),
    ("place", Level.TYPO): _("Ort fast gleich geschrieben (%(a)s – %(b)s)"),
    ("place", Level.DIFFERENT): _("Anderer Ort (%(a)s – %(b)s)"),
    ("place", Level.MISSING): _("Ort fehlt"),
    ("street", Level.SAME): _("Gleiche Straße"),
    ("street", Level.TYPO): _("Straße fast gleich geschrieben (%(a)s – %(b)s)"),
    ("street", Level.DIFFERENT): _("Andere Straße (%(a)s – %(b)s)"),
    ("street", Level.MISSING): _("Straße fehlt"),
    ("house_number", Level.SAME): _("Gleiche Hausnummer"),
    ("house_number", Level.PART): _("Hausnummer stimmt teilweise (%(a)s – %(b)s)"),
    ("house_number", Level.TYPO): _("Hausnummer fast gleich (%(a)s – %(b)s)"),
    ("house_number", Level.DIFFERENT): _("Andere Hausnummer (%(a)s – %(b)s)"),
    ("house_number", Level.MISSING): _("Hausnummer fehlt"),
}


@dataclass(frozen=True, slots=True)
class FieldComparison:
    """One line of the explanation; values are shown as they were entered where possible."""

    field: str
    a_value: str
    b_value: str
    similarity: float
    agreement: Agreement
    level: Level

    @property
    def shown(self) -> tuple[str, str]:
        """Both values as people read them."""
        return _shown(self.field, self.a_value), _shown(self.field, self.b_value)

    @property
    def reason(self) -> str:
        """The sentence for people, in the language active when it is asked for."""
        return reason(self.field, self.level, self.a_value, self.b_value)


def reason(field: str, level: Level, a: str, b: str) -> str:
    """What a finding says, as a sentence in the active language."""
    text = str(_REASONS[field, level])
    return text % {"a": _shown(field, a), "b": _shown(field, b)} if "%(" in text else text


def _shown(field: str, value: str) -> str:
    """Dates are compared as digits and read with dots, impossible ones too; a gender is a word."""
    if field == "gender":
        return str(_GENDERS.get(value, value))
    if field == "birth_date" and len(value) == 8:
        return f"{value[6:]}.{value[4:6]}.{value[:4]}"
    return value


def speaks_for(level: Level) -> bool:
    """Whether an agreement is a reason to take two records for one."""
    return _AGREEMENT[level] in ("same", "similar")


def explain(findings: Iterable[Finding]) -> tuple[FieldComparison, ...]:
    """The explanation of a pair; fields that both records lack are left out."""
    return tuple(
        FieldComparison(
            finding.field,
            finding.a,
            finding.b,
            _SIMILARITY[finding.level],
            _AGREEMENT[finding.level],
            finding.level,
        )
        for finding in findings
        if finding.level is not Level.MISSING or finding.a or finding.b
    )
