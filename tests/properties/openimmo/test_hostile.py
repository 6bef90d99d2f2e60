"""Damaged and hostile input: a clear word, nothing lost, nothing executed."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from properties.openimmo.reading import read_openimmo

from .feed import archive, codes, feed, listing_of, only_listing
from .sample import sample_document, sample_zip


def _problems(source: bytes) -> list[str]:
    return [
        code
        for document in read_openimmo(source, file_name="feed.xml")
        for code in codes(document.problems)
    ]


@pytest.mark.parametrize(
    "definition",
    [
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY x "a"><!ENTITY y "&x;&x;">',
        '<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd">%p;',
        '<!-- <a --><!ENTITY x SYSTEM "file:///etc/passwd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_that_defines_entities_is_refused(definition, encoding):
    text = (
        f"<!DOCTYPE o [{definition}]><openimmo><anbieter><firma>&x;</firma></anbieter></openimmo>"
    )
    (document,) = read_openimmo(text.encode(encoding), file_name="feed.xml")
    assert codes(document.problems) == ["unsafe_xml"]
    assert document.provider_name == ""


def test_a_plain_document_type_does_no_harm():
    source = b'<!DOCTYPE openimmo SYSTEM "http://127.0.0.1:9/openimmo.dtd">' + feed(
        "<geo><ort>M&uuml;nchen</ort></geo>"
    )
    assert only_listing(source).place == "München"


@pytest.mark.parametrize(
    ("declared", "actual", "told"),
    [
        ("UTF-8", "utf-8", []),
        ("ISO-8859-1", "iso-8859-1", []),
        ("windows-1252", "cp1252", []),
        ("ISO-8859-15", "iso-8859-15", []),
        ("UTF-16", "utf-16", []),
        ("UTF-8", "cp1252", ["wrong_encoding"]),
        ("ISO-8859-1", "utf-8", ["wrong_encoding"]),
        ("klingonisch", "cp1252", ["wrong_encoding"]),
    ],
)
def test_encodings_right_and_wrong(declared, actual, told):
    text = f'<?xml version="1.0" encoding="{declared}"?>\n' + feed(
        "<geo><ort>Bad Gögging an der Straße</ort></geo>"
    ).decode("utf-8")
    (document,) = read_openimmo(text.encode(actual), file_name="feed.xml")
    assert document.listings[0].place == "Bad Gögging an der Straße"
    assert codes(document.problems) == told


def test_bare_ampersands_and_html_entities_are_repaired():
    source = feed(
        "<kontaktperson><firma>Müller & Söhne</firma></kontaktperson>"
        "<freitexte><objekttitel>Gr&ouml;&szlig;e &lt; 3</objekttitel>"
        "<lage><![CDATA[A & B &amp; C]]></lage></freitexte>"
    )
    (document,) = read_openimmo(source, file_name="feed.xml")
    (listing,) = document.listings
    assert listing.contact_person is not None
    assert listing.contact_person.company == "Müller & Söhne"
    assert listing.title == "Größe < 3"
    assert listing.description_location == "A & B & C"
    assert codes(document.problems) == ["repaired_xml"]


def test_control_characters_are_removed():
    listing = listing_of("<geo><ort>Wi\x00\x0ben</ort><strasse>G&#0;asse</strasse></geo>")
    assert (listing.place, listing.street) == ("Wien", "Gasse")


def test_a_document_that_breaks_off_keeps_what_came_before():
    source = sample_document(3)
    cut = source[: source.rindex(b"<freitexte>")]
    (document,) = read_openimmo(cut, file_name="feed.xml")
    assert [x.object_number for x in document.listings[:2]] == ["MUSTER-001", "MUSTER-002"]
    assert "not_well_formed" in codes(document.problems)
    assert "incomplete_listing" in codes(document.listings[-1].problems)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"", "empty_file"),
        (b"   \n", "empty_file"),
        (b"GIF89a/*", "not_xml"),
        (b"PK\x03\x04kaputt", "broken_archive"),
        (b"<html><body>Hallo</body></html>", "not_openimmo"),
        (b"<openimmo_feedback/>", "is_feedback"),
        (b"<openimmo/>", "no_listings"),
        (b"<", "not_xml"),
        (b"<?xml version='1.0'?>", "not_xml"),
        (b"\xff\xfe\x00", "not_xml"),
    ],
)
def test_what_is_no_feed_says_what_it_is(source, code):
    assert code in _problems(source)


def test_encrypted_entries_are_told():
    buffer = io.BytesIO(archive({"feed.xml": feed("")}))
    raw = bytearray(buffer.getvalue())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(signature) + offset] |= 1
    (document,) = read_openimmo(bytes(raw), file_name="feed.zip")
    assert codes(document.problems) == ["encrypted_entry"]


def test_a_deeply_nested_document_is_survived():
    deep = b"<openimmo><anbieter><immobilie>" + b"<a>" * 100_000
    assert "not_well_formed" in _problems(deep)


def test_deep_but_legal_nesting_loses_nothing():
    inside = "<a>" * 60 + "ganz unten" + "</a>" * 60
    assert any("ganz unten" in value for _path, value in listing_of(inside).kept)


@pytest.mark.parametrize(
    "inside",
    [
        "<preise>" + "<kaufpreis>1</kaufpreis>" * 30_000 + "</preise>",
        "<preise><kaufpreis>" + " " * 300_000 + "x" + "</kaufpreis></preise>",
        "<preise><kaufpreis>1" + " " * 300_000 + "x</kaufpreis></preise>",
        "<freitexte><lage>" + "&lt;a href='x" * 20_000 + "</lage></freitexte>",
        "<freitexte><lage>" + "&amp;" * 100_000 + "</lage></freitexte>",
        "& <![CDATA[" * 30_000,
        "& <!-- " * 30_000,
        "<anhaenge>" + "<anhang gruppe='BILD'/>" * 5_000 + "</anhaenge>",
        "<x a='" + "y" * 1_000_000 + "'/>",
    ],
)
@pytest.mark.timeout(60)
def test_no_pattern_takes_for_ever(inside):
    assert read_openimmo(feed(inside), file_name="feed.xml")


def test_too_many_values_are_told():
    listing = listing_of("".join(f"<a{n}>x</a{n}>" for n in range(6_000)))
    assert "too_many_values" in codes(listing.problems)


_NAMES = st.sampled_from(
    """
    objektkategorie nutzungsart vermarktungsart objektart haus wohnung geo plz ort land etage
    geokoordinaten preise kaufpreis kaution kaltmiete waehrung flaechen wohnflaeche
    anzahl_zimmer ausstattung fahrstuhl moebliert unterkellert zustand_angaben baujahr
    energiepass gueltig_bis anhaenge anhang daten pfad anhanginhalt verwaltung_objekt abdatum
    verfuegbar_ab verwaltung_techn aktion user_defined_simplefield feld name
    """.split()
)
_ATTRIBUTES = st.sampled_from(
    """
    WOHNEN KAUF haustyp iso_land iso_waehrung breitengrad aktionart gruppe location keller moeb
    feldname PERSONEN zustand_art
    """.split()
)
_WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["0", "-", "1.234", "1,5", "true", "31.12.24", "../x", "http://x", "file:x"]),
    st.decimals().map(str),
    st.dates().map(str),
)


@st.composite
def _elements(draw, depth: int = 0) -> str:
    name = draw(_NAMES)
    attributes = draw(st.dictionaries(_ATTRIBUTES, _WORDS, max_size=2))
    escaped = {k: v.replace("&", "&amp;").replace("<", "&lt;") for k, v in attributes.items()}
    head = "".join(f' {key}="{value.replace(chr(34), "")}"' for key, value in escaped.items())
    body = draw(_WORDS) if depth >= 3 or draw(st.booleans()) else ""
    children = draw(st.lists(_elements(depth + 1), max_size=3)) if depth < 3 else []
    return f"<{name}{head}>{body}{''.join(children)}</{name}>"


def _assert_sound(source: bytes) -> None:
    documents = read_openimmo(source, file_name="feed.xml")
    assert documents
    listings = [listing for document in documents for listing in document.listings]
    assert [listing.index for listing in listings] == list(range(len(listings)))
    for listing in listings:
        assert "unreadable_listing" not in codes(listing.problems)
    for told in (documents[0].problems, *(listing.problems for listing in listings)):
        assert all(str(problem.message) for problem in told)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_elements(), max_size=6))
def test_no_combination_of_elements_raises(elements):
    _assert_sound(feed("".join(elements)))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise(source):
    for start in (b"", b"<", b"<openimmo>", b"PK\x03\x04", b"\xff\xfe"):
        _assert_sound(start + source)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_damage_to_a_feed_raises(data):
    source = bytearray(data.draw(st.sampled_from([_DOCUMENT, _ARCHIVE])))
    for _ in range(data.draw(st.integers(1, 6))):
        source[data.draw(st.integers(0, len(source) - 1))] = data.draw(st.integers(0, 255))
    _assert_sound(bytes(source[: data.draw(st.integers(1, len(source)))]))
    _assert_sound(bytes(source))


_DOCUMENT = sample_document(1)
_ARCHIVE = sample_zip(1)


def test_archive_of_everything_odd():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        target.writestr("ordner/", b"")
        target.writestr("__MACOSX/._feed.xml", b"x")
        target.writestr(".xml", b"x")
        target.writestr("feed.xml", feed(""))
    (document,) = read_openimmo(buffer.getvalue(), file_name="feed.zip")
    assert len(document.listings) == 1
