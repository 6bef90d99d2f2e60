"""A collection of real vCards: every file is read, and differences to a second parser are known."""

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from contacts.vcard.reading import read_cards
from contacts.vcard.writing import Version, write_cards
from tests.contacts.vcard.agreement import Difference, differences

SAMPLES = Path(os.environ.get("IMMONAUT_SAMPLES", Path(settings.BASE_DIR).parent / "shared/data"))
DIFFERENCES = Path(settings.BASE_DIR) / "docs" / "vcard-differences.md"

needs_cards = pytest.mark.skipif(
    not (SAMPLES / "vcards/expected.tsv").exists(), reason="the vCard samples are not at hand"
)
needs_hostile = pytest.mark.skipif(
    not (SAMPLES / "hostile/vcard").exists(), reason="the hostile samples are not at hand"
)


def _files() -> list[Path]:
    return sorted(p for p in (SAMPLES / "vcards").glob("*/*") if p.is_file())


@needs_cards
def test_every_field_agrees_on_98_percent_of_the_cards():
    cards, found = differences(SAMPLES / "vcards")
    by_field = Counter(difference.field for difference in found)
    worst = {field: 1 - count / cards for field, count in by_field.items()}
    assert cards == 540
    assert all(share >= 0.98 for share in worst.values()), "\n".join(map(str, found))


@needs_cards
def test_every_difference_is_justified_in_the_docs():
    _cards, found = differences(SAMPLES / "vcards")
    text = DIFFERENCES.read_text(encoding="utf-8")
    missing = [str(difference) for difference in found if _row(difference) not in text]
    assert not missing, "not in docs/vcard-differences.md:\n" + "\n".join(missing)
    assert text.count("\n| `") == len(found), "the docs list differences that are gone"


def _row(difference: Difference) -> str:
    return f"| `{difference.path}` | {difference.card} | {difference.field} |"


@needs_cards
def test_every_file_gives_cards():
    unread = [path.name for path in _files() if read_cards(path.read_bytes())[0].is_placeholder]
    assert unread == []


@needs_cards
@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_writing_and_reading_again_gives_the_same_cards(version: Version):
    for path in _files():
        cards = [replace(card, problems=()) for card in read_cards(path.read_bytes())]
        again = [replace(c, problems=()) for c in read_cards(write_cards(cards, version))]
        assert again == cards, path.name


@needs_hostile
def test_hostile_files_do_no_harm():
    for path in sorted((SAMPLES / "hostile").rglob("*")):
        if path.is_file():
            cards = read_cards(path.read_bytes())
            assert cards, path.name
            assert not any("\x00" in value for card in cards for _name, value in card.extras)


@needs_hostile
def test_hostile_photos_stay_bytes_and_addresses_stay_text():
    folder = SAMPLES / "hostile/vcard"
    (linked,) = read_cards((folder / "photo_file_uri.vcf").read_bytes())
    (bomb,) = read_cards((folder / "photo_bomb.vcf").read_bytes())
    assert linked.photo is None
    assert ("PHOTO", "file:///etc/passwd") in linked.extras
    assert bomb.photo is not None
    assert bomb.photo.media_type == "image/png"
