"""Real feeds from public projects; skipped where the collection is not at hand."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from properties.openimmo.document import Document
from properties.openimmo.listing import Listing
from properties.openimmo.reading import read_openimmo

from .feed import codes

_CHECKOUT = Path(__file__).resolve().parents[3]
_SAMPLES = Path(os.environ.get("IMMONAUT_SAMPLES") or _CHECKOUT.parent / "shared" / "data")
_FEEDS = sorted(
    path
    for path in (_SAMPLES / "openimmo").glob("*/*")
    if path.suffix in (".xml", ".zip", ".csv", ".xsd")
)
_HOSTILE = sorted(
    path
    for folder in ("xml", "archives", "polyglot")
    for path in _SAMPLES.glob(f"hostile/{folder}/*")
)

pytestmark = pytest.mark.skipif(not _FEEDS, reason=f"no sample feeds in {_SAMPLES}")


def _documents(ending: str) -> list[Document]:
    (path,) = [path for path in _FEEDS if path.name.endswith(ending)]
    return read_openimmo(path.read_bytes(), file_name=path.name)


def _listings(ending: str) -> list[Listing]:
    return [listing for document in _documents(ending) for listing in document.listings]


@pytest.mark.parametrize("path", [*_FEEDS, *_HOSTILE], ids=lambda path: path.name)
def test_every_file_is_survived(path):
    documents = read_openimmo(path.read_bytes(), file_name=path.name)
    assert documents
    for document in documents:
        assert document.listings or document.problems or len(documents) > 1
        assert not any("unreadable_listing" in codes(x.problems) for x in document.listings)


def test_as_many_listings_and_attachments_as_the_index_counts():
    """The collection's index was counted by other means (elements in the document)."""
    seen = 0
    for row in (_SAMPLES / "openimmo" / "index.tsv").read_text().splitlines():
        file_name, _origin, _licence, root, _version, listings, *_rest = row.split("\t")
        path = _SAMPLES / "openimmo" / file_name.partition("!")[0]
        if root not in ("openimmo", "immoxml", "immobilie") or not path.is_file():
            continue
        documents = read_openimmo(path.read_bytes(), file_name=path.name)
        assert sum(len(d.listings) for d in documents) == int(listings), file_name
        seen += 1
    assert seen > 30


def test_a_rental_from_a_portal():
    (listing,) = _listings("__example.xml")
    assert listing.object_number == "8333"
    assert listing.title == "Reinkommen, wohlfühlen, losleben!"
    assert (listing.postal_code, listing.place) == ("97084", "Heidingsfeld, Heidingsfeld")
    assert (listing.rent, listing.operating_costs) == (Decimal(940), Decimal(322))
    assert listing.heating_costs_included is True
    assert (listing.living_area, listing.rooms) == (Decimal("72.3"), Decimal(2))
    assert listing.marketing_types == ("rent",)
    assert listing.features == {"elevator", "laundry_room", "partial_cellar"}
    assert listing.heating == {"underfloor"}
    assert listing.energy_carriers == {"air_heat_pump"}
    assert len(listing.attachments) == 6
    assert listing.attachments[1].title == "Balkon"
    assert listing.attachments[1].external_url.startswith("https://mms.immowelt.de/3/0/")
    assert listing.attachments[1].media_type == "image/jpeg"
    assert listing.attachments[1].group == "image"
    assert listing.attachments[1].data is None
    assert "<br>" not in listing.description_object
    assert listing.description_object.startswith("Diese Wohnung beeindruckt")
    assert listing.changed_on == date(2025, 4, 1)


def test_the_association_s_own_example():
    (document,) = _documents("examples__openimmo.xml")
    (listing,) = document.listings
    assert (document.sender_software, document.format_version) == ("OIGEN", "1.2.7")
    assert (document.transfer_kind, document.mode) == ("full", "new")
    assert document.provider_name == "MusterMannFrau Immobilien"
    assert (listing.object_number, listing.openimmo_id) == ("111", "111")
    assert listing.title == "Schönes Appartment im Stadtzentrum"
    assert (listing.object_type, listing.marketing_types) == ("room", ("buy",))
    assert (listing.floor, listing.floors_total, listing.country) == (1, 3, "DE")
    assert listing.currency == "DEM"
    assert listing.condition == "gutted"
    assert listing.available_from == date(2001, 1, 1)
    assert listing.deposit == 1
    assert listing.deposit_text == "3 monate"
    assert listing.energy is not None
    assert (listing.energy.kind, listing.energy.consumption) == ("consumption", Decimal(80))
    assert listing.energy.valid_until == date(2024, 1, 31)
    assert {"pets_allowed", "non_smoking", "fitted_kitchen", "pool"} & listing.features == {
        "pets_allowed",
        "non_smoking",
        "fitted_kitchen",
    }
    assert "pool" in listing.features_absent
    assert [a.group for a in listing.attachments] == ["image_title", "contact_photo"]
    assert ("versteigerung/aktenzeichen", "abc123") in listing.kept


