"""Every change of a property, its pictures and its documents, as apps above ask for it."""

from properties.media.services.documents import (
    add_document,
    change_document,
    delete_document,
    set_visibility,
)
from properties.media.services.images import (
    add_image,
    change_image,
    delete_image,
    make_cover,
    move_image,
)
from properties.record.services.deletion import delete_property, erase_property, restore_property
from properties.record.services.derived import refresh_derived, touch_activity
from properties.record.services.saving import save_property

__all__ = [
    "add_document",
    "add_image",
    "change_document",
    "change_image",
    "delete_document",
    "delete_image",
    "delete_property",
    "erase_property",
    "make_cover",
    "move_image",
    "refresh_derived",
    "restore_property",
    "save_property",
    "set_visibility",
    "touch_activity",
]
