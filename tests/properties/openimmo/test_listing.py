"""What one property of a feed becomes."""

from datetime import date
from decimal import Decimal

from properties.openimmo.reading import read_openimmo

from .feed import codes, listing_of, only_listing
from .sample import sample_document


def test_the_sample_reads_completely():
    listing = only_listing(sample_document(1))
    assert listing.object_number == "MUSTER-001"
    assert listing.openimmo_id == "MUSTER-OBID-001"
    assert listing.action == "change"
    assert listing.title == "Musterwohnung 1"
    assert listing.usage == {"residential"}
    assert listing.marketing_types == ("buy",)
    assert (listing.object_type, listing.object_subtype) == ("apartment", "attic")
    assert listing.object_type_original == "wohnung/DACHGESCHOSS"
    assert listing.price == 225_000
    assert listing.currency == "EUR"
    assert listing.commission_text == "3 % zzgl. USt."
    assert listing.living_area == Decimal("60.5")
    assert listing.rooms == 2
    assert listing.floor == 1
    assert listing.year_built == 1901
    assert listing.condition == "well_kept"
    assert (listing.street, listing.house_number) == ("Neubaugasse", "1")
    assert (listing.postal_code, listing.place, listing.country) == ("1070", "Wien", "AT")
    assert (listing.latitude, listing.longitude) == (Decimal("48.2019"), Decimal("16.3492"))
    assert listing.features == {"fitted_kitchen", "elevator", "cellar", "balcony", "pets_allowed"}
    assert listing.available_from == date(2030, 7, 1)
    assert listing.description_object == "Helle Wohnung mit Blick ins Grüne."
    assert listing.problems == ()
    assert ("ausstattung/user_defined_simplefield[aussicht]", "Innenhof") in listing.kept


def test_the_sample_s_rental():
    listing = only_listing(sample_document(1, first=2))
    assert listing.marketing_type == "rent"
    assert listing.rent == Decimal("800.50")
    assert listing.rent_total == 1000
    assert listing.operating_costs == 150
    assert listing.deposit is None
    assert listing.deposit_text == "3 Bruttomonatsmieten"
    assert "cellar" in listing.features_absent


def test_the_energy_certificate():
    energy = only_listing(sample_document(1)).energy
    assert energy is not None
    assert (energy.kind, energy.hwb, energy.hwb_class) == ("demand", Decimal("41.5"), "B")
    assert (energy.fgee, energy.fgee_class) == (Decimal("0.85"), "A")
    assert energy.valid_until == date(2033, 12, 31)


def test_the_contact_person():
    person = only_listing(sample_document(1)).contact_person
    assert person is not None
    assert person.name == "Maria Muster"
    assert person.email == "muster@example.com"
    assert person.phone == "+43 1 234567"
    assert person.company == "Muster & Partner"


def test_the_transfer_and_its_provider():
    (document,) = read_openimmo(sample_document(2), file_name="a.xml")
    assert document.sender_software == "Mustersoftware"
    assert document.sender_version == "4.2"
    assert document.format_version == "1.2.7"
    assert (document.transfer_kind, document.mode) == ("partial", "change")
    assert document.provider_name == "Muster & Partner Immobilien"
    assert document.provider_number == "4711"
    assert document.provider_id == "MUSTER-ANID"
    assert [listing.index for listing in document.listings] == [0, 1]


def test_what_is_said_to_be_missing_is_not_the_same_as_unsaid():
    listing = listing_of(
        '<ausstattung><sauna>false</sauna><kamin>ja</kamin><fahrstuhl PERSONEN="0"/>'
        "<swimmingpool>vielleicht</swimmingpool></ausstattung>"
    )
    assert listing.features == {"fireplace"}
    assert listing.features_absent == {"sauna", "elevator"}
    assert ("ausstattung/swimmingpool", "vielleicht") in listing.kept


def test_an_affirmation_outweighs_a_denial():
    listing = listing_of(
        '<ausstattung><unterkellert keller="NEIN"/></ausstattung>'
        "<flaechen><kellerflaeche>12</kellerflaeche></flaechen>"
    )
    assert "cellar" in listing.features
    assert "cellar" not in listing.features_absent


def test_a_missing_marketing_type_is_judged_by_the_price():
    listing = listing_of("<preise><kaltmiete>940.0</kaltmiete></preise>")
    assert listing.marketing_types == ("rent",)
    assert "guessed_marketing_type" in codes(listing.problems)


def test_several_marketing_types():
    listing = listing_of(
        '<objektkategorie><vermarktungsart KAUF="1" MIETE_PACHT="true" ERBPACHT="false"/>'
        "</objektkategorie><preise><kaufpreis>1</kaufpreis></preise>"
    )
    assert listing.marketing_types == ("buy", "rent")
    assert "guessed_marketing_type" not in codes(listing.problems)