def test_the_older_sibling_format():
    (document,) = _documents("examples__immoxml.xml")
    first, second, third = document.listings
    assert first.object_number == "375607"
    assert first.openimmo_id == "OLAG20050122092103000T2TO56YZ0M"
    assert (first.price, first.rent) == (Decimal(420_000), Decimal("781.72"))
    assert (first.deposit, first.deposit_text) == (None, "3 MM")
    assert (first.living_area, first.plot_area, first.total_area) == (
        Decimal(145),
        Decimal(670),
        Decimal(197),
    )
    assert (first.object_type, first.object_subtype) == ("house", "detached")
    assert first.commission_text == "5,8 % inkl. MwSt."
    assert first.available_from == date(2004, 7, 1)
    assert first.contact_person is None
    assert {"sauna", "pool", "fireplace", "flat_share_suitable", "cellar"} <= first.features
    assert second.object_subtype == "mixed_use"
    assert second.usage == {"residential", "commercial"}
    assert (third.object_type, third.object_subtype) == ("land", "residential")


def test_two_agencies_and_references():
    first, second = _documents("openimmo-1-2-7-downgrade.xml")
    assert (first.provider_name, second.provider_name) == ("first agency", "second agency")
    actions = [x.action for document in (first, second) for x in document.listings]
    assert actions == ["reference", "change", "change", "reference"]
    energy = first.listings[0].energy
    assert energy is not None
    assert (energy.kind, energy.demand, energy.energy_class) == ("demand", Decimal(123), "A")
    assert (energy.valid_until, energy.year) == (date(2018, 3, 31), 1985)
    assert energy.building_kind == "non_residential"
    assert first.listings[0].energy_carriers == {"liquid_gas", "gas"}
    assert [a.group for a in second.listings[0].attachments] == ["image_title", "floor_plan"]


def test_net_prices_of_the_austrian_rules():
    first, _second, third, fourth = _listings("openimmo-1-2-6-downgrade.xml")
    assert (first.price, first.rent, first.rent_total) == (Decimal(789), Decimal(456), Decimal(789))
    assert ("preise/kaufpreisnetto/@kaufpreisust", "123") in first.kept
    assert "foreclosure" in first.features
    assert (third.price_on_request, fourth.price_on_request) == (True, False)
    assert (third.object_type, third.object_subtype) == ("office", "coworking")
    assert "sea_view" in third.features


def test_certificates_in_user_defined_fields():
    first, _second, third, fourth = _listings("openimmo-1-2-7-upgrade.xml")
    assert first.energy is not None
    assert (first.energy.kind, first.energy.energy_class) == ("consumption", "A")
    assert (first.energy.electricity, first.energy.heat) == (Decimal(234), Decimal(345))
    assert third.energy is not None
    assert third.energy.issued_on == date(2009, 5, 5)
    assert fourth.energy is None


def test_kinds_of_older_versions():
    listings = _listings("openimmo-1-2-4-upgrade.xml")
    assert [x.external_url for x in listings[0].attachments][1:3] == [
        "http://test.org/image.jpg",
        "HTTPS://test.org/image.jpg",
    ]
    assert [(x.object_type, x.object_subtype) for x in listings[3:]] == [
        ("parking", "garage"),
        ("parking", "parking_space"),
        ("special", "other"),
    ]
    houses = _listings("openimmo-1-2-3-upgrade.xml")
    assert [x.object_subtype for x in houses][:2] == ["hospital", "nursing_home"]


def test_latin_1():
    (document,) = _documents("charset-ISO8859-1.zip")
    assert document.provider_id == "test-anid-with-umlaut-ü"
    assert document.problems == ()
    assert document.listings[0].object_number == "bar1234567"


def test_an_archive_with_pictures():
    (listing,) = _listings("__foo.zip")
    assert listing.object_number == "1234-ABC"
    assert (listing.object_type, listing.object_subtype) == ("room", "room")
    assert listing.postal_code == "53111"
    assert listing.contact_person is not None
    assert listing.contact_person.name == "Jane Doe"
    assert [a.file_name for a in listing.attachments] == ["foo.jpg", "bar.jpg"]
    assert [a.problem.code for a in listing.attachments if a.problem] == ["attachment_empty"] * 2


def test_an_archive_without_its_pictures():
    (listing,) = _listings("missing-referenced-images.zip")
    assert [a.problem.code for a in listing.attachments if a.problem] == ["attachment_missing"] * 2


def test_a_deletion_in_lower_case():
    (listing,) = _listings("foo-deleted.zip")
    assert (listing.action, listing.object_number) == ("delete", "bar1234567")


def test_two_properties_in_one_archive():
    assert [x.object_number for x in _listings("two-objects.zip")] == ["bar1234567", "bar2345678"]
