"""»Ähnlich: …« while somebody types a contact; it never stands in the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_POST

from base.accounts.access import agency_of, signed_in
from base.listing.address import read_id
from base.once.views import only_reads
from contacts.data import ContactData, RowData
from contacts.deduplication.one_draft import find_duplicates
from contacts.derived.identity import draft_record
from contacts.errors import DuplicateCandidate
from contacts.models import Contact

# Lower than on save: a hint may be wrong. A number or a mailbox in common is always told.
_WORTH_A_LOOK = 0.2
_LOWEST = 0.001
_SHOWN = 3
_REASONS = 3
_NAMES = ("salutation", "given_name", "family_name", "birth_name", "company_name")
_KINDS = frozenset({"person", "couple", "company"})
_ROW = re.compile(r"(phones|emails)-\d{1,3}-(number|address)")
_LONGEST = 300


@dataclass(frozen=True)
class Similar:
    """An existing contact that resembles what is being typed."""

    contact: Contact
    reasons: list[str]


@only_reads
@require_POST
def similar(request: HttpRequest) -> HttpResponse:
    """The contacts that resemble the form as it stands; nothing while it says too little."""
    agency = agency_of(request)
    draft = draft_record(_typed(request.POST), agency.country)
    record = replace(draft, id=_own(request))
    resembling = find_duplicates(record, agency, threshold=_LOWEST)
    found = [candidate for candidate in resembling if _is_worth_a_look(candidate)][:_SHOWN]
    shown = [
        Similar(
            candidate.contact,
            [
                field.reason
                for field in candidate.comparison.fields
                if field.agreement in ("same", "similar")
            ][:_REASONS],
        )
        for candidate in found
    ]
    return render(request, "contacts/similar.html", {"similar": shown})


def _is_worth_a_look(candidate: DuplicateCandidate) -> bool:
    comparison = candidate.comparison
    return comparison.score >= _WORTH_A_LOOK or any(
        field.field in ("email", "phone") and field.agreement == "same"
        for field in comparison.fields
    )


def _typed(data: QueryDict) -> ContactData:
    """What the form holds, right or wrong: nothing is checked while somebody types."""
    values = {name: data.get(name, "")[:_LONGEST] for name in _NAMES}
    kind = data.get("kind", "")
    values |= {
        "kind": kind if kind in _KINDS else "person",
        "birth_date_text": data.get("birth_date", "")[:40],
    }
    return ContactData(values, phones=_rows(data, "phones"), emails=_rows(data, "emails"))


def _rows(data: QueryDict, kind: str) -> list[RowData]:
    found = ((match, data[key][:_LONGEST]) for key in data if (match := _ROW.fullmatch(key)))
    return [RowData({match[2]: value}) for match, value in found if match[1] == kind and value]


def _own(request: HttpRequest) -> int | None:
    """The contact whose page is open, if it is one of the agency's."""
    pk = read_id(request.POST.get("contact", ""))
    visible = Contact.objects.visible_to(signed_in(request))
    return visible.filter(pk=pk).values_list("pk", flat=True).first() if pk else None