def test_the_most_trustworthy_place_of_a_field_wins_and_the_others_are_kept():
    listing = listing_of(
        "<preise><kaltmiete>700</kaltmiete><nettokaltmiete>0</nettokaltmiete>"
        "<hauptmietzinsnetto hauptmietzinsust='70'>650</hauptmietzinsnetto></preise>"
    )
    assert listing.rent == 700
    assert ("preise/hauptmietzinsnetto", "650") in listing.kept
    assert ("preise/hauptmietzinsnetto/@hauptmietzinsust", "70") in listing.kept


def test_nonsense_is_told_with_its_path_and_kept():
    listing = listing_of("<flaechen><wohnflaeche>groß</wohnflaeche></flaechen>")
    assert listing.living_area is None
    (problem,) = [p for p in listing.problems if p.code == "invalid_number"]
    assert problem.path == "flaechen/wohnflaeche"
    assert "groß" in str(problem.message)
    assert ("flaechen/wohnflaeche", "groß") in listing.kept


def test_unknown_kinds_of_property_are_told_and_kept():
    listing = listing_of(
        "<objektkategorie><objektart><haus haustyp='BAUMHAUS'/></objektart></objektkategorie>"
    )
    assert (listing.object_type, listing.object_subtype) == ("house", "")
    assert "unknown_object_type" in codes(listing.problems)
    assert ("objektkategorie/objektart/haus/@haustyp", "BAUMHAUS") in listing.kept


def test_actions():
    delete = "<verwaltung_techn><aktion aktionart='delete'/></verwaltung_techn>"
    assert listing_of(delete).action == "delete"
    assert listing_of("<verwaltung_techn><aktion/></verwaltung_techn>").action == "change"
    assert listing_of("<geo/>", transfer='modus="DELETE"').action == "delete"
    odd = listing_of("<verwaltung_techn><aktion aktionart='WEG'/></verwaltung_techn>")
    assert odd.action == "change"
    assert "unknown_action" in codes(odd.problems)


def test_a_rent_that_is_not_monthly_is_told():
    listing = listing_of(
        "<preise><pacht>12000</pacht><preis_zeiteinheit zeiteinheit='JAHR'/></preise>"
    )
    assert (listing.rent, listing.rent_period) == (Decimal(12000), "year")
    assert "unusual_rent_period" in codes(listing.problems)


def test_user_defined_fields_are_kept_by_their_names():
    listing = listing_of(
        "<geo><user_defined_simplefield feldname='Zone'>B</user_defined_simplefield>"
        "<user_defined_extend><feld><name>Lärm</name><wert>gering</wert></feld>"
        "</user_defined_extend></geo><user_defined_anyfield>"
        "<plaintext fieldname='headline' fieldvalue='Schön'/><x>tief <b>innen</b> drin</x>"
        "</user_defined_anyfield>"
    )
    kept = dict(listing.kept)
    assert kept["geo/user_defined_simplefield[Zone]"] == "B"
    assert kept["geo/user_defined_extend/feld[Lärm]/wert"] == "gering"
    assert kept["user_defined_anyfield/plaintext[headline]"] == "Schön"
    assert kept["user_defined_anyfield/x"] == "tief  drin"
    assert kept["user_defined_anyfield/x/b"] == "innen"


def test_repeated_elements_are_kept_with_their_number():
    listing = listing_of(
        "<zustand_angaben><energiepass><epart>BEDARF</epart></energiepass>"
        "<energiepass><epart>VERBRAUCH</epart></energiepass></zustand_angaben>"
    )
    assert listing.energy is not None
    assert listing.energy.kind == "demand"
    assert listing.kept == (("zustand_angaben/energiepass[2]/epart", "VERBRAUCH"),)


def test_namespaces_and_capitals_do_not_matter():
    source = (
        b'<oi:OpenImmo xmlns:oi="http://www.openimmo.de"><oi:Anbieter><oi:Immobilie>'
        b"<oi:Geo><oi:PLZ>1010</oi:PLZ></oi:Geo></oi:Immobilie></oi:Anbieter></oi:OpenImmo>"
    )
    assert only_listing(source).postal_code == "1010"


def test_listings_count_through_all_providers():
    source = (
        b"<openimmo><anbieter><firma>A</firma><immobilie/><immobilie/></anbieter>"
        b"<anbieter><firma>B</firma><immobilie/></anbieter></openimmo>"
    )
    documents = read_openimmo(source, file_name="a.xml")
    assert [document.provider_name for document in documents] == ["A", "B"]
    assert [x.index for document in documents for x in document.listings] == [0, 1, 2]


def test_nothing_is_lost():
    """Every text of a listing is in a field, an attachment or among what is kept."""
    words = {f"wort{n}" for n in range(12)}
    inside = "<preise>" + "".join(f"<neu{n}>wort{n}</neu{n}>" for n in range(6)) + "</preise>"
    inside += "<neu>" + "".join(f"<a b='wort{n}'/>" for n in range(6, 12)) + "</neu>"
    assert {value for _path, value in listing_of(inside).kept} == words


def test_problems_speak_german():
    (document,) = read_openimmo(b"", file_name="a.xml")
    assert str(document.problems[0].message) == "Die Datei ist leer."
