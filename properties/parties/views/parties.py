"""Who has to do with a property, from the contact's side and from the property's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from base.editing.conflicts import ChangedMeanwhile
from base.editing.edit import Edit
from base.errors import DomainError
from base.listing.address import read_query
from base.ui.pages import redirect_to, render_page, toast
from properties.models import Party, PartyKind
from properties.parties.forms import NewPartyForm, PartyForm
from properties.parties.queries import SHOWN
from properties.parties.services import change_party, remove_party
from properties.parties.views.sides import OfContact, OfProperty, PartySide

SideType = type[OfContact] | type[OfProperty]


@require_http_methods(["GET", "HEAD", "POST"])
def parties(request: HttpRequest, pk: int, side: SideType) -> HttpResponse:
    """All of them by kind, and one more."""
    here = side(request, pk)
    if request.method == "POST":
        form = NewPartyForm(request.POST)
        if form.is_valid() and _added(here, form):
            return _back(here)
        return _page(here, form, request.POST.get("q", ""), status=422)
    initial = {"kind": PartyKind.INTEREST, "other": request.GET.get("other", "")}
    return _page(here, NewPartyForm(initial=initial), request.GET.get("q", ""))


def _added(here: PartySide, form: NewPartyForm) -> bool:
    given = form.cleaned_data
    far = here.far(given["other"])
    if far is None:
        form.add_error("other", _("Das gibt es nicht mehr."))
        return False
    try:
        party, context = here.add(far, given["kind"], given["note"])
    except DomainError as error:
        _show(form, error)
        return False
    words = {"name": far, "kind": party.get_kind_display()}
    toast(here.request, _("%(name)s eingetragen: %(kind)s.") % words, undo=context)
    return True


def _page(here: PartySide, form: NewPartyForm, query: str, status: int = 200) -> HttpResponse:
    query = read_query(query)
    context = {
        "here": here,
        "shown": SHOWN,
        "form": form,
        "query": query,
        "candidates": here.found(query, form.other_id),
    }
    return here.render(context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def party(request: HttpRequest, pk: int, party_pk: int, side: SideType) -> HttpResponse:
    """One of them, to read and to change: a dialog, or a page without JavaScript."""
    here = side(request, pk)
    current = _get_party_or_404(here, party_pk)
    data = request.POST if request.method == "POST" else None
    form = PartyForm(data, initial=PartyForm.initial_of(current), auto_id="dialog_%s")
    edit = Edit.of(current, ("kind", "note"), data)
    if data is not None and form.is_valid():
        given = form.cleaned_data
        try:
            context = change_party(
                party=current, kind=given["kind"], note=given["note"], base=edit.own
            )
        except ChangedMeanwhile as changed:
            current.refresh_from_db()
            edit.dispute(changed)
        except DomainError as error:
            _show(form, error)
        else:
            toast(request, _("Beteiligung geändert."), undo=context)
            return _back(here)
    shown = {"here": here, "party": current, "form": form, "edit": edit}
    return render_page(
        request,
        "properties/parties/party.html",
        shown,
        fragments=["dialog"],
        status=200 if data is None else 422,
    )


@require_POST
def remove(request: HttpRequest, pk: int, party_pk: int, side: SideType) -> HttpResponse:
    """Takes one of them away, with a way back."""
    here = side(request, pk)
    current = _get_party_or_404(here, party_pk)
    far = current.property if here.is_contact else current.contact
    context = remove_party(party=current)
    toast(request, _("Beteiligung entfernt: %(name)s.") % {"name": far}, undo=context)
    return _back(here)


def _get_party_or_404(here: PartySide, pk: int) -> Party:
    own = {"contact": here.near} if here.is_contact else {"property": here.near}
    present = Party.objects.present().select_related("contact", "property")
    return get_object_or_404(present, pk=pk, **own)


def _show(form: PartyForm, error: DomainError) -> None:
    """Puts what a service said to the fields that it is about."""
    if not error.fields:
        form.add_error(None, str(error))
    for field, message in error.fields.items():
        form.add_error(field, str(message))


def _back(here: PartySide) -> HttpResponse:
    return redirect_to(here.request, reverse(here.page, args=[here.near.pk]))
