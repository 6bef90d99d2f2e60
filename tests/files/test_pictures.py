"""Pictures are bounded before they are unpacked, and few large ones are open at the same time."""

import io
import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image

from base.errors import DomainError
from base.files import room
from base.files.inspection import open_picture
from base.files.room import SMALL_PIXELS, room_for
from immonaut.stack.paths import BASE_DIR


def bomb(width: int, height: int) -> io.BytesIO:
    """A PNG of one colour: tens of kilobytes that unpack to four bytes a pixel."""
    packer, row = zlib.compressobj(9), b"\0" + b"\x40\x80\xc0\xff" * width
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", data), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + body)


@pytest.mark.parametrize(("width", "height"), [(9900, 9900), (6100, 6000)])
def test_a_png_is_bounded_by_what_it_unpacks_to(width, height):
    with pytest.raises(DomainError, match="36 Megapixel"):
        open_picture(bomb(width, height))


def test_a_large_photo_is_taken_as_jpeg():
    source = io.BytesIO()
    Image.new("RGB", (8000, 6000), "red").save(source, "JPEG")
    assert open_picture(source).size == (2560, 1920)


def test_turned_photos_stay_upright():
    source, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (4000, 2000), "blue").save(source, "JPEG", exif=exif)
    assert open_picture(source).size == (1280, 2560)


def test_transparency_stays_and_palettes_become_colours():
    source = io.BytesIO()
    Image.new("RGBA", (300, 200), (255, 0, 0, 0)).convert("P").save(source, "PNG", transparency=0)
    assert open_picture(source).mode == "RGBA"


def test_who_finds_no_room_hears_it_in_words(settings, monkeypatch):
    settings.LARGE_PICTURES_AT_ONCE = 1
    monkeypatch.setattr(room, "PATIENCE_SECONDS", 0.2)
    with room_for(SMALL_PIXELS + 1):
        with room_for(SMALL_PIXELS):
            pass
        with pytest.raises(DomainError, match="zu viele große Bilder"), room_for(SMALL_PIXELS + 1):
            pass
    with room_for(SMALL_PIXELS + 1):
        pass


def test_six_at_once_take_no_more_memory_than_two(tmp_path, settings):
    """In a process of their own, whose largest size the kernel tells."""
    (tmp_path / "bomb.png").write_bytes(bomb(5900, 5900).getvalue())
    code = (
        "import django, sys, threading, resource; django.setup()\n"
        "from base.files.inspection import open_picture\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "threads = [threading.Thread(target=open_picture, args=(open(sys.argv[1], 'rb'),)) for _ in range(6)]\n"
        "[t.start() for t in threads]; [t.join() for t in threads]\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "bomb.png")],
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    one = 5900 * 5900 * 4 // 1024  # kilobytes
    # Making one smaller takes a second copy; two are open at a time.
    assert int(done.stdout) < 5 * one
