"""The kinds of relations, and the words for either side of each.

A relation reads »a is … of b«. Words exist for a woman, a man, for everybody else (diverse,
unknown, a company) and for a couple, who are several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from base.labels import Label
from contacts.choices import ContactKind, ContactRole

RelationEnd = Literal["a", "b"]
OTHER = "other"
COUPLE_MEMBER = "couple_member"
_PEOPLE = (ContactKind.PERSON, ContactKind.COUPLE)
_ANYBODY = (ContactKind.PERSON, ContactKind.COUPLE, ContactKind.COMPANY)
_COMPANY = (ContactKind.COMPANY,)


def opposite(side: RelationEnd) -> RelationEnd:
    """The other end of a relation."""
    return "b" if side == "a" else "a"


@dataclass(frozen=True)
class Words:
    """What somebody is in a relation; without words of their own all share the neutral one."""

    neutral: Label
    female: Label = ""
    male: Label = ""
    plural: Label = ""


@dataclass(frozen=True)
class RelationKind:
    """One kind. `label` says what a is to b in the history.

    `both` marks a kind that reads alike from both sides. `is_mutual` allows two people to stand
    in it to each other at once, each to the other (heirs). `role_a` and `role_b` are what the
    relation makes the contact for the agency. `details` are the further fields that it has.
    """

    code: str
    label: Label
    group: str
    a: Words
    b: Words
    both: bool = False
    is_mutual: bool = False
    a_kinds: Sequence[str] = _ANYBODY
    b_kinds: Sequence[str] = _ANYBODY
    role_a: str = ""
    role_b: str = ""
    details: Sequence[str] = ()

    def words(self, side: RelationEnd) -> Words:
        """The words for who stands at `side`."""
        return self.a if side == "a" else self.b

    def kinds(self, side: RelationEnd) -> Sequence[str]:
        """Which contacts can stand at `side`."""
        return self.a_kinds if side == "a" else self.b_kinds

    @property
    def sides(self) -> tuple[RelationEnd, ...]:
        """The sides that differ."""
        return ("a",) if self.both else ("a", "b")


GROUPS: dict[str, Label] = {
    "family": _("Familie"),
    "trust": _("Vertretung und Beratung"),
    "company": _("Unternehmen"),
    "business": _("Geschäftlich und privat"),
}


def _both(
    code: str, label: Label, group: str, words: Words, **options: Sequence[str]
) -> RelationKind:
    kinds = options.get("kinds", _ANYBODY)
    return RelationKind(code, label, group, words, words, both=True, a_kinds=kinds, b_kinds=kinds)


def _family(code: str, label: Label, a: Words, b: Words, is_mutual: bool = False) -> RelationKind:
    return RelationKind(
        code, label, "family", a, b, is_mutual=is_mutual, a_kinds=_PEOPLE, b_kinds=_PEOPLE
    )


_CLIENT = Words(_("Klient/in"), _("Klientin"), _("Klient"), _("Klienten"))
_COMPANY_WORD = Words(_("Unternehmen"))

_ALL = (
    _both(
        "spouse",
        _("ist verheiratet mit"),
        "family",
        Words(_("Ehepartner/in"), _("Ehefrau"), _("Ehemann")),
        kinds=(ContactKind.PERSON,),
    ),
    _both(
        "partner",
        _("lebt zusammen mit"),
        "family",
        Words(_("Lebenspartner/in"), _("Lebensgefährtin"), _("Lebensgefährte")),
        kinds=(ContactKind.PERSON,),
    ),
    _both(
        "former_spouse",
        _("ist geschieden von"),
        "family",
        Words(
            _("geschiedene/r Ehepartner/in"), _("geschiedene Ehefrau"), _("geschiedener Ehemann")
        ),
        kinds=(ContactKind.PERSON,),
    ),
    _family(
        "parent",
        _("ist Elternteil von"),
        Words(_("Elternteil"), _("Mutter"), _("Vater"), _("Eltern")),
        Words(_("Kind"), _("Tochter"), _("Sohn"), _("Kinder")),
    ),
    _both(
        "sibling",
        _("ist Geschwister von"),
        "family",
        Words(_("Geschwister"), _("Schwester"), _("Bruder")),
        kinds=_PEOPLE,
    ),
    _family(
        "grandparent",
        _("ist Großelternteil von"),
        Words(_("Großelternteil"), _("Großmutter"), _("Großvater"), _("Großeltern")),
        Words(_("Enkelkind"), _("Enkelin"), _("Enkel"), _("Enkelkinder")),
    ),
    _family(
        "parent_in_law",
        _("ist Schwiegerelternteil von"),
        Words(
            _("Schwiegerelternteil"),
            _("Schwiegermutter"),
            _("Schwiegervater"),
            _("Schwiegereltern"),
        ),
        Words(_("Schwiegerkind"), _("Schwiegertochter"), _("Schwiegersohn"), _("Schwiegerkinder")),
    ),
    _both(
        "relative",
        _("ist verwandt mit"),
        "family",
        Words(_("verwandte Person"), _("Verwandte"), _("Verwandter"), _("Verwandte")),
        kinds=_PEOPLE,
    ),
    _family(
        "heir",
        _("erbt von"),
        Words(_("Erbe/Erbin"), _("Erbin"), _("Erbe"), _("Erben")),
        Words(_("Erblasser/in"), _("Erblasserin"), _("Erblasser")),
        is_mutual=True,
    ),
    RelationKind(
        "representative",
        _("vertritt"),
        "trust",
        Words(_("Vertretung"), _("Vertreterin"), _("Vertreter"), _("Vertreter")),
        Words(_("vertretene Person"), _("Vertretene"), _("Vertretener"), _("Vertretene")),
        is_mutual=True,
    ),
    RelationKind(
        "attorney",
        _("ist bevollmächtigt von"),
        "trust",
        Words(
            _("bevollmächtigte Person"),
            _("Bevollmächtigte"),
            _("Bevollmächtigter"),
            _("Bevollmächtigte"),
        ),
        Words(
            _("Vollmachtgeber/in"), _("Vollmachtgeberin"), _("Vollmachtgeber"), _("Vollmachtgeber")
        ),
        is_mutual=True,
    ),
    # AT: Erwachsenenvertretung (ABGB § 239 ff.); DE: rechtliche Betreuung (BGB § 1814 ff.).
    RelationKind(
        "guardian",
        _("ist gesetzlich bestellt für"),
        "trust",
        Words(
            _("Erwachsenenvertretung / Betreuung"),
            _("Erwachsenenvertreterin / Betreuerin"),
            _("Erwachsenenvertreter / Betreuer"),
        ),
        Words(_("betreute Person"), _("Betreute"), _("Betreuter")),
        b_kinds=_PEOPLE,
    ),
    RelationKind(
        "lawyer",
        _("vertritt anwaltlich"),
        "trust",
        Words(_("Rechtsanwalt/-anwältin"), _("Rechtsanwältin"), _("Rechtsanwalt")),
        Words(_("Mandant/in"), _("Mandantin"), _("Mandant"), _("Mandanten")),
    ),
    RelationKind(
        "notary",
        _("ist Notar von"),
        "trust",
        Words(_("Notar/in"), _("Notarin"), _("Notar")),
        _CLIENT,
    ),
    RelationKind(
        "tax_adviser",
        _("berät steuerlich"),
        "trust",
        Words(_("Steuerberatung"), _("Steuerberaterin"), _("Steuerberater")),
        _CLIENT,
    ),
    RelationKind(
        "financing",
        _("finanziert oder berät zur Finanzierung"),
        "trust",
        Words(_("Finanzierungsberatung"), _("Finanzierungsberaterin"), _("Finanzierungsberater")),
        Words(
            _("Finanzierungskunde/-kundin"),
            _("Finanzierungskundin"),
            _("Finanzierungskunde"),
            _("Finanzierungskunden"),
        ),
    ),
    RelationKind(
        "managing_director",
        _("führt die Geschäfte von"),
        "company",
        Words(_("Geschäftsführung"), _("Geschäftsführerin"), _("Geschäftsführer")),
        _COMPANY_WORD,
        b_kinds=_COMPANY,
        details=("power", "since"),
    ),
    RelationKind(
        "officer",
        _("ist vertretungsbefugt für"),
        "company",
        Words(_("vertretungsbefugte Person"), _("Vertretungsbefugte"), _("Vertretungsbefugter")),
        _COMPANY_WORD,
        b_kinds=_COMPANY,
        details=("power", "since"),
    ),
    RelationKind(
        "beneficial_owner",
        _("ist wirtschaftlicher Eigentümer von"),
        "company",
        Words(
            _("wirtschaftlich berechtigte Person"),
            _("wirtschaftliche Eigentümerin"),
            _("wirtschaftlicher Eigentümer"),
        ),
        _COMPANY_WORD,
        a_kinds=(ContactKind.PERSON,),
        b_kinds=_COMPANY,
        details=("share", "since"),
    ),
    RelationKind(
        "shareholder",
        _("ist Gesellschafter von"),
        "company",
        Words(
            _("Gesellschafter/in"), _("Gesellschafterin"), _("Gesellschafter"), _("Gesellschafter")
        ),
        Words(_("Gesellschaft")),
        is_mutual=True,
        b_kinds=_COMPANY,
        details=("share", "since"),
    ),
    RelationKind(
        "contact_person",
        _("ist Ansprechpartner bei"),
        "company",
        Words(
            _("Ansprechperson"), _("Ansprechpartnerin"), _("Ansprechpartner"), _("Ansprechpartner")
        ),
        _COMPANY_WORD,
        a_kinds=_PEOPLE,
        b_kinds=_COMPANY,
    ),
    RelationKind(
        "employer",
        _("ist Arbeitgeber von"),
        "company",
        Words(_("Arbeitgeber/in"), _("Arbeitgeberin"), _("Arbeitgeber")),
        Words(_("beschäftigte Person"), _("Arbeitnehmerin"), _("Arbeitnehmer"), _("Arbeitnehmer")),
        b_kinds=_PEOPLE,
        details=("since",),
    ),
    RelationKind(
        "referrer",
        _("hat vermittelt"),
        "business",
        Words(_("Tippgeber/in"), _("Tippgeberin"), _("Tippgeber"), _("Tippgeber")),
        Words(_("vermittelter Kontakt"), _("vermittelte Kundin"), _("vermittelter Kunde")),
        is_mutual=True,
        role_a=ContactRole.REFERRER,
    ),
    RelationKind(
        "landlord",
        _("vermietet an"),
        "business",
        Words(_("Vermieter/in"), _("Vermieterin"), _("Vermieter"), _("Vermieter")),
        Words(_("Mieter/in"), _("Mieterin"), _("Mieter"), _("Mieter")),
        is_mutual=True,
        role_b=ContactRole.TENANT,
    ),
    _both(
        "business_partner",
        _("macht Geschäfte mit"),
        "business",
        Words(
            _("Geschäftspartner/in"),
            _("Geschäftspartnerin"),
            _("Geschäftspartner"),
            _("Geschäftspartner"),
        ),
    ),
    _both(
        "friend",
        _("ist befreundet mit"),
        "business",
        Words(_("befreundete Person"), _("Freundin"), _("Freund"), _("Freunde")),
        kinds=_PEOPLE,
    ),
    _both(
        "neighbour",
        _("ist Nachbar von"),
        "business",
        Words(_("Nachbar/in"), _("Nachbarin"), _("Nachbar"), _("Nachbarn")),
    ),
    RelationKind(
        OTHER,
        _("steht in Beziehung zu"),
        "business",
        Words(_("eigene Bezeichnung")),
        Words(_("eigene Bezeichnung")),
        is_mutual=True,
    ),
    RelationKind(
        COUPLE_MEMBER,
        _("gehört zum Paar"),
        "family",
        Words(_("Teil des Paars")),
        Words(_("Paar")),
        a_kinds=(ContactKind.PERSON,),
        b_kinds=(ContactKind.COUPLE,),
    ),
)

KINDS: dict[str, RelationKind] = {kind.code: kind for kind in _ALL}
CHOICES = [(kind.code, kind.label) for kind in _ALL]
ONCE_PER_PAIR = [kind.code for kind in _ALL if not kind.is_mutual]
# What a company's register extract and the register of beneficial owners name.
REPRESENTATIVES = ("managing_director", "officer")
OWNERS = ("beneficial_owner", "shareholder")


def chosen_by_hand(
    own_kind: str, other_kind: str = ""
) -> Iterator[tuple[RelationKind, RelationEnd]]:
    """What the other one can be to a contact of `own_kind`: kinds with the other one's side.

    Membership in a couple is left out: `contacts.record.services.couples` makes it.
    """
    for kind in _ALL:
        if kind.code == COUPLE_MEMBER:
            continue
        for side in kind.sides:
            if own_kind in kind.kinds(opposite(side)) and (
                not other_kind or other_kind in kind.kinds(side)
            ):
                yield kind, side
