"""Properties with pictures and documents, search orders, and who has to do with a property."""

from properties.models.media import PropertyDocument, PropertyImage
from properties.models.notes import Note, NoteKind
from properties.models.numbers import NumberSeries
from properties.models.orders import Criterion, OrderToken, SearchOrder
from properties.models.parties import Party, PartyKind
from properties.models.property import Property

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
