"""Brings what a service refused back to the form."""

from django import forms

from base.errors import DomainError


def add_to_form(form: forms.BaseForm, error: DomainError) -> None:
    """Puts each message beside its field, the general one above the form."""
    if not error.fields:
        form.add_error(None, str(error.message))
    for name, message in error.fields.items():
        form.add_error(name if name in form.fields else None, str(message))
