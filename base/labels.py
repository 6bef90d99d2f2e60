"""The words by which people see something, where code registers it."""

from django.utils.functional import Promise

# Translated when it is shown, in the language of whom it is shown to.
Label = str | Promise
