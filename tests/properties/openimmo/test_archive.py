"""ZIP feeds: documents, the files beside them, and limits."""

import io
import zipfile

import pytest

from properties.openimmo import archive as archive_module
from properties.openimmo.reading import read_openimmo

from .feed import archive, codes, feed, listing_of, only_listing
from .sample import picture, sample_document, sample_zip


def _attached(*paths: str) -> bytes:
    return feed(
        "<anhaenge>"
        + "".join(f"<anhang><daten><pfad>{path}</pfad></daten></anhang>" for path in paths)
        + "</anhaenge>"
    )


def _problem_code(attachment) -> str:
    return attachment.problem.code if attachment.problem else ""


def test_the_sample_archive_brings_its_files():
    listing = only_listing(sample_zip(1), "feed.zip")
    assert [a.group for a in listing.attachments] == ["image_title", "image", "floor_plan"]
    assert [a.media_type for a in listing.attachments] == [
        "image/jpeg",
        "image/png",
        "application/pdf",
    ]
    assert [a.title for a in listing.attachments] == ["Außenansicht", "Wohnraum", "Grundriss"]
    assert listing.attachments[0].data == picture(1, "JPEG")
    assert listing.attachments[1].data == picture(101, "PNG")
    assert listing.attachments[1].file_name == "1-Wohnraum.PNG"
    assert (listing.attachments[2].data or b"").startswith(b"%PDF")


def test_embedded_attachments():
    (attachment,) = only_listing(sample_document(1)).attachments
    assert attachment.data == picture(1)
    assert attachment.problem is None


def test_several_documents_in_one_archive():
    source = archive({"a.xml": sample_document(1), "b/B.XML": sample_document(2, first=5)})
    documents = read_openimmo(source, file_name="feed.zip")
    assert [d.file_name for d in documents] == ["feed.zip!a.xml", "feed.zip!b/B.XML"]
    numbers = [(x.index, x.object_number) for d in documents for x in d.listings]
    assert numbers == [(0, "MUSTER-001"), (1, "MUSTER-005"), (2, "MUSTER-006")]


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("foo.jpg", "FOO.JPG"),
        ("bilder/foo.jpg", "./Bilder/foo.jpg"),
        ("bilder/foo.jpg", "bilder\\foo.jpg"),
        ("bilder/foo.jpg", "C:\\Export\\foo.jpg"),
        ("bilder/foo.jpg", "foo.jpg"),
        ("mein foto.jpg", "mein%20foto.jpg"),
        ("Straße Müller.jpg", "Straße Müller.jpg"),
    ],
)
def test_files_are_found_however_they_are_written(stored, said):
    source = archive({"feed.xml": _attached(said), stored: b"content"})
    (attachment,) = only_listing(source).attachments
    assert attachment.data == b"content"


def test_names_in_the_code_page_of_windows_are_found():
    plain = archive({"feed.xml": _attached("Müller.jpg"), "MQller.jpg": b"content"})
    source = plain.replace(b"MQller.jpg", b"M\xfcller.jpg")
    (attachment,) = only_listing(source).attachments
    assert attachment.data == b"content"


def test_a_path_means_the_folder_of_its_document_first():
    source = archive(
        {"a/feed.xml": _attached("1.jpg"), "1.jpg": b"root", "a/1.jpg": b"a", "b/1.jpg": b"b"}
    )
    assert only_listing(source).attachments[0].data == b"a"


def test_a_bare_name_that_several_files_have_finds_none():
    source = archive({"feed.xml": _attached("1.jpg"), "a/1.jpg": b"a", "b/1.jpg": b"b"})
    assert _problem_code(only_listing(source).attachments[0]) == "attachment_missing"


def test_missing_empty_and_forbidden_attachments_say_so():
    source = archive(
        {
            "feed.xml": _attached("weg.jpg", "leer.jpg", "file:///etc/passwd", "../../etc/passwd"),
            "leer.jpg": b"",
        }
    )
    attachments = only_listing(source).attachments
    assert [_problem_code(a) for a in attachments] == [
        "attachment_missing",
        "attachment_empty",
        "attachment_unsafe_path",
        "attachment_missing",
    ]
    assert all(a.data is None and not a.external_url for a in attachments)


