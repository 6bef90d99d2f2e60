"""One ``immobilie`` element becomes a listing."""

from dataclasses import replace
from typing import Any

from lxml import etree

from properties.openimmo import features, fields, vocabulary
from properties.openimmo.attachments import Fetch, read_attachments
from properties.openimmo.leaves import Leaves
from properties.openimmo.listing import ContactPerson, Energy, Listing
from properties.openimmo.object_types import read_object_type
from properties.openimmo.problems import Problem, problem


def read_listing(element: etree._Element, *, index: int, mode: str, fetch: Fetch) -> Listing:
    """Read the property at `element`, the file's `index`-th, from a transfer of `mode`."""
    leaves = Leaves(element)
    found, problems = fields.read_fields(leaves, fields.LISTING_FIELDS)
    _add_what_it_is(leaves, found, problems)
    action, unknown = _action(leaves, mode)
    attachments, excess = read_attachments(leaves, fetch)
    listing = Listing(
        index=index,
        action=action,
        contact_person=_contact_person(leaves, problems),
        energy=_energy(leaves, problems),
        attachments=attachments,
        **found,
    )
    listing = _with_marketing_types(listing, leaves)
    problems += [*unknown, *excess, *_remarks(listing, leaves)]
    return replace(
        listing, kept=leaves.rest(), problems=tuple(dict.fromkeys([*listing.problems, *problems]))
    )


def _add_what_it_is(leaves: Leaves, found: dict[str, Any], problems: list[Problem]) -> None:
    """Kind, use, features and heating."""
    kind, unknown = read_object_type(leaves)
    flags = features.read_features(leaves)
    problems += [*unknown, *flags.problems]
    found |= {
        "object_type": kind.code,
        "object_subtype": kind.subtype,
        "object_type_original": kind.original,
        "usage": features.read_flags(leaves, "objektkategorie/nutzungsart", vocabulary.USAGES),
        "features": flags.present,
        "features_absent": flags.absent,
        "heating": features.read_flags(leaves, "ausstattung/heizungsart", features.HEATING),
        "energy_carriers": features.read_flags(
            leaves, "ausstattung/befeuerung", features.ENERGY_CARRIERS
        ),
    }


def _action(leaves: Leaves, mode: str) -> tuple[str, list[Problem]]:
    """What to do with the property; without a word of its own, what the transfer says."""
    path = "verwaltung_techn/aktion/@aktionart"
    said = leaves.take(path) or leaves.take("verwaltung_techn/aktion")
    if not said:
        return ("delete" if mode == "delete" else "change"), []
    action = vocabulary.ACTIONS.get(vocabulary.word(said))
    if action is None:
        return "change", [problem("unknown_action", value=said, path=path)]
    return action, []


def _with_marketing_types(listing: Listing, leaves: Leaves) -> Listing:
    """How it is marketed; a document that does not say is judged by its prices."""
    table = vocabulary.MARKETING_TYPES
    said = features.read_flags(leaves, "objektkategorie/vermarktungsart", table)
    ordered = tuple(dict.fromkeys(code for code in table.values() if code in said))
    if ordered:
        return replace(listing, marketing_types=ordered)
    guessed = tuple(
        code
        for code, value in (("buy", listing.price), ("rent", listing.rent or listing.rent_total))
        if value
    )
    note = (problem("guessed_marketing_type", path="objektkategorie/vermarktungsart"),)
    return replace(listing, marketing_types=guessed, problems=note if guessed else ())


def _contact_person(leaves: Leaves, problems: list[Problem]) -> ContactPerson | None:
    found, wrong = fields.read_fields(leaves, fields.CONTACT_FIELDS)
    problems += wrong
    if not found:
        return None
    person = ContactPerson(**found)
    name = " ".join(filter(None, (person.title, person.given_name, person.family_name)))
    return replace(person, name=name)


def _energy(leaves: Leaves, problems: list[Problem]) -> Energy | None:
    found, wrong = fields.read_fields(leaves, fields.ENERGY_FIELDS)
    problems += wrong
    return Energy(**found) if found else None


def _remarks(listing: Listing, leaves: Leaves) -> list[Problem]:
    """What the agent should know although each value by itself is fine."""
    remarks = []
    if not listing.object_number:
        remarks.append(problem("no_object_number", path="verwaltung_techn/objektnr_extern"))
    if listing.rent_period != "month" and (listing.rent or listing.rent_total):
        period = leaves.take("preise/preis_zeiteinheit/@zeiteinheit").capitalize()
        path = "preise/preis_zeiteinheit"
        remarks.append(problem("unusual_rent_period", value=period, path=path))
    if leaves.overflow:
        remarks.append(problem("too_many_values"))
    return remarks
