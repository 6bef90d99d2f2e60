"""Forms that relate two contacts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.listing.address import read_id
from base.ui.fields import GermanDateField, GermanDecimalField
from base.ui.widgets import ChipRadio
from contacts.choices import ContactKind, Salutation
from contacts.data import ContactData
from contacts.models import Contact, Power, Relation
from contacts.relation_kinds import (
    GROUPS,
    OTHER,
    RelationEnd,
    RelationKind,
    chosen_by_hand,
    opposite,
)
from contacts.relations.services import RelationData

NEW = "new"
Choice = tuple[str, str]


def relation_code(kind: str, side: str) -> str:
    """A kind and the other one's side in it, as forms carry it."""
    return f"{kind}:{side}"


def relation_choices(own_kind: str, other_kind: str = "") -> list[tuple[str, str | list[Choice]]]:
    """What the other one can be, under headings, for a select."""
    offered = list(chosen_by_hand(own_kind, other_kind))
    words = Counter(str(kind.words(side).neutral) for kind, side in offered)
    groups: dict[str, list[Choice]] = {code: [] for code in GROUPS}
    for kind, side in offered:
        if kind.code == OTHER and side == "b":
            continue  # the words say which side is which
        label = _offered_label(kind, side, words)
        groups[kind.group].append((relation_code(kind.code, side), label))
    return [
        ("", _("Bitte wählen")),
        *((str(GROUPS[code]), choices) for code, choices in groups.items() if choices),
    ]


def _offered_label(kind: RelationKind, side: RelationEnd, words: Counter[str]) -> str:
    word = str(kind.words(side).neutral)
    if kind.code == OTHER:
        return f"{word} …"
    return f"{word} ({kind.words(opposite(side)).neutral})" if words[word] > 1 else word


class RelationForm(forms.Form):
    """What the other one is to the contact."""

    relation = forms.ChoiceField(label=gettext_lazy("Beziehung"))
    word = forms.CharField(
        label=gettext_lazy("Bezeichnung"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("zum Beispiel: Trauzeugin"),
    )
    word_back = forms.CharField(
        label=gettext_lazy("Umgekehrt"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Leer: von beiden Seiten dasselbe Wort."),
    )
    power = forms.ChoiceField(
        label=gettext_lazy("Art der Vertretung"),
        choices=[("", "–"), *Power.choices],
        required=False,
    )
    share = GermanDecimalField(
        label=gettext_lazy("Anteil"),
        min_value=0,
        max_value=100,
        max_digits=6,
        decimal_places=3,
        required=False,
        suffix="%",
    )
    since = GermanDateField(label=gettext_lazy("Seit"), required=False)
    note = forms.CharField(label=gettext_lazy("Notiz"), max_length=300, required=False)

    def __init__(
        self, *args: Any, own: Contact, other: Contact | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["relation"]
        choices.choices = relation_choices(own.kind, other.kind if other else "")

    def relation_data(self) -> RelationData:
        """What the form says; call it when it is valid."""
        values = self.cleaned_data
        kind, _colon, side = values["relation"].partition(":")
        return RelationData(
            kind=kind,
            side="a" if side == "a" else "b",
            word=values["word"],
            word_back=values["word_back"],
            power=values["power"],
            share=values["share"],
            since=values["since"],
            note=values["note"],
        )

    @staticmethod
    def initial_of(relation: Relation, contact: Contact) -> dict[str, Any]:
        """What the form shows of a stored relation, from the side of `contact`."""
        side = opposite(relation.side_of(contact.pk))
        word, back = relation.word_a, relation.word_b
        if side == "b":
            word, back = back, word
        shown: RelationEnd = "a" if relation.what.both or relation.kind == OTHER else side
        return {
            "relation": relation_code(relation.kind, shown),
            "word": word,
            "word_back": back,
            "power": relation.power,
            "share": relation.share,
            "since": relation.since,
            "note": relation.note,
        }


class NewRelationForm(RelationForm):
    """A relation to somebody who is looked for, or to a new contact made right here."""

    other = forms.CharField(
        label=gettext_lazy("Person"),
        required=False,
        widget=forms.TextInput({"id": "relation-search"}),
    )
    new_kind = forms.ChoiceField(
        label=gettext_lazy("Art"),
        required=False,
        initial=ContactKind.PERSON,
        widget=ChipRadio,
        choices=[
            (ContactKind.PERSON, ContactKind.PERSON.label),
            (ContactKind.COMPANY, ContactKind.COMPANY.label),
        ],
    )
    new_salutation = forms.ChoiceField(
        label=gettext_lazy("Anrede"),
        required=False,
        choices=[("", "–"), *((s, s.label) for s in Salutation if s != Salutation.FAMILY)],
    )
    new_given_name = forms.CharField(label=gettext_lazy("Vorname"), max_length=120, required=False)
    new_family_name = forms.CharField(
        label=gettext_lazy("Nachname"), max_length=120, required=False
    )
    new_company_name = forms.CharField(
        label=gettext_lazy("Firmenname"), max_length=200, required=False
    )

    @property
    def makes_new(self) -> bool:
        """Whether the other one is a contact to be made."""
        return bool(self["other"].value() == NEW)

    @property
    def other_id(self) -> int | None:
        """The contact that was chosen."""
        return read_id(str(self["other"].value() or "")) or None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.makes_new:
            self._check_new(cleaned)
        elif self.other_id is None:
            self.add_error(
                "other", _("Bitte suchen Sie eine Person aus oder legen Sie eine neue an.")
            )
        return cleaned

    def _check_new(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("new_kind") == ContactKind.COMPANY:
            if not cleaned.get("new_company_name"):
                self.add_error("new_company_name", _("Bitte geben Sie den Namen der Firma ein."))
        elif not (cleaned.get("new_given_name") or cleaned.get("new_family_name")):
            self.add_error("new_family_name", _("Bitte geben Sie einen Namen ein."))

    def contact_data(self) -> ContactData:
        """The new contact."""
        values = self.cleaned_data
        if values["new_kind"] == ContactKind.COMPANY:
            return ContactData(
                {
                    "kind": ContactKind.COMPANY,
                    "company_name": values["new_company_name"],
                    "is_business": True,
                }
            )
        names = ("salutation", "given_name", "family_name")
        return ContactData({name: values[f"new_{name}"] for name in names})
