"""What a person fills in for an action on many contacts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from base.accounts.models import Agency, User
from base.ui.fields import TagField
from contacts.choices import Status


class TagsForm(forms.Form):
    """Tags to add or to take off."""

    # The script of the field moves words into chips and leaves the input itself empty.
    use_required_attribute = False
    tags = TagField(label=_("Schlagwörter"))

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned values as JSON holds them."""
        return {"tags": self.cleaned_data["tags"]}


class AssignForm(forms.Form):
    """Who is responsible from now on."""

    responsible = forms.ModelChoiceField(
        label=_("Zuständig"), queryset=User.objects.none(), required=False, empty_label=_("niemand")
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["responsible"]
        field.queryset = User.objects.filter(agency=agency, is_active=True).order_by("name")

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned values as JSON holds them."""
        person = self.cleaned_data["responsible"]
        return {"responsible": person.pk if person else None}


class StatusForm(forms.Form):
    """The status from now on."""

    status = forms.ChoiceField(label=_("Status"), choices=Status.choices)

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned values as JSON holds them."""
        return {"status": self.cleaned_data["status"]}


class DeleteForm(forms.Form):
    """Nothing to fill in."""

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    @property
    def values(self) -> dict[str, Any]:
        """Nothing."""
        return {}
