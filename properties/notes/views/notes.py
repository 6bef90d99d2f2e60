"""Notes of a contact or of a property: write, read, correct, take away."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from base.accounts.access import signed_in
from base.editing.conflicts import ChangedMeanwhile
from base.editing.edit import Edit
from base.errors import DomainError
from base.ui.form_errors import add_to_form
from base.ui.pages import redirect_to, render_page, toast
from properties.models import Note
from properties.notes.forms import NoteForm
from properties.notes.services import NoteData, add_note, change_note, remove_note
from properties.notes.views.sides import NoteSide

SHOWN = 100
_DIALOG = "properties/notes/note.html"


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest, pk: int, side: NoteSide) -> HttpResponse:
    """The latest notes, and a form for one more; asked for as a dialog, the form alone."""
    near = side.get(request, pk)
    form = NoteForm(request.POST or None, initial=NoteForm.initial_of(None))
    if request.method == "POST" and form.is_valid() and _added(request, side, near, form):
        return redirect_to(request, reverse(side.page, args=[pk]))
    status = 422 if form.is_bound else 200
    context = {"side": side, "near": near, "form": form, "note": None}
    if request.htmx.target == "dialog":  # type: ignore[attr-defined]
        return render_page(request, _DIALOG, context, fragments=["dialog"], status=status)
    return side.render(request, near, side.template, context | _listed(side, near), status=status)


def _listed(side: NoteSide, near: Any) -> dict[str, Any]:
    found = Note.objects.filter(**{side.field: near, "agency_id": near.agency_id})
    rows = list(found.select_related("created_by", "contact", "property")[: SHOWN + 1])
    return {
        "rows": [(note, side.others(note)) for note in rows[:SHOWN]],
        "is_cut": len(rows) > SHOWN,
    }


def _added(request: HttpRequest, side: NoteSide, near: Any, form: NoteForm) -> bool:
    try:
        note, context = add_note(user=signed_in(request), data=_data(form, **{side.field: near}))
    except DomainError as error:
        add_to_form(form, error)
        return False
    toast(request, _("%(kind)s gespeichert.") % {"kind": note}, undo=context)
    return True


def _data(form: NoteForm, **about: Any) -> NoteData:
    given = form.cleaned_data
    return NoteData(given["kind"], form.happened_at, given["text"], **about)


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, pk: int, note_pk: int, side: NoteSide) -> HttpResponse:
    """One note, to correct: a dialog, or a page without JavaScript."""
    near = side.get(request, pk)
    current = _get_note_or_404(side, near, note_pk)
    sent = request.POST if request.method == "POST" else None
    form = NoteForm(sent, initial=NoteForm.initial_of(current))
    edit = Edit.of(current, ("kind", "happened_at", "text"), sent)
    if sent is not None and form.is_valid():
        data = _data(form, contact=current.contact, property=current.property)
        try:
            context = change_note(user=signed_in(request), note=current, data=data, base=edit.own)
        except ChangedMeanwhile as changed:
            current.refresh_from_db()
            edit.dispute(changed)
        except DomainError as error:
            add_to_form(form, error)
        else:
            toast(request, _("%(kind)s geändert.") % {"kind": current}, undo=context)
            return redirect_to(request, reverse(side.page, args=[pk]))
    shown = {"side": side, "near": near, "form": form, "note": current, "edit": edit}
    status = 422 if form.is_bound else 200
    return render_page(request, _DIALOG, shown, fragments=["dialog"], status=status)


@require_POST
def remove(request: HttpRequest, pk: int, note_pk: int, side: NoteSide) -> HttpResponse:
    """Takes one away, with a way back."""
    current = _get_note_or_404(side, side.get(request, pk), note_pk)
    told = str(current)
    toast(request, _("%(kind)s gelöscht.") % {"kind": told}, undo=remove_note(note=current))
    return redirect_to(request, reverse(side.page, args=[pk]))


def _get_note_or_404(side: NoteSide, near: Any, pk: int) -> Note:
    own = {side.field: near, "agency_id": near.agency_id}
    return get_object_or_404(Note.objects.select_related("contact", "property"), pk=pk, **own)
