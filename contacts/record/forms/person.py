"""The form of *Persönliches*."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.accounts.models import NAMED_BY, Agency, User
from base.ui.choices import AllAtOnce, LongChoiceField
from base.ui.fields import GermanDateField, TagField
from base.ui.widgets import ChipRadio, ChipSelect, DateInput
from contacts.choices import ContactKind, ContactRole
from contacts.fields.countries import country_choices, language_choices
from contacts.models import Contact
from contacts.record.forms.business import business_field
from contacts.record.forms.knowingly import KeepsKnowingly

PERSON_FIELDS = (
    "kind",
    "salutation",
    "title_before",
    "title_after",
    "given_name",
    "family_name",
    "birth_name",
    "company_name",
    "birth_date",
    "birth_place",
    "nationality",
    "language",
    "website",
    "roles",
    "tags",
    "status",
    "source",
    "responsible",
    "rating",
    "is_business",
    "do_not_contact",
    "remarks",
)
# With what was given in place of a birth date that no calendar knows.
PERSON_VALUES = (*PERSON_FIELDS, "birth_date_text")
_OLDEST_YEAR = 1900
_NO_DAY = {"invalid", "no_such_day"}
_LONGEST_BIRTH_TEXT = 40


class PersonForm(KeepsKnowingly, forms.ModelForm[Contact]):
    """Who the contact is and what they are to the agency."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Art"), choices=ContactKind.choices, widget=ChipRadio
    )
    birth_date = GermanDateField(
        label=gettext_lazy("Geburtsdatum"),
        required=False,
        widget=DateInput({"maxlength": _LONGEST_BIRTH_TEXT}),
    )
    nationality = LongChoiceField(
        label=gettext_lazy("Staatsangehörigkeit"), choices=country_choices, required=False
    )
    language = LongChoiceField(
        label=gettext_lazy("Sprache"), choices=language_choices, required=False
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Rollen"),
        choices=ContactRole.choices,
        required=False,
        widget=ChipSelect,
    )
    tags = TagField(
        label=gettext_lazy("Schlagwörter"),
        required=False,
        help_text=gettext_lazy("Mit Komma getrennt, zum Beispiel: Altbau, Kapitalanleger"),
    )
    is_business = business_field()
    rating = forms.TypedChoiceField(
        label=gettext_lazy("Bewertung"),
        choices=[("", "–"), *((n, "★" * n) for n in range(1, 6))],
        coerce=int,
        empty_value=None,
        required=False,
    )

    class Meta:
        model = Contact
        fields = PERSON_FIELDS

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.odd = set()
        if self.instance._state.adding:
            self.initial = {"kind": ContactKind.PERSON, "language": "de", **self.initial}
        colleagues: Any = self.fields["responsible"]
        colleagues.iterator = AllAtOnce
        colleagues.queryset = User.objects.filter(agency=agency, is_active=True).only(*NAMED_BY)
        colleagues.empty_label = "–"
        for name in ("salutation", "source"):
            choices: Any = self.fields[name]
            choices.choices = [("", "–"), *choices.choices[1:]]
        self.fields["company_name"].label = _("Firma")
        self.fields["tags"].widget.attrs["list"] = "tags-in-use"
        self.fields["remarks"].widget.attrs["rows"] = 2
        self.fields["title_after"].widget.attrs["placeholder"] = _("z. B. MSc")
        for name in ("nationality", "language"):
            self._offer_stored(name)
        self._show_impossible_birth_date()
        self._offer_kinds()

    def _show_impossible_birth_date(self) -> None:
        text = self.instance.birth_date_text
        if text and self.instance.birth_date is None:
            self.initial["birth_date"] = text
            self.fields["birth_date"].help_text = _("So angegeben; diesen Tag gibt es nicht.")

    def _offer_kinds(self) -> None:
        """A person becomes a couple by joining them with another one, not by a click here."""
        kinds: Any = self.fields["kind"]
        if self.instance._state.adding:
            return
        is_couple = self.instance.kind == ContactKind.COUPLE
        kinds.choices = [c for c in kinds.choices if (c[0] == ContactKind.COUPLE) == is_couple]

    def _offer_stored(self, name: str) -> None:
        """What was stored some other way stays choosable."""
        field: Any = self.fields[name]
        stored = getattr(self.instance, name)
        if stored and not field.valid_value(stored):
            field.choices = [*field.choices, (stored, stored)]

    def clean_birth_date(self) -> date | None:
        return checked_birth_date(self.cleaned_data["birth_date"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["birth_date_text"] = self._kept_birth_date()
        if cleaned.get("kind") == ContactKind.COMPANY and not cleaned.get("company_name"):
            self.add_error("company_name", _("Bitte geben Sie den Namen der Firma ein."))
        names = [cleaned.get("given_name"), cleaned.get("family_name")]
        if cleaned.get("kind") != ContactKind.COMPANY and not any(names):
            self.add_error("family_name", _("Bitte geben Sie einen Namen ein."))
        return cleaned

    def _kept_birth_date(self) -> str:
        """What was typed in place of a day, if it is stored or wanted so all the same."""
        codes = {error.code for error in self.errors.as_data().get("birth_date", ())}
        text = str(self.data.get(self.add_prefix("birth_date"), "")).strip()
        if not codes & _NO_DAY or len(text) > _LONGEST_BIRTH_TEXT or "\x00" in text:
            return ""
        if text != self.instance.birth_date_text:
            self.odd.add("birth_date")
            if not self.keeps("birth_date"):
                return ""
        del self.errors["birth_date"]
        self.cleaned_data["birth_date"] = None
        return text

    def _post_clean(self) -> None:
        """The service writes the contact: the instance stays as it was read."""


def checked_birth_date(day: date | None) -> date | None:
    """The day, if somebody who lives can have been born on it; raises ValidationError."""
    if day and day > timezone.localdate():
        raise forms.ValidationError(_("Das Geburtsdatum liegt in der Zukunft."))
    if day and day.year < _OLDEST_YEAR:
        raise forms.ValidationError(_("Bitte prüfen Sie das Jahr."))
    return day
