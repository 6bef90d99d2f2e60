"""How codes of properties read whose fields have no choices."""

from base.ui.words import register_words
from properties.subtypes import subtype_word

register_words("properties.Property", "object_subtype", subtype_word)
