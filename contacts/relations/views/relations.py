"""*Verbundene Personen* of a contact."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from audit.context import action
from base.accounts.access import agency_of, signed_in
from base.errors import DomainError
from base.ui.pages import redirect_to, render_page, toast
from contacts.access import get_contact_or_404
from contacts.couples import may_become_couple
from contacts.errors import DuplicatesFound
from contacts.models import Contact, Relation
from contacts.pages import render_contact_tab
from contacts.record.services.saving import save_contact
from contacts.record.views.duplicate_dialog import accepted_ids
from contacts.relations.circle import circle_of
from contacts.relations.drawing import narrow, wide
from contacts.relations.forms import NewRelationForm, RelationForm
from contacts.relations.queries import SHOWN, in_groups, relations_of, seen_from
from contacts.relations.services import change_relation, relate, remove_relation
from contacts.relations.views.relation_picker import Candidates

PAGE = "contacts/relations.html"


@require_http_methods(["GET", "HEAD", "POST"])
def relations(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody whom the contact is related to, and somebody more."""
    contact = get_contact_or_404(request, pk)
    if request.method == "POST":
        return _add(request, contact)
    query = request.GET.get("q", "")
    form = NewRelationForm(own=contact, initial=_proposed(request.GET, query))
    return _page(request, contact, form, Candidates.found(agency_of(request), contact, form, query))


def _proposed(asked: QueryDict, query: str) -> dict[str, str]:
    """What a link asks for; what was looked for is the name of the one who is not there yet."""
    given, _space, family = " ".join(query.split()).rpartition(" ")
    return {
        "other": asked.get("other", ""),
        "relation": asked.get("beziehung", ""),
        "new_given_name": given[:120],
        "new_family_name": family[:120],
        "new_company_name": query[:200],
    }


def _page(
    request: HttpRequest,
    contact: Contact,
    form: NewRelationForm,
    candidates: Candidates,
    status: int = 200,
) -> HttpResponse:
    seen = relations_of(contact, limit=SHOWN + 1)
    circle = circle_of(contact)
    context = {
        "circle": circle,
        "wide": wide(circle),
        "narrow": narrow(circle),
        "groups": in_groups(seen[:SHOWN]),
        "is_cut": len(seen) > SHOWN,
        "shown": SHOWN,
        "form": form,
        "candidates": candidates,
    }
    fragments = ["relation-add", "relation-candidates"]
    return render_contact_tab(request, contact, PAGE, context, fragments=fragments, status=status)


def _add(request: HttpRequest, contact: Contact) -> HttpResponse:
    form = NewRelationForm(request.POST, own=contact)
    duplicates: list[Contact] = []
    if form.is_valid():
        try:
            relation, context = _related(request, contact, form)
        except DuplicatesFound as found:
            form.add_error(
                None,
                _(
                    "Diesen Kontakt gibt es vielleicht schon. Wählen Sie ihn aus, "
                    "oder legen Sie ihn trotzdem neu an."
                ),
            )
            duplicates = [candidate.contact for candidate in found.candidates]
        except DomainError as error:
            _show(form, error)
        else:
            seen = seen_from(relation, contact.pk)
            message = _("%(name)s verbunden: %(word)s.")
            toast(request, message % {"name": seen.other, "word": seen.word}, undo=context)
            return _back(request, contact)
    candidates = Candidates.found(
        agency_of(request), contact, form, request.POST.get("q", ""), duplicates
    )
    return _page(request, contact, form, candidates, status=422)


def _related(
    request: HttpRequest, contact: Contact, form: NewRelationForm
) -> tuple[Relation, UUID]:
    with transaction.atomic(), action("contacts.relate") as context:
        other = _other(request, form)
        relation = relate(contact=contact, other=other, data=form.relation_data())
    return relation, context.id


def _other(request: HttpRequest, form: NewRelationForm) -> Contact:
    if form.makes_new:
        return save_contact(
            agency=agency_of(request),
            contact=None,
            data=form.contact_data(),
            user=signed_in(request),
            accept_duplicates=accepted_ids(request.POST),
        )
    try:
        return get_contact_or_404(request, form.other_id or 0)
    except Http404:
        raise DomainError("", fields={"other": _("Diesen Kontakt gibt es nicht mehr.")}) from None


@require_http_methods(["GET", "HEAD", "POST"])
def relation(request: HttpRequest, pk: int, relation_pk: int) -> HttpResponse:
    """One relation, to read and to change: a dialog, or a page without JavaScript."""
    contact = get_contact_or_404(request, pk)
    current = get_relation_or_404(request, contact, relation_pk)
    seen = seen_from(current, contact.pk)
    data = request.POST if request.method == "POST" else None
    initial = RelationForm.initial_of(current, contact)
    form = RelationForm(data, own=contact, other=seen.other, initial=initial, auto_id="dialog_%s")
    if data is not None and form.is_valid():
        try:
            with action("contacts.change_relation") as context:
                change_relation(relation=current, contact=contact, data=form.relation_data())
        except DomainError as error:
            _show(form, error)
        else:
            toast(request, _("Beziehung geändert."), undo=context.id)
            return _back(request, contact)
    shown = {
        "contact": contact,
        "seen": seen,
        "form": form,
        "may_write": signed_in(request).may_write,
        "may_become_couple": may_become_couple(current),
    }
    status = 422 if data is not None else 200
    return render_page(
        request, "contacts/relation.html", shown, fragments=["dialog"], status=status
    )


@require_POST
def remove(request: HttpRequest, pk: int, relation_pk: int) -> HttpResponse:
    """Takes a relation away, with a way back."""
    contact = get_contact_or_404(request, pk)
    current = get_relation_or_404(request, contact, relation_pk)
    seen = seen_from(current, contact.pk)
    try:
        context = remove_relation(relation=current)
    except DomainError as error:
        toast(request, str(error), level="error")
    else:
        message = _("Beziehung zu %(name)s entfernt.") % {"name": seen.other}
        toast(request, message, undo=context)
    return _back(request, contact)


def get_relation_or_404(request: HttpRequest, contact: Contact, pk: int) -> Relation:
    """The relation `pk` of `contact` to somebody who is there; raises Http404 for any other."""
    touching = Relation.objects.present().touching([contact.pk]).with_people()
    return get_object_or_404(touching.visible_to(signed_in(request)), pk=pk)


def _show(form: RelationForm, error: DomainError) -> None:
    """Puts what a service said to the fields that it is about."""
    if not error.fields:
        form.add_error(None, str(error))
    for field, message in error.fields.items():
        form.add_error(field if field in form.fields else None, str(message))


def _back(request: HttpRequest, contact: Contact) -> HttpResponse:
    return redirect_to(request, reverse("contacts:relations", args=[contact.pk]))
