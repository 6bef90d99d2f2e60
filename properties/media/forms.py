"""Names and kinds of pictures and documents."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from base.editing.baseline import Baseline
from base.editing.conflicts import ChangedMeanwhile
from base.editing.edit import Edit
from base.errors import DomainError
from base.ui.form_errors import add_to_form
from properties.models import PropertyDocument, PropertyImage


class ImageForm(forms.ModelForm[PropertyImage]):
    """What a picture is called and shows."""

    class Meta:
        model = PropertyImage
        fields = ["title", "kind"]


class DocumentForm(forms.ModelForm[PropertyDocument]):
    """What a document is called and what it is."""

    class Meta:
        model = PropertyDocument
        fields = ["name", "kind"]


class RowForm:
    """The form of one picture or document on a page with many, with what it had shown.

    `prefix` keeps the ids of the inputs apart.
    """

    def __init__(
        self, kind: type[Any], row: Any, prefix: str, data: QueryDict | None = None
    ) -> None:
        self.row = row
        # A form writes into its instance: the page around it shows what is stored.
        self.form = kind(data, instance=copy.copy(row), auto_id=f"{prefix}-{row.pk}-%s")
        self.edit = Edit.of(row, tuple(kind.base_fields), data)
        self.context: UUID | None = None

    def saved(self, save: Callable[[dict[str, Any], Baseline | None], UUID]) -> bool:
        """Whether `save` took what was typed; else the form says why not and keeps it."""
        if not self.form.is_valid():
            return False
        try:
            self.context = save(self.form.cleaned_data, self.edit.own)
        except ChangedMeanwhile as changed:
            self.row.refresh_from_db()
            self.edit.dispute(changed)
        except DomainError as error:
            add_to_form(self.form, error)
        return self.context is not None

    @property
    def is_wrong(self) -> bool:
        """Whether the person has to look at it."""
        return bool(self.form.is_bound)
