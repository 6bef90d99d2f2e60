"""Pictures in the size in which they are shown: made once, kept, gone with the original."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from PIL import Image

from base.files.models import StoredFile
from base.files.renditions import LongestSide, rendition
from base.files.services import discard_file
from base.files.serving import file_response
from base.files.sweeping import sweep
from base.files.templatetags.pictures import picture_size, picture_sources
from tests.files.test_taking_in import PDF, picture, stored_paths, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(agency) -> StoredFile:
    return take(agency, picture(size=(2400, 1600)), "Haus am Berg.jpg")


def sent(rf, stored: StoredFile, side: LongestSide | None):
    response = file_response(rf.get("/"), stored, side=side)
    response.content_read = b"".join(response.streaming_content)
    return response


@pytest.mark.parametrize(
    ("side", "size"),
    [
        (LongestSide.SMALL, (192, 128)),
        (LongestSide.MEDIUM, (800, 533)),
        (LongestSide.LARGE, (1200, 800)),
    ],
)
def test_a_picture_comes_in_the_size_that_is_shown(rf, house, side, size):
    whole = sent(rf, house, None)
    response = sent(rf, house, side)
    drawn = Image.open(io.BytesIO(response.content_read))
    assert (drawn.format, drawn.size) == ("WEBP", size)
    assert response.headers["Content-Type"] == "image/webp"
    assert 'filename="Haus am Berg.webp"' in response.headers["Content-Disposition"]
    assert response.headers["ETag"] != whole.headers["ETag"]


def test_it_is_drawn_once(rf, house, settings):
    first = sent(rf, house, LongestSide.SMALL).content_read
    lies = sorted(stored_paths(settings))
    again = StoredFile.objects.get(pk=house.pk)
    assert sent(rf, again, LongestSide.SMALL).content_read == first
    assert sorted(stored_paths(settings)) == lies
    assert len(lies) == 3


def test_of_two_who_draw_at_the_same_time_one_keeps_it(house, settings):
    """Both have read the row before either has drawn."""
    one, other = (StoredFile.objects.get(pk=house.pk) for _ in range(2))
    kept, same = rendition(one, LongestSide.MEDIUM), rendition(other, LongestSide.MEDIUM)
    assert kept.name == same.name
    assert len(stored_paths(settings)) == 3


def test_turned_photos_stay_upright(rf, agency):
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = take(agency, picture(size=(1600, 800), exif=exif.tobytes()), "hoch.jpg")
    response = sent(rf, turned, LongestSide.SMALL)
    assert Image.open(io.BytesIO(response.content_read)).size == (96, 192)


def test_transparency_stays(rf, agency):
    source = io.BytesIO()
    Image.new("RGBA", (900, 900), (255, 0, 0, 0)).save(source, "PNG")
    logo = take(agency, source.getvalue(), "logo.png")
    assert Image.open(io.BytesIO(sent(rf, logo, LongestSide.SMALL).content_read)).mode == "RGBA"


def test_what_cannot_be_drawn_comes_as_it_is(rf, house, settings):
    lies = stored_paths(settings)
    for path in lies:
        path.write_bytes(b"damaged")
    assert sent(rf, house, LongestSide.LARGE).content_read == b"damaged"
    assert sorted(stored_paths(settings)) == sorted(lies)


def test_what_is_no_picture_has_no_size(rf, agency):
    assert sent(rf, take(agency, PDF, "Vertrag.pdf"), LongestSide.SMALL).content_read == PDF


@pytest.mark.django_db(transaction=True)
def test_everything_goes_with_the_original(house, settings):
    for side in (LongestSide.SMALL, LongestSide.MEDIUM, LongestSide.LARGE):
        rendition(house, side)
    assert len(stored_paths(settings)) == 5
    discard_file(stored=StoredFile.objects.get(pk=house.pk))
    assert stored_paths(settings) == []


def test_the_sweep_knows_them(house, settings):
    rendition(house, LongestSide.SMALL)
    orphan = rendition(house, LongestSide.LARGE).name
    StoredFile.objects.update(large="")
    sweep(older_than=timedelta(seconds=-60))
    names = {f"{path.parent.name}/{path.name}" for path in stored_paths(settings)}
    assert names == set(StoredFile.objects.get(pk=house.pk).file_names)
    assert orphan not in names


def test_a_page_says_what_there_is(house, agency):
    sources = 'srcset="/bild/?px=800 800w, /bild/?px=1200 1200w"'
    assert picture_sources(house, "/bild/") == sources
    assert picture_size(house, 160, 40) == 'width="60" height="40"'
    assert picture_sources(take(agency, PDF, "a.pdf"), "/bild/") == ""


def test_a_size_that_there_is_not_is_the_picture_itself(client, agency):
    agency.logo = take(agency, picture(size=(2400, 600)), "logo.jpg")
    agency.save()
    address = reverse("files:agency_logo", args=[agency.slug])
    for asked, width in (("?px=800", 800), ("?px=801", 2400), ("?px=-1", 2400), ("?px=x", 2400)):
        answer = client.get(address + asked)
        assert Image.open(io.BytesIO(answer.getvalue())).width == width
