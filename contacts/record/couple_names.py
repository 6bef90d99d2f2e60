"""Makes the name under which two people are shown as one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.translation import gettext as _

from contacts.choices import Salutation

LONGEST = 120
NAME_FIELDS = ("salutation", "given_name", "family_name")


class Named(Protocol):
    """Anybody with a first and a last name."""

    @property
    def given_name(self) -> str: ...

    @property
    def family_name(self) -> str: ...


def couple_name(first: Named, second: Named) -> dict[str, str]:
    """Anrede, first and last name of the couple.

    One last name makes »Familie Karl und Eva Gößler«, two make »Karl Gößler und Eva Maier«,
    which is sorted under the first of them.
    """
    if first.family_name == second.family_name:
        given = _both(first.given_name, second.given_name)
        return _name(Salutation.FAMILY, given, first.family_name)
    whole = " ".join(filter(None, [second.given_name, second.family_name]))
    if not first.family_name:
        return _name("", first.given_name, _("und %(name)s") % {"name": whole})
    return _name("", first.given_name, _both(first.family_name, whole))


def _both(first: str, second: str) -> str:
    if not (first and second):
        return first or second
    return _("%(first)s und %(second)s") % {"first": first, "second": second}


def _name(salutation: str, given: str, family: str) -> dict[str, str]:
    return {
        "salutation": salutation,
        "given_name": given[:LONGEST],
        "family_name": family[:LONGEST],
    }


def is_named_after(values: Mapping[str, Any], first: Named, second: Named) -> bool:
    """Whether a couple's stored name is the one made of these two, not one given by hand."""
    composed = (couple_name(first, second), couple_name(second, first))
    return any(all(values[key] == text for key, text in name.items()) for name in composed)
