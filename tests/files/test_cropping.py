"""Squares cut out of pictures."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from base.errors import DomainError
from base.files.cropping import Crop, cut_square
from tests.files.test_taking_in import PDF, picture

sides = st.integers(1, 4000)
anything = st.integers(-1000, 1000)


@given(sides, sides, anything, anything, anything)
def test_the_square_lies_within_the_picture(width, height, x, y, zoom):
    left, top, right, bottom = Crop(x, y, zoom).box(width, height)
    assert right - left == bottom - top >= 1
    assert left >= 0
    assert top >= 0
    assert right <= width
    assert bottom <= height


def test_the_centre_is_taken_unless_said_otherwise():
    assert Crop().box(900, 600) == (150, 0, 750, 600)
    assert Crop(x=0).box(900, 600) == (0, 0, 600, 600)
    assert Crop(x=100, y=100, zoom=200).box(900, 600) == (600, 300, 900, 600)


def test_the_result_is_a_square_picture():
    with Image.open(cut_square(io.BytesIO(picture(size=(900, 600))), Crop(zoom=150))) as cut:
        assert cut.size == (400, 400)


def test_what_is_no_picture_is_refused():
    with pytest.raises(DomainError):
        cut_square(io.BytesIO(PDF), Crop())
