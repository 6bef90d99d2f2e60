"""Programs, scripts and pages are refused by their name, wherever files come in."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from base.errors import DomainError
from base.files.models import StoredFile
from base.files.names import refused_ending
from base.jobs.models import ImportSource
from contacts.data import ContactData
from contacts.services import save_contact
from properties.services import save_property
from tests.files.storing import store_file
from tests.files.test_taking_in import PDF, picture

REFUSED = [
    "a.bat",
    "a.js",
    "a.hta",
    "a.exe",
    "a.lnk",
    "a.scr",
    "a.vbs",
    "a.ps1",
    "a.html",
    "a.svg",
    "a.EXE",
    "a.Htm",
    "rechnung.pdf.exe",
    "rechnung.exe.pdf",
    "rechnung.pdf .exe",
    "a.exe.",
    "a.exe. . ",
    "a.exe ",
    "a.exe::$DATA",
    "a.pdf:b.exe",
    "a.exe:b.pdf",
    "a.pdf;.php",
    "x/../a.exe",
    "c:\\x\\a.exe",
    "a.exe/",
    "a.e\u200bxe",
    "a.\x00exe",
    "a\uff0eexe",
    "a.\uff45xe",
    "foto\u202egpj.exe",
    "Rechnung\u202eexe.pdf",
    "a\u2066fdp.exe",
    ".htaccess",
    "a.jar",
    "a.msi",
    "a.desktop",
    "a.command",
    "a.url",
    "a.svgz",
    "a.xhtml",
    "a.mht",
    "a.reg",
    "a.iso",
    "a.docm",
    "Preise.XLSM",
    "a.pptm",
    "a.dotm",
    "a.xlsb",
    "a.xlam",
    "a.slk",
    "a.iqy",
]
TAKEN = [
    "a.pdf",
    "Grundriss 1.OG (final) – Kopie.pdf",
    "www.firma.com.pdf",
    "index.html.pdf",
    "Vertrag.pl.pdf",
    "Vertrag",
    "exe",
    "exe.pdf",
    "bat.pdf",
    "Müller & Söhne.pdf",
    "J.S. Bach.pdf",
    "1.2.2024.pdf",
    "a.docx",
    "a.xlsx",
    "a.doc",
    "a.odt",
    ".pdf",
    "",
    "a.vcf",
    "a.xml",
    "a:b.pdf",
]


@pytest.mark.django_db
@pytest.mark.parametrize("name", REFUSED)
def test_refused(agency, name):
    with pytest.raises(DomainError):
        store_file(agency=agency, source=io.BytesIO(PDF), name=name)
    assert StoredFile.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("name", TAKEN)
def test_taken(agency, name):
    stored = store_file(agency=agency, source=io.BytesIO(PDF), name=name)
    assert refused_ending(stored.name) == ""


def archive(*names):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name in names:
            made.writestr(name, b"x")
    return target


@pytest.mark.django_db
def test_archives_hold_nothing_that_is_refused(agency):
    store_file(agency=agency, source=archive("a.pdf", "b/c.jpg"), name="a.zip")
    for name in ("setup.exe", "b/rechnung.pdf.js", "a.exe."):
        with pytest.raises(DomainError, match="Endung"):
            store_file(agency=agency, source=archive("a.pdf", name), name="a.zip")


@pytest.fixture
def doors(agent_client, agency, agent):
    """Where people bring files in: the address and the name of the field."""
    contact = save_contact(
        agency=agency, contact=None, data=ContactData({"family_name": "Eins"}), user=agent
    )
    flat = save_property(agency=agency, values={"title": "W", "object_number": "1"}, user=agent)
    one, other = f"/kontakte/{contact.pk}", f"/immobilien/{flat.pk}"
    return {
        f"{one}/dateien/": "files",
        f"{one}/foto/aendern/": "photo",
        f"{other}/dokumente/": "files",
        f"{other}/bilder/": "files",
        "/kontakte/import/": "files",
        "/immobilien/import/": "files",
    }


@pytest.mark.django_db
def test_every_door_refuses_it(agent_client, doors):
    def kept():
        return StoredFile.objects.count() + ImportSource.objects.count()

    for address, field in doors.items():
        for name, more in (("foto.jpg.scr", 0), ("foto.jpg", 1)):
            before = kept()
            upload = SimpleUploadedFile(name, picture(), "image/jpeg")
            assert agent_client.post(address, {field: upload}).status_code < 500
            assert kept() - before == more, (address, name)


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["word/vbaProject.bin", "xl/VBAPROJECT.BIN", "vbaProject.bin"])
def test_macros_are_found_behind_a_harmless_ending(agency, part):
    source = archive("[Content_Types].xml", "word/document.xml", part)
    with pytest.raises(DomainError, match="Makros"):
        store_file(agency=agency, source=source, name="a.docx")
    assert StoredFile.objects.count() == 0
