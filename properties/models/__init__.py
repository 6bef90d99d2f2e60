"""Properties with their pictures and documents."""

from properties.models.media import PropertyDocument, PropertyImage
from properties.models.property import Property

__all__ = ["Property", "PropertyDocument", "PropertyImage"]
