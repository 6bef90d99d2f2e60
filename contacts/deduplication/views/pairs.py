"""*Doubletten*: the pairs of the whole stock, and what people decided about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.context import action
from base.accounts.access import agency_of, signed_in, writers_only
from base.jobs.bulk.services import start_bulk
from base.ui.formats import day
from base.ui.pages import redirect_to, render_page, toast
from contacts.access import get_contact_or_404
from contacts.deduplication.pair_pages import COUNT_CAP, count_of, page_of_pairs
from contacts.deduplication.pairs import of_certainty, open_pairs, reasons
from contacts.deduplication.services.merge_many import (
    AT_ONCE,
    KIND,
    certain_pairs,
    merge_certain,
    preferred,
)
from contacts.deduplication.services.not_duplicates import take_decision_back, tell_apart
from contacts.duplicates.weights import CERTAIN
from contacts.models import Contact, ContactPair, Examination, MatchRecord, NotDuplicate

_FILTERS = {
    "alle": gettext_lazy("Alle"),
    "sicher": gettext_lazy("Sicher"),
    "wahrscheinlich": gettext_lazy("Wahrscheinlich"),
}
_DECISIONS_SHOWN = 100


@dataclass(frozen=True)
class PairField:
    """One fact about both contacts."""

    label: str
    one: str
    other: str

    @property
    def differs(self) -> bool:
        """Whether both have it, and not the same."""
        return bool(self.one and self.other and self.one != self.other)


@dataclass(frozen=True)
class ShownPair:
    """A pair as the page shows it: the contact to keep first."""

    kept: Contact
    gone: Contact
    percent: int
    is_certain: bool
    reasons: list[str]
    lines: list[PairField]

    @property
    def merge_url(self) -> str:
        """Where the two are merged."""
        return reverse("contacts:merge", args=[self.kept.pk, self.gone.pk])

    @property
    def apart_url(self) -> str:
        """Where the two are told apart."""
        return reverse("contacts:tell_apart", args=[self.kept.pk, self.gone.pk])


@require_safe
def pairs(request: HttpRequest) -> HttpResponse:
    """All pairs nobody has decided on, certain ones first."""
    agency = agency_of(request)
    chosen = request.GET.get("sicherheit", "")
    chosen = chosen if chosen in _FILTERS else "alle"
    found = of_certainty(open_pairs(agency.pk), chosen)
    page = page_of_pairs(found, request.GET.get("nach", ""))
    context = {
        "rows": [_row(pair) for pair in page.pairs],
        "count": count_of(found),
        "count_cap": COUNT_CAP,
        "certain": count_of(of_certainty(open_pairs(agency.pk), "sicher")),
        "filters": [(code, label, code == chosen) for code, label in _FILTERS.items()],
        "next_url": _next_url(chosen, page.next),
        "is_first": not request.GET.get("nach"),
        "is_due": _is_due(agency.pk),
        "may_write": signed_in(request).may_write,
    }
    return render_page(request, "contacts/pairs.html", context, fragments=["pairs"])


def _next_url(chosen: str, cursor: str) -> str:
    return f"?{urlencode({'sicherheit': chosen, 'nach': cursor})}" if cursor else ""


def _is_due(agency_id: int) -> bool:
    records = MatchRecord.objects.filter(agency_id=agency_id)
    return records.exclude(examination=Examination.DONE).exists()


def _row(pair: ContactPair) -> ShownPair:
    kept, gone = preferred(pair.a, pair.b)
    return ShownPair(
        kept=kept,
        gone=gone,
        percent=min(round(pair.score * 100), 99),
        is_certain=pair.score >= CERTAIN,
        reasons=reasons(pair),
        lines=[line for line in _lines(kept, gone) if line.one or line.other],
    )


def _lines(kept: Contact, gone: Contact) -> list[PairField]:
    facts: list[tuple[str, Any]] = [
        (_("Telefon"), lambda contact: contact.primary_phone),
        (_("E-Mail"), lambda contact: contact.primary_email),
        (_("Ort"), lambda contact: contact.primary_place),
        (_("Geburtsdatum"), _birth_date),
    ]
    return [PairField(label, fact(kept), fact(gone)) for label, fact in facts]


def _birth_date(contact: Contact) -> str:
    return day(contact.birth_date) or contact.birth_date_text


@writers_only
@require_POST
def apart(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """*Keine Doublette*: remembered for the pair."""
    one, second = get_contact_or_404(request, pk), get_contact_or_404(request, other)
    with action("contacts.tell_apart") as context:
        tell_apart(one=one, other=second, user=signed_in(request))
    toast(request, _("Gemerkt: keine Doublette."), undo=context.id)
    return redirect_to(request, reverse("contacts:pairs"))


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """The pairs that were told apart, latest first."""
    told = NotDuplicate.objects.visible_to(signed_in(request)).filter(
        a__deleted_at=None, b__deleted_at=None
    )
    latest = told.select_related("a", "b", "decided_by").order_by("-decided_at", "-id")
    context = {
        "decisions": latest[:_DECISIONS_SHOWN],
        "may_write": signed_in(request).may_write,
    }
    return render_page(request, "contacts/decisions.html", context)


@writers_only
@require_POST
def take_back(request: HttpRequest, decision: int) -> HttpResponse:
    """Forgets a decision: the pair may be shown again."""
    told = get_object_or_404(NotDuplicate.objects.visible_to(signed_in(request)), pk=decision)
    with action("contacts.take_decision_back") as context:
        take_decision_back(decision=told)
    toast(request, _("Entscheidung zurückgenommen."), undo=context.id)
    return redirect_to(request, reverse("contacts:decisions"))


@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def merge_all(request: HttpRequest) -> HttpResponse:
    """Asks, and then merges all certain pairs as one action; a worker takes many."""
    agency = agency_of(request)
    certain = of_certainty(open_pairs(agency.pk), "sicher")
    if not certain.exists():
        toast(request, _("Es gibt keine sicheren Paare mehr."))
        return redirect_to(request, reverse("contacts:pairs"))
    if request.method != "POST":
        context_data = {"count": certain.count()}
        return render_page(request, "contacts/merge_all.html", context_data, fragments=["dialog"])
    if certain[AT_ONCE:].exists():
        return _merge_by_worker(request)
    with action("contacts.merge_many") as context:
        count = merge_certain(agency_id=agency.pk)
    message = ngettext(
        "%(count)d Kontakt zusammengeführt.", "%(count)d Kontakte zusammengeführt.", count
    ) % {"count": count}
    toast(request, message, undo=context.id if count else None)
    return redirect_to(request, reverse("contacts:pairs"))


def _merge_by_worker(request: HttpRequest) -> HttpResponse:
    agency = agency_of(request)
    run = start_bulk(
        agency=agency,
        kind=KIND,
        user=signed_in(request),
        title=_("Alle sicheren zusammenführen"),
        selection={"pairs": certain_pairs(agency.pk)},
        values={},
    )
    return redirect_to(request, reverse("contacts:merge_run", args=[run.pk]))
