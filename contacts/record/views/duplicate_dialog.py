"""The dialog *Mögliche Doublette*; without JavaScript it is a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_htmx.http import reswap, retarget

from base.listing.address import read_id
from base.once.keys import FIELD as WRITE_KEY
from base.once.views import BACK
from contacts.duplicates.normalise import phone_core
from contacts.duplicates.scoring import FieldComparison
from contacts.errors import DuplicateCandidate, DuplicatesFound
from contacts.models import Contact
from contacts.record.forms.person_bundle import ContactForms

_LABELS = {
    "third": _("Dritter Kontakt"),
    "gender": _("Anrede"),
    "birth_name": _("Geburtsname"),
    "given_name": _("Vorname"),
    "family_name": _("Nachname"),
    "company_name": _("Firma"),
    "birth_date": _("Geburtsdatum"),
    "email": _("E-Mail"),
    "phone": _("Telefon"),
    "address": _("Adresse"),
    "postal_code": _("PLZ"),
    "place": _("Ort"),
    "street": _("Straße"),
    "house_number": _("Nr."),
}
_MOST_ACCEPTED = 50
# The button that completes the contact that exists; its value is that contact.
COMPLETE = "complete"


@dataclass(frozen=True)
class ComparedField:
    """One field of both records."""

    label: str
    mine: str
    theirs: str
    agreement: str


@dataclass(frozen=True)
class ComparedContact:
    """An existing contact beside the one to be saved."""

    contact: Contact
    percent: int
    is_certain: bool
    lines: list[ComparedField]
    reasons: list[str]


def accepted_ids(data: QueryDict) -> list[int]:
    """The contacts that were shown when *Trotzdem speichern* was chosen."""
    parts = data.get("accept_duplicates", "").split(",")
    return list(filter(None, map(read_id, parts[:_MOST_ACCEPTED])))


def render_duplicates(
    request: HttpRequest, forms: ContactForms, found: DuplicatesFound, contact: Contact | None
) -> HttpResponse:
    """Both records side by side, with everything typed in hidden fields."""
    typed = [form.cleaned_data for form in forms.phones.forms]
    read = [forms.home.read(one.get("number", ""), one.get("kind", "")) for one in typed]
    typed_phones = [number.shown for number in read]
    context = {
        "sides": [_side(candidate, typed_phones) for candidate in found.candidates],
        "accept": ",".join(str(candidate.id) for candidate in found.candidates),
        "typed": _typed(request.POST),
        "address": contact.get_absolute_url() if contact else reverse("contacts:create"),
        "name": _typed_name(forms.person.cleaned_data),
        "contact": contact,
        # A couple has two people, who cannot complete one contact.
        "may_complete": contact is None and not forms.partner.is_bound,
    }
    if not getattr(request, "htmx", None):
        return render(request, "contacts/duplicates.html", context, status=422)
    response = render(request, "contacts/duplicates.html#dialog", context, status=422)
    return reswap(retarget(response, "#dialog"), "innerHTML")


def _typed(data: QueryDict) -> list[tuple[str, str]]:
    left_out = {"csrfmiddlewaretoken", WRITE_KEY, "accept_duplicates", BACK, COMPLETE}
    return [
        (name, value) for name, values in data.lists() if name not in left_out for value in values
    ]


def _typed_name(values: Mapping[str, str]) -> str:
    draft = Contact(
        **{
            name: values[name]
            for name in (
                "kind",
                "title_before",
                "given_name",
                "family_name",
                "title_after",
                "company_name",
            )
        }
    )
    return draft.display_name


def _side(candidate: DuplicateCandidate, typed_phones: Sequence[str]) -> ComparedContact:
    compared = candidate.comparison.fields
    phones = [*typed_phones, *(phone.number for phone in candidate.contact.phones.all())]
    return ComparedContact(
        contact=candidate.contact,
        percent=min(round(candidate.comparison.score * 100), 99),
        is_certain=candidate.comparison.verdict == "certain",
        lines=[_line(field, phones) for field in compared if field.a_value or field.b_value],
        reasons=[field.reason for field in compared if field.agreement in ("same", "similar")],
    )


def _line(field: FieldComparison, phones: Sequence[str]) -> ComparedField:
    label = str(_LABELS.get(field.field, field.field))
    mine, theirs = field.shown
    if field.field == "phone":
        mine, theirs = (_as_people_read(number, phones) for number in (mine, theirs))
    return ComparedField(label, mine, theirs, field.agreement)


def _as_people_read(digits: str, phones: Sequence[str]) -> str:
    """The number among `phones` that was compared as `digits`."""
    return next((phone for phone in phones if digits and phone_core(phone) == digits), digits)
