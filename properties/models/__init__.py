"""Properties with pictures and documents, search orders, and who has to do with a property."""

from properties.models.media import PropertyDocument, PropertyImage
from properties.models.numbers import NumberSeries
from properties.models.property import Property
from properties.notes.models import Note, NoteKind
from properties.orders.models import Criterion, OrderToken, SearchOrder
from properties.parties.models import Party, PartyKind

__all__ = [
    "Criterion",
    "Note",
    "NoteKind",
    "NumberSeries",
    "OrderToken",
    "Party",
    "PartyKind",
    "Property",
    "PropertyDocument",
    "PropertyImage",
    "SearchOrder",
]