def test_addresses_are_kept_and_never_fetched():
    listing = listing_of(
        "<anhaenge><anhang gruppe='FILMLINK'><daten><pfad>HTTPS://example.com/a.mp4?x=1</pfad>"
        "</daten></anhang></anhaenge>"
    )
    (attachment,) = listing.attachments
    assert attachment.external_url == "HTTPS://example.com/a.mp4?x=1"
    assert attachment.file_name == "a.mp4"
    assert attachment.group == "video_link"
    assert attachment.data is None


def test_broken_base64_says_so():
    listing = listing_of(
        "<anhaenge><anhang><daten><anhanginhalt>*nicht*base64*</anhanginhalt></daten></anhang>"
        "</anhaenge>"
    )
    assert _problem_code(listing.attachments[0]) == "attachment_undecodable"


def test_names_lose_what_deceives():
    listing = listing_of("<anhang><daten><pfad>a/../x\u202egpj.exe</pfad></daten></anhang>")
    assert listing.attachments[0].file_name == "x_gpj.exe"


def test_climbing_names_are_neutralised_and_told():
    source = archive({"../../tmp/feed.xml": _attached("a.jpg"), "/abs/a.jpg": b"a"})
    (document,) = read_openimmo(source, file_name="feed.zip")
    assert document.file_name == "feed.zip!tmp/feed.xml"
    assert codes(document.problems).count("unsafe_name") == 2
    assert document.listings[0].attachments[0].data == b"a"


def test_archives_in_archives_stay_closed():
    source = archive({"feed.xml": feed(""), "more.zip": sample_zip(1)})
    (document,) = read_openimmo(source, file_name="feed.zip")
    assert "nested_archive" in codes(document.problems)
    assert len(document.listings) == 1


def test_files_that_no_property_names_are_told():
    source = archive({"feed.xml": feed(""), "liegen geblieben.jpg": b"x"})
    (document,) = read_openimmo(source, file_name="feed.zip")
    (problem,) = [p for p in document.problems if p.code == "unreferenced_files"]
    assert "liegen geblieben.jpg" in str(problem.message)


def test_a_suspiciously_small_file_is_left_out():
    source = archive({"feed.xml": _attached("bomb.jpg"), "bomb.jpg": b"\0" * 20_000_000})
    assert _problem_code(only_listing(source).attachments[0]) == "suspicious_compression"


def test_the_total_is_limited(monkeypatch):
    monkeypatch.setattr(archive_module, "LARGEST_TOTAL", 1_500)
    source = archive(
        {"feed.xml": _attached("a.jpg", "b.jpg"), "a.jpg": b"a" * 900, "b.jpg": b"b" * 900}
    )
    first, second = only_listing(source).attachments
    assert first.data == b"a" * 900
    assert _problem_code(second) == "archive_too_large"


def test_an_entry_without_a_name_costs_only_itself():
    source = archive({"feed.xml": feed(""), "x": b""})
    head, separator, tail = source.rpartition(b"PK\x01\x02")  # the entry of x in the directory
    nameless = head + separator + tail[:42] + b"\0" + tail[43:]
    (document,) = read_openimmo(nameless, file_name="feed.zip")
    assert len(document.listings) == 1


def test_too_many_entries():
    source = archive({f"{number}.jpg": b"" for number in range(archive_module.MOST_ENTRIES + 1)})
    (document,) = read_openimmo(source, file_name="feed.zip")
    assert codes(document.problems) == ["too_many_entries"]


def test_a_truncated_archive():
    (document,) = read_openimmo(sample_zip(1)[:-200], file_name="feed.zip")
    assert codes(document.problems) == ["broken_archive"]


def test_one_damaged_picture_costs_only_itself():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        target.writestr("feed.xml", _attached("a.jpg", "b.jpg"))
        target.writestr("a.jpg", b"AAAAAAAAAAAA")
        target.writestr("b.jpg", b"intact")
    damaged = buffer.getvalue().replace(b"AAAAAAAAAAAA", b"AAAAAABAAAAA")
    first, second = only_listing(damaged).attachments
    assert _problem_code(first) == "broken_entry"
    assert second.data == b"intact"
