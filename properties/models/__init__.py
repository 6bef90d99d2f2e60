"""Properties with their pictures, documents, and the search orders they are matched with."""

from properties.models.media import PropertyDocument, PropertyImage
from properties.models.property import Property
from properties.orders.models import Criterion, OrderToken, SearchOrder

__all__ = [
    "Criterion",
    "OrderToken",
    "Property",
    "PropertyDocument",
    "PropertyImage",
    "SearchOrder",
]
