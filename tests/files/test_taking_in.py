"""The one place that takes files in: by content, bounded, nothing half done."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from base.errors import DomainError
from base.files.models import StoredFile
from base.files.services import IMAGES, discard_file
from base.files.serving import file_response
from tests.files.storing import store_file

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def picture(kind="JPEG", size=(800, 600), **options) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "#4477aa").save(target, kind, **options)
    return target.getvalue()


def take(agency, content, name, **options):
    return store_file(agency=agency, source=io.BytesIO(content), name=name, **options)


def stored_paths(settings):
    root = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    return [path for path in root.rglob("*") if path.is_file()]


def test_the_type_comes_from_the_content(agency):
    stored = take(agency, PDF, "bild.jpg")
    assert stored.media_type == "application/pdf"
    assert stored.name == "bild.jpg"


def test_storage_names_tell_nothing_and_differ(agency):
    first, second = take(agency, PDF, "Vertrag.pdf"), take(agency, PDF, "Vertrag.pdf")
    assert "Vertrag" not in first.content.name
    assert first.content.name != second.content.name
    assert first.sha256 == second.sha256


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "bild.png"),
        (b"<!doctype html><script>alert(1)</script>", "seite.pdf"),
        (b"\n\n  <html><body>hallo</body></html>", "text.txt"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "programm.exe"),
        (b"#!/bin/sh\nrm -rf /\n\x00", "lauf.sh"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "bild.gif"),
        (b"", "leer.pdf"),
    ],
)
def test_what_is_not_on_the_list_is_refused_and_leaves_nothing(agency, settings, content, name):
    with pytest.raises(DomainError):
        take(agency, content, name)
    assert StoredFile.objects.count() == 0
    assert stored_paths(settings) == []


def test_a_damaged_container_is_refused_and_leaves_nothing(agency, settings):
    """Whatever the unpacking raises: a broken stream, an impossible offset."""
    source = io.BytesIO()
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    whole = source.getvalue()
    begin = 30 + len("mimetype")
    for broken in (
        whole[:begin] + b"\xff" * 12 + whole[begin + 12 :],
        whole[:-6] + b"\xff\xff\xff\x7f" + whole[-2:],
    ):
        with pytest.raises(DomainError, match="beschädigt"):
            take(agency, broken, "brief.odt")
    assert stored_paths(settings) == []


def test_too_large_is_said_with_the_limit(agency, settings):
    settings.UPLOAD_MAX_FILE_BYTES = 1000
    with pytest.raises(DomainError, match="zu groß"):
        take(agency, PDF + b" " * 1000, "gross.pdf")
    assert stored_paths(settings) == []


def test_pictures_are_drawn_anew_without_place_and_hidden_payload(agency):
    exif = Image.Exif()
    exif[0x010E] = "geheim <script>"
    raw = picture(exif=exif.tobytes()) + b"<?php system('id'); ?>"
    stored = take(agency, raw, "foto.jpg")
    kept = stored.content.read()
    assert b"geheim" not in kept
    assert b"<?php" not in kept
    assert (stored.width, stored.height) == (800, 600)
    assert Image.open(stored.thumbnail).size == (480, 360)


def test_large_pictures_shrink(agency):
    stored = take(agency, picture(size=(4000, 1000)), "panorama.jpg")
    assert (stored.width, stored.height) == (2560, 640)


def test_a_damaged_picture_is_refused(agency, settings):
    with pytest.raises(DomainError, match="beschädigt"):
        take(agency, picture()[:2000], "halb.jpg")
    assert stored_paths(settings) == []


def test_only_pictures_where_only_pictures_belong(agency):
    with pytest.raises(DomainError, match="nur Bilder"):
        take(agency, PDF, "foto.jpg", only=IMAGES)


def test_folders_and_control_characters_leave_the_name(agency):
    stored = take(agency, PDF, "..\\..\\etc/pass\x00wd\u200b.pdf")
    assert stored.name == "passwd.pdf"


def test_a_failing_row_leaves_no_bytes(agency, settings, monkeypatch):
    def fail(self, *args, **kwargs):
        raise RuntimeError("disk full")

    monkeypatch.setattr(StoredFile, "save", fail)
    with pytest.raises(RuntimeError):
        take(agency, picture(), "foto.jpg")
    assert stored_paths(settings) == []


def test_files_leave_as_attachment_in_a_sandbox(agency, rf):
    response = file_response(rf.get("/"), take(agency, PDF, "Vertrag Graz.pdf"))
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_discarding_removes_the_bytes_on_commit(agency, django_capture_on_commit_callbacks):
    stored = take(agency, picture(), "foto.jpg")
    path = stored.content.name
    with django_capture_on_commit_callbacks(execute=True):
        discard_file(stored=stored)
    assert not default_storage.exists(path)


REFUSED = {
    "svg",
    "polyglot/svg_named.png",
    "polyglot/html_named.jpg",
    "polyglot/html_before_pdf.pdf",
    "polyglot/mhtml.doc",
    "images/bomb_png_65500x65500_1bit_valid.png",
    "images/bomb_png_20000x20000_1bit_valid.png",
    "images/bomb_png_header_2147483647.png",
    "images/jpeg_header_65500x65500.jpg",
}


def test_hostile_files_are_refused_or_made_harmless(agency, samples):
    folder = samples / "hostile"
    taken = {}
    for part in ("images", "svg", "polyglot"):
        for path in sorted((folder / part).iterdir()):
            try:
                taken[f"{part}/{path.name}"] = take(agency, path.read_bytes(), path.name)
            except DomainError:
                continue
    assert [name for name in taken if name in REFUSED or name.startswith("svg/")] == []
    for name, stored in taken.items():
        if stored.is_image:
            kept = stored.content.read()
            assert b"<script" not in kept, name
            assert b"<?php" not in kept, name


def test_hostile_names_are_refused_or_kept_harmless(agency, samples):
    names = json.loads((samples / "hostile/strings/filenames.json").read_text())
    kept = {}
    for name in names:
        try:
            kept[name] = take(agency, PDF, str(name)).name
        except DomainError:
            continue
    for name in kept.values():
        assert name
        assert len(name) <= 255
        assert not set(name) & set("/\\\x00\r\n")
    endings = (".exe", ".php", ".scr", ".lnk", ".svg", ".html", ".shtml", ".url", ".htaccess")
    assert [name for name in kept.values() if name.lower().endswith(endings)] == []
